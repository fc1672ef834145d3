"""Codes of the parts of a brief: what is said beside the figures of each part.

A sentence quotes a figure by its place in the brief, ``[/plane/flown/inclination_deg|.2f]``: the doors fill the hole
from the same dict, so that what is read and what stands in ``brief.json`` cannot differ.
"""

from downrange.codes import Code


class AreaNote(Code):
    """What can be said of who lies under an area."""

    UNDER = "area.under", "{land}{waters}"
    NOT_DRAWN = "area.not-drawn", "not drawn: it needs a boundary from elsewhere"


class PlaneNote(Code):
    """The plane in one sentence, and the orbit flown beside it."""

    DETERMINED = (
        "plane-part.determined",
        "The areas determine the plane: the geometry alone allows inclinations from "
        "[/plane/geometry_only/inclination_deg/p05|.1f]° to [/plane/geometry_only/inclination_deg/p95|.1f]° "
        "(5 to 95 %).",
    )
    NOT_DETERMINED = (
        "plane-part.not-determined",
        "Not determined by these areas: the geometry alone allows inclinations from "
        "[/plane/geometry_only/inclination_deg/p05|.1f]° to [/plane/geometry_only/inclination_deg/p95|.1f]° "
        "(5 to 95 %).",
    )
    FLOWN_INSIDE = (
        "plane-part.flown-inside",
        "The orbit flown, [/plane/flown/inclination_deg|.2f]°, lies inside that interval.",
    )
    FLOWN_OUTSIDE = (
        "plane-part.flown-outside",
        "The orbit flown, [/plane/flown/inclination_deg|.2f]°, lies outside that interval: these areas do not show "
        "the plane flown, as where a rocket turns after it has dropped what falls into them. Nothing here was tuned "
        "to make the two agree.",
    )


class FallNote(Code):
    """Where a body is to land, what the times stand on, and how a report compares."""

    TIMES = (
        "fall-part.times",
        "Each body falls from a stated burn-out; the speed is solved so that it lands where the notice or the press "
        "says. The place is theirs, the time is ours. The spread of the times comes from what is not known of the "
        "burn-out and the body's drag.",
    )
    IN_AREA = "fall-part.in-area", "anywhere in the area of {area}"
    IN_RING = "fall-part.in-published-ring", "anywhere in a published ring"
    NEAR_PLACE = (
        "fall-part.near-reported-place",
        "within some {sd_km:.0f} km (one sigma) of {lat:.2f}, {lon:.2f}",
    )
    AT_DISTANCE = "fall-part.at-published-distance", "at the published distance from the pad"
    REPORT_INSIDE = "fall-part.report-inside", "overlaps our interval"
    REPORT_EARLIER = "fall-part.report-earlier", "not inside: reported earlier than we compute"
    REPORT_NOT_COMPARED = (
        "fall-part.report-not-compared",
        "not compared: the time of lift-off is not known",
    )
    REPORT_LATER = "fall-part.report-later", "not inside: reported later than we compute"


class OrbitNote(Code):
    """Identification, manoeuvres, decay and passes in one sentence each."""

    NO_CANDIDATE = (
        "orbit-part.no-candidate",
        "{verdict}: among the new objects none can have come from this launch.",
    )
    BEST_OBJECT = (
        "orbit-part.best-object",
        "{verdict}. Of [/identified/candidates|d] objects new between the two catalogues, number "
        "[/identified/objects/0/norad|d] fits best; nothing of its name or designator was used to find it.",
    )
    STEERING = (
        "orbit-part.steering",
        "{verdict}, by [/orbit/manoeuvres/sets|d] element sets from [/orbit/manoeuvres/alive/since|day] to "
        "[/orbit/manoeuvres/alive/until|day].",
    )
    NO_FORECAST = (
        "orbit-part.no-forecast",
        "As of its last set here ([/orbit/forecast/as_of|day]): {because}.",
    )
    FORECAST = (
        "orbit-part.forecast",
        "As of its last set here ([/orbit/forecast/as_of|day]), if nothing steers it, it comes down about "
        "[/orbit/forecast/decay/median|moment] (90 %: [/orbit/forecast/decay/p05|moment] to "
        "[/orbit/forecast/decay/p95|moment]).",
    )
    PASSES = (
        "orbit-part.passes",
        "Passes over the places of the case for [/passes/hours|.0f] hours from [/passes/start|moment], above "
        "[/passes/min_elevation_deg|.0f]°. Off-nadir is the angle at the satellite; it needs daylight below.",
    )
