"""World data shipped with the package: the format of its layers and places, and their readers.

A *layer* is a list of shapes with one row of attributes each, kept in one ``.npz`` file. Coordinates are whole
ten-thousandths of a degree (11 m at the equator), stored as steps from one vertex to the next, which deflates to
about three bytes a vertex; ring, part and shape boundaries are the offsets of shapely's ragged arrays. Nothing is
pickled. ``tools/build_data.py`` writes the layers; ``data/SOURCES.md`` names the sources and their licences.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.kernel.package_data import table_bytes

STEPS_A_DEGREE = 10_000
_GATHERED: Mapping[shapely.GeometryType, Callable[[list[Any]], Any]] = {
    shapely.GeometryType.POLYGON: shapely.multipolygons,
    shapely.GeometryType.LINESTRING: shapely.multilinestrings,
}


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes (multi-polygons or multi-lines, longitude first, degrees) and one row of attributes a shape."""

    shapes: NDArray[Any]
    rows: tuple[Mapping[str, Any], ...]


def encode_layer(shapes: Sequence[Any], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Pack shapes of one kind (all polygonal, or all lines) and their rows into the bytes of a layer file.

    Coordinates are rounded to the grid of 1/10000 degree; what lies on that grid comes back bit for bit.
    """
    many = np.array([_as_many(shape) for shape in shapes], dtype=object)
    kind, coordinates, offsets = shapely.to_ragged_array(many, include_z=False)
    grid = np.rint(coordinates * STEPS_A_DEGREE).astype(np.int32)
    arrays = {f"offsets_{level}": offset.astype(np.int32) for level, offset in enumerate(offsets)}
    blob = io.BytesIO()
    np.savez_compressed(
        blob,
        kind=np.array(int(kind)),
        steps=np.diff(grid, axis=0, prepend=np.zeros((1, 2), np.int32)).T,
        rows=_as_bytes([json.dumps(list(rows), ensure_ascii=False)]),
        **arrays,  # type: ignore[arg-type]
    )
    return blob.getvalue()


def decode_layer(blob: bytes) -> Layer:
    """Unpack what :func:`encode_layer` packed."""
    with np.load(io.BytesIO(blob), allow_pickle=False) as npz:
        coordinates = np.cumsum(npz["steps"], axis=1).T / STEPS_A_DEGREE
        offsets = tuple(npz[name] for name in sorted(npz.files) if name.startswith("offsets_"))
        rows = json.loads(npz["rows"].tobytes())
        kind = shapely.GeometryType(int(npz["kind"]))
    shapes = shapely.from_ragged_array(kind, np.ascontiguousarray(coordinates), offsets)
    return Layer(shapes, tuple(rows))


@cache
def layer(name: str) -> Layer:
    """A layer of the shipped pack by name, read once a process: ``provinces``, ``countries``, ``land_50m``..."""
    return decode_layer(table_bytes(f"{name}.npz"))


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All populated places, column by column (P places): degrees, people, and names."""

    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    population: NDArray[np.int64]
    name: tuple[str, ...]
    country: tuple[str, ...]
    admin: tuple[str, ...]


def encode_places(table: PlaceTable) -> bytes:
    """Pack a place table; positions are rounded to 1/10000 degree."""
    countries, country = np.unique(table.country, return_inverse=True)
    admins, admin = np.unique(table.admin, return_inverse=True)
    blob = io.BytesIO()
    np.savez_compressed(
        blob,
        where=np.rint(np.stack([table.lat_deg, table.lon_deg]) * STEPS_A_DEGREE).astype(np.int32),
        population=table.population.astype(np.int32),
        name=_as_bytes(table.name),
        country=country.astype(np.int16),
        countries=_as_bytes(countries),
        admin=admin.astype(np.int16),
        admins=_as_bytes(admins),
    )
    return blob.getvalue()


def decode_places(blob: bytes) -> PlaceTable:
    """Unpack what :func:`encode_places` packed."""
    with np.load(io.BytesIO(blob), allow_pickle=False) as npz:
        lat, lon = npz["where"] / STEPS_A_DEGREE
        countries, admins = _as_lines(npz["countries"]), _as_lines(npz["admins"])
        return PlaceTable(
            lat_deg=lat,
            lon_deg=lon,
            population=npz["population"].astype(np.int64),
            name=tuple(_as_lines(npz["name"])),
            country=tuple(map(countries.__getitem__, npz["country"].tolist())),
            admin=tuple(map(admins.__getitem__, npz["admin"].tolist())),
        )


@cache
def place_table() -> PlaceTable:
    """The shipped places, read once a process."""
    return decode_places(table_bytes("places.npz"))


def _as_many(shape: Any) -> Any:
    """The multi-part form of a shape, so that all shapes of a layer are of one kind."""
    gather = _GATHERED.get(shapely.GeometryType(shapely.get_type_id(shape)))
    return shape if gather is None else gather([shape])


def _as_bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _as_lines(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode().split("\n")
