"""`downrange debris`: where and when what a break-up or a re-entry leaves comes down, and through which heights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from downrange.cli.help_texts import HELP
from downrange.cli.options import EVERY_CORE, AsJson, On, Samples, Seed

app = typer.Typer()

_MOST_SLICES, _MOST_TERRITORIES = 12, 8  # that are printed one by one

_SPREAD = "NUMBER[+-SD]"
SpreadOption = Annotated[str | None, typer.Option(metavar=_SPREAD)]


@app.command(help=HELP["debris"])
def debris(
    kind: Annotated[
        str,
        typer.Option(
            help="breakup: at the state; stage: comes in whole, breaks up at 78 km; body: stays whole."
        ),
    ] = "breakup",
    lat: Annotated[str | None, typer.Option(metavar=_SPREAD, help="Latitude, deg.")] = None,
    lon: Annotated[str | None, typer.Option(metavar=_SPREAD, help="Longitude, deg.")] = None,
    altitude: Annotated[str | None, typer.Option(metavar=_SPREAD, help="Height above WGS84, km.")] = None,
    speed: Annotated[str | None, typer.Option(metavar=_SPREAD, help="Relative to the Earth, m/s.")] = None,
    heading: Annotated[str | None, typer.Option(metavar=_SPREAD, help="From north, deg.")] = None,
    path: Annotated[
        str | None, typer.Option(metavar=_SPREAD, help="Flight-path angle above the horizon, deg.")
    ] = None,
    elements: Annotated[
        str | None, typer.Option(metavar="FILE", help="OMM or TLE instead of a state.")
    ] = None,
    norad: Annotated[int | None, typer.Option(help="Which object of the file.")] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it happens, ISO 8601 UTC with Z.")
    ] = None,
    at_sd: Annotated[
        float, typer.Option(metavar="SECONDS", help="How well that is known (with --elements).")
    ] = 0.0,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="With --elements: forecast the end of the orbit from then."),
    ] = None,
    space_weather: Annotated[
        str | None, typer.Option(metavar="FILE", help="As for `downrange decay`.")
    ] = None,
    ballistic: Annotated[
        str | None, typer.Option(metavar=_SPREAD, help="Of the whole body, kg/m2; else that of its class.")
    ] = None,
    wind: Annotated[str | None, typer.Option(metavar="FILE", help="CSV of wind by altitude.")] = None,
    wind_sd: Annotated[
        float, typer.Option(metavar="M_S", help="What of the wind is not known, each way.")
    ] = 15.0,
    slice_min: Annotated[float, typer.Option("--slice", metavar="MIN", help="Length of a time slice.")] = 5.0,
    ship: Annotated[float, typer.Option(help="Chance of a hit on one ship that is held acceptable.")] = 1e-5,
    aircraft: Annotated[float, typer.Option(help="The same for one aircraft.")] = 1e-6,
    samples: Samples = 1000,
    seed: Seed = 1,
    on: On = EVERY_CORE,
    geojson: Annotated[
        Path | None, typer.Option(help="Write the areas, by height and time, as GeoJSON here.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Say where and when the pieces of a break-up or a re-entry come down, through which heights."""
    from downrange.answers.debris import debris_of
    from downrange.answers.debris_requests import DebrisRequest
    from downrange.cli.files import require_file_places, write_each
    from downrange.cli.terminal import emit, opened, progress
    from downrange.kernel.executors import executor_on
    from downrange.kernel.parallel import Draws
    from downrange.kernel.visible_text import json_text
    from downrange.launch.risk.thresholds import Thresholds

    files = {"elements": elements, "space_weather": space_weather, "wind": wind}
    require_file_places(*filter(None, (geojson,)), inputs=files.values())
    with executor_on(on) as workers, progress("pieces, areas") as report:
        request = DebrisRequest.of(
            kind=kind, lat=lat, lon=lon, altitude_km=altitude, speed_m_s=speed, heading_deg=heading,
            flight_path_deg=path, norad=norad, at=at, at_sd_s=at_sd, as_of=as_of, ballistic_kg_m2=ballistic,
            wind_sd_m_s=wind_sd, slice_min=slice_min, thresholds=Thresholds().changed(ship=ship, aircraft=aircraft),
            draws=Draws(samples, seed, workers, report),
            **{name: opened(file) for name, file in files.items() if file is not None},
        )  # fmt: skip
        answer = debris_of(request)
    if geojson is not None:
        write_each({geojson: json_text(answer.geojson(), indent=1).encode()})
    if json:
        emit(answer.as_dict())
    else:
        _show(answer.as_dict())
    if not answer.any_area:
        raise typer.Exit(1)


