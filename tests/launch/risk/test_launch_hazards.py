"""Hazard areas of a launch: failed flights per launch and given failure, planned falls as certain, thresholds."""

import numpy as np
import pytest

from downrange.errors import InputError
from downrange.kernel.figures import Figure
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_falls import announced_fall
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.fall.bodies import Body, Zone
from downrange.launch.risk.breakup import FAILURE_MODES
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.falling_pieces import (
    AIRCRAFT_LEVELS_M,
    aircraft_hits,
    pieces_of_failures,
    ship_hits,
)
from downrange.launch.risk.launch_hazards import LaunchHazards, launch_hazards, planned_pieces
from downrange.launch.risk.thresholds import DEFAULTS
from downrange.launch.trajectory.ascent_ensemble import Ascents

AIR = standard_atmosphere()
PAD = (39.66, 124.70)
DRAWS = Draws(600, 1)


def figure(median: float, sd: float) -> Figure:
    return Figure.normal(median, sd, "made up", "F6")


@pytest.fixture(scope="module")
def stage() -> Body:
    ring = np.array([[35.9, 35.9, 35.2, 35.2], [123.6, 124.4, 124.4, 123.6]])
    return Body(
        "Stage 1", "stage", Zone(ring, "made up", "F6"), figure(120, 5), figure(60, 4), figure(35, 3),
        figure(0.2, 0.02), Figure.lognormal(435, 0.3, "made up", "F6"),
    )  # fmt: skip


def hazards(ascents: Ascents | None, bodies: tuple[Body, ...], rate: FailureRate) -> LaunchHazards:
    return launch_hazards(
        ascents, bodies, PAD, AIR, rate, DEFAULTS, case="made up", draws=DRAWS, slice_s=120.0
    )


def test_without_a_record_a_failure_is_a_condition_and_no_chance(southward: Ascents) -> None:
    found = hazards(southward, (), FailureRate(0, 0))
    assert {each.given for each in found.hazards} == {"failure", *(mode.name for mode in FAILURE_MODES)}
    told = hazards(southward, (), FailureRate(1, 9))
    sizes = {(each.target, each.given): each.area.area_km2 for each in told.hazards}
    for target in ("ship", "aircraft"):
        rare, sure = sizes[target, "per launch"], sizes[target, "failure"]
        assert rare is not None
        assert sure is not None
        assert rare < sure
        unknown = told.dominant[target]  # type: ignore[index]
        assert unknown["code"].startswith("risk.by-")
        ends = unknown[
            "area_km2"
        ]  # the gentlest break-up alone is no larger than all of them with their errors
        assert ends["risk.by-severity"][0] <= ends["risk.by-draws"][1]


def test_aircraft_are_met_earlier_than_ships_and_nearly_below_each_other(southward: Ascents) -> None:
    levels = (*AIRCRAFT_LEVELS_M, 0.0)
    ever = np.full(southward.r_ecef_m.shape[2], np.inf)
    pieces = pieces_of_failures(southward, AIR, levels, ever, case="made up", seed=1, samples=200)
    early = pieces_of_failures(
        southward, AIR, levels, np.full_like(ever, 200.0), case="made up", seed=1, samples=200
    )
    assert 0 < np.unique(early.draw).size < np.unique(pieces.draw).size == early.draws
    through = np.isfinite(pieces.lat_deg).all(axis=0)
    assert through.mean() > 0.5
    assert (np.diff(pieces.after_s[:, through], axis=0) > 0.0).all()
    air, sea = aircraft_hits(pieces), ship_hits(pieces)
    assert np.median(air.after_s) < np.median(sea.after_s) - 30.0
    assert air.lat_deg.size == 3 * int(np.isfinite(pieces.lat_deg[:3]).all(axis=0).sum())


def test_a_planned_fall_is_certain_and_97_percent_of_it_lie_inside(stage: Body) -> None:
    found = {
        (each.target, each.criterion): each for each in hazards(None, (stage,), FailureRate(0, 0)).hazards
    }
    held = found["ship", "containment"]
    assert held.area.area_km2 == pytest.approx(0.97 * 72.2 * 77.8, rel=0.2)  # of the ring, 72 by 78 km
    assert {str(each.condition.code) for each in found.values()} == {"hazard.planned"}
    fall = announced_fall(stage, *PAD, AIR, case="made up", draws=DRAWS).as_dict()["after_liftoff_s"]
    assert held.area.span_s is not None
    assert held.area.span_s[0] <= fall["p05"] < fall["p95"] <= held.area.span_s[1]
    alike = planned_pieces(stage, PAD, AIR, case="made up", draws=DRAWS)
    whole = announced_fall(stage, *PAD, AIR, case="made up", draws=DRAWS).samples
    assert np.allclose(alike.after_s[-1], whole.after_liftoff_s[whole.failed == 0], atol=0.5)


def test_thresholds_are_probabilities() -> None:
    assert DEFAULTS.changed(ship=1e-4, aircraft=None).ship == 1e-4
    assert DEFAULTS.changed().containment == 0.97
    for wrong in (0.0, 1.0, -1e-5, float("nan")):
        with pytest.raises(InputError, match="between 0 and 1"):
            DEFAULTS.changed(ship=wrong)
