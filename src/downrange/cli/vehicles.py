"""`downrange vehicles`: the launch vehicles on file, what is stated of them and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson

app = typer.Typer()


@app.command(help=HELP["vehicles"])
def vehicles(
    query: Annotated[str | None, typer.Argument(help="A name or a part of one, such as CZ-2C.")] = None,
    json: AsJson = False,
) -> None:
    """List the vehicles on file; one alone with its figures and sources. Exit 1 if there is none of the name."""
    from downrange.answers.vehicles import vehicles_on_file
    from downrange.cli.terminal import console, emit

    said = vehicles_on_file(query).as_dict()
    if json:
        emit(said)
    elif not said["count"]:
        console.print(f"{query!r}: not on file. All names: downrange vehicles", markup=False)
    elif said["count"] == 1:
        _show_one(said["vehicles"][0])
    else:
        _show_list(said["vehicles"])
    if not said["count"]:
        raise typer.Exit(1)


def _show_list(found: list[Mapping[str, Any]]) -> None:
    from rich.markup import escape

    from downrange.cli.terminal import console, narrow_table

    table = narrow_table("name", "also", "stages", "figures", "from memory")
    for one in found:
        also = ", ".join(one["aliases"][:2])
        table.add_row(
            escape(one["name"]),
            escape(also),
            str(len(one["stages"])),
            str(one["stated"]),
            str(one["remembered"]),
        )
    console.print(table)
    console.print("Figures and sources of one: downrange vehicles NAME", markup=False)


def _show_one(one: Mapping[str, Any]) -> None:
    from rich.markup import escape

    from downrange.cli.terminal import console, narrow_table

    console.print(", ".join((one["name"], *one["aliases"])), markup=False)
    if one["note"]:
        console.print(one["note"], markup=False)
    table = narrow_table("name", "class", "share burnt", "impulse, s", "burn, s", "grade")
    for stage in one["stages"]:
        computed = [stage[key] for key in ("propellant_fraction", "isp_s", "burn_s")]
        texts = [_spread(figure, places) for figure, places in zip(computed, (2, 0, 0), strict=True)]
        grade = max((figure["grade"] for figure in computed if figure), default="by class")
        table.add_row(escape(stage["name"]), escape(stage["class"]), *texts, grade)
    console.print(table)
    stated = narrow_table("name", "figure", "5 %", "median", "95 %", "source", "grade")
    for owner, key, figure in _stated(one):
        spread = [f"{figure[q]:g}" for q in ("p05", "median", "p95")]
        stated.add_row(owner, key, *spread, figure["source"], figure["grade"])
    console.print(stated)
    for key, source in one["sources"].items():
        console.print(f"{key}: {source['by']}, {source['where']}", markup=False)


def _stated(one: Mapping[str, Any]) -> list[tuple[str, str, Mapping[str, Any]]]:
    rows = [(one["name"], key, one[key]) for key in ("payload_t", "fairing_t") if one[key]]
    for stage in one["stages"]:
        many = f", each of {stage['count']}" if stage["count"] > 1 else ""
        rows += [(f"{stage['name']}{many}", key, figure) for key, figure in stage["stated"].items()]
    return rows


def _spread(figure: Mapping[str, Any] | None, places: int) -> str:
    if figure is None:
        return "by class"
    low, median, high = (f"{figure[q]:.{places}f}" for q in ("p05", "median", "p95"))
    return f"{median} [{low} {high}]"
