"""GeoJSON geometry beside the text of a notice: polygons are areas, points are places, the rest is reported."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Defect, Point

_TYPES = {
    *("Polygon", "MultiPolygon", "Point", "MultiPoint", "LineString", "MultiLineString"),
    "GeometryCollection",
}
_MOST_DEPTH = 20


class Drawn(NamedTuple):
    """The areas and points of some geometry, and its defects."""

    areas: list[Area]
    points: list[Point]
    defects: list[Defect]


def is_geometry(value: Any) -> bool:
    """Whether a JSON value is a GeoJSON geometry (RFC 7946, section 3.1)."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("type"), str)
        and value["type"] in _TYPES
        and ("coordinates" in value or "geometries" in value)
    )


def drawn_areas(geometries: Sequence[Any], label: str | None = None) -> Drawn:
    """The areas of geometries; inner rings are holes, lines are reported. Longitude stands first in them."""
    drawn = Drawn([], [], [])
    for geometry in geometries:
        for kind, coordinates in _parts(geometry, 0):
            _draw(kind, coordinates, label, drawn)
    return drawn


def _parts(geometry: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if not isinstance(geometry, dict) or depth > _MOST_DEPTH:
        if geometry is not None:
            yield f"geometry below {_MOST_DEPTH} others" if depth > _MOST_DEPTH else "geometry", geometry
        return
    kind, coordinates = str(geometry.get("type")), geometry.get("coordinates")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        for one in parts if isinstance(parts, list) else ():
            yield from _parts(one, depth + 1)
    elif kind in _TYPES and kind.startswith("Multi") and isinstance(coordinates, list):
        yield from ((kind.removeprefix("Multi"), one) for one in coordinates)
    else:
        yield kind, coordinates


def _draw(kind: str, coordinates: Any, label: str | None, drawn: Drawn) -> None:
    try:
        if kind == "Point":
            drawn.points.append(Point(label or "drawn position", _position(coordinates)))
        elif kind == "LineString":
            drawn.defects.append(Defect(label or "", FormDefect.GML_LINE, {"positions": len(coordinates)}))
        elif kind == "Polygon":
            rings = [[_position(place) for place in ring] for ring in coordinates]
            corners = rings[0][:-1] if len(rings[0]) > 1 and rings[0][0] == rings[0][-1] else rings[0]
            if len(set(corners)) < 3:
                raise ValueError
            holes = [Area("polygon", vertices=tuple(dict.fromkeys(ring))) for ring in rings[1:]]
            drawn.areas.append(Area("polygon", label, vertices=tuple(corners)).with_holes(holes))
        else:
            raise ValueError
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        drawn.defects.append(not_read(kind, coordinates))


def not_read(kind: str, what: Any) -> Defect:
    """The defect of a drawing of which no area can be made; `what` is quoted."""
    return Defect(str(what)[:80], FormDefect.DRAWING_NOT_READ, {"kind": kind[:40]})


def _position(place: Any) -> Position:
    lon, lat = float(place[0]), float(place[1])
    if any(isinstance(one, bool) for one in place[:2]) or not (
        -90 <= lat <= 90 and math.isfinite(lon) and abs(lon) <= 360
    ):
        raise ValueError
    return lat, lon if abs(lon) <= 180 else lon - math.copysign(360, lon)
