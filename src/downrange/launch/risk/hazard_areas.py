"""Hazard areas: where a ship or an aircraft is hit with more than a threshold's chance, and from when until when.

The chance in a cell is the expected number of hits on one target that stays there (never less than that of any
hit). A cell belongs to the area where the estimate and two standard errors reach the threshold (`impact_density`); a
cell whose error is too large for an estimate belongs to it if its upper bound does, and is counted apart. Where even
a draw that was not seen could reach the threshold, there is no area but a refusal. A containment area is the smallest
one that holds a share of the hits: 14 CFR 450.133(b) asks for 97 % of the debris of normal flight.

Time slices: a cell is closed from the first to the last slice in which hits arrive, less `LEFT_OUT` at either end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.codes import Remark
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.fall.footprint import FEWEST_BEYOND, rings_geometry
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.impact_density import Hits, ImpactDensity, density_by_time, impact_density
from downrange.launch.risk.oblique_grid import ObliqueGrid, lat_lon_at_deg

SLICE_S = 120.0
MOST_SLICES = 48  # more are joined in pairs
LEFT_OUT = 0.0015  # of the hits in a cell, before and after its time: 99.7 % lie between
_DIGITS = 3  # of a degree in an outline: a hundred metres
_EDGE_M = 100e3  # longest straight edge of an outline


@dataclass(frozen=True, slots=True)
class AreaSlice:
    """The part of an area that is closed between two times, seconds; rings (2, M) of latitudes and longitudes."""

    from_s: float
    until_s: float
    area_km2: float
    rings: tuple[Floats, ...]

    def geometry(self) -> dict[str, Any]:
        """RFC 7946 Polygon or MultiPolygon."""
        return rings_geometry(self.rings)


@dataclass(frozen=True, slots=True)
class HazardArea:
    """An area with its times.

    highest         the largest chance in any cell where it can be estimated, (lat, lon) of the cell; None without
    area_km2        the cells of the area; None where the draws do not reach, as `remark` says
    unresolved_km2  of these, the cells that only an upper bound brings in
    span_s          from when until when any of it is closed
    """

    highest: float | None
    where: tuple[float, float] | None
    area_km2: float | None
    unresolved_km2: float
    span_s: tuple[float, float] | None
    rings: tuple[Floats, ...]
    slices: tuple[AreaSlice, ...]
    remark: Remark

    def geometry(self) -> dict[str, Any]:
        """The whole area, RFC 7946 Polygon or MultiPolygon."""
        return rings_geometry(self.rings)

    def as_dict(self) -> dict[str, Any]:
        """Figures without outlines; those are GeoJSON's."""
        return {
            "highest": None if self.highest is None else float(f"{self.highest:.2g}"),
            "where": None if self.where is None else {"lat": self.where[0], "lon": self.where[1]},
            "area_km2": None if self.area_km2 is None else float(f"{self.area_km2:.3g}"),
            "unresolved_km2": float(f"{self.unresolved_km2:.3g}"),
            "span_s": None if self.span_s is None else [round(t) for t in self.span_s],
            "slices": [
                {
                    "from_s": round(s.from_s),
                    "until_s": round(s.until_s),
                    "area_km2": float(f"{s.area_km2:.3g}"),
                }
                for s in self.slices
            ],
            **self.remark.as_dict(),
        }


def hazard_area(
    hits: Hits,
    density: ImpactDensity | None,
    chance: float,
    threshold: float,
    slice_s: float = SLICE_S,
) -> HazardArea:
    """Where one target is hit with more than `threshold`, if what makes the hits happens with this `chance`."""
    facts = {"threshold": threshold, "draws": hits.draws}
    if density is None:
        return _no_density(hits, facts)
    if chance * density.unseen >= threshold:
        facts["needed"] = _needed(hits.draws, chance * density.unseen / threshold)
        return _no_area(density, chance, None, Remark(HazardRemark.TOO_FEW_DRAWS, facts))
    inside = [patch.own & (chance * density.upper(patch) >= threshold) for patch in density.patches]
    if not any(cells.any() for cells in inside):
        return _no_area(density, chance, 0.0, Remark(HazardRemark.NOWHERE, facts))
    return _area(hits, density, inside, chance, slice_s, Remark(HazardRemark.ABOVE, facts))


