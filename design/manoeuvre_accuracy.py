"""How right the manoeuvre detector is: precision, recall and F1 beside plain thresholds, and false alarms.

    python design/manoeuvre_accuracy.py --histories DIR... [--half fit|check|all] [--passive FILE...] [--json]
                                        [--late-hours H] [--sweep] [--every K] [--table]

A folder holds NAME.tle.gz (or any other NAME.*), the element sets of one satellite, and manoeuvres_NAME.yaml, its
operator's manoeuvre times as lines ``- YYYY-MM-DD HH:MM:SS`` (Shorten et al.). Those labels are late, by one day
(LEO) or eight hours (Fengyun), and are corrected first: the crossings of the orbits before and after show it on both
halves, so figures at +-1 d lean on it and those at +-3 d do not; --late-hours gives another correction for all. Burns
less than a day apart are one event; events and findings are matched one to one, the nearest first; doubles count as
false.
Halves by hash of the name as in the study: the satellites in FIT were fitted on, all others check. Passive: element
sets of objects without an engine; every finding on them is false.

In low orbit the constants of the kink search were chosen on all six satellites at hand: there is no check half there,
and --half parts them only for the figures. --every K keeps each K-th set; --table prints data/manoeuvre_findings.csv.
Sizes are those of kinks fitted at the labels beside all others.

Found in November 2026 in low orbit (471 events, constants chosen on the same six satellites, one-to-one):

                 events found   P1   R1    P3   R3
    CryoSat-2       154   157  .94  .96   .94  .96
    Jason-1         106    81  .70  .54   .75  .58
    Jason-2          86    69  .88  .71   .94  .76
    SARAL            54    50  .98  .91  1.00  .93   (2014: 13 of 15)
    Sentinel-3A      59    60  .92  .93   .95  .97
    Sentinel-6A      12     9 1.00  .75  1.00  .75
    all             471   426  .89  .80   .92  .83

By size at +-3 d (before rows of lagging findings were joined: 391 right): 5 to 10 mm/s 94 of 99, 10 to 20 120 of 129,
above 20 98 of 107. design/manoeuvre_misses.py says why each was missed, design/manoeuvre_domain.py what every second
and third set alone show, design/manoeuvre_leave_one_out.py how far the constants lean on these satellites. Passive: 1
finding in 53.5 object-years, of sparse sets.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from downrange.earth.instants import datetime_utc
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.history.element_history import History, histories
from downrange.orbit.history.manoeuvres.along_track import along_track
from downrange.orbit.history.manoeuvres.detection import HIGH, detect_manoeuvres
from downrange.orbit.history.manoeuvres.kink_fit import PROMPT_DAYS, Burns, fit_kinks
from downrange.orbit.history.manoeuvres.kink_noise import local_noise
from downrange.orbit.history.manoeuvres.kink_search import LIMIT, FoundBurns, find_burns
from downrange.orbit.history.manoeuvres.manoeuvre import KINK, Manoeuvre
from downrange.orbit.history.running_statistics import running_median, running_scale
from downrange.orbit.propagation.secular_rates import semi_major_axis_km
from measurement import ARCHIVES, Row, answer, archives, arguments, files, require, share

HISTORIES = [path for path in [ARCHIVES / "orbits" / "manoeuvre"] if path.exists()]
NEVER_STEERED = ("39026", "39027", "39028", "39029", "41332", "41333", "58401")
PASSIVE = archives(*(f"orbits/dprk/{number}.tle" for number in NEVER_STEERED))
FIT = {"Jason-1", "Sentinel-3A", "Fengyun-2D", "Fengyun-2E"}
LATE = {"LEO": timedelta(days=1), "GEO": timedelta(hours=8)}
GEO_REV_DAY = 1.5
# A jump of the printed semi-major axis; the best on the study's fit half.
PLAIN_KM = {"LEO": 0.0027, "GEO": 2.9}
DAY = timedelta(days=1)
WITHIN_DAYS = (1, 3)
SIZES_M_S = ((0, 0.001), (0.001, 0.002), (0.002, 0.005), (0.005, 0.01), (0.01, 0.05), (0.05, 99))


@dataclass(frozen=True, eq=False)
class Satellite:
    """A satellite with its history and its operator's burns, corrected, those less than a day apart together."""

    name: str
    regime: str
    history: History
    events: list[list[datetime]]

    @property
    def half(self) -> str:
        return "fit" if self.name in FIT else "check"


