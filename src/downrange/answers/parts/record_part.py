"""Who says so, in the brief: the timeline, claims and denials side by side, provisions, checks, numbered sources."""

from collections.abc import Sequence
from typing import Any

from downrange.answers.parts.shared import PartInputs
from downrange.case.case_model import Case
from downrange.earth.instants import format_utc
from downrange.kernel.parallel import Draws
from downrange.record.checks import Check, Sighting
from downrange.record.claims import Claim, questions, roots, text_of
from downrange.record.provisions import Provision, citation
from downrange.record.sources import Source
from downrange.record.timeline import Event, Moment, timeline
from downrange.record.vague_dates import VagueDate
from downrange.verify.overflight_claims import check_overflight


def record_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """What people say: the timeline, the questions with their claims, the provisions, and the sources numbered."""
    case = inputs.case
    return {
        "timeline": timeline_of(case),
        "questions": debates_of(case),
        "provisions": provisions_of(case),
        "sources": numbered_sources(case.sources),
    }


def checks_of_case(inputs: PartInputs, draws: Draws) -> list[dict[str, Any]]:
    """Every claim of the case that an orbit can test, put to the test."""
    elements = inputs.elements
    if elements is None:
        return []
    return checks_in_brief([check_overflight(claimed, elements) for claimed in inputs.case.claimed_passes])


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


def checks_in_brief(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Each claim put to physics: the verdict, the figures, what they show and what they do not."""
    return [
        {
            "receipt": "checks",
            "id": check.id,
            "claim_id": check.claim.id,
            "claim": text_of(check.claim),
            "speaker": check.claim.speaker,
            "when": str(check.claim.date),
            "when_utc": in_utc(check.claim.date),
            "sources": [source.id for source in check.claim.sources],
            "verdict": check.verdict,
            "norad": check.norad,
            "sightings": [_sighting(sighting) for sighting in check.sightings],
            "says": list(check.says),
            "shows": check.shows,
            "does_not_show": list(check.does_not_show),
            "method": check.method,
        }
        for check in checks
    ]


def in_utc(time: VagueDate) -> str:
    """A vague date for the page: in UTC, as precisely as it was told and no more, with its doubt."""
    start, precision = time.start, time.precision
    day = "" if precision in ("year", "month") else f"{start.day} "  # not %-d: Windows has no such form
    form = {"year": "%Y", "month": "%B %Y", "day": "%b %Y", "minute": "%b %Y %H:%M"}
    text = day + start.strftime(form.get(precision, "%b %Y %H:%M:%S"))
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


def _sighting(sighting: Sighting) -> dict[str, Any]:
    return {
        "place": sighting.place,
        "told": str(sighting.told),
        "told_utc": in_utc(sighting.told),
        "closest": format_utc(sighting.closest, 1),
        "distance_km": sighting.distance_km,
        "off_nadir_deg": sighting.off_nadir_deg,
        "slant_range_km": sighting.slant_range_km,
        "sun_elevation_deg": sighting.sun_elevation_deg,
        "local_solar_time_h": sighting.local_solar_time_h,
        "element_age_days": sighting.element_age_days,
        "verdict": sighting.verdict,
        "because": sighting.because,
        "code": sighting.code,
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
        "citation": citation(provision),
        "paragraph": provision.paragraph,
        "says": provision.says,
        "topics": list(provision.topics),
        "sources": [source.id for source in provision.sources],
    }
