"""Tables of the record: TOML entries read strictly (`kernel.tables`), and nouns written back as the same entries.

The store keeps nouns as the entries they were
read from, so one reader serves the file and the database.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from downrange.earth.instants import format_utc
from downrange.errors import RecordError, TimeError
from downrange.kernel import tables
from downrange.record.vague_dates import VagueDate, parse_vague

T = TypeVar("T")
LARGEST_FILE_BYTES = 8 * 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


class Entry(tables.Entry):
    """One table of the record under reading: ``[[claim]]`` 3 of claims.toml, say."""

    error = RecordError

    def id(self) -> str:
        """The entry's own name: letters, digits, ``. _ -``; at most 64."""
        found = self.text("id")
        if not _ID.fullmatch(found):
            raise self.wrong(f"id {found!r} is no name", "Use letters, digits, dots, - and _, at most 64.")
        return found

    def date(self, key: str) -> VagueDate:
        """A vague date that must be there."""
        return self._vague(key, self.need(key, '"2023-11-21", as precise as it is known,'))

    def optional_date(self, key: str) -> VagueDate | None:
        """A vague date, or None. It stands in quotes: bare TOML dates would lose their precision."""
        value = self.take(key)
        return None if value is None else self._vague(key, value)

    def _vague(self, key: str, value: object) -> VagueDate:
        if isinstance(value, date | datetime):
            raise self.wrong(f"{key!r} is a bare TOML date", f'Put it in quotes: {key} = "{value}".')
        try:
            return parse_vague(self._clean(key, value))
        except TimeError as error:
            raise self.wrong(f"{key!r}: {error.what}", error.hint or "") from error


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
