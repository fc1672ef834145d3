"""SGP4 states: positions and velocities of element sets at given times, by SGP4 with the constants of WGS72.

The arithmetic is package ``sgp4``, the reference code (Vallado et al., "Revisiting Spacetrack Report No. 3",
AIAA 2006-6753). Element sets are fitted with WGS72: with WGS84 they would be 100 m off.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sgp4.api import WGS72, Satrec, SatrecArray

from downrange.errors import InputError
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.kernel_codes import NumberCode
from downrange.kernel.number_checks import numbers
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.propagation.sgp4_drag import Drag, drag_of, has_decayed, has_diverged

ERRORS = {  # the codes beside every state; 1 to 6 are SGP4's own
    0: "no error",
    1: "mean eccentricity outside 0 to 1, or semi-major axis below 0.95 Earth radii",
    2: "mean motion below zero",
    3: "perturbed eccentricity outside 0 to 1",
    4: "semi-latus rectum below zero",
    6: "decayed: the orbit would lie inside the Earth",
    7: "too far from the epoch: the drag terms have more than doubled the orbit",  # ours
}
DECAYED, RUN_AWAY = 6, 7
Codes = NDArray[np.uint8]
_JD_LIMITS = 2415020.5, 2524958.5  # the years 1900 to 2200
_JD_1949 = 2433281.5  # SGP4 counts its epochs from here


def propagate(elements: Elements, jd: ArrayLike, fraction: ArrayLike) -> tuple[Floats, Floats, Codes]:
    """TEME states of S element sets at T instants: r in km and v in km/s, (3, S, T), and error codes (S, T).

    ``jd`` and ``fraction`` are UTC Julian dates in two parts, each (T,) or a single instant. A state with an
    error code (see ERRORS) is NaN. Unlike SGP4 itself, an object that drag has brought down stays down: SGP4
    squares its drag factor, so long after the end it returns a ghost orbit with error 0.

    Raises InputError for an instant that is not a number, ElementError for a set that no Earth satellite has.
    """
    require_sound(elements)
    jd, fraction = numbers(jd, "jd", _JD_LIMITS), numbers(fraction, "fraction")
    if max(jd.ndim, fraction.ndim) > 1 or (jd.size != fraction.size and 1 not in (jd.size, fraction.size)):
        raise InputError(NumberCode.SHAPE, field="fraction", value=str(fraction.shape), wanted=str(jd.shape))
    return states_of(elements, jd, fraction)


def states_of(elements: Elements, jd: ArrayLike, fraction: ArrayLike) -> tuple[Floats, Floats, Codes]:
    """As `propagate`, of element sets and instants that are known to be sound."""
    jd = np.atleast_1d(np.asarray(jd, dtype=np.float64))
    jd, fraction = np.broadcast_arrays(jd, np.atleast_1d(np.asarray(fraction, dtype=np.float64)))
    satellites = [satellite_of(elements, row) for row in range(len(elements))]
    if not satellites:
        nothing = np.empty((3, 0, len(jd)))
        return nothing, nothing.copy(), np.empty((0, len(jd)), dtype=np.uint8)
    errors, r, v = SatrecArray(satellites).sgp4(np.ascontiguousarray(jd), np.ascontiguousarray(fraction))
    _flag_decayed(errors, elements, drag_of(satellites), jd, fraction)
    gone = errors != 0
    r[gone] = v[gone] = np.nan
    return np.moveaxis(r, -1, 0), np.moveaxis(v, -1, 0), errors


def satellite_of(elements: Elements, row: int) -> Satrec:
    """One element set as package sgp4 wants it: radians, minutes, days since 1949.

    It knows the row, not the catalogue number, so that numbers above 339,999 pass.
    """
    per_minute = 1440 / (2 * np.pi)  # rev/day in rad/min: divide, as the reference code does
    days = (
        float(elements.epoch_jd[row] + elements.epoch_fraction[row]) - _JD_1949
    )  # rounded as the reference does
    satellite = Satrec()
    satellite.sgp4init(
        WGS72,
        "i",
        row % 100_000,
        days,
        float(elements.bstar[row]),
        float(elements.ndot[row]) / (per_minute * 1440),
        float(elements.nddot[row]) / (per_minute * 1440**2),
        float(elements.eccentricity[row]),
        float(np.radians(elements.argp_deg[row])),
        float(np.radians(elements.inclination_deg[row])),
        float(np.radians(elements.mean_anomaly_deg[row])),
        float(elements.mean_motion_rev_day[row]) / per_minute,
        float(np.radians(elements.raan_deg[row])),
    )
    satellite.jdsatepoch = float(elements.epoch_jd[row])  # in two parts, without the rounding of the sum
    satellite.jdsatepochF = float(elements.epoch_fraction[row])
    return satellite


def _flag_decayed(errors: Codes, elements: Elements, drag: Drag, jd: Floats, fraction: Floats) -> None:
    """Mark, in place, the instants at which SGP4 answers but its drag polynomial has left all orbits.

    The polynomial is monotone on either side of epoch: the first and the last instant tell whom to look at.
    """
    if not len(jd):
        return

    def minutes(row: Any, instant: Any) -> Any:
        return 1440 * (
            (jd[instant] - elements.epoch_jd[row]) + (fraction[instant] - elements.epoch_fraction[row])
        )

    everyone, every = slice(None), slice(None)
    ends = [minutes(everyone, instant) for instant in (np.argmin(jd + fraction), np.argmax(jd + fraction))]
    for code, judged in ((DECAYED, has_decayed), (RUN_AWAY, has_diverged)):
        for row in np.flatnonzero(judged(drag, ends[0]) | judged(drag, ends[1])).tolist():
            errors[row, judged(drag.of(row), minutes(row, every)) & (errors[row] == 0)] = code
