"""Answer: what an identification says: the verdict in words, the objects best first, the liftoff they imply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.earth.instants import Window, format_utc
from downrange.geography.sites import Site
from downrange.orbit.identify.findings import Finding

SURE, UNLIKELY = 0.9, 0.1
LONG_WINDOW_S = 3 * 86_400.0
SHOWN = 10


@dataclass(frozen=True, slots=True)
class KnownLaunch:
    """Another launch of the weeks in question: its liftoff and its site."""

    liftoff: datetime
    site: Site


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new object. ``score``, 0 to 1, grows with ``log_ratio``, the sum of the weights of its findings.

    ``liftoff`` is the time within the window that fits it best. Only the first candidates carry findings.
    """

    norad: int
    score: float
    log_ratio: float
    liftoff: datetime
    inclination_deg: float
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "norad": self.norad,
            "score": round(self.score, 4),
            "log_ratio": round(self.log_ratio, 2),
            "liftoff": format_utc(self.liftoff),
            "inclination_deg": self.inclination_deg,
            "reasons": [finding.as_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer for one launch; candidates best first.

    ``liftoff`` holds the 5, 50 and 95 % points of the time the orbits imply; None where the time was given
    exactly, or where nothing was found.
    """

    verdict: str
    says: str
    site: Site
    window: Window
    candidates: tuple[Candidate, ...]
    liftoff: tuple[datetime, datetime, datetime] | None

    def as_dict(self) -> dict[str, Any]:
        """The contract of ``downrange identify``."""
        points = None if self.liftoff is None else [format_utc(t) for t in self.liftoff]
        return {
            "verdict": self.verdict,
            "says": self.says,
            "site": self.site.as_dict(),
            "window": {"start": format_utc(self.window.start), "end": format_utc(self.window.end)},
            "liftoff": points and dict(zip(("p05", "median", "p95"), points, strict=True)),
            "candidates": len(self.candidates),
            "objects": [candidate.as_dict() for candidate in self.candidates if candidate.findings],
        }


def verdict(
    candidates: Sequence[Candidate], window: Window, newest: datetime, informed: bool
) -> tuple[str, str]:
    """``reached orbit``, ``nothing found`` or ``undecided``, and a sentence. A long window alone decides nothing.

    ``newest`` is the time of the later snapshot; ``informed``: an inclination or the other launches were given.
    In words, because the scores are not yet calibrated on enough launches to be read as percentages.
    """
    if newest < window.start:
        return (
            "undecided",
            f"The later snapshot ends at {format_utc(newest)}, before the launch: give a later one.",
        )
    if not candidates:
        return "nothing found", "The later snapshot holds no new object."
    best = candidates[0]
    if window.duration_s > LONG_WINDOW_S and not informed:
        return "undecided", (
            f"Object {best.norad} fits best, but in so long a window some new object always fits: "
            "give a narrower window, an inclination, or the other launches of these weeks."
        )
    if best.score >= SURE:
        mates = ", ".join(str(c.norad) for c in candidates[1:] if c.score >= SURE)
        return "reached orbit", f"Object {best.norad} very probably came from this launch" + (
            f", and so did {mates}." if mates else "."
        )
    if best.score < UNLIKELY:
        return "nothing found", (
            f"No new object fits this launch. The nearest, {best.norad}, very probably did not come from it."
        )
    return "undecided", f"Object {best.norad} fits best, but not well enough to be sure."
