"""The zone of a time expression; hours printed in two zones are one, and checked against each other.

A zone belongs to the hours before it, back to the zone before; with none before it, to the hours behind it. Hours in
brackets have the zone in the brackets: "0900-1130 JST (0000-0230 UTC)", "1200 UTC (2100 JST) TO 1600 UTC (0100 JST)".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.time_atoms import Atom
from downrange.launch.notices.times.time_expression import Run
from downrange.launch.notices.times.time_zones import SEVERAL, UTC_ZONE, Zone, of_offset, offsets_of
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import ZULU

_TIMES = ("hm", "dhm", "five")
_GROUPS_BACK, _TIMES_BACK = 20, 60  # in which the hours are looked for that a bracket tells again
_DAY_MIN, _MOST_AHEAD_MIN, _MOST_BEHIND_MIN = 1440, 840, 720


@dataclass(slots=True)
class _Group:
    """Hours that share a zone; `first` and `after` are the atoms of its bracket."""

    times: list[int] = field(default_factory=list)
    zone: Zone | None = None
    first: int = 0
    after: int = 0


def in_one_zone(page: Page, run: Run, atoms: Sequence[Atom], zones: Mapping[int, Zone]) -> list[Atom]:
    """The atoms of a run without those that tell the same hours in a second zone; sets the zone of the run.

    `zones` are the zones at the tokens of atoms of the kind "zone".
    """
    if not zones:
        return list(atoms)
    outer, inner = _groups(page, atoms, zones)
    dropped: set[int] = set()
    for bracket in inner:
        if _told_again(page, run, atoms, outer, bracket):
            dropped.update(range(bracket.first, bracket.after))
        else:
            outer.append(bracket)
    dropped |= _told_beside(page, run, atoms, outer)
    named = {group.zone for group in outer if group.zone is not None and not dropped & {*group.times}}
    if len(named) > 1:
        page.report(NoticeDefect.ZONES_DIFFER, run.first, run.after)
        run.zone = SEVERAL
    elif named:
        run.zone = next(iter(named))
    return [atom for index, atom in enumerate(atoms) if index not in dropped and atom.kind != "zone"]


def _groups(
    page: Page, atoms: Sequence[Atom], zones: Mapping[int, Zone]
) -> tuple[list[_Group], list[_Group]]:
    outer, inner = [_Group()], []
    bracket: _Group | None = None
    ahead: Zone | None = None
    for index, atom in enumerate(atoms):
        text = page.tokens[atom.at].kind
        if text == "(":
            bracket = _Group(first=index)
        elif text == ")" and bracket is not None:
            bracket.after = index + 1
            inner += [bracket] if bracket.times else []
            bracket = None
        elif atom.kind in _TIMES or (atom.kind == "full" and atom.full[3] >= 0):
            group = bracket or outer[-1]
            if bracket is None and (group.zone is not None and group.times):
                outer.append(group := _Group())
            group.times.append(index)
            group.zone = group.zone or ahead
            by_itself = page.tokens[atom.at].kind == ZULU and not page.is_mark(atom.at + 1, "+")
            group.zone = UTC_ZONE if by_itself and group.zone is None else group.zone
        elif atom.kind == "zone":
            zone = zones[atom.at]
            group = bracket if bracket is not None and bracket.times else outer[-1]
            if not group.times:
                ahead = zone
            elif group.zone is None or not group.zone.known:
                group.zone = zone
            elif group.zone != zone and zone.known:
                outer.append(_Group([group.times[-1]], zone))  # two zones for one time: they differ
    if bracket is not None and bracket.times:
        bracket.after = len(atoms)
        inner.append(bracket)
    return _merged([group for group in outer if group.times]), inner


def _merged(groups: Sequence[_Group]) -> list[_Group]:
    """Groups beside each other in one zone as one: 1200Z TO 1600Z."""
    merged: list[_Group] = []
    for group in groups:
        if merged and merged[-1].zone == group.zone:
            merged[-1].times += group.times
        else:
            merged.append(group)
    return merged


def _told_again(
    page: Page, run: Run, atoms: Sequence[Atom], outer: Sequence[_Group], bracket: _Group
) -> bool:
    """Whether a bracket tells the hours before it in another zone; a contradiction is reported."""
    owners = _times_before(outer, bracket.first, len(bracket.times))
    if len(owners) != len(bracket.times) or bracket.zone is None:
        return False
    group = owners[-1][1]
    if group.zone == bracket.zone:
        return False
    minutes = [_minute(atoms[index]) for index, _ in owners]
    others = [_minute(atoms[index]) for index in bracket.times]
    _compare(page, run, group, bracket, [(a - b) % _DAY_MIN for a, b in zip(minutes, others, strict=True)])
    for _, owner in owners:
        owner.zone = group.zone
    return True


def _times_before(outer: Sequence[_Group], before: int, count: int) -> list[tuple[int, _Group]]:
    """The last times that stand before an atom, each with its group, in their order."""
    found: list[tuple[int, _Group]] = []
    for group in islice(reversed(outer), _GROUPS_BACK):
        for index in islice(reversed(group.times), _TIMES_BACK):
            if index < before and len(found) < count:
                found.append((index, group))
        if len(found) == count:
            break
    return found[::-1]


def _minute(atom: Atom) -> int:
    return atom.full[3] if atom.kind == "full" else atom.b if atom.kind == "dhm" else atom.a


def _told_beside(page: Page, run: Run, atoms: Sequence[Atom], outer: list[_Group]) -> set[int]:
    """Atoms of hours that stand behind the same hours in another zone : 0900-1130 JST / 0000-0230 UTC."""
    dropped: set[int] = set()
    for one, other in pairwise(outer):
        same = len(one.times) == len(other.times) and one.zone != other.zone
        if not same or one.zone is None or other.zone is None or dropped & {*one.times}:
            continue
        between = atoms[one.times[-1] + 1 : other.times[-1]]
        if any(atom.kind in ("day", "month", "dhm") for atom in between):
            continue
        shifts = [
            (atoms[i].a - atoms[k].a) % _DAY_MIN
            for i, k in zip(one.times, other.times, strict=True)
            if atoms[i].kind == atoms[k].kind == "hm"
        ]
        if len(shifts) == len(one.times) and _fits(one.zone, other.zone, shifts):
            _compare(page, run, one, other, shifts)
            dropped |= set(range(one.times[-1] + 1, other.times[-1] + 1))
    return dropped


def _fits(one: Zone, other: Zone, shifts: Sequence[int]) -> bool:
    if len(set(shifts)) != 1:
        return False
    possible = {(a - b) % _DAY_MIN for a in offsets_of(one) for b in offsets_of(other)}
    return not possible or shifts[0] in possible


def _compare(page: Page, run: Run, group: _Group, second: _Group, shifts: Sequence[int]) -> None:
    """Keep the zone of the first hours, or find it by the second; a contradiction leaves it unknown."""
    zone, other = group.zone, second.zone
    assert other is not None
    if zone is not None and zone.known and other.known:
        if not _fits(zone, other, shifts):
            page.report(NoticeDefect.ZONES_CONTRADICT, run.first, run.after)
            group.zone = SEVERAL
        return
    if zone is not None and zone.known:
        if len(set(shifts)) != 1 or not _fits(zone, other, shifts):
            page.report(NoticeDefect.ZONES_CONTRADICT, run.first, run.after)
            group.zone = SEVERAL
        return
    known = offsets_of(other)
    found = {
        ahead
        for base in known
        for turn in (0, -_DAY_MIN)
        if -_MOST_BEHIND_MIN <= (ahead := base + shifts[0] + turn) <= _MOST_AHEAD_MIN
    }
    if zone is not None and zone.meanings:
        found &= {*zone.meanings}
    if len(set(shifts)) != 1 or len(found) != 1:
        page.report(NoticeDefect.ZONES_CONTRADICT, run.first, run.after)
        group.zone = SEVERAL
        return
    group.zone = of_offset(found.pop())
    page.report(
        NoticeDefect.ZONE_FROM_HOURS, run.first, run.after, zone=group.zone.name if group.zone else ""
    )
