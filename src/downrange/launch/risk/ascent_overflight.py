"""Overflight: which territories the vehicle passes over, and its impact point does, in how many of the ascents.

All ascents are looked at, as far as the announced falls constrain them (`constrained_flight`). The legs of all tracks
are cut with each territory's shape in one go: 120 ascents cost what a loop over 12 tracks did.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.geography.territories import Territory, candidates
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.constrained_flight import last_constrained_time_s
from downrange.launch.risk.impact_crossings import in_constrained_fan
from downrange.launch.trajectory.ascent_ensemble import Ascents

LEAST_SHARE = 1 / 20  # of the ascents: a territory that fewer pass over is not named as overflown
_JUMP_DEG = 5.0  # an impact point that moves further in a second: the vehicle is all but in orbit
_STEP_S = (
    5  # of the vehicle's track: 35 km at most, over which a straight line is the great circle within 100 m
)


@dataclass(frozen=True, slots=True)
class OverflightInterval:
    """When the ascents are over a territory: the share of them that are at all, 5 and 95 % of first and last, s."""

    territory: Territory
    share: float
    enters_s: tuple[float, float]
    leaves_s: tuple[float, float]
    seconds: tuple[float, float]  # how long in all: 5 and 95 %

    @property
    def is_named(self) -> bool:
        """Enough of the ascents are over it for the territory to be named as overflown."""
        return self.share >= LEAST_SHARE


@dataclass(frozen=True, slots=True)
class _Legs:
    """Straight legs of many tracks: lines (L,), their ascents (L,), first and last seconds (L,), bounds (L, 4)."""

    lines: NDArray[Any]
    member: NDArray[np.int64]
    begins_s: Floats
    ends_s: Floats
    boxes: Floats


def vehicle_overflights(
    ascents: Ascents, points: ImpactPoints, waters: bool = True
) -> dict[str, OverflightInterval]:
    """Territories under the vehicle, by code, as far as the announced falls constrain it (`in_constrained_fan`)."""
    lat, lon, _ = ecef_m_to_geodetic(ascents.r_ecef_m[:, ::_STEP_S])
    after_s = ascents.after_s[::_STEP_S]
    return _overflights(lat, lon, after_s, in_constrained_fan(ascents, points, lat, lon, after_s), waters)


def impact_point_overflights(
    ascents: Ascents, points: ImpactPoints, waters: bool = True
) -> dict[str, OverflightInterval]:
    """Territories under the impact point, by code, until the last body with an announced fall leaves.

    `points` (T, N) are those of the same ascents.
    """
    known = np.isfinite(points.lat_deg) & (ascents.after_s <= last_constrained_time_s(ascents))[:, None]
    return _overflights(points.lat_deg, points.lon_deg, ascents.after_s, known, waters)


def _overflights(
    lat: Floats, lon: Floats, after_s: Floats, known: Bools, waters: bool
) -> dict[str, OverflightInterval]:
    """Territories under the known parts of tracks (T, N), each with its share of the tracks and its times."""
    legs = _legs(lat, lon, after_s, known)
    if not legs.member.size:
        return {}
    found = {}
    for territory in candidates(_coarse(legs), waters):
        if territory.kind == "islands":  # their prefecture or province is named already
            continue
        visits = _visits(legs, territory.geometry, lat.shape[1])
        if visits.size:
            found[territory.code] = _interval_of(territory, visits, lat.shape[1])
    return found


def _legs(lat: Floats, lon: Floats, after_s: Floats, known: Bools) -> _Legs:
    """The legs between neighbouring known points, up to the first jump of each track; cut at 180 degrees."""
    east = wrap_180_deg(lon[1:] - lon[:-1])
    moved = np.hypot(lat[1:] - lat[:-1], east * np.cos(np.radians(lat[1:])))
    joined = known[:-1] & known[1:]
    speed_limit = _JUMP_DEG * np.diff(after_s)[:, None]
    broken = np.cumsum(joined & (moved > speed_limit), axis=0) > 0
    second, member = np.nonzero(joined & ~broken)
    starts = np.column_stack([wrap_180_deg(lon[second, member]), lat[second, member]])
    ends = np.column_stack([starts[:, 0] + east[second, member], lat[second + 1, member]])
    over = np.abs(ends[:, 0]) > 180.0
    back = np.column_stack([-360.0 * np.sign(ends[over, 0]), np.zeros(int(over.sum()))])
    starts, ends = np.concatenate([starts, starts[over] + back]), np.concatenate([ends, ends[over] + back])
    second, member = np.concatenate([second, second[over]]), np.concatenate([member, member[over]])
    boxes = np.concatenate([np.minimum(starts, ends), np.maximum(starts, ends)], axis=1)
    lines = np.asarray(shapely.linestrings(np.stack([starts, ends], axis=1)))
    return _Legs(lines, member, after_s[second], after_s[second + 1], boxes)


def _coarse(legs: _Legs) -> NDArray[Any]:
    """Boxes around the legs of all ascents, one for each cell of a degree that any begins in."""
    cells = np.floor(legs.boxes[:, :2]).astype(np.int64)
    _, place = np.unique(cells, axis=0, return_inverse=True)
    place = place.ravel()
    bounds = np.empty((int(place.max()) + 1, 4))
    bounds[:, :2], bounds[:, 2:] = np.inf, -np.inf
    np.minimum.at(bounds[:, :2], place, legs.boxes[:, :2])
    np.maximum.at(bounds[:, 2:], place, legs.boxes[:, 2:])
    return np.asarray(shapely.box(*bounds.T))


def _visits(legs: _Legs, shape: Any, members: int) -> Floats:
    """First second, last second and seconds in all (3, V) of the ascents whose legs meet a shape."""
    west, south, east, north = shape.bounds
    box = legs.boxes
    near = np.flatnonzero(
        (box[:, 2] >= west) & (box[:, 0] <= east) & (box[:, 3] >= south) & (box[:, 1] <= north)
    )
    shapely.prepare(shape)
    near = near[shapely.intersects(shape, legs.lines[near])]
    first, last, length = np.zeros(near.size), np.ones(near.size), np.ones(near.size)
    cut = np.flatnonzero(~shapely.covers(shape, legs.lines[near]))
    if cut.size:
        edges = legs.lines[near[cut]]
        pieces = shapely.intersection(edges, shape)
        corners, of = shapely.get_coordinates(pieces, return_index=True)
        along = shapely.line_locate_point(edges[of], shapely.points(corners), normalized=True)
        first[cut], last[cut] = 1.0, 0.0
        np.minimum.at(first, cut[of], along)
        np.maximum.at(last, cut[of], along)
        length[cut] = shapely.length(pieces) / np.maximum(shapely.length(edges), 1e-12)
    member, begins, lasts = legs.member[near], legs.begins_s[near], (legs.ends_s - legs.begins_s)[near]
    rows = np.stack([np.full(members, np.inf), np.full(members, -np.inf), np.zeros(members)])
    np.minimum.at(rows[0], member, begins + first * lasts)
    np.maximum.at(rows[1], member, begins + last * lasts)
    np.add.at(rows[2], member, length * lasts)
    return rows[:, np.isfinite(rows[0])]


def _interval_of(territory: Territory, visits: Floats, members: int) -> OverflightInterval:
    low, high = np.quantile(visits, [0.05, 0.95], axis=1)
    return OverflightInterval(
        territory,
        share=visits.shape[1] / members,
        enters_s=(float(low[0]), float(high[0])),
        leaves_s=(float(low[1]), float(high[1])),
        seconds=(float(low[2]), float(high[2])),
    )
