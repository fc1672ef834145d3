"""Manoeuvres put in on purpose are found with their size, time and way, and nothing is found without them; real ones
agree with the operator's list and the known raises of Malligyong-1."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from skyfield.api import EarthSatellite, load, wgs84

from command_line import answer
from downrange.earth.instants import julian_utc
from downrange.geography.ground_places import parse_place
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.history.element_history import History, histories
from downrange.orbit.history.manoeuvres import screening as screen
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres
from downrange.orbit.history.manoeuvres.station_keeping import station_keeping
from downrange.orbit.overflight.control_passes import control_of
from downrange.orbit.propagation.sgp4_states import satellite_of
from made_histories import ONE, drifting
from repository import REFERENCE, archive

A_TENTH = 0.1
SCALE = load.timescale(builtin=True)


def only(elements: Elements) -> History:
    (history,) = histories(elements)
    return history


def test_without_a_burn_nothing_is_found():
    for norad in range(43437, 43447):
        assert detect_manoeuvres(only(drifting(norad=norad))) == ()


@pytest.mark.parametrize(("raise_m", "way"), [(40.0, "along"), (-12.0, "against")])
def test_a_burn_is_found_with_its_size_and_way(raise_m: float, way: str):
    (one,) = detect_manoeuvres(only(drifting(raise_m)))
    n = 2 * np.pi * 14.2674 / 86400
    assert one.direction == way
    assert one.dv_m_s == pytest.approx(n / 2 * raise_m, rel=A_TENTH)  # Gauss: da = 2 dv / n on a circle
    assert one.after < one.before
    burnt = 30.3 - 0.5 < (one.time.timestamp() / 86400 + 2440587.5) - 2460287.67766162 < 30.3 + 1.0
    assert burnt
    assert 0.8 < one.probability < 1


def test_too_few_sets_and_long_gaps_say_nothing_by_step():
    assert detect_manoeuvres(only(drifting(500.0, at_day=1.2, sets=5))) == ()
    assert detect_manoeuvres(only(drifting(sets=1))) == ()


def test_a_raise_between_sets_weeks_apart_is_told_and_a_fall_is_not():
    far = [0, 40, 80, 119]
    (one,) = detect_manoeuvres(only(drifting(2000.0).select(far)))
    assert one.method == "sparse"
    assert one.raise_km == pytest.approx(2.0, abs=0.05)
    assert detect_manoeuvres(only(drifting(-2000.0).select(far))) == ()


def test_many_objects_give_the_same_on_any_workers(monkeypatch: pytest.MonkeyPatch):
    given = join([drifting(30.0 * (k % 2), norad=50_000 + k, sets=60) for k in range(6)])
    monkeypatch.setattr(screen, "SETS_A_PIECE", 100)
    heard: list[int] = []
    here = screen_manoeuvres(given, done=heard.append)
    with ProcessPoolExecutor(2) as pool:
        assert screen_manoeuvres(given, pool) == here
    assert heard == [1, 2, 3, 4]
    assert here == tuple(one for history in histories(given) for one in detect_manoeuvres(history))


def test_evidence_of_life_follows_the_last_burn():
    def said(elements: Elements) -> str:
        history = only(elements)
        return station_keeping(history, detect_manoeuvres(history)).verdict

    assert said(drifting(40.0)) == "steered"
    assert said(drifting(40.0, at_day=20.3, sets=240)) == "was steered"
    assert said(drifting()) == "no manoeuvre seen"
    assert said(drifting(sets=3)) == "cannot be told"


def test_one_doubtful_finding_makes_no_satellite_steered():
    """The rocket's body of February 2016 was called steered for one finding of 71 % in seven years."""
    history = only(drifting(40.0))
    (burn,) = detect_manoeuvres(history)
    days = timedelta(days=100)

    def said(*chances: float) -> str:
        found = (replace(burn, probability=one, after=burn.after - k * days) for k, one in enumerate(chances))
        return station_keeping(history, tuple(found)).verdict

    assert [said(0.89), said(0.9)] == ["cannot be told", "steered"]
    assert [said(0.6, 0.7), said(0.7, 0.7)] == ["cannot be told", "was steered"]
    assert said(0.95, 0.1) == "steered"


