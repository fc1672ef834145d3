"""Areas against the print: positions, distances and bearings, both ways; their order, and labels before them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import radians
from typing import Any

from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.launch.areas.area import Area
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.message_sections import area_labels, section_marks
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_measures import PrintedBearing, PrintedDistance, compass_words
from downrange.launch.notices.audit.printed_positions import PrintedPosition, half_key, key
from downrange.launch.notices.audit.result_values import (
    Key,
    Values,
    alike,
    area_distances,
    area_halves,
    area_positions,
    in_order,
)
from downrange.launch.notices.notice import Notice

Found = tuple[AuditDefect, int, int, dict[str, Any]]
_ROUTES = re.compile(r"\b(?:ROUTE|RTE|DCT|ALTN|NOT AVBL|VICE VERSA)\b")
_WAYPOINT = re.compile(r"\b(?!ALTIT)[A-Z]{5}\b|\bDCT\b")
_ROUNDING_NM = 0.001
_ALONE = 12  # letters without another position
_SHARED = ("EACH", "POSITIONS", "POSNS", "BOTH", "FOLLOWING", "POINTS", "COORD")

# From END PART 1 OF 2, where it is printed, over the number and the items of the next part to its E).
_PART_HEAD = re.compile(
    r"(?:(?:\bEND )?\bPART\s{0,3}\d{1,2}\s{0,3}OF\s{0,3}\d{1,2}\s{0,4})?\b[A-Z]\d{4}/\d{2}\s{1,3}NOTAM[NRC]\b"
    r"(?:(?!\bE\) ?).){0,400}?\bPART\s{0,3}(?:[2-9]|\d\d)\s{0,3}OF(?:(?!\bE\) ?).){0,400}?\bE\)",
    re.DOTALL,
)
_LETTERS = re.compile(r"\b(?!TO\b|THENCE\b|AND\b)[A-Z]{2,}")
_ELLIPSE = re.compile(r"\bELLIP|\bELIPSE")
_SIDE = re.compile(
    r"\b((?:NORTH|SOUTH)[ -]?(?:EAST|WEST)|NORTH|SOUTH|EAST|WEST|[NS]?[EW]|[NS]) OF"
    r"(?:(?! OF )[A-Z. ]){0,60}\Z|\b(?:BETWEEN|BTN)()[^.;]{0,60}\Z"
)
_FAR_SIDE = 80
_PART = re.compile(r"\bPART\s{0,3}(\d{1,2})\s{0,3}OF\s{0,3}(\d{1,2})\b")


def area_defects(
    notice: Notice,
    values: Values,
    sheet: Sheet,
    positions: Sequence[PrintedPosition],
    distances: Sequence[PrintedDistance],
    bearings: Sequence[PrintedBearing],
) -> Iterator[Found]:
    """Everything of the areas that does not balance; `values` are those of the notice."""
    if not notice.areas and notice.kind != "cancel":
        yield AuditDefect.NOTHING_PLACED, 0, 0, {}
    yield from _unused(values, sheet, positions, distances, bearings)
    pairs = [one for one in positions if one.lat is not None and one.lon is not None]
    printed = [key(one.lat or 0.0, one.lon or 0.0) for one in pairs]
    halves = {half_key(half) for one in positions for half in (one.lat, one.lon) if half is not None}
    taken = [{key(*place) for place in area_positions(area)} for area in notice.areas]
    passages = _ellipse_passages(notice, sheet)
    for number, (area, own) in enumerate(zip(notice.areas, taken, strict=True)):
        first, behind = passages.get(number, (0, len(sheet.folded)))
        near = [one for one in distances if first <= one.start < behind]
        turned = [one for one in bearings if first <= one.start < behind]
        yield from _unprinted(area, notice.start, own, set(printed), halves, near, turned, sheet)
        yield from _sides(area, sheet, (0, 0), positions)
        for hole in area.holes:
            inner = {key(*place) for place in area_positions(hole)}
            yield from _unprinted(hole, notice.start, inner, set(printed), halves, distances, bearings, sheet)
            row = [key(*place) for place in hole.vertices]
            if not hole.computed and not in_order(row, printed):
                yield AuditDefect.VERTEX_ORDER, 0, 0, {"area": hole.label or area.label or ""}
    yield from _order(notice, sheet, pairs, printed, taken)
    yield from _shared_radius(notice, sheet, distances)
    yield from _parts(notice, sheet, pairs, taken)


def _parts(
    notice: Notice, sheet: Sheet, pairs: Sequence[PrintedPosition], taken: list[set[Key]]
) -> Iterator[Found]:
    """A message of several parts is whole where each part is there, in order, and no outline stops at a break."""
    parts = [part for part in _PART.finditer(sheet.folded) if int(part[2]) > 1] if notice.areas else []
    numbers = [int(part[1]) for part in parts]
    if parts and set(numbers) == set(range(1, int(parts[0][2]) + 1)) and numbers == sorted(numbers):
        heads = [head.span() for head in _PART_HEAD.finditer(sheet.folded)]
        if len(heads) == int(parts[0][2]) - 1 and all(_runs_on(sheet, pairs, taken, *one) for one in heads):
            return
    for part in parts:
        yield AuditDefect.ONE_PART, part.start(), part.end(), {"part": part[1], "parts": part[2]}


def _runs_on(
    sheet: Sheet, pairs: Sequence[PrintedPosition], taken: list[set[Key]], start: int, end: int
) -> bool:
    """Whether the last position before a break and the first behind it, both at the break, are of one area."""
    before = next((one for one in reversed(pairs) if one.end <= start), None)
    behind = next((one for one in pairs if one.start >= end), None)
    if before is None or behind is None:
        return True
    if _LETTERS.search(sheet.folded, before.end, start) or _LETTERS.search(sheet.folded, end, behind.start):
        return True
    ends = {key(one.lat or 0.0, one.lon or 0.0) for one in (before, behind)}
    return any(ends <= own for own in taken)


def _ellipse_passages(notice: Notice, sheet: Sheet) -> dict[int, tuple[int, int]]:
    """From the word for each ellipse to the next one, by the number of its area: where its own axes are printed."""
    ellipses = [number for number, area in enumerate(notice.areas) if area.semi_axes_nm is not None]
    starts = [word.start() for word in _ELLIPSE.finditer(sheet.folded)] if ellipses else []
    if len(starts) != len(ellipses):
        return dict.fromkeys(ellipses, (0, 0)) if len(starts) < len(ellipses) else {}
    return dict(zip(ellipses, pairwise([*starts, len(sheet.folded)]), strict=True))


def _unused(
    values: Values,
    sheet: Sheet,
    positions: Sequence[PrintedPosition],
    distances: Sequence[PrintedDistance],
    bearings: Sequence[PrintedBearing],
) -> Iterator[Found]:
    of_routes = bool(_ROUTES.search(sheet.folded))
    for place, one in enumerate(positions):
        if one.lat is not None and one.lon is not None:
            used = (
                key(one.lat, one.lon) in values.positions
                or {half_key(one.lat), half_key(one.lon)} <= values.halves
            )
        else:
            used = half_key(one.lat if one.lat is not None else one.lon or 0.0) in values.halves
        if not used and not (of_routes and _between_waypoints(positions, place, sheet)):
            yield AuditDefect.POSITION_UNUSED, one.start, one.end, {}
    for distance in distances:
        if not any(alike(radius, read) for radius in distance.radii_nm for read in values.distances_nm):
            yield AuditDefect.DISTANCE_UNUSED, distance.start, distance.end, {}
    for bearing in bearings:
        if not any(abs(bearing.degrees % 360 - read % 360) <= 0.05 for read in values.bearings):
            yield AuditDefect.BEARING_UNUSED, bearing.start, bearing.end, {}


def _between_waypoints(positions: Sequence[PrintedPosition], place: int, sheet: Sheet) -> bool:
    """A position alone between the waypoints of a route."""
    one = positions[place]
    beside = (
        (positions[place - 1].end if place else -_ALONE, one.start),
        (
            one.end,
            positions[place + 1].start if place + 1 < len(positions) else one.end + _ALONE,
        ),
    )
    return all(
        after - before > _ALONE or _WAYPOINT.search(sheet.folded, before, after) for before, after in beside
    )


def _unprinted(
    area: Area,
    start: int,
    own: set[Key],
    printed: set[Key],
    halves: set[int],
    distances: Sequence[PrintedDistance],
    bearings: Sequence[PrintedBearing],
    sheet: Sheet,
) -> Iterator[Found]:
    place = (area.spans[0][0] - start, area.spans[-1][1] - start) if area.spans else (0, 0)
    label = area.label or area.name or ""
    sides = {half_key(side) for side in area_halves(area)}
    if not own <= printed or not sides <= halves:
        yield AuditDefect.VERTEX_UNPRINTED, *place, {"area": label}
    for read in area_distances(area):
        if not any(alike(radius, read) for distance in distances for radius in distance.radii_nm):
            yield AuditDefect.RADIUS_UNPRINTED, *place, {"area": label, "radius_nm": read}
    yield from _computed(area, sheet, place, distances, bearings)
    for read in area.bearings or ():
        if not any(abs(bearing.degrees % 360 - read % 360) <= 0.05 for bearing in bearings):
            yield AuditDefect.BEARING_UNPRINTED, *place, {"area": label}
    if area.azimuth_deg is not None and not any(
        abs((bearing.degrees - area.azimuth_deg + 90) % 180 - 90) <= 0.05 for bearing in bearings
    ):
        yield AuditDefect.BEARING_UNPRINTED, *place, {"area": label}


def _computed(
    area: Area,
    sheet: Sheet,
    place: tuple[int, int],
    distances: Sequence[PrintedDistance],
    bearings: Sequence[PrintedBearing],
) -> Iterator[Found]:
    """Positions by bearing and distance: the inverse geodesic gives the print, in the order of print."""
    if not area.computed:
        return
    turned = sorted([*bearings, *compass_words(sheet)], key=lambda one: one.start)
    bearing_row, distance_row = iter(turned), iter(distances)
    for one in area.computed:
        length_m, azimuth, _ = geodesic_inverse(*one.origin, *one.position)
        slack_nm = max(0.5, 0.02 * one.distance_nm) if one.printed else _ROUNDING_NM
        along_nm = abs(float(length_m) / M_PER_NM - one.distance_nm)
        across_nm = radians(abs((float(azimuth) - one.bearing_deg + 180) % 360 - 180)) * one.distance_nm
        if max(along_nm, across_nm) > slack_nm:
            yield AuditDefect.VERTEX_UNPRINTED, *place, {"area": area.label or area.name or ""}
        if not any(
            abs((bearing.degrees - one.bearing_deg + 180) % 360 - 180) <= 0.05 for bearing in bearing_row
        ):
            yield AuditDefect.BEARING_UNPRINTED, *place, {"area": area.label or area.name or ""}
        if not any(alike(radius, one.distance_nm) for length in distance_row for radius in length.radii_nm):
            facts = {"area": area.label or area.name or "", "radius_nm": one.distance_nm}
            yield AuditDefect.RADIUS_UNPRINTED, *place, facts


def _sides(
    area: Area, sheet: Sheet, place: tuple[int, int], positions: Sequence[PrintedPosition]
) -> Iterator[Found]:
    """The side of a half plane is printed before its parallel, its meridian or the first point of its line."""
    for cut in area.cuts:
        where = half_key(cut.degrees) if cut.degrees is not None else key(*cut.line[0])
        starts = [one.start for one in positions if where in _keys(one)]
        words = [_SIDE.search(sheet.folded, max(0, start - _FAR_SIDE), start) for start in starts]
        if not any(word is not None and initials(word[1] or cut.side) == cut.side for word in words):
            yield AuditDefect.SIDE_UNPRINTED, *place, {"area": area.label or area.name or ""}


def _keys(one: PrintedPosition) -> tuple[Any, ...]:
    halves = tuple(half_key(half) for half in (one.lat, one.lon) if half is not None)
    return (*halves, key(one.lat, one.lon)) if one.lat is not None and one.lon is not None else halves


def initials(word: str) -> str:
    """N, NE and so on of a side in words or letters."""
    return "".join(part[0] for part in re.findall(r"NORTH|SOUTH|EAST|WEST|[NSEW]", word))


def _order(
    notice: Notice, sheet: Sheet, pairs: Sequence[PrintedPosition], printed: list[Key], taken: list[set[Key]]
) -> Iterator[Found]:
    """The positions of an outline stand in its order, within one section, and no other area's between them."""
    labels = area_labels(notice)
    stands_at: dict[Key, list[int]] = {}
    for i, one in enumerate(printed):
        stands_at.setdefault(one, []).append(i)
    any_area = set[Key]().union(*taken)
    shortest: dict[tuple[Key, ...], tuple[int, int]] = {}  # one outline may stand under many labels
    for area, own in zip(notice.areas, taken, strict=True):
        computed = {one.position for one in area.computed if not one.printed}
        row = tuple(key(*position) for position in (area.vertices or area.line) if position not in computed)
        if len(row) < 2:
            continue
        label = {"area": area.label or area.name or ""}
        if not in_order(row, printed):
            yield AuditDefect.VERTEX_ORDER, 0, 0, label
            continue
        if row not in shortest:
            shortest[row] = _shortest_run(row, stands_at, len(printed))
        run = shortest[row] if row[0] in own else (0, len(printed))
        if _crosses_a_mark(sheet, pairs[slice(*run)], labels):
            yield AuditDefect.VERTEX_ORDER, 0, 0, label
        if any(one in any_area and one not in own for one in printed[slice(*run)]):
            yield AuditDefect.VERTEX_ORDER, 0, 0, label


