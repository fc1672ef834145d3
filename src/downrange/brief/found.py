"""Found: what the three rivers found in one case, as nouns of their own rooms, before a word is written of it."""

from dataclasses import dataclass

from downrange.ascent import Plane, Site
from downrange.catalogue import Elements, Identification
from downrange.earth.work import Draws
from downrange.fall.announced import AnnouncedFall
from downrange.notices import Notice
from downrange.overflight import Pass
from downrange.record import Check
from downrange.risk.answer import Risk

Announcements = tuple[tuple[int, Notice], ...]  # each notice with the place of its file among the case's notices


@dataclass(frozen=True, slots=True)
class Found:
    """Everything a brief is written from; None or empty where the case has nothing to find it in."""

    site: Site
    announced: Announcements
    plane: Plane | None
    falls: tuple[AnnouncedFall, ...]
    risk: Risk | None
    draws: Draws
    elements: Elements | None
    identified: tuple[Identification, Elements] | None  # the scored candidates, and the elements of the newcomers
    passes: tuple[Pass, ...]
    checks: tuple[Check, ...]
