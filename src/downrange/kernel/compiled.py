"""Compiled loops: the one decorator that makes machine code, so that all of them round alike.

Importing this module imports numba, which takes most of a second: only compiled loops do.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compiled(function: Compiled) -> Compiled:
    """Machine code, cached on disk, that releases the global interpreter lock, so that threads share the work.

    Arithmetic stays strict: with fused or reordered operations the compiler rounds a function one way where it
    stands alone and another where it is inlined, and workers would differ in the last bit.
    """
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy")(function))
