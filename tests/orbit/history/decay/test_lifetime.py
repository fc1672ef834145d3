"""Lifetimes of years: a range over solar cycles, the same from the same sets on whatever day it is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from downrange.earth.instants import parse_utc
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.ballistic_coefficient import mean_orbits
from downrange.orbit.history.decay.decay_codes import NoForecastCode
from downrange.orbit.history.decay.decay_forecast import SOON_DAYS, DecayForecast, forecast_decay
from downrange.orbit.history.decay.lifetime import lifetime, scenario
from downrange.orbit.history.decay.space_weather import SpaceWeather, cycle_twelfths
from downrange.orbit.history.element_history import histories

# Third stage of the Unha-3 of 2012 (39027): GCAT's end is 5 November 2025 (J. McDowell, CC-BY).
# Space-Track element sets, as kept in github.com/Bill-Gray/tles.
STAGE = """\
1 39027U 12072B   22356.16147091  .00005319  00000-0  23841-3 0  9999
2 39027  97.4670 322.8595 0053871  64.5742 296.1054 15.20337212554122
1 39027U 12072B   23024.45832711  .00013732  00000-0  60115-3 0  9997
2 39027  97.4720 355.8530 0049658 308.7486  50.9316 15.21021109559183
1 39027U 12072B   23041.49545848  .00013752  00000-0  59669-3 0  9996
2 39027  97.4743  12.7581 0048879 246.7404 112.8682 15.21359074529814
"""
DOWN = datetime(2025, 11, 5, 18, 14, tzinfo=UTC)
CALM = SpaceWeather(2456293.5, np.full(6000, 120.0), np.full(6000, 10.0))


def asked(as_of: str, weather: SpaceWeather | None = CALM, sets: Elements | None = None) -> DecayForecast:
    (history,) = histories(read_elements(STAGE) if sets is None else sets)
    return forecast_decay(history, parse_utc(as_of), weather)


@pytest.mark.parametrize("weather", [CALM, None])
def test_the_range_is_the_same_whatever_day_it_is_asked_on(weather: SpaceWeather | None) -> None:
    """Found: "about 5 years" as of 2025 and "about 9" as of 2026, from the same sets."""
    told = [asked(f"{year}-06-01T00:00Z", weather) for year in (2023, 2024, 2025, 2026)]
    assert told[0].lifetime is not None
    assert len({(one.lifetime, one.because) for one in told}) == 1
    assert "if it no longer steers" in str(told[0].because)
    assert told[0].as_dict()["lifetime"]["condition"] == "if it no longer steers"


def test_at_the_limit_of_slow_the_answer_is_the_same_whatever_day_it_is_asked_on() -> None:
    """The Sun rises by half after the last set; over a twentyfold of drag no answer may turn with the day."""
    (history,) = histories(read_elements(STAGE).select([-1]))
    weather = SpaceWeather(CALM.jd, CALM.flux.copy(), CALM.ap)
    weather.flux[3720:] = 220.0  # from March 2023 on
    seen = set()
    for factor in np.geomspace(0.05, 1.0, 60):
        sets = history.elements
        (scaled,) = histories(replace(sets, ndot=sets.ndot * factor, bstar=sets.bstar * factor))
        days = ("2023-02-20T00:00Z", "2025-06-01T00:00Z")
        told = [forecast_decay(scaled, parse_utc(day), weather) for day in days]
        assert len({(one.because, one.lifetime) for one in told}) == 1
        seen.add(str(told[0].refusal and told[0].refusal.code))
    assert NoForecastCode.SLOW in seen
    assert NoForecastCode.TOO_FAR in seen


def test_the_range_holds_the_end_years_later() -> None:
    told = asked("2023-06-01T00:00Z").lifetime
    assert told is not None
    assert told.late is not None
    assert told.early < DOWN < told.late


def test_more_drag_is_sooner_and_far_ends_are_named_as_such() -> None:
    orbit = mean_orbits(read_elements(STAGE)).select([-1])
    epoch = datetime(2023, 2, 10, tzinfo=UTC)
    ends = [lifetime(orbit, b, epoch) for b in (0.02, 0.04)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[1].early < ends[0].early
    slight = [lifetime(orbit, b, epoch) for b in np.geomspace(2e-2, 1e-5, 12)]
    assert slight[-1] is None
    assert any(one is not None and one.late is None for one in slight)


def test_strong_cycles_are_above_weak_ones_every_day() -> None:
    jd = 2458000.5 + np.arange(9000.0)
    (strong, strong_ap), (weak, weak_ap) = scenario(jd, True), scenario(jd, False)
    assert (strong > weak).all()
    assert (strong_ap > weak_ap).all()
    (phase,) = cycle_twelfths(np.array([2458831.0]), 11.0)  # the minimum of December 2019
    assert min(phase, 12 - phase) < 0.1


def test_from_soon_to_far_the_answer_turns_at_its_limit() -> None:
    """The days from the last set's epoch decide, not the as-of date."""
    (history,) = histories(read_elements(STAGE).select([-1]))
    epoch = history.elements.epoch_jd[0] + history.elements.epoch_fraction[0]
    as_of = datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=float(epoch) - 2451545.0)
    seen: dict[str | None, list[float]] = {}
    for factor in np.linspace(1.0, 12.0, 23):
        sets = history.elements
        (scaled,) = histories(replace(sets, ndot=sets.ndot * factor, bstar=sets.bstar * factor))
        told = forecast_decay(scaled, as_of, CALM)
        seen.setdefault(None if told.refusal is None else str(told.refusal.code), []).append(told.days)
    assert set(seen) == {None, str(NoForecastCode.TOO_FAR)}
    assert max(seen[None]) <= SOON_DAYS < min(seen[NoForecastCode.TOO_FAR])
