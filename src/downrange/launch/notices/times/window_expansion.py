"""Windows from time expressions, one a day, with missing years and months supplied."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from downrange.launch.areas.area import Position
from downrange.launch.notices.notice import NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import Calendar, moment
from downrange.launch.notices.times.sunrise_sunset import sun_minute
from downrange.launch.notices.times.time_expression import SUNRISE, Day, Hours, Run, Span
from downrange.launch.notices.times.time_zones import Zone
from downrange.launch.notices.times.zone_conversion import in_utc
from downrange.launch.notices.tokens.token_page import Page

_MOST_WINDOWS = 3000  # of one run: eight years of days
_LONGEST_SPAN = timedelta(days=200)


def expand(
    page: Page, run: Run, calendar: Calendar, label: str | None, place: Position | None = None
) -> list[NoticeWindow]:
    """All windows of a run, in the order printed. What cannot be dated becomes a defect.

    `place` is the position (degrees, latitude first) for which sunrise and sunset are computed.
    """
    return in_utc(page, run, _expand(page, run, calendar, label, place), label, place)


def _expand(
    page: Page, run: Run, calendar: Calendar, label: str | None, place: Position | None
) -> list[NoticeWindow]:
    run.place = place
    windows: list[NoticeWindow] = []
    for span in run.spans:
        if len(windows) <= _MOST_WINDOWS:
            windows += _as_reserve(run, span, _span_window(page, run, span, calendar, label))
    if windows and (run.weekdays or run.no_weekdays or run.no_days):
        page.report(NoticeDefect.DAYS_LEFT_OUT, run.first, run.after)
        windows = [piece for window in windows for piece in _without_barred_days(run, window)]
    for hours, days in run.dailies:
        if len(windows) <= _MOST_WINDOWS:
            for span in days:
                found = _daily_windows(page, run, hours, _days(page, run, [span], calendar), label)
                windows += _as_reserve(run, span, found)
    if run.until is not None:
        windows += _until_windows(page, run, calendar, label)
    elif run.hours and (run.weekdays or run.no_weekdays) and calendar.issued and calendar.expires:
        every = _every_day(calendar.issued.date(), calendar.expires.date())
        windows += _daily_windows(page, run, run.hours, every, label)
        run.hours = []
    for span in run.days if not run.hours else ():
        if len(windows) <= _MOST_WINDOWS:
            windows += _as_reserve(run, span, _whole_days(page, run, span, calendar, label))
    if run.hours and not windows:
        page.report(NoticeDefect.HOURS_WITHOUT_DAY, run.first, run.after)
    if len(windows) > _MOST_WINDOWS:
        page.report(NoticeDefect.TOO_MANY_WINDOWS, run.first, run.after, most=_MOST_WINDOWS)
    return windows[:_MOST_WINDOWS]


def _as_reserve(run: Run, span: Span, windows: list[NoticeWindow]) -> list[NoticeWindow]:
    return [replace(one, reserve=True) for one in windows] if run.is_reserve(span[0].at) else windows


def resolve(page: Page, run: Run, day: Day, calendar: Calendar) -> datetime | None:
    """The instant of a printed day. None, and a defect, when there is no such day or its year is not known."""
    if day.month is None:
        guess = calendar.month_of(day.day)
        if guess is None:
            page.report(NoticeDefect.NO_MONTH, run.first, run.after)
            return None
        page.report(NoticeDefect.MONTH_SUPPLIED, run.first, run.after)
        day.year, day.month = guess
    year = day.year or calendar.year_of(day.month, day.day)
    if year is None:
        page.report(NoticeDefect.NO_YEAR, run.first, run.after)
        return None
    instant = moment(year, day.month, day.day, max(day.minute, 0))
    if instant is None:
        page.report(NoticeDefect.NO_SUCH_DAY, run.first, run.after, day=day.day)
    return instant


def _span_window(
    page: Page, run: Run, span: Span, calendar: Calendar, label: str | None
) -> list[NoticeWindow]:
    start, end = (resolve(page, run, day, calendar) for day in span)
    if start is None or end is None:
        return []
    if span[1].minute < 0:
        end += timedelta(minutes=sun_hours(page, run, end.date(), (0, span[1].minute))[1])
    if end < start and span[1].year is None and end.month < start.month:
        end = moment(end.year + 1, end.month, end.day, span[1].minute) or end
    if end < start:
        page.report(NoticeDefect.WINDOW_REVERSED, run.first, run.after)
        start, end = end, start
    if end - start > _LONGEST_SPAN:
        page.report(NoticeDefect.WINDOW_LONG, run.first, run.after, most_days=_LONGEST_SPAN.days)
    return [NoticeWindow(start, end, label)]


def _days(page: Page, run: Run, spans: Iterable[Span], calendar: Calendar) -> Iterator[date]:
    for first, last in spans:
        start = resolve(page, run, first, calendar)
        end = start if last is first else resolve(page, run, last, calendar)
        if start is None or end is None:
            continue
        if end < start:
            if last.year is None and first.year is None:
                end = moment(end.year + 1, end.month, end.day) or end
            if end < start:
                page.report(NoticeDefect.DAYS_REVERSED, run.first, run.after)
                continue
        if (end - start).days > 366:
            page.report(NoticeDefect.DAYS_MANY, run.first, run.after)
        yield from _every_day(start.date(), min(end, start + timedelta(days=1100)).date())


def _every_day(first: date, last: date) -> Iterator[date]:
    for step in range(min((last - first).days + 1, 1100)):
        yield first + timedelta(days=step)


def _daily_windows(
    page: Page, run: Run, hours: list[Hours], days: Iterable[date], label: str | None
) -> list[NoticeWindow]:
    windows = []
    for day in days:
        if _barred(run, day):
            continue
        for first, last in hours:
            start, end = sun_hours(page, run, day, (first, last))
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            closes = end + (1440 if end <= start else 0)
            windows.append(
                NoticeWindow(midnight + timedelta(minutes=start), midnight + timedelta(minutes=closes), label)
            )
        if len(windows) > _MOST_WINDOWS:
            break
    return windows


def _barred(run: Run, day: date) -> bool:
    """Whether the run leaves out a day: EXCEPT SUNDAYS, EXC 03 MAY, or a weekday that it does not name."""
    if (run.weekdays and day.weekday() not in run.weekdays) or day.weekday() in run.no_weekdays:
        return True
    return bool(run.no_days) and any(
        barred.day == day.day and barred.month in (None, day.month) for barred in run.no_days
    )


def _without_barred_days(run: Run, window: NoticeWindow) -> Iterator[NoticeWindow]:
    """What is left of a window when the days that the run leaves out are cut from it, midnight to midnight UTC."""
    opened: datetime | None = None
    for day in _every_day(window.start.date(), window.end.date()):
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        if _barred(run, day):
            if opened is not None and opened < midnight:
                yield replace(window, start=opened, end=midnight)
            opened = None
        elif opened is None:
            opened = max(window.start, midnight)
    if opened is not None and opened < window.end:
        yield replace(window, start=opened)


def sun_hours(page: Page, run: Run, day: date, hours: Hours) -> Hours:
    """Hours with SUNRISE and SUNSET computed for the first area's position; the whole day without a place."""
    if min(hours) >= 0:
        return hours
    computed = [
        minute
        if minute >= 0
        else sun_minute(day, *run.place, rising=minute == SUNRISE)
        if run.place
        else None
        for minute in hours
    ]
    code = NoticeDefect.SUN_COMPUTED if run.place else NoticeDefect.SUN_WITHOUT_PLACE
    page.report(code, run.first, run.after)
    first, last = computed
    return (0 if first is None else max(first, 0)), (1440 if last is None else last)


