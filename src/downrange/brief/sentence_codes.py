"""Codes of a brief as a whole: the short answers, the remarks on its windows, the caption of its map, its limits.

A figure is quoted by its place in the brief, ``[/launch/minutes_before_window|.1f]`` (see `quoted_values`).
"""

from downrange.codes import Assertion, Code, QuotingAssertion


class BriefCode(Code):
    """What may be wrong when a brief is drawn."""

    NOTHING_THERE = "brief.nothing-there", "the brief holds nothing at {value}"


class Question(Code):
    """The questions everybody asks of a launch; the value after the dot is where to read on."""

    ANNOUNCED = "question.notices", "What was announced?"
    PLANE = "question.plane", "Which plane?"
    FALLS = "question.fall", "What falls, and when?"
    ORBIT = "question.object", "Did it reach orbit?"
    STEERED = "question.manoeuvres", "Is it steered?"
    OVERHEAD = "question.passes", "Is it overhead?"
    CLAIMS = "question.claims", "Who says so?"


class Short(QuotingAssertion):
    """The short answer to each question."""

    NO_NOTICE = (
        "short.no-notice",
        "No notice text is at hand.",
        "The case has no notice and no body that falls.",
    )
    NO_NOTICE_DISTANCES = (
        "short.no-notice-distances",
        "No notice text is at hand; the falls stand on published distances alone.",
        "The case has no notice; bodies fall at distances from the pad.",
    )
    NO_NOTICE_ZONES = (
        "short.no-notice-zones",
        "No notice text is at hand; {zones} published by the corners.",
        "The case has no notice; at least one body has a zone given by its corners.",
    )
    NO_AREA = (
        "short.no-area",
        "A notice without areas.",
        "There are notices, and none has an area.",
    )
    AREAS = (
        "short.areas",
        "{areas} [{at}/range_km|,.0f] km from the pad, with {land} under it.",
        "There is an area, and the launch did not come before the window.",
    )
    AREAS_EARLY = (
        "short.areas-launched-early",
        "{areas} [{at}/range_km|,.0f] km from the pad, with {land} under it. The launch came "
        "[/launch/minutes_before_window|.1f] minutes before the window.",
        "There is an area, and lift-off, an instant, lies before the first planned window.",
    )
    NO_PLANE = (
        "short.no-plane",
        "Nothing was announced that shows a plane.",
        "No area of a notice shows an azimuth.",
    )
    PLANE_OPEN = (
        "short.plane-not-determined",
        "Not determined by these areas.",
        "A reason under `NotDetermined` holds, and no orbit flown is known.",
    )
    PLANE_OPEN_FLOWN = (
        "short.plane-not-determined-flown",
        "Not determined by these areas; the orbit flown is inclined [/plane/flown/inclination_deg|.1f]°.",
        "A reason under `NotDetermined` holds, and the case names its object.",
    )
    PLANE = (
        "short.plane",
        "Inclined [/plane/inclination_deg/median|.1f]° ([/plane/inclination_deg/p05|.1f] to "
        "[/plane/inclination_deg/p95|.1f]).",
        "None of those reasons holds.",
    )
    NO_BODIES = (
        "short.no-bodies",
        "The case names no bodies that fall.",
        "The case names no body.",
    )
    FALLS = (
        "short.falls",
        "{falls}.",
        "The case names bodies.",
    )
    NO_CATALOGUES = (
        "short.no-catalogues",
        "No catalogues from before and after are at hand.",
        "The case has no catalogue of before or none of after, and no element sets.",
    )
    NO_CATALOGUES_SETS = (
        "short.no-catalogues-sets",
        "No catalogues from before and after are at hand. Element sets of it exist: see its orbit.",
        "The same, and it has element sets of its object.",
    )
    NO_OBJECT = (
        "short.no-object",
        "{verdict}.",
        "The verdict of the identification, where no candidate was left.",
    )
    OBJECT = (
        "short.object",
        "{verdict}: object [/identified/objects/0/norad|d], [/identified/objects/0/perigee_km|.0f] × "
        "[/identified/objects/0/apogee_km|.0f] km at [/identified/objects/0/inclination_deg|.1f]°.",
        "The verdict, and the best candidate; no other has 0.95 of its score.",
    )
    OBJECTS = (
        "short.objects",
        "{verdict}: object [/identified/objects/0/norad|d], [/identified/objects/0/perigee_km|.0f] × "
        "[/identified/objects/0/apogee_km|.0f] km at [/identified/objects/0/inclination_deg|.1f]°; {others} came up "
        "with it.",
        "The verdict, and others with more than 0.95 of the best score.",
    )
    NOT_STEERED = (
        "short.no-manoeuvre",
        "{verdict} as of [/orbit/manoeuvres/alive/until|day], by {sets}; a satellite that burns nothing is not by "
        "that dead.",
        "The verdict of the manoeuvres, where none was found.",
    )
    STEERED = (
        "short.manoeuvres",
        "{verdict} as of [/orbit/manoeuvres/alive/until|day], by {sets}: {manoeuvres}, the last between "
        "[{last}/after|day] and [{last}/before|day].",
        "The verdict of the manoeuvres, where some were found.",
    )
    NO_PASSES = (
        "short.no-passes",
        "No passes were computed.",
        "No pass is listed; where times are not known, the part says so.",
    )
    FIRST_PASS = (
        "short.first-pass",
        "{passes} over {places} in [/passes/hours|.0f] hours; the first over {place} culminates "
        "[{at}/culminate|moment].",
        "At least one pass of the first place is listed.",
    )
    NO_PASS_THERE = (
        "short.no-pass-there",
        "{passes} over {places} in [/passes/hours|.0f] hours; none over {place}.",
        "Passes are listed, none over the first place.",
    )
    RECORD = (
        "short.record",
        "{entries} from {sources}.",
        "No question of the record has both an assertion and a denial.",
    )
    RECORD_DISPUTED = (
        "short.record-disputed",
        "{entries} from {sources}; {questions} on which some assert and others deny.",
        "At least one has.",
    )


