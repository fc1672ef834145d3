"""Exposure of each territory, two separate answers: when it is overflown; how likely it is hit, and when.

Impact is any piece on the territory's ground (land; the waters' own rows count their waters, land included), given
that the flight fails; the probability of the failure itself is kept apart. A territory that no sampled piece hits is
not given a zero but a bound from the smoothed dispersion (`debris_dispersion`), valid in this model only.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.geography.territories import Territory, candidates
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.ascent_overflight import (
    OverflightInterval,
    impact_point_overflights,
    vehicle_overflights,
)
from downrange.launch.risk.breakup import DEBRIS_CLASSES, FAILURE_MODES, SEVERITIES_M_S
from downrange.launch.risk.constrained_flight import constrained_impacts, last_constrained_time_s
from downrange.launch.risk.debris_dispersion import (
    CORE_M,
    DispersionClouds,
    dispersion_clouds,
    fragment_impact_probability,
)
from downrange.launch.risk.failures import CLASS_OF_PIECE, PIECES, DebrisImpacts, FailureTimeDensity
from downrange.launch.trajectory.ascent_ensemble import Ascents

ENOUGH_HITS = 10  # failures that hit; with fewer, a probability is no better known than by a third
_LAND = ("country", "province")
_THREE = 3.0  # nothing in n draws: at most 3 / n with 95 % (Hanley, Lippman-Hand, JAMA 249 (1983) 1743)
_REACH_SD = 5.0  # sigmas of the hardest break-up within which a territory is given a bound
_NOTHING = 1e-9  # bounds below this are not worth a line
_ALL_DOWN = 0.997  # the share of the pieces, by weight, that are down when the risk is taken to end


@dataclass(frozen=True, slots=True)
class Exposure:
    """What one territory is exposed to. Probabilities are given that the flight fails.

    p_any_fragment, standard_error  some piece lands there, and the error of the estimate from these samples; None
                                if no sampled failure hit it
    effective_members           how many ascents carry `p_any_fragment`: (sum p)^2 / sum p^2 over their shares p in it
                                (Kish's effective sample size, 1965); 0 if no sampled failure hit it
    p_single_fragment           a piece chosen blindly lands there (a vehicle that comes down whole)
    p_upper_bound               where no sample hit: a bound on `p_any_fragment`, from the smoothed dispersion while
                                the fit constrains the path, or from the number of samples if that is less; None where
                                the first does not reach (falls of more than a quarter of an hour are not in it)
    by_severity, by_mode        `p_any_fragment` given each severity and mode (NaN where nothing was sampled)
    by_path                     5 and 95 % over the ascents of the smoothed chance for one piece, relative to its mean
    arrival_s                   5 and 95 % of the arrival of pieces there, seconds after lift-off; None without hits
    last_s                      when 99.7 % of the pieces that come down there are down
    pieces                      how many pieces of each of `breakup.DEBRIS_CLASSES` are expected there, given failure
    beyond_fit                  it is overflown, but no failure before the last announced body has left reaches it
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


def exposures(
    ascents: Ascents,
    points: ImpactPoints,
    density: FailureTimeDensity,
    impacts: DebrisImpacts,
    waters: bool = True,
) -> tuple[Exposure, ...]:
    """What every territory near the flight is exposed to, most likely hit first.

    A territory is near if enough ascents pass over it, an impact point does, a piece fell there, or the smoothed
    dispersion reaches its land, each only as far as the announced falls constrain the ascents; failures after that
    count for no territory.
    """
    over = vehicle_overflights(ascents, waters)
    beneath = impact_point_overflights(ascents, points, waters)
    constrained_s = last_constrained_time_s(ascents)
    held = dispersion_clouds(points, density, constrained_s)
    impacts = constrained_impacts(ascents, impacts)
    near = {territory.code: territory for territory in _near(impacts, held, waters)}
    flown = {stay.territory.code: stay.territory for stay in over.values() if stay.is_named}
    found = []
    for code, territory in {**near, **flown}.items():
        if territory.kind == "islands":
            continue
        row = _exposure(territory, impacts, held, over.get(code), beneath.get(code))
        if row.hits or code in flown or row.impact_point or (row.p_upper_bound or 0.0) > _NOTHING:
            found.append(row)
    return tuple(sorted(found, key=_by_danger))


def _by_danger(row: Exposure) -> tuple[float, float, str]:
    return -(row.p_any_fragment or 0.0), -(row.p_upper_bound or 0.0), row.territory.code


def _near(impacts: DebrisImpacts, clouds: DispersionClouds, waters: bool) -> tuple[Territory, ...]:
    """Territories with a sampled piece, or within the reach of a hard break-up's cloud."""
    down = np.isfinite(impacts.lat_deg)
    lat, lon = clouds.lat_deg, clouds.lon_deg
    reach = np.degrees(np.hypot(CORE_M, _REACH_SD * SEVERITIES_M_S[-1] * clouds.fall_s) / MEAN_RADIUS_M)
    wide = reach / np.maximum(np.cos(np.radians(lat)), 0.1)
    boxes = shapely.box(lon - wide, lat - reach, lon + wide, lat + reach)
    shapes = np.concatenate([boxes, shapely.points(impacts.lon_deg[down], impacts.lat_deg[down])])
    return candidates(shapes, waters)


def _exposure(
    territory: Territory,
    impacts: DebrisImpacts,
    held: DispersionClouds,
    over: OverflightInterval | None,
    impact_point: OverflightInterval | None,
) -> Exposure:
    inside = _inside(territory, impacts)
    struck = inside.any(axis=0)
    hits, draws = int(struck.sum()), len(impacts.weight)
    scored = impacts.weight * struck
    bounded = fragment_impact_probability(held, territory.geometry) if hits == 0 else None
    p_upper_bound = _bound(bounded, _THREE * float(impacts.weight.max()) / draws)
    told = hits >= ENOUGH_HITS and territory.kind in _LAND
    smooth = fragment_impact_probability(held, territory.geometry) if told else None
    when = impacts.after_liftoff_s[inside]
    weight = np.broadcast_to(impacts.weight, inside.shape)[inside]
    return Exposure(
        territory=territory,
        over=over,
        impact_point=impact_point,
        hits=hits,
        p_any_fragment=float(scored.mean()) if hits else None,
        standard_error=_standard_error(scored, impacts.member) if hits else None,
        effective_members=_effective_members(scored, impacts.member),
        p_single_fragment=float((impacts.weight * inside.mean(axis=0)).mean()),
        p_upper_bound=p_upper_bound,
        by_severity=tuple(_given(scored, impacts.severity == k) for k in range(len(SEVERITIES_M_S))),
        by_mode=tuple(_given(scored, impacts.mode == k) for k in range(len(FAILURE_MODES))),
        by_path=_between_paths(smooth),
        arrival_s=(_quantile(when, weight, 0.05), _quantile(when, weight, 0.95)) if hits else None,
        last_s=_quantile(when, weight, _ALL_DOWN) if hits else None,
        beyond_fit=not hits and over is not None and p_upper_bound is None,
        pieces=tuple(
            float((impacts.weight * inside[k == CLASS_OF_PIECE].sum(axis=0)).mean())
            for k in range(len(DEBRIS_CLASSES))
        ),
    )


def _standard_error(scored: Floats, member: NDArray[np.int64]) -> float:
    """Of the mean of scores (N,). Samples of one ascent are alike, so each ascent is one cluster.

    The variance of clusters (Liang, Zeger, Biometrika 73 (1986) 13); with a draw an ascent it is the usual one.
    """
    off = np.bincount(member, scored - scored.mean())
    ascents = int((np.bincount(member) > 0).sum())
    return float(np.sqrt((off**2).sum() * ascents / max(ascents - 1, 1)) / len(scored))


def _effective_members(scored: Floats, member: NDArray[np.int64]) -> float:
    """How many ascents carry the mean of scores (N,): all if each has the same share in it, 1 if one has it all."""
    shares = np.bincount(member, scored)
    return float(shares.sum() ** 2 / (shares**2).sum()) if shares.any() else 0.0


def _inside(territory: Territory, impacts: DebrisImpacts) -> Bools:
    """Which pieces (K, N) landed in a territory."""
    west, south, east, north = territory.geometry.bounds
    lat, lon = impacts.lat_deg, impacts.lon_deg
    inside: Bools = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    if inside.any():
        shapely.prepare(territory.geometry)
        inside[inside] = shapely.contains_xy(territory.geometry, lon[inside], lat[inside])
    return inside


def _bound(smooth: Floats | None, unseen: float) -> float | None:
    """At most this: every piece of the hardest break-up, on the ascent that brings it nearest; or what so many draws
    would have shown, whichever is less."""
    if smooth is None or not smooth.any():
        return None
    return float(min(unseen, PIECES * smooth.max()))


def _between_paths(smooth: Floats | None) -> tuple[float, float]:
    """How much nearer or farther some ascents bring it than the mean of them."""
    if smooth is None or not smooth.size or smooth.mean() <= 0.0:
        return 1.0, 1.0
    low, high = np.quantile(smooth.mean(axis=0), [0.05, 0.95]) / smooth.mean()
    return float(low), float(high)


def _given(scored: Floats, which: Bools) -> float:
    return float(scored[which].mean()) if which.any() else float("nan")


def _quantile(values: Floats, weight: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(below, share * below[-1])])
