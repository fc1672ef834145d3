"""Word lists: every entry stands once in its section, in capitals, and every section is one that the reader knows."""

import re
from importlib.resources import files

import pytest

from downrange.launch.notices.tokens.lexicon import PHRASES, PLAIN
from downrange.launch.notices.tokens.word_lists import pattern, replacements, sections, words

LISTS = sorted(
    each.name.removesuffix(".txt")
    for each in files("downrange.launch.notices").joinpath("words").iterdir()
    if each.name.endswith(".txt")
)


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_stands_twice_in_its_section(name: str) -> None:
    for section, entries in sections(name).items():
        assert entries, section
        assert len(set(entries)) == len(entries), section


def test_plain_words_are_single_words_without_figures_and_take_nothing_back() -> None:
    assert all(re.fullmatch("[A-Z]+", word) for word in PLAIN)
    assert PLAIN & words("asides", "never an aside") == {
        "SUSPENDED"
    }  # routes are suspended, launches postponed
    assert not PLAIN & {"EXCEPT", "NOT", "CANCEL", "CANCELLED", "JANUARY", "NORTH", "NM"}


def test_phrases_are_found_by_their_first_word() -> None:
    assert "TIME TO BE NOTIFIED" in PHRASES["TIME"]


def test_replacements_and_patterns_are_read() -> None:
    assert replacements("time_words", "misspelt")["TRHU"] == "THRU"
    assert pattern("kinds", "gunnery").search("FIRING PRACTICE AREA")
