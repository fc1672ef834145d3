"""Kink fit: least squares of the along-track phase and rate around a gap, with a kink in it where a burn may be.

Around every gap at once: offset, rate, acceleration, an offset of the rates, the pull of Moon and Sun, drag as a
random walk of the acceleration, the burns that are known, and the kink that is asked for. A set soon after a burn
still holds tracking from before: it behaves as the end of a least-squares line through its last days (`lagged`).
"""

from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.elements import Integers
from downrange.orbit.history.manoeuvres.along_track import AlongTrack

HALF_SETS, HALF_DAYS = 12, 20.0  # of the window, on either side
PROMPT_DAYS = 0.4  # fit span of sets that show a burn at once
PULL_SHARE, _PULL_OFF = (
    0.6,
    0.6,
)  # share of the pull that sets leave in: 0 to 1.3 among the satellites measured
_WALK_SHARE, _WALK_FLOOR = 0.15, 8.0  # of the drag, and m/day2, in a day: what drag changes unforeseen
_HUBER = 3.0
_FRESH_DAYS, _FRESH_WEIGHT = 0.6, 0.4  # of the phase of sets soon after the burn
_SETTLED_DAYS, _RATE_WEIGHT, _LAG_RATE_WEIGHT = 2.2, 0.15, 0.5
_FREE = 1e12  # prior variance of what is not known beforehand
_MOST_BURNS = 10  # known burns in one window
_CHUNK = 256  # gaps at once: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Burns:
    """Known or supposed burns: ``days`` in the time of the series and the fit span of the sets after, (B,)."""

    days: Floats
    lag_days: Floats


