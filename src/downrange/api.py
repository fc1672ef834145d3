"""What a notebook needs: the nouns and verbs of all rooms under one roof.

from downrange.api import read_notices, find_site, launch_plane
notices = read_notices(open("notice.txt").read())
plane = launch_plane(find_site("SOHAE"), [area for notice in notices for area in notice.areas])
"""

from downrange.answers.brief import brief_of
from downrange.brief.brief_files import brief_files
from downrange.case.case_model import Case, read_case, shipped_cases
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
from downrange.orbit.history.decay.last_tracks import LastPlaces, last_places
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

__all__ = [
    "Area", "Case", "DecayForecast", "DownrangeError", "Draws", "Elements", "GroundPlace",
    "Impacts", "LastPlaces", "Manoeuvre", "Notice", "Pass", "Plane", "Site", "SpaceWeather", "Window",
    "area_points", "area_ring", "brief_files", "brief_of", "closest_approach", "coverage",
    "detect_manoeuvres", "drop", "find_passes", "find_place", "find_site", "forecast_decay",
    "format_utc", "grid_points", "ground_track", "histories", "identify", "imaging_windows", "is_land",
    "last_places", "launch_plane", "newcomers", "parse_utc", "propagate", "read_case", "read_elements",
    "read_notices", "read_space_weather", "screen_manoeuvres", "search_elements", "shipped_cases",
    "standard_sky", "territories", "territories_overflown", "territories_under",
    "write_omm", "write_parquet", "write_tle",
]  # fmt: skip
