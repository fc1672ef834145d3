"""Notices with made times: the windows are drawn first, then printed in a form, a zone and a span of days.

    python tests/support/made_times.py [COUNT] [SEED] [--show N]

Item D of NOTAMs, schedules of FAA texts, and warnings of the sea. One line: right, reported, silent wrong; then the
forms that are not right. Each form prints what it means without doubt, so right is expected, not only reported.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from downrange.errors import DownrangeError
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
WEEKDAYS = "MON TUE WED THU FRI SAT SUN".split()
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]
ZONES: tuple[tuple[str, float], ...] = (
    ("UTC", 0), ("GMT", 0), ("UTC+8", 8), ("UTC+0800", 8), ("(UTC+8)", 8), ("(GMT +5)", 5), ("UTC-3", -3),
    ("(UTC-0330)", -3.5), ("(UTC+05:30)", 5.5), ("JST", 9), ("KST", 9), ("MSK", 3), ("PHT", 8), ("NZDT", 13),
    ("EDT", -4), ("PDT", -7), ("CEST", 2), ("AEST", 10), ("ICT", 7), ("WIB", 7), ("MOSCOW TIME", 3),
    ("BEIJING TIME", 8), ("PYONGYANG TIME", 9), ("JAPAN STANDARD TIME", 9), ("(INDIAN STANDARD TIME)", 5.5),
    ("LOCAL TIME (UTC+9)", 9), ("HRS JST", 9), ("HOURS MOSCOW TIME", 3),
)  # fmt: skip
UNKNOWN = ("LT", "LOCAL TIME", "LMT", "(LOCAL TIME)")
RING = "38-28.5N 044-37.2W, 38-10.0N 043-10.0W, 37-40.0N 043-30.0W"  # on the high sea: no country's time


@dataclass(slots=True)
class MadeTimes:
    """A text, the windows that it means (None: hours whose zone is not known), and the name of its form."""

    text: str
    windows: set[Span] | None
    form: str


@dataclass(slots=True)
class _Draw:
    random: random.Random
    first: date = field(init=False)

    def __post_init__(self) -> None:
        self.first = date(2026, 1, 1) + self.random.randint(5, 350) * DAY

    def hours(self, *, over_midnight: bool = False) -> tuple[int, int]:
        length = self.random.choice((25, 60, 95, 150, 240))
        start = (
            self.random.randint(1440 - length + 5, 1435)
            if over_midnight
            else self.random.randint(10, 1435 - length)
        )
        return start, start + length


def made_times(seed: int) -> MadeTimes:
    """The notice of a seed."""
    draw = _Draw(random.Random(seed))
    return draw.random.choice(FORMS)(draw)


def _at(day: date, minutes: float) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}{minutes % 60:02d}"


def _on(days: list[date], hours: tuple[int, int], ahead_h: float = 0) -> set[Span]:
    return {(_at(day, hours[0] - 60 * ahead_h), _at(day, hours[1] - 60 * ahead_h)) for day in days}


def _cut(spans: set[Span], b: datetime, c: datetime) -> set[Span]:
    return {(max(start, b), min(end, c)) for start, end in spans if start < c and end > b}


def _range(first: date, count: int) -> list[date]:
    return [first + i * DAY for i in range(count)]


def _name(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]}"


# warnings


def _warning(times: str, number_year: int = 26) -> str:
    return (
        f"NAVAREA IV 998/{number_year}\nNORTH ATLANTIC.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING {times} "
        f"IN AREA BOUND BY {RING}.\n"
    )


def _zoned(draw: _Draw) -> MadeTimes:
    zone, ahead = draw.random.choice(ZONES)
    hours, day = draw.hours(), draw.first
    start, end = _hhmm(hours[0]), _hhmm(hours[1])
    clocks = f"{start[:2]}:{start[2:]}-{end[:2]}:{end[2:]}"
    times = draw.random.choice(
        (
            f"{start} TO {end} {zone} ON {_name(day)} 2026",
            f"BETWEEN {start} AND {end} {zone} ON {_name(day)}",
            f"{_name(day)} {start}-{end} {zone}",
            f"{_name(day)} 2026 AT {clocks} {zone}",
            f"ON {_name(day)} FROM {start} TO {end} {zone}",
            f"{day.day:02d}{start} TO {day.day:02d}{end} {zone} {MONTHS[day.month - 1]}",
        )
    )
    return MadeTimes(_warning(times), _on([day], hours, ahead), f"zone {zone}")


def _zoned_days(draw: _Draw) -> MadeTimes:
    zone, ahead = draw.random.choice(ZONES)
    hours, days = (
        draw.hours(over_midnight=draw.random.random() < 0.3),
        _range(draw.first, draw.random.randint(2, 6)),
    )
    span = f"{_name(days[0])} TO {_name(days[-1])}"
    times = draw.random.choice(
        (
            f"{_hhmm(hours[0])} TO {_hhmm(hours[1])} {zone} DAILY {span}",
            f"DAILY FROM {span}, {_hhmm(hours[0])}-{_hhmm(hours[1])} {zone}",
            f"{span} DAILY {_hhmm(hours[0])} TO {_hhmm(hours[1])} {zone}",
        )
    )
    return MadeTimes(_warning(times), _on(days, hours, ahead), f"days in zone {zone}")


def _unknown(draw: _Draw) -> MadeTimes:
    hours = draw.hours()
    times = f"{_name(draw.first)} {_hhmm(hours[0])}-{_hhmm(hours[1])} {draw.random.choice(UNKNOWN)}"
    return MadeTimes(_warning(times), None, "unknown zone")


def _twice(draw: _Draw) -> MadeTimes:
    zone, ahead = draw.random.choice(
        [one for one in ZONES if one[1] and one[0][0] != "(" and "(" not in one[0]]
    )
    hours = draw.hours()
    utc = "-".join(_hhmm(round(minute - 60 * ahead) % 1440) for minute in hours)
    local = f"{_hhmm(hours[0])}-{_hhmm(hours[1])}"
    times = draw.random.choice((f"{local} {zone} ({utc} UTC)", f"{local} LOCAL TIME ({utc} UTC)"))
    if "LOCAL" in times and not -10 <= ahead < 12:  # half a day ahead and half a day behind look alike
        times = f"{local} {zone} ({utc} UTC)"
    return MadeTimes(_warning(f"{_name(draw.first)} {times}"), _on([draw.first], hours, ahead), "two zones")


def _long_span(draw: _Draw) -> MadeTimes:
    last = draw.first + draw.random.randint(1, 12) * DAY
    start, end = draw.random.randint(0, 1439), draw.random.randint(0, 1439)
    a, b = _hhmm(start), _hhmm(end)
    times = draw.random.choice(
        (
            f"{_name(draw.first)} {a} UTC UNTIL {_name(last)} {b} UTC",
            f"FROM {a} UTC {_name(draw.first)} TO {b} UTC {_name(last)}",
            f"BETWEEN {_name(draw.first)} {a} UTC AND {_name(last)} {b} UTC",
            f"{_at(draw.first, start):%Y-%m-%dT%H:%MZ} TO {_at(last, end):%Y-%m-%dT%H:%MZ}",
            f"{draw.first.day:02d}{a}Z {MONTHS[draw.first.month - 1]} TO {last.day:02d}{b}Z {MONTHS[last.month - 1]}",
        )
    )
    return MadeTimes(
        _warning(times), {(_at(draw.first, start), _at(last, end))}, "span " + times.split()[0][:4]
    )


def _reserve(draw: _Draw) -> MadeTimes:
    hours, days = draw.hours(), _range(draw.first, 3)
    if days[0].month != days[-1].month:
        return _reserve(_Draw(draw.random))
    month = MONTHS[days[0].month - 1]
    group = f"{days[0].day:02d}{_hhmm(hours[0])}Z TO {days[0].day:02d}{_hhmm(hours[1])}Z {month}"
    word = draw.random.choice(("BACKUP DATES", "RESERVE DAYS", "ALTERNATE DATES", "BACK-UP DATES"))
    return MadeTimes(
        _warning(f"{group}. {word} {days[1].day:02d} AND {days[2].day:02d} {month} SAME TIMES"),
        _on(days, hours),
        f"reserve {word}",
    )


def _dates(draw: _Draw) -> MadeTimes:
    hours, day = draw.hours(), draw.first
    a, b = _hhmm(hours[0]), _hhmm(hours[1])
    month = MONTHS[day.month - 1]
    times = draw.random.choice(
        (
            f"{month} {day.day:02d} {a}-{b} UTC",
            f"{month} {day.day}, 2026, {a} TO {b} UTC",
            f"{day.day:02d}.{month} {a}-{b} UTC",
            f"{day.day} {month} 2026 FROM {a[:2]}.{a[2:]} TO {b[:2]}.{b[2:]} UTC",
            f"{day.day:02d} {month} {a[:2]}:{a[2:]} UTC - {b[:2]}:{b[2:]} UTC",
            f"{a}Z TO {b}Z {day.day:02d} {month} 26",
            f"{day:%Y-%m-%d} {a}-{b} UTC",
            f"{WEEKDAYS[day.weekday()]} {day.day:02d} {month} {a} TO {b} UTC",
        )
    )
    return MadeTimes(_warning(times), _on([day], hours), "date " + times)


def _half_days(draw: _Draw) -> MadeTimes:
    hours = draw.hours()
    marks = draw.random.choice((("AM", "PM"), ("A.M.", "P.M.")))
    ends = [f"{(m // 60 - 1) % 12 + 1}:{m % 60:02d} {marks[m >= 720]}" for m in hours]
    return MadeTimes(
        _warning(f"BETWEEN {ends[0]} AND {ends[1]} UTC {_name(draw.first)}"),
        _on([draw.first], hours),
        "half days",
    )


# schedules


def _schedule(draw: _Draw) -> tuple[str, set[Span], list[date], str]:
    """A schedule in the grammar of item D: its print, its spans before the cut, the days of B to C, the form."""
    days = _range(draw.first, draw.random.randint(3, 9))
    hours, other = draw.hours(), draw.hours()
    at, at2 = (f"{_hhmm(h[0])}-{_hhmm(h[1])}" for h in (hours, other))
    form = draw.random.choice(
        ("daily", "two hours", "midnight", "weekday", "clauses", "list", "except", "except day", "h24", "range",
         "span", "hours first", "slash", "till")
    )  # fmt: skip
    name = draw.random.choice(("{m} {d:02d}", "{d:02d}"))
    if len({day.month for day in days}) > 1:
        name = "{m} {d:02d}"

    def said(day: date) -> str:
        return name.format(m=MONTHS[day.month - 1], d=day.day)

    if form == "two hours":
        return f"DAILY {at} {at2}", _on(days, hours) | _on(days, other), days, form
    if form == "midnight":
        hours = draw.hours(over_midnight=True)
        text = f"{draw.random.choice(('DLY ', 'DAILY ', ''))}{_hhmm(hours[0])}-{_hhmm(hours[1])}"
        return text, _on(days, hours), days, form
    if form == "weekday":
        first, last = sorted(draw.random.sample(range(7), 2))
        spans = _on([day for day in days if first <= day.weekday() <= last], hours)
        spans |= _on([day for day in days if not first <= day.weekday() <= last], (0, 1440))
        rest = " ".join(WEEKDAYS[i] for i in range(7) if not first <= i <= last)
        return (
            f"{WEEKDAYS[first]}-{WEEKDAYS[last]} {at}, {rest} H24" if rest else f"DAILY {at}",
            spans,
            days,
            form,
        )
    if form == "clauses":
        return (
            f"{said(days[0])} {at}, {said(days[2])} {at2}",
            _on(days[:1], hours) | _on(days[2:3], other),
            days,
            form,
        )
    if form == "list":
        chosen = sorted(draw.random.sample(days, 3))
        return " ".join(said(day) for day in chosen) + f" {at}", _on(chosen, hours), days, form
    if form == "except":
        barred = draw.random.randrange(7)
        spans = _on([day for day in days if day.weekday() != barred], hours)
        return f"DAILY {at} EXC {WEEKDAYS[barred]}", spans, days, form
    if form == "except day":
        spans = _on([day for day in days if day != days[1]], hours) | _on(days[1:2], other)
        return f"{at} EXC {said(days[1])}, {said(days[1])} {at2}", spans, days, form
    if form == "h24":
        return f"{said(days[0])} {said(days[1])} H24, {said(days[2])} {at}", (
            _on(days[:2], (0, 1440)) | _on(days[2:3], hours)
        ), days, form  # fmt: skip
    if form == "range":
        return f"{said(days[0])}-{said(days[-1])} {at}", _on(days, hours), days, form
    if form == "span":
        spans = {(_at(days[0], hours[0]), _at(days[1], hours[1]))}
        return f"{said(days[0])} {_hhmm(hours[0])}-{said(days[1])} {_hhmm(hours[1])}", spans, days, form
    if form == "hours first":
        return (
            f"{at} ON {said(days[0])} AND {at2} ON {said(days[1])}",
            _on(days[:1], hours) | _on(days[1:2], other),
            days,
            form,
        )
    if form == "slash" and name == "{d:02d}":
        return (
            f"{days[0].day:02d}/{at}, {days[1].day:02d}/{at2}",
            _on(days[:1], hours) | _on(days[1:2], other),
            days,
            form,
        )
    if form == "till":
        return f"DAILY {at} TILL {_name(days[-2])}", _on(days[:-1], hours), days, form
    return f"{draw.random.choice(('DAILY ', 'DLY ', ''))}{at}", _on(days, hours), days, "daily"


def _validity(draw: _Draw, spans: set[Span], days: list[date]) -> Span:
    b, c = _at(days[0], 0), _at(days[-1], 1439)
    if draw.random.random() < 0.5:  # B and C that cut the first and the last day
        b += timedelta(minutes=draw.random.randint(0, 1380))
        c -= timedelta(minutes=draw.random.randint(0, 1380))
    return b, c


def _printed_validity(draw: _Draw, at: datetime) -> str:
    form = draw.random.choice(
        ("%y%m%d%H%M",) * 4 + ("%y/%m/%d %H:%M", "%y%m%d %H%M", "%Y-%m-%dT%H:%MZ", "%Y-%m-%d %H:%M")
    )
    if draw.random.random() < 0.1:
        return f"{_name(at.date())} {at:%Y %H:%M}"
    return f"{at:{form}}"


def _notam(draw: _Draw) -> MadeTimes:
    schedule, spans, days, form = _schedule(draw)
    b, c = _validity(draw, spans, days)
    text = (
        f"B1234/26 NOTAMN\nQ) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010\nA) EGTT B) {_printed_validity(draw, b)} "
        f"C) {_printed_validity(draw, c)}\nD) {schedule}\n"
        "E) DANGER AREA ACT FOR ROCKET LAUNCH WI 5NM RADIUS OF PSN 502030N 0051010W\nF) SFC G) UNL\n"
    )
    return MadeTimes(text, _cut(spans, b, c), f"D {form}")


def _faa(draw: _Draw) -> MadeTimes:
    days, hours = (
        _range(draw.first, draw.random.randint(2, 6)),
        draw.hours(over_midnight=draw.random.random() < 0.3),
    )
    b, c = _validity(draw, set(), days)
    at = f"{_hhmm(hours[0])}-{_hhmm(hours[1])}"
    if draw.random.random() < 0.5:
        schedule, spans = f"DLY {at}", _on(days, hours)
    else:
        schedule, spans = f"MON-FRI {at}", _on([day for day in days if day.weekday() < 5], hours)
    text = (
        "!FDC 6/4777 ZAB AIRSPACE ROCKET LAUNCH WI AN AREA DEFINED AS 10NM RADIUS OF 325900N1065900W SFC-UNL "
        f"{schedule} {b:%y%m%d%H%M}-{c:%y%m%d%H%M}\n"
    )
    return MadeTimes(text, _cut(spans, b, c), "FAA " + schedule[:3])


FORMS: tuple[Callable[[_Draw], MadeTimes], ...] = (
    *(
        _zoned,
        _zoned,
        _zoned_days,
        _unknown,
        _twice,
        _long_span,
        _long_span,
        _dates,
        _dates,
        _reserve,
        _half_days,
    ),
    *(_notam,) * 7,
    *(_faa,) * 2,
)


def outcome(made: MadeTimes) -> tuple[str, str]:
    """``right``, ``reported`` or ``silent``, and what was read."""
    try:
        notices = read_notices(made.text)
    except DownrangeError as refused:
        return ("right" if not made.windows and made.windows is not None else "reported"), str(refused)
    windows = [window for notice in notices for window in notice.windows]
    read = {(window.start, window.end) for window in windows}
    said = " ".join(f"{w.start:%d%H%M}-{w.end:%d%H%M}" for w in windows)
    if made.windows is None:
        told = all(notice.untimed for notice in notices)
        return ("right" if told and not windows else "reported" if _reported(notices) else "silent"), said
    if _covered(read) == _covered(made.windows):
        return "right", said
    return ("reported" if _reported(notices) else "silent"), said + " " + " ".join(
        str(defect.code) for notice in notices for defect in notice.defects
    )


def _covered(spans: set[Span]) -> list[Span]:
    """The time covered; 2359 and the next midnight meet."""
    together: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if together and start - together[-1][1] <= timedelta(minutes=1):
            together[-1] = together[-1][0], max(end, together[-1][1])
        else:
            together.append((start, end))
    return together


def _reported(notices: tuple[Notice, ...]) -> bool:
    return any(
        notice.unread or any(defect.code not in Q_LINE for defect in notice.defects) for notice in notices
    )


def main(arguments: list[str]) -> int:
    """Print the figures of COUNT made notices; 1 when one of them is silently wrong."""
    show = int(arguments[arguments.index("--show") + 1]) if "--show" in arguments else 0
    numbers = [int(word) for word in arguments if word.isdigit()][:2]
    count, seed = (*numbers, *(2000, 1)[len(numbers) :])
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for step in range(count):
        made = made_times(seed + step)
        result, read = outcome(made)
        found[result] += 1
        if result != "right":
            wrong[f"{result}: {made.form}"] += 1
            if wrong[f"{result}: {made.form}"] <= show:
                want = " ".join(f"{a:%d%H%M}-{b:%d%H%M}" for a, b in sorted(made.windows or ()))
                print(f"--- {result} {seed + step} {made.form}\n{made.text}want {want}\nread {read}")
    print(dict(found), wrong.most_common(40))
    return 1 if found["silent"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
