"""The domain of identification: what a score is worth; writes data/identify_domain.csv.

    python design/identify_domain.py [--launch-log FILE] [--rows FILE] [--write FILE] [--half fit|check|all] [--json]

Pairs of snapshots 5 to 125 days apart, of whole catalogues: real ones, and made ones, in which the earlier snapshot
is the later one less everything numbered from the first launch after a day on (they hold no old objects that came
back, and all those of unknown origin as new). Asked is every launch with new objects, every failed launch, and
launches that never were, from six sites, with none from there within 18 h. Each is asked exactly and in windows of
2 h and 12 h; knowing nothing else, the inclination to 2 deg (of an invented launch: one that its site has flown), the
other launches, or both. --rows keeps the answers between runs.

Thresholds and counts: `identify_thresholds`. The figures are those of --half: all launches, docked craft, launches
with 20 objects and more, failures; with a window of 12 h.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from downrange.earth.instants import julian_utc
from downrange.geography.sites import find_site
from downrange.launch.plane.site_history import history_of
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.identify.identification import liftoffs_s, mean_ratio, score
from downrange.orbit.identify.launch_evidence import Interval, NewObjects, new_objects
from downrange.orbit.identify.orbit_classes import kind_of
from downrange.orbit.identify.shared_evidence import explained_by, rivals, shared_scores
from gcat_tables import failures, launch_log, launch_tag
from identify_accuracy import (
    INCLINATION_DEG,
    INVENTED_SITES,
    LOG,
    Launch,
    Pair,
    blanked,
    day_of,
    launches_between,
)
from identify_thresholds import COLUMNS, COUNTS, WINDOWS_H, table
from measurement import Row, answer, archives, arguments, half_of, hash_share, require, say

REAL = (
    ("20231109", "20240108"),
    ("20160112", "20160208"),
    ("20231109", "20231209"),
    ("20231209", "20240108"),
)
MADE = tuple(
    ("made", last, first)
    for last, firsts in {
        "20160112": "20151113 20150919 20150909",
        "20160208": "20160203 20160201 20160131 20160129 20160127 20160125 20151113 20151016 20151006",
        "20231109": "20231102 20231101 20231030 20231028 20231026 20230920 20230717 20230707",
        "20231209": "20231204 20231202 20231201 20231129 20231127 20230920 20230816 20230806",
        "20240108": "20240103 20240101 20231231 20231229 20231227 20231225 20230920 20230915",
    }.items()
    for first in firsts.split()
)
EVERY_DAYS, LONG_GAP = 4.7, timedelta(days=70)  # invented launches: half as many in the longest pairs
MANY = 20  # objects of a rideshare


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair of snapshots with its new objects and what every other launch explains of them."""

    name: str
    pair: Pair
    of: NewObjects
    explained: dict[str, np.ndarray]

    @property
    def gap_days(self) -> float:
        return (self.pair.last - self.pair.first).total_seconds() / 86_400


def measured_pairs(log: Path, done: set[str]) -> Iterator[Measured]:
    """All pairs but those done, one after the other."""
    for words in (*REAL, *MADE):
        if " ".join(words) in done:
            continue
        found = [archives(f"orbits/catalogues/*{day}*") for day in words if day != "made"]
        if words[0] == "made":
            pair = made_pair(found[0][0], datetime.strptime(words[2], "%Y%m%d").replace(tzinfo=UTC), log)
        else:
            (first,), (second,) = found
            before, after = read_elements(first), read_elements(second)
            days = day_of(first, before), day_of(second, after)
            pair = Pair(before, after, *days, launches_between(before, after, *days, log))
        of = new_objects(blanked(pair.before), blanked(pair.after), first_jd=sum(julian_utc(pair.first)))
        explained = {one.tag: one_explains(of, one) for one in pair.launches}
        yield Measured(" ".join(words), pair, of, explained)


def made_pair(path: Path, first: datetime, log: Path) -> Pair:
    """A snapshot against itself less everything numbered from the first launch after a day on."""
    after = read_elements(path)
    last = day_of(path, after)
    tags = {one.tag for one in launch_log(log, first, last)}
    flown = [launch_tag(designator) in tags for designator in after.designator.tolist()]
    before = after.select(after.norad < after.norad[np.array(flown)].min())
    launches = launches_between(before, after, first, last, log)
    return Pair(before, after, first, last, [one for one in launches if one.liftoff >= first])


def one_explains(of: NewObjects, launch: Launch) -> np.ndarray:
    return mean_ratio(score(of, launch.site, launch.liftoff, np.zeros(1), None))


def invented(pair: Pair) -> Iterator[Launch]:
    """Launches that never were: a site and a time, with no launch from there within 18 h."""
    for site in map(find_site, INVENTED_SITES):
        at = pair.first + timedelta(days=2, hours=7)
        while at < pair.last - timedelta(days=3):
            near = [one for one in pair.launches if abs(one.liftoff - at) < timedelta(hours=18)]
            if not any(abs(one.site.lat_deg - site.lat_deg) < 1 for one in near):
                yield Launch(f"{site.code} {at:%Y-%m-%d}", at, site, frozenset())
            at += timedelta(days=EVERY_DAYS * (1 if pair.last - pair.first < LONG_GAP else 2))


