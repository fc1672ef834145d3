"""The normal density, on arrays."""

import numpy as np

from downrange.kernel.arrays import Floats


def normal(x: Floats, mean: Floats | float, sd: Floats | float) -> Floats:
    """Density of a normal distribution at ``x``; the three broadcast."""
    density: Floats = np.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * np.sqrt(2 * np.pi))
    return density
