"""Language files are read without compiling what only a notice in that language needs."""

import pytest

from downrange.launch.notices.languages.language_file import language, language_names


@pytest.mark.parametrize("name", language_names())
def test_reading_a_file_compiles_the_pattern_of_no_entry(name: str) -> None:
    groups = language.__wrapped__(name).entries.values()
    assert groups
    assert not any("pattern" in vars(group) for group in groups)
    first = next(iter(groups))
    assert first.pattern.groups >= len(first.entries)
    assert first.pattern is first.pattern, "compiled once"
