"""`downrange vehicles`: what is on file, with sources; exit 1 where a name is not."""

import json

import pytest

from downrange.cli import main


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = 0
    try:
        main(["vehicles", *words])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    return code, capsys.readouterr().out


def test_one_vehicle_is_shown_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(capsys, "CZ-2D")
    assert code == 0
    assert "Long March 2D" in text
    assert "Emissions_API" in text
    assert "no page opened" in text


def test_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(capsys)
    assert code == 0
    assert "Electron" in text
    assert "Starship" in text


def test_json_says_what_is_stated_and_what_is_computed(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(capsys, "lvm3", "--json")
    (one,) = json.loads(text)["vehicles"]
    assert code == 0
    assert one["stages"][0]["stated"]["propellant_t"]["source"] in one["sources"]
    assert 0.6 < one["stages"][1]["propellant_fraction"]["median"] < 0.7
    assert one["payload_is_spread"] is True


def test_a_name_that_is_not_on_file_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _run(capsys, "zzz")
    assert code == 1
    assert "not on file" in text
    code, text = _run(capsys, "zzz", "--json")
    assert (code, json.loads(text)["count"]) == (1, 0)
