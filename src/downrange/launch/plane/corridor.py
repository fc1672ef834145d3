"""The corridor: hazard areas as seen from the launch site, near to far.

A first stage, a fairing and a second stage fall one behind the other. What matters of each area is where
its middle lies from the pad, which way it is long, and how wide it looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from downrange.earth.constants import MEAN_RADIUS_M, OMEGA_RAD_S
from downrange.earth.ellipsoid import geocentric_latitude_deg, geodesic_inverse
from downrange.earth.polygons import densify, ring_centroid, ring_contains, untangle
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import eastward_speed_m_s, turn_deg

NEAREST_KM = 60.0  # nearer areas are closed around the pad and say nothing of the course
FARTHEST_KM = 9_500.0  # farther ones belong to a controlled re-entry on a later revolution
LONGEST_KM = 4_000.0  # larger ones are re-entry swaths, closed regions, or misprints
_SAME_KM = 1.0


@dataclass(frozen=True, slots=True)
class Zone:
    """One hazard area from the site: degrees, kilometres; azimuths over the ground, from north by east.

    `long_axis_deg` is the direction of the least rectangle's long side that points away from the site, at the
    area's own middle; `elongation` its length by its width; `half_width_deg` half the angle it spans from the
    site. `course_deg` is the launch azimuth that leads there once the turning of the Earth is taken out.
    """

    lat_deg: float
    lon_deg: float
    range_km: float
    azimuth_deg: float
    half_width_deg: float
    long_axis_deg: float
    elongation: float
    length_km: float
    width_km: float
    course_deg: float

    def as_dict(self) -> dict[str, float]:
        """The zone as `downrange plane --json` says it."""
        return {
            "lat": round(self.lat_deg, 3),
            "lon": round(self.lon_deg, 3),
            "range_km": round(self.range_km, 1),
            "azimuth_deg": round(self.azimuth_deg, 2),
            "half_width_deg": round(self.half_width_deg, 2),
            "length_km": round(self.length_km, 1),
            "width_km": round(self.width_km, 1),
            "long_axis_deg": round(self.long_axis_deg, 1),
        }


def corridor(site: Site, areas: Sequence[Area | Floats]) -> tuple[tuple[Zone, ...], tuple[str, ...]]:
    """The zones of areas, or of their rings (2, N) lat, lon, near to far; and in words what was set aside.

    Set aside are areas without a boundary, around the pad, or too far to belong to an ascent. Repeated areas
    count once.
    """
    zones: list[Zone] = []
    aside: list[str] = []
    for area in areas:
        ring = area.boundary if isinstance(area, Area) else untangle(area)
        if ring is None:
            aside.append("An area is named without a boundary that could be drawn.")
            continue
        zone = zone_from(site, ring)
        if words := _no_witness(site, zone, ring):
            aside.append(f"The area at {zone.lat_deg:.1f}, {zone.lon_deg:.1f} {words}.")
        elif not any(_same(zone, other) for other in zones):
            zones.append(zone)
    return tuple(sorted(zones, key=lambda zone: zone.range_km)), tuple(dict.fromkeys(aside))


def _no_witness(site: Site, zone: Zone, ring: Floats) -> str | None:
    """Why a zone says nothing of the course of an ascent; None if it does say something."""
    if zone.range_km > FARTHEST_KM:
        return "lies too far to belong to an ascent"
    if zone.length_km > LONGEST_KM:
        return f"is {zone.length_km:,.0f} km long, too large to show a course"
    if zone.range_km < NEAREST_KM or bool(ring_contains(ring, site.lat_deg, site.lon_deg)):
        return "lies around the launch site and shows no course"
    if zone.range_km < 2 * site.error_km:
        return f"is too near a launch site whose place is known to {site.error_km:.0f} km only"
    return None


def zone_from(site: Site, ring: Floats) -> Zone:
    """One simple ring as seen from the site."""
    lat, lon = ring_centroid(ring)
    distance_m, azimuth, forward = (float(x) for x in geodesic_inverse(site.lat_deg, site.lon_deg, lat, lon))
    edge = densify(ring)
    _, bearings, _ = geodesic_inverse(site.lat_deg, site.lon_deg, edge[0], edge[1])
    spread = turn_deg(azimuth, bearings)
    length, width, axis = _least_rectangle(lat, lon, edge)
    if abs(float(turn_deg(forward, axis))) > 90:
        axis = (axis + 180) % 360
    return Zone(
        lat,
        lon,
        distance_m / 1e3,
        azimuth,
        float(np.ptp(spread)) / 2,
        axis,
        length / max(width, 1e-3),
        length,
        width,
        course_to_deg(site, lat, lon, distance_m / 1e3),
    )


def fall_time_s(range_km: float) -> float:
    """Rough time from lift-off to impact of what falls at this range.

    300 s and 0.24 s/km, beyond 3,000 km 0.16: fits announced flights to about a minute, which turns the
    course by less than 0.3 deg.
    """
    return 300 + 0.24 * min(range_km, 3_000) + 0.16 * max(range_km - 3_000, 0)


def course_to_deg(site: Site, lat_deg: float, lon_deg: float, range_km: float) -> float:
    """Launch azimuth of a body that leaves the site with the ground's speed and falls on a turned Earth.

    Among the stars the body flies a great circle from the pad to where the zone will be; its mean velocity
    on that line, less the ground's eastward speed, is what the rocket gave it. (To read that great circle as
    the orbital plane is wrong: the ground's speed that a first stage keeps is no choice of plane.)
    """
    after_s = fall_time_s(range_km)
    phi, there = np.radians(geocentric_latitude_deg([site.lat_deg, lat_deg]))
    east = np.radians(lon_deg - site.lon_deg) + OMEGA_RAD_S * after_s
    eastward = np.cos(there) * np.sin(east)
    northward = np.cos(phi) * np.sin(there) - np.sin(phi) * np.cos(there) * np.cos(east)
    upward = np.sin(phi) * np.sin(there) + np.cos(phi) * np.cos(there) * np.cos(east)
    across = np.hypot(eastward, northward)
    speed = np.arctan2(across, upward) * MEAN_RADIUS_M / after_s
    given_east = speed * eastward / across - eastward_speed_m_s(site.lat_deg)
    return float(np.degrees(np.arctan2(given_east, speed * northward / across)) % 360)


def _least_rectangle(lat_deg: float, lon_deg: float, edge: Floats) -> tuple[float, float, float]:
    """Length and width in km and azimuth of the long side of the least rectangle around points (2, N)."""
    distance_m, azimuth, _ = geodesic_inverse(lat_deg, lon_deg, edge[0], edge[1])
    flat = shapely.MultiPoint(
        np.stack([distance_m * np.sin(np.radians(azimuth)), distance_m * np.cos(np.radians(azimuth))]).T / 1e3
    )
    box = shapely.minimum_rotated_rectangle(flat)
    sides = np.diff(shapely.get_coordinates(box)[:3], axis=0)
    if len(sides) < 2:  # all points on one line
        sides = np.concatenate([sides, np.zeros((2 - len(sides), 2))])
    lengths = np.hypot(*sides.T)
    longest = int(np.argmax(lengths))
    east, north = sides[longest]
    return (
        float(lengths[longest]),
        float(lengths[1 - longest]),
        float(np.degrees(np.arctan2(east, north)) % 360),
    )


def _same(a: Zone, b: Zone) -> bool:
    apart_m, _, _ = geodesic_inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg)
    return float(apart_m) < _SAME_KM * 1e3 and abs(a.length_km - b.length_km) < _SAME_KM
