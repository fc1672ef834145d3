"""Sources: where a statement can be read. Every claim and every event of the record names at least one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from downrange.record.record_codes import RecordCode
from downrange.record.record_tables import Entry, find, read_each, read_tables
from downrange.record.vague_dates import VagueDate

_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?")


@dataclass(frozen=True, slots=True)
class Source:
    """A published text: an article, a broadcast, a catalogue. `url` is None when the text has no address."""

    id: str
    publisher: str
    title: str
    url: str | None = None
    date: VagueDate | None = None
    note: str | None = None


def read_sources(text: str, where: str = "sources.toml") -> tuple[Source, ...]:
    """The sources of the text of a ``sources.toml``. RecordError says what to correct."""
    return read_each(read_tables(text, where, "source")["source"], read_source)


def read_source(entry: Entry) -> Source:
    """One source from its entry. The address is http or https: a page may print it as a link."""
    source = Source(
        entry.id(),
        entry.text("publisher"),
        entry.text("title"),
        entry.optional_text("url"),
        entry.optional_date("date"),
        entry.optional_text("note"),
    )
    entry.done()
    if source.url is not None and not _WEB_ADDRESS.fullmatch(source.url):
        raise entry.wrong(RecordCode.BAD_URL, field="url", value=source.url)
    return source


def read_citations(entry: Entry, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that an entry cites by ``sources = ["id", ...]``."""
    return tuple(find(sources, id, entry, "source", "sources.toml") for id in entry.texts("sources"))
