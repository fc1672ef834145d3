"""Decay forecast of a passive object in a near-circular orbit, with a 90 % window.

The width of the window is measured: that of the errors on the fit half of `design/decay_accuracy.py`, for the days
left, the space weather and the sets at hand. Outside that domain (objects that manoeuvre, foil, eccentric orbits,
years ahead) there is no window, and the reason is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from downrange.codes import Remark, says_and_codes
from downrange.earth.constants import A_M, DAY_S
from downrange.earth.instants import as_instant, datetime_utc, format_utc, julian_utc
from downrange.orbit.elements.elements import Elements, days_between, require_sound
from downrange.orbit.history.decay.ballistic_coefficient import (
    LONGEST_DAYS,
    MEMORY_DAYS,
    DragEstimates,
    coefficient,
    drag_estimates,
    mean_orbits,
)
from downrange.orbit.history.decay.decay_codes import REASONS, DecayRemarkCode, NoForecastCode
from downrange.orbit.history.decay.decay_window import (
    BY_DAYS,
    MOST_AGE_DAYS,
    OLD_WEATHER_DAYS,
    STORM_AP,
    cell_of,
    half_window,
    set_class,
)
from downrange.orbit.history.decay.lifetime import LONGEST_YEARS, Lifetime, lifetime
from downrange.orbit.history.decay.orbit_contraction import (
    AirDensity,
    MeanOrbits,
    air_density,
    contract,
    fall_rate_m_day,
)
from downrange.orbit.history.decay.powered_descent import powered
from downrange.orbit.history.decay.space_weather import KnownWeather, SpaceWeather, known_weather
from downrange.orbit.history.decay.thermosphere import thermosphere
from downrange.orbit.history.element_history import History

SOON_DAYS = (
    180.0  # from the last set's epoch; farther ahead the Sun decides, and nobody knows it: errors double
)
MOST_ECCENTRIC = 0.05  # beyond, Moon and Sun move the perigee: 0.2 to 0.8 too long (study of 2026)
FOIL_M2_KG = 0.6  # radiation pressure: forecasts 0.15 to 0.6 short at 1.9 m2/kg; to 0.5 the fit half is right
CHANGING = 0.35  # spread of ln B; the most of any passive object on the fit half is 0.26
_HIGHEST_KM = 1000.0  # the density table's top
_SAME_INSTANT_DAYS = 1 / DAY_S  # an epoch printed to the second is still that set's
_FARTHEST_DAYS = 400.0  # beyond SOON_DAYS it does not matter how far
_FAR_DAYS = 3000.0  # to fall by a scale height: more than SOON_DAYS in any air, and not worth integrating


@dataclass(frozen=True, slots=True)
class Decay:
    """When the object is down: the median, and the instants before which 5 % and 95 % of such objects are; UTC."""

    p05: datetime
    median: datetime
    p95: datetime


@dataclass(frozen=True, slots=True)
class DecayForecast:
    """The forecast for one object as of ``as_of``: a ``decay``, or None and the ``refusal``: why there is none.

    ``ballistic_m2_kg`` is drag coefficient times area over mass (NaN when unknown) and ``spread`` the
    scatter of its estimates (standard deviation of its logarithm), ``days`` those that are forecast from
    the last set's epoch (NaN without a forecast), ``lifetime`` the range where that is
    beyond SOON_DAYS. ``sets`` and ``arcs`` count what was used; ``epoch`` is the last set's, None without one.
    """

    norad: int
    name: str
    as_of: datetime
    decay: Decay | None
    refusal: Remark | None
    epoch: datetime | None = None
    perigee_km: float = np.nan
    apogee_km: float = np.nan
    sets: int = 0
    arcs: int = 0
    ballistic_m2_kg: float = np.nan
    spread: float = np.nan
    days: float = np.nan
    weather: KnownWeather | None = None
    remarks: tuple[Remark, ...] = ()
    lifetime: Lifetime | None = None

    @property
    def reason(self) -> str | None:
        """Why there is no forecast, in a word."""
        return REASONS[self.refusal.code] if self.refusal else None

    @property
    def because(self) -> str | None:
        """Why there is no forecast, in a sentence without its full stop."""
        return self.refusal.says if self.refusal else None

    def as_dict(self) -> dict[str, Any]:
        """The forecast with its assumptions; times to the minute, finer than their accuracy."""
        answer: dict[str, Any] = {"norad": self.norad, "name": self.name, "as_of": format_utc(self.as_of)}
        if self.refusal is not None:
            code = str(self.refusal.code)
            answer |= {"decay": None, "reason": self.reason, "code": code, "because": self.because}
            answer["lifetime"] = None if self.lifetime is None else self.lifetime.as_dict()
        else:
            parts = {name: _to_minute(getattr(self.decay, name)) for name in ("p05", "median", "p95")}
            answer["decay"] = parts
            cell = cell_of(self.sets, BY_DAYS, self.days)
            answer["measured"] = None if cell is None else {"sets": cell.sets, **cell.as_dict()}
        told = self.weather
        answer["assumptions"] = {
            "last_set": None if self.epoch is None else format_utc(self.epoch),
            "perigee_km": _rounded(self.perigee_km, 1),
            "apogee_km": _rounded(self.apogee_km, 1),
            "sets": self.sets,
            "arcs": self.arcs,
            "ballistic_m2_kg": _rounded(self.ballistic_m2_kg, 5),
            "ballistic_spread": _rounded(self.spread, 2),
            "space_weather": None if told is None else told.source,
            "space_weather_age_days": None if told is None else _rounded(told.age_days, 1),
            "f107_ahead": None if told is None else round(told.flux_ahead, 1),
            "ap_ahead": None if told is None else round(told.ap_ahead, 1),
            "density": "NRLMSIS 2.1, mean over the sphere and the day",
            "motion": "passive: no engine, no change of attitude",
        }
        return answer | says_and_codes("remarks", self.remarks, "remark_codes")


def forecast_decay(
    history: History,
    as_of: datetime,
    weather: SpaceWeather | None = None,
    *,
    assume_passive: bool = False,
) -> DecayForecast:
    """When the object of a history comes down, told from its sets and the weather known at ``as_of`` (aware UTC).

    Without ``weather`` the mean solar cycle stands in, and the window is wider. ``assume_passive`` forecasts also
    what seems to steer, as if it had stopped. Method: `ballistic` and `sinking`; figures: the design script.
    """
    as_of = as_instant(as_of, "as_of")
    require_sound(history.elements)
    (jd,), (fraction,) = julian_utc([as_of])
    known = history.elements.select(days_between(history.elements, jd, fraction) <= _SAME_INSTANT_DAYS)
    now = float(jd + fraction)
    if not len(known):
        refusal = Remark(NoForecastCode.NO_SET, {"as_of": format_utc(as_of)})
        return DecayForecast(history.norad, "", as_of, None, refusal)
    orbits = mean_orbits(known)
    recent = np.flatnonzero(orbits.jd >= orbits.jd[-1] - LONGEST_DAYS)
    known, orbits = known.select(recent), orbits.select(recent)
    told: dict[str, Any] = {
        "norad": history.norad,
        "name": str(known.name[-1]),
        "as_of": as_of,
        "epoch": datetime_utc(float(known.epoch_jd[-1]), float(known.epoch_fraction[-1])),
        "perigee_km": float(orbits.a_m[-1] * (1 - orbits.e[-1]) - A_M) / 1e3,
        "apogee_km": float(orbits.a_m[-1] * (1 + orbits.e[-1]) - A_M) / 1e3,
        "sets": len(known),
    }
    outside = _outside(known, orbits, assume_passive)
    if outside is not None:
        return DecayForecast(decay=None, refusal=outside, **told)
    air, density = weather_and_density_on(weather, now, orbits)
    seen = drag_estimates(density, known, orbits)
    ballistic, spread = _ballistic(density, orbits, seen)
    told |= {"arcs": len(seen.arcs), "ballistic_m2_kg": ballistic, "spread": spread, "weather": air}
    untold = _untold(ballistic, spread, assume_passive)
    if untold is None and not assume_passive:
        untold = powered(known, orbits, density, seen)
    if untold is not None:
        return DecayForecast(decay=None, refusal=untold, **told)
    if _scale_heights_day(density, orbits, ballistic) * _FAR_DAYS < 1:
        slow = Remark(NoForecastCode.SLOW, {"epoch": format_utc(told["epoch"])[:10]})
        return DecayForecast(decay=None, refusal=slow, **told)
    days = days_left(density, orbits, ballistic)
    told["days"] = days
    if days > SOON_DAYS:
        far, life = _far(weather, known, orbits, told["epoch"])
        return DecayForecast(decay=None, refusal=far, lifetime=life, **told)
    age_days = now - float(orbits.jd[-1])
    half = half_window(len(known), days, air)
    p05, median, p95 = (told["epoch"] + timedelta(days=days * float(np.exp(by))) for by in (-half, 0.0, half))
    unknown = _unmeasured(len(known), days, age_days)
    remarks = _remarks(air, age_days, days, len(known), p05 < as_of)
    measured = unknown is None or unknown.code != NoForecastCode.UNMEASURED
    if p95 < as_of and measured:
        facts = {"epoch": format_utc(told["epoch"]), "p95": _to_minute(p95)}
        unknown = Remark(NoForecastCode.DOWN_BY_THEN, facts)
    if unknown is not None:
        kept = (DecayRemarkCode.ONE_SET, DecayRemarkCode.NO_WEATHER)
        remarks = tuple(one for one in remarks if one.code in kept)
        return DecayForecast(decay=None, refusal=unknown, remarks=remarks, **told)
    return DecayForecast(decay=Decay(p05, median, p95), refusal=None, remarks=remarks, **told)


def _far(
    weather: SpaceWeather | None, known: Elements, orbits: MeanOrbits, epoch: datetime
) -> tuple[Remark, Lifetime | None]:
    """The range of years, from what was known at the last set's epoch alone: the same on whatever day it is asked."""
    _, density = weather_and_density_on(weather, float(orbits.jd[-1]), orbits)
    ballistic, _ = _ballistic(density, orbits, drag_estimates(density, known, orbits))
    life = lifetime(orbits.select([len(orbits.jd) - 1]), ballistic, epoch)
    if life is None:
        return Remark(NoForecastCode.FAR_BEYOND, {"years": LONGEST_YEARS}), None
    early = format_utc(life.early)[:7]
    if life.late is None:
        return Remark(NoForecastCode.NOT_BEFORE, {"early": early, "years": LONGEST_YEARS}), life
    return Remark(NoForecastCode.TOO_FAR, {"early": early, "late": format_utc(life.late)[:7]}), life


