"""Coefficients that were put in come out again."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.earth.constants import SGP4_A_KM
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.history.decay.ballistic_coefficient import (
    DragEstimates,
    coefficient,
    drag_estimates,
    mean_orbits,
)
from downrange.orbit.history.decay.orbit_contraction import air_density, contract
from downrange.orbit.history.decay.space_weather import known_weather
from downrange.orbit.history.decay.thermosphere import thermosphere

ONE = """\
1 58401U 23179B   23343.17766162  .00004660  00000-0  21022-3 0  9997
2 58401  97.4270 227.7225 0014685 211.9163 148.1185 15.75000000  2674
"""
TRUTH = 0.015
three_percent = 0.03


def test_daily_sets_with_noise_give_their_coefficient_back():
    """Thirty sets, a day apart, of an object that sinks by the model with 15 m of noise."""
    one = read_elements(ONE)
    jd = float(one.epoch_jd[0] + one.epoch_fraction[0])
    density = air_density(thermosphere(), known_weather(None, jd + 30, jd - 10, 5))
    first = mean_orbits(one)
    days = np.arange(30.0)
    a = np.array(
        [contract(density, first, [TRUTH], [jd + day])[1][0] if day else first.a_m[0] for day in days]
    )
    a = a + np.random.default_rng(1).normal(scale=15.0, size=len(a))
    n = one.mean_motion_rev_day[0] * (first.a_m[0] / a) ** 1.5
    sets = one.select(np.zeros(30, dtype=int))
    sets = replace(sets, epoch_jd=sets.epoch_jd + days, mean_motion_rev_day=n, ndot=np.gradient(n) / 2)
    orbits = mean_orbits(sets)
    assert np.abs(orbits.a_m - a).max() < 30.0  # the power 2/3 holds to first order in J2
    seen = drag_estimates(density, sets, orbits)
    assert len(seen.arcs) >= 10
    value, spread = coefficient(seen, 60.0)
    assert value == pytest.approx(TRUTH, rel=three_percent)
    assert spread < 0.15


def test_mean_orbits_are_brouwers():
    """SGP4 turns Kozai's mean motion into Brouwer's: near the poles the axis comes out shorter."""
    orbits = mean_orbits(read_elements(ONE))
    kozai_km = (398600.8 / (15.75 * 2 * np.pi / 86400) ** 2) ** (1 / 3)
    assert 2 < kozai_km - orbits.a_m[0] / 1e3 < 4  # J2/2 (R/a)^2 a (1 - 1.5 sin^2 i): 3.2 km
    assert orbits.a_m[0] / 1e3 > SGP4_A_KM + 300


def test_near_the_end_the_last_set_weighs_more():
    seen = DragEstimates(
        own=0.01, arcs=np.array([0.02]), begin_days=np.array([30.0]), end_days=np.array([0.0])
    )
    far, near = coefficient(seen, 100.0)[0], coefficient(seen, 5.0)[0]
    assert 0.01 < near < far < 0.02
    none = DragEstimates(np.nan, np.empty(0), np.empty(0), np.empty(0))
    assert np.isnan(coefficient(none, np.inf)[0])
