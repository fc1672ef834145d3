"""Vague dates: a time is kept exactly as precisely as it was told.

    2023                         a year
    2023-11                      a month
    2023-11-21                   a day
    2023-11-21T13:42Z            a minute, in UTC
    2023-11-21T22:42:28+09:00    a second, in the local time of whoever told it
    2023-11-21T13:42Z?           the same, but the teller or the recorder doubts it

The text is never rounded, filled up or turned into another zone; what it *can* mean is an interval. Years,
months and days are read as UTC ones, so a local day may lie up to 14 hours beside its interval.
The idea of keeping precision and doubt is that of the vague dates of J. McDowell's GCAT.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from downrange.earth.instants import Window
from downrange.errors import TimeError
from downrange.record.record_codes import DateCode

PRECISIONS = ("year", "month", "day", "minute", "second")
FIRST_YEAR, LAST_YEAR = 1900, 2199  # a year outside is a slip of the pen in a record of space launches
WIDEST_OFFSET = timedelta(hours=14)  # Kiribati; no zone on Earth is further from UTC

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:[0-5]\d))?)?)?(?P<doubt>\?)?",
    re.ASCII,
)
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_SPAN = {"day": timedelta(days=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A time as it was told: its text, and the instants it can mean, ``start <= t < end``, in UTC."""

    text: str
    precision: str
    doubtful: bool
    start: datetime
    end: datetime

    def __str__(self) -> str:
        return self.text


def parse_vague(text: str) -> VagueDate:
    """Read one vague date. TimeError quotes the text and shows the forms that can be read.

    A time of day needs its zone (``Z`` or ``+09:00``): a bare ``13:42`` could be any of 26 hours.
    """
    form = _FORM.fullmatch(text)
    if form is None:
        bare = re.fullmatch(r"[\d-]{10}[T ]\d\d:\d\d(:\d\d)?\??", text, re.ASCII)
        raise TimeError(DateCode.NO_ZONE if bare else DateCode.BAD_FORM, value=text)
    part = {name: int(form[name]) for name in _PARTS if form[name]}
    precision = next(name for name in reversed(PRECISIONS) if name in part)
    if not FIRST_YEAR <= part["year"] <= LAST_YEAR:
        raise TimeError(DateCode.YEAR_OUTSIDE, value=text, first=FIRST_YEAR, last=LAST_YEAR)
    zone = _zone(form["zone"], text)
    try:
        start = datetime(**{"month": 1, "day": 1} | part, tzinfo=zone).astimezone(UTC)
    except ValueError as error:
        raise TimeError(DateCode.NOT_IN_CALENDAR, value=text, reason=str(error)) from error
    return VagueDate(text, precision, form["doubt"] is not None, start, _end(start, precision))


def interval(date: VagueDate) -> Window:
    """The instants a vague date can mean, as a window in UTC; its end is the first instant it cannot mean."""
    return Window(date.start, date.end)


def order(date: VagueDate) -> tuple[datetime, timedelta, bool, str]:
    """The key that sorts vague dates: by first instant; of two that begin together the vaguer comes first.

    So ``2023-11`` stands like a heading before ``2023-11-01``, and a doubtful time after the same time told
    without doubt.
    """
    return date.start, date.start - date.end, date.doubtful, date.text


def zone_of(date: VagueDate) -> timezone:
    """The zone in which the time was told; UTC where there is no time of day."""
    form = _FORM.fullmatch(date.text)
    return _zone(form["zone"], date.text) if form else UTC


def can_agree(one: VagueDate, other: VagueDate) -> bool:
    """Whether some instant fits both dates. ``13:42:58Z`` and ``13:43Z`` cannot both be right as told."""
    return one.start < other.end and other.start < one.end


def _zone(zone: str | None, text: str) -> timezone:
    if zone is None or zone == "Z":
        return UTC
    if zone == "-00:00":
        raise TimeError(DateCode.UNKNOWN_ZONE, value=text)
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    if size > WIDEST_OFFSET:
        raise TimeError(DateCode.ZONE_OUTSIDE, value=text, zone=zone)
    return timezone(-size if zone[0] == "-" else size)


def _end(start: datetime, precision: str) -> datetime:
    if precision == "year":
        return start.replace(year=start.year + 1)
    if precision == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + _SPAN[precision]
