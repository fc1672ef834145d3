"""Roots and spans against functions whose answers are known."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.kernel.arrays import Floats
from downrange.orbit.overflight.roots import Rows, bracketed_roots
from downrange.orbit.overflight.spans import Probe, find_spans

a_billionth = 1e-9


def test_roots_of_many_kinds_at_once() -> None:
    functions = [
        lambda x: x - 0.3,
        lambda x: np.cos(x) - x,
        lambda x: x**9,
        lambda x: np.exp(40 * x) - 2,
        lambda x: -x,
    ]

    def function(rows: Rows, x: Floats) -> Floats:
        return np.array([functions[row](value) for row, value in zip(rows, x, strict=True)])

    low, high = np.array([0.0, 0, -0.5, -1, 0]), np.array([1.0, 1, 1, 1, 1])
    roots = bracketed_roots(function, low, high, 1e-12)
    assert np.allclose(roots, [0.3, 0.7390851332151607, 0, np.log(2) / 40, 0], atol=0.02 * a_billionth + 1e-9)
    assert abs(roots[2]) < 0.1  # a ninefold root is flat: the value, not the place, is what can be found
    assert abs(roots[2]) ** 9 < a_billionth


def test_no_change_of_sign_gives_nan() -> None:
    assert np.isnan(bracketed_roots(lambda rows, x: x**2 + 1, np.zeros(1), np.ones(1), 1e-9)).all()


def spans_of(
    wave: float, phase: float, level: float, nodes: int
) -> list[tuple[float, float, float, bool, bool]]:
    """Where cos(wave t - phase) >= level, from its values at whole t only."""
    t = np.arange(float(nodes))

    def look(pair: Rows, cell: Rows) -> Probe:
        return Probe(
            lambda rows, share: np.cos(wave * (cell[rows] + share) - phase) - level,
            lambda rows, share: -np.sin(wave * (cell[rows] + share) - phase),
        )

    value, slope = (np.cos(wave * t - phase) - level)[None], -np.sin(wave * t - phase)[None]
    found = find_spans(value, slope, np.ones((1, nodes - 1), dtype=bool), look, 1e-10)
    columns = (found.start, found.best, found.end, found.cut_start, found.cut_end)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@settings(max_examples=300, deadline=None)
@given(st.floats(0.05, 1.5), st.floats(-np.pi, np.pi), st.floats(-0.999, 0.9999), st.integers(2, 60))
def test_no_span_is_missed_however_short(wave: float, phase: float, level: float, nodes: int) -> None:
    half = np.arccos(level) / wave
    last = nodes - 1.0
    wanted = []
    for turn in range(-2, 20):
        centre = (phase + 2 * np.pi * turn) / wave
        if centre + half > 1e-6 and centre - half < last - 1e-6:
            wanted.append(
                (max(centre - half, 0.0), min(centre + half, last), centre - half < 0, centre + half > last)
            )
    found = spans_of(wave, phase, level, nodes)
    found = [one for one in found if one[2] > 1e-6 and one[0] < last - 1e-6]
    assert len(found) == len(wanted)
    for (start, best, end, cut_start, cut_end), (from_, to, early, late) in zip(found, wanted, strict=True):
        assert abs(start - from_) < 1e-6
        assert abs(end - to) < 1e-6
        assert start <= best <= end
        assert (cut_start, cut_end) == (early, late) or min(start, last - end) < 1e-6


def test_what_is_unknown_cuts_a_span() -> None:
    value = np.array([[1.0, 1, np.nan, 1, 1]])
    found = find_spans(
        value, -np.ones_like(value), np.ones((1, 4), dtype=bool),
        lambda pair, cell: Probe(lambda rows, share: share * 0 + 1, lambda rows, share: share * 0 - 1), 1e-9,
    )  # fmt: skip
    assert found.start.tolist() == [0, 3]
    assert found.end.tolist() == [1, 4]
    assert found.cut_start.all()
    assert found.cut_end.all()
