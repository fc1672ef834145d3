"""Parquet: element sets as columns named by the keywords of the OMM, for histories of many objects.

A file holds what an OMM holds, a column a keyword. EPOCH is text as CCSDS prints it, to the last digit that the epoch
has, or a timestamp in UTC; numbers are numbers. Parquet is an extra: it needs the package pyarrow.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np

from downrange.errors import ElementError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.elements import COLUMNS, NOT_GIVEN, Defect, Elements, Integers, out_of_limits
from downrange.orbit.elements.omm_keywords import REQUIRED, TAKEN_FOR_GRANTED, read_epochs, write_epoch

MAGIC = b"PAR1"
_TEXTS = {"OBJECT_NAME": "name", "OBJECT_ID": "designator", "CLASSIFICATION_TYPE": "classification"}
_COUNTS = {"NORAD_CAT_ID": "norad", "REV_AT_EPOCH": "revolution", "ELEMENT_SET_NO": "element_set"}
_GREATEST = 999_999_999

Refuse = Callable[[int, str], None]


def read_parquet(data: bytes) -> Elements:
    """Element sets from the bytes of a Parquet file; the line of a defect is the number of its row, from 1.

    ElementError when pyarrow is missing, when it cannot read the file, or when a column that is needed is not there.
    """
    pyarrow, parquet = _pyarrow()
    try:
        table = parquet.read_table(BytesIO(data))
        given = {name.upper(): table.column(name) for name in table.column_names}
        missing = [key for key in ("EPOCH", *REQUIRED) if key not in given]
        if missing:
            raise ElementError(
                f"the Parquet file has no column {', '.join(missing)}", hint="Name columns as an OMM."
            )
        return _elements(pyarrow, given, len(table))
    except (pyarrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        says = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise ElementError(f"the Parquet file cannot be read: {says}") from error


def write_parquet(elements: Elements) -> bytes:
    """The element sets as the bytes of a Parquet file; they read back equal. ElementError without pyarrow."""
    pyarrow, parquet = _pyarrow()
    columns: dict[str, Any] = {
        "EPOCH": [
            write_epoch(*pair)
            for pair in zip(elements.epoch_jd.tolist(), elements.epoch_fraction.tolist(), strict=True)
        ]
    }
    columns |= {key: getattr(elements, column).tolist() for key, column in _TEXTS.items()}
    for key, column in _COUNTS.items():
        counts = getattr(elements, column)
        columns[key] = pyarrow.array(counts, mask=counts == NOT_GIVEN)
    columns |= {key: getattr(elements, column) for key, column in REQUIRED.items()}
    columns["MEAN_MOTION_DDOT"] = elements.nddot
    page = BytesIO()
    parquet.write_table(pyarrow.table(columns), page, compression="zstd")
    return page.getvalue()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ElementError(
            "a Parquet file needs the package pyarrow", hint="pip install 'downrange[parquet]'"
        ) from None
    return pyarrow, pyarrow.parquet


def _elements(pyarrow: Any, given: dict[str, Any], count: int) -> Elements:
    faults: dict[int, list[str]] = {}

    def refuse(row: int, reason: str) -> None:
        faults.setdefault(row, []).append(reason)

    for key, allowed in TAKEN_FOR_GRANTED.items():
        for row, text in enumerate(given[key].to_pylist() if key in given else ()):
            if text not in (None, "") and str(text).upper() not in allowed:
                refuse(row, f"{key} is {text}, only {allowed[0]} can be read")
    columns: dict[str, Any] = {column: _numbers(key, given[key], refuse) for key, column in REQUIRED.items()}
    ddot = given.get("MEAN_MOTION_DDOT")
    columns["nddot"] = (
        np.zeros(count) if ddot is None else _numbers("MEAN_MOTION_DDOT", ddot.fill_null(0), refuse)
    )
    for key, column in _COUNTS.items():
        columns[column] = (
            _counts(pyarrow, key, given[key], refuse) if key in given else np.full(count, NOT_GIVEN)
        )
    for key, column in _TEXTS.items():
        columns[column] = np.array(
            _texts(key, given[key], refuse) if key in given else [""] * count, dtype=np.str_
        )
    columns["epoch_jd"], columns["epoch_fraction"] = _epochs(pyarrow, given["EPOCH"], refuse)
    for row, reason in out_of_limits(columns):
        if row not in faults:
            refuse(row, reason)
    kept = np.ones(count, dtype=bool)
    kept[list(faults)] = False
    defects = [
        Defect(row + 1, "; ".join(reasons), f"NORAD_CAT_ID={columns['norad'][row]}")
        for row, reasons in sorted(faults.items())
    ]
    return Elements(**{name: columns[name][kept] for name in COLUMNS}, defects=tuple(defects))


def _numbers(key: str, column: Any, refuse: Refuse) -> Floats:
    values = np.asarray(column.cast("float64").to_numpy(), dtype=np.float64)
    for row in np.flatnonzero(~np.isfinite(values)).tolist():
        refuse(
            row, f"{key} is missing" if column[row].as_py() is None else f"{key} is {values[row]}, no number"
        )
    return values


def _counts(pyarrow: Any, key: str, column: Any, refuse: Refuse) -> Integers:
    if not pyarrow.types.is_integer(column.type):
        raise ElementError(f"the column {key} holds {column.type}, not whole numbers")
    values = np.asarray(column.cast("int64").fill_null(NOT_GIVEN).to_numpy(), dtype=np.int64)
    for row in np.flatnonzero(((values < 0) & (values != NOT_GIVEN)) | (values > _GREATEST)).tolist():
        refuse(row, f"{key} is {values[row]}, not a whole number of up to nine digits")
    return values


def _texts(key: str, column: Any, refuse: Refuse) -> list[str]:
    texts = []
    for row, text in enumerate(column.to_pylist()):
        if not isinstance(text, str | None) or not (text or "").isprintable():
            refuse(row, f"{key} is {text!r}, no text of one printable line")
            text = None
        texts.append((text or "").strip())
    return texts


def _epochs(pyarrow: Any, column: Any, refuse: Refuse) -> tuple[Any, Any]:
    if not pyarrow.types.is_timestamp(column.type):
        return read_epochs(column.to_pylist(), refuse)
    if column.null_count:
        for row in [row for row, instant in enumerate(column.is_null().to_pylist()) if instant]:
            refuse(row, "EPOCH is missing")
    ticks = column.cast(pyarrow.timestamp("ns", tz=column.type.tz)).cast("int64").fill_null(0).to_numpy()
    days, rest = np.divmod(ticks, 86_400_000_000_000)
    return 2440587.5 + days, rest / 86_400e9
