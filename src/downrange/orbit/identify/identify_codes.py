"""Codes of the identification: verdicts, reasons for an object, findings, and what a search assumes."""

from downrange.codes import Assertion, Code


class VerdictCode(Assertion):
    """What an identification says of a launch; `VERDICTS` has the word of each."""

    EARLY_SNAPSHOT = (
        "identify.early-snapshot",
        "The later snapshot ends at {newest}, before the launch: give a later one.",
        "The newest element set of all later snapshots is from before the window.",
    )
    LATE_FIRST_SNAPSHOT = (
        "identify.late-first-snapshot",
        "The earlier snapshot was taken at {oldest}, after lift-off: the objects of this launch may be in it already "
        "and need not be new. Cannot tell: give an earlier one.",
        "The newest set of the earlier snapshots is from after the start of the window, and nothing "
        "reaches the score of an object found.",
    )
    TOO_SOON = (
        "identify.too-soon",
        "Nothing fits yet, but the later snapshot was taken {days:.1f} days after the launch, and an object may get "
        "its number as late as {least:g} days after it: cannot tell. Give a later one.",
        "The same score is not reached, and the later snapshot was taken sooner after the window than "
        "objects take to get their number.",
    )
    NO_NEW_OBJECT = (
        "identify.no-new-object",
        "The later snapshot holds no new object.",
        "Both snapshots lie around the launch, late enough, and no number of the later one is missing in "
        "the earlier.",
    )
    LONG_WINDOW = (
        "identify.long-window",
        "Object {norad} fits best, but in so long a window some new object always fits: cannot tell, because errors "
        "were measured for windows up to {hours:g} h. Within 2 nats of the best: {as_good}.",
        "The window is longer than the longest that was measured.",
    )
    LONG_GAP = (
        "identify.long-gap",
        "Object {norad} fits best, but cannot tell, because the snapshots lie {days:.0f} days apart and errors were "
        "measured up to {most:g} days. Within 2 nats of the best: {as_good}.",
        "The snapshots lie further apart than was measured.",
    )
    SHORT_GAP = (
        "identify.short-gap",
        "Object {norad} fits best, but cannot tell, because the snapshots lie {days:.1f} days apart and errors were "
        "measured from {least:g} days on. Within 2 nats of the best: {as_good}.",
        "The snapshots lie nearer together than was measured.",
    )
    NO_NEW_UNMEASURED = (
        "identify.no-new-object-unmeasured",
        "The later snapshot holds no new object, but cannot tell, because the snapshots lie {days:.1f} days apart "
        "and errors were measured for {least:g} to {most:g} days.",
        "No number of the later snapshot is missing in the earlier, and they lie nearer together or further apart "
        "than was measured.",
    )
    FEW_MEASURED = (
        "identify.few-measured",
        "Object {norad} fits best, and well, but cannot tell, because for such an orbit ({kind}) and catalogues up "
        "to {days:g} days apart too few launches were measured, or too many answers were wrong. Within 2 nats of the "
        "best: {as_good}.",
        "The best score reaches the upper limit, but the line of the table for its kind of orbit is closed.",
    )
    MISS_UNMEASURED = (
        "identify.miss-unmeasured",
        "No new object fits this launch, but cannot tell, because with catalogues up to {days:g} days apart too many "
        "launches that reached orbit looked so.",
        "The best score stays below the lower limit, but the lines of the table for this gap are closed.",
    )
    FOUND = (
        "identify.found",
        "Object {norad} very probably came from this launch{others}.",
        "Inside the domain measured (gap, window, kind of orbit), the best score reaches the limit above "
        "which the share of wrong ones stands in the table of identification.",
    )
    NO_FIT = (
        "identify.no-fit",
        "No new object fits this launch. The nearest, {norad}, very probably did not come from it. An object that "
        "came down before the later snapshot, or that is not published, would not be in it.",
        "Inside that domain, late enough, the best score stays below the limit under which the share of "
        "wrong ones stands in the table, and no object that fits is claimed by another launch given.",
    )
    PARTIAL_LATER = (
        "identify.partial-later-snapshot",
        "Nothing fits, but cannot tell: the later file lacks {missing} of {objects} objects of the earlier one, and "
        "its highest number is {highest}: it seems to be a part of a catalogue.",
        "Nothing reaches the score of an object found, and the later snapshot lacks more of the earlier one than a "
        "whole catalogue loses in the longest gap measured, or its highest number lies below the earlier's.",
    )
    RIVAL_LAUNCH = (
        "identify.rival-launch",
        "Object {norad} fits this launch, but the launch of {liftoff} from {site} fits it about as well or better: "
        "cannot tell from which of the two it came.",
        "The best score stays low, and an object that fits this launch fits another of those given about "
        "as well.",
    )
    UNSURE = (
        "identify.unsure",
        "Object {norad} fits best, but not well enough to be sure. Within 2 nats of the best: {as_good}.",
        "The best score lies between the two limits.",
    )


