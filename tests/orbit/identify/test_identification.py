"""Identification against launches whose objects are known: Malligyong-1 in the shipped case, and the full pairs.

Truth: catalogue entries of 18 SDS and GCAT (J. McDowell): 58400 and 58401 from Sohae, 21 November 2023, 13:42:28.
"""

import math
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from command_line import answer
from downrange.earth.instants import Window, parse_utc, parse_window
from downrange.errors import InputError
from downrange.geography.sites import find_site
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.identify.back_propagation import back_propagate
from downrange.orbit.identify.candidates import KnownLaunch
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.identify_codes import IdentifyErrorCode, VerdictCode
from downrange.orbit.identify.likelihood_ratios import REASONS
from downrange.orbit.identify.snapshots import newcomers
from downrange.orbit.propagation.secular_rates import (
    apsides_km,
    node_rate_deg_day,
    perigee_rate_deg_day,
)
from repository import REFERENCE, archive

FOLDER = files("downrange").joinpath("cases", "2023-11-21-malligyong-1", "elements")
BEFORE, AFTER = (read_elements(FOLDER.joinpath(name).read_text()) for name in ("before.tle", "after.tle"))
SOHAE = find_site("SOHAE")
TWO_HOURS = parse_window("2023-11-21T13:00Z/2023-11-21T15:00Z")
LIFTOFF = parse_utc("2023-11-21T13:42:28Z")
DPRK = {58400, 58401}
a_quarter_hour = timedelta(minutes=15)


def around(hours: float) -> Window:
    return Window(LIFTOFF - timedelta(hours=hours / 2), LIFTOFF + timedelta(hours=hours / 2))


def test_malligyong_is_first_its_rocket_second_and_the_verdict_is_that_it_flies():
    found = identify(BEFORE, AFTER, SOHAE, TWO_HOURS)
    assert found.verdict == "reached orbit"
    assert [candidate.norad for candidate in found.candidates[:2]] == [58400, 58401]
    assert found.candidates[2].score < 0.2
    low, middle, high = found.liftoff
    assert low <= LIFTOFF <= high
    assert abs(middle - LIFTOFF) < a_quarter_hour


@pytest.mark.parametrize("hours", [0, 12, 240])
def test_whatever_the_window_the_two_stand_first(hours):
    found = identify(BEFORE, AFTER, SOHAE, around(hours))
    assert {candidate.norad for candidate in found.candidates[:2]} == DPRK
    assert (found.liftoff is None) == (hours == 0)
    if hours == 240:
        assert found.verdict == "undecided"
        assert found.remark.code == VerdictCode.LONG_WINDOW


def test_names_and_designators_are_not_read():
    blank = np.array([""] * len(AFTER))
    found = identify(BEFORE, replace(AFTER, name=blank, designator=blank), SOHAE, TWO_HOURS)
    assert found.as_dict() == identify(BEFORE, AFTER, SOHAE, TWO_HOURS).as_dict()


def test_the_format_of_the_snapshots_does_not_matter():
    again = read_elements(write_omm(AFTER, "kvn"))
    assert (
        identify(BEFORE, again, SOHAE, TWO_HOURS).as_dict()
        == identify(BEFORE, AFTER, SOHAE, TWO_HOURS).as_dict()
    )


def test_the_weights_add_up_to_the_score_and_every_reason_explains_itself():
    found = identify(BEFORE, AFTER, SOHAE, TWO_HOURS, launches=[KnownLaunch(LIFTOFF, find_site("JQ"))])
    for candidate in found.candidates[:5]:
        assert sum(finding.weight for finding in candidate.findings) == pytest.approx(
            candidate.log_ratio, abs=1e-9
        )
        assert all(finding.says.endswith(".") and finding.name for finding in candidate.findings)
    assert len(found.candidates[0].findings) == len(REASONS) + 3
    scores = [candidate.log_ratio for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)


def test_a_launch_that_left_nothing_in_orbit_finds_nothing():
    """Sohae, at other hours, when no launch took place: with the inclination nothing, and never anything found."""
    verdicts = []
    for day in ("2023-11-18", "2023-11-24"):
        for hour in (2, 8, 20):
            window = parse_window(f"{day}T{hour:02}:00Z/{day}T{hour + 1:02}:00Z")
            found = identify(BEFORE, AFTER, SOHAE, window, inclination=(96.0, 99.0))
            verdicts.append(found.verdict)
            assert (found.liftoff is None) == (found.verdict == "nothing found")
    assert "nothing found" in verdicts
    assert "reached orbit" not in verdicts


