"""Propagation: batches, numbers no TLE can hold, and orbits that drag has ended."""

import numpy as np
import pytest
from sgp4.api import WGS72, Satrec

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.orbit.propagation.sgp4_drag import drag_of, shrinking
from downrange.orbit.propagation.sgp4_states import DECAYED, RUN_AWAY, propagate, satellite_of

ISS = """\
1 25544U 98067A   23343.07755144  .00026603  00000-0  46764-3 0  9995
2 25544  51.6400 182.2887 0001365  15.2823 127.3497 15.50296263428916
"""
# A record of the issue that made the ghost known: github.com/shashwatak/satellite-js, issue 152
HIGH_DRAG = (
    '[{"OBJECT_NAME": "HIGH DRAG", "OBJECT_ID": "2020-007A", "EPOCH": "2023-08-20T19:25:00.922944", '
    '"MEAN_MOTION": 15.34502222, "ECCENTRICITY": 0.000974, "INCLINATION": 69.9913, '
    '"RA_OF_ASC_NODE": 111.5649, '
    '"ARG_OF_PERICENTER": 159.9373, "MEAN_ANOMALY": 200.0626, "NORAD_CAT_ID": 799501621, "BSTAR": 0.003275, '
    '"MEAN_MOTION_DOT": 0.0011, "MEAN_MOTION_DDOT": 0}]'
)
a_micrometre_km = 1e-9


def test_shapes_and_single_instants():
    elements = join([read_elements(ISS), read_elements(HIGH_DRAG), read_elements(ISS)])
    r, v, errors = propagate(elements, elements.epoch_jd[0], np.linspace(0.1, 0.9, 5))
    assert r.shape == v.shape == (3, 3, 5)
    assert errors.shape == (3, 5)
    assert np.array_equal(r[:, 0], r[:, 2])
    one, _, _ = propagate(elements, elements.epoch_jd[0], 0.1)
    assert np.array_equal(one[:, :, 0], r[:, :, 0])
    none, _, codes = propagate(elements.select([]), elements.epoch_jd[0], [0.1, 0.2])
    assert none.shape == (3, 0, 2)
    assert codes.shape == (0, 2)
    assert propagate(elements, [], [])[0].shape == (3, 3, 0)


def test_against_the_package_given_the_lines_themselves():
    elements = read_elements(ISS)
    reference = Satrec.twoline2rv(*ISS.splitlines(), WGS72)
    fractions = np.linspace(0.0, 3.0, 200)
    r, v, errors = propagate(elements, 2460287.5, fractions)
    _, r_wanted, v_wanted = reference.sgp4_array(np.full(200, 2460287.5), fractions)
    assert not errors.any()
    assert np.abs(r[:, 0].T - r_wanted).max() < a_micrometre_km
    assert np.abs(v[:, 0].T - v_wanted).max() < a_micrometre_km


def test_a_number_no_tle_can_hold_flies_like_any_other():
    elements = read_elements(HIGH_DRAG)
    assert elements.norad.tolist() == [799501621]
    _, _, errors = propagate(elements, elements.epoch_jd, elements.epoch_fraction)
    assert errors.tolist() == [[0]]


def test_what_has_decayed_stays_down():
    elements = read_elements(HIGH_DRAG)
    days = np.arange(0.0, 1500.0, 0.25)
    reference = satellite_of(elements, 0)
    ghosts, _, _ = reference.sgp4_array(
        np.full(len(days), elements.epoch_jd[0]), elements.epoch_fraction[0] + days
    )
    _, _, errors = propagate(elements, elements.epoch_jd[0], elements.epoch_fraction[0] + days)
    assert (ghosts[days > 750] == 0).any()  # the reference code draws an orbit again, and says all is well
    down = np.flatnonzero(errors[0] == DECAYED)[0]
    assert 180 < days[down] < 220
    assert (errors[0, :down] == 0).all()
    assert (errors[0, down:] != 0).all()
    _, _, alone = propagate(elements, elements.epoch_jd[0], elements.epoch_fraction[0] + 1000.0)
    assert alone.tolist() == [[DECAYED]]


def test_far_before_the_epoch_of_a_falling_object():
    elements = read_elements(HIGH_DRAG)
    _, _, errors = propagate(elements, elements.epoch_jd[0] - 2000, elements.epoch_fraction[0])
    assert errors.tolist() == [[RUN_AWAY]]


@pytest.mark.parametrize("minutes", [-1000.0, 10.0, 1440.0])
def test_the_drag_polynomial_is_the_one_inside_sgp4(minutes):
    for text in (ISS, HIGH_DRAG):
        satellite = satellite_of(read_elements(text), 0)
        drag = drag_of([satellite]).of(0)
        satellite.sgp4_tsince(minutes)
        assert drag.a * shrinking(drag, minutes) ** 2 == pytest.approx(satellite.am, rel=1e-14)
