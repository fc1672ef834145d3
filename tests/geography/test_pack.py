"""The pack: what goes in comes out, and every shipped shape is sound."""

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from downrange.geography.pack import (
    STEPS_A_DEGREE,
    PlaceTable,
    decode_layer,
    decode_places,
    encode_layer,
    encode_places,
    layer,
)

DATA = files("downrange") / "data"
GRID = st.integers(-1_800_000, 1_700_000), st.integers(-900_000, 800_000), st.integers(1, 100_000)


@given(st.lists(st.tuples(*GRID, st.text(max_size=12)), min_size=1, max_size=8))
def test_shapes_on_the_grid_come_back_bit_for_bit(made: list[tuple[int, int, int, str]]) -> None:
    shapes = [
        shapely.box(
            west / STEPS_A_DEGREE,
            south / STEPS_A_DEGREE,
            (west + size) / STEPS_A_DEGREE,
            (south + size) / STEPS_A_DEGREE,
        )
        for west, south, size, _ in made
    ]
    rows = [{"name": name} for *_, name in made]
    back = decode_layer(encode_layer(shapes, rows))
    assert [dict(row) for row in back.rows] == rows
    for given_shape, shape in zip(shapes, back.shapes, strict=True):
        assert shape.geom_type == "MultiPolygon"
        assert np.array_equal(shapely.get_coordinates(shape), shapely.get_coordinates(given_shape))


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs", "Zl", "Zp"])),
            st.integers(0, 2**31 - 1),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_places_come_back(made: list[tuple[str, int]]) -> None:
    n = len(made)
    table = PlaceTable(
        np.linspace(-90, 90, n).round(4),
        np.linspace(-180, 180, n).round(4),
        np.array([p for _, p in made]),
        tuple(name for name, _ in made),
        ("JP",) * n,
        ("",) * n,
    )
    back = decode_places(encode_places(table))
    assert back.name == table.name
    assert np.array_equal(back.population, table.population)
    assert np.abs(back.lat_deg - table.lat_deg).max() < 1e-9


def test_what_is_shipped_is_what_the_tool_built() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    for name, sha256 in manifest["outputs"].items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == sha256, name


def test_the_pack_stays_small() -> None:
    fifteen_mb = 15e6
    shipped = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert sum(len((DATA / name).read_bytes()) for name in shipped) < fifteen_mb


@pytest.mark.parametrize(
    "name", ["provinces", "countries", "islands", "waters", "land_10m", "land_50m", "land_110m"]
)
def test_every_shape_is_valid_and_on_the_globe(name: str) -> None:
    shapes = layer(name).shapes
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    west, south, east, north = shapely.bounds(shapes).T
    assert west.min() >= -180
    assert east.max() <= 180
    assert south.min() >= -90
    assert north.max() <= 90
