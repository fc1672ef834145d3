"""Terminal sketch: the outlines of areas in braille dots."""

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.polygons import densify
from downrange.errors import PlaceError
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_MOST_RINGS = 40


def sketch_areas(areas: tuple[Area, ...], width: int = 64, height: int = 18) -> list[str]:
    """Lines of text: the outlines of all areas, letters at their middles, and the frame's latitudes and longitudes.

    Equirectangular projection, true to scale at the middle latitude. Empty where no area has an outline.
    """
    rings = [(area.label, ring) for area in areas[:_MOST_RINGS] if (ring := _ring(area)) is not None]
    if not rings:
        return []
    every = np.concatenate([ring for _, ring in rings], axis=1)
    middle_lon = _middle_longitude(every[1])
    easts = [wrap_180_deg(ring[1] - middle_lon) for _, ring in rings]
    south, north = _margin(float(every[0].min()), float(every[0].max()))
    west, east = _margin(min(float(e.min()) for e in easts), max(float(e.max()) for e in easts))
    squeeze = max(np.cos(np.radians((south + north) / 2)), 0.1)
    scale = min(
        width * 2 / ((east - west) * squeeze), height * 4 / (north - south)
    )  # dots per degree of latitude
    columns, rows = (
        max(int((east - west) * squeeze * scale / 2) + 1, 8),
        max(int((north - south) * scale / 4) + 1, 4),
    )
    cells = [[_BLANK] * columns for _ in range(rows)]
    letters = {}
    for (label, ring), lons in zip(rings, easts, strict=True):
        x = (lons - west) * squeeze * scale
        y = (north - ring[0]) * scale
        _draw(cells, x, y)
        if label:
            letters[min(int(y.mean() / 4), rows - 1), min(int(x.mean() / 2), columns - 1)] = label[0]
    lines = [
        "".join(letters.get((r, c), chr(cell)) for c, cell in enumerate(row)) for r, row in enumerate(cells)
    ]
    return _framed(lines, south, north, west + middle_lon, east + middle_lon)


def _ring(area: Area) -> Floats | None:
    try:
        ring = area.boundary
        return None if ring is None else densify(ring, 200.0)
    except PlaceError:
        return None


def _middle_longitude(lon_deg: Floats) -> float:
    angle = np.radians(lon_deg)
    return float(np.degrees(np.arctan2(np.sin(angle).mean(), np.cos(angle).mean())))


def _margin(low: float, high: float) -> tuple[float, float]:
    spare = max((high - low) * 0.04, 0.02)
    return low - spare, high + spare


def _draw(cells: list[list[int]], x: Floats, y: Floats) -> None:
    """A closed line through points given in dots, as dots."""
    for x0, y0, x1, y1 in zip(x, y, np.roll(x, -1), np.roll(y, -1), strict=True):
        steps = int(max(abs(x1 - x0), abs(y1 - y0), 1))
        for column, row in zip(
            np.linspace(x0, x1, steps + 1).astype(int),
            np.linspace(y0, y1, steps + 1).astype(int),
            strict=True,
        ):
            if 0 <= row // 4 < len(cells) and 0 <= column // 2 < len(cells[0]):
                cells[row // 4][column // 2] |= _DOTS[row % 4][column % 2]


def _framed(lines: list[str], south: float, north: float, west: float, east: float) -> list[str]:
    width = len(lines[0])
    top, bottom = _side(north, "NS"), _side(south, "NS")
    framed = [f"{top:>7} ┌{'─' * width}┐"]
    framed += [f"{'':>7} │{line}│" for line in lines]
    framed += [f"{bottom:>7} └{'─' * width}┘"]
    left, right = _side(wrap_180_deg(west), "EW"), _side(wrap_180_deg(east), "EW")
    framed += [f"{'':>8}{left}{right:>{max(width + 2 - len(left), len(right) + 1)}}"]
    return framed


def _side(value: float, names: str) -> str:
    return f"{abs(value):.1f}°{names[value < 0]}"
