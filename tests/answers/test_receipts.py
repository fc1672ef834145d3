"""Receipts name every file and data table that was opened: an audit hook listens while a verb works."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from downrange.case.case_reader import SHIPPED

pytestmark = pytest.mark.slow

CASE = "2023-11-21-malligyong-1"
FOLDER = SHIPPED / CASE
NOTICE = str(FOLDER / "notices" / "B4525-23.txt")
CATALOGUES = [str(FOLDER / "elements" / f"{when}.tle") for when in ("before", "after")]

# Runs one verb and writes the paths that were opened for reading to standard error, as JSON. Code is no input: what
# Python, its packages, numba's cache and our own sources, templates and word lists of the grammar open is left out,
# and so are folders, which are opened to lock them, to make the names in them safe and to remove them.
LISTEN = """
import json, os, sys, sysconfig
opened = set()
code = tuple({*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, "/proc", "/sys", "/dev", "/etc", "/usr"})
def listen(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)) and not (given[2] or 0) & 3:
        path = given[0].decode() if isinstance(given[0], bytes) else given[0]
        ours = path.endswith(tuple(".py .pyc .nbi .nbc .j2 .css .so".split())) or "/notices/words/" in path
        if os.path.isfile(path) and not path.startswith(code) and not ours:
            opened.add(path)
sys.addaudithook(listen)
from downrange.cli import main
try:
    main()
except SystemExit:
    pass
finally:
    print("OPENED " + json.dumps(sorted(opened)), file=sys.stderr)
"""


def opened_and_answered(*words: str) -> tuple[set[str], str]:
    """The names of the files that a verb opened, and what it printed."""
    done = subprocess.run([sys.executable, "-c", LISTEN, *words], capture_output=True, text=True, check=False)
    line = next(line for line in done.stderr.splitlines() if line.startswith("OPENED "))
    return {Path(path).name for path in json.loads(line.removeprefix("OPENED "))}, done.stdout


def named(receipt: dict[str, list[dict[str, str]]]) -> set[str]:
    """The names of the files and tables of a receipt."""
    return {Path(one["file"]).name for part in ("inputs", "tables") for one in receipt[part]}


@pytest.mark.parametrize(
    "words",
    [
        ("plane", NOTICE, "--site", "SOHAE", "--json"),
        ("plane", NOTICE, "--site", "SOHAE", "--no-history", "--json"),
        ("search", NOTICE, "--site", "SOHAE", "--liftoff", "2023-11-21T13:42:28Z", "--json"),
        ("identify", "--before", CATALOGUES[0], "--after", CATALOGUES[1], "--site", "SOHAE",
         "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z", "--json"),
        ("identify", "--before", CATALOGUES[0], "--after", CATALOGUES[1], "--site", "SOHAE",
         "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z", "--notices", NOTICE, "--json"),
        ("decay", str(FOLDER / "elements" / "58400.tle"), "--as-of", "2023-12-01T00:00Z", "--json"),
    ],
    ids=lambda words: " ".join(w for w in words if not w.startswith("/")),
)  # fmt: skip
def test_a_verb_names_what_it_opened(words: tuple[str, ...]) -> None:
    opened, printed = opened_and_answered(*words)
    receipt = json.loads(printed)["receipt"]
    assert opened, "the hook heard nothing"
    assert opened <= named(receipt)
    assert named(receipt) <= opened, "a receipt claims nothing that was not read"


def test_a_brief_names_what_it_opened(tmp_path: Path) -> None:
    opened, _ = opened_and_answered("brief", CASE, "--samples", "100", "--out", str(tmp_path), "--on", "here")
    receipts = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["receipts"]
    claimed = set().union(*(named(receipt) for receipt in receipts.values()))
    assert opened <= claimed
    assert claimed <= opened


def test_a_fall_names_what_it_opened() -> None:
    opened, printed = opened_and_answered("fall", CASE, "--samples", "100", "--on", "here", "--json")
    claimed = named(json.loads(printed)["receipt"])
    assert opened <= claimed
    assert claimed <= opened
