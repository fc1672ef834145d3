"""Schedules of item D and of FAA texts, cut into clauses: days, weekdays, exceptions, and the hours on them.

A schedule is read whole or not at all: a word that is not part of the grammar gives no clauses. What stands first,
days or hours, sets the order of a clause ("05 06 H24, 20 0600-0900" or "0200-0338 ON 6 AND 0244-0421 ON 8"). The
forms are those of ICAO Doc 8126 (6th ed., chapter 6, item D) and of the EUROCONTROL Operating Procedures for AIS
Dynamic Data (OPADD), and their common variants.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from downrange.launch.notices.times.incomplete_dates import full_year
from downrange.launch.notices.times.schedule_pieces import Piece, pieces_of
from downrange.launch.notices.times.time_atoms import clock_minutes


class HourEnd(NamedTuple):
    """One end of hours: minutes of the day, or minutes from sunrise or sunset; sunrise of the day after is "SR+"."""

    minutes: int
    sun: Literal["", "SR", "SS", "SR+"] = ""


class PrintedDay(NamedTuple):
    """A day with what is printed of its month and year."""

    day: int
    month: int | None = None
    year: int | None = None


ClauseHours = tuple[HourEnd, HourEnd]
Instant = tuple[PrintedDay, int]
DAY_LONG: ClauseHours = (HourEnd(0), HourEnd(1440))


@dataclass(slots=True)
class Clause:
    """Days and the hours on them. Without days: every day; `spans` are continuous, from one day to another."""

    days: list[tuple[PrintedDay, PrintedDay]] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    no_days: list[tuple[PrintedDay, PrintedDay]] = field(default_factory=list)
    no_weekdays: set[int] = field(default_factory=set)
    since: PrintedDay | None = None
    until: PrintedDay | None = None
    daily: bool = False
    holidays: bool = False  # public holidays are named, as days or as exceptions
    hours: list[ClauseHours] = field(default_factory=list)
    spans: list[tuple[Instant, Instant]] = field(default_factory=list)

    @property
    def names_days(self) -> bool:
        """Whether the clause says on which days it holds."""
        return bool(self.days or self.weekdays or self.daily or self.holidays)


_TIMELY = {"clock", "sun", "all_day", "daylight", "night"}
_DAYLIKE = {"day", "slash_day", "weekday", "working", "weekend", "daily", "holiday"}


def clauses_of(text: str, years: Container[int] = ()) -> list[Clause] | None:
    """The clauses of a schedule in folded capitals; None when a word of it is not understood.

    `years` are those that four digits behind a month or a day may mean.
    """
    pieces = pieces_of(text, years)
    return _Reader(pieces).clauses() if pieces else None


class _NotUnderstood(Exception):
    pass


class _Reader:
    """Reads the pieces of one schedule from left to right."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.at = 0
        self.found = [Clause()]
        kinds = [piece.kind for piece in pieces]
        first = {kind: kinds.index(kind) for kind in ("month", "day") if kind in kinds}
        self.month_first = "month" in first and first["month"] < first.get("day", 1 << 30)
        self.month: int | None = None
        self.year: int | None = None
        self.days_first: bool | None = None
        self.excepting = False
        self.parted = False  # by a comma or a new line, since the last day or hour

    def kind(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.pieces[place].kind if place < len(self.pieces) else ""

    def clauses(self) -> list[Clause] | None:
        try:
            while self.at < len(self.pieces):
                self._step()
        except _NotUnderstood:
            return None
        clauses = [clause for clause in self.found if clause != Clause()]
        whole = all(clause.hours or clause.spans for clause in clauses)
        return clauses if clauses and whole else None

    def _step(self) -> None:
        kind = self.kind()
        if kind == "join":
            self.parted = True
            self.at += 1
        elif kind == "on":
            self.parted = False
            self.at += 1
        elif kind == "ten":
            self._whole_span()
        elif kind == "month":
            self._month()
        elif kind in _TIMELY:
            self._hours()
        elif kind in _DAYLIKE:
            self._days()
        elif kind == "except":
            self.excepting = True
            self.parted = False
            self.at += 1
        elif kind == "since" and self.kind(1) not in ("day", "month"):
            self.at += 1
        elif kind in ("since", "to"):
            self._limit(kind)
        else:
            raise _NotUnderstood

    def _whole_span(self) -> None:
        """``2603281258 TO 2603281754``."""
        if self.kind(1) != "to" or self.kind(2) != "ten":
            raise _NotUnderstood
        ends = [_whole(self.pieces[self.at + ahead].text) for ahead in (0, 2)]
        self.found[-1].spans.append((ends[0], ends[1]))
        self.at += 3

    def _month(self) -> None:
        if not self.month_first:
            raise _NotUnderstood
        self.month, self.at = self.pieces[self.at].value, self.at + 1
        self.year = None
        if self.kind() == "year":
            self.year, self.at = self.pieces[self.at].value, self.at + 1
        if self.kind() == "join" and self.kind(1) == "day" and self.pieces[self.at].text == ",":
            self.at += 1  # SEP,29

    def _limit(self, kind: str) -> None:
        """TILL 15 DEC behind hours, FROM 05 DEC without an end."""
        self.at += 1
        if self.kind() == "month" and self.month_first:
            self._month()
        if self.kind() != "day":
            raise _NotUnderstood
        clause = self.found[-1]
        if kind == "to":
            clause.until = self._day()
            return
        start = self.at
        first, last = self._range()
        if first is last and self.kind() != "clock":
            clause.since = first
            clause.daily = True
        else:
            self.at = start
            self._days()

    def _day(self) -> PrintedDay:
        day = self.pieces[self.at].value
        if not 1 <= day <= 31:
            raise _NotUnderstood
        self.at += 1
        if self.month_first:
            if self.kind() == "year":
                self.year, self.at = self.pieces[self.at].value, self.at + 1
            return PrintedDay(day, self.month, self.year)
        month = year = None
        if self.kind() == "month":
            month, self.at = self.pieces[self.at].value, self.at + 1
            if self.kind() == "year":
                year, self.at = self.pieces[self.at].value, self.at + 1
        return PrintedDay(day, month, year)

    def _range(self) -> tuple[PrintedDay, PrintedDay]:
        first = self._day()
        ahead = 2 if self.kind(1) == "month" and self.month_first else 1
        if self.kind() != "to" or self.kind(ahead) != "day":
            return first, first
        self.at += 1
        if self.kind() == "month":
            self._month()
        last = self._day()
        if first.month is None and last.month is not None and first.day <= last.day:
            first = first._replace(month=last.month, year=last.year)
        return first, last

    def _continuous(self) -> tuple[Instant, Instant] | None:
        """``DEC 01 0800-DEC 03 1600``, ``29 2200-30 2200``: from a day and hour to a day and hour."""
        start = self.at, self.month, self.year
        first = self._day()
        if self.kind() == "clock" and self.kind(1) == "to":
            opens = self.pieces[self.at].value
            self.at += 2
            if self.kind() == "month" and self.month_first:
                self._month()
            if self.kind() == "day":
                last = self._day()
                if self.kind() == "clock" and self.kind(1) != "to":
                    closes = self.pieces[self.at].value
                    self.at += 1
                    return (first, opens), (last, closes)
        self.at, self.month, self.year = start
        return None

    def _days(self) -> None:
        clause = self.found[-1]
        if self.excepting and clause.hours and self.parted and self._hours_follow():
            self.excepting, self.days_first = False, True  # 0600-1500 EXC 10, 10 0703-1500
            self.found.append(clause := Clause())
        if self.excepting:
            self._add_days(clause, without=True)
            return
        if self.kind() == "daily" and clause.hours and not self.parted and self.days_first is not False:
            clause.daily = clause.daily or not clause.names_days
            self.at += 1
            return
        if self.days_first is None:
            self.days_first = not clause.hours
        apart = self.parted and clause.hours and not clause.names_days and self._hours_follow()
        if (self.days_first and clause.hours) or apart:
            self.days_first = True
            self.found.append(clause := Clause())
        self._add_days(clause, without=False)

    def _add_days(self, clause: Clause, *, without: bool) -> None:
        kind = self.kind()
        self.parted = False
        if kind == "day":
            if not without and (span := self._continuous()):
                clause.spans.append(span)
                return
            (clause.no_days if without else clause.days).append(self._range())
        elif kind == "weekday":
            first = last = self.pieces[self.at].value
            if self.kind(1) == "to" and self.kind(2) == "weekday":
                last = self.pieces[self.at + 2].value
                self.at += 2
            self.at += 1
            named = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
            (clause.no_weekdays if without else clause.weekdays).update(named)
        elif kind in ("working", "weekend"):
            named = {0, 1, 2, 3, 4} if kind == "working" else {5, 6}
            (clause.no_weekdays if without else clause.weekdays).update(named)
            self.at += 1
        elif kind == "holiday":
            clause.holidays = True
            self.at += 1
        else:
            clause.daily = True
            self.at += 1

    def _hours_follow(self) -> bool:
        """Whether the days from here lead to hours of their own."""
        ahead = 0
        while self.kind(ahead) in ("day", "weekday", "to", "month", "year", "join"):
            ahead += 1
        return self.kind(ahead) in _TIMELY

    def _hours(self) -> None:
        clause = self.found[-1]
        if self.excepting and clause.hours:
            raise _NotUnderstood  # hours of an exception
        self.excepting = False
        if self.days_first is None:
            self.days_first = clause.names_days
        if not self.days_first and clause.hours and clause.names_days:
            self.found.append(clause := Clause())
        kind = self.kind()
        self.parted = False
        if kind == "all_day":
            clause.hours.append(DAY_LONG)
            self.at += 1
        elif kind in ("daylight", "night"):
            rise, set_ = HourEnd(0, "SR"), HourEnd(0, "SS")
            clause.hours.append((rise, set_) if kind == "daylight" else (set_, HourEnd(0, "SR+")))
            self.at += 1
        elif self.kind(1) in ("to", "join") and self.kind(2) in ("clock", "sun"):
            if self.kind(1) == "join" and self.pieces[self.at + 1].text != "AND":
                raise _NotUnderstood
            first, last = self._end(0), self._end(2)
            if first.sun == "SS" and last.sun == "SR":
                last = last._replace(sun="SR+")
            clause.hours.append((first, last))
            self.at += 3
        else:
            raise _NotUnderstood

    def _end(self, ahead: int) -> HourEnd:
        piece = self.pieces[self.at + ahead]
        if piece.kind == "clock":
            return HourEnd(piece.value)
        return HourEnd(piece.value, "SR" if piece.text.startswith(("SR", "SUNR")) else "SS")


def _whole(digits: str) -> Instant:
    minutes = clock_minutes(digits[6:])
    month, day = int(digits[2:4]), int(digits[4:6])
    if minutes is None or not (1 <= month <= 12 and 1 <= day <= 31):
        raise _NotUnderstood
    return PrintedDay(day, month, full_year(int(digits[:2]))), minutes
