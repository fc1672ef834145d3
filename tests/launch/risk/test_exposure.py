"""Each territory's answers, beside an integral and beside sums done by hand."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from downrange.geography.territories import Territory
from downrange.geography.territory_raster import territory_raster
from downrange.launch.fall.ballistic_fall import vacuum
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES, SEVERITIES_M_S
from downrange.launch.risk.constrained_flight import constrained_until_s
from downrange.launch.risk.exposure import Exposure, exposure, exposures
from downrange.launch.risk.failure_proposal import even_proposal, failure_proposal
from downrange.launch.risk.failures import failures
from downrange.launch.risk.reach import reach_raster
from downrange.launch.risk.territory_tally import GROUPS, TerritoryTally, bin_edges_s
from downrange.launch.trajectory.ascent_ensemble import Ascents

SQUARE = Territory("X-1", "Square", "province", "X", shapely.box(124.0, 28.0, 126.0, 30.0), False, "made up")
SAMPLES = 50


def _tally(by_member: list[float], beyond: float = 0.0) -> TerritoryTally:
    """A tally of one territory hit by some of the ascents: arrivals at 600 s, in the last ascent's group at 900 s."""
    p = np.array(by_member)
    arrivals = np.zeros((1, GROUPS, len(bin_edges_s()) - 1))
    for member, each in enumerate(p):
        after_s = 900.0 if member == len(p) - 1 else 600.0
        arrivals[0, member % GROUPS, int(np.searchsorted(bin_edges_s(), after_s)) - 1] += each
    total = p.sum()
    return TerritoryTally(
        samples=SAMPLES,
        by_member=p[None] * SAMPLES,
        by_mode=np.full((1, len(FAILURE_MODES)), total / len(FAILURE_MODES) * SAMPLES),
        by_severity=np.full((1, len(SEVERITIES_M_S)), total * SAMPLES),
        beyond=np.array([beyond * SAMPLES]),
        single=np.array([total / 32 * SAMPLES]),
        pieces=np.full((1, len(DEBRIS_CLASSES)), total / 3 * SAMPLES),
        hits=np.array([float((p > 0).sum())]),
        arrivals=arrivals * SAMPLES,
    )


def _row(by_member: list[float], beyond: float = 0.0, near: bool = True) -> Exposure:
    return exposure(
        SQUARE, _tally(by_member, beyond), 0, np.full(len(by_member), float(near)), 4.0, None, None
    )


def test_a_figure_is_the_sum_over_ascents_and_its_error_theirs() -> None:
    """Ten ascents, one of which has all hits: the error of a share of one in ten is as large as the share."""
    row = _row([0.0] * 9 + [0.01])
    assert row.p_any_fragment == pytest.approx(0.01)
    assert row.standard_error == pytest.approx(0.01)
    assert row.effective_members == pytest.approx(1.0)
    even = _row([0.001] * 10)
    assert even.standard_error == pytest.approx(0.0, abs=1e-12)
    assert even.effective_members == pytest.approx(10.0)
    random = np.random.default_rng(1).uniform(size=400)
    many = _row((random / 400).tolist())
    assert many.standard_error == pytest.approx(random.std(ddof=1) / 20.0)


def test_arrivals_have_ends_and_their_errors() -> None:
    row = _row([0.001] * 19 + [0.003])
    assert row.arrival_s is not None
    assert row.arrival_error_s is not None
    assert row.arrival_s[0] == pytest.approx(600.0, rel=0.006)
    assert row.arrival_s[1] == pytest.approx(900.0, rel=0.006)
    assert row.arrival_error_s[0] < 3.0
    assert row.arrival_error_s[1] > 100.0  # without the last group the window would end at 600 s
    assert row.last_s == pytest.approx(900.0, rel=0.006)
    assert _row([0.0] * 9 + [0.01]).arrival_error_s is None


def test_nothing_hit_is_bounded_by_the_number_of_samples() -> None:
    row = _row([0.0] * 10)
    assert row.p_any_fragment is None
    assert row.arrival_s is None
    assert row.p_upper_bound == pytest.approx(3.0 * 4.0 / SAMPLES)
    assert _row([0.0] * 10, near=False).p_upper_bound is None
    assert _row([0.001] * 10).p_upper_bound is None


def test_what_only_later_failures_reach_has_no_figure() -> None:
    """Failures after the last announced body has left are kept apart, and make no figure, bound or hit."""
    row = _row([0.001] * 10, beyond=0.011)
    assert row.p_any_fragment == pytest.approx(0.01)
    assert row.p_beyond == pytest.approx(0.011)
    only = _row([0.0] * 10, beyond=0.011, near=False)
    assert (only.p_any_fragment, only.p_upper_bound, only.hits) == (None, None, 0)


def test_pieces_agree_with_an_integral_over_the_flight(southward: Ascents) -> None:
    """The chance for one piece, sampled and dropped in a vacuum, and by hand from the impact points alone.

    The square is as wide as the clouds and under the path, so how pieces are thrown matters little: within a fifth.
    """
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    path = points.lat_deg[250, 3], points.lon_deg[250, 3]
    square = shapely.multipolygons([shapely.box(path[1] - 3, path[0] - 3, path[1] + 3, path[0] + 3)])
    raster = territory_raster([replace(SQUARE, geometry=square)])
    held = np.full(6, 700.0)
    air = vacuum(j2=0.0)
    inside = shapely.contains_xy(square, points.lon_deg, points.lat_deg)
    for proposal in (even_proposal(southward), failure_proposal(southward, points, raster, held)):
        made = failures(southward, proposal, air, raster, held, case="t", seed=1, samples=1000)
        assert made.tally.single[0] / 1000 == pytest.approx(_chance_by_hand(inside), rel=0.2)


def _chance_by_hand(inside: np.ndarray) -> float:
    """The chance that the impact point (moment, ascent) is inside when the flight fails, from the assumptions alone.

    Three failures in four come at any of the 700 powered seconds alike (loss of thrust .35, explosion .25,
    malfunction turn .15); the fourth, to stage, in the eight seconds after an ignition: here at 120 and 280 s.
    """
    after_ignition = np.r_[120:128, 280:288]
    return float(0.75 * inside[:700].mean() + 0.25 * inside[after_ignition].mean())


def test_every_row_has_a_figure_or_a_reason(southward: Ascents) -> None:
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    short = replace(
        southward, falls={k: replace(v, leaves_s=np.full(6, 330.0)) for k, v in southward.falls.items()}
    )
    held = constrained_until_s(short)
    raster = reach_raster(short.after_s, points, held)
    proposal = failure_proposal(short, points, raster, held)
    failed = failures(short, proposal, vacuum(), raster, held, case="t", seed=1, samples=200)
    rows = {row.territory.code: row for row in exposures(short, points, proposal, failed, raster)}
    pad = rows["KP-03"]
    assert pad.over is not None
    assert pad.over.share == 1.0
    assert pad.over.enters_s == (0.0, 0.0)
    for row in rows.values():
        assert (row.p_any_fragment is None) == (row.hits == 0)
        assert row.p_any_fragment is None or row.p_any_fragment > 0.0
        assert row.p_any_fragment is not None or row.p_upper_bound is not None or row.over or row.impact_point
        assert not row.beyond_fit or (row.over is not None and row.hits == 0)
