"""The rivers on one page: from the words of a notice, from element sets, from what people say, to one brief.

    notices -> areas -> plane            elements -> newcomers -> object          sources -> claims -> checks
            -> falls -> territories               -> orbit -> passes                       -> provisions

Each function takes a case and what an earlier one found, and can be read aloud.
"""

from datetime import timedelta
from typing import Any

from downrange.answers.plane import ascent_plane
from downrange.brief.brief_dict import gather
from downrange.brief.found import Found
from downrange.brief.parts import falls_part as falls
from downrange.brief.receipts import receipt
from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import Case
from downrange.kernel.parallel import DRAWS, Draws
from downrange.launch.fall.announced_ascents import announced_ascents
from downrange.launch.fall.announced_falls import AnnouncedFall, announced_fall
from downrange.launch.fall.zone_comparison import LeaveOneOutForecast, forecasts
from downrange.launch.plane.launch_plane import Plane
from downrange.launch.risk.territory_risk import Risk, risk_of
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.candidates import Identification
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.snapshots import newcomers
from downrange.orbit.overflight.passes import Pass, find_passes
from downrange.record.checks import Check
from downrange.verify.overflight_claims import check_overflight


def plane_of(inputs: CaseInputs) -> Plane | None:
    """Infer the plane from the areas, of notices or published, that can belong to one ascent."""
    when = inputs.liftoff
    return ascent_plane(
        inputs.site,
        inputs.notices,
        liftoff=when.instant,
        window=when.window,
        published=inputs.published_rings,
    )[1]


def falls_of(inputs: CaseInputs, draws: Draws) -> tuple[AnnouncedFall, ...]:
    """Drop the bodies of the case so that they land where the notices or the press say."""
    pad, sky, name = inputs.pad, inputs.atmosphere, inputs.case.name
    return tuple(announced_fall(body, *pad, sky, case=name, draws=draws) for body in inputs.bodies)


def risk_in(inputs: CaseInputs, draws: Draws) -> Risk | None:
    """Let the flight fail at every moment of the ascents that agree with the falls: who is overflown, who is hit."""
    case, sky = inputs.case, inputs.atmosphere
    told = inputs.bodies, case.vehicle, case.known, inputs.pad, sky
    ascents = announced_ascents(*told, case=case.name, draws=draws)
    return risk_of(ascents, sky, inputs.failure_rate, case=case.name, draws=draws) if ascents else None


def zones_of(inputs: CaseInputs, draws: Draws) -> tuple[LeaveOneOutForecast, ...]:
    """Announced against simulated: forecast each fall from everything but the body's own distance."""
    case = inputs.case
    told = inputs.bodies, case.vehicle, case.known, inputs.pad, inputs.atmosphere
    return forecasts(*told, case=case.name, draws=draws)


def fall_of(case: Case, draws: Draws = DRAWS, *, check_zones: bool = False) -> dict[str, Any]:
    """The falls alone, as `downrange fall` says them, with a receipt of their own."""
    inputs = CaseInputs(case)
    said = falls.falls_in_brief(inputs, falls_of(inputs, draws), risk_in(inputs, draws), draws)
    checked = {"zones": [each.as_dict() for each in zones_of(inputs, draws)]} if check_zones else {}
    return {**said, **checked, "receipt": receipt(case, "fall", falls.settings(inputs, draws))}


def identified_in(inputs: CaseInputs) -> tuple[Identification, Elements] | None:
    """Find which of the objects new between two snapshots came from this launch."""
    if inputs.case.identify is None or inputs.snapshots is None:
        return None
    before, after = inputs.snapshots
    return identify(before, after, inputs.site, inputs.case.identify.window), newcomers(before, after).new


def passes_of(case: Case, elements: Elements | None) -> tuple[Pass, ...]:
    """Find the passes of the satellite over the places of the case."""
    if case.passes is None or case.orbit is None or elements is None or not case.places:
        return ()
    mine, wanted = elements.select(elements.norad == case.orbit.main), case.passes
    end = wanted.start + timedelta(hours=wanted.hours)
    return find_passes(mine, case.places, wanted.start, end, wanted.min_elevation_deg)


def checks_of(case: Case, elements: Elements | None) -> tuple[Check, ...]:
    """Put every claim that an orbit can test to the test."""
    return tuple(check_overflight(claimed, elements) for claimed in case.claimed_passes) if elements else ()


def brief_of(case: Case, draws: Draws = DRAWS) -> dict[str, Any]:
    """Everything about one launch, as the one dict that every door shows."""
    inputs = CaseInputs(case)
    found = Found(
        inputs=inputs,
        plane=plane_of(inputs),
        falls=falls_of(inputs, draws),
        risk=risk_in(inputs, draws),
        draws=draws,
        elements=inputs.elements,
        identified=identified_in(inputs),
        passes=passes_of(case, inputs.elements),
        checks=checks_of(case, inputs.elements),
    )
    return gather(found)
