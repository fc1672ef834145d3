"""Notices made from a grammar of forms, with the windows and areas they mean: what is read of them can be judged.

    python tests/support/made_notices.py [COUNT] [SEED] [--show N]

The truth is drawn first and then printed in one of the forms that issuers use: positions in twelve notations,
distances in every unit and way of writing numbers, times with zones and offsets, day lists, H24, weekdays, several
areas with hours of their own, and misprints that can be seen. One line of figures: right, reported, silent wrong.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import isclose

from downrange.errors import DownrangeError
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
LONG_MONTHS = (
    """JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER""".split()
)
WEEKDAYS = "MON TUE WED THU FRI SAT SUN".split()
UNITS_NM = {
    "NM": 1.0,
    "MILES": 1.0,
    "KM": 1 / 1.852,
    "M": 1 / 1852,
    "FT": 0.3048 / 1852,
    "YARDS": 0.9144 / 1852,
}
ZONES = (("UTC+8", 8), ("UTC+0800", 8), ("(UTC+8)", 8), ("(GMT +5)", 5), ("GMT+9", 9), ("JST", 9), ("UTC-3", -3),
         ("MOSCOW TIME", 3), ("BEIJING TIME", 8), ("(UTC+05:30)", 5.5), ("NZDT", 13))  # fmt: skip
WORDS = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split(),
    "TWENTY THIRTY FORTY FIFTY".split(),
)
DAY = timedelta(days=1)

Span = tuple[datetime, datetime]


@dataclass(slots=True)
class MadeArea:
    """An area as it is meant: a ring of positions, or a centre and a radius."""

    ring: list[tuple[float, float]] = field(default_factory=list)
    radius_nm: float | None = None
    label: str | None = None


@dataclass(slots=True)
class MadeNotice:
    """A text with what it means; `windows` holds the spans of each area. `misprinted` texts only need a report."""

    text: str = ""
    areas: list[MadeArea] = field(default_factory=list)
    windows: list[set[Span]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    misprinted: bool = False


def made_notice(seed: int) -> MadeNotice:
    """The notice of a seed."""
    draw = random.Random(seed)
    made = MadeNotice()
    (_notam if draw.random() < 0.5 else _warning)(draw, made)
    if draw.random() < 0.06:
        _misprint(draw, made)
    return made


# positions


def _position(draw: random.Random) -> tuple[float, float]:
    """On whole minutes, so that every notation prints it exactly."""
    return draw.randint(-60 * 60, 60 * 60) / 60, draw.randint(-170 * 60, 170 * 60) / 60


def _ring(draw: random.Random) -> list[tuple[float, float]]:
    """Around a centre, corners in the order of their bearing, no three on a line."""
    lat, lon = draw.randint(-55 * 60, 55 * 60), draw.randint(-165 * 60, 165 * 60)
    a, b = draw.randint(20, 90), draw.randint(20, 90)
    corners = [(a, 0), (a // 2, b), (-a // 3, b - 7), (-a, b // 4), (-a // 2, -b), (a // 3, -b + 5)]
    return [((lat + y) / 60, (lon + x) / 60) for y, x in corners[: draw.randint(3, 6)]]


def _parts(value: float) -> tuple[int, int]:
    minutes = round(abs(value) * 60)
    return minutes // 60, minutes % 60


def _print_position(form: str, lat: float, lon: float) -> str:
    (a, b), (c, d) = _parts(lat), _parts(lon)
    n, e = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    return {
        "mm.mm": f"{a:02d}-{b:02d}.00{n} {c:03d}-{d:02d}.00{e}",
        "mm": f"{a:02d}-{b:02d}{n} {c:03d}-{d:02d}{e}",
        "front": f"{n}{a:02d}{b:02d}00{e}{c:03d}{d:02d}00",
        "front short": f"{n}{a:02d}{b:02d}{e}{c:03d}{d:02d}",
        "behind": f"{a:02d}{b:02d}00{n} {c:03d}{d:02d}00{e}",
        "behind glued": f"{a:02d}{b:02d}00{n}{c:03d}{d:02d}00{e}",
        "short": f"{a:02d}{b:02d}{n} {c:03d}{d:02d}{e}",
        "seconds": f"{a:02d}-{b:02d}-00{n} {c:03d}-{d:02d}-00{e}",
        "signs": f"{a:02d}°{b:02d}'{n} {c:03d}°{d:02d}'{e}",
        "blanks": f"{a:02d} {b:02d} 00 {n} {c:03d} {d:02d} 00 {e}",
        "lon first": f"{c:03d}-{d:02d}{e} {a:02d}-{b:02d}{n}",
        "decimal": f"{n}{abs(lat):.5f} {e}{abs(lon):.5f}",
    }[form]


POSITIONS = (
    *("mm.mm", "mm", "front", "front short", "behind", "behind glued", "short", "seconds", "signs", "blanks"),
    *("lon first", "decimal"),
)


# distances


def _radius(draw: random.Random) -> tuple[float, str, str]:
    """A radius in nautical miles, its print, and the name of the form."""
    form = draw.choice(
        (
            "whole",
            "point",
            "leading",
            "thousands",
            "comma",
            "fraction",
            "words",
            "diameter",
            "metres",
            "teens",
        )
    )
    unit = draw.choice(("NM", "MILES", "KM"))
    if form == "whole":
        value = draw.randint(2, 200)
        return value * UNITS_NM[unit], f"{value}{draw.choice(('', ' '))}{unit}", form
    if form == "point":
        value = draw.randint(11, 300) / 10
        return value * UNITS_NM[unit], f"{value} {unit}", form
    if form == "leading":
        value = draw.choice((0.25, 0.5, 0.75))
        return value * UNITS_NM[unit], f"{value:g}".removeprefix("0") + f" {unit}", form
    if form == "thousands":
        unit = draw.choice(("M", "FT", "YARDS"))
        value = draw.randint(10, 99) * 100
        return value * UNITS_NM[unit], f"{value:,} {unit.replace('M', 'METERS')}", form
    if form == "comma":
        value = draw.randint(11, 99) / 10
        return value * UNITS_NM[unit], f"{value} {unit}".replace(".", ","), form
    if form == "fraction":
        value = draw.randint(1, 9)
        return (value + 0.5) * UNITS_NM[unit], f"{value} 1/2 {unit}", form
    if form == "words":
        value = draw.randint(1, 12)
        return value * UNITS_NM[unit], f"{WORDS[0][value - 1]} {unit}", form
    if form == "teens":
        tens, ones = draw.randint(2, 5), draw.randint(1, 9)
        return (10 * tens + ones) * UNITS_NM[unit], f"{WORDS[1][tens - 2]}-{WORDS[0][ones - 1]} {unit}", form
    if form == "diameter":
        value = draw.randint(4, 80)
        return value / 2 * UNITS_NM[unit], f"{value} {unit}", form
    value = draw.randint(2, 90) * 100
    return value / 1852, f"{value} {draw.choice(('M', 'METERS', 'METRES'))}", form


def _area(draw: random.Random, made: MadeNotice, label: str | None) -> str:
    form = draw.choice(POSITIONS[:-2] if draw.random() < 0.9 else POSITIONS)
    area = MadeArea(label=label)
    made.areas.append(area)
    made.windows.append(set())
    made.forms.append(form)
    if draw.random() < 0.65:
        area.ring = _ring(draw)
        closed = "first" not in form and draw.random() < 0.3  # by its first position, printed again
        printed = [*area.ring, area.ring[0]] if closed else area.ring
        joint = draw.choice((", ", "-" if "front" in form or "glued" in form else ", ", " TO "))
        lead = draw.choice(("BOUND BY", "BOUNDED BY:", "BOUNDED BY LINES JOINING"))
        return f"{lead} " + joint.join(_print_position(form, *place) for place in printed)
    area.ring = [_position(draw)]
    area.radius_nm, printed_radius, radius_form = _radius(draw)
    made.forms.append(f"radius {radius_form}")
    place = _print_position(form, *area.ring[0])
    if radius_form == "diameter":
        return f"CIRCLE OF {printed_radius} DIAMETER CENTERED ON {place}"
    return draw.choice(
        (
            f"WITHIN {printed_radius} OF {place}",
            f"WI {printed_radius} RADIUS OF {place}",
            f"CIRCLE RADIUS {printed_radius} CENTERED ON {place}",
        )
    )


# times


def _days(draw: random.Random, count: int) -> list[date]:
    start = date(2026, 1, 1) + draw.randint(0, 330) * DAY
    return [start + i * DAY for i in range(count)]


def _at(day: date, minutes: int, zone_h: float = 0.0) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes - 60 * zone_h)


def _hours(draw: random.Random) -> tuple[int, int]:
    first = draw.randint(0, 22 * 60)
    return first, first + draw.choice((30, 60, 95, 150, 240, 300))


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}{minutes % 60:02d}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _on(days: Sequence[date], hours: tuple[int, int], zone_h: float = 0.0) -> set[Span]:
    return {(_at(day, hours[0], zone_h), _at(day, hours[1], zone_h)) for day in days}


def _day_span(first: date, last: date) -> str:
    if first.month == last.month:
        return f"{first.day:02d} THRU {last.day:02d} {MONTHS[last.month - 1]}"
    return f"{first.day:02d} {MONTHS[first.month - 1]} THRU {last.day:02d} {MONTHS[last.month - 1]}"


def _sea_times(draw: random.Random, days: list[date]) -> tuple[str, set[Span], str]:
    """Times of a warning: their print, the spans, and the name of the form."""
    hours = _hours(draw)
    first, last = days[0], days[-1]
    one = days[:1]
    month, end_month = MONTHS[first.month - 1], MONTHS[last.month - 1]
    first_end = first + (hours[1] // 1440) * DAY
    group = f"{first.day:02d}{_hhmm(hours[0])}Z TO {first_end.day:02d}{_hhmm(hours[1])}Z"
    form = draw.choice(SEA_FORMS)
    if form == "daily":
        return (
            f"{_hhmm(hours[0])}Z TO {_hhmm(hours[1])}Z DAILY {_day_span(first, last)}",
            _on(days, hours),
            form,
        )
    if form == "groups":
        groups, spans = [], set()
        for day in days:
            end = day + (hours[1] // 1440) * DAY
            named = f" {MONTHS[day.month - 1]}" if end.month != day.month else ""
            tail = (
                f" {MONTHS[end.month - 1]}" if day is last or end.month != (end + DAY).month or named else ""
            )
            groups.append(f"{day.day:02d}{_hhmm(hours[0])}Z{named} TO {end.day:02d}{_hhmm(hours[1])}Z{tail}")
            spans |= _on([day], hours)
        text = groups[0] + (f" {month}" if not groups[0].endswith(tuple(MONTHS)) and len(groups) > 1 else "")
        return (
            text
            + "".join(f", ALTERNATE {one}" if i == 0 else f", {one}" for i, one in enumerate(groups[1:])),
            spans,
            form,
        )
    if form == "list" and first.month == last.month and len(days) > 1:
        numbers = [f"{day.day:02d}" for day in days]
        printed = ", ".join(numbers[:-1]) + f" AND {numbers[-1]}"
        return f"{_hhmm(hours[0])}Z TO {_hhmm(hours[1])}Z DAILY {printed} {end_month}", _on(days, hours), form
    if form == "date first":
        return f"{first.day:02d} {month} {_hhmm(hours[0])} TO {_hhmm(hours[1])} UTC", _on(one, hours), form
    if form == "zone":
        zone, zone_h = draw.choice(ZONES)
        printed = f"{_hhmm(hours[0])} TO {_hhmm(hours[1])} {zone} ON {first.day:02d} {month} 2026"
        return printed, _on(one, hours, zone_h), f"zone {zone}"
    if form == "clock zone":
        zone, zone_h = draw.choice(ZONES)
        printed = (
            f"{first.day} {LONG_MONTHS[first.month - 1]} 2026 AT {_clock(hours[0])}-{_clock(hours[1])} {zone}"
        )
        return printed, _on(one, hours, zone_h), f"zone {zone}"
    if form == "between":
        return (
            f"BETWEEN {_hhmm(hours[0])} AND {_hhmm(hours[1])} UTC ON {first.day:02d} {month}",
            _on(one, hours),
            form,
        )
    if form == "iso":
        ends = (f"{_at(first, minutes):%Y-%m-%dT%H:%MZ}" for minutes in hours)
        return " TO ".join(ends), _on(one, hours), form
    if form == "letter":
        other = _hours(draw)
        printed = f"{_hhmm(other[0])} TO {_hhmm(other[1])} UTC {first.day:02d} {month} AND "
        second = first + DAY
        printed += f"{_hhmm(hours[0])} TO {_hhmm(hours[1])} UTC {second.day:02d} {MONTHS[second.month - 1]}"
        return printed, _on(one, other) | _on([second], hours), "two days"
    if form == "reserve":
        second, third = first + DAY, first + 2 * DAY
        if first.month == third.month:
            printed = f"{group} {month}. BACKUP DATES {second.day:02d} AND {third.day:02d} {month} SAME TIMES"
            return printed, _on([first, second, third], hours), form
    return f"{group} {MONTHS[first_end.month - 1]}", _on(one, hours), "one"


SEA_FORMS = (
    *(
        "daily",
        "daily",
        "groups",
        "groups",
        "list",
        "date first",
        "zone",
        "clock zone",
        "between",
        "iso",
        "letter",
    ),
    *("reserve", "one"),
)


def _warning(draw: random.Random, made: MadeNotice) -> None:
    days = _days(draw, draw.randint(1, 5))
    issued = _at(days[0], 600) - 5 * DAY
    cancel = _at(days[-1], 0) + 4 * DAY
    head = f"{issued:%d%H%MZ} {MONTHS[issued.month - 1]} {issued:%y}\n" if draw.random() < 0.7 else ""
    series = draw.choice(("NAVAREA IV", "NAVAREA XII", "HYDROPAC", "HYDROLANT"))
    head += f"{series} {draw.randint(1, 3000)}/{issued:%y}.\nNORTH PACIFIC.\n"
    count = draw.choice((1, 1, 1, 2, 3))
    labels: Sequence[str | None] = [None] if count == 1 else "ABC"[:count]
    own = count > 1 and draw.random() < 0.5
    lead = draw.choice(("HAZARDOUS OPERATIONS, ROCKET LAUNCHING", "HAZARDOUS OPERATIONS, SPACE DEBRIS"))
    if own:
        parts = []
        for i, label in enumerate(labels):
            times, spans, form = _sea_times(draw, days)
            made.forms.append(f"own {form}")
            area = _area(draw, made, label)
            made.windows[i] |= spans
            parts.append(f"   {label}. {times} IN AREA {area}.")
        body = f"1. {lead}:\n" + "\n".join(parts)
    else:
        times, spans, form = _sea_times(draw, days)
        made.forms.append(form)
        areas = [_area(draw, made, label) for label in labels]
        for windows in made.windows:
            windows |= spans
        if count == 1:
            body = f"1. {lead} {times} IN AREA {areas[0]}."
        else:
            lines = (f"   {label}. {area}." for label, area in zip(labels, areas, strict=True))
            body = f"1. {lead} {times} IN AREAS:\n" + "\n".join(lines)
    made.text = f"{head}{body}\n2. CANCEL THIS MSG {cancel:%d%H%MZ} {MONTHS[cancel.month - 1]} {cancel:%y}.\n"


def _item_d(draw: random.Random, days: list[date]) -> tuple[str, set[Span], str]:
    hours, other = sorted((_hours(draw), _hours(draw)))
    first, last = days[0], days[-1]
    pair = f"{_hhmm(hours[0])}-{_hhmm(hours[1])}"
    spans = _on(days, hours)
    form = draw.choice(
        ("every day", "daily", "two", "span", "list", "H24", "weekdays", "except", "own", "months")
    )
    if form == "two" and hours[1] < other[0] and other[1] < 1440:
        return f"{pair} {_hhmm(other[0])}-{_hhmm(other[1])}", spans | _on(days, other), form
    if form == "span" and first.month == last.month:
        return f"{first.day:02d}-{last.day:02d} {pair}", spans, form
    if form == "list" and first.month == last.month and len(days) > 2:
        chosen = [days[0], *days[2:]]
        return f"{' '.join(f'{day.day:02d}' for day in chosen)} {pair}", _on(chosen, hours), form
    if form == "H24":
        if draw.random() < 0.5 and first.month == last.month and len(days) > 3:
            printed = f"{first.day:02d} {days[1].day:02d} H24, {last.day:02d} {pair}"
            return printed, _on(days[:2], (0, 1440)) | _on([last], hours), form
        return "H24", _on(days, (0, 1440)), form
    if form == "weekdays":
        week = [day for day in days if day.weekday() < 5]
        if week:
            return f"MON-FRI {pair}", _on(week, hours), form
    if form == "except" and len(days) > 2:
        without = days[1]
        printed = f"{pair} EXC {MONTHS[without.month - 1]} {without.day:02d}"
        return printed, _on([day for day in days if day != without], hours), form
    if form == "own" and first.month == last.month and len(days) > 1:
        printed = f"{first.day:02d} {pair}, {last.day:02d} {_hhmm(other[0])}-{_hhmm(other[1])}"
        return printed, _on([first], hours) | _on([last], other), form
    if form == "months":
        printed = f"{MONTHS[first.month - 1]} {first.day:02d}"
        printed += (
            f"-{last.day:02d}" if first.month == last.month else f"-{MONTHS[last.month - 1]} {last.day:02d}"
        )
        return f"{printed} {pair}", spans, form
    return f"DAILY {pair}" if form == "daily" else pair, spans, "every day"


def _notam(draw: random.Random, made: MadeNotice) -> None:
    days = _days(draw, draw.randint(2, 8))
    begin, finish = _at(days[0], 0), _at(days[-1], 1439)
    count = draw.choice((1, 1, 1, 2))
    labels: Sequence[str | None] = [None] if count == 1 else "AB"
    own = count > 1 and draw.random() < 0.4
    kind = draw.choice(("none", "item D", "item D", "item D"))
    if own:
        kind = "none"
    item_d = ""
    spans: set[Span] = {(begin, finish)}
    if kind == "item D":
        printed, spans, form = _item_d(draw, days)
        made.forms.append(f"D {form}")
        item_d = f"D) {printed}\n"
        if draw.random() < 0.3:  # B and C cut the first and the last day
            begin, finish = begin + timedelta(hours=9), finish - timedelta(hours=6)
            made.forms.append("cut")
    parts = []
    for i, label in enumerate(labels):
        area = _area(draw, made, label)
        own_spans = spans
        if own:
            hours = _hours(draw)
            own_spans = _on(days, hours)
            area += f" (DLY {_hhmm(hours[0])}-{_hhmm(hours[1])})"
        cut = {(max(start, begin), min(end, finish)) for start, end in own_spans}
        made.windows[i] |= {span for span in cut if span[0] < span[1]}
        parts.append(f"AREA {label}: {area}" if label else area)
    if own:
        made.forms.append("own E")
    number = f"{draw.choice('ABFW')}{draw.randint(1, 9999):04d}/26"
    made.text = (
        f"{number} NOTAMN\nQ) RJJJ/QRDCA/IV/BO/W/000/999/3000N14000E999\n"
        f"A) RJJJ B) {begin:%y%m%d%H%M} C) {finish:%y%m%d%H%M}\n{item_d}"
        f"E) ROCKET LAUNCH. {'AREA ' if count == 1 else ''}" + ". ".join(parts) + "\nF) SFC G) UNL\n"
    )


def _misprint(draw: random.Random, made: MadeNotice) -> None:
    """One misprint that can be seen: a lost figure of a position, minutes of 75, a letter O, a lost hemisphere."""
    lines = made.text.split("\n")
    where = next(
        (i for i, line in enumerate(lines) if "BOUND" in line or "WI" in line or "CIRCLE" in line), None
    )
    if where is None:
        return
    line = lines[where]
    spots = [i for i in range(len(line) - 4, 40, -1) if line[i : i + 2].isdigit() and not _of_three(line, i)]
    if not spots:
        return
    at = draw.choice(spots[: max(1, len(spots) // 2)])
    how = draw.choice(("lost", "letter"))
    lines[where] = line[:at] + line[at + 1 :] if how == "lost" else line[:at] + "O" + line[at + 1 :]
    made.text, made.misprinted = "\n".join(lines), True
    made.forms.append(f"misprint {how}")


def _of_three(line: str, at: int) -> bool:
    """A longitude of two figures is a form of its own: the loss of one of three cannot be seen."""
    first, last = at, at
    while line[first - 1].isdigit():
        first -= 1
    while line[last : last + 1].isdigit():
        last += 1
    return last - first == 3


# judging


def fault(made: MadeNotice, notices: Sequence[Notice]) -> str:
    """What of a reading is not as it was meant; empty where all is."""
    areas = [area for notice in notices for area in notice.areas]
    owners = [notice for notice in notices for _ in notice.areas]
    if len(areas) != len(made.areas):
        return f"{len(areas)} areas, {len(made.areas)} are meant"
    for i, (read, meant) in enumerate(zip(areas, made.areas, strict=True)):
        positions = [*read.vertices] if meant.radius_nm is None else [read.center or (0.0, 0.0)]
        if (
            meant.radius_nm is None
            and len(positions) > len(meant.ring)
            and _near(positions[0], positions[-1])
        ):
            positions = positions[:-1]
        if len(positions) != len(meant.ring) or not all(map(_near, positions, meant.ring)):
            return f"area {i}: positions"
        if meant.radius_nm is not None and not isclose(read.radius_nm or 0.0, meant.radius_nm, rel_tol=0.004):
            return f"area {i}: radius {read.radius_nm}, {meant.radius_nm} is meant"
        windows = owners[i].windows
        spans = {(w.start, w.end) for w in windows if w.area is None or w.area == read.label}
        if _cover(spans) != _cover(made.windows[i]):
            return f"area {i}: windows"
    return ""


def _near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < 2e-4 and abs(a[1] - b[1]) < 2e-4


def _cover(spans: set[Span]) -> list[list[datetime]]:
    """Joined spans; 2359 and 2400 end the same day."""
    joined: list[list[datetime]] = []
    for start, end in sorted(spans):
        end = end + timedelta(minutes=1) if end.minute == 59 and end.hour == 23 else end
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def outcome(made: MadeNotice, audited: Callable[[Notice], Sequence[object]] = audit) -> tuple[str, str]:
    """right, reported, alarm (right, and only the auditor reports) or silent, with what is wrong."""
    try:
        notices = read_notices(made.text)
    except DownrangeError:
        return "reported", "refused"
    wrong = fault(made, notices)
    said = any(notice.defects or notice.unread for notice in notices)
    found = any(audited(notice) for notice in notices)
    if wrong:
        return ("reported" if said or found else "silent"), wrong
    return ("alarm" if found and not said and not made.misprinted else "right"), ""


def main(arguments: Sequence[str]) -> int:
    numbers = [int(word) for word in arguments if word.isdigit()]
    count, seed = (*numbers, *(10_000, 0)[len(numbers) :])[:2]
    found: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for i in range(seed, seed + count):
        made = made_notice(i)
        how, wrong = outcome(made)
        found[how] += 1
        if how in ("silent", "alarm"):
            forms.update(f"{how}: {form}" for form in made.forms)
            if "--show" in arguments and found[how] <= 8:
                print(f"--- {i} {how} {wrong} {made.forms}\n{made.text}")
    if "--show" in arguments:
        print(forms.most_common(24))
    print(f"{count} made notices: " + ", ".join(f"{how} {n}" for how, n in sorted(found.items())))
    return int(found["silent"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
