"""A second, simple schedule: the windows that the printed times of one passage give, or why it cannot be said.

The tokens of a passage are a word over letters (`printed_times`); whole windows are taken first, the rest is cut
into clauses of days and hours. What has no partner is left over and given back with its place: where a schedule is
not fully explained there is nothing to compare, and that is said.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest

from downrange.launch.notices.audit.printed_dates import Context, Hours, Span, give_dates
from downrange.launch.notices.audit.printed_times import UNKNOWN_ZONE, TimeToken
from downrange.launch.notices.audit.solar_times import AGREE_MIN, is_daylight, is_of_the_sun, minute_of

_DAY = timedelta(days=1)
_MOST_DAYS = 800
_PIECES = re.compile(
    r"(?P<twice>DTDTSDTDT)|(?P<window>XSX|BXCX|DTSC?DT|BDTCDT|TDSTD)|(?P<to_hour>XST)|(?P<hours>B?TST"
    r"|BTCT)|(?P<all_day>H)"
    r"|(?P<same>R)|(?P<days>DSD)|(?P<day>D)|(?P<weekdays>WSW)|(?P<weekday>W)|(?P<except>E)|(?P<daily>Y)"
    r"|(?P<begun>(?<![XTDH])SX(?!S))|(?P<join>[CSB])|(?P<left>.)"
)
_HOURS_BEHIND = re.compile(r"B?T[SC]T")
_DAYS_BEHIND = re.compile(r"C?[DW]")


@dataclass(slots=True)
class Schedule:
    """Windows in UTC, the tokens that could not be explained, and whether a zone stands in them that is not known."""

    windows: list[Span] = field(default_factory=list)
    left: list[TimeToken] = field(default_factory=list)
    unknown_zone: TimeToken | None = None
    hours: list[Hours] = field(default_factory=list)
    place: tuple[float, float] | None = None
    sun_ends: set[datetime] = field(
        default_factory=set
    )  # ends of windows that are the Sun's, to a few minutes


class _NoSun(Exception):
    """The place is not known, or the Sun does not rise or set there."""


@dataclass(slots=True)
class _Clause:
    days: list[date] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    without: list[date] = field(default_factory=list)
    without_weekdays: list[int] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    same_hours: TimeToken | None = None
    tokens: list[TimeToken] = field(default_factory=list)


def schedule(tokens: Sequence[TimeToken], context: Context) -> Schedule:
    """The windows of one passage."""
    result = Schedule(place=context.place)
    tokens = [
        token
        for token, behind in zip_longest(tokens, tokens[1:])
        if not (token.letter == "C" and behind is not None and behind.letter == "y")
    ]
    _zones(tokens, result)
    days = [token for token in tokens if token.letter not in "ZM" and token.letter != "y"]
    give_dates(tokens, context)
    if result.unknown_zone is not None:
        return result
    clauses = _clauses([token for token in days if token.letter != "?"], context, result)
    result.hours += [hours for clause in clauses for hours in clause.hours]
    try:
        for clause in sorted(clauses, key=lambda clause: not clause.hours):
            _expand(clause, clauses, context, result)
    except _NoSun:
        result.left += [token for token in tokens if is_of_the_sun(token.minutes)]
    if context.validity:
        result.windows = list(_cut(result.windows, context.validity))
    return result


def _zones(tokens: Sequence[TimeToken], result: Schedule) -> None:
    """A zone belongs to the times before it, back to the zone before; with none before it, to those behind."""
    open_times: list[TimeToken] = []
    ahead: float | None = None
    last: TimeToken | None = None
    for token in tokens:
        if token.letter in "TX" and token.zone_h is None:
            token.zone_h = ahead
            open_times.append(token)
        elif token.letter == "Z":
            if last is not None and last.letter == "Z":  # LOCAL TIME (UTC+9): one zone
                for time in tokens:
                    if time.letter in "TX" and time.zone_h == UNKNOWN_ZONE and time.start < token.start:
                        time.zone_h = token.zone_h
            elif open_times:
                for time in open_times:
                    time.zone_h = token.zone_h
                open_times = []
            else:
                ahead = token.zone_h
        last = token
    for token in tokens:
        if token.letter in "TX" and token.zone_h == UNKNOWN_ZONE and result.unknown_zone is None:
            result.unknown_zone = token


def _clauses(tokens: Sequence[TimeToken], context: Context, result: Schedule) -> list[_Clause]:
    word = "".join(token.letter for token in tokens)
    clauses = [_Clause()]
    days_first: bool | None = None
    without = False
    until = False  # the next day ends days of which the first is not printed: 0500 TO 1700 DAILY UNTIL 31 MAR
    for match in _PIECES.finditer(word):
        part = tokens[match.start() : match.end()]
        kind = match.lastgroup
        clause = clauses[-1]
        if kind == "window":
            _add_window([token for token in part if token.letter in "XDT"], result)
            without = False
        elif kind == "twice":  # each end in one zone and, in brackets, in another
            ends = [token for token in part if token.letter in "DT"]
            _add_window([*ends[:2], *ends[4:6]], result)
            _add_window([*ends[2:4], *ends[6:]], result)
        elif kind == "to_hour":
            _add_to_hour(part[0], part[2], result)
        elif kind == "begun":
            _add_begun(part[1], context, result)
        elif kind in ("hours", "all_day"):
            days_first = False if days_first is None else days_first
            if not days_first and (clause.days or clause.weekdays):
                clauses.append(clause := _Clause())
            times = [token for token in part if token.letter == "T"]
            zone = times[-1].zone_h or 0.0 if times else 0.0
            if part[0].bracketed and clause.hours and times:  # the same hours told again in another zone
                hours = times[0].minutes - 60 * zone, times[1].minutes - 60 * zone
                first, last, other = clause.hours[-1]
                if {h % 1440 for h in hours} != {(first - 60 * other) % 1440, (last - 60 * other) % 1440}:
                    result.left += part
                continue
            clause.hours.append((times[0].minutes, times[1].minutes, zone) if times else (0, 1440, 0.0))
            clause.tokens += part
            without = False
        elif kind in ("day", "days", "weekday", "weekdays"):
            if without and _HOURS_BEHIND.match(word, match.end()):
                day = _date(part[0]) if kind == "day" else None
                if day in clause.without:  # EXC 10, 10 0703-1500
                    without, days_first = False, True
                    clauses.append(clause := _Clause())
                else:
                    result.left += part
            if not without:
                days_first = True if days_first is None else days_first
                if days_first and clause.hours:
                    clauses.append(clause := _Clause())
            clause.tokens += part
            if until and kind == "day" and not without:
                _add_days_until(clause, part[0], context, result)
            else:
                _add_days(clause, part, result, without=without)
        elif kind == "same":
            clause.same_hours = part[0]
        elif kind == "except":
            without = _DAYS_BEHIND.match(word, match.end()) is not None
        elif kind == "left":
            result.left += part
        until = kind == "join" and part[0].letter == "S" and bool(clause.hours) and not clause.days
    return [clause for clause in clauses if clause.tokens]


def _add_days(clause: _Clause, part: Sequence[TimeToken], result: Schedule, *, without: bool) -> None:
    ends = [token for token in part if token.letter in "DW"]
    if ends[0].letter == "W":
        first, last = ends[0].number, ends[-1].number
        named = [(first + i) % 7 for i in range((last - first) % 7 + 1)]
        (clause.without_weekdays if without else clause.weekdays).extend(named)
        return
    dates = [_date(token) for token in ends]
    if dates[0] is None or dates[-1] is None:
        result.left += part
        return
    count = (dates[-1] - dates[0]).days
    if not 0 <= count <= _MOST_DAYS:
        result.left += part
        return
    (clause.without if without else clause.days).extend(dates[0] + i * _DAY for i in range(count + 1))


def _add_days_until(clause: _Clause, token: TimeToken, context: Context, result: Schedule) -> None:
    """The days from the issue, or from the start of the validity, to a printed one."""
    begin, last = context.validity[0] if context.validity else context.issued, _date(token)
    count = (last - begin.date()).days if begin is not None and last is not None else -1
    if begin is None or not 0 <= count <= _MOST_DAYS:
        result.left.append(token)
    else:
        clause.days.extend(begin.date() + i * _DAY for i in range(count + 1))


def _date(token: TimeToken) -> date | None:
    try:
        return date(token.year, token.month, token.day)
    except ValueError:
        return None


def _instant(day: date, minutes: float, zone_h: float | None) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        minutes=minutes - 60 * (zone_h or 0.0)
    )


def _add_window(ends: Sequence[TimeToken], result: Schedule) -> None:
    """Two whole instants, each one token (X) or a day and a time in either order."""
    pairs: list[tuple[TimeToken, TimeToken]] = []
    if len(ends) == 2:
        pairs = [(ends[0], ends[0]), (ends[1], ends[1])]
    else:
        for one in (ends[:2], ends[2:]):
            day, time = one if one[0].letter == "D" else (one[1], one[0])
            pairs.append((day, time))
    (first_day, opening), (last_day, closing) = pairs
    first, last = _date(first_day), _date(last_day)
    of_the_sun = is_of_the_sun(opening.minutes) or is_of_the_sun(closing.minutes)
    if first is None or last is None or of_the_sun:
        result.left += ends
        return
    zone = closing.zone_h
    start = _instant(first, opening.minutes, zone if opening.zone_h is None else opening.zone_h)
    end = _instant(last, closing.minutes, zone)
    if not timedelta(0) <= end - start <= _MOST_DAYS * _DAY:
        result.left += ends
    else:
        result.windows.append((start, end))


def _add_begun(end: TimeToken, context: Context, result: Schedule) -> None:
    """IN PROGRESS UNTIL 312100Z OCT: from the issue of the message."""
    day = _date(end)
    closes = _instant(day, end.minutes, end.zone_h) if day is not None else None
    if closes is None or context.issued is None or closes <= context.issued:
        result.left.append(end)
    else:
        result.windows.append((context.issued, closes))


def _add_to_hour(whole: TimeToken, hour: TimeToken, result: Schedule) -> None:
    day = _date(whole)
    if day is None or is_of_the_sun(hour.minutes):
        result.left += [whole, hour]
        return
    zone = whole.zone_h if whole.zone_h is not None else hour.zone_h
    start, end = _instant(day, whole.minutes, zone), _instant(day, hour.minutes, hour.zone_h)
    result.windows.append((start, end if end > start else end + _DAY))


def _expand(clause: _Clause, clauses: Sequence[_Clause], context: Context, result: Schedule) -> None:
    """Days times hours of one clause. Hours without days hold on every day of the validity, if they stand alone."""
    alone = all(other.hours and not other.days and not other.weekdays for other in clauses[:1])
    days = list(clause.days)
    if not days and clause.hours and context.validity and (clause.weekdays or alone):
        begin, end = context.validity
        days = [begin.date() + i * _DAY for i in range(min((end.date() - begin.date()).days, _MOST_DAYS) + 1)]
        eve = begin.date() - _DAY  # daylight in the west goes on into the next day of UTC
        named = not clause.weekdays or eve.weekday() in clause.weekdays
        barred = eve in clause.without or eve.weekday() in clause.without_weekdays
        for pair in clause.hours if named and not barred else ():
            if is_daylight(*pair[:2]):
                result.windows.append(_window(eve, pair, result))
        if clause.weekdays:
            days = [day for day in days if day.weekday() in clause.weekdays]
    elif clause.weekdays and days:
        days = [day for day in days if day.weekday() in clause.weekdays] or days
    days = [day for day in days if day not in clause.without and day.weekday() not in clause.without_weekdays]
    if (
        not days
        and not clause.hours
        and {*clause.weekdays} <= {start.weekday() for start, _ in result.windows}
    ):
        return  # the weekday of a window's date
    if not days:
        result.left += [token for token in clause.tokens if token.letter not in "SCB"]
        return
    hours: Sequence[Hours] = clause.hours
    if not hours:
        if clause.same_hours is None and result.windows and {*days} <= _days_of(result.windows):
            return  # the date of a window named again
        hours = _hours_elsewhere(clause, context, result)
        if not hours:
            result.left += [token for token in clause.tokens if token.letter not in "SCB"]
            return
    for day in days:
        for first, last, zone in hours:
            result.windows.append(_window(day, (first, last, zone), result))


def _window(day: date, hours: Hours, result: Schedule) -> Span:
    first, last, zone = hours
    suns = is_of_the_sun(first), is_of_the_sun(last)
    opens, closes = (_minute(end, day, result.place, alone=suns[0] != suns[1]) for end in (first, last))
    start, end = _instant(day, opens, zone), _instant(day, closes, zone)
    end = end if end > start else end + _DAY
    result.sun_ends |= {moment for moment, sun in zip((start, end), suns, strict=True) if sun}
    return start, end


def _minute(end: int, day: date, place: tuple[float, float] | None, *, alone: bool) -> float:
    """A minute of the day; that of the Sun for the place, within the day where the other end is a clock's."""
    if not is_of_the_sun(end):
        return end
    minute = minute_of(end, day, *place) if place else None
    if minute is None:
        raise _NoSun
    return round(minute) % 1440 if alone else round(minute)


