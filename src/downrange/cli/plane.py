"""`downrange plane`: the orbital plane of a launch from its hazard notices, with an honest interval."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from downrange.ascent.plane import Plane, Spread, launch_plane
from downrange.ascent.plane.answer import BIN_DEG
from downrange.ascent.sites import find_site
from downrange.cli.terminal import console, emit, read_input
from downrange.earth.instants import Window, format_utc, parse_utc
from downrange.errors import NoticeError
from downrange.notices import Notice, read_notices

app = typer.Typer()

NOT_OF_AN_ASCENT = ("reentry", "gunnery", "cancel")
BAR = 40  # characters of the tallest bar
FAINT = 0.01  # share of the weight below which the histogram's ends are cut


@app.command()
def plane(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE|-...", help="Notices of one launch; - reads standard input.")
    ],
    site: Annotated[str, typer.Option(help='Launch site: GCAT code (SOHAE, JQ, CC), name, or "lat,lon".')],
    liftoff: Annotated[str | None, typer.Option(help="Time of lift-off, ISO 8601 UTC with Z.")] = None,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Leave out what the site flew before.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Infer the orbital plane of a launch from its hazard areas, and say whether they determine it.

    The areas alone and the areas with the site's past launches are weighed side by side. Sea and air notices of one
    launch may be given together.

    Example: downrange plane notice.txt --site SOHAE --liftoff 2023-11-21T13:42:58Z
    """
    where = find_site(site)
    time = parse_utc(liftoff) if liftoff is not None else None
    notices = [notice for file in files for notice in read_notices(read_input(file))]
    aside = [notice for notice in notices if notice.kind in NOT_OF_AN_ASCENT]
    ascent = [notice for notice in notices if notice.kind not in NOT_OF_AN_ASCENT]
    areas = [area for notice in ascent for area in notice.areas]
    if not areas:
        raise NoticeError(
            "no notice of a launch with an area is given",
            mend="Give the notices that hold the launch's areas.",
        )
    found = launch_plane(where, areas, liftoff=time, window=_first_window(ascent), use_history=not no_history)
    set_aside = [f"{_named(notice)} ({notice.kind})" for notice in aside]
    doubts = [f"{_named(notice)}: {defect.says}" for notice in ascent for defect in notice.defects]
    if json:
        emit({**found.as_dict(), "notices_set_aside": set_aside, "notice_defects": doubts})
        return
    _show(found)
    for name in set_aside:
        console.print(f"Set aside, as not of an ascent: {name}.", markup=False)
    for doubt in doubts:
        console.print(f"Doubtful in {doubt}.", markup=False)


def _named(notice: Notice) -> str:
    return notice.number or "a notice without number"


def _first_window(notices: list[Notice]) -> Window | None:
    """The earliest announced window, whose width the plane is shown through."""
    windows = sorted((window.start, window.end) for notice in notices for window in notice.windows)
    return Window(*windows[0]) if windows else None


def _show(found: Plane) -> None:
    verdict = "[bold green]determined[/]" if found.determined else "[bold yellow]not determined[/]"
    console.print(f"Plane of ascent from {found.site.name.split(' / ')[0]} ({found.site.code}): {verdict}\n")
    table = Table("degrees", "5 %", "25 %", "median", "75 %", "95 %", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    if found.past_launches is not None:
        table.add_row("inclination", *_figures(found.answer.inclination_deg), style="bold")
    table.add_row("inclination, areas alone", *_figures(found.geometry.inclination_deg))
    table.add_row("launch azimuth", *_figures(found.answer.azimuth_deg))
    console.print(table)
    console.print()
    _show_histogram(found)
    for reason in found.reasons:
        console.print(f"- {reason}")
    if found.through_time:
        console.print(f"\nThe plane at {found.answer.inclination_deg.median:.1f} deg, by time of lift-off:")
        times = Table(
            "lift-off", "ascending node", "local time, ascending", "descending", box=None, pad_edge=False
        )
        for at in found.through_time:
            clocks = _clock(at.ascending_node_h), _clock(at.descending_node_h)
            times.add_row(format_utc(at.liftoff), f"{at.raan_deg:.0f} deg", *clocks)
        console.print(times)
    console.print("\n[dim]A stage that burns again later may turn the plane: this is that of the ascent.[/]")


def _show_histogram(found: Plane) -> None:
    """A bar for each step of inclination; a dot where the areas alone would end it."""
    both = list(zip(found.answer.histogram, found.geometry.histogram, strict=True))
    seen = [index for index, shares in enumerate(both) if max(shares) >= FAINT]
    tallest = max(max(shares) for shares in both)
    for index in range(seen[0], seen[-1] + 1):
        with_past, alone = (round(BAR * share / tallest) for share in both[index])
        bar = "█" * with_past
        if found.past_launches is not None:
            bar = f"{bar:<{alone}}·" if alone >= with_past else f"{bar[:alone]}░{bar[alone + 1 :]}"
        console.print(f"{index * BIN_DEG:5.0f}  {bar}".rstrip(), markup=False)
    if found.past_launches is not None:
        console.print("       [dim]bars: areas and history; dots: areas alone[/]")
    console.print()


def _figures(spread: Spread) -> list[str]:
    return [f"{value:.1f}" for value in spread.as_dict().values()]


def _clock(hours: float) -> str:
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
