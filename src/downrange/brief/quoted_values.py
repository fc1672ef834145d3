"""Quoted values: prose quotes a number by its place in the one dict of a brief, never by its value.

A sentence is written with holes, ``"launched [/launch/minutes_before_window|.0f] minutes early"``. `fill`
puts the value in, so that what is read and what stands in ``brief.json`` cannot differ; the page fills the
same hole with a link to the receipt that stands nearest above the value in the dict.

Only a `Quoting`, a sentence of the program, has holes. A text of a case, a notice or a catalogue is text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from downrange.brief.sentence_codes import BriefCode
from downrange.codes import Quoting
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import InputError

_BRACKET_OR_HOLE = re.compile(r"\[\[|\[(/[^\[\]|]+)(?:\|([^\[\]]*))?\]")


class Hole(NamedTuple):
    """A figure that a sentence quotes: its place in the brief, a JSON pointer, and the form in which it is shown."""

    path: str
    form: str


def value_at(brief: Any, path: str) -> Any:
    """The value at a JSON pointer (RFC 6901) such as ``/fall/bodies/0/range_km``; else InputError."""
    value = brief
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list | tuple) else value[key]
        except (KeyError, IndexError, TypeError, ValueError):
            raise InputError(BriefCode.NOTHING_THERE, field="path", value=path) from None
    return value


def receipt_for(brief: Mapping[str, Any], path: str) -> str | None:
    """The id of the receipt that vouches for the value at `path`: the nearest one above it in the dict."""
    steps = path.split("/")[1:]
    for depth in range(len(steps), -1, -1):
        above = value_at(brief, "".join(f"/{step}" for step in steps[:depth])) if depth else brief
        if isinstance(above, Mapping) and isinstance(above.get("receipt"), str):
            return str(above["receipt"])
    return None


def said(value: Any, form: str = "") -> str:
    """A value as a reader sees it: ``.1f`` and its like for numbers, and for times one of

    ``time`` 13:42:28, ``minute`` 13:42, ``day`` 21 November 2023, ``moment`` 21 Nov 2023 13:42:28 UTC,
    ``short`` 21 Nov 13:42, ``seconds`` 28; ``hours`` turns 9.5 into 09:30, ``clock`` turns
    seconds into minutes and seconds (T+8:41); ``odds`` turns 0.0016 into 1 in 600, one figure and no more,
    ``odds2`` into 1 in 630: for chances whose error is known and small.
    """
    if value is None:
        return "unknown"
    if form == "clock":
        whole = round(float(value))
        return f"{'-' if whole < 0 else ''}{abs(whole) // 60}:{abs(whole) % 60:02d}"
    if form in _ODDS:
        odds = float(f"{1 / float(value):.{_ODDS[form]}g}") if float(value) else float("inf")
        return f"1 in {odds:,.0f}" if float(value) < 0.5 else f"{float(value):.0%}"
    if form == "hours":
        minutes = round(float(value) * 60) % 1440
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if form in _TIMES:
        return _TIMES[form](format_utc(parse_utc(str(value))))  # to the nearest second
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return format(value, form or "g").replace("-", "\N{MINUS SIGN}")
    return str(value)


def pieces(text: str) -> Iterator[str | Hole]:
    """The words of a sentence and the figures that it quotes, in their order; any other text is words alone."""
    if not isinstance(text, Quoting):
        yield text
        return
    at = 0
    for found in _BRACKET_OR_HOLE.finditer(text):
        yield text[at : found.start()]
        yield Hole(found[1], found[2] or "") if found[1] else "["
        at = found.end()
    yield text[at:]


def fill(text: str, brief: Any) -> str:
    """`text` with every figure that it quotes put in; a text that is no `Quoting` as it is."""
    return "".join(
        said(value_at(brief, piece.path), piece.form) if isinstance(piece, Hole) else piece
        for piece in pieces(text)
    )


def holes(text: str) -> Iterator[str]:
    """The paths that `text` quotes."""
    return (piece.path for piece in pieces(text) if isinstance(piece, Hole))


_ODDS = {"odds": 1, "odds2": 2}  # form -> figures
_MONTHS = "January February March April May June July August September October November December".split()


def _day(text: str) -> str:
    return f"{int(text[8:10])} {_MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def _short_day(text: str) -> str:
    return f"{int(text[8:10])} {_MONTHS[int(text[5:7]) - 1][:3]}"


_TIMES: dict[str, Callable[[str], str]] = {
    "time": lambda t: t[11:19],
    "minute": lambda t: t[11:16],
    "seconds": lambda t: t[17:19],
    "day": _day,
    "moment": lambda t: f"{_short_day(t)} {t[:4]} {t[11:].rstrip('Z')} UTC",
    "short": lambda t: f"{_short_day(t)} {t[11:16]}",
}
