"""Air against the printed tables of 1976 and against `ambiance`, the ICAO atmosphere by other hands."""

import numpy as np
import pytest
from ambiance import Atmosphere

from downrange.earth.atmosphere import (
    density_kg_m3,
    log_density_table,
    pressure_pa,
    sound_speed_m_s,
    temperature_k,
)

printed_digits = 1e-4  # relative, one unit of the fifth digit: some columns are rounded, others cut
four_digits = 2e-4
hundred_thousandth = 1e-5  # ICAO rounds the gas constant at the sixth digit
between_the_lines = 0.012

# U.S. Standard Atmosphere 1976, table I, geometric altitude: km, K, Pa, kg/m3.
TABLE_I = [
    (0, 288.150, 1.01325e5, 1.2250),
    (5, 255.676, 5.4048e4, 7.3643e-1),
    (10, 223.252, 2.6500e4, 4.1351e-1),
    (20, 216.650, 5.5293e3, 8.8910e-2),
    (30, 226.509, 1.1970e3, 1.8410e-2),
    (40, 250.350, 2.8714e2, 3.9957e-3),
    (50, 270.650, 7.9779e1, 1.0269e-3),
    (60, 247.021, 2.1958e1, 3.0968e-4),
    (70, 219.585, 5.2209e0, 8.2829e-5),
    (80, 198.639, 1.0524e0, 1.8458e-5),
]
# The same table above the layers: km, K.
UPPER_TEMPERATURES = [
    (90, 186.87), (95, 188.42), (100, 195.08), (110, 240.00), (115, 300.00), (120, 360.00), (130, 469.27),
    (150, 634.39), (200, 854.56), (300, 976.01), (400, 995.83), (500, 999.24), (700, 999.97), (1000, 1000.00),
]  # fmt: skip
# Lines of table I that our table keeps, and lines it leaves out: km, kg/m3.
KEPT = [(90, 3.416e-6), (100, 5.604e-7), (120, 2.222e-8), (150, 2.076e-9), (200, 2.541e-10), (300, 1.916e-11),
        (500, 5.215e-13), (700, 3.070e-14), (1000, 3.561e-15)]  # fmt: skip
LEFT_OUT = [
    (88, 4.875e-6), (92, 2.393e-6), (98, 8.071e-7), (102, 3.935e-7), (106, 1.954e-7), (122, 1.767e-8),
    (130, 8.152e-9), (142, 3.358e-9), (165, 9.750e-10), (210, 1.846e-10), (230, 1.029e-10), (250, 6.073e-11),
    (270, 3.738e-11), (320, 1.264e-11), (360, 5.805e-12), (400, 2.803e-12), (440, 1.402e-12), (480, 7.208e-13),
    (525, 3.509e-13), (575, 1.637e-13), (625, 7.998e-14), (675, 4.148e-14), (725, 2.318e-14), (775, 1.410e-14),
    (825, 9.339e-15), (875, 6.664e-15), (925, 5.038e-15), (975, 3.968e-15),
]  # fmt: skip


def test_the_printed_table_below_86_km() -> None:
    km, kelvin, pascal, density = np.array(TABLE_I).T
    np.testing.assert_allclose(temperature_k(km * 1e3), kelvin, atol=5e-4)
    np.testing.assert_allclose(pressure_pa(km * 1e3), pascal, rtol=printed_digits)
    np.testing.assert_allclose(density_kg_m3(km * 1e3), density, rtol=printed_digits)
    np.testing.assert_allclose(
        sound_speed_m_s([0, 10e3, 20e3, 50e3, 80e3]), [340.29, 299.53, 295.07, 329.80, 282.54], atol=0.006
    )


def test_the_top_of_the_layers() -> None:
    """Table 8 and appendix A: at 86 km 0.37338 Pa, 6.958e-6 kg/m3, and 186.946 K on the molecular scale."""
    assert pressure_pa(86e3) == pytest.approx(0.373_38, rel=printed_digits)
    assert density_kg_m3(86e3) == pytest.approx(6.958e-6, rel=four_digits)
    assert temperature_k(86e3) == pytest.approx(186.946, abs=1e-3)
    assert density_kg_m3(86_000.001) == pytest.approx(density_kg_m3(85_999.999), rel=four_digits)


def test_every_half_kilometre_against_ambiance() -> None:
    """ICAO 1993 is the standard of 1976 up to 80 km."""
    alt = np.arange(-5_000.0, 80_001.0, 500.0)
    theirs = Atmosphere(alt)
    np.testing.assert_allclose(temperature_k(alt), theirs.temperature, rtol=1e-9)
    for ours, other in (
        (pressure_pa, theirs.pressure),
        (density_kg_m3, theirs.density),
        (sound_speed_m_s, theirs.speed_of_sound),
    ):
        np.testing.assert_allclose(ours(alt), other, rtol=hundred_thousandth)


def test_the_printed_table_above_86_km() -> None:
    km, kelvin = np.array(UPPER_TEMPERATURES).T
    np.testing.assert_allclose(temperature_k(km * 1e3), kelvin, atol=0.0051)
    km, density = np.array(KEPT).T
    np.testing.assert_allclose(density_kg_m3(km * 1e3), density, rtol=1e-12)
    km, density = np.array(LEFT_OUT).T
    np.testing.assert_allclose(density_kg_m3(km * 1e3), density, rtol=between_the_lines)


def test_density_falls_all_the_way_out() -> None:
    density = density_kg_m3(np.concatenate([np.linspace(-5e3, 2e6, 20_001), [36e6]]))
    assert (np.diff(density) < 0).all()
    assert density[-1] >= 0


def test_where_the_standard_is_silent_so_are_we() -> None:
    assert np.isnan(pressure_pa([86_001.0, 4e5])).all()
    assert np.isnan(sound_speed_m_s([86_001.0, 4e5])).all()
    assert np.isnan([f(np.nan) for f in (density_kg_m3, pressure_pa, sound_speed_m_s)]).all()


def test_the_table_for_the_fast_loop() -> None:
    table = log_density_table(250.0, 1e6)
    assert table.shape == (4001,)
    np.testing.assert_allclose(np.exp(table[[0, 40, 4000]]), density_kg_m3([0, 1e4, 1e6]), rtol=1e-12)
