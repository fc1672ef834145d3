"""Made cases: a site, an azimuth and one announced area, with or without a vehicle and an orbit."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.earth.ellipsoid import geodesic_direct
from downrange.kernel.arrays import Floats
from downrange.kernel.figures import Figure
from downrange.launch.fall.bodies import Body, Zone

SITES = {
    "Cape Canaveral": (28.56, -80.58),
    "Sohae": (39.66, 124.71),
    "Kourou": (5.24, -52.77),
    "Mahia": (-39.26, 177.86),
}


@dataclass(frozen=True, slots=True)
class MadeCase:
    """What is given of one made launch: the pad, its bodies, and the tables of vehicle and observations."""

    name: str
    pad: tuple[float, float]
    azimuth_deg: float
    range_km: float
    bodies: tuple[Body, ...]
    vehicle: dict[str, Any] | None
    known: dict[str, Any] | None


def made_case(
    site: str, azimuth_deg: float, range_km: float, vehicle: bool = False, orbit: bool = False
) -> MadeCase:
    """A launch from a site whose first stage falls into an area so far away, in this direction."""
    pad = SITES[site]
    stages = [{"class": "first", "drops": ["Stage 1"]}, {"class": "last"}]
    figure = {"source": "made up", "grade": "E4"}
    tilt = abs(np.degrees(np.arccos(np.cos(np.radians(pad[0])) * np.sin(np.radians(azimuth_deg)))))
    insertion = {
        "altitude_km": {"spread": [260.0, 280.0, 300.0], **figure},
        "inclination_deg": {"spread": [tilt - 0.5, tilt, tilt + 0.5], **figure},
    }
    return MadeCase(
        f"made {site} {azimuth_deg:.0f} {range_km:.0f} {vehicle} {orbit}",
        pad,
        azimuth_deg,
        range_km,
        (_stage(area_at(pad, azimuth_deg, range_km)),),
        {"stages": stages} if vehicle else None,
        {"insertion": insertion} if orbit else None,
    )


def area_at(pad: tuple[float, float], azimuth_deg: float, range_km: float) -> Floats:
    """An area (2, 5) of an eighth of the distance in length and a sixteenth in width, about a place."""
    along, across = range_km / 16.0, range_km / 32.0
    lat, lon, heading = (float(each) for each in geodesic_direct(*pad, azimuth_deg, 1e3 * range_km))
    corners = [(along, across), (along, -across), (-along, -across), (-along, across), (along, across)]
    turn = [heading + np.degrees(np.arctan2(side, ahead)) for ahead, side in corners]
    away = [1e3 * np.hypot(ahead, side) for ahead, side in corners]
    ring: Floats = np.stack(geodesic_direct(lat, lon, turn, away)[:2])
    return ring


def _stage(ring: Floats) -> Body:
    def figure(low: float, median: float, high: float) -> Figure:
        return Figure(low, median, high, "made up", "E4")

    return Body(
        "Stage 1",
        "stage",
        Zone(ring, "made up", "E4"),
        figure(110.0, 140.0, 170.0),
        figure(55.0, 65.0, 85.0),
        figure(20.0, 30.0, 42.0),
        figure(0.07, 0.14, 0.2),
        Figure.lognormal(435.0, 0.6, "made up", "E4"),
    )
