"""Territories: countries, provinces, island groups, and the waters off their shores.

Countries and provinces are Natural Earth's at 1:10m (public domain): de facto control, not legal title. Where
others claim a place too, ``note`` gives it. Islands that Natural Earth leaves out come from GLOBE (public
domain) or from a cited source; see ``data/SOURCES.md``. Waters are distances from the shore line, not legal
limits: neighbours' waters overlap, and baselines, medians and treaties are not drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.errors import PlaceError
from downrange.geography.area_shapes import read_area
from downrange.geography.geography_codes import GeoCode
from downrange.geography.pack import layer
from downrange.geography.shore import land_meeting

Kind = Literal["country", "province", "islands", "waters12", "waters24", "waters200"]
KINDS: tuple[Kind, ...] = ("country", "province", "islands", "waters12", "waters24", "waters200")
NOT_LEGAL_LIMITS = "approximate, from the shore line; not legal limits"


@dataclass(frozen=True, slots=True)
class Territory:
    """A country, province, island group, or the waters within a distance of a country's shore.

    ``code`` is ISO 3166-1 alpha-2 for a country (``JP``), ISO 3166-2 for a province (``JP-47``; Natural Earth's own
    code where ISO has none), ``JP-47-miyako`` for islands, ``JP.12nm`` for waters. ``country`` is ``ZZ`` where the
    land is disputed and no one country is named. ``geometry`` is a valid shapely multi-polygon, longitude first,
    cut at 180 degrees; waters hold everything within the distance, the land included.
    """

    code: str
    name: str
    kind: Kind
    country: str
    geometry: Any
    approximate: bool
    source: str
    note: str = ""


@cache
def territories() -> tuple[Territory, ...]:
    """All countries, provinces and island groups, in this order, each by code."""
    return tuple(
        Territory(
            code=row["code"],
            name=row["name"],
            kind=kind,
            country=row["country"],
            geometry=shape,
            approximate=False,
            source=row["source"],
            note=row["note"],
        )
        for name, kind in _LAND_LAYERS
        for row, shape in _rows(name)
    )


@cache
def coastal_waters() -> tuple[Territory, ...]:
    """The waters within 12, 24 and 200 nautical miles of every country's shore but Antarctica's."""
    return tuple(
        Territory(
            code=row["code"],
            name=row["name"],
            kind=_WATER_KINDS[row["width_nm"]],
            country=row["country"],
            geometry=shape,
            approximate=True,
            source=row["source"],
            note=NOT_LEGAL_LIMITS,
        )
        for row, shape in _rows("waters")
    )


def find_territory(code: str) -> Territory:
    """The territory of a code, upper or lower case. Raises :class:`PlaceError` if there is none."""
    for territory in (*territories(), *coastal_waters()):
        if territory.code.casefold() == code.strip().casefold():
            return territory
    raise PlaceError(GeoCode.NO_TERRITORY, field="code", value=code)


def territories_under(geometry_geojson: Mapping[str, Any], waters: bool = True) -> tuple[Territory, ...]:
    """The territories under an area (or a point, or a line): land first, then waters.

    The order is country, province, islands, waters within 12, 24 and 200 nm, and by code within each. Touching
    counts. Waters count only where some of the area is wet: a point on land has none, a point 5 nm off Naha has
    Japan's three. The high sea (beyond 200 nm, by these approximate lines) gives ``()``.

    Edges are straight in longitude and latitude (RFC 7946); densify long edges first if they are great circles.
    Raises :class:`~downrange.errors.InputError` for what is no GeoJSON.
    """
    area = read_area(geometry_geojson)
    below = [territories()[i] for i in _land_tree().query(area, predicate="intersects")]
    if waters:
        wet = shapely.difference(area, shapely.union_all(land_meeting(area)))
        if not wet.is_empty:
            below += [coastal_waters()[i] for i in _water_tree().query(wet, predicate="intersects")]
    return tuple(sorted(below, key=lambda territory: (KINDS.index(territory.kind), territory.code)))


def candidates(shapes: NDArray[Any], waters: bool) -> tuple[Territory, ...]:
    """Territories whose bounds meet those of any of the shapes: the coarse filter for tracks."""
    found = [territories()[i] for i in np.unique(_land_tree().query(shapes)[1])]
    if waters:
        found += [coastal_waters()[i] for i in np.unique(_water_tree().query(shapes)[1])]
    return tuple(found)


_LAND_LAYERS: tuple[tuple[str, Kind], ...] = (
    ("countries", "country"),
    ("provinces", "province"),
    ("islands", "islands"),
)
_WATER_KINDS: dict[int, Kind] = {12: "waters12", 24: "waters24", 200: "waters200"}


def _rows(name: str) -> Iterator[tuple[Mapping[str, Any], Any]]:
    shipped = layer(name)
    return zip(shipped.rows, shipped.shapes, strict=True)


@cache
def _land_tree() -> shapely.STRtree:
    return shapely.STRtree(np.array([territory.geometry for territory in territories()]))


@cache
def _water_tree() -> shapely.STRtree:
    return shapely.STRtree(np.array([territory.geometry for territory in coastal_waters()]))
