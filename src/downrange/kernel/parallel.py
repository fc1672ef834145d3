"""Parallel work on many samples, cut into spans, on any `concurrent.futures.Executor` or in this process.

A span's result depends on its own samples alone (`kernel.random_streams`), and the results come back in order; so the
whole is the same to the last bit on one worker or sixty-four.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from downrange.kernel.number_checks import whole

SPAN = 1000  # samples in one piece of work: a fraction of a second each

MOST_SAMPLES, MOST_SEED = 1_000_000, 2**64 - 1

Answer = TypeVar("Answer")
Part = TypeVar("Part")

ProgressCallback = Callable[[int], None]  # progress: called with the number of samples finished


@dataclass(frozen=True, slots=True)
class Draws:
    """How many samples, from which seed; on which executor (None: this process), and where progress is reported.

    The result depends on `samples` (1 to 1,000,000) and `seed` (0 to 2^64 - 1) alone; InputError for others.
    `report(what, how_many)` gives the progress callback of a part.
    """

    samples: int = 2000
    seed: int = 1
    executor: Executor | None = None
    report: Callable[[str, int], ProgressCallback] | None = None

    def __post_init__(self) -> None:
        whole(self.samples, "samples", 1, MOST_SAMPLES)
        whole(self.seed, "seed", 0, MOST_SEED)

    def heard(self, what: str, how_many: int) -> ProgressCallback | None:
        """The progress callback of this part of the work, or None."""
        return self.report(what, how_many) if self.report else None


DRAWS = Draws()


def spans(samples: int, size: int = SPAN) -> list[tuple[int, int]]:
    """The work cut into pieces: (start, stop) pairs that cover 0..samples-1."""
    return [(start, min(start + size, samples)) for start in range(0, samples, size)]


def map_spans(
    work: Callable[[int, int], Answer],
    pieces: list[tuple[int, int]],
    executor: Executor | None = None,
    done: ProgressCallback | None = None,
) -> list[Answer]:
    """The results of `work(start, stop)` for each piece, in order, computed here or by the executor's workers.

    `done` is called with the number of samples finished. `work` must be picklable for processes.
    """
    starts, stops = [start for start, _ in pieces], [stop for _, stop in pieces]
    coming = map(work, starts, stops) if executor is None else executor.map(work, starts, stops)
    return _told(coming, stops, done)


def map_items(
    work: Callable[[Part], Answer],
    parts: Sequence[Part],
    executor: Executor | None = None,
    done: ProgressCallback | None = None,
) -> list[Answer]:
    """The results of `work(part)` for each part, in order: as `map_spans`, for work not counted in samples that has
    data of its own. `done` is called with the number of parts finished."""
    coming = map(work, parts) if executor is None else executor.map(work, parts)
    return _told(coming, range(1, len(parts) + 1), done)


def side_by_side(calls: Sequence[Callable[[], Any]], executor: Executor | None = None) -> list[Any]:
    """The results of different calls, in order: in threads of this process, or one after the other without executor.

    Unlike the work on spans the calls need not be picklable; they must not wait for each other.
    """
    if executor is None:
        return [call() for call in calls]
    with ThreadPoolExecutor(len(calls)) as threads:
        return [coming.result() for coming in [threads.submit(call) for call in calls]]


def _told(coming: Iterable[Answer], finished: Sequence[int], done: ProgressCallback | None) -> list[Answer]:
    """The results in order; after each of them progress is reported."""
    answers = []
    for answer, so_far in zip(coming, finished, strict=True):
        answers.append(answer)
        if done is not None:
            done(so_far)
    return answers
