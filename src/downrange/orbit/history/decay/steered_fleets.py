"""Fleets that steer down to their end, by name or, as most element sets come without one, by designator.

The table `data/steered_fleets.csv` is written by design/steered_fleets.py from GCAT's payload table of July 2025
(J. McDowell, CC-BY): later launches are known by their names alone.
"""

from __future__ import annotations

import re
from functools import cache

from downrange.kernel.package_data import table_rows

TABLE = "steered_fleets.csv"
# As catalogues write their names, at the beginning.
NAMES = {
    "STARLINK": "Starlink", "ONEWEB": "OneWeb", "KUIPER": "Kuiper", "QIANFAN": "Qianfan", "HULIANWANG": "Hulianwang",
    "SKYSAT": "SkySat", "ISS (": "ISS", "CSS (": "Tiangong", "TIANHE": "Tiangong", "TIANZHOU": "Tianzhou",
    "SHENZHOU": "Shenzhou", "SOYUZ-MS": "Soyuz MS", "SOYUZ MS": "Soyuz MS", "PROGRESS": "Progress",
    "CYGNUS": "Cygnus", "CREW DRAGON": "Dragon", "DRAGON CRS": "Dragon", "HTV": "HTV",
}  # fmt: skip
# What flew with them and does not steer, though its name begins like theirs.
_PIECES = re.compile(r"\b(DEB|R/B|OBJECT)\b")
_DESIGNATOR = re.compile(r"(?:(\d{4})-|(\d{2}))(\d{3})([A-Z]{1,3})")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def piece_number(letters: str) -> int:
    """The number of a piece: 1 of A, 24 of Z, 25 of AA (no I and no O); 0 where the letters are not a piece's."""
    number = 0
    for letter in letters:
        if letter not in _LETTERS:
            return 0
        number = number * len(_LETTERS) + _LETTERS.index(letter) + 1
    return number


def fleet_of(name: str, designator: str) -> str | None:
    """The fleet of an object by its catalogue name or international designator (20001T, 2020-001T), or None."""
    upper = name.upper().strip()
    if not _PIECES.search(upper):
        for start, fleet in NAMES.items():
            if upper.startswith(start):
                return fleet
    parts = _DESIGNATOR.fullmatch(designator.strip().upper())
    if parts is None or re.search(r"\b(DEB|R/B)\b", upper):
        return None
    long, short, launch, letters = parts.groups()
    year = int(long) if long else int(short) + (1900 if int(short) >= 57 else 2000)
    number = piece_number(letters)
    return next(
        (fleet for low, high, fleet in _pieces().get(f"{year}-{launch}", ()) if low <= number <= high), None
    )


@cache
def _pieces() -> dict[str, list[tuple[int, int, str]]]:
    """First piece, last piece and fleet by launch."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for row in table_rows(TABLE):
        found.setdefault(row["launch"], []).append(
            (piece_number(row["first"]), piece_number(row["last"]), row["fleet"])
        )
    return found
