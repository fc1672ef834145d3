"""Leap seconds: how many UTC has been given, so that spans of time count every second.

UTC days are 86,400 s long in this program. A satellite flies 7.5 km in the second that such a count leaves out.
"""

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats

# TAI - UTC steps on these days, at 0 h UTC (IERS Bulletin C, https://hpiers.obspm.fr/iers/bul/bulc/). A future leap
# second is to be added here; none has been announced since 2016.
STEPS_JD = np.array([
    2441499.5, 2441683.5, 2442048.5, 2442413.5, 2442778.5, 2443144.5, 2443509.5, 2443874.5, 2444239.5,
    2444786.5, 2445151.5, 2445516.5, 2446247.5, 2447161.5, 2447892.5, 2448257.5, 2448804.5, 2449169.5,
    2449534.5, 2450083.5, 2450630.5, 2451179.5, 2453736.5, 2454832.5, 2456109.5, 2457204.5, 2457754.5,
])  # fmt: skip


def leap_seconds(jd: ArrayLike) -> Floats:
    """Leap seconds since 1972 before each UTC Julian date; zero before the first of them."""
    count: Floats = np.searchsorted(STEPS_JD, np.asarray(jd, dtype=np.float64), side="right").astype(float)
    return count
