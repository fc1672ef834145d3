"""Shared evidence: scores of companions are averaged, and what other known launches explain is taken off.

An object that another launch explains is no companion of one that none explains: launches of neighbouring days are
numbered side by side, and now and then fly near planes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Bools, Floats

LN_OTHERS = 3.0  # what another launch must reach before it explains an object away
LN_APART = 3.0  # another launch fits a companion so much better than this one: it belongs there
# An object that fits so well is not called missing because another launch fits it too; unless that one fits it so
# much better that the object is its own. Of 497 invented launches this keeps 4 of 370 from "nothing found".
CONTESTED_FROM, LN_RIVAL = 6.5, 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """What other launches make of C objects: log sums of their ratios, of each object alone and with its companions.

    ``by`` is the row of the launch that explains each object best, (C,); -1 where no other launch is known.
    """

    alone: Floats
    shared: Floats
    by: Floats


def with_companions(scores: Floats, companions: Bools | Floats) -> Floats:
    """The mean of an object's own score (C,) and its group's; ``companions`` (C, C) may be weights."""
    group = (companions @ scores) / companions.sum(axis=1)
    shared: Floats = (scores + group) / 2
    return shared


def explained_by(scores: Sequence[Floats], companions: Bools) -> Explained:
    """What launches with these scores (C,) at their known times explain together."""
    count = len(companions)
    if not len(scores):
        nothing = np.full(count, -np.inf)
        return Explained(nothing, nothing, np.full(count, -1))
    alone = np.stack(list(scores))
    shared = (alone + alone @ (companions / companions.sum(axis=1, keepdims=True)).T) / 2
    by = np.argmax(shared, axis=0) if count else np.empty(0, dtype=int)
    return Explained(np.logaddexp.reduce(alone, axis=0), np.logaddexp.reduce(shared, axis=0), by)


def shared_scores(scores: Floats, companions: Bools, explained: Explained) -> tuple[Floats, Floats]:
    """Scores (C,) with their companions', and less what other launches explain of them."""
    theirs = _share(explained.alone - scores - LN_APART) * (explained.alone > LN_OTHERS)
    unclaimed = _share(scores - np.maximum(explained.shared, LN_OTHERS))
    weights = companions * (1 - theirs * unclaimed[:, np.newaxis])
    np.fill_diagonal(weights, 1.0)
    shared = with_companions(scores, weights)
    return shared, shared - np.log1p(np.exp(explained.shared - LN_OTHERS))


def rivals(shared: Floats, explained: Explained) -> Bools:
    """Objects that fit this launch well, and another launch about as well or better, (C,)."""
    contested: Bools = (shared >= CONTESTED_FROM) & (explained.shared > LN_OTHERS)
    return contested & (explained.shared < shared + LN_RIVAL)


def _share(nats: Floats) -> Floats:
    share: Floats = 1 / (1 + np.exp(-np.clip(nats, -50.0, 50.0)))
    return share
