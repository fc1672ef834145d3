"""One message as its envelope gives it: the text, and what stands beside it in fields and drawings."""

from dataclasses import dataclass, field
from datetime import datetime

from downrange.launch.areas.area import Area
from downrange.launch.notices.notice import Defect, NoticeWindow, Point, UntimedHours


@dataclass(frozen=True, slots=True)
class Encoded:
    """What stands beside a text: areas, windows, points, the defects of reading them, the numbers it cancels."""

    areas: tuple[Area, ...] = ()
    windows: tuple[NoticeWindow, ...] = ()
    defects: tuple[Defect, ...] = ()
    cancels: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    kind: str | None = None
    outer: tuple[datetime | None, datetime | None] = (None, None)  # the validity that all windows lie in
    drawn_only: bool = False  # nothing of it is printed: an area file
    untimed: tuple[UntimedHours, ...] = ()  # hours whose zone is not known
    vertical: tuple[str, str] | None = None
    order_open: bool = False  # positions that would be on the Earth with either number first


@dataclass(frozen=True, slots=True)
class MessageText:
    """The text of one message, where it starts in its source, and what the format gives beside it."""

    text: str
    start: int = 0
    issuer: str | None = None
    number: str | None = None
    issued: datetime | None = None
    self_cancel: datetime | None = None
    encoded: Encoded | None = None
    whole: bool = False  # the envelope holds one message; numbers inside it start no second one
    defects: tuple[Defect, ...] = field(default=())