def _days_of(windows: Sequence[Span]) -> set[date]:
    return {moment.date() for window in windows for moment in window}


def _hours_elsewhere(clause: _Clause, context: Context, result: Schedule) -> Sequence[Hours]:
    """Hours of days that stand without any: those said before, or midnight to midnight where nothing else is said."""
    before = [*result.hours, *context.hours]
    if clause.same_hours is not None:
        if not before and len({_clocks(window) for window in result.windows}) == 1:
            return [_clocks(result.windows[0])]
        return before
    places = [(token.start, token.end) for token in clause.tokens if token.letter in "DW"]
    said = all(any(a <= start and end <= b for a, b in context.whole_days) for start, end in places)
    return [(0, 1440, 0.0)] if said or not (before or result.windows) else ()


def _clocks(window: Span) -> Hours:
    start, end = window
    minutes = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    return (*minutes, 0.0) if end - start < _DAY else (0, 1440, 0.0)


def _cut(windows: Sequence[Span], validity: Span) -> Iterator[Span]:
    for start, end in windows:
        begin, finish = max(start, validity[0]), min(end, validity[1])
        if begin < finish:
            yield begin, finish


def merged(windows: Sequence[Span]) -> list[Span]:
    """The time covered, as spans in rising order; 2359 and the next 0000 meet."""
    together: list[Span] = []
    for start, end in sorted(windows):
        if together and start - together[-1][1] <= timedelta(minutes=1):
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return together


def same_cover(a: Sequence[Span], b: Sequence[Span], sun_ends: Collection[datetime] = ()) -> bool:
    """Whether two schedules cover the same time, to a minute at each end, to a few at those of the Sun."""
    left, right = merged(a), merged(b)
    minute = timedelta(minutes=1)
    return len(left) == len(right) and all(
        abs(x - y) <= minute or (abs(x - y) <= AGREE_MIN * minute and not {x, y}.isdisjoint(sun_ends))
        for one, other in zip(left, right, strict=True)
        for x, y in zip(one, other, strict=True)
    )
