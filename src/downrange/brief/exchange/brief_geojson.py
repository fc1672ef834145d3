"""GeoJSON (RFC 7946): announced areas, containment contours, tracks and impact points of a brief.

Longitude first, WGS84, right-hand rule, cut at the 180th meridian; no ``crs`` member, as the RFC asks. Characters
that are not seen stand in its texts as signs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import antimeridian
import shapely

from downrange.kernel.visible_text import visible_values

ANNOUNCED = "announced area"
CORRIDOR_PARTS = (
    ("constrained", "corridor of the impact point, as far as the farthest announced fall"),
    ("beyond", "corridor of the impact point, beyond the announced falls"),
)
# What makes up an area, so that it can be read back as it was announced (`launch.areas.area_geojson`).
_OF_AREA = {
    *("label", "shape", "vertices", "center", "line", "arcs", "radius_nm", "inner_radius_nm", "halfwidth_nm"),
    *(
        "name",
        "note",
        "bearings",
        "lat",
        "lon",
        "holes",
        "semi_axes_nm",
        "azimuth_deg",
        "computed",
        "cuts",
        "shores",
    ),
}


def area_collection(brief: Mapping[str, Any]) -> dict[str, Any]:
    """One FeatureCollection. Each feature says in ``path`` where its figures stand in ``brief.json``."""
    features = [*_announced(brief), *_falls(brief["fall"], "/fall")]
    return {"type": "FeatureCollection", "features": visible_values(features)}


def fall_collection(fall: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of `downrange fall` as one FeatureCollection; ``path`` says where its figures stand there."""
    return {"type": "FeatureCollection", "features": visible_values([*_falls(fall, "")])}


def line(lat_deg: Sequence[float], lon_deg: Sequence[float]) -> dict[str, Any]:
    """A track as a LineString, or a MultiLineString where it crosses the 180th meridian."""
    whole = shapely.LineString(list(zip(lon_deg, lat_deg, strict=True)))
    geometry: dict[str, Any] = json.loads(
        shapely.to_geojson(antimeridian.fix_line_string(whole, great_circle=False))
    )
    return geometry


def _announced(brief: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for k, notice in enumerate(brief["notices"]):
        for j, area in enumerate(notice["areas"]):
            windows = [w for w in notice["windows"] if w["area"] in (None, area["label"])]
            yield _feature(
                area.get("geojson"),
                {
                    "name": area["title"],
                    "kind": ANNOUNCED,
                    "notice": notice["number"],
                    "announces": notice["kind"],
                    "windows": windows,
                    "area": {key: area[key] for key in area if key in _OF_AREA},
                    "area_km2": area["area_km2"],
                    "path": f"/notices/{k}/areas/{j}",
                },
            )


def _falls(fall: Mapping[str, Any], here: str) -> Iterator[dict[str, Any]]:
    for k, body in enumerate(fall["bodies"]):
        said = {
            "name": body["name"],
            "after_liftoff_s": body["after_liftoff_s"],
            "path": f"{here}/bodies/{k}",
        }
        impact = body["impact"]
        yield _feature(
            {"type": "Point", "coordinates": [impact["lon"], impact["lat"]]},
            {**said, "kind": "nominal impact"},
        )
        if body["zone"]:
            yield _feature(body["zone"], {**said, "kind": "published zone", "source": body["place_source"]})
        track = body["track"]
        yield _feature(line(track["lat"], track["lon"]), {**said, "kind": "nominal track on the ground"})
        for share, geometry in body["containment"].items():
            arrival_s = body["containment_arrival_s"][share]
            yield _feature(
                geometry, {**said, "kind": "containment", "share": float(share), "arrival_s": arrival_s}
            )
    if fall["risk"] and len(fall["risk"]["impact_point"]["lat"]) > 1:
        trace = fall["risk"]["impact_point"]
        yield _feature(
            line(trace["lat"], trace["lon"]),
            {
                "name": "impact point",
                "kind": "trace of the impact point",
                "after_liftoff_s": trace["after_liftoff_s"],
                "says": trace["says"],
                "path": f"{here}/risk/impact_point",
            },
        )
    for key, name, geometry in corridor_parts(fall):
        corridor = fall["risk"]["corridor"]
        yield _feature(
            geometry,
            {
                "name": name,
                "kind": "corridor of the impact point",
                "constrained": key == "constrained",
                "stations": [
                    each for each in corridor["stations"] if each["constrained"] == (key == "constrained")
                ],
                "says": corridor["says"],
                "path": f"{here}/risk/corridor",
            },
        )


def corridor_parts(fall: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The parts of the impact point's corridor: key, name and geometry of those that there are."""
    corridor = fall["risk"]["corridor"] if fall["risk"] else None
    for key, name in CORRIDOR_PARTS:
        if corridor and corridor[key]:
            yield key, name, corridor[key]


def _feature(geometry: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
