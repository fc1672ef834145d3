"""Whose territory lies where: the places that a launch over the Ryukyus makes matter, and the far corners."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from downrange.errors import InputError, PlaceError
from downrange.geography.area_shapes import read_area
from downrange.geography.shore import is_land
from downrange.geography.territories import coastal_waters, find_territory, territories, territories_under

WGS84 = Geod(ellps="WGS84")
METRES_A_NM = 1852.0
DOKDO, OKINOTORI, NAZE, NAHA = (
    (37.2417, 131.8667),
    (20.4222, 136.0811),
    (28.3777, 129.4937),
    (26.2124, 127.6792),
)


def point(lat: float, lon: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def codes(lat: float, lon: float, waters: bool = False) -> list[str]:
    return [territory.code for territory in territories_under(point(lat, lon), waters=waters)]


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (*NAHA, ["JP", "JP-47", "JP-47-okinawa"]),
        (*NAZE, ["JP", "JP-46", "JP-46-amami"]),
        (27.81, 128.93, ["JP", "JP-46", "JP-46-amami"]),  # Tokunoshima
        (27.37, 128.57, ["JP", "JP-46", "JP-46-amami"]),  # Okinoerabu
        (27.04, 128.43, ["JP", "JP-46", "JP-46-amami"]),  # Yoron
        (27.858, 128.237, ["JP", "JP-47", "JP-47-okinawa"]),  # Io-Torishima is Okinawa's
        (27.045, 127.968, ["JP", "JP-47", "JP-47-okinawa"]),  # Iheya
        (26.93, 127.935, ["JP", "JP-47", "JP-47-okinawa"]),  # Izena, from GLOBE
        (24.665, 124.70, ["JP", "JP-47", "JP-47-miyako"]),  # Tarama, from GLOBE
        (24.79, 125.30, ["JP", "JP-47", "JP-47-miyako"]),
        (24.40, 124.17, ["JP", "JP-47", "JP-47-yaeyama"]),  # Ishigaki
        (24.058, 123.787, ["JP", "JP-47", "JP-47-yaeyama"]),  # Hateruma, from GLOBE
        (24.2394, 124.0147, ["JP", "JP-47", "JP-47-yaeyama"]),  # Kuroshima
        (25.7444, 123.4739, ["JP", "JP-47", "JP-47-senkaku"]),  # Uotsuri, moved
        (25.84, 131.24, ["JP", "JP-47", "JP-47-daito"]),
        (24.4672, 131.1878, ["JP", "JP-47", "JP-47-daito"]),  # Oki-Daito
        (*OKINOTORI, ["JP", "JP-13", "JP-13-okinotori"]),
        (*DOKDO, ["KR", "KR-47", "KR-47-dokdo"]),
        (37.50, 130.86, ["KR", "KR-47", "KR-47-ulleung"]),
        (37.965, 124.665, ["KR", "KR-28"]),  # Baengnyeong: Incheon's
        (37.666, 125.70, ["KR", "KR-28"]),  # Yeonpyeong
        (37.72, 126.43, ["KR", "KR-28"]),  # Ganghwa
        (33.942, 126.323, ["KR", "KR-49", "KR-49-jeju"]),  # Chuja: Jeju's, from GLOBE
        (33.38, 126.55, ["KR", "KR-49", "KR-49-jeju"]),
        (30.40, 130.97, ["JP", "JP-46", "JP-46-osumi"]),  # Tanegashima
        (20.76, 121.84, ["PH", "PH-BTN", "PH-BTN-batanes"]),
        (19.52, 121.95, ["PH", "PH-CAG", "PH-CAG-babuyan"]),
        (17.61, 121.73, ["PH", "PH-CAG"]),  # Tuguegarao, Luzon
        (26.155, 119.94, ["TW", "TW-LIE"]),  # Matsu: Taiwan's, off Fujian
        (24.43, 118.24, ["TW", "TW-KIN"]),  # Lieyu, 5 km off Xiamen
        (20.705, 116.72, ["TW", "TW-KHH"]),  # Pratas
        (39.66, 124.705, ["KP", "KP-03"]),  # Sohae
        (-16.8, -179.97, ["FJ", "FJ-N"]),  # Taveuni, east of 180
        (-16.6, 179.0, ["FJ", "FJ-N"]),  # Vanua Levu
        (71.2, -179.5, ["RU", "RU-CHU"]),  # Wrangel, east of 180
        (-90.0, 0.0, ["AQ", "AQ-X01~"]),
    ],
)
def test_who_lies_under_a_place(lat: float, lon: float, expected: list[str]) -> None:
    assert codes(lat, lon) == expected


@pytest.mark.parametrize(("lat", "lon"), [(-5.0, -20.0), (90.0, 0.0), (30.0, 170.0), (-48.9, -123.4)])
def test_the_high_sea_is_nobodys(lat: float, lon: float) -> None:
    assert codes(lat, lon, waters=True) == []


def test_five_miles_off_okinawa_is_in_its_waters_and_not_on_land() -> None:
    # West of Cape Zanpa (26.4410 N 127.7115 E).
    lon, lat, _ = WGS84.fwd(127.7115, 26.4410, 270, 5 * METRES_A_NM)
    assert codes(lat, lon, waters=True) == ["JP.12nm", "JP.24nm", "JP.200nm"]
    assert not is_land(lat, lon)
    assert codes(*NAHA, waters=True)[-1] == "JP-47-okinawa", "a point on land has no waters"


def test_disputed_islands_say_so() -> None:
    for code in (
        "JP-47-senkaku",
        "KR-47-dokdo",
        "RU-SAK-kuril-south",
        "CN-X01~",
        "ZZ-Spratly",
        "ZZ-Scarborough",
    ):
        assert find_territory(code).note.startswith("disputed"), code
    assert "Natural Earth" in find_territory("UA-43").note


def test_codes_are_unique_and_japan_is_whole() -> None:
    everything = (*territories(), *coastal_waters())
    assert Counter(t.code.casefold() for t in everything).most_common(1)[0][1] == 1
    provinces = Counter(t.country for t in territories() if t.kind == "province")
    assert provinces["JP"] == 47
    assert provinces["KR"] == 17
    assert {t.kind for t in territories()} == {"country", "province", "islands"}
    assert all(t.approximate and "not legal limits" in t.note for t in coastal_waters())


def test_area_of_countries_against_the_published() -> None:
    """Total area in square kilometres, CIA World Factbook; the outline is coarse and lakes count as land."""
    one_percent = 0.01
    for code, published_km2 in {
        "JP": 377_915,
        "KP": 120_538,
        "PH": 300_000,
        "IS": 103_000,
        "TW": 35_980,
    }.items():
        area_km2 = (
            abs(WGS84.geometry_area_perimeter(shapely.force_2d(find_territory(code).geometry))[0]) / 1e6
        )
        assert area_km2 == pytest.approx(published_km2, rel=3 * one_percent), code


@pytest.mark.parametrize(
    ("lat", "lon", "azimuth", "country", "shore"),
    [
        (24.7197, 125.4667, 90, "JP", "Cape Higashi-hennazaki, Miyako"),
        (20.4222, 136.0811, 180, "JP", "Okinotori"),
    ],
)
def test_waters_end_at_their_distance(
    lat: float, lon: float, azimuth: float, country: str, shore: str
) -> None:
    one_mile = 1.0
    for width_nm in (12, 24, 200):
        zone = find_territory(f"{country}.{width_nm}nm").geometry
        for off_nm, expected in ((width_nm - one_mile, True), (width_nm + one_mile + 0.8, False)):
            east, north, _ = WGS84.fwd(lon, lat, azimuth, off_nm * METRES_A_NM)
            if width_nm < 200 or shore == "Okinotori":
                assert zone.contains(shapely.Point(east, north)) is expected, (shore, width_nm, off_nm)


def test_waters_against_distance_to_the_shore() -> None:
    """Points strewn about Fiji (both sides of 180): inside the zone exactly if the nearest vertex is near enough."""
    random = np.random.default_rng(7)
    fiji = find_territory("FJ").geometry
    shore = shapely.get_coordinates(shapely.segmentize(fiji, 0.01))
    lat, lon = random.uniform(-23, -12, 300), random.uniform(174, 184, 300)
    lon = (lon + 180) % 360 - 180
    nearest_nm = np.array(
        [
            np.min(WGS84.inv(np.full(len(shore), x), np.full(len(shore), y), shore[:, 0], shore[:, 1])[2])
            / METRES_A_NM
            for x, y in zip(lon, lat, strict=True)
        ]
    )
    one_mile_and_a_half = 1.5
    for width_nm in (12, 24, 200):
        zone = find_territory(f"FJ.{width_nm}nm").geometry
        inside = shapely.intersects_xy(zone, lon, lat) & ~shapely.intersects_xy(fiji, lon, lat)
        sure = np.abs(nearest_nm - width_nm) > one_mile_and_a_half
        on_land = shapely.intersects_xy(fiji, lon, lat)
        assert np.array_equal(inside[sure & ~on_land], (nearest_nm < width_nm)[sure & ~on_land]), width_nm
        assert inside.any()


def test_an_area_over_the_antimeridian_however_it_is_written() -> None:
    beyond = {
        "type": "Polygon",
        "coordinates": [[[176, -20], [184, -20], [184, -15], [176, -15], [176, -20]]],
    }
    jumps = {
        "type": "Polygon",
        "coordinates": [[[176, -20], [-176, -20], [-176, -15], [176, -15], [176, -20]]],
    }
    clockwise = {"type": "Polygon", "coordinates": [jumps["coordinates"][0][::-1]]}
    for area in (beyond, jumps, clockwise):
        shape = read_area(area)
        assert shape.is_valid
        assert shape.area == pytest.approx(40)
        assert "FJ" in [t.code for t in territories_under(area)]


def test_a_ring_that_crosses_itself_is_what_it_encloses() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[127, 26], [128, 27], [128, 26], [127, 27], [127, 26]]]}
    assert read_area(bow_tie).area == pytest.approx(0.5)


def test_a_line_and_points_over_the_antimeridian() -> None:
    line = {"type": "LineString", "coordinates": [[178.5, -16.6], [-178, -16.6]]}
    assert "FJ" in [t.code for t in territories_under(line)]
    gathered = {"type": "GeometryCollection", "geometries": [line, point(-16.8, 180.03)]}
    assert "FJ" in [t.code for t in territories_under({"type": "Feature", "geometry": gathered})]
    features = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": point(*NAHA)}]}
    assert "JP-47" in [t.code for t in territories_under(features)]


def test_a_cap_about_the_pole_holds_the_pole() -> None:
    cap = {"type": "Polygon", "coordinates": [[[lon, -80] for lon in (0, -90, 180, 90, 0)]]}
    assert read_area(cap).intersects(shapely.Point(45, -89))
    assert "AQ" in [t.code for t in territories_under(cap)]


def test_a_ring_that_crosses_itself_over_the_antimeridian() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[177, 0], [-179, 1], [-179, 0], [177, 1], [177, 0]]]}
    assert read_area(bow_tie).area == pytest.approx(2.0)


CORNERS = st.lists(st.tuples(st.integers(-200, 200), st.integers(-90, 90)), min_size=3, max_size=7)


@given(CORNERS)
def test_any_ring_is_read_soundly_or_refused(corners: list[tuple[int, int]]) -> None:
    ring = [list(corner) for corner in [*corners, corners[0]]]
    try:
        shape = read_area({"type": "Polygon", "coordinates": [ring]})
    except InputError:
        return
    assert shape.is_valid
    if not shape.is_empty:
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


def test_antarctica_passes_through_unharmed() -> None:
    shape = find_territory("AQ").geometry
    assert read_area(shapely.geometry.mapping(shape)).area == pytest.approx(shape.area)


@pytest.mark.parametrize(
    "area",
    [
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1]]]},
        {"type": "Polygon", "coordinates": "nonsense"},
        {"type": "Point", "coordinates": [127, float("nan")]},
        {"type": "Point", "coordinates": [26, 127]},
        {"type": "Feature", "geometry": None},
        {"type": "Circle", "coordinates": [1, 2]},
    ],
)
def test_what_is_no_area_is_refused(area: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="GeoJSON"):
        territories_under(area)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(PlaceError, match="XX-99"):
        find_territory("XX-99")
