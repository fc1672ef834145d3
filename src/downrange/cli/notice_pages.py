"""A notice as a page at the terminal: heading, windows, areas with their corners, sketch, doubts."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from rich.markup import escape

from downrange.answers.notice import NoticeReading, area_positions
from downrange.cli.notice_doubts import show_doubts
from downrange.cli.terminal import console, print_hanging
from downrange.earth.constants import KM_PER_NM
from downrange.launch.areas.area import Area
from downrange.launch.areas.terminal_sketch import sketch_areas
from downrange.launch.notices.lifecycle.lifecycle_codes import ForceCode
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours
from downrange.launch.notices.tokens.coordinates import write_position

LocalTime = Callable[[datetime], datetime]

KINDS = {
    "launch": "space launch", "reentry": "re-entry", "missile": "missile firing", "gunnery": "gunnery",
    "other": "no reason given", "cancel": "cancellation",
}  # fmt: skip
MOST_WINDOWS, MOST_CORNERS = 24, 24


def show_readings(readings: Sequence[NoticeReading], local: LocalTime | None, *, by_file: bool) -> None:
    """Every notice as a page, under the name of its file where there are several; what has ended in one line each."""
    for file, group in groupby(readings, key=lambda reading: reading.file):
        if by_file:
            console.print(f"[bold cyan]{escape(file)}[/]")
        for reading in group:
            if reading.standing is not None and reading.standing.in_force is False:
                print_hanging(f"{reading.name}: {reading.standing.told}")
                if reading.standing.reason.code is not ForceCode.CANCELLED:  # else it hangs on what was read
                    show_doubts(reading.notice, reading.lines, tick=False)
                console.print()
            else:
                _show(reading, local)


def _show(reading: NoticeReading, local: LocalTime | None) -> None:
    notice = reading.notice
    console.rule(f"[bold]{escape(reading.name)}[/bold] · {KINDS[notice.kind]}", align="left")
    if facts := _facts(notice):
        console.print(" · ".join(facts), markup=False)
    if reading.standing is not None:
        print_hanging(reading.standing.told, style="bold")
    if notice.windows:
        show_windows(notice.windows, local)
    show_untimed(notice.untimed)
    if notice.areas:
        count = f"{len(notice.areas)} area{'s' * (len(notice.areas) > 1)}"
        console.print(f"[italic]{count}: degrees and minutes, and decimal degrees[/]")
        for area in notice.areas:
            _show_area(area)
        for line in sketch_areas(notice.areas):
            console.print(line, style="cyan", markup=False, no_wrap=True)
    for point in notice.points:
        console.print(f"{point.name}: {write_position(*point.position)}", markup=False)
    show_doubts(notice, reading.lines)
    console.print()


def _facts(notice: Notice) -> list[str]:
    facts = []
    if notice.issuer and notice.issuer not in (notice.number or ""):
        facts.append(notice.issuer)
    if notice.issued:
        facts.append(f"issued {notice.issued:%Y-%m-%d %H:%MZ}")
    if notice.vertical:
        facts.append(f"from {notice.vertical[0]} to {notice.vertical[1]}")
    if notice.cancels:
        facts.append("cancels " + ", ".join(notice.cancels))
    if notice.self_cancel:
        facts.append(f"ends {notice.self_cancel:%Y-%m-%d %H:%MZ}")
    return facts


def show_windows(windows: Sequence[NoticeWindow], local: LocalTime | None) -> None:
    """Windows as rows; daily ones of the same hours in one row, and the same in local time below it."""
    runs = daily_runs(windows)
    shown = runs[:MOST_WINDOWS]
    console.print(f"[italic]{len(windows)} window{'s' * (len(windows) > 1)} (UTC)[/]")
    rows = [("area", "from", "to", "for", "bold")]
    for run in shown:
        first, last = run[0], run[-1]
        often = f", {len(run)} days to {last.start:%a %Y-%m-%d}" if len(run) > 1 else ""
        reserve = ", reserve" if first.reserve else ""
        length = f"{_length(first.end - first.start)}{often}{reserve}{_zone(first)}"
        rows.append((first.area or "all", *_span(first.start, first.end), length, ""))
        if local is not None:
            start, end = local(first.start), local(first.end)
            rows.append(("", *_span(start, end), f"{start:%Z}", "dim"))
    wide, to = (max(len(row[column]) for row in rows) for column in (0, 2))
    for area, start_text, end_text, length, style in rows:
        line = f"{area:<{wide}}  {start_text:<20}  {end_text:<{to}}  {length}"
        console.print(line, style=style or None, markup=False)
    if len(runs) > MOST_WINDOWS:
        rest = sum(map(len, runs[MOST_WINDOWS:]))
        last_end = max(window.end for window in windows)
        console.print(f"... and {rest} more windows (--json has all), the last to {last_end:%Y-%m-%d %H:%M}")


def daily_runs(windows: Sequence[NoticeWindow]) -> list[list[NoticeWindow]]:
    """Windows of the same hours on days that follow each other, together; the others alone."""
    runs: list[list[NoticeWindow]] = []
    for window in windows:
        before = runs[-1][-1] if runs else None
        if before is not None and _of_one_kind(before, window) and _next_day(before, window):
            runs[-1].append(window)
        else:
            runs.append([window])
    return runs


def _of_one_kind(a: NoticeWindow, b: NoticeWindow) -> bool:
    return (a.area, a.reserve, a.zone, a.inferred) == (b.area, b.reserve, b.zone, b.inferred)


def _zone(window: NoticeWindow) -> str:
    """In which zone the hours are printed, where that is not UTC."""
    if window.zone == "UTC":
        return ""
    return f", printed in {window.zone}" + (" (from the place)" if window.inferred else "")


def show_untimed(untimed: Sequence[UntimedHours]) -> None:
    """Hours as printed whose zone is not known: no times in UTC."""
    for hours in untimed:
        words = " ".join(hours.text.split())
        where = f" of area {hours.area}" if hours.area else ""
        print_hanging(f'! hours{where} as printed, in a zone that is not known: "{words}"', mark="yellow")


def _next_day(before: NoticeWindow, window: NoticeWindow) -> bool:
    day = timedelta(days=1)
    return window.start - before.start == day and window.end - before.end == day


def _span(start: datetime, end: datetime) -> tuple[str, str]:
    """Beginning and end; of an end on the same day the time alone, on the next day with the day of the week."""
    days = (end.date() - start.date()).days
    form = "%H:%M" if days == 0 else "%a %H:%M" if days == 1 else "%a %Y-%m-%d %H:%M"
    return f"{start:%a %Y-%m-%d %H:%M}", f"{end:{form}}"


def _length(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours // 24} d {hours % 24:02d} h" if hours >= 48 else f"{hours}:{minutes:02d}"


def _show_area(area: Area) -> None:
    console.print(f"[bold]{escape(area.label or '·')}[/]  {escape(_shape(area))}")
    positions = area_positions(area)
    for name, (lat, lon) in positions[:MOST_CORNERS]:
        printed = write_position(lat, lon)
        console.print(f"  {name:>6}  {printed:<22}  {lat:9.5f} {lon:10.5f}", markup=False, no_wrap=True)
    if len(positions) > MOST_CORNERS:
        console.print(f"          ... and {len(positions) - MOST_CORNERS} more corners (--json has all)")


def _shape(area: Area) -> str:
    """What the area is, with the figures that are not positions."""
    said = area.name if area.shape == "named" and area.name else area.shape
    if area.shape == "named":
        said += " (named, not located)"
    if area.radius_nm is not None:
        inner = f"{_distance(area.inner_radius_nm)} to " if area.inner_radius_nm else ""
        said += f", {inner}{_distance(area.radius_nm)} around"
    if area.bearings is not None:
        said += f", bearings {area.bearings[0]:g}° to {area.bearings[1]:g}°"
    if area.halfwidth_nm is not None:
        said += f", within {_distance(area.halfwidth_nm)} of the line"
    if area.semi_axes_nm is not None:
        said += f", semi-axes {' and '.join(map(_distance, area.semi_axes_nm))}"
    if area.azimuth_deg is not None:
        said += f", azimuth {area.azimuth_deg:g}°"
    if area.arcs:
        said += f", {len(area.arcs)} arc{'s' * (len(area.arcs) > 1)}"
    return f"{said} ({area.note})" if area.note else said


def _distance(nm: float) -> str:
    return f"{nm:g} nm ({nm * KM_PER_NM:.4g} km)"
