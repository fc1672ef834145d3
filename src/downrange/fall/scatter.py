"""Scatter: assumed figures spread over samples, and the work on the samples cut and handed out.

Sample i of a stream always receives the same numbers (`earth.draws`), whoever computes it and in whatever company.
So work is cut into spans, the spans go to any `concurrent.futures.Executor`, and the answer is the same to the last
bit on one worker or sixty-four.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from math import log
from typing import TypeVar

import numpy as np

from downrange.earth.arrays import Floats
from downrange.fall.bodies import Z95, Assumed

SPAN = 1000  # samples in one piece of work: a fraction of a second each

Answer = TypeVar("Answer")


def spread(assumed: Assumed, z: Floats) -> Floats:
    """Standard normal numbers turned into the assumed figure: two halves of normals with its three percentiles."""
    up, down = assumed.p95 - assumed.median, assumed.median - assumed.p05
    return assumed.median + _either_side(up, down, z)


def spread_log(assumed: Assumed, z: Floats) -> Floats:
    """The same on a logarithmic scale, for figures that are known to a factor."""
    up, down = log(assumed.p95 / assumed.median), log(assumed.median / assumed.p05)
    return assumed.median * np.exp(_either_side(up, down, z))


def spans(samples: int, size: int = SPAN) -> list[tuple[int, int]]:
    """The work cut into pieces: (start, stop) pairs that cover 0..samples-1."""
    return [(start, min(start + size, samples)) for start in range(0, samples, size)]


def over(
    work: Callable[[int, int], Answer],
    pieces: list[tuple[int, int]],
    executor: Executor | None = None,
    done: Callable[[int], None] | None = None,
) -> list[Answer]:
    """The answers of `work(start, stop)` for each piece, in order, computed here or by the executor's workers.

    `done` is told how many samples are finished as they come in. `work` must be picklable for processes.
    """
    starts, stops = [start for start, _ in pieces], [stop for _, stop in pieces]
    coming = map(work, starts, stops) if executor is None else executor.map(work, starts, stops)
    answers = []
    for answer, stop in zip(coming, stops, strict=True):
        answers.append(answer)
        if done is not None:
            done(stop)
    return answers


def _either_side(up: float, down: float, z: Floats) -> Floats:
    """Standard normal numbers stretched to reach `up` at the 95th percentile and `-down` at the 5th."""
    away: Floats = (up * np.maximum(z, 0.0) + down * np.minimum(z, 0.0)) / Z95
    return away
