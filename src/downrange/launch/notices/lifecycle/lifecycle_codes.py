"""Codes of notices over time: how one stands at an instant, and how two of them differ.

Facts are instants (aware UTC), kilometres, numbers of messages and positions as printed.
"""

from downrange.codes import Code


class ForceCode(Code):
    """How a notice, or one area of it, stands at an instant."""

    OPEN = "force.window-open", "a window is open until {end:%d %b %Y %H%MZ}"
    AHEAD = "force.window-ahead", "no window is open; the next opens {start:%d %b %Y %H%MZ}"
    OVER = "force.windows-over", "the last window ended {end:%d %b %Y %H%MZ}"
    SELF_CANCELLED = "force.self-cancelled", "it cancelled itself at {end:%d %b %Y %H%MZ}"
    CANCELLED = "force.cancelled", "cancelled or replaced by {by}"
    CANCELS = "force.only-cancels", "it only cancels others"
    NOT_ISSUED = "force.not-issued", "not issued before {issued:%d %b %Y %H%MZ}"
    NO_TIME = "force.no-time", "no time was read; it may be in force"
