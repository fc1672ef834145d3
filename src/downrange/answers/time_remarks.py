"""What is said of the times of passes and windows: how far they are off, and which cannot be told."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np

from downrange.answers.request_codes import RemarkCode
from downrange.codes import Remark
from downrange.earth.instants import format_duration, julian_utc
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.time_error import (
    MOST_ERROR_S,
    model_of_times,
    oldest_useful_days,
    time_error_s,
)

_FEW_OBJECTS = 5  # more are told together


def time_remarks(
    sets: Elements, noun: str, norad: Ints, error_s: Floats, age_days: Floats
) -> tuple[Bools, list[Remark]]:
    """Which of N passes or windows (`noun`) can be told (N,), and the remarks on their times.

    Not told are those whose error, nine times in ten, is above MOST_ERROR_S or beyond the ages that were measured.
    """
    lost = error_s > MOST_ERROR_S
    remarks = []
    known = np.isfinite(error_s) & ~lost
    if known.any():
        facts = {
            "most": format_duration(float(error_s[known].max())),
            "days": float(np.abs(age_days[known]).max()),
        }
        remarks.append(Remark(RemarkCode.TIMES_WITHIN, facts))
    unmeasured = np.unique(norad[np.isnan(error_s)])
    if len(unmeasured):
        model = model_of_times()
        named = ", ".join(map(str, unmeasured[:_FEW_OBJECTS].tolist()))
        facts = {
            "objects": named if len(unmeasured) <= _FEW_OBJECTS else f"{len(unmeasured)} objects",
            "longest_min": 1440.0 / model.least_rev_day,
            "most_eccentricity": model.most_eccentricity,
        }
        remarks.append(Remark(RemarkCode.TIMES_NOT_MEASURED, facts))
    gone = np.unique(norad[lost])
    if len(gone) > _FEW_OBJECTS:
        days = float(np.abs(age_days[lost]).max())
        facts = {"count": _count(int(lost.sum()), noun), "objects": len(gone), "days": days}
        remarks.append(
            Remark(RemarkCode.TIMES_LOST_OF_MANY, {**facts, "most": format_duration(MOST_ERROR_S)})
        )
    else:
        remarks += [_lost(sets, noun, int(one), lost & (norad == one), age_days) for one in gone]
    return ~lost, remarks


def silence_remarks(sets: Elements, listed: Ints, start: datetime, end: datetime) -> tuple[Remark, ...]:
    """Of which objects that are not in `listed` nobody can say that nothing of them occurs in the window."""
    quiet = np.setdiff1d(sets.norad, listed)
    edges = [float(sum(julian_utc(edge))) for edge in (start, end)]
    rows = np.array([_nearest(sets, edge)[1][np.isin(np.unique(sets.norad), quiet)] for edge in edges])
    age_days = np.array(edges)[:, np.newaxis] - sets.epoch_jd[rows] - sets.epoch_fraction[rows]
    lost = (
        (time_error_s(sets, rows, age_days) > MOST_ERROR_S).any(axis=0) if len(quiet) else np.zeros(0, bool)
    )
    if not lost.any():
        return ()
    named = ", ".join(map(str, quiet[lost][:_FEW_OBJECTS].tolist()))
    facts = {
        "objects": named if lost.sum() <= _FEW_OBJECTS else f"{lost.sum()} objects",
        "days": float(np.abs(age_days[:, lost]).max()),
        "most": format_duration(MOST_ERROR_S),
    }
    return (Remark(RemarkCode.NONE_TOLD, facts),)


def cannot_be_told(remarks: Iterable[Remark]) -> bool:
    """Whether passes or windows were left out because their times are not known."""
    lost = (RemarkCode.TIMES_LOST, RemarkCode.TIMES_LOST_OF_MANY, RemarkCode.NONE_TOLD)
    return any(one.code in lost for one in remarks)


def positions_known(remarks: Iterable[Remark]) -> bool:
    """Whether every object has positions through the whole window."""
    return not any(one.code in (RemarkCode.NO_POSITION, RemarkCode.NO_POSITION_UNTIL) for one in remarks)


def phases_lost(sets: Elements, start: datetime, end: datetime) -> tuple[Remark, ...]:
    """How many objects of a window stand nobody knows where along their orbits, for want of a newer set."""
    middle = float(sum(julian_utc(start + (end - start) / 2)))
    objects, rows = _nearest(sets, middle)
    error_s = time_error_s(sets, rows, middle - sets.epoch_jd[rows] - sets.epoch_fraction[rows])
    lost = int((error_s > MOST_ERROR_S).sum())
    facts = {"lost": lost, "objects": len(objects), "most": format_duration(MOST_ERROR_S)}
    return (Remark(RemarkCode.PHASES_LOST, facts),) if lost else ()


def _nearest(sets: Elements, jd: float) -> tuple[Ints, Ints]:
    """The objects by number, and the row of each one's set that is nearest in epoch to a Julian date."""
    away = np.abs(sets.epoch_jd + sets.epoch_fraction - jd)
    order = np.lexsort([away, sets.norad])
    objects, first = np.unique(sets.norad[order], return_index=True)
    return objects, order[first]


def _lost(sets: Elements, noun: str, norad: int, mine: Bools, age_days: Floats) -> Remark:
    rows = np.flatnonzero(mine)
    usable = [oldest_useful_days(sets, int(row)) for row in np.flatnonzero(sets.norad == norad)]
    finite = [days for days in usable if np.isfinite(days)]
    facts = {
        "count": _count(len(rows), noun),
        "norad": norad,
        "days": float(np.abs(age_days[rows]).min()),
        "most": format_duration(MOST_ERROR_S),
        "need": max(finite, default=model_of_times().most_age_days),
    }
    return Remark(RemarkCode.TIMES_LOST, facts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{('es' if noun.endswith('s') else 's') * (number != 1)}"
