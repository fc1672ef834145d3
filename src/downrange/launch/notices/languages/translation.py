"""A notice in another language written in the words that the reader knows, each with its place in the printed text.

No grammar is here: printed words are replaced one by one, or phrase by phrase, after the lists of the language; what
the lists do not hold is left as it is, and the reader reports it as unread. Every number stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from downrange.launch.notices.languages.foreign_positions import position_at
from downrange.launch.notices.languages.language_file import Entry, Language
from downrange.launch.notices.languages.plain_letters import plain
from downrange.launch.notices.times.time_atoms import TIME_WORDS
from downrange.launch.notices.tokens.lexicon import PLAIN
from downrange.launch.notices.tokens.word_lists import sections, words

_LETTER = r"[^\W\d_]"
_UNITS = re.compile(rf"[0-9]+|{_LETTER}+")
_CHARACTERS = re.compile(r"[0-9]+|[A-Z]+|~|[^\x00-\x7f]")
_LATIN_LETTERS = re.compile(r"[A-Z]")
_TIMELY = re.compile(
    r"(?:[0-9][ZHh]?|\b(?:UTC|GMT|HRS|HOURS|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|TIME)|UTC[+-][0-9:]+)"
    r"[ \n,.)]{0,4}\Z"
)
_LABEL_BEFORE = re.compile(r"(?:\A|\n|[.,:;)]|AREAS?|ZONE)[ (\"]{0,12}\Z")
_LABEL_BEHIND = re.compile(r"[.):\"]|[ ]{0,2}(?=[0-9]{2}[- ])")
_TYPED_ALIKE = re.compile(r"[A-Z\u0410-\u042f]{2,}")
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_HEADS = frozenset().union(
    *(words("headings", section) for section in sections("headings") if "miss" not in section)
)
_ENGLISH = _HEADS | TIME_WORDS | {"NAVAREA", "NM", "KM", "MISSILE", "ROCKET", "CANCEL"}
_TAIL = 16
_BLANKS = re.compile(r"[ \n\r]{0,4}")
_NEXT_FIGURE = re.compile(r"[ \n(]{0,4}[0-9]")


@dataclass(slots=True)
class Translation:
    """The text as translated; `places` are (place in the translation, place in the print, whether copied)."""

    language: Language
    printed: str
    text: str
    places: list[tuple[int, int, bool]] = field(repr=False)
    labels: dict[str, str] = field(default_factory=dict)  # letters of areas as written: as printed

    def place(self, at: int, *, end: bool = False) -> int:
        """The place in the printed text of a place in the translation; `end` for the end of a passage."""
        index = bisect_right(self.places, at - end, key=lambda piece: piece[0]) - 1
        if index < 0:
            return 0
        start, printed, copied = self.places[index]
        if copied:
            return min(printed + at - start, len(self.printed))
        if not end:
            return printed
        return self.places[index + 1][1] if index + 1 < len(self.places) else len(self.printed)

    def with_words(self, words: str, ends: Sequence[int]) -> "Translation":
        """The translation with words added at places, in rising order, that stand for nothing printed."""
        texts, places, at = [], [], 0
        for added, end in enumerate([*ends, len(self.text)]):
            shift = added * len(words)
            texts.append(self.text[at:end])
            first = max(bisect_right(self.places, at, key=lambda piece: piece[0]) - 1, 0)
            for start, printed, copied in self.places[first:]:
                if start >= end:
                    break
                inside = max(at - start, 0)
                places.append((start + inside + shift, printed + inside * copied, copied))
            if end < len(self.text) or added < len(ends):
                texts.append(words)
                places.append((end + shift, self.place(end), False))
            at = end
        return replace(self, text="".join(texts), places=places)

    def copied(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The words of a passage of the translation that no list holds and that are no plain English words."""
        first = max(bisect_right(self.places, start, key=lambda piece: piece[0]) - 1, 0)
        for index in range(first, len(self.places)):
            begin, _, copied = self.places[index]
            if begin >= end:
                return
            after = self.places[index + 1][0] if index + 1 < len(self.places) else len(self.text)
            if copied:
                for word in _UNITS.finditer(self.text, max(begin, start), min(after, end)):
                    if (
                        (len(word[0]) > 1 or word[0] > "\u3000")
                        and word[0].isalpha()
                        and not self._is_known(plain(word[0]))
                    ):
                        yield word.span()

    def _is_known(self, word: str) -> bool:
        if word.isascii() and self.language.script != "LATIN":
            return True  # for the reader of English
        return word in PLAIN or word in _ENGLISH

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the printed text that a passage of the translation stands for."""
        return self.place(start), self.place(end, end=True)


class _Writer:
    """Writes the translation piece by piece."""

    def __init__(self, printed: str) -> None:
        self.printed, self.parts, self.size = printed, [""], 0
        self.places: list[tuple[int, int, bool]] = []
        self.copied_to = 0

    def copy(self, to: int) -> None:
        """Copy the print up to a place."""
        if to > self.copied_to:
            self._add(self.printed[self.copied_to : to], self.copied_to, copied=True)
            self.copied_to = to

    def replace(self, words: str, to: int) -> None:
        """Write words for the print up to a place."""
        if words:
            self._add(words, self.copied_to, copied=False)
        self.copied_to = to

    def _add(self, words: str, at: int, *, copied: bool) -> None:
        self.places.append((self.size, at, copied))
        self.parts.append(words)
        self.size += len(words)

    @property
    def tail(self) -> str:
        """The last letters written."""
        return "".join(part[-_TAIL:] for part in self.parts[-3:])[-_TAIL:]


def translate(text: str, language: Language, lines: list[bool] | None = None) -> Translation:
    """Translate a text. `lines` says of each line whether it is in the language; all are where it is None."""
    source = plain(text)
    if language.script == "CYRILLIC":
        source = _TYPED_ALIKE.sub(lambda found: _in_cyrillic(found[0], language), source)
    sides = language.sides_before, language.sides_after
    writer, labels = _Writer(text), {}
    units = _CHARACTERS if language.characters else _UNITS
    breaks = [found.start() for found in re.finditer("\n", text)] if lines is not None else []
    at = 0
    while unit := units.search(source, at):
        start, at = unit.span()
        if lines is not None and not lines[bisect_right(breaks, start)]:
            at = breaks[line] if (line := bisect_right(breaks, start)) < len(breaks) else len(source)
            continue
        position = position_at(language.position, sides, source, start)
        if position is not None:
            writer.copy(start)
            words, at = position
            writer.replace(_apart(words, writer, source, at, language), at)
            continue
        if unit[0] in language.labels and _LABEL_BEHIND.match(source, at):
            writer.copy(start)
            if _LABEL_BEFORE.search(writer.tail):
                writer.replace(language.labels[unit[0]], at)
                labels[language.labels[unit[0]]] = unit[0]
                continue
        timely = (
            _TIMELY.search(writer.tail + source[max(writer.copied_to, start - _TAIL) : start]) is not None
        )
        leads = _NEXT_FIGURE.match(source, at) is not None
        found = _entry_at(language, source, start, unit[0])
        word = language.between.get(unit[0]) if found is None or found[2] == at else None
        if word is not None and (timely or leads) and _stands_alone(source, start, at):
            writer.copy(start)
            writer.replace(_apart(word, writer, source, at, language), at)
        elif found is not None:
            entry, values, after = found
            written = entry.write(values, language.months)
            if not written and timely and _NEXT_FIGURE.match(source, after) and not entry.slots:
                continue  # what joins two times is never left out
            writer.copy(start)
            writer.replace(_apart(written, writer, source, after, language), after)
            at = after
    writer.copy(len(text))
    return Translation(language, text, "".join(writer.parts), writer.places, labels)


def _stands_alone(source: str, start: int, after: int) -> bool:
    """Whether blanks or commas are on both sides: no side of a position, no label, no item of a NOTAM."""
    return source[max(start - 1, 0) : start].strip(" \n,") == "" == source[after : after + 1].strip(" \n,'")


def _in_cyrillic(word: str, language: Language) -> str:
    """A word with its Latin letters of the same shape as the Cyrillic ones they were typed for."""
    turned = word.translate(_TO_CYRILLIC)
    mixed = any(letter > "\u0400" for letter in word)
    return turned if mixed or turned in language.words else word


def _apart(words: str, writer: _Writer, source: str, after: int, language: Language) -> str:
    """Words with blanks around them where the language, or a figure beside them, has none."""
    if not words:
        return " " if language.characters else ""
    before, behind = writer.tail[-1:], source[after : after + 1]
    left = " " if before.isalnum() and words[0].isalnum() else ""
    right = " " if (behind.isalnum() or language.characters) and words[-1].isalnum() else ""
    return left + words + right


def _entry_at(
    language: Language, source: str, start: int, unit: str
) -> tuple[Entry, tuple[str, ...], int] | None:
    """The entry that fits at a place, the longest first; its slots, and the place after it."""
    if unit[0].isdigit():
        behind = _BLANKS.match(source, start + len(unit)).end()  # type: ignore[union-attr]
        if source[behind : behind + 1] not in language.behind_figures:
            return None
    key = "0" if unit[0].isdigit() else unit[:1] if language.characters else unit[:2]
    group = language.entries.get(key)
    if group is None:
        return None
    match = group.pattern.match(source, start)
    letter = match is not None and match.end() == start + 1 and not language.characters
    if match is None or match.end() == start or (letter and not _stands_alone(source, start, match.end())):
        return None
    number = 1
    for entry in group.entries:
        if match[number] is not None:
            return entry, match.groups()[number : number + len(entry.slots)], match.end()
        number += 1 + len(entry.slots)
    return None
