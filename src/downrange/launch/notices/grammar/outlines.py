"""Outlines: chains of positions read as areas: rings, circles, sectors, corridors and boxes.

Positions that follow each other with nothing but marks, labels and words like TO between them make a chain.
Its labels decide what it is: "A. p, p, p. B. p, p, p" are two areas, "A. p B. p C. p" are the vertices of one.
"""

from dataclasses import dataclass, replace
from typing import Any

from downrange.codes import Remark
from downrange.geography.shore_path import ACCURACY_KM, SCALE
from downrange.launch.areas.arcs import Arc
from downrange.launch.areas.area import Area, Position
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.shore_edges import ShoreEdge, outline_with_shores, shore_edge
from downrange.launch.notices.grammar.measures import (
    BEARING_WORDS,
    ROUND_WORDS,
    bearings_at,
    half_circle_at,
    radius_at,
)
from downrange.launch.notices.grammar.misprinted_vertices import (
    digit_lost,
    odd_digits,
    with_hemispheres_mended,
)
from downrange.launch.notices.grammar.position_chain import RING, Chain, Vertex
from downrange.launch.notices.grammar.printed_fixes import closes
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Angle, angle_of
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import LAT, LON
from downrange.launch.notices.tokens.word_lists import words

_BOX_WORDS = words("outlines", "box")
_RADIUS_WORDS = ROUND_WORDS | {"LENGTH", "WITHIN", "CIRCLE", "RANGE", "R", "RDO", "DIST", "DISTANCE"}


@dataclass(slots=True)
class Lead:
    """What was read just before the positions: a radius, a sector, a line with a distance on either side."""

    radius_nm: float | None = None
    inner_nm: float | None = None
    bearings: tuple[float, float] | None = None
    track: bool = False
    buffer_nm: float | None = None
    circle: bool = False
    sector: bool = False


def box_at(page: Page, at: int, end: int, label: str | None) -> tuple[Area, int] | None:
    """A box of two latitudes and two longitudes: ``19-10.7N 19-02.6N AND 105-44.0E 106-06.8E``."""
    angles: list[Angle] = []
    places = []
    for kind in (LAT, LAT, LON, LON):
        while angles and at < end and (page.is_mark(at, ",", "-", "/") or page.is_word(at, *_BOX_WORDS)):
            at += 1
        if at >= end or page.tokens[at].kind != kind:
            return None
        angle = angle_of(page.tokens[at])
        if isinstance(angle, Remark):
            return None
        angles.append(angle)
        places.append((page.tokens[at].start, page.tokens[at].end))
        at += 1
    south, north = sorted((angles[0].degrees, angles[1].degrees))
    west, east = angles[2].degrees, angles[3].degrees
    if (east - west) % 360 > 180:
        west, east = east, west
    return Area("box", label, lat=(south, north), lon=(west, east), spans=tuple(places)), at


def areas_of(page: Page, chain: Chain, lead: Lead, label: str | None) -> list[Area]:
    """The areas that a chain of positions gives, after its lead words."""
    groups = _groups(chain.vertices, label)
    areas = []
    for index, (group_label, vertices) in enumerate(groups):
        if not lead.radius_nm or lead.track:
            areas += _shape(page, vertices, lead, group_label)
        elif index and len(vertices) >= RING:
            areas += _shape(page, vertices, Lead(), group_label)  # the radius is that of the circle before
        elif _circle_then_ring(vertices):
            areas += _shape(page, vertices[:1], lead, group_label)
            areas += _shape(page, vertices[1:], Lead(), group_label)
        else:
            areas += _shape(page, vertices, lead, group_label)
    return areas


def _circle_then_ring(vertices: list[Vertex]) -> bool:
    """WI 10 NM RADIUS OF p; q, r, s: the semicolon ends the circle, the others are an outline of their own."""
    return len(vertices) > RING and vertices[1].apart and not any(vertex.apart for vertex in vertices[2:])


def _groups(vertices: list[Vertex], label: str | None) -> list[tuple[str | None, list[Vertex]]]:
    labels = [vertex.label for vertex in vertices]
    if sum(name is not None for name in labels[1:]) >= max(1, (len(labels) - 1) * 0.6) and len(labels) >= 3:
        return _rings_by_vertex_labels(vertices, label)
    groups: list[tuple[str | None, list[Vertex]]] = []
    for vertex in vertices:
        if not groups or (vertex.label is not None and vertex is not vertices[0]):
            groups.append((vertex.label or label, []))
        groups[-1][1].append(vertex)
    return [(name, ring) for name, group in groups for ring in _closed_rings(group)]


def _rings_by_vertex_labels(
    vertices: list[Vertex], label: str | None
) -> list[tuple[str | None, list[Vertex]]]:
    rings: list[list[Vertex]] = []
    for vertex in vertices:
        if not rings or (
            vertex.label is not None and vertex.label == rings[-1][0].label and len(rings[-1]) >= 3
        ):
            rings.append([])
        rings[-1].append(vertex)
    return [(label, ring) for ring in rings]


