"""Findings: the likelihood ratio of each reason for one object, with what was found."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.identify.identify_codes import FindingCode, ReasonCode, before_or_after
from downrange.orbit.identify.launch_evidence import Evidence
from downrange.orbit.identify.likelihood_ratios import REASONS, log_ratios
from downrange.orbit.identify.orbit_classes import LOW_REV_DAY
from downrange.orbit.propagation.secular_rates import apsides_km


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason as it turned out for one object: its code, what was found, and its weight (a natural log)."""

    code: ReasonCode
    found: Remark
    weight: float

    @property
    def name(self) -> str:
        """The name of the reason."""
        return self.code.reason

    @property
    def value(self) -> str:
        """What was found, in words."""
        return self.found.says

    @property
    def says(self) -> str:
        """Why the reason counts."""
        return self.code.says()

    def as_dict(self) -> dict[str, Any]:
        """Name, finding, weight and explanation, with the codes of finding and reason."""
        return {
            "name": self.name,
            "value": self.value,
            "value_code": str(self.found.code),
            "weight": round(self.weight, 2),
            "code": str(self.code),
            "says": self.says,
        }


def findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """The table for a single object at a single lift-off time, on its likelier branch."""
    branch = int(np.argmax(log_ratios(evidence)[:, 0, 0]))
    found = _found(evidence, branch)
    findings = []
    for reason in REASONS:
        weights = np.broadcast_to(reason.weight * reason.log_ratio(evidence), (2, 1, 1))
        findings.append(Finding(reason.code, found[reason.code], float(weights[branch, 0, 0])))
    return tuple(findings)


def _found(evidence: Evidence, branch: int) -> dict[ReasonCode, Remark]:
    e, back = evidence.elements, evidence.back
    minutes, ahead_deg = (float(one[branch, 0, 0]) for one in (evidence.crossing_min, evidence.ahead_deg))
    days, late_days = float(back.days[0, 0]), float(evidence.number_late_days[0, 0])
    counted, flown = int(e.revolution[0]), float(back.revolutions[0, 0])
    perigee_km, apogee_km = apsides_km(e.mean_motion_rev_day[0], e.eccentricity[0])
    crosses = Remark(FindingCode.CROSSES, {"minutes": minutes, "when": before_or_after(minutes, "min")})
    neighbours = {"days": late_days, "when": before_or_after(late_days, "days", 1)}
    measured = {"days": days, "when": before_or_after(days, "days", 1)}
    place = Remark(
        FindingCode.PAST_SITE if ahead_deg >= 0 else FindingCode.SHORT_OF_SITE, {"degrees": abs(ahead_deg)}
    )
    numbered = Remark(FindingCode.COUNTED, {"revolution": counted, "flown": flown})
    return {
        ReasonCode.PLANE: crosses if abs(evidence.reach[0]) <= 1 else Remark(FindingCode.NEVER_CROSSES),
        ReasonCode.REVOLUTION: numbered if counted >= 0 else Remark(FindingCode.NOT_COUNTED),
        ReasonCode.PHASE: place if e.mean_motion_rev_day[0] > LOW_REV_DAY else Remark(FindingCode.TOO_SLOW),
        ReasonCode.EPOCH: Remark(FindingCode.MEASURED, measured),
        ReasonCode.INCLINATION: Remark(
            FindingCode.INCLINED, {"inclination_deg": float(e.inclination_deg[0])}
        ),
        ReasonCode.HEIGHT: Remark(
            FindingCode.APSIDES, {"perigee_km": float(perigee_km), "apogee_km": float(apogee_km)}
        ),
        ReasonCode.DIRECTION: Remark((FindingCode.NORTHWARD, FindingCode.SOUTHWARD)[branch]),
        ReasonCode.ORDER: Remark(FindingCode.NO_NEIGHBOURS)
        if np.isnan(late_days)
        else Remark(FindingCode.NUMBERED_NEAR, neighbours),
        ReasonCode.APPEARANCE: Remark(FindingCode.FIRST_SEEN, {"day": _day(evidence)}),
        ReasonCode.DESIGNATOR: Remark(FindingCode.NOT_READ)
        if evidence.designator_ratio is None
        else Remark(FindingCode.DESIGNATED, {"designator": str(e.designator[0]).strip() or "blank"}),
        ReasonCode.NUMBER: Remark(FindingCode.OLD_NUMBER if evidence.returned[0] else FindingCode.NEW_NUMBER),
    }


def _day(evidence: Evidence) -> str:
    """The day of the snapshot in which the object first appears."""
    e = evidence.elements
    seen_jd = e.epoch_jd[0] + e.epoch_fraction[0] - evidence.back.days[0, 0] - evidence.seen_late_days[0, 0]
    return format_utc(datetime_utc(float(seen_jd), 0.0))[:10]
