"""Positions given by a bearing and a distance from another one, along a geodesic of WGS84."""

from dataclasses import dataclass
from typing import Any

from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_direct
from downrange.launch.areas.arcs import Position


@dataclass(frozen=True, slots=True)
class ComputedPosition:
    """A position at a true bearing (degrees, clockwise from north) and a distance (nautical miles) from an origin.

    Positions are latitude and longitude in degrees; the origin is printed, or is itself a computed position.
    `printed`: the position is printed as well, and the bearing and distance lead to it within their rounding.
    """

    position: Position
    origin: Position
    bearing_deg: float
    distance_nm: float
    printed: bool = False

    @classmethod
    def from_origin(cls, origin: Position, bearing_deg: float, distance_nm: float) -> "ComputedPosition":
        """The end of the geodesic (direct problem; `earth.ellipsoid`), to 1e-7 degrees."""
        lat, lon, _ = geodesic_direct(*origin, bearing_deg, distance_nm * M_PER_NM)
        return cls((round(float(lat), 7), round(float(lon), 7)), origin, bearing_deg, round(distance_nm, 6))

    def as_dict(self) -> dict[str, Any]:
        """Position, origin, bearing and distance."""
        said = {
            "position": list(self.position),
            "origin": [round(value, 7) for value in self.origin],
            "bearing_deg": self.bearing_deg,
            "distance_nm": self.distance_nm,
        }
        return said | ({"printed": True} if self.printed else {})

    @classmethod
    def from_dict(cls, said: dict[str, Any]) -> "ComputedPosition":
        """What `as_dict` gives; raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        (lat, lon), (lat_0, lon_0) = said["position"], said["origin"]
        numbers = (lat, lon, lat_0, lon_0, said["bearing_deg"], said["distance_nm"])
        lat, lon, lat_0, lon_0, bearing_deg, distance_nm = map(float, numbers)
        return cls((lat, lon), (lat_0, lon_0), bearing_deg, distance_nm, bool(said.get("printed")))
