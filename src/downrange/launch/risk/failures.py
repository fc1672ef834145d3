"""Samples of how, when and how hard the flight fails, and where every piece of debris comes down.

Each sample takes one ascent of the ensemble, a mode, a moment of the powered flight and a severity, throws the pieces
and drops them (`fall.ballistic_fall`). Moments at which the instantaneous impact point (IIP) is near land are sampled
more often than they occur and weigh less for it (importance sampling), so that rare hits are seen at all:
P(A | failure) = mean of weight * [any piece in A], and its standard error follows from the same samples.

Sample i depends on the case, the seed and i alone (`kernel.random_streams`); its moment comes from the golden
sequence (Weyl's, by 0.618...), which fills the flight evenly at any number of samples.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
from numpy.typing import NDArray

from downrange.earth.constants import MU_M3_S2, OMEGA_RAD_S
from downrange.geography.shore import is_land
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.parallel import map_spans, spans
from downrange.kernel.random_streams import normals, uniforms
from downrange.launch.fall.ballistic_fall import Atmosphere, drop
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.breakup import (
    DEBRIS_CLASSES,
    FAILURE_MODES,
    GENTLE_M_S,
    IGNITION_S,
    LONGEST_TURN_S,
    MAXWELL_97,
    SEVERITIES_M_S,
)
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.flight_events import EventKind

PIECES = sum(debris.count for debris in DEBRIS_CLASSES)
CLASS_OF_PIECE = np.repeat(np.arange(len(DEBRIS_CLASSES)), [debris.count for debris in DEBRIS_CLASSES])
_GOLDEN = 0.618_033_988_749_894_9
_SPAN = 500  # failures in one piece of work: 16,000 bodies
_MOST_PROPOSAL_RATIO = 50.0  # no moment is sampled more than this many times too often
_LOOKED_AT = 20  # ascents whose impact points say which moments are near land


@dataclass(frozen=True, slots=True)
class DebrisImpacts:
    """N failures and their K pieces each. A piece that stays aloft for two hours or more has NaN.

    weight     (N,)  how often this sample's moment occurs, over how often it was sampled; the mean tends to 1
    failed_s   (N,)  seconds after lift-off at which the flight failed
    member     (N,)  the ascent of the ensemble that failed
    mode, severity  (N,)  places in `breakup.FAILURE_MODES` and `SEVERITIES_M_S`
    lat_deg, lon_deg, after_liftoff_s  (K, N)  where and when the pieces landed
    """

    weight: Floats
    failed_s: Floats
    member: NDArray[np.int64]
    mode: NDArray[np.int64]
    severity: NDArray[np.int64]
    lat_deg: Floats
    lon_deg: Floats
    after_liftoff_s: Floats


@dataclass(frozen=True, slots=True)
class FailedPieces:
    """N failures and the states of their K pieces as they come apart.

    weight, failed_s, member, mode, severity as in `DebrisImpacts`; r_ecef_m, v_ecef_m_s (3, K, N) relative to the
    turning Earth, beta_kg_m2 (K, N).
    """

    weight: Floats
    failed_s: Floats
    member: NDArray[np.int64]
    mode: NDArray[np.int64]
    severity: NDArray[np.int64]
    r_ecef_m: Floats
    v_ecef_m_s: Floats
    beta_kg_m2: Floats


@dataclass(frozen=True, slots=True)
class FailureTimeDensity:
    """When each way to fail happens, second by second: (modes, T, N) how often, and how much more often it is sampled
    than it occurs (T,)."""

    chance: Floats
    proposal_ratio: Floats


def failure_time_density(ascents: Ascents, points: ImpactPoints) -> FailureTimeDensity:
    """The moments at which the ascents can fail; `points` are the impact points (T, N) of the same ascents."""
    whole = _flown(ascents)
    powered = whole & ascents.powered
    lit: Bools = np.zeros_like(whole)
    for event, at_s in ascents.events.items():
        if event.kind is EventKind.IGNITION and event.stage != 1:
            since = ascents.after_s[:, None] - at_s
            lit |= whole & (since >= 0.0) & (since < IGNITION_S)
    lit = lit | (powered & ~lit.any(axis=0))  # a flight with one stage can fail to light none above it
    chance: Floats = np.stack([_shares(lit if mode.at_ignition else powered) for mode in FAILURE_MODES])
    near = _near_land(points)
    share = float(chance.mean(axis=(0, 2))[near].sum())
    proposal_ratio = np.where(near, min(_MOST_PROPOSAL_RATIO, 1.0 / max(share, 1e-9)), 1.0)
    return FailureTimeDensity(chance, proposal_ratio)


def failures(
    ascents: Ascents,
    density: FailureTimeDensity,
    air: Atmosphere,
    *,
    case: str,
    seed: int,
    samples: int,
    executor: Executor | None = None,
    done: Callable[[int], None] | None = None,
) -> DebrisImpacts:
    """Sample failures and drop their pieces, here or on the executor's workers; `done` hears the progress."""
    work = partial(_debris_impacts, ascents, density, air, case, seed)
    pieces = map_spans(work, spans(samples, _SPAN), executor, done)
    return DebrisImpacts(
        **{
            field.name: np.concatenate([getattr(piece, field.name) for piece in pieces], axis=-1)
            for field in fields(DebrisImpacts)
        }
    )


