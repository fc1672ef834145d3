"""The values of a result, as the auditor looks them up: positions, sides, distances, bearings, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.audit.printed_names import plain
from downrange.launch.notices.audit.printed_positions import half_key, key
from downrange.launch.notices.notice import Notice

Key = tuple[int, int]


@dataclass(slots=True)
class Values:
    """What a notice's areas and points hold."""

    positions: set[Key] = field(default_factory=set)
    halves: set[int] = field(default_factory=set)  # sides of boxes
    distances_nm: list[float] = field(default_factory=list)
    bearings: list[float] = field(default_factory=list)
    names: str = ""  # names, labels and notes, letters and figures only, between blanks

    @classmethod
    def of(cls, notice: Notice) -> "Values":
        """The values of a notice."""
        values = cls()
        for area in areas_and_holes(notice):
            values.positions.update(key(*position) for position in area_positions(area))
            values.halves.update(half_key(side) for side in area_halves(area))
            values.distances_nm += area_distances(area)
            values.bearings += area_bearings(area)
        values.positions.update(key(*point.position) for point in notice.points)
        said = [text for area in notice.areas for text in (area.name, area.label, area.note) if text]
        values.names = " ".join(plain(text) for text in said)
        return values


def areas_and_holes(notice: Notice) -> Iterator[Area]:
    """Every area, each with the parts cut out of it behind it."""
    for area in notice.areas:
        yield from (area, *area.holes)


def area_positions(area: Area) -> Iterator[Position]:
    """Every position of an area: vertices, centre, line, centres of arcs; of a computed one its origin."""
    computed = {one.position for one in area.computed if not one.printed}
    center = () if area.center is None else (area.center,)
    origins = (one.origin for one in area.computed)
    lines = (position for cut in area.cuts for position in cut.line)
    for position in (*area.vertices, *area.line, *center, *origins, *lines):
        if position not in computed:
            yield position
    for arc in area.arcs:
        yield arc.center


def area_halves(area: Area) -> list[float]:
    """Every single coordinate of an area: the sides of a box, the parallels and meridians that cut it."""
    return [
        *(area.lat or ()),
        *(area.lon or ()),
        *(cut.degrees for cut in area.cuts if cut.degrees is not None),
    ]


def area_distances(area: Area) -> list[float]:
    """Every distance of an area in nautical miles."""
    own = [area.radius_nm, area.inner_radius_nm, area.halfwidth_nm, *(arc.radius_nm for arc in area.arcs)]
    own += [*(area.semi_axes_nm or ()), *(one.distance_nm for one in area.computed)]
    return [distance for distance in own if distance]


def area_bearings(area: Area) -> list[float]:
    """Every bearing of an area: the two of a sector, both ends of the major axis of an ellipse."""
    axis = [] if area.azimuth_deg is None else [area.azimuth_deg, (area.azimuth_deg + 180) % 360]
    return [*(area.bearings or ()), *axis, *(one.bearing_deg for one in area.computed)]


def alike(a: float, b: float) -> bool:
    """Whether two distances are one, to the rounding of a print that gives both units."""
    return abs(a - b) <= 0.006 * max(a, b)


def in_order(wanted: Sequence[Key], printed: Sequence[Key]) -> bool:
    """Whether the keys stand in the printed row in this order, others between them or not."""
    row = iter(printed)
    return all(any(one == other for other in row) for one in wanted)
