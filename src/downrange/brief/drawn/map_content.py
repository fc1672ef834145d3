"""What goes on the map of a brief, and how much of the Earth it shows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from downrange.brief.drawn.brief_map import Frame, Shape, draw_map, edge_deg, frame_around
from downrange.earth.angles import wrap_180_deg
from downrange.geography.territories import Territory, territories
from downrange.kernel.arrays import Floats
from downrange.kernel.visible_text import visible_values

FIRST_REVOLUTION_S = 5700.0


def map_of(brief: Mapping[str, Any]) -> str:
    """The SVG map of a brief: areas, falls, the satellite's first track, the site and the places near them."""
    brief = visible_values(brief)
    announced = [shape for k, notice in enumerate(brief["notices"]) for shape in _areas(notice, k)]
    falling = [shape for k, body in enumerate(brief["fall"]["bodies"]) for shape in _body(body, k)]
    trace = _impact_point(brief["fall"]["risk"])
    site = brief["launch"]["site"]
    pad = Shape("point", _one(site["lat"], site["lon"]), "site", site["name"], "/launch/site")
    frame = frame_around([pad, *announced, *falling, *trace])
    shapes = [*_track(brief, frame), *falling, *announced, *_places(brief, frame), *trace, pad]
    land = [(t.name, t.geometry) for t in _countries_on(frame)]
    named = ", ".join(shape.label for shape in [pad, *announced] if shape.label)
    return draw_map(frame, shapes, land, f"Map: {brief['case']['title']}", f"Shown: {named}")


def _areas(notice: Mapping[str, Any], k: int) -> list[Shape]:
    return [
        Shape("area", _ring(part), "announced", area["title"] if not i else "", f"/notices/{k}/areas/{j}")
        for j, area in enumerate(notice["areas"])
        if area.get("geojson")
        for i, part in enumerate(_parts(area["geojson"]))
    ]


def _body(body: Mapping[str, Any], k: int) -> list[Shape]:
    here = f"/fall/bodies/{k}"
    rings = [
        Shape("area", _ring(part), "contains", "", f"{here}/containment/0.97")
        for part in _parts(body["containment"].get("0.97"))
    ]
    rings += [Shape("area", _ring(part), "reported", "", f"{here}/zone") for part in _parts(body["zone"])]
    track = np.array([body["track"]["lat"], body["track"]["lon"]], dtype=float)
    path = [Shape("line", track, "falls", "", here)] if track.shape[1] > 1 else []
    impact = Shape("point", _one(body["impact"]["lat"], body["impact"]["lon"]), "impact", body["name"], here)
    return [*rings, *path, impact]


def _impact_point(risk: Mapping[str, Any] | None) -> list[Shape]:
    """The trace of the impact point with a mark at each whole minute after lift-off."""
    if not risk or len(risk["impact_point"]["lat"]) < 2:
        return []
    trace, here = risk["impact_point"], "/fall/risk/impact_point"
    line = Shape("line", np.array([trace["lat"], trace["lon"]], dtype=float), "impact-point", "", here)
    marks = [
        Shape(
            "point",
            _one(trace["lat"][k], trace["lon"][k]),
            "minute",
            f"T+{trace['after_liftoff_s'][k] / 60:.0f} min",
            here,
        )
        for k in trace["minute_marks"]
    ]
    return [line, *marks]


def _track(brief: Mapping[str, Any], frame: Frame) -> list[Shape]:
    """The first revolution of the satellite, cut where it leaves the half of the Earth around the sheet."""
    if not brief["track"]:
        return []
    points = np.array([p for p in brief["track"]["points"] if p[0] <= FIRST_REVOLUTION_S], dtype=float).T
    lat, lon = np.radians(points[1]), np.radians(points[2] - frame.lon_deg)
    middle = np.radians(frame.lat_deg)
    near = np.sin(lat) * np.sin(middle) + np.cos(lat) * np.cos(middle) * np.cos(lon) > 0.3
    cuts = np.flatnonzero(np.diff(near.astype(int))) + 1
    runs = [run for run in np.split(np.arange(near.size), cuts) if near[run[0]] and len(run) > 1]
    label = f"{brief['track']['norad']}, first revolution"
    return [
        Shape("line", points[1:3, run], "orbit", label if not i else "", "/track")
        for i, run in enumerate(runs)
    ]


def _places(brief: Mapping[str, Any], frame: Frame) -> list[Shape]:
    return [
        Shape("point", _one(place["lat"], place["lon"]), "place", place["name"], f"/passes/places/{k}")
        for k, place in enumerate(brief["passes"]["places"])
        if frame.shows(place["lat"], place["lon"])
    ]


def _countries_on(frame: Frame) -> list[Territory]:
    lat, lon = edge_deg(frame)
    turned = frame.lon_deg + wrap_180_deg(lon - frame.lon_deg)
    sheet = shapely.box(turned.min(), lat.min(), turned.max(), lat.max())
    both = shapely.union_all([affinity.translate(sheet, turn) for turn in (-360, 0, 360)])
    return [t for t in territories() if t.kind == "country" and t.geometry.intersects(both)]


def _parts(geometry: Mapping[str, Any] | None) -> list[Any]:
    if not geometry:
        return []
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [polygon[0] for polygon in polygons]


def _ring(lon_lat: Any) -> Floats:
    return np.array(lon_lat[:-1], dtype=float).T[::-1]


def _one(lat: float, lon: float) -> Floats:
    return np.array([[lat], [lon]])
