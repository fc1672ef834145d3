"""Position spans: from when to when one element set gives positions without a break.

SGP4 judges each instant alone: an orbit that has sunk into the Earth gives an error near its perigee and a position
again as it climbs, far from any truth. Here what is lost stays lost. The search runs from the epoch in steps of one
minute, so the moment does not depend on the times that are asked for.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.constants import SGP4_MU_KM3_S2
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.sgp4_states import states_of

LOW_PERIGEE_KM = 6378.137 + 200.0  # a radius: no set with a higher perigee is lost within days
LONGEST_LOOK_DAYS = 5.0  # perigees of high orbits move by a few km a day (Sun and Moon)
_CHUNK_MIN = 10_000
_ZOOM, _ZOOMS = 60, 4  # 60 looks across a minute, four times over: far below a millisecond


def may_be_lost(r_teme_km: Floats, v_teme_km_s: Floats) -> Bools:
    """Which of S objects have a state (3, S, T) that is missing or has its perigee below LOW_PERIGEE_KM: (S,)."""
    r = np.sqrt((r_teme_km**2).sum(axis=0))
    along = (r_teme_km * v_teme_km_s).sum(axis=0)
    speed2 = (v_teme_km_s**2).sum(axis=0)
    momentum2 = r**2 * speed2 - along**2
    e2 = 1 + momentum2 * (speed2 - 2 * SGP4_MU_KM3_S2 / r) / SGP4_MU_KM3_S2**2
    perigee_km = momentum2 / SGP4_MU_KM3_S2 / (1 + np.sqrt(np.maximum(e2, 0.0)))
    low: Bools = ~(perigee_km >= LOW_PERIGEE_KM).all(axis=1)
    return low


def position_span(elements: Elements, first_min: float, last_min: float) -> tuple[float, float]:
    """Minutes from the epoch between which the one set of `elements` gives positions, around the epoch.

    -inf and inf where it is not lost up to `first_min` and `last_min`; (inf, -inf) where even the epoch has none.
    """
    if _lost(elements, np.zeros(1))[0]:
        return np.inf, -np.inf
    return -_first_loss(elements, -min(first_min, 0.0), -1), _first_loss(elements, max(last_min, 0.0), 1)


def _first_loss(elements: Elements, far_min: float, sign: int) -> float:
    """Minutes from the epoch, in the direction of `sign`, to the first instant without a position; inf if none."""
    for begin in range(0, int(np.ceil(far_min)), _CHUNK_MIN):
        minutes = begin + np.arange(1.0, _CHUNK_MIN + 1)
        lost = np.flatnonzero(_lost(elements, sign * minutes))
        if len(lost):
            return _zoomed(elements, float(minutes[lost[0]]) - 1.0, sign)
    return np.inf


def _zoomed(elements: Elements, known_min: float, sign: int) -> float:
    """The last moment with a position in the minute after `known_min`."""
    length = 1.0
    for _ in range(_ZOOMS):
        looks = known_min + length * np.arange(1, _ZOOM + 1) / _ZOOM
        lost = np.flatnonzero(_lost(elements, sign * looks))
        length /= _ZOOM
        known_min += length * (int(lost[0]) if len(lost) else _ZOOM - 1)
    return known_min


def _lost(elements: Elements, minutes: Floats) -> Bools:
    """Whether the set has no position at each of T moments from its epoch."""
    fraction = elements.epoch_fraction[0] + minutes / 1440.0
    _, _, errors = states_of(elements, np.broadcast_to(elements.epoch_jd[0], fraction.shape), fraction)
    lost: Bools = errors[0] != 0
    return lost
