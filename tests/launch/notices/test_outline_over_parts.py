"""An outline that runs over the parts of one NOTAM: joined where a mark says so, else reported."""

from collections import Counter

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_shapes import made_parts, outcome

COUNT, SEED = 150, 90_000
HEAD = (
    "A0111/26 NOTAMN\nQ) KZNY/QRDCA/IV/BO/W/000/999/\nA) KZNY PART {part} OF 2 B) 2611281200 C) 2611281600\n"
    "E) {body}\n"
)
FIRST = "DUE TO ROCKET LAUNCH AREA BOUNDED BY 3250N 13850W - 3300N 13750W - 3245N 13700W"
SECOND = "3150N 13650W - 3140N 13800W"


def read(*bodies: str, numbers: tuple[int, ...] = (1, 2)) -> Notice:
    text = "".join(HEAD.format(part=part, body=body) for part, body in zip(numbers, bodies, strict=False))
    [notice] = read_notices(text)
    return notice


def codes(notice: Notice) -> set[str]:
    return {str(defect.code) for defect in notice.defects}


@pytest.mark.parametrize("bodies", [(FIRST + " -", SECOND), (FIRST, "- " + SECOND), (FIRST + " TO", SECOND)])
def test_an_outline_that_runs_on_is_joined(bodies: tuple[str, str]) -> None:
    notice = read(*bodies)
    [area] = notice.areas
    assert len(area.vertices) == 5
    assert notice.every_word_was_read


def test_an_outline_that_may_have_ended_is_reported() -> None:
    notice = read(FIRST, SECOND)
    assert "audit.one-part-of-several" in codes(notice)
    assert not notice.every_word_was_read


def test_a_part_alone_is_reported() -> None:
    notice = read(FIRST + " -")
    assert {"audit.one-part-of-several", "notice.part-missing"} <= codes(notice)


def test_parts_in_another_order_are_reported() -> None:
    notices = read_notices(HEAD.format(part=2, body=SECOND) + HEAD.format(part=1, body=FIRST + " -"))
    assert all("audit.one-part-of-several" in codes(notice) for notice in notices if notice.areas)


def test_a_whole_outline_in_each_part_is_two_areas_and_no_report() -> None:
    notice = read(FIRST + ".", "AREA BOUNDED BY 3150N 13650W - 3140N 13800W - 3130N 13730W.")
    assert [len(area.vertices) for area in notice.areas] == [3, 3]
    assert "audit.one-part-of-several" not in codes(notice)


def test_no_made_outline_over_parts_is_silently_wrong() -> None:
    found: Counter[str] = Counter()
    for seed in range(SEED, SEED + COUNT):
        made = made_parts(seed)
        what, shown = outcome(made)
        found[what if made.areas != [None] else "to be reported"] += 1
        assert what != "silent", f"{made.text}\n{shown}"
    assert found["right"] == COUNT - found["to be reported"]
