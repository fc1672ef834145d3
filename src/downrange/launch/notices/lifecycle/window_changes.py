"""How the windows of two notices differ: changed, dropped, added, area by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from downrange.launch.notices.lifecycle.area_changes import AreaChange
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode
from downrange.launch.notices.notice import Notice, NoticeWindow

SLACK = timedelta(minutes=90)  # danger areas open and close up to this long after the launch window itself


@dataclass(frozen=True, slots=True)
class WindowChange:
    """A window before and after, one of them None where it was added or dropped; `area` is None for all areas."""

    old: NoticeWindow | None
    new: NoticeWindow | None
    area: str | None

    @property
    def code(self) -> CompareCode:
        """Changed, added or dropped."""
        if self.old is None:
            return CompareCode.WINDOW_ADDED
        return CompareCode.WINDOW_DROPPED if self.new is None else CompareCode.WINDOW_CHANGED

    @property
    def shift(self) -> tuple[timedelta, timedelta] | None:
        """How much later it starts and ends; None where it was added or dropped."""
        if self.old is None or self.new is None:
            return None
        return self.new.start - self.old.start, self.new.end - self.old.end

    def as_dict(self) -> dict[str, Any]:
        """The code and its sentence, the area, both windows, and the shift in minutes."""
        shift = self.shift
        return {
            "code": str(self.code),
            "says": self.code.says(),
            "area": self.area,
            "old": None if self.old is None else self.old.as_dict(),
            "new": None if self.new is None else self.new.as_dict(),
            "start_later_min": None if shift is None else shift[0] / timedelta(minutes=1),
            "end_later_min": None if shift is None else shift[1] / timedelta(minutes=1),
        }


def window_changes(old: Notice, new: Notice, areas: Sequence[AreaChange]) -> tuple[WindowChange, ...]:
    """The windows of two notices that differ: of all areas together, or of each pair of areas that belong together.

    Windows of areas that have no counterpart are not compared: they come and go with their area. Nor are those of a
    notice beside one in which no time was read.
    """
    if not (old.windows and new.windows):
        return ()
    if not any(window.area for window in (*old.windows, *new.windows)):
        return _changes(old.windows, new.windows, None)
    found: list[WindowChange] = []
    for change in areas:
        if change.old is not None and change.new is not None:
            before, after = _windows_of(old, change.old.label), _windows_of(new, change.new.label)
            found += _changes(before, after, change.label)
    return tuple(found)


def windows_overlap(old: Notice, new: Notice) -> bool:
    """Whether a window of one notice meets one of the other, up to `SLACK`; bounded work for long lists."""
    before = sorted((window.start - SLACK, window.end + SLACK) for window in old.windows)
    after = sorted((window.start, window.end) for window in new.windows)
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i][0] <= after[j][1] and after[j][0] <= before[i][1]:
            return True
        if before[i][1] < after[j][0]:
            i += 1
        else:
            j += 1
    return False


def _windows_of(notice: Notice, label: str | None) -> tuple[NoticeWindow, ...]:
    return tuple(window for window in notice.windows if window.area in (None, label))


def _changes(
    old: Sequence[NoticeWindow], new: Sequence[NoticeWindow], label: str | None
) -> tuple[WindowChange, ...]:
    same = {_hours(window) for window in old} & {_hours(window) for window in new}
    before = sorted((w for w in old if _hours(w) not in same), key=lambda w: (w.start, w.end))
    after = sorted((w for w in new if _hours(w) not in same), key=lambda w: (w.start, w.end))
    if len(before) == len(after) == 1 and not same:  # a launch put off
        return (WindowChange(before[0], after[0], label),)
    found: list[WindowChange] = []
    j = 0
    for window in before:
        while j < len(after) and after[j].end < window.start:
            found.append(WindowChange(None, after[j], label))
            j += 1
        if j < len(after) and after[j].start <= window.end:
            found.append(WindowChange(window, after[j], label))
            j += 1
        else:
            found.append(WindowChange(window, None, label))
    return (*found, *(WindowChange(None, window, label) for window in after[j:]))


def _hours(window: NoticeWindow) -> tuple[datetime, datetime, bool]:
    return window.start, window.end, window.reserve
