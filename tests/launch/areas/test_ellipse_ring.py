"""Ellipses: every point of the drawn edge against the curve, near the pole, across 180 degrees, and round ones."""

import numpy as np
import pytest

from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_of
from downrange.launch.areas.ellipse_ring import ellipse_ring

PROMISED_M = 50.0


def off_curve_m(
    ring: np.ndarray, center: tuple[float, float], semi_m: tuple[float, float], azimuth_deg: float
):
    """How far points lie off an ellipse, metres: the first term of the distance, from its implicit equation."""
    distance_m, azimuth, _ = geodesic_inverse(
        np.full(ring.shape[1], center[0]), np.full(ring.shape[1], center[1]), *ring
    )
    turned = np.radians(azimuth - azimuth_deg)
    x, y = distance_m * np.cos(turned), distance_m * np.sin(turned)
    slope = 2 * np.hypot(x / semi_m[0] ** 2, y / semi_m[1] ** 2)
    return np.abs((x / semi_m[0]) ** 2 + (y / semi_m[1]) ** 2 - 1) / slope


def along_edges(ring: np.ndarray) -> np.ndarray:
    """Points on the edges of a ring, straight in longitude and latitude as GeoJSON has them."""
    share = np.linspace(0, 1, 9, endpoint=False)
    step = np.roll(ring, -1, axis=1) - ring
    step[1] = (step[1] + 180) % 360 - 180
    return (ring[:, :, None] + step[:, :, None] * share).reshape(2, -1)


@pytest.mark.parametrize(
    ("center", "semi_nm", "azimuth"),
    [
        ((82 + 8 / 60, -0.6), (65.0, 27.0), 292.0),
        ((47.85, 66.8), (14.58, 8.1), 62.0),
        ((10.0, 179.9), (400.0, 20.0), 75.0),
        ((-85.0, 30.0), (150.0, 100.0), 10.0),
        ((0.0, 0.0), (30.0, 30.0), 0.0),
        ((60.0, -150.0), (1500.0, 60.0), 130.0),
    ],
)
def test_no_point_of_an_edge_lies_fifty_metres_off_the_ellipse(
    center: tuple[float, float], semi_nm: tuple[float, float], azimuth: float
) -> None:
    ring = ellipse_ring(*center, semi_nm, azimuth)
    semi_m = (semi_nm[0] * M_PER_NM, semi_nm[1] * M_PER_NM)
    assert off_curve_m(ring, center, semi_m, azimuth).max() < 0.01
    assert off_curve_m(along_edges(ring), center, semi_m, azimuth).max() < PROMISED_M


def test_the_ends_of_the_axes_lie_on_their_azimuths() -> None:
    ring = ellipse_ring(47.85, 66.8, (14.0, 8.0), 62.0)
    quarter = ring.shape[1] // 4
    ends = ring[:, [0, quarter]] if ring.shape[1] % 4 == 0 else ring[:, [0]]
    count = ends.shape[1]
    distance, azimuth, _ = geodesic_inverse(np.full(count, 47.85), np.full(count, 66.8), *ends)
    assert distance[0] == pytest.approx(14.0 * M_PER_NM, abs=1e-3)
    assert azimuth[0] == pytest.approx(62.0, abs=1e-6)


def test_an_ellipse_comes_back_from_geojson() -> None:
    area = Area("ellipse", "A", center=(47.85, 66.8), semi_axes_nm=(14.5, 8.1), azimuth_deg=62.0)
    [back] = areas_from_geojson(feature_of(area, {"name": "A"}))
    assert back == area


def test_an_ellipse_without_azimuth_has_no_outline() -> None:
    assert Area("other", center=(47.85, 66.8), semi_axes_nm=(14.5, 8.1)).geometry() is None
