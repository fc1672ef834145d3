"""Word lists: the words, phrases and patterns that the reader knows, kept as text files in ``notices/words``.

A file has sections, ``[name]``, of one entry a line; what follows ``#`` is a comment.
"""

import re
from functools import cache
from importlib.resources import files


@cache
def sections(file: str) -> dict[str, tuple[str, ...]]:
    """The sections of ``words/<file>.txt``, each with its entries in their order."""
    text = files("downrange.launch.notices").joinpath("words", f"{file}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            entries = found.setdefault(entry[1:-1], [])
        elif entry:
            entries.append(entry)
    return {name: tuple(listed) for name, listed in found.items()}


def words(file: str, section: str) -> frozenset[str]:
    """The words of a section."""
    return frozenset(sections(file)[section])


def replacements(file: str, section: str) -> dict[str, str]:
    """The entries ``as printed = as meant`` of a section."""
    return dict(entry.split(" = ") for entry in sections(file)[section])


def pattern(file: str, section: str) -> re.Pattern[str]:
    """One regular expression that fits where any entry of a section does.

    The entries that begin at an edge of a word share one test for it; the others begin with a letter, which `re`
    looks for quickly.
    """
    entries = sections(file)[section]
    within = [entry for entry in entries if not entry.startswith(r"\b")]
    at_edge = [entry.removeprefix(r"\b") for entry in entries if entry.startswith(r"\b")]
    return re.compile("|".join([*within, rf"\b(?:{'|'.join(at_edge)})"] if at_edge else within))
