"""Ground places: named positions of interest, read from text or CSV, and their vectors."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.earth.unit_vectors import unit_vectors
from downrange.errors import PlaceError
from downrange.geography.geography_codes import AS_CSV, AS_TEXT, PlaceCode
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import number

_COLUMNS = ("name", "lat", "lon", "alt_m", "why")
_NUMBER = re.compile(r"[+-]?(\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_LIMITS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 360.0), "height": (-500.0, 9000.0)}


@dataclass(frozen=True, slots=True)
class GroundPlace:
    """A named place: geodetic WGS84 degrees, metres above the ellipsoid, and why it is of interest.

    Raises PlaceError for what is not a latitude, a longitude from -180 to 360 or a height from -500 to 9000 m.
    """

    name: str
    lat_deg: float
    lon_deg: float
    alt_m: float = 0.0
    why: str = ""

    def __post_init__(self) -> None:
        number(self.lat_deg, "lat_deg", _LIMITS["latitude"], PlaceError)
        number(self.lon_deg, "lon_deg", _LIMITS["longitude"], PlaceError)
        number(self.alt_m, "alt_m", _LIMITS["height"], PlaceError)


def parse_place(text: str) -> GroundPlace:
    """Read ``lat,lon[,alt_m]``; the text itself becomes the name. PlaceError gives the right form."""
    cells = [cell.strip() for cell in text.split(",")]
    if len(cells) not in (2, 3):
        raise PlaceError(PlaceCode.NOT_A_PLACE, value=text)
    return _place(text.strip(), cells, "", None, AS_TEXT)


def read_places(text: str, where: str = "places") -> tuple[GroundPlace, ...]:
    """Read a CSV of places, ``name,lat,lon[,alt_m[,why]]``, with or without that line as its header.

    Blank lines and lines that begin with ``#`` are left out. PlaceError names the line (`where`, line n).
    """
    places: list[GroundPlace] = []
    columns: tuple[str, ...] | None = None
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for cells in rows:
            at = f"{where}, line {rows.line_num}"
            cells = [cell.strip() for cell in cells]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if columns is None:
                columns = _header(cells, at)
                if cells[0].lower() in _COLUMNS:
                    continue
            if len(cells) > len(columns):
                raise PlaceError(PlaceCode.TOO_MANY_CELLS, where=at, cells=len(cells), columns=len(columns))
            row = dict(zip(columns, cells, strict=False))
            numbers = [row.get(name, "") for name in ("lat", "lon", "alt_m")]
            places.append(_place(row["name"], numbers, row.get("why", ""), at, AS_CSV))
    except csv.Error as error:
        at = f"{where}, line {rows.line_num}"
        raise PlaceError(PlaceCode.NOT_CSV, where=at, reason=str(error)) from None
    if not places:
        raise PlaceError(PlaceCode.NO_PLACES, where=where)
    return tuple(places)


def place_vectors(places: Sequence[GroundPlace]) -> tuple[Floats, Floats]:
    """Earth-fixed positions in km and unit verticals of P places, (3, P) each."""
    lat, lon, alt_m = coordinates(places)
    return geodetic_to_ecef_m(lat, lon, alt_m) / 1000.0, unit_vectors(lat, lon)


def coordinates(places: Sequence[GroundPlace]) -> Floats:
    """Latitudes and longitudes in degrees and heights in metres of P places, (3, P)."""
    return np.array([(p.lat_deg, p.lon_deg, p.alt_m) for p in places], dtype=np.float64).reshape(-1, 3).T


def _header(cells: list[str], at: str) -> tuple[str, ...]:
    """The columns that the first line names, or the usual ones where it is already a place."""
    names = tuple(cell.lower() for cell in cells)
    if names[0] not in _COLUMNS:
        return _COLUMNS
    unknown = [name for name in names if name not in _COLUMNS]
    missing = [name for name in ("name", "lat", "lon") if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        code = PlaceCode.UNKNOWN_COLUMNS if unknown else PlaceCode.MISSING_COLUMNS
        raise PlaceError(code, where=at, unknown=", ".join(unknown), known=", ".join(_COLUMNS))
    return names


def _place(name: str, numbers: Sequence[str], why: str, at: str | None, written_as: str) -> GroundPlace:
    lat, lon, alt = [*numbers, "", ""][:3]
    if not name:
        raise PlaceError(PlaceCode.NO_NAME, where=at)
    lat_deg = _number(lat, "latitude", at, written_as)
    lon_deg = _number(lon, "longitude", at, written_as)
    alt_m = _number(alt, "height", at, written_as) if alt else 0.0
    return GroundPlace(name, lat_deg, lon_deg - 360.0 if lon_deg > 180.0 else lon_deg, alt_m, why)


def _number(text: str, what: str, at: str | None, written_as: str) -> float:
    low, high = _LIMITS[what]
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not low <= value <= high:
        raise PlaceError(
            PlaceCode.BAD_COORDINATE,
            where=at,
            field=what,
            value=text,
            low=low,
            high=high,
            written_as=written_as,
        )
    return value
