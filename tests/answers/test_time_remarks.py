"""What coverage and passes say where nobody knows a place along an orbit."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from command_line import answer
from downrange.answers.time_remarks import phases_lost
from downrange.case.case_reader import SHIPPED
from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.elements.element_reader import read_elements

SETS = SHIPPED / "2023-11-21-malligyong-1" / "elements" / "58400.tle"
# The last set of an object that came down on the next day (2024 day 222): SGP4 has no position soon after.
SINKING = """\
1 41461U 16025F   24222.03223425  .06807107  29601-5  12931-2 0  9993
2 41461  98.1158 123.8787 0007581 115.0900  14.6171 16.31955701457298
"""


def test_coverage_tells_how_many_stand_nobody_knows_where() -> None:
    sets = read_elements(SETS)
    near = datetime_utc(float(sets.epoch_jd[-1]), float(sets.epoch_fraction[-1]))
    assert not phases_lost(sets, near, near + timedelta(hours=6))
    later = near + timedelta(days=3 * 365)
    (remark,) = phases_lost(sets, later, later + timedelta(hours=6))
    assert (remark.facts["lost"], remark.facts["objects"]) == (1, 1)


def test_coverage_that_reaches_nothing_still_says_why() -> None:
    window = ("--start", "2027-01-01T00:00Z", "--end", "2027-01-01T00:10Z")
    code, out, _ = answer("coverage", str(SETS), "--grid", "45", *window)
    assert code == 0
    assert "1 of 1 objects" in " ".join(out.split())


def test_no_pass_by_a_set_of_years_ago_cannot_be_told() -> None:
    """Whether a pass happened to be computed decided whether 'No pass' was said: now the age of the set does."""
    window = ("--start", "2027-01-01T00:00Z", "--end", "2027-01-01T00:10Z")
    code, out, _ = answer("passes", str(SETS), "--place", "26.2,127.7", *window)
    said = " ".join(out.split())
    assert code == 1
    assert "Of 58400 nothing is listed" in said
    assert "No pass" not in said
    code, out, _ = answer("overflight", str(SETS), "--place", "26.2,127.7", *window)
    assert (code, "No window" in out) == (1, False)


def test_no_pass_is_no_claim_where_there_is_no_position(tmp_path: Path) -> None:
    (tmp_path / "sinking.tle").write_text(SINKING)
    start = datetime(2024, 9, 12, tzinfo=UTC)
    window = ("--start", format_utc(start), "--end", format_utc(start + timedelta(hours=6)))
    _, out, _ = answer("passes", str(tmp_path / "sinking.tle"), "--place", "26.2,127.7", *window)
    said = " ".join(out.split())
    assert "SGP4 gives no position" in said
    assert "in this window" not in said
