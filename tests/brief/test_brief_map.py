"""The map draws what it is given, in the right place, and lets nothing from outside into the page as markup."""

import re

import numpy as np
import pytest
import shapely
from lxml import etree

from downrange.brief.drawn.brief_map import Shape, draw_map, frame_around
from downrange.earth.ellipsoid import geodesic_inverse

SVG = "{http://www.w3.org/2000/svg}"


def point(lat: float, lon: float, label: str = "") -> Shape:
    return Shape("point", np.array([[lat], [lon]]), "place", label)


def places(svg: str) -> list[tuple[float, float]]:
    tree = etree.fromstring(svg.encode())
    return [(float(c.get("cx")), float(c.get("cy"))) for c in tree.iter(f"{SVG}circle")]


def draw(*shapes: Shape) -> str:
    return draw_map(frame_around(shapes), shapes, [], "Map", "A map")


@pytest.mark.parametrize("west", [124.0, 179.0])
def test_distances_on_the_sheet_are_those_on_the_earth(west: float) -> None:
    """Also across 180 degrees. The projection keeps areas; lengths near its middle hold to a percent."""
    one_percent = 0.01
    a, b = (20.0, west), (26.0, (west + 2.5 + 180) % 360 - 180)
    svg = draw(point(*a), point(*b))
    (ax, ay), (bx, by) = places(svg)
    km_per_px = 1 / frame_around([point(*a), point(*b)]).scale
    on_earth_km = float(geodesic_inverse(*a, *b)[0]) / 1000
    assert np.hypot(ax - bx, ay - by) * km_per_px == pytest.approx(on_earth_km, rel=one_percent)
    assert ay > by, "north is up"
    assert bx > ax, "east is right"


def test_land_is_cut_to_the_sheet_and_named() -> None:
    land = shapely.box(110, 10, 150, 60)
    shapes = [point(30, 124), point(36, 128)]
    svg = draw_map(frame_around(shapes), shapes, [("Bigland", land)], "Map", "A map")
    path = next(e for e in etree.fromstring(svg.encode()).iter(f"{SVG}path") if e.get("class") == "land")
    numbers = [float(v) for v in re.findall(r"-?[\d.]+", path.get("d"))]
    frame = frame_around(shapes)
    assert min(numbers) >= 0
    assert max(numbers) <= max(frame.width_px, frame.height_px) + 0.1
    assert "Bigland" in svg


def test_hostile_names_stay_text() -> None:
    hostile = '<script>alert("x")</script>&]]>'
    svg = draw(point(30, 124, hostile), point(36, 128))
    assert "<script" not in svg
    assert hostile in "".join(etree.fromstring(svg.encode()).itertext())


def test_labels_do_not_cover_each_other() -> None:
    """Where two names would stand on one another the later one gives way; its thing keeps a tooltip."""
    svg = draw(point(30, 124, "First name"), point(30.001, 124.001, "Second name"), point(40, 124))
    texts = [t.text for t in etree.fromstring(svg.encode()).iter(f"{SVG}text")]
    assert "First name" in texts
    assert "Second name" not in texts
    assert "Second name" in svg
