"""Rows of the risk table: one territory in the fields of `downrange fall`, with what stands behind them.

What is given for a flight that fails and what is given per launch are apart: without an earlier flight on record
there is no chance of failure to multiply by, and every figure per launch is null.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from downrange.codes import Remark
from downrange.launch.risk.arrival_times import rounded_outward_s, rounding_step_s
from downrange.launch.risk.ascent_overflight import OverflightInterval
from downrange.launch.risk.breakup import FAILURE_MODES, SEVERITIES_M_S
from downrange.launch.risk.exposure import ENOUGH_HITS, Exposure
from downrange.launch.risk.exposure_verdict import Known, Statement, carrying, statement_of
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.named_territories import may_be_named
from downrange.launch.risk.risk_codes import OverflightVerdict, RiskRemark, Uncertainty

_SHOWN = 12  # rows of a kind that a table shows: the most exposed; the overflown are always shown
_BOUNDS_SHOWN = 6
_MOST = 1000.0  # a factor above this is said as this: the low end was all but nothing


def exposure_rows(
    rows: Sequence[Exposure], rate: FailureRate, known: Known, reach: shapely.Geometry, ascents: int
) -> list[dict[str, Any]]:
    """The rows that may be named: figures first, then ranges, then bounds and the merely overflown."""
    stated = [(row, statement_of(row, known, ascents)) for row in rows]
    named = [(row, statement) for row, statement in stated if may_be_named(row, statement, known, reach)]
    return [
        {**exposure_row(row, statement, rate, ascents), "shown": shown}
        for row, statement, shown in _shown(named)
    ]


def _shown(
    rows: Sequence[tuple[Exposure, Statement]],
) -> Iterator[tuple[Exposure, Statement, bool]]:
    """Each row and whether a table shows it: the overflown always, of the others the first of each kind and form."""
    seen: dict[tuple[str, bool], int] = {}
    for row, statement in sorted(rows, key=_rank):
        form = row.territory.kind, statement.spread is None
        place = seen.get(form, 0)
        seen[form] = place + 1
        named = row.over is not None and row.over.is_named
        yield row, statement, named or place < (_BOUNDS_SHOWN if statement.spread is None else _SHOWN)


def _rank(one: tuple[Exposure, Statement]) -> tuple[int, float, float, str]:
    """Figures, then ranges, each by size, then bounds: what is known best comes first."""
    row, statement = one
    form = 0 if statement.figure is not None else 1 if statement.spread is not None else 2
    return form, -(row.p_any_fragment or 0.0), -(row.p_upper_bound or 0.0), row.territory.code


def exposure_row(row: Exposure, statement: Statement, rate: FailureRate, ascents: int) -> dict[str, Any]:
    """One territory; probabilities per launch (failure rate included) beside those given failure."""
    figure, verdict = statement.figure, statement.verdict
    low_high = statement.spread
    per_launch = rate.mean if rate.has_record else None
    window, down, step = _arrival(row)
    return {
        "code": row.territory.code,
        "name": row.territory.name,
        "kind": row.territory.kind,
        "verdict": str(verdict.code),
        "verdict_says": verdict.says,
        **_overflight(row.over, ascents),
        "impact_point": _stay(row.impact_point),
        "impact_probability": _times(figure, per_launch),
        "standard_error": _times(row.standard_error if figure is not None else None, per_launch),
        "below": _times(statement.bound, per_launch),
        "range": [
            _digits(low_high[0] * rate.quantile(0.05)),
            _digits(low_high[1] * rate.quantile(0.95)),
        ]
        if low_high and per_launch is not None
        else None,
        "beyond_fit": row.beyond_fit,
        "given_failure": _times(figure),
        "given_failure_interval": [_digits(end) for end in statement.interval]
        if statement.interval
        else None,
        "given_failure_range": [_digits(end) for end in low_high] if low_high else None,
        "given_failure_below": _times(statement.bound),
        "one_piece_given_failure": _digits(row.p_single_fragment),
        "hits": row.hits,
        "carried_by": {"ascents": carrying(row), "of": ascents} if row.hits else None,
        "impact_s": window,
        "impact_known_to_s": step,
        "over_s": down,
        "over_known_to_s": step,
        "dominant": largest_uncertainty(row, rate) if row.hits else None,
    }


def _overflight(over: OverflightInterval | None, ascents: int) -> dict[str, Any]:
    named = over is not None and over.is_named
    code = OverflightVerdict.NOT_OVERFLOWN
    if over is not None:
        code = OverflightVerdict.OVERFLOWN if named else OverflightVerdict.SELDOM
    count = round(over.share * ascents) if over else 0
    said = Remark(code, {"count": count, "ascents": ascents})
    return {
        "overflown": named,
        "overflight_s": _interval(over) if named else None,
        "overflight": _stay(over),
        "overflight_ascents": {"ascents": count, "of": ascents},
        "overflight_code": str(code),
        "overflight_says": said.says,
    }


def _arrival(row: Exposure) -> tuple[list[float] | None, float | None, float | None]:
    """The window of arrivals and the end of it in whole steps, rounded outward, and the step in seconds.

    A window that one group of ascents alone carries has no known error: it is rounded to the coarsest step.
    """
    if row.arrival_s is None or row.last_s is None:
        return None, None, None
    step = rounding_step_s(max(row.arrival_error_s) if row.arrival_error_s else np.inf)
    return (
        list(rounded_outward_s(*row.arrival_s, step)),
        rounded_outward_s(row.last_s, row.last_s, step)[1],
        step,
    )


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
        Uncertainty.DRAWS: _factor(max(middle - error, 0.0), middle + error),
    }
    if rate.has_record:
        factors[Uncertainty.RATE] = _factor(rate.quantile(0.05), rate.quantile(0.95))
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
    """Times only where enough ascents pass over it; the share always."""
    if stay is None:
        return None
    times = {
        "enters_s": [round(t, 1) for t in stay.enters_s],
        "leaves_s": [round(t, 1) for t in stay.leaves_s],
        "seconds": [round(t, 1) for t in stay.seconds],
    }
    return {"share": round(stay.share, 3), **(times if stay.is_named else dict.fromkeys(times))}


def _known(value: float) -> float | None:
    return _digits(value) if np.isfinite(value) else None


def _times(value: float | None, factor: float | None = 1.0) -> float | None:
    return None if value is None or factor is None else _digits(value * factor)


def _digits(value: float) -> float:
    """Two digits: more would pretend."""
    return float(f"{value:.2g}")
