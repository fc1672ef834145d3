"""Natural Earth's provinces, with the faults named in ``mended.toml`` mended, and what is dissolved from them."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

GRID_DEG = 1e-4
WGS84 = Geod(ellps="WGS84")
Mended = dict[str, Any]


@dataclass(slots=True)
class Province:
    """One province while the pack is built: its polygons, still apart, and its names."""

    code: str
    name: str
    country: str
    country_name: str
    polygons: list[Any] = field(default_factory=list)
    islets: list[str] = field(default_factory=list)  # what was added, by name

    @property
    def shape(self) -> Any:
        """All polygons as one valid multi-polygon on the grid of the pack."""
        return on_grid(shapely.union_all(self.polygons))


def on_grid(shape: Any) -> Any:
    """A polygonal shape on the 1/10000 degree grid, valid there, slivers of lower dimension dropped."""
    snapped = shapely.set_precision(shape, GRID_DEG)
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and not p.is_empty]
    return shapely.MultiPolygon(parts)


def read_provinces(path: Path, mended: Mended) -> dict[str, Province]:
    """Provinces by code. Pieces that share a code are one province, named after its main or largest piece."""
    pieces: dict[str, list[tuple[dict[str, Any], Any]]] = defaultdict(list)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        facts, shape = feature["properties"], shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        label = f"{facts['iso_3166_2']} {facts.get('name', '')}"
        pieces[mended["recode"].get(label, facts["iso_3166_2"])].append((facts, shape))
    provinces = {}
    for code, found in sorted(pieces.items()):
        facts, _ = max(found, key=lambda piece: (piece[0].get("type_en") == "Province", piece[1].area))
        disputed = code.startswith("ZZ-")
        provinces[code] = Province(
            code=code,
            name=mended["rename"].get(code) or facts.get("name_en") or facts.get("name") or facts["admin"],
            country="ZZ" if disputed else facts["iso_a2"],
            country_name="disputed" if disputed else facts["admin"],
            polygons=[part for _, shape in found for part in shapely.get_parts(shape)],
        )
    provinces |= {new["code"]: Province(**new) for new in mended["province"]}
    return provinces


def mend(provinces: dict[str, Province], mended: Mended) -> None:
    """Carry out the table of faults: polygons reassigned, moved, and islets added. Says so when a fault is gone."""
    for fault in mended["reassign"]:
        giver = provinces[fault["from"]]
        wrong = [in_boxes(p, fault["boxes"]) for p in giver.polygons]
        if not any(wrong):
            raise ValueError(f"nothing to reassign any more: {fault['what']}")
        provinces[fault["to"]].polygons += [p for p, w in zip(giver.polygons, wrong, strict=True) if w]
        giver.polygons = [p for p, w in zip(giver.polygons, wrong, strict=True) if not w]
    for fault in mended["move"]:
        province = provinces[fault["province"]]
        shift = np.subtract(fault["to"], fault["from"])[::-1]
        moved = [in_boxes(p, [fault["box"]]) for p in province.polygons]
        if not any(moved):
            raise ValueError(f"nothing to move any more: {fault['what']}")
        province.polygons = [
            shapely.transform(p, lambda lonlat, by=shift: lonlat + by) if move else p
            for p, move in zip(province.polygons, moved, strict=True)
        ]
    for islet in mended["islet"]:
        province = provinces[islet["province"]]
        province.polygons.append(disc(islet["lat"], islet["lon"], islet["radius_m"]))
        province.islets.append(islet["name"])


def countries(
    provinces: dict[str, Province], shapes: dict[str, Any]
) -> tuple[list[dict[str, str]], list[Any]]:
    """Countries dissolved from their provinces; the name is that of the largest part by area."""
    members: dict[str, list[Province]] = defaultdict(list)
    for province in provinces.values():
        members[province.country].append(province)
    rows, dissolved = [], []
    for code, parts in sorted(members.items()):
        if code == "ZZ":
            continue
        largest = max(parts, key=lambda p: shapes[p.code].area)
        rows.append({"code": code, "name": largest.country_name, "country": code})
        dissolved.append(on_grid(shapely.union_all([shapes[p.code] for p in parts])))
    return rows, dissolved


def island_groups(
    shapes: dict[str, Any], provinces: dict[str, Province], mended: Mended
) -> tuple[list[dict[str, str]], list[Any]]:
    """The island groups of the table: the parts of a province whose centre lies in one of the group's boxes."""
    rows, groups = [], []
    for group in mended["islands"]:
        parts = [
            part for part in shapely.get_parts(shapes[group["province"]]) if in_boxes(part, group["boxes"])
        ]
        if not parts:
            raise ValueError(f"no polygon found for {group['name']}")
        country = provinces[group["province"]].country
        row = {"code": group["code"], "name": group["name"], "country": country}
        rows.append(row | {"note": group.get("dispute", "")})
        groups.append(shapely.multipolygons(parts))
    return rows, groups


def in_boxes(shape: Any, boxes: list[list[float]]) -> bool:
    """Whether a shape's centre lies in one of some boxes [south, west, north, east]."""
    centre = shape.centroid
    return any(south <= centre.y <= north and west <= centre.x <= east for south, west, north, east in boxes)


def disc(lat: float, lon: float, radius_m: float, corners: int = 24) -> Any:
    """A geodesic disc as a polygon of the same area."""
    azimuths = np.arange(corners) * 360 / corners
    reach = radius_m * np.sqrt(2 * np.pi / corners / np.sin(2 * np.pi / corners))
    lons, lats, _ = WGS84.fwd(np.full(corners, lon), np.full(corners, lat), azimuths, np.full(corners, reach))
    return shapely.polygons(np.column_stack([lons, lats]))
