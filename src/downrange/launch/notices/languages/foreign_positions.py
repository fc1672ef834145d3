"""Positions as other languages print them, written with N, S, E and W: 67-32.40С, 42° 05' K, 07-30,0 LS.

The letters and the signs of degrees come from the language's file; the form is the same for all.
"""

import re
from collections.abc import Mapping, Sequence

_LETTER = r"[^\W\d_]"
_PART = r"[0-9]{1,2}(?:[.,][0-9]{1,6})?"
_USUAL = re.compile(r"[0-9.\- ]+[NSEW]\Z")  # the reader knows it as it is printed


def position_pattern(
    before: Mapping[str, str], after: Mapping[str, str], signs: Sequence[Sequence[str]], *, characters: bool
) -> re.Pattern[str]:
    """The pattern of a latitude or longitude, with the groups before, deg, sign, min, sec, figures and side."""
    degrees, minutes, seconds = (
        "|".join(map(re.escape, [*sorted(own, key=len, reverse=True), *usual]))
        for own, usual in zip(signs, ("°", "'", ("''", '"')), strict=True)
    )
    behind = {**after, **{side: side for side in "NSEW"}}
    whole, letters = (
        _words([side for side in behind if len(side) > 1]),
        _words([s for s in behind if len(s) == 1]),
    )
    ahead = rf"(?:(?P<before>{_words(before)})[ :]{{0,2}})?" if before else "(?P<before>(?!))?"
    return re.compile(
        rf"(?<![0-9])(?<![0-9][.,-]){ahead}(?:"
        rf"(?P<deg>[0-9]{{1,3}}(?:[.,][0-9]{{1,8}})?)[ ]?(?P<sign>{degrees}|-|[ ])[ ]?"
        rf"(?:(?P<min>{_PART})[ ]?(?:{minutes}|-(?=[0-9])|(?=[^0-9]|\Z)|[ ])[ ]?"
        rf"(?:(?P<sec>{_PART})[ ]?(?:{seconds})?)?)?"
        rf"|(?P<figures>[0-9]{{4,7}}(?:[.,][0-9]{{1,6}})?))"
        rf"(?P<side>[ ]{{0,2}}(?:{whole or '(?!)'})"
        r"|(?:(?<=['\"°])[ ]{0,2}|(?<=[.,][0-9])[ ]|(?<=[.,][0-9]{2})[ ]|(?<=[.,][0-9]{3})[ ])?"
        rf"(?:{letters}))?(?!{'[A-Z]' if characters else _LETTER}{{2}})"
    )


def _words(many: Sequence[str] | Mapping[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\.", r"\.[ ]?") for word in sorted(many, key=len, reverse=True))


def position_at(
    pattern: re.Pattern[str], sides: tuple[Mapping[str, str], Mapping[str, str]], text: str, at: int
) -> tuple[str, int] | None:
    """The position that starts at a place, written as DD-MM.mN, and the place after it; None where none starts.

    `sides` are the words before and behind the figures. What is printed in the usual form is left to the reader.
    """
    match = pattern.match(text, at)
    if match is None or not (match["before"] or match["side"]) or _USUAL.match(match[0]):
        return None
    before, behind = sides
    said = (match["side"] or "").replace(" ", "")
    side = before.get(match["before"] or "") or behind.get(said) or said
    if match["figures"]:
        return match["figures"].replace(",", ".") + side, match.end()
    if match["min"] is None:
        if match["sign"] in "- " or (not said and text[match.end() : match.end() + 1].isdigit()):
            return None
        return f"{match['deg'].replace(',', '.')}° {side}", match.end()
    if re.search("[.,]", match["deg"]):
        return None
    parts = [match["deg"], match["min"], *filter(None, [match["sec"]])]
    return "-".join(parts).replace(",", ".") + side, match.end()
