"""Sources: where a statement can be read. Every claim and every event of the record names at least one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from downrange.record.record_tables import Entry, find, read_tables, refuse_twins
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


def load_sources(path: Path) -> tuple[Source, ...]:
    """The sources of ``sources.toml``; none if the file is not there. RecordError says what to correct."""
    entries = read_tables(path, "source")["source"]
    sources = tuple(read_source(entry) for entry in entries)
    refuse_twins(sources, entries)
    return sources


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
        raise entry.wrong(
            f"url {source.url!r} is no web address",
            "Begin it with https:// or http://; leave url out for a text without one.",
        )
    return source


def read_citations(entry: Entry, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that an entry cites by ``sources = ["id", ...]``."""
    known = {source.id: source for source in sources}
    return tuple(find(known, id, entry, "source", "sources.toml") for id in entry.texts("sources"))


def sources_beside(path: Path, sources: Sequence[Source] | None) -> Sequence[Source]:
    """`sources`, or those of the ``sources.toml`` in the same folder as `path`."""
    return load_sources(path.with_name("sources.toml")) if sources is None else sources
