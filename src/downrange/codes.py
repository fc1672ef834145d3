"""Codes: a stable name for each thing the program may say, with the sentence and the hint that tell it to a person.

A result or an error carries a code and its facts (numbers, names); the sentence is written from them at the door.
Nothing in the program compares, parses or keys on a sentence. Each room keeps its codes and sentences in one file:

    class ElementCode(Code):
        CHECKSUM = "element.checksum", "line {line} has checksum {printed}, not {counted}", "Copy it anew."

Facts are put into the sentence by `str.format`; a translation replaces the sentence and keeps code and facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Any, Self


class _PlainNumbers(Formatter):
    """Large numbers of three or four figures as a person writes them: 7,390 km, not 7.39e+03 km."""

    def format_field(self, value: Any, format_spec: str) -> str:
        said = str(super().format_field(value, format_spec))
        return f"{float(said):,.0f}" if format_spec.endswith("g") and "e+" in said else said


_PLAIN_NUMBERS = _PlainNumbers()


class Code(StrEnum):
    """A stable code; its value is ``room.name`` in lower case with hyphens. `sentence` and `hint` are templates."""

    sentence: str
    hint: str

    def __new__(cls, code: str, sentence: str, hint: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence, member.hint = sentence, hint
        return member

    def says(self, facts: Mapping[str, Any] | None = None) -> str:
        """The sentence with the facts filled in."""
        said = self.sentence.format_map(facts or {})
        return _PLAIN_NUMBERS.vformat(self.sentence, (), facts or {}) if "e+" in said else said

    def hints(self, facts: Mapping[str, Any] | None = None) -> str:
        """The hint with the facts filled in; empty where there is none."""
        return self.hint.format_map(facts or {})


class Assertion(Code):
    """A code whose sentence says something of the world and so could be false: a verdict, a reason, a remark.

    `earned_by` is the condition under which it is said, in words for the reference page of sentences: a new one
    cannot be written without it. Errors and defects of a text are plain codes: they say what was met there.
    """

    earned_by: str

    def __new__(cls, code: str, sentence: str, earned_by: str, hint: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence, member.earned_by, member.hint = sentence, earned_by, hint
        return member


class Quoting(str):
    """A sentence of the program that quotes figures by their place, ``[/launch/minutes_before_window|.1f]``.

    Only this type is searched for such holes (`brief.quoted_values`): any other text is text, whatever it holds.
    In it ``[[`` is a bracket that opens no hole; brackets of facts are doubled when the facts are put in, so the
    words of a case or a notice can never become a hole. Make one with `quoting`, never of a text from outside.
    """

    __slots__ = ()


def quoting(template: str, facts: Mapping[str, Any] | None = None) -> Quoting:
    """A sentence of the program with holes, the facts put in: texts as text, a `Quoting` with its own holes."""
    return Quoting(
        _PLAIN_NUMBERS.vformat(template, (), {key: _fact(value) for key, value in (facts or {}).items()})
    )


def _fact(value: Any) -> Any:
    plain = isinstance(value, Quoting | int | float)
    return value if plain else str(value).replace("[", "[[")


class QuotingAssertion(Assertion):
    """An assertion whose sentence may quote figures by their place in the brief."""

    def says(self, facts: Mapping[str, Any] | None = None) -> Quoting:
        """The sentence with the facts filled in; what it quotes is filled in by the doors."""
        return quoting(self.sentence, facts)


@dataclass(frozen=True, slots=True)
class Remark:
    """A code with its facts: a reason, warning, defect or verdict as a result carries it."""

    code: Code
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The sentence for a person."""
        return self.code.says(self.facts)

    def as_dict(self) -> dict[str, Any]:
        """The code and, beside it, the sentence."""
        return {"code": str(self.code), "says": self.says}


def says_and_codes(key: str, remarks: Iterable[Remark], codes: str) -> dict[str, list[str]]:
    """The sentences under `key` and their codes under `codes`, as JSON carries them."""
    told = tuple(remarks)
    return {key: [remark.says for remark in told], codes: [str(remark.code) for remark in told]}
