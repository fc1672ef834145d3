"""Codes of the auditor: what of the print does not come back in the result, and what of the result is not in print.

Each carries `start` and `end`, the place in the message's text; 0 and 0 where the whole message is meant.
"""

from downrange.codes import Code


class AuditDefect(Code):
    """What does not balance between a notice's text and what was read from it."""

    # printed, and not used
    POSITION_UNUSED = "audit.position-not-used", "a printed position is in no area"
    DISTANCE_UNUSED = "audit.distance-not-used", "a printed distance is the radius or width of no area"
    BEARING_UNUSED = "audit.bearing-not-used", "a printed bearing is that of no area"
    NAME_UNUSED = "audit.name-not-used", "a printed name of an area is in no area read"
    SERIAL_UNUSED = (
        "audit.number-of-message-not-used",
        "the number of a message is neither this one's nor cancelled",
    )
    NUMBER_UNUSED = "audit.number-not-explained", "a printed number is in nothing that was read"
    ZONE_UNKNOWN = (
        "audit.zone-not-known",
        "the offset of the printed time zone is not known; the windows may not be UTC",
    )
    SCHEDULE_UNCHECKED = (
        "audit.schedule-not-checked",
        "the windows cannot be checked against these printed times",
    )
    YEAR_UNUSED = "audit.year-not-used", "a printed year is that of no window"

    CHOICE_UNCHECKED = (
        "audit.choice-of-days-not-checked",
        "words that choose among the days or move their hours are not checked",
    )
    SECONDS_UNUSED = (
        "audit.seconds-not-used",
        "seconds are printed, and the windows are read to the minute",
    )
    RESTRICTION_UNCHECKED = (
        "audit.part-of-area-not-checked",
        "words that take a part from an area, or that place it to one side of a position, are not in its shape",
    )
    YEAR_BEFORE = "audit.year-before-number", "every window ends before the year of the message's number"
    ENDS_LONG_BEFORE = (
        "audit.ends-long-before-message",
        "the last window ends {days:.0f} days before the message does: a year or days may be missing",
    )
    LIMITS_UNUSED = "audit.limits-not-used", "printed limits of height are not in the result"
    LIMITS_UNCHECKED = "audit.limits-not-checked", "the form of these limits of height is not known"
    TEXT_LONG = (
        "audit.text-too-long",
        "the text of {length} letters is too long to be checked (at most {most})",
    )

    # read, and not printed so
    WINDOWS_DIFFER = (
        "audit.windows-differ",
        "the windows read cover {read_h:.1f} h, the printed times {printed_h:.1f} h, from {first:%d %b %Y"
        " %H%MZ}",
    )
    WINDOWS_BY_AREA = (
        "audit.windows-of-areas",
        "hours stand beside single areas, and the windows are for all of them",
    )
    END_OPEN = "audit.end-open", "no end is printed, and the windows end"
    OUTSIDE_VALIDITY = "audit.window-outside-validity", "a window reaches beyond items B and C"
    OUTSIDE_CIRCLE = (
        "audit.area-outside-q-line",
        "a position of area {area} lies outside the circle of the Q-line",
    )
    FIR_DIFFERS = "audit.fir-differs", "the issuer {read} is not the FIR of the Q-line"
    LIMITS_DIFFER = "audit.limits-differ", "the limits read, {read}, are not those printed"
    LIMITS_BEYOND = "audit.limits-beyond-items", "limits in the text reach beyond items F and G"
    LIMITS_UNPRINTED = "audit.limits-not-printed", "limits of height were read where none are printed"
    WINDOW_UNPRINTED = "audit.window-not-printed", "a window was read where no times are printed"
    VERTEX_UNPRINTED = "audit.vertex-not-printed", "a position of area {area} is not printed"
    VERTEX_ORDER = (
        "audit.vertex-order",
        "the positions of area {area} do not stand together, or not in this order",
    )
    RADIUS_UNPRINTED = (
        "audit.radius-not-printed",
        "the distance {radius_nm:.4g} nm of area {area} is not printed",
    )
    ONE_PART = (
        "audit.one-part-of-several",
        "this is part {part} of {parts}: an area may begin or go on in another part",
    )
    RADIUS_SHARED = "audit.radius-shared", "{count} circles have a radius that is printed {printed} times"
    SIDE_UNPRINTED = "audit.side-not-printed", "the side of a line that bounds area {area} is not printed"
    BEARING_UNPRINTED = "audit.bearing-not-printed", "a bearing of area {area} is not printed"
    LABEL_UNPRINTED = "audit.label-not-printed", "the label {area} is not printed before its area"
    NAME_UNPRINTED = "audit.name-not-printed", "the name {area} is not printed"
    SERIAL_UNPRINTED = "audit.number-of-message-not-printed", "the number {number} is not printed so"
    STAMP_DIFFERS = "audit.stamp-differs", "the date of issue or of the end differs from the printed one"
    NOTHING_TIMED = "audit.no-time", "no time was read"
    NOTHING_PLACED = "audit.no-area", "no area was read"
    EXPORTED_UNBALANCED = (
        "audit.exported-without-balance",
        "not every word was read of the notice that this file was written from; the file holds these codes: {codes}",
    )
    KIND_DIFFERS = "audit.kind-differs", "the reason was read as {kind}, and {word} is printed"
    KIND_OPEN = "audit.kind-not-read", "no reason was read, and {word} is printed"
