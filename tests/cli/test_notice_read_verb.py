"""`downrange notice read` at the terminal: files and pipes, exit codes, times, zones, corners, places of doubts."""

from pathlib import Path

import pytest

from command_line import Answer, answer
from repository import REFERENCE

SHIPPED_NOTICE = str(REFERENCE / "notices" / "B4525-23.txt")
CORNERS = "31-57.00N 077-01.00W, 32-23.00N 076-52.00W, 33-08.00N 075-40.00W"


def warning(number: int, issued: str, more: str = "", *, area: str = CORNERS, hours: bool = True) -> str:
    """A made-up warning in force on 10 to 12 October 2025, each day from 0811Z to 1253Z."""
    times = "   0811Z TO 1253Z DAILY 10 THRU 12 OCT\n" if hours else ""
    where = f"   IN AREA BOUND BY\n   {area}.\n" if area else ""
    return (
        f"{issued}Z OCT 25\nNAVAREA IV {number}/25.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        f"{times}{where}{more}2. CANCEL THIS MSG 121353Z OCT 25.\n"
    )


def read(*words: str, stdin: str = "") -> Answer:
    return answer("notice", "read", *words, stdin=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(warning(10, "010000"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(warning(11, "050000"), encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "lunch.txt").write_text("Dear all, lunch is at noon.\n", encoding="utf-8")
    (tmp_path / "no-area.txt").write_text(warning(12, "060000", area=""), encoding="utf-8")
    (tmp_path / "no-time.txt").write_text(warning(13, "060000", hours=False), encoding="utf-8")
    two = warning(15, "060000", area="31-57.00N 077-01.00W, 32-23.00N 076-52.00W")
    (tmp_path / "two-corners.txt").write_text(two, encoding="utf-8")
    (tmp_path / "cancel.txt").write_text(
        "080000Z OCT 25\nNAVAREA IV 14/25.\nCANCEL NAVAREA IV 10/25 AND THIS MSG.\n", encoding="utf-8"
    )
    return tmp_path


def test_each_file_has_its_name_and_its_notices(folder: Path) -> None:
    told = read(str(folder / "a.txt"), str(folder / "b.txt"))
    assert told.code == 0
    lines = told.out.splitlines()
    assert [line for line in lines if line.endswith(".txt")] == [str(folder / "a.txt"), str(folder / "b.txt")]
    assert told.out.index("NAVAREA IV 10/25") < told.out.index("b.txt") < told.out.index("NAVAREA IV 11/25")
    files = [
        notice["file"]
        for notice in read(str(folder / "a.txt"), str(folder / "b.txt"), "--json").json["notices"]
    ]
    assert [Path(file).name for file in files] == ["a.txt", "b.txt"]


def test_a_pipe_is_read_without_a_name_and_with_a_dash(folder: Path) -> None:
    text = warning(10, "010000")
    assert read(stdin=text).out == read("-", stdin=text).out
    both = read(str(folder / "b.txt"), "-", "--json", stdin=text)
    assert [notice["number"] for notice in both.json["notices"]] == ["NAVAREA IV 11/25", "NAVAREA IV 10/25"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("empty.txt", "request.empty-input"),
        ("lunch.txt", "notice.none-found"),
        ("nosuch.txt", "door.unreadable"),
    ],
)
def test_an_unreadable_file_is_reported_and_the_others_are_read(folder: Path, bad: str, code: str) -> None:
    paths = [str(folder / name) for name in ("a.txt", bad, "b.txt")]
    told = read(*paths)
    assert told.code == 2
    assert bad in told.err
    assert "NAVAREA IV 10/25" in told.out
    assert "NAVAREA IV 11/25" in told.out
    said = read(*paths, "--json").json
    assert [notice["number"] for notice in said["notices"]] == ["NAVAREA IV 10/25", "NAVAREA IV 11/25"]
    assert [(Path(one["file"]).name, one["code"]) for one in said["refused"]] == [(bad, code)]


@pytest.mark.parametrize(
    ("place", "code"), [("", "it is a folder"), ("a.txt/areas.geojson", "Not a directory")]
)
def test_the_place_of_the_geojson_is_checked_before_anything_is_read(
    folder: Path, place: str, code: str
) -> None:
    told = read(str(folder / "a.txt"), "--geojson", str(folder / place))
    assert (told.code, told.out) == (2, "")
    assert code in told.err
    assert str(folder / place.partition("/")[0]) in told.err


def test_standard_error_stays_empty_where_nothing_is_wrong(folder: Path) -> None:
    """Progress bars leave nothing behind in a file or a pipe, not even an empty line."""
    assert read(str(folder / "a.txt")).err == ""
    assert answer("notice", "who", str(folder / "a.txt")).err == ""


def test_nothing_is_printed_where_no_file_can_be_read(folder: Path) -> None:
    for more in ([], ["--json"]):
        told = read(str(folder / "empty.txt"), str(folder / "nosuch.txt"), *more)
        assert (told.code, told.out.strip()) == (2, "")
        assert len(told.err.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "exit_code", "codes"),
    [
        ("a.txt", 0, []),
        ("cancel.txt", 0, []),
        ("no-area.txt", 1, ["remark.notice-without-area"]),
        ("no-time.txt", 1, ["remark.notice-without-time"]),
        ("two-corners.txt", 1, ["remark.notice-without-area"]),
    ],
)
def test_a_notice_without_time_or_area_is_exit_code_1_with_its_code(
    folder: Path, name: str, exit_code: int, codes: list[str]
) -> None:
    told = read(str(folder / name), "--json")
    assert told.code == exit_code
    assert told.json["notices"][0]["incomplete_codes"] == codes
    assert [one["code"] for one in told.json["incomplete"]] == codes
    assert all(code in told.err for code in codes)
    plain = read(str(folder / name))
    assert plain.code == exit_code
    assert all(code in plain.err for code in codes)
    among = read(str(folder / "b.txt"), str(folder / name))
    assert among.code == exit_code


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        ("2025-10-09", {"10": "force.window-ahead", "11": "force.window-ahead"}),
        ("2025-10-11T08:11Z", {"10": "force.cancelled", "11": "force.window-open"}),
        ("2025-10-11T12:53Z", {"10": "force.cancelled", "11": "force.window-ahead"}),
        ("2025-10-12T13:00:00Z", {"10": "force.cancelled", "11": "force.windows-over"}),
        ("2025-10-13T00:00Z", {"10": "force.cancelled", "11": "force.self-cancelled"}),
        ("2025-10-04T00:00+00:00", {"10": "force.window-ahead", "11": "force.not-issued"}),
    ],
)
def test_what_is_in_force_at_an_instant(folder: Path, at: str, standing: dict[str, str]) -> None:
    later = folder / "later.txt"
    issued = "080000" if at != "2025-10-09" else "100000"
    later.write_text(f"{issued}Z OCT 25\nNAVAREA IV 14/25.\nCANCEL NAVAREA IV 10/25 AND THIS MSG.\n")
    files = [str(folder / "a.txt"), str(folder / "b.txt"), str(later)]
    told = read(*files, "--in-force", at, "--json")
    assert told.code == 0
    found = {one["number"][11:13]: one["standing"] for one in told.json["notices"]}
    assert {number: one["code"] for number, one in found.items() if number != "14"} == standing
    in_force = {"force.window-ahead", "force.window-open"}
    for one in found.values():
        assert one["in_force"] is (one["code"] in in_force)
        assert one["window_open"] is (one["code"] == "force.window-open")
    page = read(*files, "--in-force", at).out
    for number, code in standing.items():
        heading = f"NAVAREA IV {number}/25 · space launch"
        assert (heading in page) is (code in in_force)


