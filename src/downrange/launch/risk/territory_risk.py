"""Risk of a failed flight for every territory, and which of the unknowns each figure depends on most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import fall_tracks
from downrange.launch.fall.ballistic_fall import Atmosphere, Track
from downrange.launch.fall.impact_point import impact_points
from downrange.launch.risk.ascent_overflight import OverflightInterval
from downrange.launch.risk.breakup import FAILURE_MODES, SEVERITIES_M_S, assumed
from downrange.launch.risk.casualty_expectation import (
    HazardLevel,
    casualties_in_towns,
    hazard_level,
)
from downrange.launch.risk.constrained_flight import constrained_until_s, last_constrained_time_s
from downrange.launch.risk.exposure import ENOUGH_HITS, Exposure, exposures
from downrange.launch.risk.failure_proposal import failure_proposal
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.failures import failures
from downrange.launch.risk.impact_trace import Trace, trace_of
from downrange.launch.risk.reach import reach_raster
from downrange.launch.risk.risk_codes import RiskRemark, Uncertainty
from downrange.launch.risk.thresholds import DEFAULTS, Thresholds
from downrange.launch.trajectory.ascent_ensemble import Ascents

_SHOWN = 12  # rows of a kind that a table shows: the most exposed
_MOST = 1000.0  # a factor above this is said as this: the low end was all but nothing


@dataclass(frozen=True, slots=True)
class Risk:
    """What a failed flight would threaten: the failure rate, each territory's exposure, ships, aircraft, people."""

    rate: FailureRate
    exposures: tuple[Exposure, ...]
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
            "territories": [
                {**exposure_row(row, self.rate), "shown": shown} for row, shown in _shown(self.exposures)
            ],
            "impact_point": self.trace.as_dict(),
            "ship": self.ship.as_dict(),
            "aircraft": self.aircraft.as_dict(),
            "casualties": {
                "expected_in_towns": _digits(self.casualties_given_failure * self.rate.mean),
                "given_failure": _digits(self.casualties_given_failure),
                "threshold": self.thresholds.people,
                **Remark(RiskRemark.CASUALTIES_IN_TOWNS).as_dict(),
            },
        }


def risk_of(
    ascents: Ascents,
    air: Atmosphere,
    rate: FailureRate,
    *,
    case: str,
    draws: Draws,
    thresholds: Thresholds = DEFAULTS,
) -> Risk:
    """Let `draws.samples` flights of the ensemble fail and assess what each territory is exposed to."""
    points = impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s)
    held_s = constrained_until_s(ascents)
    raster = reach_raster(ascents.after_s, points, held_s)
    proposal = failure_proposal(ascents, points, raster, held_s)
    samples = draws.samples
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
    rows = exposures(ascents, points, proposal, failed, raster)
    trace = trace_of(ascents.after_s, points, last_constrained_time_s(ascents))
    return Risk(
        rate=rate,
        exposures=rows,
        trace=trace,
        tracks=fall_tracks(ascents, trace.member, air),
        ship=hazard_level(failed.impacts, rate.mean, thresholds.ship, "ship"),
        aircraft=hazard_level(failed.impacts, rate.mean, thresholds.aircraft, "aircraft"),
        casualties_given_failure=casualties_in_towns(rows),
        thresholds=thresholds,
        samples=samples,
        ascents=ascents.r_ecef_m.shape[2],
        fitted_to=ascents.fitted_to,
        misses=ascents.misses,
    )


def _shown(rows: tuple[Exposure, ...]) -> Iterator[tuple[Exposure, bool]]:
    """Each exposure, and whether a table shows it: within the fit, and overflown or among the first of its kind."""
    seen: dict[str, int] = {}
    for row in rows:
        place = seen.get(row.territory.kind, 0)
        seen[row.territory.kind] = place + (not row.beyond_fit)
        yield row, not row.beyond_fit and (row.over is not None or place < _SHOWN)


