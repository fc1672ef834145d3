"""Shapes of GML (ISO 19136, S-100 Part 10b): surfaces with holes, circles, points; what is not drawn is a defect.

Positions stand latitude first (EPSG:4326), longitude first where the reference system says so (OGC:CRS84). Each ring
is visited once, so the cost is linear in the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from downrange.earth.constants import M_PER_NM
from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Defect, Point

_METRES = {"m": 1.0, "metre": 1.0, "metres": 1.0, "km": 1000.0, "nmi": M_PER_NM, "[nmi_i]": M_PER_NM, "nm": M_PER_NM,
           "nauticalmile": M_PER_NM, "urn:ogc:def:uom:epsg::9001": 1.0, "ft": 0.3048}  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{0,15})?", re.ASCII)
_DECIMALS = re.compile(r"[\s0-9.+-]*", re.ASCII)
_LONGEST_LIST = 400_000  # characters; an outline of more than 200 positions is not drawn
_PATCHES = {"polygonpatch", "polygon"}
_CIRCLES = {"circlebycenterpoint", "arcbycenterpoint"}
_LINES = {"linestring", "curve", "linestringsegment", "orientablecurve", "compositecurve"}
_CURVED = {"arc", "arcstring", "bezier", "bspline", "geodesicstring"}
_MOST_LINKS = 200  # followed in one document; each may lead to a large geometry
_LATITUDE_MOST, _LONGITUDE_MOST = 90, 180


def local(element: Any) -> str:
    """A tag without its namespace; nothing for comments."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


@dataclass(slots=True)
class GmlSheet:
    """What the geometry of one document shares: elements by their id, the order of its numbers, its defects."""

    by_id: dict[str, Any]
    turned: bool
    defects: list[Defect] = field(default_factory=list)
    followed: int = 0
    axes_said: bool = False  # whether any element says its dimension or reference system

    @classmethod
    def of(cls, root: Any) -> "GmlSheet":
        """The sheet of a document: its numbers are longitude first if any first one is no latitude."""
        by_id: dict[str, Any] = {}
        turned = axes_said = False
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in element.attrib.items():
                if str(name).rpartition("}")[2] == "id":
                    by_id.setdefault(str(value), element)
                axes_said = axes_said or name in ("srsName", "srsDimension")
            if local(element) in ("pos", "posList"):
                firsts = (_numbers(element.text or "") or [])[:: _dimension(element) if axes_said else 2]
                turned = turned or any(abs(first) > _LATITUDE_MOST for first in firsts)
        return cls(by_id, turned, axes_said=axes_said)

    def report(self, code: FormDefect, text: str = "", **facts: Any) -> None:
        """Note a defect once."""
        defect = Defect(text[:80], code, facts)
        if defect not in self.defects:
            self.defects.append(defect)


def shapes_of(element: Any, sheet: GmlSheet) -> tuple[list[Area], list[Point]]:
    """The areas and the points that are drawn inside an element."""
    areas: list[Area] = []
    points: list[Point] = []
    for shape in _outermost(_followed(element, sheet)):
        name = local(shape).lower()
        if name in _PATCHES:
            areas += _surface(shape, sheet)
        elif name in _CIRCLES:
            areas += _circle(shape, sheet)
        elif name == "point":
            points += [Point("drawn position", position) for position in _positions([shape], sheet)]
        elif name in _LINES:
            sheet.report(FormDefect.GML_LINE, positions=len(_positions([shape], sheet)))
        elif name in ("exterior", "linearring"):
            areas += _surface(shape, sheet)
    return areas, points


def _followed(element: Any, sheet: GmlSheet) -> list[Any]:
    """An element, and the geometry that it refers to by ``xlink:href``."""
    found = [element]
    for below in element.iter():
        name = local(below)
        if name.lower().endswith(("property", "member", "geometry")) and not len(below):
            target = sheet.by_id.get(_href(below))
            sheet.followed += target is not None
            if target is not None and target not in found and sheet.followed <= _MOST_LINKS:
                found.append(target)
            elif _href(below):
                sheet.report(FormDefect.GML_LINK, _href(below))
    return found


def _href(element: Any) -> str:
    links = (str(value) for name, value in element.attrib.items() if str(name).rpartition("}")[2] == "href")
    return next(links, "").removeprefix("#")


def _outermost(elements: list[Any]) -> Iterator[Any]:
    """The shapes under these elements, none of them inside another."""
    waiting = list(reversed(elements))
    wanted = _PATCHES | _CIRCLES | _LINES | {"point", "exterior", "linearring"}
    while waiting:
        element = waiting.pop()
        if local(element).lower() in wanted:
            yield element
        else:
            waiting.extend(reversed(element))


