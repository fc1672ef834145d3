"""Cancellations: which messages a message cancels, and when it cancels itself."""

import re
from dataclasses import dataclass, field

from downrange.launch.notices.dialects.headers import series_at
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import full_year
from downrange.launch.notices.times.time_atoms import atom_at
from downrange.launch.notices.times.time_expression import Day
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, SERIAL, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import words

_SELF, _PASSED, _DONE = (
    words("headings", section)
    for section in ("this message", "in a list of cancelled messages", "reasons of a cancellation")
)
DATED = "OF", "DATED", "DTD", "ISSUED"
_FIGURES = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_DENIALS = "NOT", "NEVER", "CANNOT", "DONT"
_TO = "TO", "UNTIL", "TILL", "THRU", "THROUGH", "AND"


@dataclass(slots=True)
class Cancel:
    """What the CANCEL paragraphs of a message give; `this` is set by CANCEL THIS MESSAGE."""

    numbers: list[str] = field(default_factory=list)
    this: bool = False
    at_time: Day | None = None
    first: int = 0
    after: int = 0


def read_cancel(page: Page, at: int, end: int, cancel: Cancel, own_series: str | None) -> int:
    """Read from the word CANCEL on and mark the tokens used; returns the token after them."""
    start, series, before = at, own_series, len(cancel.numbers)
    unread: list[tuple[int, int]] = []
    at += 1
    while at < end:
        named = series_at(page, at)
        token = page.tokens[at]
        if named is not None:
            series = named.issuer
            cancel.numbers.append(f"{named.issuer} {named.number}")
            at = _past_charts(page, named.after)
        elif token.kind == FRACTION:
            cancel.numbers.append(f"{series} {token.text}" if series else token.text)
            at = _past_charts(page, at + 1)
        elif token.kind == SERIAL:
            cancel.numbers.append(token.text)
            at += 1
        elif len(cancel.numbers) > before and (after := past_date(page, at, end)):
            at = after
        elif len(cancel.numbers) > before and (after := _time_of_another(page, at, end)):
            unread.append((at, after))  # of this message, or of the one it cancels
            at = after
        elif page.is_word(at, "THIS") and page.is_word(at + 1, *_SELF):
            cancel.this, cancel.first = True, start
            at += 2
            own = series_at(page, at - 1)
            at = own.after if own else at
            at += page.is_word(at, "ON", "AT", "WITH", "EFFECT") or page.is_mark(at, ":")
            ends, at = _time(page, at, end)
            cancel.at_time, cancel.after = ends or cancel.at_time, at
            if ends is not None and not page.is_mark(at, ",") and not page.is_word(at, "AND"):
                break
        elif (
            cancel.at_time is None
            and (page.is_word(at, "THIS") or token.kind == ZULU or page.is_word(at + 1, "UTC"))
            and (at_time := _time(page, at + page.is_word(at, "THIS"), end))[0]
        ):
            page.report(NoticeDefect.CANCELS_WHAT, start, at_time[1])
            cancel.this, cancel.first, cancel.at_time, at = True, start, *at_time
            cancel.after = at
            break
        elif (
            page.is_mark(at, ",", "(", ")", ":", "-")
            or page.is_word(at, *_PASSED)
            or (page.is_word(at, *_DONE) and (cancel.this or cancel.numbers))
        ):
            at += 1
        else:
            break
    page.use(start, at)
    for first, after in unread:
        page.status[first:after] = bytes(after - first)
    return at


def is_denied(page: Page, at: int, first: int) -> bool:
    """Whether the word CANCEL at a token is denied: DO NOT CANCEL, DOES NOT YET CANCEL."""
    near = at - 1 if page.is_word(at - 1, *_DENIALS) else at - 2
    return near >= first and page.kind(at - 1) == WORD and page.is_word(near, *_DENIALS)


def past_date(page: Page, at: int, end: int) -> int:
    """The token after the date of a cancelled message, behind its number: OF 20 NOV 26; 0 if there is none."""
    if not page.is_word(at, *DATED):
        return 0
    while at < end and (page.is_word(at, *DATED, "ON", "DATE") or page.is_mark(at, ":")):
        at += 1
    if at < end and (figures := _FIGURES.match(page.folded, page.tokens[at].start)):
        return next((i for i in range(at, end) if page.tokens[i].start >= figures.end()), end)
    found, after = _time(page, at, end)
    return after if found is not None else 0


def _time_of_another(page: Page, at: int, end: int) -> int:
    """The token after a time behind the number of a cancelled message; 0 if none is there, or a window begins."""
    at += page.is_word(at, "ON", "AT", "EFFECTIVE")
    if page.is_word(at, "THIS"):
        return 0
    found, after = _time(page, at, end)
    return (
        after if found is not None and not page.is_word(after, *_TO) and not page.is_mark(after, "-") else 0
    )


def _past_charts(page: Page, at: int) -> int:
    """Sub-region numbers behind a serial number: ``207/26(11,26)``."""
    if page.is_mark(at, "("):
        for after in range(at + 1, min(at + 16, len(page))):
            if page.is_mark(after, ")"):
                return after + 1
            if not (page.is_mark(after, ",") or page.tokens[after].text[0].isdigit()):
                break
    return at


def _time(page: Page, at: int, end: int) -> tuple[Day | None, int]:
    """251516Z APR 23; 22 MAY 1000 UTC; 01 MARCH 2024 1500 UTC; 261730 AUG 19; NOV 261330 UTC."""
    day = month = year = minute = None
    start, last = at, at
    while at < min(end, start + 9):
        atom, text = atom_at(page, at), page.tokens[at].text
        if atom is None or (page.is_mark(at, ".", ",") and (day is None or month is not None)):
            break
        if atom.kind == "dhm" and day is None:
            day, minute = atom.a, atom.b
        elif atom.kind == "month" and month is None:
            month = atom.a
        elif atom.kind == "day" and day is None:
            day = atom.a
        elif (
            month is not None
            and day is not None
            and year is None
            and text.isdigit()
            and (len(text) == 2 or 1990 <= int(text) <= 2069)
        ):
            year = full_year(int(text))
        elif atom.kind == "hm" and minute is None:
            minute = atom.a
        elif atom.kind == "year" and year is None:
            year = atom.a
        elif atom.kind != "lead":
            break
        at += 1
        last = at if atom.kind != "lead" or text in ("UTC", "Z", "GMT", "HRS") else last
    if day is None or (month is None and minute is None):
        return None, start
    return Day(day, month, year, minute or 0, start), last
