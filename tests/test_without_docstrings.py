"""`python -OO` drops asserts and docstrings; the program answers the same bytes, as nothing it says lives in them."""

import pytest

from command_line import downrange
from repository import REFERENCE

NOTICE = str(REFERENCE / "notices" / "B4525-23.txt")
ELEMENTS = REFERENCE / "elements"
COMMANDS = {
    "plane": ["plane", NOTICE, "--site", "SOHAE", "--liftoff", "2023-11-21T13:42:58Z", "--json"],
    "notice": ["notice", "read", NOTICE, "--json"],
    "identify": [
        "identify", "--before", str(ELEMENTS / "before.tle"), "--after", str(ELEMENTS / "after.tle"),
        "--site", "SOHAE", "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z", "--json",
    ],
    "decay": ["decay", str(ELEMENTS / "58400.tle"), "--as-of", "2024-06-01T00:00Z", "--json"],
    "record": ["record", "check", REFERENCE.name, "--json"],
    "help": ["--help"],
    "help of a verb": ["passes", "--help"],
}  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_the_answer_does_not_depend_on_docstrings(words: list[str]) -> None:
    plain, bare = downrange(*words), downrange(*words, options=("-OO",))
    assert plain.stdout, plain.stderr
    assert (bare.returncode, bare.stdout, bare.stderr) == (plain.returncode, plain.stdout, plain.stderr)
