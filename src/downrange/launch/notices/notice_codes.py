"""Codes of the notice reader: why a text is refused, what is wrong with a notice, why notices belong together.

A defect never changes what was read: it says what is doubtful, contradicts itself, or had to be supplied. Facts are
numbers, instants and printed words; ``area`` is the label of the area that a defect is about.
"""

from collections.abc import Mapping
from typing import Any

from downrange.codes import Assertion, Code

_PASTE = "Paste the whole message, with its coordinates and times."


class NoticeCode(Code):
    """Why a text is refused."""

    EMPTY = "notice.empty", "the text is empty", _PASTE
    NO_NOTICE = "notice.none-found", "no notice was found in the text", _PASTE
    ELEMENT_SETS = (
        "notice.element-sets",
        "the text is not a notice: it holds element sets of satellites",
        "Give it to passes, overflight, identify, manoeuvres or decay.",
    )
    TEXT_LONG = (
        "notice.text-too-long",
        "a text of {megabytes:.1f} million characters is longer than {most:.0f} million",
        "Split it into several files.",
    )
    MESSAGE_LONG = (
        "notice.nothing-but-a-long-text",
        "no message ends within {most} characters, so it is not a notice",
        _PASTE,
    )
    BREAKS_OFF = "notice.breaks-off", "{value} breaks off before any area", _PASTE
    NO_ZONE = "notice.instant-without-zone", "the instant has no time zone", "Give it in UTC."


class GroupReason(Assertion):
    """Why a notice is taken for one of the same launch."""

    NEAR = (
        "notice.group-near",
        "{notice}: windows overlap and an area lies {apart_deg:.0f} degrees from another",
        "A window overlaps, and an area lies within 12 deg of one of the group.",
    )
    ONE_TRACK = (
        "notice.group-one-track",
        "{notice}: windows overlap and all areas lie within {off_deg:.1f} degrees of one great circle",
        "A window overlaps, and all areas lie within 4 deg of one great circle.",
    )


_ARC = "the arc of {radius_nm:.4g} nm about {lat_deg:.4f}, {lon_deg:.4f}"
_END_OFF = _ARC + ": an end lies {off_nm:.2f} nm {side} its circle; "
_Q_CIRCLE = (
    "the Q-line's circle ({lat_deg:.2f}, {lon_deg:.2f}, {radius_nm:.0f} nm) does not contain the areas: "
    "a vertex lies {reach_nm:.0f} nm from its centre; "
)
_SELF_CANCEL = "the cancellation time is {cancel:%d %b %H%MZ}, "
_POSITION = "a position is left out: {printed} "


