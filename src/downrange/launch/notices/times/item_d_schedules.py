"""Item D of a NOTAM: the schedule of days and hours within the validity (B, C)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from downrange.launch.areas.area import Position
from downrange.launch.notices.notice import NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import Calendar, moment, shift_month
from downrange.launch.notices.times.schedule_clauses import (
    DAY_LONG,
    Clause,
    ClauseHours,
    HourEnd,
    PrintedDay,
    clauses_of,
)
from downrange.launch.notices.times.sunrise_sunset import sun_minute
from downrange.launch.notices.times.time_expression import Day, Run
from downrange.launch.notices.times.time_runs import read_run
from downrange.launch.notices.times.validity_instants import validity_instant
from downrange.launch.notices.times.window_expansion import expand, sun_hours
from downrange.launch.notices.times.zone_conversion import in_utc
from downrange.launch.notices.tokens.token_page import Page

_MOST_WINDOWS = 3000
_MOST_DAYS = 800
_OPEN_END = timedelta(days=90)  # of a schedule without an end
_MINUTE = timedelta(minutes=1)


def windows_of_run(page: Page, run: Run, label: str | None, place: Position | None) -> list[NoticeWindow]:
    """The windows of an FAA text's schedule and the two times behind it, as `schedule_windows` reads item D."""
    if run.validity is None:
        return []
    ends = [validity_instant(page.tokens[at].text) for at in run.validity]
    start, end = (found[0] if found else None for found in ends)
    if start is None or end is None or end < start:
        page.report(NoticeDefect.TIMES_NOT_READ, *run.validity)
        return []
    if page.is_word(run.after, "EST"):
        page.report(NoticeDefect.END_ESTIMATED, run.after - 1, run.after + 1)
        page.use(run.after, run.after + 1)
    windows = schedule_windows(page, run.first, run.validity[0], start, end, place)
    return [replace(window, area=label) for window in windows]


def schedule_windows(
    page: Page, first: int, after: int, start: datetime, end: datetime | None, place: Position | None = None
) -> list[NoticeWindow]:
    """The windows of item D, cut to lie within `start` and `end` (B and C); one a day.

    `place` is the position (degrees, latitude first) for which sunrise and sunset are computed.
    """
    last = end if end is not None else start + _OPEN_END
    printed = page.folded[page.tokens[first].start : page.tokens[after - 1].end] if first < after else ""
    clauses = clauses_of(printed, range(start.year, last.year + 1))
    if clauses is None:
        return _windows_of_runs(page, first, after, start, end, place)
    page.use(first, after)
    windows = _Expansion(page, first, after, start, last, place).windows(clauses)
    if end is None and windows:
        page.report(NoticeDefect.SCHEDULE_NO_END, first, after)
    return _within(page, windows, start, last, first, after)


