"""RTN covariance: the covariance of predicted elements as one of position and velocity in the orbital frame.

RTN: radial outward, transverse along the flight, normal to the plane; inertial, fixed at the epoch, as CCSDS
502.0-B-3 (annex) has it. Two-body motion, linear around the prediction; the J2 terms within a revolution, some
10 km, are far below the spread.
"""

import numpy as np

from downrange.earth.constants import SGP4_MU_KM3_S2
from downrange.kernel.arrays import Floats
from downrange.orbit.identify.search.expected_orbit import SearchElements
from downrange.orbit.propagation.secular_rates import semi_major_axis_km

STEPS = np.array([1e-3, 1e-3, 1e-3, 1e-4, 1e-6, 1e-6])  # of ORDER; for differences: far above the rounding


def covariance_rtn(found: SearchElements) -> Floats:
    """Covariance (6, 6) of position (km) and velocity (km/s) at the epoch: R, T, N and their rates."""
    e = found.elements
    u_deg = e.argp_deg[0] + e.mean_anomaly_deg[0]
    at = np.array([e.inclination_deg[0], e.raan_deg[0], u_deg, e.mean_motion_rev_day[0], 0.0, 0.0])
    ahead, behind = at[:, np.newaxis] + np.diag(STEPS), at[:, np.newaxis] - np.diag(STEPS)
    slopes = (_states(ahead) - _states(behind)) / (2 * STEPS)
    r, v = np.split(_states(at[:, np.newaxis])[:, 0], 2)
    radial, normal = r / np.linalg.norm(r), np.cross(r, v) / np.linalg.norm(np.cross(r, v))
    axes = np.stack([radial, np.cross(normal, radial), normal])
    turned = np.concatenate([axes @ slopes[:3], axes @ slopes[3:]])
    covariance: Floats = turned @ found.covariance @ turned.T
    return (covariance + covariance.T) / 2


def _states(elements: Floats) -> Floats:
    """Position (km) and velocity (km/s), (6, K), of elements (6, K) in ORDER."""
    i, node, u = np.radians(elements[:3])
    e, argp = np.hypot(elements[4], elements[5]), np.arctan2(elements[5], elements[4])
    mean = u - argp
    eccentric = mean.copy()
    for _ in range(20):  # Newton's steps; small eccentricities need three
        eccentric -= (eccentric - e * np.sin(eccentric) - mean) / (1 - e * np.cos(eccentric))
    a_km = semi_major_axis_km(elements[3])
    root = np.sqrt(1 - e**2)
    plane = a_km * np.stack([np.cos(eccentric) - e, root * np.sin(eccentric)])
    speed = np.sqrt(SGP4_MU_KM3_S2 / a_km) / (1 - e * np.cos(eccentric))
    moving = speed * np.stack([-np.sin(eccentric), root * np.cos(eccentric)])
    return np.concatenate([_turned(plane, argp, node, i), _turned(moving, argp, node, i)])


def _turned(plane: Floats, argp: Floats, node: Floats, i: Floats) -> Floats:
    """A vector of the orbit's plane (2, K), first axis to the perigee, in the inertial frame (3, K)."""
    x = np.cos(argp) * plane[0] - np.sin(argp) * plane[1]
    y = np.sin(argp) * plane[0] + np.cos(argp) * plane[1]
    return np.stack(
        [
            np.cos(node) * x - np.sin(node) * np.cos(i) * y,
            np.sin(node) * x + np.cos(node) * np.cos(i) * y,
            np.sin(i) * y,
        ]
    )
