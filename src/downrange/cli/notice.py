"""downrange notice: read hazard notices, and show areas, times, doubts and what was not read."""

import json as json_module
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from downrange.answers.notice import read_notice
from downrange.answers.requests import NoticeRequest
from downrange.cli.files import write_files
from downrange.cli.help_texts import HELP
from downrange.cli.terminal import console, emit, opened
from downrange.launch.areas.area import Area
from downrange.launch.areas.terminal_sketch import sketch_areas
from downrange.launch.notices.notice import Notice, NoticeWindow
from downrange.launch.notices.notice_features import areas_to_geojson
from downrange.launch.notices.tokens.coordinates import write_position

app = typer.Typer(no_args_is_help=True)

_KINDS = {
    "launch": "space launch", "reentry": "re-entry", "missile": "missile firing", "gunnery": "gunnery",
    "other": "no reason given", "cancel": "cancellation",
}  # fmt: skip
_MOST_ROWS = 24


@app.callback()
def notice() -> None:
    """Read launch hazard notices: areas, windows, and what could not be read."""


@app.command(help=HELP["notice read"])
def read(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A file with notices, or - for standard input.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
    year: Annotated[
        int | None, typer.Option(min=1957, max=2099, help="The year, where the text prints none.")
    ] = None,
    geojson: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the areas to this file, as GeoJSON.")
    ] = None,
) -> None:
    """Read every notice in a text: NAVAREA, HYDROPAC, NOTAM, NGA JSON or XML, several run together."""
    answer = read_notice(NoticeRequest.of(notices=(opened(path),), year=year))
    if geojson is not None:
        collection = json_module.dumps(areas_to_geojson(answer.notices), ensure_ascii=False, indent=1)
        write_files(geojson.parent, {geojson.name: collection.encode()})
    if json:
        emit(answer.as_dict())
        return
    for each in answer.notices:
        _show(each)


def _show(notice: Notice) -> None:
    name = notice.number or "unnumbered notice"
    console.rule(f"[bold]{escape(name)}[/bold] · {_KINDS[notice.kind]}", align="left")
    facts = []
    if notice.issuer and notice.issuer not in name:
        facts.append(notice.issuer)
    if notice.issued:
        facts.append(f"issued {notice.issued:%Y-%m-%d %H:%MZ}")
    if notice.vertical:
        facts.append(f"from {notice.vertical[0]} to {notice.vertical[1]}")
    if notice.cancels:
        facts.append("cancels " + ", ".join(notice.cancels))
    if notice.self_cancel:
        facts.append(f"ends {notice.self_cancel:%Y-%m-%d %H:%MZ}")
    if facts:
        console.print(escape(" · ".join(facts)))
    if notice.windows:
        console.print(_window_table(notice.windows))
    if notice.areas:
        console.print(_area_table(notice.areas))
        for line in sketch_areas(notice.areas):
            console.print(line, style="cyan", markup=False)
    for point in notice.points:
        console.print(f"{point.name}: {write_position(*point.position)}", markup=False)
    _show_doubts(notice)
    console.print()


def _window_table(windows: tuple[NoticeWindow, ...]) -> Table:
    table = Table(
        title=f"{len(windows)} window{'s' * (len(windows) > 1)} (UTC)",
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    table.add_column("area", style="bold")
    table.add_column("from")
    table.add_column("to")
    table.add_column("for", justify="right")
    for window in windows[:_MOST_ROWS]:
        same_day = window.start.date() == window.end.date()
        end = f"{window.end:%H:%M}" if same_day else f"{window.end:%a %Y-%m-%d %H:%M}"
        table.add_row(
            window.area or "all", f"{window.start:%a %Y-%m-%d %H:%M}", end, _length(window.end - window.start)
        )
    if len(windows) > _MOST_ROWS:
        table.add_row(
            "", f"... and {len(windows) - _MOST_ROWS} more, the last {windows[-1].end:%Y-%m-%d %H:%M}", "", ""
        )
    return table


def _length(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours // 24} d {hours % 24:02d} h" if hours >= 48 else f"{hours}:{minutes:02d}"


def _area_table(areas: tuple[Area, ...]) -> Table:
    table = Table(
        title=f"{len(areas)} area{'s' * (len(areas) > 1)}", title_justify="left", box=None, pad_edge=False
    )
    table.add_column("area", style="bold")
    table.add_column("shape")
    table.add_column("where", overflow="fold")
    for area in areas:
        table.add_row(escape(area.label or "·"), area.shape, escape(_where(area)))
    return table


def _where(area: Area) -> str:
    if area.vertices:
        shown = [write_position(*vertex) for vertex in area.vertices[:12]]
        more = [f"... {len(area.vertices) - 12} more"] if len(area.vertices) > 12 else []
        return ", ".join(shown + more)
    if area.center is not None and area.radius_nm is not None:
        inner = f"{area.inner_radius_nm:g} to " if area.inner_radius_nm else "within "
        turn = f", bearings {area.bearings[0]:g}° to {area.bearings[1]:g}°" if area.bearings else ""
        return f"{inner}{area.radius_nm:g} nm of {write_position(*area.center)}{turn}"
    if area.line:
        line = " - ".join(write_position(*point) for point in area.line[:12])
        return f"within {area.halfwidth_nm:g} nm of {line}" if area.halfwidth_nm else line
    if area.lat and area.lon:
        south_west, north_east = (
            write_position(lat, lon) for lat, lon in zip(area.lat, area.lon, strict=True)
        )
        return f"from {south_west} to {north_east}"
    if area.center is not None:
        return f"{write_position(*area.center)} ({area.note})"
    return area.name or area.note or ""


def _show_doubts(notice: Notice) -> None:
    for defect in notice.defects:
        quoted = f' [dim]"{escape(defect.text)}"[/dim]' if defect.text else ""
        console.print(f"[yellow]![/yellow] {escape(defect.says)}{quoted}")
    if notice.every_word_was_read:
        console.print("[green]✓[/green] every word was read")
    if not notice.unread:
        return
    words = " · ".join(" ".join(span.text.split()) for span in notice.unread[:_MOST_ROWS])
    more = f" · ... and {len(notice.unread) - _MOST_ROWS} more" if len(notice.unread) > _MOST_ROWS else ""
    console.print(f"[magenta]?[/magenta] not read: [dim]{escape(words)}{more}[/dim]")
