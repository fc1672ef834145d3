"""The corridor: hazard areas in range and azimuth from the launch site, near to far.

A first stage, a fairing and a second stage fall one behind the other. What matters of each area is the range and
azimuth of its middle, the azimuth of its long axis, and the angle that it subtends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from downrange.codes import Remark
from downrange.earth.constants import MEAN_RADIUS_M, OMEGA_RAD_S
from downrange.earth.ellipsoid import geocentric_latitude_deg, geodesic_inverse
from downrange.earth.polygons import densify, ring_centroid, ring_contains, untangle
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import eastward_speed_m_s, turn_deg
from downrange.launch.plane.plane_codes import AreaExcluded, distinct

NEAREST_KM = 60.0  # nearer areas are closed around the pad and show no azimuth
FARTHEST_KM = 9_500.0  # farther ones belong to a controlled re-entry on a later revolution
LONGEST_KM = 4_000.0  # larger ones are re-entry swaths, closed regions, or misprints
_SAME_KM = 1.0


@dataclass(frozen=True, slots=True)
class Zone:
    """One hazard area from the site: degrees, kilometres; azimuths over the ground, from north by east.

    `long_axis_deg` is the direction of the least rectangle's long side that points away from the site, at the
    area's own middle; `elongation` its length by its width; `half_width_deg` half the angle it spans from the
    site. `launch_azimuth_deg` leads there, the rotation of the Earth during the fall taken out.
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
    launch_azimuth_deg: float

    def as_dict(self) -> dict[str, float]:
        """The zone in the contract of `downrange plane --json`."""
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


def corridor(site: Site, areas: Sequence[Area | Floats]) -> tuple[tuple[Zone, ...], tuple[Remark, ...]]:
    """The zones of areas, or of their rings (2, N) lat, lon, near to far; and which areas were excluded, and why.

    Excluded are areas without a boundary, around the pad, or too far to belong to an ascent. Repeated areas count
    once.
    """
    zones: list[Zone] = []
    excluded: list[Remark] = []
    for area in areas:
        ring = area.boundary if isinstance(area, Area) else untangle(area)
        if ring is None:
            excluded.append(Remark(AreaExcluded.NO_BOUNDARY))
            continue
        zone = zone_from(site, ring)
        if remark := _excluded(site, zone, ring):
            excluded.append(remark)
        elif not any(_same(zone, other) for other in zones):
            zones.append(zone)
    return tuple(sorted(zones, key=lambda zone: zone.range_km)), distinct(excluded)


def _excluded(site: Site, zone: Zone, ring: Floats) -> Remark | None:
    """Why a zone shows no azimuth of an ascent; None if it does show one."""
    place = {"lat_deg": round(zone.lat_deg, 1), "lon_deg": round(zone.lon_deg, 1)}
    if zone.range_km > FARTHEST_KM:
        return Remark(AreaExcluded.TOO_FAR, place)
    if zone.length_km > LONGEST_KM:
        return Remark(AreaExcluded.TOO_LONG, {**place, "length_km": round(zone.length_km)})
    if zone.range_km < NEAREST_KM or bool(ring_contains(ring, site.lat_deg, site.lon_deg)):
        return Remark(AreaExcluded.AROUND_SITE, place)
    if zone.range_km < 2 * site.error_km:
        return Remark(AreaExcluded.SITE_UNSURE, {**place, "error_km": site.error_km})
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
        launch_azimuth_to_deg(site, lat, lon, distance_m / 1e3),
    )


def fall_time_s(range_km: float) -> float:
    """Rough time from lift-off to impact of what falls at this range.

    300 s and 0.24 s/km, beyond 3,000 km 0.16: fits announced flights to about a minute, which changes the
    azimuth by less than 0.3 deg.
    """
    return 300 + 0.24 * min(range_km, 3_000) + 0.16 * max(range_km - 3_000, 0)


def launch_azimuth_to_deg(site: Site, lat_deg: float, lon_deg: float, range_km: float) -> float:
    """Launch azimuth of a body that leaves the site with the ground's speed and falls on a rotating Earth.

    In the inertial frame the body flies a great circle from the pad to where the zone will be; its mean velocity
    on that line, less the ground's eastward speed, is what the rocket gave it. (That great circle is not the
    orbital plane: the ground's speed that a first stage keeps is not chosen.)
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
