"""Case codes: what can be wrong with a case folder, each with its sentence and with what to do about it."""

from downrange.codes import Code

_EXAMPLE = "See the shipped case for an example."


class CaseCode(Code):
    """Errors of a case folder and of its ``case.toml``."""

    NOT_FOUND = (
        "case.not-found",
        "there is no case {value!r}",
        "Name a folder with a case.toml, or one of: {known}.",
    )
    ALREADY_THERE = (
        "case.already-there",
        "{value!r} is already there",
        "Choose another name; nothing was changed.",
    )
    NOT_WRITABLE = "case.not-writable", "cannot make the folder: {reason}", "Name a folder you may write to."
    FILE_TOO_LARGE = "case.file-too-large", "{value} is larger than {limit_mb} MB"
    FILE_UNREADABLE = "case.file-unreadable", "the case names {value}, but: {reason}"
    NOT_UTF8 = "case.not-utf8", "{value} is not UTF-8 text"
    NOT_TOML = "case.not-toml", "case.toml is not TOML: {reason}", _EXAMPLE
    UNKNOWN_KEY = "case.unknown-key", "{field} is not a key of a case", _EXAMPLE
    MISSING_KEY = "case.missing-key", "{field} is missing", _EXAMPLE
    BAD_VALUE = "case.bad-value", "{field}: {reason}", _EXAMPLE
    OUTSIDE_FOLDER = (
        "case.file-outside-folder",
        "{field}: a file of a case stands inside its folder, not at {value!r}",
    )
    BAD_FILE_NAME = (
        "case.bad-file-name",
        "{field}: {value!r} is not a file name",
        "Use printed characters.",
    )
    STANDARD_AIR = (
        "case.standard-air-takes-a-profile",
        "{field}: the standard atmosphere takes a profile and nothing else",
    )
    MODEL_AIR = "case.air-model-needs-indices", "{field}: the model needs f107, f107_mean and ap"
    TIME_OR_WINDOW = "case.liftoff-twice", "{field}: give the time of lift-off or its window, not both"
    NO_TIME_BY = (
        "case.liftoff-by-nobody",
        "{field}: a time or window of lift-off needs time_by",
        'Add time_by = "..." with who gives it.',
    )
    NO_TIME_FOR_AIR = (
        "case.air-model-needs-liftoff",
        "{field} = {value!r} needs the day of lift-off, and no time or window is known",
        "Give launch.window, or take the standard atmosphere.",
    )
    SOURCE_NOT_LISTED = (
        "case.source-not-listed",
        "{field} cites {value!r}, which sources.toml does not hold",
        "Add the source, or take the citation out.",
    )
    REPORTED_FALL = (
        "case.reported-fall-of-nothing",
        "{field} names the {kind} {value!r}, which the case does not hold",
        "It holds: {known}.",
    )
    NO_SUCH_OBJECT = (
        "case.orbit-main-not-in-files",
        "{field} is {value}, but its files hold no such number",
        "Give the catalogue number of an object in the files of [orbit].",
    )
