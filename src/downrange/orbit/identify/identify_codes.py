"""Codes of the identification: verdicts, reasons for an object, findings, and what a search assumes."""

from downrange.codes import Code


class VerdictCode(Code):
    """What an identification says of a launch; `VERDICTS` has the word of each."""

    EARLY_SNAPSHOT = (
        "identify.early-snapshot",
        "The later snapshot ends at {newest}, before the launch: give a later one.",
    )
    LATE_FIRST_SNAPSHOT = (
        "identify.late-first-snapshot",
        "The earlier snapshot was taken at {oldest}, after lift-off: the objects of this launch may be in it already "
        "and need not be new. Cannot tell: give an earlier one.",
    )
    TOO_SOON = (
        "identify.too-soon",
        "Nothing fits yet, but the later snapshot was taken {days:.1f} days after the launch, and an object may get "
        "its number as late as {least:g} days after it: cannot tell. Give a later one.",
    )
    NO_NEW_OBJECT = "identify.no-new-object", "The later snapshot holds no new object."
    LONG_WINDOW = (
        "identify.long-window",
        "Object {norad} fits best, but in so long a window some new object always fits: cannot tell, because errors "
        "were measured for windows up to {hours:g} h. Within 2 nats of the best: {as_good}.",
    )
    LONG_GAP = (
        "identify.long-gap",
        "Object {norad} fits best, but cannot tell, because the snapshots lie {days:.0f} days apart and errors were "
        "measured up to {most:g} days. Within 2 nats of the best: {as_good}.",
    )
    SHORT_GAP = (
        "identify.short-gap",
        "Object {norad} fits best, but cannot tell, because the snapshots lie less than {least:g} days apart.",
    )
    FOUND = "identify.found", "Object {norad} very probably came from this launch{others}."
    NO_FIT = (
        "identify.no-fit",
        "No new object fits this launch. The nearest, {norad}, very probably did not come from it. An object that "
        "came down before the later snapshot, or that is not published, would not be in it.",
    )
    RIVAL_LAUNCH = (
        "identify.rival-launch",
        "Object {norad} fits this launch, but the launch of {liftoff} from {site} fits it about as well or better: "
        "cannot tell from which of the two it came.",
    )
    UNSURE = (
        "identify.unsure",
        "Object {norad} fits best, but not well enough to be sure. Within 2 nats of the best: {as_good}.",
    )


class HelpCode(Code):
    """What would make an undecided identification a decided one."""

    LATER_SNAPSHOT = "identify.later-snapshot", "a later catalogue, a week or more after the launch"
    EARLIER_SNAPSHOT = "identify.earlier-snapshot", "a catalogue from before the launch"
    NARROWER_WINDOW = "identify.narrower-window", "the lift-off to the minute, or a narrower window"
    OTHER_LAUNCHES = "identify.launches-wanted", "the other launches of these weeks"
    INCLINATION = "identify.inclination-wanted", "the inclination, or notices that determine it"
    NEARER_SNAPSHOTS = "identify.nearer-snapshots", "a later catalogue within 30 days of the launch"


VERDICTS: dict[Code, str] = {
    VerdictCode.EARLY_SNAPSHOT: "undecided",
    VerdictCode.LATE_FIRST_SNAPSHOT: "undecided",
    VerdictCode.TOO_SOON: "undecided",
    VerdictCode.NO_NEW_OBJECT: "nothing found",
    VerdictCode.LONG_WINDOW: "undecided",
    VerdictCode.LONG_GAP: "undecided",
    VerdictCode.SHORT_GAP: "undecided",
    VerdictCode.FOUND: "reached orbit",
    VerdictCode.NO_FIT: "nothing found",
    VerdictCode.RIVAL_LAUNCH: "undecided",
    VerdictCode.UNSURE: "undecided",
}


