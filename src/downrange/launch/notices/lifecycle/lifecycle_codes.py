"""Codes of notices over time: how one stands at an instant, and how two of them differ.

Facts are instants (aware UTC), kilometres, numbers of messages and positions as printed.
"""

from downrange.codes import Assertion


class ForceCode(Assertion):
    """How a notice, or one area of it, stands at an instant."""

    IN_FORCE = (
        "force.in-force",
        "in force: {reason}",
        "A window is open or ahead, and the notice was issued and not cancelled at that instant.",
    )
    NOT_IN_FORCE = (
        "force.not-in-force",
        "not in force: {reason}",
        "The notice is over, cancelled, only cancels others, or was not yet issued.",
    )
    NOT_TOLD = (
        "force.not-told",
        "cannot be told: {reason}",
        "No window was read, or hours in a zone that is not known may be open.",
    )
    OPEN = (
        "force.window-open",
        "a window is open until {end:%d %b %Y %H%MZ}",
        "A planned window holds the instant (start included, end not).",
    )
    RESERVE_OPEN = (
        "force.reserve-open",
        "a reserve window is open until {end:%d %b %Y %H%MZ}, for a launch that was put off",
        "Only a reserve window holds it.",
    )
    AHEAD = (
        "force.window-ahead",
        "its next window opens {start:%d %b %Y %H%MZ}, none is open",
        "No window holds the instant and a planned one starts later.",
    )
    RESERVE_AHEAD = (
        "force.reserve-ahead",
        "only reserve windows are left, the next opens {start:%d %b %Y %H%MZ}, none is open",
        "No window holds the instant and only reserve ones start later.",
    )
    OVER = (
        "force.windows-over",
        "the last window ended {end:%d %b %Y %H%MZ}",
        "Every window that was read ended before the instant, and no hours are of an unknown zone. "
        "Cancelling or extending messages that are not at hand are not known.",
    )
    SELF_CANCELLED = (
        "force.self-cancelled",
        "it cancelled itself at {end:%d %b %Y %H%MZ}",
        "The notice prints the time at which it cancels itself, and it has passed.",
    )
    CANCELLED = (
        "force.cancelled",
        "cancelled or replaced by {by}",
        "A message among those given, issued by then, cancels or replaces it by number.",
    )
    CANCELS = (
        "force.only-cancels",
        "it only cancels others",
        "The message is a cancellation.",
    )
    NOT_ISSUED = (
        "force.not-issued",
        "not issued before {issued:%d %b %Y %H%MZ}",
        "Its own date of issue is later than the instant.",
    )
    NO_TIME = (
        "force.no-time",
        "no time was read; it may be in force",
        "No window and no hours were read.",
    )
    ZONE_UNKNOWN = (
        "force.zone-not-known",
        "hours are printed in a zone that is not known ({hours}); they may be open",
        "Hours in a zone that is not known stand in it, and no window that is known is open.",
    )


_CORNER = "corner {corner} of {of} differs by {apart_km:.3g} km: {old} and {new}"
_OUTLINES = "the outlines lie up to {apart_km:.3g} km apart and share {share:.0%} of their surface"


