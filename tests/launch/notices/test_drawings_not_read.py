"""What a GeoJSON or KML file draws is an area, a point or a line, or it is said that it is not read."""

import json
from typing import Any

import pytest

from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

RING = [[130, 20], [131, 20], [131, 19], [130, 20]]
TIMES = {"start": "2026-11-28T04:00:00Z", "end": "2026-11-28T06:00:00Z"}
GOOD = {"type": "Feature", "properties": TIMES, "geometry": {"type": "Polygon", "coordinates": [RING]}}


def one(data: Any) -> Notice:
    [notice] = read_notices(data if isinstance(data, str) else json.dumps(data))
    return notice


def collection(*geometries: Any, **more: Any) -> Any:
    features = [{**GOOD, "geometry": geometry} for geometry in geometries]
    return {"type": "FeatureCollection", "features": [GOOD, *features], **more}


def polygon(*corners: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*corners]]}


NOT_READ = [
    None,
    {},
    {"type": "CurvePolygon", "coordinates": [RING]},
    {"type": "MultiSurface", "coordinates": []},
    {"type": "polygon", "coordinates": [RING]},
    {"type": "Polygon", "coordinates": []},
    {"type": "GeometryCollection", "geometries": [{"type": "CompoundCurve"}]},
    polygon([140, 20], [500, 20], [141, 19]),
    polygon([20, 140], [20, 141], [19, 141]),
    polygon([140, 20], [True, False], [141, 19]),
    polygon([140, 20], [141, 20]),
]


@pytest.mark.parametrize("geometry", NOT_READ, ids=str)
def test_a_drawing_that_is_not_read_is_said_and_takes_the_tick(geometry: Any) -> None:
    assert one(collection()).every_word_was_read
    notice = one(collection(geometry))
    assert [area.vertices for area in notice.areas] == [((20.0, 130.0), (20.0, 131.0), (19.0, 131.0))]
    assert [defect.code for defect in notice.defects] == [FormDefect.DRAWING_NOT_READ]
    assert not notice.every_word_was_read


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", False),
        ("EPSG:4326", False),
        ("EPSG:3857", True),
        ("urn:ogc:def:crs:EPSG::32652", True),
    ],
)
def test_a_reference_system_other_than_wgs84_is_said(name: str, said: bool) -> None:
    notice = one(collection(crs={"type": "name", "properties": {"name": name}}))
    assert (FormDefect.CRS_NOT_READ in [defect.code for defect in notice.defects]) is said
    assert notice.every_word_was_read is not said


@pytest.mark.parametrize(
    "beside",
    [
        "<NetworkLink><Link><href>https://example.org/areas.kml</href></Link></NetworkLink>",
        "<GroundOverlay><name>B</name><LatLonBox><north>20</north></LatLonBox></GroundOverlay>",
        "<Placemark><name>B</name><Track><coord>130 20 0</coord></Track></Placemark>",
        "<Placemark><LinearRing><coordinates>140,20 141,20 141,19 140,20</coordinates></LinearRing></Placemark>",
        "<Placemark><name>B</name></Placemark>",
    ],
)
def test_what_kml_draws_beside_polygons_is_said(beside: str) -> None:
    corners = " ".join(f"{lon},{lat}" for lon, lat in RING)
    area = (
        "<Placemark><name>A</name><TimeSpan><begin>2026-11-28T04:00:00Z</begin><end>2026-11-28T06:00:00Z</end>"
        f"</TimeSpan><Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark>"
    )
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    assert one(f"{head}{area}</Document></kml>").every_word_was_read
    notice = one(f"{head}{area}{beside}</Document></kml>")
    assert [area.label for area in notice.areas] == ["A"]
    assert [defect.code for defect in notice.defects] == [FormDefect.DRAWING_NOT_READ]
    assert not notice.every_word_was_read
