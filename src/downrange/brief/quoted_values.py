"""Quoted values: prose quotes a number by its place in the one dict of a brief, never by its value.

A sentence is written with holes, ``"launched [/launch/minutes_before_window|.0f] minutes early"``. `fill`
puts the value in, so that what is read and what stands in ``brief.json`` cannot differ; the page fills the
same hole with a link to the receipt that stands nearest above the value in the dict.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from downrange.brief.sentence_codes import BriefCode
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import InputError

HOLE = re.compile(r"\[(/[^\]|]+)(?:\|([^\]]*))?\]")


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
    seconds into minutes and seconds (T+8:41); ``odds`` turns 0.0016 into 1 in 600, one figure and no more.
    """
    if value is None:
        return "unknown"
    if form == "clock":
        whole = round(float(value))
        return f"{'-' if whole < 0 else ''}{abs(whole) // 60}:{abs(whole) % 60:02d}"
    if form == "odds":
        return (
            f"1 in {float(f'{1 / float(value):.1g}'):,.0f}" if float(value) < 0.5 else f"{float(value):.0%}"
        )
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


def fill(text: str, brief: Any, show: Callable[[str, str], str] | None = None) -> str:
    """`text` with every hole filled; `show(path, words)` may dress the words (the page makes links)."""

    def put(hole: re.Match[str]) -> str:
        words = said(value_at(brief, hole[1]), hole[2] or "")
        return words if show is None else show(hole[1], words)

    return HOLE.sub(put, text)


def holes(text: str) -> Iterator[str]:
    """The paths that `text` quotes."""
    return (hole[1] for hole in HOLE.finditer(text))


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
