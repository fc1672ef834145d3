"""Where failures are sampled: often where a territory may be hit, and without any left out."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from downrange.geography.territories import Territory
from downrange.geography.territory_raster import TerritoryRaster, territory_raster
from downrange.launch.fall.impact_point import ImpactPoints, impact_points
from downrange.launch.risk.breakup import FAILURE_MODES
from downrange.launch.risk.failure_proposal import (
    NATURAL_EVERY,
    FailureProposal,
    even_proposal,
    failure_proposal,
)
from downrange.launch.risk.failures import failed_states
from downrange.launch.trajectory.ascent_ensemble import Ascents


def _points(ascents: Ascents) -> ImpactPoints:
    return impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s)


def _island(points: ImpactPoints, second: int, size_deg: float = 0.05) -> TerritoryRaster:
    """A small island under the impact point of the middle ascent at a second, and one out of reach."""
    lat, lon = points.lat_deg[second, 3], points.lon_deg[second, 3]
    shapes = [shapely.box(lon, lat, lon + size_deg, lat + size_deg), shapely.box(0.0, 0.0, 1.0, 1.0)]
    return territory_raster(
        [
            Territory(f"X-{k}", "made up", "province", "X", shapely.multipolygons([shape]), False, "made up")
            for k, shape in enumerate(shapes)
        ]
    )


def _proposed(ascents: Ascents, second: int, held_s: float = 700.0) -> FailureProposal:
    points = _points(ascents)
    held = np.full(ascents.r_ecef_m.shape[2], held_s)
    return failure_proposal(ascents, points, _island(points, second), held)


def test_densities_add_to_one(southward: Ascents) -> None:
    made = _proposed(southward, 300)
    assert made.chance.sum(axis=1) == pytest.approx(1.0)
    assert made.occurs.sum(axis=0) == pytest.approx(1.0)
    assert (made.occurs * made.steered).sum() == pytest.approx(southward.r_ecef_m.shape[2])


def test_a_speck_of_an_island_is_steered_to(southward: Ascents) -> None:
    """3 km wide, where clouds are 50 km wide: no point of a cloud need hit it for its states to be found."""
    made = _proposed(southward, 300)
    states = failed_states(southward, made, "test", 1, 0, 400)
    near = np.abs(states.failed_s - 300.0) < 30.0
    assert near.mean() > 0.5
    assert made.by_member[0].min() > 0.0
    assert not made.by_member[1].any()


def test_weights_make_up_for_it_whatever_is_asked(southward: Ascents) -> None:
    """Any function of the state keeps its mean: here shares of moments and of ascents, known by construction."""
    made = _proposed(southward, 300)
    states = failed_states(southward, made, "test", 1, 0, 8000)
    at_ignition = sum(mode.share for mode in FAILURE_MODES if mode.at_ignition)
    assert states.weight.mean() == pytest.approx(1.0, abs=0.02)
    assert states.weight.max() <= NATURAL_EVERY
    early = (states.weight * (states.failed_s < 350.0)).mean()
    assert early == pytest.approx((1 - at_ignition) / 2 + at_ignition, abs=0.02)
    for member in range(6):
        assert (states.weight * (states.member == member)).mean() == pytest.approx(1 / 6, abs=0.02)


def test_nothing_is_steered_beyond_what_is_held(southward: Ascents) -> None:
    made = _proposed(southward, 300, held_s=150.0)
    assert (made.steered[200:] == made.steered[200, 0]).all()
    nowhere = _proposed(southward, 300, held_s=0.0)
    assert (nowhere.steered == 1.0).all()
    assert not nowhere.by_member.any()


def test_even_failures_weigh_the_same(southward: Ascents) -> None:
    states = failed_states(southward, even_proposal(southward), "test", 1, 0, 300)
    assert (states.weight == 1.0).all()
    assert np.bincount(states.member).min() > 40


def test_modes_come_when_they_can(southward: Ascents) -> None:
    states = failed_states(southward, even_proposal(southward), "test", 1, 0, 600)
    at_ignition = np.array([mode.at_ignition for mode in FAILURE_MODES])
    lit = ((states.failed_s >= 120) & (states.failed_s <= 128)) | (
        (states.failed_s >= 280) & (states.failed_s <= 288)
    )
    assert (states.chance[at_ignition][:, ~lit] == 0.0).all()
    assert (states.chance[at_ignition][:, lit] > 0.0).all()
    assert states.chance.sum(axis=0) == pytest.approx(1.0)
    one_stage = replace(southward, events={})
    chance = even_proposal(one_stage).chance
    assert (chance[0] == chance[at_ignition][0]).all()
