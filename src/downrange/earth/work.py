"""Work on many samples, cut into spans and handed to any `concurrent.futures.Executor`, or done here.

A span's answer depends on its own samples alone (`earth.draws`), and the answers come back in order; so the whole is
the same to the last bit on one worker or sixty-four.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

SPAN = 1000  # samples in one piece of work: a fraction of a second each

Answer = TypeVar("Answer")


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
