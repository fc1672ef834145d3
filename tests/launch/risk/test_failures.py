"""Drawn failures: the same on any number of workers, fair in their moments, and where physics puts them."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context

import numpy as np
import pytest

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.launch.fall.ballistic_fall import standard_atmosphere, vacuum
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk import failures as risk_failures
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES
from downrange.launch.risk.failures import (
    CLASS_OF_PIECE,
    DebrisImpacts,
    FailureTimeDensity,
    failure_time_density,
    failures,
)
from downrange.launch.trajectory.ascent_ensemble import Ascents


def _drawn(ascents: Ascents, samples: int, **changes: object) -> DebrisImpacts:
    density = failure_time_density(ascents, impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s))
    return failures(ascents, density, standard_atmosphere(), case="test", seed=3, samples=samples, **changes)  # type: ignore[arg-type]


def test_workers_and_cuts_change_no_bit(southward: Ascents, monkeypatch: pytest.MonkeyPatch) -> None:
    here = _drawn(southward, 60)
    monkeypatch.setattr(risk_failures, "_SPAN", 17)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = _drawn(southward, 60, executor=pool)
    for field in fields(DebrisImpacts):
        assert getattr(here, field.name).tobytes() == getattr(there, field.name).tobytes()
    fewer = _drawn(southward, 25)
    assert fewer.lat_deg.tobytes() == np.ascontiguousarray(here.lat_deg[:, :25]).tobytes()


def test_moments_near_land_weigh_less_and_nothing_is_lost(southward: Ascents) -> None:
    drawn = _drawn(southward, 600)
    assert drawn.weight.mean() == pytest.approx(
        1.0, abs=0.03
    )  # what is drawn more often counts less, in all as much
    assert drawn.weight.min() < 0.9 < drawn.weight.max()
    early = drawn.weight * (drawn.failed_s < 350.0)
    at_ignition = sum(mode.share for mode in FAILURE_MODES if mode.at_ignition)
    expected = (
        1 - at_ignition
    ) / 2 + at_ignition  # both ignitions of the made-up flight are in its first half
    assert early.mean() == pytest.approx(expected, abs=0.03)


def test_failures_to_stage_happen_at_ignition(southward: Ascents) -> None:
    drawn = _drawn(southward, 300)
    at_ignition = np.array([mode.at_ignition for mode in FAILURE_MODES])[drawn.mode]
    moments = drawn.failed_s[at_ignition]
    assert moments.size > 30
    assert (((moments >= 120) & (moments <= 129)) | ((moments >= 280) & (moments <= 289))).all()


def test_a_gentle_break_up_in_a_vacuum_falls_about_the_impact_point(southward: Ascents) -> None:
    """Authority: the impact point of the state, by Kepler; 10 m/s for a fall of minutes is some kilometres."""
    one = replace(southward, r_ecef_m=southward.r_ecef_m[:, :, :1], v_ecef_m_s=southward.v_ecef_m_s[:, :, :1])
    one = replace(one, powered=southward.powered[:, :1], events={})
    points = impact_points(one.r_ecef_m, one.v_ecef_m_s)
    drawn = failures(one, failure_time_density(one, points), vacuum(j2=0.0), case="v", seed=1, samples=200)
    gentle = (
        (~np.array([mode.explodes for mode in FAILURE_MODES])[drawn.mode])
        & (drawn.failed_s < 400)
        & (drawn.failed_s > 60)
    )
    heavy = CLASS_OF_PIECE == 0
    lat = np.interp(drawn.failed_s[gentle], one.after_s, points.lat_deg[:, 0])
    lon = np.interp(drawn.failed_s[gentle], one.after_s, points.lon_deg[:, 0])
    fall_s = np.interp(drawn.failed_s[gentle], one.after_s, points.after_s[:, 0])
    for piece in np.flatnonzero(heavy):
        away_m, _, _ = geodesic_inverse(drawn.lat_deg[piece, gentle], drawn.lon_deg[piece, gentle], lat, lon)
        assert (away_m < 5.0 * DEBRIS_CLASSES[0].imparted_velocity_factor * 10.0 * fall_s + 2_000.0).all()


def test_densities_add_to_one_for_every_way_to_fail(southward: Ascents) -> None:
    density: FailureTimeDensity = failure_time_density(
        southward, impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    )
    assert density.chance.sum(axis=1) == pytest.approx(1.0)
    assert density.proposal_ratio.min() == 1.0
    assert density.proposal_ratio.max() > 1.0
