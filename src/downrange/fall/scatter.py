"""Scatter: draws that depend on the case, the seed and the number of the sample, and on nothing else.

Sample i of a stream always receives the same numbers, whoever computes it and in whatever company: the
generator is a counter (Philox 4x64: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
SC'11), keyed by the names, and sample i owns a block of the counter. So work is cut into spans, the spans go
to any `concurrent.futures.Executor`, and the answer is the same to the last bit on one worker or sixty-four.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from hashlib import sha256
from math import log
from typing import Any, TypeVar

import numpy as np

from downrange.earth.arrays import Floats
from downrange.fall.bodies import Z95, Assumed

SPAN = 1000  # samples in one piece of work: a fraction of a second each
_PER_BLOCK = 4  # words of 64 bits that one count of Philox yields

Answer = TypeVar("Answer")


def uniforms(case: str, seed: int, stream: str, start: int, stop: int, width: int) -> Floats:
    """Numbers in (0, 1) of samples start..stop-1: array (width, stop - start)."""
    blocks = -(-width // _PER_BLOCK)
    words: Any = _counter(case, seed, stream, start * blocks).random_raw((stop - start) * blocks * _PER_BLOCK)
    rows = np.asarray(words, dtype=np.uint64).reshape(stop - start, blocks * _PER_BLOCK)[:, :width]
    whole: Floats = np.ascontiguousarray((rows >> np.uint64(11)).T, dtype=np.float64)
    return (whole + 0.5) * 2.0**-53


def normals(case: str, seed: int, stream: str, start: int, stop: int, width: int) -> Floats:
    """Standard normal numbers, shape as in `uniforms`; Box and Muller, Ann. Math. Stat. 29 (1958) 610."""
    pairs = -(-width // 2)
    u = uniforms(case, seed, stream, start, stop, 2 * pairs)
    radius, turn = np.sqrt(-2.0 * np.log(u[:pairs])), 2.0 * np.pi * u[pairs:]
    return np.concatenate([radius * np.cos(turn), radius * np.sin(turn)])[:width]


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


def _counter(case: str, seed: int, stream: str, at: int) -> np.random.Philox:
    """The generator of a stream, set to a place; the key is a hash of the names, the same on any machine."""
    digest = sha256(f"{len(case)}:{case}|{seed}|{stream}".encode()).digest()
    return np.random.Philox(key=int.from_bytes(digest[:16], "little"), counter=at)
