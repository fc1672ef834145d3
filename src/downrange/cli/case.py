"""`downrange case`: the shipped cases, and an empty folder to write the next one in."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from downrange.case.case_model import read_case, shipped_cases
from downrange.cli.files import write_files
from downrange.cli.terminal import console, emit
from downrange.earth.instants import format_utc
from downrange.errors import OutputError

app = typer.Typer()


@app.command("list")
def list_cases(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the cases that come with Downrange.

    Example: downrange case list
    """
    cases = [read_case(name) for name in shipped_cases()]
    if as_json:
        emit(
            {
                "cases": [
                    {"name": c.name, "title": c.title, "launch": format_utc(c.launch.time)} for c in cases
                ]
            }
        )
        return
    table = Table("case", "lift-off (UTC)", "what", box=None)
    for case in cases:
        table.add_row(case.name, format_utc(case.launch.time), case.title)
    console.print(table)


@app.command("new")
def new_case(
    name: Annotated[str, typer.Argument(help="The folder to make, such as 2027-03-01-example.")],
) -> None:
    """Make an empty case folder whose files say, in comments, what belongs in them.

    Example: downrange case new 2027-03-01-example
    """
    folder = Path(name)
    if folder.exists():
        raise OutputError(f"{name!r} is already there", hint="Choose another name; nothing was changed.")
    blank = files("downrange.cases").joinpath("_blank")
    contents = {entry.name: entry.read_bytes() for entry in blank.iterdir() if entry.is_file()}
    write_files(folder, contents)
    for kept in ("notices", "elements"):
        (folder / kept).mkdir()
    console.print(f"Made {name} with {', '.join(sorted(contents))}, notices/ and elements/.")
    console.print(
        f"Edit {name}/case.toml, put the notice into notices/, then: downrange brief {name} --out out"
    )
