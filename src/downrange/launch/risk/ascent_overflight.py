"""Overflight: which territories the vehicle passes over, and its impact point does, in how many of the ascents."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.geography.overflown import territories_overflown
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.trajectory.ascent_ensemble import Ascents

_TRACKS = 12  # ascents whose tracks say when a territory is overflown
_JUMP_DEG = 5.0  # an impact point that moves further in a second: the vehicle is all but in orbit
_STEP_S = 5  # between two points of a track: the great circle between them is the track within metres


@dataclass(frozen=True, slots=True)
class OverflightInterval:
    """When the ascents are over a territory: the share of them that are at all, 5 and 95 % of first and last, s."""

    share: float
    enters_s: tuple[float, float]
    leaves_s: tuple[float, float]
    seconds: tuple[float, float]  # how long in all: 5 and 95 %


def vehicle_overflights(ascents: Ascents, waters: bool = True) -> dict[str, OverflightInterval]:
    """Territories under the vehicle, by code."""
    return _overflights(*_tracks(ascents), waters)


def impact_point_overflights(
    ascents: Ascents, points: ImpactPoints, waters: bool = True
) -> dict[str, OverflightInterval]:
    """Territories under the impact point, by code; `points` (T, N) are those of the same ascents."""
    return _overflights(*_impact_tracks(ascents, points), waters)


def _tracks(ascents: Ascents) -> tuple[Floats, Floats, Floats]:
    """Ground tracks (T, n) of evenly chosen ascents, NaN where the ascent has ended."""
    chosen = _chosen(ascents.r_ecef_m.shape[2])
    lat, lon, _ = ecef_m_to_geodetic(ascents.r_ecef_m[:, ::_STEP_S, chosen])
    return lat, lon, ascents.after_s[::_STEP_S]


def _impact_tracks(ascents: Ascents, points: ImpactPoints) -> tuple[Floats, Floats, Floats]:
    chosen = _chosen(points.lat_deg.shape[1])
    return points.lat_deg[:, chosen], points.lon_deg[:, chosen], ascents.after_s


def _chosen(members: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, members - 1, min(members, _TRACKS)).astype(np.int64))


def _overflights(lat: Floats, lon: Floats, after_s: Floats, waters: bool) -> dict[str, OverflightInterval]:
    """Territories under tracks (T, n), each with its share of the tracks and its times."""
    visits: dict[str, list[tuple[float, float, float]]] = {}
    for k in range(lat.shape[1]):
        known = _unbroken(lat[:, k], lon[:, k])
        if known.size < 2:
            continue
        mine: dict[str, list[tuple[float, float]]] = {}
        for stay in territories_overflown(lat[known, k], lon[known, k], after_s[known], waters=waters):
            mine.setdefault(stay.territory.code, []).append((stay.enters_s, stay.leaves_s))
        for code, spells in mine.items():
            first, last = min(enters for enters, _ in spells), max(leaves for _, leaves in spells)
            visits.setdefault(code, []).append(
                (first, last, sum(leaves - enters for enters, leaves in spells))
            )
    return {code: _interval_of(np.array(rows), lat.shape[1]) for code, rows in visits.items()}


def _unbroken(lat: Floats, lon: Floats) -> NDArray[np.int64]:
    """The places of a track's points from its first known one to its first gap or jump."""
    known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    if known.size < 2:
        return known
    east = wrap_180_deg(np.diff(lon[known]))
    moved = np.hypot(np.diff(lat[known]), east * np.cos(np.radians(lat[known][1:])))
    broken = (np.diff(known) > 1) | (moved > _JUMP_DEG)
    return known[: int(np.argmax(broken)) + 1] if broken.any() else known


def _interval_of(rows: Floats, tracks: int) -> OverflightInterval:
    low, high = np.quantile(rows, [0.05, 0.95], axis=0)
    return OverflightInterval(
        share=len(rows) / tracks,
        enters_s=(float(low[0]), float(high[0])),
        leaves_s=(float(low[1]), float(high[1])),
        seconds=(float(low[2]), float(high[2])),
    )
