"""Thresholds: probabilities held acceptable at most, with their defaults and where these stand.

The United States' rules for launches: 14 CFR 450.101(a) has 1e-4 for the casualties among all people, 1e-6 for one
person and 1e-6 for a hit on one aircraft; 450.133(b) has 1e-5 for a hit on one ship, and an area for ships that holds
97 % of the debris of normal flight.
"""

from dataclasses import dataclass, replace

from downrange.errors import InputError
from downrange.launch.risk.hazard_codes import HazardError


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Per launch: chance of a hit on one ship or one aircraft, of a casualty of one person, expected casualties among
    all people; and the share of the debris of normal flight that an area must hold."""

    ship: float = 1e-5
    aircraft: float = 1e-6
    person: float = 1e-6
    people: float = 1e-4
    containment: float = 0.97

    def changed(self, **given: float | None) -> "Thresholds":
        """These thresholds with those that are given (not None); InputError for what is not between 0 and 1."""
        told = {name: value for name, value in given.items() if value is not None}
        for name, value in told.items():
            if not 0.0 < value < 1.0:
                raise InputError(HazardError.NOT_A_PROBABILITY, field=name, value=value)
        return replace(self, **told)


DEFAULTS = Thresholds()
