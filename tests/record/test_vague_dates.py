"""Vague dates keep what was told: the text, the precision, the doubt; and refuse what is no time."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.errors import TimeError
from downrange.record.vague_dates import can_agree, interval, order, parse_vague, zone_of


@st.composite
def told(draw: st.DrawFn) -> str:
    """Any vague date as somebody could write it down."""
    day = draw(st.dates(datetime(1900, 1, 2).date(), datetime(2199, 12, 30).date()))
    text = day.isoformat()[: draw(st.sampled_from((4, 7, 10)))]
    if len(text) == 10 and draw(st.booleans()):
        text += draw(st.times()).strftime(draw(st.sampled_from(("T%H:%M", "T%H:%M:%S"))))
        text += draw(st.sampled_from(("Z", "+00:00", "+09:00", "-04:30", "+14:00", "-12:00")))
    return text + draw(st.sampled_from(("", "?")))


@given(told())
def test_the_text_comes_back_and_the_interval_is_that_of_its_precision(text: str) -> None:
    date = parse_vague(text)
    assert str(date) == text
    assert parse_vague(str(date)) == date
    assert date.doubtful == text.endswith("?")
    span = interval(date)
    assert span.contains(date.start)
    bounds = {"second": (1, 1), "minute": (60, 60), "day": (86_400, 86_400),
              "month": (28 * 86_400, 31 * 86_400), "year": (365 * 86_400, 366 * 86_400)}  # fmt: skip
    shortest, longest = bounds[date.precision]
    assert shortest <= span.duration_s <= longest


@given(st.lists(told(), max_size=8), st.randoms())
def test_the_order_does_not_depend_on_where_one_begins(texts: list[str], random: Random) -> None:
    in_order = sorted(map(parse_vague, texts), key=order)
    random.shuffle(texts)
    assert sorted(map(parse_vague, texts), key=order) == in_order
    assert [date.start for date in in_order] == sorted(date.start for date in in_order)


@given(st.text())
def test_any_other_text_is_refused_or_round_trips(text: str) -> None:
    with suppress(TimeError):
        assert str(parse_vague(text)) == text


def test_local_time_keeps_its_zone_and_means_the_same_instant() -> None:
    kcna, gcat = parse_vague("2023-11-21T22:42:28+09:00"), parse_vague("2023-11-21T13:42:28Z")
    assert kcna.start == gcat.start == datetime(2023, 11, 21, 13, 42, 28, tzinfo=UTC)
    assert str(kcna) != str(gcat)
    assert zone_of(kcna).utcoffset(None) == timedelta(hours=9)


def test_a_wide_date_stands_before_a_narrow_one_like_a_heading() -> None:
    texts = [
        "2023-11-01",
        "2023-11",
        "2023",
        "2023-11-01T00:00Z?",
        "2023-11-01T00:00Z",
        "2023-01-01T00:00:00Z",
    ]
    in_order = [date.text for date in sorted(map(parse_vague, texts), key=order)]
    assert in_order == [
        "2023", "2023-01-01T00:00:00Z", "2023-11", "2023-11-01", "2023-11-01T00:00Z", "2023-11-01T00:00Z?"
    ]  # fmt: skip


def test_the_three_lift_off_times_of_november_2023_do_not_agree_to_the_letter() -> None:
    kcna, gcat, japan = map(
        parse_vague, ("2023-11-21T13:42:28Z", "2023-11-21T13:42:58Z", "2023-11-21T22:43+09:00")
    )
    assert not can_agree(kcna, gcat)
    assert not can_agree(gcat, japan)
    assert can_agree(kcna, parse_vague("2023-11-21T13:42Z"))
    assert can_agree(kcna, parse_vague("2023-11"))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "23", "2023-", "2023-1", "2023-13", "2023-00", "2023-02-29", "2023-11-31", "2023-11-21T13",
        "2023-11-21T13:42", "2023-11-21 13:42Z", "2023-11-21T24:00Z", "2023-11-21T13:60Z", "2023-11-21T13:42:60Z",
        "2023-11-21T13:42z", "2023-11-21T13:42+0900", "2023-11-21T13:42+15:00", "2023-11-21T13:42-00:00",
        "2023-11-21T13:42:28.5Z", "2023-11-21Z", "2023-11?-21", "2023??", " 2023", "2023\n", "2023\0", "０２０２３",
        "２０２３", "0203", "9999", "1899-12-31", "2023/11/21", "21 Nov 2023", "2023-11-21T13:42Z\u202e",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_advice(text: str) -> None:
    with pytest.raises(TimeError, match="Write 2023, 2023-11"):
        parse_vague(text)


def test_a_time_without_a_zone_is_told_so() -> None:
    with pytest.raises(TimeError, match="has no zone"):
        parse_vague("2023-11-21T13:42")
