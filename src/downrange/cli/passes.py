"""`downrange passes`: when satellites rise, culminate and set over places."""

from __future__ import annotations

from typing import Annotated

import typer

from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson, ElementsFile, EndOption, PlaceOption, PlacesFile, StartOption

app = typer.Typer()


@app.command(help=HELP["passes"])
def passes(
    elements: ElementsFile,
    start: StartOption,
    end: EndOption,
    place: PlaceOption = None,
    places: PlacesFile = None,
    min_elevation: Annotated[float, typer.Option(help="Degrees above the horizon.")] = 10.0,
    json: AsJson = False,
) -> None:
    """Find when satellites rise, culminate and set over places."""
    from rich.markup import escape

    from downrange.answers.passes import passes_over
    from downrange.answers.requests import PassesRequest
    from downrange.answers.time_remarks import cannot_be_told, positions_known
    from downrange.cli.terminal import (
        clock,
        console,
        day_and_time,
        emit,
        margin,
        narrow_table,
        opened,
        print_lines,
    )

    request = PassesRequest.of(
        elements=opened(elements),
        start=start,
        end=end,
        place=place or (),
        places=None if places is None else opened(places),
        min_elevation_deg=min_elevation,
    )
    answer = passes_over(request)
    untold = not answer.passes and cannot_be_told(answer.remarks)
    if json:
        emit(answer.as_dict())
        raise typer.Exit(1 if untold else 0)
    table = narrow_table("object", "place", "rise (UTC)", "highest", "set", "error", "", "azimuths")
    for one in answer.passes:
        azimuths = (one.rise_azimuth_deg, one.culminate_azimuth_deg, one.set_azimuth_deg)
        before, after = one.clipped in ("start", "both"), one.clipped in ("end", "both")
        table.add_row(
            str(one.norad),
            escape(one.place),
            f"{day_and_time(one.rise, one.time_error_s)}{'*' if before else ''}",
            clock(one.culminate, one.time_error_s),
            f"{clock(one.set, one.time_error_s)}{'*' if after else ''}",
            margin(one.time_error_s),
            f"{one.max_elevation_deg:.1f}°",
            " ".join(f"{angle:03.0f}" for angle in azimuths),
        )
    if not untold:
        none = DoorNote.NO_PASS if positions_known(answer.remarks) else DoorNote.NO_PASS_KNOWN
        console.print(table if answer.passes else none.says({"elevation": min_elevation}))
    if any(one.clipped for one in answer.passes):
        console.print("[dim]* cut there: the pass was already going on, or still is[/]")
    print_lines(remark.says for remark in answer.remarks)
    if untold:
        raise typer.Exit(1)