class WindowNote(QuotingAssertion):
    """How the launch lies to the window that was announced."""

    WINDOW = (
        "window.planned",
        "The window of lift-off runs from [/launch/window/0|moment] to [/launch/window/1|moment], by {by}. Times are "
        "counted from lift-off until its instant is known.",
        "The case gives a window of lift-off.",
    )
    UNKNOWN = (
        "window.unknown",
        "No time of lift-off is known: times are counted from it.",
        "The case gives no time of lift-off.",
    )
    EARLY = (
        "window.launched-early",
        "By {announced_by} the window opened at [/launch/window_opens|moment]. The launch, at [/launch/time|moment] "
        "by {by}, came [/launch/minutes_before_window|.1f] minutes before it: an area is to be watched from the day "
        "it is announced.",
        "Lift-off is an instant before the start of the first planned window.",
    )
    NOT_EARLY = (
        "window.launched-inside-or-after",
        "By {announced_by} the window opened at [/launch/window_opens|moment]; the launch came inside or after it.",
        "Lift-off is an instant not before it.",
    )


class Caption(Assertion):
    """What the map shows, and what it does not."""

    AREAS = (
        "map.areas",
        "Hatched: announced areas.",
        "The map has an announced area.",
    )
    ZONES = (
        "map.published-zones",
        "Broken red: zones published by their corners.",
        "The map has a zone given by its corners.",
    )
    FALLS = (
        "map.falls",
        "Violet: the bodies' falls, each with the ring that holds 97 % of its draws.",
        "Falls stand on the landing places.",
    )
    FALLS_OF_ASCENT = (
        "map.falls-of-ascent",
        "Violet: the bodies' falls from the middle one of the fitted ascents, each with the ring that holds 97 % of "
        "its draws.",
        "Falls stand on a fitted ascent.",
    )
    IMPACT_POINT = (
        "map.impact-point",
        "Dotted: where the vehicle would come down, in a vacuum, if its engines stopped at that moment, along the "
        "middle one of the fitted ascents, until the last announced body leaves.",
        "The map has a trace of the impact point.",
    )
    TRACK = (
        "map.ground-track",
        "Broken blue: the ground track of the satellite on its first revolution in this record.",
        "The map has the track of the object.",
    )
    PROJECTION = (
        "map.projection",
        "Equal-area projection. Land and borders as depicted by Natural Earth. The powered flight between is not "
        "drawn.",
        "Always.",
    )


class Limit(Assertion):
    """What a brief leaves out, so that nobody reads silence as an answer."""

    ENSEMBLE_FLOWN = (
        "limit.ensemble-not-flight-flown",
        "The powered flight is an ensemble of ascents that agree with the announced falls, not the flight that was "
        "flown; of the path after the last announced body, and the turn into the orbit's plane, nothing is known.",
        "Lift-off is an instant.",
    )
    ENSEMBLE = (
        "limit.ensemble-not-flight",
        "The powered flight is an ensemble of ascents that agree with the announced falls, not the flight itself; "
        "of the path after the last announced body, and the turn into the orbit's plane, nothing is known.",
        "Lift-off is a window, or not known.",
    )
    ORDER_OF_MAGNITUDE = (
        "limit.order-of-magnitude",
        "A chance of impact is an order of magnitude in a model whose break-ups and shares of failures are assumed; "
        "it is not for range safety. A fall elsewhere is not excluded by anything here.",
        "Always.",
    )
    PASS_NO_PICTURE = (
        "limit.pass-is-no-picture",
        "A pass shows that the satellite was above the horizon, never that it took a picture.",
        "Always.",
    )
    CLAIMS = (
        "limit.claims-as-made",
        "Grades of claims are one person's proposals. Claims are shown as made; whether they are true is not decided "
        "by standing here.",
        "Always.",
    )
    NO_WIND = (
        "limit.no-wind",
        "Winds are not in the falls; for light bodies such as fairings they move the place by tens of kilometres.",
        "The case gives no wind.",
    )
    NOT_IDENTIFIED = (
        "limit.no-snapshots",
        "No catalogue snapshots from the days around the launch are in the case: nothing was identified.",
        "The case has no catalogue of before or none of after.",
    )
    NO_NOTICE = (
        "limit.no-notice",
        "No notice text is in the case, so no announced area is shown.",
        "The case has no notice.",
    )
