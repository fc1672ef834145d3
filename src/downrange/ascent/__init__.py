"""Ascent: from the pad to the plane.

Launch sites, the corridor of hazard areas as the site sees it, courses over the ground and among the stars,
and the orbital plane that follows from them.
"""

from downrange.ascent.announced import Announced, areas_of_ascent
from downrange.ascent.corridor import Zone, corridor
from downrange.ascent.plane import (
    Answer,
    Plane,
    PlaneAt,
    Spread,
    StatedOrbit,
    launch_plane,
    plane_through_time,
    stated_orbit_check,
)
from downrange.ascent.sites import Site, find_site, sites

__all__ = [
    "Announced",
    "Answer",
    "Plane",
    "PlaneAt",
    "Site",
    "Spread",
    "StatedOrbit",
    "Zone",
    "areas_of_ascent",
    "corridor",
    "find_site",
    "launch_plane",
    "plane_through_time",
    "sites",
    "stated_orbit_check",
]
