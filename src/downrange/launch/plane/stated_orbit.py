"""The check of a stated orbit: could a launch through the notified areas have entered it?

A launching state names an inclination; its notices name areas. Each says a course, and the angle between
them must be flown as a turn. Small turns are steering; large ones mean that the statement, the areas or the
straight flight is wrong, and the check says so without choosing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from downrange.errors import InputError
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import (
    courses_of_inclination_deg,
    inertial_course_deg,
    launch_azimuth_deg,
    turn_deg,
)
from downrange.launch.plane.azimuth import inclination_deg as inclination_of
from downrange.launch.plane.azimuth_grid import grid_at
from downrange.launch.plane.corridor import Zone, corridor
from downrange.launch.plane.likelihood import likelihood, testimony
from downrange.launch.plane.posterior import answer_from

SMALL_TURN_DEG = 6.0


@dataclass(frozen=True, slots=True)
class StatedOrbit:
    """A stated inclination against the areas; azimuths in degrees, for the nearer of the plane's two courses.

    Where no straight flight reaches the plane, `reached` is False and the courses are those due east or west.
    `without_rotation_deg` is the inclination one would read off the launch azimuth, were the turning of the
    Earth forgotten. `turns_deg` are the angles, clockwise positive, from the course that each zone shows, near
    to far, to the stated one. `allowed` says whether the inclination lies in the 90 % interval of the areas
    alone; None where no area shows a course.
    """

    inclination_deg: float
    reached: bool
    inertial_course_deg: float
    launch_azimuth_deg: float
    without_rotation_deg: float
    zones: tuple[Zone, ...]
    turns_deg: tuple[float, ...]
    allowed: bool | None
    says: str

    def as_dict(self) -> dict[str, Any]:
        """The check as every door says it."""
        return {
            "inclination_deg": self.inclination_deg,
            "reached": self.reached,
            "inertial_course_deg": round(self.inertial_course_deg, 2),
            "launch_azimuth_deg": round(self.launch_azimuth_deg, 2),
            "inclination_without_rotation_deg": round(self.without_rotation_deg, 2),
            "zones": [
                {**zone.as_dict(), "turn_deg": round(turn, 1)}
                for zone, turn in zip(self.zones, self.turns_deg, strict=True)
            ],
            "allowed": self.allowed,
            "says": self.says,
        }


def stated_orbit_check(site: Site, areas: Sequence[Area | Floats], inclination_deg: float) -> StatedOrbit:
    """Compare a stated inclination with the areas of the launch, or their rings (2, N) of lat, lon.

    InputError for an inclination outside 0 to 180 deg.
    """
    if not 0 <= inclination_deg <= 180:
        raise InputError(f"{inclination_deg:g} deg is no inclination", hint="Give one within 0 and 180 deg.")
    zones, _ = corridor(site, areas)
    courses = courses_of_inclination_deg(site.lat_deg, inclination_deg)
    shown = [float(inertial_course_deg(site.lat_deg, zone.course_deg)) for zone in zones]
    both = courses or ((90.0,) if inclination_deg < 90 else (270.0,))
    course = min(both, key=lambda one: abs(float(turn_deg(shown[-1], one)))) if shown else both[-1]
    azimuth = float(launch_azimuth_deg(site.lat_deg, course))
    turns = tuple(float(turn_deg(one, course)) for one in shown)
    allowed = _allowed(site, zones, inclination_deg) if zones else None
    return StatedOrbit(
        inclination_deg,
        courses is not None,
        course,
        azimuth,
        float(inclination_of(site.lat_deg, azimuth)),
        zones,
        turns,
        allowed,
        _in_words(inclination_deg, courses is not None, azimuth, turns, allowed),
    )


def _allowed(site: Site, zones: tuple[Zone, ...], inclination_deg: float) -> bool:
    said = testimony(site, zones)
    grid = grid_at(said.turn_lat_deg)
    weights = likelihood(said, grid) * grid.flat()
    return answer_from(site, grid, weights, said.line_deg).inclination_deg.holds(inclination_deg)


def _in_words(
    inclination_deg: float, reached: bool, azimuth: float, turns: tuple[float, ...], allowed: bool | None
) -> str:
    if not reached:
        start = f"No straight flight from this site reaches {inclination_deg:.1f} deg."
    else:
        start = f"{inclination_deg:.1f} deg asks for a launch azimuth of {azimuth:.1f} deg."
    if not turns:
        return f"{start} No area shows a course to compare with."
    last = turns[-1]
    side = "right" if last > 0 else "left"
    if abs(last) <= SMALL_TURN_DEG:
        turn = f"The last area lies {abs(last):.0f} deg from that course: ordinary steering."
    else:
        turn = f"After the last area the vehicle would have to turn {abs(last):.0f} deg to the {side}."
    end = (
        "The areas allow the stated orbit." if allowed else "The areas alone do not lead to the stated orbit."
    )
    return f"{start} {turn} {end}"
