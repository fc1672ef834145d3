"""Stated figure: a number that somebody states or a class suggests, with its percentiles, source and grade.

Nothing here is a fact: a figure is carried whole into the result, so that a reader sees on what it stands.
"""

from dataclasses import dataclass
from math import exp, log
from typing import Any, Self

from downrange.kernel.kernel_codes import TableCode
from downrange.kernel.tables import Entry

Z95 = 1.6448536269514722  # the standard normal distribution's 95th percentile
LEAST_SD = 1e-6  # of a figure whose percentiles are equal

Percentiles = tuple[float, float, float]  # 5th, 50th, 95th


@dataclass(frozen=True, slots=True)
class Figure:
    """5th percentile, median and 95th percentile of a stated number; who states it; its Admiralty grade.

    `stated_sd` is the standard deviation where the source gives that instead of percentiles.
    """

    p05: float
    median: float
    p95: float
    source: str
    grade: str
    stated_sd: float | None = None

    @classmethod
    def normal(cls, median: float, sd: float, source: str, grade: str) -> Self:
        """The figure of a normal distribution."""
        return cls(median - Z95 * sd, median, median + Z95 * sd, source, grade, sd)

    @classmethod
    def lognormal(cls, median: float, log_sd: float, source: str, grade: str) -> Self:
        """The figure of a lognormal distribution; `log_sd` is the standard deviation of the natural logarithm."""
        factor = exp(Z95 * log_sd)
        return cls(median / factor, median, median * factor, source, grade)

    @property
    def sd(self) -> float:
        """The standard deviation: as stated, or of the normal distribution as wide as the two percentiles."""
        return (
            max((self.p95 - self.p05) / (2.0 * Z95), LEAST_SD) if self.stated_sd is None else self.stated_sd
        )

    def logarithm(self) -> Self:
        """The figure of the natural logarithm, for a number that is known to a factor."""
        return type(self)(log(self.p05), log(self.median), log(self.p95), self.source, self.grade)

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("p05", "median", "p95", "source", "grade")}


def read_figure(entry: Entry, key: str, limits: tuple[float, float]) -> Figure:
    """The figure ``key = { spread = [p05, median, p95], source = "...", grade = "..." }`` of a table.

    Raises the error of `entry`, with a `TableCode`, for anything else.
    """
    stated = entry.table(key)
    figure = Figure(*read_percentiles(stated, "spread", limits), stated.text("source"), stated.text("grade"))
    stated.done()
    return figure


def read_percentiles(entry: Entry, key: str, limits: tuple[float, float]) -> Percentiles:
    """The list ``key = [p05, median, p95]`` of a table, rising within `limits`."""
    p05, median, p95 = spread = entry.numbers(key, 3, *limits)
    if not p05 <= median <= p95:
        raise entry.wrong(TableCode.NOT_RISING, field=key, value=list(spread))
    return p05, median, p95
