"""Work on many samples, cut into spans and handed to any `concurrent.futures.Executor`, or done here.

A span's answer depends on its own samples alone (`earth.draws`), and the answers come back in order; so the whole is
the same to the last bit on one worker or sixty-four.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

SPAN = 1000  # samples in one piece of work: a fraction of a second each

Answer = TypeVar("Answer")
Part = TypeVar("Part")

Heard = Callable[[int], None]  # told how many samples are finished, as they come in


@dataclass(frozen=True, slots=True)
class Draws:
    """How many draws, by which seed; by whose hands (None: here), and who is told how far each part of it is.

    The answer depends on `samples` and `seed` alone. `telling(what, how_many)` gives the listener of one part.
    """

    samples: int = 2000
    seed: int = 1
    executor: Executor | None = None
    telling: Callable[[str, int], Heard] | None = None

    def heard(self, what: str, how_many: int) -> Heard | None:
        """Who is told of this part of the work, or None."""
        return self.telling(what, how_many) if self.telling else None


DRAWS = Draws()


def spans(samples: int, size: int = SPAN) -> list[tuple[int, int]]:
    """The work cut into pieces: (start, stop) pairs that cover 0..samples-1."""
    return [(start, min(start + size, samples)) for start in range(0, samples, size)]


def over(
    work: Callable[[int, int], Answer],
    pieces: list[tuple[int, int]],
    executor: Executor | None = None,
    done: Heard | None = None,
) -> list[Answer]:
    """The answers of `work(start, stop)` for each piece, in order, computed here or by the executor's workers.

    `done` is told how many samples are finished as they come in. `work` must be picklable for processes.
    """
    starts, stops = [start for start, _ in pieces], [stop for _, stop in pieces]
    coming = map(work, starts, stops) if executor is None else executor.map(work, starts, stops)
    return _told(coming, stops, done)


def each(
    work: Callable[[Part], Answer],
    parts: Sequence[Part],
    executor: Executor | None = None,
    done: Heard | None = None,
) -> list[Answer]:
    """The answers of `work(part)` for each part, in order; as `over`, for work that is not counted in samples but
    brings its own data. `done` is told how many parts are finished."""
    coming = map(work, parts) if executor is None else executor.map(work, parts)
    return _told(coming, range(1, len(parts) + 1), done)


def _told(coming: Iterable[Answer], finished: Sequence[int], done: Heard | None) -> list[Answer]:
    """The answers as they come in, with the listener told after each how much is finished."""
    answers = []
    for answer, so_far in zip(coming, finished, strict=True):
        answers.append(answer)
        if done is not None:
            done(so_far)
    return answers
