"""A language as its file gives it: its words, forms and letters, ready to be looked up.

The files are ``words/languages/<language>.txt``; ``words/languages/README.txt`` explains their form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from downrange.launch.notices.languages.foreign_positions import position_pattern
from downrange.launch.notices.languages.plain_letters import plain

FOLDER = ("words", "languages")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_BLANK = r"[ \n\r]{0,4}"
_GAP = r"[ \n\r]{1,4}"
_SLOT = re.compile(r"\{([a-z]+)([0-9]?)\}")
_LETTER = r"[^\W\d_]"


def _two(text: str) -> str:
    return text.zfill(2)


def _clock(text: str) -> str:
    return "".join(re.findall("[0-9]", text)).zfill(4)


def _decimal(text: str) -> str:
    return text.replace(",", ".")


# What a slot fits, and how it is written in the translation.
_SLOTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "year": ("(?:19|20)[0-9]{2}", str),
    "month": ("1[0-2]|0?[1-9]", lambda text: _MONTHS[int(text) - 1]),
    "day": ("3[01]|[12][0-9]|0?[1-9]", str),
    "hour": ("2[0-4]|[01]?[0-9]", _two),
    "pmhour": ("1[0-2]|0?[1-9]", lambda text: str(int(text) % 12 + 12)),
    "amhour": ("1[0-2]|0?[0-9]", lambda text: _two(str(int(text) % 12))),
    "minute": ("[0-5]?[0-9]", _two),
    "clock": ("(?:2[0-4]|[01]?[0-9])[.:H]?[0-5][0-9]", _clock),
    "figures": ("[0-9]{1,9}", str),
    "n": ("[0-9]{1,6}(?:[.,][0-9]{1,6})?", _decimal),
    "word": (rf"{_LETTER}{{2,30}}", str),
    "monthname": ("", str),  # fits the months of the language
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a file: its pattern, and how it is written in English."""

    pattern: str
    written: str
    slots: tuple[tuple[str, str], ...] = ()

    def write(self, values: tuple[str, ...], months: Mapping[str, str]) -> str:
        """The English of what was found; `values` are the texts of the slots, in their order."""
        texts = {
            name: months[value] if slot == "monthname" else _SLOTS[slot][1](value)
            for (slot, name), value in zip(self.slots, values, strict=True)
        }
        return self.written.format_map(texts)


