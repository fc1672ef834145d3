"""Two texts of notices compared: which notice is which, its areas, windows and limits, and what was cancelled.

Notices belong together by their number, by one replacing or cancelling the other, or because they announce the same
launch: areas drawn in the same place and windows that overlap, as when two states warn of one launch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.notices.lifecycle.area_changes import (
    AreaChange,
    area_changes,
    matched,
    meeting,
)
from downrange.launch.notices.lifecycle.in_force import cancelled_by, cancelled_numbers
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode
from downrange.launch.notices.lifecycle.position_shifts import position_shifts
from downrange.launch.notices.lifecycle.window_changes import WindowChange, window_changes, windows_overlap
from downrange.launch.notices.notice import Notice

ROUNDED_KM = 2.0  # a minute of arc is 1.86 km at most: closer than this, the last digit may be rounded
UNCHANGED = {CompareCode.AREA_SAME}


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """A notice of the old text and its counterpart in the new one; one is None where there is none."""

    old: Notice | None
    new: Notice | None
    relation: Remark
    areas: tuple[AreaChange, ...] = ()
    windows: tuple[WindowChange, ...] = ()
    others: tuple[Remark, ...] = ()

    @property
    def windows_compared(self) -> bool:
        """Whether there were windows on both sides of areas that belong together."""
        if self.old is None or self.new is None or not (self.old.windows and self.new.windows):
            return False
        by_area = any(window.area for window in (*self.old.windows, *self.new.windows))
        return not by_area or any(change.old and change.new for change in self.areas)

    @property
    def differs(self) -> bool:
        """Whether anything at all has changed."""
        codes = {remark.code for change in self.areas for remark in change.remarks}
        alone = self.old is None or self.new is None or self.relation.code is CompareCode.CANCELLED
        return bool(alone or codes - UNCHANGED or self.windows or self.others)

    def as_dict(self) -> dict[str, Any]:
        """Both numbers, why they are compared, and every difference."""
        return {
            "old": _named(self.old),
            "new": _named(self.new),
            "relation": self.relation.as_dict(),
            "differs": self.differs,
            "areas": [change.as_dict() for change in self.areas],
            "windows_compared": self.windows_compared,
            "windows": [change.as_dict() for change in self.windows],
            "others": [remark.as_dict() for remark in self.others],
        }


def _named(notice: Notice | None) -> dict[str, Any] | None:
    if notice is None:
        return None
    named = {"issuer": notice.issuer, "number": notice.number, "kind": notice.kind}
    return {**named, "every_word_was_read": notice.every_word_was_read}


def compare_notices(old: Sequence[Notice], new: Sequence[Notice]) -> tuple[NoticeChange, ...]:
    """Every notice of both texts once, those that belong together compared, in the order of the old ones."""
    left, right = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))  # in their order
    found: list[tuple[int, NoticeChange]] = []

    def take(i: int, j: int, code: CompareCode, **facts: Any) -> None:
        del left[i], right[j]
        found.append((i, _compared(old[i], new[j], Remark(code, {**facts, **_names(old[i], new[j])}))))

    def pair_first(candidates: Callable[[Notice], Sequence[int]], code: CompareCode) -> None:
        for i in tuple(left):
            j = next((j for j in candidates(old[i]) if j in right), None)
            if j is not None:
                take(i, j, code)

    numbered: dict[tuple[str, str | None], list[int]] = {}
    for j, notice in enumerate(new):
        if notice.number is not None:
            numbered.setdefault((notice.number, notice.issuer), []).append(j)
    pair_first(lambda one: numbered.get((one.number or "", one.issuer), ()), CompareCode.SAME_NUMBER)
    place = {id(notice): j for j, notice in reversed(list(enumerate(new)))}
    replacing = cancelled_numbers([notice for notice in new if notice.kind != "cancel"])
    pair_first(lambda one: sorted(place[id(by)] for by in cancelled_by(one, replacing)), CompareCode.REPLACES)
    cancelling = cancelled_numbers([notice for notice in new if notice.kind == "cancel"])
    for i in tuple(left):  # one message may cancel several, so it is not used up
        by = min(cancelled_by(old[i], cancelling), key=lambda one: place[id(one)], default=None)
        if by is not None:
            del left[i]
            found.append((i, NoticeChange(old[i], by, Remark(CompareCode.CANCELLED, _names(old[i], by)))))
    for count, i, j in _of_one_launch(old, new, list(left), list(right)):
        if i in left and j in right:
            take(i, j, CompareCode.ONE_LAUNCH, matched=count)
    if len(left) == len(right) == 1:
        (i,), (j,) = left, right
        if "cancel" not in (old[i].kind, new[j].kind):
            take(i, j, CompareCode.ONLY_ONES)
    for i in left:
        found.append((i, NoticeChange(old[i], None, Remark(CompareCode.DROPPED, _names(old[i], None)))))
    used = {id(change.new) for _, change in found}
    added = [new[j] for j in right if id(new[j]) not in used]
    return (
        *(change for _, change in sorted(found, key=lambda pair: pair[0])),
        *(NoticeChange(None, one, Remark(CompareCode.ADDED, _names(None, one))) for one in added),
    )


def _names(old: Notice | None, new: Notice | None) -> dict[str, str]:
    named = {"old": old, "new": new}
    return {side: one.number or "a notice without number" for side, one in named.items() if one is not None}


def _of_one_launch(
    old: Sequence[Notice], new: Sequence[Notice], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Pairs of notices whose windows overlap and of whose areas some match: how many, and both; most first."""
    near = meeting([old[i].areas for i in left], [new[j].areas for j in right])
    found = []
    for i, j in sorted((left[a], right[b]) for a, b in near):
        cancelling = "cancel" in (old[i].kind, new[j].kind)
        if (
            not cancelling
            and windows_overlap(old[i], new[j])
            and (count := matched(old[i].areas, new[j].areas))
        ):
            found.append((count, i, j))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _compared(old: Notice, new: Notice, relation: Remark) -> NoticeChange:
    versions = relation.code is not CompareCode.ONE_LAUNCH
    areas = tuple(
        _with_prints(change, old, new) for change in area_changes(old.areas, new.areas, one_notice=versions)
    )
    others = []
    hours = [" and ".join(sorted({" ".join(u.text.split()) for u in one.untimed})) for one in (old, new)]
    if hours[0] != hours[1]:
        others.append(Remark(CompareCode.UNTIMED, {"old": hours[0] or "none", "new": hours[1] or "none"}))
    if old.vertical != new.vertical:
        limits = [" to ".join(one.vertical) if one.vertical else "none" for one in (old, new)]
        others.append(Remark(CompareCode.LIMITS, {"old": limits[0], "new": limits[1]}))
    if old.self_cancel != new.self_cancel:
        ends = [f"{one.self_cancel:%d %b %Y %H%MZ}" if one.self_cancel else "none" for one in (old, new)]
        others.append(Remark(CompareCode.SELF_CANCEL, {"old": ends[0], "new": ends[1]}))
    return NoticeChange(old, new, relation, areas, window_changes(old, new, areas), tuple(others))


def _with_prints(change: AreaChange, old: Notice, new: Notice) -> AreaChange:
    """The change with the prints of the corners that differ in one character: the mark of a misprint."""
    if change.old is None or change.new is None:
        return change
    remarks = list(change.remarks)
    for i, j, apart_km in position_shifts(change.old, change.new) or ():
        if apart_km <= ROUNDED_KM:
            continue
        prints = _print(old, change.old, i), _print(new, change.new, j)
        if _one_character(*prints):
            remarks.append(Remark(CompareCode.ONE_CHARACTER, {"old": prints[0], "new": prints[1]}))
    return AreaChange(change.old, change.new, tuple(remarks), change.apart_km, change.paired_by)


def _print(notice: Notice, area: Area, index: int) -> str:
    """A position as it is printed, without blanks; empty where its place in the text is not known."""
    if len(area.spans) <= index:
        return ""
    start, end = area.spans[index]
    return "".join(notice.text[start - notice.start : end - notice.start].split())


def _one_character(a: str, b: str) -> bool:
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
