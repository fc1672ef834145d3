"""What a satellite could see: the White House claim of 2023, and identities that any view must keep."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from downrange.errors import InputError, TimeError
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.orbit.overflight.closest_approach import closest_approach
from downrange.orbit.overflight.ground_track import ground_track
from downrange.orbit.overflight.imaging import imaging_windows
from downrange.orbit.overflight.passes import find_passes

five_seconds = timedelta(seconds=5)
a_tenth_deg = 0.1
# Malligyong-1, public element sets of 18 SDS via CelesTrak; single sets re-keyed.
OLDER = """1 58400U 23179A   23327.21599119  .00012574  00000+0  56597-3 0  9996
2 58400  97.4263 211.9766 0014186 274.4179 205.2075 15.21134246   242
"""
NEARER = """1 58400U 23179A   23329.16757895  .00010197  00000+0  45921-3 0  9997
2 58400  97.4278 213.9007 0014265 266.8160  93.1444 15.21169716   548
"""
LATER = """1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
WHITE_HOUSE = GroundPlace("White House", 38.8977, -77.0365)
DAY = datetime(2023, 11, 27, tzinfo=UTC), datetime(2023, 11, 28, tzinfo=UTC)


def test_the_white_house_claim() -> None:
    """Claimed: 23:36 Korean time. Found apart from us: 14:36:30 UTC, 169 km, from the set of 25 November."""
    view = closest_approach(read_elements(OLDER + NEARER + LATER), WHITE_HOUSE, *DAY)
    assert abs(view.time - datetime(2023, 11, 27, 14, 36, 30, tzinfo=UTC)) < five_seconds
    assert 165 < view.distance_km < 175
    assert 2.4 < view.element_age_days < 2.5
    assert 20 < view.sun_elevation_deg < 24


def test_a_history_answers_as_its_nearest_set() -> None:
    alone = closest_approach(read_elements(NEARER), WHITE_HOUSE, *DAY)
    among = closest_approach(read_elements(LATER + OLDER + NEARER), WHITE_HOUSE, *DAY)
    assert alone == among
    assert list(find_passes(read_elements(LATER + OLDER + NEARER), [WHITE_HOUSE], *DAY)) == list(
        find_passes(read_elements(NEARER), [WHITE_HOUSE], *DAY)
    )


def test_a_pass_carries_the_view_at_culmination() -> None:
    """Against the view of the sub-satellite point's closest approach, which comes within seconds of culmination."""
    elements = read_elements(NEARER)
    found = find_passes(elements, [WHITE_HOUSE], *DAY)
    assert len(found) == len(found.off_nadir_deg) == len(list(found)) > 1
    for one in found:
        moment = timedelta(milliseconds=1)
        view = closest_approach(elements, WHITE_HOUSE, one.culminate - moment, one.culminate + moment)
        assert one.off_nadir_deg == pytest.approx(view.off_nadir_deg, abs=0.005)
        assert one.sun_elevation_deg == pytest.approx(view.sun_elevation_deg, abs=0.001)
        assert one.range_km == pytest.approx(view.slant_range_km, abs=0.05)


def test_no_moment_of_the_day_is_nearer() -> None:
    view = closest_approach(read_elements(NEARER), WHITE_HOUSE, *DAY)
    (track,) = ground_track(read_elements(NEARER), *DAY, step_s=5.0)
    lat, lon = np.radians(track.lat_deg), np.radians(track.lon_deg - WHITE_HOUSE.lon_deg)
    here = np.radians(WHITE_HOUSE.lat_deg)
    cosine = np.sin(here) * np.sin(lat) + np.cos(here) * np.cos(lat) * np.cos(lon)
    least = 6371.0 * np.arccos(cosine).min()
    assert abs(least - view.distance_km) < 2.0  # a sphere for an ellipsoid, and 5 s of grid


def test_the_end_of_the_window_may_be_nearest() -> None:
    before = datetime(2023, 11, 27, 14, 30, tzinfo=UTC), datetime(2023, 11, 27, 14, 34, tzinfo=UTC)
    assert abs(closest_approach(read_elements(NEARER), WHITE_HOUSE, *before).time - before[1]) < timedelta(
        seconds=0.1
    )


