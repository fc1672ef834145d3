"""Record codes: what can be wrong with an entry, a date or the store of the record, each with sentence and hint."""

from collections.abc import Iterable
from difflib import get_close_matches

from downrange.codes import Code

_DATES = (
    "Write 2023, 2023-11, 2023-11-21, 2023-11-21T13:42Z or 2023-11-21T22:42:28+09:00, with ? if doubtful."
)

_FROM_BACKUP = "Take the file from a backup, or keep the cases anew into another file."


class RecordCode(Code):
    """Errors of the entries of the record and of the files that hold them."""

    FILE_TOO_LARGE = "record.file-too-large", "larger than {limit_mb} MB", "Split the case."
    NOT_TOML = "record.not-toml", "no TOML: {reason}", "TOML is described at https://toml.io."
    NOT_ENTRIES = (
        "record.not-a-list-of-entries",
        "{field!r} is not a list of entries",
        "Head each of them with [[{field}]].",
    )
    BAD_ID = (
        "record.bad-id",
        "id {value!r} is not a valid name",
        "Use letters, digits, dots, - and _, at most 64.",
    )
    REPEATED_ID = "record.repeated-id", "id {value!r} stands there twice", "Give one of them another id."
    UNKNOWN_REFERENCE = "record.unknown-reference", "{field} {value!r} is not known", "{advice}"
    BARE_DATE = (
        "record.bare-toml-date",
        "{field!r} is a bare TOML date",
        'Put it in quotes: {field} = "{value}".',
    )
    BAD_DATE = "record.bad-date", "{field!r}: {reason}", _DATES
    WORDS_OR_PARAPHRASE = (
        "record.words-or-paraphrase",
        "a claim has either words or a paraphrase",
        'Give the original as words = "...", or what it says as paraphrase = "...".',
    )
    NO_SOURCES = "record.no-sources", "the {kind} has no sources", 'Add sources = ["..."] with their ids.'
    BAD_GRADE = (
        "record.bad-grade",
        "proposed_grade {value!r} is not an Admiralty grade",
        "Write a letter A-F for the source and a digit 1-6 for the item, such as B3.",
    )
    PARAGRAPH_NOT_SEEN = (
        "record.paragraph-not-seen",
        "paragraph {value!r} was not seen in a text",
        'Leave it out until paragraph_status begins with "seen".',
    )
    NO_TOPICS = "record.no-topics", "the provision has no topics", 'Add topics = ["launch"], say.'
    BAD_URL = (
        "record.bad-url",
        "url {value!r} is not a web address",
        "Begin it with https:// or http://; leave url out for a text without one.",
    )
    DATE_TOO_VAGUE = "record.date-too-vague", "{value} is too vague to test", "Give the day at least."


class DateCode(Code):
    """Errors of a date of the record."""

    NO_ZONE = "date.no-zone", "{value!r} has no zone", _DATES
    BAD_FORM = "date.bad-form", "{value!r} is no date of the record", _DATES
    YEAR_OUTSIDE = (
        "date.year-outside",
        "{value!r} is no date of the calendar: the year is not in {first}-{last}",
        _DATES,
    )
    NOT_IN_CALENDAR = "date.not-in-calendar", "{value!r} is no date of the calendar: {reason}", _DATES
    UNKNOWN_ZONE = (
        "date.unknown-zone",
        "{value!r} is no date of the calendar: -00:00 says that the zone is unknown; write Z for UTC",
        _DATES,
    )
    ZONE_OUTSIDE = (
        "date.zone-outside",
        "{value!r} is no date of the calendar: no zone is {zone} from UTC",
        _DATES,
    )


class StoreCode(Code):
    """Errors of the file in which the record is kept."""

    NO_FILE_NAME = (
        "store.no-file-name",
        "{value!r} is not a file name for a record",
        "Give a name of printed characters, such as record.sqlite.",
    )
    NOT_THERE = (
        "store.not-there",
        "{value!r} is not a record: the file does not exist",
        "Name the file of a record that was kept.",
    )
    CANNOT_OPEN = "store.cannot-open", "cannot open the record: {reason}"
    CANNOT_READ = "store.cannot-read", "cannot read the record: {reason}", "Try again."
    CANNOT_WRITE = "store.cannot-write", "cannot write the record: {reason}"
    READ_ONLY = (
        "store.read-only",
        "the record is on read-only media",
        "Copy the file to where it can be written.",
    )
    UNMERGED = (
        "store.unmerged-changes",
        "the record is on read-only media, and the changes in {value} are not yet merged into it",
        "Copy both files to where they can be written.",
    )
    NOT_OURS = "store.not-a-record", "a database of something else", "Name another file for the record."
    DAMAGED = "store.damaged", "this is not a whole record of Downrange: {reason}", _FROM_BACKUP
    SCHEMA = (
        "store.schema-changed",
        "the {value} of the record is not as Downrange makes it",
        _FROM_BACKUP,
    )
    CHANGED = (
        "store.statement-changed",
        "the {field} {value!r} is not what was kept: its SHA-256 does not fit",
        _FROM_BACKUP,
    )
    LIST_CHANGED = (
        "store.list-changed",
        "what the file lists for {value!r} is not what was kept: its SHA-256 does not fit",
        _FROM_BACKUP,
    )
    NEWER = (
        "store.newer-version",
        "the record was written by a newer Downrange",
        "Bring Downrange up to date.",
    )
    NO_LAUNCH = "store.no-such-launch", "the store holds no {value!r}", "It holds: {known}."
    BROKEN_REFERENCE = "store.broken-reference", "the record does not hold together: {reason}"


def reference_advice(id: str, known: Iterable[str], kind: str, file: str) -> str:
    """The advice on an unknown id: those nearest in spelling, or where to add it."""
    near = get_close_matches(id, known, 3)
    return f"Did you mean {' or '.join(near)}?" if near else f"Add a [[{kind}]] with this id to {file}."
