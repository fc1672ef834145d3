"""Tables of the record: TOML entries read strictly, key by key, and nouns written back as the same entries.

Every key of an entry is taken by name; :meth:`Entry.done` refuses what nobody took. So a misspelt key is an
error that names it, never a value that silently disappears. The store keeps nouns as the entries they were
read from, so one reader serves the file and the database.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self, TypeVar

from downrange.earth.instants import format_utc
from downrange.errors import RecordError, TimeError
from downrange.record.vague_dates import VagueDate, parse_vague

T = TypeVar("T")
LONGEST_TEXT = 20_000
LARGEST_FILE_BYTES = 8 * 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_TURNS_TEXT_AROUND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Entry:
    """One table of a TOML file under reading: ``[[claim]]`` 3 of claims.toml, say. Each key is taken once."""

    def __init__(self, fields: Mapping[str, Any], where: str) -> None:
        self.where = where
        self._left = dict(fields)
        self._known: list[str] = []

    def wrong(self, what: str, hint: str) -> RecordError:
        """The error to raise about this entry: it says where the entry stands."""
        return RecordError(what, where=self.where, hint=hint)

    def take(self, key: str) -> Any:
        """The raw value of `key`, None where there is none; the key counts as read."""
        self._known.append(key)
        return self._left.pop(key, None)

    def text(self, key: str) -> str:
        """A text that must be there."""
        found = self.optional_text(key)
        if found is None:
            raise self.wrong(f"there is no {key!r}", f'Add {key} = "..." to it.')
        return found

    def optional_text(self, key: str) -> str | None:
        """A text, or None. Blank texts, control characters and marks that turn text around are refused."""
        value = self.take(key)
        return None if value is None else self._clean(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none; the same text twice is refused."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(f"{key!r} is no list", f'Write {key} = ["..."].')
        found = tuple(self._clean(key, item) for item in value)
        if len(set(found)) < len(found):
            raise self.wrong(f"{key!r} says the same twice", "Say it once.")
        return found

    def id(self) -> str:
        """The entry's own name: letters, digits, ``. _ -``; at most 64."""
        found = self.text("id")
        if not _ID.fullmatch(found):
            raise self.wrong(f"id {found!r} is no name", "Use letters, digits, dots, - and _, at most 64.")
        return found

    def date(self, key: str) -> VagueDate:
        """A vague date that must be there."""
        found = self.optional_date(key)
        if found is None:
            raise self.wrong(f"there is no {key!r}", f'Add {key} = "2023-11-21", as precise as it is known.')
        return found

    def optional_date(self, key: str) -> VagueDate | None:
        """A vague date, or None. It stands in quotes: bare TOML dates would lose their precision."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, date | datetime):
            raise self.wrong(f"{key!r} is a bare TOML date", f'Put it in quotes: {key} = "{value}".')
        try:
            return parse_vague(self._clean(key, value))
        except TimeError as error:
            raise self.wrong(f"{key!r}: {error.what}", error.hint or "") from error

    def choice(self, key: str, words: Sequence[str]) -> str:
        """One of some words that must be there."""
        found = self.text(key)
        if found not in words:
            raise self.wrong(f"{key} = {found!r} is not a word for it", f"Use one of: {', '.join(words)}.")
        return found

    def optional_choice(self, key: str, words: Sequence[str]) -> str | None:
        """One of some words, or None."""
        return self.choice(key, words) if key in self._left else self.optional_text(key)

    def flag(self, key: str) -> bool | None:
        """true or false, or None where nobody said."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(f"{key!r} is neither true nor false", f"Write {key} = true, or leave it out.")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number that must be there and lie in ``low <= x <= high``."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(f"{key} = {value!r} is no number from {low:g} to {high:g}", "Mend the number.")
        return value

    def entries(self, key: str) -> tuple[Self, ...]:
        """The entries that stand inside this one, such as the places of a check."""
        value = self.take(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"{key!r} is no list of tables", f"Write {key} = [{{ ... }}].")
        return tuple(type(self)(item, f"{self.where}, {key} {i}") for i, item in enumerate(value, 1))

    def done(self) -> None:
        """Refuse what is left: a key that nobody took."""
        for key in self._left:
            near = get_close_matches(key, self._known, 1)
            known = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(self._known)}."
            raise self.wrong(f"the key {key!r} is not known here", known)

    def _clean(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(f"{key!r} is no text", f'Write {key} = "...".')
        if not value.strip():
            raise self.wrong(f"{key!r} is blank", "Leave the key out, or say something.")
        if len(value) > LONGEST_TEXT:
            raise self.wrong(f"{key!r} is longer than {LONGEST_TEXT} characters", "Shorten it.")
        for character in value:
            if character in "\n\t":
                continue
            if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNS_TEXT_AROUND:
                raise self.wrong(f"{key!r} holds the character U+{ord(character):04X}", "Take it out.")
        return value


def read_tables(path: Path, *kinds: str) -> dict[str, tuple[Entry, ...]]:
    """The ``[[kind]]`` entries of a TOML file, by kind. A file that is not there has none.

    RecordError: a file that cannot be read, is no TOML, or holds a table that nobody knows.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise RecordError(
            f"cannot read it: {error.strerror}", where=str(path), hint="Mend the file."
        ) from error
    if len(data) > LARGEST_FILE_BYTES:
        raise RecordError("larger than 8 MB", where=str(path), hint="Split the case.")
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        say = f"no TOML: {error}".rstrip(".")
        raise RecordError(say, where=str(path), hint="TOML is described at https://toml.io.") from error
    whole = Entry(document, str(path))
    tables = {kind: document.get(kind, []) for kind in kinds}
    for kind, found in tables.items():
        whole.take(kind)
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise whole.wrong(f"{kind!r} is no list of entries", f"Head each of them with [[{kind}]].")
    whole.done()
    return {
        kind: tuple(Entry(item, _place(path, kind, i, item)) for i, item in enumerate(found, 1))
        for kind, found in tables.items()
    }


def _place(path: Path, kind: str, number: int, item: Mapping[str, Any]) -> str:
    name = item.get("id")
    return f"{path}, [[{kind}]] {number}" + (f" {name!r}" if isinstance(name, str) else "")


def refuse_twins(nouns: Sequence[Any], entries: Sequence[Entry]) -> None:
    """Refuse two entries of one name."""
    seen: set[str] = set()
    for noun, entry in zip(nouns, entries, strict=True):
        if noun.id in seen:
            raise entry.wrong(f"id {noun.id!r} stands there twice", "Give one of them another id.")
        seen.add(noun.id)


def find(known: Mapping[str, T], id: str, entry: Entry, kind: str, home: str) -> T:
    """The noun that an entry refers to by id; RecordError names near ones."""
    if id in known:
        return known[id]
    near = get_close_matches(id, known, 3)
    raise entry.wrong(
        f"{kind} {id!r} is not known",
        f"Did you mean {' or '.join(near)}?" if near else f"Add a [[{kind}]] with this id to {home}.",
    )


def as_entry(noun: Any) -> dict[str, Any]:
    """A noun as the entry it is read from: other nouns by their id, dates as told, what is empty left out."""
    pairs = ((field.name, getattr(noun, field.name)) for field in fields(noun))
    return {name: _by_id(value) for name, value in pairs if value is not None and value != ()}


def as_dict(noun: Any) -> dict[str, Any]:
    """A noun as the doors say it: the nouns it refers to are spelt out, so a claim shows its source."""
    return {field.name: _spelt_out(getattr(noun, field.name)) for field in fields(noun)}


def _by_id(value: Any) -> Any:
    if isinstance(value, VagueDate):
        return value.text
    if isinstance(value, tuple):
        return [_by_id(item) for item in value]
    if isinstance(value, datetime):
        return format_utc(value, 1)
    if is_dataclass(value):
        return value.id if hasattr(value, "id") else as_entry(value)
    return value


def _spelt_out(value: Any) -> Any:
    if isinstance(value, VagueDate):
        return value.text
    if isinstance(value, tuple):
        return [_spelt_out(item) for item in value]
    if isinstance(value, datetime):
        return format_utc(value, 1)
    return as_dict(value) if is_dataclass(value) else value
