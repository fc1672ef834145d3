"""Running statistics: median and robust scale in a window that slides along a series, blind to outliers."""

import numpy as np

from downrange.kernel.arrays import Floats

NORMAL = 1.4826  # median absolute deviation to standard deviation, for normal noise


def running_median(values: Floats, half: int) -> Floats:
    """Median of each value with its ``half`` neighbours on both sides (fewer at the ends), (N,); NaN is left out."""
    if not len(values):
        return values.copy()
    half = min(half, len(values) - 1)
    padded = np.concatenate([np.full(half, np.nan), values, np.full(half, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    return _median(windows)


def running_scale(values: Floats, half: int) -> Floats:
    """Standard deviation by the median absolute deviation in the same window, never below half its value over
    the whole series, so that a lucky quiet spell does not make noise look like news, (N,)."""
    deviation = np.abs(values - running_median(values, half))
    return NORMAL * np.maximum(
        running_median(deviation, half), 0.5 * float(_median(deviation[np.newaxis])[0])
    )


def _median(windows: Floats) -> Floats:
    """Median along the last axis without NaN; 0 where there is nothing. Faster than nanmedian by ten."""
    ordered = np.sort(windows, axis=-1)  # NaN goes last
    count = np.sum(~np.isnan(windows), axis=-1)
    rows = np.arange(len(windows))
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, windows.shape[-1] - 1)
    middle: Floats = np.where(count > 0, (ordered[rows, low] + ordered[rows, high]) / 2, 0.0)
    return middle
