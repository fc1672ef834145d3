"""Notices in force at an instant, where some cancel or replace others.

A notice ends by the first of: another that cancels or replaces it (CANCEL, NOTAMR, NOTAMC), its own cancellation
time, the end of its last window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.codes import Remark
from downrange.earth.instants import format_utc
from downrange.errors import TimeError
from downrange.launch.notices.launch_hours import printed_hours
from downrange.launch.notices.lifecycle.lifecycle_codes import ForceCode
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours
from downrange.launch.notices.notice_codes import NoticeCode

_VERDICTS = {True: ForceCode.IN_FORCE, False: ForceCode.NOT_IN_FORCE, None: ForceCode.NOT_TOLD}
Name = tuple[str | None, str]  # issuer and number of a bare number; None and series with number of a full one


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice stands at an instant: `in_force` is None where that cannot be told; `reason` says why."""

    at: datetime
    in_force: bool | None
    reason: Remark

    @property
    def window_open(self) -> bool | None:
        """Whether a window is open; None where that cannot be told."""
        if self.in_force is None or self.reason.code is ForceCode.ZONE_UNKNOWN:
            return None
        return self.reason.code in (ForceCode.OPEN, ForceCode.RESERVE_OPEN)

    @property
    def told(self) -> str:
        """In force, not in force, or not known to be, with the reason."""
        return _VERDICTS[self.in_force].says({"reason": self.reason.says})

    def as_dict(self) -> dict[str, Any]:
        """The instant, whether the notice is in force and a window open, the code and its sentence."""
        verdict = {"in_force": self.in_force, "window_open": self.window_open}
        return {"time": format_utc(self.at), **verdict, **self.reason.as_dict()}


def in_force(notices: Sequence[Notice], at: datetime) -> tuple[Notice, ...]:
    """The notices that are not known to have ended at an instant (aware), in the order given.

    Their windows may be open or yet to come; see `standings`. TimeError for an instant without a zone.
    """
    found = standings(notices, at)
    return tuple(
        notice for notice, standing in zip(notices, found, strict=True) if standing.in_force is not False
    )


def standings(notices: Sequence[Notice], at: datetime) -> tuple[Standing, ...]:
    """How each of the notices stands at an instant (aware), each read together with the others.

    A message counts from when it was issued; one that prints no such time, as no NOTAM does, counts from the
    beginning, and so does what it cancels. NOTAMs of two states may share a number, so a NOTAM ends only those of its
    own issuer. TimeError for an instant without a zone.
    """
    if at.tzinfo is None:
        raise TimeError(NoticeCode.NO_ZONE, field="at", value=at)
    cancelled = cancelled_numbers([notice for notice in notices if _was_issued(notice, at)])
    return tuple(_standing(notice, cancelled, at) for notice in notices)


def windows_standing(
    windows: Sequence[NoticeWindow], untimed: Sequence[UntimedHours], at: datetime
) -> Standing:
    """How the windows alone stand at an instant: one is open, one is ahead, all are over, or there is none.

    A primary window comes before a reserve one. Beside `untimed` hours nobody can say that no window is open.
    """
    for reserve, code in ((False, ForceCode.OPEN), (True, ForceCode.RESERVE_OPEN)):
        ends = [w.end for w in windows if w.reserve is reserve and w.start <= at < w.end]
        if ends:
            return Standing(at, True, Remark(code, {"end": max(ends)}))
    ahead = [window for window in windows if window.start > at]
    if untimed:
        facts = {"hours": printed_hours(untimed)}
        return Standing(at, True if ahead else None, Remark(ForceCode.ZONE_UNKNOWN, facts))
    if not windows:
        return Standing(at, None, Remark(ForceCode.NO_TIME))
    for reserve, code in ((False, ForceCode.AHEAD), (True, ForceCode.RESERVE_AHEAD)):
        starts = [window.start for window in ahead if window.reserve is reserve]
        if starts:
            return Standing(at, True, Remark(code, {"start": min(starts)}))
    return Standing(at, False, Remark(ForceCode.OVER, {"end": max(window.end for window in windows)}))


def _standing(notice: Notice, cancelled: Mapping[Name, Sequence[Notice]], at: datetime) -> Standing:
    def ended(code: ForceCode, **facts: Any) -> Standing:
        return Standing(at, False, Remark(code, facts))

    if notice.kind == "cancel":
        return ended(ForceCode.CANCELS)
    if not _was_issued(notice, at):
        return ended(ForceCode.NOT_ISSUED, issued=notice.issued)
    by = _ended_by(notice, cancelled)
    if by is not None:
        return ended(ForceCode.CANCELLED, by=by.number or "a notice without number")
    if notice.self_cancel is not None and notice.self_cancel <= at:
        return ended(ForceCode.SELF_CANCELLED, end=notice.self_cancel)
    return windows_standing(notice.windows, notice.untimed, at)


def _was_issued(notice: Notice, at: datetime) -> bool:
    return notice.issued is None or notice.issued <= at


def cancelled_numbers(notices: Sequence[Notice]) -> dict[Name, list[Notice]]:
    """For each number that is cancelled, the notices that cancel it."""
    named: dict[Name, list[Notice]] = {}
    for notice in notices:
        for number in notice.cancels:
            named.setdefault(_name(number, notice.issuer), []).append(notice)
    return named


def cancelled_by(notice: Notice, cancelled: Mapping[Name, Sequence[Notice]]) -> list[Notice]:
    """The other notices that cancel this one, of those of `cancelled_numbers`."""
    if not (notice.number or "").split():
        return []
    number = notice.number or ""
    names = dict.fromkeys([(None, _plain(number)), (notice.issuer, _plain(number.split()[-1]))])
    return [by for name in names for by in cancelled.get(name, ()) if by is not notice]


def _ended_by(notice: Notice, cancelled: Mapping[Name, Sequence[Notice]]) -> Notice | None:
    """The first other notice that cancels this one; None without any."""
    return next(iter(cancelled_by(notice, cancelled)), None)


def _name(number: str, issuer: str | None) -> Name:
    """A number with its series stands for itself; a bare one is of its own issuer."""
    return (None, _plain(number)) if " " in number else (issuer, _plain(number))


def _plain(number: str) -> str:
    series, _, serial = number.upper().rpartition(" ")
    return f"{series} {serial.lstrip('0')}"
