"""Codes of notices over time: how one stands at an instant, and how two of them differ.

Facts are instants (aware UTC), kilometres, numbers of messages and positions as printed.
"""

from downrange.codes import Code


class ForceCode(Code):
    """How a notice, or one area of it, stands at an instant."""

    IN_FORCE = "force.in-force", "in force: {reason}"
    NOT_IN_FORCE = "force.not-in-force", "not in force: {reason}"
    NOT_TOLD = "force.not-told", "cannot be told: {reason}"
    OPEN = "force.window-open", "a window is open until {end:%d %b %Y %H%MZ}"
    RESERVE_OPEN = (
        "force.reserve-open",
        "a reserve window is open until {end:%d %b %Y %H%MZ}, for a launch that was put off",
    )
    AHEAD = "force.window-ahead", "its next window opens {start:%d %b %Y %H%MZ}, none is open"
    RESERVE_AHEAD = (
        "force.reserve-ahead",
        "only reserve windows are left, the next opens {start:%d %b %Y %H%MZ}, none is open",
    )
    OVER = "force.windows-over", "the last window ended {end:%d %b %Y %H%MZ}"
    SELF_CANCELLED = "force.self-cancelled", "it cancelled itself at {end:%d %b %Y %H%MZ}"
    CANCELLED = "force.cancelled", "cancelled or replaced by {by}"
    CANCELS = "force.only-cancels", "it only cancels others"
    NOT_ISSUED = "force.not-issued", "not issued before {issued:%d %b %Y %H%MZ}"
    NO_TIME = "force.no-time", "no time was read; it may be in force"
    ZONE_UNKNOWN = (
        "force.zone-not-known",
        "hours are printed in a zone that is not known ({hours}); they may be open",
    )


_CORNER = "corner {corner} of {of} differs by {apart_km:.3g} km: {old} and {new}"
_OUTLINES = "the outlines lie up to {apart_km:.3g} km apart and share {share:.0%} of their surface"


class CompareCode(Code):
    """How two notices, two of their areas or their windows differ; "old" is the first text, "new" the second."""

    # why two notices are compared, or stand alone
    SAME_NUMBER = "compare.same-number", "the same number"
    REPLACES = "compare.replaces", "{new} replaces {old}"
    CANCELLED = "compare.cancelled", "{new} cancels {old}"
    ONE_LAUNCH = (
        "compare.same-launch",
        "two notices of the same launch: areas that match: {matched}, and their windows overlap",
    )
    ONLY_ONES = (
        "compare.only-ones",
        "nothing shows that these announce the same; they are the only ones left to compare",
    )
    DROPPED = "compare.notice-dropped", "{old} has no counterpart in the new text"
    ADDED = "compare.notice-added", "{new} has no counterpart in the old text"

    # areas
    AREA_SAME = "compare.area-same", "unchanged"
    ONE_CORNER = "compare.one-corner", _CORNER + "; the others agree"
    SOME_CORNERS = "compare.some-corners", "{count} corners differ, most of all: " + _CORNER
    MOVED = "compare.area-moved", "all {of} positions moved, by {least_km:.3g} to {apart_km:.3g} km"
    MEASURE = "compare.measure", "{measure}: {old} before, {new} now"
    REDRAWN = "compare.area-redrawn", "redrawn, {old} before, {new} now: " + _OUTLINES
    NOT_COMPARED = "compare.area-not-compared", "cannot be compared: {old} before, {new} now"
    ONE_CHARACTER = (
        "compare.one-character",
        "the prints differ in one character, {old} and {new}: one may be a misprint, and nothing here shows which",
    )
    AREA_DROPPED = "compare.area-dropped", "not in the new notice"
    AREA_ADDED = "compare.area-added", "not in the old notice"

    # windows and the rest
    WINDOW_CHANGED = "compare.window-changed", "the window has changed"
    WINDOW_DROPPED = "compare.window-dropped", "the window is not in the new notice"
    WINDOW_ADDED = "compare.window-added", "the window is not in the old notice"
    UNTIMED = (
        "compare.hours-of-unknown-zone",
        "hours in a zone that is not known: {old} before, {new} now",
    )
    LIMITS = "compare.limits", "the vertical limits: {old} before, {new} now"
    SELF_CANCEL = "compare.self-cancel", "the time at which it cancels itself: {old} before, {new} now"
