"""Samples of how, when and how hard the flight fails, and where every piece of debris comes down.

Each sample is a state: an ascent of the ensemble and a moment of its powered flight, drawn where it tells most of the
territories (`failure_proposal`). All that can go wrong there is followed at once: every mode, every severity, several
turns, and of each class of debris `POINTS` pieces, whose places follow from the state's response map
(`response_map`). `territory_tally` counts what this does to territories; `DebrisImpacts` holds, for everything else,
one failure of each state with its pieces one by one.

Sample i depends on the case, the seed and i alone (`kernel.random_streams`); its state comes from the golden
sequence (Weyl's, by 0.618...), which fills ascents and moments evenly at any number of samples.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
from numpy.typing import NDArray

from downrange.geography.territory_raster import TerritoryRaster
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.kernel.parallel import map_spans, spans
from downrange.kernel.random_streams import normals, uniforms
from downrange.launch.fall.ballistic_fall import Atmosphere, drop
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES, MAXWELL_97
from downrange.launch.risk.failure_proposal import NATURAL_EVERY, FailureProposal, thrust_m_s2
from downrange.launch.risk.failure_scenarios import Scenarios, scenarios
from downrange.launch.risk.response_map import (
    STEP_BETA_SD,
    STEP_M_S,
    ResponseMap,
    axes_of,
    mapped_pieces,
    response_map,
)
from downrange.launch.risk.territory_tally import POINTS, TerritoryTally, tally
from downrange.launch.trajectory.ascent_ensemble import Ascents

PIECES = sum(debris.count for debris in DEBRIS_CLASSES)
CLASS_OF_PIECE = np.repeat(np.arange(len(DEBRIS_CLASSES)), [debris.count for debris in DEBRIS_CLASSES])
_GOLDEN = 0.618_033_988_749_894_9
_SPAN = 250  # states in one piece of work: 7,500 falls


@dataclass(frozen=True, slots=True)
class DebrisImpacts:
    """N failures and their K pieces each. A piece that stays aloft for two hours or more has NaN.

    A mean over samples of weight x (what a failure does) is an estimate of what a failure of this flight does.

    weight     (N,)  how often this sample's state occurs, over how often it was sampled; the mean tends to 1
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
class FailedFlights:
    """What the samples gave: the debris of one failure of each, and the territories' tally over all failures."""

    impacts: DebrisImpacts
    tally: TerritoryTally


@dataclass(frozen=True, slots=True)
class FailedStates:
    """Where n flights are when they fail, arrays (n,) and (3, n) in ECEF, and what may befall them there."""

    weight: Floats
    failed_s: Floats
    member: Ints
    r_ecef_m: Floats
    v_ecef_m_s: Floats
    thrust_m_s2: Floats
    chance: Floats  # (modes, n) of each mode, given a failure in this state: they add to 1


def failures(
    ascents: Ascents,
    proposal: FailureProposal,
    air: Atmosphere,
    raster: TerritoryRaster,
    constrained_s: Floats,
    *,
    case: str,
    seed: int,
    samples: int,
    executor: Executor | None = None,
    done: Callable[[int], None] | None = None,
) -> FailedFlights:
    """Sample failures and drop their pieces, here or on the executor's workers; `done` hears the progress.

    `constrained_s` (N,): until when each ascent is held by what is announced; later failures are tallied apart.
    """
    work = partial(_failed_flights, ascents, proposal, air, raster, constrained_s, case, seed)
    parts = map_spans(work, spans(samples, _SPAN), executor, done)
    impacts = DebrisImpacts(
        **{
            field.name: np.concatenate([getattr(part.impacts, field.name) for part in parts], axis=-1)
            for field in fields(DebrisImpacts)
        }
    )
    return FailedFlights(impacts, TerritoryTally.total([part.tally for part in parts]))