class HelpCode(Assertion):
    """What would make an undecided identification a decided one."""

    LATER_SNAPSHOT = (
        "identify.later-snapshot",
        "a later catalogue, a week or more after the launch",
        "The later snapshot came too soon.",
    )
    EARLIER_SNAPSHOT = (
        "identify.earlier-snapshot",
        "a catalogue from before the launch",
        "The earlier snapshot came after the launch.",
    )
    WHOLE_SNAPSHOT = (
        "identify.whole-snapshot",
        "a whole later catalogue",
        "The later snapshot seems to be a part of one.",
    )
    NARROWER_WINDOW = (
        "identify.narrower-window",
        "the lift-off to the minute, or a narrower window",
        "The window is longer than a minute.",
    )
    OTHER_LAUNCHES = (
        "identify.launches-wanted",
        "the other launches of these weeks",
        "No other launches were given.",
    )
    INCLINATION = (
        "identify.inclination-wanted",
        "the inclination, or notices that determine it",
        "No inclination was given, and no notice determines it.",
    )
    WIDER_SNAPSHOTS = (
        "identify.wider-snapshots",
        "catalogues 5 days apart or more",
        "The snapshots lie nearer together than was measured.",
    )
    NEARER_SNAPSHOTS = (
        "identify.nearer-snapshots",
        "a later catalogue within 30 days of the launch",
        "The snapshots lie more than 35 days apart.",
    )


VERDICTS: dict[Code, str] = {
    VerdictCode.EARLY_SNAPSHOT: "undecided",
    VerdictCode.LATE_FIRST_SNAPSHOT: "undecided",
    VerdictCode.TOO_SOON: "undecided",
    VerdictCode.NO_NEW_OBJECT: "nothing found",
    VerdictCode.LONG_WINDOW: "undecided",
    VerdictCode.LONG_GAP: "undecided",
    VerdictCode.SHORT_GAP: "undecided",
    VerdictCode.NO_NEW_UNMEASURED: "undecided",
    VerdictCode.FEW_MEASURED: "undecided",
    VerdictCode.MISS_UNMEASURED: "undecided",
    VerdictCode.FOUND: "reached orbit",
    VerdictCode.NO_FIT: "nothing found",
    VerdictCode.PARTIAL_LATER: "undecided",
    VerdictCode.RIVAL_LAUNCH: "undecided",
    VerdictCode.UNSURE: "undecided",
}


class ReasonCode(Assertion):
    """What an object is asked: one for each likelihood ratio. The sign of its weight is the answer."""

    PLANE = (
        "identify.plane-over-the-site",
        "Whether the site lay in the orbital plane at lift-off, or turned into it minutes later: "
        "rockets climb straight into their plane unless they turn on the way.",
        "Always a row of the sum; its weight is a likelihood ratio measured on launches of known objects,"
        " spread by the age of the set.",
    )
    REVOLUTION = (
        "identify.revolution-number",
        "Whether the revolution number printed with the elements fits the time since lift-off: it is counted "
        "from launch.",
        "The same; nothing where no number is printed.",
    )
    PHASE = (
        "identify.place-along-the-orbit",
        "Whether the object, counted back along its orbit, was above the site minutes after lift-off.",
        "The same, for orbits of more than the least revolutions a day; it fades as the place is "
        "forgotten with the age of the set.",
    )
    EPOCH = (
        "identify.epoch",
        "Whether the elements are younger than the launch: what was measured before lift-off is something else.",
        "The same.",
    )
    INCLINATION = (
        "identify.inclination",
        "Whether this site flies the inclination, or the notices allow it, more than the world at large does.",
        "The same.",
    )
    HEIGHT = (
        "identify.height",
        "Whether the perigee is low, as it is where launches end; old debris stays higher.",
        "The same.",
    )
    DIRECTION = (
        "identify.direction-of-flight",
        "Whether it flew north or south as this site does for steep orbits; for others either is as likely.",
        "The same.",
    )
    NUMBER = (
        "identify.catalogue-number",
        "Whether the catalogue number is newly given: one far below the highest known is an old object found again.",
        "The same.",
    )
    ORDER = (
        "identify.order-of-numbers",
        "Whether the objects numbered just before and after this one flew within days of the launch: numbers are "
        "given in the order of launches.",
        "The same; nothing where neighbours do not tell.",
    )
    APPEARANCE = (
        "identify.first-appearance",
        "An object appears in the first snapshot taken a week or more after its launch, mostly, and never before it.",
        "The same, by the dates of the snapshots given.",
    )
    DESIGNATOR = (
        "identify.designator",
        "Whether the international designator names a launch of this year and of about this day, by the launches "
        "numbered around it, and one that no older object bears.",
        "Only where designators were asked for; it weighs nothing or against. Errors were measured without.",
    )
    WINDOW = (
        "identify.liftoff-window",
        "The score is an average over the window: the more lift-off times there are, the easier one fits.",
        "Always: the mean over the window against the best moment of it.",
    )
    COMPANIONS = (
        "identify.companions",
        "Objects in one plane with neighbouring numbers share their scores: launches bring them in groups.",
        "Always: what objects in one plane with neighbouring numbers lend each other.",
    )
    OTHERS = (
        "identify.other-launches",
        "What another known launch explains counts less for this one.",
        "Always: what the launches given explain.",
    )

    @property
    def reason(self) -> str:
        """The name of the reason in the JSON answer."""
        return self.value.partition(".")[2].replace("-", " ")


