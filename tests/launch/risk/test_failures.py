"""Drawn failures: the same on any number of workers, and where physics puts them."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context

import numpy as np
import pytest

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.geography.territory_raster import TerritoryRaster, territory_raster
from downrange.launch.fall.ballistic_fall import drop, standard_atmosphere, vacuum
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk import failures as risk_failures
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES
from downrange.launch.risk.failure_proposal import even_proposal, failure_proposal
from downrange.launch.risk.failures import (
    CLASS_OF_PIECE,
    DebrisImpacts,
    FailedFlights,
    failed_pieces,
    failures,
)
from downrange.launch.risk.reach import reach_raster
from downrange.launch.risk.territory_tally import TerritoryTally
from downrange.launch.trajectory.ascent_ensemble import Ascents

HELD_S = 330.0


@pytest.fixture(scope="module")
def raster(southward: Ascents) -> TerritoryRaster:
    points = impact_points(southward.r_ecef_m, southward.v_ecef_m_s)
    return reach_raster(southward.after_s, points, np.full(6, HELD_S))


def _drawn(ascents: Ascents, raster: TerritoryRaster, samples: int, **changes: object) -> FailedFlights:
    points, held = impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s), np.full(6, HELD_S)
    proposal = failure_proposal(ascents, points, raster, held)
    return failures(
        ascents, proposal, standard_atmosphere(), raster, held,
        case="test", seed=3, samples=samples, **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def test_workers_change_no_bit(southward: Ascents, raster: TerritoryRaster) -> None:
    here = _drawn(southward, raster, 600)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = _drawn(southward, raster, 600, executor=pool)
    for of, cls in (("impacts", DebrisImpacts), ("tally", TerritoryTally)):
        for field in fields(cls):
            one, two = (np.asarray(getattr(getattr(made, of), field.name)) for made in (here, there))
            assert one.tobytes() == two.tobytes(), field.name


def test_a_sample_depends_on_its_number_alone(
    southward: Ascents, raster: TerritoryRaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = _drawn(southward, raster, 60).impacts
    monkeypatch.setattr(risk_failures, "_SPAN", 17)
    cut, fewer = _drawn(southward, raster, 60).impacts, _drawn(southward, raster, 25).impacts
    for field in fields(DebrisImpacts):
        whole = getattr(here, field.name)
        assert getattr(cut, field.name).tobytes() == whole.tobytes()
        assert getattr(fewer, field.name).tobytes() == np.ascontiguousarray(whole[..., :25]).tobytes()


def test_pieces_not_yet_dropped_are_those_of_the_impacts(southward: Ascents, raster: TerritoryRaster) -> None:
    """The same failures by two roads: mapped, and their states dropped; they differ by the error of the map."""
    points, held = impact_points(southward.r_ecef_m, southward.v_ecef_m_s), np.full(6, HELD_S)
    proposal = failure_proposal(southward, points, raster, held)
    thrown = failed_pieces(southward, proposal, "test", 3, 0, 80)
    impacts = _drawn(southward, raster, 80).impacts
    assert (thrown.weight == impacts.weight).all()
    assert (thrown.mode == impacts.mode).all()
    landed = drop(
        thrown.r_ecef_m.reshape(3, -1),
        thrown.v_ecef_m_s.reshape(3, -1),
        thrown.beta_kg_m2.ravel(),
        standard_atmosphere(),
    )
    lat, lon = landed.lat_deg.reshape(impacts.lat_deg.shape), landed.lon_deg.reshape(impacts.lat_deg.shape)
    down = np.isfinite(lat) & np.isfinite(impacts.lat_deg) & (impacts.failed_s < HELD_S)
    off_m, _, _ = geodesic_inverse(lat[down], lon[down], impacts.lat_deg[down], impacts.lon_deg[down])
    assert np.median(off_m) < 500.0
    assert np.quantile(off_m, 0.98) < 10_000.0


def test_failures_near_orbit_are_dropped_one_by_one(southward: Ascents) -> None:
    """Where a map would bend, pieces come from falls: to the metre those of the states."""
    late = replace(southward, powered=southward.powered & (southward.after_s[:, None] > 685), events={})
    nowhere, held = territory_raster((), 0.0, 0.0), np.zeros(6)
    made = failures(
        late, even_proposal(late), vacuum(), nowhere, held, case="late", seed=1, samples=20
    ).impacts
    thrown = failed_pieces(late, even_proposal(late), "late", 1, 0, 20)
    landed = drop(
        thrown.r_ecef_m.reshape(3, -1), thrown.v_ecef_m_s.reshape(3, -1), thrown.beta_kg_m2.ravel(), vacuum()
    )
    assert np.isnan(made.lat_deg).any()
    assert (made.lat_deg.ravel() == landed.lat_deg)[np.isfinite(landed.lat_deg)].all()


def test_failures_to_stage_happen_at_ignition(southward: Ascents, raster: TerritoryRaster) -> None:
    drawn = _drawn(southward, raster, 300).impacts
    at_ignition = np.array([mode.at_ignition for mode in FAILURE_MODES])[drawn.mode]
    moments = drawn.failed_s[at_ignition]
    assert moments.size > 30
    assert (((moments >= 120) & (moments <= 129)) | ((moments >= 280) & (moments <= 289))).all()


def test_a_gentle_break_up_in_a_vacuum_falls_about_the_impact_point(southward: Ascents) -> None:
    """Authority: the impact point of the state, by Kepler; 10 m/s for a fall of minutes is some kilometres."""
    one = replace(southward, r_ecef_m=southward.r_ecef_m[:, :, :1], v_ecef_m_s=southward.v_ecef_m_s[:, :, :1])
    one = replace(one, powered=southward.powered[:, :1], events={})
    points = impact_points(one.r_ecef_m, one.v_ecef_m_s)
    nowhere, held = territory_raster((), 0.0, 0.0), np.zeros(1)
    drawn = failures(
        one, even_proposal(one), vacuum(j2=0.0), nowhere, held, case="v", seed=1, samples=200
    ).impacts
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
