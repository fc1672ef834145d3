"""The figures of the Earth against the derived ones their sources print."""

import pytest

from downrange.earth.constants import A_M, B_M, DAY_S, E2, J2, MEAN_RADIUS_M, OMEGA_RAD_S, SGP4_J2
from downrange.earth.frames import GMST_RATE_RAD_S


def test_wgs84_as_printed() -> None:
    """NGA.STND.0036, table 3.5: the semi-minor axis and the first eccentricity squared."""
    assert pytest.approx(6_356_752.314_2, abs=5e-5) == B_M
    assert pytest.approx(6.694_379_990_14e-3, abs=5e-15) == E2
    assert pytest.approx(MEAN_RADIUS_M, abs=0.05) == (2 * A_M + B_M) / 3


def test_the_flattening_term_is_that_of_egm2008() -> None:
    assert pytest.approx(0.484_165_143_790_815e-3 * 5**0.5, rel=1e-10) == J2
    assert pytest.approx(J2, rel=1e-4) == SGP4_J2, "WGS72 differs in the sixth digit"


def test_the_earth_turns_once_a_sidereal_day() -> None:
    """Sidereal time runs ahead of the turning (IERS: 7.292 115 146 7e-5 rad/s) by the precession of the equinox
    along the equator, 46.12 arcsec a year (Lieske et al., Astron. Astrophys. 58 (1977) 1)."""
    gain_arcsec_per_year = (GMST_RATE_RAD_S - 7.292_115_146_7e-5) * 365.25 * DAY_S * 206_264.806
    assert gain_arcsec_per_year == pytest.approx(46.12, abs=0.05)
    assert pytest.approx(7.292_115_146_7e-5, rel=5e-8) == OMEGA_RAD_S
