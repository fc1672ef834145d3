"""How often identification is right: every launch with new objects between three pairs of whole catalogues.

    python design/identify_accuracy.py [--half fit|check|both] [--misses] [--alarms]

Needs ../shared/data (element sets may not be shipped). Truth, used for nothing else: the launch part of the
international designators; liftoffs and sites from GCAT's launch log (J. McDowell, CC-BY). Launches count from
seven days before the earlier snapshot. Halves by hash of the launch tag: a third is the check half, which is to
be looked at only to confirm.
"""

import argparse
import gzip
import hashlib
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median

import numpy as np

from downrange.earth.instants import Window
from downrange.errors import PlaceError
from downrange.geography.sites import Site, find_site
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.ranked_objects import Identification, KnownLaunch
from downrange.orbit.identify.snapshots import newcomers

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "orbits"
PAIRS = (("20160112", "20160208"), ("20231109", "20231209"), ("20231209", "20240108"))
WINDOWS_H = {"exact": 0, "12 h": 12, "10 days": 240}
KNOWLEDGE = ("alone", "inclination", "others", "both")
INCLINATION_DEG = 2.0
MONTHS = dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))
INVENTED_SITES = ("SOHAE", "JQ", "VSFBS", "GIK-1", "CC", "SRI")


@dataclass(frozen=True)
class Launch:
    tag: str
    liftoff: datetime
    site: Site
    objects: frozenset[int]

    @property
    def checks(self) -> bool:
        return int(hashlib.sha256(self.tag.encode()).hexdigest(), 16) % 3 == 0


def launch_log(first: datetime, last: datetime) -> list[tuple[str, datetime, Site]]:
    """Orbital launches of a span with their liftoffs to the second and sites."""
    rows = {}
    with gzip.open(DATA / "satcat" / "gcat_launchlog_2024-12.tsv.gz", "rt") as file:
        header = file.readline().lstrip("#").rstrip("\n").split("\t")
        for line in file:
            row = dict(zip(header, (word.strip() for word in line.split("\t")), strict=False))
            tag, words = row["Launch_Tag"], row["Launch_Date"].replace("?", "").split()
            if not tag[:4].isdigit() or "-" not in tag or not tag[5:8].isdigit() or len(words) < 4:
                continue
            year, month, day, clock = int(words[0]), MONTHS[words[1]], int(words[2]), words[3]
            seconds = int(clock.split(":")[1]) if ":" in clock else 0
            liftoff = datetime(year, month, day, int(clock[:2]), int(clock[2:4]), tzinfo=UTC)
            if first <= liftoff <= last and tag not in rows:
                try:
                    rows[tag] = (tag, liftoff + timedelta(seconds=seconds), find_site(row["Launch_Site"]))
                except PlaceError:
                    print("no site", tag, row["Launch_Site"])
    return sorted(rows.values(), key=lambda row: row[1])


def day_of(name: str) -> datetime:
    return datetime.strptime(name, "%Y%m%d").replace(tzinfo=UTC)


def launches_between(before: Elements, after: Elements, names: tuple[str, str]) -> list[Launch]:
    """The launches of a pair of snapshots and their new objects (none for some)."""
    new, objects = newcomers(before, after).new, defaultdict(set)
    for norad, designator in zip(new.norad.tolist(), new.designator.tolist(), strict=True):
        if len(designator) >= 5 and designator[:5].isdigit():
            year = int(designator[:2])
            objects[f"{year + (1900 if year >= 57 else 2000)}-{designator[2:5]}"].add(norad)
    span = day_of(names[0]) - timedelta(days=7), day_of(names[1])
    return [Launch(*row, frozenset(objects[row[0]])) for row in launch_log(*span)]


def blanked(elements: Elements) -> Elements:
    return replace(elements, name=np.full(len(elements), ""), designator=np.full(len(elements), ""))


