"""Codes of the parts of a brief: what is said beside the figures of each part.

A sentence quotes a figure by its place in the brief, ``[/plane/flown/inclination_deg|.2f]``: the doors fill the hole
from the same dict, so that what is read and what stands in ``brief.json`` cannot differ.
"""

from downrange.codes import Assertion, QuotingAssertion


class UnderNote(Assertion):
    """What can be said of who lies under an area."""

    UNDER = (
        "area.under",
        "{land}{waters}",
        "The area has an outline that could be drawn, and it was laid over Natural Earth's land and over "
        "distances from the shore. Islets that Natural Earth leaves out are not land here.",
    )
    NOT_DRAWN = (
        "area.not-drawn",
        "not drawn: it needs a boundary from elsewhere",
        "The area is known by name, or its outline could not be drawn from its own words.",
    )


class PlaneNote(QuotingAssertion):
    """The plane in one sentence, and the orbit flown beside it."""

    DETERMINED = (
        "plane-part.determined",
        "The areas determine the plane: the geometry alone allows inclinations from "
        "[/plane/geometry_only/inclination_deg/p05|.1f]° to [/plane/geometry_only/inclination_deg/p95|.1f]° "
        "(5 to 95 %).",
        "The plane of the case is determined: none of the reasons under `NotDetermined` holds.",
    )
    NOT_DETERMINED = (
        "plane-part.not-determined",
        "Not determined by these areas: the geometry alone allows inclinations from "
        "[/plane/geometry_only/inclination_deg/p05|.1f]° to [/plane/geometry_only/inclination_deg/p95|.1f]° "
        "(5 to 95 %).",
        "At least one of the reasons under `NotDetermined` holds.",
    )
    FLOWN_INSIDE = (
        "plane-part.flown-inside",
        "The orbit flown, [/plane/flown/inclination_deg|.2f]°, lies inside that interval.",
        "The case names the object that reached orbit, and the inclination of its first element set lies "
        "in the 90 % interval of the geometry alone.",
    )
    FLOWN_OUTSIDE = (
        "plane-part.flown-outside",
        "The orbit flown, [/plane/flown/inclination_deg|.2f]°, lies outside that interval: these areas do not show "
        "the plane flown, as where a rocket turns after it has dropped what falls into them. Nothing here was tuned "
        "to make the two agree.",
        "The same, and it lies outside that interval.",
    )


class FallNote(Assertion):
    """Where a body is to land, what the times stand on, and how a report compares."""

    TIMES = (
        "fall-part.times",
        "Each body falls from a stated burn-out; the speed is solved so that it lands where the notice or the press "
        "says. The place is theirs, the time is ours. The spread of the times comes from what is not known of the "
        "burn-out and the body's drag.",
        "Always beside the falls.",
    )
    ONE_TRACK = (
        "fall-part.one-track",
        "These are the tracks of one ascent, from the middle of those that fit, or of the stated burn-outs where "
        "none is fitted: another ascent passes minutes earlier or later, and over other small places.",
        "Always beside what the falling bodies pass over.",
    )
    IN_AREA = (
        "fall-part.in-area",
        "anywhere in the area of {area}",
        "The case says that the body falls into this area of a notice.",
    )
    IN_RING = (
        "fall-part.in-published-ring",
        "anywhere in a published ring",
        "The case gives the zone of the body by its corners.",
    )
    NEAR_PLACE = (
        "fall-part.near-reported-place",
        "within some {sd_km:.0f} km (one sigma) of {lat:.2f}, {lon:.2f}",
        "The case gives the place with its spread.",
    )
    AT_DISTANCE = (
        "fall-part.at-published-distance",
        "at the published distance from the pad",
        "The case gives a range from the pad only.",
    )
    REPORT_INSIDE = (
        "fall-part.report-inside",
        "overlaps our interval",
        "The time reported and the 90 % interval computed share an instant.",
    )
    REPORT_EARLIER = (
        "fall-part.report-earlier",
        "not inside: reported earlier than we compute",
        "The report ends before the 5 % of the draws.",
    )
    REPORT_NOT_COMPARED = (
        "fall-part.report-not-compared",
        "not compared: the time of lift-off is not known",
        "Lift-off is a window, or not known at all.",
    )
    REPORT_LATER = (
        "fall-part.report-later",
        "not inside: reported later than we compute",
        "The report starts after the 95 % of the draws.",
    )


class OrbitNote(QuotingAssertion):
    """Identification, manoeuvres, decay and passes in one sentence each."""

    NO_CANDIDATE = (
        "orbit-part.no-candidate",
        "{verdict}: among the new objects none can have come from this launch.",
        "No object new between the two catalogues was left as a candidate.",
    )
    BEST_OBJECT = (
        "orbit-part.best-object",
        "{verdict}. Of [/identified/candidates|d] objects new between the two catalogues, number "
        "[/identified/objects/0/norad|d] fits best; nothing of its name or designator was used to find it.",
        "At least one candidate was left; it is the one with the highest score. Whether it is of this "
        "launch is what the verdict before it says.",
    )
    STEERING = (
        "orbit-part.steering",
        "{verdict}, by [/orbit/manoeuvres/sets|d] element sets from [/orbit/manoeuvres/alive/since|day] to "
        "[/orbit/manoeuvres/alive/until|day].",
        "The case has element sets of its object; the verdict is that of the manoeuvres, as of the last set.",
    )
    NO_FORECAST = (
        "orbit-part.no-forecast",
        "As of its last set here ([/orbit/forecast/as_of|day]): {because}.",
        "`decay` gives no interval for the history up to its last set.",
    )
    FORECAST = (
        "orbit-part.forecast",
        "As of its last set here ([/orbit/forecast/as_of|day]), if nothing steers it, it comes down about "
        "[/orbit/forecast/decay/median|moment] (90 %: [/orbit/forecast/decay/p05|moment] to "
        "[/orbit/forecast/decay/p95|moment]).",
        "`decay` gives an interval for the history up to its last set.",
    )
    PASSES = (
        "orbit-part.passes",
        "Passes over the places of the case for [/passes/hours|.0f] hours from [/passes/start|moment], above "
        "[/passes/min_elevation_deg|.0f]°. Off-nadir is the angle at the satellite; it needs daylight below.",
        "Always above the passes.",
    )
