"""Time expressions: where one starts, how far it goes, and its reading.

A run is every word of time that follows another: hours, days, months, TO, AND, DAILY, ALTERNATE, EXCEPT.
"""

import re

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.dates_in_figures import date_in_figures
from downrange.launch.notices.times.time_assembly import assemble
from downrange.launch.notices.times.time_atoms import (
    BETWEEN_WORDS,
    TIME_WORDS,
    TO_WORDS,
    UNTIL_WORDS,
    Atom,
    atom_at,
    clock_minutes,
)
from downrange.launch.notices.times.time_expression import SUNRISE, SUNSET, Run
from downrange.launch.notices.times.time_zones import Zone
from downrange.launch.notices.times.whole_hours import fraction_atoms, is_day_and_hour, whole_hour
from downrange.launch.notices.times.zone_words import ZONE_STARTS, starts_zone, zone_at
from downrange.launch.notices.times.zoned_hours import in_one_zone
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, FRACTION, ISO_DATE, NUMBER, WORD, ZULU, Token

_UNITS = {
    "MILES", "MILE", "NM", "KM", "KILOMETERS", "METERS", "METRES", "DEGREES", "DEG", "NAUTICAL", "FT",
    "FEET", "M",
}  # fmt: skip
_SAME = ("TIMINGS", "TIMING", "TIMES", "TIME", "HOURS", "HRS", "WINDOW", "WINDOWS", "PERIOD", "PERIODS")
RESERVE_WORDS = {
    "RESERVE", "RESERVED", "BACKUP", "ALTERNATE", "ALTERNATES", "ALTERNATIVE", "ALTERNATELY", "STANDBY",
    "CONTINGENCY", "SPARE", "ALTRENATE", "ALTERNTE",
}  # fmt: skip
_HOUR_WORDS = ("UTC", "GMT", "Z", "HRS", "HOURS", "HR", "H", "LT", "LOCAL")
_NAMED_HOURS = {"NOON": 720, "MIDDAY": 720, "MIDNIGHT": 1440}
_LONGEST_SCHEDULE = 60  # tokens
_WHOLE_DIGITS = 10
_WORDS_BEFORE = 3  # BACKUP LAUNCH DATES: 29 NOV
_FRACTION_OF = re.compile(
    rf"(?:[0-9]{{1,3}} )?[0-9]{{1,2}}/[0-9]{{1,2}} ?(?:{'|'.join(_UNITS)})\b"
)  # 2 1/2 MILES
_TIMELY = {WORD, NUMBER, ZULU, CLOCK, ISO_DATE, FRACTION}  # what a time expression can start with


def starts_time(page: Page, at: int, end: int) -> bool:
    """Whether a time expression starts at this token (lead words like FROM or DAILY included)."""
    if at >= end:
        return False
    first = page.tokens[at]
    if first.kind not in _TIMELY or (first.kind == WORD and first.text not in TIME_WORDS):
        return False
    led = at
    while led < end and led < at + 8 and not (page.is_word(led, "H") and _day_of_light(page, led)):
        atom = atom_at(page, led)
        if atom is None or atom.kind not in ("lead", "daily", "until", "progress", "local"):
            break
        if page.tokens[led].kind not in (WORD, NUMBER) and led == at:
            return False
        led += 1
    else:
        return False
    if page.is_word(led, "HJ") or (page.is_word(led, "H") and _day_of_light(page, led)):
        return True
    if page.kind(led) in (NUMBER, FRACTION) and date_in_figures(page, led):
        return True
    if _spoken_hour(page, led):
        return page.kind(led) != WORD or page.is_mark(led + 1, "-") or page.is_word(led + 1, *TO_WORDS)
    token, atom = page.tokens[led], atom_at(page, led)
    if atom is None:
        return is_day_and_hour(page, led) or (
            token.kind == FRACTION and bool(fraction_atoms(page, led)) and led > at
        )
    following = _next_solid(page, _past_zone(page, led + 1, end), end)
    if atom.kind == "hm":
        if token.kind in (ZULU, CLOCK):
            return True
        return following is not None and (
            following.kind in ("to", "and", "hm", "until") or page.is_word(led + 1, "UTC", "GMT", "HRS")
        )
    if atom.kind == "dhm":
        joined = ("to", "month", "and") if led and page.is_word(led - 1, *BETWEEN_WORDS) else ("to", "month")
        return token.kind == ZULU or (following is not None and following.kind in joined)
    if atom.kind in ("full", "sun", "five"):
        return True
    if atom.kind == "weekday":
        dated = following is not None and following.kind == "day" and _reaches_month(page, following.at, end)
        return led > at or dated or (following is not None and following.kind in ("hm", "to", "sun"))
    if atom.kind == "month":
        return (
            following is not None and following.kind == "day" and not page.is_word(following.at + 1, *_UNITS)
        )
    return atom.kind == "day" and _reaches_month(page, led, end)


