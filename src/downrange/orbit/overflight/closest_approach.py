"""Closest approach: when a satellite comes closest to a place on the ground, and what the view is then.

Off-nadir is the angle at the satellite between the vertical to its sub-satellite point and the line to the
place; the sub-satellite point is geodetic (WGS84).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.earth.constants import DAY_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.frames import horizon
from downrange.earth.instants import as_instant, format_utc, offset_julian
from downrange.earth.sun import local_solar_time_h, sun_elevation_deg
from downrange.earth.unit_vectors import unit_vectors
from downrange.errors import InputError
from downrange.geography.ground_places import GroundPlace, coordinates
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.ephemeris import Ephemeris, ephemerides
from downrange.orbit.overflight.overflight_codes import OverflightErrorCode
from downrange.orbit.overflight.roots import Rows
from downrange.orbit.overflight.time_error import known_error

_ZOOM, _ZOOMS = 32, 5  # 32 looks across a bracket, five times over: 600 s down to 1 ms


@dataclass(frozen=True, slots=True)
class View:
    """What the geometry and the light are at one instant. Degrees and km; local solar time is true, in
    hours."""

    norad: int
    place: str
    time: datetime
    distance_km: float  # on the ground, from the sub-satellite point to the place
    sub_lat_deg: float
    sub_lon_deg: float
    altitude_km: float
    off_nadir_deg: float
    slant_range_km: float
    elevation_deg: float
    sun_elevation_deg: float
    local_solar_time_h: float
    element_age_days: float
    time_error_s: float  # nine times in ten, without a burn; see `time_error`

    def as_dict(self) -> dict[str, Any]:
        """The view as a JSON object."""
        return {
            "norad": self.norad,
            "place": self.place,
            "time": format_utc(self.time, 1),
            "distance_km": round(self.distance_km, 1),
            "sub_point": [round(self.sub_lat_deg, 4), round(self.sub_lon_deg, 4)],
            "altitude_km": round(self.altitude_km, 1),
            "off_nadir_deg": round(self.off_nadir_deg, 1),
            "slant_range_km": round(self.slant_range_km, 1),
            "elevation_deg": round(self.elevation_deg, 1),
            "sun_elevation_deg": round(self.sun_elevation_deg, 1),
            "local_solar_time_h": round(self.local_solar_time_h, 2),
            "element_age_days": round(self.element_age_days, 2),
            "time_error_s": known_error(self.time_error_s),
        }


def closest_approach(
    elements: Elements, place: GroundPlace, start: datetime, end: datetime, *, dut1_s: float = 0.0
) -> View:
    """The moment at which the sub-satellite point is nearest to `place`, along the ground (geodesic, WGS84).

    `elements` are one object's; of a history, the set nearest in epoch is used. InputError for several
    objects, or where SGP4 gives no position in the whole window (a decayed object).
    """
    start, end = as_instant(start, "start"), as_instant(end, "end")
    objects = np.unique(elements.norad)
    if len(objects) != 1:
        raise InputError(OverflightErrorCode.ONE_OBJECT, count=len(objects))
    found = [_closest_in(part, place) for part in ephemerides(elements, start, end, dut1_s)]
    if not found:
        raise InputError(OverflightErrorCode.NO_POSITION, norad=int(objects[0]))
    return min(found, key=lambda view: view.distance_km)


def _closest_in(ephemeris: Ephemeris, place: GroundPlace) -> View:
    """The nearest moment of one object's ephemeris: the lows among its nodes, looked into ever more closely."""
    nodes = ephemeris.v_km_s.shape[2]
    steps = ephemeris.step_s * np.arange(nodes, dtype=np.float64)
    coarse = _ground_distance_km(ephemeris, steps, place)
    padded = np.pad(coarse, 1, constant_values=np.inf)
    lows = np.flatnonzero((padded[1:-1] <= padded[:-2]) & (padded[1:-1] <= padded[2:]))
    low, high = steps[np.maximum(lows - 1, 0)], steps[np.minimum(lows + 1, nodes - 1)]
    across: Floats = np.arange(_ZOOM + 1.0)[:, np.newaxis] / _ZOOM
    for _ in range(_ZOOMS):
        looks: Floats = low + (high - low) * across
        nearest = np.argmin(_ground_distance_km(ephemeris, looks, place), axis=0)
        row = np.arange(len(lows))
        low, high = looks[np.maximum(nearest - 1, 0), row], looks[np.minimum(nearest + 1, _ZOOM), row]
    seconds: Floats = (low + high) / 2
    best = int(np.argmin(_ground_distance_km(ephemeris, seconds, place)))
    return views(ephemeris, np.array([0]), seconds[best : best + 1], [place])[0]


def views(
    ephemeris: Ephemeris, satellite: Rows, seconds: Floats, places: Sequence[GroundPlace]
) -> list[View]:
    """The view of one satellite towards one place at each of N moments."""
    lat, lon, alt_m = coordinates(places)
    r_km, _ = ephemeris.at(satellite, seconds)
    sub_lat, sub_lon, altitude_m = ecef_m_to_geodetic(r_km * 1000.0)
    elevation, _, range_m = horizon(r_km * 1000.0, lat, lon, alt_m)
    cosine = cos_off_nadir(r_km, geodetic_to_ecef_m(lat, lon, alt_m) / 1000.0)
    jd, fraction = offset_julian(ephemeris.start, seconds)
    node = np.round(seconds / ephemeris.step_s).astype(np.intp)
    columns: list[ArrayLike] = [
        geodesic_inverse(sub_lat, sub_lon, lat, lon)[0] / 1000.0, sub_lat, sub_lon, altitude_m / 1000.0,
        np.degrees(np.arccos(np.clip(cosine, -1, 1))), range_m / 1000.0, elevation,
        sun_elevation_deg(lat, lon, jd, fraction), local_solar_time_h(lon, jd, fraction),
        ephemeris.age_days[satellite, node] + (seconds - node * ephemeris.step_s) / DAY_S,
        ephemeris.time_error_s(satellite, node),
    ]  # fmt: skip
    return [
        View(int(ephemeris.norad[one]), place.name, ephemeris.start + timedelta(seconds=t), *figures)
        for one, place, t, figures in zip(
            satellite, places, seconds.tolist(), np.array(columns).T.tolist(), strict=True
        )
    ]


def cos_off_nadir(r_km: Floats, stand_km: Floats) -> Floats:
    """Cosine of the angle at the satellite from its nadir to the place; (3, ...) broadcast."""
    lat, lon, _ = ecef_m_to_geodetic(r_km * 1000.0)
    sight = stand_km - r_km
    cosine: Floats = -(unit_vectors(lat, lon) * sight).sum(axis=0) / np.sqrt((sight * sight).sum(axis=0))
    return cosine


def _ground_distance_km(ephemeris: Ephemeris, seconds: Floats, place: GroundPlace) -> Floats:
    """Distance from the sub-satellite point to the place, the shape of `seconds`."""
    r_km, _ = ephemeris.at(np.zeros(seconds.size, dtype=np.intp), seconds.ravel())
    lat, lon, _ = ecef_m_to_geodetic(r_km * 1000.0)
    return geodesic_inverse(lat, lon, place.lat_deg, place.lon_deg)[0].reshape(seconds.shape) / 1000.0
