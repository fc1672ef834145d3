"""Territories overflown by a ground track, with entry and exit times: land, islands and coastal waters."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import SPHERE_RADIUS_KM
from downrange.earth.unit_vectors import lat_lon_deg, unit_vectors
from downrange.errors import InputError
from downrange.geography.geography_codes import GeoCode
from downrange.geography.territories import KINDS, Territory, candidates
from downrange.kernel.arrays import ArrayLike, Floats

_STEP_RAD = (
    10.0 / SPHERE_RADIUS_KM
)  # a straight line in longitude and latitude over 10 km stays within 10 m of the arc
_SAME_MOMENT_S = 1e-6  # two visits no further apart than this are one


@dataclass(frozen=True, slots=True)
class Overflown:
    """One interval in which a track is over a territory; times in seconds of the track's own clock.

    ``begins_inside``: the track starts over the territory, so that ``enters_s`` is the track's first time and not an
    entry; ``ends_inside``: the same at its end.
    """

    territory: Territory
    enters_s: float
    leaves_s: float
    begins_inside: bool = False
    ends_inside: bool = False


def territories_overflown(
    lat_deg: ArrayLike, lon_deg: ArrayLike, after_s: ArrayLike, waters: bool = False
) -> tuple[Overflown, ...]:
    """Every interval of a track over a territory, in order of entry (land before waters at the same moment).

    The track is given as points (N,), N >= 2: latitude, longitude (any turn) and increasing times. Between two
    points it follows the great circle at constant speed, so points 0.5-10 s apart give crossing times as good as the
    track itself; the outline of the land (half a kilometre at 1:10m) is the larger error. A territory left and
    entered again has one row for each interval; an archipelago has many. ``waters``: intervals within 12, 24 and
    200 nm of a country's shore are given too, the land they enclose included.

    An interval that is cut off at an end of the track is marked, not extended. Raises
    :class:`~downrange.errors.InputError` if the arrays differ in length, hold what is no number, or times do not
    increase.
    """
    lat, lon, after = _checked(lat_deg, lon_deg, after_s)
    starts, ends, times = _fine_edges(lat, lon, after)
    edges = np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)), dtype=object)
    tree = shapely.STRtree(edges)
    stays = [
        Overflown(
            territory,
            enters_s=enters,
            leaves_s=leaves,
            begins_inside=enters <= after[0],
            ends_inside=leaves >= after[-1],
        )
        for territory in candidates(edges, waters)
        for enters, leaves in _stays(territory.geometry, edges, times, tree.query(territory.geometry))
    ]
    return tuple(sorted(stays, key=_by_entry))


def _by_entry(stay: Overflown) -> tuple[float, int, str]:
    return stay.enters_s, KINDS.index(stay.territory.kind), stay.territory.code


def _checked(lat_deg: ArrayLike, lon_deg: ArrayLike, after_s: ArrayLike) -> tuple[Floats, Floats, Floats]:
    lat, lon, after = (np.asarray(column, dtype=float) for column in (lat_deg, lon_deg, after_s))
    if lat.ndim != 1 or not lat.shape == lon.shape == after.shape or len(lat) < 2:
        raise InputError(GeoCode.TRACK_SHAPES, shapes=f"{lat.shape}, {lon.shape}, {after.shape}")
    good = np.isfinite(lat) & np.isfinite(lon) & np.isfinite(after) & (np.abs(lat) <= 90)
    if not good.all():
        raise InputError(GeoCode.TRACK_OFF_GLOBE, where=f"point {np.argmin(good)}")
    if not (np.diff(after) > 0).all():
        raise InputError(GeoCode.TRACK_TIMES, where=f"point {np.argmin(np.diff(after) > 0) + 1}")
    return lat, lon, after


def _fine_edges(lat: Floats, lon: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """The track as short straight edges in longitude and latitude, (E, 2) from, (E, 2) to, (E, 2) times.

    An edge that runs over the antimeridian is given twice, once for either side, with longitudes past 180 there.
    """
    points = unit_vectors(lat, lon)
    along = np.cross(points[:, :-1], points[:, 1:], axis=0)
    arc = np.arctan2(np.linalg.norm(along, axis=0), (points[:, :-1] * points[:, 1:]).sum(axis=0))
    if (arc > np.pi - 1e-3).any():
        raise InputError(GeoCode.TRACK_JUMPS, where=f"point {np.argmax(arc)}")
    pieces = np.maximum(np.ceil(arc / _STEP_RAD), 1).astype(np.int64)
    leg = np.repeat(np.arange(len(pieces)), pieces)
    share = (np.arange(len(leg)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[leg]
    leg, share = np.append(leg, len(pieces) - 1), np.append(share, 1.0)
    fine = _between(points[:, leg], points[:, leg + 1], arc[leg], share)
    lat_fine, lon_fine = lat_lon_deg(fine)
    time_fine = after[leg] + share * (after[leg + 1] - after[leg])

    step = wrap_180_deg(np.diff(lon_fine))
    starts = np.column_stack([lon_fine[:-1], lat_fine[:-1]])
    ends = np.column_stack([lon_fine[:-1] + step, lat_fine[1:]])
    times = np.column_stack([time_fine[:-1], time_fine[1:]])
    over = np.abs(ends[:, 0]) > 180
    back = np.column_stack([-360 * np.sign(ends[over, 0]), np.zeros(over.sum())])
    return (
        np.concatenate([starts, starts[over] + back]),
        np.concatenate([ends, ends[over] + back]),
        np.concatenate([times, times[over]]),
    )


def _between(start: Floats, end: Floats, arc: Floats, share: Floats) -> Floats:
    """Points a share of the way along great circles between unit vectors (3, N); N arcs of ``arc`` radians."""
    sine = np.where(arc > 1e-9, np.sin(arc), 1.0)
    near = np.where(arc > 1e-9, np.sin((1 - share) * arc) / sine, 1 - share)
    far = np.where(arc > 1e-9, np.sin(share * arc) / sine, share)
    points: Floats = near * start + far * end
    return points


def _stays(
    shape: Any, edges: NDArray[Any], times: Floats, near: NDArray[np.int64]
) -> list[tuple[float, float]]:
    """The intervals of time in which a point on the edges ``near`` is inside a shape, merged where they meet."""
    shapely.prepare(shape)
    inside = shapely.covers(shape, edges[near])
    intervals = [(float(enters), float(leaves)) for enters, leaves in times[near[inside]]]
    for index in near[shapely.intersects(shape, edges[near]) & ~inside]:
        for piece in shapely.get_parts(shapely.intersection(edges[index], shape)):
            crossings = shapely.points(shapely.get_coordinates(piece))
            shares = shapely.line_locate_point(edges[index], crossings, normalized=True)
            enters, leaves = times[index, 0] + np.array([shares.min(), shares.max()]) * np.ptp(times[index])
            intervals.append((float(enters), float(leaves)))
    merged: list[tuple[float, float]] = []
    for enters, leaves in sorted(intervals):
        if merged and enters - merged[-1][1] <= _SAME_MOMENT_S:
            merged[-1] = (merged[-1][0], max(merged[-1][1], leaves))
        else:
            merged.append((enters, leaves))
    return merged
