"""Spans of time in which a smooth quantity is at or above zero, for many pairs at once; no short one is
missed.

Between two neighbouring extremes a smooth quantity is monotone, so its sign changes at most once. The
extremes are found first (where the slope changes sign between two nodes) and set among the nodes as further
stops; every crossing then lies between two stops of different sign, and even a span that falls between two
nodes shows, as a peak above zero. This holds while a pair has no more than one extreme between two nodes,
minutes apart.

    quantity      .  peak                     o node   * extreme found   x crossing found
      0 ------- x --*-- x -------------
            o             o
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.overflight.roots import Rows, bracketed_roots

Sampler = Callable[[Rows, Floats], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """N cells, each of one pair, to look into: ``value(rows, share)`` is the quantity in the cells number
    `rows` at
    `share`, 0 to 1, of their length; ``slope(rows, share)`` has the sign of its rate."""

    value: Sampler
    slope: Sampler


Look = Callable[[Rows, Rows], Probe]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """N spans in order of pair and time; times in cells from the first node.

    ``best`` is when the quantity is greatest. ``cut_start`` and ``cut_end`` mark spans that were already
    going on at the first known moment, or still were at the last.
    """

    pair: Rows
    start: Floats
    best: Floats
    end: Floats
    cut_start: Bools
    cut_end: Bools


def find_spans(value: Floats, slope: Floats, possible: Bools, look: Look, tolerance: float) -> Spans:
    """Every span with the quantity at or above zero.

    `value` and `slope` (P, T) are the quantity and (the sign of) its rate at the nodes of P pairs, NaN where
    unknown; `possible` (P, T - 1) marks the cells in which it can be above zero. ``look(pair, cell)`` gives
    the quantity inside cells. `tolerance` of the times is in cells.
    """
    known = np.isfinite(value)
    looked_at = possible & known[:, :-1] & known[:, 1:]
    pair, cell = np.nonzero(looked_at)
    nodes = value.shape[1]
    left, right = value[pair, cell], value[pair, cell + 1]
    rising, falling = slope[pair, cell] > 0, slope[pair, cell + 1] > 0
    turns = np.flatnonzero((rising & ~falling) | (~rising & falling & (left >= 0) & (right >= 0)))
    turning = look(pair[turns], cell[turns])
    share = bracketed_roots(turning.slope, np.zeros(len(turns)), np.ones(len(turns)), tolerance)
    extreme = turning.value(np.arange(len(turns)), share)
    # NaN is an extreme at a node, within rounding: the node is stop enough.
    useful = (extreme >= 0) | (np.isfinite(extreme) & (left[turns] >= 0) & (right[turns] >= 0))
    turns, share, extreme = turns[useful], share[useful], extreme[useful]

    # The stops of all pairs in order: a node at an even key, an extreme at the odd key of its cell.
    around = np.pad(looked_at, ((0, 0), (0, 1))) | np.pad(looked_at, ((0, 0), (1, 0)))
    node_keys = 2 * np.flatnonzero(around)
    keys = np.concatenate([node_keys, 2 * (pair * nodes + cell)[turns] + 1])
    order = np.argsort(keys, kind="stable")
    shares = np.concatenate([np.zeros(len(node_keys)), share])[order]
    values = np.concatenate([value.ravel()[node_keys // 2], extreme])[order]
    keys = keys[order]
    return _between_stops(keys, shares, values, nodes, look, tolerance)


def _between_stops(
    keys: Rows, shares: Floats, values: Floats, nodes: int, look: Look, tolerance: float
) -> Spans:
    """The spans that a row of stops shows."""
    at, cells = keys // 2 // nodes, (keys // 2) % nodes
    inside = values >= 0
    joined = (at[1:] == at[:-1]) & (keys[1:] - keys[:-1] <= 2)
    enters = np.flatnonzero(inside & ~np.r_[False, joined & inside[:-1]])  # the first stop inside each span
    leaves = np.flatnonzero(inside & ~np.r_[joined & inside[1:], False])  # and the last
    cut_start, cut_end = ~np.r_[False, joined][enters], ~np.r_[joined, False][leaves]

    times = cells + shares
    start, end = times[enters], times[leaves]
    before, after = enters[~cut_start] - 1, leaves[~cut_end]
    low = np.r_[before, after]
    # The cell of a crossing ends at the extreme in it, or else at the next node.
    high = np.where(keys[low + 1] % 2, shares[low + 1], 1.0)
    share = bracketed_roots(look(at[low], cells[low]).value, shares[low], high, tolerance)
    # A stop within rounding of zero may change sign when it is computed anew: the crossing is that stop.
    nearer = np.where(np.abs(values[low]) < np.abs(values[low + 1]), shares[low], high)
    edges = cells[low] + np.where(np.isnan(share), nearer, share)
    start[~cut_start], end[~cut_end] = edges[: len(before)], edges[len(before) :]
    return Spans(at[enters], start, times[_greatest(values, enters, leaves)], end, cut_start, cut_end)


def _greatest(values: Floats, first: Rows, last: Rows) -> Rows:
    """The index of the greatest value from each `first` to its `last`."""
    if not len(first):
        return first
    length = last - first + 1
    span = np.repeat(np.arange(len(first)), length)
    stop = np.arange(len(span)) - np.repeat(np.cumsum(length) - length, length) + np.repeat(first, length)
    order = np.lexsort((values[stop], span))
    greatest: Rows = stop[order][np.cumsum(length) - 1]
    return greatest
