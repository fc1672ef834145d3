"""Kink search: the burns of a dense history in low orbit, the strongest first, each found beside all others.

Noise and the spread of the statistic are taken anew each round, without the sets near the burns found so far. What a
burn leaves in the fits after it is not a second burn: near a stronger one a finding needs a share of its size and, if
it points the other way, more than that. design/manoeuvre_accuracy.py measures this code.
"""

from dataclasses import dataclass, replace

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Integers
from downrange.orbit.history.manoeuvres.along_track import AlongTrack
from downrange.orbit.history.manoeuvres.kink_fit import (
    HALF_DAYS,
    HALF_SETS,
    NO_BURNS,
    PROMPT_DAYS,
    Burns,
    Kinks,
    Noise,
    fit_kinks,
)
from downrange.orbit.history.manoeuvres.kink_noise import local_noise, spread
from downrange.orbit.history.manoeuvres.lagging_burns import merged
from downrange.orbit.history.manoeuvres.rate_steps import rate_steps

LIMIT = 5.5  # in sigma; 6.5 and 8 lose more burns than false findings (study of 2026)
LONGEST_GAP_DAYS = 12.0  # across more the count of revolutions is not safe
FEWEST_NEAR, NEAR_DAYS = 12, 90.0  # gaps that must lie there to tell the noise
# Fit spans of the sets that were met (Jason-1 to 2012 some 5 to 12 days, most satellites since 2013 none).
SPANS_DAYS = (PROMPT_DAYS, 5.0, 7.5, 9.5, 12.0)
_ROUNDS, _CYCLES, _BATCHES = 4, 3, 60
_STRONG, _FEWEST_STRONG, _ERA_DAYS, _PROMPT_FAVOUR, _MOST_COST = 12.0, 3, 200.0, 0.95, 400.0
# Days from a stronger burn, and the share of its size that a finding there needs.
_ONE_DAYS = 1.3  # nearer ones are one
_CLOSE_DAYS, _CLOSE_SHARE = 3.0, 0.25
_OPPOSITE_DAYS, _OPPOSITE_SHARE = 4.0, 2.0
_WAKE_DAYS, _WAKE_SHARE, _WAKE_LAG_SHARE = 8.0, 0.12, 0.4
_WINDOW_SHARE = 0.02  # as far as the window of a fit reaches
_RANGE_SETS, _RANGE_DAYS, _RANGE_TIMES, _RANGE_SIGMAS = 7, 14.0, 4.0, 5.0
_LATER_DAYS, _REFINED_DAYS = (
    3.0,
    0.7,
)  # a burn's time beside the middle of its gap: at most; sigma if it is used
_LEAST_EDGE = 3, 2  # sets before and after a gap


@dataclass(frozen=True, slots=True, eq=False)
class FoundBurns:
    """Burns by time, B rows: the gap of each, its fitted kink with its shift, its statistic over its spread, and
    where in the gap it was by the two sets beside it alone (0 to 1; NaN where they do not show it beyond doubt)."""

    gaps: Integers
    burns: Burns
    kinks: Kinks
    score: Floats
    place: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Gaps:
    """What a round holds fixed, (G,) each: middle of the gap, fit span there, whether it can be tested, spread of the
    statistic, the largest kink that the rates around allow, whether the sets beside it alone show a burn, and beyond
    doubt (`alone`), and when a burn found there was: sets before the middle of its gap may already feel it."""

    middles: Floats
    lag: Floats
    testable: Bools
    spread: Floats
    most: Floats
    shown: Bools
    alone: Bools
    when: Floats

    def burns(self, rows: Integers) -> Burns:
        return Burns(self.when[rows], self.lag[rows])


def find_burns(track: AlongTrack, limit: float = LIMIT) -> FoundBurns:
    """The burns of a series of more than FEWEST_NEAR sets, whose statistic is above ``limit``."""
    middles, testable = (track.days[1:] + track.days[:-1]) / 2, testable_gaps(track)
    lag = np.full(len(middles), PROMPT_DAYS)
    at: Integers = np.empty(0, dtype=np.int64)
    score, burns = np.empty(0), NO_BURNS
    same = np.ones(len(middles), dtype=bool)
    when = middles
    noise = local_noise(track, burns)
    for turn in range(_ROUNDS):
        if turn:
            before, lag = lag, _fit_spans(track, noise, burns, score, middles)
            same = lag == before
            noise = local_noise(track, burns)
        place, sure = rate_steps(track, noise, LONGEST_GAP_DAYS)
        place[~testable] = np.nan
        shown = np.isfinite(place)
        alone = shown & sure
        lag[alone] = PROMPT_DAYS  # whatever the sets of the time do, these do not lag
        # Found late, under another fit span, others would hold a share of the true ones.
        at = _with_alone(at[same[at] | alone[at]], alone, middles)
        noise = local_noise(track, Burns(when[at], lag[at]))
        burns = Burns(when[at], lag[at])
        kinks = fit_kinks(track, noise, Burns(middles, lag), burns)
        wide = spread(kinks.kink / kinks.kink_sd, testable, middles, burns, first=not turn)
        gaps = _Gaps(middles, lag, testable, wide, _largest(track, noise, middles), shown, alone, when)
        at, score = _round(track, noise, gaps, at, kinks, limit)
        together, spans = merged(track, noise, middles, at, lag, alone, SPANS_DAYS)
        if not np.array_equal(spans, lag):
            lag, gaps = spans, replace(gaps, lag=spans, when=middles)
            at, score = _kept(track, noise, gaps, together, limit)
        when = _refined(track, noise, gaps, at)
        burns = Burns(when[at], lag[at])
    fitted = fit_kinks(track, noise, burns, burns, shifted=True, own=True)
    return FoundBurns(at, burns, fitted, score, np.where(alone, place, np.nan)[at])


