"""Codes of debris events: what may be wrong in a request, and what every answer assumes or leaves open."""

from downrange.codes import Assertion, Code


class DebrisCode(Code):
    """Why a debris event is refused before anything is computed."""

    BAD_SPREAD = (
        "debris.bad-spread",
        "{value!r} is not a number with a spread",
        "Write 21.5 or 21.5+-0.3 (one standard deviation).",
    )
    OUT_OF_RANGE = (
        "debris.out-of-range",
        "{field} {value:g} is not between {low:g} and {high:g}",
        "Angles in degrees, heights in km, speeds relative to the Earth in m/s.",
    )
    WIDE_SPREAD = (
        "debris.wide-spread",
        "a spread of {value:g} in {field} is wider than what is possible",
        "Give one standard deviation.",
    )
    STATE_MISSING = (
        "debris.state-missing",
        "the state is not whole: {missing} not given",
        "Give all six, or element sets with --elements.",
    )
    STATE_OR_ELEMENTS = (
        "debris.state-or-elements",
        "both a state and element sets are given",
        "Give one of them.",
    )
    ONLY_ELEMENTS = (
        "debris.only-with-elements",
        "{field} is of element sets, and a state is given",
        "Leave it out, or give --elements instead of the state.",
    )
    AT_OR_AS_OF = (
        "debris.at-or-as-of",
        "element sets need the instant of the event, or that of a forecast of their end, and not both",
        "Give --at TIME (it happens then) or --as-of TIME (its decay is forecast from what is known then).",
    )
    NO_WHOLE_BODY = (
        "debris.no-whole-body",
        "a break-up leaves no whole body, so it has no ballistic coefficient of one",
        "Ask for --kind stage or body, or leave it out.",
    )
    SEVERAL_OBJECTS = (
        "debris.several-objects",
        "the file holds {count} objects",
        "Choose one with --norad.",
    )
    NO_STATE = (
        "debris.no-state",
        "SGP4 gives no position of {norad} at {at}: {why}",
        "Give an instant nearer to the set's epoch, or --as-of for a forecast of the decay.",
    )


class DebrisRemark(Assertion):
    """What stands beside every answer about a debris event."""

    ASSUMED_PIECES = (
        "debris.assumed-pieces",
        "It comes apart into {pieces} pieces of {lightest_kg_m2:.0f} to {heaviest_kg_m2:.0f} kg/m2, thrown with "
        "{speeds} m/s, and none of them burns up: a class of vehicle, not this one.",
        "The kind is a break-up or a stage.",
    )
    BREAKUP_HEIGHT = (
        "debris.breakup-height",
        "The whole body ({beta_kg_m2:.0f} kg/m2) comes apart {height_km:.0f} km up, give or take {sd_km:.0f} km.",
        "The kind is a stage; the height and its spread are those of its class.",
    )
    WHOLE_BODY = (
        "debris.whole-body",
        "The body ({beta_kg_m2:.0f} kg/m2) comes down whole.",
        "The kind is a body.",
    )
    NO_WIND = (
        "debris.no-wind",
        "No wind is given: below 18 km every draw drifts with one of its own, {wind_sd_m_s:.0f} m/s (one standard "
        "deviation, each way).",
        "No profile was given.",
    )
    WIND_GIVEN = (
        "debris.wind-given",
        "Wind by {name}, and {wind_sd_m_s:.0f} m/s unknown beside it.",
        "A profile was given.",
    )
    GIVEN_THE_EVENT = (
        "debris.given-the-event",
        "All chances are given that it happens as stated.",
        "Always.",
    )
    DECAY_WINDOW = (
        "debris.decay-window",
        "When the orbit ends is known to {from_utc} to {to_utc} (90 %), so where is known to {revolutions:.1f} "
        "revolutions; each slice is what falls if it ends then.",
        "The event is the end of an orbit, forecast from its element sets.",
    )
    ALOFT = (
        "debris.aloft",
        "{share:.0%} of the pieces were still aloft after two hours, and are in no area.",
        "Some piece had not come down at the longest fall that is integrated.",
    )
    NOT_MEASURED = (
        "debris.not-measured",
        "The areas were set beside reported finds of a few events; how often such an area holds is not measured.",
        "Always; see methods and accuracy.",
    )


class DebrisUnknown(Assertion):
    """Which of the things not known spreads the pieces along their way most."""

    STATE = (
        "debris.by-state",
        "the state from which they fall",
        "Among the groups of what is drawn this one explains the largest share of the variance along the track.",
    )
    INSTANT = ("debris.by-instant", "when it happens", "The same.")
    BALLISTIC = ("debris.by-ballistic", "the ballistic coefficient of a piece", "The same.")
    HEIGHT = ("debris.by-breakup-height", "how high it comes apart", "The same.")
    REST = (
        "debris.by-rest",
        "how the pieces are thrown apart, wind and lift",
        "What the other groups do not explain is the largest share.",
    )
