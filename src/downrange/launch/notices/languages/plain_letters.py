"""Plain letters: a text in capitals without accents, character for character, so that every place is kept.

``é`` and ``É`` become ``E``, ``ø`` becomes ``Ø``, the Turkish dotless ``ı`` becomes ``I``; full-width figures and
typographic dashes, quotes and blanks become the plain ones. Letters of other scripts only become capitals.
"""

import unicodedata
from functools import cache

_ALIKE = {
    "-": "‐‑‒–—―−﹣－",
    "'": "‘’‛′´`ʹ＇",
    '"': "“”‟″˝＂",
    "°": "º˚",
    " ": "\xa0\u2002\u2003\u2007\u2009\u202f\u3000\ufeff\t",
    "~": "～〜∼",
    "I": "ıİ",
}
_RANGES = ((0x61, 0x7B), (0xC0, 0x250), (0x370, 0x590), (0x1E00, 0x1F00), (0xFF01, 0xFF5F))


@cache
def _table() -> dict[int, str]:
    table = {}
    for first, after in _RANGES:
        for code in range(first, after):
            capital = unicodedata.normalize("NFKC", chr(code)).upper()
            stem = unicodedata.normalize("NFD", capital)[:1] if len(capital) == 1 else ""
            if stem and not (0x400 <= code < 0x530):
                table[code] = stem
            elif len(capital) == 1:
                table[code] = capital
    table[ord("Ё")] = table[ord("ё")] = "Е"
    return table | {ord(given): plain for plain, many in _ALIKE.items() for given in many}


def plain(text: str) -> str:
    """The text in plain letters, of the same length."""
    return text.translate(_table())
