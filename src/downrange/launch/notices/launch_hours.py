"""Hours of a launch from its notices: the first planned window; apart from it reserve days and hours without UTC."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from downrange.codes import Remark
from downrange.launch.notices.hours_codes import HoursNote
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours

MOST_SPANS = 6  # of reserve days named in a sentence


def first_planned(windows: Iterable[NoticeWindow]) -> NoticeWindow | None:
    """The earliest window that is no reserve; None where there are reserve windows only, or none at all."""
    planned = (window for window in windows if not window.reserve)
    return min(planned, key=lambda window: (window.start, window.end), default=None)


def hours_notes(notices: Sequence[Notice]) -> tuple[Remark, ...]:
    """What notices of one launch say of its hours beside the first planned window; empty where nothing."""
    notes: list[Remark] = []
    for notice in notices:
        name = notice.number or "a notice without number"
        reserve = [window for window in notice.windows if window.reserve]
        if notice.untimed:
            facts = {"notice": name, "hours": printed_hours(notice.untimed)}
            notes.append(Remark(HoursNote.ZONE_UNKNOWN, facts))
        if reserve:
            notes.append(Remark(HoursNote.RESERVE, {"notice": name, "days": _days(reserve)}))
    windows = [window for notice in notices for window in notice.windows]
    if windows and first_planned(windows) is None:
        notes.append(Remark(HoursNote.ONLY_RESERVE))
    return tuple(notes)


def printed_hours(untimed: Iterable[UntimedHours]) -> str:
    """The words of hours without UTC, each once, in the order of the text."""
    return ", ".join(dict.fromkeys(" ".join(hours.text.split()) for hours in untimed))


def _days(windows: Iterable[NoticeWindow]) -> str:
    """The days on which windows open, days in a row as a span."""
    spans: list[tuple[date, date]] = []
    for day in sorted({window.start.date() for window in windows}):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    told = [f"{first}" if first == last else f"{first} to {last}" for first, last in spans[:MOST_SPANS]]
    more = len(spans) - MOST_SPANS
    return ", ".join([*told, *([f"and {more} more"] if more > 0 else [])])
