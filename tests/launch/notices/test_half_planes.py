"""Half planes behind a ring: cut where they cross it, said where they do not; and made ones."""

from collections import Counter

import pytest
from shapely.geometry import shape

from downrange.errors import NoticeError
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_of
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_shapes import NAVAREA, made_half_planes, outcome

COUNT, SEED = 200, 90_000
RING = "AREA BOUND BY 38-00N 074-00W, 38-00N 072-00W, 36-00N 072-00W, 36-00N 074-00W "


def read(area: str) -> Notice:
    [notice] = read_notices(NAVAREA.format(area=area))
    return notice


def codes(notice: Notice) -> list[str]:
    return [str(defect.code) for defect in notice.defects]


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("NORTH OF 37-00N", (-74, 37, -72, 38)),
        ("LYING NORTH OF LATITUDE 37-00N AND EAST OF LONGITUDE 073-00W", (-73, 37, -72, 38)),
        ("SOUTH OF 37-30N BETWEEN 073-30W AND 072-30W", (-73.5, 36, -72.5, 37.5)),
        ("WEST OF A LINE JOINING 38-00N 073-00W AND 36-00N 073-00W", (-74, 36, -73, 38)),
    ],
)
def test_a_half_plane_cuts_the_ring_before_it(words: str, bounds: tuple[float, ...]) -> None:
    notice = read(RING + words)
    [area] = notice.areas
    assert shape(area.geometry()).bounds == pytest.approx(bounds, abs=1e-9)
    assert "area.cut-by-half-plane" in codes(notice)
    assert notice.every_word_was_read
    [back] = areas_from_geojson(feature_of(area, {"name": "A"}))
    assert back.cuts == area.cuts


@pytest.mark.parametrize(
    "words",
    [
        "EAST OF A LINE JOINING 37-30N 073-30W AND 36-00N 072-30W",  # begins inside
        "NORTH OF A LINE JOINING 38-00N 073-30W AND 36-00N 073-30W",  # runs north
        "NORTH OF 39-00N",  # leaves nothing
        "SOUTH OF 37-00N WITHIN MIAMI OCEANIC FIR",
    ],
)
def test_what_cuts_nothing_clearly_is_said(words: str) -> None:
    notice = read(RING + words)
    [area] = notice.areas
    assert area.cuts == ()
    assert "area.cut-not-drawn" in codes(notice)


@pytest.mark.parametrize(
    "cut", [{"side": "E", "line": []}, {"side": "X", "degrees": 1}, {"side": []}, {"side": "N"}]
)
def test_a_half_plane_in_a_file_that_is_none_is_refused(cut: dict[str, object]) -> None:
    area = {"shape": "polygon", "vertices": [[38, -74], [38, -72], [36, -72]], "cuts": [cut]}
    with pytest.raises(NoticeError):
        areas_from_geojson({"type": "Feature", "geometry": None, "properties": {"area": area}})


def test_a_half_plane_alone_has_no_outline() -> None:
    notice = read("AREA NORTH OF A LINE JOINING 38-00N 073-30W AND 36-00N 072-30W")
    assert [area.geometry() for area in notice.areas] == [None]
    assert "area.bounded-on-some-sides" in codes(notice)


def test_a_parallel_that_cuts_is_followed() -> None:
    wide = "AREA BOUND BY 60-00N 030-00W, 60-00N 000-00W, 40-00N 000-00W, 40-00N 030-00W NORTH OF 50-00N"
    ring = read(wide).areas[0].boundary
    assert ring is not None
    on_parallel = abs(ring[0] - 50) < 1e-9
    assert on_parallel.sum() >= 15


def test_no_made_half_plane_is_silently_wrong() -> None:
    found: Counter[str] = Counter()
    for seed in range(SEED, SEED + COUNT):
        made = made_half_planes(seed)
        what, shown = outcome(made)
        found[what] += 1
        assert what != "silent", f"{made.text}\n{shown}"
    assert found["right"] >= 0.9 * COUNT


@pytest.mark.parametrize(
    ("words", "side", "degrees"),
    [
        ("AREA EAST OF 121-30E BOUND BY {}", "E", 121.5),
        ("AREA NORTH OF 20-30N AND WITHIN {}", "N", 20.5),
        ("AREA SOUTH OF LATITUDE 21-00N, BOUNDED BY LINES JOINING {}", "S", 21.0),
    ],
)
def test_a_half_plane_printed_before_its_ring_cuts_it(words: str, side: str, degrees: float) -> None:
    ring = "20-00N 120-00E, 22-00N 120-00E, 22-00N 123-00E, 20-00N 123-00E"
    (area,) = read(words.format(ring)).areas
    assert [(cut.side, cut.degrees) for cut in area.cuts] == [(side, degrees)]
    assert area.boundary is not None
    kept = area.boundary[0 if side in "NS" else 1]
    reached = kept.max() if side == "S" else kept.min()
    assert reached == pytest.approx(degrees, abs=0.01)


def test_a_half_plane_before_a_circle_is_no_ticked_area() -> None:
    assert not read("AREA NORTH OF 20-30N WITHIN 50 MILES OF 20-00N 120-00E").every_word_was_read
