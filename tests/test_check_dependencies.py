"""The check of dependencies fails on a known fault, and says so wherever it could not look."""

import sys

import pytest

from repository import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from check_dependencies import audited, verdict

SOUND = {"name": "numpy", "version": "2.0", "vulns": []}
FAULTY = {"name": "lxml", "version": "4.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["4.1"]}]}
UNKNOWN = {"name": "mdurl", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_fault_fails_and_names_the_version_without_it() -> None:
    code, lines = verdict([SOUND, FAULTY])
    assert code == 1
    assert "lxml 4.0: PYSEC-1, mended in 4.1" in lines[0]


def test_what_was_not_checked_is_said_and_is_no_all_clear() -> None:
    code, lines = verdict([SOUND, UNKNOWN, {"name": "downrange", "skip_reason": "not on PyPI"}])
    assert code == 0
    assert lines == [
        "1 packages checked for known faults, 0 found.",
        "NOT checked, unknown to the list of faults: mdurl",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["no-such-program"],
        [sys.executable, "-c", "import sys; sys.exit('no network')"],
        [sys.executable, "-c", "print('{}')"],
        [sys.executable, "-c", "pass"],
    ],
)
def test_a_list_that_cannot_be_reached_is_said(command: list[str]) -> None:
    code, lines = verdict(audited(command))
    assert code == 0
    assert lines[0].startswith("Dependencies were NOT checked")
