"""Usual heights of fairings, and usual azimuths of sites."""

import numpy as np
import pytest

from downrange.launch.trajectory.fairing_heights import FAIRING_HEIGHTS_KM, fairing_height_sigma
from downrange.launch.trajectory.usual_azimuths import usual_azimuth

a_hundredth = 0.01


def test_heights_drawn_from_the_humps_have_normal_scores() -> None:
    """By construction: the score of a draw of the mixture is standard normal (within the logistic's 0.01)."""
    rng = np.random.default_rng(3)
    middle, sd, weight = (np.array(each) for each in zip(*FAIRING_HEIGHTS_KM, strict=True))
    hump = rng.choice(len(weight), 20_000, p=weight)
    scores = fairing_height_sigma(middle[hump] + sd[hump] * rng.standard_normal(20_000))
    assert np.mean(scores) == pytest.approx(0.0, abs=3 * a_hundredth)
    for score, share in ((-1.645, 0.05), (-0.6745, 0.25), (0.6745, 0.75), (1.645, 0.95)):
        assert np.mean(scores < score) == pytest.approx(share, abs=1.5 * a_hundredth)


def test_scores_rise_with_the_height_and_never_break() -> None:
    heights = np.array([-1e4, 0.0, 60.0, 115.0, 150.0, 190.0, 400.0, 1e5])
    scores = fairing_height_sigma(heights)
    assert np.isfinite(scores).all()
    assert (np.diff(scores) > 0).all()
    assert np.isnan(fairing_height_sigma(np.array([np.nan, 120.0]))).tolist() == [True, False]


def test_a_site_that_turns_has_a_usual_azimuth_for_its_polar_orbits_only() -> None:
    tanegashima = usual_azimuth((30.4, 130.97), 97.4)
    assert tanegashima is not None
    assert tanegashima.azimuth_deg == 106.0
    assert "HYDROPAC" in tanegashima.source
    for pad, inclination in (((30.4, 130.97), 30.0), ((30.4, 130.97), None), ((34.43, 127.54), 97.4)):
        assert usual_azimuth(pad, inclination) is None
