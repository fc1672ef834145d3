"""Widths by number of sets and days left from the measured table, and its limits on both sides."""

import numpy as np
import pytest

from downrange.orbit.history.decay.decay_window import (
    AGE_EDGES,
    BY_AGE,
    BY_DAYS,
    DAY_EDGES,
    FEWEST_OBJECTS,
    OLD_WEATHER_DAYS,
    SET_CLASSES,
    STORM_AP,
    WindowModel,
    cell_of,
    half_window,
    measured_cells,
    set_class,
    window_model,
)
from downrange.orbit.history.decay.space_weather import KnownWeather

MODEL = WindowModel(
    base=dict.fromkeys(SET_CLASSES, 0.3),
    by_hundred_days=dict.fromkeys(SET_CLASSES, 0.4),
    climatology=1.2,
    storm=0.0,
)


def air(source: str = "observed", age_days: float = 1.0, stormy_ap: float = 10.0) -> KnownWeather:
    return KnownWeather(
        2460000.5, np.full(2, 150.0), np.full(2, 10.0), source, age_days, 150.0, 10.0, stormy_ap
    )


@pytest.mark.parametrize(("sets", "name"), [(1, "one"), (2, "two"), (3, "three"), (4, "many"), (90, "many")])
def test_classes_of_sets(sets: int, name: str) -> None:
    assert set_class(sets) == name


def test_the_parts_add_in_quadrature() -> None:
    assert half_window(1, 100.0, air(), MODEL) == pytest.approx(0.5)  # 3, 4, 5
    assert half_window(1, 100.0, air("climatology"), MODEL) == pytest.approx(1.3)  # 5, 12, 13


def test_weather_is_old_and_a_storm_a_storm_from_its_limit_on() -> None:
    calm, stormy = half_window(2, 50.0, air()), half_window(2, 50.0, air(stormy_ap=STORM_AP + 0.1))
    assert stormy > calm == half_window(2, 50.0, air(stormy_ap=STORM_AP))
    old = half_window(2, 50.0, air(age_days=OLD_WEATHER_DAYS + 0.1))
    assert old > calm == half_window(2, 50.0, air(age_days=OLD_WEATHER_DAYS))


def test_one_set_has_a_wider_window_than_two_and_days_widen_it() -> None:
    for days in (5.0, 50.0, 170.0):
        assert half_window(1, days, air()) > half_window(2, days, air())
    for sets in (1, 2, 3, 4):
        assert half_window(sets, 170.0, air()) > half_window(sets, 5.0, air())


def test_a_cell_ends_where_the_next_begins() -> None:
    for name, edges in ((BY_DAYS, DAY_EDGES), (BY_AGE, AGE_EDGES)):
        at = edges[-2]
        below, above = cell_of(1, name, np.nextafter(at, 0)), cell_of(1, name, at)
        assert below is not None
        assert above is not None
        assert (below.high, above.low) == (at, at)
        assert cell_of(1, name, edges[-1]) is None


def test_a_cell_of_too_few_objects_is_none() -> None:
    few = [one for one in measured_cells() if one.objects < FEWEST_OBJECTS]
    for one in few:
        found = cell_of(SET_CLASSES.index(one.sets) + 1, one.by, one.low)
        assert found is None or found.objects >= FEWEST_OBJECTS


def test_the_shipped_windows_held_nine_in_ten_of_objects_not_fitted() -> None:
    """By class of sets and age of the last set: each object was judged by constants found without it."""
    assert set(window_model().base) == set(SET_CLASSES)
    for name in SET_CLASSES:
        mine = [one for one in measured_cells() if (one.sets, one.by) == (name, BY_AGE)]
        assert len(mine) == len(AGE_EDGES) - 1
        assert all(one.objects >= FEWEST_OBJECTS and one.held >= 0.85 for one in mine)
