"""The measured domain of an identification: what a score is worth for a gap, a kind of orbit, a window and knowledge.

The table `data/identify_domain.csv` is written by design/identify_domain.py: every launch with new objects between
pairs of whole catalogues 5 to 125 days apart, and launches that never were. By its thresholds "nothing found" is
wrong in at most 2 % of true launches and "reached orbit" wrong in at most 5 % of such answers; its counts say on how
many launches that rests, and what came out. A line that keeps neither, or has too few launches, decides nothing.
Outside the table an identification is undecided, with the reason.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from downrange.kernel.package_data import table_rows

TABLE = "identify_domain.csv"
LONGEST_GAP_DAYS = 125.0  # between the snapshots: the longest pairs measured
SHORTEST_GAP_DAYS = 5.0  # pairs 1 to 4 days apart hold three to six launches each: too few to measure
LONGEST_WINDOW_H = 12.0
CATALOGUED_DAYS = 7.0  # 14 of 14 launches so old had an object in the next catalogue, of 8 younger ones 5
SURE, UNLIKELY = 0.9, 0.1  # the score at the two thresholds


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the table: its conditions (upper ends), its two thresholds in nats, and its counts.

    ``inclination`` and ``others``: whether they were known. ``kind``: of the best object's orbit, one of
    `orbit_classes.KINDS`. ``may_miss`` and ``may_reach``: whether the measured errors of the gap allow "nothing
    found", and those of gap and kind "reached orbit". ``nothing_wrong``, ``reached``, ``reached_wrong`` count
    true launches, ``invented_nothing`` and ``invented_reached`` launches that never were.
    """

    window_h: float
    inclination: bool
    others: bool
    gap_days: float
    kind: str
    nothing_below: float
    reached_from: float
    may_miss: bool
    may_reach: bool
    launches: int
    first_right: int
    nothing_wrong: int
    reached: int
    reached_wrong: int
    invented: int
    invented_nothing: int
    invented_reached: int

    def score(self, log_ratio: float) -> float:
        """From 0 to 1: UNLIKELY at the lower threshold, SURE at the upper, logistic in between and beyond."""
        middle = (self.nothing_below + self.reached_from) / 2
        slope = 2 * np.log(SURE / (1 - SURE)) / max(self.reached_from - self.nothing_below, 0.1)
        return float(1 / (1 + np.exp(-np.clip(slope * (log_ratio - middle), -700, 700))))

    def as_dict(self) -> dict[str, Any]:
        """The measured errors as `downrange identify --json` gives them."""
        return {
            "window_h": self.window_h,
            "gap_days": self.gap_days,
            "kind": self.kind,
            "launches": self.launches,
            "first_right": self.first_right,
            "nothing_found_wrong": self.nothing_wrong,
            "reached_orbit": self.reached,
            "reached_orbit_wrong": self.reached_wrong,
            "invented_launches": self.invented,
            "invented_reached_orbit": self.invented_reached,
        }


@cache
def cells() -> tuple[Cell, ...]:
    """All lines of the table."""
    return tuple(
        Cell(
            float(row["window_h"]),
            row["inclination"] == "1",
            row["others"] == "1",
            float(row["gap_days"]),
            row["kind"],
            float(row["nothing_below"]),
            float(row["reached_from"]),
            row["may_miss"] == "1",
            row["may_reach"] == "1",
            *(int(row[name]) for name in COUNTS),
        )
        for row in table_rows(TABLE)
    )


COUNTS = (
    "launches", "first_right", "nothing_wrong", "reached", "reached_wrong", "invented", "invented_nothing",
    "invented_reached",
)  # fmt: skip


def nearest_cell(window_h: float, gap_days: float, inclination: bool, others: bool, kind: str) -> Cell:
    """The line for a question and a kind of orbit: the next longer window and gap, or the longest outside."""
    asked = (inclination, others, kind)
    known = [one for one in cells() if (one.inclination, one.others, one.kind) == asked]
    windows = sorted({one.window_h for one in known})
    gaps = sorted({one.gap_days for one in known})
    window = next((h for h in windows if window_h <= h), windows[-1])
    gap = next((days for days in gaps if gap_days <= days), gaps[-1])
    return next(one for one in known if (one.window_h, one.gap_days) == (window, gap))


def is_measured(window_h: float, gap_days: float) -> bool:
    """Whether errors were measured for such a window and such a gap between the snapshots."""
    return window_h <= LONGEST_WINDOW_H and SHORTEST_GAP_DAYS <= gap_days <= LONGEST_GAP_DAYS
