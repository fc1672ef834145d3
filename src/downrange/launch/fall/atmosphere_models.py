"""Atmospheres other than the standard one: density and wind from a table, density from NRLMSIS.

Below and above a profile its ends go on: the wind as it is there, the density in the same proportion to the US
Standard Atmosphere 1976. Winds move light bodies by tens of kilometres; the density of the day moves all a little.
"""

import csv
import io
import math
from dataclasses import replace
from datetime import datetime

import numpy as np

from downrange.errors import InputError
from downrange.kernel.arrays import Floats
from downrange.launch.fall.ballistic_fall import Atmosphere, standard_atmosphere
from downrange.launch.fall.fall_codes import AtmosphereError

COLUMNS = ("altitude_m", "density_kg_m3", "east_m_s", "north_m_s")
MSIS = "nrlmsis-2.1"
_LEVELS_M = np.arange(0.0, 1_000_000.0 + 1, 1000.0)  # of the model: density bends over many kilometres
_FASTEST_M_S, _DENSEST_KG_M3, _HIGHEST_M = 300.0, 3.0, 1_000_000.0


def read_atmosphere(text: str, air: Atmosphere | None = None, where: str = "the air profile") -> Atmosphere:
    """`air` (None: the standard atmosphere) with the density and the wind of a CSV, levels in metres, rising.

    Wind is where the air goes to, metres a second to the east and to the north. InputError names the line.
    """
    table, lines = _table(text, where)
    altitude = table["altitude_m"]
    if altitude.size < 2 or (np.diff(altitude) <= 0.0).any():
        later = int(np.argmax(np.diff(altitude) <= 0.0)) + 1 if altitude.size > 1 else 0
        raise InputError(AtmosphereError.NOT_RISING, where=f"{where}, line {lines[later]}")
    air = air if air is not None else standard_atmosphere()
    if "density_kg_m3" in table:
        air = with_density(air, altitude, table["density_kg_m3"])
    if "east_m_s" in table:
        air = replace(air, wind=np.stack([altitude, table["east_m_s"], table["north_m_s"]]))
    return air


def with_density(air: Atmosphere, altitude_m: Floats, density_kg_m3: Floats) -> Atmosphere:
    """`air` with another density at levels (L,), rising, positive; between them its ratio to `air` is linear."""
    at_m = air.step_m * np.arange(air.log_density.size)
    ratio = np.log(density_kg_m3) - np.interp(altitude_m, at_m, air.log_density)
    return replace(air, log_density=air.log_density + np.interp(at_m, altitude_m, ratio))


def msis_atmosphere(
    lat_deg: float, lon_deg: float, time: datetime, *, f107: float, f107_mean: float, ap: float
) -> Atmosphere:
    """The standard atmosphere with the density of NRLMSIS 2.1 above a place at a time (Emmert et al., 2022).

    `f107` is the solar flux of the day before, `f107_mean` its mean over 81 days around, `ap` the day's. Needs the
    package pymsis; InputError when it is not there.
    """
    try:
        import pymsis
    except ImportError:
        raise InputError(AtmosphereError.NO_MODEL, value=MSIS) from None
    when = np.datetime64(time.replace(tzinfo=None), "s")
    said = {"f107s": [f107], "f107as": [f107_mean], "aps": [[ap] * 7], "version": 2.1}
    answer = pymsis.calculate(when, lon_deg, lat_deg, _LEVELS_M / 1e3, **said)
    density = np.asarray(answer, dtype=np.float64)[0, 0, 0, :, pymsis.Variable.MASS_DENSITY]
    return with_density(standard_atmosphere(), _LEVELS_M, density)


def _table(text: str, where: str) -> tuple[dict[str, Floats], list[int]]:
    """The columns of the CSV by their names, and the line of each level."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    names: list[str] = []
    levels: list[list[float]] = []
    lines: list[int] = []
    try:
        for cells in rows:
            at = f"{where}, line {rows.line_num}"
            cells = [cell.strip() for cell in cells]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not names:
                names = _header(cells, at)
                continue
            if len(cells) != len(names):
                raise InputError(AtmosphereError.CELLS, where=at, cells=len(cells), columns=len(names))
            levels.append([_number(name, cell, at) for name, cell in zip(names, cells, strict=True)])
            lines.append(rows.line_num)
    except csv.Error as error:
        at = f"{where}, line {rows.line_num}"
        raise InputError(AtmosphereError.NOT_CSV, where=at, reason=str(error)) from None
    if not levels:
        raise InputError(AtmosphereError.NO_LEVELS, where=where)
    return dict(zip(names, np.array(levels).T, strict=True)), lines


def _header(cells: list[str], at: str) -> list[str]:
    names = [cell.lower() for cell in cells]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise InputError(AtmosphereError.UNKNOWN_COLUMN, where=at, value=unknown[0][:40])
    if "altitude_m" not in names or len(set(names)) != len(names) or len(names) < 2:
        raise InputError(AtmosphereError.NO_PROFILE, where=at)
    if ("east_m_s" in names) != ("north_m_s" in names):
        raise InputError(AtmosphereError.HALF_A_WIND, where=at)
    return names


def _number(name: str, cell: str, at: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    fits = {
        "altitude_m": -500.0 <= value <= _HIGHEST_M,
        "density_kg_m3": 0.0 < value <= _DENSEST_KG_M3,
    }.get(name, abs(value) <= _FASTEST_M_S)
    if not fits:  # NaN fits nowhere
        raise InputError(AtmosphereError.NOT_A_VALUE, where=at, field=name, value=cell[:40])
    return value
