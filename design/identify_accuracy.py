"""How often identification is right: every launch with new objects between pairs of whole catalogues.

    python design/identify_accuracy.py --catalogues BEFORE AFTER [--catalogues ...] [--launch-log FILE]
                                       [--half fit|check|all] [--windows ...] [--knowledge ...] [--alarms] [--json]

Catalogues: element sets in any form that `read_elements` takes; a day YYYYMMDD in a file's name is the day of the
snapshot, else its epochs give it. The launch log is GCAT's (Launch_Tag, Launch_Date, Launch_Site). Truth, used
for nothing else: the launch part of the international designators, lift-offs and sites of the log. Launches count
from seven days before the earlier snapshot. Halves by hash of the launch tag: a third is the check half, which is to
be looked at only to confirm.

The window is placed at random around the lift-off (by hash of the tag). Knowledge: "alone" site and window,
"inclination" also +-2 deg about the true one, "others" also the other launches of the weeks, "both" all of it.
--alarms asks instead for launches that never were, from six sites, with no launch from there within 18 h.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from downrange.earth.instants import Window
from downrange.geography.sites import Site, find_site
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.candidates import Identification, KnownLaunch
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.snapshots import newcomers, snapshot_time
from gcat_tables import launch_log, launch_tag
from measurement import Row, answer, archives, arguments, half_of, hash_share, quantile, require, share

DAYS = (("20160112", "20160208"), ("20231109", "20231209"), ("20231209", "20240108"))
PAIRS = [pair for days in DAYS if len(pair := archives(*(f"orbits/catalogues/*{day}*" for day in days))) == 2]
LOG = archives("orbits/satcat/gcat_launchlog*")[:1]
WINDOWS_H = {"exact": 0, "12 h": 12, "10 days": 240}
KNOWLEDGE = ("alone", "inclination", "others", "both")
INCLINATION_DEG = 2.0
BEFORE_DAYS = 7
INVENTED_SITES = ("SOHAE", "JQ", "VSFBS", "GIK-1", "CC", "SRI")
VERDICTS = ("reached orbit", "undecided", "nothing found")


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch and the catalogue numbers of its new objects (none for some)."""

    tag: str
    liftoff: datetime
    site: Site
    objects: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two snapshots, their days, and all launches between them."""

    before: Elements
    after: Elements
    first: datetime
    last: datetime
    launches: list[Launch]


def pair_options(parser: argparse.ArgumentParser) -> None:
    """The options --catalogues and --launch-log."""
    parser.add_argument(
        "--catalogues",
        type=Path,
        nargs=2,
        action="append",
        metavar=("BEFORE", "AFTER"),
        help="a pair; repeatable",
    )
    parser.add_argument("--launch-log", type=Path, default=LOG[0] if LOG else None, metavar="FILE")


def pairs_of(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Iterator[Pair]:
    """The pairs of snapshots that were asked for, with the launches between them."""
    given.catalogues = given.catalogues or PAIRS
    require(parser, given, "--catalogues", "--launch-log")
    for paths in given.catalogues:
        before, after = (read_elements(path) for path in paths)
        first, last = day_of(paths[0], before), day_of(paths[1], after)
        yield Pair(before, after, first, last, launches_between(before, after, first, last, given.launch_log))


def day_of(path: Path, elements: Elements) -> datetime:
    """The day in a file's name, or when its epochs say that the snapshot was taken."""
    named = re.search(r"(?<!\d)(?:19|20)\d{6}(?!\d)", path.name)
    return datetime.strptime(named[0], "%Y%m%d").replace(tzinfo=UTC) if named else snapshot_time(elements)


def launches_between(
    before: Elements, after: Elements, first: datetime, last: datetime, log: Path
) -> list[Launch]:
    """The launches of a pair of snapshots and their new objects."""
    new, objects = newcomers(before, after).new, defaultdict(set)
    for norad, designator in zip(new.norad.tolist(), new.designator.tolist(), strict=True):
        objects[launch_tag(designator)].add(norad)
    logged = launch_log(log, first - timedelta(days=BEFORE_DAYS), last)
    return [Launch(one.tag, one.liftoff, one.site, frozenset(objects[one.tag])) for one in logged]


def blanked(elements: Elements) -> Elements:
    """The sets without what would give the answer away: names and designators."""
    return replace(elements, name=np.full(len(elements), ""), designator=np.full(len(elements), ""))