def satellites(folders: list[Path], late: timedelta | None) -> Iterator[Satellite]:
    """Every satellite of the folders that has both element sets and manoeuvre times."""
    for labels in sorted(path for folder in folders for path in folder.glob("manoeuvres_*.yaml")):
        name = labels.stem.removeprefix("manoeuvres_")
        sets = sorted(labels.parent.glob(f"{name}.*"))
        if not sets:
            continue
        (history,) = histories(read_elements(sets[0]))
        regime = "GEO" if np.median(history.elements.mean_motion_rev_day) < GEO_REV_DAY else "LEO"
        shift = LATE[regime] if late is None else late
        yield Satellite(name, regime, history, events(labels.read_text(encoding="utf-8"), shift, history))


def events(text: str, late: timedelta, history: History) -> list[list[datetime]]:
    """The burns inside the history, corrected, those less than a day apart together."""
    burns = sorted(
        datetime.fromisoformat(stamp).replace(tzinfo=UTC) - late
        for stamp in re.findall(r"^- (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", text, re.MULTILINE)
    )
    first, last = (epoch(history, row) for row in (0, -1))
    grouped: list[list[datetime]] = []
    for burn in burns:
        if first <= burn <= last:
            if grouped and burn - grouped[-1][-1] < DAY:
                grouped[-1].append(burn)
            else:
                grouped.append([burn])
    return grouped


def epoch(history: History, row: int) -> datetime:
    return datetime_utc(float(history.elements.epoch_jd[row]), float(history.elements.epoch_fraction[row]))


def thinned(one: Satellite, every: int) -> Satellite:
    """The satellite by each K-th of its sets, and the events inside them."""
    sets = one.history.elements
    (history,) = histories(sets.select(np.arange(0, len(sets), every)))
    first, last = (epoch(history, row) for row in (0, -1))
    inside = [event for event in one.events if first <= event[0] <= last]
    return Satellite(one.name, one.regime, history, inside)


def matched(found: list[datetime], events: list[list[datetime]], within: timedelta) -> dict[int, int]:
    """Event by finding."""
    pairs = sorted(
        (min(abs(time - burn) for burn in event), i, j)
        for i, time in enumerate(found)
        for j, event in enumerate(events)
        if min(abs(time - burn) for burn in event) <= within
    )
    taken: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return taken


@cache
def detected(one: Satellite) -> tuple[Manoeuvre, ...]:
    return detect_manoeuvres(one.history)


@cache
def searched(one: Satellite) -> FoundBurns:
    return find_burns(along_track(one.history))


def by_downrange(one: Satellite) -> list[datetime]:
    return [found.time for found in detected(one)]


def by_plain_threshold(one: Satellite) -> list[datetime]:
    """Any jump of the semi-major axis above a fixed size, the largest within three days, in the middle of its gap."""
    jump = np.abs(np.diff(semi_major_axis_km(one.history.elements.mean_motion_rev_day)))
    return peaks(one.history, jump / PLAIN_KM[one.regime])


def by_robust_threshold(one: Satellite) -> list[datetime]:
    """The same over its running scale: six sigma in LEO, ten in GEO."""
    jump = np.diff(semi_major_axis_km(one.history.elements.mean_motion_rev_day))
    jump = jump - running_median(jump, 40)
    return peaks(one.history, np.abs(jump) / running_scale(jump, 40) / (6 if one.regime == "LEO" else 10))


METHODS: dict[str, Callable[[Satellite], list[datetime]]] = {
    "downrange": by_downrange,
    "plain": by_plain_threshold,
    "robust": by_robust_threshold,
}


def peaks(history: History, size: Floats) -> list[datetime]:
    middle = (history.days[1:] + history.days[:-1]) / 2
    free, found = size > 1, []
    for gap in np.argsort(-size):
        if free[gap]:
            found.append(gap)
            free &= np.abs(middle - middle[gap]) > 3
    return [epoch(history, 0) + float(middle[gap]) * DAY for gap in sorted(found)]


def row_of(one: Satellite) -> Row:
    """Findings, events and matches by each method; the sizes of the events and the stated chances of the findings."""
    row: Row = {"satellite": one.name, "regime": one.regime, "half": one.half, "events": len(one.events)}
    for name, method in METHODS.items():
        found = method(one)
        hits = {f"within_{d}_d": len(matched(found, one.events, d * DAY)) for d in WITHIN_DAYS}
        row[name] = {"found": len(found), **hits}
    if one.regime == "LEO":
        row["by_year"] = by_year(one)
        row["by_size"] = by_size(one)
    steps = [found for found in detected(one) if found.method in ("step", KINK)]
    hit = matched([found.time for found in steps], one.events, 3 * DAY)
    row["stated"] = [[found.probability, k in hit] for k, found in enumerate(steps)]
    return row


