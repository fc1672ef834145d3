"""Prose quotes numbers by their place: what is read is what stands in the dict, and it has a receipt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.brief.quoted_values import fill, holes, receipt_for, said, value_at
from downrange.errors import InputError

BRIEF = {
    "receipt": "all",
    "fall": {"receipt": "fall", "bodies": [{"name": "Stage 1", "range_km": 430.25, "after_s": 521.4}]},
    "launch": {"time": "2023-11-21T13:42:28Z", "a/b~c": 7},
}


def test_a_hole_is_filled_with_the_value_at_its_path() -> None:
    text = "It fell [/fall/bodies/0/range_km|.0f] km away at T+[/fall/bodies/0/after_s|clock]."
    assert fill(text, BRIEF) == "It fell 430 km away at T+8:41."
    assert list(holes(text)) == ["/fall/bodies/0/range_km", "/fall/bodies/0/after_s"]


def test_a_path_follows_rfc_6901() -> None:
    assert value_at(BRIEF, "/launch/a~1b~0c") == 7


@pytest.mark.parametrize(
    "path", ["/fall/nothing", "/fall/bodies/9", "/fall/bodies/x", "/fall/bodies/0/range_km/0"]
)
def test_a_path_to_nothing_is_an_error(path: str) -> None:
    with pytest.raises(InputError, match="holds nothing"):
        value_at(BRIEF, path)


def test_the_nearest_receipt_above_vouches() -> None:
    assert receipt_for(BRIEF, "/fall/bodies/0/range_km") == "fall"
    assert receipt_for(BRIEF, "/launch/time") == "all"


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (521.4, "clock", "8:41"),
        (-59.6, "clock", "-1:00"),
        (None, ".1f", "unknown"),
        (True, "", "yes"),
        (-3.25, ".1f", "\N{MINUS SIGN}3.2"),
        (12345, ",d", "12,345"),
        ("2023-11-21T13:42:28Z", "time", "13:42:28"),
        ("2023-11-21T13:42:28Z", "day", "21 November 2023"),
        ("2023-11-21T13:42:28Z", "moment", "21 Nov 2023 13:42:28 UTC"),
        ("2023-11-21T13:42:28Z", "short", "21 Nov 13:42"),
    ],
)
def test_values_are_said_for_readers(value: object, form: str, words: str) -> None:
    assert said(value, form) == words


@given(st.text())
def test_any_words_without_holes_stay_as_they_are(text: str) -> None:
    if not list(holes(text)):
        assert fill(text, BRIEF) == text


@pytest.mark.parametrize(
    ("chance", "says"),
    [
        (0.0016, "1 in 600"),
        (8.7e-05, "1 in 10,000"),
        (0.07, "1 in 10"),
        (0.12, "1 in 8"),
        (0.62, "62%"),
        (1e-9, "1 in 1,000,000,000"),
    ],
)
def test_chances_are_said_as_odds_of_one_figure(chance: float, says: str) -> None:
    assert said(chance, "odds") == says
