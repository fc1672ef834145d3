"""`downrange coverage`: how often satellites reach the points of an area or of the globe, and with what gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson, ElementsFile, EndOption, OffNadir, StartOption

app = typer.Typer()


@app.command(help=HELP["coverage"])
def coverage(
    elements: ElementsFile,
    start: StartOption,
    end: EndOption,
    area: Annotated[
        str | None, typer.Option(metavar="FILE", help="GeoJSON of the area; - reads standard input.")
    ] = None,
    grid: Annotated[
        float | None, typer.Option(metavar="DEG", help="Step of the grid; without --area it spans the globe.")
    ] = None,
    off_nadir: OffNadir = 45.0,
    min_sun: Annotated[
        float, typer.Option(help="Least height of the sun at the point, deg; -90 asks for no light.")
    ] = 10.0,
    json: AsJson = False,
) -> None:
    """Say how often satellites reach an area or the globe: revisit, gaps, first access, share seen."""
    from downrange.answers.coverage import coverage_of
    from downrange.answers.requests import CoverageRequest
    from downrange.cli.terminal import emit, opened, progress

    request = CoverageRequest.of(
        elements=opened(elements),
        start=start,
        end=end,
        area=None if area is None else opened(area),
        grid_deg=grid,
        max_off_nadir_deg=off_nadir,
        min_sun_deg=min_sun,
    )
    with progress("coverage") as report:
        step = report("percent", 100)
        told = coverage_of(request, lambda share: step(round(100 * share)))
    if json:
        emit(told.as_dict())
    else:
        _show(told.as_dict())


def _show(said: Mapping[str, Any]) -> None:
    from downrange.cli.terminal import console, print_lines

    light = said["limits"]["min_sun_deg"]
    lit = f", sun above {light:g}°" if light > -90 else ""
    console.print(
        f"{said['count']:,} points, {said['grid_deg']:.3g}° apart, {said['start']} to {said['end']}; "
        f"within {said['limits']['max_off_nadir_deg']:g}° of nadir{lit}.\n"
        f"Reached: {said['seen_share']:.1%} of the ground, {said['mean_accesses']:.1f} times on the mean point, "
        f"which is {said['covered_share_of_time']:.3%} of the time.",
        markup=False,
    )
    if said["seen_share"] > 0.0:
        _show_spreads(said)
    print_lines(said["remarks"])


def _show_spreads(said: Mapping[str, Any]) -> None:
    from downrange.cli.terminal import console, narrow_table

    table = narrow_table("over the ground", "best 5 %", "median", "worst 5 %")
    for name, key in (
        ("first access after", "first_access_h"),
        ("from one access to the next", "revisit_h"),
        ("longest gap", "longest_gap_h"),
    ):
        spread = said[key]
        table.add_row(
            name, *(_time(spread[q]) for q in ("p05", "median", "p95")) if spread else ("", "never", "")
        )
    console.print(table)
    worst = said["worst"]
    least = "at least " if worst["at_least"] else ""
    longest = f"{least}{_time(worst['longest_gap_h'])} at {worst['lat']:.2f}, {worst['lon']:.2f}"
    console.print(f"Longest of all: {longest}.", markup=False)


def _time(hours: float) -> str:
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} d"