class _Expansion:
    """Windows of clauses, with the defects found on the way."""

    def __init__(
        self, page: Page, first: int, after: int, start: datetime, last: datetime, place: Position | None
    ) -> None:
        self.page, self.first, self.after = page, first, after
        self.start, self.last, self.place = start, last, place
        self.earliest = start.date()

    def report(self, code: NoticeDefect, **facts: object) -> None:
        self.page.report(code, self.first, self.after, **facts)

    def windows(self, clauses: Sequence[Clause]) -> list[NoticeWindow]:
        found: list[NoticeWindow] = []
        if len(clauses) > 1 and any(clause.hours and not clause.names_days for clause in clauses):
            code = NoticeDefect.SCHEDULE_HOURS_ALONE
            if not any(clause.no_days or clause.no_weekdays for clause in clauses):
                self.report(code)
        for clause in clauses:
            for (first, opens), (last, closes) in clause.spans:
                found += self._span(first, opens, last, closes)
            if clause.hours:
                found += self._clause(clause)
            if len(found) > _MOST_WINDOWS:
                self.report(NoticeDefect.TOO_MANY_WINDOWS, most=_MOST_WINDOWS)
                return found[:_MOST_WINDOWS]
        return found

    def _clause(self, clause: Clause) -> Iterator[NoticeWindow]:
        if clause.holidays:
            self.report(NoticeDefect.HOLIDAYS_NOT_KNOWN)
            if not (clause.days or clause.weekdays or clause.no_days or clause.no_weekdays or clause.daily):
                return  # HOL alone: on days that nothing here says
        every_day = clause.hours == [DAY_LONG] and not clause.names_days
        if every_day and not (clause.no_days or clause.no_weekdays or clause.since or clause.until):
            yield NoticeWindow(self.start, self.last)
            return
        barred = {day for span in clause.no_days for day in self._dates(*span)}
        since = self._date(clause.since) if clause.since else None
        until = self._date(clause.until) if clause.until else None
        listed = bool(clause.days)
        yielded = False
        daylight = [hours for hours in clause.hours if (hours[0].sun, hours[1].sun) == ("SR", "SS")]
        for day in self._listed(clause) if listed else self._every_day(before=bool(daylight)):
            if day in barred or day.weekday() in clause.no_weekdays:
                continue
            if (since and day < since) or (until and day > until):
                continue
            if clause.weekdays and day.weekday() not in clause.weekdays:
                continue
            yielded = True
            for hours in clause.hours if day >= self.start.date() or listed else daylight:
                window = self._window(day, hours)
                if listed or (window.start < self.last and window.end > self.start):
                    yield window
        if listed and clause.weekdays and not yielded:
            self.report(NoticeDefect.WEEKDAY_CONTRADICTS)

    def _every_day(self, *, before: bool) -> Iterator[date]:
        """The days of the validity; the one before it as well where daylight may go on into the next day of UTC."""
        for step in range(-before, min((self.last.date() - self.start.date()).days + 1, _MOST_DAYS)):
            yield self.start.date() + timedelta(days=step)

    def _listed(self, clause: Clause) -> Iterator[date]:
        for span in clause.days:
            yield from self._dates(*span)

    def _dates(self, first: PrintedDay, last: PrintedDay) -> Iterable[date]:
        begin = self._date(first)
        if begin is None:
            return
        if first == last:
            yield begin
            return
        self.earliest = begin
        end = self._date(last)
        if end is None:
            return
        if end < begin:
            self.report(NoticeDefect.DAYS_REVERSED)
            return
        for step in range(min((end - begin).days + 1, _MOST_DAYS)):
            yield begin + timedelta(days=step)

    def _date(self, day: PrintedDay) -> date | None:
        """The date of a printed day: the one within the validity; with no month, the next behind the day before."""
        year, month = self.start.year, self.start.month
        candidates: list[date] = []
        while (year, month) <= (self.last.year, self.last.month) and len(candidates) < _MOST_DAYS:
            if day.month in (None, month) and day.year in (None, year):
                instant = moment(year, month, day.day)
                candidates += [instant.date()] if instant else []
            year, month = shift_month(year, month, 1)
        valid = [one for one in candidates if self.start.date() <= one <= self.last.date()]
        if not valid:
            return self._outside(day)
        following = [one for one in valid if one >= self.earliest]
        chosen = (following or valid)[0]
        if day.month is None and len(valid) > 1:
            self.report(NoticeDefect.MONTH_SUPPLIED)
        self.earliest = chosen
        return chosen

    def _outside(self, day: PrintedDay) -> date | None:
        year = day.year or self.start.year
        instant = moment(year, day.month or self.start.month, day.day)
        if instant is None:
            self.report(NoticeDefect.NO_SUCH_DAY, day=day.day)
            return None
        if day.year is None and self.start - instant > timedelta(days=180):
            instant = moment(year + 1, day.month or self.start.month, day.day) or instant
        return instant.date()

    def _window(self, day: date, hours: ClauseHours) -> NoticeWindow:
        opens, closes = (self._minute(day, end) for end in hours)
        suns = [end.sun for end in hours]
        if opens is None or closes is None:
            opens, closes = 0, 1440
        elif not all(suns):
            opens = opens % 1440 if suns[0] else opens
            closes = closes % 1440 if suns[1] else closes
        if closes <= opens:
            closes += 1440
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return NoticeWindow(midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes))

    def _minute(self, day: date, end: HourEnd) -> int | None:
        if not end.sun:
            return end.minutes
        if self.place is None:
            self.report(NoticeDefect.SUN_WITHOUT_PLACE)
            return None
        self.report(NoticeDefect.SUN_COMPUTED)
        next_day = end.sun == "SR+"
        minute = sun_minute(day + timedelta(days=next_day), *self.place, rising=end.sun != "SS")
        if minute is None:
            self.report(NoticeDefect.SUN_WITHOUT_PLACE)
            return None
        return minute + 1440 * next_day + end.minutes

    def _span(self, first: PrintedDay, opens: int, last: PrintedDay, closes: int) -> Iterator[NoticeWindow]:
        begin = self._date(first)
        end = self._date(last)
        if begin is None or end is None:
            return
        opened, closed = (
            datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
            for day, minutes in ((begin, opens), (end, closes))
        )
        if closed < opened:
            self.report(NoticeDefect.WINDOW_REVERSED)
        else:
            yield NoticeWindow(opened, closed)


def _windows_of_runs(
    page: Page, first: int, after: int, start: datetime, end: datetime | None, place: Position | None
) -> list[NoticeWindow]:
    """A schedule that the grammar of clauses does not know, read as the times of any text are."""
    last = end if end is not None else start + _OPEN_END
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
        windows += expand(page, run, Calendar(start, last), None, place)
    for run in hours_only:
        if windows and run.hours:
            page.report(NoticeDefect.SCHEDULE_HOURS_ALONE, run.first, run.after)
        windows += hours_in(page, run, start, last, None, place)
    page.report(NoticeDefect.SCHEDULE_NOT_UNDERSTOOD, first, after)
    if end is None and windows:
        page.report(NoticeDefect.SCHEDULE_NO_END, first, after)
    return _within(page, windows, start, last, first, after)


def hours_in(
    page: Page, run: Run, start: datetime, end: datetime, label: str | None, place: Position | None = None
) -> list[NoticeWindow]:
    """Hours without days: on every day (of their zone) from `start` to `end`, cut to lie within."""
    windows = []
    run.place = place
    beside = run.zone is not None and not run.zone.is_utc  # the day in a zone may be the one before or after
    for step in range(-beside, min((end.date() - start.date()).days + 1, 800) + beside):
        day = start.date() + timedelta(days=step)
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
            windows.append(NoticeWindow(opened, closed, label))
    found = in_utc(page, run, windows, label, place)
    run.hours = []
    return [
        replace(window, start=max(window.start, start))
        for window in found
        if window.start < end and window.end > start
    ]


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
            if window.start < start - _MINUTE or window.end > end + _MINUTE:
                page.report(NoticeDefect.SCHEDULE_BEYOND, first, after, start=window.start, end=window.end)
            kept.append(replace(window, start=max(window.start, start), end=min(window.end, end)))
        else:
            kept.append(window)
    if kept and (
        min(w.start for w in kept) - start > timedelta(days=1)
        or end - max(w.end for w in kept) > timedelta(days=1)
    ):
        page.report(NoticeDefect.SCHEDULE_SHORT, first, after)
    return kept
