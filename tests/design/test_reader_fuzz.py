"""The fuzz targets: a bounded number of inputs for every reader, what is a failure, and the count at any stop."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hostile_shapes
import reader_fuzz
from downrange.errors import NoticeError
from downrange.launch.notices.notice_codes import NoticeCode
from repository import ROOT


@pytest.mark.parametrize("name", sorted(hostile_shapes.READERS))
def test_every_reader_answers_or_refuses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reader_fuzz.main(["--reader", name, "--inputs", "60", "--seed", "7"]) == 0, capsys.readouterr().out
    out, err = capsys.readouterr()
    assert f"{name}_inputs 60" in out
    assert "60 inputs" in err


@pytest.mark.parametrize("name", sorted(hostile_shapes.READERS))
def test_the_valid_file_of_each_reader_is_read(name: str) -> None:
    reader = hostile_shapes.READERS[name]
    assert reader.read(reader.whole(reader.record))
    assert len(hostile_shapes.shapes_of(reader)) >= 30


def test_an_input_depends_on_its_number_alone() -> None:
    draw = reader_fuzz.random.Random
    reader, texts = hostile_shapes.READERS["omm-kvn"], reader_fuzz.seeds_of("omm-kvn")
    one, two = (reader_fuzz.made(texts, reader, draw("omm-kvn:1:17")) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("read", "fault"),
    [
        (lambda text: {}["x"], "KeyError"),
        (lambda text: (), "rows were lost"),
        (lambda text: 1 / 0, "ZeroDivisionError"),
    ],
)  # fmt: skip
def test_what_is_a_failure(
    read: Any, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = replace(hostile_shapes.READERS["places"], read=read)
    monkeypatch.setitem(reader_fuzz.READERS, "places", broken)
    assert reader_fuzz.main(["--reader", "places", "--inputs", "2"]) == 1
    assert fault in capsys.readouterr().out


def test_an_answer_that_takes_long_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reader_fuzz, "LONGEST_S", -1.0)
    assert reader_fuzz.main(["--reader", "places", "--inputs", "2"]) == 1
    assert "took 0.0 s" in capsys.readouterr().out


def test_a_refusal_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> None:
        raise NoticeError(NoticeCode.EMPTY)

    monkeypatch.setitem(reader_fuzz.READERS, "kml", replace(hostile_shapes.READERS["kml"], read=refuse))
    assert reader_fuzz.main(["--reader", "kml", "--inputs", "3"]) == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_prints_the_count(sign: signal.Signals, tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "design" / "reader_fuzz.py"),
        "--reader",
        "places",
        "--inputs",
        "100000000",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "design")])}
    with (tmp_path / "err").open("w+") as err:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True, env=environment)
        while "of 100,000,000 inputs" not in (tmp_path / "err").read_text():
            assert running.poll() is None
            time.sleep(0.2)
        running.send_signal(sign)
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "figures: places_inputs" in out
