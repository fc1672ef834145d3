"""Where satellites are at every instant of a window, from SGP4 positions a few minutes apart.

SGP4 is asked once for each satellite and node, whatever the number of places. Between nodes the position is
the polynomial of degree 11 through the twelve nearest nodes. SGP4's velocities are left out of it on purpose:
they are not the derivative of its positions (drag and deep-space terms are missing), and a Hermite curve
would be 50 m off for many orbits and over 100 m for a decaying object (design/ephemeris_nodes.py). This curve
is off by less than 1 m for a low orbit and 5 m for an eccentric one, which is under a millisecond of flight.

An object that SGP4 gives up inside the window gets an ephemeris of its own, which ends (or begins) where its
positions do: nodes beyond continue the polynomial through the last twelve, four times closer together than elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import comb

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import DAY_S, SGP4_MU_KM3_S2
from downrange.earth.frames import teme_to_ecef
from downrange.earth.instants import as_instant, format_utc, offset_julian
from downrange.errors import InputError, TimeError
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.number_checks import number
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.time_error import time_error_s
from downrange.orbit.propagation.position_spans import LONGEST_LOOK_DAYS, may_be_lost, position_span
from downrange.orbit.propagation.sgp4_states import states_of

Rows = NDArray[np.intp]

NODE_RAD = 0.4  # of the fastest arc of an orbit: 360 s for a satellite 500 km high
LONGEST_STEP_S = 600.0
STEPS_AN_OCTAVE = 4  # steps are LONGEST_STEP_S over powers of 2^(1/4), so that like orbits share a block
DUT1_S = -1.0, 1.0  # UT1 - UTC; leap seconds keep it within 0.9 s (ITU-R TF.460-6)
MOST_NODES = 1_000_000  # of one object: some 300 MB, eleven years of a satellite 500 km high
STATES_A_BLOCK = 400_000  # satellites times nodes held in memory at once

_BEFORE = 5  # nodes before the window, and after it, so that every cell has twelve around it
_POINTS = 2 * _BEFORE + 2
# Row k holds the coefficient of share^k for each of the twelve nodes, at -5 ... 6 cells from the cell's
# first.
_WEIGHTS = np.linalg.inv(np.vander(np.arange(-_BEFORE, _BEFORE + 2.0), increasing=True))
# The next value of a polynomial of degree 11 from its last twelve: the twelfth difference is zero.
_NEXT = np.array([-((-1.0) ** (_POINTS - k)) * comb(_POINTS, k) for k in range(_POINTS)])
_POLE_KM = 6356.752  # the Earth's smallest radius
_CLOSER = 4  # times closer nodes where the polynomial is one-sided: its error falls by 4^12
_SHORTEST_S = 0.1  # a shorter stretch of positions is left out
_CLEAR_S = 1e-3  # kept from the moment of loss, so that every node has a position


@dataclass(frozen=True, slots=True, eq=False)
class Ephemeris:
    """S objects, Earth-fixed, at the T nodes `step_s` apart from `start`, which is `offset_s` after the window's.

    ``r_km`` (3, S, T + 10) has five nodes more before the window and five after it; ``v_km_s`` (3, S, T) is
    SGP4's. ``age_days`` (S, T) runs from the epoch of the element set in use to the node: negative before it;
    ``row`` (S, T) is that set's in `sets`.
    """

    start: datetime
    step_s: float
    norad: NDArray[np.int64]
    r_km: Floats
    v_km_s: Floats
    age_days: Floats
    row: Rows
    sets: Elements
    offset_s: float = 0.0

    @property
    def nodes_km(self) -> Floats:
        """Positions (3, S, T) at the nodes of the window itself."""
        return self.r_km[:, :, _BEFORE:-_BEFORE]

    def time_error_s(self, satellite: Rows, node: Rows) -> Floats:
        """How far times read there are off, nine times in ten, (N,) seconds: see `time_error`."""
        return time_error_s(self.sets, self.row[satellite, node], self.age_days[satellite, node])

    def arcs(self, satellite: Rows, cell: Rows) -> Floats:
        """Coefficients (12, 3, N) of the path of each named satellite between node `cell` and the next."""
        around = self.r_km[:, satellite, cell + np.arange(_POINTS)[:, np.newaxis]]
        arcs: Floats = np.einsum("kp,xpn->kxn", _WEIGHTS, around, optimize=True)
        return arcs

    def position_at(self, satellite: Rows, seconds: Floats) -> Floats:
        """Position in km, (3, N), of the named satellites after `seconds`: `at` without the velocity, and faster."""
        cell = np.clip((seconds // self.step_s).astype(np.intp), 0, self.v_km_s.shape[2] - 2)
        share = seconds / self.step_s - cell
        powers = np.cumprod(np.vstack([np.ones_like(share), np.tile(share, (_POINTS - 1, 1))]), axis=0)
        weights = _WEIGHTS.T @ powers
        r: Floats = weights[0] * self.r_km[:, satellite, cell]
        for k in range(1, _POINTS):
            r += weights[k] * self.r_km[:, satellite, cell + k]
        return r

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
    """The objects of `elements` from `start` to `end`, in blocks of like step.

    An object whose positions end in the window has one of its own; one without any has none; one that is lost and
    known again by a later set has several. Where an object has several element sets, each state is from the set
    nearest in epoch to its time.
    """
    require_sound(elements)
    number(dut1_s, "dut1_s", DUT1_S)
    start, end = as_instant(start, "start"), as_instant(end, "end")
    if end <= start:
        raise TimeError(OverflightErrorCode.WINDOW_ORDER, start=format_utc(start), end=format_utc(end))
    span_s = (end - start).total_seconds()
    objects, owner = np.unique(elements.norad, return_inverse=True)
    fastest = np.zeros(len(objects))
    np.maximum.at(fastest, owner, _pace_rad_s(elements))
    require_bounded(elements, span_s, float(fastest.max(initial=0.0)))
    halvings = np.ceil(STEPS_AN_OCTAVE * np.log2(np.maximum(fastest * LONGEST_STEP_S / NODE_RAD, 1.0)))
    for halving in np.unique(halvings):
        cells = int(np.ceil(span_s / LONGEST_STEP_S * 2 ** (halving / STEPS_AN_OCTAVE)))
        alike = np.flatnonzero(halvings == halving)
        size = max(1, STATES_A_BLOCK // (cells + 1))
        for first in range(0, len(alike), size):
            mine = elements.select(np.isin(owner, alike[first : first + size]))
            yield from _block(mine, start, span_s / cells, cells, dut1_s)


def require_bounded(elements: Elements, span_s: float, fastest_rad_s: float) -> None:
    """InputError, with the size, where one object alone would need more nodes than are held in memory."""
    step_s = min(LONGEST_STEP_S, NODE_RAD / max(fastest_rad_s, 1e-9))
    if span_s / step_s > MOST_NODES:
        raise InputError(
            OverflightErrorCode.LONG_WINDOW,
            field="end",
            value=span_s / DAY_S,
            nodes=span_s / step_s,
            most=MOST_NODES,
            days=MOST_NODES * step_s / DAY_S,
        )


def known_spans(elements: Elements, start: datetime, end: datetime) -> dict[int, list[tuple[float, float]]]:
    """Seconds from `start` between which each object has positions; only objects that lack some in the window."""
    whole = (end - start).total_seconds()
    spans: dict[int, list[tuple[float, float]]] = {int(norad): [] for norad in np.unique(elements.norad)}
    for ephemeris in ephemerides(elements, start, end):
        first = ephemeris.offset_s
        last = first + ephemeris.step_s * (ephemeris.v_km_s.shape[2] - 1)
        for norad in ephemeris.norad.tolist():
            spans[norad].append((first, last))
    return {norad: known for norad, known in spans.items() if sum(b - a for a, b in known) < whole - 1.0}


def _pace_rad_s(elements: Elements) -> Floats:
    """Angular speed about the Earth's centre at perigee, (S,), and up to half as much again for sharper curves.

    A perigee inside the Earth counts as one at its surface: further down there are no positions.
    """
    n_rad_s, e = elements.mean_motion_rev_day * (2 * np.pi / DAY_S), np.clip(elements.eccentricity, 0.0, 1.0)
    a_km = np.cbrt(SGP4_MU_KM3_S2 / n_rad_s**2)
    lowest_km = np.maximum(a_km * (1 - e), _POLE_KM)
    momentum = np.sqrt(SGP4_MU_KM3_S2 * a_km * (1 - e**2))
    pace: Floats = momentum / lowest_km**2 * (1 + e / 2)
    return np.nan_to_num(pace)


def _block(
    elements: Elements, start: datetime, step_s: float, cells: int, dut1_s: float
) -> Iterator[Ephemeris]:
    """One ephemeris of the objects that have all their positions, and those of the others."""
    jd, fraction = offset_julian(start, step_s * np.arange(-_BEFORE, cells + 1 + _BEFORE))
    objects, first, owner = np.unique(elements.norad, return_index=True, return_inverse=True)
    row = np.broadcast_to(first[:, np.newaxis], (len(objects), len(jd)))
    if len(objects) == len(elements):
        r_teme, v_teme, _ = states_of(elements.select(first), jd, fraction)
    else:
        sets = [np.flatnonzero(owner == k) for k in range(len(objects))]
        row = np.stack([_nearest_set(elements, rows, jd, fraction) for rows in sets])
        r_teme, v_teme = np.empty((2, 3, *row.shape))
        for k in np.unique(row):
            satellite, used = owner[k], row[owner[k]] == k
            r, v, _ = states_of(elements.select(k), jd[used], fraction[used])
            r_teme[:, satellite, used], v_teme[:, satellite, used] = r[:, 0], v[:, 0]
    broken = {}
    for k in np.flatnonzero(may_be_lost(r_teme, v_teme) | _lost_on_the_way(elements, row, jd, fraction)):
        spans = _object_spans(elements, row[k], jd, fraction, step_s)
        if spans != [(-np.inf, np.inf)]:
            broken[int(k)] = spans
    whole = np.array([k for k in range(len(objects)) if k not in broken], dtype=np.intp)
    if len(whole):
        r_km, v_km_s = teme_to_ecef(r_teme[:, whole], jd, fraction, dut1_s, v_teme=v_teme[:, whole])
        age_days = _age_days(elements, row[whole], jd, fraction)
        window = slice(_BEFORE, -_BEFORE)
        yield Ephemeris(
            start, step_s, objects[whole], r_km, v_km_s[:, :, window], age_days[:, window],
            row[whole][:, window], elements,
        )  # fmt: skip
    for k, spans in broken.items():
        mine = elements.select(np.flatnonzero(owner == k))
        for span in spans:
            yield from _part(mine, start, (step_s, cells), span, dut1_s)


def _lost_on_the_way(elements: Elements, row: Rows, jd: Floats, fraction: Floats) -> Bools:
    """Which objects may have been lost between the epoch of a set and its use, although it gives positions again."""
    lost = np.zeros(len(row), dtype=np.bool_)
    ages = _age_days(elements, row, jd, fraction)
    for end in (0, -1):
        age = ages[:, end]
        for sign in (-1, 1):
            old = np.flatnonzero(sign * age > LONGEST_LOOK_DAYS)
            if len(old):
                farthest = sign * float(np.abs(age[old]).max())
                back_days = -np.linspace(0.0, farthest, int(abs(farthest) / LONGEST_LOOK_DAYS) + 2)[1:-1]
                instants = np.full(len(back_days), jd[end]), fraction[end] + back_days
                r, v, _ = states_of(elements.select(row[old, end]), *instants)
                lost[old] |= may_be_lost(r, v)
    return lost


def _object_spans(
    elements: Elements, row: Rows, jd: Floats, fraction: Floats, step_s: float
) -> list[tuple[float, float]]:
    """Seconds from the window's start between which one object has positions, with -inf and inf for no end.

    `row` (T,) is the set in use at each node.
    """
    ages = _age_days(elements, row[np.newaxis], jd, fraction)[0]
    changes = np.flatnonzero(row[1:] != row[:-1])
    spans: list[tuple[float, float]] = []
    for begin, stop in zip([0, *(changes + 1)], [*changes, len(row) - 1], strict=True):
        one = elements.select([row[begin]])
        low, high = position_span(one, 1440.0 * ages[begin], 1440.0 * ages[stop])
        epoch_s = step_s * (begin - _BEFORE) - DAY_S * ages[begin]
        first = -np.inf if begin == 0 else step_s * (begin - _BEFORE - 0.5)
        last = np.inf if stop == len(row) - 1 else step_s * (stop - _BEFORE + 0.5)
        low_s, high_s = max(first, epoch_s + 60.0 * low), min(last, epoch_s + 60.0 * high)
        if low_s >= high_s:
            continue
        if spans and spans[-1][1] >= low_s:
            spans[-1] = (spans[-1][0], high_s)
        else:
            spans.append((low_s, high_s))
    return spans


def _part(
    elements: Elements, start: datetime, nodes: tuple[float, int], span: tuple[float, float], dut1_s: float
) -> Iterator[Ephemeris]:
    """The ephemeris of one object in the part of a window in which it has positions; nothing if there is none."""
    usual_step_s, usual_cells = nodes
    low, high = span[0] + _CLEAR_S, span[1] - _CLEAR_S
    first, last = max(0.0, np.ceil(low * 1e3) / 1e3), min(usual_step_s * usual_cells, high)
    if last - first < _SHORTEST_S:
        return
    cells = max(_POINTS, int(np.ceil((last - first) / usual_step_s * _CLOSER)))
    step_s = (last - first) / cells
    seconds = first + step_s * np.arange(-_BEFORE, cells + 1 + _BEFORE)
    seconds[cells + _BEFORE] = last
    known = (seconds >= min(low, first)) & (seconds <= max(high, last))
    jd, fraction = offset_julian(start, seconds)
    rows = np.arange(len(elements))
    row = _nearest_set(elements, rows, jd, fraction)
    r_teme, v_teme = np.full((2, 3, 1, len(seconds)), np.nan)
    for k in np.unique(row[known]):
        used = known & (row == k)
        r, v, _ = states_of(elements.select(k), jd[used], fraction[used])
        r_teme[:, 0, used], v_teme[:, 0, used] = r[:, 0], v[:, 0]
    r_km, v_km_s = teme_to_ecef(r_teme, jd, fraction, dut1_s, v_teme=v_teme)
    _continue_beyond(r_km, known)
    window = slice(_BEFORE, -_BEFORE)
    yield Ephemeris(
        start + timedelta(seconds=first), step_s, elements.norad[:1], r_km, v_km_s[:, :, window],
        _age_days(elements, row[np.newaxis], jd, fraction)[:, window], row[np.newaxis, window], elements, first,
    )  # fmt: skip


def _continue_beyond(r_km: Floats, known: Bools) -> None:
    """Fill, in place, the unknown nodes at either end of (3, 1, T) with the polynomial through the next twelve."""
    inside = np.flatnonzero(known)
    for k in range(inside[-1] + 1, len(known)):
        r_km[:, :, k] = r_km[:, :, k - _POINTS : k] @ _NEXT
    for k in range(inside[0] - 1, -1, -1):
        r_km[:, :, k] = r_km[:, :, k + _POINTS : k : -1] @ _NEXT


def _age_days(elements: Elements, row: Rows, jd: Floats, fraction: Floats) -> Floats:
    """Days from the epoch of the set in use to each node, the shape of `row` (S, T)."""
    age: Floats = (jd - elements.epoch_jd[row]) + (fraction - elements.epoch_fraction[row])
    return age


def _nearest_set(elements: Elements, rows: Rows, jd: Floats, fraction: Floats) -> Rows:
    """The row (T,) among `rows` whose epoch is nearest to each instant; the later one on a tie."""
    epoch = (elements.epoch_jd[rows] - jd[0]) + elements.epoch_fraction[rows]
    order = np.argsort(epoch, kind="stable")
    changes = (epoch[order][1:] + epoch[order][:-1]) / 2
    nearest: Rows = rows[order][np.searchsorted(changes, (jd - jd[0]) + fraction, side="right")]
    return nearest
