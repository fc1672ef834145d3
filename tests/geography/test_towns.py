"""Towns: the right one is found, and an area names who is in it."""

from typing import Any

import pytest

from downrange.errors import PlaceError
from downrange.geography.towns import find_place, places_within


def box(south: float, west: float, north: float, east: float) -> dict[str, Any]:
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "admin"),
    [
        ("Naha", None, 26.21, 127.68, "Okinawa Prefecture"),
        ("naze", "JP", 28.37, 129.48, "Kagoshima Prefecture"),
        ("Ishigaki", None, 24.34, 124.16, "Okinawa Prefecture"),
        ("Pyongyang", None, 39.03, 125.75, "Pyongyang"),
        ("San José", "CR", 9.93, -84.08, "San José"),
        ("san jose", "us", 37.34, -121.89, "California"),
        ("Nuku‘alofa", None, -21.14, -175.20, None),
    ],
)
def test_a_place_is_found(name: str, country: str | None, lat: float, lon: float, admin: str | None) -> None:
    a_tenth_of_a_degree = 0.1
    place = find_place(name, country)
    assert place.lat_deg == pytest.approx(lat, abs=a_tenth_of_a_degree)
    assert place.lon_deg == pytest.approx(lon, abs=a_tenth_of_a_degree)
    assert admin in (None, place.admin)


def test_near_matches_are_named() -> None:
    with pytest.raises(PlaceError, match="Ishigaki"):
        find_place("Ishigakki")
    with pytest.raises(PlaceError, match='"lat,lon"'):
        find_place("")
    with pytest.raises(PlaceError, match="in KP"):
        find_place("Naha", "KP")


def test_places_of_miyako() -> None:
    names = [place.name for place in places_within(box(24.6, 125.1, 25.0, 125.6))]
    assert names[0] == "Miyakojima"
    assert "Hirara" in names


def test_people_of_an_area_beside_a_count() -> None:
    """Okinawa's main island and isles had 1.39 million people in the census of 2020; GeoNames' towns about that."""
    within_a_quarter = 0.25
    okinawa = places_within(box(25.9, 126.5, 27.0, 128.5))
    assert sum(place.population for place in okinawa) == pytest.approx(1.39e6, rel=within_a_quarter)


def test_both_sides_of_the_antimeridian() -> None:
    fiji = places_within(box(-19, 177, -15, 181))
    assert "Suva" in [place.name for place in fiji]
    assert {place.country for place in fiji} == {"FJ"}
    russia = places_within(box(60, 170, 70, 190))
    assert {place.lon_deg < 0 for place in russia} == {True, False}


def test_nobody_lives_on_the_open_sea() -> None:
    assert places_within(box(0, -30, 1, -29)) == ()


def test_the_counts_of_an_area_can_exceed_its_people() -> None:
    """The prefecture of Okinawa had 1,467,480 people in the census of 2020 (Statistics Bureau of Japan)."""
    found = places_within(box(26.0, 127.5, 26.8, 128.4))
    assert {place.admin for place in found} == {"Okinawa Prefecture"}
    assert sum(place.population for place in found) > 1_467_480
