"""Candidates: the objects of an identification, best first, its verdict, and the lift-off times they imply."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import Window, format_utc
from downrange.geography.sites import Site
from downrange.orbit.identify.findings import Finding
from downrange.orbit.identify.identify_codes import VERDICTS
from downrange.orbit.identify.measured_domain import Cell

SHOWN = 10


@dataclass(frozen=True, slots=True)
class KnownLaunch:
    """Another launch of the weeks in question: its lift-off and its site."""

    liftoff: datetime
    site: Site


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new object. ``score``, 0 to 1, grows with ``log_ratio``, the sum of the weights of its findings.

    ``liftoff`` is the time within the window that fits it best; the heights are those of the mean orbit at epoch.
    Only the first candidates carry findings. ``kind`` of orbit: one of `orbit_classes.KINDS`.
    """

    norad: int
    score: float
    log_ratio: float
    liftoff: datetime
    inclination_deg: float
    perigee_km: float
    apogee_km: float
    findings: tuple[Finding, ...]
    kind: str

    def as_dict(self) -> dict[str, Any]:
        """The object with its orbit at epoch and the findings on it."""
        return {
            "norad": self.norad,
            "score": round(self.score, 4),
            "log_ratio": round(self.log_ratio, 2),
            "liftoff": format_utc(self.liftoff),
            "inclination_deg": self.inclination_deg,
            "perigee_km": round(self.perigee_km, 1),
            "apogee_km": round(self.apogee_km, 1),
            "kind": self.kind,
            "reasons": [finding.as_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer for one launch; candidates best first.

    ``liftoff`` holds the 5, 50 and 95 % points of the time the orbits imply; None where the time was given
    exactly, or where nothing was found. ``helps``: what would make an undecided answer a decided one.
    ``domain``: the measured errors of such questions, None where none were measured.
    """

    remark: Remark
    site: Site
    window: Window
    candidates: tuple[Candidate, ...]
    liftoff: tuple[datetime, datetime, datetime] | None
    helps: tuple[Remark, ...] = ()
    domain: Cell | None = None

    @property
    def verdict(self) -> str:
        """``reached orbit``, ``nothing found`` or ``undecided``."""
        return VERDICTS[self.remark.code]

    @property
    def says(self) -> str:
        """The verdict in a sentence."""
        return self.remark.says

    def as_dict(self) -> dict[str, Any]:
        """The contract of ``downrange identify``."""
        points = None if self.liftoff is None else [format_utc(t) for t in self.liftoff]
        return {
            "verdict": self.verdict,
            "code": str(self.remark.code),
            "says": self.says,
            "site": self.site.as_dict(),
            "window": {"start": format_utc(self.window.start), "end": format_utc(self.window.end)},
            "liftoff": points and dict(zip(("p05", "median", "p95"), points, strict=True)),
            **says_and_codes("helps", self.helps, "help_codes"),
            "domain": None if self.domain is None else self.domain.as_dict(),
            "candidates": len(self.candidates),
            "objects": [candidate.as_dict() for candidate in self.candidates if candidate.findings],
        }
