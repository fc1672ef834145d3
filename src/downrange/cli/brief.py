"""`downrange brief`: the main job, one page about a launch, and the map and calendar files beside it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from downrange import flow
from downrange.brief.files import brief_files
from downrange.brief.numbers import fill
from downrange.case import read_case
from downrange.cli.files import write_files
from downrange.cli.terminal import console, emit, progress_console

app = typer.Typer()


@app.command()
def brief(
    case: Annotated[str, typer.Argument(help="A shipped case's name, or a folder with a case.toml.")],
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")] = Path("out"),
    samples: Annotated[int, typer.Option(min=100, max=1_000_000, help="Draws for each falling body.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print brief.json as well.")] = False,
) -> None:
    """Write the brief of a launch: brief.html, brief.json, areas.geojson, case.kml, case.czml, overflights.ics.

    Example: downrange brief 2023-11-21-malligyong-1 --out out
    """
    with progress_console.status("reading the case, computing falls and passes ..."):
        story = flow.brief_of(read_case(case), samples=samples, seed=seed)
        written = write_files(out, brief_files(story))
    if as_json:
        emit(story)
        return
    console.print(f"[bold]{escape(story['case']['title'])}[/]\n")
    for answer in story["answers"]:
        console.print(f"[bold]{escape(answer['question'])}[/] {escape(fill(answer['says'], story))}")
    console.print("\nWritten: " + escape(", ".join(path.name for path in written)))
    console.print(f"Open [bold]{escape(str(written[0]))}[/] in a browser.")
