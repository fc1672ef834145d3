"""Times: what is read, what is refused and why, and that text, datetimes and Julian dates say the same."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sgp4.api import jday

from downrange.earth.instants import (
    Window,
    as_utc,
    datetime_utc,
    format_utc,
    julian_utc,
    offset_julian,
    parse_utc,
    parse_window,
)
from downrange.errors import TimeError

one_nanosecond_days = 1e-9 / 86_400
moments = st.datetimes(datetime(1957, 10, 4), datetime(2100, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2023-11-27T14:36:30Z", "2023-11-27T14:36:30.000000Z"),
        ("2023-11-27T23:36:30+09:00", "2023-11-27T14:36:30.000000Z"),
        ("2023-11-27 23:36+0900", "2023-11-27T14:36:00.000000Z"),
        ("2023-11-27t07:06:30.25-0730", "2023-11-27T14:36:30.250000Z"),
        (" 2023-11-27T14:36:30,1234567z ", "2023-11-27T14:36:30.123457Z"),
        ("2023-11-27T14:36:59.9999999Z", "2023-11-27T14:37:00.000000Z"),
        ("2023-11-27T24:00Z", "2023-11-28T00:00:00.000000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
        ("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500000Z"),
        ("2017-01-01T08:59:60+09:00", "2017-01-01T00:00:00.000000Z"),
    ],
)
def test_a_time_is_read(text: str, utc: str) -> None:
    assert format_utc(parse_utc(text), 6) == utc


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023-11-27T14:36:30", "does not say its time zone"),
        ("2023-11-27T14:36", "does not say its time zone"),
        ("2023-11-27", "is not a time"),
        ("", "is not a time"),
        ("14:36Z", "is not a time"),
        ("27/11/2023 14:36Z", "is not a time"),
        ("2023-11-27T14:36:30 UTC", "is not a time"),
        ("2023-11-27T14:36:30Z\x00", "is not a time"),
        ("٢٠٢٣-11-27T14:36Z", "is not a time"),
        ("2023-02-29T00:00Z", "is not a day of the calendar"),
        ("0001-01-01T00:00+01:00", "is not a day of the calendar"),
        ("9999-12-31T24:00Z", "is not a day of the calendar"),
        ("2023-11-27T25:00Z", "is not a time of day"),
        ("2023-11-27T24:01Z", "is not a time of day"),
        ("2023-11-27T14:60Z", "is not a time of day"),
        ("2023-11-27T14:36:61Z", "is not a time of day"),
        ("2023-11-27T14:36+24:00", "is not a time of day"),
        ("2023-11-27T14:36+01:60", "is not a time of day"),
        ("2016-12-30T23:59:60Z", "a leap second ends a month"),
        ("2016-12-31T23:59:60+09:00", "a leap second ends a month"),
    ],
)
def test_what_is_no_time_is_refused_with_a_hint(text: str, says: str) -> None:
    with pytest.raises(TimeError) as refusal:
        parse_utc(text)
    assert says in str(refusal.value)
    assert "Write it as 2023-11-27T14:36:30Z" in str(refusal.value)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(TimeError):
        assert parse_utc(text).tzinfo is UTC


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_text_comes_back_from_any_zone(t: datetime, minutes_east: int) -> None:
    there = t.astimezone(timezone(timedelta(minutes=minutes_east)))
    assert parse_utc(format_utc(there, 6)) == t
    assert parse_utc(there.isoformat()) == t


@given(moments, st.integers(0, 6))
def test_a_written_time_is_rounded_never_cut(t: datetime, decimals: int) -> None:
    assert abs(parse_utc(format_utc(t, decimals)) - t) <= timedelta(microseconds=10 ** (6 - decimals)) / 2


def test_rounding_carries_over_midnight() -> None:
    assert format_utc(datetime(2023, 12, 31, 23, 59, 59, 500_000, UTC)) == "2024-01-01T00:00:00Z"


def test_a_naive_time_passes_no_door() -> None:
    naive = datetime(2023, 11, 27, 14, 36, 30)
    with pytest.raises(TimeError):
        as_utc(naive)
    with pytest.raises(TimeError):
        format_utc(naive)
    with pytest.raises(TimeError):
        julian_utc([naive])
    with pytest.raises(TimeError):
        Window(naive, naive)


@given(moments)
def test_julian_dates_agree_with_python_sgp4(t: datetime) -> None:
    jd, fraction = julian_utc(t)
    theirs = jday(t.year, t.month, t.day, t.hour, t.minute, t.second + t.microsecond / 1e6)
    assert jd == theirs[0]
    assert abs(fraction - theirs[1]) < one_nanosecond_days
    assert jd % 1 == 0.5
    assert 0 <= fraction < 1
    assert datetime_utc(float(jd), float(fraction)) == t


def test_a_crowd_of_times() -> None:
    times = [datetime(2000, 1, 1, 12, tzinfo=UTC), datetime(1957, 10, 4, 19, 28, 34, tzinfo=UTC)]
    jd, fraction = julian_utc(times)
    assert jd.tolist() == [2_451_544.5, 2_436_115.5]
    assert fraction.tolist() == [0.5, (19 * 3600 + 28 * 60 + 34) / 86_400]
    assert [part.shape for part in julian_utc([])] == [(0,), (0,)]


@example(t=datetime(2000, 1, 1, tzinfo=UTC), seconds=-2.5e-192)
@given(moments, st.floats(-1e8, 1e8))
def test_seconds_after_a_time(t: datetime, seconds: float) -> None:
    jd, fraction = offset_julian(t, [seconds, 0.0])
    assert abs(datetime_utc(jd[0], fraction[0]) - (t + timedelta(seconds=seconds))) <= timedelta(
        microseconds=1
    )
    assert (jd[1], fraction[1]) == julian_utc(t)
    assert np.all((fraction >= 0) & (fraction < 1))
    assert np.all(jd % 1 == 0.5)


def test_a_window_holds_both_its_ends() -> None:
    window = parse_window("2023-11-21T13:42Z/2023-11-21T22:43:00+09:00")
    assert window.duration_s == 60
    assert window.contains(window.start)
    assert window.contains(window.end)
    assert not window.contains(window.end + timedelta(microseconds=1))


@pytest.mark.parametrize("text", ["2023-11-21T13:43Z/2023-11-21T13:42Z", "2023-11-21T13:43Z", "/", ""])
def test_a_window_the_wrong_way_round_is_refused(text: str) -> None:
    with pytest.raises(TimeError):
        parse_window(text)
