"""Thresholds of identification by gap and class of orbit, from the answers that identify_domain.py keeps (--rows).

"Nothing found" lies below one score for a gap, whatever the class: what class a missing launch had is not known. It
is half a nat below the score under which at most 2 % of the true launches of each class with 20 or more rows lie.
"Reached orbit" lies above a score for each class and gap, of the best object: the least from which, of the fit half,
at most 5 % of such answers are wrong (as many invented launches as true ones being asked) and at most 2.5 % of the
invented launches are found; first over all classes and gaps, then, from there up, of the class, then in the gap, and
half a nat.

A cell does not say "reached orbit" where fewer than 10 launches were asked, nor where either half breaks a bound (5 %
of such answers on true launches, 5 % of the invented launches). That closing looks at the check half; it can only
turn answers into "undecided". Gaps below 5 days hold three to six launches each and are left out.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from measurement import Row

WINDOWS_H = {"exact": 0.0, "2 h": 2.0, "12 h": 12.0}
GAPS = (4.5, 7, 20, 45, 70, 112, 125)  # days: bands in which thresholds and counts are given
CLASSES = ("LEO", "SSO", "transfer", "GEO", "MEO/HEO", "deep space")
NOTHING_WRONG, REACHED_WRONG, ALARMS, ALARMS_CHECKED = 0.02, 0.05, 0.025, 0.05
MARGIN = 0.5  # nats outside the fitted thresholds: other years than those measured
FEWEST_OF_CLASS, FEWEST = 20, 10
NEVER = 15.0
COUNTS = (
    "launches first_right nothing_wrong reached reached_wrong invented invented_nothing invented_reached"
).split()
COLUMNS = (
    *"window_h inclination others gap_days kind nothing_below reached_from may_miss may_reach".split(), *COUNTS
)  # fmt: skip


def nothing_below(rows: Sequence[Row]) -> float:
    """The score below which nothing is found, of true launches inside the snapshots."""
    least = NEVER
    for kind in CLASSES:
        ranked = sorted(
            row["score"] for row in rows if row["real"] and row["inside"] and row["true_kind"] == kind
        )
        if len(ranked) >= FEWEST_OF_CLASS:
            allowed = max(int(NOTHING_WRONG * (len(ranked) + 1)) - 1, 0)
            least = min(least, ranked[allowed] - MARGIN)
    return float(np.floor(10 * least) / 10)


def reached_from(mine: Sequence[Row], true: int, invented: int, at_least: float) -> float:
    """The score from which an object of some rows of one class has reached orbit; NEVER where none is high enough."""
    weight = true / max(invented, 1)
    for least in np.arange(at_least, NEVER, 0.1):
        above = [row for row in mine if row["score"] >= least]
        found = sum(not row["real"] for row in above)
        wrong = sum(row["real"] and not row["right"] for row in above) + weight * found
        reached = sum(row["real"] for row in above) + weight * found
        if wrong <= REACHED_WRONG * reached and found <= ALARMS * invented:
            return float(least)
    return NEVER


def counts(rows: Sequence[Row], kind: str | None, below: float, least: float) -> Row:
    """What thresholds do to the rows of a gap whose best object is of a class (None: of any)."""
    mine = [row for row in rows if kind is None or row["kind"] == kind]
    true, false = [row for row in mine if row["real"]], [row for row in mine if not row["real"]]
    missed = [row for row in rows if row["real"] and row["inside"] and kind in (None, row["true_kind"])]
    return {
        "launches": len(true),
        "first_right": sum(row["right"] for row in true),
        "nothing_wrong": sum(row["score"] < below and not row["contested"] for row in missed),
        "reached": sum(row["score"] >= least for row in true),
        "reached_wrong": sum(row["score"] >= least and not row["right"] for row in true),
        "invented": len(false),
        "invented_nothing": sum(row["score"] < below and not row["contested"] for row in false),
        "invented_reached": sum(row["score"] >= least for row in false),
    }


def keeps_reached(found: Row) -> bool:
    """Whether counts keep "reached orbit" wrong in at most 5 % of true launches so answered, and of invented ones."""
    return bool(
        found["reached_wrong"] <= REACHED_WRONG * found["reached"]
        and found["invented_reached"] <= ALARMS_CHECKED * found["invented"]
    )


def table(rows: Sequence[Row], half: str = "all") -> list[Row]:
    """The lines of data/identify_domain.csv, and of a half: a line for each window, knowledge, gap and class."""
    lines: list[Row] = []
    for window, hours in WINDOWS_H.items():
        for inclination, others in ((False, False), (True, False), (False, True), (True, True)):
            asked = (window, inclination, others)
            some = [row for row in rows if (row["window"], row["inclination"], row["others"]) == asked]
            for line in _lines(some, half):
                lines.append(
                    {"window_h": hours, "inclination": int(inclination), "others": int(others), **line}
                )
    return lines


def _lines(some: Sequence[Row], half: str) -> list[Row]:
    """The lines of one window and knowledge."""
    fit = [row for row in some if row["half"] == "fit"]
    below = nothing_below(fit)
    asked = sum(row["real"] for row in fit), sum(not row["real"] for row in fit)
    least_of_all = reached_from(fit, *asked, below + 0.1)
    pooled = {
        kind: reached_from([row for row in fit if row["kind"] == kind], *asked, least_of_all)
        for kind in CLASSES
    }
    lines = []
    for low, high in pairwise(GAPS):
        cell = [row for row in some if low < row["gap"] <= high]
        halves = {
            name: [row for row in cell if name in ("all", row["half"])] for name in ("fit", "check", "all")
        }
        true = {name: sum(row["real"] for row in of) for name, of in halves.items()}
        false = {name: sum(not row["real"] for row in of) for name, of in halves.items()}
        missing = [counts(halves[name], None, below, NEVER) for name in ("check", "all")]
        may_miss = all(one["nothing_wrong"] <= NOTHING_WRONG * one["launches"] for one in missing)
        for kind in CLASSES:
            mine = [row for row in halves["fit"] if row["kind"] == kind]
            least = min(reached_from(mine, true["fit"], false["fit"], pooled[kind]) + MARGIN, NEVER)
            done = {name: counts(of, kind, below, least) for name, of in halves.items()}
            kept = all(map(keeps_reached, done.values()))
            lines.append(
                {
                    "gap_days": high, "kind": kind, "nothing_below": round(below, 1),
                    "reached_from": round(least, 1),
                    "may_miss": int(may_miss and missing[1]["launches"] >= FEWEST),
                    "may_reach": int(kept and least < NEVER and done["all"]["launches"] >= FEWEST),
                    **done[half],
                }
            )  # fmt: skip
    return lines
