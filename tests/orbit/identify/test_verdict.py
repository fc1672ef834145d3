"""The verdict and its domain: each bound at both sides, and every line of the table kept to what it promises."""

from dataclasses import replace
from datetime import timedelta

import pytest

from downrange.codes import Remark
from downrange.earth.instants import Window, julian_utc, parse_utc
from downrange.orbit.identify.candidates import Candidate
from downrange.orbit.identify.identify_codes import HelpCode, VerdictCode
from downrange.orbit.identify.measured_domain import (
    CATALOGUED_DAYS,
    LONGEST_GAP_DAYS,
    LONGEST_WINDOW_H,
    SHORTEST_GAP_DAYS,
    SURE,
    UNLIKELY,
    Cell,
    cells,
    is_measured,
    nearest_cell,
)
from downrange.orbit.identify.orbit_classes import KINDS
from downrange.orbit.identify.snapshots import Lacking
from downrange.orbit.identify.verdict import AS_GOOD, Question, helps, verdict

START = parse_utc("2023-11-21T13:00:00Z")
LITTLE = 1e-3


def candidate(score: float, norad: int = 58400, log_ratio: float = 5.0) -> Candidate:
    return Candidate(norad, score, log_ratio, START, 97.4, 490.0, 510.0, (), "SSO")


def line(*, may_miss: bool = True, may_reach: bool = True) -> Cell:
    """A line of the table, as measured or closed."""
    return replace(nearest_cell(2.0, 30.0, False, False, "SSO"), may_miss=may_miss, may_reach=may_reach)


def judged(candidates: list[Candidate], asked: Question, **closed: bool) -> Remark:
    return verdict(candidates, asked, line(**closed))


def question(
    hours: float = 2.0,
    before: float = 12.0,
    after: float = 18.0,
    *,
    inclination: bool = False,
    others: bool = False,
) -> Question:
    """A window, the first snapshot so many days before its start and the second so many after its end."""
    window = Window(START, START + timedelta(hours=hours))
    first, last = sum(julian_utc(window.start)) - before, sum(julian_utc(window.end)) + after
    return Question(window, first, last, inclination, others)


SCORES = {0.99: "reached orbit", 0.5: "undecided", 0.01: "nothing found"}


def code(score: float, asked: Question) -> VerdictCode:
    return judged([candidate(score)], asked).code


@pytest.mark.parametrize(
    ("score", "wanted"),
    [
        (SURE, VerdictCode.FOUND), (SURE - LITTLE, VerdictCode.UNSURE), (UNLIKELY, VerdictCode.UNSURE),
        (UNLIKELY - LITTLE, VerdictCode.NO_FIT),
    ],
)  # fmt: skip
def test_the_thresholds_decide(score, wanted):
    assert code(score, question()) == wanted


@pytest.mark.parametrize("score", [0.99, 0.5, 0.01])
def test_a_window_longer_than_measured_decides_nothing(score):
    assert code(score, question(LONGEST_WINDOW_H)) != VerdictCode.LONG_WINDOW
    assert code(score, question(LONGEST_WINDOW_H + LITTLE)) == VerdictCode.LONG_WINDOW


@pytest.mark.parametrize("score", [0.99, 0.5, 0.01])
def test_snapshots_farther_apart_than_measured_decide_nothing(score):
    def asked(gap: float) -> Question:
        return question(0.0, 10.0, gap - 10.0)

    assert code(score, asked(LONGEST_GAP_DAYS - LITTLE)) != VerdictCode.LONG_GAP
    assert code(score, asked(LONGEST_GAP_DAYS + LITTLE)) == VerdictCode.LONG_GAP


@pytest.mark.parametrize("score", [0.99, 0.5, 0.01])
def test_snapshots_nearer_than_measured_decide_nothing(score):
    def asked(gap: float) -> Question:
        return question(0.0, 2.0, gap - 2.0)

    assert code(score, asked(SHORTEST_GAP_DAYS - LITTLE)) == VerdictCode.SHORT_GAP
    assert code(score, asked(SHORTEST_GAP_DAYS + LITTLE)) != VerdictCode.SHORT_GAP
    said = judged([candidate(score)], asked(1.0))
    assert HelpCode.WIDER_SNAPSHOTS in [one.code for one in helps(said, asked(1.0))]


def test_no_new_object_means_nothing_outside_the_measured_gaps():
    for gap, wanted in (
        (LONGEST_GAP_DAYS + LITTLE, VerdictCode.NO_NEW_UNMEASURED), (LONGEST_GAP_DAYS, VerdictCode.NO_NEW_OBJECT),
    ):  # fmt: skip
        assert judged([], question(0.0, 10.0, gap - 10.0 - LITTLE / 10)).code == wanted


def test_a_line_that_is_closed_decides_nothing():
    sure, unlikely = [candidate(0.99)], [candidate(0.01)]
    assert judged(sure, question(), may_reach=False).code == VerdictCode.FEW_MEASURED
    assert judged(sure, question(), may_miss=False).code == VerdictCode.FOUND
    assert judged(unlikely, question(), may_miss=False).code == VerdictCode.MISS_UNMEASURED
    assert judged(unlikely, question(), may_reach=False).code == VerdictCode.NO_FIT
    assert judged([candidate(0.5)], question(), may_miss=False, may_reach=False).code == VerdictCode.UNSURE


