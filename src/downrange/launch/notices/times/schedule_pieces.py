"""The words of a schedule, in one pass: hours, days, months, weekdays, the sun, exceptions, and what joins them."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.times.time_atoms import WEEKDAYS, clock_minutes


class Piece(NamedTuple):
    """A word of a schedule: its kind (a group of the expression below), its number and its print."""

    kind: str
    value: int
    text: str


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_LEX = re.compile(
    rf"""
      (?P<ten>[0-9]{{10}}(?![0-9]))
    | (?P<slash_day>[0-9]{{1,2}})/(?=[0-9]{{4}}(?![0-9]))
    | (?P<clock>[0-9]{{4}}|[0-9]{{1,2}}:[0-9]{{2}})(?![0-9])\s?(?:Z|UTC|GMT|HRS|HR|H)?(?![A-Z0-9])
    | (?P<clock_glued>[0-9]{{4}})(?=EXC|ON)
    | (?P<all_day>H\s?24|24\s?H(?:RS?|OURS)?|24/24|CONT(?:INUOUS)?)(?![A-Z0-9])
    | (?P<on>ON|0N)(?![A-Z])
    | (?P<day>[0-9]{{1,2}})(?:ST|ND|RD|TH)?(?![0-9A-Z])
    | (?P<sun>SUNRISE|SUNSET|SR|SS)\s?(?:(?P<sign>MINUS|PLUS|\+|-(?=\s?[0-9]{{1,3}}(?![0-9:])))
        \s?(?P<minutes>[0-9]{{1,3}})(?![0-9])\s?(?:MINS?|MIN|M|(?P<hours>HRS?|HOURS?))?)?(?![A-Z])
    | (?P<daylight>HJ|SR/SS)(?![A-Z])
    | (?P<night>HN|SS/SR)(?![A-Z])
    | (?P<month>{_MONTH})(?![A-Z])
    | (?P<weekday>{_WEEKDAY})(?![A-Z])
    | (?P<working>WEEKDAYS?|WORKING\ DAYS?)(?![A-Z])
    | (?P<weekend>WEEKENDS?)(?![A-Z])
    | (?P<daily>DAILY|DLY|EVERY\ ?DAY|EACH\ DAY)(?![A-Z])
    | (?P<except>EXCEPT(?:ING)?|EXCLUDING|EXCL|EXC)(?![A-Z])
    | (?P<holiday>(?:PUBLIC\ |LEGAL\ |NATIONAL\ )?(?:HOLIDAYS?|HOLS?))(?![A-Z])
    | (?P<to>(?:THROUGH|THRU|TO|UNTILL?|TILL?)(?![A-Z])|-|/)
    | (?P<since>FROM|FM|WEF|COMMENCING|STARTING)(?![A-Z])
    | (?P<join>AND|OR|[,;&.\n])
    | (?P<idle>(?:BTN|BETWEEN|BTWN|AT|THE|OF|UTC|GMT|HRS|HR|H|Z|DATES?|DAYS?|BOTH|INCLUSIVE|INCL|ACT|ACTIVE
        |SCHEDULE|NEXT\ DAY)(?![A-Z])|[():])
    """,
    re.VERBOSE,
)
_DAY_BEHIND = re.compile(r"\s*[0-9]{1,2}(?![0-9])")
_HOURS_IN_BRACKETS = re.compile(r"\([^()]{0,40}[0-9]{2}:?[0-9]{2}")
_HOURS_GO_ON = re.compile(r"\s?(?:-|/|TO\b|UNTIL\b)\s?[0-9]{4}(?![0-9])")
_BLANK = " \t\r\x1f"
_LONGEST = 6000  # letters; a longer schedule is not one


def pieces_of(text: str, years: Container[int]) -> list[Piece] | None:
    """The pieces of a schedule, words that say nothing left out; None when a word is not of a schedule.

    `years` are those that four digits behind a month or a day may mean.
    """
    if len(text) > _LONGEST:
        return None
    if _HOURS_IN_BRACKETS.search(text):
        return None  # the same hours in another zone
    pieces: list[Piece] = []
    at, end = 0, len(text)
    while at < end:
        if text[at] in _BLANK:
            at += 1
            continue
        match = _LEX.match(text, at)
        if match is None:
            return None
        kind = match.lastgroup or ""
        kind = {"sign": "sun", "minutes": "sun", "hours": "sun", "clock_glued": "clock"}.get(kind, kind)
        value = 0
        if kind in ("day", "slash_day"):
            value = int(match[kind])
        elif kind == "clock" and _is_year(match, pieces, years):
            kind, value = "year", int(match["clock"])
        elif kind == "clock":
            minutes = clock_minutes((match["clock"] or match["clock_glued"]).replace(":", "").rjust(4, "0"))
            if minutes is None:
                return None
            value = minutes
        elif kind == "sun":
            value = (
                int(match["minutes"] or 0)
                * (60 if match["hours"] else 1)
                * (-1 if match["sign"] in ("MINUS", "-") else 1)
            )
        elif kind == "month":
            value = MONTHS[match["month"]]
        elif kind == "weekday":
            value = WEEKDAYS[match["weekday"]]
        if kind == "join" and _within_date(match, pieces):
            kind = "idle"
        if kind != "idle":
            pieces.append(Piece("day" if kind == "slash_day" else kind, value, match[0]))
        at = match.end()
    return pieces


def _is_year(match: re.Match[str], before: Sequence[Piece], years: Container[int]) -> bool:
    """Whether four digits are a year: behind a month, or a month and a day, and not the start of hours."""
    digits = match["clock"] or ""
    if not digits.isdigit() or int(digits) not in years or _HOURS_GO_ON.match(match.string, match.end()):
        return False
    kinds = [piece.kind for piece in before[-2:] if piece.text != ","]
    return kinds[-1:] == ["month"] or kinds == ["month", "day"]


def _within_date(join: re.Match[str], before: Sequence[Piece]) -> bool:
    """Whether a comma or a new line stands between a month and its day: SEP,29."""
    kinds = ["", *(piece.kind for piece in before[-2:])]
    month_first = kinds[-1] == "month" and kinds[-2] != "day"
    return month_first and _DAY_BEHIND.match(join.string, join.end()) is not None
