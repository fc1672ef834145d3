"""Time atoms: the tokens of a time expression, each with its meaning."""

from typing import NamedTuple

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.counting_numbers import ORDINALS, is_count, names_long_march
from downrange.launch.notices.times.incomplete_dates import MISSPELT_MONTHS, MONTHS, full_year
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, ISO_DATE, NUMBER, WORD, ZULU, Token
from downrange.launch.notices.tokens.word_lists import replacements, words

TO_WORDS, AND_WORDS, BETWEEN_WORDS, DAILY_WORDS, ZONE_WORDS = (
    words("time_words", section) for section in ("to", "and", "between", "daily", "zone")
)
UNTIL_WORDS = words("time_words", "until")
MISSPELT = replacements("time_words", "misspelt")
WEEKDAYS = {name: day for day, names in enumerate((
    ("MON", "MONDAY", "MONDAYS"), ("TUE", "TUES", "TUESDAY", "TUESDAYS"), ("WED", "WEDNESDAY", "WEDNESDAYS"),
    ("THU", "THUR", "THURS", "THURSDAY", "THURSDAYS"), ("FRI", "FRIDAY", "FRIDAYS"),
    ("SAT", "SATURDAY", "SATURDAYS"), ("SUN", "SUNDAY", "SUNDAYS"),
)) for name in names}  # fmt: skip
WORKING_DAYS, WEEKEND = 7, 8  # Monday to Friday, Saturday and Sunday, where a weekday is a number
DAY_GROUPS = {"WEEKDAY": WORKING_DAYS, "WEEKDAYS": WORKING_DAYS, "WEEKEND": WEEKEND, "WEEKENDS": WEEKEND}


class Atom(NamedTuple):
    """One piece of a time expression.

    `kind`: hm (minutes of the day), dhm (day and minutes), day, month, year, full (year, month, day, minutes),
    five (a misprinted hour, or day and hour), to, and, daily, weekday, except, until, sun, progress, local, lead.
    """

    kind: str
    at: int
    a: int = 0
    b: int = 0
    full: tuple[int, int, int, int] = (0, 0, 0, 0)


def clock_minutes(digits: str) -> int | None:
    """Minutes of the day of HHMM, 2400 included; None when that is no time of day."""
    hours, minutes = int(digits[:-2] or 0), int(digits[-2:])
    return hours * 60 + minutes if minutes < 60 and (hours < 24 or (hours == 24 and minutes == 0)) else None


def atom_at(page: Page, at: int) -> Atom | None:
    """The time atom that the token at `at` could be, by itself; None when it is none."""
    token = page.tokens[at]
    if token.kind == WORD:
        return _word_atom(page, at, token)
    if token.kind in (NUMBER, ZULU):
        return Atom("lead", at) if is_count(page, at) else _number_atom(at, token)
    if token.kind == CLOCK:
        hour, minute = token.text.split(":")[:2]  # seconds, where printed, are left
        minutes = clock_minutes(hour + minute)
        return Atom("hm", at, minutes) if minutes is not None else None
    if token.kind == ISO_DATE:
        year, month, day = (int(part) for part in token.text.split("-"))
        return Atom("full", at, full=(year, month, day, -1)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if token.kind in ("-", "/"):
        return Atom("to", at)
    if token.kind in (",", ";", "&"):
        return Atom("and", at)
    if token.kind in (".", "(", ")", ":"):
        return Atom("lead", at)
    return None


def _word_atom(page: Page, at: int, token: Token) -> Atom | None:
    word = MISSPELT.get(token.text, token.text)
    if word != token.text:
        page.report(NoticeDefect.WORD_MISSPELT, at, at + 1, printed=token.text, word=word)
    kind = _KIND_OF.get(word)
    if word in ORDINALS and page.touches(at) and is_count(page, at - 1):
        return Atom("lead", at)  # 2ND WINDOW
    if kind is None:
        return Atom("lead", at) if word in ORDINALS and page.touches(at) else None
    if kind == "month":
        if names_long_march(page, at):
            return None
        if word in MISSPELT_MONTHS:
            page.report(NoticeDefect.MONTH_MISSPELT, at, at + 1, printed=word)
        return Atom(kind, at, MONTHS[word])
    return Atom(kind, at, (WEEKDAYS | DAY_GROUPS)[word] if kind == "weekday" else 0)


_KIND_OF: dict[str, str] = {
    word: "lead" if kind == "zone" else kind
    for kind in ("lead", "zone", "local", "except", "until", "sun", "progress", "daily", "and", "to")
    for word in words("time_words", kind)
}
_KIND_OF |= dict.fromkeys((*WEEKDAYS, *DAY_GROUPS), "weekday") | dict.fromkeys(MONTHS, "month")
TIME_WORDS = (
    _KIND_OF.keys() | MISSPELT.keys() | ORDINALS | {"T", "HJ", "NOON", "MIDDAY", "MIDNIGHT"}
)  # words of which a time expression consists


def _number_atom(at: int, token: Token) -> Atom | None:
    digits = token.text.rstrip("Z ")
    if not digits.isdigit():
        return None
    size = len(digits)
    if size == 5 and token.kind == ZULU:
        return Atom("five", at)
    if size == 4:
        minutes = clock_minutes(digits)
        if minutes is not None:
            return Atom("hm", at, minutes)
        return Atom("year", at, int(digits)) if 1970 <= int(digits) <= 2099 else None
    if size == 6:
        minutes, day = clock_minutes(digits[2:]), int(digits[:2])
        return Atom("dhm", at, day, minutes) if minutes is not None and 1 <= day <= 31 else None
    if size == 10 and token.kind == NUMBER:
        year, month, day = full_year(int(digits[:2])), int(digits[2:4]), int(digits[4:6])
        minutes = clock_minutes(digits[6:])
        fits = minutes is not None and 1 <= month <= 12 and 1 <= day <= 31
        return Atom("full", at, full=(year, month, day, minutes or 0)) if fits else None
    if size <= 2 and token.kind == NUMBER and 1 <= int(digits) <= 31:
        return Atom("day", at, int(digits))
    return None


def read_five_digit_times(atoms: list[Atom], page: Page) -> list[Atom]:
    """Times of five digits: ``09300Z TO 1100Z`` has a digit too many, ``10300Z TO 110743Z`` one too few."""
    for index, atom in enumerate(atoms):
        if atom.kind != "five":
            continue
        digits = page.tokens[atom.at].text.rstrip("Z ")
        partner = next(
            (
                other
                for other in (*atoms[index + 1 : index + 3], *atoms[max(0, index - 2) : index])
                if other.kind in ("dhm", "hm")
            ),
            None,
        )
        if partner is not None and partner.kind == "dhm":
            atoms[index] = read = _six_digits(atom, digits, partner)
            facts = {"day": read.a, "hour": read.b // 60, "minute": read.b % 60}
            page.report(NoticeDefect.TIME_OF_FIVE_DIGITS, atom.at, atom.at + 1, **facts)
        else:
            atoms[index] = Atom("hm", atom.at, clock_minutes(digits[:4]) or 0)
            page.report(NoticeDefect.HOUR_OF_FIVE_DIGITS, atom.at, atom.at + 1)
    return atoms


def _six_digits(atom: Atom, digits: str, partner: Atom) -> Atom:
    """10300Z beside 110743Z is 110300Z; 05215Z, whose last four digits are no hour, is 052150Z."""
    minutes = clock_minutes(digits[1:])
    if minutes is not None:
        return Atom("dhm", atom.at, partner.a, minutes)
    return Atom("dhm", atom.at, int(digits[:2]), clock_minutes(digits[2:] + "0") or 0)
