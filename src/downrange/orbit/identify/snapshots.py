"""Snapshots: what changed between two days of the catalogue: new numbers, numbers gone, orbits moved.

A snapshot is a file, not a roll call: it may hold the last element sets of objects that have come down, and
epochs later than its date. So presence is judged by number, and being alive by epoch.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from downrange.earth.instants import datetime_utc
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import NOT_GIVEN, Elements, Integers, require_sound
from downrange.orbit.propagation.secular_rates import semi_major_axis_km

TOLERANCE = 300  # numbers are given in blocks: a new object's may lie so far below the highest known
SILENT_DAYS = 14.0  # an epoch so much older than the newest: nobody has seen the object since
MOST_LOST = 0.1  # whole catalogues lose 0.4 % in 27 days (2016), 0.5 to 1.3 in 30 and 2.5 in 61 (2023)
LEAST_COUNTED = 100  # of fewer objects, an excerpt, this says nothing
MOVED_KM, MOVED_DEG = 2.0, 0.05  # more than drag (beyond its own trend), the Sun and the Moon do to an orbit


@dataclass(frozen=True, slots=True, eq=False)
class Newcomers:
    """Two snapshots compared. ``new``, ``returned`` and ``moved`` are rows of the later one, ``lost`` of the earlier.

    ``returned`` marks those of ``new`` whose numbers are too low to be newly given: old objects found again, and
    analyst objects.
    """

    new: Elements
    returned: Bools
    lost: Elements
    moved: Elements


def newcomers(before: Elements, after: Elements) -> Newcomers:
    """What the later snapshot holds that the earlier did not, and the other way round."""
    require_sound(before)
    require_sound(after)
    before, after = _latest(before), _latest(after)
    fresh = ~np.isin(after.norad, before.norad)
    new = after.select(fresh)
    _, ours, theirs = np.intersect1d(before.norad, after.norad, assume_unique=True, return_indices=True)
    gone = ~np.isin(before.norad, after.norad)
    gone[ours] = _is_silent(after)[theirs] & ~_is_silent(before)[ours]
    return Newcomers(
        new=new,
        returned=~is_newly_numbered(new.norad, before),
        lost=before.select(gone),
        moved=after.select(theirs[_has_moved(before.select(ours), after.select(theirs))]),
    )


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many ``objects`` of an earlier snapshot are ``missing`` in a later one, whose highest number is given.

    Counted are objects with sets younger than SILENT_DAYS. ``partial``: the later one is no whole catalogue.
    """

    missing: int
    objects: int
    highest: int
    partial: bool


def lacking(before: Elements, after: Elements) -> Lacking:
    """What the later snapshot lacks; analyst objects, whose numbers change, are left out."""
    before, after = _latest(before), _latest(after)
    seen = before.norad[~_is_silent(before)]
    ours, theirs = seen[~_is_analyst(seen)], after.norad[~_is_analyst(after.norad)]
    missing = int(np.count_nonzero(~np.isin(ours, theirs)))
    highest = int(theirs.max()) if len(theirs) else 0
    counted = len(ours) >= LEAST_COUNTED
    partial = counted and (missing > MOST_LOST * len(ours) or highest < int(ours.max()))
    return Lacking(missing, len(ours), highest, partial)


def snapshot_time(elements: Elements) -> datetime:
    """When a snapshot was taken, as its epochs tell: the time by which nearly all of them lie.

    Not the last epoch: some element sets are predictions, hours or weeks ahead.
    """
    return datetime_utc(newest_jd(elements), 0.0)


def newest_jd(elements: Elements) -> float:
    """`snapshot_time` as a Julian date; zero for no elements."""
    return _newest(elements.epoch_jd + elements.epoch_fraction)


def is_newly_numbered(norad: Integers, before: Elements) -> Bools:
    """True for numbers that can have been given since ``before``: (S,) of catalogue numbers."""
    known = before.norad[~_is_analyst(before.norad)]
    highest = int(known.max()) if len(known) else 0
    newly: Bools = (norad > highest - TOLERANCE) & ~_is_analyst(norad)
    return newly


def _is_analyst(norad: Integers) -> Bools:
    """Numbers for objects of unknown origin: 80000-89999, and from 270000 (space-track.org, FAQ)."""
    analyst: Bools = ((norad >= 80_000) & (norad < 90_000)) | (norad >= 270_000)
    return analyst


def _latest(elements: Elements) -> Elements:
    """One row a number, the one of latest epoch, in order of number; rows without a number are left out."""
    order = np.lexsort((elements.epoch_fraction, elements.epoch_jd, elements.norad))
    numbers = elements.norad[order]
    last = np.append(numbers[1:] != numbers[:-1], True) if len(numbers) else np.empty(0, dtype=bool)
    return elements.select(order[last & (numbers != NOT_GIVEN)])


def _is_silent(elements: Elements) -> Bools:
    epochs = elements.epoch_jd + elements.epoch_fraction
    silent: Bools = epochs < _newest(epochs) - SILENT_DAYS
    return silent


def _newest(epochs: Floats) -> float:
    """The epoch that one in a hundred exceeds; the earliest of times for none at all."""
    return float(np.sort(epochs)[len(epochs) - 1 - len(epochs) // 100]) if len(epochs) else 0.0


def _has_moved(one: Elements, other: Elements) -> Bools:
    """Rows whose size or inclination changed by more than its own trend explains."""
    days: Floats = (other.epoch_jd - one.epoch_jd) + (other.epoch_fraction - one.epoch_fraction)
    trend = (one.ndot + other.ndot) * days  # twice the printed half, averaged over the two days
    expected_km = semi_major_axis_km(np.clip(one.mean_motion_rev_day + trend, 1e-3, 20.0))
    off_km = np.abs(semi_major_axis_km(other.mean_motion_rev_day) - expected_km)
    allowed_km = MOVED_KM + np.abs(expected_km - semi_major_axis_km(one.mean_motion_rev_day))
    deep = one.mean_motion_rev_day < 6.4
    off_deg = np.abs(other.inclination_deg - one.inclination_deg)
    allowed_deg = MOVED_DEG + np.where(deep, 0.01, 0.0005) * np.abs(days)
    moved: Bools = (days > 0) & ((off_km > allowed_km) | (off_deg > allowed_deg))
    return moved
