"""Where satellites are at every instant of a window, from SGP4 positions a few minutes apart.

SGP4 is asked once for each satellite and node, whatever the number of places. Between nodes the position is
the polynomial of degree 11 through the twelve nearest nodes. SGP4's velocities are left out of it on purpose:
they are not the derivative of its positions (drag and deep-space terms are missing), and a Hermite curve
would be 50 m off for many orbits and over 100 m for a decaying object (design/ephemeris_nodes.py). This curve
is off by less than 1 m for a low orbit and 5 m for an eccentric one, which is under a millisecond of flight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import DAY_S
from downrange.earth.frames import teme_to_ecef
from downrange.earth.instants import format_utc, offset_julian
from downrange.errors import TimeError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.propagation.sgp4_states import propagate

Rows = NDArray[np.intp]

NODE_RAD = 0.4  # of the fastest arc of an orbit: 360 s for a satellite 500 km high
LONGEST_STEP_S = 600.0
STEPS_AN_OCTAVE = 4  # steps are LONGEST_STEP_S over powers of 2^(1/4), so that like orbits share a block
STATES_A_BLOCK = 400_000  # satellites times nodes held in memory at once

_BEFORE = 5  # nodes before the window, and after it, so that every cell has twelve around it
_POINTS = 2 * _BEFORE + 2
# Row k holds the coefficient of share^k for each of the twelve nodes, at -5 ... 6 cells from the cell's
# first.
_WEIGHTS = np.linalg.inv(np.vander(np.arange(-_BEFORE, _BEFORE + 2.0), increasing=True))


@dataclass(frozen=True, slots=True, eq=False)
class Ephemeris:
    """S objects, Earth-fixed, at the T nodes `step_s` apart from `start`; NaN where SGP4 gives none.

    ``r_km`` (3, S, T + 10) has five nodes more before the window and five after it; ``v_km_s`` (3, S, T) is
    SGP4's. ``age_days`` (S, T) runs from the epoch of the element set in use to the node: negative before it.
    """

    start: datetime
    step_s: float
    norad: NDArray[np.int64]
    r_km: Floats
    v_km_s: Floats
    age_days: Floats

    @property
    def nodes_km(self) -> Floats:
        """Positions (3, S, T) at the nodes of the window itself."""
        return self.r_km[:, :, _BEFORE:-_BEFORE]

    def arcs(self, satellite: Rows, cell: Rows) -> Floats:
        """Coefficients (12, 3, N) of the path of each named satellite between node `cell` and the next."""
        around = self.r_km[:, satellite, cell + np.arange(_POINTS)[:, np.newaxis]]
        arcs: Floats = np.einsum("kp,xpn->kxn", _WEIGHTS, around, optimize=True)
        return arcs

    def at(self, satellite: Rows, seconds: Floats) -> tuple[Floats, Floats]:
        """Position in km and velocity in km/s, (3, N) each, of the named satellites after `seconds`."""
        cell = np.clip((seconds // self.step_s).astype(np.intp), 0, self.v_km_s.shape[2] - 2)
        arcs, share = self.arcs(satellite, cell), seconds / self.step_s - cell
        return position_along(arcs, share), velocity_along(arcs, share) / self.step_s


def position_along(arcs: Floats, share: Floats) -> Floats:
    """Positions (3, N) at `share` (N,), 0 to 1, of the way along each arc."""
    r: Floats = arcs[-1].copy()
    for coefficient in arcs[-2::-1]:
        r *= share
        r += coefficient
    return r


def velocity_along(arcs: Floats, share: Floats) -> Floats:
    """Derivative of `position_along` by `share`, (3, N): km a cell."""
    v: Floats = (_POINTS - 1) * arcs[-1]
    for k in range(_POINTS - 2, 0, -1):
        v *= share
        v += k * arcs[k]
    return v


def ephemerides(
    elements: Elements, start: datetime, end: datetime, dut1_s: float = 0.0
) -> Iterator[Ephemeris]:
    """The objects of `elements` from `start` to `end`, in blocks of like step; one entry a catalogue number.

    Where an object has several element sets, each state is from the set nearest in epoch to its time.
    """
    if end <= start:
        raise TimeError(OverflightErrorCode.WINDOW_ORDER, start=format_utc(start), end=format_utc(end))
    span_s = (end - start).total_seconds()
    objects, owner = np.unique(elements.norad, return_inverse=True)
    fastest = np.zeros(len(objects))
    np.maximum.at(fastest, owner, _pace_rad_s(elements))
    halvings = np.ceil(STEPS_AN_OCTAVE * np.log2(np.maximum(fastest * LONGEST_STEP_S / NODE_RAD, 1.0)))
    for halving in np.unique(halvings):
        cells = int(np.ceil(span_s / LONGEST_STEP_S * 2 ** (halving / STEPS_AN_OCTAVE)))
        alike = np.flatnonzero(halvings == halving)
        size = max(1, STATES_A_BLOCK // (cells + 1))
        for first in range(0, len(alike), size):
            mine = elements.select(np.isin(owner, alike[first : first + size]))
            yield _ephemeris(mine, start, span_s / cells, cells, dut1_s)


def first_unknown(elements: Elements, start: datetime, end: datetime) -> dict[int, datetime]:
    """The objects that SGP4 loses in the window, as decayed, and the first node without a position."""
    lost: dict[int, datetime] = {}
    for ephemeris in ephemerides(elements, start, end):
        unknown = np.isnan(ephemeris.nodes_km[0])
        for satellite in np.flatnonzero(unknown.any(axis=1)):
            since = ephemeris.step_s * int(np.argmax(unknown[satellite]))
            lost[int(ephemeris.norad[satellite])] = start + timedelta(seconds=since)
    return lost


def _pace_rad_s(elements: Elements) -> Floats:
    """Angular speed about the Earth's centre at perigee, (S,), and up to half as much again for sharper
    curves."""
    n_rad_s, e = elements.mean_motion_rev_day * (2 * np.pi / DAY_S), elements.eccentricity
    pace: Floats = n_rad_s * (1 + e) ** 2 / (1 - e**2) ** 1.5 * (1 + e / 2)
    return pace


def _ephemeris(elements: Elements, start: datetime, step_s: float, cells: int, dut1_s: float) -> Ephemeris:
    jd, fraction = offset_julian(start, step_s * np.arange(-_BEFORE, cells + 1 + _BEFORE))
    objects, first, owner = np.unique(elements.norad, return_index=True, return_inverse=True)
    row = np.broadcast_to(first[:, np.newaxis], (len(objects), len(jd)))
    if len(objects) == len(elements):
        r_teme, v_teme, _ = propagate(elements.select(first), jd, fraction)
    else:
        sets = [np.flatnonzero(owner == k) for k in range(len(objects))]
        row = np.stack([_nearest_set(elements, rows, jd, fraction) for rows in sets])
        r_teme, v_teme = np.empty((2, 3, *row.shape))
        for k in np.unique(row):
            satellite, used = owner[k], row[owner[k]] == k
            r, v, _ = propagate(elements.select(k), jd[used], fraction[used])
            r_teme[:, satellite, used], v_teme[:, satellite, used] = r[:, 0], v[:, 0]
    r_km, v_km_s = teme_to_ecef(r_teme, jd, fraction, dut1_s, v_teme=v_teme)
    age_days = (jd - elements.epoch_jd[row]) + (fraction - elements.epoch_fraction[row])
    window = slice(_BEFORE, -_BEFORE)
    return Ephemeris(start, step_s, objects, r_km, v_km_s[:, :, window], age_days[:, window])


def _nearest_set(elements: Elements, rows: Rows, jd: Floats, fraction: Floats) -> Rows:
    """The row (T,) among `rows` whose epoch is nearest to each instant; the later one on a tie."""
    epoch = (elements.epoch_jd[rows] - jd[0]) + elements.epoch_fraction[rows]
    order = np.argsort(epoch, kind="stable")
    changes = (epoch[order][1:] + epoch[order][:-1]) / 2
    nearest: Rows = rows[order][np.searchsorted(changes, (jd - jd[0]) + fraction, side="right")]
    return nearest
