"""Usual azimuths: at which azimuth a site launches into orbits that it does not reach straight (a dog-leg).

A prior of the yaw by the turn that the orbit asks for was tried and not confirmed (design/fall_priors.py, 2026).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.kernel.package_data import table_rows

_ONE_SITE_KM = 60.0


@dataclass(frozen=True, slots=True)
class UsualAzimuth:
    """The azimuth at which a site launches into some inclinations, degrees, with one sigma and its source."""

    azimuth_deg: float
    sd_deg: float
    source: str


def usual_azimuth(pad: tuple[float, float], inclination_deg: float | None) -> UsualAzimuth | None:
    """What `data/launch_azimuths.csv` has for a pad (lat, lon) and an inclination; None for most."""
    for row in _habits():
        place = float(row["lat_deg"]), float(row["lon_deg"])
        if inclination_deg is None or _far(pad, place):
            continue
        if float(row["least_inclination_deg"]) <= inclination_deg <= float(row["most_inclination_deg"]):
            return UsualAzimuth(float(row["azimuth_deg"]), float(row["sd_deg"]), row["source"])
    return None


@cache
def _habits() -> tuple[Mapping[str, str], ...]:
    return tuple(table_rows("launch_azimuths.csv"))


def _far(pad: tuple[float, float], place: tuple[float, float]) -> bool:
    return float(geodesic_inverse(*pad, *place)[0]) > 1e3 * _ONE_SITE_KM
