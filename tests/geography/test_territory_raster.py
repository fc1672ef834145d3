"""The raster of territories, beside point-in-polygon tests and areas of the same outlines."""

import tracemalloc

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.geography.territories import Territory, coastal_waters, territories
from downrange.geography.territory_cells import CELLS_A_DEGREE, COLUMNS, territory_cells
from downrange.geography.territory_raster import ROWS_A_DEGREE, TerritoryRaster, territory_raster

HALF_A_ROW_DEG = 0.5 / ROWS_A_DEGREE
FAR_EAST = ("KR", "KP", "JP", "TW", "PH")


def _made(shapes: list[shapely.Geometry]) -> TerritoryRaster:
    return territory_raster(
        [
            Territory(f"X{k}", "made up", "country", "X", shapely.multipolygons([shape]), False, "made up")
            for k, shape in enumerate(shapes)
        ]
    )


def test_land_and_waters_agree_with_the_outlines_they_came_from() -> None:
    """Land and waters about the East China Sea: wrong only within half a row of an edge."""
    chosen = [
        each
        for each in (*territories(), *coastal_waters())
        if each.country in FAR_EAST and each.kind != "islands"
    ]
    random = np.random.default_rng(4)
    lat, lon = random.uniform(15, 42, 6000), random.uniform(118, 140, 6000)
    inside = territory_raster(chosen).inside(lat, lon)
    assert len(chosen) > 100
    for territory, found in zip(chosen, inside, strict=True):
        shapely.prepare(territory.geometry)
        wrong = np.flatnonzero(found != shapely.contains_xy(territory.geometry, lon, lat))
        off_deg = shapely.distance(
            shapely.boundary(territory.geometry), shapely.points(lon[wrong], lat[wrong])
        )
        assert (off_deg <= HALF_A_ROW_DEG).all(), territory.code


SQUARE = st.tuples(st.floats(-85, 84), st.floats(-179, 177), st.floats(0.02, 1), st.floats(0.02, 2))


@given(st.lists(SQUARE, max_size=6), st.integers(0, 2**32 - 1))
def test_overlapping_boxes_keep_their_sets(boxes: list[tuple[float, ...]], seed: int) -> None:
    """Any boxes, one over the other: a point is in the set of those that a comparison of numbers says."""
    shapes = [shapely.box(west, south, west + wide, south + high) for south, west, high, wide in boxes]
    random = np.random.default_rng(seed)
    near = random.integers(0, max(len(boxes), 1), 40)
    south, west = (np.array([box[k] for box in boxes] or [0.0])[near] for k in (0, 1))
    lat, lon = south + random.uniform(-0.5, 1.5, 40), west + random.uniform(-1, 3, 40)
    row_lat = (np.floor((lat + 90) * ROWS_A_DEGREE) + 0.5) / ROWS_A_DEGREE - 90  # where the raster judges it
    inside = _made(shapes).inside(lat, lon)
    for (box_south, box_west, high, wide), found in zip(boxes, inside, strict=True):
        expected = (
            (row_lat > box_south) & (row_lat < box_south + high) & (lon >= box_west) & (lon < box_west + wide)
        )
        clear = np.abs(lon - box_west) + np.abs(lon - box_west - wide) > 1e-9 + wide
        clear |= expected
        assert (found == expected)[clear].all()


def test_longitudes_of_any_turn_and_places_off_the_globe() -> None:
    raster = _made([shapely.box(170, 10, 180, 12)])
    found = raster.inside(
        np.array([11.0, 11.0, 11.0, 11.0, np.nan, 95.0]), np.array([175, -185, 535, -175, 175, 175])
    )
    assert found[0].tolist() == [True, True, True, False, False, False]


def test_no_territories_hold_nothing() -> None:
    assert territory_raster((), 0.0, 0.0).labels(np.array([0.0]), np.array([0.0])).tolist() == [0]
    assert territory_raster(()).inside(np.zeros(3), np.zeros(3)).shape == (0, 3)


def test_cells_have_the_area_of_the_shapes() -> None:
    """Authority: areas in Lambert's cylinder (x lon, y sin lat), which keeps them, on the same sphere."""
    chosen = [each for each in territories() if each.code in ("JP-47", "KR", "KP-05", "TW")]
    raster = territory_raster([*chosen, coastal_waters()[0]])
    cells = territory_cells(raster, np.array([True] * len(chosen) + [False]))
    for place, territory in enumerate(chosen):
        flat = shapely.transform(
            territory.geometry,
            lambda at: np.column_stack([np.radians(at[:, 0]), np.sin(np.radians(at[:, 1]))]),
        )
        found = cells.area_m2[cells.territory == place].sum()
        assert found == pytest.approx(flat.area * MEAN_RADIUS_M**2, rel=0.02), territory.code
    assert cells.territory.max() < len(chosen)


def test_a_box_fills_the_cells_it_covers() -> None:
    raster = _made([shapely.box(10.0, 20.0, 10.5, 20.25)])
    cells = territory_cells(raster, np.array([True]))
    filled = np.repeat(np.arange(len(cells.start) - 1), np.diff(cells.start))
    assert (filled % COLUMNS).tolist() == [190 * CELLS_A_DEGREE, 190 * CELLS_A_DEGREE + 1]
    assert set(filled // COLUMNS + cells.first_row) == {110 * CELLS_A_DEGREE}
    assert cells.area_m2[0] == pytest.approx(cells.area_m2[1])


def test_cells_of_all_the_earth_take_the_room_of_one_row_of_them() -> None:
    """Found: a body that falls nearly around the Earth asked for 28 GB, cells times territories."""
    chosen = [each for each in territories() if each.kind == "country"][:40]
    raster = territory_raster(chosen, -90.0, 90.0)
    tracemalloc.start()
    territory_cells(raster, np.ones(len(chosen), dtype=bool))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120e6, "dense cells alone were 332 MB"
