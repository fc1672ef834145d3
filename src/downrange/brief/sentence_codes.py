"""Codes of a brief as a whole: the short answers, the remarks on its windows, the caption of its map, its limits.

A figure is quoted by its place in the brief, ``[/launch/minutes_before_window|.1f]`` (see `quoted_values`).
"""

from downrange.codes import Code


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


class Short(Code):
    """The short answer to each question."""

    NO_NOTICE = "short.no-notice", "No notice text is at hand."
    NO_NOTICE_DISTANCES = (
        "short.no-notice-distances",
        "No notice text is at hand; the falls stand on published distances alone.",
    )
    NO_NOTICE_ZONES = (
        "short.no-notice-zones",
        "No notice text is at hand; {zones} published by the corners.",
    )
    NO_AREA = "short.no-area", "A notice without areas."
    AREAS = "short.areas", "{areas} [{at}/range_km|,.0f] km from the pad, with {land} under it."
    AREAS_EARLY = (
        "short.areas-launched-early",
        "{areas} [{at}/range_km|,.0f] km from the pad, with {land} under it. The launch came "
        "[/launch/minutes_before_window|.1f] minutes before the window.",
    )
    NO_PLANE = "short.no-plane", "Nothing was announced that shows a plane."
    PLANE_OPEN = "short.plane-not-determined", "Not determined by these areas."
    PLANE_OPEN_FLOWN = (
        "short.plane-not-determined-flown",
        "Not determined by these areas; the orbit flown is inclined [/plane/flown/inclination_deg|.1f]°.",
    )
    PLANE = (
        "short.plane",
        "Inclined [/plane/inclination_deg/median|.1f]° ([/plane/inclination_deg/p05|.1f] to "
        "[/plane/inclination_deg/p95|.1f]).",
    )
    NO_BODIES = "short.no-bodies", "The case names no bodies that fall."
    FALLS = "short.falls", "{falls}."
    NO_CATALOGUES = "short.no-catalogues", "No catalogues from before and after are at hand."
    NO_CATALOGUES_SETS = (
        "short.no-catalogues-sets",
        "No catalogues from before and after are at hand. Element sets of it exist: see its orbit.",
    )
    NO_OBJECT = "short.no-object", "{verdict}."
    OBJECT = (
        "short.object",
        "{verdict}: object [/identified/objects/0/norad|d], [/identified/objects/0/perigee_km|.0f] × "
        "[/identified/objects/0/apogee_km|.0f] km at [/identified/objects/0/inclination_deg|.1f]°.",
    )
    OBJECTS = (
        "short.objects",
        "{verdict}: object [/identified/objects/0/norad|d], [/identified/objects/0/perigee_km|.0f] × "
        "[/identified/objects/0/apogee_km|.0f] km at [/identified/objects/0/inclination_deg|.1f]°; {others} came up "
        "with it.",
    )
    NOT_STEERED = (
        "short.no-manoeuvre",
        "{verdict} as of [/orbit/manoeuvres/alive/until|day], by {sets}; a satellite that burns nothing is not by "
        "that dead.",
    )
    STEERED = (
        "short.manoeuvres",
        "{verdict} as of [/orbit/manoeuvres/alive/until|day], by {sets}: {manoeuvres}, the last between "
        "[{last}/after|day] and [{last}/before|day].",
    )
    NO_PASSES = "short.no-passes", "No passes were computed."
    FIRST_PASS = (
        "short.first-pass",
        "{passes} over {places} in [/passes/hours|.0f] hours; the first over {place} culminates "
        "[{at}/culminate|moment].",
    )
    NO_PASS_THERE = (
        "short.no-pass-there",
        "{passes} over {places} in [/passes/hours|.0f] hours; none over {place}.",
    )
    RECORD = "short.record", "{entries} from {sources}."
    RECORD_DISPUTED = (
        "short.record-disputed",
        "{entries} from {sources}; {questions} on which some assert and others deny.",
    )


class WindowNote(Code):
    """How the launch lies to the window that was announced."""

    WINDOW = (
        "window.planned",
        "The window of lift-off runs from [/launch/window/0|moment] to [/launch/window/1|moment], by {by}. Times are "
        "counted from lift-off until its instant is known.",
    )
    UNKNOWN = "window.unknown", "No time of lift-off is known: times are counted from it."
    EARLY = (
        "window.launched-early",
        "By {announced_by} the window opened at [/launch/window_opens|moment]. The launch, at [/launch/time|moment] "
        "by {by}, came [/launch/minutes_before_window|.1f] minutes before it: an area is to be watched from the day "
        "it is announced.",
    )
    NOT_EARLY = (
        "window.launched-inside-or-after",
        "By {announced_by} the window opened at [/launch/window_opens|moment]; the launch came inside or after it.",
    )


class Caption(Code):
    """What the map shows, and what it does not."""

    AREAS = "map.areas", "Hatched: announced areas."
    ZONES = "map.published-zones", "Broken red: zones published by their corners."
    FALLS = "map.falls", "Violet: the bodies' falls, each with the ring that holds 97 % of its draws."
    FALLS_OF_ASCENT = (
        "map.falls-of-ascent",
        "Violet: the bodies' falls from the middle one of the fitted ascents, each with the ring that holds 97 % of "
        "its draws.",
    )
    IMPACT_POINT = (
        "map.impact-point",
        "Dotted: where the vehicle would come down, in a vacuum, if its engines stopped at that moment, along the "
        "middle one of the fitted ascents, until the last announced body leaves.",
    )
    TRACK = (
        "map.ground-track",
        "Broken blue: the ground track of the satellite on its first revolution in this record.",
    )
    PROJECTION = (
        "map.projection",
        "Equal-area projection. Land and borders as depicted by Natural Earth. The powered flight between is not "
        "drawn.",
    )


class Limit(Code):
    """What a brief leaves out, so that nobody reads silence as an answer."""

    ENSEMBLE_FLOWN = (
        "limit.ensemble-not-flight-flown",
        "The powered flight is an ensemble of ascents that agree with the announced falls, not the flight that was "
        "flown; of the path after the last announced body, and the turn into the orbit's plane, nothing is known.",
    )
    ENSEMBLE = (
        "limit.ensemble-not-flight",
        "The powered flight is an ensemble of ascents that agree with the announced falls, not the flight itself; "
        "of the path after the last announced body, and the turn into the orbit's plane, nothing is known.",
    )
    ORDER_OF_MAGNITUDE = (
        "limit.order-of-magnitude",
        "A chance of impact is an order of magnitude in a model whose break-ups and shares of failures are assumed; "
        "it is not for range safety. A fall elsewhere is not excluded by anything here.",
    )
    PASS_NO_PICTURE = (
        "limit.pass-is-no-picture",
        "A pass shows that the satellite was above the horizon, never that it took a picture.",
    )
    CLAIMS = (
        "limit.claims-as-made",
        "Grades of claims are one person's proposals. Claims are shown as made; whether they are true is not decided "
        "by standing here.",
    )
    NO_WIND = (
        "limit.no-wind",
        "Winds are not in the falls; for light bodies such as fairings they move the place by tens of kilometres.",
    )
    NOT_IDENTIFIED = (
        "limit.no-snapshots",
        "No catalogue snapshots from the days around the launch are in the case: nothing was identified.",
    )
    NO_NOTICE = "limit.no-notice", "No notice text is in the case, so no announced area is shown."