def inclination_of(pair: Pair, launch: Launch) -> Interval | None:
    """The true inclination, or for an invented launch one of the site's past; None where there is none."""
    if launch.objects:
        rows = np.isin(pair.after.norad, list(launch.objects))
        middle = float(np.median(pair.after.inclination_deg[rows]))
    else:
        past = history_of(launch.site, launch.liftoff.date()).planes
        if not past:
            return None
        middle = past[int(hash_share(launch.tag) * (len(past) - 1))].inclination_deg
    return middle - INCLINATION_DEG, middle + INCLINATION_DEG


def rows_of(one: Measured, launch: Launch) -> Iterator[Row]:
    """The best object of a launch for every window and knowledge, beside the truth."""
    others = [scores for tag, scores in one.explained.items() if tag != launch.tag]
    explained = {known: explained_by(others if known else (), one.of.companions) for known in (False, True)}
    truth = np.isin(one.of.elements.norad, list(launch.objects))
    kinds, docked = kind_of(one.of.elements), bool(one.of.docked[truth].any())
    for window, hours in WINDOWS_H.items():
        start = launch.liftoff - timedelta(hours=hours * hash_share(launch.tag + str(hours)))
        seconds = liftoffs_s(hours * 3600)
        for interval in dict.fromkeys((None, inclination_of(one.pair, launch))):
            scores = mean_ratio(score(one.of, launch.site, start, seconds, interval))
            for known, taken in explained.items():
                shared, final = shared_scores(scores, one.of.companions, taken)
                best = int(np.argmax(final))
                yield {
                    "pair": one.name,
                    "gap": one.gap_days,
                    "launch": launch.tag,
                    "real": bool(launch.objects),
                    "half": half_of(launch.tag, parts=3, checked=0),
                    "window": window,
                    "inclination": interval is not None,
                    "others": known,
                    "score": float(final[best]),
                    "right": bool(truth[best]),
                    "kind": str(kinds[best]),
                    "age": (one.pair.last - launch.liftoff).total_seconds() / 86_400,
                    "inside": launch.liftoff >= one.pair.first,
                    "true_kind": str(kinds[truth][0]) if truth.any() else "none",
                    "contested": bool(rivals(shared, taken).any()),
                    "objects": int(truth.sum()),
                    "docked": docked,
                    "failed": launch.tag[5:6] == "F",
                }


def figures_of(rows: list[Row], half: str) -> Row:
    """Of a window of 12 h, alone and with the others known: launches, those with the right object first, by kind."""
    found: Row = {}
    for others in (False, True):
        asked = ("12 h", False, others)
        some = [row for row in rows if (row["window"], row["inclination"], row["others"]) == asked]
        some = [row for row in some if half in ("all", row["half"])]
        groups = {
            "launches": [row for row in some if row["real"]],
            "docked": [row for row in some if row["docked"]],
            "many objects": [row for row in some if row["objects"] >= MANY],
        }
        for name, of in groups.items():
            known = "others known" if others else "alone"
            found[f"{name} {known}"], found[f"{name} {known} right"] = (
                len(of),
                sum(row["right"] for row in of),
            )
    return found


def line(row: Row) -> str:
    return "  ".join(f"{row[key]:>6}" for key in COLUMNS)


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    parser.add_argument("--launch-log", type=Path, default=LOG[0] if LOG else None, metavar="FILE")
    parser.add_argument("--rows", type=Path, metavar="FILE", help="the answers, kept by pair and read again")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the table, as data/identify_domain.csv")
    given = parser.parse_args(words)
    require(parser, given, "--launch-log")
    rows = answers(given)
    asked = [row for row in rows if not row["failed"]]
    lines = table(asked, given.half)
    if given.write:
        with given.write.open("w", encoding="utf-8", newline="") as file:
            written = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            written.writeheader()
            written.writerows(lines)
    figures = {key: sum(row[key] for row in lines) for key in COUNTS}
    return answer(given, lines, {**figures, **figures_of(asked, given.half)}, line)


def answers(given: argparse.Namespace) -> list[Row]:
    """The rows of all pairs; those that the file holds already are not asked again."""
    rows: list[Row] = []
    if given.rows and given.rows.exists():
        rows = json.loads(given.rows.read_text(encoding="utf-8"))
    done = {row["pair"] for row in rows}
    for one in measured_pairs(given.launch_log, done):
        flown = [launch for launch in one.pair.launches if launch.objects]
        failed = [
            Launch(lost.tag, lost.liftoff, lost.site, frozenset())
            for lost in failures(given.launch_log, one.pair.first, one.pair.last)
        ]
        launches = [*flown, *failed, *invented(one.pair)]
        rows += [row for launch in launches for row in rows_of(one, launch)]
        say(given, f"{one.name}: {len(one.of)} new objects, {len(launches)} launches")
        if given.rows:
            given.rows.write_text(json.dumps(rows), encoding="utf-8")
    return rows


if __name__ == "__main__":
    sys.exit(main())
