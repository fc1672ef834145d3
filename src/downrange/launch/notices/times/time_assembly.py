"""Assembly of time expressions: atoms put together into spans, hours and days.

NGA prints hours, then days ("2005Z TO 2020Z DAILY 19 THRU 25 JAN"); others print days, then hours ("19 TO 22
MAY DAILY 0730 TO 1000"). Whichever comes first in a run sets its order. A month printed once counts for the
days before it; in the month-first style of schedules ("APR 28 1930-2359") for the days after it.
"""

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import shift_month
from downrange.launch.notices.times.time_atoms import (
    BETWEEN_WORDS,
    WEEKEND,
    WORKING_DAYS,
    Atom,
    read_five_digit_times,
)
from downrange.launch.notices.times.time_expression import SUNRISE, SUNSET, Day, Hours, Run, Span
from downrange.launch.notices.times.years_among_atoms import month_first, with_years
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import NUMBER, ZULU

_BOTH_ENDS = ("start", "end")


def assemble(page: Page, run: Run, atoms: list[Atom]) -> None:
    """Fill a run with what its atoms say; what does not fit together becomes a defect."""
    solid = read_five_digit_times(
        [atom for atom in atoms if atom.kind not in ("lead", "local", "zone")], page
    )
    _Assembly(page, run, with_years(solid, page)).assemble()


