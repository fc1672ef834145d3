"""Space weather: solar flux and geomagnetic index by the day, read from CelesTrak's files, and what is known of
them on a given day.

A forecast must not look ahead: `known_weather` gives the days that were over at the as-of date as observed, and
the days after it as means of what was observed before. The files (celestrak.org/SpaceData) carry predictions
too; they are left out, because an old file's predictions are not told from a new one's observations.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

import numpy as np

from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.orbit.history.decay.decay_codes import DecayErrorCode

DAYS_OF_MEAN = 81  # three turns of the Sun, as the density models take their slow flux
_TURN_DAYS, _AP_DAYS = 27, 54
_SHARE_OF_TURN = (
    0.7  # study of 2026: the flux to come is 0.7 of the last turn's mean and 0.3 of 81 days' mean
)
# MSIS 2.1 asks for the flux of the day before and for its 81-day mean. At 300 km 0.29 of its answer to a change
# of both is the day's (computed from pymsis 0.13; 0.18 at 200 km, 0.35 at 400 km).
_SHARE_OF_DAY = 0.28
_LONGEST_GAP_DAYS = 30
_ORDINAL_TO_JD = 1721424.5  # of the midnight at which a proleptic ordinal day begins

# Means over the solar cycles 20 to 24 (1964-2019) by twelfths of a cycle from minimum, computed from CelesTrak's
# SW-All.txt (F10.7 observed, daily Ap); minima of the smoothed sunspot number: SILSO, Royal Observatory of Belgium.
_CYCLE_FLUX = (72.0, 80.0, 114.0, 157.0, 167.0, 173.0, 172.0, 137.0, 116.0, 94.0, 80.0, 74.0)
_CYCLE_AP = (9.0, 8.5, 11.5, 13.2, 13.6, 11.4, 15.1, 16.6, 14.1, 14.9, 13.4, 10.8)
_MINIMA_YEAR = (1954.3, 1964.8, 1976.2, 1986.7, 1996.6, 2008.95, 2019.95)
_CYCLE_YEARS = 11.0  # once the last minimum is known and the next is not


@dataclass(frozen=True, slots=True, eq=False)
class SpaceWeather:
    """Daily values from the midnight ``jd`` on, D days: observed F10.7 (10^-22 W/m2/Hz, not adjusted to 1 au) and
    the day's mean Ap, both (D,)."""

    jd: float
    flux: Floats
    ap: Floats


@dataclass(frozen=True, slots=True, eq=False)
class KnownWeather:
    """What drives the density, day by day from the midnight ``jd`` on: the flux the density table wants and Ap, (D,).

    ``source`` is "observed" or "climatology"; ``age_days`` from the last observed day to the as-of date;
    ``flux_ahead`` and ``ap_ahead`` what is assumed after it. ``stormy_ap`` is the highest three-day mean of Ap in
    the last ten observed days.
    """

    jd: float
    flux: Floats
    ap: Floats
    source: str
    age_days: float
    flux_ahead: float
    ap_ahead: float
    stormy_ap: float


def read_space_weather(text: str) -> SpaceWeather:
    """The observed days of a CelesTrak space weather file: the text form (SW-All.txt, SW-Last5Years.txt) or CSV.

    Days without a flux or an index are bridged by straight lines, up to a month. InputError says what is wrong.
    """
    days, flux, ap = _from_csv(text) if text.lstrip("\ufeff").startswith("DATE,") else _from_columns(text)
    if len(days) < DAYS_OF_MEAN:
        raise InputError(DecayErrorCode.FEW_DAYS, count=len(days), needed=DAYS_OF_MEAN)
    steps = np.diff(days)
    if (steps <= 0).any():
        k = int(np.argmax(steps <= 0))
        raise InputError(DecayErrorCode.BACK_IN_TIME, day=date.fromordinal(int(days[k])).isoformat())
    if (steps > _LONGEST_GAP_DAYS).any():
        k = int(np.argmax(steps))
        day = date.fromordinal(int(days[k])).isoformat()
        raise InputError(DecayErrorCode.GAP, count=int(steps[k] - 1), day=day)
    every = np.arange(days[0], days[-1] + 1)
    return SpaceWeather(
        float(days[0]) + _ORDINAL_TO_JD, np.interp(every, days, flux), np.interp(every, days, ap)
    )