def failed_states(
    ascents: Ascents, proposal: FailureProposal, case: str, seed: int, start: int, stop: int
) -> FailedStates:
    """The states of samples start..stop-1."""
    occurs = proposal.occurs
    number = np.arange(start, stop)
    first = uniforms(case, seed, "state", 0, 1, 2)[:, 0]
    steered = number % NATURAL_EVERY != 0
    cell, part = np.empty(len(number), dtype=np.int64), np.empty(len(number))
    # Ascent by ascent and moment by moment, so that all get their even share; the two kinds are counted apart.
    for chosen, density, counted, begin in (
        (~steered, occurs, number // NATURAL_EVERY, first[0]),
        (steered, occurs * proposal.steered, number - number // NATURAL_EVERY - 1, first[1]),
    ):
        up_to = np.cumsum(density.T)
        wanted = (begin + _GOLDEN * counted[chosen]) % 1.0 * up_to[-1]
        cell[chosen] = np.minimum(np.searchsorted(up_to, wanted, side="right"), np.flatnonzero(density.T)[-1])
        here = density.T.ravel()[cell[chosen]]
        part[chosen] = np.clip(1.0 - (up_to[cell[chosen]] - wanted) / here, 0.0, 1.0)
    member, second = np.divmod(cell, occurs.shape[0])
    r, v = _state(ascents, second, part, member)
    share = 1.0 / NATURAL_EVERY
    shares = np.array([mode.share for mode in FAILURE_MODES])[:, None]
    return FailedStates(
        weight=1.0 / (share + (1.0 - share) * proposal.steered[second, member]),
        failed_s=ascents.after_s[second] + part,
        member=member,
        r_ecef_m=r,
        v_ecef_m_s=v,
        thrust_m_s2=thrust_m_s2(ascents, second, member),
        chance=shares * proposal.chance[:, second, member] / occurs[second, member],
    )


def failed_pieces(
    ascents: Ascents, proposal: FailureProposal, case: str, seed: int, start: int, stop: int
) -> FailedPieces:
    """The failures start..stop-1, one of each state, and the states of their pieces, not yet dropped.

    They are the failures of `FailedFlights.impacts`. With `failure_proposal.even_proposal` they come as failures do.
    """
    states = failed_states(ascents, proposal, case, seed, start, stop)
    ways, z = _drawn(states, case, seed, start, stop)
    moved = _moved(ways, z)
    return _thrown(states, ways, moved, np.ones(stop - start, dtype=np.bool_))


def _failed_flights(
    ascents: Ascents,
    proposal: FailureProposal,
    air: Atmosphere,
    raster: TerritoryRaster,
    constrained_s: Floats,
    case: str,
    seed: int,
    start: int,
    stop: int,
) -> FailedFlights:
    """The failures start..stop-1."""
    states = failed_states(ascents, proposal, case, seed, start, stop)
    maps = response_map(states.r_ecef_m, states.v_ecef_m_s, air)
    ways, z = _drawn(states, case, seed, start, stop)
    impacts = _impacts(states, maps, ways, _moved(ways, z), air)
    beyond = states.failed_s > constrained_s[states.member]
    return FailedFlights(impacts, tally(raster, ways, maps, z, impacts, beyond, ascents.r_ecef_m.shape[2]))


def _drawn(states: FailedStates, case: str, seed: int, start: int, stop: int) -> tuple[Scenarios, Floats]:
    """What befalls each state, and standard normal numbers (n, classes, POINTS, 4) of its pieces."""
    ways = scenarios(states.chance, states.thrust_m_s2, uniforms(case, seed, "failure", start, stop, 5))
    z = normals(case, seed, "pieces", start, stop, 4 * len(DEBRIS_CLASSES) * POINTS)
    z = z.reshape(4, len(DEBRIS_CLASSES), POINTS, stop - start).transpose(3, 1, 2, 0)
    return ways, np.ascontiguousarray(z)


def _moved(ways: Scenarios, z: Floats) -> Floats:
    """The pieces of each state's drawn failure (n, K, 4): m/s along its axes, and the coefficient's normal number."""
    at = np.arange(len(z))
    first = np.concatenate([np.arange(debris.count) for debris in DEBRIS_CLASSES])
    throw = (
        np.array([debris.imparted_velocity_factor for debris in DEBRIS_CLASSES])[CLASS_OF_PIECE] / MAXWELL_97
    )
    moved = z[:, CLASS_OF_PIECE, first]
    moved[..., :3] *= throw[:, None] * ways.throw_m_s[at, ways.drawn][:, None, None]
    moved[..., :3] += ways.turn_m_s[at, ways.drawn][:, None]
    return moved


def _thrown(states: FailedStates, ways: Scenarios, moved: Floats, which: Bools) -> FailedPieces:
    """The pieces of some states, `which` (n,), as they come apart."""
    r, v = states.r_ecef_m[:, None, which], states.v_ecef_m_s[:, None, which]
    axes, moved = axes_of(r[:, 0], v[:, 0]), moved[which]
    beta = np.array([debris.beta_kg_m2 for debris in DEBRIS_CLASSES])[CLASS_OF_PIECE, None]
    spread = np.array([debris.beta_log_sd for debris in DEBRIS_CLASSES])[CLASS_OF_PIECE, None]
    return FailedPieces(
        weight=states.weight[which],
        failed_s=states.failed_s[which],
        member=states.member[which],
        mode=ways.mode[which],
        severity=ways.severity[which],
        r_ecef_m=np.broadcast_to(r, (3, PIECES, r.shape[2])),
        v_ecef_m_s=v + np.einsum("kan,npk->apn", axes, moved[..., :3]),
        beta_kg_m2=beta * np.exp(spread * moved[..., 3].T),
    )


def _impacts(
    states: FailedStates, maps: ResponseMap, ways: Scenarios, moved: Floats, air: Atmosphere
) -> DebrisImpacts:
    """Where the drawn failure's pieces come down: by the map, or fall by fall where it is not whole."""
    steps = moved / np.array([STEP_M_S, STEP_M_S, STEP_M_S, STEP_BETA_SD])
    lat, lon, fall_s = mapped_pieces(maps.terms, CLASS_OF_PIECE, steps)
    lost = ~maps.whole
    if lost.any():
        thrown = _thrown(states, ways, moved, lost)
        landed = drop(
            thrown.r_ecef_m.reshape(3, -1), thrown.v_ecef_m_s.reshape(3, -1), thrown.beta_kg_m2.ravel(), air
        )
        for into, exact in ((lat, landed.lat_deg), (lon, landed.lon_deg), (fall_s, landed.after_s)):
            into[:, lost] = exact.reshape(PIECES, -1)
    return DebrisImpacts(
        weight=states.weight,
        failed_s=states.failed_s,
        member=states.member,
        mode=ways.mode,
        severity=ways.severity,
        lat_deg=lat,
        lon_deg=lon,
        after_liftoff_s=states.failed_s + fall_s,
    )


def _state(ascents: Ascents, second: Ints, part: Floats, member: Ints) -> tuple[Floats, Floats]:
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
