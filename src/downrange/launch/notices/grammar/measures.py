"""Numbers, distances, bearings and labels, as notices print them."""

from downrange.earth.constants import M_PER_NM
from downrange.launch.notices.grammar.area_designators import designators_at
from downrange.launch.notices.grammar.printed_numbers import doubtful_comma
from downrange.launch.notices.grammar.printed_numbers import number_at as number_at
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import CLOCK, LAT, NUMBER, WORD

_KM = 1000 / M_PER_NM
_M = 1 / M_PER_NM
STATUTE_NM = 1609.344 / M_PER_NM
UNITS_NM = (
    dict.fromkeys("NM NMI NMS MILES MILE MLS MI MN MILLAS MILLES".split(), 1.0)
    | dict.fromkeys("KM KMS KILOMETERS KILOMETER KILOMETRES KILOMETRE KILOMETROS".split(), _KM)
    | dict.fromkeys("M METERS METER METRES METRE METROS MTRS MTR".split(), _M)
    | dict.fromkeys("YARDS YARD YDS YD".split(), 0.9144 / M_PER_NM)
    | dict.fromkeys("FT FEET FOOT".split(), 0.3048 / M_PER_NM)
    | {"SM": STATUTE_NM, "CABLES": 0.1, "CABLE": 0.1}
)
_SHORT_UNITS = {unit for unit, nm in UNITS_NM.items() if nm in (_M, 0.9144 / M_PER_NM, 0.3048 / M_PER_NM)}
_ROMAN = set("I II III IV V VI VII VIII IX X XI XII".split())
AREA_WORDS = {"AREA", "AREAS", "ZONE", "ZONES", "AIRSPACE", "SECTION", "TRA", "PART"}
BEARING_WORDS = frozenset("BEARING BEARINGS AZM AZIMUTH AZIMUTHS RDL RDLS RADIAL RADIALS".split())
MAGNETIC_WORDS = frozenset("RDL RDLS RADIAL RADIALS M MAG MAGNETIC".split())
_SIDES_DEG = {"NORTH": 0.0, "EAST": 90.0, "SOUTH": 180.0, "WEST": 270.0}
_LINE_SLACK_DEG = 1.0  # the two bearings of one line are half a turn apart
_DIAMETER_WORDS = frozenset(("DIAMETER", "DIAM", "DIA"))
ROUND_WORDS = _DIAMETER_WORDS | {"RADIUS", "RAD"}
LABEL_WORDS = AREA_WORDS | _ROMAN | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # words that a label can start with


def distance_at(page: Page, at: int) -> tuple[float, int] | None:
    """A distance in nautical miles, and the token after it; a second figure in brackets is skipped.

    MILES are nautical unless STATUTE stands before them. One comma or point before three figures (1,500 M, 2.500
    METROS) parts thousands where the unit is smaller than a mile; before a longer unit it is doubtful, and reported.
    """
    number = number_at(page, at)
    if number is None:
        return None
    value, after = number
    if page.kind(after) == NUMBER and page.kind(at) == NUMBER and after == at + 1:
        value, after = _parted_by_a_blank(page, at) or number
    unit = unit_at(page, after + page.is_mark(after, "-"))
    if unit is None:
        return None
    size_nm, behind = unit
    if page.kind(at) == NUMBER:
        small = page.tokens[behind - 1].text in _SHORT_UNITS
        figures, point, decimals = page.tokens[at].text.partition(".")
        if (
            small
            and point
            and after == at + 1
            and len(decimals) == 3
            and 0 < len(figures) <= 3
            and int(figures)
        ):
            value *= 1000
        elif not small and doubtful_comma(page, at):
            page.report(NoticeDefect.COMMA_DOUBTFUL, at, behind, printed=page.quote(at, behind))
    nm, after = value * size_nm, behind
    if page.is_mark(after, "(", "/"):
        other = number_at(page, after + 1)
        if other and (second := unit_at(page, other[1])):
            after = second[1] + page.is_mark(second[1], ")")
    return nm, after


def _parted_by_a_blank(page: Page, at: int) -> tuple[float, int] | None:
    """10 000 M, 1 852 METRES: thousands parted by a blank, before a unit that is smaller than a mile."""
    first, second = page.tokens[at].text, page.tokens[at + 1].text
    fits = first.isdigit() and len(first) <= 3 and first[0] != "0" and second.isdigit() and len(second) == 3
    if fits and page.is_word(at + 2, *_SHORT_UNITS) and not page.is_mark(at - 1, NUMBER):
        return float(first + second), at + 2
    return None


