"""The trace of the instantaneous impact point: where the vehicle would come down if its engines stopped now.

Of the ensemble one ascent is shown, the one whose trace keeps nearest to the mean of all; it ends where the last
body with an announced fall leaves, for from there on nothing known constrains the path.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.unit_vectors import unit_vectors
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.risk_codes import RiskRemark

STEP_S = 5


@dataclass(frozen=True, slots=True)
class Trace:
    """Arrays (T,): seconds after lift-off, the impact point in degrees, how long the fall to it would last, and how
    far the ensemble's impact points lie from it (km, 90 % of them nearer). `member` is the place of the ascent."""

    member: int
    after_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    fall_s: Floats
    spread_km: Floats

    def as_dict(self) -> dict[str, Any]:
        return {
            "after_liftoff_s": np.round(self.after_s, 1).tolist(),
            "lat": np.round(self.lat_deg, 3).tolist(),
            "lon": np.round(self.lon_deg, 3).tolist(),
            "fall_s": np.round(self.fall_s, 1).tolist(),
            "spread_km": np.round(self.spread_km, 0).tolist(),
            "minute_marks": [k for k, t in enumerate(self.after_s.tolist()) if t > 0 and t % 60 == 0],
            **Remark(RiskRemark.IMPACT_POINT_TRACE).as_dict(),
        }


def trace_of(after_s: Floats, points: ImpactPoints, constrained_s: float) -> Trace:
    """The middle ascent's trace, every `STEP_S` seconds while it is constrained; `after_s` (T,), `points` (T, N)."""
    kept = np.flatnonzero(after_s <= constrained_s)[::STEP_S]
    there = unit_vectors(points.lat_deg[kept], points.lon_deg[kept])  # (3, T, N)
    known = np.isfinite(there).all(axis=(0, 2))  # seconds at which every ascent still comes down
    there, kept = there[:, known], kept[known]
    off = np.linalg.norm(there - there.mean(axis=2, keepdims=True), axis=0)
    middle = int(np.argmin((off**2).sum(axis=0)))
    away_km = np.linalg.norm(there - there[:, :, [middle]], axis=0) * MEAN_RADIUS_M / 1e3  # chords
    spread = np.quantile(away_km, 0.9, axis=1) if kept.size else np.empty(0)
    of = points.lat_deg[kept, middle], points.lon_deg[kept, middle], points.after_s[kept, middle]
    return Trace(middle, after_s[kept], *of, spread)
