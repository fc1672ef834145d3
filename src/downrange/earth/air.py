"""Air: the US Standard Atmosphere 1976, from the ground to 1,000 km.

To 86 km the seven layers of the standard are computed as it defines them, from geopotential height. Above, where
the standard integrates the diffusion of each gas, its published table is followed, straight lines between the
logarithms of density. Above 1,000 km the last slope goes on.

Source: U.S. Standard Atmosphere, 1976, NOAA-S/T 76-1562, tables 4 and I, section 1.3.
"""

from __future__ import annotations

import numpy as np

from downrange.earth.arrays import ArrayLike, Floats
from downrange.earth.constants import (
    G0_M_S2,
    US76_EARTH_RADIUS_M,
    US76_GAMMA,
    US76_GAS_J_MOL_K,
    US76_MOLAR_MASS_KG_MOL,
)

SEA_LEVEL_K, SEA_LEVEL_PA = 288.15, 101_325.0
HIGHEST_LAYERED_M = 86_000.0
# Base of each layer in geopotential metres, and the slope of molecular temperature above it.
_BASE_M = np.array([0.0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3])
_SLOPE_K_M = np.array([-6.5e-3, 0.0, 1e-3, 2.8e-3, 0.0, -2.8e-3, -2e-3])
_G_M_OVER_R = G0_M_S2 * US76_MOLAR_MASS_KG_MOL / US76_GAS_J_MOL_K

# Altitude in km, density in kg/m3: table I of the standard.
_TABLE = np.array([
    (86, 6.958e-6), (90, 3.416e-6), (95, 1.393e-6), (100, 5.604e-7), (105, 2.325e-7), (110, 9.708e-8),
    (115, 4.289e-8), (120, 2.222e-8), (130, 8.152e-9), (140, 3.831e-9), (150, 2.076e-9), (160, 1.233e-9),
    (170, 7.815e-10), (180, 5.194e-10), (190, 3.581e-10), (200, 2.541e-10), (250, 6.073e-11), (300, 1.916e-11),
    (350, 7.014e-12), (400, 2.803e-12), (450, 1.184e-12), (500, 5.215e-13), (600, 1.137e-13), (700, 3.070e-14),
    (800, 1.136e-14), (900, 5.759e-15), (1000, 3.561e-15),
])  # fmt: skip
# Altitude in km, kinetic temperature in K: the same table.
_WARMTH = np.array([
    (86, 186.87), (90, 186.87), (95, 188.42), (100, 195.08), (105, 208.84), (110, 240.00), (120, 360.00),
    (130, 469.27), (140, 559.63), (150, 634.39), (160, 696.29), (180, 790.07), (200, 854.56), (250, 941.33),
    (300, 976.01), (400, 995.83), (500, 999.24), (700, 999.97), (1000, 1000.00),
])  # fmt: skip


def _bases() -> tuple[Floats, Floats]:
    """Temperature and pressure at the base of each layer, from the ground up."""
    kelvin, pascal = [SEA_LEVEL_K], [SEA_LEVEL_PA]
    for slope, thickness in zip(_SLOPE_K_M, np.diff(_BASE_M), strict=False):
        kelvin.append(kelvin[-1] + slope * thickness)
        pascal.append(pascal[-1] * float(_fall_of_pressure(kelvin[-2], slope, thickness)))
    return np.array(kelvin), np.array(pascal)


def _fall_of_pressure(base_k: ArrayLike, slope_k_m: ArrayLike, above_m: ArrayLike) -> Floats:
    """Pressure at a height above a layer's base, as a share of that at the base (the standard's 33a and 33b)."""
    base_k, slope, above = (np.asarray(a, np.float64) for a in (base_k, slope_k_m, above_m))
    steady = slope == 0
    slope = np.where(steady, 1.0, slope)
    share: Floats = np.where(
        steady,
        np.exp(-_G_M_OVER_R * above / base_k),
        np.maximum(1 + np.where(steady, 0.0, slope) * above / base_k, 1e-9) ** (-_G_M_OVER_R / slope),
    )
    return share


_BASE_K, _BASE_PA = _bases()


def _layered(alt_m: Floats) -> tuple[Floats, Floats]:
    """Molecular temperature and pressure below 86 km; below the ground the first layer goes on."""
    potential_m = US76_EARTH_RADIUS_M * alt_m / (US76_EARTH_RADIUS_M + alt_m)
    layer = np.clip(np.searchsorted(_BASE_M, potential_m, side="right") - 1, 0, len(_BASE_M) - 1)
    above = potential_m - _BASE_M[layer]
    share = _fall_of_pressure(_BASE_K[layer], _SLOPE_K_M[layer], above)
    return _BASE_K[layer] + _SLOPE_K_M[layer] * above, _BASE_PA[layer] * share


def temperature_k(alt_m: ArrayLike) -> Floats:
    """Kinetic temperature; between 80 and 86 km the molecular one, which is at most 0.04 % higher."""
    alt = np.asarray(alt_m, np.float64)
    layered, _ = _layered(np.minimum(alt, HIGHEST_LAYERED_M))
    kelvin: Floats = np.where(alt <= HIGHEST_LAYERED_M, layered, np.interp(alt / 1e3, *_WARMTH.T))
    return kelvin


def pressure_pa(alt_m: ArrayLike) -> Floats:
    """Pressure to 86 km; NaN above, where the standard's mean molar mass changes and nothing here needs it."""
    alt = np.asarray(alt_m, np.float64)
    _, layered = _layered(np.minimum(alt, HIGHEST_LAYERED_M))
    pascal: Floats = np.where(alt <= HIGHEST_LAYERED_M, layered, np.nan)
    return pascal


def density_kg_m3(alt_m: ArrayLike) -> Floats:
    """Density at geometric altitude in metres, any shape."""
    alt = np.asarray(alt_m, np.float64)
    kelvin, pascal = _layered(np.minimum(alt, HIGHEST_LAYERED_M))
    below = pascal * US76_MOLAR_MASS_KG_MOL / (US76_GAS_J_MOL_K * kelvin)
    density: Floats = np.where(alt <= HIGHEST_LAYERED_M, below, np.exp(_log_density_above(alt)))
    return density


def sound_speed_m_s(alt_m: ArrayLike) -> Floats:
    """Speed of sound to 86 km; NaN above, where sound as such ends."""
    alt = np.asarray(alt_m, np.float64)
    kelvin, _ = _layered(np.minimum(alt, HIGHEST_LAYERED_M))
    speed = np.sqrt(US76_GAMMA * US76_GAS_J_MOL_K * kelvin / US76_MOLAR_MASS_KG_MOL)
    return np.where(alt <= HIGHEST_LAYERED_M, speed, np.nan)


def log_density_table(step_m: float = 250.0, top_m: float = 1_000_000.0) -> Floats:
    """Natural logarithm of density in kg/m3 at 0, step_m, ... top_m: what a fast loop interpolates."""
    return np.log(density_kg_m3(np.arange(0.0, top_m + step_m / 2, step_m)))


def _log_density_above(alt_m: Floats) -> Floats:
    km, log_density = _TABLE[:, 0], np.log(_TABLE[:, 1])
    last_slope = (log_density[-1] - log_density[-2]) / (km[-1] - km[-2])
    beyond = np.maximum(alt_m / 1e3 - km[-1], 0.0)
    logs: Floats = np.interp(alt_m / 1e3, km, log_density) + last_slope * beyond
    return logs
