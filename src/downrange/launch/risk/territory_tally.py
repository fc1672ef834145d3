"""The tally: what all sampled failures do to every territory, in one pass over their pieces.

A failure of a scenario hits a territory if any of its pieces comes down there. Of each class of debris `POINTS`
pieces are followed; if k of them come down in the territory, the chance that none of the `count` pieces of the class
does is estimated by C(POINTS - k, count) / C(POINTS, count), the share of choices of `count` among them that miss it.
This has no bias at any number of points (it is the U-statistic of (1 - p)^count: Hoeffding, Ann. Math. Stat. 19
(1948) 293), where 1 - (1 - k / POINTS)^count comes out low by up to count / (2 POINTS) if single pieces decide.
"""

from dataclasses import dataclass, fields
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

from downrange.geography.territory_raster import TerritoryRaster, label_at
from downrange.kernel.arrays import Bools, Floats, Ints
from downrange.kernel.compiled import compiled
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES, MAXWELL_97, SEVERITIES_M_S
from downrange.launch.risk.failure_scenarios import Scenarios
from downrange.launch.risk.response_map import STEP_BETA_SD, STEP_M_S, ResponseMap, mapped

if TYPE_CHECKING:
    from downrange.launch.risk.failures import DebrisImpacts

POINTS = 32  # pieces of a class that are followed: at least as many as a class has
GROUPS = 10  # of ascents, for the spread of arrival times
_FIRST_S, _BIN_RATIO, _BINS = (
    30.0,
    1.005,
    1200,
)  # arrival times are counted in bins of 0.5 %, from 30 s to 3.3 hours
_COUNT = np.array([debris.count for debris in DEBRIS_CLASSES])
_FACTOR = np.array([debris.imparted_velocity_factor for debris in DEBRIS_CLASSES]) / MAXWELL_97
_MISSED = np.array(
    [
        [comb(POINTS - k, debris.count) / comb(POINTS, debris.count) for k in range(POINTS + 1)]
        for debris in DEBRIS_CLASSES
    ]
)


@dataclass(frozen=True, slots=True)
class TerritoryTally:
    """Sums over `samples` states for the M territories of a raster; a sum over the samples is a probability given
    failure. All but `beyond` are of failures while the ascent is held by what is announced.

    by_member    (M, N)  some piece comes down there, by ascent
    by_mode      (M, modes)  and by mode
    by_severity  (M, severities)  given each severity
    beyond       (M,)  some piece comes down there, of failures after that
    single       (M,)  pieces that come down there, over all pieces
    pieces       (M, classes)  pieces of each class that come down there
    hits         (M,)  states any of whose followed pieces come down there
    arrivals     (M, GROUPS, bins)  pieces that come down there, by group of ascents and time
    """

    samples: int
    by_member: Floats
    by_mode: Floats
    by_severity: Floats
    beyond: Floats
    single: Floats
    pieces: Floats
    hits: Floats
    arrivals: Floats

    @staticmethod
    def total(parts: "list[TerritoryTally]") -> "TerritoryTally":
        """The sum of tallies of parts of the samples, in their order."""
        names = [field.name for field in fields(TerritoryTally)]
        return TerritoryTally(**{name: sum(getattr(part, name) for part in parts) for name in names})


def bin_edges_s() -> Floats:
    """The edges (bins + 1,) of the bins of arrival times, seconds after lift-off."""
    return _FIRST_S * _BIN_RATIO ** np.arange(_BINS + 1.0)


def tally(
    raster: TerritoryRaster,
    ways: Scenarios,
    maps: ResponseMap,
    z: Floats,
    impacts: "DebrisImpacts",
    beyond: Bools,
    members: int,
) -> TerritoryTally:
    """The tally of n states: `z` (n, classes, POINTS, 4) standard normal numbers of their pieces.

    A state whose map is not whole is tallied by its one drawn failure, piece by piece (`impacts`).
    """
    many, modes = len(raster.territories), len(FAILURE_MODES)
    made = TerritoryTally(
        samples=len(beyond),
        by_member=np.zeros((many, members)),
        by_mode=np.zeros((many, modes)),
        by_severity=np.zeros((many, len(SEVERITIES_M_S))),
        beyond=np.zeros(many),
        single=np.zeros(many),
        pieces=np.zeros((many, len(DEBRIS_CLASSES))),
        hits=np.zeros(many),
        arrivals=np.zeros((many, GROUPS, _BINS)),
    )
    into = (
        made.by_member, made.by_mode, made.by_severity, made.beyond, made.pieces, made.hits, made.arrivals,
    )  # fmt: skip
    where = (
        raster.south_row,
        raster.row_start,
        raster.along_deg,
        raster.label,
        raster.set_start,
        raster.members,
    )
    state = (impacts.weight, impacts.failed_s, impacts.member, beyond, maps.whole)
    ways_of = (ways.share, ways.throw_m_s, ways.turn_m_s, ways.of_severity)
    _tally(state, maps.terms, ways_of, z, where, _COUNT, _FACTOR, _MISSED, into)
    one = (ways.drawn, ways.mode, impacts.lat_deg, impacts.lon_deg, impacts.after_liftoff_s)
    _tally_pieces(state, one, ways.of_severity, where, _COUNT, into)
    made.single[:] = made.pieces.sum(axis=1) / _COUNT.sum()
    return made


