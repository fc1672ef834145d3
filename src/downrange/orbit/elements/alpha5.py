"""Alpha-5: catalogue numbers up to 339,999 in the five columns of a TLE.

A letter in the first column stands for 10 to 33 (A to Z without I and O), so A0000 is 100,000 and Z9999 is
339,999. Source: space-track.org, documentation, "What is Alpha-5?". Larger numbers have no TLE: use OMM.
"""

from downrange.errors import ElementError
from downrange.orbit.elements.element_codes import DefectCode, ElementCode

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
HIGHEST = 339_999


def from_alpha5(field: str) -> int:
    """The number of a five-column field: ``00005``, ``    5``, ``T0449``. ElementError for anything else."""
    digits = field.lstrip(" ")
    if len(field) == 5 and digits.isascii():
        if digits.isdigit():
            return int(digits)
        if len(digits) == 5 and digits[0] in LETTERS and digits[1:].isdigit():
            return (LETTERS.index(digits[0]) + 10) * 10_000 + int(digits[1:])
    raise ElementError(DefectCode.BAD_NUMBER, field="norad", value=field)


def to_alpha5(norad: int) -> str:
    """The five columns of a number. ElementError above 339,999, where no TLE exists."""
    if not 0 <= norad <= HIGHEST:
        raise ElementError(ElementCode.NUMBER_TOO_HIGH, field="norad", value=norad, highest=HIGHEST)
    head, tail = divmod(norad, 10_000)
    return f"{norad:05d}" if head < 10 else f"{LETTERS[head - 10]}{tail:04d}"
