"""Rate steps: burns that two neighbouring sets show by themselves, each with its own rate and its own phase.

In a campaign of daily burns there is one set between two burns, and no fit over many sets parts them. But where sets
show a burn at once, the rate of the set before holds until the burn and that of the set after from it on, so that the
phase gained between both dates the burn inside the gap. A set that was fitted across the burn gives itself away: by
its rate the burn would lie outside.
"""

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.history.manoeuvres.along_track import AlongTrack
from downrange.orbit.history.manoeuvres.kink_fit import Noise
from downrange.orbit.history.running_statistics import running_median

_DRAG_HALF = 15  # gaps
SHOWN_SIGMAS, SURE_SIGMAS = 6.0, 12.0  # of the rates' noise: sets have long tails
_EDGE = 0.05  # of a gap by which the burn may lie outside, besides the noise of the phase
_PHASE_SIGMAS = 3.0
_WAKE_SHARE = 0.15  # of the step in the gap beside it, below which a step is what that one left in the fits
_TWIN_EDGE = (
    0.12  # of a gap: a step and its opposite, both this near to one set's epoch, are an error of that set
)


def rate_steps(track: AlongTrack, noise: Noise, longest_days: float) -> tuple[Floats, Bools]:
    """Where in each gap a burn was by the two sets beside it alone, 0 at the first, 1 at the second; NaN where they
    show none; and whether they show it beyond doubt, (G,) each."""
    gaps = np.diff(track.days)
    change = np.diff(track.rate_m_day)
    drag = running_median(change / gaps, _DRAG_HALF) * gaps  # the printed n-dot is off beside burns
    step = change - drag
    sd = np.sqrt(noise.rate_m_day[1:] ** 2 + noise.rate_m_day[:-1] ** 2 + drag**2)
    between = np.diff(track.phase_m) / gaps
    size = np.where(np.abs(change) > 0, change, np.nan)
    place = 1 - (between - track.rate_m_day[:-1]) / size
    phase_sd = np.hypot(noise.phase_m[1:], noise.phase_m[:-1]) / gaps
    over = _EDGE + _PHASE_SIGMAS * phase_sd / np.abs(size)
    strong = (np.abs(step) > SHOWN_SIGMAS * sd) & (gaps <= longest_days)
    inside = strong & (place > -over) & (place < 1 + over) & (over < 0.5)
    beside = np.maximum(np.append(np.abs(step[1:]), 0.0), np.append(0.0, np.abs(step[:-1])))
    inside &= np.abs(step) > _WAKE_SHARE * beside
    edge = np.maximum(over, _TWIN_EDGE)
    inside &= ~_one_wrong_rate(strong, step, place, edge)
    # The rest of a burn that the set after it showed in part: the same way, in the next gap, at its very start.
    inside[1:] &= ~(inside[:-1] & (step[1:] * step[:-1] > 0) & (place[1:] < edge[1:]))
    found: Floats = np.where(inside, np.clip(place, 0.0, 1.0), np.nan)
    return found, np.abs(step) > SURE_SIGMAS * sd


def _one_wrong_rate(strong: Bools, step: Floats, place: Floats, edge: Floats) -> Bools:
    """Steps there and back, both at the epoch of one set: its rate is wrong between right phases, (G,)."""
    first, then = step[:-1], step[1:]
    back = strong[:-1] & strong[1:] & (first * then < 0) & (np.abs(first + then) < np.abs(then) / 2)
    back &= (place[:-1] > 1 - edge[:-1]) & (place[1:] < edge[1:])
    wrong = np.zeros(len(strong), dtype=bool)
    wrong[:-1] |= back
    wrong[1:] |= back
    return wrong
