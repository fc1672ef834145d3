"""GeoJSON areas as valid shapely shapes: read strictly, cut at the antimeridian, made valid where they cross."""

from collections.abc import Mapping
from typing import Any

import antimeridian
import numpy as np
import shapely
import shapely.geometry

from downrange.earth.angles import wrap_180_deg
from downrange.errors import InputError
from downrange.geography.geography_codes import GeoCode


def read_area(geojson: Mapping[str, Any]) -> Any:
    """A GeoJSON object as one valid shapely shape inside longitude -180 to 180 (RFC 7946).

    A polygon over the antimeridian, whether its longitudes go on past 180 or jump by 360, is cut there;
    edges stay straight in longitude and latitude, as RFC 7946 has them. A ring that crosses itself is taken as
    what it encloses. Raises :class:`InputError` for anything that is no GeoJSON, is not on the globe, or crosses
    both itself and the antimeridian.
    """
    kind = geojson.get("type") if isinstance(geojson, Mapping) else None
    if kind == "Feature":
        return read_area(geojson.get("geometry") or {})
    if kind == "FeatureCollection":
        return shapely.union_all([read_area(feature) for feature in geojson.get("features", ())])
    try:
        shape = shapely.geometry.shape(dict(geojson))
    except (
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
        shapely.errors.ShapelyError,
    ) as error:
        raise InputError(GeoCode.NOT_GEOJSON, reason=str(error)) from error
    lon_lat = shapely.get_coordinates(shape)
    if not np.isfinite(lon_lat).all() or (np.abs(lon_lat) > (540, 90)).any():
        raise InputError(GeoCode.OFF_GLOBE)
    return shapely.make_valid(_cut(shape))


def boxes(south: float, west: float, north: float, east: float) -> list[tuple[float, Any]]:
    """A box in degrees as one or two boxes inside -180 to 180, each with the degrees to add when drawing.

    A box whose west is greater than its east runs over the antimeridian; what lies east of it is drawn 360 degrees
    further on, so that longitudes grow across the picture.
    """
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180 and west != east):
        raise InputError(GeoCode.BOX_OFF_GLOBE, south=south, west=west, north=north, east=east)
    if west < east:
        return [(0.0, shapely.box(west, south, east, north))]
    return [(0.0, shapely.box(west, south, 180, north)), (360.0, shapely.box(-180, south, east, north))]


def _cut(shape: Any) -> Any:
    """The shape cut at the antimeridian, if it needs cutting."""
    if shape.geom_type in ("Point", "MultiPoint"):
        return shapely.transform(
            shape, lambda lon_lat: np.column_stack([wrap_180_deg(lon_lat[:, 0]), lon_lat[:, 1]])
        )
    if shape.geom_type == "GeometryCollection":
        return shapely.union_all([_cut(part) for part in shapely.get_parts(shape)])
    if not _runs_over_180(shape):
        return shape
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        try:
            return shapely.geometry.shape(antimeridian.fix_shape(shape, fix_winding=True, great_circle=False))
        except ValueError as error:
            raise InputError(GeoCode.CROSSES_ITSELF) from error
    lines = shapely.multilinestrings(list(shapely.get_parts(shape)))
    return antimeridian.fix_multi_line_string(lines, great_circle=False)


def _runs_over_180(shape: Any) -> bool:
    """Whether a longitude lies outside -180 to 180, or an edge away from the poles jumps by more than 180."""
    lines = shape if shape.geom_type.endswith("LineString") else shapely.get_rings(shapely.get_parts(shape))
    lon_lat, line = shapely.get_coordinates(lines, return_index=True)
    if (np.abs(lon_lat[:, 0]) > 180).any():
        return True
    jump = np.abs(np.diff(lon_lat[:, 0])) > 180
    at_pole = np.abs(lon_lat[1:, 1]) > 90 - 1e-9
    return bool((jump & (line[1:] == line[:-1]) & ~at_pole).any())
