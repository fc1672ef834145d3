"""Passages without place, time or kind, which are ignored: heights, telephones, documents, air routes.

Each reader takes the page and a token and gives the token after the passage, or 0 when none starts there.
"""

from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, FRACTION, LAT, LON, NUMBER, SERIAL, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import words

_HEIGHT_WORDS, _HEIGHT_STARTS = words("asides", "heights"), words("asides", "height starts")
_UNITS, _TELEPHONES, _WEB = (
    words("asides", name) for name in ("height units", "telephones", "web addresses")
)
_REFERENCES = words("asides", "references")
_MORE_OF_A_REFERENCE = _REFERENCES | words("asides", "more of a reference")
_ROUTE_SIGNS, _NEVER_ASIDE = words("asides", "routes"), words("asides", "never an aside")
ASIDE_WORDS = (
    _HEIGHT_STARTS | _TELEPHONES | _REFERENCES | _WEB | {"CREATED"}
)  # words that an aside can start with


def aside_at(page: Page, at: int, end: int) -> int:
    """The token after the aside that starts at a token, or 0."""
    token = page.tokens[at]
    if token.kind == WORD:
        if token.text in _HEIGHT_STARTS:
            return _height(page, at, end)
        if token.text == "CREATED" and page.is_mark(at + 1, ":"):
            return end
        if token.text in _TELEPHONES:
            return _telephone(page, at, end)
        if token.text in _WEB or (page.is_mark(at + 1, "@") and page.touches(at + 1)):
            return _address(page, at, end)
        if token.text in _REFERENCES:
            return _reference(page, at, end)
    if token.kind == "(":
        return _brackets(page, at, end)
    if token.kind == "'":
        return _quotation(page, at, end)
    if token.kind == "+" and at + 1 < end and page.tokens[at + 1].kind == NUMBER:
        return _telephone(page, at, end)
    thousands = page.is_mark(at + 1, ",") and page.is_word(at + 3, "M", "FT", "FEET")
    if token.kind == NUMBER and (thousands or page.is_word(at + 1, *_UNITS)):
        return _height(page, at, end)
    return 0


def _height(page: Page, at: int, end: int) -> int:
    """VERTICAL LIMITS:SFC-UNL; FL310, FL350; 20,000M(QNE) AND BELOW."""
    after = at
    while after < end:
        token = page.tokens[after]
        figure = token.kind == NUMBER and (
            page.is_word(after - 1, "FL") or page.is_word(after + 1, *_UNITS) or page.is_mark(after - 1, ",")
            or (page.is_mark(after + 1, ",") and page.is_word(after + 3, *_UNITS)) or token.text == "000"
        )  # fmt: skip
        if not (figure or page.word(after) in _HEIGHT_WORDS or token.kind in tuple("-:.,/()")):
            break
        if token.kind == "." and not page.is_word(after + 1, *_HEIGHT_STARTS):
            break
        after += 1
    joining = ("AND", "TO", "FROM", "BETWEEN", "THE", "UP")
    while after > at + 1 and (page.is_mark(after - 1, *"-:.,/()") or page.is_word(after - 1, *joining)):
        after -= 1
    return after


def _telephone(page: Page, at: int, end: int) -> int:
    after = at + 1
    while after < end and (
        page.tokens[after].kind in (NUMBER, "+", "-", "(", ")", "/", ":", ".", FRACTION)
        or page.is_word(after, "EXT", *_TELEPHONES)
    ):
        if page.tokens[after].kind == NUMBER and page.starts_line(after) and page.is_mark(after + 1, "."):
            break
        after += 1
    return after if after > at + 1 else 0


def _address(page: Page, at: int, end: int) -> int:
    after = at + 1
    while after < end and page.touches(after) and page.tokens[after].kind not in (",", ")", ";"):
        after += 1
    return after


