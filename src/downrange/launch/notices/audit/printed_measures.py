"""Distances with their units, heights and bearings, by form.

The value of a distance is what its print says, in nautical miles: thousands separators, decimal commas, leading
points, fractions and number words. "MILES" at sea are nautical unless STATUTE is printed.
"""

import re
from dataclasses import dataclass

from downrange.earth.constants import KM_PER_NM
from downrange.launch.notices.audit.printed_forms import Sheet

_M_PER_NM = 1000.0 * KM_PER_NM
_UNIT_NM = {
    "NM": 1.0, "NAUTICAL MILES": 1.0, "MILES": 1.0, "STATUTE MILES": 1609.344 / _M_PER_NM, "KM": 1 / KM_PER_NM,
    "M": 1 / _M_PER_NM, "FT": 0.3048 / _M_PER_NM, "YARDS": 0.9144 / _M_PER_NM, "CABLES": 0.1,
}  # fmt: skip
_UNITS = (
    ("NAUTICAL MILES", r"N(?:AUT(?:ICAL)?|\.)? ?MI(?:LES?|\.)?"),
    ("STATUTE MILES", r"STATUTE MI(?:LES?)?|SM|ST ?MI"),
    ("NM", r"NMS?|N\.M\.|MN"),
    ("MILES", r"MILES?|MILLAS?|MILLES"),
    ("KM", r"KMS?|KILOM[EÈÉ]T[A-Z]{1,4}"),
    ("FT", r"FT|FEET|FOOT"),
    ("YARDS", r"Y(?:AR)?DS?"),
    ("CABLES", r"CABLES?"),
    ("M", r"M|M[EÉÈ]T[A-Z]{1,4}|MTRS?"),
)
_UNIT = re.compile("|".join(f"(?P<u{i}>(?:{form})(?![A-Z]))" for i, (_, form) in enumerate(_UNITS)))
_UNIT_OF_GROUP = {f"u{i}": i for i in range(len(_UNITS))}
_WORDS = {
    word: value
    for value, word in enumerate(
        """ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN
        SEVENTEEN EIGHTEEN NINETEEN""".split()
    )
} | {
    word: 10 * (i + 2)
    for i, word in enumerate("TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split())
}
_SCALES = {"HUNDRED": 100, "THOUSAND": 1000}
_NUMBER_WORDS = (*_WORDS, *_SCALES, "HALF", "QUARTER")
_WORD = "(?:" + "|".join(_NUMBER_WORDS) + r")\b"
_IN_WORDS = rf"\b{_WORD}(?:[ \n-]{{1,4}}(?:AND[ \n]{{1,3}})?(?:A )?{_WORD}){{0,6}}"
_FIGURES = r"(?<![\d.,:/])(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,3})?|\d{1,6}(?:[.,]\d{1,4})?|[.,]\d{1,4})(?: ?\d/\d\d?)?"
_DISTANCE = re.compile(
    rf"(?=[\d.,]|\b[{''.join(sorted({word[0] for word in _NUMBER_WORDS}))}])"
    rf"(?P<number>{_FIGURES}|{_IN_WORDS})(?P<paren> ?\([\d.]{{1,6}}\))?[ \n-]{{0,3}}(?:{_UNIT.pattern})"
)
_HEIGHT = re.compile(
    r"(?=[\dFSGMBAUHLE])(?:\b(?:FL|F) ?\d{2,3}\b|\bFT\d{3}\b"
    r"|\b(?:SFC|GND|MSL)\b[ /]{0,2}(?:TO |UP TO |-)? ?(?:FL ?)?\d{1,3}(?:,\d{3})*\d{0,3} ?(?:FT|FEET"
    r"|M(?:ETERS|ETRES)?)?(?: ?(?:AMSL|AGL|MSL|ASL))?"
    r"|\b(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,6}(?:\.\d)?) ?(?:FT|FEET|M(?:ETERS|ETRES)?|KM)?\s{0,3}(?:AMSL|AGL|MSL"
    r"|ASL|AND\s{1,3}BELOW|AND\s{1,3}ABOVE|ALT(?:ITUDE)?)\b"
    r"|\b(?:BELOW|ABOVE|BLW|ABV|UP TO|ALT(?:ITUDE)?(?: OF)?|HEIGHT(?: OF)?|HGT|LIMITS?:?"
    r"|ELEVATION) ?(?:SFC ?(?:-|TO) ?)?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,6}(?:\.\d)?) ?(?:FT|FEET|M(?:ETERS"
    r"|ETRES)?|KM)\b"
    r"|(?<=-)\d{3,6} ?(?:FT|M) ?(?:AMSL|AGL|MSL)?\b)"
)
# What every height and every bearing holds; literals only, so that a text without them is passed over quickly.
_SIGN_OF_HEIGHT = re.compile(
    r"F[LT]? ?\d|MSL|AGL|ASL|SFC|GND|BELOW|ABOVE|BLW|ABV|UP TO|ALT|HEIGHT|HGT|LIMIT|ELEVATION|-\d{3,6} ?[FM]"
)
_SIGN_OF_BEARING = re.compile("DEG|°|BEARING|AZIMUTH|AZM|RDL|RADIAL|BRG|SECTOR|ORIENT|ALIGN|LINE ")
_WITHOUT_UNIT = re.compile(
    rf"(?=[\d.,])(?P<number>{_FIGURES}) ?RADIUS\b"
    rf"|(?=R)\bRADIUS(?: OF)? (?P<behind>{_FIGURES})(?= ?(?:CENT|OF|FROM|FM))"
)
_BEARING = re.compile(
    r"(?=\d)(?:(?<=BETWEEN )|(?<=BTN )|(?<=FROM )|(?<=FM ))(\d{3}) ?(?:-|TO|AND) ?(\d{3}) ?"
    r"(?:DEG(?:REES?)?|°)(?: ?(?:TRUE|T)\b)?"
    r"|(?=\d)(?<![\d.])(\d{1,3}(?:\.\d{1,2})?) ?(?:DEG(?:REES?)?|°)(?: ?(?:TRUE|T|M|MAG)\b)?"
    r"|(?=[BARSOL])\b(?:(?:BEARINGS?|AZIMUTHS?|AZM|RDL|RADIALS?|BRG|SECTOR|ORIENT[A-Z]{0,7}|ALIGN[A-Z]{0,4})S?:? "
    r"(?:ANGLES? )?(?:OF |FROM |BETWEEN |BTN |ALONG |ON )?(?:THE )?"
    r"(?:(?:MAJOR|MINOR|LARGE|SMALL|LONG|SHORT) (?:SEMI-?)?AXIS:? )?("
    r"\d{1,3}(?:\.\d{1,2})?)(?: ?T\b)?"
    r"(?: ?(?:-|/|TO|AND|DEG|DEGREES) ?(?:(?:RDL|AZM|AZIMUTH|BEARING) )?(\d{1,3}(?:\.\d{1,2})?)(?: ?T\b|\b))?"
    r"|LINE (\d{3})-(\d{3})\b)"
)
_DIAMETER = re.compile(r"\bDIAM(?:ETER)?\b|\bDIA\b")
_WIDTH = re.compile(r"\bWID(?:E|TH)\b|\bCORRIDOR\b")
# An axis is a whole diameter, a semi-axis or one of two radii half of it; nearest before the length, else behind it.
_AXIS = re.compile(
    r"(SEMI[ -]{0,3})?(?:\b(?:MAJOR|MINOR|LARGE|SMALL|LONG|SHORT|GREAT|BIG)[A-Z]{0,2}[ -]{1,3})?(SEMI[ -]{0,3})?"
    r"AX[IE]S\b|\b(RADII)\b"
)
_AXIS_BEFORE, _AXIS_BEHIND, _FAR = 60, 24, 200
_TIMES = re.compile(rf"({_FIGURES}) ?(?:X|BY|AND|/) ?\Z")  # the 27 of 27 X 15 KM
_MINOR_AXIS = re.compile(r"\b(?:MINOR|SMALL|SHORT)(?:ER)?[ -]{1,3}(?:SEMI[ -]{0,3})?AXIS[^\d¤]{0,12}\Z")
_NEAR = 24  # letters on either side in which DIAMETER or WIDTH must stand


@dataclass(frozen=True, slots=True)
class PrintedDistance:
    """A distance as printed: the radii in nautical miles that it may be (the half of it for a diameter or width)."""

    radii_nm: tuple[float, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintedBearing:
    """A bearing in degrees."""

    degrees: float
    start: int
    end: int


def take_heights(sheet: Sheet) -> None:
    """Take heights: flight levels, and lengths beside a word of height. They are limits, no distances."""
    if _SIGN_OF_HEIGHT.search(sheet.text):
        sheet.take_all(_HEIGHT)


def distances(sheet: Sheet) -> list[PrintedDistance]:
    """Every distance with a unit, and every radius without one (read as nautical miles), in the order of print."""
    found, taken = [], []
    text = sheet.text
    elliptic = "ELLIP" in text or "AXIS" in text or "AXES" in text
    for match in _DISTANCE.finditer(text):
        unit = _UNITS[_UNIT_OF_GROUP[match.lastgroup or ""]][0]
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        value = number(match["number"], whole=unit in ("M", "FT", "YARDS")) * _UNIT_NM[unit]
        radii = (
            (value / 2,)
            if _DIAMETER.search(around)
            else (value, value / 2)
            if _WIDTH.search(around)
            else (value,)
        )
        if elliptic and (share := _axis_share(text, *match.span())) is not None:
            radii = (value * share,)
            times = _TIMES.search(text, max(0, match.start() - _NEAR), match.start())
            if times:
                found.append(PrintedDistance((number(times[1]) * _UNIT_NM[unit] * share,), *times.span(1)))
                taken.append(times.span(1))
        found.append(PrintedDistance(radii, *match.span()))
        taken.append(match.span())
    for match in _WITHOUT_UNIT.finditer(text) if "RADIUS" in text else ():
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(PrintedDistance((number(match["number"] or match["behind"]),), *match.span()))
    found.sort(key=lambda one: one.start)
    sheet.take([(one.start, one.end) for one in found])
    return found


def _axis_share(text: str, start: int, end: int) -> float | None:
    """What share of a printed length a semi-axis of an ellipse is; None where it belongs to no ellipse."""
    before = list(_AXIS.finditer(text, max(0, start - _AXIS_BEFORE), start))
    axis = before[-1] if before else _AXIS.search(text, end, end + _AXIS_BEHIND)
    if axis is not None:
        return 1.0 if axis[1] or axis[2] or axis[3] else 0.5
    return 0.5 if text.rfind("ELLIP", max(0, start - _FAR), start) >= 0 else None


def bearings(sheet: Sheet) -> list[PrintedBearing]:
    """Every bearing, in the order of print."""
    if not _SIGN_OF_BEARING.search(sheet.text):
        return []
    found, taken = [], []
    for match in _BEARING.finditer(sheet.text):
        taken.append(match.span())
        turn = (
            90.0
            if _MINOR_AXIS.search(sheet.text, max(0, match.start() - 40), match.start(match.lastindex or 0))
            else 0
        )
        found += [
            PrintedBearing(float(group) + turn, *match.span(i))
            for i, group in enumerate(match.groups(), 1)
            if group
        ]
    sheet.take(taken)
    return found


# ABC VOR 045/12, TXO275034: bearing and distance in nautical miles by the form of the two figures alone.
_FIX_FIGURES = re.compile(
    r"(?=[A-Z])(?:"
    r"(?:\b(?:VOR|DME|VORTAC|TACAN|NDB)[ \n,-]{1,3}(?:[A-Z]{2,3}[ \n,]{1,3})?(?:\(?¤{1,60}\)?[ \n,]{0,3})?"
    r"|\b[A-Z]{2,3} (?=\d{3}/\d{1,3} ?NM))(\d{3})/(\d{1,3}(?:\.\d)?)(?: ?(NM|KM))?(?!\d)"
    r"|\b(?<![A-Z\d])[A-Z]{3}(\d{3})(\d{3}(?:\.\d)?)(?!\d)"
    r"|\b(?:RDL|RADIAL|R|BRG|BEARING)[ -](\d{3})/(\d{1,3}(?:\.\d)?) ?(NM|KM)\b)"
)
_POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()
_COMPASS = re.compile(
    r"(?<![A-Z-])(?:(NORTH|SOUTH)(?:[ -]?(EAST|WEST))?|(EAST|WEST)|([NS][NS]?[EW]|[EW][NS][EW])"
    r"|([NESW])(?= OF| FROM| FM))"
    r"(?![A-Z])"
)


def fix_figures(sheet: Sheet) -> tuple[list[PrintedBearing], list[PrintedDistance]]:
    """Bearings and distances that stand together behind the name of a fix, taken from the sheet."""
    turned, lengths = [], []
    for match in _FIX_FIGURES.finditer(sheet.text):
        first = next(group for group in (1, 4, 6) if match[group])
        unit = match[first + 2] if first != 4 else None
        turned.append(PrintedBearing(float(match[first]), *match.span(first)))
        nm = float(match[first + 1]) * _UNIT_NM[unit or "NM"]
        lengths.append(PrintedDistance((nm,), *match.span(first + 1)))
    sheet.take_all(_FIX_FIGURES)
    return turned, lengths


def compass_words(sheet: Sheet) -> list[PrintedBearing]:
    """Points of the compass in the folded text: they give a bearing only where the result says so."""
    found = []
    for match in _COMPASS.finditer(sheet.folded):
        north, beside, alone, short, letter = match.groups()
        word = short or letter or (north or "")[:1] + (beside or alone or "")[:1]
        found.append(PrintedBearing(22.5 * _POINTS.index(word), *match.span()))
    return found


def number(printed: str, *, whole: bool = False) -> float:
    """The value of a number in figures or words; `whole` where a point before three figures parts thousands."""
    if printed[0].isalpha():
        return _in_words(printed)
    figures, _, fraction = printed.strip().partition("/")
    share = 0.0
    if fraction:
        figures, _, upper = figures.rpartition(" ") if " " in figures else ("", "", figures)
        below = float(fraction)
        share = (
            float(upper.replace(",", ".")) / below if below else float("nan")
        )  # 1/0 is nothing that was read
    if not figures:
        return share
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", figures) or (
        whole and re.fullmatch(r"\d{1,3}(\.\d{3})+", figures)
    ):
        figures = figures.replace(",", "") if "," in figures else figures.replace(".", "")
    return float(figures.replace(",", ".")) + share


def _in_words(printed: str) -> float:
    total = part = 0.0
    for word in re.findall(r"[A-Z]+", printed):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "HALF":
            part += 0.5
        elif word == "QUARTER":
            part += 0.25
        elif word in _SCALES:
            part = max(part, 1.0) * _SCALES[word]
            if word == "THOUSAND":
                total, part = total + part, 0.0
    return total + part
