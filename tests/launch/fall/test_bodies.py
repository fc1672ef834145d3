"""The bodies of a case are read strictly: each mistake is named with its place."""

import copy
import tomllib
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from downrange.errors import CaseError
from downrange.launch.fall.bodies import Ranged, Reported, Zone, read_bodies

RING = np.array([[14.9, 15.0, 11.4, 11.3], [128.7, 129.4, 129.9, 129.2]])


def figure(*spread: float) -> dict[str, Any]:
    return {"spread": list(spread), "source": "somebody", "grade": "C3"}


def table(**lands: Any) -> dict[str, Any]:
    return {
        "name": "Stage 1",
        "kind": "stage",
        "lands": {**(lands or {"area": "A"}), "source": "a notice", "grade": "A1"},
        "burnout": {
            "after_s": figure(100, 120, 140),
            "altitude_km": figure(50, 60, 70),
            "flight_path_deg": figure(20, 30, 40),
            "downrange_fraction": figure(0.1, 0.1, 0.2),
        },
    }


def test_the_four_landings() -> None:
    lands = [
        read_bodies([table(**given)], {"A": RING})[0].lands
        for given in (
            {"area": "A"},
            {"ring": RING.T.tolist()},
            {"lat": 1.0, "lon": 2.0, "sd_km": 3.0},
            {"range_km": [400, 430, 450], "azimuth_deg": [160, 170, 180]},
        )
    ]
    assert [type(landing) for landing in lands] == [Zone, Zone, Reported, Ranged]
    assert isinstance(lands[0], Zone)
    assert isinstance(lands[1], Zone)
    assert (lands[0].ring == lands[1].ring).all()


def test_the_class_gives_the_ballistic_coefficient_that_nobody_stated() -> None:
    body = read_bodies([table()], {"A": RING})[0]
    beta = body.ballistic_coefficient_kg_m2
    assert (round(beta.p05), beta.median, round(beta.p95)) == (162, 435.0, 1167)
    assert "class" in beta.source
    assert all({"source", "grade"} <= claim.keys() for claim in body.assumptions())


def broken(path: str, value: Any) -> dict[str, Any]:
    """The good table with one thing changed; value None takes it away."""
    changed = copy.deepcopy(table())
    *way, last = path.split(".")
    inner = changed
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("name", None, "there is no 'name'"),
        ("name", " ", "'name' is blank"),
        ("mass", 3, "'mass' is not known here"),
        ("kind", "rocket", "kind = 'rocket' is not a word"),
        ("kind", "other", "needs ballistic"),
        ("lands", 5, "'lands' is no table"),
        ("lands.area", "B", "no area 'B'"),
        ("lands.source", None, "there is no 'source'"),
        ("lands.lat", 5, "'lat' is not known here"),
        ("lands", {"ring": [[1, 2], [3]], "source": "s", "grade": "g"}, "list of"),
        ("lands", {"ring": [[91, 2], [3, 4], [5, 6]], "source": "s", "grade": "g"}, "no ring"),
        ("lands", {"lat": 95, "lon": 2, "sd_km": 3, "source": "s", "grade": "g"}, "no number from -90 to 90"),
        ("burnout.after_s.spread", [3, 2, 1], "does not rise"),
        ("burnout.after_s.spread", [1, 2], "not a list of 3 numbers"),
        ("burnout.after_s.spread", [1, 2, True], "not a list of 3 numbers"),
        ("burnout.after_s.spread", [1, 2, float("nan")], "not a list of 3 numbers"),
        ("burnout.altitude_km", 60, "'altitude_km' is no table"),
        ("burnout.altitude_km.spread", [-5, 60, 70], "within 1 to 1000"),
        ("burnout.downrange_fraction", None, "there is no 'downrange_fraction'"),
        ("ballistic_coefficient_kg_m2", {"median": 400, "source": "s", "grade": "g"}, "there is no 'log_sd'"),
        (
            "ballistic_coefficient_kg_m2",
            {"median": 0, "log_sd": 1, "source": "s", "grade": "g"},
            "from 0.1 to",
        ),
    ],
)
def test_a_mistake_is_named(path: str, value: Any, says: str) -> None:
    with pytest.raises(CaseError, match=says) as error:
        read_bodies([broken(path, value)], {"A": RING})
    assert "body" in str(error.value) or "bodies" in str(error.value)


def test_names_are_unique() -> None:
    with pytest.raises(CaseError, match="two bodies"):
        read_bodies([table(), table()], {"A": RING})


def test_the_shipped_cases_can_be_read() -> None:
    cases = files("downrange") / "cases"
    for name in ("2023-11-21-malligyong-1", "2023-05-25-nuri-3"):
        case = tomllib.loads((cases / name / "case.toml").read_text(encoding="utf-8"))
        labels = {body["lands"]["area"]: RING for body in case["bodies"] if "area" in body["lands"]}
        assert len(read_bodies(case["bodies"], labels)) == 3
