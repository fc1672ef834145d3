"""The turning Earth against Skyfield and against the worked example of Vallado's paper."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skyfield.api import load, wgs84
from skyfield.sgp4lib import TEME_to_ITRF, theta_GMST1982
from skyfield.toposlib import ITRSPosition
from skyfield.units import Distance

from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodetic_to_ecef_m
from downrange.earth.frames import ecef_to_teme, gmst82_rad, horizon, teme_to_ecef
from downrange.earth.instants import julian_utc, offset_julian, parse_utc

one_millimetre_km = 1e-6
two_centimetres_km = 2e-5
one_tenth_millimetre_per_second_km_s = 1e-7
one_nanoradian = 1e-9
one_centimetre_deg = 1e-7

R_TEME_KM = np.array([5094.180_162_10, 6127.644_659_50, 6380.344_532_70])
V_TEME_KM_S = np.array([-4.746_131_487, 0.785_818_041, 5.531_931_288])
JD, FRACTION = julian_utc(parse_utc("2004-04-06T07:51:28.386009Z"))
DUT1_S, XP_ARCSEC, YP_ARCSEC = -0.439_961_9, -0.140_682, 0.333_309


def test_the_worked_example_of_revisiting_spacetrack_report_3() -> None:
    """Vallado et al., AIAA 2006-6753, appendix C. The printed orientation parameters leave a centimetre."""
    r, v = teme_to_ecef(
        R_TEME_KM, JD, FRACTION, DUT1_S, V_TEME_KM_S, xp_arcsec=XP_ARCSEC, yp_arcsec=YP_ARCSEC
    )
    np.testing.assert_allclose(r, [-1033.479_383_0, 7901.295_275_4, 6380.356_595_8], atol=two_centimetres_km)
    np.testing.assert_allclose(
        v, [-3.225_636_520, -2.872_451_450, 5.531_924_446], atol=one_tenth_millimetre_per_second_km_s
    )
    r_pef = teme_to_ecef(R_TEME_KM, JD, FRACTION, DUT1_S)
    np.testing.assert_allclose(
        r_pef, [-1033.475_031_30, 7901.305_585_60, 6380.344_532_70], atol=two_centimetres_km
    )


def test_sidereal_time_of_vallado_example_3_5() -> None:
    """The book keeps its Julian date in one float, which is 20 microseconds or 1e-7 degrees."""
    jd, fraction = julian_utc(parse_utc("1992-08-20T12:14:00Z"))
    assert np.degrees(gmst82_rad(jd, fraction)) == pytest.approx(152.578_787_81, abs=1e-7)


def test_sidereal_time_and_velocity_agree_with_skyfield() -> None:
    jd, fraction = offset_julian(parse_utc("1960-01-01T00:00:00Z"), np.linspace(0, 3e9, 997))
    theirs, _ = theta_GMST1982(jd, fraction)
    ours = gmst82_rad(jd, fraction)
    assert np.abs((ours - theirs + np.pi) % (2 * np.pi) - np.pi).max() < one_nanoradian
    for k in (0, 500, 996):
        r_theirs, v_theirs = TEME_to_ITRF(jd[k], R_TEME_KM, V_TEME_KM_S * 86_400, fraction_ut1=fraction[k])
        r, v = teme_to_ecef(R_TEME_KM, jd[k], fraction[k], v_teme=V_TEME_KM_S)
        np.testing.assert_allclose(r, r_theirs, atol=one_millimetre_km)
        np.testing.assert_allclose(v, v_theirs / 86_400, atol=one_tenth_millimetre_per_second_km_s)


def test_a_whole_day_with_skyfields_own_clock() -> None:
    """Skyfield's time scale brings UT1; given its UT1 - UTC, our ground track is its own."""
    jd, fraction = offset_julian(parse_utc("2023-11-21T13:42:00Z"), np.linspace(0, 86_400, 49))
    t = load.timescale(builtin=True).utc(2023, 11, 21, 13, 42, np.linspace(0, 86_400, 49))
    r = np.repeat(R_TEME_KM[:, None], 49, axis=1)
    for k in range(49):
        theirs, _ = TEME_to_ITRF(t[k].whole, r[:, k], r[:, k], fraction_ut1=t[k].ut1_fraction)
        ours = teme_to_ecef(r[:, k], jd[k], fraction[k], t[k].dut1)
        np.testing.assert_allclose(ours, theirs, atol=one_millimetre_km)


def test_what_it_costs_to_leave_the_orientation_out() -> None:
    """The figures of the name plate, on the equator: 0.42 km for 0.9 s, 20 m for 0.6 arcsec."""
    r = np.array([6378.137, 0.0, 0.0])
    bare = teme_to_ecef(r, JD, FRACTION)
    assert np.linalg.norm(teme_to_ecef(r, JD, FRACTION, 0.9) - bare) == pytest.approx(0.42, abs=0.005)
    assert np.linalg.norm(teme_to_ecef(r, JD, FRACTION, xp_arcsec=0.6) - bare) < 0.020


