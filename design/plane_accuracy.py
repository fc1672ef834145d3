"""How well notices and history give the orbital plane: inclination error and containment over launches.

    python design/plane_accuracy.py --launches FILE.jsonl... [--half fit|check|all] [--kind KIND] [--json]

One notice a line: ``text``, ``launch`` (a name; its first word is looked up in the shipped table of planes where no
inclination is given), ``site``, ``date`` (lift-off, ISO 8601) and ``inclination_deg`` where it is known; the notices
of one launch are read together. Only launches before the one in question count as its history.

Kinds: "low" (default) launches whose inclination is known, and whose areas show a course for the figures; "transfer"
launches without one, whose final plane is not that of the ascent; "korea" those from North Korea, never fitted.

Halves by hash of the name. The figures in `launch/plane` were chosen on the half "fit" alone, those of
`site_history` also by how well earlier launches of its table predict later ones. "check" was looked at three times,
the last after changes that its earlier misses had prompted: it is no longer blind.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from downrange.geography.sites import Site, find_site
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import Announced, areas_of_ascent
from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.launch_plane import Plane, launch_plane
from downrange.launch.plane.site_history import history_of, past_planes
from measurement import (
    Figures,
    Row,
    answer,
    archives,
    arguments,
    files,
    half_of,
    json_lines,
    quantile,
    require,
    share,
)

NOTICES = archives("notices/dev.jsonl")
KOREAN = ("SOHAE", "TONGH")
CLASSES = {"41 to 44 deg": (41.0, 44.0), "59 to 64.5 deg": (59.0, 64.5), "sun-synchronous": (96.0, 100.0)}
MISS_DEG, SAME_PLANE_DEG, BEND_DEG = 5.0, 3.0, 4.0


@dataclass(frozen=True, slots=True)
class NoticedLaunch:
    """A launch of the files: the areas of its notices, and its inclination where that is known."""

    name: str
    site: Site
    liftoff: datetime
    announced: Announced
    inclination_deg: float | None


def noticed_launches(paths: list[Path]) -> list[NoticedLaunch]:
    """The launches of the files, each with the areas of all its notices."""
    flown = {plane.launch: plane.inclination_deg for plane in past_planes()}
    grouped: dict[str, list[Row]] = {}
    for notice in json_lines(paths):
        if notice.get("launch") and notice.get("site"):
            grouped.setdefault(notice["launch"], []).append(notice)
    found = []
    for name, notices in grouped.items():
        first = notices[0]
        inclination_deg = first.get("inclination_deg") or flown.get(name.split(" ")[0])
        site, liftoff = find_site(first["site"]), datetime.fromisoformat(first["date"])
        liftoff = liftoff if liftoff.tzinfo else liftoff.replace(tzinfo=UTC)
        read = [notice for one in notices for notice in read_notices(one["text"])]
        announced = areas_of_ascent(site, read, liftoff=liftoff)
        found.append(NoticedLaunch(name, site, liftoff, announced, inclination_deg))
    return found


def kind_of(launch: NoticedLaunch) -> str:
    """Which question a launch belongs to."""
    if launch.site.code in KOREAN:
        return "korea"
    return "low" if launch.inclination_deg is not None else "transfer"


def row_of(launch: NoticedLaunch, plane: Plane) -> Row:
    """The truth, the answer of the areas alone and that with the history, and why it misses where it does."""
    row: Row = {
        "launch": launch.name,
        "site": launch.site.code,
        "zones": len(plane.zones),
        "inclination_deg": launch.inclination_deg,
        "determined": plane.determined,
    }
    for name, told in (("areas", plane.geometry), ("history", plane.answer)):
        spread = told.inclination_deg
        row[name] = {
            "p05": spread.p05,
            "median": spread.median,
            "p95": spread.p95,
            "width_deg": spread.width_deg,
        }
        if launch.inclination_deg is not None:
            row[name]["error_deg"] = spread.median - launch.inclination_deg
            row[name]["held"] = bool(spread.contains(launch.inclination_deg))
    if (
        launch.inclination_deg is not None
        and max(abs(row[k]["error_deg"]) for k in ("areas", "history")) > MISS_DEG
    ):
        row["why"] = explained(launch, plane)
    return row


def explained(launch: NoticedLaunch, plane: Plane) -> str:
    """Why an answer is far off, by rule: what the areas show, and what the site had flown before."""
    truth = launch.inclination_deg or 0.0
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


def figures_of(rows: list[Row]) -> Figures:
    """Error and containment over the launches whose areas show a course and whose inclination is known."""
    used = [row for row in rows if row["zones"] and row["inclination_deg"] is not None]
    found: Row = {"launches": len(rows), "judged": len(used)}
    for name in ("areas", "history"):
        errors = [abs(row[name]["error_deg"]) for row in used]
        found[f"{name}_median_deg"], found[f"{name}_p90_deg"] = quantile(errors, 0.5), quantile(errors, 0.9)
        found[f"{name}_held"] = share(sum(row[name]["held"] for row in used), len(used))
        found[f"{name}_width_deg"] = quantile([row[name]["width_deg"] for row in used], 0.5)
    sure = [abs(row["history"]["error_deg"]) for row in used if row["determined"]]
    found["determined"], found["determined_p90_deg"] = len(sure), quantile(sure, 0.9)
    found["determined_worst_deg"] = quantile(sure, 1.0)
    for name in (*CLASSES, "other"):
        mine = [row for row in used if class_of(row["inclination_deg"]) == name]
        sure_of = [row["history"] for row in mine if row["determined"]]
        found[f"{name} judged"], found[f"{name} determined"] = len(mine), len(sure_of)
        found[f"{name} determined held"] = sum(one["held"] for one in sure_of)
        found[f"{name} determined worst deg"] = quantile((abs(one["error_deg"]) for one in sure_of), 1.0)
    return found


def class_of(inclination_deg: float) -> str:
    """The class of planes that an inclination belongs to."""
    return next((name for name, (low, high) in CLASSES.items() if low <= inclination_deg <= high), "other")


def line(row: Row) -> str:
    """One launch: truth, areas alone, with history; a star where the truth lies outside the 90 %."""
    text = f"{row['launch'][:24]:24} {row['site']:6}{row['zones']:2} zones"
    text += f"  true {np.nan if row['inclination_deg'] is None else row['inclination_deg']:6.2f}"
    for name in ("areas", "history"):
        told = row[name]
        star = " " if told.get("held", True) else "*"
        text += f" | {name} {told['median']:6.2f} in {told['p05']:5.1f}-{told['p95']:5.1f}{star}"
    return f"{text} | {'' if row['determined'] else 'not '}determined" + (
        f" | {row['why']}" if "why" in row else ""
    )


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--launches", NOTICES, "notices with launch, site, date and inclination, one a line")
    parser.add_argument("--kind", choices=("low", "transfer", "korea"), default="low")
    given = parser.parse_args(words)
    require(parser, given, "--launches")
    rows = [
        row_of(launch, launch_plane(launch.site, launch.announced.areas, liftoff=launch.liftoff))
        for launch in noticed_launches(given.launches)
        if kind_of(launch) == given.kind
        and (given.kind != "low" or given.half in ("all", half_of(launch.name)))
    ]
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
