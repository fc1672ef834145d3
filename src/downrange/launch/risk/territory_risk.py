"""Risk of a failed flight for every territory: figures while it is constrained, after that the corridor alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from downrange.codes import Remark
from downrange.kernel.parallel import Draws, side_by_side
from downrange.launch.fall.announced_ascents import fall_tracks
from downrange.launch.fall.ballistic_fall import Atmosphere, Track
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk.breakup import assumed
from downrange.launch.risk.casualty_expectation import (
    HazardLevel,
    casualties_in_towns,
    hazard_level,
)
from downrange.launch.risk.constrained_flight import (
    constrained_until_s,
    farthest_fall_m,
    last_constrained_time_s,
)
from downrange.launch.risk.exposure import Exposure, exposures
from downrange.launch.risk.exposure_rows import exposure_rows
from downrange.launch.risk.exposure_verdict import Known, why_no_figures
from downrange.launch.risk.failure_proposal import failure_proposal
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.failures import failures
from downrange.launch.risk.impact_corridor import Corridor, impact_corridor
from downrange.launch.risk.impact_trace import Trace, trace_of
from downrange.launch.risk.named_territories import constrained_reach
from downrange.launch.risk.reach import reach_raster
from downrange.launch.risk.risk_codes import CannotTell, RiskRemark
from downrange.launch.risk.thresholds import DEFAULTS, Thresholds
from downrange.launch.trajectory.ascent_ensemble import Ascents

STATES_A_SAMPLE = 2  # failed states for each sample asked for: what figures that stand still take


@dataclass(frozen=True, slots=True)
class Risk:
    """What a failed flight would threaten: the failure rate, each territory's exposure, ships, aircraft, people.

    `refused` says why no territory may be named; then there are no exposures, and the trace is empty. The corridor is
    None then, and where too few ascents are left for one.
    """

    rate: FailureRate
    exposures: tuple[Exposure, ...]
    known: Known
    refused: Remark | None
    held_until_s: float
    farthest_fall_km: float
    reach: shapely.Geometry
    corridor: Corridor | None
    trace: Trace
    tracks: Mapping[str, Track]  # how the bodies of the trace's ascent fall
    ship: HazardLevel
    aircraft: HazardLevel
    casualties_given_failure: float
    thresholds: Thresholds
    samples: int
    ascents: int
    fitted_to: Remark
    misses: tuple[Remark, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON: probabilities of the launch (failure rate included) beside those given failure."""
        assumption = assumed()
        return {
            "failure_rate": self.rate.as_dict(),
            "ascents_say": self.fitted_to.says,
            "ascents_code": str(self.fitted_to.code),
            "ascents_miss": [miss.says for miss in self.misses],
            "ascents_miss_codes": [str(miss.code) for miss in self.misses],
            "assumed": assumption.says,
            "assumed_code": str(assumption.code),
            "samples": self.samples,
            "ascents": self.ascents,
            "held_until_s": round(self.held_until_s, 1),
            "refused": self.refused.as_dict() if self.refused else None,
            "notes": [note.as_dict() for note in self._notes()],
            "territories": exposure_rows(self.exposures, self.rate, self.known, self.reach, self.ascents),
            "corridor": self.corridor.as_dict() if self.corridor else None,
            "impact_point": self.trace.as_dict(),
            "ship": {**self.ship.as_dict(), "given_failure": not self.rate.has_record},
            "aircraft": {**self.aircraft.as_dict(), "given_failure": not self.rate.has_record},
            "casualties": {
                "expected_in_towns": _digits(self.casualties_given_failure * self.rate.mean)
                if self.rate.has_record
                else None,
                "given_failure": _digits(self.casualties_given_failure),
                "threshold": self.thresholds.people,
                **Remark(RiskRemark.CASUALTIES_IN_TOWNS).as_dict(),
            },
        }

    def _notes(self) -> Iterator[Remark]:
        """What holds for the whole table, each only where it does."""
        if self.refused:
            yield self.refused
        else:
            yield Remark(RiskRemark.GIVEN_FAILURE)
            if any(row.hits for row in self.exposures):
                yield Remark(RiskRemark.INTERVALS)
            whole = round(self.held_until_s)
            yield Remark(RiskRemark.HELD_UNTIL, {"until": f"T+{whole // 60}:{whole % 60:02d}"})
            yield Remark(RiskRemark.SELDOM_UNLISTED, {"distance_km": self.farthest_fall_km})
        if self.corridor and self.corridor.countries:
            names = ", ".join(country.name for country in self.corridor.countries)
            yield Remark(RiskRemark.COUNTRIES_IN_CORRIDOR, {"countries": names})


def risk_of(
    ascents: Ascents,
    air: Atmosphere,
    rate: FailureRate,
    *,
    case: str,
    draws: Draws,
    known: Known,
    thresholds: Thresholds = DEFAULTS,
) -> Risk:
    """Let flights of the ensemble fail and assess what each territory is exposed to.

    `STATES_A_SAMPLE` flights fail for each of `draws.samples`.

    `known` says what the case gives besides its falls. Without an earlier flight on record ships and aircraft are
    assessed for a flight that fails.
    """
    points = impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s)
    held_s = constrained_until_s(ascents)
    raster = reach_raster(ascents.after_s, points, held_s)
    proposal = failure_proposal(ascents, points, raster, held_s)
    samples = STATES_A_SAMPLE * draws.samples
    failed = failures(
        ascents,
        proposal,
        air,
        raster,
        held_s,
        case=case,
        seed=draws.seed,
        samples=samples,
        executor=draws.executor,
        done=draws.heard("failures", samples),
    )
    refused = why_no_figures(ascents)
    held_until_s = last_constrained_time_s(ascents)
    trace = trace_of(ascents.after_s, points, held_until_s if refused is None else -np.inf)
    chance = rate.mean if rate.has_record else 1.0
    draw = refused is None or refused.code is CannotTell.NO_FALL
    # Only the first of these looks at shapes, which threads must not share.
    calls = [
        lambda: exposures(ascents, points, proposal, failed, raster) if refused is None else (),
        lambda: hazard_level(failed.impacts, chance, thresholds.ship, "ship"),
        lambda: hazard_level(failed.impacts, chance, thresholds.aircraft, "aircraft"),
    ]
    rows, ship, aircraft = side_by_side(calls, draws.executor)
    return Risk(
        rate=rate,
        exposures=rows,
        known=known,
        refused=refused,
        held_until_s=held_until_s,
        farthest_fall_km=float(np.median(farthest_fall_m(ascents))) / 1e3,
        reach=constrained_reach(ascents.after_s, points, held_s),
        corridor=impact_corridor(ascents, points, known.plane) if draw else None,
        trace=trace,
        tracks=fall_tracks(ascents, trace.member, air),
        ship=ship,
        aircraft=aircraft,
        casualties_given_failure=casualties_in_towns(rows),
        thresholds=thresholds,
        samples=samples,
        ascents=ascents.r_ecef_m.shape[2],
        fitted_to=ascents.fitted_to,
        misses=ascents.misses,
    )


def _digits(value: float) -> float:
    """Two digits: more would pretend."""
    return float(f"{value:.2g}")
