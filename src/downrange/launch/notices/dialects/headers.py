"""Message numbers, and where one message ends and the next begins."""

from difflib import get_close_matches
from typing import NamedTuple

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, NUMBER, SERIAL, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import replacements, words

_HYDRO, _COASTAL = words("headings", "HYDRO series"), words("headings", "coastal series")
_ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split())
_STATION = words("headings", "station series")
_SERIES_STARTS = {"NA", "NN", "HY", "AU", "WZ"} | {word[:2] for word in _STATION}
_NUMBER_SIGNS = {"NR", "NO", "N", "NUM", "NUMERO", "NUMBER"}
_MISSPELT = replacements("headings", "misspelt series")
_REFERRING, NOTAM_KINDS = words("headings", "referring"), words("headings", "NOTAM kinds")


_GROUP, _MOST_OF_ADDRESS = 3, 20  # tokens of a date and time group, and between it and the number
_GOING_ON = {"TO", "AND", "IN", "THRU", "UNTIL", "ALTERNATE", "WITHIN"}


class Series(NamedTuple):
    """The name and number of a message: ``NAVAREA IV``, ``418/23``, and the token after it."""

    issuer: str
    number: str
    after: int
    misspelt: bool = False


def series_at(page: Page, at: int) -> Series | None:
    """The number of a maritime message at a token: NAVAREA IV 418/23, HYDROPAC 2410/26, POLISH NAV WARN 102/26."""
    word, after, misspelt = page.word(at), at + 1, False
    if word in _HYDRO:
        issuer = word
    elif word.startswith("HY") and (close := get_close_matches(word, _HYDRO, 1, 0.75)):
        issuer, misspelt = close[0], True
    elif word in _MISSPELT or word == "NAVAREA" or (word.startswith("NAVAREA") and word[7:] in _ROMAN):
        roman = word[7:] if word.startswith("NAVAREA") else ""
        misspelt = word in _MISSPELT or bool(roman)
        if not roman:
            roman, after = page.word(after), after + 1
            if roman not in _ROMAN:
                return None
        issuer = f"NAVAREA {roman}"
    elif word in _COASTAL:
        issuer, after = word, after + page.is_word(after, "WARNING")
    elif word in _STATION:
        return _of_a_station(page, at)
    elif word == "NAV" and page.is_word(at + 1, "WARN", "WARNING") and page.word(at - 1):
        issuer, after = f"{page.word(at - 1)} NAV WARN", at + 2
    else:
        return None
    if page.kind(after) != FRACTION:
        return None
    number, _, year = page.tokens[after].text.partition("/")
    odd = len(year) == 3
    return Series(issuer, f"{number}/{year[:2] if odd else year}", after + 1, misspelt or odd)


def _of_a_station(page: Page, at: int) -> Series | None:
    """PRIP MURMANSK 275/26, AVURNAV BREST 2209/26; the year is not printed in every one: PRIP MURMANSK 284."""
    issuer, after = page.word(at), at + 1
    if page.kind(after) == WORD and page.word(after) not in _NUMBER_SIGNS:
        issuer, after = f"{issuer} {page.word(after)}", after + 1
    after += page.is_word(after, *_NUMBER_SIGNS) and page.kind(after + 1) != WORD
    after += page.is_mark(after, ".", "°")
    text = page.tokens[after].text if page.kind(after) else ""
    if page.kind(after) == FRACTION or (page.kind(after) == NUMBER and text.isdigit() and len(text) <= 4):
        return Series(issuer, text, after + 1)
    return None


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
        elif token.text == "FDC" and page.kind(at + 1) == FRACTION:
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
    tokens = page.tokens[first : min(after, first + 60)]
    return sum(token.kind == WORD and token.text not in MONTHS for token in tokens) > 2


def _heads(page: Page, at: int) -> bool:
    """Whether a number heads a message rather than being referred to in one."""
    series = series_at(page, at)
    assert series is not None
    if at == 0:
        return True
    if page.is_word(series.after, "AND", "REFERS", "REFER", "REMAINS") or page.is_mark(series.after, ","):
        return False
    if page.is_mark(at - 1, ".") and page.kind(at - 2) == NUMBER and len(page.tokens[at - 2].text) == 1:
        return False  # the only words of a numbered paragraph
    before, starts_line = page.word(at - 1), page.starts_line(at)
    if before in _REFERRING or (before and not starts_line and before != "NNNN"):
        return False
    dated = _before_date(page, at) < at
    return dated or starts_line or page.is_mark(at - 1, ".", "=", "]", "/") or before == "NNNN"


def _before_date(page: Page, at: int) -> int:
    """The date and time group that stands before a number belongs to the same message."""
    if at >= _GROUP and page.is_date_group(at - _GROUP):
        return at - _GROUP
    for back in range(at - _GROUP - 1, max(-1, at - _MOST_OF_ADDRESS), -1):
        if page.is_date_group(back):  # 250228Z NOV 26 / FM JRCC AUSTRALIA / NAVAREA X 998/26
            addressed = page.is_word(back + _GROUP, "FM", "FROM", "TO", "INFO")
            between = page.tokens[back + _GROUP : at]
            return back if addressed and all(t.kind in (WORD, ".", "-", "/", ",") for t in between) else at
    return at


def _date_line(page: Page, at: int) -> bool:
    """Whether a date and time group has a line of its own, before a line that does not go on with it."""
    if len(page.tokens[at].text.rstrip("Z ")) not in (6, 7) or not page.is_date_group(at):
        return False
    following = page.word(at + 3)
    return bool(following) and page.starts_line(at + 3) and following not in _GOING_ON
