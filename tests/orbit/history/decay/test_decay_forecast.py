"""Forecasts of the rocket body of KMS-4 (41333), whose end is on record, and everything that is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from downrange.earth.instants import parse_utc
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.decay_codes import DecayRemarkCode, NoForecastCode
from downrange.orbit.history.decay.decay_forecast import (
    FOIL_M2_KG,
    MOST_ECCENTRIC,
    DecayForecast,
    forecast_decay,
)
from downrange.orbit.history.decay.decay_window import MOST_AGE_DAYS
from downrange.orbit.history.decay.space_weather import SpaceWeather
from downrange.orbit.history.element_history import History, histories

# Space-Track element sets, as kept in github.com/Bill-Gray/tles (2023); the end is GCAT's (J. McDowell, CC-BY).
UNHA_STAGE = """\
1 41333U 16009B   23071.82674063  .00124805  00000-0  97547-3 0  9994
2 41333  97.3419 186.2822 0016777 348.9307  11.1584 15.71070485398682
1 41333U 16009B   23088.30018991  .00160622  00000-0  10267-2 0  9997
2 41333  97.3420 203.6557 0016924 285.3110  74.6285 15.75680977401272
1 41333U 16009B   23114.26309856  .00435457  00000-0  17269-2 0  9995
2 41333  97.3427 231.3186 0014728 203.8882 156.1707 15.85508785405373
1 41333U 16009B   23144.28712239  .00465897  10057-3  75899-3 0  9994
2 41333  97.3355 263.9112 0002432 117.0059 243.1470 16.03352865410157
"""
DOWN = datetime(2023, 6, 9, 12, 2, tzinfo=UTC)
MALLIGYONG = """\
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
# March to May 2023: F10.7 near 155 with Ap 12, and the storm of 23-24 April (Ap 72 and 86, CelesTrak's file).
DAYS = 160
WEATHER = SpaceWeather(
    2459945.5, np.full(DAYS, 155.0), np.where(np.isin(np.arange(DAYS), (112, 113)), 80.0, 12.0)
)
AS_OF = parse_utc("2023-05-24T12:00Z")
a_fifth = 0.2


def history_of(text: str | Elements) -> History:
    (history,) = histories(read_elements(text) if isinstance(text, str) else text)
    return history


def first_sets(count: int) -> str:
    return "\n".join(UNHA_STAGE.splitlines()[: 2 * count]) + "\n"


@pytest.mark.parametrize("weather", [WEATHER, None])
def test_two_weeks_ahead(weather: SpaceWeather | None):
    told = forecast_decay(history_of(UNHA_STAGE), AS_OF, weather)
    assert told.decay is not None
    assert told.arcs == 3
    assert told.decay.p05 < DOWN < told.decay.p95
    assert abs(told.decay.median - DOWN) < a_fifth * (DOWN - AS_OF)


def test_after_a_storm_the_history_tames_the_last_set_and_the_window_is_wide():
    """The n-dot of 24 April is twice what it was; by the last set alone the stage is down weeks early."""
    as_of = parse_utc("2023-04-26T00:00Z")
    alone = forecast_decay(history_of("\n".join(UNHA_STAGE.splitlines()[4:6]) + "\n"), as_of, WEATHER)
    tamed = forecast_decay(history_of(first_sets(3)), as_of, WEATHER)
    assert alone.decay is not None
    assert tamed.decay is not None
    assert alone.decay.median < tamed.decay.median - timedelta(days=7)
    assert abs(tamed.decay.median - DOWN) < timedelta(days=14)
    assert tamed.decay.p95 > DOWN - timedelta(days=3)
    assert DecayRemarkCode.STORM in [remark.code for remark in tamed.remarks]
    calm = forecast_decay(history_of(UNHA_STAGE), AS_OF, WEATHER)
    assert log_width(tamed) > 1.3 * log_width(calm)


def log_width(told: DecayForecast) -> float:
    """Of the window, in the logarithm of the remaining life."""
    assert told.decay is not None
    assert told.epoch is not None
    return float(np.log((told.decay.p95 - told.epoch) / (told.decay.p05 - told.epoch)))


def test_later_sets_and_later_weather_change_nothing():
    as_of = parse_utc("2023-04-20T12:00Z")
    other = SpaceWeather(WEATHER.jd, WEATHER.flux.copy(), WEATHER.ap.copy())
    other.flux[110:], other.ap[110:] = 250.0, 100.0
    few, all_sets = (
        forecast_decay(history_of(first_sets(2)), as_of, WEATHER),
        forecast_decay(history_of(UNHA_STAGE), as_of, other),
    )
    assert few.decay == all_sets.decay
    assert few.decay is not None


def test_a_lone_set_is_told_with_a_warning():
    told = forecast_decay(history_of("\n".join(UNHA_STAGE.splitlines()[-2:]) + "\n"), AS_OF, WEATHER)
    assert told.decay is not None
    assert told.arcs == 0
    assert DecayRemarkCode.ONE_SET in [remark.code for remark in told.remarks]
    assert told.decay.p05 < DOWN < told.decay.p95


def changed(text: str, **columns: object) -> Elements:
    sets = read_elements(text)
    return replace(sets, **{name: np.full(len(sets), value) for name, value in columns.items()})


def risen() -> Elements:
    sets = read_elements(first_sets(2))
    n = sets.mean_motion_rev_day.copy()
    n[1] = n[0] - 0.01
    return replace(sets, mean_motion_rev_day=n)


def tumbling() -> Elements:
    """The fall between the first two sets a tenth of what it was: then three times."""
    sets = read_elements(first_sets(3))
    n = sets.mean_motion_rev_day.copy()
    n[1] = n[0] + 0.003
    return replace(sets, mean_motion_rev_day=n)


