"""What a notebook needs: the nouns and verbs of all rooms under one roof.

    from downrange.api import read_notices, find_site, launch_plane
    notices = read_notices(open("notice.txt").read())
    plane = launch_plane(find_site("SOHAE"), [area for notice in notices for area in notice.areas])

A name loads its room when it is first used, so that a notebook about orbits compiles no falls.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from downrange.answers.debris import debris_of
    from downrange.answers.debris_requests import DebrisRequest
    from downrange.brief.brief_files import brief_files
    from downrange.brief.told import brief_of
    from downrange.case.case_model import Case
    from downrange.case.case_reader import read_case, shipped_cases
    from downrange.earth.instants import Window, format_utc, parse_utc
    from downrange.errors import DownrangeError
    from downrange.geography.ground_places import GroundPlace
    from downrange.geography.overflown import territories_overflown
    from downrange.geography.shore import is_land
    from downrange.geography.sites import Site, find_site
    from downrange.geography.territories import territories, territories_under
    from downrange.geography.towns import find_place
    from downrange.kernel.parallel import Draws
    from downrange.launch.areas.area import Area, area_ring
    from downrange.launch.fall.ballistic_fall import Impacts, drop, standard_sky
    from downrange.launch.notices.notice import Notice
    from downrange.launch.notices.notice_reader import read_notices
    from downrange.launch.plane.launch_plane import Plane, launch_plane
    from downrange.orbit.elements.element_reader import read_elements
    from downrange.orbit.elements.elements import Elements
    from downrange.orbit.elements.omm import write_omm
    from downrange.orbit.elements.parquet import write_parquet
    from downrange.orbit.elements.tle import write_tle
    from downrange.orbit.history.decay.decay_forecast import DecayForecast, forecast_decay
    from downrange.orbit.history.decay.reentry_track import LastPlaces, last_places
    from downrange.orbit.history.decay.space_weather import SpaceWeather, read_space_weather
    from downrange.orbit.history.element_history import histories
    from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
    from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
    from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres
    from downrange.orbit.identify.identification import identify
    from downrange.orbit.identify.search.expected_orbit import search_elements
    from downrange.orbit.identify.snapshots import newcomers
    from downrange.orbit.overflight.closest_approach import closest_approach
    from downrange.orbit.overflight.coverage import area_points, coverage, grid_points
    from downrange.orbit.overflight.ground_track import ground_track
    from downrange.orbit.overflight.imaging import imaging_windows
    from downrange.orbit.overflight.passes import Pass, find_passes
    from downrange.orbit.propagation.sgp4_states import propagate

_HOMES = {
    "answers.debris": "debris_of",
    "answers.debris_requests": "DebrisRequest",
    "brief.told": "brief_of",
    "brief.brief_files": "brief_files",
    "case.case_model": "Case",
    "case.case_reader": "read_case shipped_cases",
    "earth.instants": "Window format_utc parse_utc",
    "errors": "DownrangeError",
    "geography.ground_places": "GroundPlace",
    "geography.overflown": "territories_overflown",
    "geography.shore": "is_land",
    "geography.sites": "Site find_site",
    "geography.territories": "territories territories_under",
    "geography.towns": "find_place",
    "kernel.parallel": "Draws",
    "launch.areas.area": "Area area_ring",
    "launch.fall.ballistic_fall": "Impacts drop standard_sky",
    "launch.notices.notice": "Notice",
    "launch.notices.notice_reader": "read_notices",
    "launch.plane.launch_plane": "Plane launch_plane",
    "orbit.elements.element_reader": "read_elements",
    "orbit.elements.elements": "Elements",
    "orbit.elements.omm": "write_omm",
    "orbit.elements.parquet": "write_parquet",
    "orbit.elements.tle": "write_tle",
    "orbit.history.decay.decay_forecast": "DecayForecast forecast_decay",
    "orbit.history.decay.reentry_track": "LastPlaces last_places",
    "orbit.history.decay.space_weather": "SpaceWeather read_space_weather",
    "orbit.history.element_history": "histories",
    "orbit.history.manoeuvres.detection": "detect_manoeuvres",
    "orbit.history.manoeuvres.manoeuvre": "Manoeuvre",
    "orbit.history.manoeuvres.screening": "screen_manoeuvres",
    "orbit.identify.identification": "identify",
    "orbit.identify.search.expected_orbit": "search_elements",
    "orbit.identify.snapshots": "newcomers",
    "orbit.overflight.closest_approach": "closest_approach",
    "orbit.overflight.coverage": "area_points coverage grid_points",
    "orbit.overflight.ground_track": "ground_track",
    "orbit.overflight.imaging": "imaging_windows",
    "orbit.overflight.passes": "Pass find_passes",
    "orbit.propagation.sgp4_states": "propagate",
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Area", "Case", "DebrisRequest", "DecayForecast", "DownrangeError", "Draws", "Elements", "GroundPlace",
    "Impacts", "LastPlaces", "Manoeuvre", "Notice", "Pass", "Plane", "Site", "SpaceWeather", "Window",
    "area_points", "area_ring", "brief_files", "brief_of", "closest_approach", "coverage",
    "debris_of", "detect_manoeuvres", "drop", "find_passes", "find_place", "find_site", "forecast_decay",
    "format_utc", "grid_points", "ground_track", "histories", "identify", "imaging_windows", "is_land",
    "last_places", "launch_plane", "newcomers", "parse_utc", "propagate", "read_case", "read_elements",
    "read_notices", "read_space_weather", "screen_manoeuvres", "search_elements", "shipped_cases",
    "standard_sky", "territories", "territories_overflown", "territories_under",
    "write_omm", "write_parquet", "write_tle",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'downrange.api' has no name {name!r}")
    value = getattr(import_module(f"downrange.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
