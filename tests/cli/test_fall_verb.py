"""The door `downrange fall`: one dict for people and machines, and mistakes said plainly."""

import json
from collections import Counter
from pathlib import Path

import pytest
import shapely
from lxml import etree

from command_line import answer
from downrange.cli.fall import _show_bodies
from downrange.errors import InputError
from downrange.launch.trajectory.trajectory_codes import AscentError

pytestmark = pytest.mark.slow


def test_json_keeps_the_contract_and_the_seed() -> None:
    code, out, _ = answer("fall", "2023-05-25-nuri-3", "--samples", "200", "--seed", "3", "--json")
    said = json.loads(out)
    assert code == 0
    assert {"bodies", "territories", "samples", "seed", "receipt"} <= said.keys()
    assert [body["name"] for body in said["bodies"]] == ["Stage 1", "Fairing", "Stage 2"]
    assert [body["range_km"] for body in said["bodies"]] == pytest.approx([430, 1585, 2804], abs=0.3)
    again = answer("fall", "2023-05-25-nuri-3", "--samples", "200", "--seed", "3", "--json").json
    other = answer("fall", "2023-05-25-nuri-3", "--samples", "200", "--seed", "4", "--json").json
    assert again["bodies"] == said["bodies"] != other["bodies"]


def test_the_table_names_each_body() -> None:
    code, out, _ = answer("fall", "2023-11-21-malligyong-1", "--samples", "200")
    assert code == 0
    assert all(word in out for word in ("Stage 1", "Fairing", "Stage 2", "T+", "200 draws"))


def test_the_files_hold_the_same_places_as_the_answer(tmp_path: Path) -> None:
    files = tmp_path / "made" / "fall.geojson", tmp_path / "made" / "fall.kml"
    code, out, _ = answer(
        "fall",
        "2023-05-25-nuri-3",
        "--samples",
        "1000",
        "--json",
        "--geojson",
        str(files[0]),
        "--kml",
        str(files[1]),
    )
    said, collection = json.loads(out), json.loads(files[0].read_text())
    assert code == 0
    kinds = Counter(feature["properties"]["kind"] for feature in collection["features"])
    assert kinds == {
        "nominal impact": 3,
        "nominal track on the ground": 3,
        "containment": 6,
        "trace of the impact point": 1,
        "corridor of the impact point": 2,
    }
    for feature in collection["features"]:
        if feature["properties"]["kind"] == "containment":
            body = said["bodies"][int(feature["properties"]["path"].rpartition("/")[2])]
            share = f"{feature['properties']['share']:g}"
            assert feature["geometry"] == body["containment"][share]
            assert feature["properties"]["arrival_s"] == body["containment_arrival_s"][share]
    marks = etree.fromstring(files[1].read_bytes()).iterfind(".//{*}Placemark/{*}name")
    names = [mark.text for mark in marks]
    assert {"Impact point", "T+4 min", "Stage 2, nominal fall", "Stage 2, 97.0% of the draws"} <= set(names)


def test_an_unknown_case_is_one_line_and_two() -> None:
    code, _, err = answer("fall", "no-such-case")
    assert code == 2
    assert len(err.strip().splitlines()) == 1


def test_hazard_areas_come_in_slices_after_lift_off(tmp_path: Path) -> None:
    file = tmp_path / "hazards.geojson"
    words = ("fall", "2023-11-21-malligyong-1", "--samples", "400", "--json", "--hazard-areas", str(file))
    code, out, err = answer(*words, "--slice", "5", "--aircraft", "2e-6")
    assert code == 0, err
    said, features = json.loads(out), json.loads(file.read_text())["features"]
    assert said["hazards"]["thresholds"] == {"ship": 1e-5, "aircraft": 2e-6, "containment": 0.97}
    assert said["risk"]["aircraft"]["threshold"] == 2e-6
    assert {row["of"] for row in said["hazards"]["areas"]} == {
        "Stage 1",
        "Fairing",
        "Stage 2",
        "failed flight",
    }
    assert {row["target"] for row in said["hazards"]["areas"]} == {"ship", "aircraft"}
    for feature in features:
        about = feature["properties"]
        assert shapely.from_geojson(json.dumps(feature["geometry"])).is_valid
        assert about["part"] == "whole" or about["until_s"] - about["from_s"] == 300
        assert about["from_utc"].startswith("2023-11-21T1")
    held = [each["properties"] for each in features if each["properties"]["criterion"] == "containment"]
    (stage,) = [p for p in held if (p["of"], p["target"], p["part"]) == ("Stage 1", "ship", "whole")]
    assert 240 <= stage["from_s"] < 600  # lands 7 minutes after lift-off, by Japan's ministry of defence
    assert stage["until_s"] <= 1200


