"""Codes of the command line: files that cannot be read or written, and internal errors."""

from downrange.codes import Assertion, Code


class DoorCode(Code):
    """What stands between the command line and the world."""

    UNREADABLE = "door.unreadable", "cannot read {value!r}: {reason}", "Give a file, or - for standard input."
    NO_FILE_NAME = (
        "door.no-file-name",
        "{value!r} is not a file name",
        "Give a file, or - for standard input.",
    )
    TOO_LARGE = "door.too-large", "{value!r} is larger than {megabytes} MB", "Split it."
    UNWRITABLE = "door.unwritable", "cannot write to {value!r}: {reason}", "Name a folder you may write to."
    IS_A_FOLDER = (
        "door.is-a-folder",
        "cannot write to {value!r}: it is a folder",
        "Name a file, for example {value}/areas.geojson.",
    )
    OVER_INPUT = (
        "door.output-over-input",
        "{value!r} is read by this run, and would be lost by writing there",
        "Give the output a name of its own.",
    )
    ONE_PLACE = (
        "door.one-place-for-two",
        "two files are to be written to {value!r}",
        "Give each a name of its own.",
    )
    NOTHING_GIVEN = (
        "door.nothing-given",
        "no file is named, and nothing comes through a pipe",
        "Name files, or - for standard input.",
    )
    INPUT_TWICE = "door.input-twice", "standard input can be read only once", "Name - once."
    NO_SUCH_ZONE = (
        "door.no-such-zone",
        "{value!r} is not a time zone",
        "Give local, a name of the IANA list such as Asia/Tokyo, or an offset such as +09:00.",
    )
    INTERNAL = (
        "door.internal-error",
        "internal error ({problem}; {place}; Downrange {version}, Python {python}). This is a bug in Downrange: "
        "please report this line with the command and its input. DOWNRANGE_DEBUG=1 shows the traceback.",
    )
    NO_MEMORY = (
        "door.no-memory",
        "there is not enough memory for this. Ask for less at once, or for fewer workers.",
    )
    SYSTEM = "door.system", "the system refused: {reason}"
    NO_OUTPUT = "door.no-output", "standard output cannot be written: {reason}"


class DoorNote(Assertion):
    """What the terminal says in a sentence of its own where a table would be empty, or beside it."""

    ALL_READ = (
        "told.every-word-read",
        "every word was read",
        "The auditor, which shares no grammar with the reader, found every printed number, name and zone in the "
        "result and the result in the text; a time and an area were read, nothing is unread and no defect stands "
        "against a value.",
    )
    NO_PASS = (
        "told.no-pass",
        "No pass above {elevation:g}° in this window.",
        "No pass was found, positions of every object are known through the window, and no pass was left out for "
        "its age.",
    )
    NO_PASS_KNOWN = (
        "told.no-pass-where-known",
        "No pass above {elevation:g}° was found where positions are known.",
        "No pass was found, and SGP4 gives no position of an object in a part of the window.",
    )
    NO_WINDOW = (
        "told.no-window",
        "No window within {off_nadir:g}° of nadir with the sun above {sun:g}°.",
        "As for passes.",
    )
    NO_WINDOW_KNOWN = (
        "told.no-window-where-known",
        "No window within {off_nadir:g}° of nadir with the sun above {sun:g}° was found where positions are known.",
        "As for passes.",
    )
    NO_MANOEUVRE = (
        "told.no-manoeuvre",
        "No manoeuvre found.",
        "The search gave none; what that shows of each object is said below it, or in --json.",
    )
    NONE_BRACKETED = (
        "told.no-manoeuvre-bracketed",
        "No manoeuvre is bracketed closely enough to compare with passes over the site.",
        "A control site was given, and no bracket is shorter than the gaps between passes there.",
    )
    NO_TRACKS = (
        "told.no-tracks",
        "No tracks: no window is under {days} days, and under a wider one it may end anywhere.",
        "Tracks were asked for, and every window is wider.",
    )
    HAZARD_TABLE = (
        "door.hazard-table",
        "Ships at the surface, aircraft between 12 and 6 km, both staying where they are; what is counted here is "
        "nowhere above {ship:g} a ship or {aircraft:g} an aircraft where no row says so. Each way to fail apart, and "
        "the slices: --json.",
        "Below the table of hazard areas, where it has a row.",
    )
    HAZARD_DEPENDS = (
        "door.hazard-depends",
        "What moves the {target} area of failed flights most: {source} ({low:,.0f} to {high:,.0f} km2).",
        "The unknown whose ends make the largest difference between areas.",
    )
    NO_BODIES = ("told.no-bodies", "The case names no bodies that fall.", "The case has no [[body]].")
    NOTHING_PASSED = (
        "told.nothing-passed-over",
        "The nominal falls pass over no land and no waters within 12 nm of one.",
        "No draw of a fall that lands where it was announced crosses land of Natural Earth or its first 12 nm.",
    )
    NO_ASCENT = (
        "told.no-ascent",
        "No ascent could be fitted, so no failure is computed: cannot tell who is overflown or hit.",
        "The case has neither a body that falls nor a table [known], or no fitted ascent reaches its last burn-out.",
    )
    POINTS_TO = (
        "told.areas-point-to",
        "No site was given; the areas point to {site}:",
        "No site was given, and one site explains the areas so much better than the next that it is taken; its "
        "grounds follow.",
    )
    IMPLIED_LIFTOFF = (
        "told.implied-liftoff",
        "Lift-off, as the orbits imply it: {median} (90 %: {low} to {high}).",
        "A window was given and the verdict is not that nothing was found. It is the lift-off of this launch only "
        "if these objects are.",
    )