@pytest.mark.parametrize(
    ("given", "as_of", "reason"),
    [
        (UNHA_STAGE, "2023-01-01T00:00Z", "no set"),
        (MALLIGYONG, "2023-12-10T00:00Z", "not soon"),
        (changed(UNHA_STAGE, eccentricity=0.1), "2023-05-25T00:00Z", "long ellipse"),
        (changed(UNHA_STAGE, name="STARLINK-99"), "2023-05-25T00:00Z", "steers"),
        (risen(), "2023-04-02T00:00Z", "steers"),
        (changed(first_sets(1), ndot=0.0), "2023-03-14T00:00Z", "no drag seen"),
        (changed(first_sets(1), ndot=0.05), "2023-03-14T00:00Z", "foil"),
        (tumbling(), "2023-04-25T00:00Z", "changing drag"),
        (UNHA_STAGE, "2023-09-01T00:00Z", "down by then"),
        (changed(MALLIGYONG, mean_motion_rev_day=11.0), "2023-12-10T00:00Z", "not soon"),
    ],
)
def test_what_the_windows_do_not_cover_gets_a_reason(given: str | Elements, as_of: str, reason: str):
    told = forecast_decay(history_of(given), parse_utc(as_of), WEATHER)
    assert told.decay is None
    assert told.reason == reason
    assert told.as_dict()["because"] == told.because


def test_what_seems_to_steer_is_forecast_when_it_is_said_to_have_stopped():
    given = history_of(changed(UNHA_STAGE, name="STARLINK-99"))
    told = forecast_decay(given, AS_OF, WEATHER, assume_passive=True)
    assert told.decay == forecast_decay(history_of(UNHA_STAGE), AS_OF, WEATHER).decay


def test_an_as_of_date_at_the_epoch_itself_knows_the_set():
    told = forecast_decay(history_of(first_sets(2)), parse_utc("2023-03-29T07:12:16Z"), WEATHER)
    assert told.sets == 2
    assert told.decay is None or told.decay.median > told.as_of + timedelta(days=30)


@pytest.mark.parametrize(
    ("age_days", "code"), [(MOST_AGE_DAYS - 0.1, None), (MOST_AGE_DAYS + 0.1, NoForecastCode.OLD_SET)]
)
def test_a_set_is_too_old_from_its_limit_on(age_days: float, code: NoForecastCode | None) -> None:
    given = history_of(first_sets(2))
    last = given.elements.epoch_jd[-1] + given.elements.epoch_fraction[-1]
    as_of = datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=float(last) - 2451545.0 + age_days)
    told = forecast_decay(given, as_of, WEATHER)
    assert (told.refusal and told.refusal.code) == code
    assert code is None or "a set of the last days would help" in str(told.because)


@pytest.mark.parametrize(
    ("eccentricity", "refused"), [(MOST_ECCENTRIC - 1e-4, False), (MOST_ECCENTRIC + 1e-4, True)]
)
def test_an_ellipse_is_long_from_its_limit_on(eccentricity: float, refused: bool) -> None:
    told = forecast_decay(
        history_of(changed(first_sets(1), eccentricity=eccentricity)), AS_OF, WEATHER, assume_passive=True
    )
    assert (told.refusal is not None and told.refusal.code == NoForecastCode.ELLIPSE) == refused


@pytest.mark.parametrize(("share", "refused"), [(0.97, False), (1.03, True)])
def test_foil_begins_at_its_limit(share: float, refused: bool) -> None:
    one = first_sets(1)
    as_of = parse_utc("2023-03-13T00:00Z")
    known = forecast_decay(history_of(one), as_of, WEATHER).ballistic_m2_kg
    (ndot,) = read_elements(one).ndot
    given = changed(one, ndot=ndot * share * FOIL_M2_KG / known)
    told = forecast_decay(history_of(given), as_of, WEATHER, assume_passive=True)
    assert (told.refusal is not None and told.refusal.code == NoForecastCode.FOIL) == refused


def test_the_answer_carries_the_error_of_its_cell() -> None:
    told = forecast_decay(history_of(UNHA_STAGE), AS_OF, WEATHER).as_dict()
    assert told["measured"]["sets"] == "many"
    assert told["measured"]["from_days"] <= 16 < told["measured"]["to_days"]
    assert told["measured"]["objects"] >= 3


@pytest.mark.parametrize("weather", [WEATHER, None])
def test_a_window_that_has_passed_is_told_as_a_chance_and_keeps_its_warnings(
    weather: SpaceWeather | None,
) -> None:
    """Found: "it was down by 2023-12-13" of SHIYAN 25, which steers and is in the catalogues of 2025."""
    alone = history_of("\n".join(UNHA_STAGE.splitlines()[-2:]) + "\n")
    told = forecast_decay(alone, parse_utc("2023-09-01T00:00Z"), weather)
    assert told.refusal is not None
    assert told.refusal.code == NoForecastCode.DOWN_BY_THEN
    assert "if passive" in told.refusal.says
    assert "(19 chances in 20); no later set is given" in told.refusal.says
    codes = [remark.code for remark in told.remarks]
    no_weather = [] if weather else [DecayRemarkCode.NO_WEATHER]
    assert codes == [DecayRemarkCode.ONE_SET, *no_weather]


def test_without_a_measured_cell_nothing_is_said_of_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("downrange.orbit.history.decay.decay_forecast.cell_of", lambda *_: None)
    told = forecast_decay(history_of(UNHA_STAGE), parse_utc("2023-09-01T00:00Z"), WEATHER)
    assert told.refusal is not None
    assert told.refusal.code == NoForecastCode.UNMEASURED
