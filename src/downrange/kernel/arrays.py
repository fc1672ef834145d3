"""Array types: 64-bit floats and truth values, with samples or points on the last axis.

One vector is ``(3,)``, N vectors are ``(3, N)``; the same functions take both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["ArrayLike", "Bools", "Floats", "Ints"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
