"""Codes of the kernel: errors in tables and of workers, with the sentence and the hint of each."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from downrange.codes import Code


class TableCode(Code):
    """What is wrong with one entry of a TOML table. `field` is its key, `value` what stands there."""

    MISSING_KEY = "table.missing-key", "there is no {field!r}", "{advice}"
    UNKNOWN_KEY = "table.unknown-key", "the key {field!r} is not known here", "{advice}"
    NOT_A_TEXT = "table.not-a-text", "{field!r} is no text", 'Write {field} = "...".'
    BLANK_TEXT = "table.blank-text", "{field!r} is blank", "Leave the key out, or give a text."
    TEXT_TOO_LONG = "table.text-too-long", "{field!r} is longer than {most} characters", "Shorten it."
    BAD_CHARACTER = "table.bad-character", "{field!r} holds the character U+{character:04X}", "Take it out."
    NOT_A_LIST = "table.not-a-list", "{field!r} is not a list", 'Write {field} = ["..."].'
    REPEATED_TEXT = "table.repeated-text", "{field!r} says the same twice", "Say it once."
    NOT_A_WORD = "table.not-a-word", "{field} = {value!r} is not a word for it", "Use one of: {words}."
    NOT_A_FLAG = (
        "table.not-a-flag",
        "{field!r} is neither true nor false",
        "Write {field} = true, or leave it out.",
    )
    NOT_A_NUMBER = (
        "table.not-a-number",
        "{field} = {value!r} is no number from {low:g} to {high:g}",
        "Correct the number.",
    )
    NOT_NUMBERS = (
        "table.not-numbers",
        "{field} = {value!r} is not a list of {count} numbers within {low:g} to {high:g}",
        "Correct the numbers.",
    )
    NOT_RISING = (
        "table.not-rising",
        "{field} = {value} does not rise",
        "Give the 5th percentile, the median and the 95th.",
    )
    NOT_A_TABLE = "table.not-a-table", "{field!r} is no table", "Write {field} = {{ ... }}."
    NOT_TABLES = "table.not-tables", "{field!r} is not a list of tables", "Write {field} = [{{ ... }}]."


class TextCode(Code):
    """Why a TOML text from outside is refused though it may be TOML."""

    TOML_DEEP = (
        "text.toml-deep",
        "line {line} of the TOML is nested deeper than {most} levels",
        "Give values that stand less deep.",
    )
    LONG_KEY = "text.long-key", "a key on line {line} has more than {most} parts", "Shorten it."
    LONG_WORD = (
        "text.long-word",
        "a key or number on line {line} has {count} characters, more than {most}",
        "Shorten it, or put it between quotes.",
    )


class NumberCode(Code):
    """What is wrong with a number, or an array of them, that a public function was given; `field` is the argument."""

    NOT_NUMBERS = (
        "number.not-numbers",
        "{field} is {value}, not numbers",
        "Give numbers, or an array of them.",
    )
    NOT_FINITE = "number.not-finite", "{field} holds {value}", "Leave out what is not known."
    OUTSIDE = "number.outside", "{field} is {value:g}, outside {low:g} to {high:g}", "Look at its unit."
    SHAPE = "number.shape", "{field} has the shape {value}, not {wanted}", "Points stand on the last axis."
    NOT_AN_INTERVAL = (
        "number.not-an-interval",
        "{field} is {value}, which is not an interval",
        "Give the lower bound first.",
    )
    NOT_A_COUNT = (
        "number.not-a-count",
        "{field} is {value}, not a whole number from {low:,} to {high:,}",
        "Give one of them.",
    )


class XmlCode(Code):
    """Why an XML document from outside is refused."""

    ENTITIES = "xml.entities", "the XML declares entities of its own", "Write their characters instead."
    DOCTYPE = (
        "xml.doctype",
        "the XML declares a document type or entities",
        "The messages of this kind need neither; remove them.",
    )
    TOO_DEEP = (
        "xml.too-deep",
        "the XML is nested deeper than 256 levels, or one text of it is longer than 10 MB",
        "Split it into several files.",
    )
    NOT_XML = "xml.not-xml", "the XML cannot be read: {problem}", "Look at the place that is named."


_EXECUTORS = "Give threads, threads:N, processes, processes:N, here or tcp://host:port."


class WorkerCode(Code):
    """Why `--on` names no executor, or why its workers did not finish. `value` is what `--on` was given."""

    UNKNOWN = "workers.unknown", "--on {value!r} names no workers", _EXECUTORS
    BAD_COUNT = "workers.bad-count", "--on {value}: there can be 1 to {most}", _EXECUTORS
    STOPPED = (
        "workers.stopped",
        "a worker process was stopped from outside, perhaps for want of memory",
        "Ask for fewer processes, or --on here.",
    )
    NO_DASK = (
        "workers.no-dask",
        "a Dask cluster needs the package distributed",
        "pip install 'downrange[cluster]'",
    )
    NO_SCHEDULER = (
        "workers.no-scheduler",
        "no Dask scheduler answers at {value}",
        "Start one, or --on here.",
    )
    NO_WORKERS = (
        "workers.none",
        "the Dask scheduler at {value} has no workers",
        "Start some.",
    )
    PACKAGE_MISSING = (
        "workers.package-missing",
        "the workers of {value} lack the package {package}",
        "Install the same downrange there as here.",
    )
    FAILED = "workers.failed", "the work on {value} broke off: {reason}", "Look at its workers' logs."


def known_keys(key: str, known: Sequence[str]) -> str:
    """The advice on an unknown key: the known one nearest in spelling, or all of them."""
    near = get_close_matches(key, known, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}."


def missing_key(key: str, example: str, given: Iterable[str]) -> str:
    """The advice on a missing key: what to add, or which of the keys given may be it, misspelt."""
    near = get_close_matches(key, given, 1)
    return f"Is {near[0]!r} meant for it?" if near else f"Add {key} = {example} to it."
