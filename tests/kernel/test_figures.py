"""A stated figure: its three percentiles, its standard deviation, and the table it is read from."""

from math import log
from typing import Any

import pytest

from downrange.errors import CaseError
from downrange.kernel.figures import LEAST_SD, Figure, read_figure
from downrange.kernel.kernel_codes import TableCode
from downrange.kernel.tables import Entry


def table(**changed: Any) -> Entry:
    return Entry({"f": {"spread": [1, 2, 4], "source": "a page", "grade": "B2"} | changed}, "here")


def test_a_figure_is_read_with_its_percentiles_source_and_grade() -> None:
    figure = read_figure(table(), "f", (0.0, 10.0))
    assert figure.as_dict() == {"p05": 1.0, "median": 2.0, "p95": 4.0, "source": "a page", "grade": "B2"}
    assert figure.sd == pytest.approx(3 / 3.2897, rel=1e-4)
    assert figure.logarithm().sd == pytest.approx(log(4) / 3.2897, rel=1e-4)


def test_a_stated_standard_deviation_is_kept_to_the_last_bit() -> None:
    figure = Figure.normal(0.65, 0.06, "class", "D4")
    assert figure.sd == 0.06
    assert (figure.p05 + figure.p95) / 2 == pytest.approx(0.65, rel=1e-15)
    assert Figure(5.0, 5.0, 5.0, "exact", "A1").sd == LEAST_SD
    assert Figure.lognormal(435.0, 0.6, "class", "D4").logarithm().sd == pytest.approx(0.6, rel=1e-14)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"spread": [2, 1, 4]}, TableCode.NOT_RISING),
        ({"spread": [1, 2]}, TableCode.NOT_NUMBERS),
        ({"spread": [1, 2, 11]}, TableCode.NOT_NUMBERS),
        ({"spread": [1, 2, float("nan")]}, TableCode.NOT_NUMBERS),
        ({"spread": [True, 2, 3]}, TableCode.NOT_NUMBERS),
        ({"source": ""}, TableCode.BLANK_TEXT),
        ({"unit": "km"}, TableCode.UNKNOWN_KEY),
    ],
)
def test_a_wrong_figure_is_refused_with_its_code(changed: dict[str, Any], code: TableCode) -> None:
    with pytest.raises(CaseError) as caught:
        read_figure(table(**changed), "f", (0.0, 10.0))
    assert caught.value.code is code
    assert caught.value.where == "here, f"
