"""Thermosphere: the density that a low orbit meets, from 80 to 1000 km, by season, solar flux and magnetic index.

A table of NRLMSIS 2.1 (Emmert et al., J. Geophys. Res. Space Physics 127 (2022) e2022JA030896), averaged over the
sphere and the hours of the day: what a near-circular orbit meets in the mean over days. `tools/build_thermosphere.py`
makes it. Between the nodes the logarithm of the density runs in straight lines.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import numpy as np

from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.package_data import table_bytes
from downrange.orbit.history.decay.space_weather import KnownWeather

_YEAR_DAYS = 365.25
_JD_2000 = 2451544.5


@dataclass(frozen=True, slots=True, eq=False)
class Thermosphere:
    """ln of density in kg/m3, (12 months, F, A, H), over nodes of F10.7, Ap and height in km."""

    log_density: Floats
    flux: Floats
    ap: Floats
    height_km: Floats


@cache
def thermosphere() -> Thermosphere:
    """The shipped table."""
    blob = table_bytes("thermosphere.npz")
    with np.load(io.BytesIO(blob), allow_pickle=False) as npz:
        return Thermosphere(npz["log_density"].astype(np.float64), npz["flux"], npz["ap"], npz["height_km"])


def daily_profiles(air: Thermosphere, weather: KnownWeather) -> Floats:
    """ln of density at the table's heights for every day of the weather, (D, H). Values outside the table's flux
    and Ap are taken at its edge."""
    noon = weather.jd + 0.5 + np.arange(len(weather.flux))
    month = ((noon - _JD_2000) / _YEAR_DAYS % 1) * 12 - 0.5  # the table's months stand at their middles
    whole = np.floor(month).astype(np.intp)
    f, f_share = _cell(air.flux, weather.flux)
    a, a_share = _cell(air.ap, weather.ap)
    profiles = np.zeros((len(noon), len(air.height_km)))
    for m, m_part in ((whole % 12, 1 - (month - whole)), ((whole + 1) % 12, month - whole)):
        for i, f_part in ((f, 1 - f_share), (f + 1, f_share)):
            for j, a_part in ((a, 1 - a_share), (a + 1, a_share)):
                profiles += (m_part * f_part * a_part)[:, np.newaxis] * air.log_density[m, i, j]
    return profiles


def _cell(nodes: Floats, values: ArrayLike) -> tuple[np.ndarray, Floats]:
    """The node below each value and how far above it the value lies, 0 to 1."""
    inside = np.clip(values, nodes[0], nodes[-1])
    low = np.minimum(np.searchsorted(nodes, inside, side="right") - 1, len(nodes) - 2)
    return low, (inside - nodes[low]) / (nodes[low + 1] - nodes[low])
