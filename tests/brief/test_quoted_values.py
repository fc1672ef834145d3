"""Prose quotes numbers by their place: what is read is what stands in the dict, and it has a receipt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.answers.part_codes import OrbitNote, PlaneNote
from downrange.brief.quoted_values import fill, holes, receipt_for, said, value_at
from downrange.brief.sentence_codes import Short, WindowNote
from downrange.codes import Quoting, QuotingAssertion, quoting
from downrange.errors import InputError

BRIEF = {
    "receipt": "all",
    "fall": {"receipt": "fall", "bodies": [{"name": "Stage 1", "range_km": 430.25, "after_s": 521.4}]},
    "launch": {"time": "2023-11-21T13:42:28Z", "a/b~c": 7},
}


def test_a_hole_is_filled_with_the_value_at_its_path() -> None:
    text = Quoting("It fell [/fall/bodies/0/range_km|.0f] km away at T+[/fall/bodies/0/after_s|clock].")
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


# Texts as somebody may write them into a case: brackets, paths and forms that are like those of a hole.
LIKE_HOLES = st.lists(
    st.sampled_from(
        ["[", "]", "[/", "/fall/bodies/0/range_km", "|.0f", "|999999999f", "/case/title", "{at}", "x"]
    )
).map("".join)


@given(LIKE_HOLES | st.text())
def test_a_text_from_outside_is_no_template(text: str) -> None:
    assert fill(text, BRIEF) == text
    assert not list(holes(text))


@given(LIKE_HOLES | st.text(), LIKE_HOLES | st.text())
def test_no_fact_becomes_a_hole_or_changes_one(name: str, by: str) -> None:
    """Whatever stands in the facts, beside holes and brackets of the sentence: it is read back as it was given."""
    template = "{name}[/fall/bodies/0/range_km|.0f]{by}/launch/a~1b~0c] [{at}/range_km]{name}"
    sentence = quoting(template, {"name": name, "by": by, "at": "/fall/bodies/0"})
    assert list(holes(sentence)) == ["/fall/bodies/0/range_km"] * 2
    assert fill(sentence, BRIEF) == f"{name}430{by}/launch/a~1b~0c] 430.25{name}"
    assert fill(quoting("{falls}", {"falls": sentence}), BRIEF) == fill(sentence, BRIEF), (
        "a clause stays a clause"
    )


@given(LIKE_HOLES, st.sampled_from([*Short, *WindowNote, *PlaneNote, *OrbitNote]))
def test_every_sentence_of_a_brief_quotes_what_it_quotes_and_no_more(
    text: str, code: QuotingAssertion
) -> None:
    facts = dict.fromkeys(
        ("areas land by announced_by verdict sets manoeuvres passes places place entries sources questions zones "
         "because others falls").split(),
        text,
    ) | {"at": "/passes/passes/0", "last": "/passes/passes/0"}  # fmt: skip
    plain = dict.fromkeys(facts, "-") | {"at": "/passes/passes/0", "last": "/passes/passes/0"}
    assert list(holes(code.says(facts))) == list(holes(code.says(plain)))


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


def test_a_chance_with_a_known_error_is_said_with_two_figures() -> None:
    assert said(0.00123, "odds2") == "1 in 810"
    assert said(0.62, "odds2") == "62%"
