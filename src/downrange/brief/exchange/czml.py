"""CZML for Cesium: areas, the impact point as it runs ahead of the vehicle, bodies as they fall, the satellite."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from downrange.earth.instants import format_utc, parse_utc
from downrange.kernel.visible_text import visible_values

AREA_RGBA, FALL_RGBA, ORBIT_RGBA = [179, 52, 26, 90], [143, 59, 122, 255], [29, 79, 124, 255]
IMPACT_RGBA = [208, 111, 47, 255]  # as in the KML
LABEL_ASIDE = {"pixelOffset": {"cartesian2": [10, -10]}}


def czml_document(brief: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The packets of a brief: a document packet with the clock, areas, impact point, falling bodies, satellite."""
    brief = visible_values(brief)
    launch = brief["launch"]["time"]  # None: nothing can move with the clock before the instant is known
    packets = [
        _document(brief, launch),
        *_areas(brief),
        *_impact_point(brief["fall"]["risk"], launch),
        *_falls(brief, launch),
    ]
    if brief["track"]:
        packets.append(_satellite(brief["track"]))
    return packets


def _document(brief: Mapping[str, Any], launch: str | None) -> dict[str, Any]:
    document = {"id": "document", "name": brief["case"]["title"], "version": "1.0"}
    if launch is None:
        return document
    end = format_utc(parse_utc(launch) + timedelta(hours=2))
    return {
        **document,
        "clock": {"interval": f"{launch}/{end}", "currentTime": launch, "multiplier": 30},
    }


def _areas(brief: Mapping[str, Any]) -> list[dict[str, Any]]:
    packets = []
    for k, notice in enumerate(brief["notices"]):
        for j, area in enumerate(notice["areas"]):
            geometry = area.get("geojson")
            if not geometry:
                continue
            polygons = (
                geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            )
            for i, rings in enumerate(polygons):
                degrees = [value for lon, lat, *_ in rings[0][:-1] for value in (lon, lat, 0)]
                packets.append(
                    {
                        "id": f"area-{k}-{j}-{i}",
                        "name": area["title"],
                        "polygon": {
                            "positions": {"cartographicDegrees": degrees},
                            "material": {"solidColor": {"color": {"rgba": AREA_RGBA}}},
                            "arcType": "GEODESIC",
                        },
                    }
                )
    return packets


def _impact_point(risk: Mapping[str, Any] | None, launch: str | None) -> list[dict[str, Any]]:
    """The trace of the impact point: a point that moves over the ground with the clock, and a mark at each minute.

    It moves straight from one place to the next, for the trace jumps where a stage lights.
    """
    if not risk or len(risk["impact_point"]["lat"]) < 2:
        return []
    trace = risk["impact_point"]
    after, lon, lat = trace["after_liftoff_s"], trace["lon"], trace["lat"]
    marks = [
        {
            "id": f"impact-point-{after[k]:.0f}",
            "name": f"Impact point, T+{after[k] / 60:.0f} min",
            "description": trace["says"],
            "position": {"cartographicDegrees": [lon[k], lat[k], 0.0]},
            "point": {"pixelSize": 5, "color": {"rgba": IMPACT_RGBA}},
            "label": {"text": f"T+{after[k] / 60:.0f} min", "font": "10pt sans-serif", **LABEL_ASIDE},
        }
        for k in trace["minute_marks"]
    ]
    if launch is None:
        return marks
    places = list(zip(after, lon, lat, [0.0] * len(lat), strict=True))
    moving = _mover("impact-point", "Impact point", launch, places, IMPACT_RGBA)
    moving["description"] = trace["says"]
    moving["position"] |= {"interpolationAlgorithm": "LINEAR", "interpolationDegree": 1}
    return [moving, *marks]


def _falls(brief: Mapping[str, Any], launch: str | None) -> list[dict[str, Any]]:
    if launch is None:
        return []
    return [
        _mover(f"body-{k}", body["name"], launch, _samples(body["track"]), FALL_RGBA)
        for k, body in enumerate(brief["fall"]["bodies"])
    ]


def _samples(track: Mapping[str, Any]) -> list[tuple[float, float, float, float]]:
    return list(zip(track["after_liftoff_s"], track["lon"], track["lat"], track["alt_km"], strict=True))


def _satellite(track: Mapping[str, Any]) -> dict[str, Any]:
    samples = [(seconds, lon, lat, alt_km) for seconds, lat, lon, alt_km in track["points"]]
    return _mover(f"object-{track['norad']}", f"Object {track['norad']}", track["start"], samples, ORBIT_RGBA)


def _mover(
    id: str, name: str, epoch: str, samples: list[tuple[float, float, float, float]], rgba: list[int]
) -> dict[str, Any]:
    first, last = (parse_utc(epoch) + timedelta(seconds=samples[k][0]) for k in (0, -1))
    degrees = [
        v for seconds, lon, lat, alt_km in samples for v in (seconds, lon, lat, round(alt_km * 1000, 1))
    ]
    colour = {"solidColor": {"color": {"rgba": rgba}}}
    return {
        "id": id,
        "name": name,
        "availability": f"{format_utc(first)}/{format_utc(last)}",
        "position": {
            "epoch": epoch,
            "interpolationAlgorithm": "LAGRANGE",
            "interpolationDegree": 5,
            "cartographicDegrees": degrees,
        },
        "point": {"pixelSize": 8, "color": {"rgba": rgba}},
        "path": {"material": colour, "width": 2, "leadTime": 0, "trailTime": 5400},
        "label": {"text": name, "font": "12pt sans-serif", **LABEL_ASIDE},
    }
