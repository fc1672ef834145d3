"""Kink noise: the errors of phase and rate by period of a history, and the spread of the test statistic.

Sets beside the burns found so far are left out, so that regular burns do not count as noise.
"""

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.history.manoeuvres.along_track import AlongTrack
from downrange.orbit.history.manoeuvres.kink_fit import PULL_SHARE, Burns, Noise
from downrange.orbit.history.running_statistics import NORMAL, running_median

_NOISE_HALF, _SPREAD_HALF = 40, 60  # sets, gaps on either side
_LEAST_PHASE_M, _LEAST_RATE_M_DAY, _LEAST_SHARE = 8.0, 1.0, 0.1  # the last of the whole history's
_AROUND = np.array([-3, -2, -1, 1, 2, 3])
_BEFORE_DAYS, _AFTER_DAYS, _LAG_DAYS = 0.5, 2.5, 5.0  # of a burn, whose sets tell no noise
_AWAY_DAYS = 4.0
# How wide the statistic may be said to spread: in the first round, when no burn is known, and later. Without these
# caps a satellite that burns every 17 sets hides its burns (SARAL, 2014).
_FIRST_CAP, _LATER_CAP = 1.5, 2.5


def local_noise(track: AlongTrack, burns: Burns) -> Noise:
    """What each set is off a parabola (phase) or a line (rate) through three sets on either side, as a running
    standard deviation without the sets soon after burns."""
    quiet = np.ones(len(track.days), dtype=bool)
    for day, lag in zip(burns.days, burns.lag_days, strict=True):
        after = day + max(_AFTER_DAYS, min(lag, _LAG_DAYS))
        quiet &= (track.days < day - _BEFORE_DAYS) | (track.days > after)
    phase = _left_out(track.days, track.phase_m - PULL_SHARE * track.pull_m, 2)
    rate = _left_out(track.days, track.rate_m_day - PULL_SHARE * track.pull_m_day, 1)
    return Noise(_scale(phase, quiet, _LEAST_PHASE_M), _scale(rate, quiet, _LEAST_RATE_M_DAY))


def spread(z: Floats, testable: Bools, middles: Floats, burns: Burns, *, first: bool) -> Floats:
    """Running standard deviation of the statistic away from the burns, at least 1, (G,)."""
    away = testable.copy()
    for day in burns.days:
        away &= np.abs(middles - day) > _AWAY_DAYS
    size = np.where(away, np.abs(z), np.nan)
    wide = NORMAL * running_median(size, _SPREAD_HALF)
    return np.clip(wide, 1.0, _FIRST_CAP if first else _LATER_CAP)


def _left_out(days: Floats, values: Floats, degree: int) -> Floats:
    """Each value less the polynomial through its six neighbours, over the growth of its error; NaN at the ends."""
    rows = np.clip(np.arange(len(days))[:, np.newaxis] + _AROUND, 0, len(days) - 1)
    since = days[rows] - days[:, np.newaxis]
    columns = np.stack([since**power for power in range(degree + 1)], -1)
    normal = np.swapaxes(columns, 1, 2) @ columns + 1e-9 * np.eye(degree + 1)
    inverse = np.linalg.inv(normal)
    wanted = np.swapaxes(columns, 1, 2) @ (values[rows] - values[:, np.newaxis])[..., np.newaxis]
    off: Floats = -(inverse @ wanted)[:, 0, 0] / np.sqrt(1 + inverse[:, 0, 0])
    off[:3] = off[-3:] = np.nan
    return off


def _scale(off: Floats, quiet: Bools, least: float) -> Floats:
    size = np.where(quiet, np.abs(off), np.nan)
    if not np.isfinite(size).any():
        size = np.abs(off)
    whole = NORMAL * float(np.nanmedian(size)) if np.isfinite(size).any() else least
    scale: Floats = np.maximum(NORMAL * running_median(size, _NOISE_HALF), max(_LEAST_SHARE * whole, least))
    return scale
