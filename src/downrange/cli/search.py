"""`downrange search`: predicted elements of a launch, before any are published, for those who want to look for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from downrange.answers.requests import SearchRequest
from downrange.answers.search import SearchAnswer, search_for
from downrange.cli.help_texts import HELP
from downrange.cli.options import SITE, AsJson
from downrange.cli.terminal import console, emit, opened, print_lines
from downrange.earth.instants import format_utc

app = typer.Typer()

NOTICES = (
    "Notices of the launch; - reads standard input. Without any: --inclination, or the site's past launches."
)


@app.command(help=HELP["search"])
def search(
    site: Annotated[str, typer.Option(help=SITE)],
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE|-...", help=NOTICES)] = None,
    liftoff: Annotated[
        str | None,
        typer.Option(
            help="Time of lift-off, ISO 8601 UTC; without it the middle of the notices' first window."
        ),
    ] = None,
    inclination: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Inclination in degrees, if stated; 9 chances in 10.")
    ] = None,
    heading: Annotated[
        str | None,
        typer.Option(metavar="north|south", help="Which way the launch flies, where no area shows it."),
    ] = None,
    height: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Mean height of the orbit in km; 9 chances in 10.")
    ] = None,
    eccentricity: Annotated[
        float | None, typer.Option(min=0.0, max=0.2, help="What the eccentricity stays below.")
    ] = None,
    omm: Annotated[
        str | None,
        typer.Option(metavar="kvn|xml|json|csv", help="Print the OMM with its covariance, and nothing else."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Write search elements: the low orbit a launch should enter, and how wide to look around it."""
    answer = search_for(
        SearchRequest.of(
            site=site,
            notices=tuple(opened(file) for file in files or ()),
            liftoff=liftoff,
            inclination_deg=inclination,
            heading=heading,
            height_km=height,
            eccentricity=eccentricity,
        )
    )
    created = datetime.now(UTC)
    if omm is not None:
        print(answer.message(omm.lower(), created), end="")
    elif json:
        emit(answer.as_dict(created))
    else:
        _show(answer)


def _show(answer: SearchAnswer) -> None:
    found = answer.found
    e, sd = found.elements, found.sd()
    console.print(f"Search elements for a lift-off from {found.site.code} at {format_utc(found.liftoff)}:\n")
    table = Table(
        "at the epoch, ten minutes later", "predicted", "standard deviation", box=None, pad_edge=False
    )
    for name, value, unit, key in (
        ("inclination", e.inclination_deg[0], "deg", "inclination_deg"),
        ("right ascension of the node", e.raan_deg[0], "deg", "raan_deg"),
        ("mean argument of latitude", e.mean_anomaly_deg[0], "deg", "latitude_argument_deg"),
        ("mean motion", e.mean_motion_rev_day[0], "rev/day", "mean_motion_rev_day"),
    ):
        table.add_row(name, f"{value:.2f} {unit}", f"{sd[key]:.2f}")
    console.print(table)
    console.print("\nWhere to look, nine chances in ten, to either side:")
    wide = Table("hours on", "early or late", "beside the track", "higher or lower", box=None, pad_edge=False)
    for width in answer.widths:
        wide.add_row(
            f"{width.hours:g}",
            f"{width.early_late_min:.0f} min",
            f"{width.cross_track_deg:.1f} deg",
            f"{width.height_km:.0f} km",
        )
    console.print(wide)
    console.print()
    print_lines(f"- {sentence}" for sentence in answer.sentences)
    console.print(
        "\n[dim]Degrees beside the track are seen from the Earth's centre. --omm kvn prints the message.[/]"
    )
