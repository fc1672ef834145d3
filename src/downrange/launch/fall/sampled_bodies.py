"""Samples of a body's figures: standard normal numbers (`kernel.random_streams`) with the figures' percentiles."""

from math import log

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.kernel.figures import Z95, Figure


def spread(figure: Figure, z: Floats) -> Floats:
    """Standard normal numbers turned into samples of a figure: two halves of normals with its three percentiles."""
    up, down = figure.p95 - figure.median, figure.median - figure.p05
    return figure.median + _either_side(up, down, z)


def spread_log(figure: Figure, z: Floats) -> Floats:
    """The same on a logarithmic scale, for figures that are known to a factor."""
    up, down = log(figure.p95 / figure.median), log(figure.median / figure.p05)
    return figure.median * np.exp(_either_side(up, down, z))


def _either_side(up: float, down: float, z: Floats) -> Floats:
    """Standard normal numbers stretched to reach `up` at the 95th percentile and `-down` at the 5th."""
    away: Floats = (up * np.maximum(z, 0.0) + down * np.minimum(z, 0.0)) / Z95
    return away
