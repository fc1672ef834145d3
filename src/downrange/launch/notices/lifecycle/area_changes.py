"""How announced areas differ: which corner moved and how far, what was redrawn, and which area is which.

Corners are paired in the order in which most of them moved alike, from any corner on and in either direction: so
neither one corner that is far off nor a move of the whole spoils the others. Distances are geodesic on WGS84, in km.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import numpy as np
import shapely
import shapely.geometry

from downrange.codes import Remark
from downrange.earth.constants import SPHERE_RADIUS_KM
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.polygons import ring_centroid
from downrange.errors import PlaceError
from downrange.launch.areas.area import Area, Position
from downrange.launch.areas.half_plane_cuts import HalfPlane
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode
from downrange.launch.notices.lifecycle.outline_distance import outlines_apart, surface
from downrange.launch.notices.lifecycle.position_shifts import position_shifts, positions_of
from downrange.launch.notices.tokens.coordinates import write_position

SAME_KM = 0.05  # two notations of one position (seconds, hundredths of a minute) differ by at most 37 m
NEAR_KM = 25.0  # areas that do not overlap are taken for one another up to here
ALIKE_KM, ALIKE_SHARE = 5.0, 0.5  # areas of two issuers for one launch: rounded positions, or another outline
_MEASURES = (
    "radius_nm",
    "inner_radius_nm",
    "halfwidth_nm",
    "semi_axes_nm",
    "azimuth_deg",
    "bearings",
    "name",
    "cuts",
)


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area before and after: `remarks` say how it differs, `apart_km` is the largest distance of positions that
    belong together (None where none do), and `paired_by` why the two are taken for one: outline, label, remainder.
    """

    old: Area | None
    new: Area | None
    remarks: tuple[Remark, ...]
    apart_km: float | None = None
    paired_by: str | None = None

    @property
    def label(self) -> str:
        """The label of the area, old and new where they differ."""
        labels = [area.label or "·" for area in (self.old, self.new) if area is not None]
        return " / ".join(dict.fromkeys(labels))

    def as_dict(self) -> dict[str, Any]:
        """Labels, distance, and each difference with its code and facts."""
        return {
            "old": None if self.old is None else self.old.label,
            "new": None if self.new is None else self.new.label,
            "paired_by": self.paired_by,
            "apart_km": None if self.apart_km is None else round(self.apart_km, 3),
            "changes": [{**remark.as_dict(), **_plain(remark.facts)} for remark in self.remarks],
        }


def _plain(facts: Any) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in facts.items()}


def area_changes(old: Sequence[Area], new: Sequence[Area], *, one_notice: bool) -> tuple[AreaChange, ...]:
    """Every area of two notices, paired with its counterpart where it has one, in the order of the old ones.

    `one_notice`: the two are versions of one notice; then areas of one label, and the last left on both sides, are
    taken for one another however far they lie apart.
    """
    pairs = dict(_by_outline(old, new))
    why = dict.fromkeys(pairs, "outline")
    free = [j for j in range(len(new)) if j not in pairs.values()]
    if one_notice:
        for i, area in enumerate(old):
            same = [j for j in free if i not in pairs and area.label and new[j].label == area.label]
            if len(same) == 1:
                pairs[i], why[i] = same[0], "label"
                free.remove(same[0])
        left = [i for i in range(len(old)) if i not in pairs]
        if len(left) == len(free) == 1:
            pairs[left[0]], why[left[0]] = free.pop(), "remainder"
    changes = [
        difference(area, new[pairs[i]], why[i])
        if i in pairs
        else AreaChange(area, None, (Remark(CompareCode.AREA_DROPPED),))
        for i, area in enumerate(old)
    ]
    return (*changes, *(AreaChange(None, new[j], (Remark(CompareCode.AREA_ADDED),)) for j in free))


def matched(old: Sequence[Area], new: Sequence[Area]) -> int:
    """How many areas of two notices are drawn in the same place: half of their corners agree, or half the surface."""
    return sum(_alike(old[i], new[j]) for i, j in _by_outline(old, new))


