"""The first planned window of a launch: never a reserve one, wherever reserve days stand in the text."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.launch.notices.hours_codes import HoursNote
from downrange.launch.notices.launch_hours import first_planned, hours_notes, printed_hours
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours
from downrange.launch.notices.notice_reader import read_notices

NOON = datetime(2023, 11, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AREA = "IN AREA BOUND BY\n36-00N 123-00E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-00E."
WORDS = ("RESERVE", "BACKUP", "ALTERNATE")
days = st.lists(st.tuples(st.integers(0, 25), st.booleans()), max_size=12)


def windows_of(drawn: list[tuple[int, bool]]) -> tuple[NoticeWindow, ...]:
    starts = ((NOON + day * DAY, reserve) for day, reserve in drawn)
    return tuple(NoticeWindow(start, start + DAY / 24, reserve=reserve) for start, reserve in starts)


def notice(windows: tuple[NoticeWindow, ...], *untimed: str) -> Notice:
    hours = tuple(UntimedHours(text, None, 0, len(text)) for text in untimed)
    return Notice("NAVAREA XI", "799/23", "launch", windows=windows, untimed=hours)


@given(days)
def test_the_first_planned_window_is_the_earliest_that_is_no_reserve(drawn: list[tuple[int, bool]]) -> None:
    found = first_planned(windows_of(drawn))
    planned = [day for day, reserve in drawn if not reserve]
    assert (found.start if found else None) == (NOON + min(planned) * DAY if planned else None)
    assert found is None or not found.reserve


@given(days)
def test_reserve_windows_are_always_said(drawn: list[tuple[int, bool]]) -> None:
    codes = [note.code for note in hours_notes([notice(windows_of(drawn))])]
    assert (HoursNote.RESERVE in codes) == any(reserve for _, reserve in drawn)
    assert (HoursNote.ONLY_RESERVE in codes) == (bool(drawn) and all(reserve for _, reserve in drawn))


@given(st.sets(st.integers(0, 25), min_size=1, max_size=6))
def test_every_reserve_day_is_in_the_spans(drawn: set[int]) -> None:
    (note, only) = hours_notes([notice(windows_of([(day, True) for day in drawn]))])
    told = set()
    for span in note.facts["days"].split(", "):
        first, last = (date.fromisoformat(day) for day in (*span.split(" to "), span.split(" to ")[-1])[:2])
        told |= {first + k * DAY for k in range((last - first).days + 1)}
    assert told == {(NOON + day * DAY).date() for day in drawn}
    assert only.code is HoursNote.ONLY_RESERVE


def test_many_spans_are_cut_and_counted() -> None:
    (note, _) = hours_notes([notice(windows_of([(day, True) for day in range(0, 18, 2)]))])
    assert note.facts["days"].endswith("2023-11-11, and 3 more")


def test_hours_without_a_zone_are_said_as_printed() -> None:
    told = notice((), "0600\n TO 0700 LT", "0600 TO 0700 LT", "1800 LT")
    assert printed_hours(told.untimed) == "0600 TO 0700 LT, 1800 LT"
    (note,) = hours_notes([told])
    assert note.code is HoursNote.ZONE_UNKNOWN
    assert note.says.startswith(
        "Hours of 799/23 are printed in a zone that is not known: 0600 TO 0700 LT, 1800 LT."
    )
    assert hours_notes([notice(windows_of([(3, False)]))]) == ()


@pytest.mark.parametrize(
    ("word", "reserve", "planned", "first"),
    [case for case in product(WORDS, (18, 20, 23, 27), (19, 21, 25), (True, False)) if case[1] != case[2]],
)
def test_of_a_text_the_planned_day_is_taken(word: str, reserve: int, planned: int, first: bool) -> None:
    """66 texts: the reserve day before and after the planned one, by date and by place in the text."""
    lines = [
        f"{word} {reserve}1300Z TO {reserve}1400Z NOV 23",
        f"PRIMARY {planned}1300Z TO {planned}1400Z NOV 23",
    ]
    told = ", ".join(lines if first else lines[::-1])
    text = f"NAVAREA XI 0799/23\nYELLOW SEA.\nHAZARDOUS OPERATIONS, ROCKET LAUNCHING\n{told}\n{AREA}"
    (found,) = read_notices(text)
    window = first_planned(found.windows)
    assert window is not None
    assert window.start == datetime(2023, 11, planned, 13, tzinfo=UTC)
    (note,) = hours_notes([found])
    assert note.facts["days"] == f"2023-11-{reserve}"
