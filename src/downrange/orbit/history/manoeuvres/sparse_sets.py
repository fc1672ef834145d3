"""Sparse sets: orbit raises between element sets that are weeks apart, where SGP4 cannot compare them.

No passive satellite climbs. Across a long gap a raise is a semi-major axis that stands higher at its end than drag,
at the rate that the two sets themselves state (their n-dot), could have left it, and that has not merely sunk less:
it rose. Lowerings hide in the drag and are not told. Rule: the project's study of element histories (2026).
"""

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.history.element_history import History
from downrange.orbit.history.manoeuvres.axis_steps import LONGEST_GAP_DAYS
from downrange.orbit.propagation.secular_rates import semi_major_axis_km

_ROSE_KM = 0.030  # sets weeks apart are good to some 15 m
_DRAG_SHARE, _FLOOR_KM = 0.35, 0.015  # what the fall across a month is off, as a standard deviation
_SIGMAS = 3.0


def raises(history: History) -> tuple[Bools, Floats, Floats]:
    """Which gaps hold a raise, how far the orbit was lifted above where drag would have left it (km), and that over
    its noise; (S-1,)."""
    sets = history.elements
    a_km = semi_major_axis_km(sets.mean_motion_rev_day)
    # The printed field is half of n-dot, and a changes by -2/3 of n-dot / n.
    rate_km_day = np.minimum(-2 / 3 * a_km * 2 * sets.ndot / sets.mean_motion_rev_day, 0.0)
    gaps = np.diff(history.days)
    fall_km = (rate_km_day[1:] + rate_km_day[:-1]) / 2 * gaps
    rose_km = np.diff(a_km)
    lift_km = rose_km - fall_km
    noise_km = np.hypot(_DRAG_SHARE * fall_km, _FLOOR_KM)
    told: Bools = (gaps > LONGEST_GAP_DAYS) & (rose_km > _ROSE_KM) & (lift_km > _SIGMAS * noise_km)
    return told, lift_km, lift_km / noise_km