def by_size(one: Satellite) -> list[list[int]]:
    """[found, events] at +-3 d for each of SIZES_M_S, by the size of the kink that fits at the label."""
    cells = by_year(one)
    return [[sum(cell[k][part] for cell in cells.values()) for part in (0, 1)] for k in range(len(SIZES_M_S))]


def kinks_at_labels(one: Satellite) -> tuple[Floats, Floats, Floats]:
    """Days of the events in the history's time, the signed change of speed (m/s) of the kink that fits at each beside
    all others, and its standard deviation."""
    track = along_track(one.history)
    start = epoch(one.history, 0)
    labels = np.array([np.mean([(burn - start) / DAY for burn in event]) for event in one.events])
    found = searched(one)
    lag = np.full(len(labels), PROMPT_DAYS)
    if len(found.gaps):
        lag = found.burns.lag_days[np.argmin(np.abs(labels[:, np.newaxis] - found.burns.days), axis=1)]
    burns = Burns(labels, lag)
    kinks = fit_kinks(track, local_noise(track, burns), burns, burns, own=True)
    n_rad_s = 2 * np.pi * float(np.median(one.history.elements.mean_motion_rev_day)) / 86400
    metre_s = n_rad_s / 2 / track.metre_m_day
    return labels, -kinks.kink * metre_s, kinks.kink_sd * metre_s


def by_year(one: Satellite) -> dict[int, list[list[int]]]:
    """[found, events] at +-3 d for each of SIZES_M_S by year."""
    sizes = np.abs(kinks_at_labels(one)[1])
    times = [seen.time for seen in detected(one) if seen.method == KINK]
    near = set(matched(times, one.events, 3 * DAY).values())
    years: dict[int, list[list[int]]] = {}
    for k, size in enumerate(sizes.tolist()):
        cells = years.setdefault(one.events[k][0].year, [[0, 0] for _ in SIZES_M_S])
        cell = cells[next((n for n, (low, high) in enumerate(SIZES_M_S) if low <= size < high), -1)]
        cell[0] += k in near
        cell[1] += 1
    return years


def findings(some: list[Satellite]) -> list[Row]:
    """The rows of data/manoeuvre_findings.csv: findings and real ones (+-3 d) by fit of the sets and sigma."""
    seen: list[tuple[bool, float, bool]] = []
    for one in some:
        if one.regime == "LEO":
            made = [found for found in detected(one) if found.method == KINK]
            burns = searched(one)
            lags = dict(zip(burns.score.tolist(), (burns.burns.lag_days > PROMPT_DAYS).tolist(), strict=True))
            hit = matched([found.time for found in made], one.events, 3 * DAY)
            seen += [(lags[found.sigma], found.sigma, k in hit) for k, found in enumerate(made)]
    rows = []
    for lagging, edges in ((False, (LIMIT, 8, 12, 20, 50)), (True, (LIMIT, 8, 12, 20))):
        for low, high in zip(edges, (*edges[1:], np.inf), strict=True):
            cell = [real for lags, sigma, real in seen if lags is lagging and low <= sigma < high]
            fits = "lagging" if lagging else "prompt"
            rows.append({"fits": fits, "least_sigma": low, "findings": len(cell), "real": sum(cell)})
    return rows


