"""When do objects come down, with a window, or why can that not be said?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.passes import defect_remarks
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import DecayRequest
from downrange.codes import Remark
from downrange.errors import InputError
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.decay_forecast import DecayForecast, forecast_decay
from downrange.orbit.history.decay.reentry_track import LONGEST_WINDOW, last_places
from downrange.orbit.history.decay.space_weather import SpaceWeather, read_space_weather
from downrange.orbit.history.element_history import History, histories


@dataclass(frozen=True, slots=True)
class DecayAnswer:
    """The forecasts, soonest first and those without a window last, each with its reason."""

    forecasts: tuple[DecayForecast, ...]
    unread: tuple[Remark, ...]
    receipt: Receipt
    _flown: dict[int, History]
    _weather: SpaceWeather | None

    @property
    def any_window(self) -> bool:
        """Whether at least one object has a forecast."""
        return any(one.decay is not None for one in self.forecasts)

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange decay --json`: one object's dict, or several under "forecasts"."""
        told = self.forecasts
        answer = told[0].as_dict() if len(told) == 1 else {"forecasts": [one.as_dict() for one in told]}
        unread = {"unread": [remark.says for remark in self.unread]} if self.unread else {}
        return {**answer, **unread, "receipt": self.receipt.as_dict()}

    def tracks(self) -> dict[str, Any]:
        """GeoJSON lines on which the orbits may end, of every object whose window is narrow enough."""
        near = [
            one for one in self.forecasts
            if one.decay is not None and one.decay.p95 - one.decay.p05 <= LONGEST_WINDOW
        ]  # fmt: skip
        lines: list[Any] = []
        for one in near:
            lines += last_places(self._flown[one.norad], one, self._weather).as_geojson()["features"]
        return {"type": "FeatureCollection", "features": lines}


def decay_of(request: DecayRequest) -> DecayAnswer:
    """Forecast when the objects come down, from what was known at `as_of` and nothing later."""
    weather = None if request.space_weather is None else read_space_weather(request.space_weather.text)
    sets = request.sets()
    flown = {history.norad: history for history in histories(_wanted(sets, request.norad))}
    when, passive = request.as_of, request.assume_passive
    told = [forecast_decay(one, when, weather, assume_passive=passive) for one in flown.values()]
    told.sort(key=lambda one: (one.decay is None, one.decay.median if one.decay else when, one.norad))
    made = receipt(
        Method.DECAY, (*request.elements, request.space_weather), {"assume_passive": request.assume_passive}
    )
    return DecayAnswer(tuple(told), defect_remarks(sets), made, flown, weather)


def _wanted(sets: Elements, norad: Sequence[int]) -> Elements:
    if not norad:
        return sets
    there = sets.norad.tolist()
    for number in norad:
        if number not in there:
            raise InputError(RequestCode.UNKNOWN_OBJECT, field="norad", value=number)
    return sets.select([number in norad for number in there])
