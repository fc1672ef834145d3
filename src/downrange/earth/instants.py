"""Instants: text, datetimes and Julian dates, all in UTC.

Requests and results hold aware `datetime`s in UTC; array code takes a Julian date in two parts, the midnight (ending
in .5) and the fraction of the day, which together resolve 0.1 ns where one float resolves 20 µs.

Leap seconds: ``23:59:60`` is read as the second that follows it, as in POSIX time, so a day always has 86 400 s and a
difference across a leap second is one second short. None has been inserted since 2016.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from downrange.earth.constants import DAY_S
from downrange.earth.earth_codes import TimeCode
from downrange.errors import TimeError
from downrange.kernel.arrays import ArrayLike, Floats

# The years in which questions are asked. Before them there was no flight, and UTC, the Earth's rotation and the
# low-precision Sun are not stated so far; beyond them datetimes run out of the calendar at the first sum.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_JD_OF_ORDINAL_0 = 1_721_424.5  # Julian date of the midnight before 1 January of year 1, less one day
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[Tt ](?P<hour>\d{2}):(?P<minute>\d{2})"
    r"(:(?P<second>\d{2})([.,](?P<decimals>\d+))?)?"
    r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<zone_hour>\d{2})(:?(?P<zone_minute>\d{2}))?)?",
    re.ASCII,
)


_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, both ends included; both are aware and in order."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if as_utc(self.end) < as_utc(self.start):
            raise TimeError(
                TimeCode.ENDS_BEFORE_START, start=format_utc(self.start), end=format_utc(self.end)
            )

    @property
    def duration_s(self) -> float:
        return (self.end - self.start).total_seconds()

    def contains(self, t: datetime) -> bool:
        return self.start <= as_utc(t) <= self.end


def parse_utc(text: str) -> datetime:
    """Read an ISO 8601 time with ``Z`` or an offset, to the microsecond, as an aware UTC datetime.

    Seconds and their decimals may be left out; a space may stand for the ``T`` (RFC 3339); ``24:00`` is the
    midnight that ends the day (ISO 8601); ``23:59:60`` UTC at the end of a month is a leap second, read as
    the second after it. Anything else, and above all a time without a zone, raises `TimeError`.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise TimeError(TimeCode.NOT_A_TIME, value=text)
    if match["zone"] is None:
        raise TimeError(TimeCode.NO_ZONE, value=text)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    microseconds = round(float(f"0.{match['decimals'] or 0}") * 1e6)
    zone_hour, zone_minute = int(match["zone_hour"] or 0), int(match["zone_minute"] or 0)
    ends_the_day = hour == 24 and (minute, second, microseconds) == (0, 0, 0)
    if (hour > 23 and not ends_the_day) or max(minute, zone_minute) > 59 or second > 60 or zone_hour > 23:
        raise TimeError(TimeCode.NOT_A_TIME_OF_DAY, value=text)
    try:
        midnight = datetime.combine(date.fromisoformat(match["date"]), datetime.min.time(), UTC)
        local = midnight + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microseconds)
        zone = timedelta(hours=zone_hour, minutes=zone_minute)
        t = local + zone if match["sign"] == "-" else local - zone
    except (ValueError, OverflowError) as error:
        raise TimeError(TimeCode.NOT_A_DAY, value=text) from error
    if second == 60 and (t.day, t.hour, t.minute) != (1, 0, 0):
        raise TimeError(TimeCode.NOT_A_LEAP_SECOND, value=text)
    return t


def parse_window(text: str) -> Window:
    """Read ``START/END``, two times as `parse_utc` reads them (ISO 8601 interval)."""
    start, slash, end = text.partition("/")
    if not slash:
        raise TimeError(TimeCode.NOT_A_WINDOW, value=text)
    return Window(parse_utc(start), parse_utc(end))


def format_utc(t: datetime, decimals: int = 0) -> str:
    """Write an aware time as ``2023-11-27T14:36:30Z``, rounded half up to 0-6 decimals of a second.

    TimeError for a naive time or other decimals. What would round beyond the year 9999 is cut off.
    """
    if decimals not in range(7):
        raise TimeError(TimeCode.DECIMALS, field="decimals", value=decimals)
    step, utc = timedelta(microseconds=10 ** (6 - decimals)), as_utc(t)
    rounded = utc if utc > _LAST - step else utc + step / 2
    text = rounded.isoformat(timespec="microseconds")
    return text[: 20 + decimals].rstrip(".") + "Z"


def format_duration(seconds: float) -> str:
    """Seconds as a person says them: 0.4 s, 12 s, 3 min."""
    if seconds >= 120.0:
        return f"{seconds / 60.0:.0f} min"
    return f"{seconds:.0f} s" if seconds >= 2.0 else f"{seconds:.1f} s"


def as_utc(t: datetime) -> datetime:
    """The same instant in UTC; a naive datetime raises `TimeError`."""
    if t.utcoffset() is None:
        raise TimeError(TimeCode.NO_ZONE, value=t.isoformat())
    try:
        return t.astimezone(UTC)
    except OverflowError as error:  # 0001-01-01T00:00+14:00, say
        raise TimeError(TimeCode.NOT_A_DAY, value=t.isoformat()) from error


def as_instant(t: datetime, field: str = "time") -> datetime:
    """The instant in UTC of a question; TimeError for a naive datetime or one outside FIRST_YEAR to LAST_YEAR."""
    if not isinstance(t, datetime):
        raise TimeError(TimeCode.NOT_A_TIME, field=field, value=t)
    if not FIRST_YEAR <= t.year <= LAST_YEAR:
        raise TimeError(
            TimeCode.OUTSIDE_YEARS, field=field, value=t.isoformat(), first=FIRST_YEAR, last=LAST_YEAR
        )
    return as_utc(t)


def julian_utc(times: datetime | Sequence[datetime]) -> tuple[Floats, Floats]:
    """Julian date (ending in .5) and fraction of the day [0, 1) in UTC: shapes ``()`` or ``(T,)``."""
    if isinstance(times, datetime):
        jd, fraction = _julian(times)
        return np.array(jd), np.array(fraction)
    parts = np.array([_julian(t) for t in times], dtype=np.float64).reshape(-1, 2)
    return parts[:, 0], parts[:, 1]


def datetime_utc(jd: float, fraction: float) -> datetime:
    """The aware UTC datetime of a Julian date in two parts, to the nearest microsecond."""
    days = float(jd) - _JD_OF_ORDINAL_0 - 1
    return datetime.min.replace(tzinfo=UTC) + timedelta(days=days) + timedelta(days=float(fraction))


def offset_julian(t: datetime, seconds: ArrayLike) -> tuple[Floats, Floats]:
    """Julian date and fraction of the day of ``t + seconds``; both have the shape of `seconds`."""
    midnight, fraction = _julian(t)
    days = fraction + np.asarray(seconds, dtype=np.float64) / DAY_S
    whole = np.floor(days)
    rest = days - whole
    ended = rest >= 1  # a moment before midnight so short that the fraction rounds to the whole day
    return midnight + whole + ended, np.where(ended, 0.0, rest)


def _julian(t: datetime) -> tuple[float, float]:
    t = as_utc(t)
    since_midnight = t - t.replace(hour=0, minute=0, second=0, microsecond=0)
    return t.toordinal() + _JD_OF_ORDINAL_0, since_midnight.total_seconds() / DAY_S
