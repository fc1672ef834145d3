"""However a command ends (interrupted, unread, without room, by a fault of ours): an exit code, and no traceback."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from command_line import answer
from downrange.case.case_reader import SHIPPED

REFERENCE = "2023-11-21-malligyong-1"
CASE = SHIPPED / REFERENCE
ELEMENTS = str(CASE / "elements" / "58400.tle")
BEFORE, AFTER = (str(CASE / "elements" / f"{name}.tle") for name in ("before", "after"))
SPAN = ("--start", "2023-11-27T00:00Z", "--end", "2024-11-26T00:00Z")
# The program as its script runs it; it says when it has begun to listen to interrupts: before, they are Python's own.
_BEGIN = """
import signal, sys
from downrange.__main__ import run
install = signal.signal
def told(*given):
    signal.signal = install
    install(*given)
    print("begun", file=sys.stderr, flush=True)
signal.signal = told
run()
"""
BEGUN = [sys.executable, "-c", _BEGIN]
LONG = {
    "brief": ("brief", REFERENCE, "--out", "out"),
    "brief, processes": ("brief", REFERENCE, "--out", "out", "--on", "processes:2"),
    "brief, here": ("brief", REFERENCE, "--out", "out", "--on", "here", "--samples", "100000"),
    "coverage": ("coverage", ELEMENTS, *SPAN, "--grid", "10"),
    "passes": ("passes", ELEMENTS, *SPAN, "--place", "39,125"),
    "identify": ("identify", "--before", BEFORE, "--after", AFTER, "--site", "SOHAE",
                 "--window", "2023-01-01T00:00Z/2023-11-21T15:00Z"),
    "record": ("record", "keep", REFERENCE, "r.sqlite"),
    "notice": ("notice", "read", str(CASE / "notices" / "B4525-23.txt")),
}  # fmt: skip
posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


@posix
@pytest.mark.parametrize("verb", LONG)
def test_an_interrupt_at_any_moment_is_130_without_a_word(tmp_path: Path, verb: str) -> None:
    """Whichever comes first, the end of the work or the interrupt: never a traceback, never half a file."""
    moments = random.Random(verb).uniform(0.0, 3.0), 0.0
    for moment in moments:
        with subprocess.Popen(
            [*BEGUN, *LONG[verb]], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        ) as running:  # fmt: skip
            assert running.stderr is not None
            assert running.stderr.readline() == "begun\n"
            time.sleep(moment)
            os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the workers get it too
            _, said = running.communicate(timeout=120)
        # An interpreter at its end has taken its handlers down: the signal then ends it, and a shell says 130.
        ended = running.returncode if running.returncode != -signal.SIGINT else 130
        assert ended in (130, 0, 1), said
        assert ended == 130 or moment > 0
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert running.returncode != 130 or said.strip() in ("", "Aborted!")
        left = [path.name for path in tmp_path.rglob("*") if path.name.startswith(".downrange-writing-")]
        assert not left


SWALLOWS = """
import sys, time
import downrange.__main__ as program, downrange.cli as cli
program.ASK_AGAIN_S = 0.2
def main():
    print("begun", file=sys.stderr, flush=True)
    try:
        time.sleep(60)
    except BaseException:
        pass
    time.sleep(60)
cli.main = main
program.run()
"""


@posix
def test_an_interrupt_that_is_lost_is_raised_again() -> None:
    with subprocess.Popen([sys.executable, "-c", SWALLOWS], stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "begun\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=50)
    assert (running.returncode, said) == (130, "")


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("brief", "--help"),
        ("record", "timeline", REFERENCE),
        ("record", "timeline", REFERENCE, "--json"),
        ("case", "list"),
        ("notice", "read", str(CASE / "notices" / "B4525-23.txt"), "--json"),
        (
            "passes",
            ELEMENTS,
            "--start",
            "2023-11-27T00:00Z",
            "--end",
            "2023-12-07T00:00Z",
            "--place",
            "39,125",
        ),
    ],
    ids=" ".join,
)
def test_a_closed_pipe_is_silent(words: tuple[str, ...]) -> None:
    """The reader is gone before the first letter, with small outputs (written at the end) and large ones."""
    with subprocess.Popen([*BEGUN, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"begun\n")


@posix
@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-", ">/dev/full"])
def test_a_stream_that_is_closed_or_full(stream: str) -> None:
    command = (
        f"exec \"$0\" -c 'from downrange.__main__ import run; run()' record timeline {REFERENCE} {stream}"
    )
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if stream == ">/dev/full":
        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    else:
        assert done.returncode == 0


def test_a_fault_of_ours_says_what_to_send() -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by\nzero")

    with patch("downrange.cli.case.shipped_cases", broken):
        code, out, err = answer("case", "list")
    assert (code, out) == (70, "")
    assert len(err.splitlines()) == 1
    for part in (
        "ZeroDivisionError: by",
        "Downrange ",
        "Python 3",
        "the command and its input",
        "case.py, line",
    ):
        assert part in err


def test_too_little_memory_is_no_fault_of_ours() -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    with patch("downrange.cli.case.shipped_cases", greedy):
        code, _, err = answer("case", "list")
    assert code == 2
    assert "not enough memory" in err