class NoticeDefect(Code):
    """What is wrong or doubtful in a notice."""

    BREAKS_OFF = "notice.breaks-off-before-area", "breaks off before any area"
    COPY = "notice.printed-twice", "the message is printed more than once; given once here"
    ENCODING_GUESSED = (
        "notice.encoding-guessed",
        "the encoding of the text is not declared; read as {encoding}, letters that are not ASCII may be others",
    )
    MESSAGE_LONG = (
        "notice.message-too-long",
        "a message of {length} characters, longer than {most}, is not read",
    )
    TOO_MANY = "notice.too-many-defects", "more than {most} defects; the rest is left out"

    # headings, paragraphs and cancellations
    SERIES_MISSPELT = "notice.series-misspelt", "the name of the series is misspelt"
    SECOND_NUMBER = "notice.second-number", "a second number in the heading"
    DTG_SEVEN_DIGITS = (
        "notice.date-time-group-of-seven-digits",
        "a date and time group of seven digits; the last one is left out",
    )
    DTG_NOT_READ = "notice.date-time-group-not-read", "a date and time group that cannot be read"
    DTG_NO_SUCH_DAY = "notice.date-time-group-no-such-day", "there is no such day"
    PARAGRAPH_TWICE = "notice.paragraph-number-twice", "the number of the paragraph is printed twice"
    ONLY_NAMED = (
        "notice.message-only-named",
        "a message is named without CANCEL or REFER; not taken as cancelled",
    )
    CANCELS_WHAT = (
        "notice.cancel-without-object",
        "CANCEL without a message number; read as the cancellation time of this message",
    )
    CANCELS_NO_NOTAM = (
        "notice.no-notam-to-cancel",
        "the number of the NOTAM that it replaces or cancels is missing",
    )
    PART_MISSING = (
        "notice.part-missing",
        "missing parts: {missing} of {parts}; they may contain areas or times",
    )

    # validity: items B, C and D of a NOTAM, self-cancellation
    NO_SUCH_INSTANT = "notice.no-such-instant", "no such date and time"
    NO_TIME = "notice.no-time", "no time can be read"
    END_ESTIMATED = "notice.end-estimated", "the end is an estimate (EST)"
    END_OPEN = "notice.end-open", "{printed}: no end is given"
    DAYS_CHOSEN = (
        "notice.words-choose-days",
        "{printed}: words that choose among the days or move their hours are not understood",
    )
    END_BEFORE_START = "notice.end-before-start", "the end of validity, C), is before its start, B)"
    OTHER_TIMES = (
        "notice.item-e-other-times",
        "item E gives other times ({start:%d %b %H%M}-{end:%d %b %H%M}) than items B, C and D",
    )
    TIMES_NOT_READ = "notice.times-not-read", "the times cannot be read"
    SCHEDULE_HOURS_ALONE = (
        "notice.schedule-hours-without-day",
        "hours without a day beside hours with one; read as on every day",
    )
    SCHEDULE_NO_END = (
        "notice.schedule-without-end",
        "no end is given; ninety days of the schedule are written out",
    )
    SCHEDULE_OUTSIDE = (
        "notice.schedule-outside-validity",
        "a window of the schedule, D), lies outside the validity ({start:%d %b %H%M}); left out",
    )
    SCHEDULE_BEYOND = (
        "notice.schedule-beyond-validity",
        "the schedule, D), reaches beyond the validity ({start:%d %b %H%M}-{end:%d %b %H%M}); cut there",
    )
    SCHEDULE_SHORT = (
        "notice.schedule-short-of-validity",
        "the validity, B) to C), reaches more than a day beyond the schedule, D)",
    )
    SCHEDULE_NOT_UNDERSTOOD = (
        "notice.schedule-not-understood",
        "the schedule, D), is not of a known form; its times are read word by word and may be incomplete",
    )
    HOLIDAYS_NOT_KNOWN = (
        "notice.holidays-not-known",
        "public holidays (HOL) are named; which days they are is not known, none is added or left out",
    )
    WEEKDAY_CONTRADICTS = (
        "notice.weekday-contradicts-date",
        "a date falls on another weekday than the one printed with it; its hours are left out",
    )
    CANCEL_BEFORE_END = (
        "notice.cancel-before-last-window",
        _SELF_CANCEL + "before the last window ends ({end:%d %b %H%MZ})",
    )
    CANCEL_LONG_AFTER = (
        "notice.cancel-long-after-last-window",
        _SELF_CANCEL + "{hours:.0f} h after the last window ends ({end:%d %b %H%MZ})",
    )
    LAST_WINDOW_A_DAY_EARLY = (
        "notice.last-window-ends-with-message",
        "the hours cross midnight and the message ends on the last day: "
        "the last window is read as ending that day",
    )

    # words of time
    ZERO_FOR_O = "notice.zero-for-letter-o", "a zero printed for the letter O"
    WORD_MISSPELT = "notice.word-misspelt", "{printed} is taken for {word}"
    MONTH_MISSPELT = "notice.month-misspelt", "{printed} is taken for a month"
    TIME_OF_FIVE_DIGITS = (
        "notice.time-of-five-digits",
        "a time of five digits; read as {day:02d}{hour:02d}{minute:02d}Z",
    )
    HOUR_OF_FIVE_DIGITS = "notice.hour-of-five-digits", "an hour of five digits; read without the last one"
    DATES_INSIDE_DAILY = (
        "notice.dates-inside-daily-hours",
        "DAILY with dates inside the hours; read as these hours on each of the days",
    )
    TIME_WITHOUT_WINDOW = "notice.time-without-window", "a time that belongs to no window"
    HOUR_WITHOUT_WINDOW = "notice.hour-without-window", "an hour that belongs to no window"
    WEEKDAYS_DIFFER = (
        "notice.weekdays-differ",
        "different weekdays for different dates; all of them are applied to all dates",
    )
    Z_LOST = "notice.z-lost", "one of two times has lost its Z; read as UTC"
    AND_FOR_TO = "notice.and-for-to", "AND printed where TO is meant"
    MONTH_ONCE = (
        "notice.month-printed-once",
        "the month is printed once; the earlier days are read as of the month before",
    )

    # windows
    LOCAL_TIME = (
        "notice.local-time",
        "local time, its zone not known; kept as printed and not converted to UTC",
    )
    ZONE_INFERRED = (
        "notice.zone-inferred",
        "local time, or a zone of several meanings; taken as {zone} by where the area lies",
    )
    ZONE_FROM_HOURS = (
        "notice.zone-from-hours",
        "the hours are printed in two zones; the zone of the first is taken as {zone}",
    )
    ZONES_CONTRADICT = (
        "notice.zones-contradict",
        "the hours are printed in two zones and do not agree; none is given in UTC",
    )
    ZONES_DIFFER = ("notice.zones-differ", "hours in several zones in one expression; none is given in UTC")
    ZULU_WITH_OFFSET = (
        "notice.zulu-with-offset",
        "Z, which is UTC, and an offset stand together; read as hours of the offset",
    )
    DAYS_LEFT_OUT = ("notice.days-left-out", "some days are excepted from a continuous window")
    TOO_MANY_WINDOWS = "notice.too-many-windows", "more than {most} windows; the rest is left out"
    NO_MONTH = "notice.no-month", "no month is printed for these days"
    MONTH_SUPPLIED = (
        "notice.month-supplied",
        "no month is printed for these days; taken from the time of issue or of cancellation",
    )
    NO_YEAR = "notice.no-year", "no year is printed or can be inferred; give the year"
    NO_SUCH_DAY = "notice.no-such-day", "there is no day {day} in that month"
    WINDOW_REVERSED = "notice.window-reversed", "a window that ends before it starts"
    WINDOW_LONG = "notice.window-long", "a window of more than {most_days} days"
    DAYS_REVERSED = "notice.days-reversed", "days that end before they start"
    DAYS_MANY = "notice.days-many", "more than a year of days"
    SUN_WITHOUT_PLACE = (
        "notice.sun-without-place",
        "sunrise or sunset without a known position; widened to the UTC day",
    )
    SUN_COMPUTED = (
        "notice.sun-computed",
        "sunrise or sunset is computed for the first area's first position, to a few minutes",
    )
    UNTIL_WITHOUT_START = (
        "notice.until-without-start",
        "in progress or daily until a time, without a known time of issue",
    )
    START_SUPPLIED = (
        "notice.start-supplied",
        "the start is not printed; taken as the time of issue",
    )
    DAYS_WITHOUT_HOURS = (
        "notice.days-without-hours",
        "days without hours; taken from midnight to midnight UTC",
    )
    HOURS_WITHOUT_DAY = ("notice.hours-without-day", "hours without a day; no window is given")
    WINDOW_WITHOUT_LENGTH = ("notice.window-without-length", "a window without length at {start:%d %b %H%MZ}")
    WINDOW_BEFORE_ISSUE = (
        "notice.window-before-issue",
        "a window that opens more than 40 days before the time of issue",
    )
    WINDOW_ODD_LENGTH = (
        "notice.window-an-hour-off",
        "the window of {start:%d %b %H%M}-{end:%H%M}Z is an hour off the length of the others",
    )

    # positions
    HALF_POSITION = "notice.half-a-position", "half a position is left out"
    POSITION_DIGITS = (
        "notice.position-digits",
        _POSITION + "has {digits} digits, where {fewer} or {more} are expected",
    )
    POSITION_BEYOND = "notice.position-beyond", _POSITION + "is beyond {limit_deg} degrees"
    MARKS_MISPRINTED = "notice.marks-misprinted", "{printed}: its marks are misprinted"
    SIGNS_MIXED = (
        "notice.signs-mixed",
        "{printed}: the signs for minutes and seconds are mixed up; read in the order degrees, minutes, seconds",
    )
    SIXTY_OR_MORE = "notice.sixty-or-more", "{printed}: minutes or seconds of 60 or more"
    THREE_DIGIT_LATITUDE = (
        "notice.latitude-of-three-digits",
        "{printed}: a latitude with three digits of degrees",
    )
    TWO_DIGIT_LONGITUDE = (
        "notice.longitude-of-two-digits",
        "{printed}: a longitude with two digits of degrees",
    )
    ONE_DIGIT = "notice.one-digit", "{printed}: one digit where the other positions print two"
    WRONG_HEMISPHERE = (
        "notice.wrong-hemisphere",
        "{printed} has the wrong hemisphere; read like its neighbours",
    )
    NO_HEMISPHERE = "notice.no-hemisphere", "{printed} has lost its hemisphere; read like its neighbours"
    HEMISPHERE_SUPPLIED = (
        "notice.hemisphere-supplied",
        "{printed} has no hemisphere, nor has any position near it; read as north, or east",
    )
    O_IS_WEST = "notice.letter-o-is-west", "{printed}: O is read as west (Ouest, Oeste)"
    POINT_DOUBTFUL = (
        "notice.point-doubtful",
        "{printed}: read as decimal degrees; the two figures behind the point may be minutes",
    )
    LETTER_FOR_FIGURE = (
        "notice.letter-for-figure",
        "{printed}: a letter printed for a figure; read as {meant}",
    )

    # areas
    RADIUS_WITHOUT_UNIT = ("notice.radius-without-unit", "a radius without a unit; read as nautical miles")
    COMMA_DOUBTFUL = (
        "notice.comma-doubtful",
        "{printed}: a comma before three figures; read as thousands, it may be a decimal comma",
    )
    MAGNETIC = (
        "notice.magnetic-bearings",
        "radials and magnetic bearings; drawn as true, the variation is not known",
    )
    SECTOR_OPEN = "notice.sector-without-bearings", "a part of a circle, its bearings not read; drawn whole"
    ELLIPSE = "notice.ellipse", "axes of an ellipse that could not be read: not drawn"
    AXES_TAKEN_WHOLE = (
        "notice.axes-taken-whole",
        "two lengths of an ellipse that are called neither axes nor semi-axes; read as whole axes",
    )
    VERTEX_REPEATED = "notice.vertex-repeated", "vertices printed more than once: {count}"
    NOT_DRAWN = (
        "notice.outline-not-drawn",
        "more than {most} vertices, or an outline around half the Earth; not drawn",
    )
    ARC_END_OFF = "notice.arc-end-off", _END_OFF + "drawn to meet it"
    ARC_NOT_DRAWN = "notice.arc-not-drawn", _END_OFF + "drawn straight"
    ARC_DIRECTION = "notice.arc-direction", _ARC + ": the direction is not given; drawn {direction}"
    ARCS_CROSS = (
        "notice.arcs-cross",
        "the outline with its arcs crosses itself, or has too many points; drawn straight",
    )
    CROSSES_ITSELF = (
        "notice.outline-crosses-itself",
        "the outline crosses itself in the order printed; drawn in an order that does not",
    )
    CROSSES_NOT_DRAWN = (
        "notice.outline-crosses-not-drawn",
        "the outline crosses itself in the order printed; not drawn",
    )
    LONG_EDGE = "notice.long-edge", "an edge of {length_km:.0f} km"
    STRAY_VERTEX = "notice.stray-vertex", "one vertex lies far from all the others"
    DISTANCE = "notice.distance-out-of-range", "a distance of {distance_nm:g} nm"
    FLAT_BOX = "notice.box-without-height", "a box without height"
    LABEL_UNKNOWN = "notice.label-without-area", "times are given for area {label}, which has no outline"
    LABEL_TWICE = "notice.label-twice", "two areas carry the same label"

    # the Q-line's circle against the areas of item E
    Q_ONE_CORNER = (
        "notice.q-line-one-corner",
        _Q_CIRCLE + "all vertices but one lie in it: that vertex may be misprinted",
    )
    Q_ELSEWHERE = (
        "notice.q-line-elsewhere",
        _Q_CIRCLE + "it lies elsewhere: the place of an aerodrome, of another notice, or a misprint",
    )
    Q_AROUND_CORNER = (
        "notice.q-line-around-corner",
        _Q_CIRCLE + "it is centred on a vertex of the area, not its middle",
    )
    Q_SHORT = "notice.q-line-short", _Q_CIRCLE + "it lies over the areas, with too short a radius"
    Q_PART = "notice.q-line-part", _Q_CIRCLE + "it contains a part of them, the reason is not known"
    Q_WIDE = (
        "notice.q-line-wide",
        "the Q-line's circle ({radius_nm:.0f} nm) is far larger than the areas, "
        "which reach {reach_nm:.0f} nm from its centre; its radius is that of something larger",
    )

    def says(self, facts: Mapping[str, Any] | None = None) -> str:
        """The sentence with the facts filled in, after the label of the area that it is about."""
        area = (facts or {}).get("area")
        return (f"area {area}: " if area else "") + super().says(facts)


Q_LINE = frozenset(code for code in NoticeDefect if code.name.startswith("Q_"))
