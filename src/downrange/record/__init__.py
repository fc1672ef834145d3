"""The record: who says what, when, where it can be read; what physics says to it; which rules bear on it.

Nothing in here is a fact of ours. A `Claim` has a speaker, an `Event` a teller, a `Provision` the text it was
seen in, and each names its `Source`. What we compute is a `Check`, with the words for what it does not show.
"""

from downrange.record.checks import Check, ClaimedPass, Sighting, check_overflight, load_passes
from downrange.record.claims import (
    STANCES,
    Claim,
    Debate,
    Question,
    load_claims,
    questions,
    root,
    roots,
    text_of,
)
from downrange.record.dates import VagueDate, can_agree, interval, order, parse_vague
from downrange.record.provisions import Provision, Resolution, citation, load_provisions, provisions_for
from downrange.record.sources import Source, load_sources
from downrange.record.store import Kept, Record, Store
from downrange.record.tables import as_dict
from downrange.record.timeline import Event, Moment, load_events, timeline

__all__ = [
    "STANCES",
    "Check",
    "Claim",
    "ClaimedPass",
    "Debate",
    "Event",
    "Kept",
    "Moment",
    "Provision",
    "Question",
    "Record",
    "Resolution",
    "Sighting",
    "Source",
    "Store",
    "VagueDate",
    "as_dict",
    "can_agree",
    "check_overflight",
    "citation",
    "interval",
    "load_claims",
    "load_events",
    "load_passes",
    "load_provisions",
    "load_sources",
    "order",
    "parse_vague",
    "provisions_for",
    "questions",
    "root",
    "roots",
    "text_of",
    "timeline",
]
