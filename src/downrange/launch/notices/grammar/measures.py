"""Numbers, distances, bearings and labels, as notices print them."""

from downrange.earth.constants import M_PER_NM
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, LAT, NUMBER, WORD

_KM = 1 / 1.852
UNITS_NM = {
    "NM": 1.0, "NMI": 1.0, "MILES": 1.0, "MILE": 1.0, "MLS": 1.0, "KM": _KM, "KMS": _KM,
    "KILOMETERS": _KM, "KILOMETER": _KM,
    "KILOMETRES": _KM, "KILOMETRE": _KM, "METERS": _KM / 1000, "METRES": _KM / 1000, "METER": _KM / 1000,
    "M": _KM / 1000,
    "YARDS": 0.9144 / M_PER_NM, "FT": 0.3048 / M_PER_NM, "FEET": 0.3048 / M_PER_NM,
}  # fmt: skip
_ONES = """ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN
SIXTEEN""".split()
NUMBER_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    "SEVENTEEN": 17, "EIGHTEEN": 18, "NINETEEN": 19, "TWENTY": 20, "THIRTY": 30, "FORTY": 40, "FIFTY": 50,
    "SIXTY": 60,
    "SEVENTY": 70, "EIGHTY": 80, "NINETY": 90, "HALF": 0.5,
}  # fmt: skip
_ROMAN = set("I II III IV V VI VII VIII IX X XI XII".split())
AREA_WORDS = {"AREA", "AREAS", "ZONE", "ZONES", "AIRSPACE", "SECTION", "TRA", "PART"}
LABEL_WORDS = AREA_WORDS | _ROMAN | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # words that a label can start with


def number_at(page: Page, at: int) -> tuple[float, int] | None:
    """A number in figures (with a decimal point or comma) or in words (NINE, TWENTY FIVE), and what follows."""
    if not at < len(page):
        return None
    token = page.tokens[at]
    if token.kind == NUMBER:
        comma = page.is_mark(at + 1, ",") and page.touches(at + 1) and page.touches(at + 2)
        if comma and "." not in token.text and page.kind(at + 2) == NUMBER:
            return float(f"{token.text}.{page.tokens[at + 2].text.split('.')[0]}"), at + 3
        return float(token.text), at + 1
    if token.kind == WORD and token.text in NUMBER_WORDS:
        total, at = float(NUMBER_WORDS[token.text]), at + 1
        if total >= 20:
            at += page.is_mark(at, "-")
            if at < len(page) and page.tokens[at].text in _ONES[1:10]:
                return total + NUMBER_WORDS[page.tokens[at].text], at + 1
        if page.is_word(at, "HUNDRED"):
            return total * 100, at + 1
        return total, at
    return None


def distance_at(page: Page, at: int) -> tuple[float, int] | None:
    """A distance in nautical miles, and the token after it; a second figure in brackets is skipped."""
    number = number_at(page, at)
    if number is None:
        return None
    value, after = number
    after += page.is_mark(after, "-")
    if page.is_word(after, "NAUTICAL") and page.is_word(after + 1, "MILES", "MILE"):
        after += 1
    if not (after < len(page) and page.tokens[after].text in UNITS_NM):
        return None
    nm, after = value * UNITS_NM[page.tokens[after].text], after + 1
    if page.is_mark(after, "(", "/"):
        other = number_at(page, after + 1)
        if other and page.is_word(other[1], *UNITS_NM):
            after = other[1] + 1 + page.is_mark(other[1] + 1, ")")
    return nm, after


def bearings_at(page: Page, at: int) -> tuple[float, float, int] | None:
    """Two bearings: "220 DEGREES AND 260 DEGREES", "310-348", "300° - 020°", "130DEG AND 150DEG"; from, to, after."""
    found: list[float] = []
    while len(found) < 2:
        number = number_at(page, at)
        if number is None or not 0 <= number[0] <= 360:
            return None
        found.append(number[0])
        at = number[1]
        at = page.skip(at, ("DEGREES", "DEGREE", "DEG", "TRUE", "AND", "TO"), "°-")
    return found[0], found[1], at


def label_at(page: Page, at: int, end: int) -> tuple[str, int] | None:
    """The label of an area or vertex that starts at a token ("A.", "II)", "AREA 1:", "(1)"), and what follows."""
    if at >= end:
        return None
    token = page.tokens[at]
    if not (token.text in LABEL_WORDS or len(token.text) <= 2 or token.kind == NUMBER):
        return None
    if token.kind == WORD and token.text in AREA_WORDS:
        return _named_label(page, at, end)
    opening = page.is_mark(at, "(")
    dotted = page.is_mark(at - 1, ".") and len(page.word(at - 2)) == 1
    plural = page.is_mark(at - 1, "(") and page.touches(at - 1)
    if page.touches(at) and (plural or dotted or (opening and page.tokens[at - 1].kind in (WORD, NUMBER))):
        return None  # AREA(S), the I of S.I.
    at += opening
    if at + 1 >= end:
        return None
    token = page.tokens[at]
    single = token.kind == WORD and (len(token.text) == 1 or token.text in _ROMAN)
    small = token.kind == NUMBER and len(token.text) <= 2 and token.text.isdigit() and int(token.text) > 0
    decimal = token.kind == NUMBER and token.text.endswith(".")
    if (single or small or decimal) and page.is_mark(at + 1, ".", ")", ":"):
        after = page.skip(at + 2, (), ".)?")
        joined = after < end and page.touches(after) and len(page.tokens[after].text) == 1
        if single and joined and page.is_mark(at + 1, "."):
            return None  # U.S., D.C.
        return token.text, after
    if 0 < len(page.word(at)) <= 2 and page.kind(at + 1) == NUMBER and page.touches(at + 1):
        after = at + 2  # D1: DZ2) at the head of its positions
        numbered = len(page.tokens[at + 1].text) <= 2 and page.is_mark(after, ":", ")")
        if numbered and after + 1 < end and page.tokens[after + 1].kind == LAT:
            return token.text + page.tokens[at + 1].text, after + 1
    if single and not opening and page.starts_line(at):
        after = at + 1 + page.is_mark(at + 1, "-")
        if after < end and page.tokens[after].kind == LAT:
            return token.text, after
    return None


def _named_label(page: Page, at: int, end: int) -> tuple[str, int] | None:
    after = at + 1
    if page.is_mark(after, "(") and page.touches(after):
        return None  # AREA(S)
    after = page.skip(after, ("NO", "NR", "NUMBER"), ":-'\"(")
    if after >= end:
        return None
    token = page.tokens[after]
    letter = token.kind == WORD and (len(token.text) == 1 or token.text in _ROMAN)
    number = token.kind == NUMBER and len(token.text.split(".")[0]) <= 2
    if not letter and not number:
        return None
    listed = page.is_mark(after + 1, ".", ")") and page.is_word(after + 2, *AREA_WORDS, "VERTICAL", "FALLING")
    if number and listed:
        return None  # the number of a list, behind the word AREA
    label, after = token.text.split(".")[0], after + 1
    numbered = after < end and page.touches(after) and page.kind(after) == NUMBER
    if letter and numbered and len(page.tokens[after].text) <= 2:
        label, after = label + page.tokens[after].text, after + 1
    if token.kind == WORD and token.text == "A" and page.tokens[at].text != "AREA":
        return None
    if after < end:
        marked = page.is_mark(after, *":.)'\"-(,", LAT, CLOCK) or page.starts_line(after)
        if not marked and not page.is_word(after, "IS", "WI", "WITHIN", "BOUNDED", "BOUND", "FM", "FROM"):
            return None
    return label, page.skip(after, (), ":.)'\"-")