def test_off_nadir_elevation_and_range_make_a_triangle() -> None:
    """Law of sines in the triangle of centre, place and satellite; the ellipsoid bends it by less than 0.3 deg."""
    for window in imaging_windows(read_elements(NEARER), [WHITE_HOUSE], DAY[0], DAY[0] + timedelta(days=5)):
        view = window.best
        r = 6371.0 + view.altitude_km
        sine = 6371.0 / r * np.cos(np.radians(view.elevation_deg))
        assert abs(np.degrees(np.arcsin(sine)) - view.off_nadir_deg) < 3 * a_tenth_deg


def test_windows_keep_their_limits() -> None:
    elements, span = read_elements(NEARER), (DAY[0], DAY[0] + timedelta(days=6))
    places = [WHITE_HOUSE, GroundPlace("Rome", 41.9, 12.5), GroundPlace("Tromsø", 69.65, 18.96)]
    windows = imaging_windows(elements, places, *span, max_off_nadir_deg=40, min_sun_deg=15)
    assert len(windows) >= 5
    for window in windows:
        for moment in (window.start, window.end):
            place = next(p for p in places if p.name == window.best.place)
            a_moment = timedelta(milliseconds=100)
            view = closest_approach(elements, place, moment - a_moment, moment + a_moment)
            assert view.off_nadir_deg < 40 + a_tenth_deg
            assert view.sun_elevation_deg > 15 - a_tenth_deg
        assert window.start <= window.best.time <= window.end
        assert window.gsd_ratio[1] >= window.gsd_ratio[0] >= 1
    assert not [w for w in windows if w.best.place == "Tromsø"], (
        "the sun does not rise so high there in November"
    )


def test_wider_limits_hold_the_narrower_windows() -> None:
    elements, span = read_elements(NEARER), (DAY[0], DAY[0] + timedelta(days=6))
    narrow = imaging_windows(elements, [WHITE_HOUSE], *span, max_off_nadir_deg=20, min_sun_deg=10)
    wide = imaging_windows(elements, [WHITE_HOUSE], *span, max_off_nadir_deg=60, min_sun_deg=-90)
    assert 0 < len(narrow) < len(wide)
    for inner in narrow:
        assert any(outer.start <= inner.start and inner.end <= outer.end for outer in wide)


def test_bad_questions_are_refused() -> None:
    elements = read_elements(NEARER)
    with pytest.raises(TimeError, match="before it starts"):
        find_passes(elements, [WHITE_HOUSE], DAY[1], DAY[0])
    with pytest.raises(TimeError, match="time zone"):
        find_passes(elements, [WHITE_HOUSE], datetime(2023, 11, 27), DAY[1])
    with pytest.raises(InputError, match="one object"):
        closest_approach(replace(join([elements, elements]), norad=np.array([1, 2])), WHITE_HOUSE, *DAY)
    with pytest.raises(InputError, match="elevation"):
        find_passes(elements, [WHITE_HOUSE], *DAY, min_elevation_deg=91)
    with pytest.raises(InputError, match="off-nadir"):
        imaging_windows(elements, [WHITE_HOUSE], *DAY, max_off_nadir_deg=0)
    with pytest.raises(InputError, match="step"):
        ground_track(elements, *DAY, step_s=0)


def test_a_pass_that_the_window_cuts_is_marked() -> None:
    elements = read_elements(NEARER)
    (whole,) = [p for p in find_passes(elements, [WHITE_HOUSE], *DAY) if p.max_elevation_deg > 60]
    (early,) = find_passes(elements, [WHITE_HOUSE], DAY[0] + timedelta(hours=14), whole.culminate)
    (late,) = find_passes(elements, [WHITE_HOUSE], whole.culminate, DAY[0] + timedelta(hours=15))
    (inner,) = find_passes(
        elements, [WHITE_HOUSE], whole.culminate - five_seconds, whole.culminate + five_seconds
    )
    assert (whole.clipped, early.clipped, late.clipped, inner.clipped) == (None, "end", "start", "both")
    assert abs(inner.culminate - whole.culminate) < timedelta(seconds=0.01)
    assert abs(early.rise - whole.rise) < timedelta(seconds=0.01)
    assert early.set == whole.culminate
    assert len(find_passes(elements, [], *DAY)) == 0
