"""Phases, steering, bodies and events of ascents, from standard normal numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import G0_M_S2
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory.flight_events import INSERTION, EventKind, FlightEvent
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.pitch_kick import kicks_rad
from downrange.launch.trajectory.vehicle import Vehicle

# Steering priors. Hand-over offset and bend of the tangent law are the fall study's (2026). Pitch-over: of the
# velocity off the vertical at the end of the first phase; first stages leave at path angles of 20 to 60 degrees. Yaw
# at mid-burn, and what it grows by, are `heavy_tailed`: dog-legs turn the fall azimuths of one flight by 1 to 62 deg.
PITCH_OVER_DEG, PITCH_OVER_SD_DEG = 50.0, 11.0
OFFSET_SD_DEG = 8.0
BEND, BEND_SD = 1.0, 0.4
YAW_DEG, YAW_GROWS_DEG = 10.0, 15.0
# What the model leaves out (throttling, thrust that tails off, turns of another shape) as an error of the speed at
# which a body leaves: share of the speed, one sigma. Supposed; design/fall_accuracy.py measures what comes out.
SPEED_ERROR = 0.015
COAST_POWER = 3  # most stages light at once, some coast for minutes: half coast an eighth of the most or less
MOST_DECLINE = 1.6  # of the middle flow: at two, nothing flows at the end
LEAST_THRUST_TO_WEIGHT = 1.25  # in a vacuum; 1.11 at sea level, where the weakest known have 1.15 to 1.2
# The numbers of an ascent: eight for each phase, then four of the steering, then three for each body.
A_PHASE, STEERING, A_PART = 8, 4, 3
FRACTION, IMPULSE, THRUST, COAST, YAW, DECLINE, YAW_GROWS, SEPARATION = range(A_PHASE)
PITCH_OVER, HEADING, OFFSET, BENDS = range(STEERING)
BETA, SHARE, SPEED = range(A_PART)
_LOGISTIC = 1.702  # makes the logistic function the normal distribution's within 0.01
_MOST_PROPELLANT, _LEAST_PROPELLANT = 0.96, 0.03
_PITCH_OVERS_DEG = (3.0, 88.0)


@dataclass(frozen=True, slots=True)
class FlightParameters:
    """N ascents as `powered_flight` takes them, and the bodies that separate.

    phases (N, P, 7), steer (N, 4): see there. events: event -> seconds after lift-off (N,). beta and share of the
    speed (parts, N).
    """

    phases: Floats
    steer: Floats
    events: dict[FlightEvent, Floats]
    beta: Floats
    speed_share: Floats

    def rising(self) -> tuple[Floats, NDArray[np.intp]]:
        """The events of each ascent in order of time (N, M), and the rank of each event (M, N)."""
        when = np.stack(list(self.events.values()), axis=1)
        order = np.argsort(when, axis=1, kind="stable")
        return np.take_along_axis(when, order, axis=1), np.argsort(order, axis=1, kind="stable").T


def parameter_count(vehicle: Vehicle) -> int:
    """How many standard normal numbers make one ascent."""
    return A_PHASE * len(vehicle.phases) + STEERING + A_PART * len(vehicle.parts)


def flight_parameters(
    vehicle: Vehicle, known: Observations, z: Floats, kick_of: NDArray[np.intp] | None = None
) -> FlightParameters:
    """Ascents from standard normal numbers z (width, N).

    `kick_of` (N,): the column with the same kick, where that is known (`influence`); None: each has its own.
    """
    count, phases = z.shape[1], np.empty((z.shape[1], len(vehicle.phases), 7))
    events: dict[FlightEvent, Floats] = {}
    at = np.zeros(count)
    for p, phase in enumerate(vehicle.phases):
        own = z[A_PHASE * p : A_PHASE * (p + 1)]
        share = phase.propellant_fraction
        propellant = np.clip(share.median + share.sd * own[FRACTION], _LEAST_PROPELLANT, _MOST_PROPELLANT)
        exhaust = G0_M_S2 * (phase.isp_s.median + phase.isp_s.sd * own[IMPULSE])
        if phase.log_burn_s is None:
            thrust = phase.log_thrust_to_weight
            thrust_to_weight = np.exp(thrust.median + thrust.sd * own[THRUST])
        else:
            burn_s = np.exp(phase.log_burn_s.median + phase.log_burn_s.sd * own[THRUST])
            thrust_to_weight = propellant * exhaust / (burn_s * G0_M_S2)
        a0 = G0_M_S2 * (np.maximum(thrust_to_weight, LEAST_THRUST_TO_WEIGHT) if p == 0 else thrust_to_weight)
        decline = np.clip(phase.decline.median + phase.decline.sd * own[DECLINE], -MOST_DECLINE, MOST_DECLINE)
        least, most = phase.coast_s
        at = at + least + (most - least) * normal_to_uniform(own[COAST]) ** COAST_POWER
        burn = propellant * exhaust / a0
        yaw, grows = (
            np.radians(YAW_DEG * heavy_tailed(own[YAW])),
            np.radians(YAW_GROWS_DEG * heavy_tailed(own[YAW_GROWS])),
        )
        phases[:, p] = np.stack([at, burn, a0, exhaust, yaw, decline, grows], axis=1)
        if p > 0:
            events[FlightEvent(EventKind.IGNITION, p + 1)] = at
        at = at + burn
        if p == len(vehicle.phases) - 1:
            events[INSERTION] = at
            break
        events[FlightEvent(EventKind.BURN_OUT, p + 1)] = at
        apart = at + np.exp(phase.log_separation_s.median + phase.log_separation_s.sd * own[SEPARATION])
        events[FlightEvent(EventKind.SEPARATION, p + 1)] = apart
        at = at if vehicle.phases[p + 1].ignited_with_previous else apart
    kick, heading, offset, bend = z[A_PHASE * len(vehicle.phases) :][:STEERING]
    tilt_rad = np.radians(np.clip(PITCH_OVER_DEG + PITCH_OVER_SD_DEG * kick, *_PITCH_OVERS_DEG))
    kick_of = np.arange(count) if kick_of is None else kick_of
    once, which = np.unique(kick_of, return_inverse=True)
    steer = np.stack(
        [
            kicks_rad(phases[once, 0], tilt_rad[once])[which],
            np.radians(known.heading_deg + known.heading_sd_deg * heading),
            np.radians(OFFSET_SD_DEG * offset),
            BEND + BEND_SD * bend,
        ],
        axis=1,
    )
    own = z[A_PHASE * len(vehicle.phases) + STEERING :].reshape(-1, A_PART, count)
    for part, (_, share, _) in zip(vehicle.parts, own, strict=True):
        if part.during:
            events[part.event] = (
                phases[:, part.phase, 0] + normal_to_uniform(share) * phases[:, part.phase, 1]
            )
    return FlightParameters(
        phases,
        steer,
        events,
        np.array(
            [p.beta_kg_m2 * np.exp(p.beta_log_sd * z[BETA]) for p, z in zip(vehicle.parts, own, strict=True)]
        ),
        1.0 + SPEED_ERROR * own[:, SPEED],
    )


def normal_to_uniform(z: Floats) -> Floats:
    """Standard normal numbers mapped to the uniform distribution over 0 to 1."""
    spread: Floats = 1.0 / (1.0 + np.exp(-_LOGISTIC * z))
    return spread


def heavy_tailed(z: Floats) -> Floats:
    """Standard normal numbers with heavy tails: most launches hardly yaw, for it costs; those that must yaw much."""
    turns: Floats = z + 0.4 * z**3
    return turns
