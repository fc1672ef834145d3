"""Random numbers that depend on the case, the seed, the stream's name and the sample's number, and on nothing else.

The generator is a counter (Philox 4x64: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
SC'11), keyed by the names; sample i has a block of the counter of its own. So sample i gets the same numbers to the
last bit, on any machine and in any batch.
"""

from hashlib import sha256
from typing import Any

import numpy as np

from downrange.kernel.arrays import Floats

_PER_BLOCK = 4  # words of 64 bits that one count of Philox yields


def uniforms(case: str, seed: int, stream: str, start: int, stop: int, width: int) -> Floats:
    """Numbers in (0, 1) of samples start..stop-1: array (width, stop - start)."""
    blocks = -(-width // _PER_BLOCK)
    words: Any = _counter(case, seed, stream, start * blocks).random_raw((stop - start) * blocks * _PER_BLOCK)
    rows = np.asarray(words, dtype=np.uint64).reshape(stop - start, blocks * _PER_BLOCK)[:, :width]
    whole: Floats = np.ascontiguousarray((rows >> np.uint64(11)).T, dtype=np.float64)
    return (whole + 0.5) * 2.0**-53


def normals(case: str, seed: int, stream: str, start: int, stop: int, width: int) -> Floats:
    """Standard normal numbers, shape as in `uniforms`; Box and Muller, Ann. Math. Stat. 29 (1958) 610."""
    pairs = -(-width // 2)
    u = uniforms(case, seed, stream, start, stop, 2 * pairs)
    radius, turn = np.sqrt(-2.0 * np.log(u[:pairs])), 2.0 * np.pi * u[pairs:]
    return np.concatenate([radius * np.cos(turn), radius * np.sin(turn)])[:width]


def _counter(case: str, seed: int, stream: str, at: int) -> np.random.Philox:
    """The generator of a stream, set to a place; the key is a hash of the names, the same on any machine."""
    digest = sha256(f"{len(case)}:{case}|{seed}|{stream}".encode()).digest()
    return np.random.Philox(key=int.from_bytes(digest[:16], "little"), counter=at)
