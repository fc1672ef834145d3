"""The scripts behind the decay windows, lifetimes and fleets, on data worked out by hand."""

import gzip
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import decay_domain
import decay_lifetimes
import steered_fleets
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.history.decay.decay_window import SET_CLASSES, window_model
from downrange.orbit.history.decay.steered_fleets import piece_number
from downrange.orbit.history.element_history import histories
from repository import ROOT

KMS_4 = ROOT / "src/downrange/cases/2016-02-07-kwangmyongsong-4/elements/41332.tle"
CALM = SimpleNamespace(source="observed", age_days=1.0, stormy_ap=10.0)


def row(norad: int, error: float, sets: int = 1, days: float = 50.0, truth: str = "stated") -> dict[str, Any]:
    return {
        "norad": norad, "error": error, "sets": sets, "days": days, "truth": truth, "age_days": 0.0,
        "weather": CALM, "held": abs(error) <= 0.2,
    }  # fmt: skip


@pytest.mark.parametrize(("objects", "factor"), [(9, 2.178), (20, 1.921), (50, 1.790)])
def test_tolerance_factors_are_the_tables_over_the_normal_quantile(objects: int, factor: float) -> None:
    """Two-sided normal tolerance factors for nine in ten with a confidence of three in four, as tabled."""
    assert decay_domain.tolerance_factor(objects) * 1.645 == pytest.approx(factor, rel=0.01)


def test_objects_weigh_alike_and_so_do_kinds_of_truth() -> None:
    rows = [row(1, 0.1), row(1, 0.1), row(2, 0.1, truth="surrogate"), row(3, 0.1, truth="surrogate")]
    assert decay_domain.weights(rows).tolist() == [0.5, 0.5, 1.0, 1.0]
    assert decay_domain.weights(rows, kinds=True).tolist() == [0.5, 0.5, 0.5, 0.5]
    assert decay_domain.held([row(1, 0.1), row(1, 0.3), row(2, 0.1)])["held"] == 0.75


def test_constants_are_found_again() -> None:
    """Errors drawn with a known width that grows with the days left: nine in ten lie within what is found."""
    random = np.random.default_rng(7)
    rows = [
        row(k, float(random.normal() * 0.1 * np.hypot(1.0, days / 50)), sets, days)
        for sets in (1, 2, 3, 4)
        for k, days in enumerate(random.uniform(3.0, 180.0, 3000))
    ]
    found = decay_domain.fitted(rows, window_model())
    for name in SET_CLASSES:
        for days in (25.0, 150.0):
            half = np.hypot(found.base[name], found.by_hundred_days[name] * days / 100)
            true = 0.1645 * np.hypot(1.0, days / 50)
            assert half / decay_domain.tolerance_factor(3000) == pytest.approx(true, rel=0.2)


def test_a_history_is_cut_to_its_last_sets_and_thinned() -> None:
    (history,) = histories(read_elements(KMS_4))
    assert decay_domain.cut(history, 9, 2, 1).rows.tolist() == history.rows[7:9].tolist()
    assert decay_domain.cut(history, 9, 0, 4).rows.tolist() == history.rows[[0, 4, 8]].tolist()


def test_ranges_are_counted_by_the_life_that_was_left() -> None:
    rows = [
        {
            "norad": 1,
            "truth": "stated",
            "life_days": 200.0,
            "early_days": 190.0,
            "late_days": 380.0,
            "held": True,
        },
        {
            "norad": 2,
            "truth": "stated",
            "life_days": 300.0,
            "early_days": 310.0,
            "late_days": 620.0,
            "held": False,
        },
    ]
    figures = decay_lifetimes.figures_of(rows)
    assert (figures["180-365 d held"], figures["180-365 d before"], figures["180-365 d ratio"]) == (
        0.5,
        0.5,
        2.0,
    )


def test_fleets_are_runs_of_pieces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "#JCAT\tPiece\tName\tProgram\tMvr\n"
    pieces = [("A", "M"), ("H", "M"), ("J", "M"), ("K", "-"), ("L", "M")]
    lines = [
        f"S{k}\t2030-001{piece}\tStarlink-{k}\tStarlink 9\t{flag}\n" for k, (piece, flag) in enumerate(pieces)
    ]
    table = tmp_path / "psatcat.tsv.gz"
    table.write_bytes(gzip.compress((head + "".join(lines) + "S9\t2030-002A\tX\tOther\tM\n").encode()))
    assert steered_fleets.main(["--satcat", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["first"], one["last"]) for one in told["rows"]] == [("A", "A"), ("H", "J"), ("L", "L")]
    assert told["figures"] == {"launches": 1, "runs": 3, "payloads": 4}


@pytest.mark.parametrize("number", [1, 24, 25, 600, 601, 5000])
def test_letters_and_numbers_are_inverse(number: int) -> None:
    assert piece_number(steered_fleets.letters_of(number)) == number
