"""`downrange overflight`: when a satellite could image a place."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from downrange.cli.passes import (
    ElementsFile,
    EndOption,
    JsonOption,
    PlaceOption,
    PlacesFile,
    StartOption,
    asked_times,
    chosen_places,
    day_and_time,
    narrow_table,
    remarks_on,
)
from downrange.cli.terminal import console, emit, read_bytes
from downrange.earth.instants import format_utc
from downrange.errors import InputError
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.imaging import imaging_windows

app = typer.Typer()


@app.command()
def overflight(
    elements: ElementsFile,
    start: StartOption,
    end: EndOption,
    place: PlaceOption = None,
    places: PlacesFile = None,
    off_nadir: Annotated[
        float, typer.Option(help="Largest angle from the vertical at the satellite, deg.")
    ] = 45.0,
    min_sun: Annotated[float, typer.Option(help="Least height of the sun at the place, deg.")] = 10.0,
    json: JsonOption = False,
) -> None:
    """Find when a satellite could image a place: the geometry and the light, not that it did.

    Nothing is assumed of the camera, so each window says how much of one it would need. Clouds are not known.
    "off" is the angle from the vertical at the satellite, "ground" the distance of the point below it. A pixel on
    the ground grows with the view: by how much, across and along the line of sight, stands under "pixel".

    Example: downrange overflight 58400.tle --place 38.8977,-77.0365 --start 2023-11-27T00:00Z --end 2023-11-28T00:00Z
    """
    sets, where = read_elements(read_bytes(elements)), chosen_places(place, places)
    first, last = asked_times(start, end)
    if not -90 <= min_sun <= 90:
        raise InputError(f"a sun at {min_sun:g} deg does not exist", hint="Give -90 to 90.")
    found = imaging_windows(sets, where, first, last, off_nadir, min_sun)
    remarks = remarks_on(sets, first, last, (one.best.element_age_days for one in found))
    limits = {"max_off_nadir_deg": off_nadir, "min_sun_deg": min_sun}
    if json:
        emit({"windows": [one.as_dict() for one in found], "limits": limits, "remarks": remarks})
        return
    several = len({one.best.norad for one in found}) > 1
    heads = ("place", "from (UTC)", "best", "to", "off", "ground", "sun", "pixel", "camera")
    table = narrow_table(*heads)
    for one in found:
        across, along = one.sample_growth
        table.add_row(
            escape(f"{one.best.place} ({one.best.norad})" if several else one.best.place),
            day_and_time(one.start),
            format_utc(one.best.time)[11:-1],
            format_utc(one.end)[11:-1],
            f"{one.best.off_nadir_deg:.0f}°",
            f"{one.best.distance_km:.0f} km",
            f"{one.best.sun_elevation_deg:.0f}°",
            f"×{across:.1f}×{along:.1f}",
            one.confidence,
        )
    none = f"No window within {off_nadir:g}° of nadir with the sun above {min_sun:g}°."
    console.print(table if found else none)
    for word, because in sorted({(one.confidence, one.because) for one in found}):
        console.print(f"[dim]{word}: {because}[/]")
    for remark in remarks:
        console.print(remark, markup=False)
