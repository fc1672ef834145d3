"""Each measurement script runs on small made-up data, and its figures are those that can be worked out by hand."""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import ascent_calibration
import auditor_accuracy
import decay_accuracy
import ephemeris_nodes
import falcon_coast
import fall_accuracy
import fall_flights
import identify_accuracy
import manoeuvre_accuracy
import manoeuvre_domain
import manoeuvre_leave_one_out
import manoeuvre_misses
import node_accuracy
import notice_accuracy
import notice_survey
import pass_time_accuracy
import plane_accuracy
import risk_stability
import search_accuracy
import site_accuracy
from downrange.earth.instants import datetime_utc
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.element_history import histories
from made_histories import ONE, carried, drifting, omm_csv
from repository import REFERENCE, ROOT

SCRIPTS = sorted(
    path for path in (ROOT / "design").glob("*.py") if "__main__" in path.read_text(encoding="utf-8")
)
ELEMENTS = REFERENCE / "elements"
KMS_4 = REFERENCE.parent / "2016-02-07-kwangmyongsong-4" / "elements" / "41332.tle"

Measure = Callable[..., dict[str, Any]]


@pytest.fixture
def measure(capsys: pytest.CaptureFixture[str]) -> Measure:
    """The figures and rows of a script, by its main function, as --json prints them."""

    def run(script: Any, *words: object) -> dict[str, Any]:
        assert script.main([*map(str, words), "--json"]) == 0
        return dict(json.loads(capsys.readouterr().out))

    return run


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


# --- risk -----------------------------------------------------------------------------------------


def test_risk_of_a_made_case_beside_brute_force(measure: Measure) -> None:
    """One notice off Cape Canaveral: the pad's own province, and nothing of the land to the north."""
    words = ("--cases", "cape", "--seeds", 2, "--samples", 150, "--members", 12, "--exact", 400)
    told = measure(risk_stability, *words)
    assert [row["province"] for row in told["rows"]] == ["US-FL"]
    row, figures = told["rows"][0], told["figures"]
    assert row["ratio"] == pytest.approx(1.0, abs=4.0 * row["exact_error"] / row["exact"] + 0.1)
    assert row["seeds_without"] == 0
    assert 0.0 <= row["from_s"] < row["until_s"] < 900.0
    assert figures["provinces"] == 1
    assert figures["within_30_percent"] <= figures["asked"] <= 1


# --- every script ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_runs_by_its_path_and_says_how(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path), "--help"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "--json" in done.stdout


def test_a_file_that_is_not_there_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        notice_accuracy.main(["--notices", "nowhere.jsonl"])
    assert stopped.value.code == 2
    assert "there is no nowhere.jsonl" in capsys.readouterr().err


# --- notices --------------------------------------------------------------------------------------

WARNING = (
    "NAVAREA XI 0001/26\nPHILIPPINE SEA.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 280400Z TO 280600Z NOV\n"
    "IN AREA BOUND BY 20-00N 130-00E, 20-00N 131-00E, 19-00N 131-00E.\n2. CANCEL THIS MSG 280700Z NOV 26.\n"
)
AREA = {"label": None, "shape": "polygon", "vertices": [[20.0, 130.0], [20.0, 131.0], [19.0, 131.0]]}
MOVED = {**AREA, "vertices": [[21.0, 130.0], [20.0, 131.0], [19.0, 131.0]]}
WINDOW = ["2026-11-28T04:00Z", "2026-11-28T06:00Z", None]


def label(key: str, **other: Any) -> dict[str, Any]:
    return {"id": key, "kind": "launch", "areas": [AREA], "windows": [WINDOW], "must_flag": False, **other}


def test_the_auditor_finds_every_change_of_a_plain_warning(measure: Measure, tmp_path: Path) -> None:
    """One text balances, one is no notice, one breaks off before its last corner and says so."""
    broken = WARNING.replace(" 19-00N 131-00E", " 19-00N 131-")
    texts = [WARNING, "Dear all, lunch is at noon.", broken]
    found = measure(
        auditor_accuracy, "--notices", written(tmp_path / "texts.jsonl", [{"text": text} for text in texts])
    )
    figures = {key: found["figures"][key] for key in ("texts", "tick", "refused")}
    assert figures == {"texts": 3, "tick": 1, "refused": 1}
    moved = next(row for row in found["rows"] if row["change"] == "vertex 1 degree")
    assert moved == {"change": "vertex 1 degree", "made": 1, "found": 1}
    assert found["figures"]["changes found"] == found["figures"]["changes made"] >= 10


