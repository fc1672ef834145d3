"""Help texts reach the reader whole: Rich takes words in square brackets for markup and prints nothing."""

import pytest
from rich.text import Text

from downrange.cli.help_texts import HELP


@pytest.mark.parametrize("verb", sorted(HELP))
def test_no_word_of_a_help_text_is_taken_for_markup(verb: str) -> None:
    assert Text.from_markup(HELP[verb]).plain == HELP[verb]
