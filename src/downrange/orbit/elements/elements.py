"""Elements: mean orbital elements in columns, one row an element set, as OMM and TLE carry them.

The columns hold what the message prints, in its own units (degrees, revolutions a day); nothing is converted
until SGP4 wants radians a minute. Catalogue numbers are plain integers of up to nine digits; the letters of
Alpha-5 exist only where a TLE is read or written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from downrange.kernel.arrays import Floats

Integers = NDArray[np.int64]
Texts = NDArray[np.str_]

NOT_GIVEN = -1  # a catalogue, revolution or element-set number that the message leaves out


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong in the input: the line it stands on (from 1), why, and the words themselves."""

    line: int
    reason: str
    text: str
    kept: bool = False  # True when the record was read all the same


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """Mean elements of SGP4 (TEME of date, UTC, WGS72), S rows; every column has shape (S,).

    ``epoch_jd`` ends in .5 (midnight) and ``epoch_fraction`` is in [0, 1) day. ``ndot`` (rev/day^2) and
    ``nddot`` (rev/day^3) are as printed in TLE and OMM: a half and a sixth of the derivatives. ``bstar`` is
    in 1/Earth radii. ``norad``, ``revolution`` and ``element_set`` are NOT_GIVEN where blank. ``notes``
    keeps the comment lines of the source, ``defects`` what could not be read.
    """

    norad: Integers
    name: Texts
    designator: Texts
    classification: Texts
    epoch_jd: Floats
    epoch_fraction: Floats
    inclination_deg: Floats
    raan_deg: Floats
    eccentricity: Floats
    argp_deg: Floats
    mean_anomaly_deg: Floats
    mean_motion_rev_day: Floats
    ndot: Floats
    nddot: Floats
    bstar: Floats
    revolution: Integers
    element_set: Integers
    defects: tuple[Defect, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.norad)

    def select(self, which: Any) -> "Elements":
        """The rows of a mask, of indices or of a slice; one index gives one row. Notes and defects stay."""
        rows = np.atleast_1d(np.arange(len(self))[which])
        chosen = {name: getattr(self, name)[rows] for name in COLUMNS}
        return replace(self, **chosen, defects=(), notes=())


COLUMNS = tuple(f.name for f in fields(Elements) if f.name not in ("defects", "notes"))


def join(parts: Sequence[Elements]) -> Elements:
    """The rows of several sets, one after the other, with their notes and defects."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS}
    return Elements(
        **columns,
        defects=tuple(defect for part in parts for defect in part.defects),
        notes=tuple(note for part in parts for note in part.notes),
    )


def days_between(elements: Elements, jd: float, fraction: float = 0.0) -> Floats:
    """Days from the instant (jd, fraction) to each epoch, (S,): positive when the epoch is later."""
    days: Floats = (elements.epoch_jd - jd) + (elements.epoch_fraction - fraction)
    return days


# What a mean element of an Earth satellite can be. Angles may be printed from -180 or from 0.
LIMITS: tuple[tuple[str, float, float, str], ...] = (
    ("inclination_deg", 0.0, 180.0, "an inclination lies between 0 and 180 deg"),
    ("eccentricity", 0.0, np.nextafter(1.0, 0.0), "an eccentricity is at least 0 and below 1"),
    ("raan_deg", -360.0, 360.0, "a right ascension lies between -360 and 360 deg"),
    ("argp_deg", -360.0, 360.0, "an argument of perigee lies between -360 and 360 deg"),
    ("mean_anomaly_deg", -360.0, 360.0, "a mean anomaly lies between -360 and 360 deg"),
    ("mean_motion_rev_day", 1e-8, 20.0, "a mean motion lies above 0 and below 20 rev/day"),
)


def out_of_limits(columns: dict[str, Any]) -> list[tuple[int, str]]:
    """(row, reason) of every value that no Earth satellite can have."""
    found = []
    for name, low, high, says in LIMITS:
        values = np.asarray(columns[name])
        for row in np.flatnonzero(~((values >= low) & (values <= high))):
            found.append((int(row), f"{name} is {values[row]:g}: {says}"))
    return found
