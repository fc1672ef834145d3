"""Sizes that are doubted, at both sides of each bound."""

import pytest

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

HEAD = "NAVAREA IV 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN AREA "
TAIL = ".\n2. CANCEL THIS MSG 281700Z NOV 26."


def _doubted(body: str, code: NoticeDefect) -> bool:
    (notice,) = read_notices(HEAD + body + TAIL)
    return code in {defect.code for defect in notice.defects}


@pytest.mark.parametrize(
    ("size", "doubted"), [("49 M", True), ("51 M", False), ("1999 KM", False), ("2001 KM", True)]
)
def test_a_circle_too_small_or_too_wide(size: str, doubted: bool) -> None:
    assert _doubted(f"WITHIN {size} OF 28-30N 074-45W", NoticeDefect.DISTANCE) is doubted


@pytest.mark.parametrize(("north", "doubted"), [("26-50N", False), ("27-10N", True)])
def test_an_edge_without_one_alike_across(north: str, doubted: bool) -> None:
    # 26.83 and 27.17 degrees of a meridian are 2,984 and 3,021 km on the sphere of the check.
    assert (
        _doubted(f"BOUND BY 00-00N 030-00W, {north} 030-00W, 13-00N 029-00W", NoticeDefect.LONG_EDGE)
        is doubted
    )


@pytest.mark.parametrize(("lat", "doubted"), [("30-00N", False), ("82-00N", True)])
def test_a_strip_has_two_long_sides(lat: str, doubted: bool) -> None:
    strip = f"BOUND BY 00-00N 030-00W, {lat} 030-00W, {lat} 029-00W, 00-00N 029-00W"
    assert _doubted(strip, NoticeDefect.LONG_EDGE) is doubted


@pytest.mark.parametrize(("lon", "turned"), [("074-00E", True), ("074-00W", False), ("090-00W", False)])
def test_a_hemisphere_is_turned_only_where_that_puts_the_vertex_among_the_others(
    lon: str, turned: bool
) -> None:
    ring = f"BOUND BY 28-30N 074-45W, 28-15N 073-30W, 27-45N 073-00W, 27-30N {lon}"
    assert _doubted(ring, NoticeDefect.WRONG_HEMISPHERE) is turned
