"""Words that take a part from an area, or place it to one side of a position, are drawn or said to be not read."""

from dataclasses import replace

import pytest

from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

RING = "20-00N 120-00E, 22-00N 120-00E, 22-00N 123-00E, 20-00N 123-00E"
INNER = "20-30N 121-00E, 21-00N 121-00E, 21-00N 122-00E"
PLACE = "12-00N 082-00E"


def read(words: str) -> Notice:
    (notice,) = read_notices(f"NAVAREA XI 402/26\nROCKET LAUNCH 021200Z TO 021400Z DEC 26 {words}.\n")
    return notice


def unchecked(notice: Notice) -> bool:
    return AuditDefect.RESTRICTION_UNCHECKED in {defect.code for defect in notice.defects}


def test_an_area_less_another_is_cut() -> None:
    (area,) = read(f"IN AREA BOUND BY {RING} LESS AREA BOUND BY {INNER}").areas
    assert len(area.vertices) == 4
    assert [len(hole.vertices) for hole in area.holes] == [3]


@pytest.mark.parametrize(
    "words",
    [
        f"IN AREA BOUND BY {RING} CLEAR OF {INNER}",
        f"IN AREA BOUND BY {RING} VICE {INNER}",
        f"IN AREA BOUND BY {RING} MINUS AREA BOUND BY {INNER}",
        f"IN AREA BOUND BY {RING} OUTSIDE TERRITORIAL WATERS",
        f"IN AREA BOUND BY {RING} OVER HIGH SEAS ONLY",
        f"WITHIN 40 MILES SOUTHEAST OF {PLACE}",
        f"WITHIN 40 MILES NORTHWEST OF {PLACE}",
        f"WITHIN 40 NM TO THE NORTHEAST OF {PLACE}",
        "WITHIN 10 MILES NORTH OF LINE JOINING 30-00N 131-00E AND 30-00N 133-00E",
        f"EXTENDING 40 MILES SOUTHEAST OF {PLACE}",
        f"BETWEEN 10 AND 30 MILES OF {PLACE}",
        f"IN AREA BETWEEN 10 AND 30 NM FROM {PLACE}",
        f"IN AREA OUTSIDE 5 NM OF {PLACE}",
        f"OUTSIDE A RADIUS OF 5.5 NAUTICAL MILES FROM {PLACE}",
        f"OUTSIDE THE CIRCLE OF RADIUS 12 KM CENTERED ON {PLACE}",
    ],
)
def test_a_part_that_is_not_drawn_is_said(words: str) -> None:
    notice = read(words)
    assert unchecked(notice)
    assert not notice.every_word_was_read


@pytest.mark.parametrize(
    "words",
    [
        f"IN AREA BOUND BY {RING}",
        f"IN AREA BOUND BY {RING}. VESSELS KEEP CLEAR OF THIS AREA",
        f"WITHIN 40 MILES OF {PLACE}",
        f"WITHIN 40 MILES OF {PLACE} VISIBILITY NOT LESS THAN 5 MILES",
    ],
)
def test_other_words_restrict_nothing(words: str) -> None:
    assert not unchecked(read(words))


@pytest.mark.parametrize(
    "words",
    [
        f"IN AREA BOUND BY {RING} LESS AREA BOUND BY {INNER}",
        f"IN AREA BOUND BY {RING} EXCLUDING AREA BOUND BY {INNER}",
        f"IN AREA BOUND BY {RING} EXCEPT 10 MILES RADIUS OF 21-00N 121-00E",
    ],
)
def test_a_hole_balances_with_its_print(words: str) -> None:
    notice = read(words)
    assert len(notice.areas[0].holes) == 1
    assert notice.every_word_was_read
    (area,) = notice.areas
    (hole,) = area.holes
    moved = replace(
        hole,
        center=(21.5, 121.0) if hole.center else None,
        vertices=tuple((lat + 0.1, lon) for lat, lon in hole.vertices),
    )
    wrong = replace(notice, areas=(replace(area, holes=(moved,)),))
    codes = {defect.code for defect in audit(wrong)}
    assert {AuditDefect.POSITION_UNUSED, AuditDefect.VERTEX_UNPRINTED} <= codes


def test_two_bearings_with_one_unit_are_both_printed() -> None:
    notice = read(f"IN SECTOR OF 30 NM RADIUS CENTRED {PLACE} BETWEEN 090 AND 135 DEGREES TRUE")
    assert [area.bearings for area in notice.areas] == [(90.0, 135.0)]
    assert notice.every_word_was_read
