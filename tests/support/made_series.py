"""Series of phase and rate made on purpose, with burns of known size and time, as sets of some fit span show them."""

import numpy as np

from downrange.orbit.history.manoeuvres.along_track import AlongTrack
from downrange.orbit.history.manoeuvres.kink_fit import lagged

METRE_M_DAY = 134.5  # of rate, by a metre of semi-major axis at 800 km
MM_S_M_DAY = 0.52 / METRE_M_DAY  # mm/s, by a m/day


def series(
    seed: int, burns: dict[float, float], phase_m: float, rate_m_day: float, lag: float, walk: float
) -> AlongTrack:
    """Some 250 sets, one to two a day, of a history with ``burns`` (mm/s by day), seen through a fit span ``lag``."""
    draw = np.random.default_rng(seed)
    days = np.cumsum(draw.uniform(0.6, 1.4, 250))
    fine = np.arange(0.0, days[-1] + 1, 0.05)
    drag = np.cumsum(draw.normal(size=len(fine))) * walk * np.sqrt(0.05)
    rate = np.cumsum(drag) * 0.05
    phase = np.interp(days, fine, np.cumsum(rate) * 0.05)
    rates = np.interp(days, fine, rate)
    for day, size in burns.items():
        part = lagged(days - day, np.full(len(days), lag))
        phase = phase - size / MM_S_M_DAY * part[0]
        rates = rates - size / MM_S_M_DAY * part[1]
    nothing = np.zeros(len(days))
    return AlongTrack(
        days=days,
        phase_m=phase + draw.normal(size=len(days)) * phase_m,
        rate_m_day=rates + draw.normal(size=len(days)) * rate_m_day,
        pull_m=nothing,
        pull_m_day=nothing,
        drag_m_day2=nothing,
        metre_m_day=METRE_M_DAY,
        axis_km=7160.0,
    )
