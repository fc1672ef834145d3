"""`design/failed_flights.py`: runs on few draws, has a source for each fact, and can deny that a truth is held."""

import json
from dataclasses import replace

import pytest

import failed_flights
from failed_flights import FLIGHTS, Truth, figures_of, rows_of

COLUMBIA = next(flight for flight in FLIGHTS if flight.id == "2003-02-01-columbia")


def test_every_fact_has_a_source_and_every_flight_a_truth() -> None:
    assert len({flight.id for flight in FLIGHTS}) == len(FLIGHTS) >= 5
    for flight in FLIGHTS:
        assert flight.source
        assert flight.truths
        assert all(truth.source for truth in flight.truths)


def test_it_runs_and_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert failed_flights.main(["--only", COLUMBIA.id, "--samples", "400", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["figures"]["places"] == 1
    assert said["rows"][0]["in_area"] in (True, False)


def test_a_truth_elsewhere_or_at_another_time_is_not_held() -> None:
    wrong = (
        Truth("a find 500 km to the north", "made up", 36.0, -94.6, 25.0),
        Truth("an arrival after three hours", "made up", after_s=3 * 3600.0),
        Truth("a find far in the north", "made up", north_of=60.0),
    )
    rows = rows_of(replace(COLUMBIA, truths=wrong), 400)
    assert [row["in_area"] for row in rows] == [False, None, False]
    assert [row["in_time"] for row in rows] == [None, False, None]
    assert figures_of(rows) == {"places": 2, "places_held": 0, "times": 1, "times_held": 0}


def test_too_few_draws_hold_nothing_and_deny_nothing() -> None:
    (row,) = rows_of(COLUMBIA, 100)
    assert row["area_km2"] is None
    assert row["in_area"] is None
