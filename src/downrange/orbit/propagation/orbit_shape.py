"""Orbit shape: apsis heights, period, drift and local time of the ascending node of element sets."""

from dataclasses import dataclass

import numpy as np

from downrange.earth.sun import sun_direction_teme
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.secular_rates import apsides_km, node_rate_deg_day


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One value an element set, (S,). Heights are of the mean orbit over the equatorial radius, as catalogues
    print them. ``local_time_h`` is the true solar time below the ascending node at epoch, 0 to 24."""

    perigee_km: Floats
    apogee_km: Floats
    period_min: Floats
    inclination_deg: Floats
    node_rate_deg_day: Floats
    local_time_h: Floats


def shape_of(elements: Elements) -> Shape:
    """The shape of every row at its epoch."""
    n, e, i = elements.mean_motion_rev_day, elements.eccentricity, elements.inclination_deg
    perigee_km, apogee_km = apsides_km(n, e)
    sun = sun_direction_teme(elements.epoch_jd, elements.epoch_fraction)
    sun_deg = np.degrees(np.arctan2(sun[1], sun[0]))
    return Shape(
        perigee_km=perigee_km,
        apogee_km=apogee_km,
        period_min=1440 / n,
        inclination_deg=i,
        node_rate_deg_day=node_rate_deg_day(n, e, i),
        local_time_h=((elements.raan_deg - sun_deg) / 15 + 12) % 24,
    )
