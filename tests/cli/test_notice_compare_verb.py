"""`downrange notice compare`: corners that differ, windows, cancellations, exit codes."""

import json
from pathlib import Path

import pytest

from command_line import Answer, answer

# Corners and hours of Z0219/26 (Incheon) and P1774/26 (Fukuoka), April 2026, one launch; worked by hand: 2 degrees of
# latitude between 30 and 32 N are 221.7 km on WGS84.
RING = "303309N1281001E-304212N1283245E-{corner}N1285333E-295350N1283057E"
ROUNDED = "30-33.15N 128-10.02E, 30-42.20N 128-32.75E, 30-02.87N 128-53.55E, 29-53.83N 128-30.95E"


def notam(
    number: str, state: str, corner: str = "300252", *, kind: str = "NOTAMN", hours: str = "0500-0900"
) -> str:
    return (
        f"{number} {kind}\nQ) {state}/QRDCA/IV/BO/W/000/999/3018N12831E040\n"
        f"A) {state} B) 2604220500 C) 2604240900\nD) {hours}\n"
        f"E) SPACE LAUNCH VEHICLE WILL BE LAUNCHED WI:\n{RING.format(corner=corner)}\nF) SFC G) UNL\n"
    )


def compare(folder: Path, old: str, new: str, *more: str) -> Answer:
    (folder / "old.txt").write_text(old, encoding="utf-8")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    return answer("notice", "compare", str(folder / "old.txt"), str(folder / "new.txt"), *more)


def codes(change: dict[str, object]) -> list[str]:
    areas = change["areas"]
    assert isinstance(areas, list)
    return [one["code"] for area in areas for one in area["changes"]]


def test_two_issuers_of_one_launch_and_the_corner_in_which_they_differ(tmp_path: Path) -> None:
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), notam("P1774/26", "RJJJ", "320252"), "--json")
    assert told.code == 0
    (change,) = told.json["changes"]
    assert change["relation"]["code"] == "compare.same-launch"
    assert codes(change) == ["compare.one-corner", "compare.one-character"]
    corner = change["areas"][0]["changes"][0]
    assert (corner["corner"], corner["of"]) == (3, 4)
    assert corner["apart_km"] == pytest.approx(221.7, abs=0.2)
    assert (corner["old"], corner["new"]) == ("30-02.87N 128-53.55E", "32-02.87N 128-53.55E")
    prints = change["areas"][0]["changes"][1]
    assert (prints["old"], prints["new"]) == ("300252N1285333E", "320252N1285333E")
    page = " ".join(
        compare(tmp_path, notam("Z0219/26", "RKRR"), notam("P1774/26", "RJJJ", "320252")).out.split()
    )
    assert "corner 3 of 4 differs by 222 km: 30-02.87N 128-53.55E and 32-02.87N 128-53.55E" in page
    assert "= windows: unchanged" in page


@pytest.mark.parametrize(
    ("corner", "misprint"),
    [
        ("320252", True),
        ("300352", False),
        ("300552", True),
        ("301252", True),
        ("300253", False),
        ("300242", False),
    ],
)
def test_one_character_is_a_misprint_only_beyond_rounding(
    tmp_path: Path, corner: str, misprint: bool
) -> None:
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), notam("P1774/26", "RJJJ", corner), "--json").json
    assert ("compare.one-character" in codes(told["changes"][0])) is misprint


def test_another_notation_of_the_same_corners_is_no_change(tmp_path: Path) -> None:
    warning = (
        "150000Z APR 26\nNAVAREA XI 300/26.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        f"   0500Z TO 0900Z DAILY 22 THRU 24 APR\n   IN AREA BOUND BY\n   {ROUNDED}.\n"
        "2. CANCEL THIS MSG 241000Z APR 26.\n"
    )
    (change,) = compare(tmp_path, notam("Z0219/26", "RKRR"), warning, "--json").json["changes"]
    assert change["relation"]["code"] == "compare.same-launch"
    assert codes(change) == ["compare.area-same"]
    assert change["areas"][0]["apart_km"] < 0.02
    assert change["windows"] == []
    assert change["windows_compared"] is True


def test_the_order_in_which_corners_are_printed_is_no_change(tmp_path: Path) -> None:
    turned = "-".join(reversed(RING.format(corner="300252").split("-")))
    new = notam("Z0219/26", "RKRR").replace(RING.format(corner="300252"), turned)
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), new, "--json").json
    assert codes(told["changes"][0]) == ["compare.area-same"]
    assert told["differs"] is False