def _past_zone(page: Page, at: int, end: int) -> int:
    """The token behind a zone that stands against an hour: 280900I TO 281130I."""
    if at >= end:
        return at
    zoned = page.kind(at) == "+" or page.word(at) in ZONE_STARTS
    if zoned or (page.touches(at) and _one_letter(page.tokens[at])):
        found = zone_at(page, at, end)
        return found[1] if found else at
    return at


def _next_solid(page: Page, at: int, end: int) -> Atom | None:
    while at < end:
        atom = atom_at(page, at)
        if atom is None or atom.kind != "lead":
            return atom
        at += 1
    return None


def _reaches_month(page: Page, at: int, end: int) -> bool:
    if page.next_month(at) > min(at + 40, end):
        return False
    for ahead in range(at, min(at + 40, end)):
        atom = atom_at(page, ahead)
        if atom is None or atom.kind not in ("day", "to", "and", "lead", "month", "hm", "daily", "dhm"):
            return False
        if atom.kind == "month":
            return True
        if atom.kind in ("lead", "dhm") and page.tokens[ahead].kind == ".":
            following = atom_at(page, ahead + 1) if ahead + 1 < end else None
            if following is None or following.kind != "month":
                return False
    return False


def read_run(page: Page, at: int, end: int) -> Run:
    """Read the time expression that starts at a token; marks its tokens used. The run may be empty."""
    if (validity := _validity_behind(page, at, end)) is not None:
        page.use(at, validity[1] + 1)
        return Run(at, validity[1] + 1, validity=validity)
    zones: dict[int, Zone] = {}
    atoms, after = _collect(page, at, end, zones)
    run = Run(at, after)
    if not atoms:
        return run
    run.reserve_at = _reserves(page, at, after)
    assemble(page, run, in_one_zone(page, run, atoms, zones))
    page.use(at, after)
    if run.days and not run.hours and (said := _same_times(page, after, end)):
        run.same, run.after = True, said
        page.use(after, said)
    return run


def _validity_behind(page: Page, at: int, end: int) -> tuple[int, int] | None:
    """``DLY 1200-1400 1800-2000 2611281200-2612012000``: the two times of ten digits behind a schedule."""
    for first in range(at + 1, min(at + _LONGEST_SCHEDULE, end - 2)):
        if page.kind(first) == NUMBER and len(page.tokens[first].text) == _WHOLE_DIGITS:
            whole = page.kind(first + 2) == NUMBER and len(page.tokens[first + 2].text) == _WHOLE_DIGITS
            return (first, first + 2) if whole and page.is_mark(first + 1, "-") else None
        if page.kind(first) not in (NUMBER, WORD, CLOCK, ZULU, "-", ",", "/"):
            return None
    return None


def _same_times(page: Page, at: int, end: int) -> int | None:
    """The token after "SAME TIMINGS", "AT THE SAME TIME": the hours are those given before."""
    at = page.skip(at, ("AT", "THE", "WITH", "FOR"), ",(.-")
    if at + 1 < end and page.is_word(at, "SAME") and page.is_word(at + 1, *_SAME):
        return at + 2 + page.is_mark(at + 2, ")")
    return None


def _reserves(page: Page, first: int, after: int) -> tuple[tuple[int, bool], ...]:
    """The tokens from which the days are reserve days, and those from which they are primary again."""
    return tuple(
        (at, page.tokens[at].text in RESERVE_WORDS)
        for at in range(max(0, first - _WORDS_BEFORE), after)
        if page.tokens[at].text in RESERVE_WORDS or page.tokens[at].text == "PRIMARY"
    )


