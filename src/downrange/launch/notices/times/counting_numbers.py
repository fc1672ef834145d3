"""Numbers that count days, windows and attempts and are not days of a month: DAY 1, 2ND WINDOW, 3 DAYS, BACKUP 1."""

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, NUMBER, ZULU

ORDINALS = {"ST", "ND", "RD", "TH"}
_COUNTED = {
    "DAY", "DAYS", "WINDOW", "WINDOWS", "ATTEMPT", "ATTEMPTS", "STAGE", "STAGES", "OPPORTUNITY", "OPPORTUNITIES",
    "PERIOD", "PERIODS",
}  # fmt: skip
_VEHICLES = {"FALCON", "SOYUZ", "ARIANE", "ANGARA", "STARSHIP"}  # FALCON 9 04 DEC
_LONGEST_NUMBER = len("31")
_LASTING = {"HOUR", "HOURS", "HR", "HRS"}
_NUMBERED = {
    "DAY", "WINDOW", "ATTEMPT", "OPPORTUNITY", "PERIOD", "ALTERNATE", "ALTERNATIVE", "BACKUP", "RESERVE", "PRIMARY",
    "NO", "NR",
}  # fmt: skip
_UNITS = {"NM", "NMI", "KM", "MILES", "MILE", "METERS", "METRES", "FEET", "FT", "DEGREES"}
_PHRASES = {"EACH", "ONLY", "DURATION", "PER", "BEFORE", "AFTER"}  # 2 HOURS EACH


def is_count(page: Page, at: int) -> bool:
    """Whether the number at a token only counts: ``1ST WINDOW``, ``DAY 1 04 DEC``, ``3 DAYS``, ``2 HOURS EACH``."""
    if page.kind(at) != NUMBER or len(page.tokens[at].text) > _LONGEST_NUMBER:
        return False
    behind = at + 1
    if page.is_word(behind, *ORDINALS) and page.touches(behind):
        return page.is_word(behind + 1, *_COUNTED) or (
            page.kind(behind + 1) == NUMBER and _day_behind(page, at)
        )
    if page.is_word(behind, *_COUNTED) or _measures(page, at):
        return True
    if page.is_word(behind, *_LASTING) and page.is_word(behind + 1, *_PHRASES):
        return True
    return _day_behind(page, at)


def _measures(page: Page, at: int) -> bool:
    """``5 NM``, and the first number of ``5 TO 10 NM``."""
    behind = at + 1
    if (page.is_word(behind, "TO") or page.is_mark(behind, "-")) and page.kind(behind + 1) == NUMBER:
        behind += 2
    return page.is_word(behind, *_UNITS)


def names_long_march(page: Page, at: int) -> bool:
    """Whether the word at a token is the second of the rocket's name LONG MARCH, which is not a month."""
    return page.is_word(at, "MARCH") and page.is_word(at - 1, "LONG")


def _numbers_vehicle(page: Page, at: int) -> bool:
    """``FALCON 9 04 DEC``, ``SOYUZ 2, 04 DEC``, ``LONG MARCH 11 04 DEC``: the number right behind a rocket's name."""
    if not (page.is_word(at - 1, *_VEHICLES) or names_long_march(page, at - 1)):
        return False
    following = at + 1 + page.is_mark(at + 1, ",", ":", "(")
    return page.kind(following) in (NUMBER, ZULU, CLOCK) and len(page.tokens[following].text) > 1


def _day_behind(page: Page, at: int) -> bool:
    """``BACKUP DAY 1 05 DEC``, ``ALTERNATE 1 0430Z``: a number of one figure right before a day or an hour."""
    digits = page.tokens[at].text
    before = at - 1
    if page.is_mark(before, "."):  # NO. 1
        before -= 1
    if _numbers_vehicle(page, at):
        return True
    if len(digits) > 1 or not page.is_word(before, *_NUMBERED):
        return False
    following = at + 1
    while page.is_mark(following, ":", ",", "-", "("):
        if page.is_mark(following, ",", "-") and not page.is_word(before, "DAY", "WINDOW", "NO", "NR"):
            return False  # ALTERNATE 4, 5 DEC
        following += 1
    if page.kind(following) not in (NUMBER, ZULU, CLOCK):
        return False
    dated = page.is_word(before, "DAY", "WINDOW") and page.word(following + 1) in MONTHS  # DAY 1 4 DEC
    return dated or len(page.tokens[following].text) > 1