def test_an_instant_of_a_notice_without_time_cannot_be_told(folder: Path) -> None:
    told = read(str(folder / "no-time.txt"), "--in-force", "2025-10-11", "--json")
    assert told.json["notices"][0]["standing"]["in_force"] is None
    assert told.json["notices"][0]["standing"]["code"] == "force.no-time"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--in-force", "2025-10-11T08:00"), "time zone"),
        (("--in-force", "soon"), "soon"),
        (("--in-force", "2025-02-30"), "2025-02-30"),
        (("--tz", "Mars/Olympus"), "Mars/Olympus"),
        (("--tz", "+15:00"), "+15:00"),
        (("--tz", "../../etc/passwd"), "passwd"),
        (("-", "-"), "once"),
    ],
)
def test_bad_options_are_refused_before_anything_is_read(
    folder: Path, words: tuple[str, ...], says: str
) -> None:
    told = read(str(folder / "a.txt"), *words)
    assert (told.code, told.out) == (2, "")
    assert says in told.err
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Tokyo", "Fri 2025-10-10 17:11  21:53  JST"),
        ("+05:30", "Fri 2025-10-10 13:41  18:23"),
        ("UTC-4", "04:11"),
    ],
)
def test_times_are_shown_in_a_zone_beside_utc(folder: Path, zone: str, shown: str) -> None:
    out = read(str(folder / "a.txt"), "--tz", zone).out
    assert "Fri 2025-10-10 08:11" in out
    assert shown in out
    said = read(str(folder / "a.txt"), "--tz", zone, "--json").json["notices"][0]["windows"][0]
    assert said["start"] == "2025-10-10T08:11:00Z"
    assert not said["start_local"].endswith(("Z", "+00:00"))


def test_the_zone_of_the_machine(folder: Path) -> None:
    said = read(str(folder / "a.txt"), "--tz", "local", "--json").json["notices"][0]["windows"][0]
    assert said["start_local"][:2] == "20"


def test_daily_windows_stand_in_one_row_and_all_of_them_in_json(folder: Path) -> None:
    told = read(str(folder / "a.txt"))
    assert "3 windows (UTC)" in told.out
    assert "4:42, 3 days to Sun 2025-10-12" in told.out
    assert len(read(str(folder / "a.txt"), "--json").json["notices"][0]["windows"]) == 3


