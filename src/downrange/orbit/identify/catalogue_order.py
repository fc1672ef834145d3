"""Catalogue-number order: numbers are given roughly in the order of launches, so a number's neighbours date it.

An object's own age, told by its revolution number, dates its launch; many have none that can be trusted (docked
craft, satellites under power, high orbits). But the trusted ages of the numbers just below and above date them
too, within some three days.
"""

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.orbit_classes import is_powered, is_stationary
from downrange.orbit.identify.revolution_counts import batch_surplus

NEIGHBOURS = 3  # launches below, and as many above, whose median dates a number
OUTSIDE_DAYS = (
    10.0  # an age may exceed the days between the snapshots by so much, and date its launch all the same
)
BATCH = 5  # powered satellites with neighbouring numbers in one plane: a batch, which counts as batches do


def dated_by_neighbours(e: Elements, trusted: Bools, companions: Bools, span_days: float) -> Floats:
    """Julian date (C,) of the launch that each number suggests; NaN with fewer than two dated neighbours.

    ``trusted`` marks objects whose revolution number counts from launch; companions count as one launch, and
    an object does not date its own number. ``span_days``: the days between the snapshots; older ages date nothing.
    """
    launched, trusted = launch_days(e, trusted, companions, span_days)
    block = _blocks(e, companions)
    dated = [
        (float(np.median(e.norad[rows])), float(np.median(launched[rows])), int(block[rows[0]]))
        for rows in (np.flatnonzero(trusted & (block == b)) for b in range(int(block.max(initial=-1)) + 1))
        if len(rows)
    ]
    suggested = np.full(len(e), np.nan)
    for row in range(len(e)):
        below = [jd for norad, jd, b in dated if norad < e.norad[row] and b != block[row]][-NEIGHBOURS:]
        above = [jd for norad, jd, b in dated if norad > e.norad[row] and b != block[row]][:NEIGHBOURS]
        if len(below) + len(above) >= 2:
            suggested[row] = np.median(below + above)
    return suggested


def launch_days(e: Elements, trusted: Bools, companions: Bools, span_days: float) -> tuple[Floats, Bools]:
    """Julian dates (C,) of launch that revolution numbers tell, and which of those ``trusted`` can be (C,)."""
    powered = is_powered(e)
    batch = powered & ((companions & powered).sum(axis=1) >= BATCH)
    counted = np.where(batch, e.revolution - batch_surplus(e), e.revolution)
    age_days = np.where(e.revolution >= 0, counted, np.inf) / e.mean_motion_rev_day
    launched = e.epoch_jd + e.epoch_fraction - age_days
    sure: Bools = (trusted & (~powered | batch) & ~is_stationary(e)) & (age_days < span_days + OUTSIDE_DAYS)
    return launched, sure


def _blocks(e: Elements, companions: Bools) -> Floats:
    """A running number for each unbroken run of companions in the order of numbers, (C,)."""
    order = np.argsort(e.norad)
    starts = np.ones(len(e), dtype=bool)
    starts[1:] = ~companions[order[1:], order[:-1]]
    block = np.empty(len(e))
    block[order] = np.cumsum(starts) - 1
    return block
