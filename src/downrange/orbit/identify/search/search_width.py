"""Search width: how long before and after the predicted time to watch, and how far to either side of the track.

The spread at the epoch is carried on by the secular rates: an orbit that is higher than predicted runs late,
more with every revolution, and its plane drifts a little less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.orbit.identify.search.expected_orbit import TWO_SIDED, SearchElements
from downrange.orbit.propagation.secular_rates import node_rate_deg_day, semi_major_axis_km

HOURS = (1.5, 3.0, 6.0, 12.0, 24.0, 48.0)


@dataclass(frozen=True, slots=True)
class SearchWidth:
    """Nine chances in ten, ``hours`` after the epoch, each to either side of the prediction.

    ``early_late_min`` is time along the track; beyond half a revolution the object may be anywhere on it.
    ``cross_track_deg`` is seen from the Earth's centre, where the planes are farthest apart; ``height_km`` is that
    of the mean orbit.
    """

    hours: float
    early_late_min: float
    cross_track_deg: float
    height_km: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "hours": self.hours,
            "early_late_min": round(self.early_late_min, 1),
            "cross_track_deg": round(self.cross_track_deg, 2),
            "height_km": round(self.height_km, 0),
        }


def widths(found: SearchElements, hours: Sequence[float] = HOURS) -> tuple[SearchWidth, ...]:
    """How wide the search is at these times after the epoch."""
    return tuple(_width(found, one) for one in hours)


def carried(found: SearchElements, days: float) -> Floats:
    """The covariance (6, 6) of ORDER some days after the epoch."""
    i, n = float(found.elements.inclination_deg[0]), float(found.elements.mean_motion_rev_day[0])
    step = np.eye(6)
    step[1, 0] = days * float(node_rate_deg_day(n, 0.0, i + 0.5) - node_rate_deg_day(n, 0.0, i - 0.5))
    step[1, 3] = days * float(node_rate_deg_day(n + 0.5, 0.0, i) - node_rate_deg_day(n - 0.5, 0.0, i))
    step[2, 3] = 360 * days
    return np.asarray(step @ found.covariance @ step.T)


def _width(found: SearchElements, hours: float) -> SearchWidth:
    i, n = np.radians(float(found.elements.inclination_deg[0])), float(found.elements.mean_motion_rev_day[0])
    covariance = carried(found, hours / 24)
    along = np.array([0.0, np.cos(i), 1.0, 0.0, 0.0, 0.0])
    across = np.zeros((2, 6))
    across[0, 0], across[1, 1] = 1.0, np.sin(i)
    apart = np.linalg.eigvalsh(across @ covariance @ across.T)[-1]
    a_km = float(semi_major_axis_km(n))
    return SearchWidth(
        hours=hours,
        early_late_min=TWO_SIDED * float(np.sqrt(along @ covariance @ along)) / (360 * n) * 1440,
        cross_track_deg=TWO_SIDED * float(np.sqrt(apart)),
        height_km=TWO_SIDED * float(np.sqrt(covariance[3, 3])) * a_km / (1.5 * n),
    )
