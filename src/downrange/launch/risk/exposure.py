"""Exposure of each territory, two separate answers: when it is overflown; how likely it is hit, and when.

Impact is any piece on the territory's ground (land; the waters' own rows count their waters, land included), given
that the flight fails; the probability of the failure itself is kept apart. Figures are of failures while the ascent
is held by what is announced. A territory that no sampled piece reaches is not given a zero but a bound from the
number of samples.
"""

from dataclasses import dataclass

import numpy as np

from downrange.geography.territories import Territory
from downrange.geography.territory_raster import TerritoryRaster
from downrange.kernel.arrays import Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.ascent_overflight import (
    OverflightInterval,
    impact_point_overflights,
    vehicle_overflights,
)
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES, SEVERITIES_M_S
from downrange.launch.risk.failure_proposal import FailureProposal
from downrange.launch.risk.failures import FailedFlights
from downrange.launch.risk.territory_tally import TerritoryTally, bin_edges_s
from downrange.launch.trajectory.ascent_ensemble import Ascents

ENOUGH_HITS = 10  # failures that hit; with fewer, a probability is no better known than by a third
_THREE = 3.0  # nothing in n draws: at most 3 / n with 95 % (Hanley, Lippman-Hand, JAMA 249 (1983) 1743)
_ALL_DOWN = 0.997  # the share of the pieces, by weight, that are down when the risk is taken to end


@dataclass(frozen=True, slots=True)
class Exposure:
    """What one territory is exposed to. Probabilities are given that the flight fails, and of failures while the
    ascent is held by what is announced, each until its own last announced body leaves.

    hits                        sampled states any of whose pieces come down there
    p_any_fragment, standard_error  some piece lands there, and the error of the estimate: of the ascents as clusters,
                                so it holds their number and that of the samples; None if no sample reaches it
    effective_members           how many ascents carry the figure: (sum p)^2 / sum p^2 over them (Kish, 1965)
    p_single_fragment           a piece chosen blindly lands there (a vehicle that comes down whole)
    p_upper_bound               where no sample hit but the clouds that steer the sampling come near: a bound on
                                `p_any_fragment` with 95 % from the number of samples; else None
    by_severity, by_mode        `p_any_fragment` given each severity and mode
    by_path                     5 and 95 % over the ascents of the smoothed chance for one piece, relative to its mean
    arrival_s                   5 and 95 % of the arrival of pieces there, seconds after lift-off; None without hits
    arrival_error_s             the standard errors of both, from groups of ascents (jackknife: Quenouille,
                                Biometrika 43 (1956) 353): by how much another seed would move them; None where
                                one group has all hits
    last_s                      when 99.7 % of the pieces that come down there are down
    pieces                      how many pieces of each of `breakup.DEBRIS_CLASSES` are expected there, given failure
    beyond_fit                  it is overflown, but no failure before the last announced body has left reaches it
    p_beyond                    some piece lands there, of failures after that: from there on nothing known constrains
                                the path, and its turn into the orbit's plane is not modelled; no figure to be told
    """

    territory: Territory
    over: OverflightInterval | None
    impact_point: OverflightInterval | None
    hits: int
    p_any_fragment: float | None
    standard_error: float | None
    effective_members: float
    p_single_fragment: float
    p_upper_bound: float | None
    by_severity: tuple[float, ...]
    by_mode: tuple[float, ...]
    by_path: tuple[float, float]
    arrival_s: tuple[float, float] | None
    last_s: float | None
    pieces: tuple[float, ...]
    beyond_fit: bool
    arrival_error_s: tuple[float, float] | None = None
    p_beyond: float = 0.0


def exposures(
    ascents: Ascents,
    points: ImpactPoints,
    proposal: FailureProposal,
    failed: FailedFlights,
    raster: TerritoryRaster,
    waters: bool = True,
) -> tuple[Exposure, ...]:
    """What every territory near the flight is exposed to, most likely hit first.

    A territory is near if enough ascents pass over it, an impact point does, a piece comes down there, or the clouds
    that steer the sampling reach it, each only as far as the announced falls constrain the ascents. `raster` is that
    of `proposal` and `failed`.
    """
    over = vehicle_overflights(ascents, points, waters)
    beneath = impact_point_overflights(ascents, points, waters)
    most = float(failed.impacts.weight.max()) if len(failed.impacts.weight) else 1.0
    flown = {stay.territory.code: stay.territory for stay in over.values() if stay.is_named}
    reached = {territory.code: place for place, territory in enumerate(raster.territories)}
    found = []
    for code, place in reached.items():
        row = exposure(
            raster.territories[place],
            failed.tally,
            place,
            proposal.by_member[place],
            most,
            over.get(code),
            beneath.get(code),
        )
        if row.hits or code in flown or row.impact_point or row.p_upper_bound is not None:
            found.append(row)
    found += [
        _overflown_only(territory, over[code], beneath.get(code))
        for code, territory in flown.items()
        if code not in reached and territory.kind != "islands"
    ]
    return tuple(sorted(found, key=_by_danger))


