"""Notices as map features: every area with its notice's number, its windows and the words it was printed in."""

from collections.abc import Sequence
from typing import Any

from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import feature_collection, feature_of
from downrange.launch.areas.area_kml import kml_of
from downrange.launch.notices.notice import Notice


def areas_to_geojson(notices: Sequence[Notice]) -> dict[str, Any]:
    """Every area of the notices as an RFC 7946 FeatureCollection, one feature an area.

    Properties: the notice's number, issuer and kind, the area's windows, ``words`` (what was printed for each
    position, in order) and ``area``, the area itself. An area without an outline has the geometry null.
    """
    return feature_collection([_feature(notice, area) for notice in notices for area in notice.areas])


def areas_to_kml(notices: Sequence[Notice]) -> str:
    """The same features as a KML 2.2 document."""
    return kml_of(areas_to_geojson(notices))


def _feature(notice: Notice, area: Area) -> dict[str, Any]:
    return feature_of(
        area,
        {
            "name": " ".join(filter(None, (notice.number, area.label))) or "area",
            "number": notice.number,
            "issuer": notice.issuer,
            "kind": notice.kind,
            "windows": [w.as_dict() for w in notice.windows if w.area in (None, area.label)],
            "words": [_words(notice, span) for span in area.spans],
        },
    )


def _words(notice: Notice, span: tuple[int, int]) -> str:
    return " ".join(notice.text[span[0] - notice.start : span[1] - notice.start].split())