@pytest.mark.parametrize(
    ("hours", "start_min", "end_min"),
    [("0530-0900", 30, 0), ("0500-0830", 0, -30), ("0600-1000", 60, 60)],
)
def test_windows_that_changed(tmp_path: Path, hours: str, start_min: float, end_min: float) -> None:
    new = notam("Z0219/26", "RKRR", hours=hours).replace("2604240900", "2604241000")
    (change,) = compare(tmp_path, notam("Z0219/26", "RKRR"), new, "--json").json["changes"]
    assert change["relation"]["code"] == "compare.same-number"
    assert [one["code"] for one in change["windows"]] == ["compare.window-changed"] * 3
    assert {(one["start_later_min"], one["end_later_min"]) for one in change["windows"]} == {
        (start_min, end_min)
    }
    assert "3 windows" in compare(tmp_path, notam("Z0219/26", "RKRR"), new).out


def test_windows_dropped_and_added(tmp_path: Path) -> None:
    later = notam("Z0219/26", "RKRR").replace("2604220500", "2604230500").replace("2604240900", "2604250900")
    (change,) = compare(tmp_path, notam("Z0219/26", "RKRR"), later, "--json").json["changes"]
    found = [(one["code"], (one["old"] or one["new"])["start"]) for one in change["windows"]]
    assert found == [
        ("compare.window-dropped", "2026-04-22T05:00:00Z"),
        ("compare.window-added", "2026-04-25T05:00:00Z"),
    ]


def test_a_notice_that_replaces_and_one_that_cancels(tmp_path: Path) -> None:
    old = notam("Z0219/26", "RKRR")
    replaced = notam("Z0220/26", "RKRR").replace("NOTAMN", "NOTAMR Z0219/26")
    (change,) = compare(tmp_path, old, replaced, "--json").json["changes"]
    assert change["relation"]["code"] == "compare.replaces"
    cancelled = (
        "Z0221/26 NOTAMC Z0219/26\nQ) RKRR/QRDCN/IV/BO/W/000/999/3018N12831E040\nA) RKRR B) 2604200500\n"
        "E) TEMPORARY DANGER AREA CANCELLED.\n"
    )
    told = compare(tmp_path, old, cancelled, "--json")
    assert told.code == 0
    (change,) = told.json["changes"]
    assert change["relation"]["code"] == "compare.cancelled"
    assert change["differs"] is True
    page = compare(tmp_path, old, cancelled).out
    assert "Z0221/26 cancels Z0219/26" in page
    assert "unchanged" not in page


def test_notices_without_a_counterpart(tmp_path: Path) -> None:
    far = notam("Z0300/26", "RKRR").replace("303309N", "203309N").replace("304212N", "204212N")
    far = far.replace("300252N", "200252N").replace("295350N", "195350N").replace("3018N", "2018N")
    both = notam("Z0219/26", "RKRR") + "\n" + far
    told = compare(tmp_path, both, notam("Z0219/26", "RKRR"), "--json").json
    assert [one["relation"]["code"] for one in told["changes"]] == [
        "compare.same-number",
        "compare.notice-dropped",
    ]
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), both, "--json").json
    assert [one["relation"]["code"] for one in told["changes"]] == [
        "compare.same-number",
        "compare.notice-added",
    ]


def test_two_unrelated_notices_are_compared_with_a_word_of_caution(tmp_path: Path) -> None:
    other = notam("A0001/26", "ZLHW").replace("E128", "E108").replace("N128", "N108")
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), other.replace("26042", "26012"), "--json").json
    (change,) = told["changes"]
    assert change["relation"]["code"] == "compare.only-ones"


def test_windows_are_not_called_unchanged_where_none_were_compared(tmp_path: Path) -> None:
    told = compare(
        tmp_path, notam("Z0219/26", "RKRR"), notam("Z0219/26", "RKRR").replace("D) 0500-0900\n", "")
    )
    assert "windows: unchanged" not in told.out
    text = notam("Z0219/26", "RKRR")
    untimed = text.replace("B) 2604220500 C) 2604240900\nD) 0500-0900\n", "\n")
    told = compare(tmp_path, text, untimed)
    assert told.code == 1
    assert "unchanged" not in told.out.replace("area ·: unchanged", "")
    assert "remark.notice-without-time" in told.err


def test_bad_input(tmp_path: Path) -> None:
    told = compare(tmp_path, notam("Z0219/26", "RKRR"), " \n")
    assert (told.code, told.out) == (2, "")
    assert "new.txt" in told.err
    told = compare(tmp_path, "Dear all, lunch is at noon.\n", notam("Z0219/26", "RKRR"))
    assert (told.code, told.out) == (2, "")
    assert "old.txt" in told.err, "of two files the one at fault is named"
    told = answer("notice", "compare", "-", "-")
    assert (told.code, told.out) == (2, "")
    told = answer("notice", "compare", str(tmp_path / "old.txt"), str(tmp_path / "nosuch.txt"))
    assert (told.code, told.out) == (2, "")
    assert "nosuch.txt" in told.err


def test_a_pipe_may_be_one_side(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(notam("Z0219/26", "RKRR"), encoding="utf-8")
    told = answer(
        "notice", "compare", str(tmp_path / "old.txt"), "-", "--json", stdin=notam("Z0219/26", "RKRR")
    )
    assert told.code == 0
    assert json.loads(told.out)["differs"] is False
