"""The vehicles on file: masses that add up to published ones, shares by the rocket equation, names that are found."""

import re
from math import exp, log

import numpy as np
import pytest

from downrange.errors import CaseError
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.trajectory_codes import AscentRemark
from downrange.launch.trajectory.vehicle import STAGE_CLASSES, FallingBody, read_vehicle
from downrange.launch.trajectory.vehicles_on_file import (
    IMPULSE_ERROR,
    LAST_SHARE,
    REMEMBERED,
    FiledPhase,
    FiledVehicle,
    filed_phases,
    find_vehicle,
    matching_vehicles,
    vehicle_sources,
    vehicles,
)

# Lift-off masses in tonnes: GCAT, lv.tsv of December 2025 (J. McDowell, CC-BY 4.0). Its round figures and the loads
# that differ leave a few per cent.
LIFTOFF_T = {
    "Soyuz-2": 313, "Long March 2D": 250, "Long March 3B": 457, "Long March 4C": 254.4, "Long March 6": 103,
    "Long March 7": 594, "PSLV-CA": 230, "LVM3": 629, "Electron": 12.6, "Vega-C": 210, "Ariane 62": 530,
    "Ariane 64": 850, "H-IIA 202": 285, "H-IIB": 551, "H3-22": 420, "H3-24": 572, "Epsilon": 95.4, "Nuri": 200,
    "Simorgh": 85, "Qased": 19.4, "Starship": 5020,
}  # fmt: skip
five_percent = 0.05
one_percent = 0.01


def _figures(vehicle: FiledVehicle) -> list:
    stated = [figure for figure in (vehicle.payload_t, vehicle.fairing_t) if figure]
    return stated + [figure for stage in vehicle.stages for figure in stage.figures.values()]


@pytest.mark.parametrize("name", LIFTOFF_T)
def test_the_masses_of_the_stages_add_up_to_the_published_lift_off_mass(name: str) -> None:
    vehicle = find_vehicle(name)
    total = sum(figure.median for figure in (vehicle.payload_t, vehicle.fairing_t) if figure)
    for stage in vehicle.stages:
        total += stage.count * (stage.figures["propellant_t"].median + stage.figures["dry_t"].median)
    assert total == pytest.approx(LIFTOFF_T[name], rel=five_percent)


@pytest.mark.parametrize(
    ("name", "phase", "share"),
    [("H-IIA 202", 0, 0.54), ("H-IIA 202", 1, 0.67), ("LVM3", 0, 0.66), ("LVM3", 1, 0.68), ("Nuri", 0, 0.65)],
)
def test_shares_are_those_computed_by_hand(name: str, phase: int, share: float) -> None:
    found = filed_phases(find_vehicle(name))[phase].propellant_fraction
    assert found is not None
    assert found.median == pytest.approx(share, abs=0.01)


def test_phases_give_the_speed_of_the_rocket_equation() -> None:
    """H-IIA 202 by masses: boosters and core together, the core alone without its boosters, the fairing half-way."""
    boosters, core = 2 * 65.0, 101.1
    beside = core * 104 / 391
    stack = boosters + 2 * 10.5 + core + 12.9 + 16.9 + 3.1 + 1.4 + 2.5
    first = -log(1 - (boosters + beside) / stack)
    after = stack - boosters - 2 * 10.5 - beside
    burns = core - beside
    second = log(after / (after - burns / 2)) + log((after - burns / 2 - 1.4) / (after - burns - 1.4))
    both = [phase.propellant_fraction for phase in filed_phases(find_vehicle("H-IIA 202"))[:2]]
    assert [exp(-first), exp(-second)] == pytest.approx(
        [1 - share.median for share in both if share], abs=1e-9
    )


