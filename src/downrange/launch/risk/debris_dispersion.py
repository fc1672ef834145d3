"""Dispersion of debris, smoothed: the probability that one piece lands in a territory that few samples hit.

A failure at second t of ascent m spreads its pieces about the instantaneous impact point as a round normal cloud of
sigma^2 = (10 km)^2 + (severity x time of fall)^2 (the project's fall study, 2026, section 4). Summed over the moments
of the flight and over the territory's ground this is a sum of smooth functions: no sample, no sampling error, and a
value however small. It leaves out drag, so it serves for bounds and for comparing ascents, not as the answer.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.unit_vectors import unit_vectors
from downrange.kernel.arrays import Floats
from downrange.kernel.compiled import compiled
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.breakup import SEVERITIES_M_S
from downrange.launch.risk.failures import FailureTimeDensity

CORE_M = 10e3  # the spread of a break-up that throws nothing: drag, wind and the uncertainty of the path
_CELL_DEG = 0.05  # land is laid out in cells of this size: half the spread of the tightest cloud
SHORT_FALL_S = 900.0  # beyond, clouds are so wide that a bound for all within reach would name half the world
_FARTHEST = 6.0  # sigmas beyond which a cloud is nothing (1.5e-8 of it)
_LOOKED_AT = 12  # ascents
_EVERY = 2  # seconds: a cloud is never tighter than 10 km


@dataclass(frozen=True, slots=True)
class DispersionClouds:
    """The clouds of one severity over all moments: places, sizes and how often each occurs, arrays (C,)."""

    lat_deg: Floats
    lon_deg: Floats
    fall_s: Floats
    chance: Floats
    member: Floats


def dispersion_clouds(
    points: ImpactPoints, density: FailureTimeDensity, until_s: float = np.inf
) -> DispersionClouds:
    """The clouds of evenly chosen ascents up to a moment, while falls are short; all ways to fail count alike."""
    members = np.unique(np.linspace(0, points.lat_deg.shape[1] - 1, _LOOKED_AT).astype(int))
    chance = density.chance[:, :, members].mean(axis=0)
    seconds = len(chance) // _EVERY * _EVERY
    chance = chance[:seconds].reshape(-1, _EVERY, len(members)).sum(axis=1)
    lat, lon, fall_s = (
        part[:seconds:_EVERY, members] for part in (points.lat_deg, points.lon_deg, points.after_s)
    )
    early = np.arange(0, seconds, _EVERY) <= until_s
    there = (chance > 0.0) & (fall_s < SHORT_FALL_S) & early[:, None]
    number = np.broadcast_to(np.arange(len(members), dtype=float), lat.shape)
    return DispersionClouds(lat[there], lon[there], fall_s[there], chance[there], number[there])


def fragment_impact_probability(clouds: DispersionClouds, territory: Any) -> Floats:
    """The chance that one piece of a failed flight lands on a shape: (severities, ascents)."""
    members = int(clouds.member.max()) + 1 if clouds.member.size else 0
    found = np.zeros((len(SEVERITIES_M_S), members))
    if not members:
        return found
    sigma_most = np.hypot(CORE_M, SEVERITIES_M_S[-1] * clouds.fall_s)
    near, lat, lon, area_m2 = _ground(territory, clouds, sigma_most)
    if not lat.size:
        return found
    ground = np.stack([*unit_vectors(lat, lon), area_m2])[:, np.argsort(lat, kind="stable")]
    centre = unit_vectors(clouds.lat_deg[near], clouds.lon_deg[near])
    for row, severity in enumerate(SEVERITIES_M_S):
        share = _shares(centre, np.hypot(CORE_M, severity * clouds.fall_s[near]), ground)
        found[row] = np.bincount(
            clouds.member[near].astype(int), np.minimum(share, 1.0) * clouds.chance[near], minlength=members
        )
    return found


@compiled
def _shares(centre: Floats, sigma_m: Floats, ground: Floats) -> Floats:
    """The share of each round cloud (unit vector (3, C), sigma (C,)) on points (unit vector and m2, (4, G)).

    The points are sorted from south to north, so that a cloud looks only at those in its own belt of latitude.
    """
    shares = np.zeros(sigma_m.size)
    for c in range(sigma_m.size):
        reach = _FARTHEST * sigma_m[c] / MEAN_RADIUS_M
        farthest = reach**2
        south, north = np.searchsorted(ground[2], np.array([centre[2, c] - reach, centre[2, c] + reach]))
        for g in range(south, north):
            dx, dy, dz = ground[0, g] - centre[0, c], ground[1, g] - centre[1, c], ground[2, g] - centre[2, c]
            square = dx * dx + dy * dy + dz * dz  # of the chord: the arc within 1e-3 over 1,000 km
            if square < farthest:
                shares[c] += ground[3, g] * np.exp(-0.5 * square * (MEAN_RADIUS_M / sigma_m[c]) ** 2)
        shares[c] /= 2.0 * np.pi * sigma_m[c] ** 2
    return shares


def _ground(territory: Any, clouds: DispersionClouds, sigma_m: Floats) -> tuple[Any, Floats, Floats, Floats]:
    """Which clouds can reach a shape, and the shape's ground within their reach as points with areas in m2."""
    west, south, east, north = territory.bounds
    reach = np.degrees(_FARTHEST * sigma_m / MEAN_RADIUS_M)
    wide = reach / np.maximum(np.cos(np.radians(clouds.lat_deg)), 0.1)
    near = np.flatnonzero(
        (clouds.lat_deg + reach > south)
        & (clouds.lat_deg - reach < north)
        & (clouds.lon_deg + wide > west)
        & (clouds.lon_deg - wide < east)
    )
    nothing = np.empty(0)
    if not near.size:
        return near, nothing, nothing, nothing
    box = (
        float((clouds.lon_deg - wide)[near].min()),
        float((clouds.lat_deg - reach)[near].min()),
        float((clouds.lon_deg + wide)[near].max()),
        float((clouds.lat_deg + reach)[near].max()),
    )
    parts = shapely.get_parts(shapely.clip_by_rect(territory, *box))
    rows = [_cells(part) for part in parts if part.area > 0]
    if not rows:
        return near, nothing, nothing, nothing
    lon, lat, square_deg = np.concatenate(rows, axis=1)
    return near, lat, lon, square_deg * np.radians(MEAN_RADIUS_M) ** 2 * np.cos(np.radians(lat))


def _cells(part: Any) -> Floats:
    """A polygon as points: rows lon, lat, area in square degrees; a small island is one point."""
    west, south, east, north = part.bounds
    lon, lat = np.meshgrid(
        np.arange(west + _CELL_DEG / 2, east, _CELL_DEG), np.arange(south + _CELL_DEG / 2, north, _CELL_DEG)
    )
    if lon.size:
        shapely.prepare(part)
        inside = shapely.contains_xy(part, lon.ravel(), lat.ravel())
        if inside.sum() >= 4:
            count = int(inside.sum())
            return np.stack([lon.ravel()[inside], lat.ravel()[inside], np.full(count, part.area / count)])
    point = part.representative_point()
    return np.array([[point.x], [point.y], [part.area]])
