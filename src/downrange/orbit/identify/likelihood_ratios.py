"""Likelihood ratios: a table of weighted reasons why a new object may, or may not, have come from a launch.

Each function of the table takes all objects and all lift-off times at once and returns ln of a likelihood ratio: how
much likelier the finding is if the object came from the launch than if it did not. What a user reads of each stands
in `identify_codes.ReasonCode`. The arrays broadcast to (2, C, T), as in `launch_evidence.Evidence`.

Constants: fitted on the fit half of the launches between snapshots of 2015/16 and 2023/24, 27 to 110 days apart, as
design/identify_accuracy.py divides and measures them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.orbit.identify.identify_codes import ReasonCode
from downrange.orbit.identify.launch_evidence import SIDEREAL_DAY_MIN, Evidence
from downrange.orbit.identify.measured_domain import CATALOGUED_DAYS
from downrange.orbit.identify.normal_density import normal
from downrange.orbit.identify.orbit_classes import LOW_REV_DAY, is_powered, is_stationary
from downrange.orbit.identify.revolution_counts import count_density
from downrange.orbit.propagation.secular_rates import apsides_km, node_rate_deg_day

# The site crosses the plane some 5 min after lift-off (the climb); the age of the element set blurs it, but no more
# after some weeks: the plane of a passive satellite is as sharp at 110 days as at 30.
CROSSING_MIN, CROSSING_SD_MIN, TANGENTIAL_SD_MIN = 5.0, 4.0, 45.0
BLUR_MIN, BLUR_MIN_PER_DAY, BLUR_DAYS = 6.0, 0.8, 25.0
RAISED_SHARE, RAISED_DAYS = (
    0.6,
    55.0,
)  # share of its days that a raised satellite spent low, and until when it rises
TANGENTIAL = 0.97  # |reach| above which the site only grazes the plane
LN_OUT_OF_REACH = np.log(0.3)  # a plane change after injection is rare, not impossible
PHASE_DEG, PHASE_SD_DEG, PHASE_WIDE_SD_DEG, PHASE_SD_PER_DRAG_REVOLUTION_DEG = -17.0, 10.0, 45.0, 126.0
PHASE_DAYS = 60.0  # the place along the orbit is forgotten by e in so many days
PHASE_TRUST, PHASE_TRUST_POWERED = 0.9, 0.2
# A wrong object's launch lies anywhere between the snapshots or up to 50 days outside: other launches of the span,
# and debris numbered late, which counts any age. Its count alone never weighs more than ln 0.1 against.
OUTSIDE_DAYS, LN_COUNT_FLOOR = 50.0, np.log(0.1)
NUMBER_LATE_DAYS, NUMBER_SD_DAYS, NUMBER_DOUBT, NUMBER_OUTSIDE_DAYS = -0.4, 1.8, 0.15, 5.0
# First appearance: of 228 single objects of launches a week old and more, 206 were in the next snapshot.
SEEN_LATE, SEEN_TOO_EARLY, SMALLEST_SHARE = 0.1, 0.01, 0.05
PARKING_REV_DAY = 15.9  # a circular orbit at 300 km


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the table: its code, its function, and a weight that multiplies its log ratio."""

    code: ReasonCode
    log_ratio: Callable[[Evidence], Floats]
    weight: float = 1.0


def crossing(evidence: Evidence) -> Floats:
    """Minutes from lift-off until the site lies in the orbital plane: a climb after lift-off, blurred with age."""
    minutes, reach = evidence.crossing_min, evidence.reach[:, np.newaxis]
    sd = np.where(np.abs(reach) > TANGENTIAL, TANGENTIAL_SD_MIN, CROSSING_SD_MIN)
    near = normal(minutes, CROSSING_MIN, sd)
    blurred = np.hypot(sd, BLUR_MIN + BLUR_MIN_PER_DAY * np.clip(evidence.back.days, 0, BLUR_DAYS))
    wide = normal(minutes, CROSSING_MIN, blurred)
    powered = is_powered(evidence.elements)[:, np.newaxis]
    density = np.where(powered, 0.40, 0.55) * near + np.where(powered, 0.20, 0.30) * wide
    density += np.where(powered, 0.25, 0.0) * _raised(evidence) + 0.15 / SIDEREAL_DAY_MIN
    ratio = np.where(np.abs(reach) > 1, LN_OUT_OF_REACH, np.log(density * SIDEREAL_DAY_MIN))
    return np.where(
        is_stationary(evidence.elements)[:, np.newaxis], 0.0, ratio
    )  # no trace of the plane is left


def phase(evidence: Evidence) -> Floats:
    """Argument of latitude at lift-off, counted from the site; forgotten with the age of the set and with drag."""
    drag_deg = PHASE_SD_PER_DRAG_REVOLUTION_DEG * evidence.back.drag_revolutions
    kept = np.exp(-np.maximum(evidence.back.days, 0) / PHASE_DAYS)
    trust = np.where(is_powered(evidence.elements), PHASE_TRUST_POWERED, PHASE_TRUST)[:, np.newaxis]
    near = 0.75 * kept * trust
    wide = 0.25 * np.sqrt(kept) * trust
    density = near * normal(evidence.ahead_deg, PHASE_DEG, np.hypot(PHASE_SD_DEG, drag_deg))
    density += wide * normal(evidence.ahead_deg, PHASE_DEG, np.hypot(PHASE_WIDE_SD_DEG, drag_deg))
    ratio = np.log(360 * density + 1 - near - wide)
    usable = (evidence.elements.mean_motion_rev_day > LOW_REV_DAY) & (np.abs(evidence.reach) <= 1)
    return np.where(usable[:, np.newaxis], ratio, 0.0)


