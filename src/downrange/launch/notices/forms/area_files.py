"""GeoJSON and KML read as notices: our own exports whole, drawings of others by their outlines.

A feature that carries the text of a notice is read by its words, its outline compared with them. Of a drawing without
words the areas are kept, times where its fields give them, and it is said where they give none.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from downrange.launch.areas.area import Area
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.gml_shapes import local
from downrange.launch.notices.forms.json_geometry import drawn_areas, is_geometry, not_read
from downrange.launch.notices.forms.json_services import messages_of_json
from downrange.launch.notices.forms.markup_text import text_of_markup
from downrange.launch.notices.forms.message_text import Encoded, MessageText
from downrange.launch.notices.forms.own_export import is_own, own_messages
from downrange.launch.notices.forms.service_fields import FIELD_OF, field_time, plain_name
from downrange.launch.notices.notice import Defect, NoticeWindow, Point

Json = dict[str, Any]
_WGS84 = ("CRS84", "CRS84h", "4326", "4979")
# What KML can draw, or refer to, outside placemarks, and in them beside points, lines and polygons.
_BESIDE_PLACEMARKS = ("NetworkLink", "GroundOverlay")
_UNREAD_SHAPES = ("Track", "MultiTrack", "Model")
# What a brief draws beside the announced areas: computed, never announced. By kind in GeoJSON, by style in KML.
_COMPUTED = {
    *(
        "nominal impact",
        "nominal track on the ground",
        "containment",
        "published zone",
        "trace of the impact point",
    ),
    *("#contains", "#falls", "#orbit", "#impact_point"),
}


def messages_of_features(data: Any) -> list[MessageText]:
    """The messages of a GeoJSON object; none where it is not GeoJSON."""
    if is_geometry(data):
        features: list[Any] = [{"type": "Feature", "geometry": data, "properties": {}}]
    elif isinstance(data, dict) and data.get("type") == "Feature":
        features = [data]
    elif isinstance(data, dict) and isinstance(data.get("features"), list):
        features = [one for one in data["features"] if isinstance(one, dict)]
    else:
        return []
    own = [one for one in features if is_own(_properties(one))]
    if own:
        others = [one for one in features if not is_own(_properties(one))]
        return list(own_messages(own, (_left_out(others),) if others else ()))
    computed = [one for one in features if _kind(one) in _COMPUTED]
    drawings: list[Json] = []
    messages: list[MessageText] = []
    for feature in features:
        if _kind(feature) in _COMPUTED:
            continue
        worded = messages_of_json(feature)
        messages += worded
        if not worded:
            drawings.append(feature)
    if drawings or not messages:
        messages.append(_drawing(drawings, computed, _reference_system(data)))
    return messages


def messages_of_kml(root: Any) -> list[MessageText]:
    """The messages of a parsed KML document, its placemarks taken as features."""
    features = [
        _placemark(mark) if local(mark) == "Placemark" else _undrawn(mark)
        for mark in root.iter()
        if local(mark) in ("Placemark", *_BESIDE_PLACEMARKS)
    ]
    return messages_of_features({"type": "FeatureCollection", "features": features})


def _properties(feature: Any) -> Json:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _kind(feature: Json) -> str:
    said = _properties(feature)
    return str(said.get("kind") or said.get("styleUrl") or "")


def _left_out(others: Sequence[Json]) -> Defect:
    kinds = Counter((_kind(one) or "without a kind")[:40] for one in others)
    facts = {"count": len(others), "kinds": ", ".join(sorted(kinds)[:6])}
    return Defect("", FormDefect.NOT_ANNOUNCED, facts)


def _reference_system(data: Any) -> list[Defect]:
    """A defect where a file names a reference system (GeoJSON of 2008) that is not WGS84 with longitude first."""
    crs = data.get("crs") if isinstance(data, dict) else None
    if crs is None or str(_properties(crs).get("name")).rpartition(":")[2] in _WGS84:
        return []
    name = str(_properties(crs).get("name") or crs)[:80]
    return [Defect(name, FormDefect.CRS_NOT_READ, {"crs": name})]


def _drawing(
    features: Sequence[Json], computed: Sequence[Json], doubts: Sequence[Defect] = ()
) -> MessageText:
    """Features without words as one notice: areas, and the windows of their fields."""
    areas: list[Area] = []
    points: list[Point] = []
    windows: list[NoticeWindow] = []
    defects = list(doubts)
    names: Counter[str] = Counter()
    for number, feature in enumerate(features, start=1):
        said = _properties(feature)
        name = said.get("name") or said.get("Name") or said.get("title")
        label = str(name)[:80] if name else (f"feature {number}" if len(features) > 1 else None)
        if label is not None:
            names[label] += 1
            label = label if names[label] == 1 else f"{label} ({names[label]})"
        drawn = drawn_areas([feature.get("geometry")], label)
        areas += drawn.areas
        points += drawn.points
        defects += drawn.defects
        if drawn == ([], [], []):
            defects.append(not_read("feature without a drawing", label or ""))
        own = _field_windows(said, label, defects)
        if drawn.areas and own is None:
            defects.append(Defect(label or "", FormDefect.NO_TIME_DRAWN))
        elif drawn.areas and own is not None:
            windows.append(own)
    if computed:
        defects.append(_left_out(computed))
    unique = tuple(dict.fromkeys(defects))
    encoded = Encoded(
        tuple(areas), tuple(windows), unique, points=tuple(points), kind="other", drawn_only=True
    )
    return MessageText("", encoded=encoded)


def _field_windows(said: Json, label: str | None, defects: list[Defect]) -> NoticeWindow | None:
    times: dict[str, datetime] = {}
    for key, value in said.items():
        what = FIELD_OF.get(plain_name(str(key)))
        if what not in ("start", "end") or what in times or value is None:
            continue
        time = field_time(value)
        if time is None:
            facts = {"field": str(key), "said": str(value)[:80]}
            defects.append(Defect(str(value)[:80], FormDefect.FIELD_NOT_READ, facts))
            continue
        if not time.zone:
            defects.append(Defect(str(value)[:80], FormDefect.FIELD_NO_ZONE, {"field": str(key)}))
        times[what] = time.at.astimezone(UTC)
    if "start" not in times or "end" not in times or times["end"] <= times["start"]:
        return None
    return NoticeWindow(times["start"], times["end"], label)


def _placemark(mark: Any) -> Json:
    """A placemark as a feature: its data as properties, its outlines as one geometry."""
    said: Json = {}
    for below in mark.iter():
        name = local(below)
        text = "".join(below.itertext()).strip()
        if name in ("name", "description", "styleUrl") and below.getparent() is mark:
            said[name] = text_of_markup(text)
        elif name == "Data":
            key = str(below.get("name"))
            if key == "properties" and (kept := _json_object(text)):
                said |= kept
            else:
                said[key] = text
        elif name == "SimpleData":
            said[str(below.get("name"))] = text
        elif name in ("begin", "end", "when"):
            said["start" if name == "begin" else name] = text
    geometries = [one for below in mark.iter() if (one := _kml_geometry(below)) is not None]
    return {
        "type": "Feature",
        "properties": said,
        "geometry": {"type": "GeometryCollection", "geometries": geometries},
    }


def _json_object(text: str) -> Json | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _kml_geometry(element: Any) -> Json | None:
    name = local(element)
    if name == "Polygon":
        rings: list[list[list[str]]] = []
        for bound in element:
            if local(bound) in ("outerBoundaryIs", "innerBoundaryIs"):
                ring = _kml_positions(bound)
                rings.insert(0, ring) if local(bound) == "outerBoundaryIs" else rings.append(ring)
        return {"type": "Polygon", "coordinates": rings}
    if name in ("Point", "LineString"):
        places = _kml_positions(element)
        return {"type": name, "coordinates": places[0] if name == "Point" and places else places}
    alone = name == "LinearRing" and local(element.getparent()) not in ("outerBoundaryIs", "innerBoundaryIs")
    return {"type": name, "coordinates": None} if alone or name in _UNREAD_SHAPES else None


def _undrawn(element: Any) -> Json:
    """Something that KML draws without a placemark, as a feature that cannot be read."""
    named = [one.text for one in element if local(one) == "name"]
    said = {"name": named[0]} if named else {}
    geometry = {"type": local(element), "coordinates": None}
    return {"type": "Feature", "properties": said, "geometry": geometry}


def _kml_positions(element: Any) -> list[list[str]]:
    texts = ("".join(one.itertext()) for one in element.iter() if local(one) == "coordinates")
    return [place.split(",") for text in texts for place in text.split()]
