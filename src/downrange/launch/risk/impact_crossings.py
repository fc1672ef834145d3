"""Where the ascents' impact points cross circles about the pad, and which places lie in the fan of the known ones."""

from dataclasses import dataclass

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.constrained_flight import farthest_fall_m, last_constrained_time_s, pad_of
from downrange.launch.trajectory.ascent_ensemble import Ascents

_RING_M = 25e3
MARGIN_DEG = 2.0  # between the ground tracks of a vehicle and of its own impact point, seen from the pad


@dataclass(frozen=True, slots=True)
class Crossings:
    """Where each ascent's impact point crosses each distance from the pad: azimuth and seconds (D, N), NaN if not."""

    distance_m: Floats
    azimuth_deg: Floats
    after_s: Floats

    def span_deg(self) -> tuple[Floats, Floats, Floats]:
        """A middle azimuth of each distance (D,), and the least and the most that the ascents are off it (D,)."""
        known = np.isfinite(self.azimuth_deg)
        around = np.radians(np.where(known, self.azimuth_deg, 0.0))
        sine, cosine = (np.where(known, part, 0.0).sum(axis=1) for part in (np.sin(around), np.cos(around)))
        middle = np.degrees(np.arctan2(sine, cosine))
        off = wrap_180_deg(self.azimuth_deg - middle[:, None])
        return middle, np.where(known, off, np.inf).min(axis=1), np.where(known, off, -np.inf).max(axis=1)


def crossings(
    ascents: Ascents, points: ImpactPoints, distances_m: Floats, until_s: float = np.inf
) -> Crossings:
    """The first crossing of each distance (D,) by the impact points (T, N), up to a second of the flight."""
    pad = pad_of(ascents)
    members = points.lat_deg.shape[1]
    azimuth, after = np.full((2, distances_m.size, members), np.nan)
    early = ascents.after_s <= until_s
    for k in range(members):
        known = early & np.isfinite(points.lat_deg[:, k])
        if known.sum() < 2:
            continue
        seconds = ascents.after_s[known]
        away, heading, _ = geodesic_inverse(*pad, points.lat_deg[known, k], points.lon_deg[known, k])
        away = np.maximum.accumulate(away)
        heading = np.degrees(np.unwrap(np.radians(heading)))
        azimuth[:, k] = np.interp(distances_m, away, heading, np.nan, np.nan) % 360.0
        after[:, k] = np.interp(distances_m, away, seconds, np.nan, np.nan)
    return Crossings(distances_m, azimuth, after)


def in_constrained_fan(
    ascents: Ascents, points: ImpactPoints, lat_deg: Floats, lon_deg: Floats, after_s: Floats
) -> Bools:
    """Which points (T, N) of the ascents' ground tracks, at seconds (T,), the announced falls constrain.

    All until the last announced body leaves. After that the vehicle flies over places at which its impact point was
    minutes before: those no farther from the pad than the ascent's farthest announced fall, in a direction in which
    some ascent's impact point ran at that distance before the body left.
    """
    until_s, pad = last_constrained_time_s(ascents), pad_of(ascents)
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    early = known & (after_s <= until_s)[:, None] & bool(ascents.falls)
    late = known & ~early
    if not late.any() or not ascents.falls:
        return np.asarray(early)
    reach = farthest_fall_m(ascents)
    at = crossings(ascents, points, np.arange(_RING_M, reach.max() + 2 * _RING_M, _RING_M), until_s)
    middle, least, most = at.span_deg()
    away, heading, _ = geodesic_inverse(*pad, lat_deg[late], lon_deg[late])
    ring = np.clip(np.rint(away / _RING_M).astype(int) - 1, 0, middle.size - 1)
    off = wrap_180_deg(heading - middle[ring])
    inside = np.zeros_like(late)
    inside[late] = (
        (away <= np.broadcast_to(reach, late.shape)[late])
        & (off >= least[ring] - MARGIN_DEG)
        & (off <= most[ring] + MARGIN_DEG)
    )
    return np.asarray(early | inside)
