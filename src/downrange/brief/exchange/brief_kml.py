"""KML 2.2 for Google Earth: areas, falls with their heights, the satellite's track, places and the pad."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from lxml import etree

from downrange.brief.exchange.brief_geojson import ANNOUNCED, area_collection, corridor_parts
from downrange.kernel.visible_text import visible_lines

KML = "http://www.opengis.net/kml/2.2"
# KML writes colours as alpha, blue, green, red.
STYLES = {
    "announced": ("ff1a34b3", "401a34b3"),
    "contains": ("ff8f3b7a", "308f3b7a"),
    "falls": ("ff8f3b7a", "00000000"),
    "orbit": ("ff7c4f1d", "00000000"),
    "impact_point": ("ff2f6fd0", "00000000"),
    "corridor_constrained": ("802f6fd0", "302f6fd0"),
    "corridor_beyond": ("802f6fd0", "182f6fd0"),
}


def kml_document(brief: Mapping[str, Any]) -> bytes:
    """The KML of a brief, UTF-8. Text from outside stands in elements, never in markup."""
    folders = [
        ("Announced areas", _announced(brief)),
        ("Falls", _falls(brief["fall"])),
        ("Track of the satellite", _track(brief)),
        ("Places", _places(brief)),
    ]
    return _document(brief["case"]["title"], folders)


def fall_kml(fall: Mapping[str, Any], title: str) -> bytes:
    """The KML of an answer of `downrange fall`: tracks with heights, contours, the trace of the impact point."""
    return _document(title, [("Falls", _falls(fall))])


def _document(title: str, folders: Sequence[tuple[str, Iterable[Any]]]) -> bytes:
    root = etree.Element(f"{{{KML}}}kml", nsmap=cast(dict[str, str], {None: KML}))
    document = _child(root, "Document")
    _child(document, "name", title)
    for name, (line, fill) in STYLES.items():
        style = _child(document, "Style", id=name)
        _child(_child(style, "LineStyle"), "color", line)
        _child(_child(style, "PolyStyle"), "color", fill)
    for name, marks in folders:
        folder = _child(document, "Folder")
        _child(folder, "name", name)
        folder.extend(marks)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _announced(brief: Mapping[str, Any]) -> Iterator[Any]:
    features = (one for one in area_collection(brief)["features"] if one["properties"]["kind"] == ANNOUNCED)
    for feature in features:
        said = feature["properties"]
        if feature["geometry"]:
            times = "; ".join(_hours(window) for window in said["windows"][:40])
            mark = _polygon(said["name"], f"{said['announces']}; {times}", "announced", feature["geometry"])
            data = _child(_child(mark, "ExtendedData"), "Data", name="properties")
            _child(data, "value", json.dumps(said))
            mark.insert(list(mark).index(mark.find(f"{{{KML}}}MultiGeometry")), mark[-1])
            yield mark


def _hours(window: Mapping[str, Any]) -> str:
    """A window in UTC, or its hours as printed where their zone is not known."""
    if "start" not in window:
        return f"{window['printed']} (zone not known)"
    return f"{window['start']} to {window['end']}{' (reserve)' if window.get('reserve') else ''}"


def _falls(fall: Mapping[str, Any]) -> Iterator[Any]:
    for body in fall["bodies"]:
        after = body["after_liftoff_s"]
        says = f"down {after['p05']:.0f} to {after['p95']:.0f} s after lift-off (5 to 95 %)"
        for share, geometry in body["containment"].items():
            first, last = body["containment_arrival_s"][share]
            arrives = f"draws inside it come down {first:.0f} to {last:.0f} s after lift-off"
            yield _polygon(f"{body['name']}, {float(share):.1%} of the draws", arrives, "contains", geometry)
        if body["zone"]:
            yield _polygon(f"{body['name']}, published zone", body["place_source"], "announced", body["zone"])
        track = body["track"]
        heights = [max(height, 0.0) * 1000 for height in track["alt_km"]]
        yield _line(f"{body['name']}, nominal fall", says, "falls", track["lon"], track["lat"], heights)

    for key, name, geometry in corridor_parts(fall):
        yield _polygon(name, fall["risk"]["corridor"]["says"], f"corridor_{key}", geometry)

    if fall["risk"] and len(fall["risk"]["impact_point"]["lat"]) > 1:
        trace = fall["risk"]["impact_point"]
        ground = [0.0] * len(trace["lat"])
        yield _line("Impact point", trace["says"], "impact_point", trace["lon"], trace["lat"], ground)
        for k in trace["minute_marks"]:
            mark = _placemark(f"T+{trace['after_liftoff_s'][k] / 60:.0f} min", trace["says"])
            place = f"{trace['lon'][k]:.5f},{trace['lat'][k]:.5f},0"
            _child(_child(mark, "Point"), "coordinates", place)
            yield mark


def _track(brief: Mapping[str, Any]) -> Iterator[Any]:
    if brief["track"]:
        _, lat, lon, alt_km = zip(*brief["track"]["points"], strict=True)
        heights = [height * 1000 for height in alt_km]
        yield _line(
            f"Object {brief['track']['norad']}", f"from {brief['track']['start']}", "orbit", lon, lat, heights
        )


def _places(brief: Mapping[str, Any]) -> Iterator[Any]:
    site = brief["launch"]["site"]
    for place in ({**site, "why": "launch site"}, *brief["passes"]["places"]):
        mark = _placemark(place["name"], place["why"])
        _child(_child(mark, "Point"), "coordinates", f"{place['lon']:.5f},{place['lat']:.5f},0")
        yield mark


def _polygon(name: str, says: str, style: str, geometry: Mapping[str, Any]) -> Any:
    mark = _placemark(name, says, style)
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    several = _child(mark, "MultiGeometry")
    for rings in polygons:
        polygon = _child(several, "Polygon")
        _child(polygon, "tessellate", "1")
        for kind, ring in zip(
            ["outerBoundaryIs", *["innerBoundaryIs"] * (len(rings) - 1)], rings, strict=True
        ):
            corners = " ".join(f"{lon:.5f},{lat:.5f},0" for lon, lat, *_ in ring)
            _child(_child(_child(polygon, kind), "LinearRing"), "coordinates", corners)
    return mark


def _line(
    name: str, says: str, style: str, lon: Sequence[float], lat: Sequence[float], height_m: Sequence[float]
) -> Any:
    mark = _placemark(name, says, style)
    line = _child(mark, "LineString")
    _child(line, "altitudeMode", "absolute")
    points = zip(lon, lat, height_m, strict=True)
    _child(line, "coordinates", " ".join(f"{x:.5f},{y:.5f},{z:.0f}" for x, y, z in points))
    return mark


def _placemark(name: str, says: str, style: str | None = None) -> Any:
    mark = etree.Element(f"{{{KML}}}Placemark")
    _child(mark, "name", name)
    _child(mark, "description", says)
    if style:
        _child(mark, "styleUrl", f"#{style}")
    return mark


def _child(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{KML}}}{tag}", attributes)
    if text is not None:
        child.text = visible_lines(text)
    return child
