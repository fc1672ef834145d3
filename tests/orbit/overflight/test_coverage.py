"""Coverage beside Skyfield's positions on a fine grid of times, and the share of a sphere that is seen at once."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import shapely
from skyfield.api import EarthSatellite, load, wgs84
from skyfield.framelib import itrs

from command_line import Answer, answer
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.coverage import _statistics, area_points, coverage, grid_points

START = datetime(2023, 11, 27, tzinfo=UTC)
LINES = (
    "1 58400U 23179A   23331.50000000  .00000000  00000-0  00000-0 0  9996",
    "2 58400  97.4300 310.0000 0010000  90.0000 270.0000 15.20000000  1015",
)
SETS = read_elements("\n".join(LINES))
half_a_minute = 30.0


def seen_by_skyfield(lat: float, lon: float, seconds: np.ndarray, off_nadir_deg: float) -> np.ndarray:
    """Whether the place is above the horizon and within the angle, at each time: Skyfield's frames."""
    satellite = EarthSatellite(*LINES, ts=(ts := load.timescale()))
    at = ts.from_datetimes([START + timedelta(seconds=float(s)) for s in seconds])
    place = wgs84.latlon(lat, lon)
    alt, _, _ = (satellite - place).at(at).altaz()
    r = satellite.at(at).frame_xyz(itrs).km
    to_place = place.itrs_xyz.km[:, None] - r
    below = wgs84.subpoint_of(satellite.at(at))
    la, lo = below.latitude.radians, below.longitude.radians
    down = -np.array([np.cos(la) * np.cos(lo), np.cos(la) * np.sin(lo), np.sin(la)])
    cosine = (down * to_place).sum(axis=0) / np.linalg.norm(to_place, axis=0)
    seen: np.ndarray = (alt.degrees > 0) & (cosine > np.cos(np.radians(off_nadir_deg)))
    return seen


@pytest.mark.parametrize(("lat", "lon"), [(39.04, 125.71), (-10.0, 30.0), (78.0, 15.0)])
def test_accesses_and_gaps_agree_with_skyfield_on_a_fine_grid(lat: float, lon: float) -> None:
    found = coverage(SETS, (np.array([lat]), np.array([lon])), START, START + timedelta(days=2), 60.0, -90.0)
    seconds = np.arange(0.0, 2 * 86400.0, 10.0)
    seen = seen_by_skyfield(lat, lon, seconds, 60.0)
    edges = np.flatnonzero(np.diff(seen.astype(int)))
    rises, sets = seconds[edges[~seen[edges]]], seconds[edges[seen[edges]]]
    assert found.accesses[0] == len(rises)
    assert found.first_s[0] == pytest.approx(rises[0], abs=half_a_minute)
    gaps = rises[1:] - sets[:-1]
    longest = max(gaps.max(), rises[0], seconds[-1] - sets[-1])
    assert found.longest_gap_s[0] == pytest.approx(longest, abs=half_a_minute)
    assert found.mean_gap_s[0] == pytest.approx(gaps.mean(), abs=half_a_minute)
    assert found.covered_s[0] == pytest.approx(10.0 * seen.sum(), rel=0.05)


def test_the_share_of_time_over_the_globe_is_the_share_of_a_sphere_seen_at_once() -> None:
    """(1 - cos lambda) / 2 with lambda the half-width of the swath: true of any orbit on a sphere."""
    found = coverage(SETS, grid_points(6.0), START, START + timedelta(days=2), 45.0, -90.0)
    seen_km = (86400.0 / 15.2 / (2 * np.pi)) ** (2 / 3) * 398600.4418 ** (1 / 3)
    half = np.arcsin(seen_km / 6371.0 * np.sin(np.pi / 4)) - np.pi / 4
    assert float(found.share @ found.covered_s) / (2 * 86400.0) == pytest.approx(
        (1 - np.cos(half)) / 2, rel=0.06
    )


def test_two_satellites_in_reach_at_once_are_one_access_and_gaps_at_the_edges_are_said_to_be_at_least() -> (
    None
):
    assert _statistics([(10.0, 20.0), (15.0, 30.0), (90.0, 95.0)], 100.0) == (2, 25.0, 10.0, 60.0, 1.0, 60.0)
    accesses, covered, first, longest, whole, mean = _statistics([(70.0, 80.0)], 100.0)
    assert (accesses, covered, first, longest, whole) == (1, 10.0, 70.0, 70.0, 0.0)
    assert np.isnan(mean)
    assert _statistics([], 100.0)[3:5] == (100.0, 0.0)


def test_an_area_has_points_inside_it_and_a_small_one_a_single_point() -> None:
    island = shapely.Polygon([(126.0, 26.0), (129.0, 26.0), (128.0, 29.0)])
    (lat, lon), step = area_points(island)
    assert 100 < lat.size < 300
    assert shapely.contains_xy(island, lon, lat).all()
    assert step < 0.2
    (lat, _), _ = area_points(island, 10.0)
    assert lat.size == 1


def test_the_door_tells_it_and_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    sets, area = tmp_path / "sat.tle", tmp_path / "area.json"
    sets.write_text("\n".join(LINES))
    area.write_text(
        json.dumps({"type": "Polygon", "coordinates": [[[126, 26], [129, 26], [128, 29], [126, 26]]]})
    )
    window = ["--start", "2023-11-27T00:00Z", "--end", "2023-11-29T00:00Z"]

    def run(*words: str) -> Answer:
        return answer("coverage", str(sets), *words, *window)

    code, out, _ = run("--area", str(area), "--json")
    said = json.loads(out)
    assert code == 0
    assert said["count"] == len(said["points"]) > 100
    assert 0.0 < said["seen_share"] <= 1.0
    assert "Longest of all" in run("--grid", "30")[1]
    too_wide = ["--grid", "30", "--off-nadir", "95"]
    for wrong in (
        [],
        ["--grid", "0"],
        ["--grid", "nan"],
        ["--grid", "0.01"],
        ["--area", str(sets)],
        too_wide,
    ):
        code, out, err = run(*wrong)
        assert code == 2, wrong
        assert "Traceback" not in err
