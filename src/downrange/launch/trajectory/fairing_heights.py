"""Fairing heights: at which height fairings leave, as a prior of two humps.

A fairing may leave anywhere in a burn of minutes, but operators choose by height: as soon as the free-molecular
heating allows it, or later, where time costs little. Published: LVM3 116 km; Naro 177 km, Nuri 191 and 204 km.
"""

import numpy as np

from downrange.kernel.arrays import Floats

# Height, one sigma, weight: the humps were found on flights held back (2026), and confirmed leaving one flight out
# (design/fall_priors.py).
FAIRING_HEIGHTS_KM = ((115.0, 15.0, 0.5), (190.0, 20.0, 0.5))
_LOGISTIC = 1.702  # makes the logistic function the normal distribution's within 0.01


def fairing_height_sigma(height_km: Floats) -> Floats:
    """The normal score of heights (N,) in the mixture of humps: 0 at its median, monotone, between humps nearly flat.

    A fit to a normal datum of value 0 and sigma 1 then draws heights from the mixture, whichever hump it starts from:
    the normal score transform (Deutsch and Journel, GSLIB, 1998).
    """
    flown = np.isfinite(height_km)
    height_km = np.where(flown, height_km, 0.0)
    below = above = np.full(np.shape(height_km), -np.inf)
    for middle, sd, weight in FAIRING_HEIGHTS_KM:
        x = _LOGISTIC * (height_km - middle) / sd
        below = np.logaddexp(below, np.log(weight) - np.logaddexp(0.0, -x))
        above = np.logaddexp(above, np.log(weight) - np.logaddexp(0.0, x))
    score: Floats = np.where(flown, (below - above) / _LOGISTIC, np.nan)
    return score
