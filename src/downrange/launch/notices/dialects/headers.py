"""Message numbers, and where one message ends and the next begins."""

from difflib import get_close_matches
from typing import NamedTuple

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, NUMBER, SERIAL, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import replacements, words

_HYDRO, _COASTAL = words("headings", "HYDRO series"), words("headings", "coastal series")
_ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split())
_SERIES_STARTS = {"NA", "NN", "HY", "AU", "WZ"}
_MISSPELT = replacements("headings", "misspelt series")
_REFERRING, NOTAM_KINDS = words("headings", "referring"), words("headings", "NOTAM kinds")


class Series(NamedTuple):
    """The name and number of a message: ``NAVAREA IV``, ``418/23``, and the token after it."""

    issuer: str
    number: str
    after: int
    misspelt: bool = False


def series_at(page: Page, at: int) -> Series | None:
    """The number of a maritime message at a token: NAVAREA IV 418/23, HYDROPAC 2410/26, POLISH NAV WARN 102/26."""
    if not (at < len(page) and page.tokens[at].kind == WORD):
        return None
    word, after, misspelt = page.tokens[at].text, at + 1, False
    if word in _HYDRO:
        issuer = word
    elif word.startswith("HY") and (close := get_close_matches(word, _HYDRO, 1, 0.75)):
        issuer, misspelt = close[0], True
    elif word in _MISSPELT or word == "NAVAREA" or (word.startswith("NAVAREA") and word[7:] in _ROMAN):
        roman = word[7:] if word.startswith("NAVAREA") else ""
        misspelt = word in _MISSPELT or bool(roman)
        if not roman:
            if not (after < len(page) and page.tokens[after].text in _ROMAN):
                return None
            roman, after = page.tokens[after].text, after + 1
        issuer = f"NAVAREA {roman}"
    elif word in _COASTAL:
        issuer, after = word, after + page.is_word(after, "WARNING")
    elif (
        word == "NAV" and page.is_word(at + 1, "WARN", "WARNING") and at and page.tokens[at - 1].kind == WORD
    ):
        issuer, after = f"{page.tokens[at - 1].text} NAV WARN", at + 2
    else:
        return None
    if not (after < len(page) and page.tokens[after].kind == FRACTION):
        return None
    number, _, year = page.tokens[after].text.partition("/")
    return Series(
        issuer, f"{number}/{year[:2] if len(year) == 3 else year}", after + 1, misspelt or len(year) == 3
    )


def message_starts(page: Page) -> list[int]:
    """The tokens at which messages start; the first is 0."""
    starts = [0]
    seen_notams: set[str] = set()
    own: tuple[str, str] | None = None
    for at, token in enumerate(page.tokens):
        start = None
        if token.kind == SERIAL and page.is_word(at + 1, *NOTAM_KINDS):
            start = None if token.text in seen_notams else at
            seen_notams.add(token.text)
        elif (
            token.kind == WORD
            and token.text == "FDC"
            and at + 1 < len(page)
            and page.tokens[at + 1].kind == FRACTION
        ):
            start = None if page.tokens[at + 1].text in seen_notams else at
            seen_notams.add(page.tokens[at + 1].text)
        elif token.kind == WORD and token.text[:2] in _SERIES_STARTS and (series := series_at(page, at)):
            copy = at - starts[-1] > 20 and series[:2] == own and not page.is_word(at - 1, *_REFERRING)
            if copy or _heads(page, at):
                start, own = _before_date(page, at), series[:2]
        elif token.kind == ZULU and page.starts_line(at) and _date_line(page, at):
            start = at
        if start is not None and start > starts[-1] and _more_than_heading(page, starts[-1], start):
            starts.append(start)
    return starts


def _more_than_heading(page: Page, first: int, after: int) -> bool:
    """Whether there is more than a heading: a second number right after the first heads the same message."""
    series = series_at(page, first)
    first = series.after if series else first
    return (
        sum(
            token.kind == WORD and token.text not in MONTHS
            for token in page.tokens[first : min(after, first + 60)]
        )
        > 2
    )


def _heads(page: Page, at: int) -> bool:
    """Whether a number heads a message rather than being referred to in one."""
    series = series_at(page, at)
    assert series is not None
    if (
        page.is_word(series.after, "AND", "REFERS", "REFER", "REMAINS")
        or page.is_mark(series.after, ",")
        or at == 0
    ):
        return at == 0
    before = page.tokens[at - 1]
    if (
        page.is_mark(at - 1, ".")
        and at >= 2
        and page.tokens[at - 2].kind == NUMBER
        and len(page.tokens[at - 2].text) == 1
    ):
        return False  # the only words of a numbered paragraph
    if (before.kind == WORD and before.text in _REFERRING) or (
        before.kind == WORD and not page.starts_line(at) and before.text != "NNNN"
    ):
        return False
    dated = (
        before.kind == NUMBER
        and at >= 3
        and page.tokens[at - 2].text in MONTHS
        and page.tokens[at - 3].kind == ZULU
    )
    return (
        dated
        or page.starts_line(at)
        or page.is_mark(at - 1, ".", "=", "]", "/")
        or page.is_word(at - 1, "NNNN")
    )


def _before_date(page: Page, at: int) -> int:
    """The date and time group that stands before a number belongs to the same message."""
    if (
        at >= 3
        and page.tokens[at - 3].kind == ZULU
        and page.tokens[at - 2].text in MONTHS
        and page.tokens[at - 1].kind == NUMBER
    ):
        return at - 3
    return at


def _date_line(page: Page, at: int) -> bool:
    if not (at + 3 < len(page) and page.tokens[at + 1].text in MONTHS and page.tokens[at + 2].kind == NUMBER):
        return False
    if (
        len(page.tokens[at].text.rstrip("Z ")) not in (6, 7)
        or at + 3 >= len(page)
        or not page.starts_line(at + 3)
    ):
        return False
    return page.tokens[at + 3].kind == WORD and page.tokens[at + 3].text not in (
        "TO",
        "AND",
        "IN",
        "THRU",
        "UNTIL",
        "ALTERNATE",
        "WITHIN",
    )