@compiled
def _bin(after_s: float) -> int:
    place = np.log(max(after_s, _FIRST_S) / _FIRST_S) / np.log(_BIN_RATIO)
    return min(int(place), _BINS - 1)


@compiled
def _tally(
    state: Any, terms: Floats, ways: Any, z: Floats, where: Any,
    count: Ints, factor: Floats, missed: Floats, into: Any,
) -> None:  # fmt: skip
    """Every scenario of every state whose map is whole."""
    weight, failed_s, member, beyond, whole = state
    share, throw_m_s, turn_m_s, of_severity = ways
    south_row, row_start, along_deg, label, set_start, members = where
    by_member, by_mode, by_severity, later, pieces, hits, arrivals = into
    classes, points = z.shape[1], z.shape[2]
    found = np.zeros((by_mode.shape[0], classes), dtype=np.int64)
    met, struck = np.empty(by_mode.shape[0], dtype=np.int64), np.zeros(by_mode.shape[0])
    known = np.zeros(by_mode.shape[0], dtype=np.int64)
    for n in range(weight.size):
        if not whole[n]:
            continue
        group = member[n] % arrivals.shape[1]
        for s in range(share.shape[1]):
            often = 0.0
            for mode in range(share.shape[2]):
                often += weight[n] * share[n, s, mode]
            if often <= 0.0:
                continue
            reached = 0
            for c in range(classes):
                throw = throw_m_s[n, s] * factor[c] / STEP_M_S
                a, b, d = (
                    turn_m_s[n, s, 0] / STEP_M_S,
                    turn_m_s[n, s, 1] / STEP_M_S,
                    turn_m_s[n, s, 2] / STEP_M_S,
                )
                each = often * count[c] / points
                for k in range(points):
                    x = z[n, c, k]
                    lat, lon, fall_s = mapped(
                        terms[n, c], a + throw * x[0], b + throw * x[1], d + throw * x[2], x[3] / STEP_BETA_SD
                    )
                    of = label_at(lat, lon, south_row, row_start, along_deg, label)
                    if set_start[of] == set_start[of + 1]:
                        continue
                    when = _bin(failed_s[n] + fall_s)
                    for i in range(set_start[of], set_start[of + 1]):
                        m = members[i]
                        if known[m] == 0:
                            known[m], met[reached] = 1, m
                            reached += 1
                        found[m, c] += 1
                        if not beyond[n]:
                            arrivals[m, group, when] += each
            for i in range(reached):
                m = met[i]
                none = 1.0
                for c in range(classes):
                    none *= missed[c, found[m, c]]
                    if not beyond[n]:
                        pieces[m, c] += often * count[c] * found[m, c] / points
                    found[m, c] = 0
                known[m] = 0
                if beyond[n]:
                    later[m] += often * (1.0 - none)
                    continue
                struck[m] = n + 1.0
                by_member[m, member[n]] += often * (1.0 - none)
                for mode in range(share.shape[2]):
                    by_mode[m, mode] += weight[n] * share[n, s, mode] * (1.0 - none)
                severities = by_severity.shape[1]
                for severity in range(severities):
                    if of_severity[n, s] < 0:
                        by_severity[m, severity] += often * (1.0 - none)
                    elif of_severity[n, s] == severity:
                        by_severity[m, severity] += severities * often * (1.0 - none)
        for m in range(struck.size):
            hits[m] += struck[m] == n + 1.0


@compiled
def _tally_pieces(state: Any, one: Any, of_severity: Ints, where: Any, count: Ints, into: Any) -> None:
    """The one drawn failure of every state whose map is not whole."""
    weight, _, member, beyond, whole = state
    drawn, mode, lats, lons, after_s = one
    south_row, row_start, along_deg, label, set_start, members = where
    by_member, by_mode, by_severity, later, pieces, hits, arrivals = into
    severities = by_severity.shape[1]
    for n in range(weight.size):
        if whole[n]:
            continue
        struck = np.zeros(by_mode.shape[0], dtype=np.int64)
        piece = 0
        for c in range(count.size):
            for _ in range(count[c]):
                of = label_at(lats[piece, n], lons[piece, n], south_row, row_start, along_deg, label)
                for i in range(set_start[of], set_start[of + 1]):
                    m = members[i]
                    struck[m] = 1
                    if not beyond[n]:
                        pieces[m, c] += weight[n]
                        arrivals[m, member[n] % arrivals.shape[1], _bin(after_s[piece, n])] += weight[n]
                piece += 1
        for m in np.flatnonzero(struck):
            if beyond[n]:
                later[m] += weight[n]
                continue
            hits[m] += 1.0
            by_member[m, member[n]] += weight[n]
            by_mode[m, mode[n]] += weight[n]
            severity = of_severity[n, drawn[n]]
            for k in range(severities):
                if severity < 0:
                    by_severity[m, k] += weight[n]
                elif severity == k:
                    by_severity[m, k] += severities * weight[n]
