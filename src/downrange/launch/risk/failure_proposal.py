"""When and on which ascent failures are sampled: importance sampling by territory.

A state is one second of one ascent. How often failures come in it (`FailureProposal.chance`) follows from the ways to
fail (`breakup`). Most of those states threaten nobody, so three samples in four are drawn where they tell most about
territories, and weigh less for it: from a density proportional to

    chance x sqrt(sum over territories k of (share of the state's cloud on k / expected share on k)^2),

which makes the relative errors of all territories together least (the optimal density for one integral is
proportional to its integrand: Kahn, Marshall, J. Oper. Res. Soc. Am. 1 (1953) 263; for several, to the root of the
sum of their squares). The cloud is a normal one about the instantaneous impact point; it only steers the sampling,
and an error of it costs precision, not truth. One sample in four is drawn as failures occur, so no weight exceeds
four. What few ascents bring to a territory is not known better for more samples of these: it counts for less.
"""

from dataclasses import dataclass

import numpy as np

from downrange.earth.constants import MEAN_RADIUS_M, MU_M3_S2, OMEGA_RAD_S
from downrange.geography.territory_cells import CELLS_A_DEGREE, COLUMNS, territory_cells
from downrange.geography.territory_raster import TerritoryRaster
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.kernel.compiled import compiled
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.breakup import FAILURE_MODES, IGNITION_S, LONGEST_TURN_S
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.flight_events import EventKind

NATURAL_EVERY = 4  # one sample in so many is drawn as failures occur
CORE_M = 25e3  # spread of the cloud that steers: drag, wind, the shapes of borders,
THROW_M_S = 60.0  # and a velocity between those of the classes of debris of a middling and a hard break-up
_EVERY = 2  # seconds
ENOUGH_ASCENTS = 20.0  # a territory that so many carry steers in full
_FARTHEST = 4.0  # spreads beyond which a cloud is nothing
_LEAST = 1e-7  # expected shares below this steer nothing
_LAND = ("country", "province")


@dataclass(frozen=True, slots=True)
class FailureProposal:
    """How often failures come, and how often they are sampled, for each second of each ascent.

    chance    (modes, T, N)  shares of the failures of a mode and ascent: they add to 1 over T
    steered   (T, N)  how often the steered samples come in it, over how often failures do; 1 in the mean
    by_member (M, N)  the smoothed chance, for each territory of the raster, that one piece comes down there
    """

    chance: Floats
    steered: Floats
    by_member: Floats

    @property
    def occurs(self) -> Floats:
        """(T, N) how often failures of any mode come in each second of each ascent: they add to 1 over T."""
        return np.tensordot(np.array([mode.share for mode in FAILURE_MODES]), self.chance, axes=1)


def failure_chances(ascents: Ascents) -> Floats:
    """When each way to fail happens: shares (modes, T, N) of the failures of a mode and ascent."""
    whole = _flown(ascents)
    powered = whole & ascents.powered
    lit: Bools = np.zeros_like(whole)
    for event, at_s in ascents.events.items():
        if event.kind is EventKind.IGNITION and event.stage != 1:
            since = ascents.after_s[:, None] - at_s
            lit |= whole & (since >= 0.0) & (since < IGNITION_S)
    lit = lit | (powered & ~lit.any(axis=0))  # a flight with one stage can fail to light none above it
    return np.stack([_shares(lit if mode.at_ignition else powered) for mode in FAILURE_MODES])


def even_proposal(ascents: Ascents) -> FailureProposal:
    """Failures sampled as they come: every weight is 1."""
    chance = failure_chances(ascents)
    return FailureProposal(chance, np.ones(chance.shape[1:]), np.empty((0, chance.shape[2])))


def failure_proposal(
    ascents: Ascents, points: ImpactPoints, raster: TerritoryRaster, constrained_s: Floats
) -> FailureProposal:
    """The proposal for the territories of a raster; `points` are the impact points (T, N) of the same ascents.

    Only failures of each ascent before `constrained_s` (N,) are steered: later ones tell nothing of territories.
    """
    even = even_proposal(ascents)
    chance, occurs = even.chance, even.occurs
    rows = np.flatnonzero(ascents.after_s <= np.max(constrained_s))[::_EVERY]
    rows = rows[rows + _EVERY <= len(occurs)]
    there = np.isfinite(points.lat_deg[rows]) & (ascents.after_s[rows, None] <= constrained_s)
    weight = np.where(there, sum(occurs[rows + k] for k in range(_EVERY)), 0.0) / occurs.shape[1]
    turned_m_s = 0.5 * LONGEST_TURN_S * thrust_m_s2(ascents, *_grid(rows, occurs.shape[1]))
    states = np.stack(
        [
            points.lat_deg[rows],
            points.lon_deg[rows],
            np.hypot(CORE_M, THROW_M_S * points.after_s[rows]),
            np.hypot(CORE_M, np.hypot(THROW_M_S, turned_m_s.reshape(there.shape)) * points.after_s[rows]),
            weight,
        ]
    )
    land = np.array([territory.kind in _LAND for territory in raster.territories], dtype=np.bool_)
    cells = territory_cells(raster, land)
    turned = sum(mode.share for mode in FAILURE_MODES if mode.turns)
    ground = (cells.first_row, cells.start, cells.territory, cells.area_m2)
    by_member, steer = _steering(states, turned, *ground, len(land), _LEAST)
    steered = np.zeros(occurs.shape)
    told = float((steer * weight).sum())
    if told > 0.0:
        for k in range(_EVERY):
            steered[rows + k] = steer / told
    else:
        steered[:] = 1.0
    return FailureProposal(chance, steered, by_member * occurs.shape[1])


