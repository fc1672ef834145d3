"""Hours without minutes, which could be taken for days: 12 TO 14 UTC, BETWEEN 12 AND 14 UTC, 12Z-14Z."""

import re

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.times.time_atoms import Atom, clock_minutes
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, FRACTION, NUMBER, WORD, ZULU

_HOUR_WORDS = ("UTC", "GMT", "Z", "ZULU", "HRS", "HOURS", "H", "LT", "LOCAL", "JST", "KST", "MSK")
_ZONES = ("UTC", "GMT", "Z", "ZULU")
_TO = ("TO", "UNTIL", "TILL", "TIL", "THRU", "THROUGH")
_BETWEEN = ("BETWEEN", "BTN", "BTWN")


def whole_hour(page: Page, at: int) -> int | None:
    """Minutes of the day of the whole hour at a token; None where it is none."""
    if not _small(page, at):
        return None
    first, second = at, _other_end(page, at + 1, 1)
    if second is None:
        second, first = at, _other_end(page, at - 1, -1) or -1
    if first < 0 or not _small(page, first):
        return None
    if page.kind(second) != ZULU and not page.is_word(second + 1, *_HOUR_WORDS):
        return None
    if not _is_span(page, first, second) or _days_of_month(page, first, second):
        return None
    if page.is_word(first - 1, "H") or _has_minutes(page, second):
        return None
    return int(page.tokens[at].text.rstrip("Z ")) * 60


def _has_minutes(page: Page, hour: int) -> bool:
    """Whether minutes follow: 16H30, 16 H 30; the day of a date does not count, 16 H 02 DEC."""
    minutes = hour + 2
    if not page.is_word(hour + 1, "H") or page.kind(minutes) != NUMBER or len(page.tokens[minutes].text) != 2:
        return False
    return page.word(minutes + 1) not in MONTHS


def _small(page: Page, at: int) -> bool:
    if page.kind(at) not in (NUMBER, ZULU):
        return False
    digits = page.tokens[at].text.rstrip("Z ")
    return digits.isdigit() and len(digits) <= len("24") and int(digits) <= 24


def _other_end(page: Page, at: int, step: int) -> int | None:
    """The number beyond TO or AND, with zones between: 12 TO 14, 12 UTC TO 14, 12Z-14Z."""
    while page.is_word(at, *_ZONES):
        at += step
    if not (page.is_mark(at, "-") or page.is_word(at, *_TO, "AND")):
        return None
    at += step
    while page.is_word(at, *_ZONES):
        at += step
    return at if _small(page, at) else None


def _is_span(page: Page, first: int, second: int) -> bool:
    """Whether TO or a hyphen joins the two, or AND behind BETWEEN."""
    joined = next((at for at in range(first + 1, second) if not page.is_word(at, *_ZONES)), first)
    return not page.is_word(joined, "AND") or page.is_word(first - 1, *_BETWEEN)


def _days_of_month(page: Page, first: int, second: int) -> bool:
    """Whether the two are days: DEC 04-06 UTC, 04-06 UTC DEC, 04 TO 06 UTC 1200 TO 1400."""
    if page.word(first - 1) in MONTHS and page.kind(first - 2) != NUMBER:
        return True
    behind = second + 1
    while page.is_word(behind, *_HOUR_WORDS):
        behind += 1
    if page.kind(behind) == WORD and page.word(behind) in MONTHS:
        return page.kind(behind + 1) != NUMBER or len(page.tokens[behind + 1].text) > len("31")
    return page.kind(behind) in (CLOCK, ZULU) or (
        page.kind(behind) == NUMBER and len(page.tokens[behind].text) == len("1200")
    )


def fraction_atoms(page: Page, at: int) -> list[Atom]:
    """The times of figures with a stroke: two hours, ``1200/1400``, or a day and an hour, ``02/1200Z-02/1400Z``."""
    left, _, right = page.tokens[at].text.partition("/")
    stop = clock_minutes(right) if len(right) == len("1200") and right.isdigit() else None
    if stop is None or not left.isdigit():
        return []
    if len(left) == len("02") and 1 <= int(left) <= 31 and _has_other_day_and_hour(page, at):
        return [Atom("dhm", at, int(left), stop)]
    start = clock_minutes(left) if len(left) == len("1200") else None
    return [Atom("hm", at, start), Atom("to", at), Atom("hm", at, stop)] if start is not None else []


def is_day_and_hour(page: Page, at: int) -> bool:
    """Whether figures with a stroke are a day and an hour, ``02/1200Z``."""
    return page.kind(at) == FRACTION and [atom.kind for atom in fraction_atoms(page, at)] == ["dhm"]


def _has_other_day_and_hour(page: Page, at: int) -> bool:
    """Whether TO or a hyphen joins these figures to others of the same form: 02/1200 alone may number a message."""
    for step in (1, -1):
        other = at + step
        while page.is_word(other, *_ZONES):
            other += step
        if page.is_mark(other, "-") or page.is_word(other, *_TO):
            other += step
            while page.is_word(other, *_ZONES):
                other += step
            if page.kind(other) == FRACTION and re.fullmatch(
                r"[0-3][0-9]/[0-2][0-9]{3}", page.tokens[other].text
            ):
                return True
    return False
