"""`downrange notice who`: territories, waters and towns under areas, in force or not, exit codes."""

from pathlib import Path
from typing import Any

import pytest

from command_line import Answer, answer
from downrange.answers.notice_who import map_geometry, territories_of
from downrange.launch.areas.area import Area

OKINAWA = "26-00N 127-30E, 26-48N 127-30E, 26-48N 128-24E, 26-00N 128-24E"
HIGH_SEA = "10-00S 110-00W, 10-00S 112-00W, 12-00S 112-00W, 12-00S 110-00W"
GOBI = "40-00N 103-00E, 40-00N 104-00E, 41-00N 104-00E, 41-00N 103-00E"
NEAR_JAPAN = "28-00N 131-00E, 28-00N 131-30E, 27-30N 131-30E, 27-30N 131-00E"


def warning(*areas: str, more: str = "") -> str:
    labelled = "".join(f"   {letter}. {area}.\n" for letter, area in zip("ABCD", areas, strict=False))
    return (
        "010000Z OCT 25\nNAVAREA XI 10/25.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n"
        f"   0811Z TO 1253Z DAILY 10 THRU 12 OCT\n   IN AREAS BOUND BY\n{labelled}{more}"
        "2. CANCEL THIS MSG 121353Z OCT 25.\n"
    )


def who(*words: str, stdin: str = "") -> Answer:
    return answer("notice", "who", *words, stdin=stdin)


def areas_of(text: str, *words: str) -> list[dict[str, Any]]:
    told = who("-", "--json", *words, stdin=text)
    found: list[dict[str, Any]] = told.json["notices"][0]["areas"]
    return found


@pytest.mark.parametrize(
    ("area", "land", "waters"),
    [
        (OKINAWA, {"JP", "JP-47"}, {("JP.12nm", 12)}),
        (GOBI, {"CN", "CN-NM"}, set()),
        (HIGH_SEA, set(), set()),
        (NEAR_JAPAN, set(), {("JP.200nm", 200)}),
    ],
    ids=["Okinawa", "Gobi", "high sea", "off Japan"],
)
def test_land_and_waters_under_an_area(area: str, land: set[str], waters: set[tuple[str, int]]) -> None:
    (under,) = areas_of(warning(area))
    assert land <= {one["code"] for one in under["land"]}
    assert bool(under["land"]) is bool(land)
    assert {(one["code"], one["within_nm"]) for one in under["waters"]} == waters
    assert all("not legal limits" in one["note"] for one in under["waters"])


def test_towns_are_named_largest_first_and_as_many_as_asked() -> None:
    (under,) = areas_of(warning(OKINAWA), "--towns", "3")
    largest = under["towns"]["largest"]
    assert largest[0]["name"] == "Naha"
    assert [town["people"] for town in largest] == sorted((town["people"] for town in largest), reverse=True)
    assert len(largest) == 3 < under["towns"]["count"]
    assert under["towns"]["people"] > 300_000  # Naha alone has as many
    page = who("-", stdin=warning(OKINAWA)).out
    assert "Naha" in page
    assert "hamlets are missing" in page
    assert "not legal limits" in page


@pytest.mark.parametrize(
    ("at", "in_force", "code"),
    [
        ("2025-10-11T09:00Z", True, "force.window-open"),
        ("2025-10-11", True, "force.window-ahead"),
        ("2025-10-12T13:00Z", False, "force.windows-over"),
        ("2025-10-13", False, "force.self-cancelled"),
        ("2025-09-30", False, "force.not-issued"),
    ],
)
def test_each_area_is_in_force_or_not(at: str, in_force: bool, code: str) -> None:
    told = who("-", "--at", at, "--json", stdin=warning(OKINAWA, HIGH_SEA))
    assert told.code == 0
    for area in told.json["notices"][0]["areas"]:
        assert (area["standing"]["in_force"], area["standing"]["code"]) == (in_force, code)
    page = who("-", "--at", at, stdin=warning(OKINAWA)).out
    assert ("not in force" in page) is not in_force


def test_without_an_instant_the_windows_are_shown() -> None:
    told = who("-", stdin=warning(OKINAWA))
    assert "3 windows (UTC)" in told.out
    assert "in force" not in told.out


def test_an_area_without_an_outline_cannot_be_told() -> None:
    text = "A0001/25 NOTAMN\nQ) KZLA/QRDCA/IV/BO/W/000/999/\nA) KZLA B) 2510100520 C) 2510120900\n"
    told = who("-", "--json", stdin=text + "E) DANGER AREA R-2938 ACTIVE, ROCKET LAUNCH.\nF) SFC G) UNL\n")
    assert told.code == 1
    assert {one["code"] for one in told.json["incomplete"]} <= {
        "remark.area-not-located",
        "remark.notice-without-area",
    }
    assert told.json["incomplete"]
    assert told.err.count("downrange: ") == len(told.json["incomplete"])


def test_an_unreadable_file_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(warning(OKINAWA), encoding="utf-8")
    told = who(str(tmp_path / "nosuch.txt"), str(tmp_path / "a.txt"))
    assert told.code == 2
    assert "nosuch.txt" in told.err
    assert "Okinawa" in told.out
    told = who(str(tmp_path / "nosuch.txt"))
    assert (told.code, told.out.strip()) == (2, "")


def test_a_pipe_is_read_without_a_name() -> None:
    assert who(stdin=warning(GOBI)).out == who("-", stdin=warning(GOBI)).out


@pytest.mark.parametrize("words", [("--at", "noon"), ("--at", "2025-10-11T09:00"), ("--towns", "-1")])
def test_bad_options(words: tuple[str, str]) -> None:
    told = who("-", *words, stdin=warning(GOBI))
    assert (told.code, told.out) == (2, "")


def test_edges_are_followed_as_geodesics() -> None:
    """Worked with the sphere: halfway along 60 degrees of longitude at 45 N the great circle reaches 49.1 N."""
    area = Area("polygon", vertices=((45.0, -60.0), (45.0, 0.0), (40.0, 0.0), (40.0, -60.0)))
    geometry = map_geometry(area)
    assert geometry is not None
    assert max(lat for ring in geometry["coordinates"] for _, lat in ring) == pytest.approx(49.1, abs=0.1)
    assert territories_of(Area("named", name="R-2938")) is None
