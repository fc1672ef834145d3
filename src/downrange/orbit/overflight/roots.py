"""Roots of many functions at once, each held in its own bracket."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from downrange.kernel.arrays import Floats

Rows = NDArray[np.intp]
_MOST_STEPS = 60  # bisection alone would reach 1e-18 of the bracket


def bracketed_roots(
    function: Callable[[Rows, Floats], Floats], low: Floats, high: Floats, tolerance: float
) -> Floats:
    """The root x (N,) of each of N functions between `low` and `high` (N,), where its sign changes.

    ``function(rows, x)`` gives the values of the functions number `rows` at `x`. Rows leave the batch as
    they converge to within `tolerance` (in x). A function with no change of sign gives NaN. Method:
    Chandrupatla, Advances in Engineering Software 28 (1997) 145: inverse quadratic steps where they are safe,
    else halving.
    """
    roots = np.full(low.shape, np.nan)
    rows = np.arange(len(low))
    a, b = high.astype(np.float64), low.astype(np.float64)  # the root lies between a (newest) and b
    fa, fb = function(rows, a), function(rows, b)
    c, fc = b, fb
    share = np.full(a.shape, 0.5)
    for step in range(_MOST_STEPS):
        if step:
            x = a + share * (b - a)
            fx = function(rows, x)
            stays = np.sign(fx) == np.sign(fa)  # the root lies between x and b
            c, fc = np.where(stays, a, b), np.where(stays, fa, fb)
            b, fb = np.where(stays, b, a), np.where(stays, fb, fa)
            a, fa = x, fx
        nearer = np.abs(fa) < np.abs(fb)
        best = np.where(nearer, a, b)
        done = (np.abs(b - a) <= 2 * tolerance) | (fa == 0) | (fb == 0) | ~(fa * fb < 0)
        if done.any():
            roots[rows[done]] = np.where(fa * fb <= 0, best, np.nan)[done]
            rows, a, b, c, fa, fb, fc = (column[~done] for column in (rows, a, b, c, fa, fb, fc))
            if not len(rows):
                break
        share = _share(a, b, c, fa, fb, fc, tolerance)
    return roots


def _share(a: Floats, b: Floats, c: Floats, fa: Floats, fb: Floats, fc: Floats, tolerance: float) -> Floats:
    """How far from a towards b to look next: inverse quadratic interpolation inside its safe region."""
    with np.errstate(divide="ignore", invalid="ignore"):
        xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
        smooth = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
        quadratic = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    share = np.where(smooth, quadratic, 0.5)
    least = tolerance / np.abs(b - a)  # never so near an end that the step is lost in rounding
    return np.clip(share, least, 1 - least)
