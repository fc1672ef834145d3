"""Gravity: acceleration in free flight in the rotating frame (ECEF), and height, for compiled loops.

    dv/dt = g(r) - w x (w x r) - 2 w x v,    Earth-fixed axes (ECEF), gravity of degree two (mu, J2)

Source: O. Montenbruck, E. Gill, Satellite Orbits (2000), section 3.2; WGS 84, NIMA TR8350.2 (2000).
"""

from math import sqrt

from downrange.earth.constants import A_M, MU_M3_S2, F
from downrange.kernel.compiled import compiled

A2_OVER_B2 = (1.0 - F) ** -2


@compiled
def height_m(x: float, y: float, z: float) -> float:
    """Height above the ellipsoid of a position in ECEF, metres, along the radius.

    Zero exactly where the geodetic height is zero, and within 6 parts in a million of it elsewhere: the cosine of the
    angle between radius and vertical.
    """
    across2 = x * x + y * y
    return sqrt(across2 + z * z) * (1.0 - A_M / sqrt(across2 + z * z * A2_OVER_B2))


@compiled
def pull_m_s2(
    x: float, y: float, z: float, vx: float, vy: float, j2: float, omega_rad_s: float
) -> tuple[float, float, float]:
    """Acceleration in free flight at a place (m) and velocity (m/s) in ECEF: gravity, centrifugal, Coriolis."""
    inverse = 1.0 / sqrt(x * x + y * y + z * z)
    inverse2 = inverse * inverse
    pull = MU_M3_S2 * inverse2 * inverse
    bulge = 1.5 * j2 * A_M * A_M * inverse2
    tilt = 5.0 * z * z * inverse2
    level = pull * (1.0 + bulge * (1.0 - tilt)) - omega_rad_s * omega_rad_s  # per metre off the axis
    return (
        2.0 * omega_rad_s * vy - level * x,
        -2.0 * omega_rad_s * vx - level * y,
        -pull * (1.0 + bulge * (3.0 - tilt)) * z,
    )
