"""`downrange manoeuvres`: when satellites burnt their engines, how strongly and which way, from element histories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from downrange.cli.passes import JsonOption, narrow_table
from downrange.cli.terminal import console, emit, progress, read_bytes
from downrange.earth.instants import format_utc
from downrange.geography.ground_places import parse_place
from downrange.kernel import executors as executor
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.orbit.history.element_history import histories
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres
from downrange.orbit.history.manoeuvres.station_keeping import Alive, alive_evidence
from downrange.orbit.overflight.control_passes import Control, control_of

app = typer.Typer()

_MOST_SPOKEN = 12  # objects about which a sentence is said; of more the table alone
_MILLIMETRES = 0.1  # m/s below which a change of speed is printed in mm/s


@app.command()
def manoeuvres(
    elements: Annotated[
        list[str],
        typer.Argument(metavar="ELEMENTS...", help="OMM, TLE or Parquet files of objects; - reads input."),
    ],
    control_site: Annotated[
        str | None,
        typer.Option(metavar="LAT,LON", help="Say whether manoeuvres begin at passes over this place."),
    ] = None,
    on: Annotated[str, typer.Option(metavar="EXECUTOR", help=executor.HELP)] = "here",
    json: JsonOption = False,
) -> None:
    """Find manoeuvres in element histories: bracketing times, change of speed, direction, probability.

    Sets days apart show burns of a few mm/s; of sets weeks apart only raises are told, in sum. A pure change of plane
    is not seen. The probability is the share of real manoeuvres among such findings.

    Example: downrange manoeuvres 58400.tle --control-site 39.0425,125.71
    """
    site = None if control_site is None else parse_place(control_site)
    sets = join([read_elements(read_bytes(path)) for path in elements])
    with executor.executor_on(on) as workers, progress("reading the histories") as telling:
        heard = telling("objects", len(set(sets.norad.tolist())))
        found = screen_manoeuvres(sets, workers, heard)
    told = list(histories(sets))
    alive = [alive_evidence(one, tuple(m for m in found if m.norad == one.norad)) for one in told]
    control = [] if site is None else [control_of(one, found, site) for one in told]
    control = [one for one in control if one.judged]
    unread = [f"Line {defect.line} of the elements: {defect.reason}." for defect in sets.defects]
    if json:
        answer = {
            "manoeuvres": [one.as_dict() for one in found],
            "alive": [one.as_dict() for one in alive],
            "left_out": [
                {"norad": one.norad, "row": drop.row, "reason": drop.reason, "says": drop.says}
                for one in told
                for drop in one.dropped
            ],
            "unread": unread,
        }
        emit(answer | ({} if site is None else {"control": [one.as_dict() for one in control]}))
        return
    _print(found, alive, control)
    if site is not None and not control:
        console.print("No manoeuvre is bracketed closely enough to compare with passes over the site.")
    dropped = sum(len(one.dropped) for one in told)
    if dropped:
        console.print(f"{dropped} element sets were left out as doubles or blunders; --json names them.")
    for line in unread:
        console.print(line, markup=False)


def _print(found: Sequence[Manoeuvre], alive: Sequence[Alive], control: Sequence[Control]) -> None:
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
                f"{one.probability:.0%}",
            )
        console.print(table)
    else:
        console.print("No manoeuvre found.")
    if len(alive) <= _MOST_SPOKEN:
        for evidence in alive:
            console.print(f"{evidence.norad}: {evidence.verdict}. {evidence.says}", markup=False)
    for seen in control:
        console.print(f"{seen.norad}: {seen.says}", markup=False)
