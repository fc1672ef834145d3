"""Date ranges of S-124: days with hours, whole days, open ranges; what is not said is a defect, not a window.

A time of day without a zone is read as UTC and said to be (navigational warnings are in UTC: IMO/IHO Joint Manual on
Maritime Safety Information, S-53, 4.2). A range of several days with two times of day can mean hours on each day or
one span; it is read as hours on each day, and said.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.gml_shapes import GmlSheet, local
from downrange.launch.notices.notice import NoticeWindow

RANGES = {"fixeddaterange", "datetimerange", "fixedtimerange", "periodicdaterange"}
_MOST_DAYS = 366
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_TIME = re.compile(
    r"(?:T|^)([01][0-9]|2[0-4]):?([0-5][0-9])(?::?([0-5][0-9])(?:\.[0-9]{1,9})?)?\s?(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?$",
    re.IGNORECASE,
)


class DateRange(NamedTuple):
    """Windows of a range, and the day from which an open one runs."""

    windows: tuple[NoticeWindow, ...] = ()
    open_from: datetime | None = None


def ranges_of(element: Any, sheet: GmlSheet, label: str | None = None) -> Iterator[DateRange]:
    """The ranges directly of an element."""
    for span in element:
        if local(span).lower() in RANGES:
            yield _range(span, sheet, label)


def instant_of(text: str | None) -> datetime | None:
    """An instant in ISO 8601, UTC where no zone is given; None for anything else."""
    day, clock = day_of(text), clock_of(text)
    if day is None:
        return None
    return midnight(day) + (clock[0] if clock else timedelta(0))


def day_of(text: str | None) -> date | None:
    """The day that a text begins with; None for none."""
    match = _DAY.match((text or "").strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def clock_of(text: str | None) -> tuple[timedelta, bool] | None:
    """The time since midnight UTC that a text ends with, and whether it names its zone; None for none."""
    match = _TIME.search((text or "").strip())
    if match is None or (match[1] == "24" and int(match[2])):
        return None
    since = timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))
    zone = (match[4] or "").upper()
    if zone[:1] in ("+", "-"):
        figures = zone[1:].replace(":", "").ljust(4, "0")
        east = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
        since += east if zone[0] == "-" else -east
    return since, bool(zone)


def midnight(day: date) -> datetime:
    """The first instant of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _range(span: Any, sheet: GmlSheet, label: str | None) -> DateRange:
    said: dict[str, str] = {}
    for below in span.iter():
        name = local(below).lower()
        text = "".join(below.itertext()).strip()
        if text and name in ("datestart", "timestart", "datetimestart", "timeofdaystart"):
            said["opens" if name == "timeofdaystart" else "first"] = text
        elif text and name in ("dateend", "timeend", "datetimeend", "timeofdayend"):
            said["closes" if name == "timeofdayend" else "last"] = text
    printed = " ".join(said.values())
    first, last = day_of(said.get("first")), day_of(said.get("last"))
    opens = clock_of(said.get("opens")) or _own_time(said.get("first"))
    closes = clock_of(said.get("closes")) or _own_time(said.get("last"))
    read = {"first": first, "last": last, "opens": opens, "closes": closes}
    if any(key in said and read[key] is None for key in said) or (first is None and said):
        sheet.report(FormDefect.GML_DATES, printed)
        return DateRange()
    if first is None:
        return DateRange()
    if opens and closes and last is None:
        last = first
    if last is None or (opens is None) != (closes is None):
        sheet.report(FormDefect.GML_OPEN_RANGE, printed)
        return DateRange((), midnight(first))
    if last < first or (last - first).days > _MOST_DAYS:
        sheet.report(FormDefect.GML_DATES, printed)
        return DateRange()
    if opens is None or closes is None:
        return DateRange((NoticeWindow(midnight(first), midnight(last) + timedelta(days=1), label),))
    if not (opens[1] and closes[1]):
        sheet.report(FormDefect.GML_NO_ZONE, printed)
    if "opens" not in said or "closes" not in said:  # two instants
        start, end = midnight(first) + opens[0], midnight(last) + closes[0]
        if end <= start:
            sheet.report(FormDefect.GML_DATES, printed)
            return DateRange()
        return DateRange((NoticeWindow(start, end, label),))
    if last > first:
        sheet.report(FormDefect.GML_DAILY, printed, days=(last - first).days + 1)
    length = (closes[0] - opens[0]) % timedelta(days=1) or timedelta(days=1)
    days = (midnight(first) + timedelta(days=k) + opens[0] for k in range((last - first).days + 1))
    return DateRange(tuple(NoticeWindow(start, start + length, label) for start in days))


def _own_time(text: str | None) -> tuple[timedelta, bool] | None:
    """The time of a date that is an instant."""
    return clock_of(text) if text and "T" in text else None
