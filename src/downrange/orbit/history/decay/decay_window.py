"""Width of the 90 % window of a decay forecast, by the number of sets, the days left and the space weather.

The window is that of ln(remaining life) from the last set's epoch, whose age therefore does not widen it but the
share of the time that is left. The constants and the shares in which the windows held, by number of sets, days left
and age of the last set, are in `data/decay_error.toml`, written by design/decay_domain.py; where it has no cell with
FEWEST_OBJECTS there is no window.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from downrange.kernel.package_data import table_text
from downrange.kernel.tables import Entry
from downrange.orbit.history.decay.space_weather import KnownWeather

TABLE = "decay_error.toml"
SET_CLASSES = ("one", "two", "three", "many")
DAY_EDGES = (0.0, 10.0, 30.0, 70.0, 120.0, 180.0)  # forecast days from the last set's epoch
AGE_EDGES = (0.0, 2.0, 7.0, 20.0, 45.0, 60.0)  # of the last set
MOST_AGE_DAYS = AGE_EDGES[-1]
BY_DAYS, BY_AGE = "days", "age_days"
FEWEST_OBJECTS = 3
STORM_AP = 45.0  # three days' mean of Ap: two days in a hundred since 1957 (CelesTrak's file)
OLD_WEATHER_DAYS = 30.0  # beyond, the mean cycle would know as much


@dataclass(frozen=True, slots=True)
class WindowModel:
    """Half widths of ln(remaining life) by class of sets: at the end, and by a hundred days; what is added in
    quadrature without observed weather and after a storm."""

    base: Mapping[str, float]
    by_hundred_days: Mapping[str, float]
    climatology: float
    storm: float


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """One line of the table: a class of sets, a span of days left or of age; how many objects and forecasts,
    their median error of ln(remaining life) and the share of ends inside the window (every object alike)."""

    sets: str
    by: str
    low: float
    high: float
    objects: int
    forecasts: int
    median: float
    held: float

    def as_dict(self) -> dict[str, Any]:
        """The cell as `downrange decay --json` gives it."""
        return {
            "from_days": self.low, "to_days": self.high, "objects": self.objects,
            "forecasts": self.forecasts, "median_error": self.median, "held": self.held,
        }  # fmt: skip


def set_class(sets: int) -> str:
    """``one``, ``two``, ``three`` or ``many`` sets of the last 120 days."""
    return SET_CLASSES[min(max(sets, 1), 4) - 1]


@cache
def _file() -> tuple[WindowModel, tuple[MeasuredCell, ...]]:
    entry = Entry(tomllib.loads(table_text(TABLE)), TABLE)
    part = entry.table("model")
    base, by_hundred_days = part.table("base"), part.table("by_hundred_days")
    model = WindowModel(
        base={one: base.number(one, 0.0, 5.0) for one in SET_CLASSES},
        by_hundred_days={one: by_hundred_days.number(one, 0.0, 5.0) for one in SET_CLASSES},
        climatology=part.number("climatology", 0.0, 5.0),
        storm=part.number("storm", 0.0, 5.0),
    )
    rows = tomllib.loads(table_text(TABLE)).get("measured", [])
    cells = tuple(
        MeasuredCell(
            row["sets"], row["by"], row["from"], row["to"], row["objects"], row["forecasts"],
            row["median"], row["held"],
        )
        for row in rows
    )  # fmt: skip
    return model, cells


def window_model() -> WindowModel:
    """The constants as shipped."""
    return _file()[0]


def measured_cells() -> tuple[MeasuredCell, ...]:
    """The measured shares as shipped."""
    return _file()[1]


def cell_of(sets: int, by: str, value: float) -> MeasuredCell | None:
    """The cell of a number of sets and of days left or age; None where fewer than FEWEST_OBJECTS were measured."""
    return next(
        (
            one
            for one in measured_cells()
            if one.sets == set_class(sets) and one.by == by and one.low <= value < one.high
            and one.objects >= FEWEST_OBJECTS
        ),
        None,
    )  # fmt: skip


def half_window(sets: int, days: float, weather: KnownWeather, model: WindowModel | None = None) -> float:
    """Half of the 90 % window of ln(remaining life), for ``sets`` sets and ``days`` forecast from the last one."""
    model = model or window_model()
    name = set_class(sets)
    parts = [model.base[name], model.by_hundred_days[name] * days / 100]
    if weather.source != "observed" or weather.age_days > OLD_WEATHER_DAYS:
        parts.append(model.climatology)
    if weather.stormy_ap > STORM_AP:
        parts.append(model.storm)
    return float(np.linalg.norm(parts))
