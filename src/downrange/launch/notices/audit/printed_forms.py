"""Printed forms: the text of a notice folded letter for letter, what was found in it, and blanking what was taken.

Nothing here knows what a notice says: a form is found by its figures and letters alone. Every step keeps the length
of the text, so that a place in the folded text is a place in the text as given.
"""

import re
from dataclasses import dataclass, field

_ALIKE = {
    "-": "‐‑‒–—―−﹣－",
    "'": "‘’ʹʼ′´`＇",
    '"': "“”″〃＂",
    "°": "º˚ᵒ",
    " ": "\u00a0\u2002\u2003\u2009\u202f\u3000\u200b\ufeff",
    ",": "，、",
    ".": "。．",
    ":": "：",
    ";": "；",
    "(": "（",
    ")": "）",
    "/": "／",
    "+": "＋",
}
_FOLD = {ord(given): folded for folded, many in _ALIKE.items() for given in many}
_FOLD |= {0xFF10 + figure: str(figure) for figure in range(10)}
_FIGURE = re.compile(r"\d")
_FILL = "¤"  # what was taken: no blank, so that nothing is read across it, and no letter


@dataclass(frozen=True, slots=True)
class Sheet:
    """The folded text and what is still unexplained in it. `left` shrinks as forms are taken."""

    folded: str
    left: list[str] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Sheet":
        """The sheet of a text; capitals, one kind of dash, quote, blank and figure."""
        folded = text.translate(_FOLD)
        capitals = folded.upper()
        if len(capitals) != len(folded):  # a letter whose capital is two letters
            capitals = "".join(c.upper() if len(c.upper()) == 1 else c for c in folded)
        return cls(capitals, [capitals])

    @property
    def text(self) -> str:
        """The folded text with everything taken so far filled out."""
        return self.left[0]

    def take(self, spans: list[tuple[int, int]]) -> None:
        """Fill out these places, given in rising order; line ends stay."""
        if not spans:
            return
        parts: list[str] = []
        text, at = self.left[0], 0
        for start, end in spans:
            if start < at:
                continue
            parts += (text[at:start], _FILL * (end - start))
            at = end
        self.left[0] = "".join([*parts, text[at:]])

    def take_all(self, pattern: re.Pattern[str]) -> None:
        """Fill out every place that a pattern finds."""
        self.take([match.span() for match in pattern.finditer(self.text)])


def holds_figures(text: str) -> bool:
    """Whether a figure stands in the text."""
    return _FIGURE.search(text) is not None
