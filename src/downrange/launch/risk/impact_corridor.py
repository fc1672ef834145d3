"""Impact corridor: the fan of the ascents' instantaneous impact points over the distance from the pad.

As far as the farthest announced fall the fan is constrained; beyond it, it is all that is known: where an impact
point may run, not how likely anything is hit. The fan is that of 14 CFR 450 flight safety analysis in form (a
corridor about the nominal impact trace); its edges are 5 and 95 % of the fitted ascents at each distance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downrange.codes import Remark
from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.ellipsoid import geodesic_direct
from downrange.earth.polygons import geojson_geometry
from downrange.geography.territories import Territory, territories_under
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.constrained_flight import farthest_fall_m, last_constrained_time_s, pad_of
from downrange.launch.risk.impact_crossings import crossings
from downrange.launch.risk.risk_codes import RiskRemark
from downrange.launch.trajectory.ascent_ensemble import Ascents

STATION_KM = 50.0
TABLE_KM = 500.0  # a table gives the width at every such distance
WIDEST_DEG = 60.0  # as seen from the pad: a wider fan is no direction
LEAST_REACHING = 0.9  # of the ascents: beyond, the impact points of too many have left the Earth
LEAST_ASCENTS = 10  # of fewer no 5 and 95 % can be told
_FARTHEST_KM = 19_000.0


@dataclass(frozen=True, slots=True)
class Corridor:
    """The fan at D distances from the pad, arrays (D,), of the ascents that reach each.

    azimuth_deg (3, D): left edge (5 % of the ascents), middle, right edge, from the pad, rising; width_km between the
    edges; after_s (2, D): 5 and 95 % of the seconds after lift-off at which the impact point is there. `ends` is why
    it goes no further. `countries` are in its part beyond the announced falls, where these may be named; else None.
    """

    pad: tuple[float, float]
    distance_km: Floats
    azimuth_deg: Floats
    width_km: Floats
    after_s: Floats
    constrained: Bools
    ends: Remark
    countries: tuple[Territory, ...] | None

    def outline(self, constrained: bool) -> dict[str, Any] | None:
        """The fan up to the farthest announced fall, or beyond it, as a GeoJSON geometry; None if there is none."""
        return _outline(self.pad, self.distance_km, self.azimuth_deg, self.constrained, constrained)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON: both outlines, the width at every 500 km and at both ends, and what may be said of it."""
        beyond = Remark(
            RiskRemark.CORRIDOR_BEYOND if not self.constrained.all() else RiskRemark.CORRIDOR_WHOLE
        )
        return {
            "constrained": self.outline(True),
            "beyond": self.outline(False),
            "stations": [
                {
                    "distance_km": round(float(self.distance_km[k])),
                    "width_km": round(float(self.width_km[k])),
                    "after_liftoff_s": np.round(self.after_s[:, k], 0).tolist(),
                    "constrained": bool(self.constrained[k]),
                }
                for k in self._in_table().tolist()
            ],
            "ends": self.ends.says,
            "ends_code": str(self.ends.code),
            "countries": None
            if self.countries is None
            else [{"code": each.code, "name": each.name} for each in self.countries],
            **beyond.as_dict(),
        }

    def _in_table(self) -> NDArray[np.int64]:
        """Every 500 km, the last constrained distance and the last of all."""
        every = np.flatnonzero(np.isclose(self.distance_km % TABLE_KM, 0.0))
        ends = [np.flatnonzero(self.constrained)[-1:], [self.distance_km.size - 1]]
        return np.unique(np.concatenate([every, *ends])).astype(np.int64)


def impact_corridor(ascents: Ascents, points: ImpactPoints, name_countries: bool) -> Corridor | None:
    """The fan of the impact points; None where too few ascents are left for one.

    `name_countries`: the plane of the orbit is known, so that the countries in the part beyond the announced falls
    may be listed (without a probability).
    """
    if points.lat_deg.shape[1] < LEAST_ASCENTS:
        return None
    distance_km = np.arange(STATION_KM, _FARTHEST_KM, STATION_KM)
    at = crossings(ascents, points, 1e3 * distance_km)
    reaching = np.isfinite(at.azimuth_deg).mean(axis=1) >= LEAST_REACHING
    middle, _, _ = at.span_deg()
    off = wrap_180_deg(at.azimuth_deg - middle[:, None])
    kept = int(np.argmin(reaching)) if not reaching.all() else reaching.size
    edges = np.nanquantile(off[:kept], [0.05, 0.5, 0.95], axis=1)
    narrow = edges[2] - edges[0] <= WIDEST_DEG
    ends = RiskRemark.CORRIDOR_LEAVES
    if not narrow.all():
        kept, ends = int(np.argmin(narrow)), RiskRemark.CORRIDOR_WIDE
    if not kept:
        return None
    edges, distance_km = edges[:, :kept], distance_km[:kept]
    azimuth = middle[:kept] + edges
    arc = 1e3 * distance_km / MEAN_RADIUS_M
    width_km = np.radians(edges[2] - edges[0]) * np.sin(arc) * MEAN_RADIUS_M / 1e3
    constrained = 1e3 * distance_km <= _constrained_m(ascents)
    pad = pad_of(ascents)
    beyond = _outline(pad, distance_km, azimuth, constrained, False) if name_countries else None
    countries = _countries(beyond) if name_countries else None
    facts = {"distance_km": float(distance_km[-1]), "share": LEAST_REACHING, "widest_deg": WIDEST_DEG}
    after_s = np.nanquantile(at.after_s[:kept], [0.05, 0.95], axis=1)
    return Corridor(pad, distance_km, azimuth, width_km, after_s, constrained, Remark(ends, facts), countries)


def _constrained_m(ascents: Ascents) -> float:
    """The farthest announced fall, median over the ascents; 0 if none comes down."""
    reach = farthest_fall_m(ascents)
    return float(np.median(reach)) if last_constrained_time_s(ascents) > 0.0 else 0.0


def _outline(
    pad: tuple[float, float], distance_km: Floats, azimuth_deg: Floats, constrained: Bools, first_part: bool
) -> dict[str, Any] | None:
    last = int(constrained.sum())  # constrained stations come first
    part = slice(0, last) if first_part else slice(max(last - 1, 0), None)
    distance_m, azimuth = 1e3 * distance_km[part], azimuth_deg[:, part]
    if distance_m.size < 2:
        return None
    left = geodesic_direct(*pad, azimuth[0], distance_m)[:2]
    right = geodesic_direct(*pad, azimuth[2], distance_m)[:2]
    ring = np.concatenate([np.stack(right), np.stack(left)[:, ::-1]], axis=1)
    if first_part:
        ring = np.concatenate([np.array(pad)[:, None], ring], axis=1)
    return geojson_geometry(ring)


def _countries(outline: dict[str, Any] | None) -> tuple[Territory, ...]:
    under = territories_under(outline, waters=False) if outline else ()
    return tuple(territory for territory in under if territory.kind == "country")
