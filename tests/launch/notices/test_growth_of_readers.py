"""Work on hostile shapes of every reader grows no faster than the text: calls are counted, of a text and its sixfold.

What grows inside one call of a regular expression is not seen here: `tests/test_patterns.py` looks at how they are
written, and design/reader_growth.py measures seconds.
"""

from contextlib import suppress

import pytest

from counted_work import calls_during
from downrange.errors import DownrangeError
from hostile_shapes import READERS, shapes_of

SMALL, TIMES, MOST_EXPONENT = 600, 6, 1.15
CONSTANT = 6_000  # calls of one reading, however short
EACH = {name: list(shapes_of(reader)) for name, reader in READERS.items()}
SHAPES = [(name, shape) for name, all_of_it in EACH.items() for shape in all_of_it[:: len(all_of_it) // 30]]


@pytest.mark.parametrize(("name", "shape"), SHAPES, ids=[f"{name}, {shape}" for name, shape in SHAPES])
def test_work_is_linear(name: str, shape: str) -> None:
    make, read = shapes_of(READERS[name])[shape], READERS[name].read

    def calls(size: int) -> int:
        text = make(size)

        def work() -> None:
            with suppress(DownrangeError):
                read(text)

        return calls_during(work)

    calls(SMALL)  # what is compiled or loaded once
    few, many = calls(SMALL), calls(TIMES * SMALL)
    if many > TIMES**MOST_EXPONENT * few + CONSTANT:  # once a text may come to be read in another way
        assert calls(TIMES**2 * SMALL) <= TIMES**MOST_EXPONENT * many
