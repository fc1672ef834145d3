"""Element sets as Parquet: they come back equal, other programs' files are read, spoilt ones refused in words."""

import contextlib
import sys
from dataclasses import fields, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.case.case_reader import SHIPPED
from downrange.errors import ElementError
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.elements.parquet import write_parquet
from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres

SETS = read_elements(SHIPPED / "2023-11-21-malligyong-1" / "elements" / "58400.tle")
ROWS = len(SETS)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def columns(elements: Elements) -> dict[str, Any]:
    return {
        each.name: getattr(elements, each.name)
        for each in fields(Elements)
        if each.name not in ("notes", "defects")
    }


def assert_equal(one: Elements, other: Elements) -> None:
    for name, column in columns(one).items():
        assert np.array_equal(column, getattr(other, name)), name


def file_of(table: dict[str, Any]) -> bytes:
    page = BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(table), page)
    return page.getvalue()


def table_of(data: bytes) -> dict[str, Any]:
    table = pyarrow.parquet.read_table(BytesIO(data))
    return {name: table.column(name) for name in table.column_names}


def test_they_come_back_equal_to_the_last_bit() -> None:
    assert_equal(read_elements(write_parquet(SETS)), SETS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_number_comes_back(data: st.DataObject) -> None:
    def several(low: float, high: float) -> Any:
        return np.array(data.draw(st.lists(st.floats(low, high), min_size=ROWS, max_size=ROWS)))

    spread = replace(
        SETS,
        epoch_fraction=np.array(data.draw(st.lists(st.integers(0, 99_999_999), min_size=ROWS, max_size=ROWS)))
        / 1e8,
        eccentricity=several(0.0, 0.999),
        mean_anomaly_deg=several(-360.0, 360.0),
        bstar=several(-1e9, 1e9),
        ndot=np.array(data.draw(st.lists(NUMBERS, min_size=ROWS, max_size=ROWS))),
        norad=np.array(data.draw(st.lists(st.integers(-1, 999_999_999), min_size=ROWS, max_size=ROWS))),
        defects=(),
        notes=(),
    )
    assert_equal(read_elements(write_parquet(spread)), spread)


def test_timestamps_and_lower_case_of_other_programs_are_read() -> None:
    table = table_of(write_parquet(SETS))
    when = datetime(2023, 11, 23, 5, 11, 1, 638816, tzinfo=UTC)
    table["EPOCH"] = pyarrow.array([when] * ROWS, pyarrow.timestamp("us", tz="UTC"))
    found = read_elements(file_of({name.lower(): column for name, column in table.items()}))
    assert len(found) == ROWS
    assert found.epoch_jd[0] + found.epoch_fraction[0] - 2440587.5 == pytest.approx(
        when.timestamp() / 86400, abs=1e-9
    )
    assert found.epoch_fraction[0] == (5 * 3600 + 11 * 60 + 1.638816) / 86400


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("INCLINATION", [None] + [97.0] * (ROWS - 1), "INCLINATION is missing"),
        ("ECCENTRICITY", [1.5] + [0.1] * (ROWS - 1), "eccentricity"),
        ("BSTAR", [float("inf")] + [0.1] * (ROWS - 1), "BSTAR is inf"),
        ("EPOCH", ["yesterday"] + ["2023-11-23T05:11:01"] * (ROWS - 1), "EPOCH is 'yesterday'"),
        ("NORAD_CAT_ID", [10**12] + [1] * (ROWS - 1), "nine digits"),
        ("OBJECT_NAME", ["a\nb"] + ["x"] * (ROWS - 1), "one printable line"),
        ("MEAN_ELEMENT_THEORY", ["SGP4-XP"] + ["SGP4"] * (ROWS - 1), "MEAN_ELEMENT_THEORY"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_the_rest_is_kept(
    column: str, values: list[Any], says: str
) -> None:
    found = read_elements(file_of({**table_of(write_parquet(SETS)), column: values}))
    assert len(found) == ROWS - 1
    (defect,) = found.defects
    assert defect.line == 1
    assert says in defect.says


@pytest.mark.parametrize("column", ["EPOCH", "MEAN_MOTION"])
def test_a_file_without_a_needed_column_is_refused(column: str) -> None:
    table = table_of(write_parquet(SETS))
    del table[column]
    with pytest.raises(ElementError, match=column):
        read_elements(file_of(table))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=40))
def test_a_damaged_file_is_refused_in_words(at: int, put: bytes) -> None:
    data = write_parquet(SETS)
    with contextlib.suppress(ElementError):
        read_elements(data[:at] + put + data[at + len(put) :])


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_parquet(SETS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ElementError, match="pyarrow") as refused:
        read_elements(data)
    assert "downrange[parquet]" in str(refused.value)


def test_a_history_in_parquet_gives_the_manoeuvres_of_its_lines() -> None:
    twice = join([SETS, SETS])
    assert screen_manoeuvres(read_elements(write_parquet(twice))) == screen_manoeuvres(twice)
