"""Different calls side by side: the answers in order, and an error of any of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from downrange.kernel.parallel import side_by_side


def test_calls_run_at_once_and_answer_in_order() -> None:
    """Each call waits for the others, so it could not end if they ran one after the other."""
    together = Barrier(3, timeout=30)
    with ThreadPoolExecutor(1) as executor:
        answers = side_by_side([lambda k=k: (together.wait(), k)[1] for k in range(3)], executor)
    assert answers == [0, 1, 2]


def test_calls_run_here_without_an_executor() -> None:
    """In this thread, in order."""
    seen: list[str] = []
    assert side_by_side([lambda: seen.append("one"), lambda: len(seen)]) == [None, 1]


def test_the_error_of_a_call_is_raised() -> None:
    """Not lost in its thread."""
    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        side_by_side([lambda: 1, lambda: 1 // 0], executor)
