"""Lagging burns: findings in a row that are one burn, seen by sets that are fitted to their last days.

Sets with a fit span of a week show a burn bit by bit, and where no other strong burn of the time tells the span, the
search finds one burn as several. Such a row is one burn where one, under some span, fits as well.
"""

from collections.abc import Sequence

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Integers
from downrange.orbit.history.manoeuvres.along_track import AlongTrack
from downrange.orbit.history.manoeuvres.kink_fit import HALF_DAYS, PROMPT_DAYS, Burns, Noise, fit_kinks

_APART_DAYS, _LONGEST_DAYS = 4.0, 12.0  # between two of a row, and of the whole: the longest span met
_A_BURN = 12.0  # what each burn more has to take off the robust cost
_ONE_FAVOUR = 0.7  # of the cost of one prompt burn, below which it lags
_ENOUGH_OTHERS = (
    3  # findings outside of the window: with so many the search learns the span, and rows may be campaigns
)
_EARLIER_GAPS = 2  # sets before the first finding may hold too little of the burn to show it


def merged(
    track: AlongTrack,
    noise: Noise,
    middles: Floats,
    at: Integers,
    lag: Floats,
    alone: Bools,
    spans_days: Sequence[float],
) -> tuple[Integers, Floats]:
    """Gaps of the burns and the fit spans, (B,) and (G,), with each row that is one burn as one, at its first gap."""
    lag, kept = lag.copy(), at
    sizes = fit_kinks(track, noise, _burns(middles, lag, at), _burns(middles, lag, at), own=True).kink
    prompt = lag <= PROMPT_DAYS
    for row in _rows(middles[at], sizes, alone[at]):
        mine = at[row]
        others = np.setdiff1d(kept, mine)
        elsewhere = np.abs(middles[others] - middles[mine[0]]) > HALF_DAYS
        if np.sum(elsewhere) >= _ENOUGH_OTHERS or (len(mine) == 1 and not prompt[mine[0]]):
            continue
        several = _cost(track, noise, middles, lag, mine[:1], np.setdiff1d(kept, mine[:1]))
        best, place, chosen = several * _ONE_FAVOUR, int(mine[0]), PROMPT_DAYS
        if len(mine) > 1:
            best = several + _A_BURN * (len(mine) - 1)
        for gap in range(max(int(mine[0]) - _EARLIER_GAPS, 0), int(mine[0]) + 1):
            for span in spans_days:
                supposed = lag.copy()
                supposed[gap] = span
                cost = _cost(track, noise, middles, supposed, np.array([gap]), others)
                if span > PROMPT_DAYS and cost < best:
                    best, place, chosen = cost, gap, span
        if chosen > PROMPT_DAYS:
            kept = np.union1d(others, [place])
            lag[place : mine[-1] + 1] = chosen
    return kept, lag


def _burns(middles: Floats, lag: Floats, at: Integers) -> Burns:
    return Burns(middles[at], lag[at])


def _cost(
    track: AlongTrack, noise: Noise, middles: Floats, lag: Floats, asked: Integers, known: Integers
) -> float:
    fit = fit_kinks(track, noise, _burns(middles, lag, asked), _burns(middles, lag, known), shifted=True)
    return float(fit.cost[0])


def _rows(days: Floats, sizes: Floats, alone: Bools) -> list[slice]:
    """Findings of the same sign one after the other, none shown by two sets alone."""
    rows, first = [], 0
    for k in range(1, len(days) + 1):
        go_on = (
            k < len(days)
            and days[k] - days[k - 1] <= _APART_DAYS
            and days[k] - days[first] <= _LONGEST_DAYS
            and sizes[k] * sizes[first] > 0
            and not alone[k]
            and not alone[first]
        )
        if not go_on:
            if not alone[first]:
                rows.append(slice(first, k))
            first = k
    return rows
