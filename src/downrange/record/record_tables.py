"""Tables of the record: TOML entries read strictly (`kernel.tables`), and nouns written back as the same entries.

The store keeps nouns as the entries they were read from, so one reader serves the files of a case and the database.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from downrange.earth.instants import format_utc
from downrange.errors import RecordError, TimeError
from downrange.kernel import tables
from downrange.kernel.text_doors import open_toml
from downrange.record.record_codes import RecordCode, reference_advice
from downrange.record.vague_dates import VagueDate, parse_vague

LARGEST_FILE_MB = 8
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


class Named(Protocol):
    """A noun with an id of its own."""

    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


class Entry(tables.Entry):
    """One table of the record under reading: ``[[claim]]`` 3 of claims.toml, say."""

    error = RecordError

    def id(self) -> str:
        """The entry's own name: letters, digits, ``. _ -``; at most 64."""
        found = self.text("id")
        if not _ID.fullmatch(found):
            raise self.wrong(RecordCode.BAD_ID, value=found)
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
            raise self.wrong(RecordCode.BARE_DATE, field=key, value=value)
        try:
            return parse_vague(self._clean(key, value))
        except TimeError as error:
            raise self.wrong(RecordCode.BAD_DATE, field=key, value=value, reason=error.what) from error


def read_tables(text: str, where: str, *kinds: str) -> dict[str, tuple[Entry, ...]]:
    """The ``[[kind]]`` entries of the text of a TOML file, by kind; `where` names the file in errors.

    RecordError: a text that is too long, is no TOML, or holds a table that is none of the kinds.
    """
    if len(text) > LARGEST_FILE_MB * 1024 * 1024:
        raise RecordError(RecordCode.FILE_TOO_LARGE, where=where, limit_mb=LARGEST_FILE_MB)
    document = open_toml(text, RecordError, RecordCode.NOT_TOML, where)
    whole = Entry(document, where)
    tables = {kind: document.get(kind, []) for kind in kinds}
    for kind, found in tables.items():
        whole.take(kind)
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise whole.wrong(RecordCode.NOT_ENTRIES, field=kind)
    whole.done()
    return {
        kind: tuple(Entry(item, _place(where, kind, i, item)) for i, item in enumerate(found, 1))
        for kind, found in tables.items()
    }


def _place(where: str, kind: str, number: int, item: Mapping[str, Any]) -> str:
    name = item.get("id")
    return f"{where}, [[{kind}]] {number}" + (f" {name!r}" if isinstance(name, str) else "")


def read_each(entries: Sequence[Entry], read: Callable[[Entry], N]) -> tuple[N, ...]:
    """A noun from each entry; RecordError where two have one id."""
    nouns: dict[str, N] = {}
    for entry in entries:
        noun = read(entry)
        if noun.id in nouns:
            raise entry.wrong(RecordCode.REPEATED_ID, value=noun.id)
        nouns[noun.id] = noun
    return tuple(nouns.values())


def find(nouns: Iterable[N], id: str, entry: Entry, kind: str, file: str) -> N:
    """The noun that an entry refers to by id; RecordError advises ids near to it in spelling."""
    known = {noun.id: noun for noun in nouns}
    if id not in known:
        advice = reference_advice(id, known, kind, file)
        raise entry.wrong(RecordCode.UNKNOWN_REFERENCE, field=kind, value=id, advice=advice)
    return known[id]


def as_entry(noun: Any) -> dict[str, Any]:
    """A noun as the entry it is read from: other nouns by their id, dates as reported, what is empty left out."""
    pairs = ((field.name, getattr(noun, field.name)) for field in fields(noun))
    return {name: _by_id(value) for name, value in pairs if value is not None and value != ()}


def as_dict(noun: Any) -> dict[str, Any]:
    """A noun as JSON: the nouns it refers to are given whole, so a claim shows its source."""
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