def _until_windows(page: Page, run: Run, calendar: Calendar, label: str | None) -> list[NoticeWindow]:
    assert run.until is not None
    end = resolve(page, run, run.until, calendar)
    if end is None:
        return []
    if calendar.issued is None:
        page.report(NoticeDefect.UNTIL_WITHOUT_START, run.first, run.after)
        return []
    page.report(NoticeDefect.START_SUPPLIED, run.first, run.after)
    hours = run.hours or [pair for hours, _ in run.dailies for pair in hours]
    run.hours = []
    if hours:
        return _daily_windows(page, run, hours, _every_day(calendar.issued.date(), end.date()), label)
    return [NoticeWindow(calendar.issued, end, label)] if end > calendar.issued else []


def _whole_days(
    page: Page, run: Run, span: Span, calendar: Calendar, label: str | None
) -> list[NoticeWindow]:
    """Days without hours: one window from the first midnight to the last."""
    days = list(_days(page, run, [span], calendar))
    if not days:
        return []
    page.report(NoticeDefect.DAYS_WITHOUT_HOURS, run.first, run.after)
    opened, closed = (moment(day.year, day.month, day.day) for day in (days[0], days[-1]))
    return (
        [] if opened is None or closed is None else [NoticeWindow(opened, closed + timedelta(days=1), label)]
    )


def join_hours_and_days(runs: list[tuple[Run, str | None]]) -> None:
    """Join hours and days that stand in different expressions: days first, hours per area, or apart in the text."""
    _repeat(runs)
    told = {_printed(span) for run, _ in runs for _, spans in run.dailies for span in spans}
    for run, _ in runs:
        if not run.hours:  # NOTE NEW DATE 03 MAR TO 18 MAR: days already given with their hours
            run.days = [span for span in run.days if _printed(span) not in told]
    days = [(run, label) for run, label in runs if run.days and not run.hours]
    hours = [(run, label) for run, label in runs if run.hours and not run.days]
    if not days or not hours:
        return
    married: set[int] = set()
    for run, label in hours:
        partners = (
            [d for d in days if d[1] == label]
            or [d for d in days if d[1] is None]
            or (days if label is None else [])
        )
        if partners:
            run.zone = run.zone or next((partner.zone for partner, _ in partners if partner.zone), None)
            run.reserve_at += tuple(mark for partner, _ in partners for mark in partner.reserve_at)
            run.dailies.append((run.hours, [span for partner, _ in partners for span in partner.days]))
            run.hours = []
            married |= {id(partner) for partner, _ in partners}
    for run, _ in days:
        if id(run) in married:
            run.days = []


def _repeat(runs: list[tuple[Run, str | None]]) -> None:
    """Give days AT THE SAME TIMES the hours, and the area, of the last run before them that has some."""
    hours: list[Hours] = []
    area: str | None = None
    zone: Zone | None = None
    for place, (run, label) in enumerate(runs):
        own = [each for pairs, _ in run.dailies for each in pairs] or _hours_of(run.spans)
        hours = own or hours if run.same else hours
        if run.same and hours:
            run.dailies.append((hours, run.days))
            run.zone = run.zone or zone
            run.days = []
            runs[place] = run, area
        elif (
            given := [each for pairs, _ in run.dailies for each in pairs] or run.hours or _hours_of(run.spans)
        ):
            hours, area, zone = given, label, run.zone


def _hours_of(spans: list[Span]) -> list[Hours]:
    """The hours of windows that open and close within a day, or over one midnight."""
    return [(first.minute, last.minute) for first, last in spans if first.minute >= 0 and last.minute >= 0]


def _printed(span: Span) -> tuple[int | None, ...]:
    return span[0].day, span[0].month, span[1].day, span[1].month
