"""Exchange: areas as GeoJSON and KML, with the words each position came from, and read back again.

Longitude stands before latitude in both formats, and only there. Each feature carries its area as the notice gave
it (``area``), so that a circle comes back as a circle; a polygon drawn by others comes back by its outer ring.
"""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from downrange.errors import NoticeError
from downrange.launch.areas.arcs import Arc
from downrange.launch.areas.area import Area, Position, area_geojson
from downrange.launch.notices.notice import Notice

_KML = "http://www.opengis.net/kml/2.2"
_HINT = "Give a GeoJSON FeatureCollection or a KML document with polygons."
_PLAIN = ("label", "shape", "radius_nm", "inner_radius_nm", "halfwidth_nm", "name", "note")
_PAIRS = ("center", "bearings", "lat", "lon")
_LISTS = ("vertices", "line", "spans")


def areas_to_geojson(notices: Sequence[Notice]) -> dict[str, Any]:
    """Every area of the notices as an RFC 7946 FeatureCollection, one feature an area.

    Properties: the notice's number, issuer and kind, the area's windows, ``words`` (what was printed for each
    position, in order) and ``area``, the area itself. An area without an outline has the geometry null.
    """
    features = [_feature(notice, area) for notice in notices for area in notice.areas]
    return {"type": "FeatureCollection", "features": features}


def _feature(notice: Notice, area: Area) -> dict[str, Any]:
    said = area.as_dict()
    said.pop("geojson", None)
    windows = [w.as_dict() for w in notice.windows if w.area in (None, area.label)]
    return {
        "type": "Feature",
        "geometry": area_geojson(area),
        "properties": {
            "name": " ".join(filter(None, (notice.number, area.label))) or "area",
            "number": notice.number,
            "issuer": notice.issuer,
            "kind": notice.kind,
            "windows": windows,
            "words": [_words(notice, span) for span in area.spans],
            "area": said,
        },
    }


def _words(notice: Notice, span: tuple[int, int]) -> str:
    return " ".join(notice.text[span[0] - notice.start : span[1] - notice.start].split())


def areas_to_kml(notices: Sequence[Notice]) -> str:
    """The same features as a KML 2.2 document; what has no outline is a placemark without geometry."""
    spaces: dict[Any, str] = {None: _KML}
    root = etree.Element(f"{{{_KML}}}kml", nsmap=spaces)
    document = etree.SubElement(root, f"{{{_KML}}}Document")
    for feature in areas_to_geojson(notices)["features"]:
        placemark = etree.SubElement(document, f"{{{_KML}}}Placemark")
        properties = feature["properties"]
        etree.SubElement(placemark, f"{{{_KML}}}name").text = _printable(properties["name"])
        data = etree.SubElement(etree.SubElement(placemark, f"{{{_KML}}}ExtendedData"), f"{{{_KML}}}Data")
        data.set("name", "properties")
        etree.SubElement(data, f"{{{_KML}}}value").text = json.dumps(properties)
        polygons = _polygons(feature["geometry"])
        if polygons:
            shapes = etree.SubElement(placemark, f"{{{_KML}}}MultiGeometry")
            for rings in polygons:
                _kml_polygon(shapes, rings)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _kml_polygon(shapes: Any, rings: list[Any]) -> None:
    polygon = etree.SubElement(shapes, f"{{{_KML}}}Polygon")
    for index, ring in enumerate(rings):
        boundary = etree.SubElement(polygon, f"{{{_KML}}}{'innerBoundaryIs' if index else 'outerBoundaryIs'}")
        line = etree.SubElement(boundary, f"{{{_KML}}}LinearRing")
        etree.SubElement(line, f"{{{_KML}}}coordinates").text = " ".join(
            f"{lon:.7f},{lat:.7f}" for lon, lat, *_ in ring
        )


def areas_from_geojson(document: dict[str, Any]) -> tuple[Area, ...]:
    """The areas of a GeoJSON object: those that Downrange wrote exactly, others by the outer rings of polygons.

    Holes and heights are left out, and a note says so. Raises `NoticeError` where no polygon can be read.
    """
    try:
        areas = tuple(area for feature in _features(document) for area in _feature_areas(feature))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoticeError("the GeoJSON cannot be read", where=str(error), hint=_HINT) from error
    if not areas:
        raise NoticeError("no area was found in the GeoJSON", hint=_HINT)
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
    for rings in _polygons(feature.get("geometry")):
        note = "holes are left out" if len(rings) > 1 else None
        yield Area("polygon", properties.get("name"), vertices=_open_ring(rings[0]), note=note)


def _polygons(geometry: dict[str, Any] | None) -> list[list[Any]]:
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
    lat, lon = float(pair[0]), float(pair[1])
    if not (-90 <= lat <= 90 and math.isfinite(lon) and abs(lon) <= 360):
        raise ValueError(f"{lat}, {lon} is no latitude and longitude")
    return lat, lon


def _area(said: dict[str, Any]) -> Area:
    """An area from what `Area.as_dict` says."""
    fields: dict[str, Any] = {name: said[name] for name in _PLAIN if name in said}
    fields |= {name: (float(said[name][0]), float(said[name][1])) for name in _PAIRS if name in said}
    fields |= {name: tuple((pair[0], pair[1]) for pair in said[name]) for name in _LISTS if name in said}
    fields["arcs"] = tuple(_arc(arc, len(fields.get("vertices", ()))) for arc in said.get("arcs", ()))
    for position in (*fields.get("vertices", ()), *fields.get("line", ())):
        _position(position)
    return Area(**fields)


def _arc(said: dict[str, Any], vertices: int) -> Arc:
    start, radius_nm, clockwise = int(said["start"]), float(said["radius_nm"]), said["clockwise"]
    if not (0 <= start < vertices and math.isfinite(radius_nm) and clockwise in (None, True, False)):
        raise ValueError("an arc that has no place in its outline")
    return Arc(start, _position(said["center"]), radius_nm, clockwise)


def areas_from_kml(text: str) -> tuple[Area, ...]:
    """The areas of a KML document's placemarks; entities and addresses in it are not followed.

    Raises `NoticeError` where the document is no KML, or has no polygon.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
        features = [_placemark(mark) for mark in root.iter("{*}Placemark")]
    except (etree.XMLSyntaxError, ValueError, TypeError) as error:
        raise NoticeError("the KML cannot be read", where=str(error), hint=_HINT) from error
    return areas_from_geojson({"type": "FeatureCollection", "features": features})


def _placemark(mark: Any) -> dict[str, Any]:
    """A placemark as a GeoJSON feature."""
    kept = mark.findtext("{*}ExtendedData/{*}Data[@name='properties']/{*}value")
    properties = json.loads(kept) if kept else {"name": mark.findtext("{*}name")}
    polygons = []
    for polygon in mark.iter("{*}Polygon"):
        lines = (
            polygon.iterfind("{*}outerBoundaryIs//{*}coordinates"),
            polygon.iterfind("{*}innerBoundaryIs//{*}coordinates"),
        )
        polygons.append([_kml_ring(line.text or "") for part in lines for line in part])
    return {"geometry": {"type": "MultiPolygon", "coordinates": polygons}, "properties": properties}


def _kml_ring(text: str) -> list[list[float]]:
    return [[float(number) for number in point.split(",")] for point in text.split()]
