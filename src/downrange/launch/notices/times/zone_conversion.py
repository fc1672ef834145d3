"""Windows read in the hours of a zone, given in UTC; hours of a zone that is not known are kept as printed."""

from collections.abc import Sequence

from downrange.launch.areas.area import Position
from downrange.launch.notices.notice import NoticeWindow, UntimedHours
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.time_expression import Run
from downrange.launch.notices.times.time_zones import UTC_ZONE, Zone, settled
from downrange.launch.notices.tokens.token_page import Page


def in_utc(
    page: Page, run: Run, windows: Sequence[NoticeWindow], label: str | None, place: Position | None
) -> list[NoticeWindow]:
    """The windows of a run, read as if its hours were UTC, in UTC by the run's zone, with their place in the text.

    `place` (degrees, latitude first) settles local time. Where the zone is not known there is no window: the words
    are kept in the page's untimed hours, and reported.
    """
    if not run.first < run.after:
        return list(windows)
    start, end = page.tokens[run.first].start, page.tokens[run.after - 1].end
    zone: Zone | None = run.zone or UTC_ZONE
    if zone is not None and not zone.known:
        zone = settled(zone, place, windows[0].start) if windows and not run.by_the_sun else None
        if zone is not None:
            page.report(NoticeDefect.ZONE_INFERRED, run.first, run.after, zone=zone.name)
    elif zone is not None and not zone.is_utc and run.by_the_sun:
        zone = None  # hours of a zone up to a sunset that is computed in UTC
    if zone is None:
        page.report(NoticeDefect.LOCAL_TIME, run.first, run.after)
        hours = UntimedHours(page.quote(run.first, run.after), label, start, end)
        if hours not in page.untimed:
            page.untimed.append(hours)
        return []
    return [
        NoticeWindow(
            zone.to_utc(window.start),
            zone.to_utc(window.end),
            window.area,
            zone.name,
            zone.inferred,
            window.reserve,
            (start, end),
        )
        for window in windows
    ]
