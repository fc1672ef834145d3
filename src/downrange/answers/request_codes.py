"""Codes of requests: what a door may get wrong when it asks a question, and what to give instead."""

from downrange.codes import Assertion, Code


class RequestCode(Code):
    """Why a request is refused before anything is computed."""

    EMPTY = "request.empty-input", "{name} is empty", "Paste or name a text."
    NOT_TEXT = (
        "request.not-a-text",
        "{name} is not a text but a {kind}",
        "Open it in its own program and save or copy its text.",
    )
    FIELD = "request.bad-field", "{field}: {problem}"
    INCLINATIONS = (
        "request.bad-inclinations",
        "{value!r} is not an interval of inclinations",
        "Write it as 95/100, in degrees.",
    )
    INCLINATION_RANGE = (
        "request.inclinations-out-of-range",
        "{value!r} is not an interval between 0 and 180 deg",
        "Give the lower bound first: 95/100.",
    )
    HEIGHTS = (
        "request.bad-heights",
        "{value!r} is not an interval of heights",
        "Write it as 480/520, in km.",
    )
    HEIGHT_RANGE = (
        "request.heights-out-of-range",
        "{value!r} is not an interval of heights of low orbits",
        "Give 100 to 3000 km, the lower bound first.",
    )
    HEADING = "request.bad-heading", "{value!r} is not a heading", "Say north or south."
    TWO_AZIMUTHS = (
        "request.two-azimuths",
        "two azimuths lead to {inclination:.1f} deg, {north:.0f} and {south:.0f}, and nothing shows which",
        "Give --heading north or south, or notices whose areas show it.",
    )
    NO_LIFTOFF = (
        "request.no-liftoff",
        "no lift-off is given, nor a window",
        "Give --liftoff, or notices with a window.",
    )
    NO_PLANNED_WINDOW = (
        "request.no-planned-window",
        "no lift-off is given, nor a planned window in UTC. {hours}",
        "Give --liftoff in UTC.",
    )
    NO_LAUNCH_AREA = (
        "request.no-launch-area",
        "no notice of a launch with an area is given",
        "Give the notices that hold the launch's areas.",
    )
    SITE_UNCLEAR = (
        "request.site-unclear",
        "the areas do not name their launch site ({several})",
        "Give it with --site.",
    )
    SITE_EXPLAINS_NOTHING = (
        "request.site-explains-nothing",
        "no launch from {site} explains these areas, the nearest of which lies {range_km:,.0f} km away",
        "A launch from {other} would: is the site right?",
    )
    NO_AREA_FOR_SITE = (
        "request.no-area-for-site",
        "there are no areas to name a site",
        "Give it with --site.",
    )
    LAUNCH_ROW = (
        "request.bad-launch-row",
        "a launch needs a time and a site",
        "Write time,site.",
    )
    NO_PLACE = (
        "request.no-place",
        "no place is given",
        'Name one with --place "lat,lon" or a CSV with --places.',
    )
    TOO_LONG = (
        "request.too-long",
        "from {start} to {end} is more than {days} days",
        "Ask for a shorter time.",
    )
    SUN = (
        "request.bad-sun",
        "min-sun must be between -90 and 90 degrees, not {value:g}",
        "It is the least elevation of the sun.",
    )
    NO_AREA_OR_GRID = (
        "request.no-area-or-grid",
        "no area and no grid",
        "Give --area GEOJSON or --grid DEG, or both.",
    )
    NOT_JSON = "request.not-json", "{name} is not JSON: {problem}", "Give a GeoJSON file."
    UNKNOWN_OBJECT = (
        "request.unknown-object",
        "there is no element set of {value} in the file",
        "Leave --norad out to see what there is.",
    )
    NO_SUCH_QUESTION = (
        "request.no-such-question",
        "no question of the case is {value!r}",
        "There are: {known}.",
    )
    NO_SUCH_TOPIC = (
        "request.no-such-topic",
        "no provision of the case bears on {value!r}",
        "It has: {known}.",
    )
    NOTHING_TESTABLE = (
        "request.nothing-testable",
        "no [[pass]] of the case tests {value}",
        "Testable: {known}.",
    )
    NO_ELEMENT_FILES = (
        "request.no-element-files",
        "the case has no element sets",
        "Name them under [orbit] in case.toml.",
    )


