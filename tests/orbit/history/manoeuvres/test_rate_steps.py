"""Burns that two neighbouring sets show: daily campaigns, pairs there and back, and what is no such burn."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.earth.instants import datetime_utc
from downrange.orbit.history.element_history import histories
from downrange.orbit.history.manoeuvres.detection import PLANE_LEAST_DEG, detect_manoeuvres
from downrange.orbit.history.manoeuvres.kink_fit import NO_BURNS, PROMPT_DAYS
from downrange.orbit.history.manoeuvres.kink_noise import local_noise
from downrange.orbit.history.manoeuvres.kink_search import find_burns
from downrange.orbit.history.manoeuvres.manoeuvre import NORMAL, TURN
from downrange.orbit.history.manoeuvres.rate_steps import rate_steps
from made_histories import drifting
from made_series import MM_S_M_DAY, series


def places(track):
    found, sure = rate_steps(track, local_noise(track, NO_BURNS), 12.0)
    return np.where(sure, found, np.nan)


@pytest.mark.parametrize("seed", range(12))
def test_each_burn_of_a_daily_campaign_is_found_by_itself(seed: int) -> None:
    """Three to five burns of 0.05 to 4 m/s, one to a gap, the sets between them alone (Jason-2, July 2017)."""
    track = series(seed, {}, 20.0, 20.0, PROMPT_DAYS, 2.0)
    draw = np.random.default_rng(seed)
    first, count = 120, int(draw.integers(3, 6))
    gaps = np.arange(first, first + count)
    share = draw.uniform(0.2, 0.9, count)  # sooner, and it may be the rest of the burn before
    at = track.days[gaps] + share * np.diff(track.days)[gaps]
    sizes = draw.uniform(50.0, 4000.0, count) * (1 if seed % 2 else -1)
    sizes[-1] = np.clip(sizes[-1], 0.3 * sizes[:-1].min(), None) if seed % 2 else sizes[-1]
    phase, rate = track.phase_m.copy(), track.rate_m_day.copy()
    for day, size in zip(at, sizes, strict=True):
        since = np.maximum(track.days - day, 0)
        phase -= size / MM_S_M_DAY * since
        rate -= size / MM_S_M_DAY * (since > 0)
    track = replace(track, phase_m=phase, rate_m_day=rate)
    seen = find_burns(track)
    big = np.abs(sizes) > 0.2 * np.abs(sizes).max()  # less is what a large burn leaves in real fits
    assert set(gaps[big]) <= set(seen.gaps.tolist()) <= set(gaps.tolist())
    for gap, place in zip(seen.gaps.tolist(), seen.place.tolist(), strict=True):
        assert place == pytest.approx(share[gap - first], abs=0.1)


def test_a_burn_and_its_opposite_days_later_are_two() -> None:
    """15 mm/s up, 15 down four days later, three times (Sentinel-3A, December 2021: one was taken for a wake)."""
    burns = {60.3: 15.0, 64.4: -15.0, 110.2: 15.0, 114.6: -15.0, 170.1: -15.0, 174.0: 15.0}
    seen = find_burns(series(5, burns, 20.0, 15.0, PROMPT_DAYS, 2.0))
    times = seen.burns.days - seen.kinks.shift / seen.kinks.kink
    assert len(times) == len(burns)
    assert np.abs(times - np.array(list(burns))).max() < 1.0


def test_one_wrong_rate_between_right_phases_is_not_a_burn() -> None:
    track = series(7, {}, 20.0, 20.0, PROMPT_DAYS, 2.0)
    rate = track.rate_m_day.copy()
    rate[100] += 50 / MM_S_M_DAY
    assert not np.isfinite(places(replace(track, rate_m_day=rate))).any()


@pytest.mark.parametrize("lag", [5.0, 7.5, 12.0])
def test_sets_fitted_across_a_burn_do_not_date_it(lag: float) -> None:
    """A burn of 100 mm/s under fits of days: each rate steps, yet no gap holds the burn by both its sets."""
    for seed in range(10):
        track = series(seed, {125.0: 100.0}, 20.0, 20.0, lag, 2.0)
        assert np.isfinite(places(track)).sum() <= 1


def turned(degrees: float, at_day: float = 30.3):
    sets = drifting()
    after = sets.epoch_jd + sets.epoch_fraction > sets.epoch_jd[0] + sets.epoch_fraction[0] + at_day
    draw = np.random.default_rng(8).normal(size=(2, len(sets))) * 1e-4
    (history,) = histories(
        replace(
            sets,
            inclination_deg=sets.inclination_deg + degrees * after + draw[0],
            raan_deg=sets.raan_deg + draw[1],
        )
    )
    return history


def test_a_burn_out_of_the_plane_alone_is_told_above_the_least_turn() -> None:
    """0.02 deg of inclination (2.6 m/s), nothing along the track; half the least turn is not told."""
    plane = [one for one in detect_manoeuvres(turned(0.02)) if one.method == TURN]
    assert len(plane) == 1
    assert plane[0].direction == NORMAL
    assert plane[0].turn_deg == pytest.approx(0.02, rel=0.1)
    burn = datetime_utc(float(drifting().epoch_jd[0]), float(drifting().epoch_fraction[0]) + 30.3)
    assert plane[0].after < burn < plane[0].before
    assert not [one for one in detect_manoeuvres(turned(PLANE_LEAST_DEG / 2)) if one.method == TURN]


@pytest.mark.parametrize("lag", [PROMPT_DAYS, 5.0, 9.5])
def test_one_burn_is_found_once_whatever_the_span_of_the_fits(lag: float) -> None:
    """6 mm/s to 3 m/s, alone in its history, so that no other burn tells the span."""
    for seed in range(503, 509):
        draw = np.random.default_rng(seed)
        size = float(np.exp(draw.uniform(np.log(6), np.log(3000)))) * (1 if seed % 2 else -1)
        seen = find_burns(series(seed, {float(draw.uniform(40, 200)): size}, 30.0, 20.0, lag, 4.0))
        assert len(seen.gaps) == 1