def figures_of(rows: list[Row]) -> Row:
    """Precision, recall and F1 by regime and method, recall by size, stated chance beside the share that is real."""
    figures: Row = {"satellites": len(rows)}
    for regime in ("LEO", "GEO"):
        some = [row for row in rows if row["regime"] == regime]
        events = sum(row["events"] for row in some)
        for method in METHODS if some else ():
            found = sum(row[method]["found"] for row in some)
            for d in WITHIN_DAYS:
                hits, name = sum(row[method][f"within_{d}_d"] for row in some), f"{regime} {method} +-{d} d"
                figures[f"{name} precision"], figures[f"{name} recall"] = (
                    share(hits, found),
                    share(hits, events),
                )
                figures[f"{name} F1"] = share(2 * hits, found + events)
    sizes = np.sum(
        [row["by_size"] for row in rows if "by_size" in row] or [[[0, 0]] * len(SIZES_M_S)], axis=0
    )
    for (low, high), (hit, count) in zip(SIZES_M_S, sizes.tolist(), strict=True):
        if count:
            figures[f"LEO {low * 1000:g} to {high * 1000:g} mm/s"] = f"{hit} of {count}"
    stated = np.array([pair for row in rows for pair in row["stated"]], dtype=float).reshape(-1, 2)
    for low, high in ((0, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        inside = stated[(stated[:, 0] >= low) & (stated[:, 0] < high)]
        if len(inside):
            figures[f"stated {inside[:, 0].mean():.2f}"] = float(inside[:, 1].mean())
    return figures


def passive(paths: list[Path]) -> Row:
    """Findings on objects without an engine, and the years in which there were none to find."""
    years, alarms = 0.0, 0
    for path in paths:
        for history in histories(read_elements(path)):
            years += float(history.days[-1]) / 365.25
            alarms += len(detect_manoeuvres(history))
    return {"passive findings": alarms, "passive object-years": years}


def sweep(some: list[Satellite]) -> Iterator[Row]:
    """F1 by threshold, and the chance of a finding to be real by its sigma; for fitting."""
    for regime, least in (("LEO", LIMIT), ("GEO", 5.0)):
        found: list[tuple[float, bool, bool]] = []
        chosen = [one for one in some if one.regime == regime]
        events = sum(len(one.events) for one in chosen)
        for one in chosen:
            every = [f for f in detect_manoeuvres(one.history, threshold=least) if f.method in ("step", KINK)]
            times = [f.time for f in every]
            hit1, hit3 = (matched(times, one.events, d * DAY) for d in WITHIN_DAYS)
            found += [(f.sigma, k in hit1, k in hit3) for k, f in enumerate(every)]
        seen = np.array(found).reshape(-1, 3)
        for limit in np.geomspace(least, 60, 12) if len(seen) else ():
            over = seen[seen[:, 0] > limit]
            f1 = [2 * float(over[:, k].sum()) / (len(over) + events) for k in (1, 2)]
            yield {
                "regime": regime,
                "sigma": float(limit),
                "found": len(over),
                "F1 1 d": f1[0],
                "F1 3 d": f1[1],
            }
        near = seen[seen[:, 0] > (LIMIT if regime == "LEO" else 0.6 * HIGH.threshold)]
        if len(near):
            yield {"regime": regime, **chance_by_sigma(np.log(near[:, 0]), near[:, 2])}


def chance_by_sigma(x: Floats, y: Floats) -> Row:
    """Logistic regression of being real on the logarithm of sigma, by Newton's method."""
    weights, columns = np.zeros(2), np.stack([np.ones_like(x), x])
    for _ in range(50):
        p = 1 / (1 + np.exp(-weights @ columns))
        hessian = (columns * (p * (1 - p))) @ columns.T + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(hessian, columns @ (y - p))
    return {"even_at_sigma": float(np.exp(-weights[0] / weights[1])), "steepness": float(weights[1])}


def line(row: Row) -> str:
    if "satellite" not in row:
        return "  ".join(f"{name} {value}" for name, value in row.items())
    text = f"{row['satellite']:14}{row['regime']:4}{row['half']:6}{row['events']:4} events"
    for method in METHODS:
        found, one, three = row[method].values()
        text += f"  {method}: {found} found, {one} and {three} right"
    return text


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--histories", HISTORIES, "folders of NAME.tle.gz with manoeuvres_NAME.yaml")
    files(parser, "--passive", PASSIVE, "element sets of objects without an engine")
    parser.add_argument("--late-hours", type=float, help="by how much the manoeuvre times are late")
    parser.add_argument("--sweep", action="store_true", help="F1 by threshold and chances, for fitting")
    parser.add_argument("--table", action="store_true", help="the rows of data/manoeuvre_findings.csv")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="keep each K-th set")
    given = parser.parse_args(words)
    require(parser, given, "--histories")
    late = None if given.late_hours is None else timedelta(hours=given.late_hours)
    some = [one for one in satellites(given.histories, late) if given.half in ("all", one.half)]
    if given.every > 1:
        some = [thinned(one, given.every) for one in some]
    if given.table:
        return answer(given, findings(some), {"satellites": len(some)}, line)
    if given.sweep:
        rows = list(sweep(some))
        return answer(
            given,
            rows,
            {"satellites": len(some), "LEO sigma": LIMIT, "GEO sigma": HIGH.threshold},
            line,
        )
    rows = [row_of(one) for one in some]
    return answer(given, rows, {**figures_of(rows), **passive(given.passive)}, line)


if __name__ == "__main__":
    sys.exit(main())
