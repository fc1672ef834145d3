"""The map of a brief: one SVG drawn by us, without script, crisp on paper and in the dark.

Everything is projected by Lambert's azimuthal equal-area projection about the middle of what is shown, so
that an area looks as large as it is. Colours are CSS classes: the page decides them for light, dark and
print.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from downrange.earth.angles import wrap_180_deg
from downrange.earth.polygons import densify
from downrange.earth.unit_vectors import lat_lon_deg, unit_vectors
from downrange.kernel.arrays import Floats

GRATICULE_STEPS_DEG = (1, 2, 5, 10, 15, 30)
LETTER_EM = 0.56  # mean width of a letter of a sans-serif face, in em
LONGEST_LABEL = 90  # letters, most of the width of a sheet; the longest name of a territory has 83


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on the map: a ring, a line or a point, `(2, N)` of lat_deg and lon_deg, and its CSS class."""

    kind: str  # "area" | "line" | "point"
    lat_lon_deg: Floats
    style: str
    label: str = ""
    path: str = ""  # where the value stands in brief.json


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the Earth the sheet shows, in the plane of the projection (km), and its size in pixels."""

    lat_deg: float
    lon_deg: float
    west_km: float
    south_km: float
    east_km: float
    north_km: float
    width_px: float

    @property
    def scale(self) -> float:
        return self.width_px / (self.east_km - self.west_km)

    @property
    def height_px(self) -> float:
        return (self.north_km - self.south_km) * self.scale

    def shows(self, lat_deg: float, lon_deg: float) -> bool:
        """Whether a place is on the sheet (and not beyond the Earth's rim)."""
        x, y = _project(self.lat_deg, self.lon_deg, np.array([lat_deg]), np.array([lon_deg]))
        return bool(self.west_km < x[0] < self.east_km and self.south_km < y[0] < self.north_km)


@dataclass(slots=True)
class _Lettering:
    """The labels already set, so that a later one gives way instead of being printed over another."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def set(self, x: float, y: float, text: str, size: float, anchor: str = "start") -> bool:
        width = len(text) * size * LETTER_EM
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left - 2, y - size, left + width + 2, y + 0.3 * size)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.boxes):
            return False
        self.boxes.append(box)
        return True


def frame_around(shapes: Iterable[Shape], width_px: float = 720, margin: float = 0.1) -> Frame:
    """The frame that holds all `shapes`, no slimmer than 4:5 and no flatter than 8:5."""
    points = np.concatenate([shape.lat_lon_deg for shape in shapes], axis=1)
    lat0, lon0 = map(float, lat_lon_deg(unit_vectors(*points).mean(axis=1)))
    x, y = _project(lat0, lon0, points[0], points[1])
    wide, tall = max(np.ptp(x), 100.0) * (1 + 2 * margin), max(np.ptp(y), 100.0) * (1 + 2 * margin)
    wide, tall = max(wide, 0.8 * tall), max(tall, wide / 1.6)
    cx, cy = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    return Frame(lat0, lon0, cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2, width_px)


def edge_deg(frame: Frame) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of a lattice of points over the sheet: its reach in degrees."""
    share = np.linspace(0, 1, 25)
    x = frame.west_km + share * (frame.east_km - frame.west_km)
    y = frame.south_km + share * (frame.north_km - frame.south_km)
    grid_x, grid_y = np.meshgrid(x, y)
    plane = _plane(frame.lat_deg, frame.lon_deg)
    lon, lat = plane.transform(grid_x.ravel(), grid_y.ravel(), direction="INVERSE")
    there = np.isfinite(lat) & np.isfinite(lon)
    return lat[there], lon[there]


def draw_map(
    frame: Frame,
    shapes: Sequence[Shape],
    land: Sequence[tuple[str, BaseGeometry]],
    title: str,
    description: str,
) -> str:
    """The SVG of `shapes` over `land` (name and lon-lat geometry of each territory, drawn in that order)."""
    lettering = _Lettering()
    height = frame.height_px
    upper = "".join(_draw(frame, shape, lettering) for shape in shapes)
    parts = [
        f'<svg class="map" viewBox="0 0 {frame.width_px:.0f} {height:.0f}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title><desc>{escape(description)}</desc>',
        '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="7"/></pattern>'
        f'<clipPath id="sheet"><rect width="{frame.width_px:.0f}" height="{height:.0f}"/></clipPath></defs>',
        f'<g clip-path="url(#sheet)"><rect class="sea" width="100%" height="{height:.0f}"/>',
        _land(frame, land, lettering),
        _graticule(frame),
        upper,
        "</g>",
        _scale_bar(frame),
        "</svg>",
    ]
    return "".join(parts)


@lru_cache(maxsize=8)
def _plane(lat0: float, lon0: float) -> Transformer:
    equal_area = f"+proj=laea +lat_0={lat0} +lon_0={lon0} +units=km"
    return Transformer.from_crs("EPSG:4326", equal_area, always_xy=True)


def _project(lat0: float, lon0: float, lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    x, y = _plane(lat0, lon0).transform(np.atleast_1d(lon_deg), np.atleast_1d(lat_deg))
    return x, y


def _pixels(frame: Frame, lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    x, y = _project(frame.lat_deg, frame.lon_deg, lat_deg, lon_deg)
    return (x - frame.west_km) * frame.scale, (frame.north_km - y) * frame.scale


def _path(x: Floats, y: Floats, closed: bool) -> str:
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + ("Z" if closed else "")


def _draw(frame: Frame, shape: Shape, lettering: _Lettering) -> str:
    data = f' data-path="{escape(shape.path)}"' if shape.path else ""
    name = f"<title>{escape(shape.label)}</title>" if shape.label else ""
    closed = shape.kind == "area"
    x, y = _pixels(frame, *(densify(shape.lat_lon_deg) if closed else shape.lat_lon_deg))
    if shape.kind == "point":
        text = _label(lettering, x[0] + 7, y[0] + 4, shape.label, 12, "start", "label point-label")
        return (
            f'<circle class="{shape.style}" cx="{x[0]:.1f}" cy="{y[0]:.1f}" r="4"{data}>{name}</circle>{text}'
        )
    if closed:
        text = _label(lettering, x.max() + 6, y.mean() + 4, shape.label, 13, "start", "label")
    else:
        shown = np.flatnonzero((x > 0) & (x < frame.width_px) & (y > 20) & (y < frame.height_px))
        k = shown[shown.size // 2] if shown.size else 0
        text = _label(lettering, x[k] + 8, y[k], shape.label, 12, "start", "label line-label")
    return f'<path class="{shape.style}" d="{_path(x, y, closed)}"{data}>{name}</path>{text}'


def _label(lettering: _Lettering, x: float, y: float, text: str, size: float, anchor: str, style: str) -> str:
    if len(text) > LONGEST_LABEL:  # the shape's title holds it whole
        text = text[: LONGEST_LABEL - 1].rstrip() + "…"
    if not text or not lettering.set(x, y, text, size, anchor):
        return ""
    where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text class="{style}" {where}>{escape(text)}</text>'


def _land(frame: Frame, land: Sequence[tuple[str, BaseGeometry]], lettering: _Lettering) -> str:
    """Each territory as one path cut to the sheet, the larger ones with their names."""
    paths, names = [], []
    sheet = (0.0, 0.0, frame.width_px, frame.height_px)

    def to_sheet(lon_lat: Floats) -> Floats:
        x, y = _pixels(frame, lon_lat[:, 1], lon_lat[:, 0])
        return np.column_stack([x, y])

    for name, geometry in land:
        drawn = shapely.clip_by_rect(shapely.make_valid(shapely.transform(geometry, to_sheet)), *sheet)
        drawn = shapely.simplify(drawn, 0.25)
        polygons = [p for p in shapely.get_parts(drawn) if p.geom_type == "Polygon" and not p.is_empty]
        if not polygons:
            continue
        rings = [ring for p in polygons for ring in (p.exterior, *p.interiors)]
        corners = [np.asarray(ring.coords)[:-1] for ring in rings]
        d = "".join(_path(ring[:, 0], ring[:, 1], closed=True) for ring in corners)
        paths.append(f'<path class="land" d="{d}"><title>{escape(name)}</title></path>')
        largest = max(polygons, key=lambda p: p.area)
        names.append((largest.area, name, largest.representative_point()))
    text = ""
    for area, name, point in sorted(names, key=lambda entry: -entry[0]):
        size = min(15.0, 8.5 + math.sqrt(area) / 40)
        if area > 60:
            text += _label(lettering, point.x, point.y, name, size, "middle", "label land-label")
    return "".join(paths) + text


def _graticule(frame: Frame) -> str:
    """Meridians and parallels at a round step, with their figures along the left and lower edge."""
    lat, lon = edge_deg(frame)
    south, north = float(lat.min()), float(lat.max())
    turned = wrap_180_deg(lon - frame.lon_deg)
    west, east = frame.lon_deg + float(turned.min()), frame.lon_deg + float(turned.max())
    step = next((s for s in GRATICULE_STEPS_DEG if (north - south) / s <= 9), 30)
    parts = []
    for parallel in np.arange(math.ceil(south / step) * step, north + 1e-9, step):
        lons = np.linspace(west, east, 60)
        px, py = _pixels(frame, np.full(60, parallel), lons)
        parts.append(f'<path class="graticule" d="{_path(px, py, False)}"/>')
        inside = (px >= 0) & (px <= frame.width_px) & (py > 14) & (py < frame.height_px - 24)
        if inside.any():
            parts.append(
                _figure(4, float(np.interp(4, px, py)) - 3, f"{abs(parallel):g}° {_side(parallel, 'NS')}")
            )
    for meridian in np.arange(math.ceil(west / step) * step, east + 1e-9, step):
        lats = np.linspace(max(south, -89.9), min(north, 89.9), 60)
        px, py = _pixels(frame, lats, np.full(60, meridian))
        parts.append(f'<path class="graticule" d="{_path(px, py, False)}"/>')
        at = float(np.interp(frame.height_px, py[::-1], px[::-1]))
        if 30 < at < frame.width_px - 40:
            turned_lon = wrap_180_deg(meridian)
            parts.append(
                _figure(at + 3, frame.height_px - 5, f"{abs(turned_lon):g}° {_side(turned_lon, 'EW')}")
            )
    return "".join(parts)


def _side(value: float, letters: str) -> str:
    return "" if value == 0 else letters[int(value < 0)]


def _figure(x: float, y: float, text: str) -> str:
    return f'<text class="label figure" x="{x:.1f}" y="{y:.1f}" font-size="10">{text}</text>'


def _scale_bar(frame: Frame) -> str:
    target = 0.18 * (frame.east_km - frame.west_km)
    step = 10 ** math.floor(math.log10(target))
    length_km = max(m * step for m in (1, 2, 5) if m * step <= target)
    px, x, y = length_km * frame.scale, frame.width_px - 14, frame.height_px - 16
    return (
        f'<g class="scale"><path d="M{x - px:.1f} {y - 4:.1f}v4h{px:.1f}v-4"/>'
        f'<text class="label figure" x="{x - px / 2:.1f}" y="{y - 6:.1f}" font-size="10" '
        f'text-anchor="middle">{length_km:g} km</text></g>'
    )