def _unmeasured(sets: int, days: float, age_days: float) -> Remark | None:
    """Why the error of a forecast with so many sets, days left and age of the last set is not known."""
    if cell_of(sets, BY_DAYS, days) is None:
        return Remark(NoForecastCode.UNMEASURED, {"sets": set_class(sets), "days": days})
    if age_days >= MOST_AGE_DAYS:
        return Remark(NoForecastCode.OLD_SET, {"age_days": age_days, "limit_days": MOST_AGE_DAYS})
    return None


def weather_and_density_on(
    weather: SpaceWeather | None, now: float, orbits: MeanOrbits
) -> tuple[KnownWeather, AirDensity]:
    """What was known of the air at a Julian date, from before the first of the orbits on."""
    return _density_on(weather, now, min(float(orbits.jd[0]) - 10, float(np.floor(now)) - 2 * LONGEST_DAYS))


@lru_cache(maxsize=4)
def _density_on(weather: SpaceWeather | None, now: float, first_jd: float) -> tuple[KnownWeather, AirDensity]:
    """The air of a day, kept for the next object of the same catalogue."""
    air = known_weather(weather, now, first_jd, SOON_DAYS)
    return air, air_density(thermosphere(), air)


def _scale_heights_day(density: AirDensity, orbits: MeanOrbits, ballistic_m2_kg: float) -> float:
    """How fast the last orbit falls, in scale heights a day; its inverse is of the order of the life."""
    last = orbits.select([len(orbits.jd) - 1])
    fall_m_day = -float(fall_rate_m_day(density, last, 1)[0]) * ballistic_m2_kg
    perigee_km = (last.a_m[0] * (1 - last.e[0]) - A_M) / 1e3
    day = int(
        np.clip(last.jd[0] - density.jd, 0, len(density.log_density) - 1)
    )  # of the set, not of the asking
    low, high = np.interp([perigee_km, perigee_km + 10], density.height_km, density.log_density[day])
    return fall_m_day * float(low - high) / 1e4