def _refined(track: AlongTrack, noise: Noise, gaps: _Gaps, at: Integers) -> Floats:
    """When the burns found were, where lagging sets show it, else the middles of the gaps, (G,)."""
    fit = fit_kinks(track, noise, gaps.burns(at), gaps.burns(at), shifted=True, own=True)
    later = np.clip(-fit.shift / fit.kink, -_LATER_DAYS, _LATER_DAYS)
    known = (gaps.lag[at] > PROMPT_DAYS) & (fit.shift_sd < _REFINED_DAYS * np.abs(fit.kink))
    when = gaps.middles.copy()
    when[at] = np.where(known, gaps.when[at] + later, when[at])
    when[at] = np.clip(when[at], gaps.middles[at] - _LATER_DAYS, gaps.middles[at] + _LATER_DAYS)
    return when


def _with_alone(at: Integers, alone: Bools, middles: Floats) -> Integers:
    """The gaps ``at`` and those that show a burn alone, by time; of the others none beside these."""
    steps = np.flatnonzero(alone)
    near = np.abs(middles[at][:, np.newaxis] - middles[steps]) <= _ONE_DAYS
    with_them: Integers = np.union1d(at[~near.any(axis=1)], steps)
    return with_them


def testable_gaps(track: AlongTrack) -> Bools:
    """Which gaps can be tested: not too long, enough others within NEAR_DAYS, not at an end of the history, (G,)."""
    gaps, middles = np.diff(track.days), (track.days[1:] + track.days[:-1]) / 2
    ends = (np.searchsorted(middles, middles + by) for by in (NEAR_DAYS, -NEAR_DAYS))
    near = np.subtract(*ends)
    row = np.arange(len(gaps))
    inside = (row >= _LEAST_EDGE[0]) & (row < len(gaps) - _LEAST_EDGE[1])
    testable: Bools = (gaps <= LONGEST_GAP_DAYS) & (near >= FEWEST_NEAR) & inside
    return testable


def _round(
    track: AlongTrack, noise: Noise, gaps: _Gaps, at: Integers, kinks: Kinks, limit: float
) -> tuple[Integers, Floats]:
    """Gaps of the burns and their scores: add the strongest, drop what does not stand beside the others, again."""
    score = np.empty(0)
    for cycle in range(_CYCLES):
        if cycle:
            kinks = fit_kinks(track, noise, Burns(gaps.middles, gaps.lag), gaps.burns(at))
        grown = _added(track, noise, gaps, at, kinks, limit)
        at, score = _kept(track, noise, gaps, grown, limit)
        if len(at) == len(grown):
            break
    return at, score


def _added(
    track: AlongTrack, noise: Noise, gaps: _Gaps, at: Integers, kinks: Kinks, limit: float
) -> Integers:
    kink, sd = kinks.kink.copy(), kinks.kink_sd.copy()
    own = fit_kinks(track, noise, gaps.burns(at), gaps.burns(at), own=True)
    sizes, strengths = own.kink, np.abs(own.kink / own.kink_sd) / gaps.spread[at]
    row = np.arange(len(kink))
    for _ in range(_BATCHES):
        score = np.where(gaps.testable & (np.abs(kink) <= gaps.most), np.abs(kink / sd) / gaps.spread, 0.0)
        score[_in_the_wake(gaps, at, sizes, strengths, kink, score)] = 0.0
        free, new = score > limit, []
        for gap in np.argsort(-score, kind="stable").tolist():
            if score[gap] <= limit:
                break
            if free[gap]:
                new.append(gap)
                free &= ~_same_window(gaps, row, gap)
        if not new:
            break
        at, sizes = np.append(at, new), np.append(sizes, kink[new])
        strengths = np.append(strengths, score[new])
        order = np.argsort(at)
        at, sizes, strengths = at[order], sizes[order], strengths[order]
        touched = np.flatnonzero(np.any([_same_window(gaps, row, gap) for gap in new], axis=0))
        again = fit_kinks(track, noise, gaps.burns(touched), gaps.burns(at))
        kink[touched], sd[touched] = again.kink, again.kink_sd
    return at


