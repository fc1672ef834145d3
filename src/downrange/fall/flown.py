"""The flown path: where the vehicle itself passes, drawn through burn-outs and a stated insertion.

This is no simulation of the climb. Between the points that are claimed the path is a cubic curve through
position and velocity (relative to the Earth): the pad at rest, the burn-outs whose speeds were solved from the
zones, and the insertion into a circular orbit. It serves to say *about* when a territory is overflown; with
the early and the late insertion range it gives an interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from downrange.earth.arrays import Floats
from downrange.earth.constants import MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_direct, geodetic_to_ecef_m
from downrange.errors import CaseError
from downrange.fall.announced import AnnouncedFall, local_axes
from downrange.fall.bodies import Assumed, read_assumed
from downrange.fall.kernel import LANDED, TRACK_STEP_S, Track

_FIGURES = ("after_s", "altitude_km", "range_km", "azimuth_deg")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Arrival in orbit as it is claimed: when, how high, how far from the pad and in which direction."""

    after_s: Assumed
    altitude_km: Assumed
    range_km: Assumed
    azimuth_deg: Assumed

    def assumptions(self) -> list[dict[str, Any]]:
        """The four claims as plain values, with their sources and grades."""
        return [{"what": f"insertion: {figure}", **getattr(self, figure).as_dict()} for figure in _FIGURES]


def read_insertion(table: Mapping[str, Any]) -> Insertion:
    """The ``[insertion]`` table of a case; CaseError says what is missing, unknown or senseless."""
    if table.keys() != set(_FIGURES):
        wrong = ", ".join(sorted(table.keys() ^ set(_FIGURES)))
        raise CaseError(
            f"missing or unknown: {wrong}", where="insertion", mend=f"Give {', '.join(_FIGURES)}."
        )
    for figure in _FIGURES:
        if not isinstance(table[figure], Mapping):
            raise CaseError(
                f"{figure} is no table", where="insertion", mend="Give { spread, source, grade }."
            )
    return Insertion(*(read_assumed(table[figure], figure, "insertion") for figure in _FIGURES))


def flown_track(
    pad_lat_deg: float,
    pad_lon_deg: float,
    falls: Sequence[AnnouncedFall],
    insertion: Insertion,
    reach: Literal["p05", "median", "p95"] = "median",
) -> Track:
    """The vehicle's path from lift-off to insertion, a point each 5 s.

    `falls` are the bodies whose nominal burn-outs it passes (give the stages; in any order). `reach` takes the
    near, middle or far claim of the insertion's range: the vehicle is then late, in time or early over a
    place. CaseError when a burn-out is not before the insertion.
    """
    knots = [(0.0, geodetic_to_ecef_m(pad_lat_deg, pad_lon_deg), np.zeros(3))]
    for fall in sorted(falls, key=lambda fall: float(fall.track.after_s[0])):
        track = fall.track
        start = geodetic_to_ecef_m(track.lat_deg[0], track.lon_deg[0], track.alt_m[0])
        knots.append((float(track.after_s[0]), start, fall.velocity_ecef_m_s))
    if knots[-1][0] >= insertion.after_s.median:
        raise CaseError("a burn-out comes after the insertion", where="insertion", mend="Check after_s.")
    knots.append(_arrival(pad_lat_deg, pad_lon_deg, insertion, getattr(insertion.range_km, reach)))
    times = np.append(np.arange(0.0, knots[-1][0], TRACK_STEP_S), knots[-1][0])
    lat_deg, lon_deg, alt_m = ecef_m_to_geodetic(_through(knots, times))
    return Track(times, lat_deg, lon_deg, np.maximum(alt_m, 0.0), LANDED)


def _arrival(
    pad_lat: float, pad_lon: float, insertion: Insertion, range_km: float
) -> tuple[float, Floats, Floats]:
    """Time, position and velocity (relative to the Earth) of insertion into a circular orbit, level."""
    lat, lon, heading = geodesic_direct(pad_lat, pad_lon, insertion.azimuth_deg.median, 1e3 * range_km)
    r = geodetic_to_ecef_m(lat, lon, 1e3 * insertion.altitude_km.median)
    east, north, _ = local_axes(lat, lon)
    along = np.sin(np.radians(heading)) * east + np.cos(np.radians(heading)) * north
    carried = OMEGA_RAD_S * np.array([-r[1], r[0], 0.0])  # what the turning Earth adds to the velocity
    # |speed along + carried| is the circular speed: the larger root of a quadratic in speed.
    helped = float(along @ carried)
    circular2 = MU_M3_S2 / float(np.linalg.norm(r))
    speed = -helped + np.sqrt(helped**2 - float(carried @ carried) + circular2)
    return insertion.after_s.median, r, speed * along


def _through(knots: Sequence[tuple[float, Floats, Floats]], times: Floats) -> Floats:
    """Positions (3, T) of the cubic curve through knots (seconds, position, velocity)."""
    seconds = np.array([knot[0] for knot in knots])
    r, v = np.stack([knot[1] for knot in knots], axis=1), np.stack([knot[2] for knot in knots], axis=1)
    i = np.clip(np.searchsorted(seconds, times, side="right") - 1, 0, seconds.size - 2)
    h = seconds[i + 1] - seconds[i]
    p = (times - seconds[i]) / h
    path: Floats = (
        (2 * p**3 - 3 * p**2 + 1) * r[:, i]
        + (p**3 - 2 * p**2 + p) * h * v[:, i]
        + (3 * p**2 - 2 * p**3) * r[:, i + 1]
        + (p**3 - p**2) * h * v[:, i + 1]
    )
    return path