def days_left(
    density: AirDensity, orbits: MeanOrbits, ballistic_m2_kg: float, at_most: float = _FARTHEST_DAYS
) -> float:
    """Days from the last of the orbits' epochs until it is down, infinite beyond ``at_most``."""
    last = orbits.select([len(orbits.jd) - 1])
    down, _ = contract(density, last, np.array([ballistic_m2_kg]), last.jd + at_most)
    return float(down[0] - last.jd[0])


def _ballistic(density: AirDensity, orbits: MeanOrbits, seen: DragEstimates) -> tuple[float, float]:
    by_own = days_left(density, orbits, seen.own, MEMORY_DAYS) if np.isfinite(seen.own) else np.inf
    return coefficient(seen, by_own)


def _outside(known: Elements, orbits: MeanOrbits, assume_passive: bool) -> Remark | None:
    """Why the measured windows do not cover the object, by its sets alone."""
    e = float(orbits.e[-1])
    perigee_km = float(orbits.a_m[-1] * (1 - e) - A_M) / 1e3
    if perigee_km > _HIGHEST_KM:
        return Remark(NoForecastCode.HIGH_PERIGEE, {"perigee_km": perigee_km})
    if e >= MOST_ECCENTRIC:
        return Remark(NoForecastCode.ELLIPSE, {"eccentricity": e})
    return None if assume_passive else powered(known, orbits, None, None)


