"""`downrange decay`: when an object comes down, with a window, or why that cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from downrange.cli.files import write_files
from downrange.cli.passes import ElementsFile, JsonOption, narrow_table
from downrange.cli.terminal import console, emit, read_bytes, read_input
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import InputError
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.decay_forecast import DecayForecast, forecast_decay
from downrange.orbit.history.decay.last_tracks import LONGEST_WINDOW, last_places
from downrange.orbit.history.decay.space_weather import SpaceWeather, read_space_weather
from downrange.orbit.history.element_history import History, histories

app = typer.Typer()

_MOST_REASONS = 12  # one by one; of more objects without a forecast the reasons are counted
_BY_THE_DAY = 4.0  # days: a wider window is printed in days


@app.command()
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
        str | None, typer.Option(help="Write where the orbits may end as GeoJSON lines, in the last days.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Forecast when objects come down: median and 90 % window, from element sets and space weather.

    Give an object's history where there is one: its drag is told from how the orbit has sunk. The windows are
    measured on passive objects in near-circular orbits up to 180 days ahead; for others the reason is said
    instead, with exit code 1 when no object has a forecast.

    Example: downrange decay 41333.tle --as-of 2023-06-01T00:00Z --space-weather SW-Last5Years.txt
    """
    when = parse_utc(as_of)
    weather = None if space_weather is None else read_space_weather(read_input(space_weather))
    sets = read_elements(read_bytes(elements))
    flown = {history.norad: history for history in histories(_wanted(sets, norad))}
    told = [forecast_decay(one, when, weather, assume_passive=assume_passive) for one in flown.values()]
    told.sort(key=lambda one: (one.decay is None, one.decay.median if one.decay else when, one.norad))
    unread = [f"Line {defect.line} of the elements: {defect.reason}." for defect in sets.defects]
    said = "" if tracks is None else _write_tracks(Path(tracks), told, flown, weather)
    if json:
        emit(_as_answer(told, unread))
    else:
        _print(told, unread)
        console.print(said, markup=False, end="\n" if said else "")
    if all(one.decay is None for one in told):
        raise typer.Exit(1)


def _wanted(sets: Elements, norad: list[int] | None) -> Elements:
    if not norad:
        return sets
    there = set(sets.norad.tolist())
    for number in norad:
        if number not in there:
            raise InputError(
                f"there is no element set of {number} in the file",
                hint="Leave --norad out to see what there is.",
            )
    return sets.select([number in norad for number in sets.norad.tolist()])


def _write_tracks(
    path: Path, told: Sequence[DecayForecast], flown: Mapping[int, History], weather: SpaceWeather | None
) -> str:
    """Write the lines of every object whose window is narrow enough, and say what was written."""
    near = [one for one in told if one.decay is not None and one.decay.p95 - one.decay.p05 <= LONGEST_WINDOW]
    lines = [
        line for one in near for line in last_places(flown[one.norad], one, weather).as_geojson()["features"]
    ]
    if not lines:
        return f"No tracks: no window is under {LONGEST_WINDOW.days} days, and under a wider one it may end anywhere."
    collection = {"type": "FeatureCollection", "features": lines}
    write_files(path.parent, {path.name: dumps(collection, ensure_ascii=False).encode()})
    return f"{path}: {len(lines)} lines, a revolution each, on which the orbit may end 95 km up."


def _as_answer(told: Sequence[DecayForecast], unread: list[str]) -> dict[str, Any]:
    """One object's dict, or several under "forecasts"."""
    answer = told[0].as_dict() if len(told) == 1 else {"forecasts": [one.as_dict() for one in told]}
    return answer | ({"unread": unread} if unread else {})


def _print(told: Sequence[DecayForecast], unread: list[str]) -> None:
    down = [one for one in told if one.decay is not None]
    silent = [one for one in told if one.decay is None]
    if down:
        table = narrow_table("object", "name", "set age", "5 %", "median", "95 %", "days left")
        for one in down:
            table.add_row(*_row(one))
        console.print(table)
    if len(down) == 1:
        console.print(_said_of(down[0]), markup=False)
    for remark in dict.fromkeys(remark for one in down for remark in one.remarks):
        about = [str(one.norad) for one in down if remark in one.remarks]
        whose = "" if len(about) == len(down) else f"{', '.join(about[:6])}{' ...' * (len(about) > 6)}: "
        console.print(f"{whose}{remark}", markup=False)
    if 0 < len(silent) <= _MOST_REASONS:
        console.print("[bold]No forecast[/]")
        for one in silent:
            console.print(f"{one.norad} {one.name}".strip() + f": {one.because}.", markup=False)
    elif silent:
        counts = Counter(one.reason for one in silent).most_common()
        says = ", ".join(f"{count:,} {reason}" for reason, count in counts)
        console.print(
            f"No forecast for {len(silent):,} objects: {says}; --json says why for each.", markup=False
        )
    for line in unread:
        console.print(line, markup=False)


def _row(one: DecayForecast) -> tuple[str, ...]:
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