def test_notices_right_wrong_open_and_left_out(measure: Measure, tmp_path: Path) -> None:
    """Five texts: right; with a corner labelled elsewhere; open to it; marked skip; without a label's text."""
    notices = written(tmp_path / "texts.jsonl", [{"id": key, "text": WARNING} for key in "abcd"])
    labels = written(
        tmp_path / "labels.jsonl",
        [
            label("a"),
            label("b", areas=[MOVED], must_flag=True),
            label("c", areas=[MOVED], also=[{"areas": [AREA]}]),
            {"id": "d", "skip": True},
            label("e"),
        ],
    )
    found = measure(notice_accuracy, "--notices", notices, "--labels", labels)["figures"]
    assert (found["texts"], found["left_out"]) == (3, 2)
    assert (found["areas_right"], found["windows_right"], found["kind_right"]) == (2, 3, 3)
    assert found["areas_share"] == pytest.approx(2 / 3)
    assert found["cancels_judged"] == 0
    assert (found["wholly_right"], found["silently_wrong"]) == (2, 1)
    assert (found["doubt_expected"], found["doubted_of_these"], found["doubted_of_others"]) == (1, 0, 0)


def test_the_last_line_holds_the_figures(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    notices = written(tmp_path / "texts.jsonl", [{"id": "a", "text": WARNING}])
    labels = written(tmp_path / "labels.jsonl", [label("a")])
    assert notice_accuracy.main(["--notices", str(notices), "--labels", str(labels)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("figures: texts 1, areas_right 1, areas_judged 1, areas_share 1, ")


def test_labels_of_the_projects_own_form(measure: Measure, tmp_path: Path) -> None:
    notices = written(tmp_path / "texts.jsonl", [{"uid": "n1", "text": WARNING, "issuer": "NAVAREA XI"}])
    window = {"start": "2026-11-28T04:00:00Z", "end": "2026-11-28T06:00:00Z", "area": None}
    one = {"uid": "n1", "kind": "launch", "areas": [AREA], "windows": [window], "cancels": [], "note": ""}
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"labels": [{**one, "expects_doubt": False}]}), encoding="utf-8")
    found = measure(notice_accuracy, "--notices", notices, "--labels", path)["figures"]
    assert (found["texts"], found["wholly_right"], found["cancels_right"]) == (1, 1, 1)


def test_the_survey_counts_outlines_of_texts_with_coordinates(measure: Measure, tmp_path: Path) -> None:
    texts = [WARNING, "NAVAREA XI 2/26\n1. CANCEL NAVAREA XI 1/26.\n", "lunch is at noon"]
    notices = written(tmp_path / "texts.jsonl", [{"id": text[:14], "text": text} for text in texts])
    found = measure(notice_survey, "--notices", notices)["figures"]
    assert (found["texts"], found["coordinates"], found["with_areas"], found["refused"]) == (3, 1, 1, 1)
    assert (found["outlined_share"], found["crashed"]) == (1.0, 0)


# --- planes and sites -----------------------------------------------------------------------------

STRIPS = (
    "NAVAREA XI 1/24\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n 0100Z TO 0300Z DAILY 10 THRU 12 FEB\n"
    " IN AREAS BOUND BY:\n A. 28-20N 130-50E, 28-20N 131-15E, 27-20N 131-20E, 27-20N 130-55E.\n"
    " B. 15-00N 131-50E, 15-00N 132-40E, 12-30N 132-50E, 12-30N 132-00E.\n"
    "2. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n 0100Z TO 0300Z DAILY 10 THRU 12 FEB\n"
    " WITHIN 10 MILES OF 30-24N 130-58E.\n3. CANCEL THIS MSG 120400Z FEB 24.\n"
)


