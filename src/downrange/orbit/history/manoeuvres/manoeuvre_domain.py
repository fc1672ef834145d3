"""Measured domain: the orbits and histories on which the finding of manoeuvres was measured, and how many it found.

data/manoeuvre_domain.csv holds the ranges of the satellites with known burns, by all sets and each second or third.
Outside, a manoeuvre may still be found, but its probability is not known, and that none is found says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from downrange.codes import Remark
from downrange.kernel.package_data import table_rows
from downrange.orbit.history.element_history import History
from downrange.orbit.history.history_codes import ManoeuvreDomainCode
from downrange.orbit.history.running_statistics import running_median
from downrange.orbit.propagation.secular_rates import semi_major_axis_km

DOMAIN = "manoeuvre_domain.csv"
_GAPS_HALF, _DRAG_HALF = 20, 7  # sets on either side
_MOSTLY = 90.0  # percentile: what nine tenths of a history are like
REV_DAY_MARGIN = 0.05  # a height within some 15 km of a measured one is like it
# Raises between sets weeks apart: of debris and rocket bodies in the catalogues of 2023 to 2025 they called steered
# 205 of 1,583 at 2 to 12 revolutions a day, 19 of 6,000 to 14.3, 0 of 3,942 above.
SPARSE_REV_DAY, SPARSE_ECCENTRIC = 14.3, 0.05
_MARGIN = 1.25  # of the largest eccentricity, gap and fall measured


@dataclass(frozen=True, slots=True)
class HistoryKind:
    """What the domain is told by: revolutions a day, eccentricity, days between sets and fall (m/day) in nine tenths
    of the history."""

    rev_day: float
    eccentricity: float
    gap_days: float
    fall_m_day: float


@dataclass(frozen=True, slots=True)
class Domain:
    """Reasons why a history is outside of what was measured (none: inside), and burns found and looked for in
    measured histories like it (0 and 0 outside)."""

    outside: tuple[Remark, ...]
    found: int
    burns: int


def kind_of(history: History) -> HistoryKind:
    """The kind of a history of at least two sets."""
    sets = history.elements
    a_m = semi_major_axis_km(sets.mean_motion_rev_day) * 1000
    fall = running_median(2 / 3 * a_m * 2 * sets.ndot / sets.mean_motion_rev_day, _DRAG_HALF)
    return HistoryKind(
        rev_day=float(np.median(sets.mean_motion_rev_day)),
        eccentricity=float(np.percentile(sets.eccentricity, _MOSTLY)),
        gap_days=float(np.percentile(running_median(np.diff(history.days), _GAPS_HALF), _MOSTLY)),
        fall_m_day=float(np.percentile(fall, _MOSTLY)),
    )


@cache
def _measured() -> tuple[Mapping[str, float], ...]:
    """The rows of the table, the densest histories of each height first."""
    rows = [{name: float(row[name]) for name in row if name != "kind"} for row in table_rows(DOMAIN)]
    return tuple(sorted(rows, key=lambda row: row["gap_days_most"]))


def domain_of(history: History, *, sparse: bool = False) -> Domain:
    """Whether manoeuvres were measured on histories like this one, and how many were found there.

    ``sparse`` asks of raises between sets weeks apart, which have bounds of their own.
    """
    kind = kind_of(history)
    if sparse:
        inside = kind.rev_day >= SPARSE_REV_DAY and kind.eccentricity <= SPARSE_ECCENTRIC
        facts = {"rev_day": kind.rev_day, "eccentricity": kind.eccentricity, "least": SPARSE_REV_DAY}
        return Domain(() if inside else (Remark(ManoeuvreDomainCode.SPARSE, facts),), 0, 0)
    rows = [
        row
        for row in _measured()
        if row["rev_day_least"] - REV_DAY_MARGIN <= kind.rev_day <= row["rev_day_most"] + REV_DAY_MARGIN
    ]
    if not rows:
        return Domain((Remark(ManoeuvreDomainCode.HEIGHT, {"rev_day": kind.rev_day}),), 0, 0)
    outside = []
    for code, value, name in (
        (ManoeuvreDomainCode.ECCENTRIC, kind.eccentricity, "eccentricity_most"),
        (ManoeuvreDomainCode.DRAG, kind.fall_m_day, "fall_m_day_most"),
        (ManoeuvreDomainCode.THIN, kind.gap_days, "gap_days_most"),
    ):
        most = max(row[name] for row in rows)
        if value > _MARGIN * most:
            outside.append(Remark(code, {"value": value, "most": most}))
    if outside:
        return Domain(tuple(outside), 0, 0)
    like = next((row for row in rows if kind.gap_days <= row["gap_days_most"]), rows[-1])
    return Domain((), int(like["found"]), int(like["burns"]))
