"""Codes of the earth room: what is wrong with a time or an area, with the sentence and the hint of each."""

from downrange.codes import Code

_TIME_FORMAT = "Write it as 2023-11-27T14:36:30Z, or with an offset from UTC: 2023-11-27T23:36:30+09:00."


class TimeCode(Code):
    """What is wrong with a time or a window. `value` is the text as given."""

    NOT_A_TIME = "time.not-a-time", "{value!r} is not a time", _TIME_FORMAT
    NO_ZONE = "time.no-zone", "{value!r} does not say its time zone", _TIME_FORMAT
    NOT_A_TIME_OF_DAY = "time.not-a-time-of-day", "{value!r} is not a time of day", _TIME_FORMAT
    NOT_A_DAY = "time.not-a-day", "{value!r} is not a day of the calendar", _TIME_FORMAT
    OUTSIDE_YEARS = (
        "time.outside-years",
        "{value} is outside the years {first} to {last}",
        "Give a time of the space age.",
    )
    DECIMALS = "time.decimals", "{value!r} is not a number of decimals of a second", "Give 0 to 6."
    NOT_A_LEAP_SECOND = (
        "time.not-a-leap-second",
        "{value!r}: a leap second ends a month, at 23:59:60 UTC",
        _TIME_FORMAT,
    )
    NOT_A_WINDOW = (
        "time.not-a-window",
        "{value!r} is not a window",
        "Write it as START/END: two times and a slash.",
    )
    LONG_WINDOW = (
        "time.long-window",
        "a window of {value:,.0f} days is longer than {most:,.0f} days",
        "Ask for a shorter one.",
    )
    ENDS_BEFORE_START = (
        "time.ends-before-start",
        "the window ends ({end}) before it starts ({start})",
        "Give the earlier time first.",
    )


class RingCode(Code):
    """What is wrong with the outline of an area."""

    NOT_A_RING = (
        "ring.not-a-ring",
        "an area of shape {value} is no ring",
        "Give three vertices or more: one row of latitudes, one of longitudes.",
    )
    OFF_EARTH = (
        "ring.off-earth",
        "an area has a vertex off the Earth",
        "Latitudes lie within -90 and 90.",
    )
    HEMISPHERE = (
        "ring.hemisphere",
        "an area spans a hemisphere or more",
        "Split it into smaller areas.",
    )
    NO_SURFACE = (
        "ring.no-surface",
        "an area without any surface",
        "Give three vertices that are not in one line.",
    )
