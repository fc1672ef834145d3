"""What a notebook needs: the nouns and verbs of all rooms under one roof.

from downrange.api import read_notices, find_site, launch_plane
notices = read_notices(open("notice.txt").read())
plane = launch_plane(find_site("SOHAE"), [area for notice in notices for area in notice.areas])
"""

from downrange.ascent import Plane, Site, find_site, launch_plane
from downrange.brief.files import brief_files
from downrange.case import Case, read_case, shipped_cases
from downrange.catalogue import (
    Elements,
    identify,
    newcomers,
    read_elements,
    search_elements,
    write_omm,
    write_parquet,
    write_tle,
)
from downrange.earth.instants import Window, format_utc, parse_utc
from downrange.earth.work import Draws
from downrange.errors import DownrangeError
from downrange.fall.kernel import Impacts, drop, standard_sky
from downrange.flow import brief_of
from downrange.geography import find_place, is_land, territories, territories_overflown, territories_under
from downrange.notices import Area, Notice, area_ring, read_notices
from downrange.orbit import histories
from downrange.orbit.decay import (
    DecayForecast,
    LastPlaces,
    SpaceWeather,
    forecast_decay,
    last_places,
    read_space_weather,
)
from downrange.orbit.manoeuvres import Manoeuvre, detect_manoeuvres, screen_manoeuvres
from downrange.orbit.propagate import propagate
from downrange.overflight import (
    GroundPlace,
    Pass,
    area_points,
    closest_approach,
    coverage,
    find_passes,
    grid_points,
    ground_track,
    imaging_windows,
)

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
