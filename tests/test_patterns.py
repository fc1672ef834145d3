"""No regular expression of the package can cost more than its text: each is looked at as it is written.

`pattern_growth` finds repeats that take over each other's signs, and searches that start anew at each sign of a run.
A cubic expression of one line (14 s for 2 kB) once stood in a reader; so did squares in five others.
"""

import re
from functools import cache

import pytest

from downrange.launch.notices.tokens import tokenizer
from pattern_growth import SEARCHES, WHOLE, faults, names_used, patterns
from source_trees import trees

# What the rule sees and is not so, each with the reason.
SOUND = {
    ("launch/notices/times/validity_instants.py", "_FORMS"): "matched at one place, never searched",
    (
        "launch/notices/tokens/tokenizer.py",
        "_TOKEN",
    ): "what `plain` leaves is taken whole by the branch for words",
    (
        "brief/drawn/page.py",
        "_TAG_OR_DRAWING",
    ): "reads a page of our own, whose signs < are all tags that close",
}
FOUND = patterns()


@cache
def used(methods: frozenset[str]) -> dict[str, set[str]]:
    """The names that each file uses with these methods; names without an underscore in any file."""
    here = {file: names_used(tree, set(methods)) for file, tree in trees().items()}
    everywhere = {name for names in here.values() for name in names if not name.startswith("_")}
    return {file: names | everywhere for file, names in here.items()}


def faults_of(file: str, name: str, pattern: re.Pattern[str]) -> list[str]:
    searches, whole = (used(frozenset(methods)).get(file, set()) for methods in (SEARCHES, WHOLE))
    matches = used(frozenset({"match"})).get(file, set()) | whole
    # A pattern out of a list or dict is used under another name: it is taken for searched and for whole.
    alone = name in searches or name in matches
    return faults(pattern, searched=name in searches or not alone, whole=name in whole or not alone)


def test_no_pattern_costs_more_than_its_text() -> None:
    found = {(file, name): why for file, name, pattern in FOUND if (why := faults_of(file, name, pattern))}
    bad = {place: why for place, why in found.items() if place not in SOUND}
    assert not bad, "\n".join(f"{file} {name}: {why[0]}" for (file, name), why in bad.items())
    assert not SOUND.keys() - found.keys(), "these are sound by the rule: take them out of SOUND"


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(FOUND) > 200
    assert any(pattern is tokenizer._TOKEN for _, _, pattern in FOUND)


@pytest.mark.parametrize(
    "written",
    [
        r"\s*(\w+)\s*=\s*(.*?)\s*(?:\[([^\]]*)\])?\s*",  # the line of KVN that took 14 s
        r"(a+)*b", r"(a*)*", r"(?:\d+,?)+x", r"\d+\.?\d*x", r"a*b?a*c", r".*,.*,.*x", r"\s*[,;\s]\s*x",
        r"(?:[a-z]+|\d+)+\.\d+[a-z]*!",
    ],
)  # fmt: skip
def test_the_rule_finds_what_is_super_linear(written: str) -> None:
    assert faults(re.compile(written), searched=False, whole=True)


@pytest.mark.parametrize(
    ("written", "anew"),
    [
        (r"a+b", True), (r"\d{1,3}(?:,\d{3})+ M", True), (r"\[[^\]]*\]", True), (r"(?m)^\s*x", True),
        (r'"[^"]*\n', False), (r"(?m)^ *x", False), (r"\b[a-z]+=", False), (r"(?<![\d,])\d{1,3}(?:,\d{3})+ M", False),
        (r"\[[^\[\]]*\]", False), (r"a+b?", False),
    ],
)  # fmt: skip
def test_the_rule_finds_searches_that_start_anew_in_a_run(written: str, anew: bool) -> None:
    assert bool(faults(re.compile(written), searched=True, whole=False)) is anew


@pytest.mark.parametrize(
    "written",
    [r"a+", r"\d+(?:\.\d*)?", r"(?<!\d)\d+x", r"\bab+c", r"[a-z]+=[0-9]+;", r"a*+a?b", r"(?>a+)b",
     r"\A\s*x", r"(?:a{1,20}b{1,20}){1,5}c", r"[^,]*,[^,]*,"],
)  # fmt: skip
def test_the_rule_leaves_linear_ones_alone(written: str) -> None:
    assert not faults(re.compile(written), searched=False, whole=True)
