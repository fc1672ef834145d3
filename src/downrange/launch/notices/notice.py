"""The notice: what one message announces, with its defects and the words that were not read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from downrange.codes import Code
from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.forms.form_codes import FormDefect

# words may be missing at the end of a cut file, an area behind a drawing that is not read
_DAMAGED = {
    *(FormDefect.JSON_DAMAGED, FormDefect.XML_DAMAGED),
    *(FormDefect.DRAWING_NOT_READ, FormDefect.CRS_NOT_READ),
}
Kind = Literal["launch", "reentry", "missile", "gunnery", "other", "cancel"]


@dataclass(frozen=True, slots=True)
class NoticeWindow:
    """One window (aware UTC) in which an area is dangerous; `area` is its label, None for all areas."""

    start: datetime
    end: datetime
    area: str | None = None
    zone: str = field(
        default="UTC", compare=False
    )  # in which the hours are printed: an offset, or an IANA name
    inferred: bool = field(default=False, compare=False)  # the zone is that of the area's place, not printed
    reserve: bool = field(
        default=False, compare=False
    )  # for a launch that is put off: reserve, backup, alternate
    printed: tuple[int, int] | None = field(
        default=None, compare=False
    )  # of the words in the text that was given

    def as_dict(self) -> dict[str, Any]:
        """Start and end in ISO 8601 with Z, the area's label, and the zone of the printed hours."""
        said: dict[str, Any] = {"start": _iso(self.start), "end": _iso(self.end), "area": self.area}
        said["zone"] = self.zone
        if self.inferred:
            said["zone_inferred"] = True
        if self.reserve:
            said["reserve"] = True
        return said


@dataclass(frozen=True, slots=True)
class UntimedHours:
    """Hours whose zone is not known: the printed words, the area's label, and where the words stand in the text."""

    text: str
    area: str | None
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """As a window without start and end, with its hours as printed."""
        return {"zone": "unknown", "printed": self.text, "area": self.area}


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong or doubtful: the printed words, a code, and the facts of its sentence."""

    text: str
    code: Code
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def says(self) -> str:
        """The sentence for a person."""
        return self.code.says(self.facts)

    def as_dict(self, offset: int = 0) -> dict[str, Any]:
        """The code, the printed words, the sentence, and the place where it is known (`offset` added to it)."""
        said: dict[str, Any] = {"code": str(self.code), "text": self.text, "says": self.says}
        if isinstance(self.facts.get("start"), int):  # of windows it is an instant
            said |= {"start": offset + self.facts["start"], "end": offset + self.facts["end"]}
        return said


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not read, and where they stand: ``notice_text[start:end] == text``.

    For plain text the numbers count from the start of the text that was given to `read_notices`; for a message
    inside JSON or XML, from the start of the message's own text.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """A position that is no area: a launch site or a nominal point of impact."""

    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as read. Times are aware UTC; `vertical` is the lower and upper limit as printed."""

    issuer: str | None
    number: str | None
    kind: Kind
    windows: tuple[NoticeWindow, ...] = ()
    areas: tuple[Area, ...] = ()
    cancels: tuple[str, ...] = ()
    self_cancel: datetime | None = None
    vertical: tuple[str, str] | None = None
    points: tuple[Point, ...] = ()
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()
    issued: datetime | None = None
    text: str = field(default="", repr=False)
    untimed: tuple[UntimedHours, ...] = ()  # hours printed in a zone that is not known
    start: int = field(default=0, repr=False, compare=False)  # where `text` starts in the text that was given

    @property
    def every_word_was_read(self) -> bool:
        """Whether a time and an area were read, nothing is unread, and the auditor found nothing that differs.

        A notice that only cancels others needs no time and no area.
        """
        whole = bool(self.windows and self.areas) or self.kind == "cancel"
        differs = any(
            isinstance(defect.code, AuditDefect) or defect.code in _DAMAGED for defect in self.defects
        )
        return whole and not self.unread and not differs

    def as_dict(self) -> dict[str, Any]:
        """The notice as `downrange notice read --json` prints it."""
        return {
            "issuer": self.issuer,
            "number": self.number,
            "kind": self.kind,
            "every_word_was_read": self.every_word_was_read,
            "issued": _iso(self.issued) if self.issued else None,
            "windows": [
                *(window.as_dict() for window in self.windows),
                *(hours.as_dict() for hours in self.untimed),
            ],
            "areas": [area.as_dict() for area in self.areas],
            "cancels": list(self.cancels),
            "self_cancel": _iso(self.self_cancel) if self.self_cancel else None,
            "vertical": list(self.vertical) if self.vertical else None,
            "points": [
                {"name": p.name, "lat": round(p.position[0], 7), "lon": round(p.position[1], 7)}
                for p in self.points
            ],
            "defects": [defect.as_dict(self.start) for defect in self.defects],
            "unread": [{"text": span.text, "start": span.start, "end": span.end} for span in self.unread],
        }


def _iso(t: datetime) -> str:
    return t.strftime("%Y-%m-%dT%H:%M:%SZ") if t.year >= 1000 else t.isoformat().replace("+00:00", "Z")