def _collect(page: Page, at: int, end: int, zones: dict[int, Zone]) -> tuple[list[Atom], int]:
    atoms: list[Atom] = []
    kept, after = 0, at
    while at < end:
        token = page.tokens[at]
        if token.kind in (NUMBER, FRACTION) and (date := date_in_figures(page, at)):
            atoms.append(date[0])
            kept, after, at = len(atoms), date[1], date[1]
            continue
        if token.kind == "/" and _ends_a_date(page, atoms) and _then_hour(page, at + 1):
            at += 1  # 28 NOV 26 / 1200 UTC
            continue
        if token.kind == FRACTION and (figures := fraction_atoms(page, at)):
            atoms += figures
            kept, after, at = len(atoms), at + 1, at + 1
            continue
        if token.kind == ISO_DATE and (instant := _iso_instant(page, at)):
            atoms.append(instant[0])
            kept, after, at = len(atoms), instant[1], instant[1]
            continue
        if clock := _spoken_hour(page, at):
            atoms.append(clock[0])
            kept, after, at = len(atoms), clock[1], clock[1]
            continue
        if page.is_word(at, "H", "HJ") and (span := _day_of_light(page, at)):
            atoms += span
            at += len(page.tokens[at].text) % 2 + 1  # H and 24 are two tokens
            kept, after = len(atoms), at
            continue
        letter_o = page.folded[token.start : token.start + 2] in ("T0", "0N") and token.text in ("T", "0")
        if letter_o and page.touches(at + 1):
            page.report(NoticeDefect.ZERO_FOR_O, at, at + 2)
            atoms.append(Atom("to" if token.text == "T" else "lead", at))
            at += 2
            continue
        if page.is_word(at, "NEXT") and page.is_word(at + 1, "DAY") and atoms and atoms[-1].kind == "lead":
            at += 2  # 2220-0230(NEXT DAY): hours that end before they start always end on the next day
            kept, after = len(atoms), at
            continue
        if (token.kind == "+" or starts_zone(page, at) or _one_letter(token)) and (
            zone := zone_at(page, at, end)
        ):
            zones[at] = zone[0]
            atoms.append(Atom("zone", at))
            kept, after, at = len(atoms), zone[1], zone[1]
            continue
        atom = atom_at(page, at)
        if atom is None or (atom.kind == "day" and not _day_fits(page, at, end, atoms)):
            break
        if atom.kind == "lead" and token.kind == "." and not _goes_on(page, at + 1, end):
            break
        atoms.append(atom)
        at += 1
        solid = atom.kind not in ("lead", "and", "to", "until", "except")
        if solid or token.text in ("UTC", "Z", "HRS", "GMT", "HOURS"):
            kept, after = len(atoms), at
    return atoms[:kept], after


def _iso_instant(page: Page, at: int) -> tuple[Atom, int] | None:
    """``2026-12-05T09:00``: a whole date and hour, and the token after it."""
    date, clock = atom_at(page, at), at + 2
    if date is None or date.kind != "full" or not (page.is_word(at + 1, "T") and page.touches(at + 1)):
        return None
    if page.kind(clock) not in (CLOCK, NUMBER, ZULU) or not page.touches(clock):
        return None
    minutes = clock_minutes(page.tokens[clock].text.rstrip("Z ").replace(":", "")[:4])
    if minutes is None:
        return None
    return Atom("full", at, full=(*date.full[:3], minutes)), clock + 1


def _spoken_hour(page: Page, at: int) -> tuple[Atom, int] | None:
    """``7 A.M.``, ``7:30 PM``, ``12 NOON``, ``MIDNIGHT``: an hour, and the token after it."""
    token = page.tokens[at]
    if token.kind == WORD:
        if token.text not in _NAMED_HOURS:
            return None
        starts = page.is_mark(at + 1, "-") or page.is_word(at + 1, *TO_WORDS, *UNTIL_WORDS)
        minutes = 0 if starts and token.text == "MIDNIGHT" else _NAMED_HOURS[token.text]
        return Atom("hm", at, minutes), at + 1
    if (hours := whole_hour(page, at)) is not None:
        return Atom("hm", at, hours), at + 1
    if token.kind not in (NUMBER, CLOCK):
        return None
    if "." in token.text:
        return _dotted_hour(page, at)
    if page.is_word(at + 1, "H") and (with_h := _hour_with_h(page, at)):
        return with_h
    after = _half_of_day(page, at + 1)
    named = page.is_word(at + 1, *_NAMED_HOURS) and token.text in ("12", "1200", "12:00")
    if named:
        found = _spoken_hour(page, at + 1)
        return (found[0]._replace(at=at), found[1]) if found else None
    if not after:
        return None
    digits = token.text.replace(":", "")
    hour, minute = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    if not digits.isdigit() or len(digits) > 4 or not 1 <= int(hour) <= 12 or int(minute) > 59:
        return None
    late = page.word(at + 1).startswith("P")
    return Atom("hm", at, (int(hour) % 12 + 12 * late) * 60 + int(minute)), after


def _hour_with_h(page: Page, at: int) -> tuple[Atom, int] | None:
    """``12H00``, ``12H30Z``, ``12 H 00``: hours and minutes with the letter H between them."""
    behind = at + 2
    if page.kind(behind) not in (NUMBER, ZULU):
        return None
    hours, minutes = str(page.tokens[at].text), str(page.tokens[behind].text).rstrip("Z ")
    if not (hours.isdigit() and minutes.isdigit() and len(hours) <= 2 and len(minutes) == len("00")):
        return None
    if page.touches(at + 1) != page.touches(behind):
        return None
    minute = clock_minutes(hours + minutes)
    place = behind if page.kind(behind) == ZULU else at
    return (Atom("hm", place, minute), at + 3) if minute is not None else None


