"""In which form a territory's exposure is given: a figure, a range, a bound, or nothing at all.

A figure must stand still from seed to seed. Over five seeds a share p with a relative standard error e (counted by
ascents) moves by exp(2 e): under 0.35 that is less than a factor of two. An error from few ascents is itself not
known, hence the second rule, of ten effective ascents (both thresholds supposed from four cases, 2026). Shares below
`LEAST_FIGURE` come from rare turns, whose error the draws understate: they moved by up to 70 % over five seeds, and
shares of 1e-4 to 1e-3 by up to 40 % (design/risk_stability.py).
"""

from dataclasses import dataclass

import numpy as np

from downrange.codes import Remark
from downrange.launch.risk.exposure import Exposure
from downrange.launch.risk.risk_codes import CannotTell, RowVerdict
from downrange.launch.trajectory.ascent_ensemble import Ascents, FitCounts

LEAST_MEMBERS = 10.0
MOST_ERROR = 0.35
LEAST_FIGURE = 1e-4
LEAST_AGREEING = 0.5
_Z95, _Z975 = 1.645, 1.960


@dataclass(frozen=True, slots=True)
class Known:
    """What a case gives besides its falls: a vehicle, an orbit, and the orbit's plane within a degree."""

    vehicle: bool = False
    orbit: bool = False
    plane: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One territory's exposure as it may be given, all given that the flight fails; None where it may not be.

    figure    the probability that some piece lands there; `interval` 95 % of the draws and ascents about it
    spread    from a vehicle that comes down whole to the hardest break-up; of a range, widened by the draws
    bound     at most this, where no draw hit it
    """

    verdict: Remark
    figure: float | None = None
    interval: tuple[float, float] | None = None
    spread: tuple[float, float] | None = None
    bound: float | None = None


def why_no_figures(ascents: Ascents) -> Remark | None:
    """Why no territory may be named at all; None if they may."""
    fits = ascents.fits
    if not ascents.falls:
        return Remark(CannotTell.NO_FALL)
    facts = {"agreed": fits.agreed, "tried": fits.tried}
    if _disagrees(fits):
        return Remark(CannotTell.FITS_DISAGREE, facts)
    return Remark(CannotTell.FEW_FITS, facts) if fits.agreed < min(LEAST_MEMBERS, fits.tried) else None


def statement_of(row: Exposure, known: Known, ascents: int) -> Statement:
    """The form in which one territory's exposure is given, of so many ascents."""
    if row.p_any_fragment is None or row.standard_error is None:
        verdict = RowVerdict.BOUND if row.p_upper_bound else RowVerdict.NO_FIGURE
        return Statement(Remark(verdict), bound=row.p_upper_bound or None)
    figure = row.p_any_fragment
    error = row.standard_error / figure
    low, high = share_interval(figure, error)
    least, most = spread_by_assumption(row)
    facts = {"carried": carrying(row), "ascents": ascents, "error": error}
    if row.effective_members < LEAST_MEMBERS:
        verdict = RowVerdict.FEW_ASCENTS
    elif error >= MOST_ERROR:
        verdict = RowVerdict.WIDE_ERROR
    elif figure < LEAST_FIGURE:
        verdict = RowVerdict.RARE
    elif not (known.vehicle or known.orbit):
        verdict = RowVerdict.LITTLE_KNOWN
    else:
        return Statement(Remark(RowVerdict.FIGURE, facts), figure, (low, high), (least, most))
    widened = least * low / figure, min(1.0, most * high / figure)
    return Statement(Remark(verdict, facts), spread=widened)


def carrying(row: Exposure) -> int:
    """How many ascents carry a figure, in whole ones; at least one."""
    return max(int(row.effective_members), 1)


def share_interval(share: float, error: float) -> tuple[float, float]:
    """95 % about a share whose standard error is `error` times itself: as of a count of 1 / error^2 hits.

    Garwood's interval of a Poisson count (Biometrika 28 (1936) 437) at the effective count of a weighted sum (Fay,
    Feuer, Statistics in Medicine 16 (1997) 791), with Wilson's and Hilferty's quantiles of chi square.
    """
    count = 1.0 / max(error, 1e-6) ** 2
    low = chi_square(-_Z975, 2.0 * count) / (2.0 * count)
    high = chi_square(_Z975, 2.0 * count + 2.0) / (2.0 * count)
    return share * low, min(1.0, share * high)


def chi_square(z: float, degrees: float) -> float:
    """The quantile of chi square at a normal deviate z (Wilson, Hilferty, PNAS 17 (1931) 684): 2 % from 5 on."""
    part = 2.0 / (9.0 * degrees)
    return float(degrees * max(1.0 - part + z * np.sqrt(part), 0.0) ** 3)


def spread_by_assumption(row: Exposure) -> tuple[float, float]:
    """The figure from a vehicle that comes down whole, on the ascents that bring it least, to the hardest break-up on
    the nearest ascents."""
    hardest = max([row.p_any_fragment or 0.0, *(p for p in row.by_severity if np.isfinite(p))])
    return row.p_single_fragment * row.by_path[0], min(1.0, hardest * row.by_path[1])


def _disagrees(fits: FitCounts) -> bool:
    """Too few fits agree, and it is not merely the ground that stopped the others.

    Without an orbit nothing keeps an upper stage up: fits then end at the ground though the falls are met. They count
    against the case only where the likeliest ascent, too, is unlikely: a chi square that one in twenty would exceed.
    """
    stayed_up = fits.tried - fits.fell_back
    if fits.agreed < LEAST_AGREEING * stayed_up:
        return True
    unlikely = fits.misfit > chi_square(_Z95, max(fits.data, 1))
    return unlikely and fits.agreed < LEAST_AGREEING * fits.tried
