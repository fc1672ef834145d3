"""Pieces on their way down: where and when each comes through the heights of aircraft and reaches the surface.

A hit needs an area: of a ship its deck, of an aircraft its plan and what its front sweeps while a piece falls through
its height (front x speed / rate of fall, each piece with its own rate). Both targets are the largest of their kind,
so that a smaller one is safer (boxes of 300 x 50 m and, half filled, 65 x 60 x 19 m: assumptions of this program).
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
from numpy.typing import NDArray

from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.kernel.arrays import Bools, Floats
from downrange.kernel.parallel import map_spans, spans
from downrange.launch.fall.ballistic_fall import Atmosphere, drop_through
from downrange.launch.risk.failure_proposal import FailureProposal, even_proposal
from downrange.launch.risk.failures import failed_pieces
from downrange.launch.risk.impact_density import Hits
from downrange.launch.trajectory.ascent_ensemble import Ascents

SHIP_M2 = 300.0 * 50.0  # the deck of a large ship
AIRCRAFT_PLAN_M2 = 65.0 * 60.0 / 2  # an airliner from above, half of its box
AIRCRAFT_FRONT_M2 = 65.0 * 19.0 / 2  # and from ahead
AIRCRAFT_SPEED_M_S = 250.0
AIRCRAFT_LEVELS_M = (
    12_000.0,
    9_000.0,
    6_000.0,
)  # cruise to the lower levels of en-route traffic, FL390 to FL200
_SPAN = 250  # draws in one piece of work


@dataclass(frozen=True, slots=True)
class FallingPieces:
    """P pieces of N draws, and where each comes down through L levels of height, the last one the surface.

    weight, draw, mode, severity  (P,)  the draw each belongs to, its weight and how it failed (places in the tables
        of `breakup`; -1 where there is no such thing)
    lat_deg, lon_deg, after_s  (L, P)  geodetic degrees and seconds; NaN where a piece does not come through
    """

    levels_m: tuple[float, ...]
    draws: int
    weight: Floats
    draw: NDArray[np.int64]
    mode: NDArray[np.int64]
    severity: NDArray[np.int64]
    lat_deg: Floats
    lon_deg: Floats
    after_s: Floats

    def of(self, kept: Bools, draws: int) -> "FallingPieces":
        """Some pieces (P,), those of `draws` draws."""
        parts = [getattr(self, name) for name in _COLUMNS]
        return FallingPieces(self.levels_m, draws, *(part[..., kept] for part in parts))


_COLUMNS = [each.name for each in fields(FallingPieces)][2:]


def dropped(
    r_ecef_m: Floats,
    v_ecef_m_s: Floats,
    beta_kg_m2: Floats,
    air: Atmosphere,
    levels_m: tuple[float, ...],
    started_s: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Drop bodies, (3, P) and (P,), and give latitude, longitude and time (L, P) at each level and at the surface.

    `levels_m` end with 0.0, the surface; a body that starts below a level has not come through it.
    """
    landed, crossings = drop_through(r_ecef_m, v_ecef_m_s, beta_kg_m2, air, levels_m[:-1])
    lat, lon, _ = ecef_m_to_geodetic(np.moveaxis(crossings[:, :3], 1, 0))
    return (
        np.concatenate([lat, landed.lat_deg[None]]),
        np.concatenate([lon, landed.lon_deg[None]]),
        started_s + np.concatenate([crossings[:, 6], landed.after_s[None]]),
    )


def pieces_of_failures(
    ascents: Ascents,
    air: Atmosphere,
    levels_m: tuple[float, ...],
    until_s: Floats,
    *,
    case: str,
    seed: int,
    samples: int,
    executor: Executor | None = None,
    done: Callable[[int], None] | None = None,
) -> FallingPieces:
    """The pieces of failures at the moments at which they happen: no place is sampled more often than another.

    Failures later than `until_s` (N,) of their ascent have no pieces, for nothing says where they would fall.
    """
    work = partial(_failures, ascents, even_proposal(ascents), air, levels_m, until_s, case, seed)
    parts = map_spans(work, spans(samples, _SPAN), executor, done)
    return joined(parts, samples)


def joined(parts: list[FallingPieces], draws: int) -> FallingPieces:
    """Parts with the same levels in one."""
    columns = (np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in _COLUMNS)
    return FallingPieces(parts[0].levels_m, draws, *columns)


def _failures(
    ascents: Ascents,
    proposal: FailureProposal,
    air: Atmosphere,
    levels_m: tuple[float, ...],
    until_s: Floats,
    case: str,
    seed: int,
    start: int,
    stop: int,
) -> FallingPieces:
    thrown = failed_pieces(ascents, proposal, case, seed, start, stop)
    pieces, count = thrown.beta_kg_m2.shape
    held = np.flatnonzero(thrown.failed_s <= until_s[thrown.member])
    r, v = (each[:, :, held].reshape(3, -1) for each in (thrown.r_ecef_m, thrown.v_ecef_m_s))
    each = np.tile(held, pieces)
    places = dropped(r, v, thrown.beta_kg_m2[:, held].ravel(), air, levels_m, thrown.failed_s[each])
    draw = start + each
    how = thrown.weight[each], draw, thrown.mode[each], thrown.severity[each]
    return FallingPieces(levels_m, count, *how, *places)


def ship_hits(pieces: FallingPieces) -> Hits:
    """What a ship at the surface could be hit by."""
    down = np.isfinite(pieces.lat_deg[-1])
    return Hits(
        pieces.lat_deg[-1, down],
        pieces.lon_deg[-1, down],
        pieces.after_s[-1, down],
        pieces.draw[down],
        SHIP_M2 * pieces.weight[down],
        pieces.draws,
    )


def aircraft_hits(pieces: FallingPieces, levels_m: tuple[float, ...] = AIRCRAFT_LEVELS_M) -> Hits:
    """What an aircraft at any one of these levels could be hit by: each counts alike, and a piece once at each.

    The rate of fall is that between the first and the last level, which a piece must both come through.
    """
    rows = [pieces.levels_m.index(level) for level in levels_m]
    lat, lon, after = (each[rows] for each in (pieces.lat_deg, pieces.lon_deg, pieces.after_s))
    through = np.isfinite(lat).all(axis=0)
    rate = (levels_m[0] - levels_m[-1]) / np.maximum(after[-1, through] - after[0, through], 1e-3)
    target = AIRCRAFT_PLAN_M2 + AIRCRAFT_FRONT_M2 * AIRCRAFT_SPEED_M_S / rate
    count = len(rows)
    return Hits(
        lat[:, through].ravel(),
        lon[:, through].ravel(),
        after[:, through].ravel(),
        np.tile(pieces.draw[through], count),
        np.tile(target * pieces.weight[through] / count, count),
        pieces.draws,
    )