def unit_at(page: Page, at: int) -> tuple[float, int] | None:
    """A unit of length: how many nautical miles it is, and the token after it; None when none stands there."""
    word = page.word(at)
    if word in ("NAUTICAL", "NAUT") and page.is_word(at + 1, "MILES", "MILE", "MI"):
        return 1.0, at + 2
    if word in ("STATUTE", "ST") and page.is_word(at + 1, "MILES", "MILE", "MI"):
        return STATUTE_NM, at + 2
    if word == "N" and page.is_word(at + 1 + page.is_mark(at + 1, "."), "M", "MILES", "MILE"):
        middle = at + 1 + page.is_mark(at + 1, ".")  # N.M., N MILES
        dotted = middle > at + 1 and page.is_mark(middle + 1, ".")
        return 1.0, middle + 1 + dotted
    if word not in UNITS_NM:
        return None
    nautical = page.is_word(at + 1, "NAUTICAS", "MARINAS", "NAUTICAL", "MARINS", "NAUTIQUES")
    return UNITS_NM[word], at + 1 + nautical


def radius_at(page: Page, at: int) -> tuple[float, int] | None:
    """A radius in nautical miles, and the token after it; a diameter is halved.

    ``10 NM RADIUS``, ``RADIUS OF 10 NM``, ``20 NM DIAMETER``, ``DIAMETER: 20 NM``; a distance without either word
    is a radius.
    """
    start = page.skip(at, ROUND_WORDS | {"OF", "A", "IS", "AN"}, ":=-")
    distance = distance_at(page, start)
    if distance is None:
        return None
    nm, after = distance
    words = {page.tokens[near].text for near in range(at - 1, start) if near >= 0}
    if page.is_word(after, *ROUND_WORDS) or (
        page.is_word(after, "IN") and page.is_word(after + 1, *ROUND_WORDS)
    ):
        after += page.is_word(after, "IN")
        words.add(page.tokens[after].text)
        after += 1
    return (nm / 2 if words & _DIAMETER_WORDS else nm), after


def bearings_at(page: Page, at: int) -> tuple[float, float, int] | None:
    """Two bearings: "220 DEGREES AND 260 DEGREES", "310-348", "045T AND 135T", "RDL 030 AND RDL 090"; what follows.

    Radials of a beacon and bearings marked M are magnetic, which is reported: they are read as true.
    """
    found: list[float] = []
    start = at
    while len(found) < 2:
        at = page.skip(at, BEARING_WORDS | {"OF", "ANGLE", "ANGLES", "THE"}, ":-")
        number = number_at(page, at)
        if number is None or not 0 <= number[0] <= 360:
            return None
        found.append(number[0])
        at = page.skip(number[1], ("DEGREES", "DEGREE", "DEG", "TRUE", "T", "M", "MAG", "MAGNETIC"), "°")
        if len(found) < 2:
            at = page.skip(at, ("AND", "TO"), "-")
    if any(token.text in MAGNETIC_WORDS for token in page.tokens[start:at]):
        page.report(NoticeDefect.MAGNETIC, start, at)
    return found[0], found[1], at


def half_circle_at(page: Page, at: int) -> tuple[float, float, int] | None:
    """``NORTH OF LINE 090-270``: the bearings of the half circle on that side of a line, clockwise; what follows."""
    side = _SIDES_DEG.get(page.word(at))
    if side is None or not page.is_word(at + 1, "OF"):
        return None
    line = page.skip(at + 2, ("THE", "A"))
    bearings = bearings_at(page, line + 1) if page.is_word(line, "LINE") else None
    if bearings is None or abs((bearings[1] - bearings[0]) % 360 - 180) > _LINE_SLACK_DEG:
        return None
    first, second, after = bearings
    return (first, second, after) if (side - first) % 360 < 180 else (second, first, after)


def label_at(page: Page, at: int, end: int) -> tuple[str, int] | None:
    """The label of an area or vertex that starts at a token ("A.", "II)", "AREA 1:", "(1)"), and what follows."""
    if at >= end:
        return None
    token = page.tokens[at]
    if token.kind == WORD:
        if len(token.text) > 2 and token.text not in LABEL_WORDS:
            return None
    elif token.kind not in (NUMBER, "("):
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
    if designators_at(page, after):
        return None  # AREA W-188
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
