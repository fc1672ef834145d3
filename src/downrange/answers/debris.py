"""What comes down from a break-up, a re-entering body or a decaying orbit: where, when, through which heights?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import numpy as np

from downrange.answers.debris_codes import DebrisRemark, DebrisUnknown
from downrange.answers.debris_requests import DebrisRequest
from downrange.answers.methods import Method
from downrange.answers.parts.event_states import Drawn, drawn_states
from downrange.answers.parts.reentry_corridors import chance_along, corridor, offsets
from downrange.answers.receipts import receipt
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import format_utc
from downrange.kernel.arrays import Floats
from downrange.launch.fall.atmosphere_models import read_atmosphere
from downrange.launch.fall.ballistic_fall import Atmosphere, standard_atmosphere
from downrange.launch.risk.breakup import DEBRIS_CLASSES, GENTLE_M_S, SEVERITIES_M_S
from downrange.launch.risk.debris_event import Drawn as Fallen
from downrange.launch.risk.debris_event import EventClass, event_classes, event_pieces
from downrange.launch.risk.falling_pieces import aircraft_hits, ship_hits
from downrange.launch.risk.hazard_areas import HazardArea, containment_area, hazard_area
from downrange.launch.risk.hazard_shares import shares_of_territories
from downrange.launch.risk.impact_density import Hits, impact_density
from downrange.launch.risk.oblique_grid import angles_rad, oblique_axes

BANDS_M = ((18e3, 15e3, 12e3), (12e3, 9e3, 6e3), (6e3, 3e3, 0.0))
_AREAS = ("contains", "above")


@dataclass(frozen=True, slots=True)
class Band:
    """A band of heights, or the surface (both None): when pieces pass it, and its two areas."""

    name: str
    top_km: float | None
    bottom_km: float | None
    threshold: float
    arrival_s: tuple[float, float, float] | None
    contains: HazardArea
    above: HazardArea


@dataclass(frozen=True, slots=True)
class DebrisAnswer:
    """The areas of an event by band of heights, and `said`, the statements beside them as plain JSON."""

    bands: tuple[Band, ...]
    instant: datetime | None
    said: dict[str, Any]

    @property
    def any_area(self) -> bool:
        """Whether at least one area could be drawn."""
        return any(band.contains.rings or band.above.rings for band in self.bands)

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange debris --json`."""
        bands = [
            {
                "name": band.name,
                "top_km": band.top_km,
                "bottom_km": band.bottom_km,
                "arrival_s": _rounded(band.arrival_s),
                "arrival_utc": _clocks(band.arrival_s, self.instant),
                "contains": sliced_dict(band.contains, self.instant),
                "threshold": band.threshold,
                "above_threshold": sliced_dict(band.above, self.instant),
            }
            for band in self.bands
        ]
        return {**self.said, "bands": bands}

    def geojson(self) -> dict[str, Any]:
        """RFC 7946: of each band its areas whole and by slices of time; seconds count from the event."""
        features: list[dict[str, Any]] = []
        for band in self.bands:
            for kind in _AREAS:
                area: HazardArea = getattr(band, kind)
                said = {"band": band.name, "top_km": band.top_km, "bottom_km": band.bottom_km}
                features += area_features(area, {**said, "kind": f"debris {kind}"}, self.instant)
        return {"type": "FeatureCollection", "features": features}


def area_features(
    area: HazardArea, properties: dict[str, Any], instant: datetime | None
) -> Iterator[dict[str, Any]]:
    """An area whole, then its slices; `from_s` and `until_s` count from the event, UTC beside where it is known."""
    about = {**properties, **area.remark.as_dict()}
    if area.rings and area.span_s is not None:
        parts = [("whole", *area.span_s, area.area_km2 or 0.0, area.geometry())]
        parts += [("slice", s.from_s, s.until_s, s.area_km2, s.geometry()) for s in area.slices]
        for part, start, stop, km2, geometry in parts:
            clocks = {"from_utc": _clock(start, instant), "until_utc": _clock(stop, instant)}
            times = {"part": part, "from_s": round(start), "until_s": round(stop), **clocks}
            shown = {**about, **times, "area_km2": float(f"{km2:.3g}")}
            yield {"type": "Feature", "geometry": geometry, "properties": shown}


