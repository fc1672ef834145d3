"""Rounding of arrival times: a time is printed no finer than the spread it is known to."""

import numpy as np

_STEPS_S = ((1.0, 1.0), (30.0, 10.0), (150.0, 60.0))  # up to this spread a time is rounded to so much; else:
_COARSEST_S = 300.0


def rounding_step_s(spread_s: float) -> float:
    """What a time of this spread is rounded to: five minutes above 150 s, minutes above 30 s, else 10 s or 1."""
    return next((step for most, step in _STEPS_S if spread_s <= most), _COARSEST_S)


def rounded_outward_s(first_s: float, last_s: float, step_s: float) -> tuple[float, float]:
    """The window in whole steps that holds it."""
    return float(np.floor(first_s / step_s) * step_s), float(np.ceil(last_s / step_s) * step_s)