def exposure_row(row: Exposure, rate: FailureRate) -> dict[str, Any]:
    """One territory, in the fields of `downrange fall`, with what stands behind them."""
    low, high = span(row, rate)
    return {
        "code": row.territory.code,
        "name": row.territory.name,
        "kind": row.territory.kind,
        "overflown": row.over is not None,
        "overflight_s": _interval(row.over),
        "overflight": _stay(row.over),
        "impact_point": _stay(row.impact_point),
        "impact_probability": _digits(row.p_any_fragment * rate.mean)
        if row.p_any_fragment is not None
        else None,
        "standard_error": _digits(row.standard_error * rate.mean) if row.standard_error is not None else None,
        "below": _digits(row.p_upper_bound * rate.mean) if row.p_upper_bound is not None else None,
        "range": [_digits(low), _digits(high)] if low > 0.0 and not row.beyond_fit else None,
        "beyond_fit": row.beyond_fit,
        "given_failure": _digits(row.p_any_fragment) if row.p_any_fragment is not None else None,
        "one_piece_given_failure": _digits(row.p_single_fragment),
        "hits": row.hits,
        "impact_s": [round(t, 1) for t in row.arrival_s] if row.arrival_s else None,
        "over_s": round(row.last_s, 1) if row.last_s is not None else None,
        "dominant": largest_uncertainty(row, rate) if row.hits else None,
    }


def span(row: Exposure, rate: FailureRate) -> tuple[float, float]:
    """The figure's range over what is assumed: from a vehicle that comes down whole, on the ascents that bring it
    least, with the least failure rate, to the hardest break-up, the nearest ascents and the highest rate."""
    p_any_fragment = row.p_any_fragment or 0.0
    hardest = max([p_any_fragment, *(p for p in row.by_severity if np.isfinite(p))])
    least = row.p_single_fragment * row.by_path[0] * rate.quantile(0.05)
    return least, min(1.0, hardest * row.by_path[1]) * rate.quantile(0.95)


def largest_uncertainty(row: Exposure, rate: FailureRate) -> dict[str, Any]:
    """Which of the things not known moves the figure most, as the factor between its ends."""
    if row.hits < ENOUGH_HITS:
        few = Remark(RiskRemark.FEW_HITS, {"hits": row.hits})
        return {
            "code": str(Uncertainty.DRAWS),
            "source": Uncertainty.DRAWS.says(),
            "factor": _MOST,
            "says": few.says,
            "says_code": str(few.code),
        }
    error = 2 * (row.standard_error or 0.0)
    middle = row.p_any_fragment or 0.0
    at_any_time = [(m.share, p) for m, p in zip(FAILURE_MODES, row.by_mode, strict=True) if not m.at_ignition]
    steady = sum(share * p for share, p in at_any_time) / sum(share for share, _ in at_any_time)
    factors = {
        Uncertainty.FRAGMENTS: _factor(row.p_single_fragment, middle),
        Uncertainty.SEVERITY: _factor(*_ends(row.by_severity)),
        Uncertainty.MODE: _factor(*_ends([p for _, p in at_any_time])),
        Uncertainty.TIME: _factor(*sorted((middle, steady))),
        Uncertainty.ASCENT: _factor(*row.by_path),
        Uncertainty.RATE: _factor(rate.quantile(0.05), rate.quantile(0.95)),
        Uncertainty.DRAWS: _factor(max(middle - error, 0.0), middle + error),
    }
    code = max(factors, key=lambda key: factors[key])
    return {
        "code": str(code),
        "source": code.says(),
        "factor": _digits(factors[code]),
        "factors": {each.says(): _digits(value) for each, value in factors.items()},
        "factor_codes": [str(each) for each in factors],
        "by_severity": {
            f"{s:.0f} m/s": _known(p) for s, p in zip(SEVERITIES_M_S, row.by_severity, strict=True)
        },
        "by_mode": {mode.name: _known(p) for mode, p in zip(FAILURE_MODES, row.by_mode, strict=True)},
    }


def _factor(low: float, high: float) -> float:
    return min(_MOST, high / low) if low > 0.0 else (_MOST if high > 0.0 else 1.0)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    known = [value for value in values if np.isfinite(value)]
    return (min(known), max(known)) if known else (1.0, 1.0)


def _interval(stay: OverflightInterval | None) -> list[float] | None:
    return [round(stay.enters_s[0], 1), round(stay.leaves_s[1], 1)] if stay else None


def _stay(stay: OverflightInterval | None) -> dict[str, Any] | None:
    if stay is None:
        return None
    return {
        "share": round(stay.share, 3),
        "enters_s": [round(t, 1) for t in stay.enters_s],
        "leaves_s": [round(t, 1) for t in stay.leaves_s],
        "seconds": [round(t, 1) for t in stay.seconds],
    }


def _known(value: float) -> float | None:
    return _digits(value) if np.isfinite(value) else None


def _digits(value: float) -> float:
    """Two digits: more would pretend."""
    return float(f"{value:.2g}")
