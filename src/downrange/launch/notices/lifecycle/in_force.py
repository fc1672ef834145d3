"""Notices in force at an instant, where some cancel or replace others.

A notice ends by the first of: another that cancels or replaces it (CANCEL, NOTAMR, NOTAMC), its own cancellation
time, the end of its last window. No verb calls this yet: `downrange now` and `notice who` will. It is tested as it
stands.
"""

from collections.abc import Sequence
from datetime import datetime

from downrange.errors import TimeError
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeCode


def in_force(notices: Sequence[Notice], at: datetime) -> tuple[Notice, ...]:
    """The notices in force at an instant (aware), in the order given; their windows may be open or yet to come.

    A message counts from when it was issued; one that prints no such time, as no NOTAM does, counts from the
    beginning, and so does what it cancels. A notice without windows is in force until it is cancelled. NOTAMs of two
    states may share a number, so a NOTAM ends only those of its own issuer. TimeError for an instant without a zone.
    """
    if at.tzinfo is None:
        raise TimeError(NoticeCode.NO_ZONE, field="at", value=at)
    issued = [notice for notice in notices if notice.issued is None or notice.issued <= at]
    return tuple(notice for notice in issued if _stands(notice, at) and not _ended(notice, issued))


def _stands(notice: Notice, at: datetime) -> bool:
    if notice.kind == "cancel" or (notice.self_cancel is not None and notice.self_cancel <= at):
        return False
    return not notice.windows or max(window.end for window in notice.windows) > at


def _ended(notice: Notice, others: Sequence[Notice]) -> bool:
    return notice.number is not None and any(
        _means(cancelled, other, notice)
        for other in others
        if other is not notice
        for cancelled in other.cancels
    )


def _means(cancelled: str, by: Notice, notice: Notice) -> bool:
    """Whether the number that a notice cancels is that of another; a bare number is one of its own series."""
    if " " in cancelled:
        return _plain(cancelled) == _plain(notice.number or "")
    return by.issuer == notice.issuer and _plain(cancelled) == _plain((notice.number or "").split()[-1])


def _plain(number: str) -> str:
    series, _, serial = number.upper().rpartition(" ")
    return f"{series} {serial.lstrip('0')}"