def exposure(
    territory: Territory,
    tally: TerritoryTally,
    place: int,
    smoothed: Floats,
    most_weight: float,
    over: OverflightInterval | None,
    impact_point: OverflightInterval | None,
) -> Exposure:
    """The exposure of the territory at a place of the tally; `smoothed` (N,) its chance for one piece, by ascent."""
    n, hits = tally.samples, int(tally.hits[place])
    by_member = tally.by_member[place] / n
    p, later = float(by_member.sum()), float(tally.beyond[place]) / n
    modes = np.array([mode.share for mode in FAILURE_MODES])
    near = hits == 0 and bool(smoothed.any())
    arrivals = tally.arrivals[place]
    return Exposure(
        territory=territory,
        over=over,
        impact_point=impact_point,
        hits=hits,
        p_any_fragment=p if hits else None,
        standard_error=_standard_error(by_member) if hits else None,
        effective_members=p**2 / float((by_member**2).sum()) if hits else 0.0,
        p_single_fragment=float(tally.single[place]) / n,
        p_upper_bound=min(1.0, _THREE * most_weight / n) if near else None,
        by_severity=tuple((tally.by_severity[place] / n).tolist()),
        by_mode=tuple((tally.by_mode[place] / n / modes).tolist()),
        by_path=_between_paths(smoothed),
        arrival_s=_ends(arrivals.sum(axis=0)) if hits else None,
        arrival_error_s=_jackknifed(arrivals) if hits else None,
        last_s=_quantile(arrivals.sum(axis=0), _ALL_DOWN) if hits else None,
        pieces=tuple((tally.pieces[place] / n).tolist()),
        beyond_fit=not hits and over is not None and not near,
        p_beyond=later,
    )


def _overflown_only(
    territory: Territory, over: OverflightInterval, impact_point: OverflightInterval | None
) -> Exposure:
    """A territory that ascents pass over, and that no failure reaches while anything holds their path."""
    return Exposure(
        territory=territory,
        over=over,
        impact_point=impact_point,
        hits=0,
        p_any_fragment=None,
        standard_error=None,
        effective_members=0.0,
        p_single_fragment=0.0,
        p_upper_bound=None,
        by_severity=(0.0,) * len(SEVERITIES_M_S),
        by_mode=(0.0,) * len(FAILURE_MODES),
        by_path=(1.0, 1.0),
        arrival_s=None,
        last_s=None,
        pieces=(0.0,) * len(DEBRIS_CLASSES),
        beyond_fit=True,
    )


def _by_danger(row: Exposure) -> tuple[float, float, str]:
    return -(row.p_any_fragment or 0.0), -(row.p_upper_bound or 0.0), row.territory.code


def _standard_error(by_member: Floats) -> float:
    """Of a sum of the contributions (N,) of ascents, each an independent cluster of samples.

    The variance of clusters (Liang, Zeger, Biometrika 73 (1986) 13).
    """
    many = by_member.size
    return float(np.sqrt(many) * by_member.std(ddof=1)) if many > 1 else float("inf")


def _between_paths(smoothed: Floats) -> tuple[float, float]:
    """How much nearer or farther some ascents bring it than the mean of them."""
    if not smoothed.size or smoothed.mean() <= 0.0:
        return 1.0, 1.0
    low, high = np.quantile(smoothed, [0.05, 0.95]) / smoothed.mean()
    return float(low), float(high)


def _ends(arrivals: Floats) -> tuple[float, float]:
    return _quantile(arrivals, 0.05), _quantile(arrivals, 0.95)


def _jackknifed(arrivals: Floats) -> tuple[float, float] | None:
    """The standard errors of the ends of a window, from counts (groups, bins), each group left out once."""
    others = arrivals.sum(axis=0) - arrivals
    if (arrivals.sum(axis=1) > 0.0).sum() < 2:
        return None
    ends = np.array([_ends(np.maximum(each, 0.0)) for each in others])
    error = np.sqrt((len(ends) - 1) * ends.var(axis=0))
    return float(error[0]), float(error[1])


def _quantile(counts: Floats, share: float) -> float:
    """The quantile of times counted in bins (B,), seconds after lift-off."""
    up_to = np.append(0.0, np.cumsum(counts))
    return float(np.interp(share * up_to[-1], up_to, bin_edges_s()))