def test_without_the_two_nothing_fits():
    rest = AFTER.select(~np.isin(AFTER.norad, list(DPRK)))
    assert identify(BEFORE, rest, SOHAE, TWO_HOURS).verdict == "undecided"
    assert identify(BEFORE, rest, SOHAE, TWO_HOURS, inclination=(96.0, 99.0)).verdict == "nothing found"


def test_a_snapshot_from_before_the_launch_decides_nothing():
    found = identify(BEFORE, AFTER, SOHAE, parse_window("2024-01-01T00:00Z/2024-01-01T02:00Z"))
    assert found.verdict == "undecided"
    assert found.remark.code == VerdictCode.EARLY_SNAPSHOT


def test_no_new_object_at_all():
    old = AFTER.select(np.isin(AFTER.norad, BEFORE.norad))
    found = identify(BEFORE, old, SOHAE, TWO_HOURS)
    assert (found.verdict, found.candidates, found.liftoff) == ("nothing found", (), None)


def test_a_first_snapshot_from_after_the_launch_decides_nothing():
    """58400 stands in both: that nothing is new says nothing of the launch."""
    found = identify(AFTER, AFTER, SOHAE, TWO_HOURS)
    assert (found.verdict, found.candidates) == ("undecided", ())
    assert found.remark.code == VerdictCode.LATE_FIRST_SNAPSHOT
    assert found.helps


def test_another_launch_explains_its_own_objects_away():
    """58435 and 58436 came from Plesetsk on 25 November 2023, 20:58 UTC (Kosmos 2571)."""
    plesetsk, window = find_site("GIK-1"), parse_window("2023-11-25T20:00Z/2023-11-25T22:00Z")
    known = [KnownLaunch(parse_utc("2023-11-25T20:58:05Z"), plesetsk)]
    alone = identify(BEFORE, AFTER, plesetsk, window)
    assert alone.candidates[0].norad == 58435
    informed = identify(BEFORE, AFTER, plesetsk, window, launches=known)
    score = {c.norad: c.log_ratio for c in informed.candidates}
    assert score[58435] < alone.candidates[0].log_ratio - 2


def test_secular_rates_against_the_sun_synchronous_orbit():
    """A circular orbit of 800 km at 98.6 deg keeps step with the Sun: 360 deg a year (Vallado 2013, 11.4)."""
    n = 86_400 / (2 * math.pi * math.sqrt(7178.135**3 / 398_600.8))
    assert apsides_km(n, 0.0)[0] == pytest.approx(800.0, abs=1e-6)
    assert node_rate_deg_day(n, 0.0, 98.6) == pytest.approx(360 / 365.2422, abs=0.005)
    assert perigee_rate_deg_day(n, 0.0, 63.4349) == pytest.approx(0.0, abs=1e-4)  # critical inclination


def test_winding_back_two_weeks_meets_the_element_set_of_that_day():
    history = read_elements(FOLDER.joinpath("58400.tle").read_text())
    old, new = history.select([0]), history.select([2])  # 23 November and 9 December 2023
    back = back_propagate(new, old.epoch_jd, old.epoch_fraction)
    assert back.days[0, 0] == pytest.approx(15.96, abs=0.01)
    assert back.node_deg[0, 0] == pytest.approx(old.raan_deg[0], abs=0.05)
    assert back.revolutions[0, 0] == pytest.approx(new.revolution[0] - old.revolution[0], abs=1.0)
    off_deg = back.latitude_argument_deg[0, 0] - (old.argp_deg[0] + old.mean_anomaly_deg[0])
    assert abs((off_deg + 180) % 360 - 180) < 5.0  # 1 deg is 16 s of the orbit


FILES = ["--before", str(FOLDER.joinpath("before.tle")), "--after", str(FOLDER.joinpath("after.tle"))]
ASKED = [*FILES, "--site", "SOHAE", "--window", "2023-11-21T13:00:00Z/2023-11-21T15:00:00Z"]


