"""Element history: the sets of one object in order of time, without duplicates, outliers and cross-tagged sets.

Every set that is left out is reported with its row and the reason. A set is compared only with its neighbours in
time: one that departs from them while they agree with each other is wrong; a manoeuvre is not, because the
neighbours before and after it differ. Rules: the project's study of element histories (2026).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Elements, Integers, days_between, require_sound
from downrange.orbit.history.history_codes import DroppedCode
from downrange.orbit.history.running_statistics import running_scale
from downrange.orbit.propagation.secular_rates import node_rate_deg_day, semi_major_axis_km

_SAME_FIT_DAYS = 0.02  # closer sets are fits of the same tracking: the later one knows more
_SAME_DAYS = 1e-8  # a millisecond: the last digit of a TLE's epoch
_SIGMAS = 6.0
_AGREE = 0.3  # neighbours agree when they differ by less than this share of what the odd one is off
_NEAR_DAYS = 5.0  # across longer gaps a raise and the fall after it look like an odd one out
_LONGEST_RUN = 3  # sets of another object in a row
_PLANE_DEG, _SIZE_KM = 0.15, 30.0  # no passive object, and few engines, go off and back by so much
_HALF = 40  # sets on either side from which the noise is taken


@dataclass(frozen=True, slots=True)
class Dropped:
    """A set that was left out: catalogue number, row in the elements given, code and facts of the reason."""

    norad: int
    row: int
    code: DroppedCode
    facts: Mapping[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Number, row, reason and code, with the sentence."""
        return {
            "norad": self.norad,
            "row": self.row,
            "reason": self.code.reason,
            "code": str(self.code),
            "says": self.code.says(self.facts),
        }


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The sets of one object, S rows by rising epoch, ``days`` (S,) from the first epoch, ``rows`` (S,) where each
    stood in the elements given, and what was left out."""

    norad: int
    elements: Elements
    days: Floats
    rows: Integers
    dropped: tuple[Dropped, ...]


def histories(elements: Elements) -> Iterator[History]:
    """One cleaned history an object, by catalogue number. Sets without a number (NOT_GIVEN) count as one object."""
    require_sound(elements)
    return _by_object(elements)


def _by_object(elements: Elements) -> Iterator[History]:
    order = np.lexsort((np.arange(len(elements)), elements.element_set, _days(elements), elements.norad))
    starts = np.flatnonzero(np.diff(elements.norad[order], prepend=-2))
    for rows in np.split(order, starts[1:]) if len(order) else []:
        yield _cleaned(elements, rows)


def _days(elements: Elements) -> Floats:
    return days_between(elements, float(elements.epoch_jd.min())) if len(elements) else np.empty(0)


def _cleaned(given: Elements, rows: Integers) -> History:
    """Rows are those of one object, sorted by epoch and then by element set number."""
    days, norad = _days(given.select(rows)), int(given.norad[rows[0]])
    doubled = np.zeros(len(rows), dtype=bool)
    dropped: list[Dropped] = []

    def drop(row: int, code: DroppedCode, **facts: float) -> None:
        dropped.append(Dropped(norad, row, code, facts))

    gaps = np.diff(days, append=np.inf)
    for k in np.flatnonzero(gaps < _SAME_FIT_DAYS).tolist():
        doubled[k] = True
        if gaps[k] < _SAME_DAYS and _same(given, int(rows[k]), int(rows[k + 1])):
            drop(int(rows[k]), DroppedCode.DUPLICATE)
        else:
            drop(int(rows[k]), DroppedCode.SUPERSEDED, minutes=float(gaps[k] * 1440))
    rows, days = rows[~doubled], days[~doubled]
    sets = given.select(rows)
    odd = np.zeros(len(rows), dtype=bool)
    for k, plane_deg, size_km in _another_object(sets, days):
        odd[k] = True
        drop(int(rows[k]), DroppedCode.CROSS_TAG, plane_deg=plane_deg, size_km=size_km)
    kept = np.flatnonzero(~odd)
    for at, off_km in _outliers(semi_major_axis_km(sets.mean_motion_rev_day)[kept], days[kept]):
        k = int(kept[at])
        odd[k] = True
        drop(int(rows[k]), DroppedCode.OUTLIER, off_m=off_km * 1000)
    return History(
        norad=norad,
        elements=sets.select(~odd),
        days=days[~odd] - days[~odd][0],
        rows=rows[~odd],
        dropped=tuple(sorted(dropped, key=lambda one: one.row)),
    )


def _same(given: Elements, a: int, b: int) -> bool:
    return all(
        getattr(given, name)[a] == getattr(given, name)[b]
        for name in ("mean_motion_rev_day", "eccentricity", "inclination_deg", "raan_deg", "mean_anomaly_deg")
    )


def _another_object(sets: Elements, days: Floats) -> Iterator[tuple[int, float, float]]:
    """Rows of runs of up to three sets of another orbit between sets that agree: row, plane (deg), size (km) off."""
    n, e, i = sets.mean_motion_rev_day, sets.eccentricity, sets.inclination_deg
    a_km = semi_major_axis_km(n)
    rate = node_rate_deg_day(n, e, i)
    taken: Bools = np.zeros(len(days), dtype=bool)

    def apart(j: int, k: int) -> tuple[float, float]:
        """Planes (deg; the node as it turns an arc) and sizes (km) of two sets."""
        turned = sets.raan_deg[k] - sets.raan_deg[j] - (rate[j] + rate[k]) / 2 * (days[k] - days[j])
        arc = abs(wrap_180_deg(turned)) * np.sin(np.radians(min(i[j], 180 - i[j])))
        drift = 0.02 * (days[k] - days[j])  # what Moon, Sun and the first order leave (study of 2026)
        return max(abs(float(i[k] - i[j])), float(arc) - drift, 0.0), abs(float(a_km[k] - a_km[j]))

    # Only where something jumps: a clean history costs one subtraction.
    jumps = (
        (np.abs(np.diff(i)) > _PLANE_DEG) | (np.abs(np.diff(a_km)) > _SIZE_KM) | _node_jumps(sets, days, rate)
    )
    for first in (np.flatnonzero(jumps) + 1).tolist():
        for run in range(1, _LONGEST_RUN + 1):
            after = first + run
            if taken[first] or after >= len(days) or run > len(days) // 3:
                break
            around = apart(first - 1, after)
            off = [min(apart(first - 1, k)[q] for k in range(first, after)) for q in (0, 1)]
            if any(
                off[q] > limit and around[q] < _AGREE * off[q]
                for q, limit in ((0, _PLANE_DEG), (1, _SIZE_KM))
            ) and all(
                around[q] < max(_AGREE * off[q], limit) for q, limit in ((0, _PLANE_DEG), (1, _SIZE_KM))
            ):
                taken[first:after] = True
                for k in range(first, after):
                    yield k, off[0], off[1]
                break


def _node_jumps(sets: Elements, days: Floats, rate: Floats) -> Bools:
    turned = np.diff(sets.raan_deg) - rate[:-1] * np.diff(days)
    sine = np.sin(np.radians(sets.inclination_deg[:-1]))
    jumps: Bools = np.abs(wrap_180_deg(turned)) * sine > _PLANE_DEG + 0.02 * np.diff(days)
    return jumps


def _outliers(a_km: Floats, days: Floats) -> Iterator[tuple[int, float]]:
    """(row, km off) of single sets whose semi-major axis both neighbours refute, and agree with each other."""
    if len(days) < 8:  # too few to know the noise
        return
    share = np.diff(days)[:-1] / (days[2:] - days[:-2])
    off = a_km[1:-1] - (a_km[:-2] * (1 - share) + a_km[2:] * share)
    scale = running_scale(off, _HALF)
    apart = np.abs(a_km[2:] - a_km[:-2])
    sides = np.minimum(np.abs(a_km[1:-1] - a_km[:-2]), np.abs(a_km[1:-1] - a_km[2:]))
    near = np.maximum(np.diff(days)[:-1], np.diff(days)[1:]) < _NEAR_DAYS
    wrong = (
        (np.abs(off) > _SIGMAS * scale) & (apart < _AGREE * np.abs(off)) & (sides > 0.5 * np.abs(off)) & near
    )
    for k in np.flatnonzero(wrong).tolist():
        yield k + 1, float(off[k])