def test_corners_stand_as_mariners_print_them_and_in_degrees(folder: Path) -> None:
    rows = [line.split() for line in read(str(folder / "a.txt")).out.splitlines()]
    assert ["1", "31-57.00N", "077-01.00W", "31.95000", "-77.01667"] in rows
    area = read(str(folder / "a.txt"), "--json").json["notices"][0]["areas"][0]
    assert area["positions"] == ["31-57.00N 077-01.00W", "32-23.00N 076-52.00W", "33-08.00N 075-40.00W"]
    assert len(area["positions"]) == len(area["vertices"])


def test_a_doubt_has_its_code_its_words_and_its_line(folder: Path) -> None:
    text = (
        warning(10, "010000").replace("DAILY", "QWERTY DAILY")
        + "\n"
        + warning(11, "010000").replace("33-08", "33-88")
    )
    (folder / "two.txt").write_text(text, encoding="utf-8")
    out = read(str(folder / "two.txt")).out
    assert 'line 4: "QWERTY"' in " ".join(out.split())
    line = 1 + text[: text.index("33-88")].count("\n")
    assert f"line {line}: " in out
    assert "[notice.sixty-or-more]" in out
    for notice in read(str(folder / "two.txt"), "--json").json["notices"]:
        assert notice["lines_of"] == "file"
        for one in [*notice["defects"], *notice["unread"]]:
            if one["line"] is not None and one["text"]:
                assert one["text"].split()[0] in text.splitlines()[one["line"] - 1]


def test_a_line_of_a_message_inside_json_is_counted_in_the_message(folder: Path) -> None:
    import json

    inside = warning(10, "010000").replace("DAILY", "QWERTY DAILY")
    text = json.dumps(
        {"broadcast-warn": [{"navArea": "4", "msgNumber": 10, "msgYear": 2025, "text": inside}]}
    )
    (folder / "nga.json").write_text(text, encoding="utf-8")
    said = read(str(folder / "nga.json"), "--json").json["notices"][0]
    assert said["lines_of"] == "message"
    assert [one["line"] for one in said["unread"] if "QWERTY" in one["text"]] == [4]
    assert "of the message" in read(str(folder / "nga.json")).out


@pytest.mark.parametrize("width", [80, 120])
def test_a_page_keeps_to_the_width_of_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from downrange.cli.terminal import console

    monkeypatch.setattr(console, "width", width)
    out = read(SHIPPED_NOTICE, "--tz", "Asia/Manila").out
    assert max(len(line) for line in out.splitlines()) <= width


ALTERNATE = "   280900Z TO 281130Z NOV, ALTERNATE 290900Z TO 291130Z AND 300900Z TO 301130Z NOV\n"
OTHER_TIMES = {
    "alternate": ALTERNATE,
    "utc+8": "   28 NOV 0900-1130 UTC+8\n",
    "local": "   28 NOV 1200-1600 LOCAL TIME\n",
    "no such zone": "   28 NOV 1200-1600 WXYZT\n",
}


def other_times(name: str) -> str:
    return (
        "100000Z NOV 26\nNAVAREA IV 998/26.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        f"{OTHER_TIMES[name]}   IN AREA BOUND BY\n   {CORNERS}.\n2. CANCEL THIS MSG 301700Z NOV 26.\n"
    )


@pytest.mark.parametrize(
    ("name", "at", "in_force", "window_open", "code"),
    [
        ("alternate", "2026-11-28T10:00Z", True, True, "force.window-open"),
        ("alternate", "2026-11-29T10:00Z", True, True, "force.reserve-open"),
        ("alternate", "2026-11-29T12:00Z", True, False, "force.reserve-ahead"),
        ("alternate", "2026-11-28T08:00Z", True, False, "force.window-ahead"),
        ("alternate", "2026-11-30T12:00Z", False, False, "force.windows-over"),
        ("utc+8", "2026-11-28T01:30Z", True, True, "force.window-open"),
        ("utc+8", "2026-11-28T09:30Z", False, False, "force.windows-over"),
        ("local", "2026-11-28T14:00Z", None, None, "force.zone-not-known"),
    ],
)
def test_reserve_windows_and_zones(
    name: str, at: str, in_force: bool | None, window_open: bool | None, code: str
) -> None:
    said = read("-", "--in-force", at, "--json", stdin=other_times(name)).json["notices"][0]["standing"]
    assert (said["in_force"], said["window_open"], said["code"]) == (in_force, window_open, code)


def test_reserve_windows_and_zones_in_the_table() -> None:
    assert "2:30, 2 days to Mon 2026-11-30, reserve" in read("-", stdin=other_times("alternate")).out
    assert (
        "Sat 2026-11-28 01:00  03:30  2:30, printed in UTC+08:00" in read("-", stdin=other_times("utc+8")).out
    )


def test_hours_of_an_unknown_zone_are_shown_as_printed_and_exit_1() -> None:
    told = read("-", stdin=other_times("local"))
    assert told.code == 1
    assert '"28 NOV 1200-1600 LOCAL TIME"' in told.out
    assert "window" not in told.out
    assert "remark.notice-zone-not-known" in told.err


def test_the_line_of_a_notice_not_in_force_keeps_its_doubts() -> None:
    out = read("-", "--in-force", "2026-11-29T10:00Z", stdin=other_times("no such zone")).out
    assert "not in force" in out
    assert "WXYZT" in out
