"""Figures: a number that somebody states or a class suggests, as a normal spread with its source and grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, log
from typing import Any

from downrange.errors import CaseError

Z95 = 1.6448536269514722  # the standard normal's 95th percentile


@dataclass(frozen=True, slots=True)
class Spread:
    """A normal figure: middle, standard deviation (for thrust over weight: of its logarithm), who says so, grade."""

    middle: float
    sd: float
    source: str
    grade: str


def read_figure(
    table: Mapping[str, Any], figure: str, limits: tuple[float, float], where: str, logarithm: bool = False
) -> Spread:
    """The figure of a table: ``{ spread = [p05, median, p95], source = "...", grade = "..." }``; CaseError else."""
    claim = table.get(figure)
    if not isinstance(claim, Mapping) or set(claim) != {"spread", "source", "grade"}:
        raise CaseError(f"{figure} needs spread, source and grade, and nothing else", where=where)
    spread, source, grade = claim["spread"], claim["source"], claim["grade"]
    low, high = limits
    numbers = isinstance(spread, Sequence) and len(spread) == 3 and all(map(is_number, spread))
    if not numbers or not all(low <= x <= high for x in spread) or list(spread) != sorted(spread):
        raise CaseError(
            f"{figure}: spread is [p05, median, p95], rising, within {low:g} to {high:g}", where=where
        )
    if not all(isinstance(said, str) and said.strip() for said in (source, grade)):
        raise CaseError(f"{figure}: source and grade are texts", where=where)
    p05, median, p95 = (log(x) if logarithm else float(x) for x in spread)
    return Spread(median, max((p95 - p05) / (2.0 * Z95), 1e-6), source, grade)


def is_number(value: Any) -> bool:
    """A plain finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
