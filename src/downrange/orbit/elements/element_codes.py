"""Codes of the element rooms: why a file, a record or a field is refused, and what cannot be written."""

from downrange.codes import Code

_FORMATS = "Give element sets as OMM (JSON, CSV, XML, KVN or Parquet) or as two- or three-line TLE."
_OMM = "Write an OMM."


class ElementCode(Code):
    """Why a file cannot be read, or element sets cannot be written."""

    CANNOT_OPEN = "elements.cannot-open", "the file {value} cannot be opened: {problem}"
    NO_FILE_NAME = "elements.no-file-name", "this names no file that there can be", _FORMATS
    EMPTY = "elements.empty", "the file is empty", _FORMATS
    NOT_UTF8 = "elements.not-utf8", "line {line} is not UTF-8 text"
    NOT_TEXT = "elements.not-a-text-file", "this is a {kind}, and holds no element sets as text", _FORMATS
    DAMAGED_GZIP = "elements.damaged-gzip", "the gzip file is damaged: {problem}"
    LARGE_GZIP = (
        "elements.large-gzip",
        "the gzip file unpacks to over {megabytes:.0f} MB, {times:.0f} times its size",
    )
    LARGE_FILE = "elements.large-file", "the file is larger than 256 MB", "Split it."
    COLUMNS = (
        "elements.columns",
        "the column {field} has the shape {value}, and all have one length",
        "Read them with read_elements, or give arrays of one length.",
    )
    NOTHING_READ = "elements.nothing-read", "no element set could be read{because}", _FORMATS
    REPEATED_COLUMN = "elements.repeated-column", "a column stands twice in the header"
    NO_PYARROW = (
        "elements.no-pyarrow",
        "a Parquet file needs the package pyarrow",
        "pip install 'downrange[parquet]'",
    )
    BAD_PARQUET = "elements.bad-parquet", "the Parquet file cannot be read: {problem}"
    MISSING_COLUMN = (
        "elements.missing-column",
        "the Parquet file has no column {columns}",
        "Name columns as an OMM.",
    )
    COLUMN_TYPE = "elements.column-type", "the column {field} holds {type}, not whole numbers"
    NO_NOTATION = "elements.no-notation", "OMM has no notation {value!r}", "Choose json, csv, kvn or xml."
    NO_TIME_OF_DAY = "elements.no-time-of-day", "a fraction of {value!r} of a day is no time of a day"
    NUMBER_TOO_HIGH = (
        "elements.number-too-high",
        "catalogue number {value} does not fit a TLE",
        "The highest is {highest} (Z9999); write an OMM.",
    )
    TLE_EPOCH = (
        "elements.tle-epoch",
        "object {norad} has no TLE: its epoch is in {value}, two digits hold 1957 to 2056",
        _OMM,
    )
    TLE_TEXT = (
        "elements.tle-text",
        "object {norad} has no TLE: {classification!r} and {value!r} do not fit columns 8 to 17",
        _OMM,
    )
    TLE_OVERFLOW = (
        "elements.tle-overflow",
        "object {norad} has no TLE: its {field} is {value:.10g}, its columns hold up to {highest:.10g}",
        _OMM,
    )


class DefectCode(Code):
    """What is wrong with a record, a line or a field that was refused (or read all the same, where it says so)."""

    OUT_OF_RANGE = "elements.out-of-range", "{field} is {value:g}: {limits}"
    UNSUPPORTED = "elements.unsupported", "{field} is {value}, only {allowed} can be read"
    UNPRINTABLE = (
        "elements.unprintable",
        "{field} holds characters that cannot be printed: they were read as blanks",
    )
    NOT_TEXT = "elements.not-text", "{field} is {value!r}, no text of one printable line"
    MISSING = "elements.missing", "{field} is missing"
    NOT_A_NUMBER = "elements.not-a-number", "{field} is {value!r}, no number"
    NOT_A_COUNT = (
        "elements.not-a-count",
        "{field} is {value!r}, not a whole number of up to nine digits",
    )
    BAD_EPOCH = "elements.bad-epoch", "EPOCH is {value!r}, not like 2023-11-27T14:36:30.5"
    NO_SUCH_TIME = "elements.no-such-time", "EPOCH {value!r} is no date and time"
    REPEATED = "elements.repeated", "{field} stands twice (again on line {again})"
    REPEATED_KEYWORD = "elements.repeated-keyword", "a keyword stands twice"
    WRONG_UNIT = "elements.wrong-unit", "{field} is in [{unit}] where OMM wants [{expected}]"
    CUT = (
        "elements.cut",
        "ends without a line break: if the file was cut, the last number is not whole",
    )
    BAD_XML = "elements.bad-xml", "is not well-formed XML: {problem}"
    STRAY_TEXT = "elements.stray-text", "the text {value!r} stands between elements and was not read"
    NO_SEGMENT = "elements.no-segment", "an omm element has no segment"
    BAD_KVN = "elements.bad-kvn", "is no KEYWORD = value line"
    BEFORE_MESSAGE = (
        "elements.before-message",
        "stands before the CCSDS_OMM_VERS line that begins a message",
    )
    BAD_CSV = "elements.bad-csv", "is no CSV: {problem}"
    WRONG_COUNT = "elements.wrong-count", "has {count} values where the header has {expected} columns"
    NO_RECORD = "elements.no-record", "is no record of keywords"
    BAD_JSON = "elements.bad-json", "is not JSON: {problem}"
    TOO_DEEP = "elements.too-deep", "is not a JSON record: too deeply nested"
    OPEN_LIST = "elements.open-list", "the list is not closed: the file is cut short"
    AFTER_LIST = "elements.after-list", "was not read: it stands after the end of the list"
    # Lines of a TLE
    BAD_NUMBER = (
        "elements.bad-number",
        "{value!r} is no catalogue number of a TLE",
        "Five digits are needed, or a capital letter other than I and O with four digits (Alpha-5).",
    )
    SHORT_LINE = "elements.short-line", "line {number} has {count} columns, a TLE line has 69"
    LONG_LINE = "elements.long-line", "line {number} runs on past column 69"
    BAD_CHECKSUM = (
        "elements.bad-checksum",
        "the checksum of line {number} should be {expected}, column 69 says {value!r}",
    )
    BAD_FIELD = "elements.bad-field", "{field} ({place}) is {value!r}, which does not read like {example}"
    NOT_BLANK = (
        "elements.not-blank",
        "column {column} of line {number} is {value!r}, and should be blank",
    )
    TWO_OBJECTS = "elements.two-objects", "line 1 is of object {first}, line 2 of object {second}"
    NO_SUCH_DAY = "elements.no-such-day", "{year} has no day {day}"
    AFTER_LINE = "elements.after-line", "columns after 69 were not read"
    NO_LINE_2 = "elements.no-line-2", "line 1 of an element set has no line 2 after it"
    NO_LINE_1 = "elements.no-line-1", "line 2 of an element set has no line 1 before it"
    NO_SET = "elements.no-set", "belongs to no element set"
