"""How well areas and history give the plane: measured on the launches of ../shared/data/notices/dev.jsonl.

    python design/plane_accuracy.py fit|check|both|misses|transfer|korea

Launches into a known low orbit are split by a hash of their name: the figures in `ascent/plane` were chosen on
the half "fit" alone, those of `history` also by how well earlier launches of its table foretell later ones. The
half "check" has been looked at three times, the last after changes that its earlier misses had prompted (areas
open at other hours, a wrong "determined"): it is no longer blind. Only launches before the one in question count
as history. "misses" lists every answer more than 5 deg off, with what explains it; "transfer" launches to high
orbits, whose final plane is not that of the ascent; "korea" the cases where areas and plane disagree.
"""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

from downrange.geography.sites import Site, find_site
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import Announced, areas_of_ascent
from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.launch_plane import Plane, launch_plane
from downrange.launch.plane.site_history import history_of, past_planes

DEV = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "notices" / "dev.jsonl"
KOREAN = ("SOHAE", "TONGH")
MISS_DEG, SAME_PLANE_DEG, BEND_DEG = 5.0, 3.0, 4.0
KIND = {True: "determined", False: "not determined"}


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch of the file: the areas of its notices, and its plane where it went to low orbit."""

    name: str
    site: Site
    liftoff: datetime
    announced: Announced
    inclination_deg: float | None

    @property
    def half(self) -> str:
        return "check" if int(sha256(self.name.encode()).hexdigest(), 16) % 2 else "fit"


def launches() -> list[Launch]:
    """The launches of the file, each with the areas of all its notices."""
    flown = {plane.launch: plane.inclination_deg for plane in past_planes()}
    grouped: dict[str, list[dict[str, str]]] = {}
    for line in DEV.read_text(encoding="utf-8").splitlines():
        notice = json.loads(line)
        if notice["launch"] and notice["site"]:
            grouped.setdefault(notice["launch"], []).append(notice)
    found = []
    for name, notices in grouped.items():
        first = notices[0]
        read = [notice for one in notices for notice in read_notices(one["text"])]
        inclination = first["inclination_deg"] or flown.get(name.split(" ")[0])
        site, liftoff = find_site(first["site"]), datetime.fromisoformat(first["date"])
        announced = areas_of_ascent(site, read, liftoff=liftoff)
        found.append(Launch(name, site, liftoff, announced, inclination))
    return found


def show(launch: Launch, plane: Plane) -> None:
    """One line a launch: truth, areas alone, with history; a star where the truth lies outside."""
    truth = launch.inclination_deg
    line = f"{launch.name[:24]:24} {launch.site.code:6}{len(plane.zones):2} zones  true {truth or float('nan'):6.2f}"
    for name, answer in (("areas", plane.geometry), ("history", plane.answer)):
        spread = answer.inclination_deg
        missed = "*" if truth is not None and not spread.contains(truth) else " "
        line += f" | {name} {spread.median:6.2f} in {spread.p05:5.1f}-{spread.p95:5.1f}{missed}"
    print(f"{line} | {KIND[plane.determined]}")


def explain(launch: Launch, plane: Plane) -> str:
    """Why an answer is far off, by rule: what the areas show, and what the site had flown before."""
    truth = launch.inclination_deg
    assert truth is not None
    off = plane.geometry.inclination_deg.median - truth
    before = history_of(launch.site, launch.liftoff.date())
    seen = before.n_like(truth, SAME_PLANE_DEG)
    flown = f"{seen:.1f} of {before.n:.1f} weighted earlier launches of the site flew this plane"
    if not plane.zones:
        return f"no area shows a course; {flown}"
    bend = max(
        abs(float(turn_deg(zone.launch_azimuth_deg, plane.zones[-1].launch_azimuth_deg)))
        for zone in plane.zones
    )
    if abs(off) <= SAME_PLANE_DEG:
        why = "the areas show it; the site's history draws away from it"
    elif bend > BEND_DEG:
        why = f"the areas bend by {bend:.0f} deg and the vehicle went on turning"
    else:
        why = "the vehicle turned after its last area: no area shows it"
    return f"areas {off:+.1f} deg off: {why}; {flown}"


def show_misses(measured: list[tuple[Launch, Plane]]) -> None:
    """Every launch whose areas or answer miss by more than 5 deg, the worst answer first."""
    rows = []
    for launch, plane in measured:
        assert launch.inclination_deg is not None
        errors = [a.inclination_deg.median - launch.inclination_deg for a in (plane.answer, plane.geometry)]
        if max(map(abs, errors)) > MISS_DEG:
            rows.append((errors[0], launch, plane))
    for error, launch, plane in sorted(rows, key=lambda row: -abs(row[0])):
        held = "inside" if plane.answer.inclination_deg.contains(launch.inclination_deg or 0.0) else "OUTSIDE"
        print(
            f"{launch.name[:24]:24} {launch.site.code:5} true {launch.inclination_deg:6.2f} "
            f"answer {error:+6.1f} deg, {held} its 90 %, {KIND[plane.determined]}: {explain(launch, plane)}"
        )


def summarise(measured: list[tuple[Launch, Plane]]) -> None:
    """Median and 90th percentile of the error, containment and width of the 90 % interval, share determined."""
    truth = np.array([launch.inclination_deg for launch, _ in measured], dtype=float)
    print(f"\n{'':14}  n  median error  90th pct  in 90 %  median width")
    for name, answers in (
        ("areas alone", [plane.geometry.inclination_deg for _, plane in measured]),
        ("with history", [plane.answer.inclination_deg for _, plane in measured]),
    ):
        error = np.abs([answer.median for answer in answers] - truth)
        held = np.mean([answer.contains(true) for answer, true in zip(answers, truth, strict=True)])
        width = np.median([answer.width_deg for answer in answers])
        middle, bad = np.median(error), np.quantile(error, 0.9)
        print(f"{name:14}{len(error):3}{middle:14.2f}{bad:10.2f}{held:9.2f}{width:14.1f}")
    determined = np.array([plane.determined for _, plane in measured])
    for kind in (True, False):
        some = error[determined == kind]
        if some.size:
            print(f"{KIND[kind]:14}{some.size:3}{np.median(some):14.2f}{np.quantile(some, 0.9):10.2f}")


def main(part: str) -> None:
    """Print the table of one part of the launches."""
    chosen = []
    for launch in launches():
        korean, low = launch.site.code in KOREAN, launch.inclination_deg is not None
        wanted = {
            "korea": korean,
            "transfer": not korean and not low,
            "both": not korean and low,
            "misses": not korean and low,
        }.get(part, not korean and low and launch.half == part)
        if wanted:
            areas = launch.announced.areas
            chosen.append((launch, launch_plane(launch.site, areas, liftoff=launch.liftoff)))
    if part == "misses":
        show_misses(chosen)
        return
    for launch, plane in chosen:
        show(launch, plane)
        if part == "korea":
            print(*(f"    {reason}" for reason in plane.reasons), sep="\n")
    if part in ("fit", "check", "both"):
        summarise([(launch, plane) for launch, plane in chosen if plane.zones])


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("fit", "check", "both", "misses", "transfer", "korea"):
        sys.exit(__doc__)
    if not DEV.exists():
        sys.exit(f"This measurement needs {DEV.name} of ../shared/data/notices, which is not here.")
    main(sys.argv[1])
