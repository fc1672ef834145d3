"""`downrange decay`: when an object comes down, with a window, or why that cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from downrange.cli.door_codes import DoorNote
from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson, ElementsFile

if TYPE_CHECKING:
    from downrange.answers.decay import DecayAnswer
    from downrange.orbit.history.decay.decay_forecast import DecayForecast

app = typer.Typer()

_MOST_REASONS = 12  # one by one; of more objects without a forecast the reasons are counted
_BY_THE_DAY = 4.0  # days: a wider window is printed in days


@app.command(help=HELP["decay"])
def decay(
    elements: ElementsFile,
    as_of: Annotated[
        str, typer.Option(help="What is known then is used, and nothing later; ISO 8601 UTC with Z.")
    ],
    space_weather: Annotated[
        str | None,
        typer.Option(help="CelesTrak space weather, text or CSV; without it the mean solar cycle stands in."),
    ] = None,
    norad: Annotated[
        list[int] | None, typer.Option(help="Only this catalogue number; may be repeated.")
    ] = None,
    assume_passive: Annotated[
        bool, typer.Option("--assume-passive", help="Forecast what seems to steer as if it had stopped.")
    ] = False,
    tracks: Annotated[
        Path | None, typer.Option(help="Write where the orbits may end as GeoJSON lines, in the last days.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Forecast when objects come down: median and 90 % window, from element sets and space weather."""
    from downrange.answers.decay import decay_of
    from downrange.answers.requests import DecayRequest
    from downrange.cli.files import require_file_place
    from downrange.cli.terminal import console, emit, opened

    if tracks is not None:
        require_file_place(tracks, inputs=(elements, space_weather))
    request = DecayRequest.of(
        elements=(opened(elements),),
        as_of=as_of,
        space_weather=None if space_weather is None else opened(space_weather),
        norad=norad or (),
        assume_passive=assume_passive,
    )
    answer = decay_of(request)
    said = "" if tracks is None else _write_tracks(tracks, answer)
    if json:
        emit(answer.as_dict())
    else:
        _print(answer.forecasts, [remark.says for remark in answer.unread])
        console.print(said, markup=False, end="\n" if said else "")
    if not answer.any_window:
        raise typer.Exit(1)


def _write_tracks(path: Path, answer: DecayAnswer) -> str:
    """Write the lines of every object whose window is narrow enough, and say what was written."""
    from downrange.cli.files import write_each
    from downrange.orbit.history.decay.reentry_track import LONGEST_WINDOW

    collection = answer.tracks()
    if not collection["features"]:
        return DoorNote.NO_TRACKS.says({"days": LONGEST_WINDOW.days})
    write_each({path: dumps(collection, ensure_ascii=False).encode()})
    return f"{path}: {len(collection['features'])} lines, a revolution each, on which the orbit may end 95 km up."


def _print(told: Sequence[DecayForecast], unread: list[str]) -> None:
    from downrange.cli.terminal import console, narrow_table, print_lines

    down = [one for one in told if one.decay is not None]
    silent = [one for one in told if one.decay is None]
    if down:
        table = narrow_table("object", "name", "set age", "5 %", "median", "95 %", "days left")
        for one in down:
            table.add_row(*_row(one))
        console.print(table)
    if len(down) == 1:
        console.print(_said_of(down[0]), markup=False)
    remarked: dict[tuple[str, str], list[str]] = {}
    for one in down:
        for remark in one.remarks:
            remarked.setdefault((remark.code, remark.says), []).append(str(one.norad))
    for (_, says), about in remarked.items():
        whose = "" if len(about) == len(down) else f"{', '.join(about[:6])}{' ...' * (len(about) > 6)}: "
        console.print(f"{whose}{says}", markup=False)
    if 0 < len(silent) <= _MOST_REASONS:
        console.print("[bold]No forecast[/]")
        for one in silent:
            console.print(f"{one.norad} {one.name}".strip() + f": {one.because}.", markup=False)
            for remark in one.remarks:
                console.print(remark.says, markup=False)
    elif silent:
        counts = Counter(one.reason for one in silent).most_common()
        says = ", ".join(f"{count:,} {reason}" for reason, count in counts)
        console.print(
            f"No forecast for {len(silent):,} objects: {says}; --json says why for each.", markup=False
        )
    print_lines(unread)


def _row(one: DecayForecast) -> tuple[str, ...]:
    from rich.markup import escape

    from downrange.earth.instants import format_utc

    assert one.decay is not None
    assert one.epoch is not None
    instants = (one.decay.p05, one.decay.median, one.decay.p95)
    early, middle, late = ((t - one.as_of) / timedelta(days=1) for t in instants)
    written = slice(0, 10) if late - early > _BY_THE_DAY else slice(5, 16)
    digits = 0 if late - early > 10 else 1
    return (
        str(one.norad),
        escape(one.name),
        f"{(one.as_of - one.epoch) / timedelta(days=1):.1f} d",
        *(format_utc(t)[written].replace("T", " ") for t in instants),
        f"{middle:.{digits}f} ({max(early, 0.0):.{digits}f}-{late:.{digits}f})",
    )


def _said_of(one: DecayForecast) -> str:
    """What the forecast of a single object stands on, in a sentence."""
    assert one.weather is not None
    arcs = f"{one.arcs} arc{'s' * (one.arcs != 1)} and the last set" if one.arcs else "the last set alone"
    return (
        f"Orbit {one.perigee_km:.0f} x {one.apogee_km:.0f} km; drag by {arcs}: {one.ballistic_m2_kg:.4f} m2/kg. "
        f"Air: NRLMSIS 2.1 with F10.7 {one.weather.flux_ahead:.0f} and Ap {one.weather.ap_ahead:.0f} ahead "
        f"({one.weather.source}). No engine, no change of attitude."
    )
