"""Holes that a file draws (S-124, GeoJSON, KML, JSON services), their surface, and how two versions compare."""

import pytest
import shapely.geometry

from downrange.earth.polygons import ring_area_km2
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_collection, feature_of
from downrange.launch.areas.area_kml import areas_from_kml, kml_of
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.json_geometry import drawn_areas
from downrange.launch.notices.lifecycle.area_changes import difference
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_s124 import RING, SAID, dataset

HOLE = ((36.3, 123.4), (36.3, 123.6), (36.1, 123.6), (36.1, 123.4))
INTERIOR = (
    "</gml:exterior><gml:interior><gml:LinearRing><gml:posList>"
    + " ".join(f"{a} {b}" for a, b in [*HOLE, HOLE[0]])
    + "</gml:posList></gml:LinearRing></gml:interior>"
)
CIRCLE = (
    "</gml:exterior><gml:interior><gml:Ring><gml:curveMember><gml:Curve><gml:segments><gml:CircleByCenterPoint>"
    '<gml:pos>36.2 123.5</gml:pos><gml:radius uom="km">10</gml:radius></gml:CircleByCenterPoint></gml:segments>'
    "</gml:Curve></gml:curveMember></gml:Ring></gml:interior>"
)


def one(text: str) -> Notice:
    [notice] = read_notices(text)
    return notice


WITH_HOLE = Area("polygon", vertices=tuple(RING)).with_holes([Area("polygon", vertices=HOLE)])


@pytest.mark.parametrize(("interior", "shape"), [(INTERIOR, "polygon"), (CIRCLE, "circle")])
def test_the_interior_of_an_s124_surface_is_a_hole(interior: str, shape: str) -> None:
    notice = one(dataset("Rocket launching.", RING).replace("</gml:exterior>", interior))
    [area] = notice.areas
    assert [hole.shape for hole in area.holes] == [shape]
    drawn = shapely.geometry.shape(area.geometry())
    assert len(drawn.interiors) == 1
    assert not drawn.contains(shapely.geometry.Point(123.5, 36.2))
    assert FormDefect.GML_HOLE not in [defect.code for defect in notice.defects]


def test_a_hole_that_the_words_do_not_exclude_is_said() -> None:
    notice = one(dataset(SAID, RING).replace("</gml:exterior>", INTERIOR))
    assert FormDefect.GML_HOLE in [defect.code for defect in notice.defects]


def test_inner_rings_of_geojson_kml_and_services_are_holes() -> None:
    foreign = {**feature_of(WITH_HOLE, {}), "properties": {"name": "A"}}
    for [area] in (
        areas_from_geojson(foreign),
        areas_from_kml(kml_of(feature_collection([foreign])).replace('"properties"', '"other"')),
        drawn_areas([foreign["geometry"]]).areas,
    ):
        assert [len(hole.vertices) for hole in area.holes] == [4]
        assert shapely.geometry.shape(area.geometry()).area == pytest.approx(
            shapely.geometry.shape(WITH_HOLE.geometry()).area
        )


def test_a_hole_that_lies_elsewhere_is_left_out_and_said() -> None:
    far = Area("polygon", vertices=((10.0, 10.0), (10.0, 11.0), (11.0, 11.0)))
    area = Area("polygon", vertices=tuple(RING)).with_holes([far])
    assert area.holes == ()
    assert [note.code for note in area.notes] == [AreaNote.HOLES]


def test_the_surface_is_without_the_hole() -> None:
    whole = Area("polygon", vertices=tuple(RING))
    hole = Area("polygon", vertices=HOLE)
    assert whole.boundary is not None
    assert whole.area_km2 == ring_area_km2(whole.boundary)
    assert WITH_HOLE.area_km2 == pytest.approx((whole.area_km2 or 0) - (hole.area_km2 or 0), rel=1e-3)


def test_holes_are_compared() -> None:
    whole = Area("polygon", vertices=tuple(RING))
    moved = whole.with_holes([Area("polygon", vertices=((36.3, 123.5), *HOLE[1:]))])

    def codes(old: Area, new: Area) -> list[str]:
        return [remark.code for remark in difference(old, new).remarks]

    assert codes(WITH_HOLE, WITH_HOLE) == [CompareCode.AREA_SAME]
    assert codes(whole, WITH_HOLE) == [CompareCode.HOLE_ADDED]
    assert codes(WITH_HOLE, whole) == [CompareCode.HOLE_DROPPED]
    assert codes(WITH_HOLE, moved) == [CompareCode.HOLE_CHANGED]


def test_axes_of_ellipses_are_compared() -> None:
    old = Area("ellipse", center=(36.0, 123.0), semi_axes_nm=(20.0, 10.0), azimuth_deg=45.0)
    new = Area("ellipse", center=(36.0, 123.0), semi_axes_nm=(20.0, 12.0), azimuth_deg=60.0)
    measures = {remark.facts["measure"] for remark in difference(old, new).remarks}
    assert measures == {"semi_axes_nm", "azimuth_deg"}