def test_nothing_is_said_missing_before_an_object_can_have_its_number():
    assert code(0.01, question(after=CATALOGUED_DAYS - LITTLE)) == VerdictCode.TOO_SOON
    assert code(0.01, question(after=CATALOGUED_DAYS + LITTLE)) == VerdictCode.NO_FIT
    assert code(0.99, question(after=CATALOGUED_DAYS - LITTLE)) == VerdictCode.FOUND
    assert judged([], question(after=CATALOGUED_DAYS - LITTLE)).code == VerdictCode.TOO_SOON
    assert judged([], question()).code == VerdictCode.NO_NEW_OBJECT


def test_nothing_is_said_missing_where_the_first_snapshot_is_from_after_the_launch():
    assert code(0.01, question(before=-LITTLE)) == VerdictCode.LATE_FIRST_SNAPSHOT
    assert code(0.01, question(before=LITTLE)) == VerdictCode.NO_FIT
    assert code(0.99, question(before=-3.0)) == VerdictCode.FOUND
    assert judged([], question(before=-LITTLE)).code == VerdictCode.LATE_FIRST_SNAPSHOT


def test_a_later_snapshot_from_before_the_launch():
    asked = question(0.0, 20.0, -1.0)
    assert code(0.99, asked) == VerdictCode.EARLY_SNAPSHOT
    assert HelpCode.LATER_SNAPSHOT in [one.code for one in helps(judged([candidate(0.9)], asked), asked)]


@pytest.mark.parametrize(
    ("score", "wanted"),
    [(0.01, VerdictCode.PARTIAL_LATER), (0.5, VerdictCode.UNSURE), (0.99, VerdictCode.FOUND)],
)
def test_nothing_is_said_missing_where_the_later_snapshot_is_a_part_of_a_catalogue(score, wanted):
    part = replace(question(), lacking=Lacking(15_153, 25_107, 33_063, partial=True))
    assert code(score, part) == wanted
    assert judged([], part).code == VerdictCode.PARTIAL_LATER
    assert "lacks 15153 of 25107 objects" in judged([], part).says
    assert helps(judged([], part), part)[0].code == HelpCode.WHOLE_SNAPSHOT
    whole = replace(question(), lacking=Lacking(130, 25_107, 58_556, partial=False))
    assert judged([], whole).code == VerdictCode.NO_NEW_OBJECT


def test_an_undecided_answer_lists_its_rivals_and_what_would_help():
    rivals = [
        candidate(0.5, 1, 5.0),
        candidate(0.4, 2, 5.0 - AS_GOOD + LITTLE),
        candidate(0.3, 3, 4.9 - AS_GOOD),
    ]
    asked = question(12.0, 12.0, 50.0)
    said = judged(rivals, asked)
    assert said.facts["as_good"] == "1, 2"
    assert [one.code for one in helps(said, asked)] == [
        HelpCode.OTHER_LAUNCHES, HelpCode.NARROWER_WINDOW, HelpCode.INCLINATION, HelpCode.NEARER_SNAPSHOTS,
    ]  # fmt: skip
    informed = question(0.0, 12.0, 15.0, inclination=True, others=True)
    assert helps(judged(rivals, informed), informed) == ()
    assert helps(judged([candidate(0.99)], asked), asked) == ()


@pytest.mark.parametrize("hours", [0.0, 0.1, 2.0, 2.1, 12.0])
@pytest.mark.parametrize("gap", [5.0, 7.0, 20.0, 20.1, 45.0, 60.0, 77.0, 125.0])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("known", [(False, False), (True, False), (False, True), (True, True)])
def test_every_question_inside_the_domain_has_a_line_that_covers_it(hours, gap, kind, known):
    assert is_measured(hours, gap)
    cell = nearest_cell(hours, gap, *known, kind)
    assert cell.window_h >= hours
    assert cell.gap_days >= gap
    assert (cell.inclination, cell.others) == known
    assert cell.kind == kind
    assert cell.score(cell.reached_from) == pytest.approx(SURE)
    assert cell.score(cell.nothing_below) == pytest.approx(UNLIKELY)
    assert 0 < cell.score(-50.0) < cell.score(0.0) < cell.score(50.0) <= 1


def test_outside_nothing_is_measured():
    assert not is_measured(LONGEST_WINDOW_H + LITTLE, 30.0)
    assert not is_measured(2.0, LONGEST_GAP_DAYS + LITTLE)
    assert not is_measured(2.0, SHORTEST_GAP_DAYS - LITTLE)


@pytest.mark.parametrize("cell", [cell for cell in cells() if cell.may_reach])
def test_every_line_that_says_reached_orbit_keeps_its_bound(cell):
    """Wrong in at most 5 % of true launches so answered, and said of at most 5 % of invented ones."""
    assert cell.launches >= 10
    assert cell.reached_wrong <= 0.05 * cell.reached
    assert cell.invented_reached <= 0.05 * cell.invented


@pytest.mark.parametrize("gap", sorted({cell.gap_days for cell in cells()}))
def test_every_gap_that_says_nothing_found_keeps_its_bound(gap):
    """Said of at most 2 % of true launches of the gap, for each window and knowledge."""
    for hours, inclination, others in {(c.window_h, c.inclination, c.others) for c in cells()}:
        some = [
            c
            for c in cells()
            if (c.gap_days, c.window_h, c.inclination, c.others) == (gap, hours, inclination, others)
        ]
        assert len(some) == len(KINDS)
        assert len({(c.may_miss, c.nothing_below) for c in some}) == 1
        if some[0].may_miss:
            assert sum(c.nothing_wrong for c in some) <= 0.02 * sum(c.launches for c in some)


def test_deep_space_is_never_decided():
    """Three rows stand in all pairs: too few."""
    assert not any(cell.may_reach for cell in cells() if cell.kind == "deep space")
