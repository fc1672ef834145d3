"""What sets show of an engine, each limit on both sides, on orbits made by the forecast's own drag."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay import powered_descent as pd
from downrange.orbit.history.decay.ballistic_coefficient import DragEstimates, mean_orbits
from downrange.orbit.history.decay.decay_codes import NoForecastCode
from downrange.orbit.history.decay.decay_forecast import weather_and_density_on
from downrange.orbit.history.decay.orbit_contraction import MeanOrbits, fall_rate_m_day
from downrange.orbit.propagation.sgp4_drag import drag_share_per_day

# The rocket body of KMS-4 (41333); Space-Track, as kept in github.com/Bill-Gray/tles (2023).
SET = """\
1 41333U 16009B   23088.30018991  .00160622  00000-0  10267-2 0  9997
2 41333  97.3420 203.6557 0016924 285.3110  74.6285 15.75680977401272
"""
BALLISTIC = 0.02
Remarked = str | None


def agreeing(sets: Elements, off: float = 0.0) -> Elements:
    """With the derivative that B* makes, times e to the power ``off``."""
    ndot = drag_share_per_day(sets) * sets.mean_motion_rev_day / 2 * np.exp(off)
    return replace(sets, ndot=ndot)


def pair(days: float, share: float, explained_m: float = 20_000.0) -> Remarked:
    """The code for two sets so many days apart, the later one sunk ``share`` of the fall that its drag explains."""
    last = agreeing(read_elements(SET))
    later = mean_orbits(last)
    _, density = weather_and_density_on(None, float(later.jd[0]), later)
    a_m = later.a_m[0] + explained_m * share
    middle = MeanOrbits(later.jd - days / 2, (a_m + later.a_m) / 2, later.e, later.argp, later.inclination)
    ballistic = -explained_m / days / float(fall_rate_m_day(density, middle, 1)[0])
    orbits = MeanOrbits(
        np.array([later.jd[0] - days, later.jd[0]]), np.array([a_m, later.a_m[0]]),
        *(np.repeat(getattr(later, name), 2) for name in ("e", "argp", "inclination")),
    )  # fmt: skip
    sets = last.select([0, 0])
    early = replace(sets, epoch_jd=sets.epoch_jd - np.array([days, 0.0]))
    found = pd.powered(early, orbits, density, DragEstimates(ballistic, *(np.empty(0),) * 3))
    return None if found is None else str(found.code)


@pytest.mark.parametrize(
    ("share", "code"),
    [
        (1.0, None),
        (pd.HELD_SHARE * 1.05, None),
        (pd.HELD_SHARE * 0.95, NoForecastCode.HELD),
        (0.0, NoForecastCode.HELD),
        (pd.LOWERED_FACTOR * 0.95, None),
        (pd.LOWERED_FACTOR * 1.05, NoForecastCode.LOWERED),
    ],
)
def test_an_orbit_that_sinks_otherwise_than_its_drag_explains(
    share: float, code: NoForecastCode | None
) -> None:
    assert pair(10.0, share) == code


@pytest.mark.parametrize(
    ("days", "share", "explained_m", "code"),
    [
        (5.0, 0.0, pd.HELD_FALL_M * 0.95, None),
        (5.0, 0.0, pd.HELD_FALL_M * 1.05, NoForecastCode.HELD),
        (5.0, 10.0, pd.LOWERED_FALL_M / 10 * 0.95, None),
        (5.0, 10.0, pd.LOWERED_FALL_M / 10 * 1.05, NoForecastCode.LOWERED),
        (0.95, 10.0, 5000.0, None),  # under the shortest pair
        (1.05, 10.0, 5000.0, NoForecastCode.LOWERED),
    ],
)
def test_a_fall_that_noise_could_make_shows_nothing(
    days: float, share: float, explained_m: float, code: NoForecastCode | None
) -> None:
    assert pair(days, share, explained_m) == code


@pytest.mark.parametrize(
    ("rise_m", "code"), [(pd.RISE_M * 0.95, None), (pd.RISE_M * 1.05, NoForecastCode.ROSE)]
)
@pytest.mark.parametrize("ago_days", [0.0, pd.RECENT_DAYS - 1, pd.RECENT_DAYS + 1])
def test_a_rise_counts_for_ninety_days(rise_m: float, code: NoForecastCode | None, ago_days: float) -> None:
    one = mean_orbits(read_elements(SET))
    jd, a_m = one.jd[0], one.a_m[0]
    orbits = MeanOrbits(
        np.array([jd - ago_days - 1, jd - ago_days, jd]), np.array([a_m, a_m + rise_m, a_m]),
        *(np.repeat(getattr(one, name), 3) for name in ("e", "argp", "inclination")),
    )  # fmt: skip
    found = pd.powered(read_elements(SET).select([0, 0, 0]), orbits, None, None)
    assert (found and found.code) == (code if ago_days <= pd.RECENT_DAYS else None)


@pytest.mark.parametrize("sign", [-1, 1])
def test_drag_terms_that_differ(sign: int) -> None:
    one = read_elements(SET)
    orbits = mean_orbits(one)
    _, density = weather_and_density_on(None, float(orbits.jd[0]), orbits)
    seen = DragEstimates(BALLISTIC, *(np.empty(0),) * 3)

    def code(sets: Elements) -> Any:
        found = pd.powered(sets, orbits, density, seen)
        return found and found.code

    assert code(agreeing(one, sign * pd.DISAGREEMENT * 0.95)) is None
    assert code(agreeing(one, sign * pd.DISAGREEMENT * 1.05)) == NoForecastCode.DRAG_TERMS
    assert code(replace(one, bstar=-one.bstar)) == NoForecastCode.DRAG_SIGN


def test_the_real_set_agrees_within_a_tenth() -> None:
    assert abs(pd.drag_disagreement(read_elements(SET))) < 0.1
