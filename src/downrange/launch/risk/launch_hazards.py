"""Hazard areas of a launch for ships and aircraft: failed flights (per launch, given failure) and planned falls.

A failed flight counts with the chance that it fails, where a record of earlier flights gives one; given that it
fails, and given each way to fail, the areas stand apart. Planned falls are certain (14 CFR 450.133(a): a probability
of one): of each announced body the area that holds 97 % of its falls, and where one ship or aircraft is hit with more
than the threshold's chance while it falls.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np

from downrange.codes import Remark
from downrange.kernel.parallel import Draws, map_items
from downrange.launch.fall.announced_falls import announced_states
from downrange.launch.fall.ballistic_fall import Atmosphere
from downrange.launch.fall.bodies import Body
from downrange.launch.risk.breakup import FAILURE_MODES, SEVERITIES_M_S
from downrange.launch.risk.constrained_flight import constrained_until_s
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.falling_pieces import (
    AIRCRAFT_LEVELS_M,
    FallingPieces,
    aircraft_hits,
    dropped,
    pieces_of_failures,
    ship_hits,
)
from downrange.launch.risk.hazard_areas import HazardArea, containment_area, covered_km2, hazard_area
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.impact_density import Hits, impact_density
from downrange.launch.risk.risk_codes import Uncertainty, earlier_flights
from downrange.launch.risk.thresholds import Thresholds
from downrange.launch.trajectory.ascent_ensemble import Ascents

LEVELS_M = (*AIRCRAFT_LEVELS_M, 0.0)
Target = Literal["ship", "aircraft"]
TARGETS: tuple[Target, ...] = ("ship", "aircraft")


@dataclass(frozen=True, slots=True)
class Hazard:
    """One area: of what (a body, or a failed flight), for whom, and given what.

    given      "per launch", "failure", the name of a way to fail, or "planned"
    criterion  "threshold" (a chance for one target) or "containment" (a share of the debris); `limit` is its number
    """

    of: str
    target: Target
    given: str
    criterion: Literal["threshold", "containment"]
    limit: float
    area: HazardArea
    condition: Remark


@dataclass(frozen=True, slots=True)
class LaunchHazards:
    """The areas of a launch, and which of the things not known moves the area of failed flights most, by target.

    `held` is the share of the failures that are in the areas: those until the last announced body has left.
    """

    hazards: tuple[Hazard, ...]
    dominant: dict[Target, dict[str, Any]]
    held: float


def launch_hazards(
    ascents: Ascents | None,
    bodies: Sequence[Body],
    pad: tuple[float, float],
    air: Atmosphere,
    rate: FailureRate,
    thresholds: Thresholds,
    *,
    case: str,
    draws: Draws,
    slice_s: float,
) -> LaunchHazards:
    """The areas of announced bodies and, with ascents, of failed flights; as many draws of each as `draws` says."""
    found: list[Hazard] = []
    for body in bodies:
        planned = planned_pieces(body, pad, air, case=case, draws=draws)
        found += _planned(body.name, planned, thresholds, slice_s)
    dominant: dict[Target, dict[str, Any]] = {}
    held = 0.0
    if ascents is not None:
        pieces = pieces_of_failures(
            ascents, air, LEVELS_M, constrained_until_s(ascents),
            case=case, seed=draws.seed, samples=draws.samples,
            executor=draws.executor, done=draws.heard("hazard areas", draws.samples),
        )  # fmt: skip
        held = np.unique(pieces.draw).size / draws.samples
        work = partial(_failed, pieces, rate, thresholds, slice_s)
        for target, (hazards, unknown) in zip(TARGETS, map_items(work, TARGETS, draws.executor), strict=True):
            found += hazards
            dominant[target] = unknown
    return LaunchHazards(tuple(found), dominant, held)


def planned_pieces(
    body: Body, pad: tuple[float, float], air: Atmosphere, *, case: str, draws: Draws
) -> FallingPieces:
    """The falls of an announced body, one piece a draw, through the heights of aircraft to the surface."""
    states = announced_states(body, *pad, air, case=case, draws=draws)
    places = dropped(
        states.r_ecef_m, states.v_ecef_m_s, states.beta_kg_m2, air, LEVELS_M, states.after_liftoff_s
    )
    count = states.beta_kg_m2.size
    none = np.full(count, -1)
    return FallingPieces(LEVELS_M, count, np.ones(count), np.arange(count), none, none, *places)


def _planned(name: str, pieces: FallingPieces, limits: Thresholds, slice_s: float) -> Iterator[Hazard]:
    certain = Remark(HazardRemark.PLANNED)
    for target in TARGETS:
        hits = hits_on(target, pieces)
        threshold = threshold_of(target, limits)
        density = impact_density(hits, threshold)
        held = containment_area(hits, density, limits.containment, slice_s)
        yield Hazard(name, target, "planned", "containment", limits.containment, held, certain)
        above = hazard_area(hits, density, 1.0, threshold, slice_s)
        yield Hazard(name, target, "planned", "threshold", threshold, above, certain)


def _failed(
    pieces: FallingPieces, rate: FailureRate, limits: Thresholds, slice_s: float, target: Target
) -> tuple[list[Hazard], dict[str, Any]]:
    """The areas of failed flights for one target, and what moves their size most."""
    hits, threshold = hits_on(target, pieces), threshold_of(target, limits)
    density = impact_density(hits, threshold)
    flights = rate.failures + rate.successes
    given = Remark(HazardRemark.GIVEN_FAILURE)

    def hazard(about: str, area: HazardArea, condition: Remark) -> Hazard:
        return Hazard("failed flight", target, about, "threshold", threshold, area, condition)

    # Ways to fail and break-ups are drawn among the failures that are held: as shares of all failures, and without
    # the errors of their fewer draws, they stand beside the area given failure.
    held = np.unique(pieces.draw).size / pieces.draws
    found = []
    if flights:
        facts = {"rate": rate.mean, "flights": earlier_flights(flights)}
        area = hazard_area(hits, density, rate.mean, threshold, slice_s)
        found.append(hazard("per launch", area, Remark(HazardRemark.PER_LAUNCH, facts)))
    found.append(hazard("failure", hazard_area(hits, density, 1.0, threshold, slice_s), given))
    sizes: dict[Uncertainty, list[float]] = {Uncertainty.MODE: [], Uncertainty.SEVERITY: []}
    for k, mode in enumerate(FAILURE_MODES):
        some = _given(pieces, hits_on(target, pieces), pieces.mode == k)
        part = impact_density(some, threshold)
        condition = Remark(HazardRemark.GIVEN_MODE, {"mode": mode.name, "share": mode.share})
        found.append(hazard(mode.name, hazard_area(some, part, 1.0, threshold, slice_s), condition))
        sizes[Uncertainty.MODE].append(covered_km2(part, held, threshold, 0.0))
    for k in range(len(SEVERITIES_M_S)):
        part = impact_density(_given(pieces, hits, pieces.severity == k), threshold)
        sizes[Uncertainty.SEVERITY].append(covered_km2(part, held, threshold, 0.0))
    if flights:
        ends = [covered_km2(density, rate.quantile(share), threshold) for share in (0.05, 0.95)]
        sizes[Uncertainty.RATE] = ends
    sizes[Uncertainty.DRAWS] = [covered_km2(density, 1.0, threshold, sigmas) for sigmas in (-2.0, 2.0)]
    return found, _dominant(sizes)


def _given(pieces: FallingPieces, hits: Hits, which: Any) -> Hits:
    """The hits of the draws of some pieces (P,), and how many such draws there were."""
    chosen = np.unique(pieces.draw[which])
    return hits.of(np.isin(hits.draw, chosen), max(len(chosen), 1))


def _dominant(sizes: dict[Uncertainty, list[float]]) -> dict[str, Any]:
    """Which of the unknowns makes the largest difference between the areas of its ends, in km2."""
    ends = {code: (min(of), max(of)) for code, of in sizes.items()}
    code = max(ends, key=lambda each: ends[each][1] - ends[each][0])
    return {
        "code": str(code),
        "source": code.says(),
        "area_km2": {str(each): [_digits(low), _digits(high)] for each, (low, high) in ends.items()},
    }


def hits_on(target: Target, pieces: FallingPieces) -> Hits:
    """What one ship or one aircraft could be hit by."""
    return ship_hits(pieces) if target == "ship" else aircraft_hits(pieces)


def threshold_of(target: Target, thresholds: Thresholds) -> float:
    """The chance held acceptable for it."""
    return thresholds.ship if target == "ship" else thresholds.aircraft


def _digits(value: float) -> float:
    return float(f"{value:.2g}")