class CompareCode(Assertion):
    """How two notices, two of their areas or their windows differ; "old" is the first text, "new" the second."""

    # why two notices are compared, or stand alone
    SAME_NUMBER = (
        "compare.same-number",
        "the same number",
        "Both carry the same series, number and year.",
    )
    REPLACES = (
        "compare.replaces",
        "{new} replaces {old}",
        "The new one names the old one as replaced.",
    )
    CANCELLED = (
        "compare.cancelled",
        "{new} cancels {old}",
        "The new one is a cancellation that names the old one.",
    )
    ONE_LAUNCH = (
        "compare.same-launch",
        "taken for notices of one launch: areas that match: {matched}, and their windows overlap",
        "Windows overlap and at least one area of each lies in the place of one of the other. It is our "
        "pairing, not the issuers'.",
    )
    ONLY_ONES = (
        "compare.only-ones",
        "nothing shows that these announce the same; they are the only ones left to compare",
        "One notice of each text is left over.",
    )
    DROPPED = (
        "compare.notice-dropped",
        "{old} has no counterpart in the new text",
        "No rule pairs it.",
    )
    ADDED = (
        "compare.notice-added",
        "{new} has no counterpart in the old text",
        "No rule pairs it.",
    )

    # areas
    AREA_SAME = (
        "compare.area-same",
        "unchanged",
        "Positions agree within 50 m, and so does every measure.",
    )
    ONE_CORNER = (
        "compare.one-corner",
        _CORNER + "; the others agree",
        "One position of the ring differs by more than 50 m.",
    )
    SOME_CORNERS = (
        "compare.some-corners",
        "{count} corners differ, most of all: " + _CORNER,
        "Some differ and some do not.",
    )
    MOVED = (
        "compare.area-moved",
        "all {of} positions moved, by {least_km:.3g} to {apart_km:.3g} km",
        "Every position differs by more than 50 m.",
    )
    ONE_MOVED = (
        "compare.position-moved",
        "its one position moved by {apart_km:.3g} km",
        "The centre, or the only position, differs by more than 50 m.",
    )
    MEASURE = (
        "compare.measure",
        "{measure}: {old} before, {new} now",
        "The radius, a bearing or a width is printed with another value.",
    )
    REDRAWN = (
        "compare.area-redrawn",
        "redrawn, {old} before, {new} now: " + _OUTLINES,
        "The outlines cannot be compared position by position and lie more than 50 m apart, or are of "
        "another shape.",
    )
    NOT_COMPARED = (
        "compare.area-not-compared",
        "cannot be compared: {old} before, {new} now",
        "One of the two has no outline, and no name pairs them.",
    )
    ONE_CHARACTER = (
        "compare.one-character",
        "the prints differ in one character, {old} and {new}: one may be a misprint, and nothing here shows which",
        "Two printed positions more than 2 km apart differ in one character.",
    )
    AREA_DROPPED = (
        "compare.area-dropped",
        "not in the new notice",
        "No area of the other notice pairs with it.",
    )
    HOLE_ADDED = (
        "compare.hole-added",
        "a part is cut out that was not: {new}",
        "The new area has a hole that lies over and near none of the old one.",
    )
    HOLE_DROPPED = (
        "compare.hole-dropped",
        "a part is no longer cut out: {old}",
        "The old area has a hole that lies over and near none of the new one.",
    )
    HOLE_CHANGED = (
        "compare.hole-changed",
        "a part that is cut out differs: {changes}",
        "Two holes lie over or near each other, and their positions or measures differ.",
    )
    AREA_ADDED = (
        "compare.area-added",
        "not in the old notice",
        "No area of the other notice pairs with it.",
    )

    # windows and the rest
    WINDOW_CHANGED = (
        "compare.window-changed",
        "the window has changed",
        "Two windows of paired areas overlap or are alone, and differ.",
    )
    WINDOW_DROPPED = (
        "compare.window-dropped",
        "the window is not in the new notice",
        "No window of the other notice pairs with it.",
    )
    WINDOW_ADDED = (
        "compare.window-added",
        "the window is not in the old notice",
        "No window of the other notice pairs with it.",
    )
    UNTIMED = (
        "compare.hours-of-unknown-zone",
        "hours in a zone that is not known: {old} before, {new} now",
        "Hours in a zone that is not known are printed, and differ.",
    )
    LIMITS = (
        "compare.limits",
        "the vertical limits: {old} before, {new} now",
        "The printed limits differ.",
    )
    SELF_CANCEL = (
        "compare.self-cancel",
        "the time at which it cancels itself: {old} before, {new} now",
        "The printed times differ.",
    )
