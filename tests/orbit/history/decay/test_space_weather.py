"""Space weather: CelesTrak's own means, the two forms of its file, and no look ahead."""

import gzip
from datetime import date, timedelta

import numpy as np
import pytest

from downrange.errors import InputError
from downrange.orbit.history.decay.space_weather import (
    SpaceWeather,
    known_weather,
    read_space_weather,
    trailing_mean,
)
from repository import EXCERPTS, archive

a_rounding = 0.051  # CelesTrak prints its means to a tenth


def text_form(flux: list[float], ap: list[float], first: date = date(2023, 1, 1)) -> str:
    """CelesTrak's text form, column by column as its format statement says."""
    lines = ["DATATYPE CssiSpaceWeather", f"NUM_OBSERVED_POINTS {len(flux)}", "BEGIN OBSERVED"]
    for k, (f, a) in enumerate(zip(flux, ap, strict=True)):
        day = first + timedelta(days=k)
        head = f"{day.year:4d}{day.month:3d}{day.day:3d} 2583  1" + "  0" * 8 + "   0" + "   0" * 8
        lines.append(f"{head}{a:4.0f} 0.0 0   0{f:6.1f} 0{0:6.1f}{0:6.1f}{f:6.1f}{0:6.1f}{0:6.1f}")
    return "\n".join([*lines, "END OBSERVED", "BEGIN DAILY_PREDICTED", lines[3], "END DAILY_PREDICTED"])


def csv_form(flux: list[float], ap: list[float], first: date = date(2023, 1, 1)) -> str:
    rows = ["DATE,BSRN,AP_AVG,F10.7_OBS,F10.7_ADJ,F10.7_DATA_TYPE"]
    for k, (f, a) in enumerate(zip(flux, ap, strict=True)):
        rows.append(f"{first + timedelta(days=k)},2583,{a:.0f},{f:.1f},0,OBS")
    return "\n".join([*rows, f"{first + timedelta(days=len(flux))},2583,9,300.0,0,PRD"])


def noisy(days: int) -> tuple[list[float], list[float]]:
    random = np.random.default_rng(3)
    return np.round(random.uniform(70, 200, days), 1).tolist(), np.round(random.uniform(0, 90, days)).tolist()


def test_both_forms_give_the_same_and_no_predictions():
    flux, ap = noisy(120)
    text, table = read_space_weather(text_form(flux, ap)), read_space_weather(csv_form(flux, ap))
    assert text.jd == table.jd == 2459945.5  # 2023-01-01T00:00
    assert text.flux.tolist() == table.flux.tolist() == flux
    assert text.ap.tolist() == table.ap.tolist() == ap


def test_trailing_means_are_those_that_celestrak_prints():
    lines = (EXCERPTS / "solar_flux_2023.csv").read_text(encoding="utf-8").splitlines()
    flux, printed = np.array([line.split(",")[1:] for line in lines[3:]], dtype=float).T
    assert np.abs(trailing_mean(flux, 81) - printed)[80:].max() < a_rounding


def test_trailing_means_of_the_whole_file():
    """The file's last column is its mean of the last 81 days of observed flux."""
    with gzip.open(archive("orbits/space_weather/SW-All.txt.gz"), "rt") as file:
        text = file.read()
    mean = trailing_mean(read_space_weather(text).flux, 81)
    observed = text[text.index("BEGIN OBSERVED") : text.index("END OBSERVED")].splitlines()[1:]
    printed = np.array([float(line[124:130]) for line in observed])
    # 2010 on: CelesTrak made some of the older means before late values came in.
    assert np.abs(mean - printed)[-5000:].max() < 1.0
    assert np.quantile(np.abs(mean - printed)[-5000:], 0.98) < a_rounding


def test_nothing_after_the_as_of_date_is_known():
    flux, ap = noisy(300)
    now = 2459945.5 + 150.4
    whole = read_space_weather(text_form(flux, ap))
    other = SpaceWeather(whole.jd, whole.flux.copy(), whole.ap.copy())
    other.flux[150:], other.ap[150:] = 300.0, 200.0
    one, two = (known_weather(weather, now, now - 60, 90) for weather in (whole, other))
    assert np.array_equal(one.flux, two.flux)
    assert np.array_equal(one.ap, two.ap)
    assert one.stormy_ap == two.stormy_ap
    assert one.age_days == pytest.approx(0.4, abs=1e-6)


def test_what_is_ahead_is_the_mean_of_what_was():
    flux, ap = noisy(150)
    now = 2459945.5 + 150
    known = known_weather(read_space_weather(text_form(flux, ap)), now, now - 10, 30)
    assert known.flux[-1] == pytest.approx(0.7 * np.mean(flux[-27:]) + 0.3 * np.mean(flux[-81:]))
    assert known.ap[-1] == pytest.approx(np.mean(ap[-54:]))
    assert known.source == "observed"


def test_without_a_file_the_mean_cycle_stands_in():
    """Solar maximum of 2014 and minimum of 2008-09: the smoothed flux was 146 and 68 (NOAA)."""
    maximum = known_weather(None, 2456760.5, 2456700.5, 10)  # April 2014
    minimum = known_weather(None, 2454800.5, 2454700.5, 10)
    assert maximum.source == minimum.source == "climatology"
    assert maximum.flux_ahead == pytest.approx(146, abs=30)
    assert minimum.flux_ahead == pytest.approx(68, abs=8)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("hello", "0 observed days"),
        (text_form(*noisy(60)), "60 observed days"),
        (text_form([5.0] * 90, [4.0] * 90), "cannot be"),
        (text_form(*noisy(100)).replace("2023  1 20", "2023 13 20"), "line 23"),
        (text_form(*noisy(100)).replace("2023  1 20", "2023  1  2"), "back in time"),
        (text_form(*noisy(50)) + "\n" + text_form(*noisy(50), first=date(2024, 1, 1)), "no values for"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(given: str, says: str):
    with pytest.raises(InputError, match=says):
        read_space_weather(given)
