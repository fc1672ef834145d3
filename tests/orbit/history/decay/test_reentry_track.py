"""Where orbits end against where they were seen to end, and what is flown on the way against SGP4."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.instants import parse_utc
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.history.decay.ballistic_coefficient import drag_estimates, mean_orbits
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.decay.orbit_contraction import air_density, descend
from downrange.orbit.history.decay.reentry_track import last_places
from downrange.orbit.history.decay.space_weather import SpaceWeather, known_weather
from downrange.orbit.history.decay.thermosphere import thermosphere
from downrange.orbit.history.element_history import History, histories
from downrange.orbit.propagation.sgp4_states import propagate

# Space-Track sets as kept in github.com/Bill-Gray/tles, and the last TIP messages of Space-Track as kept in
# github.com/thkruz/keeptrack.space (2024): decayed 2024-08-09 15:26 at 43 N 122 E.
ASAP_S = """\
1 41461U 16025F   24222.03223425  .06807107  29601-5  12931-2 0  9993
2 41461  98.1158 123.8787 0007581 115.0900  14.6171 16.31955701457298
"""
ASAP_S_END = (datetime(2024, 8, 9, 15, 26, tzinfo=UTC), 43.0, 122.0)
SUMMER = SpaceWeather(2460400.5, np.full(140, 220.0), np.full(140, 10.0))  # July 2024: F10.7 near 220, Ap 10
AS_OF = parse_utc("2024-08-09T02:00Z")
a_degree_and_a_half_m = 167e3
three_minutes_s = 180.0
half_a_degree = 0.5


def history_of(text: str) -> History:
    (history,) = histories(read_elements(text))
    return history


def distance_m(lat: Floats, lon: Floats, to_lat: float, to_lon: float) -> Floats:
    there = np.full(len(lat), to_lat), np.full(len(lat), to_lon)
    return np.asarray(geodesic_inverse(lat, lon, *there)[0])


def test_an_end_that_was_seen_lies_on_the_line_at_its_time():
    when, lat, lon = ASAP_S_END
    history = history_of(ASAP_S)
    places = last_places(history, forecast_decay(history, AS_OF, SUMMER), SUMMER)
    away_m = distance_m(places.lat_deg, places.lon_deg, lat, lon)
    nearest = int(np.argmin(away_m))
    assert away_m[nearest] < a_degree_and_a_half_m
    assert abs(places.seconds[nearest] - (when - places.start).total_seconds()) < three_minutes_s


def test_what_is_flown_in_a_day_is_what_sgp4_flies():
    """In the node, and in the argument of latitude; the drag is that of the set's own n-dot, as B* nearly is."""
    sets = read_elements("""\
1 41333U 16009B   23144.28712239  .00465897  10057-3  75899-3 0  9994
2 41333  97.3355 263.9112 0002432 117.0059 243.1470 16.03352865410157
""")
    orbit, jd = mean_orbits(sets), float(sets.epoch_jd[0] + sets.epoch_fraction[0])
    density = air_density(thermosphere(), known_weather(None, jd, jd - 20, 10))
    ended = descend(density, orbit, [drag_estimates(density, sets, orbit).own], [jd + 1])
    assert np.isinf(ended.down_jd[0])
    r, v, _ = propagate(sets, sets.epoch_jd[0] + 1, sets.epoch_fraction[0])
    r, v = r[:, 0, 0], v[:, 0, 0]
    pole = np.cross(r, v)
    node = np.degrees(np.arctan2(pole[0], -pole[1]))
    ascending = np.array([np.cos(np.radians(node)), np.sin(np.radians(node)), 0.0])
    u = np.degrees(np.arctan2(r @ np.cross(pole / np.linalg.norm(pole), ascending), r @ ascending))
    assert float(sets.raan_deg[0]) + np.degrees(ended.node_turn[0]) == pytest.approx(node % 360, abs=0.02)
    kozai = sets.mean_motion_rev_day[0] * 2 * np.pi / 86400 / np.sqrt(3.986004418e14 / orbit.a_m[0] ** 3)
    ours = (
        sets.argp_deg[0]
        + sets.mean_anomaly_deg[0]
        + np.degrees(ended.flown[0] * kozai + ended.perigee_turn[0])
    )
    assert abs((ours - u + 180) % 360 - 180) < half_a_degree


def test_lines_are_cut_at_180_and_follow_each_other():
    history = history_of(ASAP_S)
    forecast = forecast_decay(history, AS_OF, SUMMER)
    told = last_places(history, forecast, SUMMER).as_geojson()
    lines = [feature["geometry"] for feature in told["features"]]
    assert 4 <= len(lines) <= 9
    parts = [part for line in lines for part in (
        line["coordinates"] if line["type"] == "MultiLineString" else [line["coordinates"]]
    )]  # fmt: skip
    for part in parts:
        lon, lat = np.array(part).T
        assert np.abs(np.diff(lon)).max() < 90
        assert np.abs(lon).max() <= 180
        assert np.abs(lat).max() < 82.1  # 180 less the inclination, on the ellipsoid
    stamps = [feature["properties"] for feature in told["features"]]
    assert [one["to"] for one in stamps[:-1]] == [one["from"] for one in stamps[1:]]
    assert forecast.decay is not None
    assert abs(parse_utc(stamps[0]["from"]) - forecast.decay.p05) < timedelta(seconds=1)
    assert abs(parse_utc(stamps[-1]["to"]) - forecast.decay.p95) < timedelta(seconds=1)


def test_a_wide_window_or_none_has_no_lines():
    early = """\
1 41461U 16025F   24191.27709091  .00236712  00000-0  13080-2 0  9997
2 41461  98.1431  86.9475 0041568 182.2575 177.8508 15.77713991452408
"""
    history = history_of(early)
    forecast = forecast_decay(history, parse_utc("2024-07-10T00:00Z"), SUMMER)
    with pytest.raises(InputError, match="may end anywhere"):
        last_places(history, forecast, SUMMER)
    with pytest.raises(InputError, match="no forecast of 41461"):
        last_places(history, forecast_decay(history, parse_utc("2024-06-10T00:00Z"), SUMMER), SUMMER)
