"""Options that several verbs share, each with its help text once."""

from typing import Annotated

import typer

SITE = 'Launch site: GCAT code (SOHAE, JQ, CC), name, or "lat,lon".'
EXECUTOR = (
    "Who computes: threads, threads:N, processes, processes:N, here (one core), or a Dask scheduler "
    "(tcp://host:8786). The answer is the same."
)
EVERY_CORE = "threads"

ElementsFile = Annotated[
    str, typer.Argument(metavar="ELEMENTS", help="OMM or TLE file; - reads standard input.")
]
PlaceOption = Annotated[list[str] | None, typer.Option("--place", help='"lat,lon[,alt_m]"; may be repeated.')]
PlacesFile = Annotated[str | None, typer.Option("--places", help="CSV of name,lat,lon[,alt_m[,why]].")]
StartOption = Annotated[str, typer.Option(help="First instant, ISO 8601 UTC with Z.")]
EndOption = Annotated[str, typer.Option(help="Last instant.")]
OffNadir = Annotated[
    float, typer.Option("--off-nadir", help="Largest angle from the vertical at the satellite, deg.")
]
CaseName = Annotated[str, typer.Argument(help="A shipped case's name, or a folder with a case.toml.")]
On = Annotated[str, typer.Option("--on", metavar="EXECUTOR", help=EXECUTOR)]
Samples = Annotated[
    int, typer.Option("--samples", min=100, max=1_000_000, help="Draws for each falling body.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same draws.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