NO_BURNS = Burns(np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Standard deviation of each set's phase (m) and rate (m/day), (S,)."""

    phase_m: Floats
    rate_m_day: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Kinks:
    """One value an asked time, (G,): the change of rate there (m/day), its standard deviation, the shift of the phase
    (m; minus the kink times how much later the burn was), its deviation, their covariance, and the robust cost."""

    kink: Floats
    kink_sd: Floats
    shift: Floats
    shift_sd: Floats
    covariance: Floats
    cost: Floats


def lagged(since: Floats, span: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Phase and rate that a unit kink ``since`` days ago leaves in a set fitted to its last ``span`` days, and how
    both change with a shift: the end of a least-squares line through a straight piece and a kinked one."""
    p = np.clip(since / span, 0.0, 1.0)
    inside, after = (since > 0) & (p < 1), since > 0
    phase = np.where(inside, span * (2 * p**2 - p**3), np.where(after, since, 0.0))
    rate = np.where(after, 3 * p**2 - 2 * p**3, 0.0)
    phase_shift = np.where(inside, 4 * p - 3 * p**2, np.where(after, 1.0, 0.0))
    rate_shift = np.where(inside, 6 * (p - p**2) / span, 0.0)
    return phase, rate, phase_shift, rate_shift


def fit_kinks(
    track: AlongTrack, noise: Noise, asked: Burns, known: Burns, *, shifted: bool = False, own: bool = False
) -> Kinks:
    """The kink at each asked time beside the known burns. With ``shifted`` the time is free as well. With ``own`` the
    asked times are the known burns, row by row, and each is left out of the known ones of its own fit."""
    parts = []
    for first in range(0, len(asked.days), _CHUNK):
        rows = np.arange(first, min(first + _CHUNK, len(asked.days)))
        parts.append(
            _fitted(
                track,
                noise,
                Burns(asked.days[rows], asked.lag_days[rows]),
                known,
                shifted,
                rows if own else None,
            )
        )
    if not parts:
        return Kinks(*(np.empty(0) for _ in range(6)))
    return Kinks(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _window(days: Floats, at: Floats) -> tuple[Integers, Bools]:
    """Rows around each time (clipped to the series) and which of them count, (G, 2 HALF_SETS)."""
    middle = np.searchsorted(days, at)
    rows = middle[:, np.newaxis] + np.arange(-HALF_SETS, HALF_SETS)
    good = (rows >= 0) & (rows < len(days))
    rows = np.clip(rows, 0, len(days) - 1)
    return rows, good & (np.abs(days[rows] - at[:, np.newaxis]) <= HALF_DAYS)


def _fitted(
    track: AlongTrack, noise: Noise, asked: Burns, known: Burns, shifted: bool, own: Integers | None
) -> tuple[Floats, ...]:
    rows, good = _window(track.days, asked.days)
    at = asked.days[:, np.newaxis]
    since = track.days[rows] - at
    count = len(rows)
    one, zero = np.ones_like(since), np.zeros_like(since)
    # Columns as (phase, rate) and their prior variances.
    kink = lagged(since, asked.lag_days[:, np.newaxis])
    phase = [kink[0], one, since, since**2 / 2, zero]
    rate = [kink[1], zero, one, since, one]
    prior = [_FREE] * 5
    if shifted:
        phase.insert(1, kink[2])
        rate.insert(1, kink[3])
        prior.insert(1, _FREE)
    middle = rows[:, :1] * 0 + np.arange(count)[:, np.newaxis] * 0  # (G, 1), a zero of the right shape
    pull, pull_rate = track.pull_m[rows], track.pull_m_day[rows]
    nearest = np.argmin(np.where(good, np.abs(since), np.inf), axis=1)[:, np.newaxis] + middle
    phase.append(pull - np.take_along_axis(pull, nearest, 1))
    rate.append(pull_rate)
    prior.append(_PULL_OFF**2)
    columns_phase, columns_rate = np.stack(phase, -1), np.stack(rate, -1)
    priors = np.broadcast_to(np.array(prior), (count, len(prior)))
    # Drag: the acceleration steps between sets, two gaps to a step.
    inner = rows[:, 1:]
    knots = ((track.days[rows[:, :-1]] + track.days[inner]) / 2 - at)[:, ::2]
    later = np.maximum(since[:, :, np.newaxis] - knots[:, np.newaxis, :], 0.0)
    step_days = np.diff(track.days[rows], axis=1)
    step_days = step_days[:, ::2] + np.pad(step_days[:, 1::2], ((0, 0), (0, 1)))
    walk = (_WALK_SHARE * np.abs(track.drag_m_day2[rows[:, ::2][:, : knots.shape[1]]])) ** 2 + _WALK_FLOOR**2
    known_phase, known_rate, known_prior = _known_columns(track.days[rows], at, known, own)
    columns_phase = np.concatenate([columns_phase, later**2 / 2, known_phase], -1)
    columns_rate = np.concatenate([columns_rate, later, known_rate], -1)
    priors = np.concatenate([priors, np.maximum(walk * step_days, 1e-6), known_prior], -1)

    soon = (since > 0) & (since < _FRESH_DAYS)
    lag = asked.lag_days[:, np.newaxis]
    prompt = lag <= PROMPT_DAYS
    in_span = (since > 0) & (since < np.where(prompt, _SETTLED_DAYS, lag))
    weight_phase = good / noise.phase_m[rows] ** 2 * np.where(soon, _FRESH_WEIGHT, 1.0)
    weight_rate = (
        good
        / noise.rate_m_day[rows] ** 2
        * np.where(in_span, np.where(prompt, _RATE_WEIGHT, _LAG_RATE_WEIGHT), 1.0)
    )
    matrix = np.concatenate([columns_phase, columns_rate], 1)
    values_phase = track.phase_m[rows]
    values_phase = values_phase - np.take_along_axis(values_phase, nearest, 1)
    values = np.concatenate([values_phase, track.rate_m_day[rows]], 1)
    pull_at = 6 if shifted else 5
    values = values - PULL_SHARE * matrix[:, :, pull_at]
    base = np.concatenate([weight_phase, weight_rate], 1)
    weight = base
    for turn in range(3):
        weighted = matrix * weight[..., np.newaxis]
        normal = np.swapaxes(weighted, 1, 2) @ matrix
        diagonal = np.arange(normal.shape[1])
        normal[:, diagonal, diagonal] += 1 / priors
        inverse = np.linalg.inv(normal)
        found = (inverse @ (np.swapaxes(weighted, 1, 2) @ values[..., np.newaxis]))[..., 0]
        off = np.abs(values - (matrix @ found[..., np.newaxis])[..., 0]) * np.sqrt(base)
        if turn < 2:
            weight = base * np.minimum(1.0, _HUBER / np.maximum(off, 1e-9))
    cost = np.sum(np.where(off < _HUBER, off**2, 2 * _HUBER * off - _HUBER**2), 1) + np.sum(
        found**2 / priors, 1
    )
    sd = np.sqrt(np.maximum(inverse[:, diagonal, diagonal], 0.0))
    nought = np.zeros(count)
    if shifted:
        return found[:, 0], sd[:, 0], found[:, 1], sd[:, 1], inverse[:, 0, 1], cost
    return found[:, 0], sd[:, 0], nought, nought, nought, cost


def _known_columns(
    days: Floats, at: Floats, known: Burns, own: Integers | None
) -> tuple[Floats, Floats, Floats]:
    """Two columns a known burn inside the window, padded with nothing, (G, W, 2 K) and (G, 2 K)."""
    count, wide = days.shape
    inside = (
        (known.days > days[:, :1]) & (known.days < days[:, -1:])
        if len(known.days)
        else np.zeros((count, 0), bool)
    )
    if own is not None:
        inside[np.arange(count), own] = False
    most = min(int(inside.sum(1).max()) if inside.size else 0, _MOST_BURNS)
    if not most:
        return np.zeros((count, wide, 0)), np.zeros((count, wide, 0)), np.zeros((count, 0))
    distance = np.where(inside, np.abs(known.days - at), np.inf)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, :most]
    there = np.isfinite(np.take_along_axis(distance, nearest, 1))
    since = days[:, :, np.newaxis] - known.days[nearest][:, np.newaxis, :]
    parts = lagged(since, known.lag_days[nearest][:, np.newaxis, :])
    phase, rate, phase_shift, rate_shift = (np.where(there[:, np.newaxis, :], part, 0.0) for part in parts)
    prior = np.where(there, _FREE, 1.0)
    return (
        np.concatenate([phase, phase_shift], -1),
        np.concatenate([rate, rate_shift], -1),
        np.concatenate([prior, prior], -1),
    )
