"""No cell of a CSV is computed by a spreadsheet, no number becomes a text, and every text comes back."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from downrange.kernel.spreadsheet_cells import formula_free, text_of_cell

LIKE_FORMULAS = st.text(st.sampled_from("=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20 1.eE,;\"|A")) | st.text()


@given(LIKE_FORMULAS)
@example("=cmd|' /C calc'!A0")
@example("'OUMUAMUA")
@example("''")
def test_a_text_comes_back_and_computes_nothing(text: str) -> None:
    cell = formula_free(text)
    assert text_of_cell(cell) == text
    page = io.StringIO()
    csv.writer(page).writerow([cell])
    (read,) = next(csv.reader(io.StringIO(page.getvalue(), newline="")))
    assert read == cell
    try:
        float(text)
    except ValueError:
        assert not cell.lstrip().startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


@pytest.mark.parametrize("number", [-1.5, 0, 12, "-0.0001", "+1", "1e-5", ".5", "-7.", None])
def test_numbers_stay_numbers(number: object) -> None:
    assert formula_free(number) == number


@pytest.mark.parametrize("text", ["-1+1", "-1;=A1", "1-", "+1 234", "-\u0661", "-1\n=A1"])
def test_what_only_begins_like_a_number_is_a_text(text: str) -> None:
    assert formula_free(text) in {f"'{text}", text}
    assert not formula_free(text).startswith(("-", "+"))
