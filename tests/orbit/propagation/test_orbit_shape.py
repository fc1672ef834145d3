"""Shapes against what catalogues and operators print."""

from importlib.resources import files

import pytest

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.propagation.orbit_shape import shape_of

MALLIGYONG = """\
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
a_kilometre = 1.0
ten_minutes_h = 10 / 60


def test_heights_and_period_of_malligyong():
    """Space-Track's catalogue gave 491 x 512 km and 94.6 min in December 2023."""
    shape = shape_of(read_elements(MALLIGYONG))
    assert shape.perigee_km[0] == pytest.approx(491.3, abs=a_kilometre)
    assert shape.apogee_km[0] == pytest.approx(511.5, abs=a_kilometre)
    assert shape.period_min[0] == pytest.approx(94.65, abs=0.01)
    assert shape.node_rate_deg_day[0] == pytest.approx(0.986, abs=0.01)  # Sun-synchronous, nearly


def test_the_local_time_of_noaa_20():
    """NOAA-20 (43013) crosses the equator northward at 13:25 local solar time (NOAA, JPSS mission page)."""
    folder = files("downrange").joinpath("cases", "2023-11-21-malligyong-1", "elements")
    elements = read_elements(folder.joinpath("after.tle").read_text())
    shape = shape_of(elements.select(elements.norad == 43013))
    assert shape.local_time_h[0] == pytest.approx(13 + 25 / 60, abs=ten_minutes_h)
