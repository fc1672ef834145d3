"""`downrange passes`: when satellites rise, culminate and set over places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from downrange.cli.terminal import console, emit, read_bytes, read_input
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import InputError, PlaceError
from downrange.geography.ground_places import GroundPlace, parse_place, read_places
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.ephemeris import first_unknown
from downrange.orbit.overflight.passes import find_passes

app = typer.Typer()

OLD_DAYS = 7.0  # a low orbit's along-track error has often grown to kilometres by then
LONGEST = timedelta(days=366)  # days after its epoch an element set says little, a year after it nothing

ElementsFile = Annotated[
    str, typer.Argument(metavar="ELEMENTS", help="OMM or TLE file; - reads standard input.")
]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", help='"lat,lon[,alt_m]"; may be repeated.')]
PlacesFile = Annotated[str | None, typer.Option("--places", help="CSV of name,lat,lon[,alt_m[,why]].")]
StartOption = Annotated[str, typer.Option(help="First instant, ISO 8601 UTC with Z.")]
EndOption = Annotated[str, typer.Option(help="Last instant.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@app.command()
def passes(
    elements: ElementsFile,
    start: StartOption,
    end: EndOption,
    place: PlaceOption = None,
    places: PlacesFile = None,
    min_elevation: Annotated[float, typer.Option(help="Degrees above the horizon.")] = 10.0,
    json: JsonOption = False,
) -> None:
    """Find when satellites rise, culminate and set over places.

    Elevations are geometric, without refraction; times are UTC. Of several element sets of one object the
    nearest in epoch is used. A pass cut by the window is marked.

    Example: downrange passes 58400.tle --place 39.0425,125.71 --start 2023-11-22T00:00Z --end 2023-11-23T00:00Z
    """
    sets, where = read_elements(read_bytes(elements)), chosen_places(place, places)
    first, last = asked_times(start, end)
    found = find_passes(sets, where, first, last, min_elevation)
    remarks = remarks_on(sets, first, last, (one.element_age_days for one in found))
    if json:
        emit({"passes": [one.as_dict() for one in found], "remarks": remarks})
        return
    heads = ("object", "place", "rise (UTC)", "highest", "set", "", "azimuths")
    table = narrow_table(*heads)
    for one in found:
        azimuths = " ".join(f"{angle:03.0f}" for angle in (
            one.rise_azimuth_deg, one.culminate_azimuth_deg, one.set_azimuth_deg
        ))  # fmt: skip
        before, after = one.clipped in ("start", "both"), one.clipped in ("end", "both")
        table.add_row(
            str(one.norad),
            escape(one.place),
            f"{day_and_time(one.rise)}{'*' if before else ''}",
            format_utc(one.culminate)[11:-1],
            f"{format_utc(one.set)[11:-1]}{'*' if after else ''}",
            f"{one.max_elevation_deg:.1f}°",
            azimuths,
        )
    console.print(table if found else f"No pass above {min_elevation:g}° in this window.")
    if any(one.clipped for one in found):
        console.print("[dim]* cut there: the pass was already going on, or still is[/]")
    for remark in remarks:
        console.print(remark, markup=False)


def narrow_table(*heads: str) -> Table:
    """A table whose times stay whole; on a narrow terminal the place or name gives way."""
    table = Table(*heads, box=None, pad_edge=False)
    for column in table.columns:
        column.no_wrap = column.header not in ("place", "name")
    return table


def day_and_time(t: datetime) -> str:
    """Month, day and time to the second; the year is that of the window asked for."""
    return format_utc(t)[5:-1].replace("T", " ")


def asked_times(start: str, end: str) -> tuple[datetime, datetime]:
    """The first and last instant of --start and --end, at most a year apart: no element set says more."""
    first, last = parse_utc(start), parse_utc(end)
    if last - first > LONGEST:
        raise InputError(
            f"from {start} to {end} is more than {LONGEST.days} days", hint="Ask for a shorter time."
        )
    return first, last


def chosen_places(place: list[str] | None, places: str | None) -> tuple[GroundPlace, ...]:
    """The places of --place and --places together; PlaceError without any."""
    given = [parse_place(text) for text in place or []]
    if places is not None:
        given += read_places(read_input(places), where=places)
    if not given:
        raise PlaceError("no place is given", hint='Name one with --place "lat,lon" or a CSV with --places.')
    return tuple(given)


def remarks_on(sets: Elements, start: datetime, end: datetime, ages_days: Iterable[float]) -> list[str]:
    """What a reader must know beside the answer: records not read, objects without a position, old elements."""
    remarks = [f"Line {defect.line} of the elements: {defect.reason}." for defect in sets.defects]
    for norad, since in first_unknown(sets, start, end).items():
        remarks.append(
            f"SGP4 gives no position of {norad} from {format_utc(since)} on: nothing is said after it."
        )
    oldest = max((abs(age) for age in ages_days), default=0.0)
    if oldest > OLD_DAYS:
        remarks.append(
            f"Element sets are up to {oldest:.0f} days away in time: expect errors of seconds to minutes."
        )
    return remarks
