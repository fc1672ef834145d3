"""Land or sea, and the lines of a map."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from downrange.errors import InputError
from downrange.geography.pack import place_table
from downrange.geography.shore import borders, coastline, is_land, land, land_within

BOX = st.tuples(st.floats(-88, 80), st.floats(-179, 170), st.floats(0.5, 8), st.floats(0.5, 8))


def test_is_land_agrees_with_the_outline_it_came_from() -> None:
    """Strewn over the Ryukyus, Korea and Luzon: wrong only within half a row (232 m) of a shore."""
    random = np.random.default_rng(3)
    lat, lon = random.uniform(10, 45, 20_000), random.uniform(120, 140, 20_000)
    outline = shapely.clip_by_rect(land("10m"), 119, 9, 141, 46)
    shapely.prepare(outline)
    wrong = np.flatnonzero(is_land(lat, lon) != shapely.intersects_xy(outline, lon, lat))
    half_a_row_deg = 0.5 / 240
    to_shore = shapely.distance(shapely.boundary(outline), shapely.points(lon[wrong], lat[wrong]))
    assert len(wrong) < 60
    assert (to_shore <= half_a_row_deg).all()


def test_towns_stand_on_land() -> None:
    """GeoNames is independent of the outline: of its places, 98 in 100 stand on the land at 1:10m."""
    table = place_table()
    assert is_land(table.lat_deg, table.lon_deg).mean() > 0.98


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (20.4222, 136.0811, True), (37.2417, 131.8667, True), (25.7444, 123.4739, True), (24.4672, 131.1878, True),
        (26.2124, 127.6792, True), (25.0, 128.5, False), (0, -30, False), (42.0, 51.0, False),
        (-16.8, -179.97, True), (-16.8, 180.03, True), (71.2, 540.5, True), (-75.0, 180.0, False),
        (-85.0, 180.0, True), (-90, 0, True), (90, 0, False),
    ],
)  # fmt: skip
def test_is_land_at_known_places(lat: float, lon: float, expected: bool) -> None:
    assert bool(is_land(lat, lon)) is expected


def test_is_land_keeps_the_shape_of_its_question() -> None:
    assert is_land(26.2, 127.7).shape == ()
    assert is_land(np.zeros((3, 1)), np.zeros(4)).shape == (3, 4)
    assert is_land([], []).shape == (0,)


@given(BOX)
def test_shores_and_land_stay_in_the_box(box: tuple[float, float, float, float]) -> None:
    south, west, height, width = box
    north, east = south + height, west + width
    for line in coastline(south, west, north, east, "110m"):
        assert line.shape[0] == 2
        assert line.shape[1] >= 2
        assert south - 1e-9 <= line[0].min() <= line[0].max() <= north + 1e-9
        assert west - 1e-9 <= line[1].min() <= line[1].max() <= east + 1e-9
    ground = land_within(south, west, north, east, "110m")
    assert ground.is_valid
    expected = shapely.intersection(land("110m"), shapely.box(west, south, east, north))
    assert ground.area == pytest.approx(expected.area)


@pytest.mark.parametrize("detail", ["10m", "50m", "110m"])
def test_land_is_whole_at_every_detail(detail: str) -> None:
    """A continent each, both sides of 180 in Chukotka, and the south pole; against the area of the finest land."""
    one_percent = 0.01
    ground = land(detail)
    for lat, lon in [
        (35, 105),
        (20, 10),
        (40, -100),
        (-10, -55),
        (-25, 134),
        (68, 179.5),
        (68, -179),
        (-89, 0),
    ]:
        assert ground.contains(shapely.Point(lon, lat)), (lat, lon)
    assert not ground.contains(shapely.Point(0, 89))
    assert ground.area == pytest.approx(land("10m").area, rel=one_percent)


@pytest.mark.parametrize("detail", ["10m", "50m", "110m"])
def test_no_stroke_runs_along_the_seams_of_the_data(detail: str) -> None:
    for lat, lon in coastline(-90, -180, 90, 180, detail):
        along_180 = (np.abs(lon[1:]) >= 180) & (np.abs(lon[:-1]) >= 180)
        along_pole = (lat[1:] < -89.99) & (lat[:-1] < -89.99)
        assert not (along_180 | along_pole).any()


def test_a_box_over_the_antimeridian_is_drawn_in_one_piece() -> None:
    lines = coastline(-20, 176, -15, -177, "10m")
    lon = np.concatenate([line[1] for line in lines])
    assert 176 <= lon.min() < 180 < lon.max() <= 183
    west, _, east, _ = land_within(-20, 176, -15, -177, "10m").bounds
    assert 176 <= west < 180 < east <= 183


def test_borders_of_korea() -> None:
    lat, lon = np.concatenate(borders(33, 124, 43, 131), axis=1)
    assert ((np.abs(lat - 37.95) < 0.1) & (np.abs(lon - 126.67) < 0.1)).any(), "Panmunjom lies on a border"


@pytest.mark.parametrize(
    "box", [(10, 0, 5, 10), (-91, 0, 5, 10), (0, 0, 1, 0), (0, -200, 1, 0), (0, np.nan, 1, 0)]
)
def test_a_box_off_the_globe_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(InputError, match="not on the globe"):
        coastline(*box)


def test_an_unknown_detail_is_refused() -> None:
    with pytest.raises(InputError, match="10m, 50m and 110m"):
        land("1m")  # type: ignore[arg-type]
