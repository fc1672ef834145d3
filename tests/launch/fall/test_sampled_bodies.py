"""Draws depend on the case, the seed and the number of the sample; not on who computes them."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.kernel.figures import Figure
from downrange.kernel.parallel import map_spans, spans
from downrange.kernel.random_streams import normals, uniforms
from downrange.launch.fall.sampled_bodies import spread, spread_log

PINNED = [0.5902717222631051, 0.07737418251165945, 0.3163846531222169, 0.3834588140416623]


@given(samples=st.integers(1, 60), size=st.integers(1, 60), width=st.integers(1, 9))
def test_any_cut_gives_the_same_bits(samples: int, size: int, width: int) -> None:
    for draw in (uniforms, normals):
        whole = draw("case", 7, "stream", 0, samples, width)
        pieces = map_spans(
            lambda start, stop, d=draw: d("case", 7, "stream", start, stop, width), spans(samples, size)
        )
        assert np.concatenate(pieces, axis=1).tobytes() == whole.tobytes()


@given(st.integers(0, 500), st.integers(1, 200))
def test_spans_cover_the_work_once(samples: int, size: int) -> None:
    assert [i for start, stop in spans(samples, size) for i in range(start, stop)] == list(range(samples))


def test_another_case_seed_or_stream_gives_other_draws() -> None:
    keys = [("a", 1, "x"), ("b", 1, "x"), ("a", 2, "x"), ("a", 1, "y"), ("a|1", 1, "x"), ("a", 11, "x")]
    assert len({uniforms(*key, 0, 4, 2).tobytes() for key in keys}) == len(keys)


def test_the_first_draws_are_pinned() -> None:
    """A change here changes every brief that was ever written with a seed: it must be meant."""
    assert uniforms("2023-11-21-malligyong-1", 1, "pinned", 0, 2, 2).ravel().tolist() == pytest.approx(
        PINNED, abs=1e-15
    )


def test_draws_are_even_and_normal() -> None:
    u, z = uniforms("case", 1, "s", 0, 100_000, 2), normals("case", 1, "s", 0, 100_000, 3)
    assert ((u > 0) & (u < 1)).all()
    assert np.histogram(u[0], bins=10, range=(0, 1))[0] == pytest.approx(10_000, rel=0.04)
    assert z.mean(axis=1) == pytest.approx(0, abs=0.015)
    assert np.cov(z) == pytest.approx(np.eye(3), abs=0.02)
    assert np.percentile(z, [5, 50, 95]) == pytest.approx([-1.6449, 0, 1.6449], abs=0.01)


@pytest.mark.parametrize("turn", [spread, spread_log])
def test_a_spread_keeps_its_three_percentiles(turn: object) -> None:
    claimed = Figure(233.0, 278.0, 463.0, "somebody", "C3")
    figures = turn(claimed, normals("case", 1, "s", 0, 200_000, 1)[0])  # type: ignore[operator]
    assert np.percentile(figures, [5, 50, 95]) == pytest.approx([233, 278, 463], rel=0.01)


def test_threads_answer_in_order_and_say_how_far_they_are() -> None:
    told: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        answers = map_spans(lambda start, stop: stop - start, spans(25, 10), pool, told.append)
    assert (answers, told) == ([10, 10, 5], [10, 20, 25])
