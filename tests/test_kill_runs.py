"""Whole commands killed at random moments leave the old result or the new one (design/kill_runs.py: 200 each)."""

import json
import subprocess
import sys

import pytest

from repository import ROOT


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork on this system")
def test_nothing_is_mixed_or_left_by_a_killed_command() -> None:
    script = str(ROOT / "design" / "kill_runs.py")
    done = subprocess.run(
        [sys.executable, script, "--json", "--runs", "12", "--verb", "notice", "record"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert {row["verb"]: row["wrong"] for row in told["rows"]} == {"notice": [], "record": []}
    assert all(row["killed"] for row in told["rows"])
    assert told["figures"] == {"runs": 24, "wrong": 0}
