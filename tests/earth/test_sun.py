"""The sun against published almanac figures, NREL's solar position algorithm and the equation of time."""

import numpy as np
import pytest

from downrange.earth.instants import julian_utc, offset_julian, parse_utc
from downrange.earth.sun import local_solar_time_h, sun_direction_teme, sun_elevation_deg

one_hundredth_degree = 0.01
five_seconds_h = 5 / 3600


def right_ascension_and_declination(time: str) -> tuple[float, float]:
    x, y, z = sun_direction_teme(*julian_utc(parse_utc(time)))
    return float(np.degrees(np.arctan2(y, x)) % 360), float(np.degrees(np.arcsin(z)))


def test_meeus_example_25() -> None:
    """Meeus, Astronomical Algorithms, example 25.b: 1992 October 13 at 0h TD, which is 23:59:01 UTC."""
    ra, dec = right_ascension_and_declination("1992-10-12T23:59:01Z")
    assert ra == pytest.approx(15 * (13 + 13 / 60 + 30.749 / 3600), abs=one_hundredth_degree)
    assert dec == pytest.approx(-(7 + 47 / 60 + 1.74 / 3600), abs=one_hundredth_degree)


@pytest.mark.parametrize(
    ("time", "ra_deg"),
    [
        ("2023-03-20T21:24Z", 0), ("2023-06-21T14:58Z", 90), ("2023-09-23T06:50Z", 180), ("2023-12-22T03:27Z", 270),
        ("2025-03-20T09:01Z", 0), ("2025-06-21T02:42Z", 90), ("2025-09-22T18:19Z", 180), ("2025-12-21T15:03Z", 270),
    ],
)  # fmt: skip
def test_the_seasons_begin_when_the_almanac_says(time: str, ra_deg: float) -> None:
    ra, dec = right_ascension_and_declination(time)
    assert (ra - ra_deg + 180) % 360 - 180 == pytest.approx(0, abs=one_hundredth_degree)
    assert dec == pytest.approx(23.437 * np.sin(np.radians(ra_deg)), abs=one_hundredth_degree)


def test_the_example_of_nrels_solar_position_algorithm() -> None:
    """Reda & Andreas, NREL/TP-560-34302 (2008), table A5.1: 39.872046 degrees before refraction."""
    jd, fraction = julian_utc(parse_utc("2003-10-17T12:30:30-07:00"))
    elevation = sun_elevation_deg(39.742_476, -105.178_6, jd, fraction)
    assert elevation == pytest.approx(39.872_046, abs=one_hundredth_degree)


def equation_of_time_h(days: np.ndarray) -> np.ndarray:
    """Smart, Textbook on Spherical Astronomy (1956), as in Meeus, chapter 28: apparent less mean time."""
    centuries = days / 36_525
    longitude = np.radians(280.466_46 + 36_000.769_83 * centuries)
    anomaly = np.radians(357.529_11 + 35_999.050_29 * centuries)
    e = 0.016_708_634 - 0.000_042_037 * centuries
    y = np.tan(np.radians(23.439_29 - 0.013_004 * centuries) / 2) ** 2
    turn = (
        y * np.sin(2 * longitude) - 2 * e * np.sin(anomaly) + 4 * e * y * np.sin(anomaly) * np.cos(2 * longitude)
        - y**2 / 2 * np.sin(4 * longitude) - 5 / 4 * e**2 * np.sin(2 * anomaly)
    )  # fmt: skip
    return np.degrees(turn) / 15


def test_a_sundial_keeps_the_equation_of_time() -> None:
    start = parse_utc("2000-01-01T12:00:00Z")
    seconds = np.linspace(-20, 40, 4001) * 365.25 * 86_400
    jd, fraction = offset_julian(start, seconds)
    mean_time_h = fraction * 24 + 124.7 / 15
    difference = (local_solar_time_h(124.7, jd, fraction) - mean_time_h + 12) % 24 - 12
    assert np.abs(difference - equation_of_time_h(seconds / 86_400)).max() < five_seconds_h
    assert difference.max() == pytest.approx(16.45 / 60, abs=0.05 / 60)
    assert difference.min() == pytest.approx(-14.25 / 60, abs=0.05 / 60)


def test_a_night_a_published_library_gets_wrong() -> None:
    """2 November 2025 at 01:10 UTC on Greenwich: the sundial is 16.4 minutes ahead, 1.44 h (brahe 1.8.0 differs)."""
    assert local_solar_time_h(0.0, *julian_utc(parse_utc("2025-11-02T01:10:00Z"))) == pytest.approx(
        1.44, abs=0.005
    )


def test_the_sun_is_highest_at_solar_noon_and_places_broadcast() -> None:
    jd, fraction = offset_julian(parse_utc("2023-11-27T00:00:00Z"), np.arange(0, 86_400, 60.0))
    lat, lon = np.array([[38.9], [-33.0], [89.0]]), np.array([[-77.0], [151.0], [10.0]])
    elevation = sun_elevation_deg(lat, lon, jd, fraction)
    time_h = local_solar_time_h(lon, jd, fraction)
    assert elevation.shape == time_h.shape == (3, 1440)
    at_highest = np.take_along_axis(time_h, elevation.argmax(axis=1)[:, None], axis=1)
    np.testing.assert_allclose(at_highest[:2], 12, atol=0.02)
    assert ((time_h >= 0) & (time_h < 24)).all()
