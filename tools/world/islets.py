"""Islands that Natural Earth leaves out, taken from GLOBE's 30-arc-second land mask, and whose they are."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from scipy import ndimage
from world.provinces import Province, in_boxes

CELL_DEG = 1 / 120
MOST_CELLS = 2000  # no island so large (1700 km2 at the equator) is missing from Natural Earth
NEAR_SHORE_DEG = 0.012  # an island of GLOBE this close (1.3 km) to a drawn one is taken to be the drawn one
NEAR_TOWN_DEG = 0.15  # a populated place this close says whose country the island is
FAR_DEG = 3.0  # no shore and no place this close: the island is left out


def islands_of_globe(path: Path, provinces: dict[str, Province], mended: dict[str, Any]) -> list[Any]:
    """Polygons of the islands in GLOBE that no province's polygon comes near."""
    with np.load(path) as mask:
        land = ~mask["mask"]  # rows from the north, (21600, 43200)
    labels, count = ndimage.label(land, structure=np.ones((3, 3)))
    cells = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    phantoms = [phantom["box"] for phantom in mended["phantom"]]
    islands = []
    for index, (rows, cols) in enumerate(ndimage.find_objects(labels)):
        if cells[index] > MOST_CELLS:
            continue
        row, col = np.nonzero(labels[rows, cols] == index + 1)
        left = (cols.start + col) * CELL_DEG - 180
        top = 90 - (rows.start + row) * CELL_DEG
        island = _rounded(shapely.union_all(shapely.box(left, top - CELL_DEG, left + CELL_DEG, top)))
        if not in_boxes(island, phantoms):
            islands.append(island)
    drawn = shapely.STRtree([p for province in provinces.values() for p in province.polygons])
    known, _ = drawn.query(islands, predicate="dwithin", distance=NEAR_SHORE_DEG)
    return [island for index, island in enumerate(islands) if index not in set(known.tolist())]


def give_to_owners(
    islands: list[Any], provinces: dict[str, Province], cities: dict[str, np.ndarray], mended: dict[str, Any]
) -> int:
    """Add each island to a province: as the table of owners says, else the nearest of the nearest town's country.

    Without a town in reach, to the nearest shore's. Returns how many were left out because there is neither within
    ``FAR_DEG``. An owner found by nearness is a guess, and the pack's SOURCES say so.
    """
    shores: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for province in provinces.values():
        for whose in ("", province.country):
            shores[whose] += [(province.code, part) for part in province.polygons]
    trees = {whose: shapely.STRtree([part for _, part in parts]) for whose, parts in shores.items()}
    towns = shapely.STRtree(shapely.points(cities["lon"], cities["lat"]))
    left_out = 0
    for island in islands:
        owner = next((o["province"] for o in mended["owner"] if in_boxes(island, o["boxes"])), None)
        if owner is None:
            town = towns.query_nearest(island, max_distance=NEAR_TOWN_DEG, all_matches=False)
            country = str(cities["country"][town[0]]) if len(town) else ""
            whose = country if country in trees else ""
            shore = trees[whose].query_nearest(island, max_distance=FAR_DEG, all_matches=False)
            owner = shores[whose][shore[0]][0] if len(shore) else None
        if owner is None:
            left_out += 1
            continue
        provinces[owner].polygons.append(island)
        provinces[owner].islets.append("GLOBE")
    return left_out


def _rounded(cells: Any, by: float = 0.35 * CELL_DEG) -> Any:
    """The cells of an island with the corners of the raster rounded off."""
    opened = shapely.buffer(shapely.buffer(cells, -by), by, quad_segs=2)
    return shapely.buffer(shapely.buffer(opened, by, quad_segs=2), -by).simplify(0.05 * CELL_DEG)