def launches(tmp_path: Path, *launches: tuple[str, str, float | None]) -> Path:
    rows = [
        {"launch": name, "site": site, "date": "2024-02-10T01:30:00", "inclination_deg": tilt, "text": STRIPS}
        for name, site, tilt in launches
    ]
    return written(tmp_path / "launches.jsonl", rows)


def test_planes_of_two_launches_that_differ_by_forty_degrees(measure: Measure, tmp_path: Path) -> None:
    """The same areas flown to 84 and to 44 deg: one is inside, the errors are 40 deg apart, the median between.

    The strips lie 4 deg east of south of Tanegashima (30.4 N); the Earth's rotation, 0.4 km/s there, turns the
    azimuth 3 deg further east in inertial space: cos i = cos 30.4 sin 173, an inclination of 84 deg.
    """
    path = launches(tmp_path, ("A", "TNSC", 84.0), ("B", "TNSC", 44.0), ("C", "TNSC", None))
    told = measure(plane_accuracy, "--launches", path)
    figures, (first, second) = told["figures"], told["rows"]
    assert (figures["launches"], figures["judged"], figures["areas_held"]) == (2, 2, 0.5)
    errors = [row["areas"]["error_deg"] for row in (first, second)]
    assert errors[1] - errors[0] == pytest.approx(40.0)
    assert abs(errors[0]) < 3
    assert figures["areas_median_deg"] == pytest.approx((abs(errors[0]) + abs(errors[1])) / 2)
    assert measure(plane_accuracy, "--launches", path, "--kind", "transfer")["figures"]["launches"] == 1


def test_sites_of_two_launches_of_which_one_is_elsewhere(measure: Measure, tmp_path: Path) -> None:
    path = launches(tmp_path, ("A", "TNSC", 97.0), ("B", "VSFBS", 97.0))
    figures = measure(site_accuracy, "--launches", path)["figures"]
    assert figures == {"launches": 2, "first": 1, "first_share": 0.5, "among_three": 1}


# --- identification -------------------------------------------------------------------------------