class _Assembly:
    """Puts the atoms of one run together."""

    def __init__(self, page: Page, run: Run, atoms: list[Atom]) -> None:
        self.page, self.run, self.atoms = page, run, atoms
        self.at = 0
        self.announced = any(atom.kind in ("progress", "until") for atom in atoms)
        self.month_first = month_first([atom.kind for atom in atoms])
        self.groups: list[tuple[str, Hours | Span]] = []
        self.forward: tuple[int | None, int | None] = (None, None)
        self.dated: list[Day] = []

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.atoms[place].kind if place < len(self.atoms) else ""

    def assemble(self) -> None:
        excepting = until = False
        daily_at = -9
        while self.at < len(self.atoms):
            atom, kind, before_at = self.atoms[self.at], self.kind(), self.at - 1
            if kind == "except":
                excepting, self.at = True, self.at + 1
            elif kind == "weekday":
                self._weekdays(self.run.no_weekdays if excepting else self.run.weekdays)
            elif (
                kind == "hm"
                and self.kind(1) in ("day", "full", "month")
                and (ends := self._hour_of_day_to_hour_of_day())
            ):
                self.groups.append(("span", ends))
                until = False
            elif kind in ("hm", "sun"):
                self._hours()
            elif kind in ("day", "dhm", "full"):
                span = self._span()
                if excepting:
                    self.run.no_days += [span[0]] if span[0] is span[1] else _each(span)
                elif until or (kind == "dhm" and span[0] is span[1]):
                    self._until(span[1], atom)
                elif (kind == "day" and not self._timed(span)) or (kind == "full" and span[0].minute == -1):
                    self.groups.append(("days", span))
                elif daily_at == before_at and span[0].minute != span[1].minute:
                    self.page.report(NoticeDefect.DATES_INSIDE_DAILY, self.run.first, self.run.after)
                    hours = span[0].minute, span[1].minute
                    self.groups += [("hours", hours), ("days", self._daily_days(span))]
                else:
                    self.groups.append(("span", span))
                until = False
            elif kind == "month":
                self.forward = (atom.a, self._year_after())
                self.at += 1
            else:
                to_day = kind == "to" and self.kind(1) == "day" and not self.groups
                until = until or kind == "until" or to_day
                daily_at = self.at if kind == "daily" else daily_at
                self.at += 1
        self._fill_months()
        self._pair_up()

    def _daily_days(self, span: Span) -> Span:
        last = Day(span[1].day, span[1].month, span[1].year, 0, span[1].at)
        self.dated.append(last)
        if span[1].minute <= span[0].minute:
            last.day -= 1
        first = Day(span[0].day, span[0].month, span[0].year, 0, span[0].at)
        self.dated.append(first)
        return first, last

    def _timed(self, span: Span) -> bool:
        return span[0].timed or span[0].minute > 0 or span[1].minute > 0

    def _until(self, day: Day, atom: Atom) -> None:
        if self.run.until is not None or (atom.kind == "dhm" and not self.announced):
            self.page.report(NoticeDefect.TIME_WITHOUT_WINDOW, atom.at, atom.at + 1)
        else:
            self.run.until = day

    def _year_after(self) -> int | None:
        return self.atoms[self.at + 1].a if self.kind(1) == "year" else None

    def _weekdays(self, chosen: set[int]) -> None:
        first = self.atoms[self.at].a
        if first in (WORKING_DAYS, WEEKEND):
            chosen |= {5, 6} if first == WEEKEND else {0, 1, 2, 3, 4}
            self.at += 1
        elif self.kind(1) == "to" and self.kind(2) == "weekday":
            last = self.atoms[self.at + 2].a
            named = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
            if chosen and chosen != named:
                self.page.report(NoticeDefect.WEEKDAYS_DIFFER, self.run.first, self.run.after)
            chosen |= named
            self.at += 3
        else:
            chosen.add(first)
            self.at += 1

    def _clock(self, ahead: int = 0) -> int:
        atom = self.atoms[self.at + ahead]
        if atom.kind == "sun" and atom.a:
            return atom.a  # HJ
        if atom.kind == "sun":
            return SUNSET if self.page.tokens[atom.at].text in ("SUNSET", "SS") else SUNRISE
        return atom.a

    def _hours(self) -> None:
        links = 3 if self.kind(1) == "month" and self.kind(2) == "to" else 2
        if self.kind(links) in ("hm", "sun") and self.kind(links - 1) in ("to", "until", "and"):
            self.groups.append(("hours", (self._clock(), self._clock(links))))
            self._missing_zulu(self.atoms[self.at], self.atoms[self.at + links])
            self.at += links + 1
        else:
            at = self.atoms[self.at].at
            self.page.report(NoticeDefect.HOUR_WITHOUT_WINDOW, at, at + 1)
            self.at += 1

    def _missing_zulu(self, first: Atom, last: Atom) -> None:
        tokens = [self.page.tokens[atom.at] for atom in (first, last)]
        apart = any(" " in token.text for token in tokens)
        if {token.kind for token in tokens} == {ZULU, NUMBER} and not apart:
            begin, end = sorted((first.at, last.at))
            self.page.report(NoticeDefect.Z_LOST, begin, end + 1)

    def _day(self) -> Day:
        """A day (or day and time) with its own month and year, where they follow it directly."""
        atom = self.atoms[self.at]
        if atom.kind == "full":
            self.at += 1
            return Day(atom.full[2], atom.full[1], atom.full[0], atom.full[3], atom.at)
        day = Day(atom.a, None, None, atom.b if atom.kind == "dhm" else 0, atom.at)
        self.at += 1
        if self.month_first:
            day.month, day.year = self.forward
            if self.kind() == "year":
                day.year = self.atoms[self.at].a
                self._give_year(day.year)
                self.at += 1
        elif self.kind() == "month":
            day.month = self.atoms[self.at].a
            self.at += 1
            if self.kind() == "year":
                day.year = self.atoms[self.at].a
                self.at += 1
        self.dated.append(day)
        return day

    def _give_year(self, year: int) -> None:
        for day in self.dated:
            if day.year is None:
                day.year = year

    def _span(self) -> Span:
        start_atom = self.atoms[self.at]
        day = self._day()
        whole_day = start_atom.kind == "day" or (start_atom.kind == "full" and day.minute == -1)
        if whole_day and self._hour_to_day_and_hour():
            day.minute, day.timed = self._clock(), True
            self.at += 2
            if self.kind() == "month":
                self.forward, self.at = (self.atoms[self.at].a, self._year_after()), self.at + 1
            other = self._day()
            other.minute = self._clock()
            self.at += 1
            if self.kind() == "month":
                other.month, self.at = self.atoms[self.at].a, self.at + 1
            return day, other
        if self.kind() in ("to", "until") and self.kind(1) in ("day", "dhm", "full", "month"):
            if self.kind(1) == "month":
                self.at += 1
                self.forward = (self.atoms[self.at].a, self._year_after())
                if self.kind(1) not in ("day", "dhm"):
                    return day, day
            if start_atom.kind == "day" or self.atoms[self.at + 1].kind == start_atom.kind:
                self.at += 1
                other_atom = self.atoms[self.at]
                other = self._day()
                if start_atom.kind == "dhm":
                    self._missing_zulu(start_atom, other_atom)
                return day, other
        elif (start_atom.kind, self.kind(), self.kind(1)) == ("dhm", "and", "dhm") and self.kind(2) not in (
            "to",
            "until",
        ):
            if not self.page.is_word(start_atom.at - 1, *BETWEEN_WORDS):
                self.page.report(NoticeDefect.AND_FOR_TO, start_atom.at, self.atoms[self.at + 1].at + 1)
            self.at += 1
            return day, self._day()
        elif (
            (start_atom.kind == "dhm" or (start_atom.kind == "full" and day.minute >= 0))
            and self.kind() == "to"
            and self.kind(1) in ("hm", "sun")
        ):
            self.at += 1
            other = Day(day.day, day.month, day.year, self._clock(), self.atoms[self.at].at)
            if 0 <= other.minute <= day.minute:
                other.minute += 1440
            self.at += 1
            if self.kind() == "month":
                other.month = day.month = self.atoms[self.at].a
                self.at += 1
            self.dated.append(other)
            return day, other
        return day, day

    def _hour_to_day_and_hour(self) -> bool:
        """After a day: "2100 TO 23 2100 UTC JUL", "1600Z TO 25 JUN 1800Z"; not the hours of two lists of days."""
        joins = ("to", "until", "and") if self._is_between() else ("to", "until")
        if self.kind() != "hm" or self.kind(1) not in joins:
            return False
        ahead = 3 if self.kind(2) == "month" and self.month_first else 2
        if self.kind(ahead) not in ("day", "full"):
            return False
        ahead += 1
        while self.kind(ahead) in ("month", "year"):
            ahead += 1
        return self.kind(ahead) == "hm" and self.kind(ahead + 1) != "to"

    def _is_between(self) -> bool:
        here = self.atoms[min(self.at, len(self.atoms) - 1)].at
        return any(self.page.is_word(at, *BETWEEN_WORDS) for at in range(max(self.run.first, here - 8), here))

    def _hour_of_day_to_hour_of_day(self) -> Span | None:
        """``1200 UTC 28 NOV TO 0200 UTC 29 NOV``: an hour with its day, to an hour with its day."""
        start = self.at
        days: list[Day] = []
        for last in (False, True):
            month_day = self.month_first and (self.kind(1), self.kind(2)) == ("month", "day")
            if self.kind() != "hm" or not (month_day or self.kind(1) in ("day", "full")):
                break
            minute = self._clock()
            self.at += 1
            if month_day:  # 1200 UTC NOV 28, 2026
                self.forward = (self.atoms[self.at].a, None)
                self.at += 1
            if self.atoms[self.at].kind == "full" and self.atoms[self.at].full[3] != -1:
                break
            day = self._day()
            if month_day and self.kind() == "and" and self.kind(1) == "year":
                day.year = self.atoms[self.at + 1].a
                self.at += 2
            day.minute = minute
            days.append(day)
            if not last:
                if self.kind() not in ("to", "until") and not (self.kind() == "and" and self._is_between()):
                    break
                self.at += 1
        if len(days) == len(_BOTH_ENDS) and self.kind() not in ("to", "until"):
            return days[0], days[1]
        self.at = start
        self.dated = [day for day in self.dated if day not in days]
        return None

    def _fill_months(self) -> None:
        days = sorted(self.dated, key=lambda day: day.at)
        if not self.month_first:
            month = year = None
            for day in reversed(days):
                if day.month is not None:
                    month, year = day.month, day.year
                elif month is not None:
                    day.month, day.year = month, day.year or year
        month = year = None
        for day in days:
            if day.month is not None:
                month, year = day.month, day.year or year
            elif month is not None:
                day.month, day.year = month, year
        self._forbid_backward(days)

    def _forbid_backward(self, days: list[Day]) -> None:
        """In a list like 30, 31, 01 FEB, the high days are of the month before."""
        for earlier, later in zip(days[-2::-1], days[:0:-1], strict=True):
            turns = earlier.day >= 25 and later.day <= 7 and earlier.month == later.month
            if turns and earlier.month is not None and not self._printed(earlier):
                year, earlier.month = shift_month(earlier.year or 2000, earlier.month, -1)
                earlier.year = year if earlier.year else None
                for other in days:
                    alike = other.at < earlier.at and other.month == later.month and other.day > later.day
                    if alike and not self._printed(other):
                        other.month, other.year = earlier.month, earlier.year
                self.page.report(NoticeDefect.MONTH_ONCE, self.run.first, self.run.after)
                return

    def _printed(self, day: Day) -> bool:
        following = next((atom for atom in self.atoms if atom.at > day.at), None)
        return self.month_first or (following is not None and following.kind == "month")

    def _pair_up(self) -> None:
        kinds = [kind for kind, _ in self.groups if kind != "span"]
        hours_first = bool(kinds) and kinds[0] == "hours"
        hours: list[Hours] = []
        days: list[Span] = []
        last = ""
        for kind, value in self.groups:
            if kind == "span":
                self.run.spans.append(value)  # type: ignore[arg-type]
                continue
            if kind != last and ((hours_first and kind == "hours") or (not hours_first and kind == "days")):
                self._daily(hours, days)
                hours, days = [], []
            (hours if kind == "hours" else days).append(value)  # type: ignore[arg-type]
            last = kind
        self._daily(hours, days)

    def _daily(self, hours: list[Hours], days: list[Span]) -> None:
        if hours and days:
            self.run.dailies.append((hours, days))
        else:
            self.run.hours += hours
            self.run.days += days


def _each(span: Span) -> list[Day]:
    first, last = span
    return [Day(day, first.month, first.year) for day in range(first.day, last.day + 1)]