def debris_of(request: DebrisRequest) -> DebrisAnswer:
    """Draw the event, drop its pieces, and outline where and when they pass each band of heights."""
    event, air = event_classes()[request.kind], _air(request)
    drawn = drawn_states(request, event, air)
    draws = request.draws
    fallen = event_pieces(
        drawn.states, event, air, wind_sd_m_s=request.wind_sd_m_s, seed=draws.seed,
        executor=draws.executor, done=draws.heard("pieces", draws.samples),
    )  # fmt: skip
    limits, pieces = request.thresholds, fallen.pieces
    band = partial(_band, request=request, drawn=drawn)
    bands = [band("surface", None, ship_hits(pieces), limits.ship)]
    for levels in BANDS_M:
        name = f"{levels[0] / 1e3:.0f} to {levels[-1] / 1e3:.0f} km"
        bands.append(band(name, levels, aircraft_hits(pieces, levels), limits.aircraft))
    settings = {"samples": draws.samples, "seed": draws.seed, "kind": request.kind}
    made = receipt(Method.DEBRIS, (request.elements, request.space_weather, request.wind), settings)
    down = pieces.lat_deg[-1]
    said = {
        "kind": request.kind,
        "state": {name: spread.as_dict() if spread else None for name, spread in request.state.items()},
        "instant": None if drawn.instant is None else format_utc(drawn.instant),
        "samples": draws.samples,
        "seed": draws.seed,
        "slice_min": request.slice_min,
        "territories": shares_of_territories(down, pieces.lon_deg[-1], pieces.draw, pieces.draws),
        "dominant": largest_unknown(drawn, fallen),
        **says_and_codes("remarks", _remarks(request, event, drawn, fallen), "remark_codes"),
        "receipt": made.as_dict(),
    }
    return DebrisAnswer(tuple(bands), drawn.instant, said)


def _air(request: DebrisRequest) -> Atmosphere:
    if request.wind is None:
        return standard_atmosphere()
    return read_atmosphere(request.wind.text, standard_atmosphere(), request.wind.name)


def _band(
    name: str,
    levels: tuple[float, ...] | None,
    hits: Hits,
    threshold: float,
    request: DebrisRequest,
    drawn: Drawn,
) -> Band:
    slice_s, share = 60.0 * request.slice_min, request.thresholds.containment
    if drawn.track is not None and hits.after_s.size:
        found = offsets(hits, drawn.states.after_s, drawn.track)
        contains = corridor(hits, found, drawn.track, slice_s)
        above = chance_along(hits, found, threshold)
    else:
        density = impact_density(hits, threshold)
        contains = containment_area(hits, density, share, slice_s)
        above = hazard_area(hits, density, 1.0, threshold, slice_s)
    passing = hits.after_s.size > 0
    early, middle, late = np.quantile(hits.after_s, [0.0015, 0.5, 0.9985]) if passing else (0.0, 0.0, 0.0)
    return Band(
        name=name,
        top_km=levels[0] / 1e3 if levels else None,
        bottom_km=levels[-1] / 1e3 if levels else None,
        threshold=threshold,
        arrival_s=(float(early), float(middle), float(late)) if passing else None,
        contains=contains,
        above=above,
    )