@pytest.mark.parametrize("vehicle", vehicles(), ids=lambda vehicle: vehicle.name)
def test_every_vehicle_is_a_vehicle_of_the_fit(vehicle: FiledVehicle) -> None:
    bodies = [FallingBody(stage.name, "stage", 435.0, 0.6) for stage in vehicle.stages[:-1]]
    if vehicle.sheds:
        bodies.append(FallingBody("Fairing", "fairing", 45.0, 0.4))
    read = read_vehicle(vehicle.aliases[0] if vehicle.aliases else vehicle.name, bodies)
    assert read.remark.code is AscentRemark.ON_FILE
    assert read.remark.facts["vehicle"] == vehicle.name
    order = {stage.name: number for number, stage in enumerate(vehicle.stages)}
    for part in read.parts:
        if part.is_fairing:
            assert (part.phase, part.during) == (order[vehicle.sheds or ""], True)
        else:
            assert (part.phase, part.during) == (order[part.name], False)
    ascent = flight_parameters(read, Observations(90.0, 1.0), np.zeros((parameter_count(read), 1)))
    for number, phase in enumerate(filed_phases(vehicle)):
        assert phase.stage.kind in STAGE_CLASSES
        if phase.burn_s and phase.propellant_fraction and number + 1 < len(read.phases):
            assert ascent.phases[0, number, 1] == pytest.approx(phase.burn_s.median, rel=five_percent)


def test_the_last_stage_may_be_cut_off_and_keeps_its_thrust() -> None:
    """Of H-IIA's second stage: 137 kN and 16.9 t, of which a light payload needs a part until insertion."""
    on_file = filed_phases(find_vehicle("H-IIA 202"))[-1]
    read = read_vehicle("H-IIA 202", []).phases[-1]
    share = on_file.propellant_fraction
    assert share is not None
    assert read.propellant_fraction.p05 == pytest.approx(LAST_SHARE[0] * share.median)
    assert read.propellant_fraction.p95 == share.p95
    assert read.log_burn_s is None
    mass_t = 16.9 + 3.1 + 2.5
    assert exp(read.log_thrust_to_weight.median) == pytest.approx(137 / 9.80665 / mass_t, rel=five_percent)


def test_what_masses_leave_out_widens_the_impulse_of_the_fit_only() -> None:
    on_file, read = filed_phases(find_vehicle("Vega-C"))[0].isp_s, read_vehicle("Vega-C", []).phases[0].isp_s
    assert on_file is not None
    assert read.median == on_file.median
    assert read.sd == pytest.approx(np.hypot(on_file.sd, IMPULSE_ERROR * on_file.median), rel=five_percent)


@pytest.mark.parametrize("vehicle", vehicles(), ids=lambda vehicle: vehicle.name)
def test_every_figure_has_a_source_a_grade_and_an_honest_spread(vehicle: FiledVehicle) -> None:
    for figure in _figures(vehicle):
        assert figure.source in vehicle_sources()
        assert re.fullmatch("[A-F][1-6]", figure.grade)
        assert figure.p05 < figure.median < figure.p95, "nothing is known exactly"
        assert (figure.grade == "F3") == (figure.source == REMEMBERED), "a remembered figure says so"
    computed = [x for p in filed_phases(vehicle) for x in (p.propellant_fraction, p.isp_s, p.burn_s) if x]
    assert all(0.0 < figure.p05 <= figure.median <= figure.p95 for figure in computed)


def test_every_source_is_used() -> None:
    assert {figure.source for vehicle in vehicles() for figure in _figures(vehicle)} == set(vehicle_sources())


def test_every_name_finds_its_own_vehicle() -> None:
    for vehicle in vehicles():
        for name in (vehicle.name, *vehicle.aliases):
            for said in (name, name.lower(), name.replace(" ", ""), name.replace("-", " ")):
                assert find_vehicle(said) is vehicle