def test_the_command_says_the_contract():
    told = answer("identify", *ASKED, "--inclination", "95/100", "--json")
    said = told.json
    assert told.code == 0
    assert said["verdict"] == "reached orbit"
    first = said["objects"][0]
    assert first["norad"] == 58400
    from_here = {one["norad"]: one["score"] for one in said["objects"] if one["norad"] in DPRK}
    others = [one["score"] for one in said["objects"] if one["norad"] not in DPRK]
    assert min(from_here.values()) > 0.9
    assert max(others) < 0.1
    assert {"name", "value", "value_code", "weight", "code", "says"} == set(first["reasons"][0])
    shown = answer("identify", *ASKED).out
    assert "Reached orbit" in shown
    assert "revolution number" in shown


def test_the_command_sets_the_launch_itself_aside(tmp_path: Path):
    table = tmp_path / "launches.csv"
    table.write_text("time,site\n2023-11-21T13:42:28Z,SOHAE\n2023-11-25T20:58:05Z,GIK-1\n")
    told = answer("identify", *ASKED, "--launches", str(table), "--json")
    said = told.json
    assert told.code == 0
    assert said["remarks"] == ["Set aside, as it may be this launch itself: 2023-11-21T13:42:28Z SOHAE."]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--site", "NOWHERE-AT-ALL", "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z"], "no launch site"),
        (["--site", "SOHAE", "--window", "2023-11-21"], "is not a window"),
        (
            ["--site", "SOHAE", "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z", "--inclination", "x"],
            "not an interval",
        ),
        (["--site", "SOHAE", "--window", "2023-11-21T15:00Z/2023-11-21T13:00Z"], "ends"),
    ],
)
def test_bad_options_are_one_clear_line(options, says):
    code, _, error = answer("identify", *FILES, *options)
    assert code == 2
    assert says in error
    assert "Traceback" not in error


def catalogue(day: str):
    return read_elements(archive(f"orbits/catalogues/catalogue_{day}.tle.gz"))


@pytest.mark.parametrize("hours", [0, 12, 240])
def test_malligyong_among_a_month_of_the_whole_catalogue(hours):
    before, after = catalogue("20231109"), catalogue("20231209")
    assert len(newcomers(before, after).new) > 300
    found = identify(before, after, SOHAE, around(hours))
    assert {candidate.norad for candidate in found.candidates[:2]} == DPRK


def test_malligyong_across_two_months_of_the_whole_catalogue():
    """Element sets 48 days old: the revolution number is still exact to one, the plane to a minute."""
    found = identify(catalogue("20231109"), catalogue("20240108"), SOHAE, TWO_HOURS)
    assert found.verdict == "reached orbit"
    assert {candidate.norad for candidate in found.candidates[:2]} == DPRK
    assert found.candidates[2].log_ratio < found.candidates[1].log_ratio - 5


@pytest.mark.parametrize("kept", [10_000, 200, 24_000])
def test_a_cut_later_catalogue_does_not_say_that_nothing_is_there(kept):
    after = catalogue("20231209")
    found = identify(catalogue("20231109"), after.select(np.arange(kept)), SOHAE, around(0))
    assert found.verdict == "undecided"
    assert found.remark.code == VerdictCode.PARTIAL_LATER
    assert found.domain is None


@pytest.mark.parametrize("kept", [100, 10_000])
def test_a_cut_earlier_catalogue_is_refused(kept):
    before = catalogue("20231109").select(np.arange(kept))
    with pytest.raises(InputError, match="whole earlier catalogue") as refused:
        identify(before, catalogue("20231209"), SOHAE, around(0))
    assert refused.value.code == IdentifyErrorCode.MANY_NEW
    assert refused.value.facts["new"] > 8000


def shipped_in_2016() -> list[Elements]:
    folder = REFERENCE.parent / "2016-02-07-kwangmyongsong-4" / "elements"
    return [read_elements(folder / name) for name in ("before.tle", "after.tle")]


@pytest.mark.parametrize(
    "pair",
    [shipped_in_2016, lambda: [catalogue("20160112"), catalogue("20160208")]],
    ids=["excerpt", "whole"],
)
def test_kwangmyongsong_4_in_2016(pair):
    """41332 and 41333, from Sohae on 7 February 2016, 00:30 UTC."""
    for hours, verdict in ((2, "reached orbit"), (3, "undecided")):  # 3 h: judged as 12 h, the next measured
        found = identify(*pair(), SOHAE, parse_window(f"2016-02-07T00:00Z/2016-02-07T0{hours}:00Z"))
        assert found.verdict == verdict
        assert {candidate.norad for candidate in found.candidates[:2]} == {41332, 41333}
