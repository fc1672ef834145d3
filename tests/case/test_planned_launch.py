"""A launch that has not flown is a case: lift-off is a window or unknown, and nothing is said of it in the past."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from downrange.brief.brief_files import brief_files
from downrange.brief.quoted_values import fill
from downrange.brief.told import brief_of
from downrange.case.case_codes import CaseCode
from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import Case, LiftOff
from downrange.case.case_reader import SHIPPED, read_case
from downrange.case.case_writer import write_blank_case
from downrange.earth.instants import Window
from downrange.errors import CaseError
from downrange.kernel.parallel import Draws

pytestmark = pytest.mark.slow

WITH_A_NOTICE, WITHOUT_NOTICES = "2023-11-21-malligyong-1", "2023-05-25-nuri-3"
WINDOW = 'window = "2023-11-21T15:00Z/2023-11-21T19:00Z"'
STATED = {"window": WINDOW + '\ntime_by = "the launching side"', "unknown": ""}
OF_A_FLOWN_LAUNCH = ("announced_window", "identify", "orbit", "passes", "[reported_falls]")
FALSE_PAST = re.compile(
    r"launched|minutes (early|before)|The launch came|flight that was flown|was flown|lifted off"
)


def planned(folder: Path, stated: str, name: str = WITH_A_NOTICE) -> Case:
    """A shipped case as it might have been written before the flight."""
    text = (SHIPPED / name / "case.toml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^sources = .*\n", "", text)
    text = re.sub(r"(?m)^time = .*\ntime_by = .*$", stated, text, count=1)
    tables = re.split(r"(?m)^(?=\[)", text)
    folder.mkdir()
    kept = [table for table in tables if not table[1:].startswith(OF_A_FLOWN_LAUNCH)]
    (folder / "case.toml").write_text("".join(kept), encoding="utf-8")
    if name == WITH_A_NOTICE:
        shutil.copytree(SHIPPED / name / "notices", folder / "notices")
    return read_case(str(folder))


@pytest.fixture(scope="module", params=STATED)
def brief(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    case = planned(tmp_path_factory.mktemp("planned") / "case", STATED[request.param])
    return brief_of(case, Draws(100))


def test_a_planned_launch_has_a_brief_that_says_nothing_in_the_past(brief: dict[str, Any]) -> None:
    page = brief_files(brief)["brief.html"].decode()
    told = (
        [answer["says"] for answer in brief["answers"]] + brief["limits"] + brief["announcement"]["remarks"]
    )
    for text in (*(fill(sentence, brief) for sentence in told), re.sub(r"<[^>]+>", "", page)):
        assert not FALSE_PAST.search(text), FALSE_PAST.search(text)
    assert "The window of lift-off runs from" in page


def test_clock_times_are_null_and_times_are_counted_from_liftoff(brief: dict[str, Any]) -> None:
    assert brief["launch"]["liftoff"] == "window"  # where the case states none, the notice's first one
    assert brief["launch"]["time"] is None
    assert brief["launch"]["minutes_before_window"] is None
    assert brief["fall"]["bodies"]
    for body in brief["fall"]["bodies"]:
        assert body["impact_utc"] is None
        assert body["after_liftoff_s"]["p05"] < body["after_liftoff_s"]["p95"]
    for row in (*brief["fall"]["passed_over"], *brief["fall"]["territories"]):
        assert row["overflight_utc"] is None
    falls = next(answer for answer in brief["answers"] if answer["question"] == "What falls, and when?")
    assert "T+" in fill(falls["says"], brief)
    assert brief["plane"]["plane_through_time"] == []  # not determined: no nodes


def test_without_times_anywhere_lift_off_is_unknown(tmp_path: Path) -> None:
    case = planned(tmp_path / "case", "", WITHOUT_NOTICES)
    brief = brief_of(case, Draws(100))
    assert brief["launch"]["liftoff"] == "unknown"
    page = re.sub(r"<[^>]+>", "", brief_files(brief)["brief.html"].decode())
    assert not FALSE_PAST.search(page)
    assert "No time of lift-off is known" in page
    assert [body["impact_utc"] for body in brief["fall"]["bodies"]] == [None, None, None]


def test_the_blank_case_makes_a_brief(tmp_path: Path) -> None:
    write_blank_case(tmp_path / "blank")
    brief = brief_of(read_case(str(tmp_path / "blank")), Draws(100))
    assert brief["launch"]["liftoff"] == "unknown"
    assert brief_files(brief)["brief.html"]


def test_the_atmosphere_of_the_day_needs_a_day(tmp_path: Path) -> None:
    model = '[air]\nmodel = "nrlmsis-2.1"\nf107 = 150\nf107_mean = 155\nap = 8\nsource = "x"\n'
    planned(tmp_path / "case", "", WITHOUT_NOTICES)
    with (tmp_path / "case" / "case.toml").open("a", encoding="utf-8") as file:
        file.write(model)
    with pytest.raises(CaseError) as refused:
        _ = CaseInputs(read_case(str(tmp_path / "case"))).atmosphere
    assert refused.value.code is CaseCode.NO_TIME_FOR_AIR


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        (f'time = "2023-11-21T15:00Z"\n{WINDOW}\ntime_by = "x"', CaseCode.TIME_OR_WINDOW),
        (WINDOW, CaseCode.NO_TIME_BY),
    ],
)
def test_a_liftoff_is_stated_once_and_by_somebody(tmp_path: Path, stated: str, code: CaseCode) -> None:
    with pytest.raises(CaseError) as refused:
        planned(tmp_path / "case", stated)
    assert refused.value.code is code


def test_the_clock_runs_from_an_instant_only() -> None:
    noon, one = datetime(2027, 3, 1, 12, tzinfo=UTC), datetime(2027, 3, 1, 13, tzinfo=UTC)
    assert LiftOff(noon).clock(90.0) == "2027-03-01T12:01:30Z"
    within = LiftOff(window=Window(noon, one))
    assert (within.kind, within.clock(90.0), within.earliest) == ("window", None, noon)
    assert within.middle == datetime(2027, 3, 1, 12, 30, tzinfo=UTC)
    assert (LiftOff().kind, LiftOff().middle, LiftOff().earliest) == ("unknown", None, None)
