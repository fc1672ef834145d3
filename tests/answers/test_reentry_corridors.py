"""Corridors along a track: offsets of known hits, what they hold, and the chance for one target."""

import numpy as np
import pytest

from downrange.answers.parts.reentry_corridors import Track, chance_along, corridor, offsets
from downrange.earth.polygons import ring_contains
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.impact_density import Hits

SPEED_DEG_S = 0.068
WINDOW_S = 3 * 3600.0


def track() -> Track:
    """Three hours along the equator, eastward, half an hour beyond the window."""
    seconds = np.arange(0.0, WINDOW_S + 1800.0, 30.0)
    return Track(seconds, np.zeros(seconds.size), (seconds * SPEED_DEG_S + 180.0) % 360.0 - 180.0)


def made(count: int, seed: int) -> tuple[Hits, np.ndarray]:
    """Hits 200 s of track beyond where the orbit ends, give or take 30 s; they take 600 to 1200 s; 20 km aside."""
    g = np.random.default_rng(seed)
    ends = g.uniform(0.0, WINDOW_S, count)
    lon = SPEED_DEG_S * (ends + g.normal(200.0, 30.0, count))
    lat = np.degrees(g.normal(0.0, 20e3, count) / 6_371_008.8)
    taken = ends + g.uniform(600.0, 1200.0, count)
    ones = np.full(count, 1e4)
    return Hits(lat, (lon + 180.0) % 360.0 - 180.0, taken, np.arange(count), ones, count), ends


def test_offsets_are_those_that_were_made() -> None:
    hits, ends = made(2000, 1)
    found = offsets(hits, ends, track())
    assert np.median(found.ahead_s) == pytest.approx(200.0 - 900.0, abs=20.0)
    assert found.aside_m.std() == pytest.approx(20e3, rel=0.05)
    assert found.speed_m_s == pytest.approx(np.radians(SPEED_DEG_S) * 6_371_008.8, rel=0.01)


def test_a_slice_holds_what_comes_down_in_it() -> None:
    """Of other draws of the same event at least 95 % lie in the corridor of the slice in which they arrive."""
    hits, ends = made(1500, 1)
    area = corridor(hits, offsets(hits, ends, track()), track(), 600.0)
    assert area.remark.code is HazardRemark.CORRIDOR
    other, _ = made(3000, 2)
    held = total = 0
    for part in area.slices:
        now = (other.after_s >= part.from_s) & (other.after_s < part.until_s)
        inside = np.zeros(int(now.sum()), dtype=bool)
        for ring in part.rings:
            inside |= ring_contains(ring, other.lat_deg[now], other.lon_deg[now])
        held, total = held + int(inside.sum()), total + int(now.sum())
    assert total == 3000
    assert 0.95 < held / total < 0.995
    for part in area.slices[1:3]:
        assert part.geometry()["type"] in ("Polygon", "MultiPolygon")


def test_the_chance_along_is_target_over_time_and_width() -> None:
    """Three hours at 7.6 km/s and a normal of 20 km: 1e4 m2 in 82,000 km by 50 km, doubled for crossings."""
    hits, ends = made(4000, 3)
    found = offsets(hits, ends, track())
    expected = 2 * 1e4 / (WINDOW_S * found.speed_m_s) / (np.sqrt(2 * np.pi) * 20e3)
    below = chance_along(hits, found, 1e-5)
    assert below.highest == pytest.approx(expected, rel=0.5)
    assert (below.area_km2, below.remark.code) == (0.0, HazardRemark.NOWHERE)
    assert chance_along(hits, found, expected / 10).area_km2 is None
