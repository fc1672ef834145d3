"""Found: what the three rivers found in one case, as nouns of their own rooms, before a word is written of it."""

from dataclasses import dataclass

from downrange.case.case_inputs import CaseInputs
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_falls import AnnouncedFall
from downrange.launch.plane.launch_plane import Plane
from downrange.launch.risk.territory_risk import Risk
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.candidates import Identification
from downrange.orbit.overflight.passes import Pass
from downrange.record.checks import Check


@dataclass(frozen=True, slots=True)
class Found:
    """Everything a brief is written from; None or empty where the case has nothing to find it in."""

    inputs: CaseInputs
    plane: Plane | None
    falls: tuple[AnnouncedFall, ...]
    risk: Risk | None
    draws: Draws
    elements: Elements | None
    identified: (
        tuple[Identification, Elements] | None
    )  # the scored candidates, and the elements of the newcomers
    passes: tuple[Pass, ...]
    checks: tuple[Check, ...]