def _closed_rings(vertices: list[Vertex]) -> list[list[Vertex]]:
    """Cut a chain where a ring comes back to its first vertex and another ring follows."""
    rings: list[list[Vertex]] = [[]]
    for vertex in vertices:
        ring = rings[-1]
        if len(ring) >= 4 and _same(ring[-1], ring[0]):
            if _same(vertex, ring[0]):
                continue  # the closing vertex again, as some print it in brackets
            rings.append(ring := [])
        ring.append(vertex)
    if len(rings) > 1 and len(rings[-1]) < 3:
        rings[-2:] = [rings[-2] + rings[-1]]
    return rings


def _same(a: Vertex, b: Vertex) -> bool:
    return (a.pair.lat_deg, a.pair.lon_deg) == (b.pair.lat_deg, b.pair.lon_deg)


def _shape(page: Page, vertices: list[Vertex], lead: Lead, label: str | None) -> list[Area]:
    if any(vertex.pair.unlocated is not None for vertex in vertices):
        return [_unlocated(page, vertices, lead, label)]
    closed = len(vertices) > RING and closes(vertices[0].pair, vertices[-1].pair)
    areas = _located_shape(page, vertices[:-1] if closed else vertices, lead, label)
    fixes = tuple(vertex.pair.fix for vertex in vertices if vertex.pair.fix is not None)
    return [replace(area, computed=fixes) for area in areas] if fixes else areas


def _unlocated(page: Page, vertices: list[Vertex], lead: Lead, label: str | None) -> Area:
    """An area of which a fix is not located: what is printed of it, and the fixes as its notes."""
    known = [vertex.pair for vertex in vertices if vertex.pair.unlocated is None]
    return Area(
        "other",
        label,
        line=tuple((pair.lat_deg, pair.lon_deg) for pair in known),
        radius_nm=_tidy(lead.radius_nm) if lead.radius_nm else None,
        notes=tuple(vertex.pair.unlocated for vertex in vertices if vertex.pair.unlocated is not None),
        spans=tuple((page.tokens[v.pair.first].start, page.tokens[v.pair.after - 1].end) for v in vertices),
        computed=tuple(pair.fix for pair in known if pair.fix is not None),
    )


def _located_shape(page: Page, vertices: list[Vertex], lead: Lead, label: str | None) -> list[Area]:
    _mend(page, vertices)
    positions = tuple((vertex.pair.lat_deg, vertex.pair.lon_deg) for vertex in vertices)
    spans = tuple((page.tokens[v.pair.first].start, page.tokens[v.pair.after - 1].end) for v in vertices)
    notes, shores = _followed_lines(page, vertices, positions)
    if lead.track and lead.radius_nm and len(positions) >= 2:
        return [
            Area(
                "corridor",
                label,
                line=positions,
                halfwidth_nm=_tidy(lead.radius_nm),
                notes=notes,
                spans=spans,
            )
        ]
    if len(positions) == 1:
        if lead.radius_nm and lead.bearings:
            inner = _tidy(lead.inner_nm) if lead.inner_nm else None
            return [Area("sector", label, center=positions[0], radius_nm=_tidy(lead.radius_nm), inner_radius_nm=inner,
                         bearings=lead.bearings, spans=spans)]  # fmt: skip
        if lead.radius_nm:
            if lead.sector:
                page.report(NoticeDefect.SECTOR_OPEN, vertices[0].pair.first, vertices[0].pair.after)
            return [Area("circle", label, center=positions[0], radius_nm=_tidy(lead.radius_nm), spans=spans)]
        note = _noted(page, vertices[:1], AreaNote.SINGLE_POSITION)
        return [Area("other", label, notes=(note,), center=positions[0], spans=spans)]
    if lead.radius_nm and lead.circle:
        return [Area("circle", label, center=position, radius_nm=_tidy(lead.radius_nm), spans=(span,))
                for position, span in zip(positions, spans, strict=True)]  # fmt: skip
    while len(positions) > 3 and positions[-1] == positions[0]:
        positions, spans = positions[:-1], spans[:-1]
    if lead.track:
        note = _noted(page, vertices, AreaNote.LINE_WITHOUT_WIDTH)
        return [Area("other", label, line=positions, notes=(note,), spans=spans)]
    if len(set(positions)) < 3:
        note = _noted(page, vertices, AreaNote.FEW_POSITIONS)
        return [Area("other", label, line=positions, notes=(note,), spans=spans)]
    if digit_lost([vertex.pair for vertex in vertices]):
        note = _noted(page, vertices, AreaNote.DIGIT_LOST)
        return [Area("other", label, line=positions, notes=(note,), spans=spans)]
    if lead.buffer_nm:
        notes += (_noted(page, vertices[:1], AreaNote.MARGIN_LEFT_OUT, margin_nm=lead.buffer_nm),)
    return [
        Area(
            "polygon",
            label,
            vertices=positions,
            notes=notes,
            spans=spans,
            arcs=_arcs(vertices, len(positions)),
            shores=shores,
        )
    ]


