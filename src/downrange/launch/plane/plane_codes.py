"""Codes of the launch plane: reasons of its verdict, areas that were excluded, grounds for a launch site."""

from collections.abc import Iterable

from downrange.codes import Assertion, Remark

LONG_WAIT_H = 36.0  # from here on a wait is given in days
_AREA = "The area at {lat_deg:.1f}, {lon_deg:.1f}"
_GEOMETRY = "{p05:.1f} to {p95:.1f} deg; {median:.1f} if it flew on as at the last area."
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


class AreaExcluded(Assertion):
    """Why an area says nothing of the azimuth of this ascent."""

    NO_ASCENT = (
        "plane.notice-of-no-ascent",
        "{notice} is of no ascent ({kind}).",
        "The notice's kind is one that no ascent drops into (a re-entry, a cancellation).",
    )
    OTHER_TIME = (
        "plane.area-at-another-time",
        "{area} opens {wait} the nearest area, when nothing of the same ascent can fall there: a re-entry, or "
        "another launch.",
        "The area's windows share no lift-off with those of the nearest area, once the time to fly there "
        "is allowed.",
    )
    NO_BOUNDARY = (
        "plane.area-without-boundary",
        "An area is named without a boundary that could be drawn.",
        "The area has no outline.",
    )
    TOO_FAR = (
        "plane.area-too-far",
        f"{_AREA} lies too far to belong to an ascent.",
        "Its centre lies more than 9,500 km from the site.",
    )
    TOO_LONG = (
        "plane.area-too-long",
        f"{_AREA} is {{length_km:,.0f}} km long, too large to show an azimuth.",
        "It is more than 4,000 km long.",
    )
    AROUND_SITE = (
        "plane.area-around-site",
        f"{_AREA} lies around the launch site and shows no azimuth.",
        "It holds the site, or its centre lies within 60 km of it.",
    )
    SITE_UNSURE = (
        "plane.site-position-too-rough",
        f"{_AREA} is too near a launch site whose place is known to {{error_km:.0f}} km only.",
        "It lies nearer than twice the error of the site's position.",
    )


class NotDetermined(Assertion):
    """Why the plane is not determined."""

    NO_AZIMUTH = (
        "plane.no-azimuth",
        "Not determined: no area shows an azimuth.",
        "Every area was excluded, or there is none.",
    )
    TOO_WIDE = (
        "plane.interval-too-wide",
        "Not determined: the 90 % interval, {p05:.1f} to {p95:.1f} deg, is {width_deg:.0f} deg wide; more than "
        "{limit_deg:.0f} is too wide to name a plane.",
        "The 90 % interval of the inclination, with the site's history, is wider than 8 deg.",
    )
    DUE_EAST = (
        "plane.due-east",
        "Not determined: the azimuth lies within {limit_deg:.0f} deg of due east, as of launches that turn their "
        "plane later, on the way to high orbits.",
        "The line of the areas lies within 8 deg of due east.",
    )
    BEND = (
        "plane.areas-show-bend",
        "Not determined: the areas show a bend of {bend_deg:.0f} deg, and nothing shows where the turn ends.",
        "The areas disagree by more than 12 deg (6 deg where history is switched off).",
    )
    OTHER_SITE = (
        "plane.no-launch-from-there",
        "Not determined: no launch from {site} explains these areas, the nearest of which lies {range_km:,.0f} km "
        "away; one from {other} would.",
        "Another site explains the areas, and this one does so far worse than the worst of the true sites"
        " measured (table on the page of methods).",
    )
    OTHER_CLASS = (
        "plane.other-planes-flown",
        "Not determined: within what the areas allow this site also flies {others} deg ({share:.0%} of its launches "
        "there), and nothing tells these from {inclination_deg:.1f}.",
        "At least 8 % of the site's launches into planes that the areas allow lie outside the answer.",
    )
    FEW_LAUNCHES = (
        "plane.too-few-launches",
        "Not determined: {launches} from this site into low orbit to compare with; {needed} are needed.",
        "Fewer than five launches from the site into low orbit are on file before the launch.",
    )
    SELDOM_FLOWN = (
        "plane.seldom-flown",
        "Not determined: this site has hardly flown {inclination_deg:.1f} deg before, so its history does not "
        "support the answer.",
        "Fewer launches than the least number of alike ones lie near the answer.",
    )
    ONLY_REUSED_ZONES = (
        "plane.only-reused-zones",
        "Not determined: the only evidence for this plane is that an earlier launch used the same drop zones; drop "
        "zones are also used again for another one.",
        "The interval is narrow only by the drop zones of an earlier launch; without them it is wider "
        "than 8 deg.",
    )
    AGAINST_AREAS = (
        "plane.history-against-areas",
        "Not determined: what this site usually flies ({inclination_deg:.1f} deg) lies outside what the areas alone "
        "allow ({p05:.1f} to {p95:.1f} deg).",
        "The answer's median lies outside the 90 % interval of the areas alone.",
    )


