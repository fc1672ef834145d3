"""Limits of height by form: items F and G of a NOTAM, and pairs such as SFC-UNL or SURFACE UP TO FL350 in its words.

A limit is a height in metres above its datum; the surface is 0, no limit is infinite. It is compared as a value, so
that ``FL350`` and ``FL 350`` are one and ``4500M`` and ``4500FT`` are not.
"""

import math
import re
from dataclasses import dataclass

from downrange.launch.notices.audit.printed_forms import Sheet

_M_PER_FT = 0.3048
_M_PER_LEVEL = 100 * _M_PER_FT
_UNITS_M = {
    "FT": _M_PER_FT,
    "FE": _M_PER_FT,
    "FO": _M_PER_FT,
    "M": 1.0,
    "ME": 1.0,
    "KM": 1000.0,
    "KI": 1000.0,
}
_DATUM = r"(?: ?\(?(?:AMSL|AGL|MSL|ASL|QNE|QNH|STD)\b\)?)?"
_UNIT = r"(?:KM|KILOM[A-Z]*|FT|FEET|FOOT|M|MET[A-Z]+|MTRS?)(?![A-Z])"
_FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,6}(?:\.\d)?)"
_HEIGHT = rf"(?:FL ?\d{{2,3}}(?!\d)|{_FIGURES} ?{_UNIT}{_DATUM})"
_GROUND = r"(?:SFC|SURFACE|GND|GROUND|MSL|SEA LEVEL)(?![A-Z])"
_OPEN = r"(?:UNL(?:TD|IM|IMITED)?)(?![A-Z])"
_PAIR = re.compile(
    rf"(?=[SGMF\d])(?<![A-Z\d])(?P<lower>{_GROUND}|{_HEIGHT}) ?(?:-|/|(?:UP )?TO|UP TO AND INCLUDING) ?"
    rf"(?P<upper>{_OPEN}|{_HEIGHT})"
)
_VALUE = re.compile(
    rf"\s*(?:THE )?(?:(?P<ground>{_GROUND})|(?P<open>{_OPEN})|FL ?(?P<level>\d{{2,3}})(?!\d)"
    rf"|(?P<figures>{_FIGURES}) ?(?P<unit>{_UNIT})?(?P<datum>{_DATUM}))"
)
_ITEM_F = re.compile(
    r"(?<![A-Z])F\) ?(?P<lower>[A-Z\d][^)]{0,60}?)\s*(?<![A-Z])G\) ?(?P<upper>[A-Z\d][^)\n]{0,30})"
)
_SAME_M = 1.0


@dataclass(frozen=True, slots=True)
class PrintedLimits:
    """A lower and an upper limit in metres with its datum, None where the form is not known.

    `items` is whether they stand in items F and G.
    """

    lower: tuple[float, str] | None
    upper: tuple[float, str] | None
    items: bool
    start: int
    end: int


def limits(sheet: Sheet, after: int) -> list[PrintedLimits]:
    """Items F and G, looked for behind `after`, and every pair in the words before them, in the order of print."""
    found: list[PrintedLimits] = []
    items = None
    for items in _ITEM_F.finditer(sheet.folded, after) if "F)" in sheet.folded else ():
        found.append(PrintedLimits(limit(items["lower"]), limit(items["upper"]), True, *items.span()))
    for pair in _PAIR.finditer(sheet.folded, 0, found[0].start if found else len(sheet.folded)):
        found.append(PrintedLimits(limit(pair["lower"]), limit(pair["upper"]), False, *pair.span()))
    return found


def limit(printed: str) -> tuple[float, str] | None:
    """The height in metres at the start of a text and its datum (AGL, AMSL or none said); None of another form."""
    match = _VALUE.match(printed.upper())
    if match is None:
        return None
    if match["ground"]:
        return 0.0, ""
    if match["open"]:
        return math.inf, ""
    if match["level"]:
        return int(match["level"]) * _M_PER_LEVEL, "STD"
    if not match["unit"]:
        level = match["figures"]  # 000 and 999 as in the Q-line: hundreds of feet
        return (int(level) * _M_PER_LEVEL, "STD") if re.fullmatch(r"\d{3}", level) else None
    unit = match["unit"]
    factor = _UNITS_M.get(unit[:2], 1.0)
    datum = match["datum"].strip(" ()")
    return float(match["figures"].replace(",", "")) * factor, {"MSL": "AMSL", "ASL": "AMSL"}.get(datum, datum)


def same_limit(one: tuple[float, str] | None, other: tuple[float, str] | None) -> bool:
    """Whether two limits are one height above one datum; a limit of no known form is like none."""
    if one is None or other is None:
        return False
    alike = one[0] == other[0] or abs(one[0] - other[0]) <= _SAME_M
    return alike and (one[1] == other[1] or not (one[1] and other[1]))
