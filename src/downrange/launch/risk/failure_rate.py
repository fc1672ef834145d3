"""Failure rate: how often flights of this kind fail, learnt from their record and no better known than that.

The chance that a flight fails before it reaches orbit has a Beta posterior: Jeffreys's prior Beta(1/2, 1/2) and one
trial a flight (Jeffreys, Theory of Probability, 3rd ed. 1961, 3.1). Two failures in two flights leave the probability
between 43 and 100 percent: few flights teach little, and the interval shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.instants import parse_utc
from downrange.errors import TimeError
from downrange.kernel.tables import Entry
from downrange.launch.risk.risk_codes import FlightRecordError, RiskRemark, earlier_flights

JEFFREYS = 0.5
OUTCOMES = ("success", "failure")
_GRID = 20_001  # points of the distribution function: quantiles good to 1e-4


@dataclass(frozen=True, slots=True)
class Flight:
    """One earlier flight: when (UTC), whether it reached orbit, and who says so."""

    time: datetime
    failed: bool
    source: str


@dataclass(frozen=True, slots=True)
class FailureRate:
    """The chance that the powered flight fails: Beta(0.5 + failures, 0.5 + successes)."""

    failures: int
    successes: int

    @property
    def has_record(self) -> bool:
        """There is a flight to learn from; without any the distribution is the prior alone, and no figure uses it."""
        return self.failures + self.successes > 0

    @property
    def mean(self) -> float:
        return (JEFFREYS + self.failures) / (2 * JEFFREYS + self.failures + self.successes)

    def quantile(self, share: float) -> float:
        """The chance below which the true one lies with this probability."""
        return _quantile(self.failures, self.successes, share)

    def as_dict(self) -> dict[str, Any]:
        figures = {"mean": self.mean, "p05": self.quantile(0.05), "p95": self.quantile(0.95)}
        return {
            "failures": self.failures,
            "successes": self.successes,
            **{name: round(value, 4) if self.has_record else None for name, value in figures.items()},
            **self._remark(figures).as_dict(),
        }

    def _remark(self, figures: Mapping[str, float]) -> Remark:
        flights = self.failures + self.successes
        facts = {**figures, "failures": self.failures, "flights": earlier_flights(flights)}
        return Remark(RiskRemark.FAILURE_RATE if flights else RiskRemark.NO_FLIGHTS, facts)


@cache
def _quantile(failures: int, successes: int, share: float) -> float:
    # p = sin^2(angle) takes the poles out of the density at 0 and 1, which Jeffreys's prior has.
    angle = np.linspace(0.0, np.pi / 2, _GRID)
    density = np.sin(angle) ** (2 * failures) * np.cos(angle) ** (2 * successes)
    below = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return float(np.sin(np.interp(share, below / below[-1], angle)) ** 2)


def failure_rate(flights: Sequence[Flight], before: datetime) -> FailureRate:
    """What the flights before a moment teach; later ones, and the flight itself, are not looked at."""
    earlier = [flight.failed for flight in flights if flight.time < before]
    return FailureRate(failures=sum(earlier), successes=len(earlier) - sum(earlier))


def read_flights(tables: Sequence[Mapping[str, Any]]) -> tuple[Flight, ...]:
    """The `[[flight_record]]` tables of a case: `time`, `outcome` ("success" or "failure") and `source`, all needed.

    Raises :class:`~downrange.errors.CaseError` for anything else, with its place.
    """
    return tuple(
        _flight(table, f"case.toml, flight_record {number}") for number, table in enumerate(tables, 1)
    )


def _flight(table: Mapping[str, Any], where: str) -> Flight:
    entry = Entry(table, where)
    try:
        time = parse_utc(str(entry.need("time", '"2023-05-30T21:27:00Z"')))
    except TimeError as error:
        raise entry.wrong(FlightRecordError.NO_TIME, field="time", why=error.what, hint=error.hint) from error
    flight = Flight(time, entry.choice("outcome", OUTCOMES) == "failure", entry.text("source"))
    entry.done()
    return flight
