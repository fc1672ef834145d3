"""Likelihood ratios: a table of weighted reasons why a new object may, or may not, have come from a launch.

Each function of the table takes all objects and all lift-off times at once and returns ln of a likelihood ratio: how
much likelier the finding is if the object came from the launch than if it did not. What a user reads of each stands
in `identify_codes.ReasonCode`. The arrays broadcast to (2, C, T), as in `launch_evidence.Evidence`.

Constants: by judgement on 36 launches of 2016 and 2023, checked on 18 more; design/identify_accuracy.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Floats
from downrange.orbit.identify.catalogue_order import is_powered
from downrange.orbit.identify.identify_codes import ReasonCode
from downrange.orbit.identify.launch_evidence import SIDEREAL_DAY_MIN, Evidence
from downrange.orbit.propagation.secular_rates import apsides_km, node_rate_deg_day

# The site crosses the plane some 5 min after lift-off (the climb); the age of the element set blurs it.
CROSSING_MIN, CROSSING_SD_MIN, TANGENTIAL_SD_MIN = 5.0, 4.0, 45.0
BLUR_MIN, BLUR_MIN_PER_DAY = 6.0, 0.8
TANGENTIAL = 0.97  # |reach| above which the site only grazes the plane
LN_OUT_OF_REACH = np.log(0.3)  # a plane change after injection is rare, not impossible
PHASE_DEG, PHASE_SD_DEG, PHASE_SD_PER_DRAG_REVOLUTION_DEG = -17.0, 10.0, 126.0
FAST_REV_DAY = 11.0  # slower orbits keep no phase of the launch
AGE_REVOLUTIONS, AGE_SD, AGE_SD_PER_DRAG_REVOLUTION = -0.7, 0.8, 0.35
AGES_PER_DAY, LONGEST_OVERCOUNT, OLD_DAYS = 0.0125, 150.0, 45.0  # an old object's age: anything up to 80 days
COUNTED_EARLY_DAYS, COUNTED_EARLY_SD_DAYS = 8.3, 0.9  # batches of powered satellites: measured, cause unknown
NUMBER_LATE_DAYS, NUMBER_SD_DAYS, NUMBER_DOUBT, NUMBER_SPAN_DAYS = -0.8, 2.2, 0.15, 35.0
PARKING_REV_DAY = 15.9  # a circular orbit at 300 km


@dataclass(frozen=True, slots=True)
class Reason:
    """One row of the table: its code, its function, and a weight that multiplies its log ratio."""

    code: ReasonCode
    log_ratio: Callable[[Evidence], Floats]
    weight: float = 1.0


def crossing(evidence: Evidence) -> Floats:
    """Minutes from lift-off until the site lies in the orbital plane: a climb after lift-off, blurred with age."""
    minutes, reach = evidence.crossing_min, evidence.reach[:, np.newaxis]
    sd = np.where(np.abs(reach) > TANGENTIAL, TANGENTIAL_SD_MIN, CROSSING_SD_MIN)
    near = _normal(minutes, CROSSING_MIN, sd)
    blurred = np.hypot(sd, BLUR_MIN + BLUR_MIN_PER_DAY * np.maximum(evidence.back.days, 0))
    wide = _normal(minutes, CROSSING_MIN, blurred)
    powered = is_powered(evidence.elements)[:, np.newaxis]
    density = np.where(powered, 0.40, 0.55) * near + np.where(powered, 0.20, 0.30) * wide
    density += np.where(powered, 0.25, 0.0) * _raised(evidence) + 0.15 / SIDEREAL_DAY_MIN
    ratio: Floats = np.where(np.abs(reach) > 1, LN_OUT_OF_REACH, np.log(density * SIDEREAL_DAY_MIN))
    return ratio


def phase(evidence: Evidence) -> Floats:
    """Argument of latitude at lift-off, counted from the site."""
    sd = np.hypot(PHASE_SD_DEG, PHASE_SD_PER_DRAG_REVOLUTION_DEG * evidence.back.drag_revolutions)
    trust = np.where(is_powered(evidence.elements), 0.15, 0.70)[:, np.newaxis]
    ratio = np.log(trust * 360 * _normal(evidence.ahead_deg, PHASE_DEG, sd) + 1 - trust)
    usable = (evidence.elements.mean_motion_rev_day > FAST_REV_DAY) & (np.abs(evidence.reach) <= 1)
    return np.where(usable[:, np.newaxis], ratio, 0.0)


def age(evidence: Evidence) -> Floats:
    """Revolution number against the revolutions since lift-off."""
    e, back = evidence.elements, evidence.back
    counted, n = e.revolution[:, np.newaxis], e.mean_motion_rev_day[:, np.newaxis]
    surplus = counted - back.revolutions
    exact = _normal(surplus, AGE_REVOLUTIONS, AGE_SD + AGE_SD_PER_DRAG_REVOLUTION * back.drag_revolutions)
    overcounted = ((surplus >= 0) & (surplus <= LONGEST_OVERCOUNT)) / LONGEST_OVERCOUNT
    early = _normal(surplus / n, COUNTED_EARLY_DAYS, np.array(COUNTED_EARLY_SD_DAYS)) / n
    powered = is_powered(e)[:, np.newaxis]
    density = np.where(powered, 0.20, 0.65) * exact + np.where(powered, 0.25, 0.20) * overcounted
    density = density + np.where(powered, 0.40, 0.0) * early
    ratio = np.log(np.maximum(density * n / AGES_PER_DAY, 0.1))
    ratio = np.where(counted / n > OLD_DAYS, np.log(0.1), ratio)
    return np.where((evidence.docked | (e.revolution < 0))[:, np.newaxis], 0.0, ratio)


def epoch(evidence: Evidence) -> Floats:
    """Epoch after lift-off, or before it."""
    return np.where(evidence.back.days < -0.5, np.log(0.01), 0.0)


def inclination(evidence: Evidence) -> Floats:
    """Inclinations of this launch over those of the world."""
    ratio: Floats = np.log(evidence.inclination_ratio)[:, np.newaxis]
    return ratio


def height(evidence: Evidence) -> Floats:
    """Perigee height."""
    perigee_km, _ = apsides_km(evidence.elements.mean_motion_rev_day, evidence.elements.eccentricity)
    odds = np.select([perigee_km < 300, perigee_km < 600, perigee_km < 1200], [3.0, 2.0, 0.4], 1.0)
    ratio: Floats = np.log(odds)[:, np.newaxis]
    return ratio


def direction(evidence: Evidence) -> Floats:
    """Northward or southward, for steep orbits."""
    south = np.where(evidence.elements.inclination_deg > 80, evidence.southward, 0.5)
    ratio: Floats = np.log(np.stack([1 - south, south]))[..., np.newaxis]
    return ratio


def number(evidence: Evidence) -> Floats:
    """Whether the catalogue number can be newly given."""
    return np.where(evidence.returned, np.log(0.02), 0.0)[:, np.newaxis]


def order(evidence: Evidence) -> Floats:
    """Launch day that the neighbouring catalogue numbers suggest."""
    near = _normal(evidence.number_late_days, NUMBER_LATE_DAYS, np.array(NUMBER_SD_DAYS)) * NUMBER_SPAN_DAYS
    ratio = np.log((1 - NUMBER_DOUBT) * near + NUMBER_DOUBT)
    silent = np.isnan(evidence.number_late_days) | evidence.returned[:, np.newaxis]
    return np.where(silent, 0.0, ratio)


REASONS: tuple[Reason, ...] = (
    Reason(ReasonCode.PLANE, crossing),
    Reason(ReasonCode.REVOLUTION, age),
    Reason(ReasonCode.PHASE, phase),
    Reason(ReasonCode.EPOCH, epoch),
    Reason(ReasonCode.INCLINATION, inclination),
    Reason(ReasonCode.HEIGHT, height),
    Reason(ReasonCode.DIRECTION, direction),
    Reason(ReasonCode.NUMBER, number),
    Reason(ReasonCode.ORDER, order),
)


def log_ratios(evidence: Evidence) -> Floats:
    """The weighted sum of the whole table, (2, C, T)."""
    total = np.zeros(evidence.crossing_min.shape)
    for reason in REASONS:
        total += reason.weight * reason.log_ratio(evidence)
    return total


def _raised(evidence: Evidence) -> Floats:
    """Density of crossings of objects raised from a low parking orbit, where the node drifted faster."""
    e = evidence.elements
    faster = node_rate_deg_day(PARKING_REV_DAY, 0.0, e.inclination_deg)
    faster = faster - node_rate_deg_day(e.mean_motion_rev_day, e.eccentricity, e.inclination_deg)
    shift = 0.6 * faster[:, np.newaxis] * np.maximum(evidence.back.days, 0) * (SIDEREAL_DAY_MIN / 360)
    low = CROSSING_MIN + np.minimum(shift, 0)
    width = np.maximum(np.abs(shift), CROSSING_SD_MIN)
    density: Floats = ((evidence.crossing_min >= low) & (evidence.crossing_min <= low + width)) / width
    return density


def _normal(x: Floats, mean: float, sd: Floats) -> Floats:
    density: Floats = np.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * np.sqrt(2 * np.pi))
    return density
