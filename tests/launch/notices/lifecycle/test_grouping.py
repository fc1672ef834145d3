"""Grouping and the doors: notices of one launch stand together, and the command says what it read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_line import answer
from downrange.launch.areas.terminal_sketch import sketch_areas
from downrange.launch.notices.lifecycle.grouping import group_notices
from downrange.launch.notices.notice_codes import GroupReason
from downrange.launch.notices.notice_reader import read_notices

ZONE = """A000{n}/23 NOTAMN
Q) ZZZZ/QRDCA/IV/BO/W/000/999/{q}E060
A) ZZZZ B) {b} C) {c}
E) AEROSPACE FLT ACT WI: {ring}
F) SFC G) UNL"""
NEAR = ZONE.format(
    n=1, q="3500N12500", b="2311221400", c="2311221600", ring="3530N12430E-3530N12530E-3430N12500E"
)
FURTHER = ZONE.format(
    n=2, q="2600N12500", b="2311221410", c="2311221630", ring="2630N12430E-2630N12530E-2530N12500E"
)
ANOTHER_DAY = ZONE.format(
    n=3, q="3500N12500", b="2311251400", c="2311251600", ring="3530N12430E-3530N12530E-3430N12500E"
)
ELSEWHERE = ZONE.format(
    n=4, q="3500S01000", b="2311221400", c="2311221600", ring="3530S00930E-3530S01030E-3430S01000E"
)


def test_zones_of_one_launch_are_one_group() -> None:
    notices = [read_notices(text)[0] for text in (NEAR, FURTHER, ANOTHER_DAY, ELSEWHERE)]
    groups = group_notices(notices)
    assert [[notice.number for notice in group.notices] for group in groups] == [
        ["A0001/23", "A0002/23"],
        ["A0003/23"],
        ["A0004/23"],
    ]
    assert groups[0].start == notices[1].windows[0].start
    assert groups[0].end == notices[0].windows[0].end
    assert [reason.code for reason in groups[0].reasons] == [GroupReason.NEAR]


def test_a_sketch_has_a_frame_and_dots() -> None:
    lines = sketch_areas(read_notices(NEAR)[0].areas)
    assert lines[0].startswith(" 35.5°N") or "°N" in lines[0]
    assert any(chr(0x2801) <= character <= chr(0x28FF) for line in lines for character in line)
    assert len({len(line) for line in lines[1:-2]}) == 1


def test_the_command_says_it_as_json_and_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NEAR)
    told = answer("notice", "read", str(path), "--json")
    assert told.code == 0
    assert told.json["notices"][0]["number"] == "A0001/23"
    shown = answer("notice", "read", str(path)).out
    assert "35-30.00N 124-30.00E" in shown
    assert "every word was read" in shown


def test_the_command_refuses_what_is_no_notice(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, nothing is announced here.")
    told = answer("notice", "read", str(path))
    assert told.code == 2
    assert "no notice" in told.err


@pytest.mark.parametrize("reserve", [18, 20, 23, 27])
@pytest.mark.parametrize("planned", [19, 21, 25])
@pytest.mark.parametrize("notices", [1, 2])
def test_the_window_of_a_group_is_the_planned_one(reserve: int, planned: int, notices: int) -> None:
    hours = f"BACKUP {reserve}1300Z TO {reserve}1400Z NOV 23, PRIMARY {planned}1300Z TO {planned}1400Z NOV 23"
    text = "NAVAREA XI 079{}/23\nHAZARDOUS OPERATIONS, ROCKET LAUNCHING\n{}\nIN AREA BOUND BY\n{}"
    ring = "36-00N 123-00E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-00E."
    read = [one for k in range(notices) for one in read_notices(text.format(k, hours, ring))]
    (group,) = group_notices(read)
    assert group.start == datetime(2023, 11, planned, 13, tzinfo=UTC)


def test_a_group_with_reserve_windows_only_has_no_planned_window() -> None:
    text = (
        "NAVAREA XI 0790/23\nHAZARDOUS OPERATIONS, ROCKET LAUNCHING\nRESERVE DAYS 221300Z TO 221400Z NOV 23\n"
    )
    text += "IN AREA BOUND BY\n36-00N 123-00E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-00E."
    (group,) = group_notices(read_notices(text))
    assert group.notices[0].windows[0].reserve
    assert group.start is None
