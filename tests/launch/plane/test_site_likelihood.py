"""Where a launch comes from, told from its areas: drawn at a known pad, found again; repeated areas."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.earth.ellipsoid import geodesic_direct
from downrange.geography.sites import find_site
from downrange.kernel.arrays import Floats
from downrange.launch.plane.plane_codes import SiteReason
from downrange.launch.plane.site_likelihood import likely_sites, repeated_launches


def strip(
    code: str, azimuth_deg: float, range_km: float, length_km: float = 120, width_km: float = 40
) -> Floats:
    """A rectangle drawn along the ray from a pad."""
    pad = find_site(code)
    ends = [range_km - length_km / 2, range_km + length_km / 2]
    corners = []
    for reach, side in ((ends[0], -1), (ends[0], 1), (ends[1], 1), (ends[1], -1)):
        lat, lon, forward = geodesic_direct(pad.lat_deg, pad.lon_deg, azimuth_deg, reach * 1e3)
        corners.append([float(v) for v in geodesic_direct(lat, lon, forward + 90 * side, width_km * 500)[:2]])
    return np.array(corners).T


def box_around(lat: float, lon: float, half_deg: float) -> Floats:
    return np.array([lat + half_deg * np.array([-1, -1, 1, 1]), lon + half_deg * np.array([-1, 1, 1, -1])])


@pytest.mark.parametrize(
    ("code", "azimuth_deg", "ranges_km"),
    [
        ("JQ", 190.0, (600, 1800)),
        ("CC", 45.0, (650,)),
        ("TNSC", 170.0, (300, 1800)),
        ("CSG", 93.0, (700, 2000)),
    ],
)
def test_the_site_is_first(code: str, azimuth_deg: float, ranges_km: tuple[float, ...]) -> None:
    ranked = likely_sites([strip(code, azimuth_deg, reach) for reach in ranges_km], date(2024, 1, 1))
    assert ranked[0].site.code == code
    assert any(reason.code is SiteReason.POINTS_BACK for reason in ranked[0].reasons)
    assert sum(origin.share for origin in ranked) == pytest.approx(1.0)


def test_an_area_around_a_pad_names_the_pad() -> None:
    pad = find_site("NARO")
    box = box_around(pad.lat_deg, pad.lon_deg, 0.2)
    assert likely_sites([box], date(2024, 1, 1))[0].site.code == "NARO"


def test_without_areas_there_is_only_habit() -> None:
    ranked = likely_sites([], date(2024, 1, 1))
    assert ranked[0].share < 0.6
    assert all(reason.code is not SiteReason.POINTS_BACK for origin in ranked for reason in origin.reasons)


def test_areas_of_2016_repeat_no_later_launch() -> None:
    """Kwangmyongsong-4's first area lay near that of 2012; a launch of the future is never matched."""
    zone = np.array([[36.06667, 36.06667, 35.31667, 35.31667], [124.5, 124.9, 124.9, 124.5]])
    sohae = find_site("SOHAE")
    found = repeated_launches([zone], sohae, date(2016, 2, 7))
    assert [repeat.launch for repeat in found] == ["2012-072"]
    assert found[0].apart_km < 40
    assert repeated_launches([zone], sohae, date(2012, 1, 1)) == ()


@settings(deadline=None, max_examples=15)
@given(st.floats(-75, 75), st.floats(-180, 180), st.floats(0.2, 3))
def test_any_area_anywhere_gets_an_answer(lat: float, lon: float, size: float) -> None:
    box = box_around(lat, lon, size)
    ranked = likely_sites([box], date(2024, 1, 1))
    shares = [origin.share for origin in ranked]
    assert shares == sorted(shares, reverse=True)
    assert np.isfinite(shares).all()
