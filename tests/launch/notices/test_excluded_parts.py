"""Parts cut out of an area, and areas bounded by parallels and meridians only."""

import itertools
import json

import pytest
import shapely

from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_of
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.tokens.coordinates import write_position

_HEAD = (
    "010203Z NOV 26\nNAVAREA IV 1234/26(11).\nWESTERN NORTH ATLANTIC.\n"
    "1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n   281200Z TO 281600Z NOV 26\n   IN AREA {}.\n"
    "2. CANCEL THIS MSG 281700Z NOV 26."
)
_RING = ((28.5, -80.5), (29.5, -79.5), (29.0, -78.0), (28.0, -79.5))
_HOLE = ((28.8, -79.6), (29.0, -79.5), (28.8, -79.3), (28.6, -79.5))
_INSIDE = (28.75, -79.5)  # of the ring and of every hole
_LEADS = (
    "EXCLUDING ",
    "EXCLUDING THE AREA ",
    ", EXCEPT ",
    " EXCL AREA ",
    ", WITH THE EXCEPTION OF THE AREA ",
)


def _read(area: str) -> Notice:
    (notice,) = read_notices(_HEAD.format(area))
    return notice


def _printed(ring: tuple[tuple[float, float], ...], form: str) -> str:
    return ", ".join(write_position(*position, form) for position in ring)


def _codes(notice: Notice) -> set[object]:
    return {defect.code for defect in notice.defects}


@pytest.mark.parametrize(
    ("lead", "form", "shape"),
    list(itertools.product(_LEADS, ("DD-MM.mm", "DD-MM-SS", "DDMMSS"), ("ring", "circle"))),
)
def test_a_part_excluded_is_a_hole_and_no_area(lead: str, form: str, shape: str) -> None:
    part = f"BOUND BY {_printed(_HOLE, form)}" if shape == "ring" else (
        f"WITHIN 10 NM RADIUS OF {write_position(*_INSIDE, form)}")  # fmt: skip
    notice = _read(f"BOUND BY {_printed(_RING, form)} {lead}{part}")
    (area,) = notice.areas
    assert len(area.vertices) == len(_RING)
    assert [hole.shape for hole in area.holes] == ["polygon" if shape == "ring" else "circle"]
    drawn = shapely.geometry.shape(area.geometry())
    assert not drawn.contains(shapely.Point(*reversed(_INSIDE)))
    assert drawn.contains(shapely.Point(-80.2, 28.7))
    assert [note.code for note in area.notes] == [AreaNote.EXCLUDED]


def test_several_parts_are_all_cut_out_and_an_area_behind_them_is_not() -> None:
    ring = _printed(_RING, "DD-MM.mm")
    notice = _read(
        f"BOUND BY {ring} EXCLUDING 5 NM RADIUS OF 28-50N 079-40W AND 5 NM RADIUS OF 28-40N 079-10W"
    )
    (area,) = notice.areas
    assert [hole.center for hole in area.holes] == [
        (pytest.approx(28 + 5 / 6), pytest.approx(-79 - 2 / 3)),
        (pytest.approx(28 + 2 / 3), pytest.approx(-79 - 1 / 6)),
    ]
    for behind in (". AREA 2: ", " AREA 2: ", ", AND AREA 2 BOUND BY "):
        notice = _read(
            f"AREA 1: {ring} EXCLUDING 5 NM RADIUS OF 28-50N 079-40W{behind}"
            "30-00N 080-00W, 31-00N 080-00W, 31-00N 079-00W"
        )
        assert [(area.label, len(area.holes)) for area in notice.areas] == [("1", 1), ("2", 0)]


