"""Candidates: the objects of an identification, best first, its verdict, and the lift-off times they imply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.codes import Remark
from downrange.earth.instants import Window, format_utc
from downrange.geography.sites import Site
from downrange.orbit.identify.findings import Finding
from downrange.orbit.identify.identify_codes import VERDICTS, VerdictCode

SURE, UNLIKELY = 0.9, 0.1
LONG_WINDOW_S = 3 * 86_400.0
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
    Only the first candidates carry findings.
    """

    norad: int
    score: float
    log_ratio: float
    liftoff: datetime
    inclination_deg: float
    perigee_km: float
    apogee_km: float
    findings: tuple[Finding, ...]

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
            "reasons": [finding.as_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer for one launch; candidates best first.

    ``liftoff`` holds the 5, 50 and 95 % points of the time the orbits imply; None where the time was given
    exactly, or where nothing was found.
    """

    remark: Remark
    site: Site
    window: Window
    candidates: tuple[Candidate, ...]
    liftoff: tuple[datetime, datetime, datetime] | None

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
            "candidates": len(self.candidates),
            "objects": [candidate.as_dict() for candidate in self.candidates if candidate.findings],
        }


def verdict(candidates: Sequence[Candidate], window: Window, newest: datetime, informed: bool) -> Remark:
    """The verdict on the candidates, best first. A long window alone decides nothing.

    ``newest`` is the time of the later snapshot; ``informed``: an inclination or the other launches were given.
    Graded in words, because the scores are not calibrated on enough launches to be read as percentages.
    """
    if newest < window.start:
        return Remark(VerdictCode.EARLY_SNAPSHOT, {"newest": format_utc(newest)})
    if not candidates:
        return Remark(VerdictCode.NO_NEW_OBJECT)
    best = candidates[0]
    if window.duration_s > LONG_WINDOW_S and not informed:
        return Remark(VerdictCode.LONG_WINDOW, {"norad": best.norad})
    if best.score >= SURE:
        others = ", ".join(str(one.norad) for one in candidates[1:] if one.score >= SURE)
        return Remark(
            VerdictCode.FOUND, {"norad": best.norad, "others": f", and so did {others}" if others else ""}
        )
    return Remark(VerdictCode.NO_FIT if best.score < UNLIKELY else VerdictCode.UNSURE, {"norad": best.norad})
