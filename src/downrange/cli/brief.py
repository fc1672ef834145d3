"""`downrange brief`: the main job, one page about a launch, and the map and calendar files beside it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from downrange.answers import brief as flow
from downrange.brief.brief_files import brief_files
from downrange.brief.quoted_values import fill
from downrange.case.case_reader import read_case
from downrange.cli.files import write_files
from downrange.cli.terminal import console, emit, progress
from downrange.kernel import executors as executor
from downrange.kernel.parallel import Draws

app = typer.Typer()


@app.command()
def brief(
    case: Annotated[str, typer.Argument(help="A shipped case's name, or a folder with a case.toml.")],
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")] = Path("out"),
    samples: Annotated[int, typer.Option(min=100, max=1_000_000, help="Draws for each falling body.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = 1,
    on: Annotated[str, typer.Option(metavar="EXECUTOR", help=executor.HELP)] = executor.EVERY_CORE,
    as_json: Annotated[bool, typer.Option("--json", help="Print brief.json as well.")] = False,
) -> None:
    """Write the brief of a launch: brief.html, brief.json, areas.geojson, case.kml, case.czml, overflights.ics.

    Example: downrange brief 2023-11-21-malligyong-1 --out out
    """
    read = read_case(case)
    with executor.executor_on(on) as workers, progress("falls, ascents, failures, passes") as telling:
        story = flow.brief_of(read, Draws(samples, seed, workers, telling))
        written = write_files(out, brief_files(story))
    if as_json:
        emit(story)
        return
    console.print(f"[bold]{escape(story['case']['title'])}[/]\n")
    for answer in story["answers"]:
        console.print(f"[bold]{escape(answer['question'])}[/] {escape(fill(answer['says'], story))}")
    console.print("\nWritten: " + escape(", ".join(path.name for path in written)))
    console.print(f"Open [bold]{escape(str(written[0]))}[/] in a browser.")
