"""Announced zones against leave-one-out forecasts: where a body would fall if its own zone were not known.

Each body's distance is held out in turn (its direction is not, for yaw cannot be guessed), the ascents are fitted to
what remains, and their falls are compared with the zone. So the comparison is a forecast, not a fit to the same data.
The announced zone stays the better forecast of the place; this shows whether the two are consistent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.polygons import ring_area_km2, ring_centroid, ring_contains, untangle
from downrange.kernel.arrays import Floats
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import announced_ascents, landed_of
from downrange.launch.fall.ballistic_fall import Atmosphere
from downrange.launch.fall.bodies import Body, Zone
from downrange.launch.fall.fall_codes import ForecastRefused

MEMBERS = 60
# A fall farther than half the way round the Earth is met from the other side, one still aloft nowhere: with more than
# this share of the simulated falls so, quantiles of the rest would pass for a distance.
MOST_LOST = 0.05
ALONG_DEG = 45.0  # a fall outside a zone within this of the line from the pad is short or long, else aside


@dataclass(frozen=True, slots=True)
class LeaveOneOutForecast:
    """Where a body falls in ascents fitted without its distance, and where it was announced.

    range_km            5 %, median and 95 % of the simulated distances from the pad; None where they cannot be told
    announced_km        distance of the middle of the announced place
    miss_distance_km    how far that lies from the middle of the falls (median distance, median direction)
    inside              share of the simulated falls inside the zone; None where no zone but a place was announced
    short, long, aside  shares of them outside of it, by where
    zone_km2            its area, or None
    refused             why nothing can be told, or None
    """

    body: str
    range_km: tuple[float, float, float] | None
    announced_km: float
    miss_distance_km: float | None
    inside: float | None
    short: float | None
    long: float | None
    aside: float | None
    zone_km2: float | None
    refused: Remark | None = None

    def as_dict(self) -> dict[str, Any]:
        spread, apart = self.range_km, self.miss_distance_km
        return {
            "body": self.body,
            "range_km": None
            if spread is None
            else dict(zip(("p05", "median", "p95"), (round(x, 1) for x in spread), strict=True)),
            "announced_km": round(self.announced_km, 1),
            "holds": None
            if spread is None
            else round(spread[0], 1) <= self.announced_km <= round(spread[2], 1),
            "apart_km": None if apart is None else round(apart, 1),
            "refused": None if self.refused is None else self.refused.as_dict(),
            "inside": None if self.inside is None else round(self.inside, 3),
            "not_covered": None
            if self.inside is None
            else {key: round(getattr(self, key), 3) for key in ("short", "long", "aside")},
            "zone_km2": None if self.zone_km2 is None else round(self.zone_km2),
        }


def forecasts(
    bodies: Sequence[Body],
    vehicle: Mapping[str, Any] | str | None,
    known: Mapping[str, Any] | None,
    pad: tuple[float, float],
    air: Atmosphere,
    *,
    case: str,
    draws: Draws,
    only: Sequence[str] | None = None,
) -> tuple[LeaveOneOutForecast, ...]:
    """For each body in turn (or those named in `only`): forecast its fall with its distance held out.

    The other arguments are those of `announced_ascents`.
    """
    found = []
    for left in (body for body in bodies if only is None or body.name in only):
        ascents = announced_ascents(
            bodies,
            vehicle,
            known,
            pad,
            air,
            case=case,
            draws=draws,
            members=MEMBERS,
            held_out=left.name,
        )
        assert ascents is not None  # there are bodies
        falls = ascents.falls[left.name]
        found.append(_beside(left, pad, falls.lat_deg, falls.lon_deg))
    return tuple(found)


def _beside(body: Body, pad: tuple[float, float], lat_deg: Floats, lon_deg: Floats) -> LeaveOneOutForecast:
    """Falls (N,), NaN for those aloft, against the place where the body was announced."""
    landed = landed_of(body, pad)
    reach_m, heading, _ = geodesic_inverse(*pad, lat_deg, lon_deg)
    near = np.abs(wrap_180_deg(np.asarray(heading) - landed.azimuth_deg)) < 90.0  # False of NaN
    lost = float(1.0 - near.mean())
    if lost > MOST_LOST:
        refused = Remark(ForecastRefused.BEYOND, {"body": body.name, "share": lost})
        nothing = dict.fromkeys(("miss_distance_km", "inside", "short", "long", "aside", "zone_km2"))
        return LeaveOneOutForecast(body.name, None, landed.range_km, **nothing, refused=refused)
    reach_m, heading, lat_deg, lon_deg = (np.asarray(x)[near] for x in (reach_m, heading, lat_deg, lon_deg))
    low, middle, high = (float(q) / 1e3 for q in np.quantile(reach_m, [0.05, 0.5, 0.95]))
    turned = np.radians(np.median(wrap_180_deg(heading - landed.azimuth_deg)))
    miss_distance_km = float(np.hypot(middle - landed.range_km, middle * turned))
    spread = (low, middle, high)
    if not isinstance(body.lands, Zone):
        return LeaveOneOutForecast(
            body.name, spread, landed.range_km, miss_distance_km, None, None, None, None, None
        )
    ring = untangle(body.lands.ring)
    inside = ring_contains(ring, lat_deg, lon_deg)
    centre = ring_centroid(ring)
    homeward, outward = geodesic_inverse(*centre, *pad)[1], geodesic_inverse(*centre, lat_deg, lon_deg)[1]
    off = np.abs(wrap_180_deg(np.asarray(outward) - float(homeward)))
    short, long = ~inside & (off < ALONG_DEG), ~inside & (off > 180.0 - ALONG_DEG)
    aside = ~inside & ~short & ~long
    return LeaveOneOutForecast(
        body.name,
        spread,
        landed.range_km,
        miss_distance_km,
        inside=float(inside.mean()),
        short=float(short.mean()),
        long=float(long.mean()),
        aside=float(aside.mean()),
        zone_km2=ring_area_km2(ring),
    )
