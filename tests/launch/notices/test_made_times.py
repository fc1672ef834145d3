"""Made notices of times (tests/support/made_times.py): every form is read, none is silently wrong."""

from collections import Counter

from made_times import made_times, outcome


def test_made_times_are_right_and_none_is_silently_wrong() -> None:
    found = Counter(outcome(made_times(seed))[0] for seed in range(5000, 5400))
    assert found["silent"] == 0
    assert found["right"] >= 394
