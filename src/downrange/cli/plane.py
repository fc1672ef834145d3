"""`downrange plane`: the orbital plane of a launch from its hazard notices, with its interval."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from downrange.answers.plane import SITES_SHOWN, plane_of
from downrange.answers.requests import PlaneRequest
from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import SITE, AsJson
from downrange.cli.terminal import console, emit, opened
from downrange.earth.instants import format_utc
from downrange.geography.sites import Site
from downrange.launch.areas.area import Area
from downrange.launch.areas.terminal_sketch import sketch_areas
from downrange.launch.plane.launch_plane import Plane
from downrange.launch.plane.posterior import BIN_DEG, Quantiles

app = typer.Typer()

BAR = 40  # characters of the tallest bar
FAINT = 0.01  # share of the weight below which the histogram's ends are cut
MAP_WIDTH, MAP_HEIGHT = 48, 16
PAD_NM = 1.0  # radius of the mark that stands for the launch site on the map
NO_HISTORY = "Leave out what the site flew before."


@app.command(help=HELP["plane"])
def plane(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE|-...", help="Notices of one launch; - reads standard input.")
    ],
    site: Annotated[str | None, typer.Option(help=f"{SITE} Without it the areas must name it.")] = None,
    liftoff: Annotated[str | None, typer.Option(help="Time of lift-off, ISO 8601 UTC with Z.")] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help=NO_HISTORY)] = False,
    json: AsJson = False,
) -> None:
    """Infer the orbital plane of a launch from its hazard areas, and say whether they determine it."""
    answer = plane_of(
        PlaneRequest.of(
            notices=tuple(opened(file) for file in files),
            site=site,
            liftoff=liftoff,
            use_history=not no_history,
        )
    )
    if json:
        emit(answer.as_dict())
        return
    for origin in answer.origins[:1]:
        console.print(DoorNote.POINTS_TO.says({"site": origin.site.code}), markup=False)
        for reason in origin.reasons:
            console.print(f"- {reason.says}", markup=False)
        console.print()
    _show(answer.plane, answer.announced.areas)
    for repeat in answer.repeats[:SITES_SHOWN]:
        flew = f"an area within {repeat.apart_km:.0f} km of one of these; it flew {repeat.inclination_deg:.1f} deg"
        console.print(f"The launch {repeat.launch} of {repeat.day} had {flew}.", markup=False)
    for note in answer.announced.hours:
        console.print(note.says, markup=False)
    for doubt in answer.doubts:
        console.print(f"Doubtful in {doubt}.", markup=False)


def _show(found: Plane, areas: tuple[Area, ...]) -> None:
    verdict = "[bold green]determined[/]" if found.determined else "[bold yellow]not determined[/]"
    console.print(f"Plane of ascent from {found.site.name.split(' / ')[0]} ({found.site.code}): {verdict}\n")
    for reason in found.reasons:
        console.print(f"- {reason.says}", markup=False)
    console.print()
    _show_map(found.site, areas)
    table = Table("degrees", "5 %", "25 %", "median", "75 %", "95 %", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    name = "areas alone"
    if found.past_launches is not None:
        table.add_row("inclination, areas and history", *_figures(found.answer.inclination_deg), style="bold")
        name = "areas and history"
    table.add_row("inclination, areas alone", *_figures(found.geometry.inclination_deg))
    table.add_row(f"launch azimuth, {name}", *_figures(found.answer.azimuth_deg))
    console.print(table)
    console.print()
    _show_histogram(found)
    _show_through_time(found)
    console.print("\n[dim]A stage that burns again later may turn the plane: this is that of the ascent.[/]")


def _show_map(site: Site, areas: tuple[Area, ...]) -> None:
    """The areas as outlines, the launch site as a star."""
    pad = Area("circle", label="*", center=(site.lat_deg, site.lon_deg), radius_nm=PAD_NM)
    lines = sketch_areas((*areas, pad), MAP_WIDTH, MAP_HEIGHT)
    console.print("\n".join(lines), markup=False, highlight=False, no_wrap=True)
    console.print("[dim]* launch site[/]\n")


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
        console.print(f"{index * BIN_DEG:5.0f}  {bar}".rstrip(), markup=False, highlight=False)
    legend = (
        "bars: areas and history; dots, ░: areas alone" if found.past_launches is not None else "areas alone"
    )
    console.print(f"       [dim]degrees of inclination; {legend}[/]\n")


def _show_through_time(found: Plane) -> None:
    """Where the plane would stand, for the time of lift-off or through the first window."""
    if not found.through_time:
        return
    median = found.answer.inclination_deg.median
    middle = f"{median:.1f} deg"
    console.print(f"The plane at {middle}, by time of lift-off:")
    times = Table(
        "lift-off", "ascending node", "local time, ascending", "descending", box=None, pad_edge=False
    )
    for at in found.through_time:
        clocks = _clock(at.ascending_node_h), _clock(at.descending_node_h)
        times.add_row(format_utc(at.liftoff), f"{at.raan_deg:.0f} deg", *clocks)
    console.print(times)


def _figures(spread: Quantiles) -> list[str]:
    return [f"{value:.1f}" for value in spread.as_dict().values()]


def _clock(hours: float) -> str:
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
