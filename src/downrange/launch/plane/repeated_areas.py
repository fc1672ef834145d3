"""Reused drop zones: launches that come down where an earlier launch from the same site did, and its plane.

Drop zones are surveyed, cleared and used again. A zone that lies where an earlier one lay shows more than its
azimuth does: bends that no area shows are repeated with it. The earlier zones are those of
`data/zones.csv`: notices whose launch is known, with the plane flown (see tools/build_zones.py).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp, hypot, log, pi, sqrt

import numpy as np

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.geography.sites import Site, same_place
from downrange.kernel.arrays import Floats
from downrange.kernel.package_data import table_rows
from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.azimuth_grid import Grid, ahead
from downrange.launch.plane.corridor import Zone, launch_azimuth_to_deg
from downrange.launch.plane.likelihood import AzimuthEvidence
from downrange.launch.plane.site_history import past_plane_kernel, recency

REPEATS, REPEATS_DOUBT = 0.5, 3.0  # chance that one of n archived corridors is used: REPEATS n / (n + doubt)
AZIMUTH_DEG, RANGE_RATIO = 1.0, 0.2  # how exactly: azimuth, and logarithm of range
SAME_PLANE = 0.9  # chance that a corridor used again leads to the same plane: 11 of 12 in the half "fit"
ANY_RANGE_RATIO = 0.8  # spread of the logarithm of ranges when nothing is repeated


@dataclass(frozen=True, slots=True)
class PastZone:
    """One area of a past launch: GCAT tag, site code, day, its middle, and the inclination flown, in degrees."""

    launch: str
    site: str
    day: date
    lat_deg: float
    lon_deg: float
    inclination_deg: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """An archived launch and how well a new area fits one of its own: a density per degree of azimuth."""

    zone: PastZone
    density: float
    weight: float


@cache
def past_zones() -> tuple[PastZone, ...]:
    """All zones of the archive, oldest first."""
    return tuple(
        PastZone(
            row["launch"],
            row["site"],
            date.fromisoformat(row["date"]),
            float(row["lat_deg"]),
            float(row["lon_deg"]),
            float(row["inclination_deg"]),
        )
        for row in table_rows("zones.csv")
    )


def repeats(site: Site, last: Zone, before: date | None) -> tuple[Repeat, ...]:
    """For each archived launch of the place before a day, how well the last zone fits its best fitting zone."""
    codes = {site.code} | {other.code for other in same_place(site)}
    archived = [zone for zone in past_zones() if zone.site in codes]
    weights = recency([zone.day for zone in archived], before)
    best: dict[str, Repeat] = {}
    for zone, weight in zip(archived, weights, strict=True):
        if weight > 0:
            found = Repeat(zone, _fit(site, last, zone), float(weight))
            if zone.launch not in best or found.density > best[zone.launch].density:
                best[zone.launch] = found
    return tuple(best.values())


def weigh_repeats(grid: Grid, shown: AzimuthEvidence, found: tuple[Repeat, ...], without: Floats) -> Floats:
    """Weights (N,) with reuse considered: `without` is what areas and history give where nothing is repeated.

    A corridor may also be used again for another plane, which is then as `without` has it.
    """
    n = sum(repeat.weight for repeat in found)
    if n == 0:
        return without
    chance = REPEATS * n / (n + REPEATS_DOUBT)
    weights = np.array([repeat.weight * repeat.density for repeat in found]) / n
    planes = np.array([repeat.zone.inclination_deg for repeat in found])
    flown = grid.spread(past_plane_kernel, planes, weights) / grid.share * ahead(grid, shown.line_there_deg)
    other = weights.sum() / without.sum() * without
    return np.asarray((1 - chance) * without + chance * (SAME_PLANE * flown + (1 - SAME_PLANE) * other))


def _fit(site: Site, last: Zone, past: PastZone) -> float:
    """Density, per degree of azimuth, of finding the last zone where it is if the corridor is repeated."""
    range_m, _, _ = geodesic_inverse(site.lat_deg, site.lon_deg, past.lat_deg, past.lon_deg)
    range_km = float(range_m) / 1e3
    off = (
        float(
            turn_deg(
                launch_azimuth_to_deg(site, past.lat_deg, past.lon_deg, range_km), last.launch_azimuth_deg
            )
        )
        / AZIMUTH_DEG
    )
    longer = log(last.range_km / range_km)
    narrow, wide = longer / RANGE_RATIO, longer / ANY_RANGE_RATIO
    rarity = ANY_RANGE_RATIO / RANGE_RATIO * exp(0.5 * min(wide, 3.0) ** 2)
    return rarity * exp(-0.5 * hypot(off, narrow) ** 2) / (AZIMUTH_DEG * sqrt(2 * pi))
