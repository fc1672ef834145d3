"""Number checks: what a public function takes is finite, of the right shape and within its range, or is refused.

NaN passes every comparison as False: unchecked it comes out as "no land", "no pass" or "not determined", which
reads as an answer. `field` is the name of the argument in the error.
"""

import math
from typing import Any

import numpy as np

from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.kernel.kernel_codes import NumberCode

LATITUDE, LONGITUDE = (-90.0, 90.0), (-540.0, 540.0)  # degrees; longitudes of any one turn


def number(
    value: Any,
    field: str,
    within: tuple[float, float] = (-math.inf, math.inf),
    error: type[InputError] = InputError,
) -> float:
    """A finite number within bounds, both included. Raises `error` with a code of `NumberCode`."""
    return float(numbers(value, field, within, (), error))


def numbers(
    value: Any,
    field: str,
    within: tuple[float, float] = (-math.inf, math.inf),
    shape: tuple[int | None, ...] | None = None,
    error: type[InputError] = InputError,
) -> Floats:
    """Finite numbers within bounds, of a shape in which None is any length. Raises `error` as `number` does."""
    try:
        found = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as fault:
        raise error(NumberCode.NOT_NUMBERS, field=field, value=repr(value)[:80]) from fault
    if shape is not None and not (
        len(shape) == found.ndim
        and all(length in (None, here) for length, here in zip(shape, found.shape, strict=True))
    ):
        wanted = f"({', '.join('N' if length is None else str(length) for length in shape)})"
        raise error(NumberCode.SHAPE, field=field, value=str(found.shape), wanted=wanted)
    low, high = within
    good = np.isfinite(found) & (found >= low) & (found <= high)
    if not good.all():
        wrong = float(found[~good].flat[0]) if found.ndim else float(found)
        if not math.isfinite(wrong):
            raise error(NumberCode.NOT_FINITE, field=field, value=wrong)
        raise error(NumberCode.OUTSIDE, field=field, value=wrong, low=low, high=high)
    return found


def interval(value: Any, field: str, within: tuple[float, float]) -> tuple[float, float]:
    """Two finite numbers within bounds, the lower first. InputError with a code of `NumberCode`."""
    low, high = numbers(value, field, within, (2,)).tolist()
    if low > high:
        raise InputError(NumberCode.NOT_AN_INTERVAL, field=field, value=(low, high))
    return low, high


def whole(value: Any, field: str, low: int, high: int, error: type[InputError] = InputError) -> int:
    """A whole number from `low` to `high`. Raises `error`."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise error(NumberCode.NOT_A_COUNT, field=field, value=repr(value)[:80], low=low, high=high)
    return int(value)
