"""Positions by form: pairs with letters behind or in front, signed decimals, longitude first, and single halves.

A half is degrees and minutes, degrees, minutes and seconds, or decimal degrees, glued or in groups; its value is
plain arithmetic on its groups. Groups have fixed widths and bounded gaps, so that the search is linear. Most letters
of a text start no position: what a form starts with is looked at before any form is tried.
"""

import re
from typing import NamedTuple

from downrange.launch.notices.audit.printed_forms import Sheet

_GAP = r"(?>\s?(?:-|°|:|DEG\.?|D(?=\d))\s?|\s{1,2})?"  # between degrees and minutes
_GAP2 = r"(?>\s?(?:-|'|:|M(?=\d))\s?|\s{1,2})?"  # between minutes and seconds
_PART = r"\d{2}(?:[.,]\d{1,6})?"
_MARK = r"(?:\s?(?:\"|''|'|°|S(?=[NSEW])|MIN\.?))?\s?"  # behind the last group
_DECIMAL = r"\.\d{1,8}"
_LAT = rf"(?:(\d{{2}}|\d(?=[-°])){_GAP}({_PART})(?:{_GAP2}({_PART}))?|(\d{{1,2}}{_DECIMAL}|\d{{2}}(?=\s?°)))"
_LON = rf"(?:(\d{{3}}|\d{{2}}){_GAP}({_PART})(?:{_GAP2}({_PART}))?|(\d{{1,3}}{_DECIMAL}|\d{{3}}(?=\s?°)))"
# A letter behind figures; `5952 E12520` has a blank before it and figures behind: it belongs to those.
# O is Oeste or Ouest.
_NS_WORD = r"((?<!\s)[NS]|[NS](?!\d))(?:ORTH|OUTH)?"
_EW_WORD = r"((?<!\s)[EWO]|[EWO](?!\d))(?:AST|EST|UEST|ESTE)?"
_NS, _EW = rf"{_NS_WORD}(?![A-Z])", rf"{_EW_WORD}(?:(?![A-Z])|(?=TO\b|BACK|AND\b|POINT))"
_BETWEEN = r"[\s,;/:.-]{0,5}(?:LONG?\w{0,6}\.?:?\s?)?"
_BETWEEN_LON_FIRST = r"[\s,;/:.-]{0,5}(?:LAT\w{0,6}\.?:?\s?)?"
_OPEN = r"(?<!\d)(?<!\d[.,-])"

_FORMS = {
    "front": rf"(?<![A-Z])([NS])\s?{_LAT}{_MARK}[\s,;/-]{{0,3}}([EW])\s?{_LON}(?!\d)",
    "cut": r"(?<![A-Z])([NS])(\d(?:\r?\n?\d){3,6})[\s,-]{0,2}([EW])(\d(?:\r?\n?\d){4,6})(?!\d)",
    "front_lon": rf"(?<![A-Z])([EW])\s?{_LON}{_MARK}[\s,;/-]{{0,3}}([NS])\s?{_LAT}(?!\d)",
    "behind": rf"{_OPEN}{_LAT}{_MARK}{_NS_WORD}(?![A-Z]){_BETWEEN}{_LON}{_MARK}{_EW}",
    "cut_behind": rf"{_OPEN}(\d(?:\r?\n?\d){{3,6}})([NS])[\s,/-]{{0,3}}(\d(?:\r?\n?\d){{4,6}})([EW])"
    rf"(?![A-Z])",
    "behind_lon": rf"{_OPEN}{_LON}{_MARK}{_EW_WORD}(?![A-Z]){_BETWEEN_LON_FIRST}{_LAT}{_MARK}{_NS}",
    "signed": r"(?<![\d.])([+-]?\d{1,2}\.\d{3,8})\s?[,;\s]\s?([+-]?\d{1,3}\.\d{3,8})(?![\d.])",
    "half_lat": rf"{_OPEN}{_LAT}{_MARK}{_NS}",
    "half_lon": rf"{_OPEN}{_LON}{_MARK}{_EW}",
}
_GROUPS = {
    "front": 10,
    "cut": 4,
    "cut_behind": 4,
    "front_lon": 10,
    "behind": 10,
    "behind_lon": 10,
    "signed": 2,
    "half_lat": 5,
    "half_lon": 5,
}
_LAT_FIRST = {"front", "cut", "behind", "cut_behind"}
_LON_FIRST = {"front_lon", "behind_lon"}


# What stands ahead where a form may start: a letter and its figures; figures and then the first letter of a form.
_LETTER_AHEAD = r"(?=[NSEW]\s?\d)"
_FIGURES_AHEAD = r"(?=\d[^A-Z]{0,60}+[NSEWDM])"
_AHEAD = (  # in the order in which the forms are tried
    (_LETTER_AHEAD, ("front", "cut", "front_lon")),
    (_FIGURES_AHEAD, ("behind", "cut_behind", "behind_lon")),
    (r"(?=[\d+-])", ("signed",)),
    (_FIGURES_AHEAD, ("half_lat", "half_lon")),
)


