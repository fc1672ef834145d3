"""Passes and views against Skyfield, which turns TEME to the ground by code of its own."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar
from skyfield.api import EarthSatellite, load, wgs84

from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.ground_track import ground_track
from downrange.orbit.overflight.passes import find_passes

a_fiftieth_s = 0.02
a_hundredth_deg = 0.01
twenty_metres_km = 0.02  # UT1 - UTC, which Skyfield knows and we are not given, turns the ground by 5 m
a_hundred_metres_deg = 0.001

SCALE = load.timescale(builtin=True)
MALLIGYONG_LIKE = (
    "1 58400U 23179A   23339.00000000  .00000000  00000-0  19000-3 0  9992",
    "2 58400  97.4300   5.0000 0017000 200.0000 160.0000 15.21000000  1004",
)
# The elements of Molniya 1-29 in the SGP4 verification set (Vallado et al., AIAA 2006-6753).
MOLNIYA = (
    "1 09880U 77021A   06176.56157475  .00000421  00000-0  10000-3 0  9814",
    "2 09880  64.5968 349.3786 7069051 270.0229  16.3320  2.00813614112380",
)
PLACES = [
    GroundPlace("Pyongyang", 39.0425, 125.71, 30),
    GroundPlace("White House", 38.8977, -77.0365, 18),
    GroundPlace("Suva", -18.14, 178.44, 0),
    GroundPlace("near the pole", 89.5, 0, 0),
    GroundPlace("Quito", -0.18, -78.47, 2850),
    GroundPlace("McMurdo", -77.85, 166.67, 10),
]


def altitude(satellite: EarthSatellite, place: GroundPlace, start: datetime):
    """Skyfield's geometric altitude, deg, as a function of seconds after `start`."""
    view = satellite - wgs84.latlon(place.lat_deg, place.lon_deg, place.alt_m)
    begin = SCALE.from_datetime(start)

    def at(seconds):
        return (
            view.at(SCALE.tt_jd(begin.whole, begin.tt_fraction + np.asarray(seconds) / 86400))
            .altaz()[0]
            .degrees
        )

    return at


@pytest.mark.parametrize(("tle", "start", "days", "limit"), [
    (MALLIGYONG_LIKE, datetime(2023, 12, 5, tzinfo=UTC), 2, 10.0),
    (MALLIGYONG_LIKE, datetime(2023, 12, 5, tzinfo=UTC), 1, -2.0),
    (MOLNIYA, datetime(2006, 6, 26, tzinfo=UTC), 2, 10.0),
])  # fmt: skip
def test_times_of_passes(tle: tuple[str, str], start: datetime, days: int, limit: float) -> None:
    satellite = EarthSatellite(*tle, ts=SCALE)
    end = start + timedelta(days=days)
    dut1_s = float(SCALE.from_datetime(start).dut1)
    found = find_passes(read_elements("\n".join(tle)), PLACES, start, end, limit, dut1_s=dut1_s)
    for place in PLACES:
        height = altitude(satellite, place, start)
        over, under = (lambda s, h=height: h(s) - limit), (lambda s, h=height: -h(s))
        mine = [p for p in found if p.place == place.name]
        t = np.arange(0, days * 86400 + 1, 20.0)
        above = height(t) >= limit
        shown = [
            (a - 10, b + 10)
            for p in mine
            for a, b in [[(x - start).total_seconds() for x in (p.rise, p.set)]]
        ]
        covered = (
            np.any([(t > a) & (t < b) for a, b in shown], axis=0) if shown else np.zeros(len(t), dtype=bool)
        )
        assert not (above & ~covered).any(), "a pass of Skyfield's is missing"
        for p in mine:
            rise, top, down = ((x - start).total_seconds() for x in (p.rise, p.culminate, p.set))
            if p.clipped not in ("start", "both"):
                assert abs(brentq(over, rise - 5, min(rise + 5, top)) - rise) < a_fiftieth_s
            if p.clipped not in ("end", "both"):
                assert abs(brentq(over, max(down - 5, top), down + 5) - down) < a_fiftieth_s
            if p.clipped is None:
                best = minimize_scalar(under, bounds=(rise, down), method="bounded")
                assert abs(-best.fun - p.max_elevation_deg) < a_hundredth_deg
            assert abs(float(height(top)) - p.max_elevation_deg) < a_hundredth_deg


def test_passes_of_a_minute_and_less_are_found() -> None:
    """Grazing passes, which a grid of samples steps over: raise the limit to just below each culmination."""
    start, end = datetime(2023, 12, 5, tzinfo=UTC), datetime(2023, 12, 7, tzinfo=UTC)
    elements = read_elements("\n".join(MALLIGYONG_LIKE))
    for place in PLACES[:4]:
        for p in find_passes(elements, [place], start, end):
            if p.clipped is None and p.max_elevation_deg < 80:
                limit = p.max_elevation_deg - 0.001
                again = find_passes(elements, [place], start, end, limit)
                short = [q for q in again if abs(q.culminate - p.culminate) < timedelta(seconds=1)]
                assert len(short) == 1
                assert timedelta(0) < short[0].set - short[0].rise < timedelta(seconds=60)


def test_azimuths() -> None:
    start = datetime(2023, 12, 5, tzinfo=UTC)
    satellite = EarthSatellite(*MALLIGYONG_LIKE, ts=SCALE)
    for p in find_passes(
        read_elements("\n".join(MALLIGYONG_LIKE)), PLACES[:3], start, start + timedelta(days=1)
    ):
        place = next(q for q in PLACES if q.name == p.place)
        view = satellite - wgs84.latlon(place.lat_deg, place.lon_deg, place.alt_m)
        for moment, azimuth in ((p.rise, p.rise_azimuth_deg), (p.set, p.set_azimuth_deg)):
            theirs = view.at(SCALE.from_datetime(moment)).altaz()[1].degrees
            assert abs((theirs - azimuth + 180) % 360 - 180) < a_hundredth_deg


def test_ground_track() -> None:
    start = datetime(2023, 12, 5, tzinfo=UTC)
    satellite = EarthSatellite(*MALLIGYONG_LIKE, ts=SCALE)
    (track,) = ground_track(
        read_elements("\n".join(MALLIGYONG_LIKE)), start, start + timedelta(hours=3), 97.0
    )
    for k in range(0, len(track.seconds), 7):
        moment = start + timedelta(seconds=float(track.seconds[k]))
        below = wgs84.geographic_position_of(satellite.at(SCALE.from_datetime(moment)))
        assert abs(below.latitude.degrees - track.lat_deg[k]) < a_hundred_metres_deg
        apart = (below.longitude.degrees - track.lon_deg[k] + 180) % 360 - 180
        assert abs(apart) * np.cos(np.radians(track.lat_deg[k])) < a_hundred_metres_deg
        assert abs(below.elevation.km - track.alt_km[k]) < twenty_metres_km
