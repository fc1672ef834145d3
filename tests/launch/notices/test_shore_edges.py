"""ALONG THE COAST: along the shore where it is known well enough, else straight; what is drawn, and what is said."""

import json

import numpy as np
import pytest
import shapely

from downrange.geography.shore import coastline
from downrange.geography.shore_path import ACCURACY_KM, LONGEST_SHARE, NEAR_KM, shore_path
from downrange.launch.areas.area_geojson import areas_from_geojson, feature_of
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_shapes import NAVAREA

FIRST, LAST = (37.0, -122.2), (37.8, -122.52)  # by the shore of California
SEAWARD = "37-48N 123-00W, 37-00N 123-00W"


def read(area: str) -> Notice:
    [notice] = read_notices(NAVAREA.format(area=area))
    return notice


def codes(notice: Notice) -> list[str]:
    return [str(defect.code) for defect in notice.defects]


def off_km(points: np.ndarray) -> np.ndarray:
    """How far points (2, N) lie from the shore lines of the map, on a plane of true distances."""
    south, west, north, east = (
        points[0].min() - 0.1,
        points[1].min() - 0.1,
        points[0].max() + 0.1,
        points[1].max() + 0.1,
    )
    shrink = np.cos(np.radians(points[0].mean()))
    lines = [
        shapely.LineString(np.column_stack([line[1] * shrink, line[0]]))
        for line in coastline(south, west, north, east, "10m")
    ]
    shore = shapely.union_all(lines)
    return shapely.distance(shapely.points(points[1] * shrink, points[0]), shore) * 111.2


@pytest.mark.parametrize(
    "outline",
    [
        f"AREA BOUND BY 37-00.0N 122-12.0W, THENCE ALONG THE COAST TO 37-48.0N 122-31.2W, {SEAWARD}",
        f"AREA BOUND BY 37-48.0N 122-31.2W, {SEAWARD}, 37-00.0N 122-12.0W, THENCE ALONG COASTLINE TO POINT OF ORIGIN",
    ],
)
def test_an_edge_along_the_coast_follows_the_shore(outline: str) -> None:
    notice = read(outline)
    [area] = notice.areas
    assert len(area.shores) == 1
    ring = area.boundary
    assert ring is not None
    added = np.array([point for point in ring.T.tolist() if tuple(point) not in area.vertices]).T
    assert added.shape[1] > 20
    assert off_km(added).max() < ACCURACY_KM
    assert "area.edge-along-shore" in codes(notice)
    assert notice.every_word_was_read
    assert shapely.geometry.shape(area.geometry()).is_valid
    [back] = areas_from_geojson(json.loads(json.dumps(feature_of(area, {}))))
    assert back.shores == area.shores
    assert np.array_equal(back.boundary, ring)


def test_both_directions_are_one_path() -> None:
    there, back = shore_path(FIRST, LAST), shore_path(LAST, FIRST)
    assert there is not None
    assert back is not None
    assert there.lat_lon == pytest.approx(back.lat_lon[:, ::-1], abs=1e-9)
    assert there.off_km == pytest.approx(back.off_km[::-1])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((37.0, -122.2 - 1.3 * NEAR_KM / 88), LAST),  # out at sea
        (FIRST, (37.02, -122.21)),  # nearer than the data are fine
        ((37.0, -122.2), (21.3, -157.9)),  # another shore
        ((28.5, -74.75), (27.75, -73.0)),  # the open ocean
    ],
)
def test_a_shore_that_is_not_known_well_enough_is_no_path(
    first: tuple[float, float], last: tuple[float, float]
) -> None:
    assert shore_path(first, last) is None


def test_the_bounds_of_the_method_are_those_stated() -> None:
    assert (NEAR_KM, ACCURACY_KM, LONGEST_SHARE) == (5.0, 0.5, 6.0)


def test_an_island_with_two_ways_round_is_no_path() -> None:
    """Opposite ends of Tanegashima: either way round is about as long."""
    assert shore_path((30.83, 131.05), (30.35, 130.88)) is None


def test_the_chord_is_drawn_and_said_elsewhere() -> None:
    notice = read("AREA BOUND BY 28-30N 074-45W, 28-15N 073-30W, THEN ALONG THE COAST TO 27-45N 073-00W")
    [area] = notice.areas
    assert area.shores == ()
    assert "area.edge-drawn-straight" in codes(notice)


def test_the_boundary_of_an_fir_is_no_shore() -> None:
    notice = read(
        f"AREA BOUND BY 37-00.0N 122-12.0W, THENCE ALONG FIR BOUNDARY TO 37-48.0N 122-31.2W, {SEAWARD}"
    )
    assert notice.areas[0].shores == ()
    assert "area.edge-drawn-straight" in codes(notice)


def test_a_path_is_found_once_and_cannot_be_changed() -> None:
    path = shore_path(FIRST, LAST)
    assert path is not None
    assert path is shore_path(FIRST, LAST)
    with pytest.raises(ValueError, match="read-only"):
        path.lat_lon[0] = 0.0
