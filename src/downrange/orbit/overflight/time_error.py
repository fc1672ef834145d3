"""Time error: how far the times of passes are off, by the age of the element set and the drag on the object.

The error that is not exceeded nine times in ten grows in two parts: of any orbit, with the age to the power 1.5; and
of one that drag shrinks, as the phase that drag alone has gained, about half of which turns out otherwise (the air
is not known ahead). A burn in between is not in it. Fitted and measured by `design/pass_time_accuracy.py`: sets
carried to the epochs of later sets of the same object; the table of constants holds the shares that were found.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.package_data import table_text
from downrange.kernel.tables import Entry
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.sgp4_drag import drag_share_per_day

TABLE = "pass_time_error.toml"
MOST_ERROR_S = (
    300.0  # a pass with a greater error is another pass: the ground has turned by more than a degree
)


@dataclass(frozen=True, slots=True)
class TimeErrorModel:
    """The constants: seconds at an age of one day and their power, the share of the phase of drag and its power.

    `negative_drag` multiplies a drag that was fitted as negative; `least_s` is the error of a fresh set. The domain
    in which it was measured: mean motion from `least_rev_day`, eccentricity and age up to the two last.
    """

    steady_s: float
    steady_power: float
    drag_share: float
    drag_power: float
    negative_drag: float
    least_s: float
    least_rev_day: float
    most_eccentricity: float
    most_age_days: float

    def of(
        self, age_days: ArrayLike, drag_s_day2: ArrayLike, rev_day: ArrayLike, eccentricity: ArrayLike
    ) -> Floats:
        """Seconds not exceeded in nine of ten; NaN for orbits that were not measured, inf beyond the oldest set.

        Age in days before or after the epoch; drag as the phase in seconds that it gains in the first day.
        """
        age, drag = np.abs(age_days), np.asarray(drag_s_day2, dtype=np.float64)
        pull = np.where(drag < 0, -self.negative_drag * drag, drag)
        error = np.hypot(
            self.steady_s * age**self.steady_power, self.drag_share * pull * age**self.drag_power
        )
        error = np.maximum(error, self.least_s)
        error = np.where(age > self.most_age_days, np.inf, error)
        measured = (np.asarray(rev_day) >= self.least_rev_day) & (
            np.asarray(eccentricity) <= self.most_eccentricity
        )
        found: Floats = np.where(measured | np.isinf(error), error, np.nan)
        return found


@cache
def model_of_times() -> TimeErrorModel:
    """The constants as shipped."""
    entry = Entry(tomllib.loads(table_text(TABLE)), TABLE).table("model")
    names = TimeErrorModel.__dataclass_fields__
    model = TimeErrorModel(**{name: entry.number(name, 0.0, 1000.0) for name in names})
    entry.done()
    return model


def time_error_s(elements: Elements, rows: ArrayLike, age_days: ArrayLike) -> Floats:
    """The error in seconds of times read from the sets number `rows` at ages in days, both of one shape."""
    used = np.asarray(rows, dtype=np.intp)
    several, back = np.unique(used, return_inverse=True)
    sets = elements.select(several)
    columns = (0.5 * 86400.0 * drag_share_per_day(sets), sets.mean_motion_rev_day, sets.eccentricity)
    return model_of_times().of(age_days, *(column[back].reshape(used.shape) for column in columns))


def known_error(seconds: float) -> float | None:
    """The error as JSON has it: to two digits, None where it is not known."""
    return float(f"{seconds:.2g}") if np.isfinite(seconds) else None


def oldest_useful_days(elements: Elements, row: int) -> float:
    """The age in days up to which a set's times are within MOST_ERROR_S; NaN where the orbit was not measured."""
    one, model = elements.select([row]), model_of_times()
    ages = np.linspace(0.0, model.most_age_days, 2401)
    drag = 0.5 * 86400.0 * drag_share_per_day(one)
    errors = model.of(ages, drag, one.mean_motion_rev_day, one.eccentricity)
    return float(ages[errors <= MOST_ERROR_S].max(initial=0.0)) if np.isfinite(errors).any() else float("nan")
