"""Influence: which of the numbers that make an ascent can change its kick, its flight and the fall of each body.

Slopes by differences nudge one number at a time, and most nudges leave most of the ascent as it is: a beta changes
no flight, a later phase changes neither the kick nor a fall of the first stage. What cannot change by the structure
of the model (`ascent_parameters`, `flight_equations`) is computed once, in the ascent as it stands. It has the same
bits, unless the nudged ascent is flown again with shorter steps (tests/launch/trajectory/test_influence.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downrange.kernel.arrays import Bools
from downrange.launch.trajectory.ascent_parameters import (
    A_PART,
    A_PHASE,
    BETA,
    COAST,
    DECLINE,
    FRACTION,
    HEADING,
    IMPULSE,
    PITCH_OVER,
    SEPARATION,
    SHARE,
    SPEED,
    STEERING,
    THRUST,
    YAW,
    YAW_GROWS,
    parameter_count,
)
from downrange.launch.trajectory.vehicle import Part, Vehicle

Columns = NDArray[np.intp]
_TIMING = (
    FRACTION,
    IMPULSE,
    THRUST,
    COAST,
    SEPARATION,
)  # moves the end of the flight, hence the pitch before it


@dataclass(frozen=True, slots=True)
class SameAs:
    """For each of N ascents the column of the ascent that has the same kick, flight, and fall of a body: (N,) each.

    An ascent that stands for itself has its own column there.
    """

    kick: Columns
    flight: Columns
    falls: Mapping[str, Columns]


def nudged_columns(vehicle: Vehicle, count: int) -> SameAs:
    """What is the same among `count` ascents and these with each number changed: (1 + K) x count columns."""
    return SameAs(
        _columns(kick_numbers(vehicle), count),
        _columns(flight_numbers(vehicle), count),
        {part.name: _columns(fall_numbers(vehicle, part), count) for part in vehicle.parts},
    )


def _columns(numbers: Bools, count: int) -> Columns:
    own = np.concatenate([[True], numbers])[:, None]
    columns = np.arange(own.size * count).reshape(-1, count)
    return np.where(own, columns, columns[0]).ravel()


def kick_numbers(vehicle: Vehicle) -> Bools:
    """The numbers that can change the kick (K,): the thrust of the first phase, and the pitch-over."""
    numbers = np.zeros(parameter_count(vehicle), dtype=np.bool_)
    numbers[[FRACTION, IMPULSE, THRUST, DECLINE, _steering(vehicle) + PITCH_OVER]] = True
    return numbers


def flight_numbers(vehicle: Vehicle) -> Bools:
    """The numbers that can change a state at an event (K,): all but those of the bodies, bar when they leave."""
    numbers = np.ones(parameter_count(vehicle), dtype=np.bool_)
    numbers[[COAST, YAW, YAW_GROWS]] = False  # of the first phase, which neither waits nor yaws
    parts = _of_parts(vehicle, numbers)
    parts[:, (BETA, SPEED)] = False
    parts[[not part.during for part in vehicle.parts], SHARE] = False
    return numbers


def fall_numbers(vehicle: Vehicle, part: Part) -> Bools:
    """The numbers that can change where and when a body comes down (K,)."""
    numbers, own = flight_numbers(vehicle), vehicle.parts.index(part)
    parts = _of_parts(vehicle, numbers)
    parts[:] = False
    parts[own, (BETA, SPEED)] = True
    parts[own, SHARE] = part.during
    last = part.phase
    if not part.during and last + 1 < len(vehicle.phases) and vehicle.phases[last + 1].ignited_with_previous:
        return numbers  # it leaves while the next phase burns, or after that
    phases = numbers[: A_PHASE * len(vehicle.phases)].reshape(-1, A_PHASE)
    if last == 0:
        phases[1:] = False
        phases[0, SEPARATION] = not part.during
        phases[1:2, COAST] = not part.during  # it leaves within the coast's steps, whose length this moves
        numbers[_steering(vehicle) : _steering(vehicle) + STEERING] = False
        numbers[[_steering(vehicle) + PITCH_OVER, _steering(vehicle) + HEADING]] = True
    else:
        phases[last + 1 :] = False
        phases[last + 1 :, _TIMING] = True
    return numbers


def _steering(vehicle: Vehicle) -> int:
    return A_PHASE * len(vehicle.phases)


def _of_parts(vehicle: Vehicle, numbers: Bools) -> Bools:
    """The numbers of the bodies (parts, A_PART): a view."""
    return numbers[_steering(vehicle) + STEERING :].reshape(-1, A_PART)
