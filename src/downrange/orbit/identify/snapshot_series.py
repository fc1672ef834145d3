"""Snapshot series: several snapshots on either side of a launch, joined into one question.

Before: an object is new that none of them holds. After: each object is taken at its earliest set, where the plane is
least raised and the phase least faded; its sets are one witness to the revolution count, not several, so the count
used is their median; and the snapshot in which it first appears brackets its launch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import NOT_GIVEN, Elements, join
from downrange.orbit.identify.back_propagation import back_propagate
from downrange.orbit.identify.snapshots import newest_jd

Snapshots = Elements | Sequence[Elements]


@dataclass(frozen=True, slots=True, eq=False)
class FirstSeen:
    """The snapshots between which each of C objects appeared: Julian dates, and the share of the objects with them.

    ``share`` is one everywhere where there is one later snapshot: then the bracket tells nothing.
    """

    from_jd: Floats
    to_jd: Floats
    share: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Snapshots joined: those before, those after (in order of time), and when they were taken (Julian dates)."""

    before: Elements
    after: Elements
    first_jd: float
    last_jd: float
    taken_jd: tuple[float, ...]
    parts: tuple[Elements, ...]


def series_of(before: Snapshots, after: Snapshots) -> Series:
    """One or several snapshots on either side; ``first_jd`` is the latest of those before."""
    ahead, behind = _in_order(before), _in_order(after)
    taken = tuple(newest_jd(one) for one in behind)
    first_jd = newest_jd(ahead[-1]) if len(ahead[-1]) else taken[-1]
    return Series(join(ahead), join(behind), first_jd, taken[-1], taken, tuple(behind))


def earliest_sets(series: Series, new: Elements) -> Elements:
    """The objects of ``new`` at their earliest sets of all snapshots, their counts the median of all their sets."""
    if len(series.parts) == 1:
        return new
    sets = series.after.select(np.isin(series.after.norad, new.norad))
    sets = sets.select(np.lexsort((sets.epoch_fraction, sets.epoch_jd, sets.norad)))
    numbers, starts, sizes = np.unique(sets.norad, return_index=True, return_counts=True)
    first = sets.select(starts)
    counts = first.revolution.copy()
    for row in np.flatnonzero(sizes > 1):
        mine = sets.select(np.arange(starts[row], starts[row] + sizes[row]))
        mine = mine.select(mine.revolution != NOT_GIVEN)
        if len(mine):
            flown = back_propagate(mine, first.epoch_jd[row], first.epoch_fraction[row]).revolutions[:, 0]
            counts[row] = max(int(np.rint(np.median(mine.revolution - flown))), 0)
    ordered = replace(first, revolution=counts)
    return ordered.select(np.searchsorted(numbers, new.norad))


def first_seen(series: Series, new: Elements) -> FirstSeen:
    """Between which snapshots each object of ``new`` appeared, (C,)."""
    present = np.stack([np.isin(new.norad, one.norad) for one in series.parts])
    where = np.argmax(present, axis=0)
    taken = np.array([series.first_jd, *series.taken_jd])
    share = np.bincount(where, minlength=len(series.parts)) / max(len(new), 1)
    return FirstSeen(taken[where], taken[where + 1], share[where])


def _in_order(snapshots: Snapshots) -> list[Elements]:
    given = [snapshots] if isinstance(snapshots, Elements) else list(snapshots)
    return sorted(given, key=newest_jd)
