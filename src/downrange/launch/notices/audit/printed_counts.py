"""Small printed numbers that are no days of a month: counts (DAY 1, 2ND WINDOW, 3 DAYS)."""

import re

_COUNTED = r"(?:DAYS?|WINDOWS?|ATTEMPTS?|STAGES?|OPPORTUNIT(?:Y|IES)|PERIODS?)\b"
_IN_ORDER = re.compile(rf"\d{{1,2}}(?:ST|ND|RD|TH)\s{_COUNTED}")  # 2ND WINDOW
_DAY_BEHIND = re.compile(r"\d(?!\d)\s?[:,(-]?\s?(?:\d{2}|\d\s[A-Z]{3})")
_UNSURE_DAY = re.compile(r"\d\s?[,-]|\d(?!\d)\s?[:(]?\s?\d\s")  # DAY 1, 05 DEC; DAY 1 4 DEC
_NUMBERED = re.compile(
    r"\b(?:DAY|WINDOW|ATTEMPT|OPPORTUNITY|PERIOD|ALTERNATE|ALTERNATIVE|BACKUP|RESERVE|PRIMARY|NO\.?|NR)\s\Z"
)
# 3 DAYS, 2 HOURS EACH, 1ST 04 DEC: what these say of the schedule is not known here
_UNSURE = re.compile(
    rf"\d{{1,2}}(?:(?:ST|ND|RD|TH)\s?[:(]?\s?\d{{1,2}}(?!\d)|\s?-?{_COUNTED}"
    r"|\s?(?:HOURS?|HRS?)\s(?:EACH|ONLY|DURATION|PER|BEFORE|AFTER)\b)"
)
_LOOK_BACK = 16


def counting(text: str, start: int) -> str | None:
    """What the small number at a place counts: "order", "unsure", or None where it may be a day."""
    if _IN_ORDER.match(text, start):
        return "order"
    if _UNSURE.match(text, start):
        return "unsure"
    if _NUMBERED.search(text, max(0, start - _LOOK_BACK), start) and _DAY_BEHIND.match(text, start):
        return "unsure" if _UNSURE_DAY.match(text, start) else "order"
    return None