def _flown(ascents: Ascents) -> Bools:
    """Seconds whose state and the next one's are known."""
    known: Bools = np.asarray(np.isfinite(ascents.r_ecef_m + ascents.v_ecef_m_s).all(axis=0))
    whole: Bools = np.zeros_like(known)
    whole[:-1] = known[:-1] & known[1:]
    return whole


def _shares(moments: Bools) -> Floats:
    count = moments.sum(axis=0)
    shares: Floats = moments / np.maximum(count, 1)
    return shares


def _near_land(points: ImpactPoints) -> Bools:
    """Moments at which a hard break-up of some ascent could reach land: rings of 1 to 3 sigma."""
    members = np.unique(np.linspace(0, points.lat_deg.shape[1] - 1, _LOOKED_AT).astype(int))
    lat, lon, fall_s = points.lat_deg[:, members], points.lon_deg[:, members], points.after_s[:, members]
    reach_deg = np.hypot(10e3, SEVERITIES_M_S[1] * fall_s) / 111e3
    near: Bools = np.array(is_land(lat, lon), dtype=np.bool_)
    for sigmas in (1.0, 2.0, 3.0):
        for turn in np.arange(0.0, 2 * np.pi, np.pi / 4):
            north = sigmas * reach_deg * np.cos(turn)
            east = sigmas * reach_deg * np.sin(turn) / np.maximum(np.cos(np.radians(lat)), 0.1)
            near[is_land(np.clip(lat + north, -90, 90), lon + east)] = True
    at_all: Bools = np.asarray(near.any(axis=1))
    return at_all


def _debris_impacts(
    ascents: Ascents,
    density: FailureTimeDensity,
    air: Atmosphere,
    case: str,
    seed: int,
    start: int,
    stop: int,
) -> DebrisImpacts:
    """The failures start..stop-1."""
    thrown = failed_pieces(ascents, density, case, seed, start, stop)
    r, v = thrown.r_ecef_m.reshape(3, -1), thrown.v_ecef_m_s.reshape(3, -1)
    landed = drop(r, v, thrown.beta_kg_m2.ravel(), air)
    shape = thrown.beta_kg_m2.shape
    return DebrisImpacts(
        weight=thrown.weight,
        failed_s=thrown.failed_s,
        member=thrown.member,
        mode=thrown.mode,
        severity=thrown.severity,
        lat_deg=landed.lat_deg.reshape(shape),
        lon_deg=landed.lon_deg.reshape(shape),
        after_liftoff_s=thrown.failed_s + landed.after_s.reshape(shape),
    )