def _reference(page: Page, at: int, end: int) -> int:
    """AIP SUP 12/26, ANNEX 11, ENR 5.1.3-9, DNC 22, CHART RUS 10100: a document and its number."""
    after = at + 1
    while after < end:
        token = page.tokens[after]
        measured = page.is_word(after + 1, "MILES", "NM", "KM", "UTC", "DEGREES")
        listed = page.starts_line(after) and page.is_mark(after + 1, ".", ")")
        number = token.kind == NUMBER and len(token.text) <= 6 and not measured and not listed
        goes_on = after + 1 < end and page.is_mark(after + 1, NUMBER, FRACTION)
        joint = token.kind in ("-", ":", "/") and goes_on
        if not (
            number or joint or token.kind in (FRACTION, SERIAL) or page.word(after) in _MORE_OF_A_REFERENCE
        ):
            break
        after += 1
    return after if after > at + 1 and page.tokens[after - 1].kind in (NUMBER, FRACTION, SERIAL) else 0


def _brackets(page: Page, at: int, end: int) -> int:
    """A remark in brackets: names alone, or (75NM NORTHEAST OF SANTA ANA)."""
    after = at + 1
    while after < min(end, at + 24):
        token = page.tokens[after]
        if token.kind == ")":
            return after + 1 if after > at + 1 else 0
        distance = token.kind == NUMBER and (page.is_word(after + 1, "NM", "KM") and after == at + 1)
        reference = (
            token.kind == NUMBER and page.touches(after) and page.tokens[after - 1].kind in (WORD, "-")
        )
        if token.kind in (LAT, LON, ZULU, CLOCK, FRACTION, "(") or (
            token.kind == NUMBER and not distance and not reference
        ):
            return 0
        if token.kind == WORD and token.text in _NEVER_ASIDE | {"AREA", "NEXT", "TIME", "UTC", "DAILY"}:
            return 0
        after += 1
    return 0


def _quotation(page: Page, at: int, end: int) -> int:
    """A name in quotation marks: 'MATLU', 'RUS SPACE LAUNCH AREA JULY 26'."""
    if not page.touches(at + 1) or (page.touches(at) and not page.is_mark(at - 1, "(")):
        return 0
    for after in range(at + 2, min(end, at + 10)):
        if page.is_mark(after, "'"):
            return after + 1
        if page.tokens[after].kind in (LAT, LON, ZULU):
            return 0
    return 0


def ignore_routes(page: Page, first: int, end: int) -> None:
    """Ignore the names of points and routes in lines about air routes: "- N500: DAMVO - MIMUX"."""
    unread = (at for at in range(first, end) if not page.status[at])
    if not any(page.tokens[at].kind == WORD for at in unread):
        return
    line: list[int] = []
    carried = False
    for at in range(first, end + 1):
        if at == end or _starts_line(page, at):
            carried = _ignore_route_line(page, line, carried)
            line = []
        if at < end:
            line.append(at)


def _starts_line(page: Page, at: int) -> bool:
    if at == 0:
        return True
    gap = page.folded[page.tokens[at - 1].end : page.tokens[at].start]
    return "\n" in gap or "  " in gap


def _ignore_route_line(page: Page, line: list[int], carried: bool) -> bool:
    """Ignore the names of one line; True when the next line may go on with names alone."""
    signs = any(page.tokens[at].text in _ROUTE_SIGNS or _designator(page, at) for at in line)
    if not (signs or carried):
        return False
    names = 0
    for at in line:
        token = page.tokens[at]
        if page.status[at]:
            continue
        if (
            token.kind == WORD
            and token.text not in _NEVER_ASIDE
            and (len(token.text) <= 5 or _designator(page, at))
        ):
            page.ignore(at, at + 1)
            names += 1
        elif token.kind == NUMBER and (
            _designator(page, at - 1)
            or (page.is_mark(at + 1, ".", ")") and (at == line[0] or page.is_mark(at - 1, "-")))
        ):
            page.ignore(at, at + 1)
        elif token.kind == WORD and carried and not signs:
            return False
    return signs or names > 0


def _designator(page: Page, at: int) -> bool:
    """A route such as N500, UM771, W20, or a way point such as WP900."""
    return (
        0 <= at < len(page) - 1 and page.tokens[at].kind == WORD and len(page.tokens[at].text) <= 3
        and page.tokens[at + 1].kind == NUMBER and page.touches(at + 1)
        and len(page.tokens[at + 1].text.split(".")[0]) <= 4
        and page.tokens[at].text not in ("TO", "ON", "AT", "BY", "FL", "AND", "FM", "NO")
    )  # fmt: skip
