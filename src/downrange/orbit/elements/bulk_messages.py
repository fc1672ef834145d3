"""Alike: the messages of a large file, which differ in nothing but their values, read in bulk.

Programs write every message in the same words. So the first message is read strictly, word by word; what stands
between its values becomes a pattern, and each further message that fits a known pattern to the last character
yields its values at once. A message that fits none gives another pattern, after it too was read strictly. Where
this fails at any place the answer is None, and the caller reads the whole file strictly: it is a shorter way to the
same answer, never another one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np

from downrange.orbit.elements.message_records import Record, Records

MOST_SHAPES = 24  # a file with more is no program's: it gains nothing here
COMMENT = "COMMENT"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a message is written: the pattern of its text, a group a value, and the keyword of each group.

    A group named COMMENT is a remark; one named "" stands for nothing that is kept. `line` is how many lines below
    its first the message says that it begins.
    """

    pattern: re.Pattern[str]
    keywords: tuple[str, ...]
    line: int = 0


Learn = Callable[[str, int], Shape | None]  # the shape of the message that starts at a place of a text
Tidy = Callable[[str], str]  # a value as the strict reader keeps it; ValueError where only that one can tell


def read_alike(text: str, start: int, learn: Learn, tidy: Tidy) -> tuple[Records, list[str], int] | None:
    """The messages from `start` on, their remarks, and where they end; None where they must be read strictly."""
    groups, end = _matched(text, start, learn)
    starts = sorted(at for group in groups for at in group.starts)
    columns: dict[str, Any] = {}
    remarks: list[tuple[int, int, str]] = []
    for group in groups:
        places = np.searchsorted(starts, group.starts)
        for number, (keyword, given) in enumerate(zip(group.shape.keywords, group.columns(), strict=True)):
            values = _tidied(given, tidy)
            if values is None:
                return None
            if keyword == COMMENT:
                remarks += zip(places.tolist(), repeat(number), values, strict=False)
            elif keyword:
                columns.setdefault(keyword, np.full(len(starts), None))[places] = values
    below = {at: group.shape.line for group in groups for at in group.starts}
    lines = [line + below[at] for line, at in zip(_lines(text, starts), starts, strict=True)]
    told = Records(lines, {keyword: column.tolist() for keyword, column in columns.items()})
    return (told, [says for _, _, says in sorted(remarks)], end) if starts else None


@dataclass(slots=True)
class _Group:
    """The messages of one shape: where each begins, and its values."""

    shape: Shape
    starts: list[int] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def columns(self) -> Iterable[tuple[str, ...]]:
        return zip(*self.rows, strict=True)


def _matched(text: str, at: int, learn: Learn) -> tuple[list[_Group], int]:
    """The messages from a place on by their shapes, and where those end."""
    groups: list[_Group] = []
    while at < len(text):
        for group in groups:
            if match := group.shape.pattern.match(text, at):
                break
        else:
            shape = learn(text, at) if len(groups) < MOST_SHAPES else None
            match = shape.pattern.match(text, at) if shape else None
            if shape is None or match is None:
                break
            groups.append(group := _Group(shape))
        group.starts.append(at)
        group.rows.append(match.groups())
        at = match.end()
    return groups, at


def _tidied(given: tuple[str, ...], tidy: Tidy) -> Sequence[str] | None:
    """Values as the strict reader keeps them; None where only that one can tell."""
    joined = "".join(given)
    if not joined.isprintable():
        return None
    if " " not in joined and "&" not in joined:  # nothing to tidy
        return given
    try:
        return list(map(tidy, given))
    except ValueError:
        return None


def agrees(
    shape: Shape, message: str, strictly: Sequence[Record], remarks: Sequence[str], tidy: Tidy
) -> bool:
    """Whether a shape reads the message that it was learnt from as the strict reader did."""
    match = shape.pattern.fullmatch(message)
    if match is None or len(strictly) != 1 or strictly[0].faults:
        return False
    try:
        pairs = [(key, tidy(value)) for key, value in zip(shape.keywords, match.groups(), strict=True) if key]
    except ValueError:
        return False
    kept = [pair for pair in pairs if pair[0] != COMMENT]
    return kept == list(strictly[0].texts.items()) and [v for k, v in pairs if k == COMMENT] == list(remarks)


def _lines(text: str, starts: Sequence[int]) -> list[int]:
    """The line, from 1, of each of some rising places."""
    lines, line, before = [], 1, 0
    for at in starts:
        line += text.count("\n", before, at)
        lines.append(line)
        before = at
    return lines
