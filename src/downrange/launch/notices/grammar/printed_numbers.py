"""Numbers as notices print them: figures with points, commas and fractions, and number words to the thousands."""

from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, NUMBER, WORD

_ONES = """ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN
SIXTEEN SEVENTEEN EIGHTEEN NINETEEN""".split()
_TENS = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split()
_SMALL = {word: value for value, word in enumerate(_ONES)}
_TEN = {word: 10 * tens for tens, word in enumerate(_TENS, 2)}
NUMBER_WORDS: dict[str, float] = {**_SMALL, **_TEN, "HALF": 0.5, "QUARTER": 0.25}
_SCALES = {"HUNDRED": 100, "THOUSAND": 1000}
_DENOMINATORS = {"2", "3", "4", "8", "10", "16"}  # of fractions of a mile; a larger one is a date or a serial
MOST_WORDS = 12  # of one number: "NINE HUNDRED AND NINETY NINE THOUSAND NINE HUNDRED AND NINETY NINE"


def number_at(page: Page, at: int) -> tuple[float, int] | None:
    """The number at a token, and the token after it; None when none starts there.

    Figures may have a decimal point or comma, commas between thousands (1,500), or a fraction (1/2, 1 1/2); words
    reach to the thousands (ONE HUNDRED AND FIFTY, TWO AND A HALF). Three figures behind a single comma are read as
    thousands; `doubtful_comma` says whether they may be decimals.
    """
    kind = page.kind(at)
    if kind == NUMBER:
        return _in_figures(page, at)
    if kind == FRACTION:
        share = _fraction(page, at)
        return share and (share[0], share[1])
    return _in_words(page, at) if kind == WORD and page.tokens[at].text in NUMBER_WORDS else None


def doubtful_comma(page: Page, at: int) -> bool:
    """Whether one comma before three figures stands in the number at a token: 1,852 may be 1.852."""
    return _thousands(page, at) == (at + 3) and "." not in page.tokens[at + 2].text


def _in_figures(page: Page, at: int) -> tuple[float, int]:
    text = page.tokens[at].text
    after = _thousands(page, at)
    if after:
        figures = "".join(token.text for token in page.tokens[at:after] if token.kind == NUMBER)
        return float(figures), after
    comma = page.is_mark(at + 1, ",") and page.touches(at + 1) and page.touches(at + 2)
    if comma and "." not in text and page.kind(at + 2) == NUMBER:
        return float(f"{text}.{page.tokens[at + 2].text.split('.')[0]}"), at + 3
    share = _fraction(page, at)
    if share:
        return share
    dash = page.is_mark(at + 1, "-") and page.touches(at + 1) and page.touches(at + 2)
    if text.isdigit() and (share := _fraction(page, at + 1 + dash)):
        return float(text) + share[0], share[1]
    return float(text), at + 1


def _thousands(page: Page, at: int) -> int:
    """The token after figures with commas between thousands: 1,500; 12,345,678.5; else 0."""
    first = page.tokens[at].text
    if not (first.isdigit() and len(first) <= 3 and first[0] != "0"):
        return 0
    after = at + 1
    while page.is_mark(after, ",") and page.touches(after) and page.touches(after + 1):
        group = page.tokens[after + 1].text if page.kind(after + 1) == NUMBER else ""
        if len(group.partition(".")[0]) != 3:
            return 0
        after += 2
        if "." in group:
            break
    return after if after > at + 1 else 0


def _fraction(page: Page, at: int) -> tuple[float, int] | None:
    """A fraction smaller than one: 1/2, 3/4, 5/16."""
    if page.kind(at) == FRACTION:
        upper, lower = page.tokens[at].text.split("/")
        after = at + 1
    elif page.kind(at) == page.kind(at + 2) == NUMBER and page.is_mark(at + 1, "/"):
        if not (page.touches(at + 1) and page.touches(at + 2)):
            return None
        upper, lower, after = page.tokens[at].text, page.tokens[at + 2].text, at + 3
    else:
        return None
    if lower not in _DENOMINATORS or not upper.isdigit() or not 0 < int(upper) < int(lower):
        return None
    return int(upper) / int(lower), after


def _in_words(page: Page, at: int) -> tuple[float, int]:
    total = part = 0.0
    before = ""
    start = at
    while at < start + MOST_WORDS:
        word = page.word(at)
        if word in _SMALL and before not in _SMALL:
            part += _SMALL[word]
        elif word in _TEN and before not in _SMALL and before not in _TEN:
            part += _TEN[word]
        elif word in _SCALES:
            part = max(part, 1.0) * _SCALES[word]
            if word == "THOUSAND":
                total, part = total + part, 0.0
        elif share := _share_in_words(page, at, before):
            return total + part + share[0], share[1]
        elif _joins_words(page, at, before):
            at += 1
            continue
        elif word == "POINT" and before and page.word(at + 1) in _ONES[:10]:
            return _decimals(page, at + 1, total + part)
        else:
            break
        before, at = word, at + 1
    return total + part, at


def _joins_words(page: Page, at: int, before: str) -> bool:
    """The dash of TWENTY-FIVE and the AND of ONE HUNDRED AND FIFTY."""
    if page.is_mark(at, "-"):
        return bool(before) and page.word(at + 1) in _SMALL | _SCALES
    return page.is_word(at, "AND") and before in _SCALES and page.word(at + 1) in _SMALL | _TEN


def _share_in_words(page: Page, at: int, before: str) -> tuple[float, int] | None:
    """HALF A, AND A HALF, AND THREE QUARTERS: a share of one, and the token after it."""
    joined = page.skip(at, ("AND", "A", "ONE") if before else ())
    if page.is_word(at, "AND", "HALF", "QUARTER") and page.is_word(joined, "HALF", "QUARTER"):
        after = joined + 1
        if not before:
            after = page.skip(after, ("OF", "A", "AN"))
        share = NUMBER_WORDS[page.tokens[joined].text]
        return (share - 1 if before == "ONE" and joined == at else share), after  # ONE HALF is a half
    return None


def _decimals(page: Page, at: int, whole: float) -> tuple[float, int]:
    """The figures behind POINT, word by word."""
    scale = 0.1
    while page.word(at) in _ONES[:10]:
        whole += scale * _SMALL[page.tokens[at].text]
        scale, at = scale / 10, at + 1
    return round(whole, 9), at
