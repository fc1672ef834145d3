"""What has been read of a message's body: areas, times, points, and what still lacks a position."""

from dataclasses import dataclass, field

from downrange.launch.areas.area import Area
from downrange.launch.areas.half_plane_cuts import HalfPlane
from downrange.launch.notices.grammar.outlines import Lead
from downrange.launch.notices.notice import Point
from downrange.launch.notices.times.time_expression import Run
from downrange.launch.notices.tokens.token_page import Page


@dataclass(slots=True)
class BodyContent:
    """Areas, points, and time expressions with the label they stood under; `lead` is for the next positions."""

    page: Page
    areas: list[Area] = field(default_factory=list)
    runs: list[tuple[Run, str | None]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    label: str | None = None
    outer: str | None = None  # the letter above a nested list: B. IN AREAS BOUND BY: A. ... B. ...
    lead: Lead = field(default_factory=Lead)
    waiting: list[tuple[Lead, str | None, int]] = field(default_factory=list)  # for the launch pad's position
    named: list[tuple[str, str | None, int, int]] = field(default_factory=list)  # name, label, its tokens
    excluding: int = (
        -1
    )  # the token behind EXCLUDING, or behind the last part cut out; -1 where none is to come
    cuts_ahead: tuple[list[HalfPlane], int, int] | None = None  # printed before their ring, and their tokens
