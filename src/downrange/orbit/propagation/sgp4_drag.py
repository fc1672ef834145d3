"""Drag: how SGP4 shrinks an orbit with time, to say when its answer is no orbit any more.

SGP4 multiplies the semi-major axis by the square of a polynomial in time. When it has fallen so far that
the orbit lies inside the Earth the object is down; further on it turns negative, its square grows, and a
ghost orbit appears without an error (known in the reference code and its translations).
Formulas: Hoots & Roehrich, Spacetrack Report No. 3 (1980), with the corrections of AIAA 2006-6753.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sgp4.api import Satrec

from downrange.earth.constants import DAY_S, SGP4_A_KM, SGP4_J2, SGP4_MU_KM3_S2
from downrange.kernel.arrays import ArrayLike, Bools, Floats
from downrange.orbit.elements.elements import Elements

_LOW_KM, _TOP_KM = 78.0, 120.0  # the density model: s and q0 of the report
_SIMPLE_BELOW_KM = 220.0  # under this perigee, and in deep space, only the linear term is used
_DEEP_MIN = 225.0


@dataclass(frozen=True, slots=True, eq=False)
class Drag:
    """Semi-major axis at epoch, Earth radii, (S,), and the coefficients (5, S), lowest power first."""

    a: Floats
    coefficients: Floats

    def of(self, row: int) -> "Drag":
        return Drag(self.a[row], self.coefficients[:, row])


def drag_of(satellites: Sequence[Satrec]) -> Drag:
    """The drag polynomial of each initialised satellite; times are minutes from epoch."""
    return _drag(
        *(
            np.array([getattr(satellite, name) for satellite in satellites], dtype=np.float64)
            for name in ("a", "ecco", "inclo", "bstar")
        )
    )


def drag_share_per_day(elements: Elements) -> Floats:
    """The share by which drag raises the mean motion in the first day after epoch, (S,); without B* it is zero.

    The semi-major axis is Kepler's, a thousandth from that of SGP4. NaN where the set is not an orbit.
    """
    with np.errstate(all="ignore"):
        n_rad_s = elements.mean_motion_rev_day * (2 * np.pi / DAY_S)
        a = np.cbrt(SGP4_MU_KM3_S2 / n_rad_s**2) / SGP4_A_KM
        drag = _drag(a, elements.eccentricity, np.radians(elements.inclination_deg), elements.bstar)
    share: Floats = -3.0 * 1440.0 * drag.coefficients[1]
    return share


def _drag(a: Floats, e: Floats, inclination: Floats, bstar: Floats) -> Drag:
    with np.errstate(
        all="ignore"
    ):  # element sets that SGP4 refuses have no drag either: NaN is never "decayed"
        n = 60 * np.sqrt(SGP4_MU_KM3_S2 / (a * SGP4_A_KM) ** 3)  # rad/min
        perigee_km = (a * (1 - e) - 1) * SGP4_A_KM
        s_km = np.where(perigee_km < 156, np.where(perigee_km < 98, 20.0, perigee_km - _LOW_KM), _LOW_KM)
        s = s_km / SGP4_A_KM + 1
        tsi = 1 / (a - s)
        eta = a * e * tsi
        psi2 = np.abs(1 - eta**2)
        head = ((_TOP_KM - s_km) / SGP4_A_KM) ** 4 * tsi**4 / psi2**3.5 * n
        body = a * (1 + 1.5 * eta**2 + e * eta * (4 + eta**2))
        tail = (
            0.375
            * SGP4_J2
            * tsi
            / psi2
            * (3 * np.cos(inclination) ** 2 - 1)
            * (8 + 3 * eta**2 * (8 + eta**2))
        )
        c1 = bstar * head * (body + tail)
        full = (perigee_km >= _SIMPLE_BELOW_KM) & (2 * np.pi / n < _DEEP_MIN)
        d2 = np.where(full, 4 * a * tsi * c1**2, 0.0)
        d3 = d2 * tsi * c1 / 3 * (17 * a + s)
        d4 = 0.5 * d2 * tsi * c1 / 3 * a * tsi * (221 * a + 31 * s) * c1
    return Drag(a, np.stack([np.ones_like(a), -c1, -d2, -d3, -d4]))


def shrinking(drag: Drag, minutes: ArrayLike) -> Floats:
    """The factor whose square multiplies the semi-major axis, at ``minutes`` from epoch."""
    t = np.asarray(minutes, dtype=np.float64)
    one, c1, d2, d3, d4 = drag.coefficients
    factor: Floats = one + t * (c1 + t * (d2 + t * (d3 + t * d4)))
    return factor


def has_decayed(drag: Drag, minutes: ArrayLike) -> Bools:
    """True once the factor, which only falls after epoch, has brought the mean orbit inside the Earth."""
    factor = shrinking(drag, minutes)
    down = (np.asarray(minutes) > 0) & (drag.coefficients[1] < 0)
    decayed: Bools = down & ((factor <= 0) | (drag.a * factor**2 < 1))
    return decayed


def has_diverged(drag: Drag, minutes: ArrayLike) -> Bools:
    """True where the polynomial has more than doubled the orbit, which no drag does."""
    run_away: Bools = shrinking(drag, minutes) ** 2 > 2
    return run_away & ~has_decayed(drag, minutes)
