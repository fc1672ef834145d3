"""`downrange decay` at the terminal: the contract's dict, exit codes, and one clear message for a bad file."""

import json
from pathlib import Path

from command_line import answer

SETS = """\
UNHA 3 R/B
1 41333U 16009B   23114.26309856  .00435457  00000-0  17269-2 0  9995
2 41333  97.3427 231.3186 0014728 203.8882 156.1707 15.85508785405373
UNHA 3 R/B
1 41333U 16009B   23144.28712239  .00465897  10057-3  75899-3 0  9994
2 41333  97.3355 263.9112 0002432 117.0059 243.1470 16.03352865410157
"""
HIGH = """\
1 58400U 23179A   23143.17766162  .00004660  00000-0  21022-3 0  9994
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
LAST = """\
1 41461U 16025F   24222.03223425  .06807107  29601-5  12931-2 0  9993
2 41461  98.1158 123.8787 0007581 115.0900  14.6171 16.31955701457298
"""


def test_one_object_answers_as_the_contract_says(tmp_path: Path):
    (tmp_path / "stage.tle").write_text(SETS)
    code, out, _ = answer("decay", str(tmp_path / "stage.tle"), "--as-of", "2023-05-25T00:00Z", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["decay"]["p05"] < told["decay"]["median"] < told["decay"]["p95"]
    assert told["assumptions"]["space_weather"] == "climatology"
    code, out, _ = answer("decay", str(tmp_path / "stage.tle"), "--as-of", "2023-05-25T00:00Z")
    assert code == 0
    assert "UNHA 3" in out
    assert "mean solar cycle" in out


def test_no_forecast_is_exit_1_with_the_reason(tmp_path: Path):
    (tmp_path / "high.tle").write_text(HIGH)
    code, out, _ = answer("decay", str(tmp_path / "high.tle"), "--as-of", "2023-05-25T00:00Z", "--json")
    told = json.loads(out)
    assert code == 1
    assert told["decay"] is None
    assert told["reason"] == "not soon"
    assert told["because"]


def test_several_objects_are_listed_and_one_can_be_picked(tmp_path: Path):
    (tmp_path / "both.tle").write_text(SETS + HIGH)
    code, out, _ = answer("decay", str(tmp_path / "both.tle"), "--as-of", "2023-05-25T00:00Z", "--json")
    assert code == 0
    assert [one["norad"] for one in json.loads(out)["forecasts"]] == [41333, 58400]
    code, out, _ = answer(
        "decay", str(tmp_path / "both.tle"), "--as-of", "2023-05-25T00:00Z", "--json", "--norad", "58400"
    )
    assert (code, json.loads(out)["norad"]) == (1, 58400)
    code, _, err = answer("decay", str(tmp_path / "both.tle"), "--as-of", "2023-05-25T00:00Z", "--norad", "7")
    assert code == 2
    assert "no element set of 7" in err


def test_a_file_that_is_no_space_weather_is_one_message(tmp_path: Path):
    (tmp_path / "stage.tle").write_text(SETS)
    code, out, err = answer("decay", str(tmp_path / "stage.tle"), "--as-of", "2023-05-25T00:00Z",
        "--space-weather", str(tmp_path / "stage.tle"),
    )  # fmt: skip
    assert (code, out) == (2, "")
    assert "SW-Last5Years" in err
    assert err.count("\n") == 1


def test_tracks_are_written_in_the_last_days_only(tmp_path: Path):
    (tmp_path / "last.tle").write_text(LAST)
    (tmp_path / "stage.tle").write_text(SETS)
    where = tmp_path / "lines.geojson"
    code, out, _ = answer(
        "decay", str(tmp_path / "last.tle"), "--as-of", "2024-08-09T02:00Z", "--tracks", str(where)
    )
    assert code == 0
    assert "a revolution each" in out
    assert json.loads(where.read_text())["features"][0]["geometry"]["type"].endswith("LineString")
    where.unlink()
    code, out, _ = answer(
        "decay", str(tmp_path / "stage.tle"), "--as-of", "2023-05-25T00:00Z", "--tracks", str(where)
    )
    assert "No tracks" in out
    assert not where.exists()
