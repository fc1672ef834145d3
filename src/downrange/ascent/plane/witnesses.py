"""Witnesses: what the hazard areas say of the course, and how far such witnesses have been off.

Two things testify. The *line* is the course from the pad to the last area. The *bearing* of the last area
is its own long axis and the course that led to it from the area before. Where they agree the flight was
straight so far; where they differ it has turned, or the site is not where we think. What comes after the last
area nobody shows: rockets steer, and most of the spread stands for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, exp, hypot, lgamma, pi, sqrt

import numpy as np

from downrange.ascent.corridor import Zone
from downrange.ascent.course import course_elsewhere_deg, inertial_course_deg, turn_deg
from downrange.ascent.plane.grid import Grid
from downrange.ascent.sites import Site
from downrange.earth.arrays import Floats
from downrange.earth.ellipsoid import geodesic_inverse

# Spread of (course of the plane flown) - (course shown). Fitted to half of 72 announced launches into known
# planes and checked on the other half: design/plane_accuracy.py.
STEERING_DEG, FREEDOM = 3.0, 4.0  # scale and degrees of freedom of Student's t
TAIL_WEIGHT, TAIL_DEG = 0.08, 12.0  # turns after the last area
DISAGREEMENT_TAIL, DISAGREEMENT_DEG = 0.4, 15.0  # zones of one flight that point apart announce more turning
BENT_BEFORE, BENT_DEG = 0.12, 15.0  # chance that the last area lies after a bend, and how large bends are
AXIS_DEG = 2.0  # how well areas are drawn along the flight
IDLE_AXIS, IDLE_LEG = 0.10, 0.01  # chance that a long axis, or a leg between areas, has nothing to do with the course
ELONGATED = 1.7  # length by width above which a long axis means something
DEFICIT_DEG = 2.0  # how far below its reach a site is flown: e-folding


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the areas say, as inertial courses at the site in degrees.

    `line_deg` leads to the last area. `bearing_deg` is how that area itself is directed, None if it shows
    nothing; `bearing_idle` is the chance that this has nothing to do with the course. `courses_deg` are the
    lines to all areas, near to far, and `disagreement_deg` the largest angle between any two of these.
    """

    line_deg: float
    line_error_deg: float
    bearing_deg: float | None
    bearing_idle: float
    courses_deg: tuple[float, ...]
    disagreement_deg: float


def testimony(site: Site, zones: tuple[Zone, ...]) -> Testimony:
    """What zones, near to far and at least one, say of the course."""
    courses = tuple(float(inertial_course_deg(site.lat_deg, zone.course_deg)) for zone in zones)
    last = zones[-1]
    error = hypot(last.half_width_deg / 2, _site_error_deg(site, last))
    bearing, idle = _bearing(site, zones)
    trusted = [
        course for course, zone in zip(courses, zones, strict=True)
        if hypot(zone.half_width_deg / 2, _site_error_deg(site, zone)) < STEERING_DEG
    ]
    all_courses = np.array(trusted + ([bearing] if bearing is not None else []) or [courses[-1]])
    apart = float(np.abs(turn_deg(all_courses[:, None], all_courses)).max())
    return Testimony(courses[-1], error, bearing, idle, courses, apart)


def likelihood(said: Testimony, grid: Grid) -> Floats:
    """Density (N,) per degree of course of the testimony, had each cell's plane been flown."""
    tail = TAIL_WEIGHT + DISAGREEMENT_TAIL * min(1.0, said.disagreement_deg / DISAGREEMENT_DEG)
    density = _spread(grid.course_deg, said.line_deg, said.line_error_deg, tail)
    if said.bearing_deg is not None:
        bent = _chance_bent(said)
        density = (1 - bent) * density + bent * _spread(grid.course_deg, said.bearing_deg, AXIS_DEG, tail)
    return density * np.exp(-grid.deficit_deg / DEFICIT_DEG)


def _bearing(site: Site, zones: tuple[Zone, ...]) -> tuple[float | None, float]:
    """Inertial course at the site of a plane directed as the last zone is, and the chance that it means nothing.

    The mean of the leg from the zone before and of the long axis, as far as there are such.
    """
    last, shown, idle = zones[-1], [], 1.0
    if last.elongation >= ELONGATED:
        shown.append(last.long_axis_deg)
        idle = IDLE_AXIS
    if len(zones) > 1 and last.range_km - zones[-2].range_km > last.length_km:
        before = zones[-2]
        _, _, arriving = geodesic_inverse(before.lat_deg, before.lon_deg, last.lat_deg, last.lon_deg)
        shown.append(float(arriving))
        idle = IDLE_LEG
    if not shown:
        return None, idle
    inertial = np.radians(inertial_course_deg(last.lat_deg, shown))
    mean = np.degrees(np.arctan2(np.sin(inertial).sum(), np.cos(inertial).sum()))
    return float(course_elsewhere_deg(last.lat_deg, mean, site.lat_deg)), idle


def _chance_bent(said: Testimony) -> float:
    """By Bayes: the last area lies after a bend, against straight, and against a bearing that means nothing."""
    assert said.bearing_deg is not None
    apart = float(turn_deg(said.line_deg, said.bearing_deg))
    drawn = 1 - said.bearing_idle
    straight = drawn * (1 - BENT_BEFORE) * _normal(apart, hypot(AXIS_DEG, said.line_error_deg))
    bent = drawn * BENT_BEFORE * _normal(apart, BENT_DEG)
    return bent / (bent + straight + said.bearing_idle / 180)


def _spread(course_deg: Floats, centre_deg: float, error_deg: float, tail: float) -> Floats:
    """Student's t around a course, and a normal tail; a density per degree."""
    off = turn_deg(centre_deg, course_deg)
    scale = hypot(STEERING_DEG, error_deg)
    height = exp(lgamma((FREEDOM + 1) / 2) - lgamma(FREEDOM / 2)) / (scale * sqrt(FREEDOM * pi))
    core = height * (1 + (off / scale) ** 2 / FREEDOM) ** (-(FREEDOM + 1) / 2)
    wide = hypot(TAIL_DEG, error_deg)
    return (1 - tail) * core + tail * np.exp(-0.5 * (off / wide) ** 2) / (wide * sqrt(2 * pi))


def _normal(off: float, scale: float) -> float:
    return exp(-0.5 * (off / scale) ** 2) / (scale * sqrt(2 * pi))


def _site_error_deg(site: Site, zone: Zone) -> float:
    return degrees(atan2(site.error_km, zone.range_km))
