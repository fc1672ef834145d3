"""Notices whose dates and hours are printed as the sources of the world print them, the window drawn first.

    python tests/support/made_prints.py [COUNT] [SEED] [--show N]

A date print, an hour print and the words that join them are drawn apart, in a warning or in items B and C of a NOTAM.
One line: right, reported, silent wrong.
"""

import random
import sys
from collections import Counter
from datetime import date, datetime, timedelta

from made_times import DAY, MONTHS, WEEKDAYS, MadeTimes, Span, _at, _warning, outcome

LONG = (
    "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER"
).split()  # fmt: skip
NOTAM = (
    "B1234/26 NOTAMN\nQ) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010\nA) EGTT B) {b} C) {c}\n"
    "E) DANGER AREA ACT FOR ROCKET LAUNCH WI 5NM RADIUS OF PSN 502030N 0051010W\nF) SFC G) UNL\n"
)


def _ordinal(day: int) -> str:
    return f"{day}{'TH' if 10 < day < 14 else {1: 'ST', 2: 'ND', 3: 'RD'}.get(day % 10, 'TH')}"


def _dates(day: date) -> dict[str, str]:
    """Every print of a date; those in figures only where day and month cannot be exchanged."""
    month, long = MONTHS[day.month - 1], LONG[day.month - 1]
    prints = {
        "d mon y": f"{day.day:02d} {month} {day.year}", "d month y": f"{day.day} {long} {day.year}",
        "month d y": f"{long} {day.day}, {day.year}", "mon dth y": f"{month} {_ordinal(day.day)}, {day.year}",
        "d-mon-y": f"{day.day:02d}-{month}-{day.year}",
        "weekday": f"{WEEKDAYS[day.weekday()]} {day.day:02d} {month} {day.year}",
        "iso": f"{day:%Y-%m-%d}", "dots": f"{day:%d.%m.%Y}", "year first": f"{day:%Y/%m/%d}",
    }  # fmt: skip
    if day.day > 12:
        prints |= {"d/m/y": f"{day:%d/%m/%Y}", "m/d/y": f"{day:%m/%d/%Y}"}
    return prints


def _hour(minutes: int, form: str) -> str:
    hour, minute = minutes // 60 % 24, minutes % 60
    return {
        "hhmm": f"{hour:02d}{minute:02d}", "hh:mm": f"{hour:02d}:{minute:02d}", "hhHmm": f"{hour:02d}H{minute:02d}",
        "hh H mm": f"{hour:02d} H {minute:02d}", "seconds": f"{hour:02d}:{minute:02d}:00",
    }[form]  # fmt: skip


HOURS = ("hhmm", "hh:mm", "hhHmm", "hh H mm", "seconds")


def made_print(seed: int) -> MadeTimes:
    """The notice of a seed."""
    draw = random.Random(seed)
    first = date(2026, 1, 1) + draw.randint(5, 340) * DAY
    start = draw.randint(5, 1200)
    length = draw.randint(20, 235)
    return draw.choice((_one_day, _one_day, _two_days, _items))(draw, first, start, length)


def _one_day(draw: random.Random, day: date, start: int, length: int) -> MadeTimes:
    name, printed = draw.choice(list(_dates(day).items()))
    form = draw.choice(HOURS)
    a, b = _hour(start, form), _hour(start + length, form)
    times = draw.choice(
        (
            f"{printed} {a}-{b} UTC",
            f"{printed} FROM {a} TO {b} UTC",
            f"BETWEEN {a} AND {b} UTC ON {printed}",
            f"ON {printed} {a} UTC TO {b} UTC",
            f"FROM {a} UTC UNTIL {b} UTC ON {printed}",
            f"{a} {draw.choice(('TO', 'TILL', 'TIL', 'THRU', 'UNTIL'))} {b} UTC {printed}",
        )
    )
    return MadeTimes(_warning(times), {(_at(day, start), _at(day, start + length))}, f"{name}, {form}")


def _two_days(draw: random.Random, day: date, start: int, length: int) -> MadeTimes:
    last = day + draw.randint(1, 9) * DAY
    name = draw.choice(list(_dates(day).keys() & _dates(last).keys()))
    form = draw.choice(HOURS)
    (one, other), (a, b) = (
        (_dates(day)[name], _dates(last)[name]),
        (_hour(start, form), _hour(start + length, form)),
    )
    times = draw.choice(
        (
            f"FROM {one} {a} UTC TO {other} {b} UTC",
            f"FROM {a} UTC {one} UNTIL {b} UTC {other}",
            f"FROM {one} AT {a} UTC UNTIL {other} AT {b} UTC",
            f"{one} / {a} UTC TO {other} / {b} UTC",
        )
    )
    span = (_at(day, start), _at(last, start + length))
    return MadeTimes(_warning(times), {span}, f"two days {name}, {form}")


def _items(draw: random.Random, day: date, start: int, length: int) -> MadeTimes:
    """Items B and C of a NOTAM in words or with signs."""
    begin = _at(day, start)
    end = begin + draw.randint(0, 3) * DAY + timedelta(minutes=length)
    form = draw.choice(("hhmm", "hh:mm"))
    name = draw.choice(
        [one for one in _dates(begin.date()).keys() & _dates(end.date()).keys() if one not in _NOT_IN_ITEMS]
    )
    prints = [_of_item(moment, name, form, draw.random() < 0.5) for moment in (begin, end)]
    if draw.random() < 0.3:
        prints = [f"FROM {prints[0]}", f"UNTIL {prints[1]}"]
    span: Span = (begin, end)
    return MadeTimes(NOTAM.format(b=prints[0], c=prints[1]), {span}, f"items B, C {name}")


_NOT_IN_ITEMS = {"weekday", "mon dth y", "dots"}


def _of_item(moment: datetime, name: str, form: str, utc: bool) -> str:
    clock = _hour(moment.hour * 60 + moment.minute, form)
    return f"{_dates(moment.date())[name]} {clock}{' UTC' if utc else ''}"


def main(arguments: list[str]) -> int:
    numbers = [int(word) for word in arguments if word.isdigit()]
    count, seed, shown = (*numbers, *(2000, 0, 3)[len(numbers) :])[:3]
    found: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for i in range(seed, seed + count):
        made = made_print(i)
        how, read = outcome(made)
        found[how] += 1
        if how != "right":
            forms[f"{how}: {made.form}"] += 1
            if "--show" in arguments and forms[f"{how}: {made.form}"] <= shown:
                print(f"--- {i} {how} {made.form} read {read}\n{made.text}")
    print(forms.most_common(40))
    print(f"{count} made prints: " + ", ".join(f"{how} {n}" for how, n in sorted(found.items())))
    return int(found["silent"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
