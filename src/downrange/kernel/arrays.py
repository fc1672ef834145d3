"""The array types every room speaks: 64-bit floats, the crowd on the last axis.

A single vector is ``(3,)``, a crowd of N is ``(3, N)``; the same functions take both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["ArrayLike", "Bools", "Floats"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
