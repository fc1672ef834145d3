"""Gather: the one dict of a brief, from what the three rivers found. Every door shows this dict and nothing else."""

from typing import Any

from downrange import __version__
from downrange.brief.found import Found
from downrange.brief.parts import (
    falls_part as falls,
)
from downrange.brief.parts import (
    notices_part as notices,
)
from downrange.brief.parts import (
    orbit_part as orbit,
)
from downrange.brief.parts import (
    record_part as record,
)
from downrange.brief.receipts import METHODS, receipt
from downrange.brief.sentences import answers, limits, map_caption, remarks

FORMAT = "downrange-brief/1"


def gather(found: Found) -> dict[str, Any]:
    """The dict of a brief: a part for each thing found, a receipt for each part, and the words over all of it.

    The result is plain JSON: no NaN, no objects; times are ISO 8601 with Z; angles are degrees, lengths km.
    """
    case = found.inputs.case
    settings = {"fall": falls.settings(found.inputs, found.draws)}
    brief: dict[str, Any] = {
        "format": FORMAT,
        "downrange": __version__,
        "case": {"name": case.name, "title": case.title, "summary": case.summary},
        **_before_liftoff(found),
        **_after_liftoff(found),
        **_who_says_so(found),
        "receipts": {part: receipt(case, part, settings.get(part, {})) for part in METHODS},
    }
    brief["announcement"] = {"remarks": remarks(brief)}
    brief["map"] = {"caption": map_caption(brief)}
    brief["answers"] = answers(brief)
    brief["limits"] = limits(brief)
    return brief


def _before_liftoff(found: Found) -> dict[str, Any]:
    """River 1: what was announced, and what falls."""
    inputs = found.inputs
    case, flown = inputs.case, None
    if found.elements and case.orbit and found.plane:
        flown = notices.flown_orbit(found.elements, case.orbit.main, found.plane)
    return {
        "launch": notices.launch_of(inputs),
        "notices": notices.announced(inputs),
        "plane": notices.plane_in_brief(found.plane, flown) if found.plane else None,
        "fall": falls.falls_in_brief(inputs, found.falls, found.risk, found.draws),
    }


def _after_liftoff(found: Found) -> dict[str, Any]:
    """River 2: which object it is, what became of its orbit, and what it passes over."""
    case = found.inputs.case
    return {
        "identified": orbit.identified_objects(*found.identified) if found.identified else None,
        "orbit": {
            **orbit.orbit_sets(found.elements),
            "manoeuvres": orbit.manoeuvres_in_brief(case, found.elements),
            "forecast": orbit.forecast_in_brief(case, found.elements),
        },
        "passes": orbit.passes_in_brief(case, found.passes, found.elements),
        "track": orbit.track_in_brief(case, found.elements),
    }


def _who_says_so(found: Found) -> dict[str, Any]:
    """River 3: what people say, what physics says of it, and which provisions bear on it."""
    case = found.inputs.case
    return {
        "timeline": record.timeline_of(case),
        "questions": record.debates_of(case),
        "checks": record.checks_in_brief(found.checks),
        "provisions": record.provisions_of(case),
        "sources": record.numbered_sources(case.sources),
    }
