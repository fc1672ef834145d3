"""Small printed numbers that are not days of a month: counts (DAY 1, 2ND WINDOW, 3 DAYS) and whole hours."""

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
_ZONE = r"(?:\s?(?:UTC|GMT|ZULU|Z)\b)?"
_HOURS = r"\s?(?:UTC|GMT|ZULU|Z|HOURS?|HRS?|H|LT|LOCAL|JST|KST|MSK)\b"
_JOIN = r"(?:\s?-\s?|\s(?:TO|UNTIL|TILL?|THRU|THROUGH|AND)\s)"
_OPENS_HOURS = re.compile(rf"\d{{1,2}}{_ZONE}{_JOIN}\d{{1,2}}{_HOURS}")  # 12 TO 14 UTC
_OPENED_BEFORE = re.compile(rf"(?<![\d.:])\d{{1,2}}{_ZONE}{_JOIN}\Z")
_SHUTS_HOURS = re.compile(rf"\d{{1,2}}{_HOURS}")
# 12 TO 14 02 DEC, 02 DEC 2026 FROM 12 TO 14: hours or days, no zone says which
_SPAN = re.compile(rf"\d{{1,2}}{_JOIN}\d{{1,2}}(?![\d:.])")
_SPAN_THEN_DATE = re.compile(rf"\d{{1,2}}{_JOIN}\d{{1,2}}\s(?:ON\s)?\d{{1,2}}\s[A-Z]{{3}}")
_DATED = re.compile(r"\d\s[A-Z]{3,9}\s(?:20\d\d,?\s(?:FROM\s|BETWEEN\s)?|(?:FROM|BETWEEN)\s)\Z")
_IN_MONTH = re.compile(
    r"(?:\d|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6})\s\Z"
)  # APR 19-26 30 MAY
_DATE_LENGTH = 32


def counting(text: str, start: int) -> str | None:
    """What the small number at a place counts: "order", "unsure", or None where it may be a day."""
    if _IN_ORDER.match(text, start):
        return "order"
    if _UNSURE.match(text, start):
        return "unsure"
    if _NUMBERED.search(text, max(0, start - _LOOK_BACK), start) and _DAY_BEHIND.match(text, start):
        return "unsure" if _UNSURE_DAY.match(text, start) else "order"
    dated = _SPAN.match(text, start) and _DATED.search(text, max(0, start - _DATE_LENGTH), start)
    leads = _SPAN_THEN_DATE.match(text, start) and not _IN_MONTH.search(
        text, max(0, start - _LOOK_BACK), start
    )
    if (dated or leads) and not whole_hour(text, start):
        return "unsure"
    return None


def whole_hour(text: str, start: int) -> bool:
    """Whether the small number at a place is an end of hours without minutes: 12 TO 14 UTC, 12Z-14Z."""
    if _OPENS_HOURS.match(text, start):
        return True
    opened = _OPENED_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return bool(opened and _SHUTS_HOURS.match(text, start))