def age(evidence: Evidence) -> Floats:
    """Revolution number against the revolutions since lift-off."""
    e = evidence.elements
    wrong = 1 / (e.mean_motion_rev_day[:, np.newaxis] * (evidence.span_days + OUTSIDE_DAYS))
    ratio = np.maximum(np.log(np.maximum(count_density(e, evidence.back) / wrong, 1e-9)), LN_COUNT_FLOOR)
    return np.where((evidence.docked | (e.revolution < 0))[:, np.newaxis], 0.0, ratio)


def epoch(evidence: Evidence) -> Floats:
    """Epoch after lift-off, or before it."""
    return np.where(evidence.back.days < -0.5, np.log(0.01), 0.0)


def inclination(evidence: Evidence) -> Floats:
    """Inclinations of this launch over those of the world."""
    ratio: Floats = np.log(evidence.inclination_ratio)[:, np.newaxis]
    return ratio


def height(evidence: Evidence) -> Floats:
    """Perigee height."""
    perigee_km, _ = apsides_km(evidence.elements.mean_motion_rev_day, evidence.elements.eccentricity)
    odds = np.select([perigee_km < 300, perigee_km < 600, perigee_km < 1200], [3.0, 2.0, 0.4], 1.0)
    ratio: Floats = np.log(odds)[:, np.newaxis]
    return ratio


def direction(evidence: Evidence) -> Floats:
    """Northward or southward, for steep orbits."""
    south = np.where(evidence.elements.inclination_deg > 80, evidence.southward, 0.5)
    ratio: Floats = np.log(np.stack([1 - south, south]))[..., np.newaxis]
    return ratio


def number(evidence: Evidence) -> Floats:
    """Whether the catalogue number can be newly given."""
    return np.where(evidence.returned, np.log(0.02), 0.0)[:, np.newaxis]


def order(evidence: Evidence) -> Floats:
    """Launch day that the neighbouring catalogue numbers suggest."""
    near = normal(evidence.number_late_days, NUMBER_LATE_DAYS, NUMBER_SD_DAYS)
    near = near * (evidence.span_days + NUMBER_OUTSIDE_DAYS)
    ratio = np.log((1 - NUMBER_DOUBT) * near + NUMBER_DOUBT)
    silent = np.isnan(evidence.number_late_days) | evidence.returned[:, np.newaxis]
    return np.where(silent, 0.0, ratio)


def appearance(evidence: Evidence) -> Floats:
    """The snapshot in which the object first appears, where there are several."""
    late, early = evidence.seen_late_days, evidence.seen_early_days
    likely = np.where(early > CATALOGUED_DAYS, SEEN_LATE, 1.0)
    likely = np.where(late > 0, SEEN_TOO_EARLY, likely)
    share = evidence.seen_share[:, np.newaxis]
    ratio: Floats = np.where(share < 1, np.log(likely / np.maximum(share, SMALLEST_SHARE)), 0.0)
    return ratio


def designator(evidence: Evidence) -> Floats:
    """International designator, where it is to be read."""
    return np.zeros(1) if evidence.designator_ratio is None else evidence.designator_ratio


REASONS: tuple[Reason, ...] = (
    Reason(ReasonCode.PLANE, crossing),
    Reason(ReasonCode.REVOLUTION, age),
    Reason(ReasonCode.PHASE, phase),
    Reason(ReasonCode.EPOCH, epoch),
    Reason(ReasonCode.INCLINATION, inclination),
    Reason(ReasonCode.HEIGHT, height),
    Reason(ReasonCode.DIRECTION, direction),
    Reason(ReasonCode.NUMBER, number),
    Reason(ReasonCode.ORDER, order),
    Reason(ReasonCode.APPEARANCE, appearance),
    Reason(ReasonCode.DESIGNATOR, designator),
)


def log_ratios(evidence: Evidence) -> Floats:
    """The weighted sum of the whole table, (2, C, T)."""
    total = np.zeros(evidence.crossing_min.shape)
    for reason in REASONS:
        total += reason.weight * reason.log_ratio(evidence)
    return total


def _raised(evidence: Evidence) -> Floats:
    """Density of crossings of objects raised from a low parking orbit, where the node drifted faster."""
    e = evidence.elements
    faster = node_rate_deg_day(PARKING_REV_DAY, 0.0, e.inclination_deg)
    faster = faster - node_rate_deg_day(e.mean_motion_rev_day, e.eccentricity, e.inclination_deg)
    low_days = RAISED_SHARE * np.clip(evidence.back.days, 0, RAISED_DAYS)
    shift = faster[:, np.newaxis] * low_days * (SIDEREAL_DAY_MIN / 360)
    low = CROSSING_MIN + np.minimum(shift, 0)
    width = np.maximum(np.abs(shift), CROSSING_SD_MIN)
    density: Floats = ((evidence.crossing_min >= low) & (evidence.crossing_min <= low + width)) / width
    return density
