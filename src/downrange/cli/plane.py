"""`downrange plane`: the orbital plane of a launch from its hazard notices, with an honest interval."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table

from downrange.cli.terminal import console, emit, read_input
from downrange.earth.instants import Window, format_utc, parse_utc
from downrange.errors import NoticeError
from downrange.geography.sites import Site, find_site
from downrange.launch.areas.area import Area
from downrange.launch.areas.terminal_sketch import sketch_areas
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import areas_of_ascent
from downrange.launch.plane.launch_plane import Plane, history_ends, launch_plane
from downrange.launch.plane.plane_codes import says_and_codes
from downrange.launch.plane.posterior import BIN_DEG, Quantiles
from downrange.launch.plane.site_likelihood import Origin, likely_sites, repeated_launches

app = typer.Typer()

BAR = 40  # characters of the tallest bar
FAINT = 0.01  # share of the weight below which the histogram's ends are cut
MAP_WIDTH, MAP_HEIGHT = 48, 16
PAD_NM = 1.0  # radius of the mark that stands for the launch site on the map
SITE = 'Launch site: GCAT code (SOHAE, JQ, CC), name, or "lat,lon"; without it the areas must name it.'
CLEAR_SHARE = 0.8  # of the belief: with less, the areas do not name their site
SITES_SHOWN = 3
NO_HISTORY = "Leave out what the site flew before."


@app.command()
def plane(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE|-...", help="Notices of one launch; - reads standard input.")
    ],
    site: Annotated[str | None, typer.Option(help=SITE)] = None,
    liftoff: Annotated[str | None, typer.Option(help="Time of lift-off, ISO 8601 UTC with Z.")] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help=NO_HISTORY)] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Infer the orbital plane of a launch from its hazard areas, and say whether they determine it.

    The areas alone and the areas with the site's past launches are weighed side by side. Sea and air notices of one
    launch may be given together. History is what the site flew before lift-off or, without --liftoff, up to a week
    before the first window.

    Example: downrange plane notice.txt --site SOHAE --liftoff 2023-11-21T13:42:58Z
    """
    given = find_site(site) if site is not None else None
    time = parse_utc(liftoff) if liftoff is not None else None
    notices = [notice for file in files for notice in read_notices(read_input(file))]
    origins = _origins(notices, time) if given is None else ()
    where = given or _clear_origin(origins)
    announced = areas_of_ascent(where, notices, liftoff=time)
    if not announced.areas:
        raise NoticeError(
            "no notice of a launch with an area is given",
            hint="Give the notices that hold the launch's areas.",
        )
    found = launch_plane(
        where,
        announced.areas,
        liftoff=time,
        window=announced.window,
        use_history=not no_history,
        aside=announced.aside,
    )
    before = history_ends(time, announced.window)
    repeats = () if no_history else repeated_launches(announced.areas, where, before)
    doubts = [f"{_named(notice)}: {defect.says}" for notice in notices for defect in notice.defects]
    if json:
        more = {
            **says_and_codes("set_aside", announced.aside, "set_aside_codes"),
            "notice_defects": doubts,
            "repeats": [repeat.as_dict() for repeat in repeats],
            "likely_sites": [origin.as_dict() for origin in origins[:SITES_SHOWN]],
        }
        emit({**found.as_dict(), **more})
        return
    for origin in origins[:1]:
        console.print(f"No site was given; the areas point to {origin.site.code}:", markup=False)
        for reason in origin.reasons:
            console.print(f"- {reason.says}", markup=False)
        console.print()
    _show(found, announced.areas)
    for repeat in repeats[:SITES_SHOWN]:
        flew = f"an area within {repeat.apart_km:.0f} km of one of these; it flew {repeat.inclination_deg:.1f} deg"
        console.print(f"The launch {repeat.launch} of {repeat.day} had {flew}.", markup=False)
    for doubt in doubts:
        console.print(f"Doubtful in {doubt}.", markup=False)


def _origins(notices: list[Notice], time: datetime | None) -> tuple[Origin, ...]:
    """The sites that the areas of launch notices may belong to, most likely first."""
    areas = [area for notice in notices for area in notice.areas if area.boundary is not None]
    first = min((window.start for notice in notices for window in notice.windows), default=None)
    before = history_ends(time, Window(first, first) if first else None)
    return likely_sites(areas, before) if areas else ()


def _clear_origin(origins: tuple[Origin, ...]) -> Site:
    if origins and origins[0].share >= CLEAR_SHARE:
        return origins[0].site
    several = ", ".join(f"{origin.site.code} {origin.share:.0%}" for origin in origins[:SITES_SHOWN])
    raise NoticeError(
        f"the areas do not name their launch site ({several})"
        if several
        else "there are no areas to name a site",
        hint="Give it with --site.",
    )


def _named(notice: Notice) -> str:
    return notice.number or "a notice without number"


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
    middle = f"{median:.1f} deg" if found.determined else f"the median, {median:.1f} deg, taken for granted"
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
