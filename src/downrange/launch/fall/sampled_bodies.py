"""Scatter: standard normal numbers (`earth.draws`) turned into the figures that are assumed of a body."""

from math import log

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.launch.fall.bodies import Z95, Assumed


def spread(assumed: Assumed, z: Floats) -> Floats:
    """Standard normal numbers turned into the assumed figure: two halves of normals with its three percentiles."""
    up, down = assumed.p95 - assumed.median, assumed.median - assumed.p05
    return assumed.median + _either_side(up, down, z)


def spread_log(assumed: Assumed, z: Floats) -> Floats:
    """The same on a logarithmic scale, for figures that are known to a factor."""
    up, down = log(assumed.p95 / assumed.median), log(assumed.median / assumed.p05)
    return assumed.median * np.exp(_either_side(up, down, z))


def _either_side(up: float, down: float, z: Floats) -> Floats:
    """Standard normal numbers stretched to reach `up` at the 95th percentile and `-down` at the 5th."""
    away: Floats = (up * np.maximum(z, 0.0) + down * np.minimum(z, 0.0)) / Z95
    return away
