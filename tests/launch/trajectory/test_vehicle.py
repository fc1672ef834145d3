"""Hostile [vehicle] and [known] tables are refused; good ones are read as written."""

from math import log
from typing import Any

import pytest

from downrange.errors import CaseError
from downrange.launch.trajectory.observations import ObservedFall, read_observations
from downrange.launch.trajectory.trajectory_codes import AscentRemark
from downrange.launch.trajectory.vehicle import FallingBody, read_vehicle

one_percent = 0.01
BODIES = (FallingBody("Stage 1", "stage", 435.0, 0.6), FallingBody("Fairing", "fairing", 45.0, 0.4))
LANDED = (
    ObservedFall("Fairing", 900.0, 0.05, 170.0, 2.0),
    ObservedFall("Stage 1", 400.0, 0.05, 180.0, 2.0),
)


def _figure(*spread: object) -> dict[str, Any]:
    return {"spread": list(spread), "source": "a page", "grade": "B2"}


def test_a_claimed_figure_stands_in_place_of_the_class() -> None:
    stage = {
        "class": "first",
        "thrust_to_weight": _figure(1.3, 1.4, 1.5),
        "specific_impulse_s": _figure(250, 260, 270),
    }
    vehicle = read_vehicle({"stages": [stage, {"class": "last", "sheds": ["Fairing"]}]}, BODIES)
    assert vehicle.phases[0].log_thrust_to_weight.median == pytest.approx(log(1.4), abs=1e-12)
    assert vehicle.phases[0].isp_s.sd == pytest.approx(20 / 3.29, rel=one_percent)
    assert vehicle.remark.says == "2 phases of thrust; 2 of 6 figures claimed, the rest by class"
    assert [(part.name, part.phase, part.during, part.event.name) for part in vehicle.parts] == [
        ("Stage 1", 0, False, "stage 1 separation"),
        ("Fairing", 1, True, "fairing separation"),
    ]
    assert vehicle.phases[0].isp_s.source == "a page"


def test_a_stage_that_coasts_with_the_next_may_say_for_how_long() -> None:
    stages = [{"class": "solid first", "separation_after_s": _figure(40, 55, 70)}, {"class": "last"}]
    vehicle = read_vehicle({"stages": stages}, BODIES)
    assert vehicle.phases[0].log_separation_s.median == pytest.approx(log(55), abs=1e-12)
    assert [part.is_fairing for part in vehicle.parts] == [False, True]


def test_only_a_core_burns_on_when_the_phase_before_it_ends() -> None:
    stages = [{"class": kind} for kind in ("boosted", "core", "hydrogen upper")]
    assert [phase.ignited_with_previous for phase in read_vehicle({"stages": stages}, BODIES).phases] == [
        False,
        True,
        False,
    ]


def test_nothing_known_is_said() -> None:
    assert read_vehicle(None, BODIES).remark.code is AscentRemark.NO_VEHICLE


FIRST: dict[str, Any] = {"class": "first"}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "'stages' is not a list of tables"),
        ({"stages": []}, "not a list of tables"),
        ({"stages": [FIRST] * 7}, "more than 6"),
        ({"stages": "first"}, "not a list of tables"),
        ({"stages": 3}, "not a list of tables"),
        ({"stages": ["first"]}, "not a list of tables"),
        ({"stages": [FIRST], "color": "red"}, "'color' is not known here"),
        ({"stages": [{"class": "warp"}]}, "warp"),
        ({"stages": [{"class": ["first"]}]}, "'class' is no text"),
        ({"stages": [{**FIRST, "mass": 3}]}, "'mass' is not known here"),
        ({"stages": [{**FIRST, "propellant_fraction": 0.6}]}, "no table"),
        ({"stages": [{**FIRST, "propellant_fraction": _figure(0.6, 0.5, 0.7)}]}, "does not rise"),
        ({"stages": [{**FIRST, "propellant_fraction": _figure(0.6, 0.7, 1.2)}]}, "0.02 to 0.97"),
        (
            {"stages": [{**FIRST, "specific_impulse_s": _figure(float("nan"), 300, 310)}]},
            "not a list of 3 numbers",
        ),
        ({"stages": [{**FIRST, "specific_impulse_s": _figure("a", "b", "c")}]}, "not a list of 3 numbers"),
        (
            {"stages": [{**FIRST, "specific_impulse_s": {**_figure(1, 2, 3), "source": ""}}]},
            "within 100 to 500",
        ),
        ({"stages": [{**FIRST, "separation_after_s": 9}]}, "no table"),
        ({"stages": [{**FIRST, "separation_after_s": _figure(0, 3, 9)}]}, "within 0.1 to 900"),
        ({"stages": [{**FIRST, "coast_s": [0, 5]}]}, "lift-off"),
        ({"stages": [FIRST, {"class": "last", "coast_s": [9, 5]}]}, "not an interval"),
        ({"stages": [FIRST, {"class": "last", "coast_s": 9}]}, "not a list of 2 numbers"),
        ({"stages": [{**FIRST, "drops": "Stage 1"}]}, "not a list|no text"),
        ({"stages": [{**FIRST, "drops": ["Booster"]}]}, "Booster"),
        ({"stages": [{**FIRST, "drops": [["Stage 1"]]}]}, "not a list|no text"),
        ({"stages": [{**FIRST, "drops": 5}]}, "not a list|no text"),
        ({"stages": [{**FIRST, "drops": ["Stage 1"], "sheds": ["Stage 1"]}]}, "leaves twice"),
    ],
)
def test_a_wrong_vehicle_is_refused(table: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        read_vehicle(table, BODIES)


def test_more_stages_that_fall_than_burn_are_refused() -> None:
    with pytest.raises(CaseError, match="one stage more"):
        read_vehicle({"stages": [FIRST]}, (*BODIES, FallingBody("Stage 2", "stage", 435.0, 0.6)))


def test_what_is_known_is_read_as_written() -> None:
    known = read_observations(
        {
            "times": [{"moment": "insertion", "after_s": _figure(700, 705, 710)}],
            "heights": [{"moment": "insertion", "altitude_km": _figure(480, 500, 520)}],
            "insertion": {"altitude_km": _figure(480, 500, 520), "inclination_deg": _figure(97, 97.4, 98)},
        },
        LANDED,
    )
    assert (known.heading_deg, known.heading_sd_deg) == (180.0, 10.0), "the nearest fall tells the heading"
    assert known.timed[0].after_s == 705.0
    assert known.timed[0].sd_s == pytest.approx(10 / 3.29, rel=one_percent)
    assert known.heights[0].source == "a page"
    assert known.insertion is not None
    assert known.insertion.inclination_deg == 97.4


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"time": []}, "'time' is not known here"),
        ({"times": "soon"}, "not a list of tables"),
        ({"times": [{"moment": "insertion"}]}, "times 1"),
        ({"times": [{"moment": 4, "after_s": _figure(1, 2, 3)}]}, "times 1"),
        ({"times": [{"moment": "insertion", "after_s": _figure(-5, 2, 3)}]}, "within 0"),
        ({"insertion": {"inclination_deg": _figure(97, 97.4, 98)}}, "altitude_km"),
        ({"insertion": 500}, "'insertion' is no table"),
        ({"insertion": {"altitude_km": _figure(4, 5, 6)}}, "within 80"),
        ({"azimuth_deg": 170}, "'azimuth_deg' is no table"),
    ],
)
def test_wrong_knowledge_is_refused(table: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        read_observations(table, LANDED)