def thrust_m_s2(ascents: Ascents, second: Ints, member: Ints) -> Floats:
    """What the engine (less the drag) does to the velocity, m/s2 (n,): its change without gravity and rotation."""
    r, v = ascents.r_ecef_m[:, second, member], ascents.v_ecef_m_s[:, second, member]
    omega = np.array([[0.0], [0.0], [OMEGA_RAD_S]])
    gravity = -MU_M3_S2 * r / np.linalg.norm(r, axis=0) ** 3
    turning = np.cross(omega, np.cross(omega, r, axis=0), axis=0) + 2 * np.cross(omega, v, axis=0)
    felt = ascents.v_ecef_m_s[:, second + 1, member] - v - gravity + turning
    size: Floats = np.linalg.norm(felt, axis=0)
    return size


def _grid(rows: Ints, members: int) -> tuple[Ints, Ints]:
    return np.repeat(rows, members), np.tile(np.arange(members), len(rows))


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


@compiled
def _on_ground(
    lat_deg: float, lon_deg: float, sigma_m: float, share: float,
    first_row: int, start: Ints, territory: Ints, area_m2: Floats, on: Floats,
) -> None:  # fmt: skip
    """Add to `on` (M,) the share of a round normal cloud on each territory."""
    reach = np.degrees(_FARTHEST * sigma_m / MEAN_RADIUS_M)
    wide = min(reach / max(np.cos(np.radians(lat_deg)), 0.05), 179.0)
    rows = (start.size - 1) // COLUMNS
    south = max(int(np.floor((lat_deg - reach + 90.0) * CELLS_A_DEGREE)) - first_row, 0)
    north = min(int(np.floor((lat_deg + reach + 90.0) * CELLS_A_DEGREE)) - first_row, rows - 1)
    west = int(np.floor((lon_deg - wide + 180.0) * CELLS_A_DEGREE))
    east = int(np.floor((lon_deg + wide + 180.0) * CELLS_A_DEGREE))
    share /= 2.0 * np.pi * sigma_m**2
    for row in range(south, north + 1):
        lat = np.radians((first_row + row + 0.5) / CELLS_A_DEGREE - 90.0)
        up = lat - np.radians(lat_deg)
        narrow = np.cos(0.5 * (lat + np.radians(lat_deg)))
        for column in range(west, east + 1):
            cell = row * COLUMNS + column % COLUMNS
            if start[cell] == start[cell + 1]:
                continue
            along = np.radians((column + 0.5) / CELLS_A_DEGREE - 180.0 - lon_deg) * narrow
            square = (up * up + along * along) * (MEAN_RADIUS_M / sigma_m) ** 2
            if square > _FARTHEST**2:
                continue
            density = share * np.exp(-0.5 * square)
            for i in range(start[cell], start[cell + 1]):
                on[territory[i]] += density * area_m2[i]


@compiled
def _steering(
    states: Floats, turned: float,
    first_row: int, start: Ints, territory: Ints, area_m2: Floats, many: int, least: float,
) -> tuple[Floats, Floats]:  # fmt: skip
    """The expected share of each territory by ascent (M, N), and how much states tell of all of them (R, N).

    states (5, R, N): latitude, longitude in degrees, the spread in metres without and with a turn, how often.
    """
    _, rows, count = states.shape
    expected, on = np.zeros((many, count)), np.zeros(many)
    shares = np.zeros((rows, count, many))
    for i in range(rows):
        for j in range(count):
            lat, lon, narrow_m, wide_m, weight = states[:, i, j]
            if weight <= 0.0:
                continue
            on[:] = 0.0
            _on_ground(lat, lon, narrow_m, 1.0 - turned, first_row, start, territory, area_m2, on)
            _on_ground(lat, lon, wide_m, turned, first_row, start, territory, area_m2, on)
            for m in range(many):
                if on[m] > 0.0:
                    shares[i, j, m] = min(on[m], 1.0)
                    expected[m, j] += weight * shares[i, j, m]
    total = expected.sum(axis=1)
    carried = np.zeros(many)
    for m in range(many):
        if total[m] > least:
            carried[m] = min(total[m] ** 2 / (expected[m] ** 2).sum() / ENOUGH_ASCENTS, 1.0) / total[m] ** 2
    steer = np.zeros((rows, count))
    for i in range(rows):
        for j in range(count):
            square = 0.0
            for m in range(many):
                square += carried[m] * shares[i, j, m] ** 2
            steer[i, j] = np.sqrt(square)
    return expected, steer
