"""Corridors of an orbit's end: when it ends is known to hours, so its pieces come down along revolutions of track.

No map of cells holds that. But how far behind and beside the track the pieces come down depends little on when it
ends; so that is taken from all draws together, and laid along the track slice by slice: for each slice of time the
part of the track that 98 % of the pieces that arrive then are behind or ahead of, as wide as 99 % of them need, which
together hold 97 %. For one ship or aircraft the chance is at most the pieces' area times the densest arrival in time
and across; tracks that cross can double it.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.codes import Remark
from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.unit_vectors import unit_vectors
from downrange.kernel.arrays import Floats
from downrange.launch.risk.hazard_areas import AreaSlice, HazardArea, slice_edges_s
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.impact_density import Hits
from downrange.launch.risk.oblique_grid import angles_rad, lat_lon_at_deg, oblique_axes

_ALONG, _ASIDE = 0.98, 0.99  # their product is 0.97
_AHEAD_S = 1500.0  # a piece comes down at most this much of the track beyond the orbit's end
_LONGEST_S = 1200.0  # of track in one outline
_CROSSINGS = 2.0
_BINS = 24
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Track:
    """Where the orbit ends if it ends at each of T instants, seconds after the start of the window; degrees."""

    seconds: Floats
    lat_deg: Floats
    lon_deg: Floats


@dataclass(frozen=True, slots=True)
class Offsets:
    """Of M hits, how many seconds of track they lie ahead of what then ends, and metres to the left of the track."""

    ahead_s: Floats
    aside_m: Floats
    speed_m_s: float


def offsets(hits: Hits, ends_s: Floats, track: Track) -> Offsets:
    """`ends_s` (N,) is when the orbit of each draw ends."""
    line = unit_vectors(track.lat_deg, track.lon_deg)
    at = unit_vectors(hits.lat_deg, hits.lon_deg)
    step = float(track.seconds[1] - track.seconds[0])
    first: NDArray[np.int64] = np.searchsorted(track.seconds, ends_s[hits.draw]) - 1
    best, nearest = np.full(at.shape[1], -2.0), np.zeros(at.shape[1], dtype=np.int64)
    for ahead in range(int(_AHEAD_S / step)):
        k = np.clip(first + ahead, 0, line.shape[1] - 2)
        cosine = (at * line[:, k]).sum(axis=0)
        nearest, best = np.where(cosine > best, k, nearest), np.maximum(cosine, best)
    along = line[:, nearest + 1] - line[:, nearest]
    length = np.linalg.norm(along, axis=0)
    ahead_m = MEAN_RADIUS_M * ((at - line[:, nearest]) * along).sum(axis=0) / length
    left = np.cross(line[:, nearest], along / length, axis=0)
    span = np.diff(track.seconds)[nearest]
    speed = MEAN_RADIUS_M * length / span
    position_s = track.seconds[nearest] + ahead_m / speed
    aside = MEAN_RADIUS_M * (at * left).sum(axis=0)
    return Offsets(position_s - hits.after_s, aside, float(np.median(speed)))


def corridor(hits: Hits, found: Offsets, track: Track, slice_s: float) -> HazardArea:
    """The corridor of each slice of arrival."""
    low, high = np.quantile(found.ahead_s, [0.5 * (1 - _ALONG), 0.5 * (1 + _ALONG)])
    width_m = float(np.quantile(np.abs(found.aside_m), _ASIDE))
    edges = slice_edges_s(hits.after_s, slice_s)
    slices = []
    for start, stop in pairwise(edges.tolist()):
        rings = tuple(_rings(track, start + low, stop + high, width_m))
        if rings:
            length_m = found.speed_m_s * (stop - start + high - low)
            slices.append(AreaSlice(start, stop, 2 * width_m * length_m / 1e6, rings))
    remark = Remark(HazardRemark.CORRIDOR, {"share": _ALONG * _ASIDE, "width_km": width_m / 1e3})
    whole = tuple(ring for part in slices for ring in part.rings)
    area = 2 * width_m * found.speed_m_s * float(edges[-1] - edges[0] + high - low) / 1e6
    return HazardArea(
        None, None, area, 0.0, (float(edges[0]), float(edges[-1])), whole, tuple(slices), remark
    )


def chance_along(hits: Hits, found: Offsets, threshold: float) -> HazardArea:
    """Whether anywhere along the corridor the chance for one target reaches the threshold: at most `highest`."""
    densest_s = _densest(hits.after_s, hits.target_m2)
    densest_m = _densest(found.aside_m, hits.target_m2)
    target = float(hits.target_m2.sum()) / hits.draws
    highest = _CROSSINGS * target * densest_s * densest_m / found.speed_m_s
    facts = {"threshold": threshold, "draws": hits.draws}
    if highest >= threshold:
        return HazardArea(highest, None, None, 0.0, None, (), (), Remark(HazardRemark.ALL_AROUND, facts))
    return HazardArea(highest, None, 0.0, 0.0, None, (), (), Remark(HazardRemark.NOWHERE, facts))


def _densest(values: Floats, weight: Floats) -> float:
    """The largest share of a weight in one of equal bins between its 1 and 99 %, for each unit."""
    low, high = np.quantile(values, [0.01, 0.99])
    if high <= low:
        return np.inf
    counts, edges = np.histogram(values, bins=_BINS, range=(low, high), weights=weight)
    return float(counts.max() / weight.sum() / (edges[1] - edges[0]))


def _rings(track: Track, start_s: float, stop_s: float, width_m: float) -> list[Floats]:
    """Outlines of a stretch of track, each of at most `_LONGEST_S`; what lies off the track is left out."""
    start_s, stop_s = max(start_s, float(track.seconds[0])), min(stop_s, float(track.seconds[-1]))
    if stop_s <= start_s:
        return []
    cuts = np.linspace(start_s, stop_s, int(np.ceil((stop_s - start_s) / _LONGEST_S)) + 1)
    line = unit_vectors(track.lat_deg, track.lon_deg)
    rings = []
    for low, high in pairwise(cuts.tolist()):
        at = np.linspace(low, high, max(int((high - low) / 30.0), 2) + 1)
        x, y, z = (np.interp(at, track.seconds, row) for row in line)
        lat, lon = np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))
        axes = oblique_axes(lat, lon)
        across, along = angles_rad(axes, lat, lon)
        flat = shapely.LineString(MEAN_RADIUS_M * np.stack([along, across], axis=1)).buffer(width_m)
        edge = shapely.get_coordinates(shapely.segmentize(flat.exterior.simplify(0.02 * width_m), 200e3))[
            :-1
        ].T
        ring_lat, ring_lon = lat_lon_at_deg(axes, edge[0], edge[1])
        rings.append(np.stack([np.round(ring_lat, _DIGITS), np.round(ring_lon, _DIGITS)]))
    return rings
