"""Item D of a NOTAM: the schedule of days and hours within the validity (B, C)."""

from datetime import date, datetime, timedelta

from downrange.launch.notices.notice import NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import Calendar, moment
from downrange.launch.notices.times.time_assembly import Day, Run
from downrange.launch.notices.times.time_runs import read_run
from downrange.launch.notices.times.window_expansion import expand, sun_hours
from downrange.launch.notices.tokens.token_page import Page


def schedule_windows(
    page: Page, first: int, after: int, start: datetime, end: datetime | None
) -> list[NoticeWindow]:
    """The windows of item D, cut to lie within `start` and `end` (B and C); one a day."""
    last = end if end is not None else start + timedelta(days=90)
    windows: list[NoticeWindow] = []
    at = first
    hours_only: list[Run] = []
    while at < after:
        run = read_run(page, at, after)
        if run.after == at:
            at += 1
            continue
        at = run.after
        for span in [*run.spans, *run.days, *(s for _, days in run.dailies for s in days)]:
            _date_days(span, start, last)
        for day in run.no_days:
            day.month = day.month or start.month
        if run.hours and not run.days:
            hours_only.append(run)
        windows += expand(page, run, Calendar(start, last), None)
    for run in hours_only:
        if windows and run.hours:
            page.report(NoticeDefect.SCHEDULE_HOURS_ALONE, run.first, run.after)
        windows += hours_in(page, run, start, last, None)
    if end is None and windows:
        page.report(NoticeDefect.SCHEDULE_NO_END, first, after)
    return _within(page, windows, start, last, first, after)


def hours_in(page: Page, run: Run, start: datetime, end: datetime, label: str | None) -> list[NoticeWindow]:
    """Hours without days: on every day from `start` to `end`, where they fit."""
    windows = []
    for step in range(min((end.date() - start.date()).days + 2, 800)):
        day = start.date() + timedelta(days=step - 1)
        if (run.weekdays and day.weekday() not in run.weekdays) or day.weekday() in run.no_weekdays:
            continue
        if any((barred.month, barred.day) == (day.month, day.day) for barred in run.no_days):
            continue
        for hours in run.hours[:24]:
            opens, closes = sun_hours(page, run, day, hours)
            opened = moment(day.year, day.month, day.day, opens)
            closed = moment(day.year, day.month, day.day, closes + (1440 if closes <= opens else 0))
            if opened is None or closed is None:
                continue
            if start - timedelta(minutes=1) <= opened < end and closed > start:
                windows.append(NoticeWindow(opened, closed, label))
    run.hours = []
    return windows


def _date_days(span: tuple[Day, Day], start: datetime, end: datetime) -> None:
    """Give days without a month the month in which they lie between B and C."""
    for day in span:
        if day.month is not None:
            continue
        cursor = date(start.year, start.month, 1)
        while cursor <= end.date():
            instant = moment(cursor.year, cursor.month, day.day)
            if instant is not None and start.date() <= instant.date() <= end.date():
                day.month, day.year = cursor.month, cursor.year
                break
            cursor = (cursor + timedelta(days=32)).replace(day=1)


def _within(
    page: Page, windows: list[NoticeWindow], start: datetime, end: datetime, first: int, after: int
) -> list[NoticeWindow]:
    """Cut a window that reaches beyond B or C, leave out one outside, and report both."""
    kept = []
    for window in windows:
        if window.end <= start or window.start >= end:
            page.report(NoticeDefect.SCHEDULE_OUTSIDE, first, after, start=window.start)
        elif window.start < start or window.end > end:
            page.report(NoticeDefect.SCHEDULE_BEYOND, first, after, start=window.start, end=window.end)
            kept.append(NoticeWindow(max(window.start, start), min(window.end, end), window.area))
        else:
            kept.append(window)
    if kept and (
        min(w.start for w in kept) - start > timedelta(days=1)
        or end - max(w.end for w in kept) > timedelta(days=1)
    ):
        page.report(NoticeDefect.SCHEDULE_SHORT, first, after)
    return kept
