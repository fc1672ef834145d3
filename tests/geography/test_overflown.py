"""Stays of a track over territories: against brute force, at its ends, over the antimeridian and the pole."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from downrange.errors import InputError
from downrange.geography.overflown import territories_overflown
from downrange.geography.territories import find_territory

WGS84 = Geod(ellps="WGS84")
Track = tuple[np.ndarray, np.ndarray, np.ndarray]
A_TENTH_OF_A_SECOND = 0.1


def track(
    lat: float, lon: float, azimuth: float, step_s: float, points: int, speed_m_s: float = 7500.0
) -> Track:
    """A geodesic flown at even speed."""
    after = np.arange(points) * step_s
    n = np.ones(points)
    lons, lats, _ = WGS84.fwd(lon * n, lat * n, azimuth * n, after * speed_m_s)
    return lats, lons, after


def brute_force(code: str, path: Track, step_s: float = 0.005) -> list[tuple[float, float]]:
    """Entries and exits by asking whether the point is inside every few milliseconds."""
    lat, lon, after = path
    shape = find_territory(code).geometry
    shapely.prepare(shape)
    fine = np.arange(after[0], after[-1], step_s)
    # Between points this walks the straight line in longitude and latitude: give it a fine track.
    inside = shapely.intersects_xy(shape, np.interp(fine, after, lon), np.interp(fine, after, lat))
    turns = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    return [(float(fine[a]), float(fine[b - 1])) for a, b in turns.reshape(-1, 2)]


@pytest.mark.parametrize("step_s", [0.5, 10.0])
def test_a_track_over_miyako_beside_brute_force(step_s: float) -> None:
    start = {"lat": 30.0, "lon": 123.55, "azimuth": 162.0}
    coarse = track(**start, step_s=step_s, points=round(200 / step_s) + 1)
    fine = track(**start, step_s=0.1, points=2001)
    found = [
        (stay.enters_s, stay.leaves_s)
        for stay in territories_overflown(*coarse)
        if stay.territory.code == "JP-47-miyako"
    ]
    expected = brute_force("JP-47-miyako", fine)
    assert expected, "the track must pass over Miyako"
    longer = [stay for stay in found if stay[1] - stay[0] > 0.02]
    assert len(longer) == len([stay for stay in expected if stay[1] - stay[0] > 0.015])
    for mine, theirs in zip(longer, [s for s in expected if s[1] - s[0] > 0.015], strict=True):
        assert mine == pytest.approx(theirs, abs=A_TENTH_OF_A_SECOND)


def test_all_levels_of_a_land_are_entered() -> None:
    codes = {stay.territory.code for stay in territories_overflown(*track(30, 123.55, 162, 1, 200))}
    assert {"JP", "JP-47", "JP-47-miyako"} <= codes
    assert "JP.12nm" not in codes


def test_the_ends_of_a_track_are_marked_not_prolonged() -> None:
    naha, towards_sea = (26.2124, 127.6792), 270.0
    stays = [s for s in territories_overflown(*track(*naha, towards_sea, 1, 60)) if s.territory.code == "JP"]
    assert stays[0].enters_s == 0.0
    assert stays[0].begins_inside
    assert not stays[0].ends_inside
    within = [
        s for s in territories_overflown([36.0, 36.1], [138.0, 138.0], [5.0, 6.0]) if s.territory.code == "JP"
    ]
    assert [(s.enters_s, s.leaves_s, s.begins_inside, s.ends_inside) for s in within] == [
        (5.0, 6.0, True, True)
    ]


def test_waters_are_entered_before_the_land_and_left_after_it() -> None:
    stays = territories_overflown(*track(30, 123.55, 162, 1, 300), waters=True)
    land = next(s for s in stays if s.territory.code == "JP-47-miyako")
    for code in ("JP.12nm", "JP.24nm", "JP.200nm"):
        assert any(
            s.enters_s < land.enters_s and s.leaves_s > land.leaves_s
            for s in stays
            if s.territory.code == code
        ), code


def test_over_the_antimeridian() -> None:
    """Eastward along 16.8 S over Vanua Levu's cape and Taveuni: both sides of 180 in one track."""
    path = track(-16.75, 178.0, 90, 1, 60)
    assert (path[1] < 0).any()
    assert (path[1] > 0).any()
    stays = territories_overflown(*path)
    fiji = [(s.enters_s, s.leaves_s) for s in stays if s.territory.code == "FJ"]
    lat, lon, _ = track(-16.75, 178.0, 90, 0.05, 1180)
    shape = find_territory("FJ").geometry
    inside = shapely.intersects_xy(shape, lon, lat)
    assert sum(b - a for a, b in fiji) == pytest.approx(inside.sum() * 0.05, abs=A_TENTH_OF_A_SECOND)
    straight = territories_overflown(path[0], np.unwrap(path[1], period=360), path[2])
    a_microsecond = 1e-6
    assert len(straight) == len(stays)
    assert [s.enters_s for s in straight] == pytest.approx([s.enters_s for s in stays], abs=a_microsecond)


def test_over_the_south_pole() -> None:
    stays = territories_overflown(*track(-75, 80, 180, 10, 26))
    antarctica = [s for s in stays if s.territory.code == "AQ"]
    assert len(antarctica) == 1
    assert antarctica[0].begins_inside
    assert antarctica[0].ends_inside


def test_over_the_open_sea_nothing() -> None:
    assert territories_overflown(*track(0, -160, 60, 10, 20), waters=False) == ()


@pytest.mark.parametrize(
    ("lat", "lon", "after", "says"),
    [
        ([26.0], [127.0], [0.0], "shapes"),
        ([26.0, 27.0], [127.0], [0.0, 1.0], "shapes"),
        ([26.0, np.nan], [127.0, 127.0], [0.0, 1.0], "point 1"),
        ([26.0, 91.0], [127.0, 127.0], [0.0, 1.0], "not on the globe"),
        ([26.0, 27.0, 28.0], [127.0, 127.0, 127.0], [0.0, 1.0, 1.0], "times do not increase"),
        ([0.0, 0.0], [0.0, 180.0], [0.0, 1.0], "other side"),
    ],
)
def test_a_track_that_makes_no_sense_is_refused(lat: list, lon: list, after: list, says: str) -> None:
    with pytest.raises(InputError, match=says):
        territories_overflown(lat, lon, after)
