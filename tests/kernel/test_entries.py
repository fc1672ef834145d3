"""The strict table reader: each kind of value, the error of its code, and the class that a room raises."""

from collections.abc import Callable
from typing import Any

import pytest

from downrange.errors import CaseError, RecordError
from downrange.kernel.kernel_codes import TableCode
from downrange.kernel.tables import Entry


class RecordEntry(Entry):
    error = RecordError


@pytest.mark.parametrize(
    ("fields", "read", "code", "says"),
    [
        ({}, lambda e: e.text("a"), TableCode.MISSING_KEY, "there is no 'a'"),
        ({"a": 5}, lambda e: e.text("a"), TableCode.NOT_A_TEXT, "'a' is no text"),
        ({"a": " "}, lambda e: e.text("a"), TableCode.BLANK_TEXT, "'a' is blank"),
        ({"a": "\x00"}, lambda e: e.text("a"), TableCode.BAD_CHARACTER, "U+0000"),
        ({"a": "x"}, lambda e: e.texts("a"), TableCode.NOT_A_LIST, "'a' is not a list"),
        ({"a": ["x", "x"]}, lambda e: e.texts("a"), TableCode.REPEATED_TEXT, "the same twice"),
        ({"a": "x"}, lambda e: e.choice("a", ("y", "z")), TableCode.NOT_A_WORD, "Use one of: y, z."),
        ({"a": "yes"}, lambda e: e.flag("a"), TableCode.NOT_A_FLAG, "neither true nor false"),
        ({"a": float("nan")}, lambda e: e.number("a", 0, 1), TableCode.NOT_A_NUMBER, "from 0 to 1"),
        ({"a": True}, lambda e: e.number("a", 0, 1), TableCode.NOT_A_NUMBER, "no number"),
        ({"a": 1}, lambda e: e.table("a"), TableCode.NOT_A_TABLE, "Write a = { ... }."),
        ({"a": []}, lambda e: e.entries("a"), TableCode.NOT_TABLES, "Write a = [{ ... }]."),
        ({"grad": 1}, lambda e: (e.take("grade"), e.done()), TableCode.UNKNOWN_KEY, "Did you mean 'grade'?"),
        ({"x": 1}, lambda e: (e.take("grade"), e.done()), TableCode.UNKNOWN_KEY, "Known are: grade."),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("entry", "error"), [(Entry, CaseError), (RecordEntry, RecordError)])
def test_a_wrong_value_raises_its_code_with_key_and_place(
    entry: type[Entry],
    error: type[Exception],
    fields: dict[str, Any],
    read: Callable[[Entry], object],
    code: TableCode,
    says: str,
) -> None:
    with pytest.raises(error) as caught:
        read(entry(fields, "case.toml, bodies 3"))
    assert caught.value.code is code  # type: ignore[attr-defined]
    assert says in str(caught.value)
    assert "(case.toml, bodies 3)" in str(caught.value)


def test_what_is_right_is_read_and_entries_inside_keep_their_class_and_place() -> None:
    entry = RecordEntry({"name": "S", "kind": "x", "n": 2, "t": {"a": "b"}, "l": [{"c": "d"}]}, "here")
    assert (entry.text("name"), entry.choice("kind", ("x",)), entry.number("n", 0, 3)) == ("S", "x", 2)
    assert entry.optional_choice("none", ("x",)) is None
    assert (entry.flag("none"), entry.texts("none")) == (None, ())
    inner, (first,) = entry.table("t"), entry.entries("l")
    assert isinstance(inner, RecordEntry)
    assert (inner.where, inner.text("a")) == ("here, t", "b")
    assert (first.where, first.text("c")) == ("here, l 1", "d")
    entry.done()
