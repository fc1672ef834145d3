"""S-124 datasets of several drafts, made up after the published schemas: words, drawings, dates, where they part."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counted_work import calls_during
from downrange.errors import NoticeError
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_s124 import NAMES, RING, SAID, WORDS, dataset


def one(text: str) -> Notice:
    (notice,) = read_notices(text)
    return notice


@pytest.mark.parametrize("draft", NAMES)
def test_the_words_are_the_notice_and_the_preamble_gives_its_name_and_dates(draft: str) -> None:
    notice = one(dataset(SAID, RING, draft))
    assert (notice.issuer, notice.number, notice.kind) == ("NAVAREA XI", "NAVAREA XI 712/25", "launch")
    assert [f"{w.start:%Y-%m-%d %H%M} {w.end:%H%M}" for w in notice.windows] == ["2025-11-27 1555 1755"]
    assert f"{notice.self_cancel:%Y-%m-%d}" == "2025-11-28"
    (area,) = notice.areas
    assert area.spans  # the words each corner came from
    assert not notice.defects


def test_what_the_words_leave_to_the_drawing_is_taken_from_it() -> None:
    dates = (
        "<fixedDateRange><dateStart>2025-11-27</dateStart><dateEnd>2025-11-28</dateEnd>"
        "<timeOfDayStart>22:55:00Z</timeOfDayStart><timeOfDayEnd>00:55:00Z</timeOfDayEnd></fixedDateRange>"
    )
    notice = one(dataset("Rocket launching, keep clear of the area drawn.", RING, more=dates))
    (area,) = notice.areas
    assert area.vertices == tuple(RING)
    assert [f"{w.start:%d %H%M} {w.end:%d %H%M}" for w in notice.windows] == [
        "27 2255 28 0055",
        "28 2255 29 0055",
    ]


def test_a_circle_of_the_drawing_is_a_circle() -> None:
    circle = (
        "<geometry><gml:CircleByCenterPoint><gml:pos>34.43 127.535</gml:pos>"
        '<gml:radius uom="km">3</gml:radius></gml:CircleByCenterPoint></geometry>'
    )
    (area,) = one(dataset("Rocket launching here.", more=circle)).areas
    assert (area.shape, area.center) == ("circle", (34.43, 127.535))
    assert area.radius_nm == pytest.approx(3 / 1.852, abs=1e-6)


def test_longitude_first_is_seen_by_the_words_or_by_the_size_of_the_numbers() -> None:
    turned = one(
        dataset(
            f"ROCKET LAUNCHING 271555Z TO 271755Z NOV IN AREA BOUND BY {WORDS}.", [(b, a) for a, b in RING]
        )
    )
    assert [defect.code for defect in turned.defects] == [FormDefect.GML_LON_FIRST]
    assert turned.areas[0].vertices[0] == (36.5, 123.2)
    alone = one(dataset("Rocket launching in the area drawn.", [(b, a) for a, b in RING]))
    assert alone.areas[0].vertices == tuple(RING)
    assert FormDefect.GML_LON_FIRST in [defect.code for defect in alone.defects]
    southern = [(20.0, -35.0), (25.0, -35.0), (25.0, -30.0)]  # 20 E 35 S: only the words can tell
    words = "35-00S 020-00E, 35-00S 025-00E, 30-00S 025-00E"
    told = one(dataset(f"ROCKET LAUNCHING 271555Z TO 271755Z NOV IN AREA BOUND BY {words}.", southern))
    assert [defect.code for defect in told.defects] == [FormDefect.GML_LON_FIRST]


def test_words_and_drawing_that_part_are_said_to() -> None:
    notice = one(dataset(SAID, [(a + 0.5, b) for a, b in RING]))
    assert {defect.code for defect in notice.defects} >= {
        FormDefect.GML_ELSEWHERE,
        FormDefect.GML_UNDRAWN,
    }
    assert notice.areas[0].vertices[0] == (36.5, 123.2)  # the words stay


def test_positions_that_are_none_are_defects() -> None:
    text = dataset("Rocket launching in the area drawn.", RING).replace("36.5 123.2", "36.5 nan")
    assert FormDefect.GML_POSITIONS in [defect.code for defect in one(text).defects]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1800), st.text(max_size=12), st.integers(0, 40))
def test_no_damage_breaks_the_reader(at: int, put: str, gone: int) -> None:
    text = dataset(SAID, RING)
    try:
        read_notices(text[:at] + put + text[at + gone :])
    except NoticeError:
        return


def test_the_work_grows_with_the_number_of_parts_and_areas() -> None:
    many = dataset(SAID, RING).replace("</S124:NavwarnPart>", "<text>a b c d</text></S124:NavwarnPart>")
    part = many[many.index("<member>") : many.index("</member>") + 9]

    def calls(count: int) -> int:
        return calls_during(lambda: read_notices(many.replace(part, part * count)))

    calls(1)
    assert calls(200) < 4.4 * calls(50)


@pytest.mark.parametrize(("east_deg", "said"), [(0.0, False), (-70.0, True)])
def test_without_words_the_order_of_the_numbers_is_said_to_be_unconfirmed_where_both_are_possible(
    east_deg: float, said: bool
) -> None:
    """36.5 123.2 can only be latitude first; 36.5 53.2 could be either (a Canadian sample has longitude first)."""
    ring = [(lat, lon + east_deg) for lat, lon in RING]
    notice = one(dataset("ROCKET LAUNCHING 271555Z TO 271755Z NOV.", ring))
    assert len(notice.areas) == 1
    assert (FormDefect.GML_ORDER in {defect.code for defect in notice.defects}) is said
