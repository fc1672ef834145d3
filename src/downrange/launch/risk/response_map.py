"""Where the debris of a failure comes down, as a smooth function of how it is thrown: a response map.

The place and time of a piece's impact depend smoothly on the velocity that the failure adds to it and on the
logarithm of its ballistic coefficient. For each failed state and class of debris nine falls (the middle; a step
either way along three axes of velocity and in the coefficient) give a quadratic of that dependence (a response
surface: Box, Wilson, J. R. Stat. Soc. B 13 (1951) 1); three more give the products of velocities, shared by the
classes. From it a thousand pieces of all modes and severities follow at the price of 30 falls;
`design/risk_stability.py --exact` measures what that costs in truth.

Where a map is not smooth it is not used: the flight is nearly in orbit, and a little speed moves an impact by
thousands of kilometres, or pieces stay aloft; or it is low in dense air, where pieces come to rest within a kilometre
or two however fast they are thrown. `ResponseMap.whole` says so, and pieces are dropped one by one.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.earth.unit_vectors import unit_vectors
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.kernel.compiled import compiled
from downrange.launch.fall.ballistic_fall import Atmosphere, drop
from downrange.launch.risk.breakup import DEBRIS_CLASSES

STEP_M_S = 150.0  # along each axis
STEP_BETA_SD = 1.5
TERMS = 12  # 1; x0 x1 x2 x3; their squares; x0 x1, x0 x2, x1 x2
MOST_CURVATURE = 0.25  # of the slope, within a step: a map bent more is not used
MOST_CURVATURE_IN_AIR = 0.6  # nor this: dense air stops a fast piece as soon as a slow one
LEAST_FALL_S = 30.0  # nor where falls are shorter
_BENT_M = 30e3  # curvature that matters: below, errors of the map are some kilometres
_PAIRS = ((0, 1), (0, 2), (1, 2))
_MIDDLE_CLASS = len(DEBRIS_CLASSES) // 2


@dataclass(frozen=True, slots=True)
class ResponseMap:
    """The maps of n states for each of C classes.

    axes   (3, 3, n)  unit vectors in ECEF: along the velocity, across it level, across it upright
    terms  (n, C, 4, TERMS)  of the quadratics for a unit vector of geodetic latitude and longitude, and the seconds
           of the fall; in steps of velocity (`STEP_M_S`) along the axes, and of the logarithm of the coefficient
           (`STEP_BETA_SD` of its spread)
    whole  (n,)  whether all falls of a state came down, and its maps are smooth
    """

    axes: Floats
    terms: Floats
    whole: Bools


def response_map(r_ecef_m: Floats, v_ecef_m_s: Floats, air: Atmosphere) -> ResponseMap:
    """The maps of states (3, n), position and velocity in ECEF."""
    n = r_ecef_m.shape[1]
    axes = axes_of(r_ecef_m, v_ecef_m_s)
    moves = [np.zeros(4)]
    for axis in range(4):
        moves += [np.eye(4)[axis], -np.eye(4)[axis]]
    plans = [list(moves) for _ in DEBRIS_CLASSES]
    plans[_MIDDLE_CLASS] += [np.eye(4)[i] + np.eye(4)[j] for i, j in _PAIRS]
    thrown, beta = [], []
    for plan, debris in zip(plans, DEBRIS_CLASSES, strict=True):
        for move in plan:
            thrown.append(v_ecef_m_s + STEP_M_S * np.tensordot(move[:3], axes, axes=1))
            beta.append(debris.beta_kg_m2 * np.exp(STEP_BETA_SD * debris.beta_log_sd * move[3]))
    falls = len(thrown)
    landed = drop(
        np.broadcast_to(r_ecef_m[:, None], (3, falls, n)).reshape(3, -1),
        np.stack(thrown, axis=1).reshape(3, -1),
        np.repeat(beta, n),
        air,
    )
    found = np.stack([*unit_vectors(landed.lat_deg, landed.lon_deg), landed.after_s]).reshape(4, falls, n)
    terms = np.empty((n, len(DEBRIS_CLASSES), 4, TERMS))
    begin = np.cumsum([0, *(len(plan) for plan in plans)])
    products = _products(found[:, begin[_MIDDLE_CLASS] : begin[_MIDDLE_CLASS + 1]])
    for k in range(len(DEBRIS_CLASSES)):
        terms[:, k] = _quadratic(found[:, begin[k] : begin[k] + len(moves)], products)
    return ResponseMap(axes, terms, _smooth(terms))


def axes_of(r_ecef_m: Floats, v_ecef_m_s: Floats) -> Floats:
    """Unit vectors (3, 3, n) along the velocity, across it and level, and across both."""
    ahead = v_ecef_m_s / np.maximum(np.linalg.norm(v_ecef_m_s, axis=0), 1e-9)
    level = np.cross(r_ecef_m, ahead, axis=0)
    size = np.linalg.norm(level, axis=0)
    still = size < 1e-6 * np.linalg.norm(r_ecef_m, axis=0)  # straight up or at rest: any axis across will do
    least = np.eye(3)[:, np.abs(r_ecef_m).argmin(axis=0)]
    level = np.where(still, np.cross(r_ecef_m, least, axis=0), level)
    level = level / np.linalg.norm(level, axis=0)
    upright = np.cross(ahead, level, axis=0)
    lost = np.linalg.norm(upright, axis=0) < 0.5  # at rest: then along the vertical
    ahead = np.where(lost, r_ecef_m / np.linalg.norm(r_ecef_m, axis=0), ahead)
    return np.stack([ahead, level, np.cross(ahead, level, axis=0)])


def _products(found: Floats) -> Floats:
    """Terms of the products of velocities (4, 3, n), of falls (4, 12, n): the middle, either side, corners."""
    corner = found[:, 9:]
    return np.stack(
        [
            corner[:, k] - found[:, 1 + 2 * i] - found[:, 1 + 2 * j] + found[:, 0]
            for k, (i, j) in enumerate(_PAIRS)
        ],
        axis=1,
    )


def _quadratic(found: Floats, products: Floats) -> Floats:
    """The terms (n, 4, TERMS) through nine falls (4, 9, n)."""
    middle, above, below = found[:, :1], found[:, 1::2], found[:, 2::2]
    terms = [middle, (above - below) / 2.0, (above + below) / 2.0 - middle, products]
    return np.ascontiguousarray(np.concatenate(terms, axis=1).transpose(2, 0, 1))


def _smooth(terms: Floats) -> Bools:
    """Which states (n,) have maps all of whose terms are known and that bend little."""
    place = terms[:, :, :3]
    slope = np.linalg.norm(place[..., 1:5], axis=2).max(axis=2)
    bent = np.linalg.norm(place[..., 5:], axis=2).max(axis=2)
    with np.errstate(invalid="ignore"):
        smooth = bent <= np.maximum(MOST_CURVATURE * slope, _BENT_M / MEAN_RADIUS_M)
        smooth &= (bent <= MOST_CURVATURE_IN_AIR * slope) & (terms[:, :, 3, 0] >= LEAST_FALL_S)
    whole: Bools = np.isfinite(terms).all(axis=(1, 2, 3)) & smooth.all(axis=1)
    return whole


@compiled
def mapped(terms: Floats, x0: float, x1: float, x2: float, x3: float) -> tuple[float, float, float]:
    """Latitude and longitude in degrees and seconds of fall, from the terms (4, TERMS) of one map."""
    x, y = 0.0, 0.0
    z, t = 0.0, 0.0
    q0, q1, q2, q3 = x0 * x0, x1 * x1, x2 * x2, x3 * x3
    p0, p1, p2 = x0 * x1, x0 * x2, x1 * x2
    for row in range(4):
        c = terms[row]
        value = (
            c[0] + c[1] * x0 + c[2] * x1 + c[3] * x2 + c[4] * x3
            + c[5] * q0 + c[6] * q1 + c[7] * q2 + c[8] * q3
            + c[9] * p0 + c[10] * p1 + c[11] * p2
        )  # fmt: skip
        if row == 0:
            x = value
        elif row == 1:
            y = value
        elif row == 2:
            z = value
        else:
            t = value
    lat = np.degrees(np.arctan2(z, np.sqrt(x * x + y * y)))
    return lat, np.degrees(np.arctan2(y, x)), t


@compiled
def mapped_pieces(terms: Floats, class_of_piece: Ints, moved: Floats) -> tuple[Floats, Floats, Floats]:
    """Latitude and longitude in degrees and seconds of fall (K, n) of pieces moved (n, K, 4), in steps."""
    shape = (moved.shape[1], moved.shape[0])
    lat, lon, fall_s = np.empty(shape), np.empty(shape), np.empty(shape)
    for n in range(moved.shape[0]):
        for k in range(moved.shape[1]):
            x = moved[n, k]
            lat[k, n], lon[k, n], fall_s[k, n] = mapped(terms[n, class_of_piece[k]], x[0], x[1], x[2], x[3])
    return lat, lon, fall_s