class FindingCode(Assertion):
    """What was found of an object for one reason; `when` is a time before or after, see `before_or_after`."""

    CROSSES = (
        "identify.crosses",
        "{when} lift-off",
        "The inclination lets the orbit pass over the site; the time is that of the nearer of both "
        "crossings.",
    )
    NEVER_CROSSES = (
        "identify.never-crosses",
        "never",
        "The inclination is lower than the site's latitude allows.",
    )
    COUNTED = (
        "identify.counted",
        "revolution {revolution}, {flown:.1f} flown since lift-off",
        "The set prints a revolution number.",
    )
    NOT_COUNTED = (
        "identify.not-counted",
        "not given",
        "It prints none.",
    )
    NOT_READ = (
        "identify.designators-not-read",
        "not read",
        "Designators were not asked for.",
    )
    DESIGNATED = (
        "identify.designated",
        "{designator}",
        "Designators were asked for.",
    )
    SHORT_OF_SITE = (
        "identify.short-of-site",
        "{degrees:.0f} deg short of the site at lift-off",
        "Counted back to lift-off, the place along the orbit lies before the site.",
    )
    PAST_SITE = (
        "identify.past-site",
        "{degrees:.0f} deg past the site at lift-off",
        "The same, beyond it.",
    )
    TOO_SLOW = (
        "identify.too-slow",
        "not used: too slow an orbit",
        "The orbit is slower than the reason was measured for.",
    )
    MEASURED = (
        "identify.measured",
        "{when} lift-off",
        "Always.",
    )
    INCLINED = (
        "identify.inclined",
        "{inclination_deg:.2f} deg",
        "Always.",
    )
    APSIDES = (
        "identify.apsides",
        "{perigee_km:.0f} x {apogee_km:.0f} km",
        "Always.",
    )
    NORTHWARD = (
        "identify.northward",
        "northward",
        "The branch that weighs more flies north over the site.",
    )
    SOUTHWARD = (
        "identify.southward",
        "southward",
        "It flies south.",
    )
    NUMBERED_NEAR = (
        "identify.numbered-near",
        "its neighbours flew about {when} lift-off",
        "Numbers on either side have known launch dates.",
    )
    NO_NEIGHBOURS = (
        "identify.no-neighbours",
        "its neighbours do not tell",
        "They have none.",
    )
    FIRST_SEEN = (
        "identify.first-seen",
        "first in the snapshot of {day}",
        "Always.",
    )
    OLD_NUMBER = (
        "identify.old-number",
        "too low for a new one",
        "The number lies far below the highest of the earlier snapshot.",
    )
    NEW_NUMBER = (
        "identify.new-number",
        "newly given",
        "It does not.",
    )
    WINDOW_LENGTH = (
        "identify.window-length",
        "{hours:g} h",
        "Always.",
    )
    IN_ITS_PLANE = (
        "identify.in-its-plane",
        "{companions} in its plane",
        "Always.",
    )
    OTHERS_GIVEN = (
        "identify.others-given",
        "{launches} given",
        "Always.",
    )


class AssumedCode(Assertion):
    """What a search assumes where nothing is stated."""

    HEIGHT = (
        "search.assumed-height",
        "A mean height of {low:.0f} to {high:.0f} km is assumed.",
        "No height was given.",
    )
    ECCENTRICITY = (
        "search.assumed-eccentricity",
        "An eccentricity below {value:g} is assumed.",
        "No eccentricity was given.",
    )


class IdentifyErrorCode(Code):
    """Why an identification is refused."""

    MANY_NEW = (
        "identify.many-new-objects",
        "the earlier file is not a whole catalogue: of {after} objects of the later one it lacks {new}",
        "Give a whole earlier catalogue; up to {most} new objects are compared.",
    )


def before_or_after(amount: float, unit: str, digits: int = 0) -> str:
    """``4 min after``, ``1.5 days before``."""
    return f"{abs(amount):.{digits}f} {unit} {'after' if amount >= 0 else 'before'}"