def asked(pair: Pair, launch: Launch, hours: float, knowledge: str) -> Identification:
    """One launch asked for, its window placed around the lift-off by the hash of its tag."""
    start = launch.liftoff - timedelta(hours=hours * hash_share(launch.tag + str(hours)))
    interval = None
    if knowledge in ("inclination", "both"):
        rows = np.isin(pair.after.norad, list(launch.objects))
        true_deg = float(np.median(pair.after.inclination_deg[rows]))
        interval = (true_deg - INCLINATION_DEG, true_deg + INCLINATION_DEG)
    others = [KnownLaunch(one.liftoff, one.site) for one in pair.launches if one.tag != launch.tag]
    return identify(
        blanked(pair.before),
        blanked(pair.after),
        launch.site,
        Window(start, start + timedelta(hours=hours)),
        inclination=interval,
        launches=others if knowledge in ("others", "both") else (),
    )


def kind_of(after: Elements, launch: Launch) -> str:
    """Low orbit under no power, powered, or high, by most of its objects."""
    e = after.select(np.isin(after.norad, list(launch.objects)))
    if np.median(e.mean_motion_rev_day) < 11:
        return "high"
    powered = (e.eccentricity < 3e-4) | (e.ndot < -1e-3)
    return "powered" if powered.mean() > 0.5 else "low"


def row_of(pair: Pair, launch: Launch, window: str, knowledge: str) -> Row:
    """What was found of a launch, beside the truth."""
    found = asked(pair, launch, WINDOWS_H[window], knowledge)
    ranks = [k for k, c in enumerate(found.candidates, 1) if c.norad in launch.objects]
    right = ranks[:1] == [1]
    off_min = (
        abs((found.liftoff[1] - launch.liftoff).total_seconds()) / 60 if found.liftoff and right else None
    )
    return {
        "launch": launch.tag,
        "site": launch.site.code,
        "orbit": kind_of(pair.after, launch),
        "window": window,
        "knowledge": knowledge,
        "verdict": found.verdict,
        "first_right": right,
        "rank": ranks[0] if ranks else None,
        "liftoff_off_min": off_min,
    }


def figures_of(rows: list[Row]) -> Row:
    """For each window and knowledge: how often the first object is right, by verdict."""
    found: Row = {}
    for window, knowledge in dict.fromkeys((row["window"], row["knowledge"]) for row in rows):
        some = [row for row in rows if (row["window"], row["knowledge"]) == (window, knowledge)]
        first, name = sum(row["first_right"] for row in some), f"{window} {knowledge}"
        found[f"{name} asked"], found[f"{name} first right"] = len(some), first
        found[f"{name} share"] = share(first, len(some))
        for verdict in VERDICTS:
            for right in (True, False):
                count = sum(row["verdict"] == verdict and row["first_right"] is right for row in some)
                found[f"{name} {verdict}{'' if right else ' WRONG'}"] = count
        offs = [row["liftoff_off_min"] for row in some if row["orbit"] == "low"]
        found[f"{name} low lift-off off min"] = quantile([off for off in offs if off is not None], 0.5)
    return found


def invented(pair: Pair) -> Iterator[Row]:
    """Launches that never were: how often is one found?"""
    for site in map(find_site, INVENTED_SITES):
        at = pair.first + timedelta(days=2, hours=7)
        while at < pair.last - timedelta(days=3):
            near = [one for one in pair.launches if abs(one.liftoff - at) < timedelta(hours=18)]
            if not any(abs(one.site.lat_deg - site.lat_deg) < 1 for one in near):
                launch = Launch(f"{site.code}{at}", at, site, frozenset())
                for window in ("exact", "12 h"):
                    for knowledge in ("alone", "others"):
                        found = asked(pair, launch, WINDOWS_H[window], knowledge)
                        yield {
                            "launch": launch.tag,
                            "window": window,
                            "knowledge": knowledge,
                            "verdict": found.verdict,
                        }
            at += timedelta(days=4.7)


def alarms_of(rows: list[Row]) -> Row:
    """For each window and knowledge the count of each verdict on launches that never were."""
    found: Row = defaultdict(int)
    for row in rows:
        found[f"{row['window']} {row['knowledge']} {row['verdict']}"] += 1
    return {"invented": len(rows), **dict(sorted(found.items()))}


def line(row: Row) -> str:
    return "  ".join(f"{value:.1f}" if isinstance(value, float) else str(value) for value in row.values())


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    pair_options(parser)
    parser.add_argument("--windows", nargs="*", choices=WINDOWS_H, default=["12 h"])
    parser.add_argument("--knowledge", nargs="*", choices=KNOWLEDGE, default=["alone", "others"])
    parser.add_argument("--alarms", action="store_true", help="ask for launches that never were")
    given = parser.parse_args(words)
    pairs = list(pairs_of(parser, given))
    if given.alarms:
        rows = [row for pair in pairs for row in invented(pair)]
        return answer(given, rows, alarms_of(rows), line)
    rows = [
        row_of(pair, launch, window, knowledge)
        for pair in pairs
        for launch in pair.launches
        if launch.objects and given.half in ("all", half_of(launch.tag, parts=3, checked=0))
        for window in given.windows
        for knowledge in given.knowledge
    ]
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
