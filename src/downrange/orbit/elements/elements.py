"""Element sets: mean orbital elements in columns, a row for each set, as OMM and TLE carry them.

The columns hold what the message prints, in its own units (degrees, revolutions a day); nothing is converted
until SGP4 wants radians a minute. Catalogue numbers are plain integers of up to nine digits; the letters of
Alpha-5 exist only where a TLE is read or written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from downrange.codes import Code, Remark
from downrange.errors import ElementError
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import numbers
from downrange.orbit.elements.element_codes import DefectCode, ElementCode

Integers = NDArray[np.int64]
Texts = NDArray[np.str_]

NOT_GIVEN = -1  # a catalogue, revolution or element-set number that the message leaves out


@dataclass(frozen=True, slots=True)
class Defect:
    """An error in the input: its line (from 1), one or more reasons, and the text; ``kept`` if it was read anyway."""

    line: int
    reasons: tuple[Remark, ...]
    text: str
    kept: bool = False

    @classmethod
    def of(cls, line: int, code: Code, text: str = "", *, kept: bool = False, **facts: Any) -> Self:
        """A defect with a single reason."""
        return cls(line, (Remark(code, facts),), text, kept)

    @property
    def code(self) -> Code:
        """The code of the first reason."""
        return self.reasons[0].code

    @property
    def says(self) -> str:
        """The reasons in a sentence."""
        return "; ".join(reason.says for reason in self.reasons)

    def as_dict(self) -> dict[str, Any]:
        """Line, code of the first reason, codes of all, sentence and text."""
        return {
            "line": self.line, "code": str(self.code), "says": self.says,
            "codes": [str(reason.code) for reason in self.reasons], "text": self.text, "kept": self.kept,
        }  # fmt: skip


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
        """The rows of a mask, of indices or of a slice; one index gives one row. Notes and defects are dropped."""
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


# Limits of mean elements of an Earth satellite. Angles may be printed from -180 or from 0.
LIMITS: tuple[tuple[str, float, float, str], ...] = (
    ("inclination_deg", 0.0, 180.0, "an inclination lies between 0 and 180 deg"),
    ("eccentricity", 0.0, np.nextafter(1.0, 0.0), "an eccentricity is at least 0 and below 1"),
    ("raan_deg", -360.0, 360.0, "a right ascension lies between -360 and 360 deg"),
    ("argp_deg", -360.0, 360.0, "an argument of perigee lies between -360 and 360 deg"),
    ("mean_anomaly_deg", -360.0, 360.0, "a mean anomaly lies between -360 and 360 deg"),
    ("mean_motion_rev_day", 1e-8, 20.0, "a mean motion lies above 0 and below 20 rev/day"),
    ("epoch_jd", 2415020.5, 2524958.5, "an epoch lies in the years 1900 to 2200"),
    (
        "bstar",
        -1e9,
        1e9,
        "a drag term lies between -1e9 and 1e9",
    ),  # a TLE has columns for as much; SGP4 overflows
)


_OTHER_LIMITS = (
    ("epoch_fraction", -1.0, 2.0),
    ("ndot", -np.inf, np.inf),
    ("nddot", -np.inf, np.inf),
)


def out_of_limits(columns: dict[str, Any]) -> list[tuple[int, Remark]]:
    """(row, reason) of every value, of the columns given, that no Earth satellite can have."""
    found = []
    for name, low, high, limits in (limit for limit in LIMITS if limit[0] in columns):
        values = np.asarray(columns[name])
        for row in np.flatnonzero(~((values >= low) & (values <= high))).tolist():
            facts = {"field": name, "value": float(values[row]), "limits": limits}
            found.append((row, Remark(DefectCode.OUT_OF_RANGE, facts)))
    return found


def require_sound(elements: Elements) -> None:
    """ElementError where columns differ in length, hold what is not a number, or no Earth satellite can have."""
    count = np.shape(elements.norad)
    if len(count) != 1:
        raise ElementError(ElementCode.COLUMNS, field="norad", value=count)
    columns = {name: np.asarray(getattr(elements, name)) for name in COLUMNS}
    for name, column in columns.items():
        if column.shape != count:
            raise ElementError(ElementCode.COLUMNS, field=name, value=column.shape)
    limits = (*((name, low, high) for name, low, high, _ in LIMITS), *_OTHER_LIMITS)
    for name, low, high in limits:
        numbers(columns[name], name, (low, float(high)), error=ElementError)


def reason_of(error: ElementError) -> Remark:
    """What an error says, as the reason of a defect."""
    return Remark(cast(Code, error.code), {"field": error.field, "value": error.value, **error.facts})


class Refusals:
    """Reasons by row, as a reader of columns collects them."""

    def __init__(self, reasons: Mapping[int, Sequence[Remark]] | None = None) -> None:
        self.by_row = {row: list(one) for row, one in (reasons or {}).items()}

    def add(self, row: int, code: Code, **facts: Any) -> None:
        """Refuse a row for a reason."""
        self.by_row.setdefault(row, []).append(Remark(code, facts))

    def sound(self, columns: dict[str, Any], count: int) -> dict[str, Any]:
        """The rows of columns (N,) that are refused neither yet nor for values out of their limits."""
        for row, reason in out_of_limits(columns):
            if row not in self.by_row:
                self.by_row[row] = [reason]
        kept = np.ones(count, dtype=bool)
        kept[list(self.by_row)] = False
        return {name: columns[name][kept] for name in COLUMNS}