def containment_area(
    hits: Hits, density: ImpactDensity | None, share: float, slice_s: float = SLICE_S
) -> HazardArea:
    """The smallest area that holds this share of the hits (by weight), at least ten draws being outside it."""
    facts = {"share": share, "draws": hits.draws}
    if density is None:
        return _no_density(hits, facts)
    if len(np.unique(hits.draw)) * (1.0 - share) < FEWEST_BEYOND - 1e-9:
        facts["needed"] = round(FEWEST_BEYOND / (1.0 - share))
        return _no_area(density, 1.0, None, Remark(HazardRemark.TOO_FEW_TO_CONTAIN, facts))
    at_hits = np.zeros(hits.lat_deg.size)
    for patch in density.patches:
        cell = patch.grid.cells(hits.lat_deg[patch.near], hits.lon_deg[patch.near])
        at_hits[patch.near] = np.where(patch.own[cell], patch.value[cell], at_hits[patch.near])
    order = np.argsort(-at_hits, kind="stable")
    within = np.cumsum(hits.target_m2[order])
    level = at_hits[order][min(int(np.searchsorted(within, share * within[-1])), len(order) - 1)]
    inside = [patch.own & (patch.value >= level) for patch in density.patches]
    return _area(hits, density, inside, 1.0, slice_s, Remark(HazardRemark.CONTAINS, facts))


def hazard_of(hits: Hits, chance: float, threshold: float, slice_s: float = SLICE_S) -> HazardArea:
    """`hazard_area` of hits whose density is not yet known."""
    return hazard_area(hits, impact_density(hits, threshold / chance), chance, threshold, slice_s)


def covered_km2(density: ImpactDensity | None, chance: float, threshold: float, sigmas: float = 2.0) -> float:
    """The cells above a threshold, with so many standard errors added; 0 without a density."""
    total = 0.0
    for patch in density.patches if density else ():
        high = patch.value + sigmas * patch.error
        total += _km2([patch.grid], [patch.own & (chance * high >= threshold)])
    return total


def _needed(draws: int, over: float) -> int:
    """Draws at which an unseen one would stay below the threshold: rounded up to one digit."""
    whole = draws * over
    digit = 10.0 ** np.floor(np.log10(whole))
    return int(np.ceil(whole / digit) * digit)


def _no_density(hits: Hits, facts: dict[str, Any]) -> HazardArea:
    """Without hits there is no area; with hits on all sides of the Earth nothing can be told."""
    if hits.lat_deg.size:
        return HazardArea(None, None, None, 0.0, None, (), (), Remark(HazardRemark.ALL_AROUND, facts))
    return HazardArea(None, None, 0.0, 0.0, None, (), (), Remark(HazardRemark.NO_PIECE, facts))


def _no_area(density: ImpactDensity, chance: float, area_km2: float | None, remark: Remark) -> HazardArea:
    return HazardArea(*highest_chance(density, chance), area_km2, 0.0, None, (), (), remark)


def highest_chance(density: ImpactDensity, chance: float) -> tuple[float | None, tuple[float, float] | None]:
    """The largest estimate, and the middle of its cell."""
    found: tuple[float | None, tuple[float, float] | None] = None, None
    for patch in density.patches:
        value = np.where(patch.own & patch.resolved, chance * patch.value, -1.0)
        cell = np.unravel_index(int(value.argmax()), value.shape)
        if value[cell] > (found[0] or 0.0):
            row, column = np.array(cell[0] + 0.5), np.array(cell[1] + 0.5)
            lat, lon = lat_lon_at_deg(patch.grid.axes, *patch.grid.plane_m(row, column))
            found = float(value[cell]), (round(float(lat), 2), round(float(lon), 2))
    return found