@pytest.mark.parametrize(
    ("part", "printed"),
    [
        ("R-2938", "R-2938"),
        ("DANGER AREA EGD701", "EGD701"),
        ("TERRITORIAL WATERS", "TERRITORIAL WATERS"),
        ("THE ISLAND OF GREAT ABACO", "THE ISLAND OF GREAT ABACO"),
        ("AREA B", "area B"),
        ("THE AREA NORTH OF LATITUDE 29-00N", "NORTH OF LATITUDE 29-00N"),
        ("5 NM RADIUS OF 10-00N 020-00W", "10-00N 020-00W"),
    ],
)
def test_a_part_that_cannot_be_cut_out_is_said_and_no_area(part: str, printed: str) -> None:
    notice = _read(f"BOUND BY {_printed(_RING, 'DD-MM.mm')} EXCLUDING {part}")
    (area,) = notice.areas
    assert area.holes == ()
    assert area.name is None
    (note,) = area.notes
    assert note.code is AreaNote.EXCLUSION_NOT_DRAWN
    assert note.facts["printed"] == printed
    assert AreaNote.EXCLUSION_NOT_DRAWN in _codes(notice)


def test_days_that_are_excepted_cut_nothing_out() -> None:
    text = _HEAD.replace("281200Z TO 281600Z NOV 26", "1200Z TO 1600Z DAILY 28 NOV TO 02 DEC EXCEPT SUNDAYS")
    (notice,) = read_notices(text.format(f"BOUND BY {_printed(_RING, 'DD-MM.mm')}"))
    (area,) = notice.areas
    assert area.holes == ()
    assert area.notes == ()


def test_holes_come_back_from_geojson() -> None:
    hole = Area("circle", center=_INSIDE, radius_nm=5.0)
    area = Area("polygon", vertices=_RING, holes=(hole,))
    document = json.loads(json.dumps(feature_of(area, {})))
    assert len(document["geometry"]["coordinates"]) == 2
    assert areas_from_geojson(document) == (area,)


def test_a_hole_across_the_edge_and_one_over_everything() -> None:
    square = ((0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0))
    half = Area("polygon", vertices=((-1.0, 1.0), (-1.0, 3.0), (3.0, 3.0), (3.0, 1.0)))
    left = shapely.geometry.shape(Area("polygon", vertices=square, holes=(half,)).geometry())
    assert left.area == pytest.approx(2.0, rel=1e-3)
    whole = Area("polygon", vertices=((-1.0, -1.0), (-1.0, 3.0), (3.0, 3.0), (3.0, -1.0)))
    assert shapely.geometry.shape(Area("polygon", vertices=square, holes=(whole,)).geometry()).area > 3.9


_SIDES = ("NORTH OF LATITUDE 28-30N", "SOUTH OF 29-30N", "EAST OF LONGITUDE 080-30W", "WEST OF LONG 078-00W")


@pytest.mark.parametrize(
    ("count", "chosen", "fir"),
    [
        (count, chosen, fir)
        for count in (1, 2, 3)
        for chosen in itertools.combinations(_SIDES, count)
        for fir in ("", " WITHIN MIAMI OCEANIC FIR")
    ],
)
def test_some_sides_are_said_and_not_drawn(count: int, chosen: tuple[str, ...], fir: str) -> None:
    printed = " AND ".join(chosen) + fir
    notice = _read(printed)
    (area,) = notice.areas
    assert (area.shape, area.boundary) == ("other", None)
    (note,) = area.notes
    assert note.code is AreaNote.SOME_SIDES
    assert note.facts["printed"] == printed
    assert AreaNote.SOME_SIDES in _codes(notice)


@pytest.mark.parametrize("order", list(itertools.permutations(_SIDES)))
def test_four_sides_are_a_box(order: tuple[str, ...]) -> None:
    (area,) = _read(", ".join(order)).areas
    assert (area.shape, area.lat, area.lon) == ("box", (28.5, 29.5), (-80.5, -78.0))


def test_a_side_behind_a_ring_restricts_it_and_is_said() -> None:
    notice = _read(f"BOUND BY {_printed(_RING, 'DD-MM.mm')} AND NORTH OF LATITUDE 28-30N")
    (area,) = notice.areas
    assert area.vertices
    assert [note.code for note in area.notes] == [AreaNote.CUT]
    assert area.cuts
    assert AreaNote.CUT in _codes(notice)


def test_north_of_a_position_is_not_a_side() -> None:
    (area,) = _read("10 NM RADIUS OF 28-30N 080-30W").areas
    assert area.shape == "circle"
    assert all(
        area.notes == () for area in _read("75 NM NORTH OF 28-30N 080-30W").areas if area.shape == "box"
    )
