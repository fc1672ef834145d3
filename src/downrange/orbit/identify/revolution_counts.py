"""Revolution counts: how far the printed revolution number lies from the revolutions flown since lift-off.

The surplus of count over flight is a constant of the object, whatever its age: a passive satellite counts as exactly
after 110 days as after 10. What differs is the class: satellites released late count from their release, batches
under power count some eight days too many, stationary satellites circled faster on the way up.

The mixtures were fitted by expectation maximisation on launches of 2016 and 2023 (element sets 1 to 110 days old);
design/identify_accuracy.py measures what they are worth.
"""

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.back_propagation import BackPropagated
from downrange.orbit.identify.normal_density import normal
from downrange.orbit.identify.orbit_classes import is_powered, is_stationary, is_transfer

Parts = tuple[tuple[float, float, float], ...]

COUNT_FROM = -0.7  # the first revolutions are not counted
MOST_DRAG_REVOLUTIONS = 30.0  # beyond this the drag of today says nothing of the past, nor does the count
LONGEST_SURPLUS = 150.0
BATCH_REVOLUTIONS, BATCH_PER_REV_DAY, BATCH_REV_DAY = 119.0, 25.0, 15.85
TRANSFER: Parts = (
    (0.62, -0.7, 1.0),
    (0.18, -0.7, 3.0),
    (0.20, -0.7, 9.0),
)  # weight, mean, standard deviation
STATIONARY: Parts = ((0.65, 10.5, 4.5), (0.35, 0.0, 4.5))


def batch_surplus(e: Elements) -> Floats:
    """Revolutions that batches of powered satellites count too many, (C,): measured, cause unknown."""
    surplus: Floats = BATCH_REVOLUTIONS + BATCH_PER_REV_DAY * (BATCH_REV_DAY - e.mean_motion_rev_day)
    return surplus


def count_density(e: Elements, back: BackPropagated) -> Floats:
    """Density per revolution of the count of each object if it flew at each lift-off time, (C, T)."""
    surplus = e.revolution[:, np.newaxis] - back.revolutions
    passive = _passive(surplus, back)
    powered = _powered(surplus, passive, batch_surplus(e)[:, np.newaxis])
    high = [
        is_stationary(e)[:, np.newaxis],
        is_transfer(e)[:, np.newaxis],
        is_powered(e)[:, np.newaxis],
    ]
    density: Floats = np.select(
        high, [_mixture(surplus, STATIONARY), _mixture(surplus, TRANSFER), powered], passive
    )
    return density


def _passive(surplus: Floats, back: BackPropagated) -> Floats:
    drag = np.minimum(back.drag_revolutions, MOST_DRAG_REVOLUTIONS)
    mean = COUNT_FROM + 0.5 * drag  # the drag of today overstates that of the past by a half
    near = 0.60 * normal(surplus, mean, 0.7 + 0.25 * drag) + 0.20 * normal(surplus, mean, 2.5 + 0.5 * drag)
    flown = np.maximum(back.revolutions, 1.0)
    early = 0.12 * ((surplus >= 0) & (surplus <= LONGEST_SURPLUS)) / LONGEST_SURPLUS
    late = 0.08 * ((surplus < 0) & (surplus >= -flown)) / flown  # released, and counted, after the launch
    density: Floats = near + early + late
    return density


def _powered(surplus: Floats, passive: Floats, batch: Floats) -> Floats:
    """Batches count ``batch`` too many; the rest is broad, as the batches of 2024 obey no such law."""
    broad = ((surplus >= -10.0) & (surplus <= 165.0)) / 175.0
    density: Floats = (
        0.42 * normal(surplus, batch, 5.0)
        + 0.13 * normal(surplus, batch, 14.0)
        + 0.25 * broad
        + 0.20 * passive
    )
    return density


def _mixture(surplus: Floats, parts: Parts) -> Floats:
    density: Floats = np.sum([weight * normal(surplus, mean, sd) for weight, mean, sd in parts], axis=0)
    return density
