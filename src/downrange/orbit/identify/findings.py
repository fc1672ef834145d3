"""Findings: the reasons for one object in words and numbers, as every door shows them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.orbit.identify.launch_evidence import Evidence
from downrange.orbit.identify.likelihood_ratios import FAST_REV_DAY, REASONS, log_ratios
from downrange.orbit.propagation.secular_rates import apsides_km

LONG_WINDOW = (
    "The score is an average over the window: the more liftoff times there are, the easier one fits."
)
COMPANIONS = (
    "Objects in one plane with neighbouring numbers share their scores: launches bring them in groups."
)
OTHERS = "What another known launch explains counts less for this one."


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason as it turned out for one object: the finding, its weight (a natural log), the explanation."""

    name: str
    value: str
    weight: float
    says: str

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "value": self.value, "weight": round(self.weight, 2), "says": self.says}


def findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """The table for a single object at a single liftoff time, on its likelier branch."""
    branch = int(np.argmax(log_ratios(evidence)[:, 0, 0]))
    told = _told(evidence, branch)
    found = []
    for reason in REASONS:
        weights = np.broadcast_to(reason.weight * reason.judge(evidence), (2, 1, 1))
        found.append(Finding(reason.name, told[reason.name], float(weights[branch, 0, 0]), reason.says))
    return tuple(found)


def _neighbours(days: float) -> str:
    if np.isnan(days):
        return "its neighbours do not tell"
    return f"its neighbours flew about {abs(days):.1f} days {'after' if days >= 0 else 'before'} liftoff"


def _told(evidence: Evidence, branch: int) -> dict[str, str]:
    e, back = evidence.elements, evidence.back
    minutes, ahead_deg = evidence.crossing_min[branch, 0, 0], evidence.ahead_deg[branch, 0, 0]
    days, counted = back.days[0, 0], int(e.revolution[0])
    perigee_km, apogee_km = apsides_km(e.mean_motion_rev_day[0], e.eccentricity[0])
    crosses = f"{abs(minutes):.0f} min {'after' if minutes >= 0 else 'before'} liftoff"
    flown = f"revolution {counted}, {back.revolutions[0, 0]:.1f} flown since liftoff"
    return {
        "plane over the site": crosses if abs(evidence.reach[0]) <= 1 else "never",
        "revolution number": flown if counted >= 0 else "not given",
        "place along the orbit": (
            f"{abs(ahead_deg):.0f} deg {'past' if ahead_deg >= 0 else 'short of'} the site at liftoff"
            if e.mean_motion_rev_day[0] > FAST_REV_DAY
            else "not used: too slow an orbit"
        ),
        "epoch": f"{abs(days):.1f} days {'after' if days >= 0 else 'before'} liftoff",
        "inclination": f"{e.inclination_deg[0]:.2f} deg",
        "height": f"{perigee_km:.0f} x {apogee_km:.0f} km",
        "direction of flight": ("northward", "southward")[branch],
        "order of numbers": _neighbours(float(evidence.number_late_days[0, 0])),
        "catalogue number": "too low for a new one" if evidence.returned[0] else "newly given",
    }
