"""International designators as one reason more, where a catalogue prints them: off unless asked for.

A designator (23179A, 2023-179A) holds the year of a launch and its number in that year, in the order of lift-offs.
It says three things of a new object: whether older objects bear the same launch (then it is a piece of theirs),
whether it was launched in the year in question, and, by the launches numbered just before and after, about which day.
Blank or provisional designators ("TBA") say nothing.

It only speaks against an object: that the day agrees is mostly what the order of catalogue numbers says already, and
counted twice it raised false alarms (of 270 invented launches, 12 h, 2 to 10 were "reached orbit").
"""

import re
from dataclasses import dataclass

import numpy as np

from downrange.earth.instants import datetime_utc
from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Elements, Integers, Texts
from downrange.orbit.identify.normal_density import normal

LAUNCH = re.compile(r"(?:(\d{4})-|(\d{2}))(\d{3})[A-Z]{1,3}\Z")
CENTURY = 57  # two digits from here on are of the 20th century: Sputnik 1 flew in 1957
UNKNOWN = -1
NEIGHBOURS = 3  # launches numbered before, and as many after, whose median dates a launch
LATE_DAYS, SD_DAYS, DOUBT = -0.4, 1.8, 0.15  # as the order of catalogue numbers, which it resembles
LN_OLDER, LN_OTHER_YEAR = (
    np.log(0.02),
    np.log(0.02),
)  # numbers are given wrongly now and then, and corrected later


@dataclass(frozen=True, slots=True, eq=False)
class Designated:
    """What designators say of C new objects: year (or UNKNOWN), whether older objects share the launch, its date.

    ``dated_jd`` is the Julian date that the neighbouring launches of the year suggest, NaN where they do not.
    """

    year: Integers
    older: Bools
    dated_jd: Floats


def launch_of(designator: str) -> tuple[int, int] | None:
    """Year and number of a launch; None for a designator that is blank or has another form."""
    found = LAUNCH.match(designator.strip().upper())
    if found is None:
        return None
    short = int(found[2] or 0)
    year = int(found[1]) if found[1] else short + (1900 if short >= CENTURY else 2000)
    return (year, int(found[3])) if int(found[3]) else None


def designated(new: Elements, before: Texts, launched_jd: Floats, trusted: Bools) -> Designated:
    """Of the new objects, with the designators of the earlier snapshots.

    ``launched_jd`` (C,) are the launch days that revolution numbers tell, where ``trusted``.
    """
    launches = [launch_of(word) for word in new.designator.tolist()]
    known = {launch_of(word) for word in before.tolist()} - {None}
    days: dict[tuple[int, int], list[float]] = {}
    for launch, jd, sure in zip(launches, launched_jd.tolist(), trusted.tolist(), strict=True):
        if launch is not None and launch not in known and sure:
            days.setdefault(launch, []).append(jd)
    dated = {launch: float(np.median(some)) for launch, some in sorted(days.items())}
    return Designated(
        year=np.array([UNKNOWN if launch is None else launch[0] for launch in launches], dtype=np.int64),
        older=np.array([launch in known for launch in launches], dtype=bool),
        dated_jd=np.array([np.nan if launch is None else _date(launch, dated) for launch in launches]),
    )


def designator_ratio(
    of: Designated, rows: Integers, jd: Floats, fraction: Floats, first_jd: float, span_days: float
) -> Floats:
    """Log of the likelihood ratio of some rows for lift-offs at (T,) Julian dates in two parts, (R, T).

    ``first_jd``: when the last snapshot before was taken. A launch before it may have objects in it already.
    """
    late = (of.dated_jd[rows, np.newaxis] - jd) - fraction
    near = (1 - DOUBT) * normal(late, LATE_DAYS, SD_DAYS) * max(span_days, 1.0) + DOUBT
    ratio = np.where(np.isnan(late), 0.0, np.minimum(np.log(near), 0.0))
    years = np.array([datetime_utc(float(a), float(b)).year for a, b in zip(jd, fraction, strict=True)])
    other = (of.year[rows, np.newaxis] != years) & (of.year[rows, np.newaxis] != UNKNOWN)
    ratio = np.where(other, LN_OTHER_YEAR, ratio)
    found: Floats = np.where(of.older[rows, np.newaxis] & (jd + fraction > first_jd), LN_OLDER, ratio)
    return found


def _date(launch: tuple[int, int], dated: dict[tuple[int, int], float]) -> float:
    """The median day of the launches of its year numbered just before and after; NaN unless there are both."""
    year, number = launch
    below = [jd for (y, n), jd in dated.items() if y == year and n < number][-NEIGHBOURS:]
    above = [jd for (y, n), jd in dated.items() if y == year and n > number][:NEIGHBOURS]
    return float(np.median(below + above)) if below and above else np.nan