def _same_window(gaps: _Gaps, row: Integers, gap: int) -> Bools:
    same: Bools = (np.abs(gaps.middles - gaps.middles[gap]) <= HALF_DAYS) & (np.abs(row - gap) <= HALF_SETS)
    return same


def _in_the_wake(
    gaps: _Gaps, at: Integers, sizes: Floats, strengths: Floats, kink: Floats, score: Floats
) -> Bools:
    """Gaps whose kink may be what a stronger burn in ``at`` (of ``sizes``) leaves in the fits around it, (G,)."""
    wake = np.zeros(len(kink), dtype=bool)
    for gap, size, strength in zip(at.tolist(), sizes.tolist(), strengths.tolist(), strict=True):
        since = gaps.middles - gaps.middles[gap]
        wake |= np.abs(since) <= _ONE_DAYS
        wake |= _shadow(since, kink / size, float(gaps.lag[gap])) & ~gaps.shown & (score < strength)
    return wake


def _shadow(since: Floats, share: Floats, lag: float) -> Bools:
    """Whether a kink ``since`` days after a burn, ``share`` of its size, may be what the burn leaves in the fits."""
    size, lagging = np.abs(share), lag > PROMPT_DAYS
    span = lag if lagging else 0.0
    opposite = (since > -_OPPOSITE_DAYS) & (since <= _OPPOSITE_DAYS + span) & (share < 0)
    after = (since > -_WAKE_DAYS) & (since <= max(_WAKE_DAYS, 2 * span))
    shadow: Bools = (np.abs(since) <= _CLOSE_DAYS) & (size < _CLOSE_SHARE)
    shadow |= opposite & (size < _OPPOSITE_SHARE)
    shadow |= (np.abs(since) <= HALF_DAYS) & (size < _WINDOW_SHARE)
    shadow |= after & (size < (_WAKE_LAG_SHARE if lagging else _WAKE_SHARE))
    return shadow


def _kept(
    track: AlongTrack, noise: Noise, gaps: _Gaps, at: Integers, limit: float
) -> tuple[Integers, Floats]:
    """The burns that stand above the limit beside all others, and their scores; the weakest goes first."""
    while True:
        burns = gaps.burns(at)
        own = fit_kinks(track, noise, burns, burns, own=True)
        score = np.abs(own.kink / own.kink_sd) / gaps.spread[at]
        alone = gaps.alone[at]
        score[(np.abs(own.kink) > gaps.most[at] * 1.5) & ~alone] = 0.0
        for row in np.argsort(-score, kind="stable").tolist():
            shadow = _shadow(
                burns.days - burns.days[row], own.kink / own.kink[row], float(burns.lag_days[row])
            )
            score[shadow & ~gaps.shown[at] & (score < score[row])] = 0.0
        drop: list[int] = []
        for row in np.argsort(score, kind="stable").tolist():
            if score[row] >= limit:
                break
            if all(abs(burns.days[row] - burns.days[other]) > HALF_DAYS for other in drop):
                drop.append(row)
        if not drop:
            return at, score
        at = np.delete(at, drop)


def _largest(track: AlongTrack, noise: Noise, middles: Floats) -> Floats:
    """The largest kink that the rates around each gap allow: fits of two burns close together can run away."""
    row = np.arange(len(middles))
    rows = np.clip(row[:, np.newaxis] + np.arange(1 - _RANGE_SETS, 1 + _RANGE_SETS), 0, len(middles))
    near = np.abs(track.days[rows] - middles[:, np.newaxis]) < _RANGE_DAYS
    rate = track.rate_m_day
    low = np.where(near, rate[rows], np.inf).min(1)
    high = np.where(near, rate[rows], -np.inf).max(1)
    low = np.minimum(low, np.minimum(rate[row], rate[row + 1]))
    high = np.maximum(high, np.maximum(rate[row], rate[row + 1]))
    largest: Floats = _RANGE_TIMES * (high - low) + _RANGE_SIGMAS * noise.rate_m_day[:-1]
    return largest


def _fit_spans(track: AlongTrack, noise: Noise, burns: Burns, score: Floats, middles: Floats) -> Floats:
    """Fit span at each gap: the one under which the satellite's own strong burns of the time fit best."""
    strong = np.flatnonzero(score > _STRONG)
    if len(strong) < _FEWEST_STRONG:
        return np.full(len(middles), PROMPT_DAYS)
    costs = []
    for span in SPANS_DAYS:
        supposed = Burns(burns.days, np.full(len(burns.days), span))
        costs.append(fit_kinks(track, noise, supposed, supposed, shifted=True, own=True).cost[strong])
    weights = np.exp(-(((middles[:, np.newaxis] - burns.days[strong]) / _ERA_DAYS) ** 2) / 2) + 1e-12
    total = weights @ np.minimum(np.array(costs), _MOST_COST).T
    total[:, 0] *= _PROMPT_FAVOUR
    spans: Floats = np.array(SPANS_DAYS)[np.argmin(total, axis=1)]
    return spans
