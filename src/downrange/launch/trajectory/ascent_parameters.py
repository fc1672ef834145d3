"""Parameters: standard normal numbers turned into the phases, steering and bodies of one ascent, and its moments."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import G0_M_S2
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory.observations import Known
from downrange.launch.trajectory.pitch_kick import kicks_rad
from downrange.launch.trajectory.vehicle import Vehicle

# Steering priors. Hand-over offset and bend of the tangent law are the fall study's (2026). Tilt: of the velocity off
# the vertical at the end of the first phase; first stages leave at path angles of 20 to 60 degrees. Yaw at mid-burn,
# and what it grows by, with long tails (`seldom`): dog-legs turn the fall azimuths of one flight by 1 to 62 degrees.
TILT_DEG, TILT_SD_DEG = 50.0, 11.0
OFFSET_SD_DEG = 8.0
BEND, BEND_SD = 1.0, 0.4
YAW_DEG, YAW_GROWS_DEG = 10.0, 15.0
# What the model leaves out (throttling, thrust that tails off, turns of another shape) as an error of the speed at
# which a body leaves: share of the speed, one sigma. Supposed; design/fall_accuracy.py measures what comes out.
SPEED_ERROR = 0.015
COAST_POWER = (
    3  # most stages light at once, some coast for minutes: half of the coasts fill an eighth of what they may
)
MOST_DECLINE = 1.6  # of the middle flow: at two, nothing flows at the end
LEAST_LIFT = 1.25  # thrust over weight in a vacuum; at the sea it is 1.11, and the weakest known 1.15 to 1.2
_A_PHASE, _STEERING, _A_PART = 8, 4, 3  # numbers each takes
_LOGISTIC = 1.702  # makes the logistic function the normal distribution's within 0.01
_MOST_ZETA, _LEAST_ZETA = 0.96, 0.03
_TILTS_DEG = (3.0, 88.0)


@dataclass(frozen=True, slots=True)
class Flown:
    """N ascents in the equations' own terms, and what they drop.

    phases (N, P, 7), steer (N, 4): see `equations`. events: name -> seconds after lift-off (N,); `moments` their
    names. beta and share of the speed (parts, N).
    """

    phases: Floats
    steer: Floats
    events: dict[str, Floats]
    moments: tuple[str, ...]
    beta: Floats
    speed_share: Floats

    def rising(self) -> tuple[Floats, NDArray[np.intp]]:
        """The moments of each ascent in order of time (N, M), and the rank of each named moment (M, N)."""
        when = np.stack([self.events[name] for name in self.moments], axis=1)
        order = np.argsort(when, axis=1, kind="stable")
        return np.take_along_axis(when, order, axis=1), np.argsort(order, axis=1, kind="stable").T


def width(vehicle: Vehicle) -> int:
    """How many standard normal numbers make one ascent."""
    return _A_PHASE * len(vehicle.phases) + _STEERING + _A_PART * len(vehicle.parts)


def flown(vehicle: Vehicle, known: Known, z: Floats) -> Flown:
    """Ascents from standard normal numbers z (width, N)."""
    count, phases = z.shape[1], np.empty((z.shape[1], len(vehicle.phases), 7))
    events: dict[str, Floats] = {}
    at = np.zeros(count)
    for p, phase in enumerate(vehicle.phases):
        own = z[_A_PHASE * p : _A_PHASE * (p + 1)]
        zeta = np.clip(phase.zeta.median + phase.zeta.sd * own[0], _LEAST_ZETA, _MOST_ZETA)
        exhaust = G0_M_S2 * (phase.isp_s.median + phase.isp_s.sd * own[1])
        lift = np.exp(phase.log_thrust_to_weight.median + phase.log_thrust_to_weight.sd * own[2])
        a0 = G0_M_S2 * (np.maximum(lift, LEAST_LIFT) if p == 0 else lift)
        decline = np.clip(phase.decline.median + phase.decline.sd * own[5], -MOST_DECLINE, MOST_DECLINE)
        least, most = phase.coast_s
        at = at + least + (most - least) * even(own[3]) ** COAST_POWER
        burn = zeta * exhaust / a0
        yaw, grows = np.radians(YAW_DEG * seldom(own[4])), np.radians(YAW_GROWS_DEG * seldom(own[6]))
        phases[:, p] = np.stack([at, burn, a0, exhaust, yaw, decline, grows], axis=1)
        if p > 0:
            events[f"stage {p + 1} ignition"] = at
        at = at + burn
        if p == len(vehicle.phases) - 1:
            events["insertion"] = at
            break
        events[f"stage {p + 1} burn-out"] = at
        apart = at + np.exp(phase.log_separation_s.median + phase.log_separation_s.sd * own[7])
        events[f"stage {p + 1} separation"] = apart
        at = at if vehicle.phases[p + 1].burns_on else apart
    kick, heading, offset, bend = z[_A_PHASE * len(vehicle.phases) :][:_STEERING]
    steer = np.stack(
        [
            kicks_rad(phases[:, 0], np.radians(np.clip(TILT_DEG + TILT_SD_DEG * kick, *_TILTS_DEG))),
            np.radians(known.heading_deg + known.heading_sd_deg * heading),
            np.radians(OFFSET_SD_DEG * offset),
            BEND + BEND_SD * bend,
        ],
        axis=1,
    )
    own = z[_A_PHASE * len(vehicle.phases) + _STEERING :].reshape(-1, _A_PART, count)
    for part, (_, share, _) in zip(vehicle.parts, own, strict=True):
        if part.during:
            events[part.moment] = phases[:, part.phase, 0] + even(share) * phases[:, part.phase, 1]
    return Flown(
        phases,
        steer,
        events,
        tuple(events),
        np.array(
            [p.beta_kg_m2 * np.exp(p.beta_log_sd * z[0]) for p, z in zip(vehicle.parts, own, strict=True)]
        ),
        1.0 + SPEED_ERROR * own[:, 2],
    )


def even(z: Floats) -> Floats:
    """Standard normal numbers spread evenly over 0 to 1."""
    spread: Floats = 1.0 / (1.0 + np.exp(-_LOGISTIC * z))
    return spread


def seldom(z: Floats) -> Floats:
    """Standard normal numbers with long tails: most launches hardly yaw, for it costs; those that must yaw much."""
    turns: Floats = z + 0.4 * z**3
    return turns