def test_a_wider_mass_makes_a_wider_share() -> None:
    def width(phase: FiledPhase) -> float:
        share = phase.propellant_fraction
        assert share is not None
        return share.p95 - share.p05

    known, guessed = filed_phases(find_vehicle("Vega-C"))[0], filed_phases(find_vehicle("Simorgh"))[0]
    assert width(guessed) > 3 * width(known)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Long Marsh 2C", "is not a vehicle on file.*Nearest: Long March 2C"),
        ("Ariane 6", "not one vehicle on file but several.*Ariane 62, Ariane 64"),
        ("PSLV", "not one vehicle on file but several.*PSLV-CA"),
        ("", "is not a vehicle on file"),
        ("?!", "is not a vehicle on file"),
        ("Ω" * 500, "is not a vehicle on file"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, says: str) -> None:
    with pytest.raises(CaseError, match=says):
        read_vehicle(name, [])


@pytest.mark.parametrize(
    "name", ["Stage 1", "First stage", "stage1", "1st stage", "S1", "Core", "core stage"]
)
def test_a_core_is_its_stage_by_any_name_and_never_the_boosters(name: str) -> None:
    (part,) = read_vehicle("H3-22", [FallingBody(name, "stage", 435.0, 0.6)]).parts
    assert (part.phase, part.during) == (1, False)


@pytest.mark.parametrize("name", ["Zone A", "Stage 7", "stage", "SRBX"])
def test_a_body_of_no_stage_is_refused(name: str) -> None:
    with pytest.raises(CaseError, match="is not a stage of H3-22 by name"):
        read_vehicle("H3-22", [FallingBody(name, "stage", 435.0, 0.6)])


def test_a_vehicle_without_figures_flies_by_class() -> None:
    vehicle = read_vehicle("Chollima-1", [])
    assert vehicle.remark.facts["stated"] == 0
    assert [phase.isp_s.source for phase in vehicle.phases] == [
        STAGE_CLASSES[kind].isp_s.source for kind in ("first", "upper", "last")
    ]


def test_burn_time_and_thrust_are_not_both_given() -> None:
    def figure(*spread: float) -> dict:
        return {"spread": list(spread), "source": "a page", "grade": "B2"}

    stage = {
        "class": "first",
        "burn_time_s": figure(110, 120, 130),
        "thrust_to_weight": figure(1.3, 1.4, 1.5),
    }
    with pytest.raises(CaseError, match="burn_time_s and thrust_to_weight are both given"):
        read_vehicle({"stages": [stage]}, [])
    del stage["thrust_to_weight"]
    read = read_vehicle({"stages": [stage]}, [])
    z = np.zeros((parameter_count(read), 2))
    z[2, 1] = 1.645
    burn = flight_parameters(read, Observations(90.0, 1.0), z).phases[:, 0, 1]
    assert burn == pytest.approx([120.0, 130.0], rel=one_percent)


def test_a_query_finds_parts_of_names() -> None:
    assert [vehicle.name for vehicle in matching_vehicles("cz2")] == ["Long March 2C", "Long March 2D"]
    assert matching_vehicles(None) == vehicles()
    assert matching_vehicles("zzz") == ()


def test_every_word_of_a_name_finds_its_vehicle_and_no_letters_across_words_do() -> None:
    for vehicle in vehicles():
        for name in (vehicle.name, *vehicle.aliases):
            words = name.split()
            queries = (name, name.replace("-", ""), *(" ".join(words[k:]) for k in range(len(words))))
            assert all(vehicle in matching_vehicles(query) for query in queries), name
    assert {v.name for v in matching_vehicles("H3")} == {"H3-22", "H3-24"}


@pytest.mark.parametrize(
    ("name", "nearest"), [("Soyuz", "Soyuz-2"), ("Vega", "Vega-C"), ("Falcon", "Falcon 9")]
)
def test_the_beginning_of_one_name_is_not_called_several(name: str, nearest: str) -> None:
    with pytest.raises(CaseError, match=f"is not a vehicle on file .*Nearest: {nearest}"):
        find_vehicle(name)
