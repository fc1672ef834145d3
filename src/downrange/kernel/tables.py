"""Tables: one strict reader for the entries of a TOML file, whichever room they belong to.

Every key of an entry is taken by name; :meth:`Entry.done` refuses the rest. So a misspelt key is an
error that names it, never a value that silently disappears. A room derives its own reader to set `error`, the
class that its entries raise, and to add the kinds of value that only it knows.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from downrange.codes import Code
from downrange.errors import CaseError, InputError
from downrange.kernel.kernel_codes import TableCode, known_keys, missing_key

LONGEST_TEXT = 20_000  # characters of one value
DIRECTION_MARKS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Entry:
    """One table of a TOML file being read, such as the third ``[[bodies]]`` of case.toml. Each key is taken once."""

    error: ClassVar[type[InputError]] = CaseError

    def __init__(self, fields: Mapping[str, Any], where: str) -> None:
        self.where = where
        self._left = dict(fields)
        self._known: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        """Whether the key is given and not yet taken; asking makes it a known key."""
        self._known[key] = None
        return key in self._left

    def wrong(self, what: Code | str, hint: str | None = None, **facts: Any) -> InputError:
        """The error to raise about this entry, with its place in the file."""
        return self.error(what, where=self.where, hint=hint, **facts)

    def take(self, key: str) -> Any:
        """The raw value of `key`, None where there is none; the key counts as read."""
        self._known[key] = None
        return self._left.pop(key, None)

    def need(self, key: str, example: str) -> Any:
        """The raw value of a key that must be there."""
        value = self.take(key)
        if value is None:
            advice = missing_key(key, example, self._left)
            raise self.wrong(TableCode.MISSING_KEY, field=key, advice=advice)
        return value

    def text(self, key: str) -> str:
        """A text that must be there."""
        return self._clean(key, self.need(key, '"..."'))

    def optional_text(self, key: str) -> str | None:
        """A text, or None. Blank texts, control characters and marks of writing direction are refused."""
        value = self.take(key)
        return None if value is None else self._clean(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none; the same text twice is refused."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(TableCode.NOT_A_LIST, field=key)
        found = tuple(self._clean(key, item) for item in value)
        if len(set(found)) < len(found):
            raise self.wrong(TableCode.REPEATED_TEXT, field=key)
        return found

    def choice(self, key: str, words: Sequence[str]) -> str:
        """One of some words that must be there."""
        found = self.text(key)
        if found not in words:
            raise self.wrong(TableCode.NOT_A_WORD, field=key, value=found, words=", ".join(words))
        return found

    def optional_choice(self, key: str, words: Sequence[str]) -> str | None:
        """One of some words, or None."""
        return self.choice(key, words) if key in self else self.optional_text(key)

    def flag(self, key: str) -> bool | None:
        """true or false, or None where the key is absent."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(TableCode.NOT_A_FLAG, field=key)
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number that must be there and lie in ``low <= x <= high``."""
        value: float = self.need(key, "...")
        if not _is_number(value) or not low <= value <= high:
            raise self.wrong(TableCode.NOT_A_NUMBER, field=key, value=value, low=low, high=high)
        return value

    def numbers(self, key: str, count: int, low: float, high: float) -> tuple[float, ...]:
        """A list of `count` numbers that must be there, each within ``low <= x <= high``."""
        value = self.need(key, "[...]")
        if (
            not isinstance(value, list | tuple)
            or len(value) != count
            or not all(_is_number(x) and low <= x <= high for x in value)
        ):
            raise self.wrong(TableCode.NOT_NUMBERS, field=key, value=value, count=count, low=low, high=high)
        return tuple(map(float, value))

    def table(self, key: str) -> Self:
        """The table inside this one that must be there, as an entry of its own."""
        value = self.need(key, "{ ... }")
        if not isinstance(value, Mapping):
            raise self.wrong(TableCode.NOT_A_TABLE, field=key)
        return type(self)(value, f"{self.where}, {key}")

    def optional_entries(self, key: str) -> tuple[Self, ...]:
        """The entries that stand inside this one, none where there is no such key or list."""
        return self.entries(key) if key in self and self._left[key] != [] else self.take(key) or ()

    def entries(self, key: str) -> tuple[Self, ...]:
        """The entries that stand inside this one, at least one, such as the places of a check."""
        value = self.take(key)
        if not value or not isinstance(value, list | tuple) or not all(isinstance(x, Mapping) for x in value):
            raise self.wrong(TableCode.NOT_TABLES, field=key)
        return tuple(type(self)(item, f"{self.where}, {key} {i}") for i, item in enumerate(value, 1))

    def done(self) -> None:
        """Refuse a key that was not read."""
        for key in self._left:
            raise self.wrong(TableCode.UNKNOWN_KEY, field=key, advice=known_keys(key, tuple(self._known)))

    def _clean(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(TableCode.NOT_A_TEXT, field=key)
        if not value.strip():
            raise self.wrong(TableCode.BLANK_TEXT, field=key)
        if len(value) > LONGEST_TEXT:
            raise self.wrong(TableCode.TEXT_TOO_LONG, field=key, most=LONGEST_TEXT)
        for character in value:
            if character in "\n\t":
                continue
            if unicodedata.category(character) in ("Cc", "Cs") or character in DIRECTION_MARKS:
                raise self.wrong(TableCode.BAD_CHARACTER, field=key, character=ord(character))
        return value


def _is_number(value: object) -> bool:
    """A plain number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
