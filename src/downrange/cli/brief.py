"""`downrange brief`: the main job, one page about a launch, and the map and calendar files beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from downrange.cli.help_texts import HELP
from downrange.cli.options import EVERY_CORE, AsJson, CaseName, On, Samples, Seed

app = typer.Typer()


@app.command(help=HELP["brief"])
def brief(
    case: CaseName,
    out: Annotated[Path, typer.Option(help="The folder to write to; made if it is not there.")] = Path("out"),
    samples: Samples = 2000,
    seed: Seed = 1,
    on: On = EVERY_CORE,
    json: AsJson = False,
) -> None:
    """Write the brief of a launch: brief.html, brief.json, areas.geojson, case.kml, case.czml, overflights.ics."""
    from rich.markup import escape

    from downrange.brief.brief_files import brief_files
    from downrange.brief.quoted_values import fill
    from downrange.brief.told import brief_of
    from downrange.case.case_reader import read_case
    from downrange.cli.files import require_folder_place, write_files
    from downrange.cli.terminal import console, emit, progress
    from downrange.kernel.executors import executor_on
    from downrange.kernel.parallel import Draws

    require_folder_place(out)
    read = read_case(case)
    with executor_on(on) as workers, progress("falls, ascents, failures, passes") as report:
        story = brief_of(read, Draws(samples, seed, workers, report))
        written = write_files(out, brief_files(story))
    if json:
        emit(story)
        return
    console.print(f"[bold]{escape(story['case']['title'])}[/]\n")
    for answer in story["answers"]:
        console.print(f"[bold]{escape(answer['question'])}[/] {escape(fill(answer['says'], story))}")
    console.print("\nWritten: " + escape(", ".join(path.name for path in written)))
    console.print(f"Open [bold]{escape(str(written[0]))}[/] in a browser.")
