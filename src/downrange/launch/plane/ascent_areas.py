"""Areas of one ascent, selected from notices by their kind and by their hours.

What falls during an ascent falls within the hour. An area that opens when nothing of this ascent can fall any
more is that of a re-entry some revolutions later, or of another launch, and would show an azimuth nobody flew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from downrange.codes import Remark
from downrange.earth.instants import Window
from downrange.geography.sites import Site
from downrange.launch.areas.area import Area
from downrange.launch.notices.launch_hours import first_planned, hours_notes
from downrange.launch.notices.notice import Notice, NoticeWindow
from downrange.launch.plane.corridor import fall_time_s, zone_from
from downrange.launch.plane.plane_codes import AreaExcluded, distinct, wait

NOT_OF_AN_ASCENT = ("reentry", "gunnery", "cancel")
ALLOWANCE = timedelta(minutes=10)  # windows open before, and close after, what falls; fall times are rough


@dataclass(frozen=True, slots=True)
class Announced:
    """The areas of one ascent; its first planned window; `aside`: what else the notices announce.

    `hours` says which days are reserve days, and which hours have no known zone. `opens` is when the first window
    of any sort opens: a launch from then on may be the one that is announced.
    """

    areas: tuple[Area, ...]
    window: Window | None
    aside: tuple[Remark, ...]
    hours: tuple[Remark, ...] = ()
    opens: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    """An area, how far off it lies, its windows, and the times of lift-off from which something can fall there."""

    area: Area
    notice: Notice
    range_km: float
    windows: tuple[NoticeWindow, ...]
    liftoffs: tuple[Window, ...]

    def allows(self, liftoff: datetime) -> bool:
        return any(window.contains(liftoff) for window in self.liftoffs)

    def shares_a_liftoff(self, other: _Open) -> bool:
        return any(
            one.start <= two.end and two.start <= one.end for one in self.liftoffs for two in other.liftoffs
        )


def areas_of_ascent(site: Site, notices: Sequence[Notice], *, liftoff: datetime | None = None) -> Announced:
    """The areas of notices of a launch that can belong to one ascent from the site.

    An area belongs if some time of lift-off suits both its windows and those of the nearest area; where the
    time of lift-off is given and suits the nearest area, it must suit every other. (A launch outside all of
    its windows, as in November 2023, so loses none of its areas.) A launch that is put off flies in a reserve
    window, so these count here too; the window that is given is the first planned one. Areas without windows or
    boundary stay, and those with hours of a zone that is not known.
    """
    aside = [
        Remark(
            AreaExcluded.NO_ASCENT,
            {"notice": notice.number or "A notice without number", "kind": notice.kind},
        )
        for notice in notices
        if notice.kind in NOT_OF_AN_ASCENT
    ]
    ascent = [notice for notice in notices if notice.kind not in NOT_OF_AN_ASCENT]
    every = [_open(site, notice, area) for notice in ascent for area in notice.areas]
    timed = sorted((one for one in every if one.liftoffs), key=lambda one: one.range_km)
    first = next((one for one in timed if liftoff and one.allows(liftoff)), timed[0] if timed else None)
    kept = []
    for one in every:
        if first is None or not one.liftoffs or _belongs(one, first, liftoff):
            kept.append(one)
        else:
            aside.append(_other_time(one, first))
    windows = [window for one in kept for window in one.windows]
    planned = first_planned(windows)
    told = [notice for notice in ascent if notice.untimed or any(one.notice is notice for one in kept)]
    return Announced(
        tuple(one.area for one in kept),
        Window(planned.start, planned.end) if planned is not None else None,
        distinct(aside),
        hours_notes(told),
        min((window.start for window in windows), default=None),
    )


def _open(site: Site, notice: Notice, area: Area) -> _Open:
    """An area with those windows of its notice that are its own or of all areas."""
    windows = tuple(window for window in notice.windows if window.area in (None, area.label))
    ring = area.boundary
    if ring is None:
        return _Open(area, notice, float("inf"), windows, ())
    range_km = zone_from(site, ring).range_km
    if any(hours.area in (None, area.label) for hours in notice.untimed):
        return _Open(area, notice, range_km, windows, ())  # it may open at other times than those known
    fall = timedelta(seconds=fall_time_s(range_km))
    liftoffs = tuple(
        Window(window.start - fall - ALLOWANCE, window.end - max(fall - ALLOWANCE, timedelta(0)))
        for window in windows
    )
    return _Open(area, notice, range_km, windows, liftoffs)


def _belongs(one: _Open, first: _Open, liftoff: datetime | None) -> bool:
    if liftoff is not None and first.allows(liftoff):
        return one.allows(liftoff)
    return one.shares_a_liftoff(first)


def _other_time(one: _Open, first: _Open) -> Remark:
    waits = (later.start - earlier.start for later in one.windows for earlier in first.windows)
    hours = min(waits, key=abs) / timedelta(hours=1)
    name = f"Area {one.area.label}" if one.area.label else f"The area {one.range_km:,.0f} km away"
    return Remark(AreaExcluded.OTHER_TIME, {"area": name, "hours": hours, "wait": wait(hours)})