class ReasonCode(Code):
    """Why an object may, or may not, have come from a launch: one for each likelihood ratio, with its explanation."""

    PLANE = (
        "identify.plane-over-the-site",
        "The launch site lies in the orbital plane at lift-off, or turns into it minutes later: "
        "rockets climb straight into their plane unless they turn on the way.",
    )
    REVOLUTION = (
        "identify.revolution-number",
        "The revolution number printed with the elements fits the time since lift-off: it is counted from launch.",
    )
    PHASE = (
        "identify.place-along-the-orbit",
        "Counted back along its orbit, the object was above the site minutes after lift-off.",
    )
    EPOCH = (
        "identify.epoch",
        "The elements are not older than the launch: what was measured before lift-off is something else.",
    )
    INCLINATION = (
        "identify.inclination",
        "The inclination is one that this site flies, or the notices allow, more than the world at large does.",
    )
    HEIGHT = (
        "identify.height",
        "The perigee is low, as it is where launches end; old debris stays higher.",
    )
    DIRECTION = (
        "identify.direction-of-flight",
        "The launch flew north or south as this site does for steep orbits; for others either is as likely.",
    )
    NUMBER = (
        "identify.catalogue-number",
        "The catalogue number is newly given: one far below the highest known is an old object found again.",
    )
    ORDER = (
        "identify.order-of-numbers",
        "Numbers are given in the order of launches: the objects numbered just before and after this one flew "
        "within days of the launch.",
    )
    APPEARANCE = (
        "identify.first-appearance",
        "An object appears in the first snapshot taken a week or more after its launch, mostly, and never before it.",
    )
    WINDOW = (
        "identify.liftoff-window",
        "The score is an average over the window: the more lift-off times there are, the easier one fits.",
    )
    COMPANIONS = (
        "identify.companions",
        "Objects in one plane with neighbouring numbers share their scores: launches bring them in groups.",
    )
    OTHERS = (
        "identify.other-launches",
        "What another known launch explains counts less for this one.",
    )

    @property
    def reason(self) -> str:
        """The name of the reason in the JSON answer."""
        return self.value.partition(".")[2].replace("-", " ")


class FindingCode(Code):
    """What was found of an object for one reason; `when` is a time before or after, see `before_or_after`."""

    CROSSES = "identify.crosses", "{when} lift-off"
    NEVER_CROSSES = "identify.never-crosses", "never"
    COUNTED = "identify.counted", "revolution {revolution}, {flown:.1f} flown since lift-off"
    NOT_COUNTED = "identify.not-counted", "not given"
    SHORT_OF_SITE = "identify.short-of-site", "{degrees:.0f} deg short of the site at lift-off"
    PAST_SITE = "identify.past-site", "{degrees:.0f} deg past the site at lift-off"
    TOO_SLOW = "identify.too-slow", "not used: too slow an orbit"
    MEASURED = "identify.measured", "{when} lift-off"
    INCLINED = "identify.inclined", "{inclination_deg:.2f} deg"
    APSIDES = "identify.apsides", "{perigee_km:.0f} x {apogee_km:.0f} km"
    NORTHWARD = "identify.northward", "northward"
    SOUTHWARD = "identify.southward", "southward"
    NUMBERED_NEAR = "identify.numbered-near", "its neighbours flew about {when} lift-off"
    NO_NEIGHBOURS = "identify.no-neighbours", "its neighbours do not tell"
    FIRST_SEEN = "identify.first-seen", "first in the snapshot of {day}"
    OLD_NUMBER = "identify.old-number", "too low for a new one"
    NEW_NUMBER = "identify.new-number", "newly given"
    WINDOW_LENGTH = "identify.window-length", "{hours:g} h"
    IN_ITS_PLANE = "identify.in-its-plane", "{companions} in its plane"
    OTHERS_GIVEN = "identify.others-given", "{launches} given"


class AssumedCode(Code):
    """What a search assumes where nothing is stated."""

    HEIGHT = "search.assumed-height", "A mean height of {low:.0f} to {high:.0f} km is assumed."
    ECCENTRICITY = "search.assumed-eccentricity", "An eccentricity below {value:g} is assumed."


def before_or_after(amount: float, unit: str, digits: int = 0) -> str:
    """``4 min after``, ``1.5 days before``."""
    return f"{abs(amount):.{digits}f} {unit} {'after' if amount >= 0 else 'before'}"
