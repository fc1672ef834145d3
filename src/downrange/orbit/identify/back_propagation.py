"""Back-propagation: mean orbits at instants before their epochs, by the secular rates of J2 and the printed n-dot."""

from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.secular_rates import node_rate_deg_day, perigee_rate_deg_day


@dataclass(frozen=True, slots=True, eq=False)
class BackPropagated:
    """Mean orbits of C objects at T earlier instants; every array is (C, T), angles in degrees (TEME).

    ``days`` from the instant to the object's epoch (negative where the epoch is earlier), ``node_deg`` the RAAN,
    ``revolutions`` between the two, ``latitude_argument_deg`` the mean argument of latitude,
    ``drag_revolutions`` the part of ``revolutions`` that drag accounts for.
    """

    days: Floats
    node_deg: Floats
    revolutions: Floats
    latitude_argument_deg: Floats
    drag_revolutions: Floats


def back_propagate(elements: Elements, jd: ArrayLike, fraction: ArrayLike) -> BackPropagated:
    """Mean orbits at earlier instants (T,), UTC Julian dates in two parts; a falling mean motion counts as constant.

    SGP4 itself, run backwards, is no more accurate over the weeks in question (the project's study, 2026).
    """
    jd, fraction = np.atleast_1d(np.asarray(jd, dtype=np.float64)), np.atleast_1d(np.asarray(fraction))

    def column(values: Floats) -> Floats:
        return values[:, np.newaxis]

    n = column(elements.mean_motion_rev_day)
    shape = (elements.mean_motion_rev_day, elements.eccentricity, elements.inclination_deg)
    days = (column(elements.epoch_jd) - jd) + (column(elements.epoch_fraction) - fraction)
    slope = column(np.maximum(elements.ndot, 0.0))  # half the derivative, as printed
    earlier = np.clip((n - 2 * slope * days) / n, 0.96, 1.0)
    node_rate = column(node_rate_deg_day(*shape)) * (1 + earlier ** (7 / 3)) / 2  # the rate goes as n^(7/3)
    drag_revolutions = slope * days**2
    perigee_turns = column(perigee_rate_deg_day(*shape)) * days / 360
    revolutions = n * days - drag_revolutions + perigee_turns
    return BackPropagated(
        days=days,
        node_deg=column(elements.raan_deg) - node_rate * days,
        revolutions=revolutions,
        latitude_argument_deg=column(elements.argp_deg + elements.mean_anomaly_deg) - 360 * revolutions,
        drag_revolutions=drag_revolutions,
    )