def _crosses_a_mark(sheet: Sheet, run: Sequence[PrintedPosition], labels: set[str]) -> bool:
    """Whether the label of an area or a paragraph stands in one gap of the run; corners may all carry a letter."""
    marks = [mark[0] for mark in section_marks(sheet, run[0].end, run[-1].start, labels)]
    gaps = sum(any(a.end <= at < b.start for at in marks) for a, b in pairwise(run))
    return 0 < gaps <= (len(run) - 1) // 2


def _shortest_run(row: Sequence[Key], stands_at: dict[Key, list[int]], count: int) -> tuple[int, int]:
    """The shortest stretch of the `count` printed positions in which the row stands in order.

    `stands_at` has the places of each position, rising.
    """
    best = (0, count)
    for first in stands_at.get(row[0], ()):
        at = first
        for wanted in row[1:]:
            places = stands_at.get(wanted, ())
            nearest = bisect_right(places, at)
            at = places[nearest] if nearest < len(places) else count
        if at < count and at - first < best[1] - best[0]:
            best = first, at + 1
    return best


def _shared_radius(notice: Notice, sheet: Sheet, distances: Sequence[PrintedDistance]) -> Iterator[Found]:
    circles = [area.radius_nm for area in notice.areas if area.shape == "circle" and area.radius_nm]
    for radius in set(circles):
        count = sum(alike(radius, other) for other in circles)
        printed = sum(any(alike(radius, one) for one in distance.radii_nm) for distance in distances)
        if count > printed > 0 and not any(word in sheet.folded for word in _SHARED):
            yield AuditDefect.RADIUS_SHARED, 0, 0, {"count": count, "printed": printed}
