"""Overflight: when a satellite passes over a place, what it could image there, its track on the ground."""

from downrange.overflight.approach import View, closest_approach
from downrange.overflight.coverage import Coverage, area_points, coverage, grid_points
from downrange.overflight.imaging import ImagingWindow, imaging_windows
from downrange.overflight.passes import Pass, find_passes
from downrange.overflight.places import GroundPlace, parse_place, read_places
from downrange.overflight.track import GroundTrack, ground_track

__all__ = [
    "Coverage",
    "GroundPlace",
    "GroundTrack",
    "ImagingWindow",
    "Pass",
    "View",
    "area_points",
    "closest_approach",
    "coverage",
    "find_passes",
    "grid_points",
    "ground_track",
    "imaging_windows",
    "parse_place",
    "read_places",
]
