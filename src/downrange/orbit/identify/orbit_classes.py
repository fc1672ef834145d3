"""Orbit classes: stationary, transfer, low under power, low and passive; each keeps other traces of its launch."""

import numpy as np

from downrange.kernel.arrays import Bools
from downrange.orbit.elements.elements import Elements, Texts

STATIONARY_REV_DAY = 1.3  # slower: at the geostationary height, or about to be
LOW_REV_DAY = 11.0  # slower: transfer and medium orbits, where the Moon and the perigee blur the plane
ROUND = 3e-4  # an eccentricity that only thrusters keep so small
CLIMBING_REV_DAY2 = -1e-3  # half the derivative of the mean motion, as printed


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
