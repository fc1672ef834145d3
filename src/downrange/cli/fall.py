"""`downrange fall`: what falls, where and when, and over whom it passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from downrange.cli.door_codes import DoorNote
from downrange.cli.hazards_page import show_hazards
from downrange.cli.help_texts import HELP
from downrange.cli.options import EVERY_CORE, AsJson, CaseName, On, Samples, Seed
from downrange.cli.terminal import console

app = typer.Typer()

WIDE_WATERS = ("waters24", "waters200")  # told in --json; in a table they would hide what lies close


@app.command(help=HELP["fall"])
def fall(
    case: CaseName,
    samples: Samples = 2000,
    seed: Seed = 1,
    on: On = EVERY_CORE,
    check_zones: Annotated[
        bool,
        typer.Option(
            "--check-zones", help="Also forecast each fall without its own zone, and lay it over it."
        ),
    ] = False,
    geojson: Annotated[
        Path | None,
        typer.Option(help="Also write contours, tracks and impact points as RFC 7946 GeoJSON here."),
    ] = None,
    hazard_areas: Annotated[
        Path | None,
        typer.Option(help="Also write areas for ships and aircraft, by slices of time, as GeoJSON here."),
    ] = None,
    slice_min: Annotated[
        float, typer.Option("--slice", min=0.5, max=120, metavar="MIN", help="Length of such a slice.")
    ] = 2.0,
    ship: Annotated[
        float | None,
        typer.Option(help="Chance of a hit on one ship held acceptable; else the case's, or 1e-5."),
    ] = None,
    aircraft: Annotated[float | None, typer.Option(help="The same for one aircraft; else 1e-6.")] = None,
    containment: Annotated[
        float | None, typer.Option(help="Share of a planned fall that its area holds; else 0.97.")
    ] = None,
    kml: Annotated[Path | None, typer.Option(help="Also write them as KML, for Google Earth, here.")] = None,
    json: AsJson = False,
) -> None:
    """Say when each announced body comes down, where, over whom it falls, and who is at risk if the flight fails."""
    from downrange.answers.fall import fall_of
    from downrange.answers.hazards import hazards_of
    from downrange.answers.requests import FallRequest
    from downrange.brief.exchange.brief_geojson import fall_collection
    from downrange.brief.exchange.brief_kml import fall_kml
    from downrange.case.case_inputs import CaseInputs
    from downrange.case.case_reader import find_case, read_case
    from downrange.cli.files import require_file_places, write_each
    from downrange.cli.terminal import emit, progress
    from downrange.kernel.executors import executor_on
    from downrange.kernel.parallel import Draws
    from downrange.kernel.visible_text import json_text

    places = tuple(filter(None, (geojson, hazard_areas, kml)))
    require_file_places(*places)
    read = read_case(case)
    files_of_case = (one for one in find_case(case).glob("**/*") if one.suffix not in (".geojson", ".kml"))
    require_file_places(*places, inputs=files_of_case if places else ())
    chosen = {"ship": ship, "aircraft": aircraft, "containment": containment}
    limits = (
        CaseInputs(read).thresholds.changed(**chosen)
        if any(value is not None for value in chosen.values())
        else None
    )
    with executor_on(on) as workers, progress("falls, ascents, failures") as report:
        draws = Draws(samples, seed, workers, report)
        request = FallRequest.of(
            case=read, draws=draws, check_zones=check_zones, thresholds=limits, slice_min=slice_min
        )
        found = fall_of(request)
        hazards = None if hazard_areas is None else hazards_of(request)
    files = {}
    if geojson is not None:
        files[geojson] = json_text(fall_collection(found), indent=1).encode()
    if hazards is not None and hazard_areas is not None:
        files[hazard_areas] = json_text(hazards.geojson(), indent=1).encode()
        found["hazards"] = hazards.as_dict()
    if kml is not None:
        files[kml] = fall_kml(found, read.title)
    write_each(files)
    if json:
        emit(found)
    else:
        _show(found, check_zones=check_zones)
    if not found["bodies"] and found["risk"] is None:
        raise typer.Exit(1)


def _show(found: Mapping[str, Any], *, check_zones: bool) -> None:
    from downrange.cli.fall_risk import show_risk

    _show_bodies(found["bodies"])
    if found["bodies"]:
        _show_passed_over(found["passed_over"], found["passed_over_says"])
    show_risk(found)
    if check_zones:
        _show_zones(found["zones"])
    if "hazards" in found:
        show_hazards(found["hazards"])
    console.print(
        f"\n[dim]{found['samples']} draws of each body, seed {found['seed']}. Ballistic fall, {found['air']}. "
        "Every figure stands on claims about the burn-out; --json names each with its source and grade.[/]"
    )


def _show_bodies(bodies: list[Mapping[str, Any]]) -> None:
    if not bodies:
        console.print(DoorNote.NO_BODIES.says())
        return
    table = Table(
        "body", "from the pad", "lands about", "after lift-off", "90 % within", box=None, pad_edge=False
    )
    for column in table.columns[1:-1]:  # the others wrap: a long name must not cut the figures
        column.no_wrap = True
    for body in bodies:
        after = body["after_liftoff_s"]
        table.add_row(
            escape(body["name"]),
            f"{body['range_km']:,.0f} km, {body['azimuth_deg']:.1f} deg",
            _place(body["impact"]),
            _clock(after["median"]),
            _between((after["p05"], after["p95"])),
        )
    console.print(table)
    for body in bodies:
        for says, count in body["failed"].items():
            console.print(f"{body['name']}: {count} of {body['samples']} draws: {says}.", markup=False)


def _show_passed_over(territories: list[Mapping[str, Any]], says: str) -> None:
    overflown = [each for each in territories if each.get("kind") not in WIDE_WATERS]
    console.print()
    if not overflown:
        console.print(DoorNote.NOTHING_PASSED.says())
        return
    table = Table("overflown by the falling body", "which", "from", "until", box=None, pad_edge=False)
    for each in overflown:
        begins, ends = each["overflight_s"] or (None, None)
        by = each["by"]
        table.add_row(
            escape(each["name"]), escape(by), *(_clock(t) if t is not None else "" for t in (begins, ends))
        )
    console.print(table)
    console.print(f"[dim]{escape(says)}[/]")


def _show_zones(zones: Sequence[Mapping[str, Any]]) -> None:
    """Each announced place beside a forecast that did not know it."""
    console.print()
    columns = "zone not told", "announced", "simulated", "90 % within", "inside", "else"
    table = Table(*columns, box=None, pad_edge=False)
    for zone in zones:
        spread, out = zone["range_km"], zone["not_covered"]
        if spread is None:
            announced = f"{zone['announced_km']:,.0f} km"
            table.add_row(escape(zone["body"]), announced, "", escape(zone["refused"]["says"]))
            continue
        table.add_row(
            escape(zone["body"]),
            f"{zone['announced_km']:,.0f} km",
            f"{spread['median']:,.0f} km",
            f"{spread['p05']:,.0f} to {spread['p95']:,.0f}" + ("" if zone["holds"] else ": NOT HELD"),
            f"{zone['inside']:.0%}" if out else "no ring",
            ", ".join(f"{share:.0%} {where}" for where, share in out.items() if share) if out else "",
        )
    console.print(table)
    console.print(
        "[dim]Forecast from the other falls and what is known; the direction is told, the distance is not. The "
        "announced zone remains the better forecast of the place.[/]"
    )


def _between(seconds: Sequence[float], until: str = " to ") -> str:
    return f"{_clock(seconds[0])}{until}{_clock(seconds[1])[2:]}"


def _place(impact: Mapping[str, float]) -> str:
    lat, lon = impact["lat"], impact["lon"]
    return f"{abs(lat):.2f} {'N' if lat >= 0 else 'S'} {abs(lon):.2f} {'E' if lon >= 0 else 'W'}"


def _clock(seconds: float) -> str:
    """Minutes and seconds after lift-off, as ``T+08:32``."""
    whole = round(seconds)
    return f"T+{whole // 60:02d}:{whole % 60:02d}"
