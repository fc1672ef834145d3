"""`downrange coverage`: how often satellites reach the points of an area or of the globe, and with what gaps."""

from __future__ import annotations

import json as json_module
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from downrange.cli.passes import (
    ElementsFile,
    EndOption,
    JsonOption,
    StartOption,
    asked_times,
    narrow_table,
    remarks_on,
)
from downrange.cli.terminal import console, emit, progress_console, read_bytes, read_input
from downrange.errors import InputError
from downrange.geography.area_shapes import read_area
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.coverage import area_points, grid_points
from downrange.orbit.overflight.coverage import coverage as covered

app = typer.Typer()


@app.command()
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
    off_nadir: Annotated[
        float, typer.Option(help="Largest angle from the vertical at the satellite, deg.")
    ] = 45.0,
    min_sun: Annotated[
        float, typer.Option(help="Least height of the sun at the point, deg; -90 asks for no light.")
    ] = 10.0,
    json: JsonOption = False,
) -> None:
    """Say how often satellites reach an area or the globe: revisit, gaps, first access, share seen.

    A point is reached while some satellite of the file has it within the angle and in the light. The spread is over
    the ground: half of it is better off than the median. No camera is assumed; clouds are not known.

    Example: downrange coverage 58400.tle --grid 20 --start 2024-06-01T00:00Z --end 2024-06-08T00:00Z
    """
    sets = read_elements(read_bytes(elements))
    first, last = asked_times(start, end)
    if not -90 <= min_sun <= 90:
        raise InputError(f"a sun at {min_sun:g} deg does not exist", hint="Give -90 to 90.")
    points, step = _points(area, grid)
    with progress_console.status(f"covering {len(points[0]):,} points ..."):
        found = covered(sets, points, first, last, off_nadir, min_sun, grid_deg=step)
    said = {
        **found.as_dict(),
        "limits": {"max_off_nadir_deg": off_nadir, "min_sun_deg": min_sun},
        "remarks": remarks_on(sets, first, last, ()),
    }
    if json:
        emit(said)
    else:
        _show(said)


def _points(area: str | None, grid: float | None) -> tuple[Any, float]:
    if area is None:
        if grid is None:
            raise InputError("no area and no grid", hint="Give --area GEOJSON or --grid DEG, or both.")
        return grid_points(grid), grid
    try:
        written = json_module.loads(read_input(area))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{area} is no JSON: {error}", hint="Give a GeoJSON file.") from error
    return area_points(read_area(written), grid)


def _show(said: Mapping[str, Any]) -> None:
    light = said["limits"]["min_sun_deg"]
    lit = f", sun above {light:g}°" if light > -90 else ""
    console.print(
        f"{said['count']:,} points, {said['grid_deg']:.3g}° apart, {said['start']} to {said['end']}; "
        f"within {said['limits']['max_off_nadir_deg']:g}° of nadir{lit}.\n"
        f"Reached: {said['seen_share']:.1%} of the ground, {said['mean_accesses']:.1f} times on the mean point, "
        f"which is {said['covered_share_of_time']:.3%} of the time.",
        markup=False,
    )
    if said["seen_share"] == 0.0:
        return
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
    for remark in said["remarks"]:
        console.print(remark, markup=False)


def _time(hours: float) -> str:
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} d"
