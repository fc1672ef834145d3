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
_LASTING = {"HOUR", "HOURS", "HR", "HRS"}
_NUMBERED = {
    "DAY", "WINDOW", "ATTEMPT", "OPPORTUNITY", "PERIOD", "ALTERNATE", "ALTERNATIVE", "BACKUP", "RESERVE", "PRIMARY",
    "NO", "NR",
}  # fmt: skip
_PHRASES = {"EACH", "ONLY", "DURATION", "PER", "BEFORE", "AFTER"}  # 2 HOURS EACH


def is_count(page: Page, at: int) -> bool:
    """Whether the number at a token only counts: ``1ST WINDOW``, ``DAY 1 04 DEC``, ``3 DAYS``, ``2 HOURS EACH``."""
    if page.kind(at) != NUMBER or len(page.tokens[at].text) > len("31"):
        return False
    behind = at + 1
    if page.is_word(behind, *ORDINALS) and page.touches(behind):
        return page.is_word(behind + 1, *_COUNTED) or (
            page.kind(behind + 1) == NUMBER and _day_behind(page, at)
        )
    if page.is_word(behind, *_COUNTED):
        return True
    if page.is_word(behind, *_LASTING) and page.is_word(behind + 1, *_PHRASES):
        return True
    return _day_behind(page, at)


def _day_behind(page: Page, at: int) -> bool:
    """``BACKUP DAY 1 05 DEC``, ``ALTERNATE 1 0430Z``: a number of one figure right before a day or an hour."""
    digits = page.tokens[at].text
    before = at - 1
    if page.is_mark(before, "."):  # NO. 1
        before -= 1
    if len(digits) > 1 or not page.is_word(before, *_NUMBERED, *_VEHICLES):
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