def test_the_tie_to_a_site_is_what_skyfields_altitudes_give():
    """Skyfield's own altitudes every half minute: how far is the burn from a pass, and how far any other time?"""
    history = only(drifting(40.0))
    (burn,) = detect_manoeuvres(history)
    tie = control_of(history, (burn,), parse_place("39.0425,125.71"))
    satrec = satellite_of(history.elements, nearest_row(history, burn.time))
    satellite = EarthSatellite.from_satrec(satrec, SCALE)
    minutes = np.arange(-4320.0, 4320.0, 0.5)
    moment = SCALE.from_datetime(burn.time)
    view = satellite - wgs84.latlon(39.0425, 125.71)
    altitude = view.at(SCALE.tt_jd(moment.whole, moment.tt_fraction + minutes / 1440)).altaz()[0].degrees
    seen = minutes[altitude > 5.0]
    tried = minutes[np.abs(minutes) <= 2160.0]
    wait = np.abs(tried[:, None] - seen).min(axis=1)
    assert tie.judged == 1
    assert tie.minutes_from_pass == pytest.approx(np.abs(seen).min(), abs=0.5)
    assert tie.expected_minutes == pytest.approx(
        np.median(wait), rel=0.1
    )  # 2000 draws, of which half are in the bulk
    assert tie.chance == pytest.approx(np.mean(wait <= tie.minutes_from_pass), abs=0.03)
    assert control_of(history, (), parse_place("39.0425,125.71")).judged == 0


def nearest_row(history: History, time: datetime) -> int:
    """The element set whose epoch lies nearest to a time."""
    jd, fraction = julian_utc(time)
    sets = history.elements
    return int(np.argmin(np.abs((sets.epoch_jd - jd) + (sets.epoch_fraction - fraction))))


def test_the_door_answers_as_the_contract_says(tmp_path: Path):
    path = tmp_path / "one.tle"
    path.write_text(ONE)
    code, out, _ = answer("manoeuvres", str(path), str(path), "--control-site", "39.0425,125.71", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["manoeuvres"] == []
    assert told["alive"][0]["verdict"] == "cannot be told"
    assert [one["reason"] for one in told["left_out"]] == ["duplicate"]
    (tmp_path / "bad.tle").write_text("lunch is at noon\n")
    for words in ([str(tmp_path / "bad.tle")], ["nowhere.tle"], [str(path), "--control-site", "99,0"]):
        code, _, err = answer("manoeuvres", *words)
        assert code == 2
        assert len(err.strip().splitlines()) == 1


def test_malligyong_rose_in_three_brackets_of_the_shipped_sets():
    """Raises of 2024, seen by several observers (the shipped case names the archives of its twelve sets)."""
    found = detect_manoeuvres(only(read_elements(REFERENCE / "elements" / "58400.tle")))
    assert [(f"{one.after:%Y-%m-%d}", f"{one.before:%Y-%m-%d}", one.direction) for one in found] == [
        ("2024-02-08", "2024-03-11", "along"),
        ("2024-05-13", "2024-07-09", "along"),
        ("2024-08-08", "2025-02-03", "along"),
    ]
    assert found[0].dv_m_s == pytest.approx(2.3, abs=0.3)  # the study's sum of five raises


def test_malligyong_rose_in_the_four_known_brackets_and_not_in_spring_2026():
    both = join([read_elements(archive(f"orbits/dprk/58400{tail}.tle")) for tail in ("", "_satarg")])
    found = detect_manoeuvres(only(both))
    brackets = [(f"{one.after:%Y-%m-%d}", f"{one.before:%Y-%m-%d}") for one in found]
    assert brackets == [
        ("2024-02-08", "2024-03-11"),
        ("2024-05-13", "2024-06-07"),
        ("2024-08-08", "2025-02-03"),
        ("2025-09-01", "2026-03-15"),
    ]
    assert found[0].dv_m_s == pytest.approx(2.3, abs=0.3)  # the study's sum of the five raises
