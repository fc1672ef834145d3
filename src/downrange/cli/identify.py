"""`downrange identify`: which new catalogue objects came from a launch, with the reasons for each."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from downrange.answers.identify import identify_objects
from downrange.answers.requests import IdentifyRequest
from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import SITE, AsJson
from downrange.cli.terminal import console, emit, opened, print_lines
from downrange.earth.instants import format_utc
from downrange.orbit.identify.candidates import Candidate, Identification
from downrange.orbit.identify.measured_domain import Cell

app = typer.Typer()

COLOURS = {"reached orbit": "green", "nothing found": "red", "undecided": "yellow"}
FOUND = "reached orbit"
ROWS = 6
NOTHING = 0.05  # a weight that prints as 0.0


@app.command(help=HELP["identify"])
def identify(
    before: Annotated[
        list[str],
        typer.Option(
            metavar="FILE", help="Catalogue before the launch: OMM or TLE, may be gzip; repeatable."
        ),
    ],
    after: Annotated[
        list[str],
        typer.Option(metavar="FILE", help="Catalogue after it; - reads standard input; repeatable."),
    ],
    site: Annotated[str, typer.Option(help=SITE)],
    window: Annotated[
        str, typer.Option(metavar="START/END", help="When lift-off can have been, ISO 8601 UTC.")
    ],
    notices: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Notices of the launch: narrow the inclination if they can."),
    ] = None,
    inclination: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Inclination in degrees, if known.")
    ] = None,
    launches: Annotated[
        str | None,
        typer.Option(metavar="CSV", help="Other known launches of these weeks, a line each: time,site."),
    ] = None,
    designators: Annotated[
        bool,
        typer.Option(
            "--designators", help="Let international designators speak against objects of other launches."
        ),
    ] = False,
    json: AsJson = False,
) -> None:
    """Find which objects, new between two catalogues, came from a launch, and say why."""
    answer = identify_objects(
        IdentifyRequest.of(
            before=tuple(opened(file) for file in before),
            after=tuple(opened(file) for file in after),
            site=site,
            window=window,
            notices=tuple(opened(file) for file in notices or ()),
            inclination_deg=inclination,
            launches=None if launches is None else opened(launches),
            designators=designators,
        )
    )
    if json:
        emit(answer.as_dict())
    else:
        _show(answer.known.found)
        print_lines(remark.says for remark in answer.remarks)
    if answer.known.found.verdict != FOUND:
        raise typer.Exit(1)


def _show(found: Identification) -> None:
    console.print(f"[bold {COLOURS[found.verdict]}]{found.verdict.capitalize()}[/]. {escape(found.says)}")
    if found.helps:
        console.print(f"What would help: {escape('; '.join(one.says for one in found.helps))}.")
    if found.domain is not None:
        console.print(_measured(found.domain))
    if found.liftoff is not None:
        low, median, high = (format_utc(t) for t in found.liftoff)
        console.print(DoorNote.IMPLIED_LIFTOFF.says({"low": low, "median": median, "high": high}))
    if not found.candidates:
        return
    table = Table(
        "object", "score", "fits lift-off at", "inclination", "weighs most", box=None, pad_edge=False
    )
    for candidate in found.candidates[:ROWS]:
        table.add_row(
            str(candidate.norad),
            f"{candidate.score:.2f}",
            format_utc(candidate.liftoff),
            f"{candidate.inclination_deg:.1f} deg",
            escape(max(candidate.findings, key=lambda finding: abs(finding.weight)).name),
        )
    console.print(f"\n{len(found.candidates)} new objects, the nearest first:")
    console.print(table)
    _show_reasons(found.candidates[0])


def _measured(cell: Cell) -> str:
    return (
        f"Measured on {cell.launches} launches ({cell.kind}, catalogues up to {cell.gap_days:g} days apart): the "
        "first object was "
        f"right in {cell.first_right}, 'reached orbit' wrong in {cell.reached_wrong} of {cell.reached}, "
        f"'nothing found' in {cell.nothing_wrong}."
    )


def _show_reasons(best: Candidate) -> None:
    """The reasons of one object, those that weigh nothing left out; weights are natural logs and add up."""
    console.print(f"\nWhy {best.norad}: weights that add up to {best.log_ratio:+.1f}")
    for finding in best.findings:
        if abs(finding.weight) >= NOTHING:
            console.print(f"{finding.weight:+5.1f}  [bold]{escape(finding.name)}[/]: {escape(finding.value)}")
            console.print(Padding(f"[dim]{escape(finding.says)}[/]", (0, 0, 0, 7)))
