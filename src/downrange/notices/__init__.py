"""Notices: hazard notices of launches and re-entries, from pasted text to areas, windows and doubts.

The first river. `read_notices` reads what the sea and the air publish; every word of a text is used, ignored
by name, or reported as unread, and every self-contradiction becomes a defect.
"""

from downrange.notices.areas import Area, area_geojson, area_ring
from downrange.notices.chains import in_force
from downrange.notices.exchange import (
    areas_from_geojson,
    areas_from_kml,
    areas_to_geojson,
    areas_to_kml,
)
from downrange.notices.grouping import Group, group_notices
from downrange.notices.notice import Defect, Kind, Notice, NoticeWindow, Point, Unread
from downrange.notices.reading import read_notices

__all__ = [
    "Area",
    "Defect",
    "Group",
    "Kind",
    "Notice",
    "NoticeWindow",
    "Point",
    "Unread",
    "area_geojson",
    "area_ring",
    "areas_from_geojson",
    "areas_from_kml",
    "areas_to_geojson",
    "areas_to_kml",
    "group_notices",
    "in_force",
    "read_notices",
]
