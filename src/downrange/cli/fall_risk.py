"""The tables of a failed flight that `downrange fall` prints: figures and ranges, then bounds, then the corridor."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from downrange.brief.quoted_values import said
from downrange.cli.door_codes import DoorNote
from downrange.cli.terminal import console

_LEAST = 1e-6  # a range that begins lower is told by its upper end alone
_CORRIDOR_EVERY_KM, _CORRIDOR_ROWS = 1000, 4  # beyond the announced falls; all stations stand in --json


def show_risk(found: Mapping[str, Any]) -> None:
    """Each province's two answers if the flight fails: figures and ranges, most exposed first, then bounds."""
    console.print()
    risk = found["risk"]
    if risk is None:
        console.print(DoorNote.NO_ASCENT.says())
        return
    rows = [row for row in found["territories"] if row["kind"] == "province" and row["shown"]]
    valued = [row for row in rows if row["given_failure_range"]]
    others = [row for row in rows if not row["given_failure_range"]]
    tables = [_values(valued)] if valued else []
    tables += [_bounds(others)] if others else []
    tables += [_corridor(risk["corridor"])] if risk["corridor"] else []
    for table in tables:
        console.print(table)
        console.print()
    notes = [note["says"] for note in risk["notes"]]
    missed = [f"{miss}." for miss in risk["ascents_miss"]]
    console.print(" ".join([*notes, *missed]), style="dim", markup=False)
    if risk["corridor"]:
        console.print(f"{risk['corridor']['says']} {risk['corridor']['ends']}", style="dim", markup=False)
    console.print(f"{risk['failure_rate']['says']} {risk['assumed']}", style="dim", markup=False)


def _values(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("if it fails", "overflown, T+", "any piece there", "by assumption", "debris, T+")
    for row in rows:
        low_high = row["given_failure_range"]
        if row["given_failure"]:
            cells = [chance_words(row), range_words(low_high)]
        else:
            cells = [f"{range_words(low_high)},\n{_carried(row)}", "included"]
        table.add_row(escape(row["name"]), overflight_words(row), *cells, arrival_words(row))
    return table


def _bounds(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("no drawn failure hit", "overflown, T+", "at most")
    for row in rows:
        below = row["given_failure_below"]
        table.add_row(
            escape(row["name"]),
            overflight_words(row),
            f"below {said(below, 'odds')}" if below else "not computed",
        )
    return table


def _corridor(corridor: Mapping[str, Any]) -> Table:
    """The fan where the announced falls end, at the next whole 1,000 km, and where it ends."""
    table = _table("corridor", "width", "impact point there, T+", "")
    stations = corridor["stations"]
    held = [station for station in stations if station["constrained"]][-1:]
    beyond = [station for station in stations[:-1] if not station["constrained"]]
    whole = [station for station in beyond if station["distance_km"] % _CORRIDOR_EVERY_KM == 0]
    ends = stations[-1:] if stations[-1:] != held else []
    for station in [*held, *whole[:_CORRIDOR_ROWS], *ends]:
        first, last = station["after_liftoff_s"]
        table.add_row(
            f"{station['distance_km']:,.0f} km",
            f"{station['width_km']:,.0f} km",
            f"{said(first, 'clock')}-{said(last, 'clock')}",
            "farthest announced fall" if station in held else "",
        )
    return table


def chance_words(row: Mapping[str, Any]) -> str:
    """A figure with the 95 % of its draws and ascents: "1 in 710," and "520 to 1,000"."""
    low, high = row["given_failure_interval"]
    ends = [said(end, "odds2").removeprefix("1 in ") for end in (high, low)]
    figure = said(row["given_failure"], "odds2")
    return figure if ends[0] == ends[1] else f"{figure},\n{' to '.join(ends)}"


def range_words(low_high: Sequence[float]) -> str:
    """A range, the less likely end first; one that all but begins at nothing by its upper end."""
    low, high = low_high
    if low < _LEAST:
        return f"up to {said(high, 'odds')}"
    return f"{said(low, 'odds')} to {said(high, 'odds').removeprefix('1 in ')}"


def overflight_words(row: Mapping[str, Any]) -> str:
    """When, and in how many of the ascents: "9:11-9:52" and "16 of 120"."""
    count, of = row["overflight_ascents"]["ascents"], row["overflight_ascents"]["of"]
    if row["overflown"]:
        first, last = row["overflight_s"]
        return f"{said(first, 'clock')}-{said(last, 'clock')}\n{count} of {of}"
    return "under 1/20" if count else "no"


def arrival_words(row: Mapping[str, Any]) -> str:
    """When debris arrives, no finer than it is known: "0:30-8:20", or whole minutes."""
    if not row["impact_s"]:
        return ""
    first, last = row["impact_s"]
    if row["impact_known_to_s"] >= 60.0:
        return f"{first / 60:.0f}-{last / 60:.0f} min"
    return f"{said(first, 'clock')}-{said(last, 'clock')}"


def _carried(row: Mapping[str, Any]) -> str:
    return f"{row['carried_by']['ascents']} of {row['carried_by']['of']} ascents"


def _table(*columns: str) -> Table:
    table = Table(*columns, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.no_wrap = True
    return table