def _untold(ballistic: float, spread: float, assume_passive: bool) -> Remark | None:
    """Why its drag cannot be told, or is not one that the windows cover."""
    if np.isnan(ballistic):
        return Remark(NoForecastCode.NO_DRAG)
    if ballistic > FOIL_M2_KG:
        return Remark(NoForecastCode.FOIL, {"ballistic_m2_kg": ballistic})
    if spread > CHANGING and not assume_passive:
        return Remark(NoForecastCode.CHANGING_DRAG, {"factor": float(np.exp(2 * spread))})
    return None


def _remarks(
    air: KnownWeather, age_days: float, days: float, sets: int, may_be_down: bool
) -> tuple[Remark, ...]:
    remarks = []
    if may_be_down:
        remarks.append(Remark(DecayRemarkCode.MAY_BE_DOWN))
    if age_days > max(0.2 * days, 1.0):
        remarks.append(Remark(DecayRemarkCode.OLD_SET))
    if sets == 1:
        remarks.append(Remark(DecayRemarkCode.ONE_SET))
    if air.source != "observed":
        remarks.append(Remark(DecayRemarkCode.NO_WEATHER))
    elif air.age_days > OLD_WEATHER_DAYS:
        remarks.append(Remark(DecayRemarkCode.OLD_WEATHER, {"age_days": air.age_days}))
    if air.stormy_ap > STORM_AP:
        remarks.append(Remark(DecayRemarkCode.STORM))
    return tuple(remarks)


def _to_minute(t: datetime) -> str:
    return format_utc((t + timedelta(seconds=30)).replace(second=0, microsecond=0))


def _rounded(value: float, digits: int) -> float | None:
    """None for what is not known, as JSON has no NaN."""
    return round(float(value), digits) if np.isfinite(value) else None
