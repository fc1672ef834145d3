"""The tally, beside probabilities in closed form: maps that put pieces on a straight line."""

from math import erf, sqrt

import numpy as np
import pytest
import shapely

from downrange.geography.territories import Territory
from downrange.geography.territory_raster import TerritoryRaster, territory_raster
from downrange.launch.risk.breakup import (
    DEBRIS_CLASSES,
    FAILURE_MODES,
    GENTLE_M_S,
    MAXWELL_97,
    SEVERITIES_M_S,
)
from downrange.launch.risk.failure_scenarios import Scenarios, scenarios
from downrange.launch.risk.failures import PIECES, DebrisImpacts
from downrange.launch.risk.response_map import STEP_M_S, TERMS, ResponseMap
from downrange.launch.risk.territory_tally import POINTS, TerritoryTally, bin_edges_s, tally

STATES = 600
KM_A_STEP = 60.0  # east, of 150 m/s
EAST_OF_DEG = 0.35  # the made-up shore
MODES = np.array([mode.share for mode in FAILURE_MODES])


def _shore() -> TerritoryRaster:
    shore = shapely.multipolygons([shapely.box(EAST_OF_DEG, -5.0, 20.0, 5.0)])
    far = shapely.multipolygons([shapely.box(60.0, -5.0, 70.0, 5.0)])
    return territory_raster(
        [
            Territory("X-1", "shore", "province", "X", shore, False, "made up"),
            Territory("X-2", "far", "province", "X", far, False, "made up"),
        ]
    )


def _maps(whole: bool = True) -> ResponseMap:
    """Pieces come down on the equator after 500 s, as far east of zero as their first velocity says."""
    terms = np.zeros((STATES, len(DEBRIS_CLASSES), 4, TERMS))
    terms[:, :, 0, 0] = 1.0
    terms[:, :, 1, 1] = KM_A_STEP / 6371.0
    terms[:, :, 3, 0] = 500.0
    return ResponseMap(np.zeros((3, 3, STATES)), terms, np.full(STATES, whole))


def _ways() -> Scenarios:
    u = np.random.default_rng(1).uniform(size=(5, STATES))
    return scenarios(np.repeat(MODES[:, None], STATES, axis=1), np.zeros(STATES), u)


def _impacts(lon: float = 0.0) -> DebrisImpacts:
    nought = np.zeros(STATES, dtype=np.int64)
    place = np.zeros((PIECES, STATES))
    return DebrisImpacts(
        np.ones(STATES), np.full(STATES, 100.0), np.arange(STATES) % 20, nought, nought,
        place, place + lon, place + 600.0,
    )  # fmt: skip


def _tallied(maps: ResponseMap, impacts: DebrisImpacts, beyond: bool = False) -> TerritoryTally:
    z = np.random.default_rng(3).normal(size=(STATES, len(DEBRIS_CLASSES), POINTS, 4))
    return tally(_shore(), _ways(), maps, z, impacts, np.full(STATES, beyond), 20)


def _expected(throw_m_s: float) -> tuple[float, float]:
    """The chance that any piece passes the shore, and the mean number that do, of a severity: normal tails."""
    none, mean = 1.0, 0.0
    for debris in DEBRIS_CLASSES:
        step_km = KM_A_STEP * throw_m_s * debris.imparted_velocity_factor / MAXWELL_97 / STEP_M_S
        passes = 0.5 * (1.0 - erf(np.tan(np.radians(EAST_OF_DEG)) * 6371.0 / step_km / sqrt(2.0)))
        none *= (1.0 - passes) ** debris.count
        mean += debris.count * passes
    return 1.0 - none, mean


def test_any_piece_of_any_scenario_has_its_closed_form() -> None:
    """Single pieces decide here (means of 0 to 0.8): 1 - (1 - k / n)^count would come out 8 % low or more."""
    made = _tallied(_maps(), _impacts())
    hard = [_expected(s)[0] for s in SEVERITIES_M_S]
    gentle = _expected(GENTLE_M_S)[0]
    explode = np.array([mode.explodes for mode in FAILURE_MODES])
    by_mode = np.where(explode, np.mean(hard), gentle)
    assert made.by_mode[0] / STATES / MODES == pytest.approx(by_mode, rel=0.02, abs=1e-5)
    assert made.by_member[0].sum() / STATES == pytest.approx(float(MODES @ by_mode), rel=0.02)
    for k, p in enumerate(hard):
        expected = float(MODES[explode].sum() * p + MODES[~explode].sum() * gentle)
        assert made.by_severity[0, k] / STATES == pytest.approx(expected, rel=0.03, abs=1e-4)
    assert made.by_member.sum(axis=1)[1] == 0.0
    assert made.hits[1] == 0.0


def test_pieces_are_counted_and_timed() -> None:
    made = _tallied(_maps(), _impacts())
    explode = np.array([mode.explodes for mode in FAILURE_MODES])
    mean = float(MODES[explode].sum() * np.mean([_expected(s)[1] for s in SEVERITIES_M_S]))
    mean += float(MODES[~explode].sum() * _expected(GENTLE_M_S)[1])
    assert made.pieces[0].sum() / STATES == pytest.approx(mean, rel=0.02)
    assert made.single[0] == pytest.approx(made.pieces[0].sum() / PIECES)
    assert made.arrivals[0].sum() == pytest.approx(made.pieces[0].sum())
    when = np.flatnonzero(made.arrivals[0].sum(axis=0))
    assert bin_edges_s()[when[0]] <= 600.0 < bin_edges_s()[when[-1] + 1]
    assert len(when) == 1


def test_failures_after_the_held_part_are_tallied_apart() -> None:
    held, later = _tallied(_maps(), _impacts()), _tallied(_maps(), _impacts(), beyond=True)
    assert later.beyond[0] == pytest.approx(held.by_member[0].sum())
    assert later.by_member.sum() == later.pieces.sum() == later.arrivals.sum() == later.hits.sum() == 0.0


def test_a_state_without_a_whole_map_counts_its_dropped_pieces() -> None:
    made = _tallied(_maps(whole=False), _impacts(lon=1.0))
    assert made.by_member[0].sum() == STATES
    assert made.by_mode[0, 0] > 0.0
    assert made.pieces[0].tolist() == [STATES * debris.count for debris in DEBRIS_CLASSES]
    assert made.hits.tolist() == [STATES, 0.0]


def test_tallies_of_parts_add_up() -> None:
    one = _tallied(_maps(), _impacts())
    both = TerritoryTally.total([one, one])
    assert both.samples == 2 * STATES
    assert (both.arrivals == 2.0 * one.arrivals).all()