def test_geodetic_positions_agree_with_skyfield() -> None:
    lat, lon, alt = (
        np.array([39.66, -75.0, 0.0]),
        np.array([124.705, -179.0, 60.0]),
        np.array([40.0, 2e4, 5e5]),
    )
    theirs = np.stack(
        [wgs84.latlon(a, o, elevation_m=h).itrs_xyz.m for a, o, h in zip(lat, lon, alt, strict=True)], axis=1
    )
    np.testing.assert_allclose(geodetic_to_ecef_m(lat, lon, alt), theirs, atol=1e-6)
    for k in range(3):
        place = wgs84.geographic_position_of(
            ITRSPosition(Distance(m=theirs[:, k])).at(load.timescale(builtin=True).utc(2023))
        )
        assert ecef_m_to_geodetic(theirs[:, k])[0] == pytest.approx(
            place.latitude.degrees, abs=one_centimetre_deg
        )


def test_the_velocity_is_the_derivative_of_the_position() -> None:
    seconds = np.array([-0.5, 0.0, 0.5])
    jd, fraction = offset_julian(parse_utc("2023-11-27T14:36:30Z"), seconds)
    r, v = teme_to_ecef(R_TEME_KM[:, None] + V_TEME_KM_S[:, None] * seconds, jd, fraction,
                        v_teme=np.repeat(V_TEME_KM_S[:, None], 3, axis=1))  # fmt: skip
    np.testing.assert_allclose(r[:, 2] - r[:, 0], v[:, 1], atol=1e-7)


@given(
    st.tuples(*[st.floats(-5e4, 5e4)] * 3), st.floats(-3e9, 3e9), st.floats(-0.9, 0.9),
    st.floats(-0.6, 0.6), st.floats(-0.6, 0.6),
)  # fmt: skip
def test_there_and_back(r: tuple[float, ...], after_s: float, dut1_s: float, xp: float, yp: float) -> None:
    jd, fraction = offset_julian(parse_utc("2000-01-01T12:00:00Z"), after_s)
    there = teme_to_ecef(r, jd, fraction, dut1_s, V_TEME_KM_S, xp_arcsec=xp, yp_arcsec=yp)
    back = ecef_to_teme(there[0], jd, fraction, dut1_s, there[1], xp_arcsec=xp, yp_arcsec=yp)
    np.testing.assert_allclose(back[0], r, atol=one_millimetre_km)
    np.testing.assert_allclose(back[1], V_TEME_KM_S, atol=1e-10)
    assert np.linalg.norm(there[0]) == pytest.approx(np.linalg.norm(r), abs=one_millimetre_km)
    np.testing.assert_allclose(
        ecef_to_teme(there[0], jd, fraction, dut1_s, xp_arcsec=xp, yp_arcsec=yp), back[0], atol=0
    )


def test_crowds_of_satellites_and_times() -> None:
    jd, fraction = offset_julian(parse_utc("2023-11-27T14:36:30Z"), np.arange(5.0) * 600)
    r = np.random.default_rng(1).normal(0, 7000, (3, 4, 5))
    together, v = teme_to_ecef(r, jd, fraction, v_teme=r / 1000)
    assert together.shape == v.shape == (3, 4, 5)
    for k in range(5):
        alone = teme_to_ecef(r[:, 2, k], jd[k], fraction[k])
        np.testing.assert_allclose(together[:, 2, k], alone, atol=one_millimetre_km)


def test_the_horizon_agrees_with_skyfield() -> None:
    """Skyfield looks from the same ellipsoid; both leave out the air."""
    t = load.timescale(builtin=True).utc(2023, 11, 27, 14, 36, 30)
    stand = wgs84.latlon(38.8977, -77.0365, elevation_m=18)
    for lat, lon, alt in ((38.0, -76.0, 5e5), (45.0, -100.0, 5e5), (-38.0, 103.0, 5e5), (38.9, -77.1, 5e4)):
        seen = wgs84.latlon(lat, lon, elevation_m=alt)
        altitude, azimuth, distance = (seen - stand).at(t).altaz()
        ours = horizon(geodetic_to_ecef_m(lat, lon, alt), 38.8977, -77.0365, 18.0)
        assert ours[0] == pytest.approx(altitude.degrees, abs=1e-4)
        assert ours[1] == pytest.approx(azimuth.degrees, abs=1e-4)
        assert ours[2] == pytest.approx(distance.m, abs=1e-3)


def test_the_horizon_overhead_and_from_many_places() -> None:
    lat, lon = np.array([90.0, 0.0, -45.0]), np.array([0.0, 180.0, 77.0])
    elevation, _, range_m = horizon(geodetic_to_ecef_m(lat, lon, 5e5), lat, lon, 1e3)
    np.testing.assert_allclose(elevation, 90, atol=1e-6)
    np.testing.assert_allclose(range_m, 4.99e5, atol=1e-6)
    one_target, _, _ = horizon(geodetic_to_ecef_m(10.0, 20.0, 5e5), lat, lon)
    assert one_target.shape == (3,)