@dataclass(frozen=True)
class EntryGroup:
    """The entries of one key, the longest first, and one pattern of them all.

    The pattern is compiled where it is first wanted: to tell that a notice is English takes every language's words,
    and none of their patterns.
    """

    entries: tuple[Entry, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({entry.pattern})" for entry in self.entries))


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. `entries` are looked up by the first letters of what is printed."""

    name: str
    script: str  # LATIN, or the script by which the language is known
    characters: bool  # written without blanks between words
    custom_zone: str  # the zone of hours printed without one; empty where there is no custom
    markers: frozenset[str]
    months: Mapping[str, str]
    entries: Mapping[str, EntryGroup]
    labels: Mapping[str, str]  # letters before an area
    between: Mapping[str, str]  # words of one sense only between times
    sides_after: Mapping[str, str]
    sides_before: Mapping[str, str]
    position: re.Pattern[str]
    words: frozenset[str]  # every word of the lists
    behind_figures: frozenset[str]  # letters and marks that stand behind the figure of a form


def language_names() -> tuple[str, ...]:
    """The names of the files, in their order."""
    folder = files("downrange.launch.notices").joinpath(*FOLDER)
    found = (entry.name.removesuffix(".txt") for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return tuple(sorted(name for name in found if name.islower()))


@cache
def language(name: str) -> Language:
    """The language of a file."""
    lists = _sections(name)
    about = _pairs(lists["language"])
    characters = about.get("blanks") == "no"
    months = _plain_pairs(lists.get("months", ()))
    lines = (*lists.get("forms", ()), *lists.get("months", ()), *lists.get("words", ()))
    entries = [_entry(line, characters, months) for line in lines]
    between, before, after = (
        _plain_pairs(lists.get(key, ())) for key in ("between times", "sides before", "sides after")
    )
    signs = _pairs(lists.get("signs", ()))
    degrees = [plain(signs.get(part, "")).split() for part in ("degrees", "minutes", "seconds")]
    return Language(
        name=about["name"],
        script=about["script"],
        characters=characters,
        custom_zone=about.get("custom zone", ""),
        markers=frozenset(plain(word) for word in lists.get("markers", ())),
        months=months,
        entries=_by_first_letters(entries),
        labels=_plain_pairs(lists.get("labels", ())),
        between=between,
        sides_after=after,
        sides_before=before,
        position=position_pattern(before, after, degrees, characters=characters),
        behind_figures=frozenset(_behind_figures(lines, months)),
        words=frozenset(_words_of([*lines, *lists.get("between times", ()), *lists.get("markers", ())])),
    )


@cache
def markers_of_others() -> dict[str, frozenset[str]]:
    """Languages that are known by name only, and their markers: ``OTHERS.txt``."""
    return {name: frozenset(map(plain, listed)) for name, listed in _sections("OTHERS").items()}


def _behind_figures(lines: tuple[str, ...], months: Mapping[str, str]) -> Iterator[str]:
    for line in lines:
        printed = plain(line.partition("=")[0].strip())
        if line.startswith("{") and (slot := _SLOT.match(line.strip())):
            behind = printed[slot.end() :].strip()
            if behind.startswith("{MONTHNAME"):
                yield from {name[0] for name in months}
            else:
                yield from "0123456789" if behind.startswith("{") else behind[:1]
            if slot[1] in ("clock", "n"):
                yield from ".,:H"


def _words_of(lines: list[str]) -> Iterator[str]:
    for line in lines:
        printed = plain(_SLOT.sub(" ", line.partition("=")[0]))
        yield from re.findall(rf"{_LETTER}+(?!\*|{_LETTER})", printed)


def _sections(name: str) -> dict[str, list[str]]:
    path = files("downrange.launch.notices").joinpath(*FOLDER, f"{name}.txt")
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            section = found.setdefault(entry[1:-1], [])
        elif entry:
            section.append(entry)
    return found


def _pairs(lines: list[str] | tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for line in lines:
        printed, _, meant = line.partition("=")
        pairs[printed.strip()] = meant.strip()
    return pairs


def _plain_pairs(lines: list[str] | tuple[str, ...]) -> dict[str, str]:
    return {plain(printed): meant for printed, meant in _pairs(lines).items()}


def _entry(line: str, characters: bool, months: Mapping[str, str]) -> tuple[str, Entry]:
    """The first letters by which an entry is found, and the entry."""
    printed, _, written = line.partition("=")
    parts, slots, at = [], [], 0
    text = printed.strip()
    for slot in _SLOT.finditer(text):
        parts.append(_literal(text[at : slot.start()], characters))
        if slot[1] == "monthname":
            names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
            parts.append(f"({names})(?!{_LETTER})")
        else:
            parts.append(f"({_SLOTS[slot[1]][0]})" + ("" if slot[1] == "word" else "(?![0-9])"))
        slots.append((slot[1], slot[1] + slot[2]))
        at = slot.end()
    parts.append(_literal(text[at:], characters))
    first = "0" if text.startswith("{") else _key(plain(text), characters)
    ends_in_letter = text[-1:].isalpha() and not characters
    pattern = "".join(parts) + (f"(?!{_LETTER})" if ends_in_letter else "")
    return first, Entry(pattern, written.strip(), tuple(slots))


def _literal(text: str, characters: bool) -> str:
    """The pattern of printed words: blanks fit line ends too, ``*`` at a word's end fits any ending."""
    pieces = re.split(r"(\s+|\*)", plain(text))
    gap = _BLANK if characters else _GAP
    written = (
        gap if piece.isspace() else rf"{_LETTER}{{0,12}}" if piece == "*" else re.escape(piece)
        for piece in pieces
    )
    joined = "".join(written)
    return joined.replace(gap, _BLANK) if characters else joined


def _key(text: str, characters: bool) -> str:
    if characters:
        return text[:1]
    word = re.match(rf"{_LETTER}*", text)
    return (word[0] if word else text)[:2] or text[:1]


def _by_first_letters(entries: list[tuple[str, Entry]]) -> dict[str, EntryGroup]:
    groups: dict[str, list[Entry]] = {}
    for first, entry in entries:
        groups.setdefault(first, []).append(entry)
    return {
        first: EntryGroup(tuple(sorted(many, key=lambda entry: (-bool(entry.slots), -len(entry.pattern)))))
        for first, many in groups.items()
    }
