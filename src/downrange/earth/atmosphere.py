"""Atmosphere: the US Standard Atmosphere 1976, from below sea level to 1000 km and beyond.

To 86 km it is computed as the standard defines it, layer by layer in geopotential height. Above, where the
standard treats each gas by itself, temperature follows its formulas and density its printed table, linear in the
logarithm between its lines: within 1.2 % of the lines left out here. Above 1000 km the density falls on with the last
scale height. It is one mean atmosphere: seasons change the density below 86 km by tens of per cent, and solar
activity changes it at satellite heights by factors.

Source: U.S. Standard Atmosphere, 1976, NOAA/NASA/USAF, NOAA-S/T 76-1562: section 1.2, tables 4 and I.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.constants import (
    G0_M_S2,
    US76_EARTH_RADIUS_M,
    US76_GAMMA,
    US76_GAS_J_MOL_K,
    US76_MOLAR_MASS_KG_MOL,
)
from downrange.kernel.arrays import ArrayLike, Floats

SEA_LEVEL_K, SEA_LEVEL_PA = 288.15, 101_325.0
LAYERS_TOP_M = 86_000.0
_GAS_J_KG_K = US76_GAS_J_MOL_K / US76_MOLAR_MASS_KG_MOL
# Table 4: base of each layer in geopotential metres, and the lapse rate above it. Two layers are isothermal; a
# lapse rate of 1e-12 K/m stands for zero, so that one formula serves all.
_NONE = 1e-12
_BASE_M = np.array([0.0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3])
_SLOPE_K_M = np.array([-6.5e-3, _NONE, 1e-3, 2.8e-3, _NONE, -2.8e-3, -2e-3])
# Table I: geometric altitude in km, density in kg/m3.
_TABLE_KM, _TABLE_KG_M3 = np.array([
    (86, 6.958e-6), (90, 3.416e-6), (95, 1.393e-6), (100, 5.604e-7), (104, 2.769e-7), (108, 1.381e-7),
    (110, 9.708e-8), (112, 6.838e-8), (114, 4.975e-8), (116, 3.720e-8), (118, 2.847e-8), (120, 2.222e-8),
    (124, 1.428e-8), (128, 9.717e-9), (132, 6.904e-9), (136, 5.074e-9), (140, 3.831e-9), (146, 2.618e-9),
    (150, 2.076e-9), (155, 1.585e-9), (160, 1.233e-9), (170, 7.815e-10), (180, 5.194e-10), (190, 3.581e-10),
    (200, 2.541e-10), (220, 1.367e-10), (240, 7.858e-11), (260, 4.742e-11), (280, 2.971e-11),
    (300, 1.916e-11), (340, 8.503e-12), (380, 4.013e-12), (420, 1.975e-12), (460, 1.002e-12),
    (500, 5.215e-13), (550, 2.384e-13), (600, 1.137e-13), (650, 5.712e-14), (700, 3.070e-14),
    (750, 1.788e-14), (800, 1.136e-14), (850, 7.824e-15), (900, 5.759e-15), (950, 4.453e-15),
    (1000, 3.561e-15),
]).T  # fmt: skip
_TABLE_LOG = np.log(_TABLE_KG_M3)


def density_kg_m3(alt_m: ArrayLike) -> Floats:
    """Density at geometric altitudes in metres, any shape."""
    alt = np.asarray(alt_m, dtype=np.float64)
    temperature, pressure = _layered(alt)
    return np.where(
        alt <= LAYERS_TOP_M, pressure / (_GAS_J_KG_K * temperature), np.exp(_log_table(alt / 1e3))
    )


def temperature_k(alt_m: ArrayLike) -> Floats:
    """Kinetic temperature in kelvin (the standard's equations 23 to 31).

    Between 80 and 86 km this is the molecular-scale one, as in table I: above the kinetic by 0.08 K at most.
    """
    alt = np.asarray(alt_m, dtype=np.float64)
    km = alt / 1e3
    bend = np.clip((km - 91) / 19.9429, 0.0, 1.0)
    xi = (km - 120) * (US76_EARTH_RADIUS_M / 1e3 + 120) / (US76_EARTH_RADIUS_M / 1e3 + np.maximum(km, 120.0))
    return np.select(
        [alt <= LAYERS_TOP_M, km <= 91, km <= 110, km <= 120],
        [_layered(alt)[0], 186.8673, 263.1905 - 76.3232 * np.sqrt(1 - bend**2), 240 + 12 * (km - 110)],
        1000 - 640 * np.exp(-0.018_75 * np.maximum(xi, 0.0)),
    )


def pressure_pa(alt_m: ArrayLike) -> Floats:
    """Pressure in pascals to 86 km; NaN above, where the molar mass of air is no longer constant."""
    alt = np.asarray(alt_m, dtype=np.float64)
    return np.where(alt <= LAYERS_TOP_M, _layered(alt)[1], np.nan)


def sound_speed_m_s(alt_m: ArrayLike) -> Floats:
    """Speed of sound to 86 km; NaN above, where the standard (section 1.3.10) no longer defines one."""
    alt = np.asarray(alt_m, dtype=np.float64)
    return np.where(alt <= LAYERS_TOP_M, np.sqrt(US76_GAMMA * _GAS_J_KG_K * _layered(alt)[0]), np.nan)


def log_density_table(step_m: float = 250.0, top_m: float = 1_000_000.0) -> Floats:
    """Natural logarithm of density in kg/m3 at 0, step_m, ... top_m: what the fall interpolates."""
    return np.log(density_kg_m3(np.arange(0.0, top_m + step_m / 2, step_m)))


def _layered(alt_m: Floats) -> tuple[Floats, Floats]:
    """Molecular-scale temperature and pressure to 86 km; the first layer is continued below sea level."""
    alt = np.minimum(alt_m, LAYERS_TOP_M)
    height = US76_EARTH_RADIUS_M * alt / (US76_EARTH_RADIUS_M + alt)
    layer = np.maximum(np.searchsorted(_BASE_M, height, side="right") - 1, 0)
    above = height - _BASE_M[layer]
    share = _share_of_pressure(_BASE_K[layer], _SLOPE_K_M[layer], above)
    return _BASE_K[layer] + _SLOPE_K_M[layer] * above, _BASE_PA[layer] * share


def _share_of_pressure(base_k: Floats, slope_k_m: Floats, above_m: Floats) -> Floats:
    """Pressure above a layer's base as a share of that at the base: hydrostatic balance, equation 33."""
    return np.exp(-G0_M_S2 / (_GAS_J_KG_K * slope_k_m) * np.log1p(slope_k_m * above_m / base_k))


def _log_table(alt_km: Floats) -> Floats:
    last_slope = (_TABLE_LOG[-1] - _TABLE_LOG[-2]) / (_TABLE_KM[-1] - _TABLE_KM[-2])
    beyond = last_slope * np.maximum(alt_km - _TABLE_KM[-1], 0.0)
    return np.asarray(np.interp(alt_km, _TABLE_KM, _TABLE_LOG) + beyond, dtype=np.float64)


_RISES_K = _SLOPE_K_M[:-1] * np.diff(_BASE_M)
_BASE_K = SEA_LEVEL_K + np.concatenate([[0.0], np.cumsum(_RISES_K)])
_BASE_PA = SEA_LEVEL_PA * np.concatenate(
    [[1.0], np.cumprod(_share_of_pressure(_BASE_K[:-1], _SLOPE_K_M[:-1], np.diff(_BASE_M)))]
)