class PlaneReason(Assertion):
    """What areas and history show."""

    BENT = (
        "plane.bent-flight",
        "The areas show a flight {heading}, on inertial azimuths {azimuths} deg.",
        "Areas disagree by more than 6 deg, and the last has no long axis of use.",
    )
    BENT_LAST_AXIS = (
        "plane.bent-flight-by-last-area",
        "The areas show a flight {heading}, on inertial azimuths {azimuths} deg (the last is how the last area "
        "itself points).",
        "The same, and the last area's long axis counts as the last azimuth.",
    )
    STRAIGHT = (
        "plane.straight-flight",
        "The {areas} areas show a straight flight {heading}: they agree within {disagreement_deg:.1f} deg.",
        "Two or more areas agree within 6 deg.",
    )
    ONE_AREA = (
        "plane.one-round-area",
        "The one area lies {heading} and is not long enough to point anywhere.",
        "One area alone, less than 1.7 times as long as wide.",
    )
    ONE_LONG_AREA = (
        "plane.one-long-area",
        "The one area lies {heading} and is drawn along the flight, within {disagreement_deg:.1f} deg.",
        "One area alone, longer; its axis is used.",
    )
    AREAS_DETERMINE = (
        "plane.areas-determine",
        f"The areas alone determine the plane: {_GEOMETRY}",
        "The geometry alone gives an interval of at most 8 deg, the areas agree within 6 deg, and their "
        "line is not within 15 deg of due east.",
    )
    AREAS_DO_NOT_DETERMINE = (
        "plane.areas-do-not-determine",
        f"The areas alone do not determine the plane: {_GEOMETRY}",
        "The geometry alone does not.",
    )
    HISTORY_OFF = (
        "plane.history-off",
        "The site's history is switched off.",
        "The caller switched the history off.",
    )
    NO_HISTORY = (
        "plane.no-history",
        "No earlier launch from this site into low orbit is known.",
        "No launch from this site into low orbit before this one is on file (GCAT).",
    )
    HISTORY = (
        "plane.history",
        "History: {launches} from this site into low orbit; it last flew {flown} deg.",
        "There is at least one; the last three are named.",
    )
    HISTORY_ELSEWHERE = (
        "plane.history-elsewhere",
        "No earlier launch lies where these areas point: either the vehicle turns after the last area, or it flies a "
        "new plane.",
        "None of them lies in the 90 % interval of the areas alone.",
    )
    DISPUTE = (
        "plane.areas-against-history",
        "Areas and history do not name the same plane: the areas point at {areas_deg:.1f} deg, and with the site's "
        "history {history_deg:.1f} is likelier; the chance that it is nearer to where the areas point is "
        "{chance:.0%}.",
        "The medians with and without history differ by more than 5 deg; the chance is the posterior's.",
    )
    NEAR_EAST = (
        "plane.near-due-east",
        "The azimuth is near due east, as launches to high orbits begin: this is the plane of the ascent, and the "
        "final one may be another.",
        "The line of the areas lies within 15 deg of due east.",
    )


class SiteReason(Assertion):
    """What supports a launch site."""

    LAUNCHES = (
        "site.launches",
        "{launches} launches into low orbit in twelve years before",
        "Always; launches on file (GCAT) in the twelve years before.",
    )
    AROUND_PAD = (
        "site.area-around-pad",
        "an area is closed around this pad",
        "An area holds the site, or lies within 60 km of it.",
    )
    FLOWN_AZIMUTH = (
        "site.flown-azimuth",
        "the nearest area lies at {azimuth_deg:.0f} deg, where the site has launched before",
        "An earlier launch flew within twice the width by which azimuths of one site scatter.",
    )
    POINTS_BACK = (
        "site.area-points-back",
        "the area {range_km:,.0f} km away points back here within {off_deg:.1f} deg",
        "The long axis of an area at least 1.5 times as long as wide points back at the site, within "
        "twice the width by which such axes scatter.",
    )
    REUSED_ZONE = (
        "site.reused-zone",
        "an earlier launch from here used an area in the same place",
        "An area of an earlier launch from there lies near one of these.",
    )


def distinct(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Each remark once, in order."""
    kept: list[Remark] = []
    for remark in remarks:
        if remark not in kept:
            kept.append(remark)
    return tuple(kept)


def heading(azimuth_deg: float) -> str:
    """The point of the compass nearest to an azimuth."""
    return COMPASS[round(azimuth_deg / 45) % 8]


def earlier_launches(number: int) -> str:
    """The launches that there are, few or none."""
    return f"only {launches(number)}" if number else "no earlier launch"


def launches(number: int) -> str:
    return f"{number} earlier launch{'es' if number > 1 else ''}"


def wait(hours: float) -> str:
    """How long after (positive) or before the nearest area another one opens."""
    much = f"{abs(hours):.1f} h" if abs(hours) < LONG_WAIT_H else f"{abs(hours) / 24:.0f} days"
    return f"{much} {'after' if hours > 0 else 'before'}"