LOG = """\
#Launch_Tag\tLaunch_Date\tPiece\tLaunch_Site
2023-179  \t2023 Nov 21 1342:28\t2023-179A\tSOHAE
2023-182  \t2023 Nov 25 2058:05\t2023-182A\tGIK-1
2023-F09  \t2023 Nov 27 1200\t2023-F09\tJQ
2021-001  \t2021 Jan  1 1200\t2021-001A\tJQ
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "launches.tsv"
    path.write_text(LOG, encoding="utf-8")
    return path


def pair() -> list[Path | str]:
    return ["--catalogues", ELEMENTS / "before.tle", ELEMENTS / "after.tle"]


def test_two_launches_between_two_snapshots_are_both_found(measure: Measure, log: Path) -> None:
    """58400 and 58401 came from Sohae, 58435 and 58436 from Plesetsk (GCAT)."""
    told = measure(
        identify_accuracy,
        *pair(),
        "--launch-log",
        log,
        "--windows",
        "exact",
        "--knowledge",
        "alone",
        "others",
    )
    assert [row["launch"] for row in told["rows"]] == ["2023-179", "2023-179", "2023-182", "2023-182"]
    figures = told["figures"]
    assert (
        figures["exact alone asked"],
        figures["exact alone first right"],
        figures["exact others asked"],
    ) == (2, 2, 2)
    assert figures["exact alone share"] == 1.0
    assert figures["exact alone nothing found WRONG"] == 0


def test_the_search_looks_from_the_first_object_of_a_launch(measure: Measure, log: Path) -> None:
    """The set of 58400 is of 9 December 04:15:50 UTC, 17.6 days after its launch at 13:42:28 on 21 November."""
    none = written(log.parent / "none.jsonl", [])
    told = measure(search_accuracy, *pair(), "--launch-log", log, "--launches", none)
    rows = {(row["launch"], row["level"]): row for row in told["rows"]}
    sohae = rows["2023-179", "site"]
    assert sohae["age_days"] == pytest.approx(17 + (14 + 33 / 60) / 24, abs=0.01)
    assert sohae["aged"]
    assert (
        abs(rows["2023-179", "stated"]["off"]["i_deg"]) < 1.0
    )  # the stated interval is +-1 deg about the truth
    assert told["figures"]["stated 4 elements"] == "0 of 0"  # too old to tell the place along the orbit


def test_the_node_of_a_launch_is_taken_back_to_lift_off(measure: Measure, log: Path) -> None:
    """58400 on 23 November 05:11 UTC, 1.645 days after lift-off: its node had moved 1.63 deg by J2."""
    told = measure(node_accuracy, "--catalogues", ELEMENTS / "58400.tle", "--launch-log", log)
    (row,) = told["rows"]
    assert (row["launch"], row["inclination_deg"]) == ("2023-179", 97.4263)
    liftoff = datetime(2023, 11, 21, 13, 42, 28, tzinfo=UTC)
    node = node_accuracy.node_at_liftoff(read_elements(ELEMENTS / "58400.tle").select([0]), liftoff)
    a_km = (398_600.8 / (15.21134246 * 2 * math.pi / 86_400) ** 2) ** (1 / 3)
    rate = -1.5 * 1.08263e-3 * (6378.135 / a_km) ** 2 * 15.21134246 * 360 * math.cos(math.radians(97.4263))
    assert node == pytest.approx(211.9766 - rate * 1.64490, abs=0.005)
    assert told["figures"] == {"launches": 1, "median_deg": row["node_off_deg"], "sd_deg": 0.0}
    assert abs(row["node_off_deg"]) < node_accuracy.STRAIGHT_DEG  # Sohae's launches bend eastward


# --- manoeuvres and decay -------------------------------------------------------------------------


def test_one_burn_found_of_two_that_are_listed(measure: Measure, tmp_path: Path) -> None:
    """A raise of 40 m at day 30.3, listed a day late as in LEO, and one at day 45 that never was: R 1/2, F1 2/3."""
    one = read_elements(ONE)
    start = datetime_utc(float(one.epoch_jd[0]), float(one.epoch_fraction[0]))
    (tmp_path / "Made.csv").write_text(omm_csv(drifting(40.0)), encoding="utf-8")
    burns = [start + timedelta(days=day + 1) for day in (30.3, 45.0)]
    lines = "".join(f"- {burn:%Y-%m-%d %H:%M:%S}\n" for burn in burns)
    (tmp_path / "manoeuvres_Made.yaml").write_text(f"manoeuvre_timestamps:\n{lines}", encoding="utf-8")
    quiet = tmp_path / "quiet.csv"
    quiet.write_text(omm_csv(drifting(0.0)), encoding="utf-8")
    told = measure(manoeuvre_accuracy, "--histories", tmp_path, "--passive", quiet)
    (row,) = told["rows"]
    assert (row["satellite"], row["regime"], row["events"], row["downrange"]["found"]) == (
        "Made",
        "LEO",
        2,
        1,
    )
    figures = told["figures"]
    assert figures["LEO downrange +-1 d precision"] == 1.0
    assert figures["LEO downrange +-1 d recall"] == 0.5
    assert figures["LEO downrange +-3 d F1"] == pytest.approx(2 / 3)
    assert figures["passive findings"] == 0
    assert figures["passive object-years"] == pytest.approx(59.5 / 365.25, rel=1e-3)
    assert figures["LEO 10 to 50 mm/s"] == "1 of 1"  # 40 m at 14.27 rev/day are 21 mm/s
    missed = measure(manoeuvre_misses, "--histories", tmp_path, "--least", "0")
    assert missed["figures"]["above 20 mm/s"] == "1 own, 1 held of 1; measurable 1, 1 of 1"
    assert missed["figures"]["missed: not-measurable"] == 1  # the one that never was
    whole, *_ = measure(manoeuvre_domain, "--histories", tmp_path)["rows"]
    assert (whole["found"], whole["burns"], whole["findings"], whole["real"]) == (1, 1, 1, 1)
    assert whole["rev_day_least"] == pytest.approx(14.267, abs=0.001)


def test_the_satellite_left_out_takes_the_setting_of_the_others() -> None:
    """Alone, B would do best with the limit of 8; A and C, which choose for it, with that of 6.5."""
    as_is, best, other = (("as it is", 0.0), ("LIMIT", 6.5), ("LIMIT", 8.0))
    rest = {setting: [10, 10, 5, 5] for setting in manoeuvre_leave_one_out.SETTINGS}
    table = {name: {**rest, best: [10, 10, 9, 9]} for name in "AC"}
    table["B"] = {**rest, best: [10, 12, 6, 8], other: [10, 10, 10, 10], as_is: [10, 11, 5, 7]}
    rows = manoeuvre_leave_one_out.rows_of(table)
    (row,) = (row for row in rows if row["left_out"] == "B")
    assert (row["chosen"], row["found"], row["within_1_d"], row["within_3_d"]) == ("LIMIT 6.5", 12, 6, 8)
    figures = manoeuvre_leave_one_out.figures_of([row])
    assert figures["+-1 d precision"] == 0.5
    assert figures["+-3 d recall"] == pytest.approx(0.8)


def test_a_decay_at_the_forecast_and_one_twice_as_far_ahead(measure: Measure, tmp_path: Path) -> None:
    """An end at the median has no error and is inside; one at twice the remaining life has an error of -1/2."""
    few = tmp_path / "few.tle"
    few.write_text("\n".join(KMS_4.read_text(encoding="utf-8").splitlines()[-12:]), encoding="utf-8")
    (history,) = histories(read_elements(few))
    last = history.elements.select([len(history.elements) - 2])
    as_of = datetime_utc(float(last.epoch_jd[0]), float(last.epoch_fraction[0]))
    told = forecast_decay(history, as_of, None)
    assert told.decay is not None
    left = told.decay.median - as_of
    for factor, error, held in ((1, 0.0, True), (2, -0.5, False)):
        truth = tmp_path / f"ends-{factor}.json"
        end = as_of + factor * left
        truth.write_text(json.dumps([{"norad": 41332, "decay_utc": end.isoformat(), "precision": "minute"}]))
        rows = measure(decay_accuracy, "--decays", truth, "--sets", few, "--climatology")["rows"]
        row = next(row for row in rows if datetime.fromisoformat(row["as_of"]) == as_of)
        assert row["error"] == pytest.approx(error, abs=1e-9)
        assert (row["held"], row["truth"]) == (held, "stated")
        assert row["lead_days"] == pytest.approx(factor * left / timedelta(days=1))


# --- ascents and falls ----------------------------------------------------------------------------


def square(lon_deg: float) -> list[list[float]]:
    return [[s * 0.3, lon_deg + e * 0.3] for s, e in ((1, -1), (1, 1), (-1, 1), (-1, -1))]


FLIGHT = {
    "id": "made-up",
    "site": {"lat": 0.0, "lon": 0.0},
    "orbit": {"alt_km": 500},
    "events": [{"e": "stage1_sep", "t": 130, "alt_km": 60}, {"e": "sat_sep", "t": 600}],
    "zones": [
        {"object": "stage1", "polygon_latlon": square(4.0)},
        {"object": "stage2", "polygon_latlon": square(25.0)},
        {"object": "a combined zone", "polygon_latlon": square(9.0)},
    ],
}


def test_a_flight_without_a_setup_gets_one_by_its_names() -> None:
    setup = fall_flights.derived_setup(FLIGHT)
    assert setup is not None
    assert setup["bodies"] == [("stage1", 0, False), ("stage2", 1, False)]
    assert setup["timed"] == {"stage 1 separation": (130, fall_flights.DERIVED_SD_S)}
    assert setup["heights"] == {"stage 1 separation": (60, fall_flights.DERIVED_SD_KM)}
    assert len(setup["stages"]) == 3
    boosted = {**FLIGHT, "zones": [{"object": "SRB-X", "polygon_latlon": square(2)}, *FLIGHT["zones"]]}  # type: ignore[misc]
    bodies = (fall_flights.derived_setup(boosted) or {})["bodies"]
    assert bodies == [("SRB-X", 0, False), ("stage1", 1, False), ("stage2", 2, False)]
    assert fall_flights.derived_setup({"id": "nothing", "site": {}}) is None


def test_a_fall_range_is_that_of_the_middle_of_the_zone(
    measure: Measure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four degrees of the equator are 4 x 111.3195 km (WGS84)."""
    path = tmp_path / "flights.json"
    path.write_text(json.dumps({"flights": [FLIGHT]}), encoding="utf-8")
    monkeypatch.setattr(fall_accuracy, "MEMBERS", 8)
    told = measure(fall_accuracy, "--flights", path, "--questions", "events")
    rows = {row["what"]: row for row in told["rows"]}
    assert rows["stage1"]["true"] == pytest.approx(4 * 111.3195, abs=0.5)
    assert rows["stage2"]["true"] == pytest.approx(25 * 111.3195, abs=0.5)
    figures = told["figures"]
    assert figures["derived events figures"] == 2
    off = [rows[name]["median"] / rows[name]["true"] - 1 for name in ("stage1", "stage2")]
    assert figures["derived events median"] == pytest.approx((abs(off[0]) + abs(off[1])) / 2)
    assert figures["derived events held"] == sum(
        row["p05"] <= row["true"] <= row["p95"] for row in rows.values()
    ) / len(rows)


