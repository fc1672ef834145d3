"""The record knows no physics: to read claims loads a small part of the program and no library of geometry."""

import subprocess
import sys

MOST_MODULES = 25
HEAVY = ("shapely", "pyproj", "sgp4", "lxml", "numba")
CODE = "import sys, downrange.record.claims; print(*sorted(sys.modules))"


def test_claims_load_no_physics() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = done.stdout.split()
    assert not [name for name in loaded if name.split(".")[0] in HEAVY]
    ours = [name for name in loaded if name.split(".")[0] == "downrange"]
    assert len(ours) <= MOST_MODULES, ours
