"""The request of `downrange debris`: a state with its spreads, or element sets, and what comes down from there."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, InstanceOf, model_validator

from downrange.answers.debris_codes import DebrisCode
from downrange.answers.requests import Document, Instant, Request
from downrange.errors import InputError
from downrange.kernel.parallel import DRAWS, Draws
from downrange.launch.risk.thresholds import DEFAULTS, Thresholds

_SPREAD = re.compile(r"\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*+(?:(?:±|\+/-|\+-)\s*([0-9.]+))?\s*", re.ASCII)
# What each figure of a state may be; a body faster than the last does not come down.
LIMITS = {
    "lat": (-90.0, 90.0),
    "lon": (-180.0, 360.0),
    "altitude_km": (0.1, 1000.0),
    "speed_m_s": (0.0, 11_000.0),
    "heading_deg": (-360.0, 360.0),
    "flight_path_deg": (-90.0, 90.0),
    "ballistic_kg_m2": (0.1, 1e5),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """A number and the standard deviation with which it is known; `text` is as it was written."""

    value: float
    sd: float = 0.0

    def as_dict(self) -> dict[str, float]:
        """Plain JSON."""
        return {"value": self.value, "sd": self.sd}


def _spread(given: Any) -> Any:
    if isinstance(given, bool):
        raise InputError(DebrisCode.BAD_SPREAD, value=given)
    if isinstance(given, int | float):
        return Spread(float(given))
    if not isinstance(given, str):
        return given
    found = _SPREAD.fullmatch(given)
    try:
        return Spread(float(found[1]), float(found[2] or 0.0)) if found else _refuse(given)
    except ValueError:
        return _refuse(given)


def _refuse(given: str) -> Spread:
    raise InputError(DebrisCode.BAD_SPREAD, value=given)


WithSpread = Annotated[InstanceOf[Spread], BeforeValidator(_spread)]


class DebrisRequest(Request):
    """What comes down from a body or a break-up at a known state, or from an orbit that decays: where and when?

    Either all six of the state (place, height, velocity relative to the Earth), or `elements` with the instant `at`
    which it happens, or `elements` and `as_of`: the end of the orbit is then forecast. `at` beside a state only gives
    the clock. Spreads are standard deviations; of the element sets' instant, `at_sd_s`.
    """

    kind: Literal["breakup", "stage", "body"] = "breakup"
    lat: WithSpread | None = None
    lon: WithSpread | None = None
    altitude_km: WithSpread | None = None
    speed_m_s: WithSpread | None = None
    heading_deg: WithSpread | None = None
    flight_path_deg: WithSpread | None = None
    elements: Document | None = None
    norad: int | None = None
    at: Instant | None = None
    at_sd_s: Annotated[float, Field(ge=0, le=7200)] = 0.0
    as_of: Instant | None = None
    space_weather: Document | None = None
    ballistic_kg_m2: WithSpread | None = None
    wind: Document | None = None
    wind_sd_m_s: Annotated[float, Field(ge=0, le=100)] = 15.0
    slice_min: Annotated[float, Field(ge=0.5, le=120)] = 5.0
    thresholds: InstanceOf[Thresholds] = DEFAULTS
    draws: InstanceOf[Draws] = DRAWS

    @property
    def state(self) -> dict[str, Spread | None]:
        """The six figures of the state by name."""
        names = ("lat", "lon", "altitude_km", "speed_m_s", "heading_deg", "flight_path_deg")
        return {name: getattr(self, name) for name in names}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = {name: spread for name, spread in self.state.items() if spread is not None}
        if given and self.elements is not None:
            raise InputError(DebrisCode.STATE_OR_ELEMENTS, field="elements")
        if self.elements is None and len(given) < len(self.state):
            missing = ", ".join(name for name in self.state if name not in given)
            raise InputError(DebrisCode.STATE_MISSING, field="state", missing=missing)
        for name in ("norad", "as_of", "space_weather", "at_sd_s"):
            if self.elements is None and getattr(self, name):
                raise InputError(DebrisCode.ONLY_ELEMENTS, field=name)
        if self.elements is not None and (self.at is None) == (self.as_of is None):
            raise InputError(DebrisCode.AT_OR_AS_OF, field="at")
        if self.kind == "breakup" and self.ballistic_kg_m2 is not None:
            raise InputError(DebrisCode.NO_WHOLE_BODY, field="ballistic_kg_m2")
        for name, spread in {**given, "ballistic_kg_m2": self.ballistic_kg_m2}.items():
            if spread is not None:
                low, high = LIMITS[name]
                if not low <= spread.value <= high:
                    raise InputError(
                        DebrisCode.OUT_OF_RANGE, field=name, value=spread.value, low=low, high=high
                    )
                if spread.sd > 0.5 * (high - low):
                    raise InputError(DebrisCode.WIDE_SPREAD, field=name, value=spread.sd)
        return self
