"""The stated error of times: its constants, its domain at every edge, and what is said beyond it."""

import tomllib
from dataclasses import replace

import numpy as np
import pytest
from tests.support.command_line import Answer, answer
from tests.support.repository import REFERENCE

from downrange.kernel.package_data import table_text
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.time_error import (
    MOST_ERROR_S,
    TABLE,
    model_of_times,
    oldest_useful_days,
    time_error_s,
)

SETS = REFERENCE / "elements" / "58400.tle"
LOW = {"drag_s_day2": 0.1, "rev_day": 15.2, "eccentricity": 0.001}


def test_the_error_grows_with_age_and_drag_and_is_alike_on_both_sides_of_the_epoch() -> None:
    model = model_of_times()
    ages = np.linspace(0.0, 60.0, 200)
    errors = model.of(ages, **LOW)
    assert (np.diff(errors) >= 0).all()
    assert errors[0] == model.least_s
    np.testing.assert_array_equal(model.of(-ages, **LOW), errors)
    drags = np.geomspace(1e-4, 10.0, 50)
    assert (np.diff(model.of(10.0, drags, 15.2, 0.001)) > 0).all()
    assert model.of(10.0, -0.1, 15.2, 0.001) > model.of(10.0, 0.1, 15.2, 0.001)


@pytest.mark.parametrize(
    ("name", "inside", "outside", "beyond"),
    [
        ("age_days", 59.99, 60.01, np.isinf),
        ("rev_day", 6.41, 6.39, np.isnan),
        ("eccentricity", 0.249, 0.251, np.isnan),
    ],
)
def test_the_domain_ends_where_the_measurement_did(
    name: str, inside: float, outside: float, beyond: object
) -> None:
    question = {"age_days": 3.0, **LOW}
    assert np.isfinite(model_of_times().of(**{**question, name: inside}))
    assert beyond(model_of_times().of(**{**question, name: outside}))  # type: ignore[operator]


def test_the_shipped_shares_of_the_check_half_are_near_nine_in_ten() -> None:
    """What the table promises; the measurement itself is design/pass_time_accuracy.py."""
    rows = [row for row in tomllib.loads(table_text(TABLE))["measured"] if row["half"] == "check"]
    assert len(rows) >= 10
    for row in rows:
        if row["objects"] >= 10:
            assert 0.85 <= row["held"] <= 0.95, row


def test_each_set_has_its_own_error() -> None:
    base = read_elements(SETS.read_text())
    rows = np.arange(len(base))
    errors = time_error_s(base, rows, np.full(len(base), 10.0))
    stronger = time_error_s(replace(base, bstar=2 * base.bstar), rows, np.full(len(base), 10.0))
    assert (stronger > 1.5 * errors).all()
    days = oldest_useful_days(base, 0)
    at_the_edge = [float(time_error_s(base, [0], [days + step])[0]) for step in (-0.1, 0.1)]
    assert at_the_edge[0] <= MOST_ERROR_S < at_the_edge[1]


def passes(*words: str) -> Answer:
    return answer("passes", str(SETS), "--place", "38.9,-77.04", *words)


def test_times_are_rounded_to_what_is_known_and_carry_their_error() -> None:
    near = passes("--start", "2023-12-09T00:00Z", "--end", "2023-12-10T00:00Z", "--json")
    assert 0 < near.json["passes"][0]["time_error_s"] < 5
    far = passes("--start", "2023-12-18T00:00Z", "--end", "2023-12-20T00:00Z")
    assert far.code == 0
    assert "±" in far.out
    assert "Nine times in ten" in far.out


@pytest.mark.parametrize("verb", ["passes", "overflight"])
def test_three_years_later_nothing_is_listed_and_the_answer_says_what_is_needed(verb: str) -> None:
    window = ("--start", "2027-01-01T00:00Z", "--end", "2027-01-08T00:00Z")
    said = answer(verb, str(SETS), "--place", "38.9,-77.04", *window)
    assert said.code == 1
    told = " ".join(said.out.split())
    for words in ("cannot be told", "Give a set at most"):
        assert words in told
    for words in ("No pass", "No window"):
        assert words not in told
    machine = answer(verb, str(SETS), "--place", "38.9,-77.04", *window, "--json")
    assert machine.code == 1
    assert "remark.times-lost" in machine.json["remark_codes"]