def known_weather(
    weather: SpaceWeather | None, jd: float, first_jd: float, ahead_days: float
) -> KnownWeather:
    """The drivers from ``first_jd`` until ``ahead_days`` after the as-of date ``jd``, with nothing observed after it.

    Without a file, or before its first day, the mean solar cycle stands in.
    """
    start = np.floor(first_jd - 0.5) + 0.5
    days = start + np.arange(int(np.ceil(jd + ahead_days - start)) + 2)
    flux, ap = _mean_cycle(days)
    if weather is None or weather.jd + DAYS_OF_MEAN > jd:
        now = int(np.clip(jd - start, 0, len(days) - 1))
        return KnownWeather(
            float(start), flux, ap, "climatology", np.inf, float(flux[now]), float(ap[now]), 0.0
        )
    over = int(min(np.floor(jd - weather.jd), len(weather.flux)))  # days that were over at the as-of date
    seen, seen_ap = weather.flux[:over], weather.ap[:over]
    slow = trailing_mean(seen, DAYS_OF_MEAN)
    flux_ahead = _SHARE_OF_TURN * seen[-_TURN_DAYS:].mean() + (1 - _SHARE_OF_TURN) * slow[-1]
    ap_ahead = seen_ap[-_AP_DAYS:].mean()
    row = np.rint(days - weather.jd).astype(np.intp)
    observed, later = (row >= 1) & (row < over), row >= over
    flux[observed] = _SHARE_OF_DAY * seen[row[observed] - 1] + (1 - _SHARE_OF_DAY) * slow[row[observed]]
    ap[observed] = seen_ap[row[observed]]
    flux[later], ap[later] = flux_ahead, ap_ahead
    return KnownWeather(
        jd=float(start),
        flux=flux,
        ap=ap,
        source="observed",
        age_days=float(jd - weather.jd - over),
        flux_ahead=float(flux_ahead),
        ap_ahead=float(ap_ahead),
        stormy_ap=float(trailing_mean(seen_ap[-12:], 3).max()),
    )


def trailing_mean(values: Floats, days: int) -> Floats:
    """Mean of each value with those before it, ``days`` in all (fewer at the start), (D,)."""
    total = np.cumsum(np.concatenate([[0.0], values]))
    k = np.arange(1, len(values) + 1)
    first = np.maximum(k - days, 0)
    mean: Floats = (total[k] - total[first]) / (k - first)
    return mean


def cycle_twelfths(jd: Floats, years: float) -> Floats:
    """Phases of the solar cycle at Julian dates in twelfths from minimum, (D,); the cycle that runs, and those to
    come, are taken ``years`` long."""
    year = 2000.0 + (jd - 2451544.5) / 365.25
    minima = np.array(_MINIMA_YEAR)
    k = np.clip(np.searchsorted(minima, year, side="right") - 1, 0, len(minima) - 1)
    length = np.append(np.diff(minima), years)[k]
    twelfths: Floats = (year - minima[k]) / length % 1 * 12
    return twelfths


def _mean_cycle(jd: Floats) -> tuple[Floats, Floats]:
    """F10.7 and Ap of the mean cycle at Julian dates, (D,)."""
    twelfth = cycle_twelfths(jd, _CYCLE_YEARS)
    nodes = np.arange(12.0)
    return np.interp(twelfth, nodes, _CYCLE_FLUX, period=12), np.interp(twelfth, nodes, _CYCLE_AP, period=12)


def _from_columns(text: str) -> tuple[Floats, Floats, Floats]:
    """The text form, FORMAT(I4,I3,I3,I5,I3,8I3,I4,8I4,I4,F4.1,I2,I4,F6.1,I2,5F6.1), from BEGIN to END OBSERVED."""
    rows, inside = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("BEGIN", "END")):
            inside = line.split()[:2] == ["BEGIN", "OBSERVED"]
        elif inside and line.strip() and line[0] != "#":
            fields = (line[0:4], line[4:7], line[7:10], line[112:118], line[78:82])
            rows.append(_row(fields, number))
    return _columns(rows)


def _from_csv(text: str) -> tuple[Floats, Floats, Floats]:
    rows = []
    for number, row in enumerate(csv.DictReader(StringIO(text.lstrip("\ufeff"))), 2):
        if row.get("F10.7_DATA_TYPE", "OBS") in ("OBS", "INT"):
            words = (row["DATE"] or "").split("-")
            fields = (*[*words, "", ""][:3], row.get("F10.7_OBS") or "", row.get("AP_AVG") or "")
            rows.append(_row(fields, number))
    return _columns(rows)


def _row(fields: tuple[str, ...], line: int) -> tuple[float, float, float] | None:
    """Ordinal day, flux, Ap; None where the day has no value yet."""
    try:
        day = date(*(int(field) for field in fields[:3])).toordinal()
        if not fields[3].strip() or not fields[4].strip():
            return None
        flux, ap = float(fields[3]), float(fields[4])
    except ValueError as error:
        raise InputError(DecayErrorCode.BAD_LINE, line=line, problem=str(error)) from error
    if flux == 0:  # the file's word for a day without an observation
        return None
    if not (40 <= flux <= 1000 and 0 <= ap <= 400):
        raise InputError(DecayErrorCode.IMPOSSIBLE, line=line, flux=flux, ap=ap)
    return day, flux, ap


def _columns(rows: list[tuple[float, float, float] | None]) -> tuple[Floats, Floats, Floats]:
    table = np.array([row for row in rows if row is not None], dtype=np.float64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]
