"""`downrange identify`: which new catalogue objects came from a launch, with the reasons for each."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from downrange.cli.terminal import console, emit, read_bytes, read_input
from downrange.earth.instants import Window, format_utc, parse_utc, parse_window
from downrange.errors import InputError
from downrange.geography.sites import Site, find_site, same_place
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.launch_plane import launch_plane
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.identify.identification import identify as identify_launch
from downrange.orbit.identify.ranked_objects import Candidate, Identification, KnownLaunch

app = typer.Typer()

COLOURS = {"reached orbit": "green", "nothing found": "red", "undecided": "yellow"}
FOUND = "reached orbit"
ROWS = 6
HIGHEST_DEG = 180.0
NOTHING = 0.05  # a weight that prints as 0.0


@app.command()
def identify(
    before: Annotated[
        str, typer.Option(metavar="FILE", help="Catalogue before the launch: OMM or TLE, may be gzip.")
    ],
    after: Annotated[str, typer.Option(metavar="FILE", help="Catalogue after it; - reads standard input.")],
    site: Annotated[str, typer.Option(help='Launch site: GCAT code (SOHAE, JQ, CC), name, or "lat,lon".')],
    window: Annotated[
        str, typer.Option(metavar="START/END", help="When liftoff can have been, ISO 8601 UTC.")
    ],
    notices: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Notices of the launch: narrow the inclination if they can."),
    ] = None,
    inclination: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Inclination in degrees, if known.")
    ] = None,
    launches: Annotated[
        str | None,
        typer.Option(metavar="CSV", help="Other known launches of these weeks, a line each: time,site."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Find which objects, new between two catalogues, came from a launch, and say why.

    Names and designators are not read. The exit code is 0 if the launch reached orbit and 1 if not, or if that
    is undecided.

    Example: downrange identify --before 1109.tle --after 1209.tle --site SOHAE
    --window 2023-11-21T13:00Z/2023-11-21T15:00Z
    """
    where, when = find_site(site), parse_window(window)
    interval = interval_deg(inclination) if inclination is not None else _noticed(notices or [], where, when)
    others, aside = _known_launches(launches, where, when)
    found = identify_launch(
        read_elements(read_bytes(before)),
        read_elements(read_bytes(after)),
        where,
        when,
        inclination=interval,
        launches=others,
    )
    remarks = [
        f"Set aside, as it may be this launch itself: {format_utc(one.liftoff)} {one.site.code}."
        for one in aside
    ]
    if json:
        emit({**found.as_dict(), "inclination_deg": interval, "remarks": remarks})
    else:
        _show(found)
        for remark in remarks:
            console.print(remark, markup=False)
    if found.verdict != FOUND:
        raise typer.Exit(1)


def interval_deg(text: str) -> tuple[float, float]:
    """An inclination interval, ``95/100``."""
    try:
        low, high = (float(part) for part in text.split("/"))
    except ValueError as error:
        raise InputError(
            f"{text!r} is no interval of inclinations", hint="Write it as 95/100, in degrees."
        ) from error
    if not 0 <= low <= high <= HIGHEST_DEG:
        raise InputError(
            f"{text!r} is no interval between 0 and 180 deg", hint="Give the lower bound first: 95/100."
        )
    return low, high


def _noticed(files: list[str], site: Site, window: Window) -> tuple[float, float] | None:
    """The interval that the areas of the notices determine, or None where they do not."""
    areas = [area for file in files for notice in read_notices(read_input(file)) for area in notice.areas]
    if not areas:
        return None
    plane = launch_plane(site, areas, window=window)
    return (plane.answer.inclination_deg.p05, plane.answer.inclination_deg.p95) if plane.determined else None


def _known_launches(
    path: str | None, site: Site, window: Window
) -> tuple[list[KnownLaunch], list[KnownLaunch]]:
    """The launches of a table, and apart those that may be the one in question: same place, within the window."""
    if path is None:
        return [], []
    here = {site.code, *(other.code for other in same_place(site))}
    others: list[KnownLaunch] = []
    aside: list[KnownLaunch] = []
    for number, row in enumerate(csv.reader(read_input(path).splitlines()), 1):
        if not row or row[0].startswith("#") or row[0].strip().lower() == "time":
            continue
        if len(row) < 2:
            raise InputError(
                "a launch needs a time and a site", where=f"{path}, line {number}", hint="Write time,site."
            )
        one = KnownLaunch(parse_utc(row[0]), find_site(row[1].strip()))
        may_be_this = one.site.code in here and _near(one, window)
        (aside if may_be_this else others).append(one)
    return others, aside


def _near(launch: KnownLaunch, window: Window) -> bool:
    minute = timedelta(minutes=1)
    return window.start - minute <= launch.liftoff <= window.end + minute


def _show(found: Identification) -> None:
    console.print(f"[bold {COLOURS[found.verdict]}]{found.verdict.capitalize()}[/]. {escape(found.says)}")
    if found.liftoff is not None:
        low, median, high = (format_utc(t) for t in found.liftoff)
        console.print(f"Liftoff, as the orbits imply it: {median} (90 %: {low} to {high}).")
    if not found.candidates:
        return
    table = Table(
        "object", "score", "fits liftoff at", "inclination", "weighs most", box=None, pad_edge=False
    )
    for candidate in found.candidates[:ROWS]:
        table.add_row(
            str(candidate.norad),
            f"{candidate.score:.2f}",
            format_utc(candidate.liftoff),
            f"{candidate.inclination_deg:.1f} deg",
            max(candidate.findings, key=lambda finding: abs(finding.weight)).name,
        )
    console.print(f"\n{len(found.candidates)} new objects, the nearest first:")
    console.print(table)
    _show_reasons(found.candidates[0])


def _show_reasons(best: Candidate) -> None:
    """The reasons of one object, those that weigh nothing left out; weights are natural logs and add up."""
    console.print(f"\nWhy {best.norad}: weights that add up to {best.log_ratio:+.1f}")
    for finding in best.findings:
        if abs(finding.weight) >= NOTHING:
            console.print(f"{finding.weight:+5.1f}  [bold]{finding.name}[/]: {escape(finding.value)}")
            console.print(Padding(f"[dim]{escape(finding.says)}[/]", (0, 0, 0, 7)))
