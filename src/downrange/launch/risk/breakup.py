"""Break-up: how a powered flight fails, and into what. Every figure here is an assumption, and is shown as one.

Nobody publishes how a given vehicle breaks up. What stands here is a class: pieces sorted by how far the air lets
them fly, thrown apart with speeds whose directions are even and whose sizes are Maxwell's (as 14 CFR 417 appendix A
and FAA AC 450.115-1A have imparted velocities: a scale from the speed that 97 % of pieces stay below). How hard a
break-up throws is the least known of all, so it is drawn too, from gentle to hard, and the answer is split by it.
"""

from dataclasses import dataclass
from math import pi, sqrt

MAXWELL_97 = 2.9912  # the 97th percentile of the length of a vector of three standard normal numbers (chi, 3)
PERSON_RADIUS_M = (
    0.3  # a standing person from above, as in 14 CFR 417 appendix B and NASA's debris assessment
)


@dataclass(frozen=True, slots=True)
class Debris:
    """A class of pieces: how many, kg/m2 (a median and the sd of its logarithm), m/s that 97 % stay below, m2."""

    name: str
    count: int
    beta_kg_m2: float
    beta_log_sd: float
    throw: float  # times the severity of the break-up: the speed that 97 % of the pieces stay below
    area_m2: float

    @property
    def casualty_area_m2(self) -> float:
        """The ground on which a standing person would be hit: the piece and the person side by side."""
        return pi * (PERSON_RADIUS_M + sqrt(self.area_m2 / pi)) ** 2


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to fail: its share of failures, when it can happen, and what it does to the motion."""

    name: str
    share: float
    at_ignition: bool  # within `IGNITION_S` after an upper stage should have lit; else at any powered moment
    thrown: bool  # the pieces are thrown apart; else they come apart gently, on the way down
    turns: bool  # the engine pushes sideways for a while first
    says: str


DEBRIS = (
    Debris("engines and pressure bottles", 4, 350.0, 0.5, 0.4, 0.8),
    Debris("tank ends and structure", 10, 110.0, 0.5, 1.0, 3.0),
    Debris("panels and shells", 18, 30.0, 0.6, 1.5, 2.0),
)
MODES = (
    Mode(
        "loss of thrust",
        0.35,
        False,
        False,
        False,
        "the engine stops; the vehicle falls and breaks up on entry",
    ),
    Mode("explosion", 0.25, False, True, False, "it explodes on its path, or is destroyed by command"),
    Mode(
        "failure to stage",
        0.25,
        True,
        False,
        False,
        "an upper stage does not part or light, or fails just after",
    ),
    Mode(
        "malfunction turn",
        0.15,
        False,
        True,
        True,
        "the thrust points sideways for seconds before it breaks up",
    ),
)
SEVERITIES_M_S = (20.0, 50.0, 150.0)  # gentle, middling, hard: the range of the project's fall study (2026)
GENTLE_M_S = 10.0  # what parts a vehicle that breaks up on entry or tumbles
IGNITION_S = 8.0  # a stage that does not light, or fails in lighting, has shown it by then (fall study, 2026)
LONGEST_TURN_S = 8.0  # of thrust sideways, before the air or a command ends it

ASSUMED = (
    f"A failed flight comes down as {sum(debris.count for debris in DEBRIS)} pieces of "
    f"{DEBRIS[-1].beta_kg_m2:.0f} to {DEBRIS[0].beta_kg_m2:.0f} kg/m2, thrown apart with "
    f"{SEVERITIES_M_S[0]:.0f}, {SEVERITIES_M_S[1]:.0f} or {SEVERITIES_M_S[2]:.0f} m/s. Shares of the failures: "
    + ", ".join(f"{mode.name} {mode.share:.0%}" for mode in MODES)
    + ". All of these are assumptions of a class of vehicle, not figures of this one."
)