def failed_pieces(
    ascents: Ascents, density: FailureTimeDensity, case: str, seed: int, start: int, stop: int
) -> FailedPieces:
    """The failures start..stop-1 and the states of their pieces, not yet dropped (hazard areas drop them too)."""
    count = stop - start
    u = uniforms(case, seed, "failure", start, stop, 5)
    member = (u[0] * ascents.r_ecef_m.shape[2]).astype(np.int64)
    mode = np.searchsorted(np.cumsum([mode.share for mode in FAILURE_MODES])[:-1], u[1], side="right")
    severity = (u[2] * len(SEVERITIES_M_S)).astype(np.int64)
    first = float(uniforms(case, seed, "moment", 0, 1, 1)[0, 0])
    moment = np.asarray((first + _GOLDEN * np.arange(start, stop)) % 1.0, dtype=float)
    second, part, weight = _moments(density.chance[mode, :, member].T, density.proposal_ratio, moment)
    r, v = _state(ascents, second, part, member)

    turning = np.array([mode.turns for mode in FAILURE_MODES])[mode]
    v = v + turning * u[3] * LONGEST_TURN_S * _thrust(ascents, second, member) * _sideways(
        v, 2 * np.pi * u[4]
    )
    explodes = np.array([mode.explodes for mode in FAILURE_MODES])[mode]
    hard = np.where(explodes, np.array(SEVERITIES_M_S)[severity], GENTLE_M_S)

    z = normals(case, seed, "pieces", start, stop, 4 * PIECES).reshape(4, PIECES, count)
    of = [DEBRIS_CLASSES[k] for k in CLASS_OF_PIECE]
    throw = np.array([debris.imparted_velocity_factor for debris in of])[:, None] * hard / MAXWELL_97
    beta = np.array([debris.beta_kg_m2 for debris in of])[:, None] * np.exp(
        np.array([debris.beta_log_sd for debris in of])[:, None] * z[3]
    )
    return FailedPieces(
        weight=weight,
        failed_s=ascents.after_s[second] + part,
        member=member,
        mode=mode,
        severity=severity,
        r_ecef_m=np.broadcast_to(r[:, None], (3, PIECES, count)),
        v_ecef_m_s=v[:, None] + throw * z[:3],
        beta_kg_m2=beta,
    )


def _moments(
    chance: Floats, proposal_ratio: Floats, moment: Floats
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Second, part of it and weight of draws whose moments are shares (n,) of the proposal density (T, n)."""
    drawn = np.cumsum(chance * proposal_ratio[:, None], axis=0)
    wanted = moment * drawn[-1]
    second = np.minimum((drawn <= wanted).sum(axis=0), len(proposal_ratio) - 2)
    at = np.arange(len(moment))
    own = np.maximum(chance[second, at] * proposal_ratio[second], 1e-300)
    part = np.clip(1.0 - (drawn[second, at] - wanted) / own, 0.0, 1.0)
    return second, part, drawn[-1] / proposal_ratio[second]


def _state(
    ascents: Ascents, second: NDArray[np.int64], part: Floats, member: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Position (a cubic through both seconds' positions and velocities) and velocity between two whole seconds."""
    r0, r1 = ascents.r_ecef_m[:, second, member], ascents.r_ecef_m[:, second + 1, member]
    v0, v1 = ascents.v_ecef_m_s[:, second, member], ascents.v_ecef_m_s[:, second + 1, member]
    s = part
    r = (
        (1 + 2 * s) * (1 - s) ** 2 * r0
        + s * (1 - s) ** 2 * v0
        + s**2 * (3 - 2 * s) * r1
        + s**2 * (s - 1) * v1
    )
    return r, (1 - s) * v0 + s * v1


def _thrust(ascents: Ascents, second: NDArray[np.int64], member: NDArray[np.int64]) -> Floats:
    """What the engine (less the drag) does to the velocity, m/s2: its change without gravity and rotation."""
    r, v = ascents.r_ecef_m[:, second, member], ascents.v_ecef_m_s[:, second, member]
    omega = np.array([[0.0], [0.0], [OMEGA_RAD_S]])
    gravity = -MU_M3_S2 * r / np.linalg.norm(r, axis=0) ** 3
    turning = np.cross(omega, np.cross(omega, r, axis=0), axis=0) + 2 * np.cross(omega, v, axis=0)
    felt = ascents.v_ecef_m_s[:, second + 1, member] - v - gravity + turning
    size: Floats = np.linalg.norm(felt, axis=0)
    return size


def _sideways(v: Floats, angle_rad: Floats) -> Floats:
    """Unit vectors across the velocity, at an angle around it."""
    ahead = v / np.linalg.norm(v, axis=0)
    least = np.eye(3)[:, np.abs(ahead).argmin(axis=0)]
    one = np.cross(ahead, least, axis=0)
    one = one / np.linalg.norm(one, axis=0)
    across: Floats = np.cos(angle_rad) * one + np.sin(angle_rad) * np.cross(ahead, one, axis=0)
    return across
