"""A message as its dialect reads it: the parts from which `notice_reader` builds the notice."""

from dataclasses import dataclass, field
from datetime import datetime

from downrange.launch.areas.area import Area
from downrange.launch.notices.notice import NoticeWindow, Point
from downrange.launch.notices.times.time_expression import Run
from downrange.launch.notices.tokens.token_page import Page


@dataclass(slots=True)
class Message:
    """What a dialect read from one message."""

    page: Page
    issuer: str | None = None
    number: str | None = None
    issued: datetime | None = None
    areas: list[Area] = field(default_factory=list)
    windows: list[NoticeWindow] = field(default_factory=list)
    runs: list[tuple[Run, str | None]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    cancels: list[str] = field(default_factory=list)
    self_cancel: datetime | None = None
    this_cancelled: bool = False
    vertical: tuple[str, str] | None = None
    circle: tuple[float, float, float] | None = None  # the Q-line's latitude, longitude, radius in nm
