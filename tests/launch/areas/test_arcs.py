"""Arcs of outlines against pyproj's geodesics and the circle itself."""

import itertools
import json

import numpy as np
import pytest

from downrange.earth.ellipsoid import GEOD
from downrange.earth.polygons import circle_ring, ring_area_km2
from downrange.launch.areas.arcs import CHORD_ERROR_M, Arc, arc_fit, outline_with_arcs
from downrange.launch.areas.area_geojson import areas_from_geojson
from downrange.launch.areas.area_kml import areas_from_kml
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_features import areas_to_geojson, areas_to_kml
from downrange.launch.notices.notice_reader import read_notices

# North and south of 30-00N 040-00W by 30 nm of the meridian, to the second: the ends of two half circles.
HALVES = "303004N 0400000W {first} ARC OF CIRCLE RADIUS 30 NM CENTRED ON 300000N 0400000W TO 292956N 0400000W {then}"
FROM_THERE = "CLOCKWISE ON A 30 NM ARC CENTERED ON: 300000N 0400000W TO 292956N 0400000W"
STRAIGHT = "THENCE TO 292956N 0410000W THENCE TO 303004N 0410000W"


def read(outline: str) -> Notice:
    (notice,) = read_notices(
        f"NAVAREA IV 12/26.\nROCKET LAUNCHING 191218Z TO 191647Z APR 26 IN AREA BOUND BY\n{outline}."
    )
    return notice


def codes(notice: Notice) -> list[str]:
    return [defect.code for defect in notice.defects]


@pytest.mark.parametrize(
    ("words", "clockwise", "area_share"),
    [
        ("CLOCKWISE ALONG THE", True, 1.5),
        ("THENCE ANTICLOCKWISE ALONG AN", False, 0.5),
        ("THENCE COUNTER-CLOCKWISE BY THE", False, 0.5),
        ("THENCE ALONG AN", None, 1.5),  # about half a turn, and the outline is printed clockwise: outwards
    ],
)
def test_an_arc_has_its_true_shape(words: str, clockwise: bool | None, area_share: float) -> None:
    notice = read(HALVES.format(first=words, then=STRAIGHT))
    (area,) = notice.areas
    (arc,) = area.arcs
    assert len(area.vertices) == 4
    assert not notice.unread
    assert arc == Arc(0, (30.0, -40.0), 30.0, clockwise)
    ring = area.boundary
    assert ring is not None
    half = ring_area_km2(circle_ring(30.0, -40.0, 30 * 1852.0, 3600)) / 2
    box = ring_area_km2(np.array(area.vertices).T)
    expected = box + half * (1 if area_share > 1 else -1)
    assert ring_area_km2(ring) == pytest.approx(expected, rel=2e-3)
    assert (NoticeDefect.ARC_DIRECTION in codes(notice)) is (clockwise is None)


@pytest.mark.parametrize("radius_nm", [0.5, 30.0, 400.0])
def test_no_edge_leaves_the_circle_by_more_than_the_chord_error(radius_nm: float) -> None:
    lon, lat, _ = GEOD.fwd([-80.6] * 3, [28.6] * 3, [20.0, 95.0, 230.0], [radius_nm * 1852.0] * 3)
    ring = outline_with_arcs(
        tuple(zip(lat, lon, strict=True)),
        [Arc(0, (28.6, -80.6), radius_nm, False), Arc(1, (28.6, -80.6), radius_nm, True)],
    )
    assert ring is not None
    off = []
    for (lat_a, lon_a), (lat_b, lon_b) in itertools.pairwise(ring.T[:-1].tolist()):
        ((lon_m, lat_m),) = GEOD.npts(lon_a, lat_a, lon_b, lat_b, 1)
        off.append(GEOD.inv(-80.6, 28.6, lon_m, lat_m)[2] - radius_nm * 1852.0)
    assert 0 < max(map(abs, off)) <= CHORD_ERROR_M


def test_a_ring_may_be_closed_by_an_arc() -> None:
    last = "THENCE TO 295000N 0400500W THENCE ANTICLOCKWISE ALONG THE ARC OF A CIRCLE OF 20 NM RADIUS"
    home = "CENTRED ON 301000N 0400000W TO THE POINT OF ORIGIN"
    notice = read(HALVES.format(first="CLOCKWISE ALONG THE", then=f"{last} {home}"))
    (area,) = notice.areas
    assert [arc.start for arc in area.arcs] == [0, 2]
    assert area.arcs[1].clockwise is False


def test_an_end_off_the_circle_is_said_and_far_off_is_drawn_straight() -> None:
    near = read(
        "303104N 0400000W CLOCKWISE ON A 30 NM ARC CENTERED ON: 300000N 0400000W TO 292956N 0400000W "
        + STRAIGHT
    )
    assert "0.99 nm outside its circle; drawn to meet it" in near.defects[0].says
    far = read(
        "304500N 0400000W CLOCKWISE ON A 30 NM ARC CENTERED ON: 300000N 0400000W TO 292956N 0400000W "
        + STRAIGHT
    )
    assert codes(far) == [NoticeDefect.ARC_NOT_DRAWN]
    assert np.array_equal(far.areas[0].boundary, np.array(far.areas[0].vertices).T)


def test_an_arc_travels_through_geojson_and_kml() -> None:
    notice = read(HALVES.format(first="CLOCKWISE ALONG THE", then=STRAIGHT))
    document = json.loads(json.dumps(areas_to_geojson([notice])))
    assert len(document["features"][0]["geometry"]["coordinates"][0]) > 20
    for back in (areas_from_geojson(document), areas_from_kml(areas_to_kml([notice]))):
        assert back[0].arcs == notice.areas[0].arcs
        ring, expected = back[0].boundary, notice.areas[0].boundary
        assert ring is not None
        np.testing.assert_allclose(ring, expected, rtol=0, atol=1e-7)  # positions travel with seven decimals


def test_a_way_round_that_is_not_said_is_the_shorter_one() -> None:
    ends = [GEOD.fwd(10.0, 50.0, bearing, 9260.0)[:2] for bearing in (350.0, 40.0, 160.0)]
    vertices = tuple((float(lat), float(lon)) for lon, lat in ends)
    assert arc_fit(vertices, Arc(0, (50.0, 10.0), 5.0)).sweep_deg == pytest.approx(50.0, abs=0.01)
    assert arc_fit(vertices[::-1], Arc(1, (50.0, 10.0), 5.0)).sweep_deg == pytest.approx(-50.0, abs=0.01)
