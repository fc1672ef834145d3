"""Until when the flight is constrained: the last body whose fall was announced, or reported, has left."""

import numpy as np

from downrange.launch.trajectory.ascent_ensemble import Ascents


def last_constrained_time_s(ascents: Ascents) -> float:
    """When the last body with an announced or reported fall leaves, s after lift-off: the median over the ascents.

    `Ascents.falls` holds these bodies and no other. The separations of a vehicle's stages without one, supposed or
    stated, do not count, nor does a known orbit: between them and the ground nothing says where the path lies. 0 if
    no fall is known.
    """
    leaves = (float(np.median(body.leaves_s)) for body in ascents.falls.values())
    return max(leaves, default=0.0)
