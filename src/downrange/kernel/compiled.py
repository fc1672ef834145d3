"""Compiled: the one way in which loops become machine code, so that every kernel rounds alike.

Importing this module brings numba along, which takes most of a second: only kernels do.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Compiled = TypeVar("Compiled", bound=Callable[..., Any])


def compiled(function: Compiled) -> Compiled:
    """Machine code, kept on disk. It lets go of the interpreter lock, so threads share the work too.

    Arithmetic stays strict: with fused or reordered operations the compiler rounds a function one way where it
    stands alone and another where it is inlined, and workers would differ in the last bit.
    """
    return cast(Compiled, njit(cache=True, nogil=True, error_model="numpy")(function))
