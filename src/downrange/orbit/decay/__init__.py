"""Decay: when an object comes down: its drag from its history, the air from the space weather, a measured window."""

from downrange.orbit.decay.forecast import Decay, DecayForecast, forecast_decay
from downrange.orbit.decay.tracks import LastPlaces, last_places
from downrange.orbit.decay.weather import SpaceWeather, read_space_weather

__all__ = [
    "Decay", "DecayForecast", "LastPlaces", "SpaceWeather", "forecast_decay", "last_places", "read_space_weather",
]  # fmt: skip