def _show(said: Mapping[str, Any]) -> None:
    from rich.markup import escape

    from downrange.cli.terminal import console, narrow_table, print_lines

    since = said["instant"] or "the event"
    table = narrow_table("height", "first", "half", "last", "97 % within", "one hit above")
    for band in said["bands"]:
        arrival = band["arrival_s"]
        times = [_clock(t) for t in arrival] if arrival else ["", "none", ""]
        table.add_row(escape(band["name"]), *times, _size(band["contains"]), _chance(band))
    console.print(table)
    console.print(
        f"Times are after {since}. The last column is the chance of a hit on one target that stays there.\n",
        markup=False,
    )
    for band in said["bands"][:1] + said["bands"][2:3]:
        slices = band["contains"]["slices"]
        if len(slices) > _MOST_SLICES:
            minutes, km2 = (slices[0]["until_s"] - slices[0]["from_s"]) / 60, slices[0]["area_km2"]
            console.print(
                f"{band['name']}: {len(slices)} slices of {minutes:g} min, of about {km2:,.0f} km2 each; "
                f"{band['contains']['says']}.",
                markup=False,
            )
        elif slices:
            spans = ", ".join(
                f"{_minutes(s['from_s'])}-{_minutes(s['until_s'])}: {s['area_km2']:,.0f}" for s in slices
            )
            console.print(f"{band['name']}, km2 by minutes after it: {spans}.", markup=False)
    areas = [band[kind] for band in said["bands"] for kind in ("contains", "above_threshold")]
    for reason in dict.fromkeys(area["says"] for area in areas if area["area_km2"] is None):
        console.print(f"{reason}.", markup=False)
    listed = said["territories"][:_MOST_TERRITORIES]
    for row in listed:
        share = (
            f"in {row['share']:.0%} of the draws"
            if row["share"] is not None
            else f"at most {row['at_most']:.1%}"
        )
        console.print(f"{row['name']}: a piece comes down there {share}.", markup=False)
    if more := len(said["territories"]) - len(listed):
        console.print(f"{more} more territories: --json.", markup=False)
    if said["dominant"]:
        dominant = said["dominant"]
        console.print(
            f"Most of the length of the area ({dominant['share']:.0%} of its variance): {dominant['source']}.",
            markup=False,
        )
    print_lines(said["remarks"])


def _size(area: Mapping[str, Any]) -> str:
    return "cannot tell" if area["area_km2"] is None else f"{area['area_km2']:,.0f} km2"


def _chance(band: Mapping[str, Any]) -> str:
    above, threshold = band["above_threshold"], band["threshold"]
    if above["area_km2"] is None:
        return f"{threshold:g}: cannot tell"
    if above["area_km2"] == 0.0:
        return f"{threshold:g}: nowhere"
    return f"{threshold:g}: {above['area_km2']:,.0f} km2"


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:g}"


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds after the event, as ``+08:32`` or ``+1:08:32``."""
    whole = round(seconds)
    sign, whole = ("-" if whole < 0 else "+"), abs(whole)
    hours = f"{whole // 3600}:" if whole >= 3600 else ""
    return f"{sign}{hours}{whole // 60 % 60:02d}:{whole % 60:02d}"
