"""What influence says is the same is the same to the last bit, whatever the vehicle; and hardly anything else is."""

import numpy as np
import pytest

from downrange.kernel.arrays import Floats
from downrange.kernel.random_streams import normals
from downrange.launch.fall.ballistic_fall import drop, standard_atmosphere
from downrange.launch.trajectory import powered_flight
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.flight_events import INSERTION
from downrange.launch.trajectory.influence import fall_numbers, flight_numbers, kick_numbers, nudged_columns
from downrange.launch.trajectory.observations import Insertion, Observations
from downrange.launch.trajectory.residuals import Problem, fallen, fly, problem_of, residuals_sigma
from downrange.launch.trajectory.vehicle import FallingBody, Vehicle, read_vehicle

PAD = (39.66, 124.705)
AIR = standard_atmosphere()
TRIED, COUNT, NUDGE = 120, 30, 0.3
# Which classes fly, and what is shed while which of them burns.
VEHICLES = [
    ("first, upper, last", {1: ["Fairing"]}),
    ("boosted, core, last", {0: ["Cover"], 1: ["Fairing"]}),
    ("boosted, core, core, last", {2: ["Fairing"]}),
    ("solid first, solid upper, solid upper, last", {2: ["Fairing"], 3: ["Cover"]}),
    ("long first, hydrogen upper", {1: ["Fairing"]}),
]


@pytest.fixture(autouse=True)
def _no_second_flight(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ascent that is flown again with shorter steps moves by their error, the fall of its first stage too."""
    monkeypatch.setattr(powered_flight, "MOST_ROUGH_M_S", np.inf)


def _fall(r: Floats, v: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    landed = drop(r, v, beta, AIR)
    return landed.lat_deg, landed.lon_deg, landed.after_s


def _vehicle(classes: str, sheds: dict[int, list[str]]) -> Vehicle:
    kinds = classes.split(", ")
    stages = [{"class": kind, "sheds": sheds.get(k, [])} for k, kind in enumerate(kinds)]
    bodies = [FallingBody(f"Stage {k}", "stage", 435.0, 0.6) for k in range(len(kinds))]
    shed = [FallingBody(name, "fairing", 45.0, 0.4) for names in sheds.values() for name in names]
    return read_vehicle({"stages": stages}, [*bodies, *shed])


def _posed(classes: str, sheds: dict[int, list[str]]) -> tuple[Problem, Floats, Floats]:
    """A problem, ascents near the middle of the prior (K, N), and these with each number changed (K, K x N).

    All of them fly: of one that comes back to the ground every state is unknown, so any number may touch any of them.
    """
    vehicle = _vehicle(classes, sheds)
    problem = problem_of(vehicle, PAD, Observations(190.0, 10.0, insertion=Insertion(500.0, 20.0)), _fall)
    many = parameter_count(vehicle)
    z = 0.7 * normals("influence", 1, classes, 0, TRIED, many)
    nudged = np.repeat(z[:, None, :], many, axis=1)
    nudged[np.arange(many), np.arange(many)] += NUDGE
    every = np.concatenate([z[:, None], nudged], axis=1).reshape(many, -1)
    at = fly(problem, flight_parameters(vehicle, problem.known, every))[2]
    flies = np.isfinite(at[INSERTION][0]).reshape(1 + many, -1).all(axis=0)
    assert flies.sum() >= COUNT
    own = np.flatnonzero(flies)[:COUNT]
    return problem, z[:, own], nudged[:, :, own].reshape(many, -1)


@pytest.mark.parametrize(("classes", "sheds"), VEHICLES)
def test_what_a_number_does_not_touch_keeps_its_bits_and_what_it_touches_moves(
    classes: str, sheds: dict[int, list[str]]
) -> None:
    problem, z, nudged = _posed(classes, sheds)
    vehicle, many = problem.vehicle, len(z)
    tried = [flight_parameters(vehicle, problem.known, each) for each in (z, nudged)]
    flown = [fly(problem, each)[2] for each in tried]

    def moved(of: list[Floats]) -> Floats:
        """The share of the ascents in which each number moves something (K,)."""
        base, changed = of[0], of[1].reshape(*of[0].shape[:-1], many, COUNT)
        same = (changed == base[..., None, :]) | (np.isnan(changed) & np.isnan(base[..., None, :]))
        return 1.0 - same.reshape(-1, many, COUNT).all(axis=0).mean(axis=1)

    def holds(says: Floats, moves: Floats) -> None:
        assert (moves[~says] == 0.0).all()
        assert (moves[says] > 0.0).mean() > 0.5, "few numbers are said to touch what they do not"

    holds(kick_numbers(vehicle), moved([each.steer[:, 0] for each in tried]))
    holds(flight_numbers(vehicle), moved([np.concatenate([at[e] for e in at]) for at in flown]))
    for part in vehicle.parts:
        falls = [fallen(problem, a, at, part.name) for a, at in zip(tried, flown, strict=True)]
        places = [
            np.stack([fall.lat_deg, fall.lon_deg, fall.after_liftoff_s - fall.leaves_s]) for fall in falls
        ]
        if np.isnan(places[0]).all():
            assert part.phase == len(vehicle.phases) - 1, (
                "only a last stage may stay in orbit in every ascent"
            )
            continue
        holds(fall_numbers(vehicle, part), moved(places))


@pytest.mark.parametrize(("classes", "sheds"), VEHICLES)
def test_misses_are_the_same_to_the_last_bit_with_what_is_the_same_computed_once(
    classes: str, sheds: dict[int, list[str]]
) -> None:
    problem, z, nudged = _posed(classes, sheds)
    value, sd = np.array([[d.value] for d in problem.data]), np.array([d.sd for d in problem.data])
    every = np.concatenate([z, nudged], axis=1)
    once = residuals_sigma(problem, every, value, sd, nudged_columns(problem.vehicle, COUNT))
    assert np.array_equal(once, residuals_sigma(problem, every, value, sd))
