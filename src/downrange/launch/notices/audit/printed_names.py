"""Names of danger and restricted areas, and numbers of messages, by form."""

import re
from dataclasses import dataclass

from downrange.launch.notices.audit.printed_forms import Sheet

_NO_SIGN = re.compile(r"[\W_]+")
_ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_NO_COUNTRY = "AND|SEP|MAR|APR"
_NAME = re.compile(
    rf"(?=[A-Z]{{2}}[ -]?[DRP])(?<![A-Z\d/])(?!(?:{_NO_COUNTRY})[ -]?\d)([A-Z]{{2}}[ -]?[DRP]-?\d{{1,4}})([A-Z]?"
    rf"(?:/[A-Z]\b){{0,9}})(?![\dA-Z-])"
    r"|(?=[RWDPACM][-\d])(?<![A-Z\d/-])([RWDPACM]-\d{2,4}|R\d{4})([A-Z]?(?:/[A-Z]\b){0,9})(?![\dA-Z-])"
)
_SERIAL = re.compile(
    r"(?=[!A-Z\d])(?<![A-Z\d/])!?(?:(?!AND|MSG|NRS)[A-Z]{3,4} )?(?:\d{1,2}/\d{3,4}(?![\d/])"
    r"|[A-Z]?\d{1,5}/(?:20)?\d{2}(?![\d/])(?:\([\d, ]{1,24}\))?)"
)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A designator or a message number, with its letters and figures only."""

    plain: str
    start: int
    end: int


def area_names(sheet: Sheet) -> list[PrintedName]:
    """Designators such as EGD701A/B/C (three names), LED120, R-2938."""
    found = []
    for match in _NAME.finditer(sheet.text):
        stem, letters = (match[1], match[2]) if match[1] else (match[3], match[4])
        ends = letters.split("/")
        found += [PrintedName(plain(stem + end), *match.span()) for end in ends]
    sheet.take(sorted({(one.start, one.end) for one in found}))
    return found


def serials(sheet: Sheet, outside: tuple[int, int] | None) -> list[PrintedName]:
    """Numbers of messages, ``217/26(11,26)``, ``A0336/26``, ``FDC 6/4411``; `outside` is a span of item D."""
    found = []
    for match in _SERIAL.finditer(sheet.text):
        if outside and outside[0] <= match.start() < outside[1]:
            continue
        first = match[0].split("(")[0]
        found.append(PrintedName(plain(first), *match.span()))
    sheet.take([(one.start, one.end) for one in found])
    return found


def plain(name: str) -> str:
    """A name's letters and figures."""
    capitals = name.upper()
    return capitals.translate(_ASCII_SIGNS) if capitals.isascii() else _NO_SIGN.sub("", capitals)