@pytest.mark.parametrize("named", [(), ("Falcon 9",)])
def test_without_a_fall_nothing_is_said_to_be_clear(tmp_path: Path, named: tuple[str, ...]) -> None:
    case, areas = tmp_path / "made", tmp_path / "areas.geojson"
    answer("case", "new", str(case))
    words = (case / "case.toml").read_text()
    vehicle = "".join(f'vehicle = "{name}"\n' for name in named)
    (case / "case.toml").write_text(words.replace("[launch]", f"{vehicle}[launch]", 1))
    code, out, _ = answer("fall", str(case), "--samples", "100", "--hazard-areas", str(areas))
    said = " ".join(out.split())
    assert code == 1
    assert "The case names no bodies that fall." in said
    assert "cannot tell who is overflown or hit" in said
    assert "no land" not in said
    assert "where no row says so" not in said
    assert json.loads(areas.read_text())["features"] == []


@pytest.mark.parametrize("chance", ["0", "1", "-1e-5", "nan"])
def test_a_threshold_that_is_not_a_probability_is_refused(chance: str) -> None:
    code, _, err = answer("fall", "2023-05-25-nuri-3", "--samples", "100", "--ship", chance)
    assert code == 2
    assert "is not a probability between 0 and 1" in " ".join(err.split())


def test_a_fall_stands_where_no_ascent_can_be_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zone beside the pad: where no ascent lets a stage go there, its own fall is told all the same."""

    def none_stays_up(*_: object, **__: object) -> None:
        raise InputError(AscentError.NO_ASCENT)

    monkeypatch.setattr("downrange.launch.fall.announced_ascents.fit_ascents", none_stays_up)
    case, areas = tmp_path / "made", tmp_path / "areas.geojson"
    answer("case", "new", str(case))
    burnout = {"after_s": [10, 15, 20], "altitude_km": [1, 2, 3], "flight_path_deg": [50, 70, 88],
               "downrange_fraction": [0.1, 0.3, 0.5]}  # fmt: skip
    rows = [
        f'{name} = {{ spread = {spread}, source = "x", grade = "E4" }}' for name, spread in burnout.items()
    ]
    body = ["[[bodies]]", 'name = "Stage 1"', 'kind = "stage"', "[bodies.lands]", "range_km = [8, 8, 8]",
            "azimuth_deg = [87, 90, 93]", 'source = "x"', 'grade = "A1"', "[bodies.burnout]", *rows]  # fmt: skip
    with (case / "case.toml").open("a") as file:
        file.write("\n".join(["", *body, ""]))
    code, out, err = answer("fall", str(case), "--samples", "200", "--hazard-areas", str(areas))
    said = " ".join(out.split())
    assert code == 0, err
    assert "Stage 1 8 km, 90.0 deg" in said
    assert "No ascent could be fitted" in said
    assert "reaches its last burn-out" in said
    assert "Warning" not in err


def test_a_long_name_cuts_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    fall_after = {"median": 574.0, "p05": 495.0, "p95": 693.0}
    body = {"name": "Boosters of the first stage", "range_km": 6500.0, "azimuth_deg": 120.0, "failed": {},
            "impact": {"lat": -11.02, "lon": 161.55}, "after_liftoff_s": fall_after}  # fmt: skip
    _show_bodies([body])
    out = capsys.readouterr().out
    assert "…" not in out
    assert "11:33" in out
