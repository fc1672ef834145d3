"""The likelihood of an inertial azimuth: what hazard areas show of it, and how far such evidence has been off.

The evidence is of two kinds. The *line* is the azimuth from the pad to the last area. The *bearing* of the last
area is its own long axis and the azimuth to it from the area before. Where they agree the flight was straight so
far; where they differ it has turned, or the site is not where it is thought to be. Nothing shows what comes after
the last area: rockets steer, and most of the spread stands for that.
"""

from dataclasses import dataclass
from math import atan2, degrees, exp, hypot, lgamma, pi, sqrt

import numpy as np

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.plane.azimuth import (
    along_great_circle,
    inclination_deg,
    inertial_azimuth_deg,
    inertial_azimuth_into_deg,
    turn_deg,
)
from downrange.launch.plane.azimuth_grid import Grid
from downrange.launch.plane.corridor import Zone

# How far the plane flown was from the azimuth shown. Chosen on half of the announced launches into known planes
# and checked on the other half: design/plane_accuracy.py.
TURN_KM = 1_500.0  # from the site: where a vehicle steers into its final plane
STEERING_DEG, FREEDOM = 2.9, 8.0  # scale and degrees of freedom of Student's t
TAIL_WEIGHT, TAIL_DEG = 0.06, 12.0  # turns that no area shows
DISAGREEMENT_TAIL, DISAGREEMENT_DEG = 0.4, 15.0  # zones of one flight that point apart announce more turning
BENT_BEFORE, BENT_DEG = 0.12, 15.0  # chance that the last area lies after a bend, and how large bends are
AXIS_DEG = 2.0  # how well areas are drawn along the flight
P_AXIS_UNRELATED = 0.10  # chance that a long axis has nothing to do with the azimuth
P_LEG_UNRELATED = 0.01  # the same of a leg between areas
ELONGATED = 1.7  # length by width above which a long axis means something
DEFICIT_DEG = 2.0  # how far below its reach a site is flown: e-folding


@dataclass(frozen=True, slots=True)
class AzimuthEvidence:
    """What the areas show, as inertial azimuths in degrees.

    At the site: `line_deg` leads to the last area, `azimuths_deg` to all areas, near to far; `bearing_deg` is the
    azimuth of a plane directed as the last area is, None if that shows nothing, and `p_bearing_unrelated` the
    chance that it has nothing to do with the flight. `disagreement_deg` is the largest angle between any two.
    Where the vehicle last steers, at latitude `turn_lat_deg`, the same planes have the azimuths `line_there_deg`
    and `bearing_there_deg`.
    """

    line_deg: float
    line_error_deg: float
    azimuths_deg: tuple[float, ...]
    bearing_deg: float | None
    p_bearing_unrelated: float
    disagreement_deg: float
    turn_lat_deg: float
    line_there_deg: float
    bearing_there_deg: float


def azimuth_evidence(site: Site, zones: tuple[Zone, ...]) -> AzimuthEvidence:
    """What zones, near to far and at least one, show of the inertial azimuth."""
    last, lat = zones[-1], site.lat_deg
    azimuths = tuple(float(inertial_azimuth_deg(lat, zone.launch_azimuth_deg)) for zone in zones)
    errors = [hypot(zone.half_width_deg / 2, _site_error_deg(site, zone)) for zone in zones]
    line = azimuths[-1]
    turn_lat, line_there = along_great_circle(lat, line, TURN_KM)
    shown_by_last, idle = _bearing(zones)
    bearing, there = None, line_there
    if shown_by_last is not None:
        plane = inclination_deg(last.lat_deg, shown_by_last)
        off = float(turn_deg(along_great_circle(lat, line, last.range_km)[1], shown_by_last))
        bearing = float(inertial_azimuth_into_deg(lat, plane, line + off))
        there = float(inertial_azimuth_into_deg(turn_lat, plane, line_there + off))
    shown = [azimuth for azimuth, error in zip(azimuths, errors, strict=True) if error < STEERING_DEG] or [
        line
    ]
    every = np.array(shown if bearing is None else [*shown, bearing])
    apart = float(np.abs(turn_deg(every[:, None], every)).max())
    return AzimuthEvidence(line, errors[-1], azimuths, bearing, idle, apart, turn_lat, line_there, there)


def likelihood(shown: AzimuthEvidence, grid: Grid) -> Floats:
    """Density (N,) per degree of azimuth of the evidence, had each cell's plane been flown.

    The grid is that of the latitude where the vehicle last steers.
    """
    tail = TAIL_WEIGHT + DISAGREEMENT_TAIL * min(1.0, shown.disagreement_deg / DISAGREEMENT_DEG)
    density = _spread(grid.inertial_azimuth_deg, shown.line_there_deg, shown.line_error_deg, tail)
    if shown.bearing_deg is not None:
        bent = _chance_bent(shown)
        density = (1 - bent) * density + bent * _spread(
            grid.inertial_azimuth_deg, shown.bearing_there_deg, AXIS_DEG, tail
        )
    return density * np.exp(-grid.deficit_deg / DEFICIT_DEG)


def _bearing(zones: tuple[Zone, ...]) -> tuple[float | None, float]:
    """Inertial azimuth at the last zone of a plane directed as that zone is, and the chance that it means nothing.

    It is the mean of the leg from the zone before and of the long axis, as far as there are such.
    """
    last, shown, idle = zones[-1], [], 1.0
    if last.elongation >= ELONGATED:
        shown.append(last.long_axis_deg)
        idle = P_AXIS_UNRELATED
    if len(zones) > 1 and last.range_km - zones[-2].range_km > last.length_km:
        before = zones[-2]
        _, _, arriving = geodesic_inverse(before.lat_deg, before.lon_deg, last.lat_deg, last.lon_deg)
        shown.append(float(arriving))
        idle = P_LEG_UNRELATED
    if not shown:
        return None, idle
    inertial = np.radians(inertial_azimuth_deg(last.lat_deg, shown))
    return float(np.degrees(np.arctan2(np.sin(inertial).sum(), np.cos(inertial).sum()))), idle


def _chance_bent(shown: AzimuthEvidence) -> float:
    """By Bayes: the last area lies after a bend, against straight, and against a bearing that means nothing."""
    assert shown.bearing_deg is not None
    apart = float(turn_deg(shown.line_deg, shown.bearing_deg))
    drawn = 1 - shown.p_bearing_unrelated
    straight = drawn * (1 - BENT_BEFORE) * _normal(apart, hypot(AXIS_DEG, shown.line_error_deg))
    bent = drawn * BENT_BEFORE * _normal(apart, BENT_DEG)
    return bent / (bent + straight + shown.p_bearing_unrelated / 180)


def _spread(azimuth_deg: Floats, centre_deg: float, error_deg: float, tail: float) -> Floats:
    """Student's t around an azimuth, and a normal tail; a density per degree."""
    off = turn_deg(centre_deg, azimuth_deg)
    scale = hypot(STEERING_DEG, error_deg)
    height = exp(lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2)) / (scale * sqrt(FREEDOM * pi))
    core = height * (1 + (off / scale) ** 2 / FREEDOM) ** (-(FREEDOM + 1) / 2)
    wide = hypot(TAIL_DEG, error_deg)
    return (1 - tail) * core + tail * np.exp(-0.5 * (off / wide) ** 2) / (wide * sqrt(2 * pi))


def _normal(off: float, scale: float) -> float:
    return exp(-0.5 * (off / scale) ** 2) / (scale * sqrt(2 * pi))


def _site_error_deg(site: Site, zone: Zone) -> float:
    return degrees(atan2(site.error_km, zone.range_km))