def asked(
    pair: tuple[Elements, Elements], launch: Launch, everyone: list[Launch], hours: float, knowledge: str
) -> Identification:
    """One launch asked for, its window placed at random around the liftoff (by the hash of its tag)."""
    share = int(hashlib.sha256((launch.tag + str(hours)).encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    start = launch.liftoff - timedelta(hours=hours * share)
    interval = None
    if knowledge in ("inclination", "both"):
        rows = np.isin(pair[1].norad, list(launch.objects))
        true_deg = float(np.median(pair[1].inclination_deg[rows]))
        interval = (true_deg - INCLINATION_DEG, true_deg + INCLINATION_DEG)
    others = [KnownLaunch(one.liftoff, one.site) for one in everyone if one.tag != launch.tag]
    return identify(
        *pair,
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--half", choices=("fit", "check", "both"), default="fit")
    options.add_argument("--windows", nargs="*", default=list(WINDOWS_H))
    options.add_argument("--knowledge", nargs="*", default=list(KNOWLEDGE))
    options.add_argument("--misses", action="store_true", help="list every launch that is not first")
    options.add_argument("--alarms", action="store_true", help="also ask for launches that never were")
    chosen = options.parse_args()
    pairs = {}
    for names in PAIRS:
        raw = [catalogue(name) for name in names]
        pairs[names] = (tuple(blanked(elements) for elements in raw), launches_between(*raw, names))
    if chosen.alarms:
        alarms(pairs)
        return
    for window in chosen.windows:
        for knowledge in chosen.knowledge:
            measure(pairs, chosen.half, window, knowledge, chosen.misses)


def catalogue(name: str) -> Elements:
    return read_elements(DATA / "catalogues" / f"catalogue_{name}.tle.gz")


def measure(pairs, half: str, window: str, knowledge: str, misses: bool) -> None:
    first, verdicts, off_min, seconds, missed = 0, defaultdict(int), defaultdict(list), [], []
    asked_for = 0
    for pair, everyone in pairs.values():
        for launch in everyone:
            if not launch.objects or (half != "both" and launch.checks != (half == "check")):
                continue
            asked_for += 1
            begun = time.perf_counter()
            found = asked(pair, launch, everyone, WINDOWS_H[window], knowledge)
            seconds.append(time.perf_counter() - begun)
            best = found.candidates[0]
            right = best.norad in launch.objects
            first += right
            verdicts[found.verdict, right] += 1
            if right and found.liftoff:
                off_min[kind_of(pair[1], launch)].append(
                    abs((found.liftoff[1] - launch.liftoff).total_seconds()) / 60
                )
            if not right:
                ranks = [k for k, c in enumerate(found.candidates, 1) if c.norad in launch.objects]
                missed.append(
                    f"    {launch.tag} {launch.site.code} rank {ranks[0]}, first {best.norad} {best.log_ratio:.1f}"
                )
    print(
        f"{window:8} {knowledge:12} {half}: first right {first} of {asked_for}; {mean(seconds):.2f} s a launch",
        end="; ",
    )
    print(
        ", ".join(f"{word}{'' if right else ' WRONG'} {n}" for (word, right), n in sorted(verdicts.items())),
        end="; ",
    )
    print(
        "; ".join(f"liftoff {kind} {median(v):.1f} min (n {len(v)})" for kind, v in sorted(off_min.items()))
    )
    if misses:
        print("\n".join(missed))


def alarms(pairs) -> None:
    """Launches that never were, from six sites, no launch from there within 18 h: how often is one found?"""
    for window in ("exact", "12 h"):
        for knowledge in ("alone", "others"):
            verdicts = defaultdict(int)
            for names, (pair, everyone) in pairs.items():
                for site in map(find_site, INVENTED_SITES):
                    at = day_of(names[0]) + timedelta(days=2, hours=7)
                    while at < day_of(names[1]) - timedelta(days=3):
                        near = [one for one in everyone if abs(one.liftoff - at) < timedelta(hours=18)]
                        if not any(abs(one.site.lat_deg - site.lat_deg) < 1 for one in near):
                            launch = Launch(f"{site.code}{at}", at, site, frozenset())
                            verdicts[asked(pair, launch, everyone, WINDOWS_H[window], knowledge).verdict] += 1
                        at += timedelta(days=4.7)
            total = sum(verdicts.values())
            print(f"{window:8} {knowledge:8} {total} invented launches: {dict(verdicts)}")


if __name__ == "__main__":
    main()
