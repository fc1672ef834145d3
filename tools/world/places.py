"""Populated places of GeoNames, trimmed to what a footprint needs: name, country, province, position, people."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from downrange.geography.pack import PlaceTable

NEAR_DEG = 0.1  # a town this far off its province's shore line still belongs to it


def read_cities(path: Path) -> dict[str, np.ndarray]:
    """The columns of GeoNames' places of more than 500 people (and seats of administration)."""
    cities = sorted(json.loads(path.read_text(encoding="utf-8")).values(), key=_order)
    return {
        "name": np.array([" ".join(c["name"].split()) for c in cities]),
        "country": np.array([c["countrycode"] for c in cities]),
        "lat": np.array([c["latitude"] for c in cities]),
        "lon": np.array([c["longitude"] for c in cities]),
        "population": np.array([c["population"] for c in cities]),
    }


def place_table(
    cities: Mapping[str, np.ndarray], shapes: Sequence[Any], provinces: Sequence[Mapping[str, str]]
) -> PlaceTable:
    """The table to ship, each place with the name of the province it lies in, or off whose shore it lies.

    Places without a count of people are kept, with a population of 0.
    """
    points = shapely.points(cities["lon"], cities["lat"])
    province = np.full(len(points), -1)
    inside, point = shapely.STRtree(points).query(shapes, predicate="contains")
    province[point] = inside
    off = np.flatnonzero(province < 0)
    found, nearest = shapely.STRtree(shapes).query_nearest(
        points[off], max_distance=NEAR_DEG, all_matches=False
    )
    province[off[found]] = nearest
    admin = tuple(provinces[i]["name"] if i >= 0 else "" for i in province)
    names, countries = tuple(cities["name"].tolist()), tuple(cities["country"].tolist())
    return PlaceTable(cities["lat"], cities["lon"], cities["population"], names, countries, admin)


def _order(city: dict[str, str]) -> tuple[str, str, int]:
    return city["countrycode"], city["admin1code"], -int(city["population"])
