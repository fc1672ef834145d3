"""River 3 in the brief: the timeline, claims and denials side by side, provisions, numbered sources."""

from collections.abc import Sequence
from typing import Any

from downrange.case import Case
from downrange.record.claims import Claim, questions, roots, text_of
from downrange.record.dates import VagueDate
from downrange.record.provisions import Provision
from downrange.record.sources import Source
from downrange.record.timeline import Event, Moment, timeline


def numbered_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """The sources of the case in their order, numbered from 1 as the page cites them."""
    return [
        {
            "number": number,
            "id": source.id,
            "publisher": source.publisher,
            "title": source.title,
            "date": str(source.date) if source.date else None,
            "url": source.url,
            "note": source.note,
        }
        for number, source in enumerate(sources, start=1)
    ]


def timeline_of(case: Case) -> list[dict[str, Any]]:
    """What happened and what was said, in one order, each line with who says so and where it can be read."""
    return [_moment(moment) for moment in timeline(case.events, case.claims)]


def debates_of(case: Case) -> list[dict[str, Any]]:
    """Each question with those who assert, deny, or say neither; support is counted at its root."""
    return [
        {
            "id": debate.question.id,
            "question": debate.question.text,
            "asserts": [_claim(claim) for claim in debate.asserts],
            "denies": [_claim(claim) for claim in debate.denies],
            "others": [_claim(claim) for claim in debate.others],
            "roots_asserting": list(roots(debate.asserts)),
            "roots_denying": list(roots(debate.denies)),
        }
        for debate in questions(case.claims)
    ]


def provisions_of(case: Case) -> list[dict[str, Any]]:
    """The provisions of the case, in the order of its file."""
    return [_provision(provision) for provision in case.provisions]


def in_utc(time: VagueDate) -> str:
    """A vague date for the page: in UTC, as precisely as it was told and no more, with its doubt."""
    form = {"year": "%Y", "month": "%B %Y", "day": "%-d %b %Y", "minute": "%-d %b %Y %H:%M"}
    text = time.start.strftime(form.get(time.precision, "%-d %b %Y %H:%M:%S"))
    return text + (" ?" if time.doubtful else "")


def _moment(moment: Moment) -> dict[str, Any]:
    teller = moment.of
    if isinstance(teller, Event):
        return {
            "id": teller.id,
            "when": str(moment.time),
            "when_utc": in_utc(moment.time),
            "kind": teller.kind,
            "says": teller.what,
            "speaker": teller.by,
            "sources": [source.id for source in teller.sources],
            "note": teller.note,
            "differs_from": list(moment.differs_from),
        }
    return {
        "id": teller.id,
        "when": str(moment.time),
        "when_utc": in_utc(moment.time),
        "kind": "claim",
        "says": text_of(teller),
        "speaker": f"{teller.speaker} {teller.stance}",
        "sources": [source.id for source in teller.sources],
        "note": teller.note,
        "differs_from": [],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "when": str(claim.date),
        "speaker": claim.speaker,
        "role": claim.role,
        "side": claim.side,
        "stance": claim.stance,
        "says": text_of(claim),
        "origin": claim.origin,
        "via": list(claim.via),
        "grade": claim.proposed_grade,
        "sources": [source.id for source in claim.sources],
        "note": claim.note,
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "id": provision.id,
        "instrument": provision.resolution.id,
        "adopted": str(provision.resolution.adopted) if provision.resolution.adopted else None,
        "chapter_vii": provision.resolution.chapter_vii,
        "paragraph": provision.paragraph or "paragraph to be checked",
        "says": provision.says,
        "topics": list(provision.topics),
        "sources": [source.id for source in provision.sources],
    }
