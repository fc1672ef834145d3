"""`downrange overflight`: when a satellite could image a place."""

from __future__ import annotations

from typing import Annotated

import typer

from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import (
    AsJson,
    ElementsFile,
    EndOption,
    OffNadir,
    PlaceOption,
    PlacesFile,
    StartOption,
)

app = typer.Typer()


@app.command(help=HELP["overflight"])
def overflight(
    elements: ElementsFile,
    start: StartOption,
    end: EndOption,
    place: PlaceOption = None,
    places: PlacesFile = None,
    off_nadir: OffNadir = 45.0,
    min_sun: Annotated[float, typer.Option(help="Least height of the sun at the place, deg.")] = 10.0,
    json: AsJson = False,
) -> None:
    """Find when a satellite could image a place: the geometry and the light, not that it did."""
    from rich.markup import escape

    from downrange.answers.overflight import imaging_over
    from downrange.answers.requests import OverflightRequest
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

    request = OverflightRequest.of(
        elements=opened(elements),
        start=start,
        end=end,
        place=place or (),
        places=None if places is None else opened(places),
        max_off_nadir_deg=off_nadir,
        min_sun_deg=min_sun,
    )
    answer = imaging_over(request)
    untold = not answer.windows and cannot_be_told(answer.remarks)
    if json:
        emit(answer.as_dict())
        raise typer.Exit(1 if untold else 0)
    several = len({one.best.norad for one in answer.windows}) > 1
    table = narrow_table(
        "place", "from (UTC)", "best", "to", "error", "off", "ground", "sun", "pixel", "camera"
    )
    for one in answer.windows:
        across, along = one.gsd_ratio
        table.add_row(
            escape(f"{one.best.place} ({one.best.norad})" if several else one.best.place),
            day_and_time(one.start, one.best.time_error_s),
            clock(one.best.time, one.best.time_error_s),
            clock(one.end, one.best.time_error_s),
            margin(one.best.time_error_s),
            f"{one.best.off_nadir_deg:.0f}°",
            f"{one.best.distance_km:.0f} km",
            f"{one.best.sun_elevation_deg:.0f}°",
            f"×{across:.1f}×{along:.1f}",
            one.confidence,
        )
    none = DoorNote.NO_WINDOW if positions_known(answer.remarks) else DoorNote.NO_WINDOW_KNOWN
    if not untold:
        console.print(table if answer.windows else none.says({"off_nadir": off_nadir, "sun": min_sun}))
    for word, because in sorted({(one.confidence, one.because) for one in answer.windows}):
        console.print(f"[dim]{word}: {because}[/]")
    print_lines(remark.says for remark in answer.remarks)
    if untold:
        raise typer.Exit(1)
