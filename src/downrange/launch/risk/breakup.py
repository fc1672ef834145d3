"""Break-up: how a powered flight fails, and into what. Every figure here is an assumption, and is shown as one.

Nobody publishes how a given vehicle breaks up. What the tables `data/debris_classes.csv` and `failure_modes.csv` hold
is a class: pieces by ballistic coefficient, with imparted velocities whose directions are isotropic and whose sizes
are Maxwell's (as 14 CFR 417 appendix A and FAA AC 450.115-1A have them: a scale from the speed that 97 % of pieces
stay below). How hard a break-up throws is the least known of all, so it is drawn too, from gentle to hard, and the
answer is split by it.
"""

from dataclasses import dataclass
from math import pi, sqrt

from downrange.codes import Remark
from downrange.kernel.package_data import table_rows
from downrange.launch.risk.risk_codes import RiskRemark

MAXWELL_97 = 2.9912  # the 97th percentile of the length of a vector of three standard normal numbers (chi, 3)
PERSON_RADIUS_M = 0.3  # a standing person from above: 14 CFR 417 appendix B, NASA's debris assessment


@dataclass(frozen=True, slots=True)
class DebrisClass:
    """A class of pieces: how many, kg/m2 (a median and the sd of its logarithm), m/s that 97 % stay below, m2."""

    name: str
    count: int
    beta_kg_m2: float
    beta_log_sd: float
    imparted_velocity_factor: float  # times the severity of the break-up
    area_m2: float

    @property
    def casualty_area_m2(self) -> float:
        """The ground on which a standing person would be hit: the piece and the person side by side."""
        return pi * (PERSON_RADIUS_M + sqrt(self.area_m2 / pi)) ** 2


@dataclass(frozen=True, slots=True)
class FailureMode:
    """A way to fail: its share of failures, when it can happen, and what it does to the motion."""

    name: str
    share: float
    at_ignition: bool  # within `IGNITION_S` after an upper stage should have lit; else at any powered moment
    explodes: bool  # the pieces are thrown apart; else they come apart gently, on the way down
    turns: bool  # the engine pushes sideways for a while first


DEBRIS_CLASSES = tuple(
    DebrisClass(
        row["name"],
        int(row["count"]),
        float(row["beta_kg_m2"]),
        float(row["beta_log_sd"]),
        float(row["imparted_velocity_factor"]),
        float(row["area_m2"]),
    )
    for row in table_rows("debris_classes.csv")
)
FAILURE_MODES = tuple(
    FailureMode(
        row["name"],
        float(row["share"]),
        *(row[flag] == "yes" for flag in ("at_ignition", "explodes", "turns")),
    )
    for row in table_rows("failure_modes.csv")
)
SEVERITIES_M_S = (20.0, 50.0, 150.0)  # gentle, middling, hard: the range of the project's fall study (2026)
GENTLE_M_S = 10.0  # what parts a vehicle that breaks up on entry or tumbles
IGNITION_S = 8.0  # a stage that does not light, or fails in lighting, has shown it by then (fall study, 2026)
LONGEST_TURN_S = 8.0  # of thrust sideways, before the air or a command ends it


def assumed() -> Remark:
    """What is assumed of any break-up."""
    facts = {
        "pieces": sum(debris.count for debris in DEBRIS_CLASSES),
        "lightest_kg_m2": DEBRIS_CLASSES[-1].beta_kg_m2,
        "heaviest_kg_m2": DEBRIS_CLASSES[0].beta_kg_m2,
        "gentle_m_s": SEVERITIES_M_S[0],
        "middle_m_s": SEVERITIES_M_S[1],
        "hard_m_s": SEVERITIES_M_S[2],
        "modes": ", ".join(f"{mode.name} {mode.share:.0%}" for mode in FAILURE_MODES),
    }
    return Remark(RiskRemark.ASSUMED_BREAKUP, facts)
