"""The door `downrange fall`: one dict for people and machines, and mistakes said plainly."""

import json

import pytest

from downrange.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        main(["fall", *arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_json_keeps_the_contract_and_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "2023-05-25-nuri-3", "--samples", "200", "--seed", "3", "--json")
    said = json.loads(out)
    assert code == 0
    assert {"bodies", "territories", "samples", "seed", "receipt"} <= said.keys()
    assert [body["name"] for body in said["bodies"]] == ["Stage 1", "Fairing", "Stage 2"]
    assert [body["range_km"] for body in said["bodies"]] == pytest.approx([430, 1585, 2804], abs=0.3)
    again = json.loads(run(capsys, "2023-05-25-nuri-3", "--samples", "200", "--seed", "3", "--json")[1])
    other = json.loads(run(capsys, "2023-05-25-nuri-3", "--samples", "200", "--seed", "4", "--json")[1])
    assert again["bodies"] == said["bodies"] != other["bodies"]


def test_the_table_names_each_body(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "2023-11-21-malligyong-1", "--samples", "200")
    assert code == 0
    assert all(word in out for word in ("Stage 1", "Fairing", "Stage 2", "T+", "200 draws"))


def test_an_unknown_case_is_one_line_and_two(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "no-such-case")
    assert code == 2
    assert len(err.strip().splitlines()) == 1
