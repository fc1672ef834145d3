"""`downrange case`: the shipped cases, and an empty folder to write the next one in."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from downrange.case.case_check import check_case
from downrange.case.case_reader import read_case, shipped_cases
from downrange.case.case_writer import write_blank_case
from downrange.cli.help_texts import HELP
from downrange.cli.terminal import console, emit

app = typer.Typer()


@app.command("list", help=HELP["case list"])
def list_cases(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the cases that come with Downrange."""
    cases = [read_case(name) for name in shipped_cases()]
    if as_json:
        emit({"cases": [{"name": c.name, "title": c.title, "launch": c.liftoff.clock(0)} for c in cases]})
        return
    table = Table("case", "lift-off (UTC)", "what", box=None)
    for case in cases:
        table.add_row(escape(case.name), case.liftoff.clock(0) or case.liftoff.kind, escape(case.title))
    console.print(table)


@app.command("new", help=HELP["case new"])
def new_case(
    name: Annotated[str, typer.Argument(help="The folder to make, such as 2027-03-01-example.")],
) -> None:
    """Make an empty case folder whose files say, in comments, what belongs in them."""
    names = write_blank_case(Path(name))
    console.print(f"Made {escape(name)} with {', '.join(names)}, notices/ and elements/.")
    console.print(
        f"Edit {name}/case.toml, put the notice into notices/, then: downrange brief {name} --out out",
        markup=False,
    )


@app.command("check", help=HELP["case check"])
def check(
    case: Annotated[str, typer.Argument(help="A shipped case's name, or a folder with a case.toml.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List everything that is wrong with a case folder; exit 1 if there is anything."""
    faults = check_case(case)
    if as_json:
        emit({"faults": [{"code": str(fault.code), "says": str(fault)} for fault in faults]})
    else:
        for fault in faults:
            console.print(f"{fault}", markup=False)
        if not faults:
            console.print(f"{case}: nothing is wrong.", markup=False)
    if faults:
        raise typer.Exit(1)
