"""Priors chosen inside the fold, and flights whose zones stand in notices, on made-up data."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import downrange.launch.trajectory.vehicles_on_file as filed
import fall_notices
import fall_priors
from downrange.launch.trajectory.vehicle import STAGE_CLASSES
from fall_flights import flight_of


def _row(flight: str, median: float, vehicle: str | None = None) -> dict[str, Any]:
    return {
        "flight": flight, "vehicle": vehicle or flight, "question": "zones", "what": "Stage 1", "true": 100.0,
        "p05": 50.0, "median": median, "p95": 200.0, "held": True,
    }  # fmt: skip


def test_a_flight_and_its_sisters_have_no_say_in_their_own_prior() -> None:
    """Of three flights two want the other value, but these two are sisters: each gets what the third wants."""
    rows = {
        ("default", 0.0): [_row("a", 120.0, "X"), _row("b", 120.0, "X"), _row("c", 101.0)],
        ("hydrogen shares", 1): [_row("a", 101.0, "X"), _row("b", 101.0, "X"), _row("c", 120.0)],
    }
    kept, other = fall_priors.KNOBS["hydrogen shares"][:2]
    assert [fall_priors.chosen(rows, *of, "hydrogen shares") for of in (("a", "X"), ("b", "X"))] == [
        kept,
        kept,
    ]
    assert fall_priors.chosen(rows, "c", "c", "hydrogen shares") == other


def test_priors_are_put_back() -> None:
    before = dict(STAGE_CLASSES), filed.IMPULSE_ERROR, filed.LIQUID_BOOSTERS
    for knob, values in fall_priors.KNOBS.items():
        with fall_priors.priors(knob, values[-1]):
            changed = dict(STAGE_CLASSES)
        if knob in fall_priors.SHARES:
            assert changed[fall_priors.SHARES[knob]].propellant_fraction.median == values[-1]
    with fall_priors.priors(fall_priors.LIQUID_BOOSTERS, 0.5):
        assert filed.LIQUID_BOOSTERS == 0.5
    assert (dict(STAGE_CLASSES), filed.IMPULSE_ERROR, filed.LIQUID_BOOSTERS) == before


def test_a_zone_of_a_notice_is_labelled_by_its_distance(tmp_path: Path) -> None:
    """A Long March 2D from Jiuquan (40.96 N 100.30 E): a zone 620 km south, and one of nothing that falls."""
    ring = "352000N 0994000E, 352000N 1001000E, 351000N 1001000E, 351000N 0994000E"
    far = "252000N 0994000E, 252000N 1001000E, 251000N 1001000E, 251000N 0994000E"
    notices = tmp_path / "notices.jsonl"
    text = "ROCKET LAUNCH 0100Z TO 0200Z 01 JAN 24 IN AREA BOUND BY {}"
    notices.write_text(
        "".join(
            json.dumps({"id": "X", "text": text.format(x), "launch": "2024-999 Sat", "site": "JQ",
                        "inclination_deg": 97.5}) + "\n"
            for x in (ring, far)
        ), encoding="utf-8",
    )  # fmt: skip
    log, catalogue = tmp_path / "log.tsv.gz", tmp_path / "psatcat.tsv.gz"
    log.write_bytes(gzip.compress(b"#Launch_Tag\tLV_Type\n2024-999 \tChang Zheng 2D \n"))
    catalogue.write_bytes(
        gzip.compress(b"#JCAT\tPiece\tUNPerigee\tUNApogee\n# Updated\n\nS1\t2024-999A\t490\t510\n")
    )
    ((name, told, setup),) = fall_notices.noticed([notices], log, catalogue)
    flight = flight_of(name, told, setup)
    assert [body.body for body in flight.landed] == ["Stage 1"]
    assert 600 < flight.landed[0].range_km < 660
    assert setup["insertion"].alt_km == 500.0
    assert flight.on_file is not None
    assert flight.on_file.remark.facts["vehicle"] == "Long March 2D"


@pytest.mark.parametrize("filed", sorted({filed for filed, _, _ in fall_notices.ZONES.values()}))
def test_every_labelled_vehicle_is_on_file_with_its_bodies(filed: str) -> None:
    _, classes, zones = next(each for each in fall_notices.ZONES.values() if each[0] == filed)
    rings = {body: [[0.0, 5.0 + k], [0.0, 5.5 + k], [0.5, 5.5 + k]] for k, (body, *_) in enumerate(zones)}
    setup = {
        "stages": list(classes),
        "file": filed,
        "bodies": [(b, phase, during) for b, phase, during, *_ in zones],
    }
    flight = flight_of("made-up", {"site": {"lat": 0.0, "lon": 0.0}, "rings": rings}, setup)
    assert flight.on_file is not None
    assert [(part.phase, part.during) for part in flight.on_file.parts] == [
        (part.phase, part.during) for part in flight.vehicle.parts
    ]
