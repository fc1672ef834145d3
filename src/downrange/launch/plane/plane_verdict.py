"""The verdict: whether areas and history determine the plane, and the reasons as codes with their figures."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from downrange.codes import Remark
from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.corridor import Zone
from downrange.launch.plane.likelihood import AzimuthEvidence
from downrange.launch.plane.plane_codes import (
    NotDetermined,
    PlaneReason,
    earlier_launches,
    heading,
    launches,
)
from downrange.launch.plane.posterior import BIN_DEG, PlaneEstimate
from downrange.launch.plane.site_history import History

WIDEST_DEG = 8.0
MOST_DISAGREEMENT_DEG = 6.0  # between areas that show a straight flight
MOST_BEND_DEG = 12.0  # that an earlier launch's drop zones may explain
FEWEST_PAST = 5
FEWEST_LIKE, LIKE_DEG = 2.0, 1.0  # launches of this site, counted by recency, into the plane that is named
DUE_EAST_DEG = 15.0  # azimuths this near to due east begin most launches that turn their plane in high orbits
TRANSFER_DEG = 8.0  # and this near, nearly all of them: the plane of such an ascent is not the one to report
OTHER_PLANES_SHARE = 0.08  # of a site's launches into planes that the areas allow, outside the answer
DISPUTE_DEG = 5.0  # between the plane that areas point at and the one that history adds up to


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the verdict considers. `past` is None where history was switched off.

    `without_reuse` is the estimate that ignores whether an earlier launch used the same drop zones.
    """

    zones: tuple[Zone, ...]
    shown: AzimuthEvidence | None
    estimate: PlaneEstimate
    without_reuse: PlaneEstimate
    geometry: PlaneEstimate
    past: History | None
    excluded: tuple[Remark, ...]
    against: tuple[Remark, ...] = ()  # what was found against it before


def geometry_determines(found: Findings) -> bool:
    """Whether the areas alone give the plane: a narrow interval, from areas that agree, and not due east."""
    return (
        found.shown is not None
        and not _due_east(found.shown, DUE_EAST_DEG)
        and found.geometry.inclination_deg.width_deg <= WIDEST_DEG
        and found.shown.disagreement_deg <= MOST_DISAGREEMENT_DEG
    )


def judge(found: Findings) -> tuple[bool, tuple[Remark, ...]]:
    """Whether the plane is determined, and the reasons: first what is against it, then what areas and history show.

    Determined is a plane whose 90 % interval is no wider than 8 deg, with and without a look at drop zones
    used before; that the site has flown, by two recent launches at least of five or more; beside which the areas
    allow no other plane that it often flies; that the areas alone allow; and whose areas show no bend above 12 deg
    (without history 6), nor an azimuth due east.
    """
    against = tuple(_against(found))
    return not against, (*against, *_shown(found), *found.excluded)


def _against(found: Findings) -> Iterator[Remark]:
    yield from found.against
    if found.shown is None:
        yield Remark(NotDetermined.NO_AZIMUTH)
        return
    interval = found.estimate.inclination_deg
    if interval.width_deg > WIDEST_DEG:
        facts = {"p05": interval.p05, "p95": interval.p95, "width_deg": interval.width_deg}
        yield Remark(NotDetermined.TOO_WIDE, {**facts, "limit_deg": WIDEST_DEG})
    if _due_east(found.shown, TRANSFER_DEG):
        yield Remark(NotDetermined.DUE_EAST, {"limit_deg": TRANSFER_DEG})
    if found.shown.disagreement_deg > (MOST_DISAGREEMENT_DEG if found.past is None else MOST_BEND_DEG):
        yield Remark(NotDetermined.BEND, {"bend_deg": found.shown.disagreement_deg})
    if found.past is not None:
        yield from _against_history(found, found.past)


def _against_history(found: Findings, past: History) -> Iterator[Remark]:
    interval, alone = found.estimate.inclination_deg, found.geometry.inclination_deg
    if len(past.planes) < FEWEST_PAST:
        facts = {"launches": earlier_launches(len(past.planes)), "needed": FEWEST_PAST}
        yield Remark(NotDetermined.FEW_LAUNCHES, facts)
    elif past.n_like(interval.median, LIKE_DEG) < FEWEST_LIKE:
        yield Remark(NotDetermined.SELDOM_FLOWN, {"inclination_deg": interval.median})
    yield from _other_planes(found, past)
    if interval.width_deg <= WIDEST_DEG < found.without_reuse.inclination_deg.width_deg:
        yield Remark(NotDetermined.ONLY_REUSED_ZONES)
    if not alone.contains(interval.median):
        facts = {"inclination_deg": interval.median, "p05": alone.p05, "p95": alone.p95}
        yield Remark(NotDetermined.AGAINST_AREAS, facts)


