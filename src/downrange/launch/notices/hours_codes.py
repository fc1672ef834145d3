"""Codes of the hours of a launch: what its notices say of them beside the first planned window."""

from downrange.codes import Assertion


class HoursNote(Assertion):
    """What must be known of the hours of notices by whoever takes a window from them."""

    ZONE_UNKNOWN = (
        "hours.zone-not-known",
        "Hours of {notice} are printed in a zone that is not known: {hours}. They are in no window here.",
        "Hours are printed in a zone that is not known.",
    )
    RESERVE = (
        "hours.reserve-days",
        "Reserve days of {notice}: {days} (UTC). None of them is taken as planned.",
        "The notice has windows that its words call reserve or backup.",
    )
    ONLY_RESERVE = (
        "hours.only-reserve",
        "The notices give reserve windows only, so the planned window is not known.",
        "There are windows, and each is a reserve one.",
    )