def _area(
    hits: Hits, density: ImpactDensity, inside: list[Bools], chance: float, slice_s: float, remark: Remark
) -> HazardArea:
    edges = slice_edges_s(hits.after_s, slice_s)
    grids = [patch.grid for patch in density.patches]
    closed = [
        _closed(density_by_time(hits, patch, edges), cells)
        if cells.any()
        else np.zeros((2, *cells.shape), np.int64)
        for patch, cells in zip(density.patches, inside, strict=True)
    ]
    slices = []
    for k in range(len(edges) - 1):
        now = [cells & (at[0] <= k) & (k <= at[1]) for cells, at in zip(inside, closed, strict=True)]
        if any(cells.any() for cells in now):
            outline = tuple(outlines(grids, now))
            slices.append(AreaSlice(float(edges[k]), float(edges[k + 1]), _km2(grids, now), outline))
    bounded = [cells & ~patch.resolved for patch, cells in zip(density.patches, inside, strict=True)]
    return HazardArea(
        *highest_chance(density, chance),
        area_km2=_km2(grids, inside),
        unresolved_km2=_km2(grids, bounded),
        span_s=(slices[0].from_s, slices[-1].until_s) if slices else None,
        rings=tuple(outlines(grids, inside)),
        slices=tuple(slices),
        remark=remark,
    )


def slice_edges_s(after_s: Floats, slice_s: float) -> Floats:
    """Edges of slices that cover all times, on whole multiples of the slice, which is doubled while there are more
    than `MOST_SLICES`."""
    low, high = float(after_s.min()), float(after_s.max())
    while (high - low) / slice_s > MOST_SLICES - 1:
        slice_s *= 2.0
    start, stop = np.floor(low / slice_s), np.floor(high / slice_s) + 1
    edges: Floats = slice_s * np.arange(start, stop + 1)
    return edges


def _closed(by_time: Floats, inside: Bools) -> NDArray[np.int64]:
    """First and last slice (2, rows, columns) in which each cell is closed; outside the area the first is after the
    last. A cell that an upper bound alone brings in has no times of its own: it is closed throughout."""
    total = by_time.sum(axis=0)
    passed = np.cumsum(by_time, axis=0)
    known = total > 0.0
    first = np.where(known, (passed <= LEFT_OUT * total).sum(axis=0), 0)
    last = np.where(known, (passed < (1.0 - LEFT_OUT) * total).sum(axis=0), len(by_time) - 1)
    return np.stack([np.where(inside, first, 1), np.where(inside, np.maximum(last, first), 0)])


def _km2(grids: Sequence[ObliqueGrid], cells: Sequence[Bools]) -> float:
    return sum(
        float((own.sum(axis=1) * grid.cell_km2()).sum()) for grid, own in zip(grids, cells, strict=True)
    )


def outlines(grids: Sequence[ObliqueGrid], cells: Sequence[Bools]) -> Iterator[Floats]:
    """Outer rings (2, M) around cells of grids with the same axes, largest first, with holes filled.

    They run up to a cell outside, and never inside: the corners of a cell's margin are cut by less than the margin.
    """
    shapes = []
    for grid, own in zip(grids, cells, strict=True):
        boxes = []
        for row in np.flatnonzero(own.any(axis=1)):
            change = np.diff(np.concatenate([[0], own[row].astype(np.int8), [0]]))
            starts, stops = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
            left, low = grid.plane_m(np.full(starts.shape, float(row)), starts.astype(float))
            right, high = grid.plane_m(np.full(stops.shape, row + 1.0), stops.astype(float))
            boxes.append(shapely.box(left, low, right, high))
        if boxes:
            wider = shapely.union_all(np.concatenate(boxes)).buffer(grid.cell_m, quad_segs=1)
            shapes.append(wider.simplify(0.6 * grid.cell_m))
    parts = shapely.get_parts(shapely.union_all(shapes))
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in parts])
    for shape in sorted(shapely.get_parts(filled), key=lambda shape: -float(shape.area)):
        along, across = shapely.get_coordinates(shapely.segmentize(shape.exterior, _EDGE_M))[:-1].T
        lat, lon = lat_lon_at_deg(grids[0].axes, along, across)
        yield np.stack([np.round(lat, _DIGITS), np.round(lon, _DIGITS)])
