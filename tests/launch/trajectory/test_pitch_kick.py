"""The kick of a gravity turn against the flight itself: the velocity ends about as far over as was wanted."""

import numpy as np
import pytest

from downrange.earth.atmosphere import log_density_table
from downrange.earth.constants import G0_M_S2
from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.launch.trajectory.pitch_kick import kicks_rad
from downrange.launch.trajectory.powered_flight import fly_all
from downrange.launch.trajectory.vehicle import STAGE_CLASSES

six_degrees, twelve_degrees = 6.0, 12.0
AIR_STEP_M = 250.0
AIR = np.asarray(log_density_table(AIR_STEP_M, 500e3))
WANTED_DEG = np.array([30.0, 50.0, 65.0])
HEADINGS_DEG = np.array([0.0, 100.0, 190.0, 280.0])
LOW, USUAL = -1.5, 0.0  # thrust over weight, in standard deviations


@pytest.mark.parametrize(
    ("kind", "push", "tolerance"),
    [
        ("first", USUAL, six_degrees),
        ("kerosene first", USUAL, six_degrees),
        ("boosted", USUAL, six_degrees),
        ("solid first", USUAL, six_degrees),
        # A kick of a degree or less, and minutes to go: the turning Earth, which it leaves out, adds its own.
        ("first", LOW, twelve_degrees),
        ("long first", USUAL, twelve_degrees),
    ],
)
@pytest.mark.parametrize("lat_deg", [5.0, 62.0])
def test_the_velocity_ends_as_far_over_as_wanted(
    kind: str, push: float, tolerance: float, lat_deg: float
) -> None:
    stage = STAGE_CLASSES[kind]
    exhaust = G0_M_S2 * stage.isp_s.median
    a0 = G0_M_S2 * np.exp(stage.log_thrust_to_weight.median + push * stage.log_thrust_to_weight.sd)
    burn = stage.propellant_fraction.median * exhaust / a0
    wanted, heading = (each.ravel() for each in np.meshgrid(WANTED_DEG, HEADINGS_DEG))
    phases = np.tile([0.0, burn, a0, exhaust, 0.0, stage.decline.median, 0.0], (wanted.size, 1, 1))
    steer = np.zeros((wanted.size, 4))
    steer[:, 0], steer[:, 1] = kicks_rad(phases[:, 0], np.radians(wanted)), np.radians(heading)
    pad = np.concatenate([geodetic_to_ecef_m(lat_deg, 130.0, 0.0).ravel(), np.zeros(3)])
    ends = np.full((wanted.size, 1), burn)
    at = fly_all(pad, phases, steer, ends, AIR, AIR_STEP_M, 0)[2][:, 0]
    upward = (at[:3] * at[3:]).sum(axis=0) / np.linalg.norm(at[:3], axis=0) / np.linalg.norm(at[3:], axis=0)
    assert np.abs(np.degrees(np.arccos(upward)) - wanted).max() < tolerance
