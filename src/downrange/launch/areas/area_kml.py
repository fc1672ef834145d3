"""KML 2.2 of areas, written and read, by way of the features of `area_geojson`."""

import json
import re
from typing import Any

from lxml import etree

from downrange.errors import NoticeError
from downrange.kernel.text_doors import open_json
from downrange.kernel.visible_text import visible_lines
from downrange.kernel.xml_door import all_text, open_xml
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaCode
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_collection, polygons_of

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_KML = "http://www.opengis.net/kml/2.2"


def kml_of(collection: dict[str, Any]) -> str:
    """A feature collection as a KML 2.2 document; what has no outline is a placemark without geometry."""
    spaces: dict[Any, str] = {None: _KML}
    root = etree.Element(f"{{{_KML}}}kml", nsmap=spaces)
    document = etree.SubElement(root, f"{{{_KML}}}Document")
    for feature in collection["features"]:
        placemark = etree.SubElement(document, f"{{{_KML}}}Placemark")
        properties = feature["properties"]
        etree.SubElement(placemark, f"{{{_KML}}}name").text = visible_lines(properties["name"])
        data = etree.SubElement(etree.SubElement(placemark, f"{{{_KML}}}ExtendedData"), f"{{{_KML}}}Data")
        data.set("name", "properties")
        etree.SubElement(data, f"{{{_KML}}}value").text = json.dumps(properties)
        polygons = polygons_of(feature["geometry"])
        if polygons:
            shapes = etree.SubElement(placemark, f"{{{_KML}}}MultiGeometry")
            for rings in polygons:
                _kml_polygon(shapes, rings)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


def _kml_polygon(shapes: Any, rings: list[Any]) -> None:
    polygon = etree.SubElement(shapes, f"{{{_KML}}}Polygon")
    for index, ring in enumerate(rings):
        boundary = etree.SubElement(polygon, f"{{{_KML}}}{'innerBoundaryIs' if index else 'outerBoundaryIs'}")
        line = etree.SubElement(boundary, f"{{{_KML}}}LinearRing")
        etree.SubElement(line, f"{{{_KML}}}coordinates").text = " ".join(
            f"{lon:.7f},{lat:.7f}" for lon, lat, *_ in ring
        )


def areas_from_kml(text: str) -> tuple[Area, ...]:
    """The areas of a KML document's placemarks, read through the door for XML: no entities, nothing fetched.

    Raises `NoticeError` where the document is no KML or not well-formed, and where it has no polygon.
    """
    root, damaged = open_xml(text, NoticeError)
    if damaged:
        raise NoticeError(AreaCode.KML_NOT_READ, problem="not well-formed XML")
    try:
        features = [_placemark(mark) for mark in root.iter("{*}Placemark")]
    except ValueError as error:
        raise NoticeError(AreaCode.KML_NOT_READ, problem=str(error)[:200]) from error
    return areas_from_geojson(feature_collection(features))


def _placemark(mark: Any) -> dict[str, Any]:
    """A placemark as a GeoJSON feature."""
    if next(mark.iterdescendants("{*}Placemark"), None) is not None:
        raise ValueError("a Placemark inside another")
    kept = mark.find("{*}ExtendedData/{*}Data[@name='properties']/{*}value")
    name = mark.find("{*}name")
    properties: Any = {"name": None if name is None else all_text(name)}
    if kept is not None and all_text(kept).strip():
        properties = open_json(all_text(kept), NoticeError, AreaCode.KML_NOT_READ)
    polygons = []
    for polygon in mark.iter("{*}Polygon"):
        if next(polygon.iterdescendants("{*}Polygon"), None) is not None:
            raise ValueError("a Polygon inside another")
        lines = (
            polygon.iterfind("{*}outerBoundaryIs//{*}coordinates"),
            polygon.iterfind("{*}innerBoundaryIs//{*}coordinates"),
        )
        polygons.append([_kml_ring(all_text(line)) for part in lines for line in part])
    return {"geometry": {"type": "MultiPolygon", "coordinates": polygons}, "properties": properties}


def _kml_ring(text: str) -> list[list[float]]:
    points = [point.split(",") for point in text.split()]
    for wrong in (number for point in points for number in point if not _NUMBER.fullmatch(number)):
        raise ValueError(f"{wrong[:40]!r} among the coordinates")
    return [[float(number) for number in point] for point in points]
