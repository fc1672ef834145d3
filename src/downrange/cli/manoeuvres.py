"""`downrange manoeuvres`: when satellites burnt their engines, how strongly and which way, from element histories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson, On

if TYPE_CHECKING:
    from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
    from downrange.orbit.history.manoeuvres.station_keeping import StationKeeping
    from downrange.orbit.overflight.control_passes import Control

app = typer.Typer()

_MOST_SPOKEN = 12  # objects about which a sentence is said; of more the table alone
_MILLIMETRES = 0.1  # m/s below which a change of speed is printed in mm/s


@app.command(help=HELP["manoeuvres"])
def manoeuvres(
    elements: Annotated[
        list[str],
        typer.Argument(metavar="ELEMENTS...", help="OMM, TLE or Parquet files of objects; - reads input."),
    ],
    control_site: Annotated[
        str | None,
        typer.Option(metavar="LAT,LON", help="Say whether manoeuvres begin at passes over this place."),
    ] = None,
    on: On = "here",
    json: AsJson = False,
) -> None:
    """Find manoeuvres in element histories: bracketing times, change of speed, direction, probability."""
    from downrange.answers.manoeuvres import manoeuvres_in
    from downrange.answers.requests import ManoeuvresRequest
    from downrange.cli.terminal import console, emit, opened, print_lines, progress
    from downrange.kernel.executors import executor_on
    from downrange.kernel.parallel import Draws

    files = tuple(opened(path) for path in elements)
    with executor_on(on) as workers, progress("reading the histories") as report:
        draws = Draws(executor=workers, report=report)
        answer = manoeuvres_in(ManoeuvresRequest.of(elements=files, control_site=control_site, draws=draws))
    if json:
        emit(answer.as_dict())
        return
    _print(answer.manoeuvres, answer.alive, answer.control or ())
    if answer.control == ():
        console.print(DoorNote.NONE_BRACKETED.says())
    dropped = sum(len(one.dropped) for one in answer.histories)
    if dropped:
        console.print(f"{dropped} element sets were left out as doubles or blunders; --json names them.")
    print_lines(remark.says for remark in answer.unread)


def _print(found: Sequence[Manoeuvre], alive: Sequence[StationKeeping], control: Sequence[Control]) -> None:
    from downrange.cli.terminal import console, narrow_table
    from downrange.earth.instants import format_utc

    if found:
        table = narrow_table("object", "after (UTC)", "before", "dv", "direction", "real")
        for one in found:
            small = abs(one.dv_m_s) < _MILLIMETRES
            table.add_row(
                str(one.norad),
                format_utc(one.after)[:16].replace("T", " "),
                format_utc(one.before)[:16].replace("T", " "),
                f"{one.dv_m_s * 1000:+.1f} mm/s" if small else f"{one.dv_m_s:+.2f} m/s",
                one.direction,
                f"{one.probability:.0%}" if one.measured else "?",
            )
        console.print(table)
    else:
        console.print(DoorNote.NO_MANOEUVRE.says())
    if len(alive) <= _MOST_SPOKEN:
        for evidence in alive:
            console.print(f"{evidence.norad}: {evidence.verdict}. {evidence.says}", markup=False)
            for remark in evidence.outside:
                console.print(f"{evidence.norad}: {remark.says}.", markup=False)
    for seen in control:
        console.print(f"{seen.norad}: {seen.says}", markup=False)
