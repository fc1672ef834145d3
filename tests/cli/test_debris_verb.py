"""`downrange debris`: a stated break-up, the end of an orbit, valid GeoJSON across 180 degrees, and bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from command_line import answer

PACIFIC = (
    "--lat", "-5+-0.2", "--lon", "174+-0.3", "--altitude", "100+-2", "--speed", "5000+-50",
    "--heading", "80+-1", "--path", "-1+-0.5", "--samples", "400",
)  # fmt: skip
# 41461 and its end: 2024-08-09T15:26 UTC, 43 N 122 E going south (TIP message of the 18th Space Defense Squadron).
LAST = """\
1 41461U 16025F   24222.03223425  .06807107  29601-5  12931-2 0  9993
2 41461  98.1158 123.8787 0007581 115.0900  14.6171 16.31955701457298
"""


def told(*arguments: str) -> dict[str, Any]:
    code, out, err = answer("debris", *arguments, "--json")
    assert code == 0, err
    return dict(json.loads(out))


def test_a_break_up_over_the_sea_has_areas_by_height_and_time() -> None:
    said = told(*PACIFIC, "--at", "2026-03-01T12:00Z")
    names = [band["name"] for band in said["bands"]]
    assert names == ["surface", "18 to 12 km", "12 to 6 km", "6 to 0 km"]
    surface, upper, middle, lower = said["bands"]
    assert upper["arrival_s"][0] < middle["arrival_s"][0] < lower["arrival_s"][0] < surface["arrival_s"][0]
    slices = surface["contains"]["slices"]
    assert [part["until_s"] - part["from_s"] for part in slices] == [300] * len(slices)
    assert slices[0]["from_utc"] == "2026-03-01T12:00:00Z"
    assert said["dominant"]["code"].startswith("debris.by-")
    assert sum(said["dominant"]["shares"].values()) == pytest.approx(1.0, abs=0.05)
    assert len(said["remarks"]) == len(said["remark_codes"])
    assert "debris.no-wind" in said["remark_codes"]
    assert said["receipt"]["tables"]


def test_its_geojson_is_valid_on_both_sides_of_180_degrees(tmp_path: Path) -> None:
    code, out, err = answer("debris", *PACIFIC, "--geojson", str(tmp_path / "areas.geojson"))
    assert code == 0, err
    assert "97 % within" in out
    features = json.loads((tmp_path / "areas.geojson").read_text())["features"]
    wholes = [each for each in features if each["properties"]["part"] == "whole"]
    assert {each["properties"]["band"] for each in wholes} >= {"surface", "12 to 6 km"}
    for each in features:
        shape = shapely.from_geojson(json.dumps(each["geometry"]))
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert -180.0 <= west <= east <= 180.0
        assert -90.0 <= south <= north <= 90.0
        assert each["properties"]["from_s"] < each["properties"]["until_s"]
    assert any(shapely.from_geojson(json.dumps(each["geometry"])).bounds[0] == -180.0 for each in wholes)


def test_the_same_seed_gives_the_same_areas_on_any_workers() -> None:
    one, two = told(*PACIFIC, "--on", "here"), told(*PACIFIC, "--on", "threads:2")
    assert one == two
    other = told(*PACIFIC, "--seed", "2")
    sizes = [said["bands"][0]["contains"]["area_km2"] for said in (one, other)]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.25)


def test_a_wider_state_makes_a_larger_area() -> None:
    vague = [word.replace("+-2", "+-20").replace("+-50", "+-300") for word in PACIFIC]
    sizes = [told(*words)["bands"][0]["contains"]["area_km2"] for words in (PACIFIC, vague)]
    assert sizes[1] > 1.5 * sizes[0]


def test_the_end_of_an_orbit_is_known_to_its_window_and_no_better(tmp_path: Path) -> None:
    """The corridor of the slice in which it came down holds the place of the TIP message; no ship is in danger."""
    (tmp_path / "last.tle").write_text(LAST)
    file = ("--elements", str(tmp_path / "last.tle"), "--kind", "stage", "--as-of", "2024-08-09T12:00Z")
    more = ("--slice", "10", "--samples", "300", "--geojson", str(tmp_path / "out.geojson"), "--json")
    code, out, _ = answer("debris", *file, *more)
    said = json.loads(out)
    assert code == 0
    assert "debris.decay-window" in said["remark_codes"]
    assert said["dominant"]["code"] == "debris.by-instant"
    assert said["bands"][0]["contains"]["code"] == "hazard.corridor"
    assert said["bands"][0]["above_threshold"]["code"] == "hazard.below-threshold"
    first, _, last = said["bands"][0]["arrival_utc"]
    assert first < "2024-08-09T15:26:00Z" < last
    found, place = [], shapely.Point(122.0, 43.0)
    for feature in json.loads((tmp_path / "out.geojson").read_text())["features"]:
        about, shape = feature["properties"], shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        if about["part"] == "slice" and about["band"] == "12 to 6 km" and shape.intersects(place):
            found.append((about["from_utc"], about["until_utc"]))
    assert any(start <= "2024-08-09T15:26:00Z" <= stop for start, stop in found)
    assert len(found) <= 3


def test_an_event_on_the_way_round_is_placed_by_the_element_set(tmp_path: Path) -> None:
    """142 km up a break-up of 150 m/s stays in orbit: no piece comes down within two hours, exit 1."""
    (tmp_path / "last.tle").write_text(LAST)
    code, out, _ = answer(
        "debris", "--elements", str(tmp_path / "last.tle"), "--at", "2024-08-09T02:00Z", "--json"
    )
    said = json.loads(out)
    assert code in (0, 1)
    assert "debris.aloft" in said["remark_codes"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--lat", "10"), "state is not whole"),
        ((*PACIFIC, "--lat", "95"), "not between -90 and 90"),
        ((*PACIFIC, "--lat", "ten"), "not a number with a spread"),
        ((*PACIFIC, "--lat", "nan"), "not a number with a spread"),
        ((*PACIFIC, "--speed", "5000+-9000"), "wider than what is possible"),
        ((*PACIFIC, "--ballistic", "100"), "no whole body"),
        ((*PACIFIC, "--kind", "comet"), "kind"),
        ((*PACIFIC, "--ship", "2"), "not a probability"),
        ((*PACIFIC, "--at", "yesterday"), "yesterday"),
    ],
)
def test_bad_input_gets_one_clear_message(arguments: tuple[str, ...], message: str) -> None:
    code, out, err = answer("debris", *arguments)
    assert (code, out) == (2, "")
    assert message in err.replace("\n", " ")
    assert "Traceback" not in err


def test_element_sets_need_one_instant(tmp_path: Path) -> None:
    (tmp_path / "last.tle").write_text(LAST)
    for more in ((), ("--at", "2024-08-09T02:00Z", "--as-of", "2024-08-09T02:00Z"), ("--lat", "3")):
        code, _, err = answer("debris", "--elements", str(tmp_path / "last.tle"), *more)
        assert code == 2
        assert "Give" in err


def test_an_area_not_told_has_its_reason_and_the_others_count() -> None:
    """Two hundred draws are too few for 97 %, not for where one ship is hit."""
    code, out, _ = answer("debris", *PACIFIC[:-1], "200")
    said = " ".join(out.split())
    assert code == 0
    assert "cannot tell: of 200 draws fewer than ten would lie outside an area that holds 97%." in said
    assert said.count("fewer than ten") == 1


@pytest.mark.parametrize("told", [("--norad", "5"), ("--as-of", "2026-03-01T12:00Z"), ("--at-sd", "60")])
def test_what_is_of_element_sets_is_refused_beside_a_state(told: tuple[str, str]) -> None:
    code, _, err = answer("debris", *PACIFIC, *told)
    assert code == 2
    assert "is of element sets, and a state is given" in " ".join(err.split())
