"""Two notices compared, at the terminal: per notice why they are compared, then areas, windows and the rest."""

from collections.abc import Sequence
from datetime import timedelta

from rich.markup import escape

from downrange.cli.terminal import console, print_hanging
from downrange.launch.notices.lifecycle.area_changes import AreaChange
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode
from downrange.launch.notices.lifecycle.notice_changes import NoticeChange
from downrange.launch.notices.lifecycle.window_changes import WindowChange
from downrange.launch.notices.notice import Notice, NoticeWindow

MOST_ROWS = 12
MARKS = {
    CompareCode.AREA_SAME: "=",
    CompareCode.AREA_ADDED: "+",
    CompareCode.AREA_DROPPED: "-",
    CompareCode.ONE_CHARACTER: "!",
    CompareCode.NOT_COMPARED: "!",
    CompareCode.WINDOW_ADDED: "+",
    CompareCode.WINDOW_DROPPED: "-",
}  # any other code is a change, ~


def show_changes(changes: Sequence[NoticeChange]) -> None:
    """Every pair of notices, and every notice that has no counterpart."""
    for change in changes:
        title = " -> ".join(_title(notice) for notice in (change.old, change.new) if notice is not None)
        console.rule(f"[bold]{escape(title)}[/bold]", align="left")
        print_hanging(change.relation.says)
        for area in change.areas:
            _show_area(area)
        _show_windows(change)
        for remark in change.others:
            print_hanging(f"~ {remark.says}")
        for notice in (change.old, change.new):
            if notice is not None and not notice.every_word_was_read:
                doubt = "not everything in it was read without doubt: see `downrange notice read`"
                print_hanging(f"! {_title(notice)}: {doubt}", mark="yellow")
        if not change.differs:
            print_hanging("= nothing has changed")
        console.print()


def _title(notice: Notice) -> str:
    issuer = f" {notice.issuer}" if notice.issuer and notice.issuer not in (notice.number or "") else ""
    return f"{notice.number or 'unnumbered notice'}{issuer}"


def _show_area(change: AreaChange) -> None:
    for remark in change.remarks:
        assert isinstance(remark.code, CompareCode)
        print_hanging(f"{MARKS.get(remark.code, '~')} area {change.label}: {remark.says}")


def _show_windows(change: NoticeChange) -> None:
    """Windows that changed alike in one row with the first of them; the others one by one."""
    if change.windows_compared and not change.windows:
        print_hanging("= windows: unchanged")
    elif change.areas and not change.windows_compared:
        print_hanging("! windows: not compared; no area with windows belongs to one of the other notice")
    groups: dict[tuple[object, ...], list[WindowChange]] = {}
    for window in change.windows:
        alike = window.area, window.code, window.shift or window.old or window.new, _reserve(window)
        groups.setdefault(alike, []).append(window)
    shown = list(groups.values())
    for group in shown[:MOST_ROWS]:
        print_hanging(_window_row(group, change))
    if len(shown) > MOST_ROWS:
        rest = sum(map(len, shown[MOST_ROWS:]))
        print_hanging(f"  ... and {rest} more windows that differ (--json has all)")


def _window_row(group: Sequence[WindowChange], change: NoticeChange) -> str:
    first = group[0]
    where = f" of area {first.area}" if first.area else ""
    mark = MARKS.get(first.code, "~")
    if first.shift is None:
        window = first.old or first.new
        assert window is not None
        said = "dropped" if first.new is None else "added"
        return f"{mark} window{where} {said}: {_hours(window)}"
    assert first.old is not None
    assert first.new is not None
    shifts = [_moved("starts", first.shift[0]), _moved("ends", first.shift[1])]
    if first.new is not None and first.old.reserve != first.new.reserve:
        shifts.append("now a reserve window" if first.new.reserve else "no longer a reserve window")
    moved = ", ".join(filter(None, shifts))
    many = f"{len(group)} windows" if len(group) > 1 else "window"
    which = "the first " if len(group) > 1 else ""
    was, now = f"was {_hours(first.old)}", f"is {_hours(first.new)}"
    if change.relation.code is CompareCode.ONE_LAUNCH and change.old and change.new:
        was, now = (
            f"{_hours(window)} in {notice.number or 'the notice without number'}"
            for window, notice in ((first.old, change.old), (first.new, change.new))
        )
    return f"{mark} {many}{where}: {moved}; {which}{was}, {now}"


def _reserve(change: WindowChange) -> tuple[bool, ...]:
    return tuple(window.reserve for window in (change.old, change.new) if window is not None)


def _moved(what: str, by: timedelta) -> str:
    if not by:
        return ""
    minutes = abs(int(by.total_seconds())) // 60
    days, rest = divmod(minutes, 24 * 60)
    parts = (
        f"{days} d" if days else "",
        f"{rest // 60} h" if rest >= 60 else "",
        f"{rest % 60} min" if rest % 60 else "",
    )
    return f"{what} {' '.join(filter(None, parts))} {'later' if by > timedelta(0) else 'earlier'}"


def _hours(window: NoticeWindow) -> str:
    same_day = window.start.date() == window.end.date()
    return f"{window.start:%Y-%m-%d %H:%M}-{window.end:{'%H:%M' if same_day else '%Y-%m-%d %H:%M'}}Z"
