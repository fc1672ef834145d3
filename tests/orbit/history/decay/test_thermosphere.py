"""The density table against the model it was made from, between its nodes."""

import numpy as np
import pytest

from downrange.orbit.history.decay.space_weather import KnownWeather
from downrange.orbit.history.decay.thermosphere import daily_profiles, thermosphere

three_percent = 0.03
# NRLMSIS 2.1 by PyPI pymsis 0.13.0, mean over the sphere (40 Gauss latitudes, 36 longitudes) at noon UTC:
# Julian date, F10.7 (day and mean), Ap, height in km, kg/m3.
MSIS = (
    (2459976.5, 155.0, 12.0, 250.0, 7.1792e-11),
    (2460115.5, 120.0, 6.0, 400.0, 1.7668e-12),
    (2457671.5, 80.0, 25.0, 180.0, 4.1892e-10),
    (2456986.5, 175.0, 60.0, 330.0, 2.0640e-11),
    (2454679.5, 66.0, 3.0, 520.0, 3.4189e-14),
)


def day(jd: float, flux: float, ap: float) -> KnownWeather:
    return KnownWeather(jd, np.array([flux]), np.array([ap]), "observed", 0.0, flux, ap, ap)


@pytest.mark.parametrize(("jd", "flux", "ap", "height_km", "kg_m3"), MSIS)
def test_the_table_is_the_model(jd: float, flux: float, ap: float, height_km: float, kg_m3: float):
    air = thermosphere()
    profile = daily_profiles(air, day(jd, flux, ap))[0]
    assert np.exp(np.interp(height_km, air.height_km, profile)) == pytest.approx(kg_m3, rel=three_percent)


def test_density_only_falls_with_height_and_rises_with_flux():
    air = thermosphere()
    assert (np.diff(air.log_density, axis=-1) < 0).all()
    above_200 = air.log_density[..., air.height_km >= 200]
    assert (np.diff(above_200, axis=1) > 0).all()


def test_beyond_its_edges_the_table_keeps_its_last_values():
    air = thermosphere()
    calm, wild = (
        daily_profiles(air, day(2459976.5, 20.0, 0.0)),
        daily_profiles(air, day(2459976.5, 900.0, 400.0)),
    )
    assert np.array_equal(calm, daily_profiles(air, day(2459976.5, 60.0, 0.0)))
    assert np.array_equal(wild, daily_profiles(air, day(2459976.5, 320.0, 300.0)))
