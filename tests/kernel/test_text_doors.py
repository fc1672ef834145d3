"""The doors for JSON and TOML: what the standard readers let through or stumble over is one error with a code."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counted_work import calls_during
from downrange.case.case_codes import CaseCode
from downrange.errors import CaseError
from downrange.kernel.kernel_codes import TextCode
from downrange.kernel.text_doors import DEEPEST_TOML, LONGEST_WORD, MOST_KEY_PARTS, open_json, open_toml
from downrange.launch.areas.area_codes import AreaCode


def toml(text: str) -> dict[str, Any]:
    return open_toml(text, CaseError, CaseCode.NOT_TOML)


@pytest.mark.parametrize(
    ("make", "most", "code"),
    [
        (lambda n: "a = " + "[" * n + "]" * n, DEEPEST_TOML, TextCode.TOML_DEEP),
        (lambda n: "a = " + "{ b = " * n + "1" + "}" * n, DEEPEST_TOML, TextCode.TOML_DEEP),
        (lambda n: ".".join("a" * n) + " = 1", MOST_KEY_PARTS, TextCode.LONG_KEY),
        (lambda n: ". ".join(['"a.b=c"'] * n) + " = 1", MOST_KEY_PARTS, TextCode.LONG_KEY),
        (lambda n: "[" + ".".join("a" * n) + "]", MOST_KEY_PARTS, TextCode.LONG_KEY),
        (lambda n: "a = { " + ".".join("b" * n) + " = 1 }", MOST_KEY_PARTS, TextCode.LONG_KEY),
        (lambda n: "a = " + "9" * n, LONGEST_WORD, TextCode.LONG_WORD),
        (lambda n: "a" * n + " = 1", LONGEST_WORD, TextCode.LONG_WORD),
    ],
)
def test_both_sides_of_each_bound(make: Any, most: int, code: TextCode) -> None:
    assert toml(make(most)) == tomllib.loads(make(most))
    with pytest.raises(CaseError) as caught:
        toml("# one line before\n" + make(most + 1))
    assert caught.value.code is code
    assert caught.value.facts["line"] == 2


@pytest.mark.parametrize("length", [5_000, 100_000])
@pytest.mark.parametrize("text", ["a = [", "a = {b=", "a.", "9", "a = 9", "a = 0x"])
def test_what_tomllib_stumbles_over_is_refused(text: str, length: int) -> None:
    with pytest.raises(CaseError):
        toml(text + text[-1] * length)
    with pytest.raises(CaseError):
        toml(text * length)


VALUES = st.recursive(
    st.text(max_size=20) | st.integers(-(2**63), 2**63 - 1) | st.booleans(),
    lambda inside: st.lists(inside, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1, max_size=12), VALUES, max_size=6))
def test_what_is_not_costly_is_read_as_tomllib_reads_it(table: dict[str, Any]) -> None:
    """Texts hold any signs (brackets, dots, quotes): none of them counts as nesting or as parts of a key."""
    text = "".join(
        f"{json.dumps(key, ensure_ascii=False)} = {_written(value)}\n" for key, value in table.items()
    )
    try:
        expected = tomllib.loads(text)
    except ValueError:  # DEL and lone halves of characters are not TOML
        return
    assert toml(text) == expected


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [
        'a = """..........................................................."""',
        "a = '[[[[' # [[[[",
        'a = "\\"[[[" ',
    ],
)
def test_signs_in_texts_and_remarks_are_not_counted(text: str) -> None:
    text = text.replace("[[[", "[" * 200).replace("...", "." * 200)
    assert toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[-1e400]", "[" * 100_000,
                                  '{"a":' * 100_000, "9" * 5_000, "", "[1,]", "\ud800"])  # fmt: skip
def test_what_json_has_not_is_refused(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        open_json(text, CaseError, AreaCode.GEOJSON_NOT_READ, where="x")
    assert caught.value.where == "x"


def test_the_pass_over_toml_is_linear() -> None:
    def calls(count: int) -> int:
        return calls_during(lambda: toml("[[a]]\nb = [1, 2.5, {c.d = 'x'}]\n" * count))

    small, large = calls(100), calls(800)
    assert large < 8.8 * small
