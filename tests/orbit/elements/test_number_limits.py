"""Numbers that no satellite has are set aside, in every notation, and harm no other set of the file."""

import numpy as np
import pytest

from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.propagation.sgp4_states import propagate

TLE = """MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
ONE = read_elements(TLE)
EPOCH = "2023-12-09T04:15:49.963968"
VALUES = {"BSTAR": "0.00021022", "INCLINATION": "97.427", "MEAN_MOTION": "15.21407416", "ECCENTRICITY": "0.0014685",
          "EPOCH": EPOCH, "MEAN_MOTION_DOT": "4.66e-05"}  # fmt: skip
WRONG = [
    *(("EPOCH", one) for one in ("0001-01-01T00:00:00", "1899-12-31T23:59:59", "2201-01-02T00:00:00",
                                 "9999-12-31T23:59:60", "2023-02-29T00:00:00", "2023-12-09T24:00:00")),
    *(("BSTAR", one) for one in ("1e10", "-1e300", "1e400", "nan", "inf", "9" * 5_000)),
    *(("MEAN_MOTION_DOT", one) for one in ("1e400", "-1e999", "nan", "inf")),
    *(("INCLINATION", one) for one in ("-0.1", "180.1", "nan", "1e999", "9" * 5_000)),
    *(("MEAN_MOTION", one) for one in ("0", "-1", "20.1", "1e-9", "infinity")),
    *(("ECCENTRICITY", one) for one in ("1", "1.0000001", "-1e-9", "NaN")),
]  # fmt: skip


@pytest.mark.parametrize("notation", ["json", "csv", "kvn", "xml"])
@pytest.mark.parametrize(("key", "wrong"), WRONG)
def test_one_wrong_number_sets_one_set_aside(notation: str, key: str, wrong: str) -> None:
    text = write_omm(join([ONE, ONE, ONE]), notation)
    first = text.index(VALUES[key])
    second = text.index(VALUES[key], first + 1)
    sets = read_elements(text[:second] + wrong + text[second + len(VALUES[key]) :])
    assert len(sets) == 2
    assert len(sets.defects) == 1


@pytest.mark.parametrize("epoch", ["1900-01-01T00:00:00", "2200-12-31T23:59:59"])
def test_the_first_and_last_epoch(epoch: str) -> None:
    sets = read_elements(write_omm(ONE, "csv").replace(EPOCH, epoch))
    assert len(sets) == 1
    assert read_elements(write_omm(sets, "json")).epoch_jd.tolist() == sets.epoch_jd.tolist()


@pytest.mark.parametrize(
    ("key", "size"),
    [("BSTAR", "1e9"), ("BSTAR", "-1e9"), ("MEAN_MOTION_DOT", "1e300"), ("MEAN_MOTION_DOT", "-1e300")],
)
def test_what_a_set_may_hold_gives_positions_or_an_error_code(key: str, size: str) -> None:
    sets = read_elements(write_omm(ONE, "csv").replace(VALUES[key], size))
    r_km, _, error = propagate(sets, float(sets.epoch_jd[0]), np.array([0.0, 0.5, 1.0]))
    assert np.isfinite(r_km[:, error == 0]).all()


def test_a_limit_is_named() -> None:
    sets = read_elements(write_omm(join([ONE, ONE]), "csv").replace(EPOCH, "1800-01-01T00:00:00", 1))
    assert sets.defects[0].code is DefectCode.OUT_OF_RANGE
    assert "1900 to 2200" in sets.defects[0].says
