"""Manoeuvre: one change of orbit of one object, with its bracketing times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.earth.instants import format_utc

ALONG, AGAINST, NORMAL = "along", "against", "normal"
KINK, STEP, SPARSE, TURN = "kink", "step", "sparse", "turn"


@dataclass(frozen=True, slots=True)
class Manoeuvre:
    """A burn, or several that the element sets do not part, between ``after`` and ``before`` (UTC), best at ``time``.

    ``dv_m_s`` is the least change of speed that explains the change of orbit, along the track (signed) or, where the
    direction is "normal", out of the plane (unsigned). ``raise_km`` is the change of the mean semi-major axis that
    drag did not make, ``turn_deg`` that of the plane. ``sigma`` is the step over the noise around it. ``method`` is
    "kink" (of the phase along a low, near-circular orbit), "step" (of the semi-major axis; sets days apart), "turn"
    (of the plane alone) or "sparse" (weeks apart: the sum of what was burnt in between; its time is unknown and
    ``time`` the middle).
    ``probability`` is the share of real manoeuvres among findings like it; where ``measured`` is false, on orbits and
    in histories unlike those measured, it says nothing, and JSON has null.
    """

    norad: int
    after: datetime
    before: datetime
    time: datetime
    dv_m_s: float
    direction: str
    probability: float
    raise_km: float
    turn_deg: float
    sigma: float
    method: str
    measured: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The manoeuvre as a JSON object."""
        return {
            "norad": self.norad,
            "after": format_utc(self.after),
            "before": format_utc(self.before),
            "time": format_utc(self.time),
            "dv_m_s": round(self.dv_m_s, 5),
            "direction": self.direction,
            "probability": round(self.probability, 3) if self.measured else None,
            "raise_km": round(self.raise_km, 4),
            "turn_deg": round(self.turn_deg, 5),
            "sigma": round(self.sigma, 1),
            "method": self.method,
            "measured": self.measured,
        }
