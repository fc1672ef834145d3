"""Each territory's answers, beside an integral and beside counts done by hand."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from downrange.geography.territories import Territory
from downrange.launch.fall.ballistic_fall import vacuum
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk.constrained_flight import constrained_impacts
from downrange.launch.risk.debris_dispersion import dispersion_clouds
from downrange.launch.risk.exposure import _effective_members, _exposure, _standard_error, exposures
from downrange.launch.risk.failures import PIECES, DebrisImpacts, failure_time_density, failures
from downrange.launch.trajectory.ascent_ensemble import Ascents

SQUARE = Territory("X-1", "Square", "province", "X", shapely.box(124.0, 28.0, 126.0, 30.0), False, "made up")


def _debris_impacts(
    lat: np.ndarray, lon: np.ndarray, weight: np.ndarray, failed_s: float = 200.0
) -> DebrisImpacts:
    count = lat.shape[1]
    nought = np.zeros(count, dtype=np.int64)
    after = np.full(lat.shape, 900.0) + np.arange(count)
    return DebrisImpacts(weight, np.full(count, failed_s), np.arange(count), nought, nought, lat, lon, after)


def _by_hand(failed_s: float, southward: Ascents) -> tuple[DebrisImpacts, np.ndarray]:
    """Ten failures, of which three put pieces into the square: 1, 2 and all of them."""
    lat, lon = np.full((PIECES, 10), 20.0), np.full((PIECES, 10), 125.0)
    for failure, pieces in ((2, 1), (5, 2), (7, PIECES)):
        lat[:pieces, failure] = 29.0
    weight = np.linspace(0.5, 1.4, 10)
    return _debris_impacts(lat, lon, weight, failed_s), weight


def test_any_piece_and_one_piece_are_counted_apart(southward: Ascents) -> None:
    impacts, weight = _by_hand(200.0, southward)
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    clouds = dispersion_clouds(points, failure_time_density(southward, points))
    row = _exposure(SQUARE, impacts, clouds, None, None)
    scored = weight * np.isin(np.arange(10), [2, 5, 7])
    assert row.hits == 3
    assert row.p_any_fragment == pytest.approx(scored.mean())
    assert row.standard_error == pytest.approx(scored.std(ddof=1) / np.sqrt(10))
    assert row.p_single_fragment == pytest.approx(
        (weight[2] * 1 + weight[5] * 2 + weight[7] * PIECES) / PIECES / 10
    )
    assert sum(row.pieces) == pytest.approx(PIECES * row.p_single_fragment)
    assert row.p_upper_bound is None
    assert row.arrival_s is not None
    assert 902.0 <= row.arrival_s[0] <= row.arrival_s[1] <= 907.0
    assert not row.beyond_fit
    assert row.by_severity[0] == pytest.approx(row.p_any_fragment)
    assert np.isnan(row.by_severity[1])


def test_the_standard_error_counts_ascents_not_draws_where_these_are_alike() -> None:
    """A thousand draws of ten ascents, all hits of one: the error is that of ten clusters (0.1 of 1, by hand)."""
    member = np.repeat(np.arange(10), 100)
    scored = np.where(member == 3, 1.0, 0.0)
    assert _standard_error(scored, member) == pytest.approx(0.1)
    alone = np.random.default_rng(1).normal(size=1000)
    assert _standard_error(alone, np.arange(1000)) == pytest.approx(alone.std(ddof=1) / np.sqrt(1000))


def test_failures_after_the_last_announced_body_has_left_count_for_no_territory(southward: Ascents) -> None:
    impacts, _ = _by_hand(400.0, southward)
    assert np.isfinite(constrained_impacts(southward, impacts).lat_deg).all()
    early = replace(
        southward, falls={"Stage 2": replace(southward.falls["Last stage"], leaves_s=np.full(6, 399.0))}
    )
    assert np.isnan(constrained_impacts(early, impacts).lat_deg).all()
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    density = failure_time_density(southward, points)
    assert not any(row.hits for row in exposures(early, points, density, impacts))
    assert any(row.hits for row in exposures(southward, points, density, impacts))


def test_effective_members_are_the_ascents_that_carry_the_figure() -> None:
    member = np.repeat(np.arange(10), 100)
    assert _effective_members(np.ones(1000), member) == pytest.approx(10.0)
    assert _effective_members(np.where(member == 3, 1.0, 0.0), member) == pytest.approx(1.0)
    assert _effective_members(np.where(member < 4, 1.0, 0.0), member) == pytest.approx(4.0)
    assert _effective_members(np.zeros(1000), member) == 0.0


def test_drawn_pieces_agree_with_the_smoothed_dispersion(southward: Ascents) -> None:
    """Two roads to the chance for one piece: drawn and dropped in a vacuum, and the sum of round clouds.

    The square is as wide as the clouds and under the path, so the shape of the throw (Maxwell's, cloud by cloud of
    three classes, against one normal cloud) and the turns matter little: they must agree within a third.
    """
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    density = failure_time_density(southward, points)
    impacts = failures(southward, density, vacuum(j2=0.0), case="t", seed=1, samples=3000)
    path = points.lat_deg[250, 3], points.lon_deg[250, 3]
    square = shapely.box(path[1] - 3, path[0] - 3, path[1] + 3, path[0] + 3)
    row = _exposure(
        replace(SQUARE, geometry=square),
        impacts,
        dispersion_clouds(points, density),
        None,
        None,
    )
    inside = shapely.contains_xy(square, points.lon_deg, points.lat_deg)
    assert row.p_single_fragment == pytest.approx(_chance_by_hand(inside), rel=0.33)


def _chance_by_hand(inside: np.ndarray) -> float:
    """The chance that the impact point (moment, ascent) is inside when the flight fails, from the assumptions alone.

    Three failures in four come at any of the 700 powered seconds alike (loss of thrust .35, explosion .25,
    malfunction turn .15); the fourth, to stage, in the eight seconds after an ignition: here at 120 and 280 s.
    """
    after_ignition = np.r_[120:128, 280:288]
    return float(0.75 * inside[:700].mean() + 0.25 * inside[after_ignition].mean())


def test_what_lies_off_the_path_is_bounded_and_never_nought(southward: Ascents) -> None:
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    density = failure_time_density(southward, points)
    impacts = failures(southward, density, vacuum(), case="t", seed=1, samples=200)
    rows = {row.territory.code: row for row in exposures(southward, points, density, impacts)}
    pad = rows["KP-03"]
    assert pad.over is not None
    assert pad.over.share == 1.0
    assert pad.over.enters_s == (0.0, 0.0)
    for row in rows.values():
        assert row.p_any_fragment is None or row.p_any_fragment > 0.0
        assert row.p_upper_bound is None or row.p_upper_bound > 0.0
        assert (row.p_any_fragment is None) == (row.hits == 0)
