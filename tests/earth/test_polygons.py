"""Areas on the Earth: right everywhere, the 180th meridian, the poles and misprinted boxes included."""

import json

import antimeridian
import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st

from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.earth.polygons import (
    circle_ring,
    densify,
    geojson_geometry,
    ring_area_km2,
    ring_centroid,
    ring_contains,
    self_crossings,
    untangle,
)
from downrange.errors import PlaceError

one_per_mille = 1e-3

# Yellow Sea zone, a box over 180, boxes that touch it from either side, rings around and up to the poles.
RINGS = {
    "Yellow Sea": [[36.10, 36.05, 33.50, 33.55], [123.55, 124.80, 124.65, 123.40]],
    "over 180": [[10, 10, 20, 20], [170, -170, -170, 170]],
    "over 180, counted on": [[10, 10, 20, 20], [170, 190, 190, 170]],
    "west of 180": [[10, 10, 20, 20], [170, 180, 180, 170]],
    "east of 180": [[10, 10, 20, 20], [-180, -170, -170, -180]],
    "around the north pole": [[80, 75, 80, 70], [0, 90, 180, -90]],
    "around the south pole": [[-80, -75, -80, -70], [10, 100, -170, -80]],
    "up to the north pole": [[80, 80, 90], [-160, 150, 33]],
    "most of the north pole": [[80, 80, 80, 90], [0, 120, -120, 7]],
    "over the south pole": [[-80, -80, -80], [30, -150, 120]],
    "north to south": [[60, 60, -60, -60], [-175, 175, 175, -175]],
}

latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


@st.composite
def star_rings(draw: st.DrawFn, most_m: float = 3e6) -> np.ndarray:
    """A ring seen whole from its centre, anywhere, wound either way: simple, often hollow, never convex by luck."""
    size = draw(st.integers(3, 12))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    gaps = random.uniform(0.3, 1, size)
    azimuth = 360 * np.cumsum(gaps) / gaps.sum()
    assume(np.diff(np.append(azimuth, azimuth[0] + 360)).max() < 170)
    radius = random.uniform(0.3, 1, size) * draw(st.floats(1e3, most_m))
    lat, lon, _ = geodesic_direct(draw(latitudes), draw(longitudes), azimuth, radius)
    return np.stack([lat, lon])[:, :: draw(st.sampled_from([1, -1]))]


