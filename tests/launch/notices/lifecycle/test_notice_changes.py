"""Made pairs of notices: every change is found, named, measured, and nothing else is reported."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from downrange.launch.areas.area import Area
from downrange.launch.notices.lifecycle import notice_changes
from downrange.launch.notices.lifecycle.area_changes import (
    ALIKE_KM,
    NEAR_KM,
    SAME_KM,
    area_changes,
    difference,
    matched,
)
from downrange.launch.notices.lifecycle.in_force import cancelled_by
from downrange.launch.notices.lifecycle.notice_changes import compare_notices
from downrange.launch.notices.notice import Notice, UntimedHours
from made_changes import KINDS, MadeChange, made_changes, moved

MADE = 1000
SQUARE = ((30.0, 128.0), (30.0, 129.0), (29.0, 129.0), (29.0, 128.0))


@pytest.fixture(scope="module")
def made() -> list[MadeChange]:
    return list(made_changes(20260422, MADE))


@pytest.mark.parametrize("kind", KINDS)
def test_a_made_change_is_found_and_nothing_else(made: list[MadeChange], kind: str) -> None:
    of_kind = [one for one in made if one.kind == kind]
    assert len(of_kind) >= MADE // len(KINDS)
    for one in of_kind:
        (change,) = compare_notices([one.old], [one.new])
        assert change.relation.code == "compare.same-number"
        assert {remark.code for area in change.areas for remark in area.remarks} == one.area_codes
        assert tuple(window.code for window in change.windows) == one.window_codes
        assert tuple(remark.code for remark in change.others) == one.other_codes
        assert change.differs is (kind not in ("nothing", "turned", "notation", "relabelled"))
        if one.apart_km is not None:
            apart = max(area.apart_km or 0 for area in change.areas if area.old and area.old.label == "A")
            assert apart == pytest.approx(one.apart_km, abs=1e-3)


@pytest.mark.parametrize(
    "kind", ["nothing", "turned", "notation", "one corner", "relabelled", "window later"]
)
def test_another_issuer_of_the_same_launch_is_found(made: list[MadeChange], kind: str) -> None:
    for one in [one for one in made if one.kind == kind]:
        other = replace(one.new, issuer="YYYY", number="P1/26")
        (change,) = compare_notices([one.old], [other])
        assert change.relation.code == "compare.same-launch", kind
        assert {remark.code for area in change.areas for remark in area.remarks} == one.area_codes


def test_notices_of_different_launches_are_not_taken_for_one(made: list[MadeChange]) -> None:
    """Neighbours in the list lie far apart, or their areas are alike at another time."""
    for one in made[:100]:
        later = tuple(
            replace(w, start=w.start.replace(year=2027), end=w.end.replace(year=2027))
            for w in one.old.windows
        )
        another = replace(one.old, issuer="YYYY", number="P1/27", windows=later)
        third = replace(one.old, issuer="XXXX", number="P2/27", windows=later)
        found = compare_notices([one.old], [another, third])
        assert [change.relation.code for change in found] == [
            "compare.notice-dropped",
            "compare.notice-added",
            "compare.notice-added",
        ]


def test_every_notice_stands_in_the_comparison_once(made: list[MadeChange]) -> None:
    old = [one.old for one in made[:60]]
    new = [one.new for one in reversed(made[20:80])]
    found = compare_notices(old, new)
    assert [change.old for change in found if change.old is not None] == old
    assert sorted(change.new.number or "" for change in found if change.new is not None) == sorted(
        one.number or "" for one in new
    )


@pytest.mark.parametrize(("km", "code"), [(0.9 * SAME_KM, "area-same"), (1.1 * SAME_KM, "one-corner")])
def test_positions_count_as_the_same_up_to_a_bound(km: float, code: str) -> None:
    other = (moved(SQUARE[0], 45, km), *SQUARE[1:])
    change = difference(Area("polygon", vertices=SQUARE), Area("polygon", vertices=other))
    assert [remark.code for remark in change.remarks] == [f"compare.{code}"]


@pytest.mark.parametrize(("km", "pairs"), [(0.9 * NEAR_KM, 1), (1.1 * NEAR_KM, 2)])
def test_areas_that_do_not_meet_are_taken_for_one_up_to_a_bound(km: float, pairs: int) -> None:
    small = Area("circle", "A", center=(30.0, 128.0), radius_nm=1.0)
    other = Area("circle", "B", center=moved((30.0, 128.0), 90, km), radius_nm=1.0)
    assert len(area_changes([small], [other], one_notice=False)) == pairs


@pytest.mark.parametrize(("km", "count"), [(0.9 * ALIKE_KM, 1), (1.1 * ALIKE_KM, 0)])
def test_areas_of_two_issuers_match_up_to_a_bound(km: float, count: int) -> None:
    tiny = [moved((30.0, 128.0), bearing, 2.0) for bearing in (0, 90, 180, 270)]
    other = [moved(corner, 90, km) for corner in tiny]
    a, b = (Area("polygon", vertices=tuple(corners)) for corners in (tiny, other))
    assert matched([a], [b]) == count


def test_named_areas_are_compared_by_name() -> None:
    a, b = Area("named", name="R-2938"), Area("named", name="R-2939")
    assert [r.code for c in area_changes([a], [a], one_notice=True) for r in c.remarks] == [
        "compare.area-same"
    ]
    codes = [r.code for c in area_changes([a], [b], one_notice=False) for r in c.remarks]
    assert codes == ["compare.area-dropped", "compare.area-added"]


def test_a_window_that_becomes_a_reserve_one_has_changed(made: list[MadeChange]) -> None:
    old = made[0].old
    new = replace(old, windows=(*old.windows[:-1], replace(old.windows[-1], reserve=True)))
    (change,) = compare_notices([old], [new])
    assert [window.code for window in change.windows] == ["compare.window-changed"]
    assert change.differs
    untimed = replace(old, untimed=(UntimedHours("0900-1130 LT", None, 0, 12),))
    (change,) = compare_notices([old], [untimed])
    assert [remark.code for remark in change.others] == ["compare.hours-of-unknown-zone"]


def test_comparing_many_notices_asks_once_for_each_who_cancels_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts of 3,000 notices took minutes: each was asked about each. Now each is looked up twice."""
    asked = Counter[str]()

    def counted(one: Notice, numbers: Mapping[Any, Sequence[Notice]]) -> list[Notice]:
        asked[one.number or ""] += 1
        return cancelled_by(one, numbers)

    monkeypatch.setattr(notice_changes, "cancelled_by", counted)
    old = [Notice("RJJJ", f"P{n:04d}/26", "launch") for n in range(300)]
    new = [Notice("RJJJ", f"P{n + 5000:04d}/26", "launch", cancels=(f"P{n:04d}/26",)) for n in range(300)]
    new.append(Notice("RJJJ", "P9999/26", "launch", cancels=("P0007/26",)))
    changes = compare_notices(old, new)
    assert max(asked.values()) <= 2
    pairs = [(change.old.number, change.new.number) for change in changes if change.old and change.new]
    assert pairs == [(one.number, other.number) for one, other in zip(old, new, strict=False)]