def _followed_lines(
    page: Page, vertices: list[Vertex], positions: tuple[Position, ...]
) -> tuple[tuple[Remark, ...], tuple[ShoreEdge, ...]]:
    """Edges along a line: those along a coast that is known well enough are drawn there, the others straight."""
    notes: tuple[Remark, ...] = ()
    shores: list[ShoreEdge] = []
    arcs = any(vertex.edge.arc or vertex.closing for vertex in vertices)
    closed = len(positions) > RING and positions[-1] == positions[0]
    ring = positions[:-1] if closed else positions
    for index, vertex in enumerate(vertices):
        note = vertex.edge.note
        if note is None:
            continue
        start = (index - 1) % len(ring)
        usable = vertex.edge.coast and not arcs and len(ring) >= RING and len(set(ring)) == len(ring)
        shore = shore_edge(ring, start) if usable else None
        if shore is not None and outline_with_shores(ring, [*shores, shore]) is not None:
            shores.append(shore)
            facts = {"line": note.facts["line"], "scale": SCALE / 1e6, "accuracy_km": ACCURACY_KM}
            note = Remark(
                AreaNote.EDGE_SHORE, {**facts, "first_km": shore.off_km[0], "last_km": shore.off_km[1]}
            )
        page.report(note.code, vertex.pair.first, vertex.pair.after, **note.facts)
        notes += (note,) if note not in notes else ()
    return notes, tuple(shores)


def _mend(page: Page, vertices: list[Vertex]) -> None:
    """Turn the hemisphere of a vertex where its letter is misprinted, and report it and digits that are missing."""
    for vertex, code in zip(
        vertices, odd_digits(page.tokens, [vertex.pair for vertex in vertices]), strict=True
    ):
        if code is not None:
            printed = page.quote(vertex.pair.first, vertex.pair.after)
            vertex.pair = replace(
                vertex.pair, remarks=(*vertex.pair.remarks, Remark(code, {"printed": printed}))
            )
            page.report(code, vertex.pair.first, vertex.pair.after, printed=printed)
    mended = with_hemispheres_mended([vertex.pair for vertex in vertices])
    for vertex, pair in zip(vertices, mended, strict=True):
        if vertex.pair is not pair:
            page.report(pair.remarks[-1].code, pair.first, pair.after, **pair.remarks[-1].facts)
            vertex.pair = pair


def _noted(page: Page, vertices: list[Vertex], code: AreaNote, **facts: Any) -> Remark:
    """Report a defect that the area itself carries as a note; returns the note."""
    page.report(code, vertices[0].pair.first, vertices[-1].pair.after, **facts)
    return Remark(code, facts)


def _arcs(vertices: list[Vertex], count: int) -> tuple[Arc, ...]:
    """The arcs between the vertices of an outline of so many, its closing one dropped."""
    arcs = [
        (index - 1, vertex.edge.arc) for index, vertex in enumerate(vertices) if index and vertex.edge.arc
    ]
    arcs += [(index, vertex.closing) for index, vertex in enumerate(vertices) if vertex.closing]
    return tuple(
        Arc(start, arc.center, arc.radius_nm, arc.clockwise) for start, arc in arcs if arc and start < count
    )


def _tidy(nm: float) -> float:
    return round(nm, 6)


def tail_of(page: Page, at: int, end: int, lead: Lead) -> int:
    """What follows a single position: WITH A RADIUS OF 30 NM, BETWEEN 220 DEGREES AND 260 DEGREES, SECTOR LENGTH."""
    start, last = at, at
    while at < min(end, start + 14):
        token = page.tokens[at]
        distance = radius_at(page, at)
        if distance and (lead.radius_nm is None or lead.sector):
            if not any(
                page.is_word(near, *_RADIUS_WORDS)
                for near in (*range(start, at), at, distance[1] - 1, distance[1])
            ):
                return last
            lead.radius_nm, at = distance
            last = at
        elif half := half_circle_at(page, at):
            lead.bearings, at = half[:2], half[2]
            last = at
        elif page.is_word(at, "BETWEEN", "BTN", *BEARING_WORDS):
            bearings = bearings_at(page, at + page.is_word(at, "BETWEEN", "BTN"))
            if bearings is None:
                if page.is_word(at, "BETWEEN", "BTN"):
                    return last
                at += 1
                continue
            lead.bearings, at = bearings[:2], bearings[2]
            last = at
        elif page.is_word(at, "WITH", "A", "AND", *_RADIUS_WORDS, "OF", "TRUE", "SECTOR", "LENGTH", "RANGE",
        "IN", "THE", "HAVING", "IS",
                          "WITHIN") or token.kind in (",", ".", ":", ";", "-", "(", ")", "="):  # fmt: skip
            at += 1
        else:
            return last
    return last
