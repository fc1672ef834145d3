"""The kick that a gravity turn needs to end at a wanted tilt.

In a gravity turn ``d(theta)/dt = g sin(theta) / v``, so tan(theta/2) grows by exp(int g/v dt) whatever the kick
(Culler and Fried, "Universal gravity turn trajectories", 1957). How much that is depends on the thrust: the same kick
sends one rocket straight up and another into the ground. So the tilt at the end is drawn, and the kick follows.

Flown in a plane over a round Earth at rest, through an exponential atmosphere. The tilt that the whole
ascent then reaches is within 6 degrees of the wanted one, 12 of a weak or long-burning vehicle: about one standard
deviation of the prior (tests/launch/trajectory/test_pitch_kick.py).
"""

from math import atan, cos, exp, log, sin, tan

import numpy as np

from downrange.earth.constants import G0_M_S2, MEAN_RADIUS_M
from downrange.kernel.arrays import Floats
from downrange.kernel.compiled import compiled
from downrange.launch.trajectory.flight_equations import (
    A0_M_S2,
    ASCENT_BETA_KG_M2,
    BURN_S,
    DECLINE,
    EXHAUST_M_S,
    LEAST_SHARE_LEFT,
    PRESSURE_SCALE_M,
    SEA_LEVEL_LOSS,
    kicked,
    tilted_s,
)

_RISING, _TURNING, _ROUNDS = 22, 64, 5  # steps until the kick is done, steps after it; times over
_DENSITY_KG_M3 = 1.225  # at sea level: US Standard Atmosphere 1976
_LEAST_SPEED_M_S = 5.0
_MOST_RAD = 0.8


@compiled
def kicks_rad(first: Floats, tilt_rad: Floats) -> Floats:
    """Kick angles (N,) of first phases (N, 7: `powered_flight`) whose velocity ends so far off the vertical (N,)."""
    kicks, grows = np.empty(len(tilt_rad)), np.zeros(_RISING + _TURNING + 1)
    for n in range(len(tilt_rad)):
        a0, c, burn, tilted = first[n, A0_M_S2], first[n, EXHAUST_M_S], first[n, BURN_S], tilted_s(first[n])
        spent, decline, half = a0 * burn / c, first[n, DECLINE], tan(0.5 * tilt_rad[n])
        grows[:] = 0.0  # of ln tan(theta/2), from each time to the end: not yet known
        for _ in range(_ROUNDS):
            t, speed, height, mass = 0.0, 0.0, 0.0, 1.0
            follows = 0.0  # tilt of the velocity for a kick of one, which the thrust leads
            for k in range(_RISING + _TURNING):
                turning = k >= _RISING
                h = max(burn - tilted, 0.0) / _TURNING if turning else tilted / _RISING
                theta = 2.0 * atan(half * exp(-0.5 * (grows[k] + grows[k + 1]))) if turning else 0.0
                over = min((t + h) / burn, 1.0)
                then = max(1.0 - spent * (over + 0.5 * decline * (over - over * over)), LEAST_SHARE_LEFT)
                thin = exp(-height / PRESSURE_SCALE_M)
                drag = _DENSITY_KG_M3 * thin * speed * speed / (2.0 * ASCENT_BETA_KG_M2)
                far = MEAN_RADIUS_M + height
                pull = G0_M_S2 * (MEAN_RADIUS_M / far) ** 2
                pushed = c * log(mass / then) * (1.0 - SEA_LEVEL_LOSS * thin)
                gained = pushed - h * (pull * cos(theta) + drag)
                middle = max(speed + 0.5 * gained, _LEAST_SPEED_M_S)
                tilting = kicked(t + 0.5 * h, tilted)
                if turning:
                    grows[k] = h * (pull - (middle * sin(theta)) ** 2 / far) / middle
                elif tilting > 0.0:
                    # Implicit, for what brings the velocity after the thrust is stiff while it is slow.
                    follows = (follows + pushed * tilting / middle) / (1.0 + (pushed - h * pull) / middle)
                height += h * middle * cos(theta)
                t, speed, mass = t + h, speed + gained, then
            for k in range(_RISING + _TURNING - 1, _RISING - 1, -1):
                grows[k] += grows[k + 1]
        kicks[n] = min(2.0 * atan(half * exp(-grows[_RISING])) / follows, _MOST_RAD)
    return kicks
