"""Parquet: element sets as columns named by the keywords of the OMM, for histories of many objects.

A file holds what an OMM holds, a column a keyword. EPOCH is text as CCSDS prints it, to the last digit that the epoch
has, or a timestamp in UTC; numbers are numbers. Parquet is an extra: it needs the package pyarrow.
"""

from io import BytesIO
from typing import Any

import numpy as np

from downrange.errors import ElementError
from downrange.kernel.arrays import Floats
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.elements import NOT_GIVEN, Defect, Elements, Integers, Refusals, require_sound
from downrange.orbit.elements.omm_keywords import REQUIRED, TAKEN_FOR_GRANTED, read_epochs, write_epoch

MAGIC = b"PAR1"
_TEXTS = {"OBJECT_NAME": "name", "OBJECT_ID": "designator", "CLASSIFICATION_TYPE": "classification"}
_COUNTS = {"NORAD_CAT_ID": "norad", "REV_AT_EPOCH": "revolution", "ELEMENT_SET_NO": "element_set"}
_GREATEST = 999_999_999


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
            raise ElementError(ElementCode.MISSING_COLUMN, columns=", ".join(missing))
        return _elements(pyarrow, given, len(table))
    except (pyarrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        says = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise ElementError(ElementCode.BAD_PARQUET, problem=says) from error


def write_parquet(elements: Elements) -> bytes:
    """The element sets as the bytes of a Parquet file; they read back equal. ElementError without pyarrow."""
    require_sound(elements)
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
        raise ElementError(ElementCode.NO_PYARROW) from None
    return pyarrow, pyarrow.parquet


def _elements(pyarrow: Any, given: dict[str, Any], count: int) -> Elements:
    refused = Refusals()
    for key, allowed in TAKEN_FOR_GRANTED.items():
        for row, text in enumerate(given[key].to_pylist() if key in given else ()):
            if text not in (None, "") and str(text).upper() not in allowed:
                refused.add(row, DefectCode.UNSUPPORTED, field=key, value=text, allowed=allowed[0])
    columns: dict[str, Any] = {column: _numbers(key, given[key], refused) for key, column in REQUIRED.items()}
    ddot = given.get("MEAN_MOTION_DDOT")
    columns["nddot"] = (
        np.zeros(count) if ddot is None else _numbers("MEAN_MOTION_DDOT", ddot.fill_null(0), refused)
    )
    for key, column in _COUNTS.items():
        columns[column] = (
            _counts(pyarrow, key, given[key], refused) if key in given else np.full(count, NOT_GIVEN)
        )
    for key, column in _TEXTS.items():
        columns[column] = np.array(
            _texts(key, given[key], refused) if key in given else [""] * count, dtype=np.str_
        )
    columns["epoch_jd"], columns["epoch_fraction"] = _epochs(pyarrow, given["EPOCH"], refused)
    sound = refused.sound(columns, count)
    defects = [
        Defect(row + 1, tuple(reasons), f"NORAD_CAT_ID={columns['norad'][row]}")
        for row, reasons in sorted(refused.by_row.items())
    ]
    return Elements(**sound, defects=tuple(defects))


def _numbers(key: str, column: Any, refused: Refusals) -> Floats:
    values = np.asarray(column.cast("float64").to_numpy(), dtype=np.float64)
    for row in np.flatnonzero(~np.isfinite(values)).tolist():
        code = DefectCode.MISSING if column[row].as_py() is None else DefectCode.NOT_A_NUMBER
        refused.add(row, code, field=key, value=float(values[row]))
    return values


def _counts(pyarrow: Any, key: str, column: Any, refused: Refusals) -> Integers:
    if not pyarrow.types.is_integer(column.type):
        raise ElementError(ElementCode.COLUMN_TYPE, field=key, type=str(column.type))
    values = np.asarray(column.cast("int64").fill_null(NOT_GIVEN).to_numpy(), dtype=np.int64)
    for row in np.flatnonzero(((values < 0) & (values != NOT_GIVEN)) | (values > _GREATEST)).tolist():
        refused.add(row, DefectCode.NOT_A_COUNT, field=key, value=int(values[row]))
    return values


def _texts(key: str, column: Any, refused: Refusals) -> list[str]:
    texts = []
    for row, text in enumerate(column.to_pylist()):
        if not isinstance(text, str | None) or not (text or "").isprintable():
            refused.add(row, DefectCode.NOT_TEXT, field=key, value=text)
            text = None
        texts.append((text or "").strip())
    return texts


def _epochs(pyarrow: Any, column: Any, refused: Refusals) -> tuple[Any, Any]:
    if not pyarrow.types.is_timestamp(column.type):
        return read_epochs(column.to_pylist(), refused)
    if column.null_count:
        for row in [row for row, instant in enumerate(column.is_null().to_pylist()) if instant]:
            refused.add(row, DefectCode.MISSING, field="EPOCH")
    ticks = column.cast(pyarrow.timestamp("ns", tz=column.type.tz)).cast("int64").fill_null(0).to_numpy()
    days, rest = np.divmod(ticks, 86_400_000_000_000)
    return 2440587.5 + days, rest / 86_400e9
