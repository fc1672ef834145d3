"""Screening: the manoeuvres of many objects, in pieces of whole objects, on any executor."""

from collections.abc import Iterator
from concurrent.futures import Executor

import numpy as np

from downrange.kernel.parallel import ProgressCallback, map_items
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.history.element_history import histories
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre

SETS_A_PIECE = 20_000  # under a second of work


def screen_manoeuvres(
    elements: Elements, executor: Executor | None = None, done: ProgressCallback | None = None
) -> tuple[Manoeuvre, ...]:
    """The manoeuvres of every object, by catalogue number and time. An object's answer depends on its own sets
    alone, so the whole is the same on one worker or many. ``done`` hears how many pieces are finished."""
    require_sound(elements)
    answers = map_items(_screened, list(_pieces(elements)), executor, done)
    return tuple(one for answer in answers for one in answer)


def _screened(elements: Elements) -> list[Manoeuvre]:
    return [one for history in histories(elements) for one in detect_manoeuvres(history)]


def _pieces(elements: Elements) -> Iterator[Elements]:
    """The sets cut between objects, each piece of some SETS_A_PIECE rows."""
    order = np.argsort(elements.norad, kind="stable")
    starts = np.flatnonzero(np.diff(elements.norad[order], prepend=-2))
    piece = starts // SETS_A_PIECE
    cuts = starts[np.flatnonzero(np.diff(piece, prepend=-1))]
    for rows in np.split(order, cuts[1:]) if len(order) else []:
        yield elements.select(rows)
