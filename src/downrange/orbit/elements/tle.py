"""TLE: two- and three-line element sets read as columns, 30,000 at once, and written.

The lines of a file are read together as byte matrices. A pair of lines that departs from the format in any way is
read field by field (`tle_fields`), and accepted or refused with a reason.
Format: T. S. Kelso, "FAQ: Two-Line Element Set Format", Satellite Times, 1998 (celestrak.org).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from downrange.errors import ElementError
from downrange.kernel.arrays import Floats
from downrange.kernel.visible_text import visible
from downrange.orbit.elements.alpha5 import LETTERS, to_alpha5
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.elements import (
    COLUMNS,
    NOT_GIVEN,
    Defect,
    Elements,
    Integers,
    out_of_limits,
    require_sound,
)
from downrange.orbit.elements.tle_fields import LINE_1, LINE_2, checksum, gaps, julian_day, read_pair

Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
WIDTH = 69  # columns of a line
# What the columns of these numbers hold at most; an eccentricity that rounds to one has no digits.
_HIGHEST = {"ndot": 9.9999999, "nddot": 99_999e4, "bstar": 99_999e4, "eccentricity": 0.99999994}
BLANK, POINT, MINUS, PLUS, ZERO = (ord(c) for c in " .-+0")

_LEADING = np.full(256, -1, dtype=np.int64)  # what the first column of a catalogue number stands for
_LEADING[[BLANK, ZERO]] = 0
_LEADING[[ord(c) for c in "123456789" + LETTERS]] = range(1, 34)
_SUM = np.zeros(256, dtype=np.int64)  # what a character adds to the checksum
_SUM[[ord(c) for c in "123456789-"]] = [*range(1, 10), 1]


def read_tle(data: bytes) -> Elements:
    """Every element set of a file of TLE or 3LE lines; what could not be read stands in ``defects``."""
    lines = [line.rstrip() for line in data.splitlines()]
    width = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    table = np.array([*lines, b""], dtype=f"S{WIDTH}").view(np.uint8).reshape(-1, WIDTH)
    first, second = (_begins(table, digit) & (np.append(width, 0) > 2) for digit in "12")
    at = np.flatnonzero(first[:-1] & second[1:])  # line 1 of every pair

    columns, sure = _columns(table[at], table[at + 1])
    sure &= (width[at] == WIDTH) & (width[at + 1] == WIDTH)
    for under, layout in ((0, LINE_1), (1, LINE_2)):
        sure &= (table[at + under][:, gaps(layout)] == BLANK).all(axis=1)
    for row, _ in out_of_limits(columns):
        sure[row] = False
    defects = []
    for row in np.flatnonzero(~sure).tolist():
        line = int(at[row])
        values, found = read_pair(lines[line], lines[line + 1], line + 1)
        defects += found
        if values is not None:
            sure[row] = True
            for name, value in values.items():
                columns[name][row] = value

    named = at[(at > 0) & ~first[at - 1] & ~second[at - 1]] - 1
    named = named[[not lines[i].startswith(b"#") for i in named]] if len(named) else named
    used = np.zeros(len(lines), dtype=bool)
    used[at] = used[at + 1] = used[named] = True
    names = dict(zip(named.tolist(), (_name(lines[i]) for i in named), strict=True))
    columns["name"] = np.array([names.get(i - 1, "") for i in at.tolist()], dtype=np.str_)
    notes, leftover = _leftover(lines, np.flatnonzero(~used), first, second)
    return Elements(
        **{name: columns[name][sure] for name in COLUMNS},
        defects=tuple(sorted(defects + leftover, key=lambda defect: defect.line)),
        notes=tuple(notes),
    )


def write_tle(elements: Elements) -> str:
    """The element sets as TLE lines (3LE where a name is known), rounded to the digits a TLE has.

    Revolutions are counted modulo 100,000 and element sets modulo 10,000, as catalogues do. ElementError, with
    the number and the value, for what no TLE can say: a catalogue number above 339,999, an epoch outside 1957
    to 2056, a designator of more than eight characters, a derivative or drag term that overflows its columns.
    """
    require_sound(elements)
    written = []
    for row in range(len(elements)):
        e: dict[str, Any] = {name: getattr(elements, name)[row] for name in COLUMNS}
        number = int(e["norad"])
        norad = to_alpha5(number)
        late, parts = divmod(round(e["epoch_fraction"] * 1e8), 10**8)  # rounded up to midnight: the next day
        day = np.datetime64(int(e["epoch_jd"] - 2440587.5) + late, "D")
        of_year = (day - day.astype("datetime64[Y]").astype("datetime64[D]")).astype(int) + 1
        year = day.astype("datetime64[Y]").astype(int) + 1970
        if not 1957 <= year <= 2056:
            raise ElementError(ElementCode.TLE_EPOCH, field="epoch", value=int(year), norad=number)
        designator, classification = _short_designator(e["designator"]), str(e["classification"]) or " "
        if classification not in tuple("UCS ") or len(designator) > 8 or not designator.isascii():
            given = str(e["designator"])
            raise ElementError(
                ElementCode.TLE_TEXT,
                field="designator",
                value=given,
                norad=number,
                classification=classification,
            )
        for name, highest in _HIGHEST.items():
            if not abs(e[name]) <= highest:
                value = float(e[name])
                raise ElementError(
                    ElementCode.TLE_OVERFLOW, field=name, value=value, norad=number, highest=highest
                )
        revolution, element_set = (
            "" if e[name] == NOT_GIVEN else str(e[name] % limit)
            for name, limit in (("revolution", 100_000), ("element_set", 10_000))
        )
        one = (
            f"1 {norad}{classification} {designator:<8} "
            f"{year % 100:02d}{of_year:03d}.{parts:08d} {_derivative(e['ndot'])} "
            f"{_exponent(e['nddot'])} {_exponent(e['bstar'])} 0 {element_set:>4}"
        )
        two = (
            f"2 {norad} {e['inclination_deg'] + 0.0:8.4f} {_angle(e['raan_deg'])} "
            f"{round(e['eccentricity'] * 1e7):07d} {_angle(e['argp_deg'])} "
            f"{_angle(e['mean_anomaly_deg'])} {e['mean_motion_rev_day']:11.8f}{revolution:>5}"
        )
        if e["name"]:
            name = visible(str(e["name"]))
            written.append(
                f"0 {name}" if name.startswith(("0 ", "1 ", "2 ", *"#[{<", "CCSDS_OMM_VERS")) else name
            )
        written += [one + str(checksum(one)), two + str(checksum(two))]
    return "".join(line + "\n" for line in written)


def _begins(table: Bytes, digit: str) -> Mask:
    begins: Mask = (table[:, 0] == ord(digit)) & (table[:, 1] == BLANK)
    return begins


def _columns(one: Bytes, two: Bytes) -> tuple[dict[str, Any], Mask]:
    """All fields of N pairs of lines (N, 69), and which pairs are letter-perfect."""
    sure = np.ones(len(one), dtype=bool)

    def digits(line: Bytes, start: int, stop: int) -> Integers:
        block = line[:, start:stop]
        digit = (block - np.uint8(ZERO)) < 10  # unsigned: everything below "0" wraps to a large number
        blank = block == BLANK
        sure[:] &= (digit | blank).all(axis=1) & digit[:, -1] & ~(digit[:, :-1] & blank[:, 1:]).any(axis=1)
        powers = 10 ** np.arange(stop - start - 1, -1, -1)
        number: Integers = np.where(digit, block - np.uint8(ZERO), 0).astype(np.int64) @ powers
        return number

    def decimal(line: Bytes, start: int, point: int, stop: int) -> Floats:
        sure[:] &= (line[:, point] == POINT) & (line[:, point + 1] != BLANK)
        places = stop - point - 1
        value: Floats = (
            digits(line, start, point) * 10**places + digits(line, point + 1, stop)
        ) / 10.0**places
        return value

    def signed(line: Bytes, column: int) -> Integers:
        sign = line[:, column]
        sure[:] &= (sign == BLANK) | (sign == MINUS) | (sign == PLUS)
        return np.where(sign == MINUS, -1, 1)

    def exponent(line: Bytes, start: int) -> Floats:
        mantissa = signed(line, start) * digits(line, start + 1, start + 6)
        sure[:] &= (line[:, start + 1] != BLANK) & (line[:, start + 6] != BLANK)
        power = signed(line, start + 6) * digits(line, start + 7, start + 8) - 5
        value: Floats = np.where(
            power < 0, mantissa / 10.0 ** -np.minimum(power, 0), mantissa * 10.0 ** np.maximum(power, 0)
        )
        return value

    def number(line: Bytes) -> Integers:
        head, tail = _LEADING[line[:, 2]], digits(line, 3, 7)
        sure[:] &= (head >= 0) & ((line[:, 2] == BLANK) | (line[:, 3] != BLANK))
        return head * 10_000 + tail

    for line, blanks in ((one, (1, 8, 17, 32, 43, 52, 61, 63)), (two, (1, 7, 16, 25, 33, 42, 51))):
        sure &= (line[:, blanks] == BLANK).all(axis=1)
        sure &= _SUM[line[:, :68]].sum(axis=1) % 10 == digits(line, 68, 69)
    sure &= np.isin(one[:, 7], [ord(c) for c in "UCS "])
    sure &= ((one[:, 9:17] >= BLANK) & (one[:, 9:17] < 127)).all(axis=1)  # the designator: any printable text
    norad = number(one)
    sure &= number(two) == norad
    sure &= (one[:, 62] == ZERO) & (one[:, 34] == POINT) & (one[:, 35] != BLANK)
    sure &= (one[:, 18] != BLANK) & (one[:, 23] == POINT) & (one[:, 24] != BLANK) & (two[:, 26] != BLANK)
    year = digits(one, 18, 20)
    year += np.where(year < 57, 2000, 1900)
    day = digits(one, 20, 23)
    length = np.where((year % 4 == 0), 366, 365)  # 1957 to 2056 holds no exception to the rule of four
    sure &= (day >= 1) & (day <= length)
    columns = {
        "norad": norad,
        "classification": _texts(one, 7, 8),
        "designator": _texts(one, 9, 17),
        "epoch_jd": julian_day(year, day),
        "epoch_fraction": digits(one, 24, 32) / 1e8,
        "ndot": signed(one, 33) * digits(one, 35, 43) / 1e8,
        "nddot": exponent(one, 44),
        "bstar": exponent(one, 53),
        "element_set": digits(one, 64, 68),
        "inclination_deg": decimal(two, 8, 11, 16),
        "raan_deg": decimal(two, 17, 20, 25),
        "eccentricity": digits(two, 26, 33) / 1e7,
        "argp_deg": decimal(two, 34, 37, 42),
        "mean_anomaly_deg": decimal(two, 43, 46, 51),
        "mean_motion_rev_day": decimal(two, 52, 54, 63),
        "revolution": digits(two, 63, 68),
    }
    return columns, sure


def _texts(line: Bytes, start: int, stop: int) -> NDArray[np.str_]:
    """A text field of every line, (N,), without the blanks around it."""
    block = np.ascontiguousarray(
        line[:, start:stop] & 0x7F
    )  # a line that is not plain ASCII is read strictly
    texts: NDArray[np.str_] = np.char.strip(block.view(f"S{stop - start}").ravel()).astype(np.str_)
    return texts


def _name(line: bytes) -> str:
    """The name on the line above a pair; Space-Track marks such lines with "0 "."""
    name = line.decode("utf-8", "replace").removeprefix("0 ").strip()
    return (
        name if name.isprintable() else " ".join("".join(c if c.isprintable() else " " for c in name).split())
    )


def _leftover(lines: list[bytes], rows: Any, first: Mask, second: Mask) -> tuple[list[str], list[Defect]]:
    """Comment lines as notes; every other line that belongs to no element set as a defect."""
    notes, defects = [], []
    for row in rows.tolist():
        text = lines[row].decode("utf-8", "replace")
        if text.startswith("#"):
            notes.append(text.lstrip("# "))
        elif first[row]:
            defects.append(Defect.of(row + 1, DefectCode.NO_LINE_2, text))
        elif second[row]:
            defects.append(Defect.of(row + 1, DefectCode.NO_LINE_1, text))
        elif text:
            defects.append(Defect.of(row + 1, DefectCode.NO_SET, text))
    return notes, defects


def _short_designator(designator: str) -> str:
    """1998-067A as a TLE prints it: 98067A. What is already short stays."""
    return designator[2:4] + designator[5:] if designator[4:5] == "-" else designator


def _angle(degrees: float) -> str:
    """Eight columns, at least 0 and below 360 after rounding."""
    return f"{round(degrees % 360, 4) % 360:8.4f}"


def _derivative(value: float) -> str:
    """``-.00003657``, and ``-1.2345678`` of an object about to come down."""
    sign, size = "-" if value < 0 else " ", f"{abs(value):.8f}"
    return sign + (size[1:] if size.startswith("0") else f"{abs(value):.7f}")


def _exponent(value: float) -> str:
    """``-70517-5`` for -0.70517e-5: five digits after an implied point, rounded half up."""
    if abs(value) < 0.5e-14:
        return " 00000+0"
    mantissa, power = f"{abs(value):.4e}".split("e")
    exponent = int(power) + 1
    digits = mantissa.replace(".", "")
    if exponent < -9:
        digits, exponent = f"{round(abs(value) * 1e14):05d}", -9
    return ("-" if value < 0 else " ") + digits + f"{exponent:+d}"
