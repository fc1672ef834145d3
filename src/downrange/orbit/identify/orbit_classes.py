"""Orbit classes: stationary, transfer, low under power, low and passive; each keeps other traces of its launch.

Beside them the kinds of orbit by which errors are measured: LEO, SSO, transfer, GEO, MEO/HEO, deep space.
"""

import numpy as np

from downrange.kernel.arrays import Bools
from downrange.orbit.elements.elements import Elements, Texts
from downrange.orbit.propagation.secular_rates import apsides_km, node_rate_deg_day

STATIONARY_REV_DAY = 1.3  # slower: at the geostationary height, or about to be
LOW_REV_DAY = 11.0  # slower: transfer and medium orbits, where the Moon and the perigee blur the plane
ROUND = 3e-4  # an eccentricity that only thrusters keep so small
CLIMBING_REV_DAY2 = -1e-3  # half the derivative of the mean motion, as printed
DEEP_REV_DAY = 0.9  # slower: beyond the geostationary height
SUN_DEG_DAY, SUN_SYNCHRONOUS_DEG_DAY = (
    0.98565,
    0.12,
)  # mean motion of the Sun; 0.12 is about 1 deg of inclination
TRANSFER_PERIGEE_KM = 2000.0
MOLNIYA_REV_DAY, MOLNIYA_DEG = (1.8, 2.2), (57.4, 69.4)  # half a day at the critical inclination: no transfer
KINDS = ("LEO", "SSO", "transfer", "GEO", "MEO/HEO", "deep space")


def is_stationary(e: Elements) -> Bools:
    """Who circles about once a day, (C,)."""
    stationary: Bools = e.mean_motion_rev_day < STATIONARY_REV_DAY
    return stationary


def is_transfer(e: Elements) -> Bools:
    """Who flies a transfer or medium orbit, (C,)."""
    transfer: Bools = (e.mean_motion_rev_day >= STATIONARY_REV_DAY) & (e.mean_motion_rev_day < LOW_REV_DAY)
    return transfer


def is_powered(e: Elements) -> Bools:
    """Who flies low under power, (C,): rounder than nature leaves an orbit, or climbing."""
    powered: Bools = (e.mean_motion_rev_day >= LOW_REV_DAY) & (
        (e.eccentricity < ROUND) | (e.ndot < CLIMBING_REV_DAY2)
    )
    return powered


def class_of(e: Elements) -> Texts:
    """The class of each object as a word, (C,): ``stationary``, ``transfer``, ``powered`` or ``passive``."""
    chosen: Texts = np.select(
        [is_stationary(e), is_transfer(e), is_powered(e)], ["stationary", "transfer", "powered"], "passive"
    )
    return chosen


def kind_of(e: Elements) -> Texts:
    """The kind of orbit of each object, (C,), one of `KINDS`."""
    n = e.mean_motion_rev_day
    perigee_km, _ = apsides_km(n, e.eccentricity)
    drift = node_rate_deg_day(n, e.eccentricity, e.inclination_deg) - SUN_DEG_DAY
    molniya = (n > MOLNIYA_REV_DAY[0]) & (n < MOLNIYA_REV_DAY[1])
    molniya &= (e.inclination_deg > MOLNIYA_DEG[0]) & (e.inclination_deg < MOLNIYA_DEG[1])
    conditions = [
        n < DEEP_REV_DAY,
        n < STATIONARY_REV_DAY,
        (n < LOW_REV_DAY) & (perigee_km < TRANSFER_PERIGEE_KM) & ~molniya,
        n < LOW_REV_DAY,
        np.abs(drift) < SUN_SYNCHRONOUS_DEG_DAY,
    ]
    kinds: Texts = np.select(conditions, ["deep space", "GEO", "transfer", "MEO/HEO", "SSO"], "LEO")
    return kinds