def _surface(patch: Any, sheet: GmlSheet) -> Iterator[Area]:
    own = local(patch).lower() in ("exterior", "linearring")
    rings = (
        [patch]
        if own
        else [below for below in patch if local(below).lower() in ("exterior", "outerboundaryis")]
    )
    holes = (
        [] if own else [below for below in patch if local(below).lower() in ("interior", "innerboundaryis")]
    )
    for ring in rings or [patch]:
        parts = _followed(ring, sheet)
        if circles := [e for part in parts for e in part.iter() if local(e).lower() in _CIRCLES]:
            for circle in circles:
                yield from _circle(circle, sheet)
            continue
        if any(local(e).lower() in _CURVED for part in parts for e in part.iter()):
            sheet.report(FormDefect.GML_CURVED)
        if any(e.get("orientation") == "-" for part in parts for e in part.iter()):
            sheet.report(FormDefect.GML_RING)
            continue
        corners = _positions(parts, sheet)
        corners = [corner for at, corner in enumerate(corners) if at == 0 or corner != corners[at - 1]]
        if len(corners) > 3 and corners[-1] == corners[0]:
            corners = corners[:-1]
        if len(set(corners)) < 3:
            sheet.report(FormDefect.GML_RING)
            continue
        yield Area("polygon", vertices=tuple(corners)).with_holes(
            [inside for hole in holes for inside in _hole(hole, sheet)]
        )


def _hole(ring: Any, sheet: GmlSheet) -> Iterator[Area]:
    """The interior of a surface: a ring of positions or circles; an arc or a turned curve in it is reported."""
    parts = _followed(ring, sheet)
    if circles := [e for part in parts for e in part.iter() if local(e).lower() in _CIRCLES]:
        for circle in circles:
            yield from _circle(circle, sheet)
        return
    if any(local(e).lower() in _CURVED for part in parts for e in part.iter()):
        sheet.report(FormDefect.GML_CURVED)
    if any(e.get("orientation") == "-" for part in parts for e in part.iter()):
        sheet.report(FormDefect.GML_RING)
    yield Area("polygon", vertices=tuple(dict.fromkeys(_positions(parts, sheet))))


def _circle(circle: Any, sheet: GmlSheet) -> Iterator[Area]:
    centers = _positions([circle], sheet)
    radius = next((e for e in circle.iter() if local(e).lower() == "radius"), None)
    unit = _METRES.get(str(radius.get("uom", "m")).lower()) if radius is not None else None
    value = _number((radius.text or "").strip()) if radius is not None else None
    turns = {local(e).lower(): _number((e.text or "").strip()) for e in circle.iter()}
    sweep = turns.get("angulardistance")
    if sweep is None and turns.get("startangle") is not None and turns.get("endangle") is not None:
        sweep = (turns["endangle"] or 0) - (turns["startangle"] or 0)
    whole = sweep is None or abs(abs(sweep) - 360) < 1e-6
    if centers and unit and value and value > 0 and whole:
        yield Area("circle", center=centers[0], radius_nm=round(value * unit / M_PER_NM, 6))
    else:
        sheet.report(FormDefect.GML_CIRCLE)


def _positions(elements: list[Any], sheet: GmlSheet) -> list[Position]:
    """All positions below elements, latitude first."""
    found: list[Position] = []
    for place in (below for element in elements for below in element.iter()):
        if local(place) not in ("pos", "posList", "coordinates"):
            continue
        text = place.text or ""
        old = local(place) == "coordinates"
        step = max(2, text.lstrip()[:100].partition(" ")[0].count(",") + 1) if old else 2
        if sheet.axes_said and not old:
            step = _dimension(place)
        numbers = _numbers(text.replace(",", " ") if old else text)
        if not numbers or len(numbers) % step:
            sheet.report(FormDefect.GML_POSITIONS, " ".join(text[:200].split()))
            return []
        pairs = list(zip(numbers[::step], numbers[1::step], strict=True))
        if old or (sheet.axes_said and _longitude_first(place)):
            pairs = [(b, a) for a, b in pairs]
        elif sheet.turned:
            sheet.report(FormDefect.GML_LON_FIRST)
            pairs = [(b, a) for a, b in pairs]
        if any(abs(a) > _LATITUDE_MOST or abs(b) > _LONGITUDE_MOST for a, b in pairs):
            sheet.report(FormDefect.GML_OFF_EARTH, " ".join(text[:200].split()))
            return []
        found += pairs
    return found


def _dimension(place: Any) -> int:
    for element in (place, *place.iterancestors()):
        if element.get("srsDimension"):
            return 3 if element.get("srsDimension") == "3" else 2
    return 2


def _longitude_first(place: Any) -> bool:
    """Whether the nearest reference system is CRS84 (OGC 06-121r9): longitude, then latitude."""
    for element in (place, *place.iterancestors()):
        if element.get("srsName"):
            return "CRS84" in element.get("srsName").upper()
    return False


def _numbers(text: str) -> list[float] | None:
    """The numbers of a list of positions; None where one is not a plain decimal, or they are far too many."""
    if len(text) > _LONGEST_LIST or not _DECIMALS.fullmatch(text):
        return None
    try:
        return [float(word) for word in text.split()]
    except ValueError:
        return None


def _number(word: str) -> float | None:
    return float(word) if _NUMBER.fullmatch(word) else None
