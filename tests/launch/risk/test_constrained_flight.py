"""Until when the path is known: by the bodies whose falls were announced, whatever else the vehicle may drop."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.launch.risk.constrained_flight import last_constrained_time_s
from downrange.launch.trajectory.ascent_ensemble import Ascents, Fallen
from downrange.launch.trajectory.flight_events import INSERTION, EventKind, FlightEvent


def _leaving(at_s: list[float]) -> Fallen:
    count = len(at_s)
    one, three = np.full(count, 100.0), np.zeros((3, count))
    return Fallen(one, one, one, one, np.array(at_s), three, three)


def test_the_path_is_constrained_until_the_last_announced_body_leaves(southward: Ascents) -> None:
    falls = {"Stage 1": _leaving([110.0, 130.0]), "Fairing": _leaving([200.0, 240.0])}
    assert last_constrained_time_s(replace(southward, falls=falls)) == 220.0


@pytest.mark.parametrize("stages", range(7))
def test_stages_without_an_announced_fall_and_the_orbit_do_not_extend_it(
    southward: Ascents, stages: int
) -> None:
    """Found: with one announced zone the supposed second stage's separation let 312 s count as known, not 137 s."""
    supposed = {
        FlightEvent(EventKind.SEPARATION, stage + 1): np.full(2, 137.0 + 150.0 * stage)
        for stage in range(stages)
    }
    events = {**southward.events, **supposed, INSERTION: np.full(2, 1200.0)}
    announced = replace(southward, events=events, falls={"Stage 1": _leaving([136.0, 138.0])})
    assert last_constrained_time_s(announced) == 137.0
    assert last_constrained_time_s(replace(announced, falls={})) == 0.0