def test_a_calibration_has_a_row_for_each_truth_and_body(
    measure: Measure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "flights.json"
    path.write_text(json.dumps({"flights": [FLIGHT]}), encoding="utf-8")
    monkeypatch.setattr(ascent_calibration, "MEMBERS", 8)
    told = measure(ascent_calibration, "--flights", path, "--flight", "made-up", "--truths", 1)
    assert [row["body"] for row in told["rows"]] == ["stage1", "stage2"]
    for row in told["rows"]:
        assert row["held"] is (row["p05_km"] <= row["true_km"] <= row["p95_km"])
        assert told["figures"][f"{row['body']} off"] == abs(row["median_km"] / row["true_km"] - 1)


def test_a_throw_upwards_reaches_the_height_of_its_energy(measure: Measure, tmp_path: Path) -> None:
    """1 km/s straight up at 100 km: 1/r falls by v2 / 2 GM, which is 53.1 km; the apogee comes 106 s later."""
    r_km, mu = 6378.137 + 100.0, 398_600.4418
    rise_km = 1 / (1 / r_km - 1.0 / (2 * mu)) - r_km
    meco = {"time": 150.0, "velocity": 1000.0, "angle": 90.0, "altitude": 100.0, "downrange_distance": 0.0}
    flights = {"up": {"meco": meco, "events": {"apogee": 256.0}, "apogee_km": 153.1}, "n": 1}
    path = tmp_path / "telemetry.json"
    path.write_text(json.dumps(flights), encoding="utf-8")
    told = measure(falcon_coast, "--telemetry", path)
    (row,) = told["rows"]
    assert row["apogee_km"] == pytest.approx(100 + rise_km, abs=0.4)  # the Earth's rotation adds 0.15 km
    assert told["figures"]["worst_s"] < 1.5
    assert told["figures"]["coasts"] == 1


def test_twelve_points_follow_sgp4_better_than_velocities(measure: Measure) -> None:
    figures = measure(ephemeris_nodes)["figures"]
    assert figures["worst_points_m"] < 5.0 < figures["worst_half_step_m"] < figures["worst_quintic_m"]


@pytest.mark.parametrize(("ahead_deg", "held"), [(0.0, 1.0), (0.5, 0.0)])
def test_a_satellite_half_a_degree_on_is_later_than_told(
    measure: Measure, tmp_path: Path, ahead_deg: float, held: float
) -> None:
    """Half a degree of an orbit of 101 min is 8.4 s; five days on 0.5 s are stated without drag."""
    one = read_elements(ONE)
    later = carried(one, one.epoch_fraction + 5.0)
    later = replace(later, mean_anomaly_deg=later.mean_anomaly_deg + ahead_deg)
    sets = tmp_path / "sets.csv"
    sets.write_text(omm_csv(join([one, later])))
    told = measure(pass_time_accuracy, "--histories", sets, "--earlier", "--later")
    (row,) = [row for row in told["rows"] if row["predictions"]]
    assert (row["age_from_days"], row["predictions"], row["held"]) == (4.0, 1, held)
    error = pass_time_accuracy.of_pairs(one, later).error_s[0]
    period_s = 86400 / float(one.mean_motion_rev_day[0])
    assert error == pytest.approx(-period_s * ahead_deg / 360, abs=0.1)
