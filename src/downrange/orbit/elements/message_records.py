"""OMM messages as texts by keyword, before the texts become numbers; a list of texts for each keyword."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from downrange.codes import Remark
from downrange.orbit.elements.element_codes import DefectCode

UNITS = {  # CCSDS 502.0-B-3, table 4-3; the first is what the message should print
    "MEAN_MOTION": ("rev/day", "rev/d"),
    "INCLINATION": ("deg",),
    "RA_OF_ASC_NODE": ("deg",),
    "ARG_OF_PERICENTER": ("deg",),
    "MEAN_ANOMALY": ("deg",),
    "BSTAR": ("1/er",),
    "MEAN_MOTION_DOT": ("rev/day**2", "rev/d**2"),
    "MEAN_MOTION_DDOT": ("rev/day**3", "rev/d**3"),
}
_NAMING = ("OBJECT_NAME", "NORAD_CAT_ID", "EPOCH")


@dataclass(frozen=True, slots=True)
class Record:
    """One message: the line it begins on, its keywords and texts, and what is already wrong with it."""

    line: int
    texts: dict[str, Any]
    faults: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Records:
    """N messages: the line each begins on, N texts a keyword (None where one lacks it), and faults by message."""

    lines: Sequence[int]
    texts: Mapping[str, Sequence[Any]]
    faults: Mapping[int, Sequence[Remark]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def of(self, keyword: str) -> Sequence[Any]:
        """The N texts of a keyword."""
        found = self.texts.get(keyword)
        return [None] * len(self) if found is None else found

    def quote(self, row: int) -> str:
        """What names a message in a report."""
        named = {key: self.texts[key][row] for key in _NAMING if key in self.texts}
        return quote({key: text for key, text in named.items() if text is not None})


def records_of(messages: Sequence[Record]) -> Records:
    """Messages read one by one; in columns at once where all have the same keywords in the same order."""
    lines = [message.line for message in messages]
    faults = {row: message.faults for row, message in enumerate(messages) if message.faults}
    texts = [message.texts for message in messages]
    order = tuple(texts[0]) if texts else ()
    if all(tuple(each) == order for each in texts):
        columns = zip(*(each.values() for each in texts), strict=True)
        return Records(lines, dict(zip(order, columns, strict=False)), faults)
    keywords = dict.fromkeys(keyword for each in texts for keyword in each)
    return Records(lines, {keyword: [each.get(keyword) for each in texts] for keyword in keywords}, faults)


def quote(texts: Mapping[str, Any]) -> str:
    """What names a message in a report: its name, number and epoch as far as they are there."""
    return ", ".join(f"{key}={texts[key]}" for key in _NAMING if key in texts)


def keep(record: Record, keyword: str, value: str, unit: str | None, line: int) -> None:
    """Add a keyword to a record; note a repeated keyword or a foreign unit as the record's fault."""
    if keyword in ("COMMENT", "USER_DEFINED"):  # both may stand many times
        return
    if keyword in record.texts:
        record.faults.append(Remark(DefectCode.REPEATED, {"field": keyword, "again": line}))
    if unit is not None and keyword in UNITS and unit.strip().lower() not in UNITS[keyword]:
        facts = {"field": keyword, "unit": unit, "expected": UNITS[keyword][0]}
        record.faults.append(Remark(DefectCode.WRONG_UNIT, facts))
    record.texts[keyword] = value