def _shown(found: Findings) -> Iterator[Remark]:
    """What areas show, what history shows, and where the two differ."""
    if found.shown is not None:
        yield _flight(found.shown, len(found.zones))
        alone = found.geometry.inclination_deg
        yield Remark(
            PlaneReason.AREAS_DETERMINE if geometry_determines(found) else PlaneReason.AREAS_DO_NOT_DETERMINE,
            {"p05": alone.p05, "p95": alone.p95, "median": alone.median},
        )
    yield from _history(found)
    if found.shown is None:
        return
    areas_deg, history_deg = found.geometry.inclination_deg.median, found.estimate.inclination_deg.median
    if found.past is not None and abs(history_deg - areas_deg) > DISPUTE_DEG:
        # A new plane hides here: the chance of either is given.
        middles = (np.arange(len(found.estimate.histogram)) + 0.5) * BIN_DEG
        nearer = abs(middles - areas_deg) < abs(middles - history_deg)
        chance = float(np.array(found.estimate.histogram) @ nearer)
        facts = {"areas_deg": areas_deg, "history_deg": history_deg, "chance": chance}
        yield Remark(PlaneReason.DISPUTE, facts)
    if _due_east(found.shown, DUE_EAST_DEG):
        yield Remark(PlaneReason.NEAR_EAST)


def _other_planes(found: Findings, past: History) -> Iterator[Remark]:
    """Planes of the site that the areas allow as well, although the answer leaves them out."""
    interval, alone = found.estimate.inclination_deg, found.geometry.inclination_deg
    flown = np.array([plane.inclination_deg for plane in past.planes])
    allowed = (flown >= alone.p05 - LIKE_DEG) & (flown <= alone.p95 + LIKE_DEG)
    left_out = allowed & ((flown < interval.p05 - LIKE_DEG / 2) | (flown > interval.p95 + LIKE_DEG / 2))
    weight = float(past.weights[left_out].sum())
    share = weight / max(float(past.weights[allowed].sum()), weight, 1e-9)
    if weight >= FEWEST_LIKE and share >= OTHER_PLANES_SHARE:
        others = sorted({f"{value:.0f}" for value in flown[left_out].tolist()}, key=float)
        facts = {"others": ", ".join(others), "share": share, "inclination_deg": interval.median}
        yield Remark(NotDetermined.OTHER_CLASS, facts)


def _flight(shown: AzimuthEvidence, areas: int) -> Remark:
    """Straight or bent, and where to."""
    facts = {"heading": heading(shown.line_deg), "disagreement_deg": shown.disagreement_deg, "areas": areas}
    if shown.disagreement_deg > MOST_DISAGREEMENT_DEG:
        bearing = [shown.bearing_deg] if shown.bearing_deg is not None else []
        facts["azimuths"] = " -> ".join(f"{azimuth:.0f}" for azimuth in (*shown.azimuths_deg, *bearing))
        return Remark(PlaneReason.BENT_LAST_AXIS if bearing else PlaneReason.BENT, facts)
    if areas > 1:
        return Remark(PlaneReason.STRAIGHT, facts)
    return Remark(PlaneReason.ONE_AREA if shown.bearing_deg is None else PlaneReason.ONE_LONG_AREA, facts)


def _history(found: Findings) -> Iterator[Remark]:
    past = found.past
    if past is None or not past.planes:
        yield Remark(PlaneReason.HISTORY_OFF if past is None else PlaneReason.NO_HISTORY)
        return
    latest = sorted(past.planes, key=lambda plane: plane.day)[-3:]
    flown = ", ".join(f"{plane.inclination_deg:.1f} ({plane.day.year})" for plane in latest)
    yield Remark(PlaneReason.HISTORY, {"launches": launches(len(past.planes)), "flown": flown})
    alone = found.geometry.inclination_deg
    if found.shown is not None and not any(alone.contains(plane.inclination_deg) for plane in past.planes):
        yield Remark(PlaneReason.HISTORY_ELSEWHERE)


def _due_east(shown: AzimuthEvidence, within_deg: float) -> bool:
    return abs(float(turn_deg(90.0, shown.line_deg))) <= within_deg
