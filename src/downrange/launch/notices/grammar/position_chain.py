"""Chains of positions: those that follow each other with nothing but marks, labels and words like TO between them.

Positions by bearing and distance are computed here; edges along a line or an arc belong to the vertex behind them.
"""

from dataclasses import dataclass, field

from downrange.codes import Remark
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.edges import Edge, EdgeArc, edge_at, starting_point_at
from downrange.launch.notices.grammar.measures import AREA_WORDS, label_at
from downrange.launch.notices.grammar.printed_fixes import fix_at, leg_at
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Pair, longitudes_first, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import BARE, LAT, LON, NUMBER, WORD
from downrange.launch.notices.tokens.word_lists import words

RING = 3  # positions that make an outline
_JOINING = words("outlines", "joining")
_STRAIGHT = Edge()
_JOINING_MARKS = {",", "-", ";", ".", "/", "(", ")", ":", "'", "&", "?"}


@dataclass(slots=True)
class Vertex:
    """A position of a chain, its label, and the edge that leads to it."""

    pair: Pair
    label: str | None = None
    apart: bool = False  # a full stop or semicolon stands before it
    edge: Edge = _STRAIGHT  # from the vertex before it
    closing: EdgeArc | None = None  # to the first vertex, where it is said after the last


@dataclass(slots=True)
class Chain:
    """Positions in the order printed, with the labels and remarks between them."""

    vertices: list[Vertex] = field(default_factory=list)
    after: int = 0


def read_chain(page: Page, at: int, end: int, label: str | None, *, circles: bool = False) -> Chain:
    """All positions that follow each other from a token on. Positions that cannot be read become defects.

    Where a radius was read before them (`circles`), they end at the next AREA 2: or ZONE B:, which has its own shape.
    """
    chain = Chain(after=at)
    edge, apart = _STRAIGHT, False
    lon_first = longitudes_first(page.tokens, at, end)
    while True:
        derived = _derived(page, at, end, chain)
        pair = derived or pair_at(page.tokens, at, end, lon_first=lon_first)
        if isinstance(pair, Remark):
            page.report(pair.code, at, at + 2, **pair.facts)
            pair, after = None, at + 2 + (page.is_mark(at + 1, ",", "-", "/", "."))
        elif pair is None:
            page.report(NoticeDefect.HALF_POSITION, at, at + 1)
            after = at + 1
        else:
            chain.vertices.append(Vertex(pair, label, apart, edge))
            _report(page, pair)
            after = pair.after
        page.use(at, after)
        chain.after = after
        joint = _joint(page, after, end, chain)
        if joint is None:
            home = starting_point_at(page, after) if len(chain.vertices) >= RING else None
            if home is not None:
                page.use(after, home)
                chain.after = home
            return chain
        label, edge, at = joint
        between = page.tokens[after:at]
        if circles and label is not None and any(token.text in AREA_WORDS for token in between):
            return chain
        apart = label is None and any(token.kind in (";", ".") for token in between)
        page.use(after, at)
        if edge.note and (at >= end or not _starts_position(page, at, end)):
            if chain.vertices:
                chain.vertices[0].edge = edge  # the line back to the first vertex
            chain.after = at
            return chain
        if at < end and edge.arc and not _starts_position(page, at, end):
            if chain.vertices:
                chain.vertices[-1].closing = edge.arc
            chain.after = at
            return chain


def _derived(page: Page, at: int, end: int, chain: Chain) -> Pair | None:
    """A position by bearing and distance at a token: from a fix, or from the position before it."""
    if page.kind(at) not in (NUMBER, WORD) or not page.fixes:
        return None
    before = chain.vertices[-1].pair if chain.vertices else None
    if before is not None and page.is_mark(at - 1, "(") and at == before.after + 1:
        return None  # a remark in brackets behind a position
    found = fix_at(page, at, end)
    if found is None and before is not None and before.unlocated is None:
        found = leg_at(page, at, end, (before.lat_deg, before.lon_deg))
    return found


def _report(page: Page, pair: Pair) -> None:
    for remark in pair.remarks:
        page.report(remark.code, pair.first, pair.after, **remark.facts)
    if pair.unlocated is not None:
        page.report(pair.unlocated.code, pair.first, pair.after, **pair.unlocated.facts)
    elif pair.fix is not None and not pair.fix.printed:
        fix = pair.fix
        facts = {"distance_nm": fix.distance_nm, "bearing_deg": fix.bearing_deg}
        page.report(
            AreaNote.CENTRE_FROM_FIX,
            pair.first,
            pair.after,
            lat_deg=fix.origin[0],
            lon_deg=fix.origin[1],
            **facts,
        )
    else:
        _report_letters(page, pair)


def _report_letters(page: Page, pair: Pair) -> None:
    """O, I or L printed for a figure, which the folding has put right: 38-2O.5N."""
    start, end = page.tokens[pair.first].start, page.tokens[pair.after - 1].end
    printed, meant = page.text[start:end], page.folded[start:end]
    if printed != meant and any(
        b.isdigit() and a.upper() in "OIL" for a, b in zip(printed, meant, strict=True)
    ):
        page.report(NoticeDefect.LETTER_FOR_FIGURE, pair.first, pair.after, printed=printed, meant=meant)


def _joint(page: Page, at: int, end: int, chain: Chain) -> tuple[str | None, Edge, int] | None:
    """From after a position to the next, or back to the first along an arc: its label, the edge, and its token."""
    label, edge = None, _STRAIGHT
    limit = at + 40
    while at < min(end, limit):
        if at in page.gaps:
            limit += page.gaps[at] - at
            at = page.gaps[at]
            continue
        token = page.tokens[at]
        if _starts_position(page, at, end) or token.kind == LON or _derived(page, at, end, chain):
            return label, edge, at
        said = edge_at(page, at)
        if said:
            edge, at = said
            continue
        if (edge.arc or edge.note) and (home := starting_point_at(page, at)):
            return label, edge, home
        labelled = label_at(page, at, end)
        if (
            labelled
            and labelled[1] < end
            and (_starts_position(page, labelled[1], end) or _derived(page, labelled[1], end, Chain()))
        ):
            label, at = labelled
            continue
        if token.kind in _JOINING_MARKS or (token.kind == WORD and token.text in _JOINING):
            at += 1
        elif (
            token.kind == WORD
            and len(token.text) == 3
            and at + 1 < end
            and page.touches(at + 1)
            and page.tokens[at + 1].kind == NUMBER
        ):
            at += 2  # a radial and distance from a beacon, beside the position
        else:
            return None
    return None


def _starts_position(page: Page, at: int, end: int) -> bool:
    kind = page.tokens[at].kind
    return kind == LAT or (kind in (LON, BARE) and isinstance(pair_at(page.tokens, at, end), Pair))
