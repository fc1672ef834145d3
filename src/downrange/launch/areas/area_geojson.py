"""GeoJSON of areas (RFC 7946), written and read.

Longitude stands before latitude here, in KML, and nowhere else. Each feature carries its area as the notice gave it
(``area``), so that a circle comes back as a circle; a polygon drawn by others comes back with its holes.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, get_args

from downrange.codes import Remark
from downrange.errors import NoticeError
from downrange.kernel.text_doors import open_json
from downrange.launch.areas.arcs import Arc
from downrange.launch.areas.area import Area, Position, Shape
from downrange.launch.areas.area_codes import AreaCode, AreaNote
from downrange.launch.areas.computed_positions import ComputedPosition
from downrange.launch.areas.half_plane_cuts import HalfPlane
from downrange.launch.areas.shore_edges import ShoreEdge

_TEXTS = ("label", "name")
_NUMBERS = ("radius_nm", "inner_radius_nm", "halfwidth_nm", "azimuth_deg")
_PAIRS = ("center", "semi_axes_nm", "bearings", "lat", "lon")
_POSITIONS = ("vertices", "line")
_SHAPES = get_args(Shape)
_MOST_HOLES = 5  # in one another
_LARGEST = 1e6  # of any number in an area: places in a text, degrees, nautical miles


def feature_of(area: Area, properties: dict[str, Any]) -> dict[str, Any]:
    """An area as a feature with these properties and ``area``, the area itself; its geometry is null if undrawn."""
    said = area.as_dict()
    geometry = said.pop("geojson", None)
    return {"type": "Feature", "geometry": geometry, "properties": {**properties, "area": said}}


def feature_collection(features: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Features as one RFC 7946 object."""
    return {"type": "FeatureCollection", "features": list(features)}


def areas_from_geojson_text(text: str) -> tuple[Area, ...]:
    """The areas of the text of a GeoJSON file, as `areas_from_geojson`. Raises `NoticeError`."""
    return areas_from_geojson(open_json(text, NoticeError, AreaCode.GEOJSON_NOT_READ))


def areas_from_geojson(document: dict[str, Any]) -> tuple[Area, ...]:
    """The areas of a GeoJSON object: those that Downrange wrote exactly, others by the rings of their polygons.

    Inner rings are holes; heights are left out. Raises `NoticeError` where no polygon can be read.
    """
    try:
        areas = tuple(area for feature in _features(document) for area in _feature_areas(feature))
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NoticeError(AreaCode.GEOJSON_NOT_READ, problem=str(error)[:200]) from error
    if not areas:
        raise NoticeError(AreaCode.NO_POLYGON)
    return areas


def _features(document: dict[str, Any]) -> list[dict[str, Any]]:
    if document["type"] == "FeatureCollection":
        return list(document["features"])
    if document["type"] == "Feature":
        return [document]
    return [{"geometry": document, "properties": {}}]


def _feature_areas(feature: dict[str, Any]) -> Iterator[Area]:
    properties = feature.get("properties") or {}
    if isinstance(properties.get("area"), dict):
        yield _area(properties["area"])
        return
    for rings in polygons_of(feature.get("geometry")):
        outer, *inner = (Area("polygon", vertices=_open_ring(ring)) for ring in rings)
        yield replace(outer, label=properties.get("name")).with_holes(inner)


def polygons_of(geometry: dict[str, Any] | None) -> list[list[Any]]:
    """The polygons of a geometry, each a list of rings; what is no polygon has none."""
    if geometry is None:
        return []
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["coordinates"])
    return []


def _open_ring(ring: Sequence[Sequence[float]]) -> tuple[Position, ...]:
    vertices = tuple(_position((point[1], point[0])) for point in ring)
    return vertices[:-1] if len(vertices) > 1 and vertices[0] == vertices[-1] else vertices


def _position(pair: Sequence[float]) -> Position:
    lat, lon = float(_number(pair[0])), float(_number(pair[1]))
    if not (-90 <= lat <= 90 and math.isfinite(lon) and abs(lon) <= 360):
        raise NoticeError(AreaCode.NO_POSITION, lat_deg=lat, lon_deg=lon)
    return lat, lon


def _area(said: dict[str, Any], inside: int = 0) -> Area:
    """An area from what `Area.as_dict` says; ValueError, TypeError or LookupError where a value is of another kind.

    The file may come from anywhere: a number that is a text, or not finite, would be an error far from here.
    """
    if said["shape"] not in _SHAPES or inside > _MOST_HOLES or not _sound(said):
        raise ValueError(str(said["shape"])[:40])
    fields: dict[str, Any] = {"shape": said["shape"]}
    fields |= {name: _text(said[name]) for name in _TEXTS if said.get(name) is not None}
    fields |= {name: _number(said[name]) for name in _NUMBERS if said.get(name) is not None}
    fields |= {name: _pair(said[name]) for name in _PAIRS if name in said}
    fields |= {
        name: tuple(_position(_pair(pair)) for pair in said[name]) for name in _POSITIONS if name in said
    }
    fields["spans"] = tuple((int(start), int(end)) for start, end in said.get("spans", ()))
    if "center" in fields:
        _position(fields["center"])
    if "note" in said:
        fields["notes"] = (Remark(AreaNote.AS_WRITTEN, {"text": _text(said["note"])}),)
    fields["arcs"] = tuple(_arc(arc, len(fields.get("vertices", ()))) for arc in said.get("arcs", ()))
    fields["computed"] = tuple(map(ComputedPosition.from_dict, said.get("computed", ())))
    fields["shores"] = tuple(
        ShoreEdge(int(edge["start"]), (float(edge["off_km"][0]), float(edge["off_km"][1])))
        for edge in said.get("shores", ())
    )
    fields["cuts"] = tuple(map(HalfPlane.from_dict, said.get("cuts", ())))
    fields["holes"] = tuple(_area(hole, inside + 1) for hole in said.get("holes", ()))
    for one in fields["computed"]:
        _position(one.position), _position(one.origin)
    return Area(**fields)


def _sound(value: Any) -> bool:
    """Whether every number in it is finite and of a size that an area can have."""
    if isinstance(value, dict):
        return all(map(_sound, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_sound, value))
    return not isinstance(value, int | float) or abs(value) <= _LARGEST  # false for NaN


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(str(value)[:40])
    return value


def _pair(value: Any) -> tuple[float, float]:
    first, second = value
    return _number(first), _number(second)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(str(value)[:40])
    return value


def _arc(said: dict[str, Any], vertices: int) -> Arc:
    start, radius_nm, clockwise = int(said["start"]), float(said["radius_nm"]), said["clockwise"]
    if not (0 <= start < vertices and math.isfinite(radius_nm) and clockwise in (None, True, False)):
        raise NoticeError(AreaCode.ARC_WITHOUT_PLACE)
    return Arc(start, _position(said["center"]), radius_nm, clockwise)