def _ends_a_date(page: Page, atoms: list[Atom]) -> bool:
    """Whether the last atoms are a date: 28 NOV, NOV 28, 28 NOV 26, NOV 28, 2026, 2026-11-28."""
    if not atoms:
        return False
    kinds, last = [atom.kind for atom in atoms[-3:]], atoms[-1]
    if last.kind == "full":
        return last.full[3] < 0
    if last.kind == "hm":  # 2026, which may still be an hour
        year = page.tokens[last.at].text
        return year.isdigit() and int(year) in page.years and bool({"month", "day"} & {*kinds[:-1]})
    return last.kind in ("month", "year") or kinds[-2:] == ["month", "day"]


def _then_hour(page: Page, at: int) -> bool:
    atom = atom_at(page, at) if page.kind(at) else None
    return (atom is not None and atom.kind == "hm") or bool(page.kind(at) and _spoken_hour(page, at))


def _dotted_hour(page: Page, at: int) -> tuple[Atom, int] | None:
    """``12.00-16.00 UTC``: hours with a dot, where a word of hours stands behind them."""
    behind = at + 1
    if (page.is_mark(behind, "-") or page.is_word(behind, "TO", "UNTIL", "AND")) and "." in _number(
        page, at + 2
    ):
        behind = at + 3
    if not page.is_word(behind, *_HOUR_WORDS):
        return None
    whole, _, parts = page.tokens[at].text.partition(".")
    minutes = clock_minutes(whole + parts) if len(parts) == len("00") and len(whole) <= len("00") else None
    return (Atom("hm", at, minutes), at + 1) if minutes is not None else None


def _number(page: Page, at: int) -> str:
    return page.tokens[at].text if page.kind(at) == NUMBER else ""


def _day_of_light(page: Page, at: int) -> list[Atom]:
    """``H24``, the whole day, and ``HJ``, sunrise to sunset, as hours."""
    if page.is_word(at, "HJ"):
        return [Atom("sun", at, SUNRISE), Atom("to", at), Atom("sun", at, SUNSET)]
    if page.touches(at + 1) and page.kind(at + 1) == NUMBER and page.tokens[at + 1].text == "24":
        return [Atom("hm", at, 0), Atom("to", at), Atom("hm", at, 1440)]
    return []


def _half_of_day(page: Page, at: int) -> int:
    """The token after AM, PM, A.M. or P.M. at a token; 0 where none stands."""
    if page.is_word(at, "AM", "PM"):
        return at + 1
    if page.is_word(at, "A", "P") and page.is_mark(at + 1, ".") and page.is_word(at + 2, "M"):
        return at + 3 + page.is_mark(at + 3, ".")
    return 0


def _one_letter(token: Token) -> bool:
    return token.kind == WORD and len(token.text) == 1


def _goes_on(page: Page, at: int, end: int) -> bool:
    """After a full stop: whether more of the same time expression follows."""
    return at < end and (
        starts_time(page, at, end)
        or (page.is_word(at, "AND", "OR") and starts_time(page, at + 1, end))
        or (atom_at(page, at) or Atom("", 0)).kind in ("month", "year")
    )


def _day_fits(page: Page, at: int, end: int, before: list[Atom]) -> bool:
    """A small number is a day only among other words of time, and never before a unit or as a list number."""
    following = atom_at(page, at + 1) if at + 1 < end else None
    further = atom_at(page, at + 2) if at + 2 < end else None
    then_month = further is not None and further.kind == "month"
    if (
        _FRACTION_OF.match(page.folded, page.tokens[at].start)
        or page.is_word(at + 1, *_UNITS)
        or (page.touches(at) and page.tokens[at - 1].kind not in (".", "-", ",", "/", "(", WORD))
    ):
        return False
    counted = page.kind(at + 1) == WORD and page.word(at + 1) not in TIME_WORDS
    if counted and [atom.kind for atom in before[-2:]] == ["month", "and"]:
        return False  # NOV AND 30 VESSELS
    if page.is_mark(at + 1, ".", ")") and not (before and before[-1].kind in ("to", "and")):
        return then_month
    if before and before[-1].kind == "lead" and page.tokens[at - 1].kind == ".":
        return following is not None and following.kind in ("month", "to", "hm")
    if following is not None and page.is_mark(at + 1, ".", ")") and page.starts_line(at):
        return then_month
    if following is not None and following.kind != "lead":
        return True
    if page.is_mark(at + 1, ".") and then_month:
        return True
    if following is not None and page.is_word(at + 1, "TH", "ST", "ND", "RD"):
        return True
    return bool(before) and any(
        atom.kind in ("to", "and", "day", "month", "daily", "hm", "until") for atom in before[-3:]
    )
