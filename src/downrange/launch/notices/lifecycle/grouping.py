"""Groups of notices that announce the same launch, by their windows and by where their areas lie.

Two notices belong together when their windows overlap and their areas lie along one great circle or close to each
other; each group carries the reasons. No verb calls this yet: `downrange now` will. It is tested as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from downrange.codes import Remark
from downrange.earth.polygons import ring_centroid
from downrange.earth.unit_vectors import unit_vectors
from downrange.errors import PlaceError
from downrange.kernel.arrays import Floats
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import GroupReason

_SLACK = timedelta(minutes=90)  # danger areas open and close up to this long after the launch window itself
_LONGEST_WINDOW = timedelta(hours=36)  # longer ones are of practice ranges and would match everything
_NEAR_DEG = 12.0  # areas of one launch near its site
_TRACK_DEG = 4.0  # and further out, this close to one great circle


@dataclass(frozen=True, slots=True)
class Group:
    """Notices taken for one launch, the first planned window they share, and the reason for each after the first."""

    notices: tuple[Notice, ...]
    start: datetime | None
    end: datetime | None
    reasons: tuple[Remark, ...]


def group_notices(notices: Sequence[Notice]) -> tuple[Group, ...]:
    """Group launch and re-entry notices that share a window and lie along one great circle, in the order given.

    A notice joins the first group it fits; one that fits none starts its own. Cancellations, and notices of
    other kinds, each stand alone.
    """
    groups: list[list[Notice]] = []
    why: list[list[Remark]] = []
    for notice in notices:
        for members, reasons in zip(groups, why, strict=True):
            reason = _fits(members, notice)
            if reason:
                members.append(notice)
                reasons.append(reason)
                break
        else:
            groups.append([notice])
            why.append([])
    return tuple(Group(tuple(g), *_shared(g), tuple(w)) for g, w in zip(groups, why, strict=True))


def _fits(members: list[Notice], notice: Notice) -> Remark | None:
    if notice.kind not in ("launch", "reentry") or members[0].kind not in ("launch", "reentry"):
        return None
    if not all(_overlap(member, notice) for member in members):
        return None
    name = notice.number or "a notice"
    points = np.concatenate([_centres(member) for member in members], axis=1)
    others = _centres(notice)
    if not points.size or not others.size:
        return None
    nearest = float(_apart_deg(points, others).min())
    if nearest <= _NEAR_DEG:
        return Remark(GroupReason.NEAR, {"notice": name, "apart_deg": nearest})
    every = unit_vectors(*np.concatenate([points, others], axis=1))
    off = _off_one_track_deg(every)
    return Remark(GroupReason.ONE_TRACK, {"notice": name, "off_deg": off}) if off <= _TRACK_DEG else None


def _overlap(a: Notice, b: Notice) -> bool:
    return any(
        x.start <= y.end + _SLACK and y.start <= x.end + _SLACK
        for x in a.windows
        for y in b.windows
        if max(x.end - x.start, y.end - y.start) <= _LONGEST_WINDOW
    )


def _centres(notice: Notice) -> Floats:
    centres = []
    for area in notice.areas:
        try:
            ring = area.boundary
            centres += [ring_centroid(ring)] if ring is not None else []
        except PlaceError:
            continue
    return np.array(centres, dtype=float).reshape(-1, 2).T


def _apart_deg(a: Floats, b: Floats) -> Floats:
    angles: Floats = np.degrees(np.arccos(np.clip(unit_vectors(*a).T @ unit_vectors(*b), -1, 1)))
    return angles


def _off_one_track_deg(vectors: Floats) -> float:
    """The largest distance of a point from the great circle that fits all best; 90 for fewer than three."""
    if vectors.shape[1] < 3:
        return 90.0
    normal = np.linalg.svd(vectors @ vectors.T)[0][:, 2]
    return float(np.degrees(np.arcsin(np.clip(np.abs(normal @ vectors), 0, 1)).max()))


def _shared(members: list[Notice]) -> tuple[datetime | None, datetime | None]:
    """The first planned window of the first notice that the others share, cut to what they share of it."""
    for window in (window for window in members[0].windows if not window.reserve):
        start, end = window.start, window.end
        for other in members[1:]:
            meeting = [w for w in other.windows if not w.reserve and w.start <= end and start <= w.end]
            if not meeting:
                break
            start, end = max(start, meeting[0].start), min(end, meeting[0].end)
        else:
            return start, end
    return None, None
