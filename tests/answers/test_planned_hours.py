"""Reserve days and hours without a known zone: every answer that takes a window from notices says them."""

from pathlib import Path
from typing import Any

import pytest

from downrange.answers.brief import brief_part
from downrange.answers.identify import identify_objects
from downrange.answers.plane import plane_of
from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import BriefRequest, Document, IdentifyRequest, PlaneRequest, SearchRequest
from downrange.answers.search import search_for
from downrange.brief.brief_files import brief_files
from downrange.brief.told import brief_of
from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import Case
from downrange.case.case_reader import SHIPPED, read_case
from downrange.earth.instants import format_utc
from downrange.errors import InputError
from downrange.kernel.parallel import Draws
from downrange.launch.notices.hours_codes import HoursNote

ELEMENTS = SHIPPED / "2023-11-21-malligyong-1" / "elements"
PLANNED = "211300Z TO 211400Z NOV 23"
# Hours (made up), the planned window that they hold, and what must be said of them.
HOURS: dict[str, tuple[str, str | None, list[HoursNote]]] = {
    "planned only": (PLANNED, "2023-11-21T13:00:00Z", []),
    "reserve after": (
        f"{PLANNED}, BACKUP 221300Z TO 221400Z NOV 23",
        "2023-11-21T13:00:00Z",
        [HoursNote.RESERVE],
    ),
    "reserve first": (
        f"BACKUP 191300Z TO 191400Z NOV 23, PRIMARY {PLANNED}",
        "2023-11-21T13:00:00Z",
        [HoursNote.RESERVE],
    ),
    "reserve only": (
        "RESERVE DAYS 221300Z TO 221400Z NOV 23",
        None,
        [HoursNote.RESERVE, HoursNote.ONLY_RESERVE],
    ),
    "local time": ("211300 TO 211400 LOCAL TIME NOV 23", None, [HoursNote.ZONE_UNKNOWN]),
}
given_hours = pytest.mark.parametrize(("hours", "planned", "notes"), HOURS.values(), ids=HOURS)


def warning(hours: str) -> str:
    return (
        f"NAVAREA XI 0799/23\nYELLOW SEA.\nHAZARDOUS OPERATIONS, ROCKET LAUNCHING\n{hours}\nIN AREAS BOUND BY\n"
        "A. 36-00N 123-00E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-00E.\n"
        "B. 20-00N 122-00E, 20-00N 123-00E, 19-00N 123-00E, 19-00N 122-00E.\n"
    )


def document(hours: str) -> Document:
    return Document(name="warning.txt", data=warning(hours).encode())


def case_with(folder: Path, hours: str) -> Case:
    lines = ['title = "Made up"', "[launch]", 'vehicle = "none"', 'payload = "none"', 'site = "SOHAE"']
    (folder / "case.toml").write_text("\n".join([*lines, "[[notices]]", 'file = "0.txt"']), encoding="utf-8")
    (folder / "0.txt").write_text(warning(hours), encoding="utf-8")
    return read_case(str(folder))


@given_hours
def test_the_plane_is_that_of_the_planned_window(
    hours: str, planned: str | None, notes: list[HoursNote]
) -> None:
    answer = plane_of(PlaneRequest.of(site="SOHAE", notices=(document(hours),)))
    window = answer.announced.window
    assert (format_utc(window.start) if window else None) == planned
    assert answer.as_dict()["hours_codes"] == [str(note) for note in notes]


def test_a_launch_is_no_evidence_of_itself_where_only_its_reserve_window_is_known() -> None:
    """The launch of 21 November 2023 would be history on 22 November."""
    past = {
        name: plane_of(PlaneRequest.of(site="SOHAE", notices=(document(hours),))).plane.past_launches
        for name, (hours, _, _) in HOURS.items()
    }
    assert past["reserve only"] == past["planned only"]


@given_hours
def test_the_search_starts_in_the_planned_window(
    hours: str, planned: str | None, notes: list[HoursNote]
) -> None:
    asked = {"site": "SOHAE", "notices": (document(hours),), "inclination_deg": "95/100", "heading": "south"}
    if planned is None:
        with pytest.raises(InputError) as refused:
            search_for(SearchRequest.of(**asked))
        assert refused.value.code is RequestCode.NO_PLANNED_WINDOW
        assert all(note.sentence[:8] in str(refused.value) for note in notes)
        return
    answer = search_for(SearchRequest.of(**asked))
    assert format_utc(answer.found.liftoff) == planned.replace(":00:00", ":30:00")
    assert [remark.code for remark in answer.remarks] == notes


@given_hours
def test_the_case_lifts_off_in_the_planned_window(
    tmp_path: Path, hours: str, planned: str | None, notes: list[HoursNote]
) -> None:
    case = case_with(tmp_path, hours)
    window = CaseInputs(case).liftoff.window
    assert (format_utc(window.start) if window else None) == planned
    launch: dict[str, Any] = brief_part(BriefRequest(case=case), "launch")
    assert launch["window_opens"] == planned
    assert launch["hours_codes"] == [str(note) for note in notes]


def test_a_stated_liftoff_is_early_to_the_planned_window_not_to_a_reserve_one(tmp_path: Path) -> None:
    case = case_with(tmp_path, HOURS["reserve first"][0])
    text = (tmp_path / "case.toml").read_text(encoding="utf-8")
    stated = 'site = "SOHAE"\ntime = "2023-11-21T12:00Z"\ntime_by = "this test"'
    (tmp_path / "case.toml").write_text(text.replace('site = "SOHAE"', stated), encoding="utf-8")
    case = read_case(str(tmp_path))
    assert brief_part(BriefRequest(case=case), "launch")["minutes_before_window"] == 60.0


@pytest.mark.slow
@given_hours
def test_identification_says_the_hours(hours: str, planned: str | None, notes: list[HoursNote]) -> None:
    before, after = (
        Document(name=f"{when}.tle", data=(ELEMENTS / f"{when}.tle").read_bytes())
        for when in ("before", "after")
    )
    window = "2023-11-21T13:00Z/2023-11-21T14:00Z"
    asked = {
        "site": "SOHAE",
        "notices": (document(hours),),
        "before": before,
        "after": after,
        "window": window,
    }
    answer = identify_objects(IdentifyRequest.of(**asked))
    assert answer.as_dict()["remark_codes"] == [str(note) for note in notes]


@pytest.mark.slow
@given_hours
def test_the_page_lists_the_hours(
    tmp_path: Path, hours: str, planned: str | None, notes: list[HoursNote]
) -> None:
    files = brief_files(brief_of(case_with(tmp_path, hours), Draws(100)))
    page = files["brief.html"].decode()
    marks = next(data for name, data in files.items() if name.endswith(".kml")).decode()
    assert ("zone not known" in page) == (HoursNote.ZONE_UNKNOWN in notes)
    assert ("LOCAL TIME NOV 23 (zone not known)" in marks) == (HoursNote.ZONE_UNKNOWN in notes)
    assert ('<span class="tag">reserve</span>' in page) == (HoursNote.RESERVE in notes)
    assert ("Z (reserve)" in marks) == (HoursNote.RESERVE in notes)
    assert all(note.sentence[:8] in page for note in notes)
