"""The timeline: what is said to have happened and what was said about it, in one order, each with its source.

Two tellers of one happening who differ stand side by side, each time as it was told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from downrange.record.claims import Claim
from downrange.record.record_codes import RecordCode
from downrange.record.record_tables import Entry, read_each, read_tables
from downrange.record.sources import Source, read_citations
from downrange.record.vague_dates import VagueDate, can_agree, order

KINDS = (
    "notice",
    "launch",
    "flight",
    "alert",
    "all-clear",
    "impact",
    "insertion",
    "separation",
    "detection",
    "manoeuvre",
    "failure",
    "meeting",
    "vote",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that someone says happened. Several events may tell the same `happening` at other times.

    `by` says so; `topics` join the event to the provisions that bear on it.
    """

    id: str
    kind: str
    time: VagueDate
    what: str
    by: str
    sources: tuple[Source, ...]
    happening: str | None = None
    topics: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. `differs_from` are ids of other tellings whose times cannot agree with it."""

    time: VagueDate
    of: Event | Claim
    differs_from: tuple[str, ...] = ()


def read_events(text: str, sources: Sequence[Source], where: str = "events.toml") -> tuple[Event, ...]:
    """The events of the text of an ``events.toml``, which may cite `sources`. RecordError says what to correct."""
    return read_each(read_tables(text, where, "event")["event"], lambda entry: read_event(entry, sources))


def read_event(entry: Entry, sources: Sequence[Source]) -> Event:
    """One event from its entry."""
    event = Event(
        id=entry.id(),
        kind=entry.choice("kind", KINDS),
        time=entry.date("time"),
        what=entry.text("what"),
        by=entry.text("by"),
        sources=read_citations(entry, sources),
        happening=entry.optional_text("happening"),
        topics=entry.texts("topics"),
        note=entry.optional_text("note"),
    )
    entry.done()
    if not event.sources:
        raise entry.wrong(RecordCode.NO_SOURCES, kind="event")
    return event


def timeline(events: Iterable[Event], claims: Iterable[Claim]) -> tuple[Moment, ...]:
    """Events and claims in one order of time; a claim stands at the date it was made."""
    happened = tuple(events)
    moments = [Moment(event.time, event, _differing(event, happened)) for event in happened]
    moments += [Moment(claim.date, claim) for claim in claims]
    return tuple(sorted(moments, key=lambda moment: (order(moment.time), moment.of.id)))


def _differing(event: Event, events: Sequence[Event]) -> tuple[str, ...]:
    """The other tellings of the same happening that cannot be right if this one is, to the letter."""
    return tuple(
        other.id
        for other in events
        if event.happening is not None
        and other.happening == event.happening
        and not can_agree(event.time, other.time)
    )