def _remarks(request: DebrisRequest, event: EventClass, drawn: Drawn, fallen: Fallen) -> list[Remark]:
    found = [Remark(DebrisRemark.GIVEN_THE_EVENT), *drawn.remarks]
    beta = float(np.nanmedian(drawn.states.beta_kg_m2)) if event.name != "breakup" else 0.0
    if event.breakup_km is not None:
        height, sd = event.breakup_km
        facts: dict[str, Any] = {"beta_kg_m2": beta, "height_km": height, "sd_km": sd}
        found.append(Remark(DebrisRemark.BREAKUP_HEIGHT, facts))
    if event.name == "body":
        found.append(Remark(DebrisRemark.WHOLE_BODY, {"beta_kg_m2": beta}))
    else:
        speeds = SEVERITIES_M_S if event.breakup_km is None else (GENTLE_M_S,)
        facts = {
            "pieces": sum(debris.count for debris in DEBRIS_CLASSES),
            "lightest_kg_m2": DEBRIS_CLASSES[-1].beta_kg_m2,
            "heaviest_kg_m2": DEBRIS_CLASSES[0].beta_kg_m2,
            "speeds": " or ".join(f"{speed:.0f}" for speed in speeds),
        }
        found.append(Remark(DebrisRemark.ASSUMED_PIECES, facts))
    wind: dict[str, Any] = {"wind_sd_m_s": request.wind_sd_m_s}
    if request.wind is None:
        found.append(Remark(DebrisRemark.NO_WIND, wind))
    else:
        found.append(Remark(DebrisRemark.WIND_GIVEN, {**wind, "name": request.wind.name}))
    aloft = float(np.isnan(fallen.pieces.lat_deg[-1]).mean())
    if aloft > 0.0:
        found.append(Remark(DebrisRemark.ALOFT, {"share": aloft}))
    return [*found, Remark(DebrisRemark.NOT_MEASURED)]


def largest_unknown(drawn: Drawn, fallen: Fallen) -> dict[str, Any] | None:
    """What spreads the impacts along their way most: shares of the variance along the track, by least squares on what
    was drawn (state, instant, ballistic coefficient, height of break-up); the rest is throw, wind and lift.

    None where fewer than two pieces came down.
    """
    pieces = fallen.pieces
    down = np.isfinite(pieces.lat_deg[-1])
    if down.sum() < 2:
        return None
    lat, lon = pieces.lat_deg[-1, down], pieces.lon_deg[-1, down]
    along = angles_rad(oblique_axes(lat, lon), lat, lon)[1]
    if "instant" in drawn.inputs and np.ptp(along) > np.pi:  # around the Earth: only the instant can do that
        code = DebrisUnknown.INSTANT
        return {"code": str(code), "source": code.says(), "share": 1.0, "shares": {str(code): 1.0}}
    draw = pieces.draw[down]
    beta = np.log(fallen.beta_kg_m2[down])
    groups: dict[DebrisUnknown, list[Floats]] = {DebrisUnknown.BALLISTIC: [beta, beta**2]}
    state = [values[draw] for name, values in drawn.inputs.items() if name != "instant"]
    groups |= {DebrisUnknown.STATE: state} if state else {}
    if "instant" in drawn.inputs:
        groups[DebrisUnknown.INSTANT] = [drawn.inputs["instant"][draw]]
    height = fallen.inputs["breakup_height"][draw]
    if np.isfinite(height).all():
        groups[DebrisUnknown.HEIGHT] = [height]
    shares = {code: _explained(along, columns) for code, columns in groups.items()}
    shares[DebrisUnknown.REST] = max(0.0, 1.0 - sum(shares.values()))
    code = max(shares, key=lambda key: shares[key])
    return {
        "code": str(code),
        "source": code.says(),
        "share": round(shares[code], 2),
        "shares": {str(each): round(share, 2) for each, share in shares.items()},
    }


def _explained(values: Floats, columns: list[Floats]) -> float:
    """The share of the variance of values (M,) that a linear function of columns (M,) explains."""
    design = np.stack([np.ones_like(values), *columns], axis=1)
    left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return float(1.0 - left.var() / max(float(values.var()), 1e-300))


def sliced_dict(area: HazardArea, instant: datetime | None) -> dict[str, Any]:
    """The figures of an area, its slices with UTC where the instant is known from which their seconds count."""
    said = area.as_dict()
    if instant is not None:
        for part in said["slices"]:
            part |= {
                "from_utc": _clock(part["from_s"], instant),
                "until_utc": _clock(part["until_s"], instant),
            }
    return said


def _clock(after_s: float, instant: datetime | None) -> str | None:
    return None if instant is None else format_utc(instant + timedelta(seconds=after_s))


def _clocks(after_s: tuple[float, ...] | None, instant: datetime | None) -> list[str | None] | None:
    return None if after_s is None or instant is None else [_clock(t, instant) for t in after_s]


def _rounded(after_s: tuple[float, ...] | None) -> list[int] | None:
    return None if after_s is None else [round(t) for t in after_s]
