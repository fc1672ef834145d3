"""The rivers on one page: from the words of a notice, from element sets, from what people say, to one brief.

    notices -> areas -> plane            elements -> newcomers -> object          sources -> claims -> checks
            -> falls -> territories               -> orbit -> passes                       -> provisions

Each function takes a case and what an earlier one found, and can be read aloud.
"""

from datetime import timedelta
from typing import Any

from downrange.brief.brief_dict import gather
from downrange.brief.found import Announcements, Found
from downrange.brief.parts import falls_part as falls
from downrange.brief.receipts import receipt
from downrange.case.case_model import Case
from downrange.errors import CaseError
from downrange.geography.sites import Site, find_site
from downrange.kernel.parallel import DRAWS, Draws
from downrange.launch.fall.announced_ascents import announced_ascents
from downrange.launch.fall.announced_falls import AnnouncedFall, announced_fall
from downrange.launch.fall.zone_comparison import Forecast, forecasts
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import areas_of_ascent
from downrange.launch.plane.launch_plane import Plane, launch_plane
from downrange.launch.risk.failure_rate import failure_rate, read_flights
from downrange.launch.risk.territory_risk import Risk, risk_of
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.ranked_objects import Identification
from downrange.orbit.identify.snapshots import newcomers
from downrange.orbit.overflight.passes import Pass, find_passes
from downrange.record.checks import Check
from downrange.verify.overflight_claims import check_overflight


def notices_of(case: Case) -> Announcements:
    """Read the notices of the case, each with the place of its file."""
    year = case.launch.time.year
    return tuple(
        (place, notice)
        for place, written in enumerate(case.notices)
        for notice in read_notices(case.texts[written.file], year=year)
    )


def plane_of(case: Case, site: Site, announced: Announcements) -> Plane | None:
    """Infer the plane from the areas, of notices or published, that can belong to one ascent."""
    ascent = areas_of_ascent(site, [notice for _, notice in announced], liftoff=case.launch.time)
    areas = [area for area in ascent.areas if area.boundary is not None] + falls.published_rings(
        case, announced
    )
    return launch_plane(site, areas, liftoff=case.launch.time, aside=ascent.aside) if areas else None


def falls_of(case: Case, site: Site, announced: Announcements, draws: Draws) -> tuple[AnnouncedFall, ...]:
    """Drop the bodies of the case so that they land where the notices or the press say."""
    sky, pad, bodies = falls.sky_of(case, site), falls.pad_of(site), falls.bodies_of(case, announced)
    return tuple(announced_fall(body, *pad, sky, case=case.name, draws=draws) for body in bodies)


def risk_in(case: Case, site: Site, announced: Announcements, draws: Draws) -> Risk | None:
    """Let the flight fail at every moment of the ascents that agree with the falls: who is overflown, who is hit."""
    sky, pad, bodies = falls.sky_of(case, site), falls.pad_of(site), falls.bodies_of(case, announced)
    ascents = announced_ascents(bodies, case.vehicle, case.known, pad, sky, case=case.name, draws=draws)
    rate = failure_rate(read_flights(case.flight_record), before=case.launch.time)
    return risk_of(ascents, sky, rate, case=case.name, draws=draws) if ascents else None


def zones_of(case: Case, site: Site, announced: Announcements, draws: Draws) -> tuple[Forecast, ...]:
    """Announced against simulated: forecast each fall from everything but the body's own distance."""
    sky, pad, bodies = falls.sky_of(case, site), falls.pad_of(site), falls.bodies_of(case, announced)
    return forecasts(bodies, case.vehicle, case.known, pad, sky, case=case.name, draws=draws)


def fall_of(case: Case, draws: Draws = DRAWS, *, check_zones: bool = False) -> dict[str, Any]:
    """The falls alone, as `downrange fall` says them, with a receipt of their own."""
    wanted = case, find_site(case.launch.site), notices_of(case), draws
    said = falls.falls_in_brief(case, falls_of(*wanted), risk_in(*wanted), draws)
    checked = {"zones": [each.as_dict() for each in zones_of(*wanted)]} if check_zones else {}
    return {**said, **checked, "receipt": receipt(case, "fall", falls.settings(case, draws))}


def elements_of(case: Case) -> Elements | None:
    """Read the element sets of the case, one history; the satellite of the case must be among them."""
    elements = join([read_elements(case.texts[file]) for file in case.orbit.files]) if case.orbit else None
    if case.orbit and elements and case.orbit.main not in elements.norad:
        raise CaseError(
            f"orbit.main is {case.orbit.main}, but its files hold no such number", where="case.toml"
        )
    return elements


def identified_in(case: Case, site: Site) -> tuple[Identification, Elements] | None:
    """Find which of the objects new between two snapshots came from this launch."""
    if case.identify is None:
        return None
    before, after = (read_elements(case.texts[file]) for file in (case.identify.before, case.identify.after))
    return identify(before, after, site, case.identify.window), newcomers(before, after).new


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
    site, announced, elements = find_site(case.launch.site), notices_of(case), elements_of(case)
    found = Found(
        site=site,
        announced=announced,
        plane=plane_of(case, site, announced),
        falls=falls_of(case, site, announced, draws),
        risk=risk_in(case, site, announced, draws),
        draws=draws,
        elements=elements,
        identified=identified_in(case, site),
        passes=passes_of(case, elements),
        checks=checks_of(case, elements),
    )
    return gather(case, found)