def meeting(old: Sequence[Sequence[Area]], new: Sequence[Sequence[Area]]) -> set[tuple[int, int]]:
    """Pairs (index in the old, index in the new) of groups of areas of which any two lie over or near each other."""
    shapes_old, owners_old = _surfaces(old)
    shapes_new, owners_new = _surfaces(new)
    tree = shapely.STRtree(np.array(shapes_new, dtype=object))
    asked = np.array(shapes_old, dtype=object)
    first, second = tree.query(asked, predicate="dwithin", distance=2 * NEAR_KM / SPHERE_RADIUS_KM)
    return {(owners_old[a], owners_new[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)}


def _surfaces(groups: Sequence[Sequence[Area]]) -> tuple[list[Any], list[int]]:
    drawn = [(surface(area), number) for number, areas in enumerate(groups) for area in areas]
    return [shape for shape, _ in drawn if shape is not None], [n for shape, n in drawn if shape is not None]


def _alike(a: Area, b: Area) -> bool:
    cost = _cost_km(a, b)
    same_corners = cost is not None and cost <= ALIKE_KM and position_shifts(a, b) is not None
    return same_corners or outlines_apart(a, b)[1] >= ALIKE_SHARE


def _by_outline(old: Sequence[Area], new: Sequence[Area]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of areas that lie over or near each other, the nearest first, each area once."""
    drawn_old, drawn_new = [surface(area) for area in old], [surface(area) for area in new]
    costs = []
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            cost = _cost_km(a, b)
            meet = (
                drawn_old[i] is not None
                and drawn_new[j] is not None
                and drawn_old[i].intersects(drawn_new[j])
            )
            if cost is not None and (meet or cost <= NEAR_KM):
                costs.append((cost, a.label != b.label, i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, i, j in sorted(costs):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield i, j


def _cost_km(a: Area, b: Area) -> float | None:
    """How far two areas are from being one: the median of their corners' distances, else that of their centres."""
    if a.shape == "named" or b.shape == "named":
        return 0.0 if a.name and a.name == b.name else None
    if (shifts := position_shifts(a, b)) is not None:
        return median(apart_km for _, _, apart_km in shifts)
    centres = [_centre(area) for area in (a, b)]
    if centres[0] is None or centres[1] is None:
        return None
    return float(geodesic_inverse(*centres[0], *centres[1])[0]) / 1000


def difference(old: Area, new: Area, paired_by: str | None = None) -> AreaChange:
    """How two areas that are taken for one another differ."""
    if replace(old, label=None, spans=()) == replace(new, label=None, spans=()):
        apart_km = 0.0 if positions_of(old) else None
        return AreaChange(old, new, (Remark(CompareCode.AREA_SAME),), apart_km, paired_by)
    shifts = position_shifts(old, new)
    remarks = [] if shifts is None else _shift_remarks(old, new, shifts)
    apart_km = max((apart for _, _, apart in shifts), default=None) if shifts else None
    remarks += _measure_remarks(old, new)
    remarks += _hole_remarks(old, new)
    if not remarks:
        far_km, share = outlines_apart(old, new)
        facts = {"old": _what(old), "new": _what(new)}
        if far_km is not None and (far_km > SAME_KM or old.shape != new.shape):
            remarks = [Remark(CompareCode.REDRAWN, {**facts, "apart_km": far_km, "share": share})]
            apart_km = far_km
        elif far_km is None and shifts is None and not (old.name and old.name == new.name):
            remarks = [Remark(CompareCode.NOT_COMPARED, facts)]
    return AreaChange(old, new, tuple(remarks) or (Remark(CompareCode.AREA_SAME),), apart_km, paired_by)


def _shift_remarks(old: Area, new: Area, shifts: Sequence[tuple[int, int, float]]) -> list[Remark]:
    far = [shift for shift in shifts if shift[2] > SAME_KM]
    if not far:
        return []
    i, j, most_km = max(far, key=lambda shift: shift[2])
    if len(far) == len(shifts):
        if len(far) == 1:
            return [Remark(CompareCode.ONE_MOVED, {"apart_km": most_km})]
        least_km = min(apart for _, _, apart in far)
        return [Remark(CompareCode.MOVED, {"of": len(far), "least_km": least_km, "apart_km": most_km})]
    facts = {
        "corner": i + 1,
        "of": len(shifts),
        "apart_km": most_km,
        "old": write_position(*positions_of(old)[i]),
        "new": write_position(*positions_of(new)[j]),
    }
    if len(far) == 1:
        return [Remark(CompareCode.ONE_CORNER, facts)]
    return [Remark(CompareCode.SOME_CORNERS, {"count": len(far), **facts})]


def _measure_remarks(old: Area, new: Area) -> list[Remark]:
    """Radii, widths, bearings and names that differ, of two areas of one shape."""
    if old.shape != new.shape:
        return []
    remarks = []
    for measure in _MEASURES:
        before, after = getattr(old, measure), getattr(new, measure)
        if before != after:
            facts = {"measure": measure, "old": _printed(before), "new": _printed(after)}
            remarks.append(Remark(CompareCode.MEASURE, facts))
    return remarks


def _hole_remarks(old: Area, new: Area) -> list[Remark]:
    """Parts cut out that were added, dropped, or changed: each paired with its counterpart as areas are."""
    pairs = dict(_by_outline(old.holes, new.holes))
    remarks = [
        Remark(CompareCode.HOLE_DROPPED, {"old": _what(hole)})
        for i, hole in enumerate(old.holes)
        if i not in pairs
    ]
    remarks += [
        Remark(CompareCode.HOLE_ADDED, {"new": _what(hole)})
        for j, hole in enumerate(new.holes)
        if j not in pairs.values()
    ]
    for i, j in pairs.items():
        change = difference(old.holes[i], new.holes[j])
        if all(remark.code is not CompareCode.AREA_SAME for remark in change.remarks):
            said = "; ".join(remark.says for remark in change.remarks)
            remarks.append(Remark(CompareCode.HOLE_CHANGED, {"changes": said}))
    return remarks


def _printed(value: Any) -> str:
    if isinstance(value, tuple) and any(isinstance(part, HalfPlane) for part in value):
        return " and ".join(map(str, value))
    if isinstance(value, tuple):
        return " to ".join(f"{part:g}" for part in value) or "none"
    return f"{value:g}" if isinstance(value, float | int) else str(value or "none")


def _centre(area: Area) -> Position | None:
    if area.center is not None:
        return area.center
    try:
        return None if area.boundary is None else ring_centroid(area.boundary)
    except PlaceError:
        return None


def _what(area: Area) -> str:
    count = len(positions_of(area))
    return f"{area.shape} of {count} positions" if count > 1 else area.name or area.shape