class RemarkCode(Assertion):
    """What a reader must know beside an answer."""

    NO_NOTICE_TIME = (
        "remark.notice-without-time",
        "{notice} ({file}): no time could be read",
        "The reader found neither a window nor hours in a zone that is not known.",
    )
    NO_NOTICE_ZONE = (
        "remark.notice-zone-not-known",
        "{notice} ({file}): hours in a zone that is not known, so not given in UTC: {hours}",
        "Hours are printed, and neither their words nor the place give their zone.",
    )
    NO_NOTICE_AREA = (
        "remark.notice-without-area",
        "{notice} ({file}): no area could be read",
        "No area was read that has an outline or a name.",
    )
    NOT_LOCATED = (
        "remark.area-not-located",
        "{notice} ({file}): area {area} has no outline, so who lies under it cannot be told",
        "The area has no outline.",
    )
    FORCE_NOT_TOLD = (
        "remark.force-not-told",
        "{notice} ({file}): no time is known, so whether it is in force cannot be told",
        "`ForceCode` gives neither in force nor not in force.",
    )

    ELEMENT_DEFECT = (
        "remark.element-defect",
        "Line {line} of the elements: {reason}.",
        "A record of the file was set aside by the element reader; the others are used.",
    )
    NO_POSITION = (
        "remark.no-position",
        "SGP4 gives no position of object {norad} from {since} on; nothing later is listed.",
        "SGP4 reports an error, or gives a place below the ground, from this instant to the end of the "
        "time asked for. Once lost an object stays lost until a newer set.",
    )
    NO_POSITION_UNTIL = (
        "remark.no-position-until",
        "SGP4 gives no position of object {norad} from {since} to {until}; nothing is listed there.",
        "The same, up to the instant from which a newer set gives positions again.",
    )
    TIMES_WITHIN = (
        "remark.times-within",
        "Nine times in ten these times are right to within {most}, if nothing manoeuvres (sets up to {days:.1f} days "
        "from the pass).",
        "Everything listed has an error from the table of errors by age, perigee and drag, at most the "
        "limit beyond which nothing is listed; the greatest is given.",
    )
    TIMES_NOT_MEASURED = (
        "remark.times-not-measured",
        "How far the times of {objects} are off cannot be told: it was measured for periods below "
        "{longest_min:.0f} min and eccentricities up to {most_eccentricity:g}.",
        "The period or the eccentricity lies outside the table of errors, so times are listed without one.",
    )
    TIMES_LOST = (
        "remark.times-lost",
        "{count} of {norad} cannot be told: {days:.0f} days from the epoch of the element set the times are off by "
        "more than {most}. Give a set at most {need:.0f} days away.",
        "The table gives more than the limit for this age, or has no such age; nothing of it is listed.",
    )
    NONE_TOLD = (
        "remark.none-told",
        "Of {objects} nothing is listed, and that nothing occurs cannot be told: up to {days:.0f} days from the "
        "epoch of the element set the times are off by more than {most}. Give a set from nearer by.",
        "Nothing of the object was found, and at an end of the window the table of errors gives more than the limit, "
        "or has no such age.",
    )
    TIMES_LOST_OF_MANY = (
        "remark.times-lost-of-many",
        "{count} of {objects} objects cannot be told: so far from the epochs of their element sets (up to {days:.0f} "
        "days) the times are off by more than {most}. Give newer sets.",
        "The same, of more than five objects.",
    )
    PHASES_LOST = (
        "remark.phases-lost",
        "So far from the epochs of their element sets the places of {lost} of {objects} objects along their orbits "
        "are known to worse than {most}: shares and gaps are those of such orbits, and not of this day.",
        "Coverage is asked for, and in the middle of the window the table of errors gives more than the limit "
        "beyond which no pass would be listed.",
    )
    PLANE_NOT_DETERMINED = (
        "remark.plane-not-determined",
        "The plane is not determined: {low:.1f} to {high:.1f} deg must be searched.",
        "No inclination was given, and the plane of the notices is not determined.",
    )
    SET_ASIDE = (
        "remark.launch-set-aside",
        "Set aside, as it may be this launch itself: {liftoff} {site}.",
        "A launch of the list of others has the same site and lies within the window searched.",
    )
    PREDICTION = (
        "remark.prediction-not-observation",
        "A prediction from hazard areas, site and lift-off, not from observations: mean elements of a circular "
        "orbit, without drag. The covariance is linear: far along the track the object is lower than it says.",
        "Always beside made elements.",
    )
    LATER_LIFTOFF = (
        "remark.later-liftoff",
        "For a lift-off a minute later than assumed, add one minute to EPOCH and 0.2507 deg to RA_OF_ASC_NODE; "
        "each pass then comes about that much later. The covariance stays.",
        "Always beside made elements.",
    )
