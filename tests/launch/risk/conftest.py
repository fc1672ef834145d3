"""A made-up ensemble of ascents for the tests of this room: one great circle, speed and height in closed form."""

import numpy as np
import pytest

from downrange.codes import Remark
from downrange.earth.constants import A_M
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory.ascent_ensemble import Ascents, Fallen, FitCounts
from downrange.launch.trajectory.flight_events import EventKind, FlightEvent
from downrange.launch.trajectory.trajectory_codes import AscentRemark


def flight(
    lat_deg: float,
    lon_deg: float,
    heading_deg: float,
    members: int = 6,
    spread: float = 0.03,
    burn_s: int = 700,
) -> Ascents:
    """Ascents that differ in speed by `spread`: v = 7600 m/s (t / burn)^1.5, height 500 km (t / burn)^1.6."""
    t = np.arange(burn_s + 1, dtype=float)[:, None]
    share = t / burn_s
    speed = 1.0 + spread * np.linspace(-1.0, 1.0, members)
    angle = speed * (7600.0 * burn_s / 2.5) * share**2.5 / (A_M + 250e3)
    height = 500e3 * share**1.6 * speed
    lat, lon, head = np.radians([lat_deg, lon_deg, heading_deg])
    up = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    east = np.array([-np.sin(lon), np.cos(lon), 0.0])
    ahead = np.cos(head) * np.cross(up, east) + np.sin(head) * east
    r = (A_M + height) * (up[:, None, None] * np.cos(angle) + ahead[:, None, None] * np.sin(angle))
    v: Floats = np.gradient(r, axis=1)
    powered = np.ones(r.shape[1:], dtype=bool)
    return Ascents(
        after_s=t[:, 0],
        r_ecef_m=r,
        v_ecef_m_s=v,
        powered=powered,
        events={
            FlightEvent(EventKind.IGNITION, 2): np.full(members, 120.0),
            FlightEvent(EventKind.IGNITION, 3): np.full(members, 280.0),
        },
        falls={"Last stage": _fallen(r[:, -1], float(burn_s))},
        fitted_to=Remark(AscentRemark.FITTED, {"data": "nothing", "vehicle": "made up"}),
        misses=(),
        fits=FitCounts(members, members, 0, 0.0, 1),
    )


def _fallen(r_ecef_m: Floats, leaves_s: float) -> Fallen:
    """A body that leaves at the end, below which it lands: all of the flight is constrained."""
    lat, lon, _ = ecef_m_to_geodetic(r_ecef_m)
    unused = np.full(lat.size, np.nan)
    return Fallen(
        unused, lat, lon, unused, np.full(lat.size, leaves_s), r_ecef_m, np.full((3, lat.size), np.nan)
    )


@pytest.fixture(scope="session")
def southward() -> Ascents:
    """From Sohae over the Yellow Sea and the East China Sea, as in the reference case."""
    return flight(39.66, 124.70, 189.0)
