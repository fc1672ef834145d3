"""Strict reading of one TLE: field by field, with the reason when a field cannot be trusted.

Accepts what catalogues really print (a blank revolution or element-set number, a blank exponent sign before a
zero) and refuses what would make a silent wrong number: a bad checksum, a shifted column, an O for a 0.
"""

import re
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.errors import ElementError
from downrange.orbit.elements.alpha5 import from_alpha5
from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.elements import NOT_GIVEN, Defect, out_of_limits, reason_of

Fields = tuple[
    tuple[str, int, int, str, str], ...
]  # name, first column (from 1), last column, pattern, an example

_ANGLE = r" *\d{1,3}\.\d+ *"
_EXPONENT = r"[ +-](?:\d{5}[+-]\d|00000 0| {5} 0| {7})"
LINE_1: Fields = (
    ("norad", 3, 7, r".{5}", "58400 or A0001"),
    ("classification", 8, 8, r"[UCS ]", "U"),
    ("designator", 10, 17, r"[ -~]*", "23179A"),
    ("epoch year", 19, 20, r"\d\d", "23"),
    ("epoch day", 21, 32, r" {0,2}\d{1,3}\.\d+ *", "343.17766162"),
    ("ndot", 34, 43, r" *[+-]?\d?\.\d+ *", ".00004660"),
    ("nddot", 45, 52, _EXPONENT, "00000-0"),
    ("bstar", 54, 61, _EXPONENT, "21022-3"),
    ("ephemeris type", 63, 63, r"[ 023]", "0"),
    ("element_set", 65, 68, r" *\d*", "999"),
)
LINE_2: Fields = (
    ("norad", 3, 7, r".{5}", "58400 or A0001"),
    ("inclination_deg", 9, 16, _ANGLE, "97.4270"),
    ("raan_deg", 18, 25, _ANGLE, "227.7225"),
    ("eccentricity", 27, 33, r"\d{7}", "0014685"),
    ("argp_deg", 35, 42, _ANGLE, "211.9163"),
    ("mean_anomaly_deg", 44, 51, _ANGLE, "148.1185"),
    ("mean_motion_rev_day", 53, 63, r" *\d{1,2}\.\d+ *", "15.21407416"),
    ("revolution", 64, 68, r" *\d*", "267"),
)
WIDTH = 69


def gaps(layout: Fields) -> list[int]:
    """The places (from 0) between a line's fields, which hold blanks."""
    covered = {place for _, start, stop, _, _ in layout for place in range(start - 1, stop)}
    return [place for place in range(1, WIDTH - 1) if place not in covered]


def read_pair(one: bytes, two: bytes, line: int) -> tuple[dict[str, Any] | None, list[Defect]]:
    """The columns of one element set whose line 1 stands on ``line``, or None, and the defects met."""
    fields: dict[str, str] = {}
    defects = []
    numbers = []
    for offset, raw, layout in ((0, one, LINE_1), (1, two, LINE_2)):
        text = raw.decode("ascii", "replace")
        try:
            found = _read_line(text, layout, offset + 1)
            numbers.append(from_alpha5(found["norad"]))
        except ElementError as error:
            return None, [Defect(line + offset, (reason_of(error),), text)]
        fields |= found
        if text[WIDTH:].strip():
            rest = text[WIDTH:].strip()
            defects.append(Defect.of(line + offset, DefectCode.AFTER_LINE, rest, kept=True))
    if numbers[0] != numbers[1]:
        text, (first, second) = one.decode("ascii", "replace"), numbers
        return None, [Defect.of(line, DefectCode.TWO_OBJECTS, text, first=first, second=second)]
    values = _values(fields) | {"norad": numbers[0]}
    faults = [reason for _, reason in out_of_limits({name: [value] for name, value in values.items()})]
    day = int(values.pop("day"))
    if not 1 <= day <= (366 if values["year"] % 4 == 0 else 365):
        faults.append(Remark(DefectCode.NO_SUCH_DAY, {"year": values["year"], "day": day}))
    if faults:
        return None, [Defect(line, tuple(faults), two.decode("ascii", "replace"))]
    values["epoch_jd"] = float(julian_day(np.array(values.pop("year")), np.array(day)))
    return values, defects


def checksum(line: str) -> int:
    """The sum of the digits of the first 68 columns, a minus counting 1, modulo 10."""
    return sum(int(c) if c in "0123456789" else c == "-" for c in line[:68]) % 10


def julian_day(year: Any, day: Any) -> Any:
    """Julian date, ending in .5, of a day of a year; scalars or arrays."""
    first = (np.asarray(year) - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return 2440587.5 + (first + np.asarray(day) - 1)


def _read_line(text: str, layout: Fields, number: int) -> dict[str, str]:
    if len(text) < WIDTH:
        raise ElementError(DefectCode.SHORT_LINE, number=number, count=len(text))
    if text[WIDTH : WIDTH + 1].strip():
        raise ElementError(DefectCode.LONG_LINE, number=number)
    if text[68] != str(checksum(text)):
        raise ElementError(DefectCode.BAD_CHECKSUM, value=text[68], number=number, expected=checksum(text))
    fields = {}
    for name, start, stop, pattern, example in layout:
        fields[name] = text[start - 1 : stop]
        if not re.fullmatch(pattern, fields[name], re.ASCII):
            columns = f"columns {start}-{stop}" if stop > start else f"column {start}"
            raise ElementError(
                DefectCode.BAD_FIELD, field=name, value=fields[name], place=f"{columns} of line {number}",
                example=example,
            )  # fmt: skip
    for place in gaps(layout):
        if text[place] != " ":
            raise ElementError(DefectCode.NOT_BLANK, value=text[place], column=place + 1, number=number)
    return fields


def _values(fields: dict[str, str]) -> dict[str, Any]:
    year = int(fields["epoch year"])
    day, fraction = fields["epoch day"].strip().split(".")
    plain = ("inclination_deg", "raan_deg", "argp_deg", "mean_anomaly_deg", "mean_motion_rev_day", "ndot")
    return {
        "classification": fields["classification"].strip(),
        "designator": fields["designator"].strip(),
        "year": year + (2000 if year < 57 else 1900),  # the first object flew in 1957
        "day": int(day),
        "epoch_fraction": float("." + fraction),
        **{name: float(fields[name]) for name in plain},
        "eccentricity": float("." + fields["eccentricity"]),
        "nddot": _exponent(fields["nddot"]),
        "bstar": _exponent(fields["bstar"]),
        "element_set": int(fields["element_set"].strip() or NOT_GIVEN),
        "revolution": int(fields["revolution"].strip() or NOT_GIVEN),
    }


def _exponent(field: str) -> float:
    """-0.70517e-5 of ``-70517-5``; blanks stand for zero."""
    mantissa, power = field[1:6].strip(), field[6:8].strip()
    return float(f"{field[0].strip()}.{mantissa or 0}e{power or 0}")
