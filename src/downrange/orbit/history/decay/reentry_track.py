"""Re-entry ground track: the places over which an orbit may end within the window of its decay forecast.

Where an orbit ends depends on when: a higher density ends it earlier, and the Earth has turned less. So the places
are a line around the Earth, a revolution for every period of the window. Each point of it is the end, 95 km up, of an
orbit whose drag ends it at that instant. Surviving debris falls further along the track, by some hundreds to two
thousand kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import antimeridian
import numpy as np
import shapely

from downrange.codes import Remark
from downrange.earth.constants import A_M, DAY_S, MU_M3_S2
from downrange.earth.ellipsoid import ecef_m_to_geodetic
from downrange.earth.frames import teme_to_ecef
from downrange.earth.instants import format_utc, julian_utc, offset_julian
from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import days_between
from downrange.orbit.history.decay.ballistic_coefficient import mean_orbits
from downrange.orbit.history.decay.decay_codes import DecayErrorCode, DecayRemarkCode
from downrange.orbit.history.decay.decay_forecast import DecayForecast, weather_and_density_on
from downrange.orbit.history.decay.orbit_contraction import DOWN_M, AirDensity, Descent, MeanOrbits, descend
from downrange.orbit.history.decay.space_weather import SpaceWeather
from downrange.orbit.history.element_history import History

LONGEST_WINDOW = timedelta(days=4)  # a wider one covers the whole belt of latitudes below the orbit
_KNOTS = 81  # ends that are integrated; between them the phase is a smooth curve
_STEP_S = 30.0
_ROUNDS = 8  # life is nearly the inverse of the drag: each round leaves a tenth of the error


@dataclass(frozen=True, slots=True, eq=False)
class LastPlaces:
    """Where the orbit ends if it ends at each of T instants, seconds after ``start``: geodetic latitude, longitude
    (-180, 180] in degrees and revolution since the window opened, all (T,)."""

    norad: int
    start: datetime
    seconds: Floats
    lat_deg: Floats
    lon_deg: Floats
    revolution: Floats

    def as_geojson(self) -> dict[str, Any]:
        """One line a revolution, from node to node, cut at 180 degrees, with the first and last instant on it."""
        features = []
        whole = np.floor(self.revolution)
        for number in np.unique(whole).tolist():
            rows = np.flatnonzero(whole == number)
            rows = np.append(rows, rows[-1] + 1) if rows[-1] + 1 < len(whole) else rows
            if len(rows) > 1:
                features.append(self._line(rows, int(number)))
        return {"type": "FeatureCollection", "features": features}

    def _line(self, rows: Any, number: int) -> dict[str, Any]:
        line = shapely.LineString(np.round(np.stack([self.lon_deg[rows], self.lat_deg[rows]], axis=1), 3))
        early, late = (self.start + timedelta(seconds=float(self.seconds[k])) for k in (rows[0], rows[-1]))
        return {
            "type": "Feature",
            "geometry": antimeridian.fix_shape(line, great_circle=False),
            "properties": {
                "norad": self.norad,
                "revolution": number + 1,
                "from": format_utc(early),
                "to": format_utc(late),
                **Remark(DecayRemarkCode.TRACK).as_dict(),
            },
        }


def last_places(history: History, forecast: DecayForecast, weather: SpaceWeather | None = None) -> LastPlaces:
    """The places of a forecast's window, every 30 seconds; InputError when it has none, or one wider than four days.

    ``history`` and ``weather`` are those of the forecast. What is left to doubt is when, and
    so where along the line; across it the places are good to some tens of kilometres (see the tests).
    """
    if forecast.decay is None or forecast.epoch is None:
        raise InputError(DecayErrorCode.NO_FORECAST, norad=forecast.norad, because=forecast.because)
    window = forecast.decay.p95 - forecast.decay.p05
    if window > LONGEST_WINDOW:
        raise InputError(
            DecayErrorCode.WIDE_WINDOW, norad=forecast.norad, days=window / timedelta(days=1),
            limit_days=LONGEST_WINDOW.days,
        )  # fmt: skip
    since = np.abs(days_between(history.elements, *(float(part[0]) for part in julian_utc([forecast.epoch]))))
    known = history.elements.select(int(np.argmin(since)))
    orbit = mean_orbits(known)
    (now,), (fraction,) = julian_utc([forecast.as_of])
    _, density = weather_and_density_on(weather, float(now + fraction), orbit)
    start, end = ((t - forecast.epoch) / timedelta(days=1) for t in (forecast.decay.p05, forecast.decay.p95))
    ended = _ended(density, orbit, forecast.ballistic_m2_kg, np.linspace(start, end, _KNOTS))
    ends = ended.down_jd - orbit.jd[0]
    kozai = known.mean_motion_rev_day[0] * 2 * np.pi / DAY_S / np.sqrt(MU_M3_S2 / orbit.a_m[0] ** 3)
    argument = np.radians(known.argp_deg[0] + known.mean_anomaly_deg[0])
    latitude_argument = argument + ended.flown * kozai + ended.perigee_turn
    node = np.radians(known.raan_deg[0]) + ended.node_turn
    seconds = np.append(np.arange(0.0, (end - start) * DAY_S, _STEP_S), (end - start) * DAY_S)
    at = start + seconds / DAY_S
    u, raan = np.interp(at, ends, latitude_argument), np.interp(at, ends, node)
    i = orbit.inclination[0]
    towards = np.stack([
        np.cos(raan) * np.cos(u) - np.sin(raan) * np.sin(u) * np.cos(i),
        np.sin(raan) * np.cos(u) + np.cos(raan) * np.sin(u) * np.cos(i),
        np.sin(u) * np.sin(i),
    ])  # fmt: skip
    ecef = teme_to_ecef(towards * (A_M + DOWN_M), *offset_julian(forecast.decay.p05, seconds))
    lat, lon, _ = ecef_m_to_geodetic(ecef)
    turns = u / (2 * np.pi)
    return LastPlaces(forecast.norad, forecast.decay.p05, seconds, lat, lon, turns - np.floor(turns[0]))


def _ended(density: AirDensity, orbit: MeanOrbits, ballistic_m2_kg: float, days: Floats) -> Descent:
    """Descents that end about ``days`` after the orbit's epoch, (K,); how near does not matter, it is told when."""
    many = orbit.select(np.zeros(len(days), dtype=np.intp))
    ballistic = np.full(len(days), ballistic_m2_kg)
    for _ in range(_ROUNDS):
        ended = descend(density, many, ballistic, orbit.jd[0] + np.full(len(days), 100.0))
        ballistic = ballistic * (ended.down_jd - orbit.jd[0]) / days
    return ended