def directions(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    lat, lon = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def turns_seen_from(ring: np.ndarray, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """How often the ring winds around each point: the sum of angles between its vertices, seen from there."""
    p, a = directions(lat, lon), directions(*ring)
    b = np.roll(a, -1, axis=1)
    sine = np.einsum("in,im->nm", np.cross(a, b, axis=0), p)
    cosine = (a * b).sum(axis=0)[:, None] - (a.T @ p) * (b.T @ p)
    return np.abs(np.arctan2(sine, cosine).sum(axis=0) / (2 * np.pi))


def points_around(ring: np.ndarray, count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Points near a ring and all over the Earth, its antipodes among them."""
    random = np.random.default_rng(count)
    lat, lon = ring_centroid(ring)
    reach = geodesic_inverse(lat, lon, *ring)[0].max() * 1.3
    near = geodesic_direct(
        lat, lon, random.uniform(0, 360, count), reach * np.sqrt(random.uniform(0, 1, count))
    )
    far_lat, far_lon = np.degrees(np.arcsin(random.uniform(-1, 1, count))), random.uniform(-180, 180, count)
    return np.concatenate([near[0], -near[0], far_lat]), np.concatenate([near[1], near[1] + 180, far_lon])


@given(star_rings())
def test_inside_is_what_the_ring_winds_around(ring: np.ndarray) -> None:
    lat, lon = points_around(ring)
    before_us = directions(*ring).mean(axis=1) @ directions(lat, lon) > 0
    turns = turns_seen_from(ring, lat, lon)
    clear = np.abs(turns - np.round(turns)) < 1e-6  # on an edge it is half a turn
    np.testing.assert_array_equal(ring_contains(ring, lat, lon)[clear], ((turns > 0.5) & before_us)[clear])


@given(star_rings(), st.floats(-720, 720))
def test_the_answer_does_not_depend_on_where_longitude_is_counted_from(
    ring: np.ndarray, shift: float
) -> None:
    lat, lon = points_around(ring, 100)
    shifted = ring + np.array([[0], [shift]])
    changed = ring_contains(ring, lat, lon) != ring_contains(shifted, lat, lon + shift)
    assert changed.sum() <= 1, "rounding may move a point over an edge it lies on"
    assert ring_area_km2(shifted) == pytest.approx(ring_area_km2(ring), rel=1e-6)


@pytest.mark.parametrize("name", RINGS)
def test_a_ring_contains_its_vertices_and_centre(name: str) -> None:
    ring = np.array(RINGS[name], dtype=float)
    centre = np.array(ring_centroid(ring))[:, None]
    toward = directions(*ring) * 0.999 + directions(*centre) * 0.001
    inner_lat = np.degrees(np.arctan2(toward[2], np.hypot(toward[0], toward[1])))
    inner_lon = np.degrees(np.arctan2(toward[1], toward[0]))
    assert ring_contains(ring, *centre).all() or name == "most of the north pole"
    assert ring_contains(ring, inner_lat, inner_lon).sum() >= ring.shape[1] - 1
    assert not ring_contains(ring, -centre[0], centre[1] + 180).any()


def test_known_places() -> None:
    zone = np.array(RINGS["Yellow Sea"])
    assert ring_contains(zone, 35.0, 124.0)
    assert not ring_contains(zone, [35.0, 37.0, -35.0], [126.0, 124.0, -56.0]).any()
    cap = RINGS["around the north pole"]
    assert (
        ring_contains(cap, [90, 90, 81, 60, -90], [0, 77, -179.9, 0, 0]).tolist() == [True] * 3 + [False] * 2
    )
    assert ring_contains(cap, np.full((2, 3), 85.0), 0.0).shape == (2, 3)


def test_the_boundary_belongs_to_the_ring() -> None:
    assert ring_contains([[0, 0, 10], [-5, 5, 0]], 0.0, 0.0)


@given(star_rings())
def test_the_map_shows_the_same_area(ring: np.ndarray) -> None:
    fine = densify(ring, max(ring_area_km2(ring) ** 0.5 / 50, 0.02))
    geometry = shapely.geometry.shape(geojson_geometry(fine))
    lat, lon = points_around(ring, 100)
    lon = (lon + 180) % 360 - 180
    inside = ring_contains(fine, lat, lon)
    # Near a pole even short edges are curves on the map, so a few points beside an edge may differ.
    differ = shapely.intersects_xy(geometry, lon, lat) != inside
    assert differ.mean() < 0.02


@given(star_rings(1e6))
def test_geojson_keeps_the_rules_of_rfc_7946(ring: np.ndarray) -> None:
    geometry = geojson_geometry(ring)
    shape = shapely.geometry.shape(geometry)
    assert json.loads(json.dumps(geometry)) == geometry
    assert shape.is_valid
    assert shape.bounds[0] >= -180
    assert shape.bounds[2] <= 180
    for part in shapely.get_parts(shape):
        assert part.exterior.is_ccw
        assert not any(hole.is_ccw for hole in part.interiors)


@pytest.mark.parametrize("name", RINGS)
@pytest.mark.parametrize("order", [1, -1])
def test_geojson_covers_as_much_as_the_ring(name: str, order: int) -> None:
    ring = np.array(RINGS[name], dtype=float)[:, ::order]
    geometry = geojson_geometry(densify(ring, 10.0))
    shape = shapely.geometry.shape(geometry)
    assert shape.is_valid
    covered = sum(
        ring_area_km2(np.array(part.exterior.coords[:-1]).T[::-1]) for part in shapely.get_parts(shape)
    )
    assert covered == pytest.approx(ring_area_km2(ring), rel=one_per_mille)


def test_geojson_agrees_with_the_antimeridian_package() -> None:
    for name in ("over 180", "north to south"):
        lat, lon = np.array(RINGS[name], dtype=float)
        flat = shapely.Polygon(np.stack([lon, lat]).T)
        theirs = antimeridian.fix_polygon(flat, great_circle=False, fix_winding=True)
        assert shapely.geometry.shape(geojson_geometry([lat, lon])).equals(theirs)


def test_geojson_over_180_keeps_every_vertex_and_adds_only_the_cut() -> None:
    ring = np.array([[36.123, 35.2, 33.31, 34.4], [179.123, 181, -178.7, 179.01]])
    shown = shapely.get_coordinates(shapely.geometry.shape(geojson_geometry(ring)))
    assert {(179.123, 36.123), (-179.0, 35.2), (-178.7, 33.31), (179.01, 34.4)} < set(map(tuple, shown))
    assert (np.abs(shown[:, 0]) == 180).sum() == 4 + 1, (
        "two points on either side, one of them to close a part"
    )


def test_geojson_of_an_ordinary_area_is_its_vertices_counterclockwise() -> None:
    ring = np.array(RINGS["Yellow Sea"])
    for given_ring in (ring, ring[:, ::-1]):
        geometry = geojson_geometry(given_ring)
        (shell,) = geometry["coordinates"]
        assert geometry["type"] == "Polygon"
        assert shell[0] == shell[-1]
        assert {tuple(point) for point in shell} == set(zip(ring[1], ring[0], strict=True))
        assert shapely.LinearRing(shell).is_ccw


def test_a_sliver_the_map_would_turn_inside_out() -> None:
    """The shortest line from 60N 0E to 60N 90E runs north of 65N 45E; straight on the map it runs south of it."""
    ring = [[60, 65, 60], [0, 45, 90]]
    assert ring_contains(ring, 66.0, 45.0)
    assert not ring_contains(ring, 62.0, 45.0)
    shape = shapely.geometry.shape(geojson_geometry(ring))
    assert shapely.intersects_xy(shape, 45.0, 66.0)
    assert not shapely.intersects_xy(shape, 45.0, 62.0)


def test_a_box_named_by_rows_is_untangled() -> None:
    bow_tie = np.array([[36.1, 36.1, 33.5, 33.5], [123.5, 124.8, 123.5, 124.8]])
    assert self_crossings(bow_tie) == [(1, 3)]
    box = untangle(bow_tie)
    assert self_crossings(box) == []
    assert sorted(map(tuple, box.T)) == sorted(map(tuple, bow_tie.T))
    assert ring_area_km2(box) == pytest.approx(118.9 * 288.5, rel=one_per_mille)
    np.testing.assert_array_equal(untangle(box), box)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=4, max_size=9, unique=True))
@example([(0.0, 0.0), (0.0, 120.0), (10.0, -120.0), (-80.0, 60.0), (80.0, 60.0)])
def test_any_order_of_vertices_can_be_untangled(vertices: list[tuple[float, float]]) -> None:
    ring = np.array(vertices).T
    mended = untangle(ring)
    assert self_crossings(mended) == []
    assert sorted(map(tuple, mended.T)) == sorted(vertices)


@given(star_rings())
def test_a_simple_ring_is_left_alone(ring: np.ndarray) -> None:
    assert self_crossings(ring) == []
    np.testing.assert_array_equal(untangle(ring), ring)


@given(latitudes, longitudes, st.floats(10.0, 5e6))
def test_a_circle_is_round_and_its_centre_its_centre(lat: float, lon: float, radius_m: float) -> None:
    ring = circle_ring(lat, lon, radius_m)
    distance, _, _ = geodesic_inverse(lat, lon, *ring)
    np.testing.assert_allclose(distance, radius_m, atol=1e-6)
    off, _, _ = geodesic_inverse(lat, lon, *ring_centroid(ring))
    assert off < max(0.004 * radius_m, 1e-3), "the ellipsoid is not quite a sphere"
    assert ring_contains(ring, lat, lon)
    inner, outer = circle_ring(lat, lon, radius_m * 0.98), circle_ring(lat, lon, radius_m * 1.02)
    assert ring_contains(ring, *inner).all()
    assert not ring_contains(ring, *outer).any()


def test_the_centre_of_gravity_of_an_octant_and_of_a_line() -> None:
    octant = ring_centroid([[0, 0, 90], [0, 90, 0]])
    assert octant == pytest.approx((np.degrees(np.arctan(1 / np.sqrt(2))), 45.0))
    assert ring_centroid([[0, 0, 0], [1, 2, 3]]) == pytest.approx((0, 2))


def test_densify_keeps_vertices_and_the_line() -> None:
    ring = np.array(RINGS["over 180"], dtype=float)
    dense = densify(ring, 25.0)
    assert {tuple(v) for v in ring.T} <= {tuple(v) for v in dense.T}
    assert ring_area_km2(dense) == pytest.approx(ring_area_km2(ring), rel=1e-9)
    np.testing.assert_array_equal(densify(ring, 1e5), ring)


@pytest.mark.parametrize(
    ("ring", "says"),
    [
        ([[0, 1], [0, 1]], "is no ring"),
        ([0, 1, 2], "is no ring"),
        ([], "is no ring"),
        ([[0, 1, 2], [0, 1, np.nan]], "off the Earth"),
        ([[0, 1, 91], [0, 1, 2]], "off the Earth"),
    ],
)
def test_what_is_no_ring_is_refused(ring: list, says: str) -> None:
    for verb in (ring_area_km2, ring_centroid, densify, self_crossings, untangle, geojson_geometry):
        with pytest.raises(PlaceError, match=says):
            verb(ring)


def test_an_area_without_surface_or_of_half_the_earth_is_refused() -> None:
    with pytest.raises(PlaceError, match="without any surface"):
        geojson_geometry([[0, 0, 0], [0, 1, 2]])
    with pytest.raises(PlaceError, match="a hemisphere or more"):
        ring_contains([[0, 0, 0], [0, 120, -120]], 0, 0)
