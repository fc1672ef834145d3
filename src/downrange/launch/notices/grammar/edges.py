"""Edges of an outline that are not straight: along a coast or a boundary, or along an arc."""

from typing import NamedTuple

from downrange.codes import Remark
from downrange.launch.areas.area import Position
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.measures import distance_at
from downrange.launch.notices.tokens.coordinates import Pair, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import NUMBER, WORD
from downrange.launch.notices.tokens.word_lists import sections, words

_LINES, _STARTING_POINT = sections("outlines")["lines"], sections("outlines")["starting point"]
_COASTS = frozenset(phrase for phrase in _LINES if "COAST" in phrase)
_LINE_STARTS = {phrase.split()[0] for phrase in _LINES}
_FILLING = words("outlines", "arc filling")
_CENTRED = frozenset(("CENTRED", "CENTERED", "CENTER", "CENTRE"))
_BACKWARDS = frozenset(("ANTI", "COUNTER"))
_TURNS = {"CLOCKWISE": True, "ANTICLOCKWISE": False, "COUNTERCLOCKWISE": False}
_ARC_WORDS = _FILLING | _CENTRED | _BACKWARDS | _TURNS.keys() | {"ARC", "CIRCLE"}
_ARC_STARTS = _ARC_WORDS - {"OF", "IN", "WITH", "HAVING", "DIRECTION", "CIRCLE"} - _CENTRED


class EdgeArc(NamedTuple):
    """An arc before it has its place in an outline: its circle, and its direction where it is given."""

    center: Position
    radius_nm: float
    clockwise: bool | None


class Edge(NamedTuple):
    """An edge that is not straight: the line it follows, as a note, or its arc."""

    note: Remark | None = None
    arc: EdgeArc | None = None
    coast: bool = False


def edge_at(page: Page, at: int) -> tuple[Edge, int] | None:
    """The edge described at a token, and the token after it."""
    token = page.tokens[at]
    if token.kind == NUMBER:
        return arc_at(page, at)
    if token.kind != WORD:
        return None
    for phrase in _LINES if token.text in _LINE_STARTS else ():
        after = page.follows(at, phrase)
        if after:
            line = phrase.lower().removeprefix("along ")
            return Edge(note=Remark(AreaNote.EDGE_STRAIGHT, {"line": line}), coast=phrase in _COASTS), after
    return arc_at(page, at) if token.text in _ARC_STARTS else None


def arc_at(page: Page, at: int) -> tuple[Edge, int] | None:
    """An arc: ``CLOCKWISE ON A 30 NM ARC CENTERED ON: p``, ``ARC OF CIRCLE RADIUS 5 KM CENTRED ON p``,
    ``ARC CENTRED ON p RADIUS 5 NM``; its words may stand in any order.
    """
    arc = turned = False
    clockwise: bool | None = None
    backwards = False
    radius: float | None = None
    center: Pair | None = None
    for _ in range(24):
        if at >= len(page) or (center is not None and radius is not None):
            break
        token = page.tokens[at]
        if token.kind == WORD and token.text in _ARC_WORDS:
            if token.text in _TURNS:
                clockwise, turned = _TURNS[token.text] and not backwards, True
            backwards = token.text in _BACKWARDS
            arc = arc or token.text in ("ARC", "CIRCLE")
            at += 1
        elif page.is_mark(at, ":") or (page.is_mark(at, "-", ",") and (backwards or arc)):
            at += 1
        elif radius is None and (distance := distance_at(page, at)):
            radius, at = distance
        elif arc and center is None and isinstance(found := pair_at(page.tokens, at, len(page)), Pair):
            if not page.is_word(at - 1, "ON", "AT", "OF", *_CENTRED) and not page.is_mark(at - 1, ":"):
                return None
            center, at = found, found.after
        elif center is not None and page.is_word(at, "AND"):
            at += 1
        else:
            return None
    if center is None or radius is None or not (arc or turned):
        return None
    if turned is False and page.is_word(at, *_TURNS):
        clockwise, at = _TURNS[page.tokens[at].text], at + 1
    return Edge(arc=EdgeArc((center.lat_deg, center.lon_deg), round(radius, 6), clockwise)), at


def starting_point_at(page: Page, at: int) -> int | None:
    """``TO POINT OF ORIGIN``, ``BACK TO THE STARTING POINT``: the token after the end of an outline."""
    at = page.skip(at, ("THENCE", "BACK", "TO", "THEN"), ",-")
    return next((after for phrase in _STARTING_POINT if (after := page.follows(at, phrase))), None)