Finder = tuple[re.Pattern[str], dict[str, tuple[int, ...]]]  # and the numbers of the groups of each form


def _finder(without: set[str]) -> Finder:
    groups = (
        f"{ahead}(?:{'|'.join(f'(?P<{name}>{_FORMS[name]})' for name in names if name not in without)})"
        for ahead, names in _AHEAD
        if not without.issuperset(names)
    )
    pattern = re.compile(rf"(?=[NSEW\d+-])(?:{'|'.join(groups)})")
    index = {form: first for form, first in pattern.groupindex.items() if form in _GROUPS}
    return pattern, {form: tuple(range(at + 1, at + 1 + _GROUPS[form])) for form, at in index.items()}


_ANY, _NO_LON_FIRST, _NO_LAT_FIRST = _finder(set()), _finder(_LON_FIRST), _finder(_LAT_FIRST)
_SAME_DEG_1E4 = 1e4  # positions are compared to 1e-4 degrees, 11 m


class PrintedPosition(NamedTuple):
    """A pair, or a half with the other coordinate None; degrees, with the place in the text."""

    lat: float | None
    lon: float | None
    start: int
    end: int


def positions(sheet: Sheet) -> list[PrintedPosition]:
    """Every position and half position, taken from the sheet in the order of print.

    A text has one order of its halves. Where pairs of both orders are found, a half is missing or left over and the
    pairs behind it are shifted by one: the order that leaves fewer halves alone is taken throughout.
    """
    forms, found = _found(_ANY, sheet.text)
    if forms & _LAT_FIRST and forms & _LON_FIRST:
        found = min((_found(one, sheet.text)[1] for one in (_NO_LON_FIRST, _NO_LAT_FIRST)), key=_pairs_lost)
    sheet.take([(one.start, one.end) for one in found])
    return found


def _found(finder: Finder, text: str) -> tuple[set[str], list[PrintedPosition]]:
    forms: set[str] = set()
    found = []
    pattern, numbers = finder
    for match in pattern.finditer(text):
        form = match.lastgroup or ""
        pair = _pair(form, match.group(*numbers[form]))
        if pair is not None:
            forms.add(form)
            found.append(PrintedPosition(*pair, *match.span()))
    return forms, found


def _pairs_lost(found: list[PrintedPosition]) -> tuple[int, int]:
    """To be least: fewest pairs missing, then fewest halves alone."""
    halves = sum(one.lat is None or one.lon is None for one in found)
    return halves - len(found), halves


def _pair(form: str, groups: tuple[str | None, ...]) -> tuple[float | None, float | None] | None:
    if form == "signed":
        lat, lon = (float(group or "nan") for group in groups)
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
    if form.startswith("cut"):  # glued figures with a line end among them
        if form == "cut_behind":
            groups = (groups[1], groups[0], groups[3], groups[2])
        n, e = ("".join(filter(str.isdigit, groups[i] or "")) for i in (1, 3))
        if len(n) not in (4, 6) or len(e) not in (5, 7):
            return None
        return (
            _value((n[:2], n[2:4], n[4:] or None, None), groups[0]),
            _value((e[:3], e[3:5], e[5:] or None, None), groups[2]),
        )
    if form.startswith("half"):
        value = _value(groups[:4], groups[4])
        return (value, None) if form == "half_lat" else (None, value)
    letters_first = form.startswith("front")
    halves = []
    for half in (groups[:5], groups[5:]):
        letter, parts = (half[0], half[1:]) if letters_first else (half[4], half[:4])
        halves.append(_value(parts, letter))
    return (halves[1], halves[0]) if form.endswith("_lon") else (halves[0], halves[1])


def _value(parts: tuple[str | None, ...], letter: str | None) -> float:
    degrees, minutes, seconds, decimal = parts
    if decimal is not None:
        size = float(decimal)
    else:
        size = float(degrees or 0) + _number(minutes) / 60 + _number(seconds) / 3600
    return -size if letter in ("S", "W", "O") else size


def _number(part: str | None) -> float:
    return float(part.replace(",", ".")) if part else 0.0


def key(lat: float, lon: float) -> tuple[int, int]:
    """A position as whole ten-thousandths of a degree.

    The offset keeps printed minutes and seconds away from the edges of rounding; 180 E is 180 W.
    """
    return round(lat * _SAME_DEG_1E4 + 0.37), round((lon % 360.0) * _SAME_DEG_1E4 + 0.37)


def half_key(value: float) -> int:
    """One coordinate as whole ten-thousandths of a degree."""
    return round((value % 360.0) * _SAME_DEG_1E4 + 0.37)
