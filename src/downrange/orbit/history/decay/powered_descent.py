"""Powered descents told from decay: what the sets show of an engine, by designator, by rises, holds and falls.

Drag explains how far an orbit sinks between two sets up to the errors of the density, a factor of two. An orbit that
rose, stood still where drag must have lowered it, or sank several times as far, is under power. In a single set the
two drag terms are compared: the printed derivative of the mean motion and the one that SGP4 makes of B* come from
one fit and agree within a tenth on passive objects; thrust, or a bad fit, sets them apart. The limits are those of
design/decay_domain.py, which counts passive objects refused and powered ones not.
"""

from __future__ import annotations

import numpy as np

from downrange.codes import Remark
from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.ballistic_coefficient import DragEstimates
from downrange.orbit.history.decay.decay_codes import NoForecastCode
from downrange.orbit.history.decay.orbit_contraction import AirDensity, MeanOrbits, fall_rate_m_day
from downrange.orbit.history.decay.steered_fleets import fleet_of
from downrange.orbit.propagation.sgp4_drag import drag_share_per_day

RISE_M = 200.0  # between two sets: ten times their noise
RECENT_DAYS = 90.0  # what was done before is over
# Sank less than this share of what its drag explains, where that is a kilometre. At a half, and a factor of three,
# 21 of 1,254 forecasts of passive objects would be refused, by storms that the last set still shows, for 9 of 664
# powered ones.
HELD_SHARE, HELD_FALL_M = 0.25, 1000.0
LOWERED_FACTOR, LOWERED_FALL_M = 4.0, 2000.0  # sank more than this many times as far, two km at least
DISAGREEMENT = 0.35  # of ln: passive objects (8,713 sets): 99 % within -0.22 and 0.24
_LEAST_PAIR_DAYS = 1.0  # closer sets share their tracking, and a few metres of noise are much there


def powered(
    known: Elements, orbits: MeanOrbits, density: AirDensity | None, seen: DragEstimates | None
) -> Remark | None:
    """Why the object's S sets are not those of a passive one, or None.

    Without density and estimates only what needs neither: fleet and rises.
    """
    fleet = fleet_of(str(known.name[-1]), str(known.designator[-1]))
    if fleet is not None:
        return Remark(NoForecastCode.STEERED_KIND, {"fleet": fleet})
    fell = -np.diff(orbits.a_m)
    recent = orbits.jd[1:] >= orbits.jd[-1] - RECENT_DAYS
    risen = np.where(recent, -fell, 0.0)
    if len(fell) and risen.max() > RISE_M:
        k = int(np.argmax(risen))
        return Remark(NoForecastCode.ROSE, {"rise_km": float(risen[k]) / 1e3, "day": _day(known, k + 1)})
    if density is None or seen is None:
        return None
    return _by_drag(known, orbits, density, seen, recent) or _by_terms(known)


def _by_drag(
    known: Elements, orbits: MeanOrbits, density: AirDensity, seen: DragEstimates, recent: np.ndarray
) -> Remark | None:
    """Pairs of sets between which the orbit stood still, or sank too far, for the drag that the last set states."""
    ballistic = (
        seen.own if np.isfinite(seen.own) else float(np.median(seen.arcs)) if len(seen.arcs) else np.nan
    )
    days, fell = np.diff(orbits.jd), -np.diff(orbits.a_m)
    rows = np.flatnonzero(recent & (days >= _LEAST_PAIR_DAYS))
    if not len(rows) or not np.isfinite(ballistic):
        return None
    first, last = orbits.select(rows), orbits.select(rows + 1)
    middle = MeanOrbits(
        first.jd + days[rows] / 2, (first.a_m + last.a_m) / 2, last.e, last.argp, last.inclination
    )
    explained = -ballistic * fall_rate_m_day(density, middle, 1) * days[rows]
    ratio = fell[rows] / explained
    held = (explained > HELD_FALL_M) & (ratio < HELD_SHARE)
    lowered = (fell[rows] > LOWERED_FALL_M) & (ratio > LOWERED_FACTOR)
    for code, found in ((NoForecastCode.LOWERED, lowered), (NoForecastCode.HELD, held)):
        if found.any():
            k = int(np.flatnonzero(found)[-1])
            facts = {
                "after": _day(known, int(rows[k])),
                "before": _day(known, int(rows[k]) + 1),
                "sank_km": float(fell[rows[k]]) / 1e3,
                "explained_km": float(explained[k]) / 1e3,
            }
            return Remark(code, facts)
    return None


def drag_disagreement(known: Elements) -> float:
    """ln of the printed derivative of the last set's mean motion over the one that SGP4 makes of its B*; NaN where
    one of them is not positive."""
    last = known.select([len(known) - 1])
    by_bstar = float(drag_share_per_day(last)[0])
    printed = float(2 * last.ndot[0] / last.mean_motion_rev_day[0])
    return float(np.log(printed / by_bstar)) if by_bstar > 0 and printed > 0 else np.nan


def _by_terms(known: Elements) -> Remark | None:
    off = drag_disagreement(known)
    if np.isfinite(off) and abs(off) <= DISAGREEMENT:
        return None
    if np.isfinite(off):
        return Remark(NoForecastCode.DRAG_TERMS, {"factor": float(np.exp(abs(off)))})
    return Remark(NoForecastCode.DRAG_SIGN)


def _day(known: Elements, row: int) -> str:
    return format_utc(datetime_utc(float(known.epoch_jd[row]), float(known.epoch_fraction[row])))[:10]
