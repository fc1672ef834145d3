"""OMM keywords: records of an OMM, in any notation, turned into columns, with a reason for each refusal.

A column is checked as a whole first (one regular expression over all its texts) and value by value only where
that fails. Messages for other theories, frames or centres are refused: SGP4 would answer them wrongly.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from downrange.errors import ElementError
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.elements import NOT_GIVEN, Defect, Elements, Refusals, reason_of
from downrange.orbit.elements.message_records import Records

REQUIRED = {  # keyword -> column
    "MEAN_MOTION": "mean_motion_rev_day",
    "ECCENTRICITY": "eccentricity",
    "INCLINATION": "inclination_deg",
    "RA_OF_ASC_NODE": "raan_deg",
    "ARG_OF_PERICENTER": "argp_deg",
    "MEAN_ANOMALY": "mean_anomaly_deg",
    "BSTAR": "bstar",
    "MEAN_MOTION_DOT": "ndot",
}
TEXTS = {"OBJECT_NAME": "name", "OBJECT_ID": "designator", "CLASSIFICATION_TYPE": "classification"}
TAKEN_FOR_GRANTED = {  # may be left out (CelesTrak does); what it says must be this
    "CENTER_NAME": ("EARTH",),
    "REF_FRAME": ("TEME",),
    "TIME_SYSTEM": ("UTC",),
    "MEAN_ELEMENT_THEORY": ("SGP4", "SGP/SGP4", "SGP"),
    "EPHEMERIS_TYPE": ("0", "+0", "2", "3"),  # 4 is SGP4-XP, which SGP4 must not propagate
}
METADATA = ("OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "MEAN_ELEMENT_THEORY")
MEAN_ELEMENTS = (
    "EPOCH", "MEAN_MOTION", "ECCENTRICITY",
    "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY",
)  # fmt: skip
HEADER = ("CREATION_DATE", "ORIGINATOR")
_AXES = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
COVARIANCE = (  # the frame, then the lower triangle row by row (table 4-3)
    "COV_REF_FRAME",
    *(f"C{_AXES[row]}_{_AXES[column]}" for row in range(6) for column in range(row + 1)),
)
KEYWORDS = {
    *HEADER, *METADATA, *MEAN_ELEMENTS, *COVARIANCE, *REQUIRED, *TAKEN_FOR_GRANTED,
    "CLASSIFICATION_TYPE", "NORAD_CAT_ID", "ELEMENT_SET_NO", "REV_AT_EPOCH", "MEAN_MOTION_DDOT",
}  # fmt: skip
BLANKABLE = ("NORAD_CAT_ID", "ELEMENT_SET_NO", "REV_AT_EPOCH")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_NUMBERS = re.compile(rf"(?:{_NUMBER.pattern}\n)*", re.ASCII)
_COUNT = re.compile(r"\+?\d{1,9}", re.ASCII)
_COUNTS = re.compile(rf"(?:{_COUNT.pattern}\n)*", re.ASCII)
_EPOCH = re.compile(r"(\d{4}-\d\d-\d\d|\d{4}-\d{3})T(\d\d):(\d\d):(\d\d)(\.\d+)?Z?", re.ASCII)
_EPOCHS = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?:\.\d{1,6})?\n)*", re.ASCII)


def columns_of(records: Records, defects: Sequence[Defect] = (), notes: Sequence[str] = ()) -> Elements:
    """The columns of all sound records; a refused record becomes a defect that gives every reason."""
    refused = Refusals(records.faults)
    columns: dict[str, Any] = {}
    blanked: list[Defect] = []

    texts = records.of
    for keyword, allowed in TAKEN_FOR_GRANTED.items():
        given = texts(keyword)
        odd = {text for text in set(map(str, given)) if text.upper() not in allowed}
        for row, text in enumerate(given) if odd else ():
            if text and str(text) in odd:
                refused.add(row, DefectCode.UNSUPPORTED, field=keyword, value=text, allowed=allowed[0])
    columns["norad"] = _integers("NORAD_CAT_ID", texts("NORAD_CAT_ID"), refused)
    for keyword, column in REQUIRED.items():
        columns[column] = _numbers(keyword, texts(keyword), refused, None)
    columns["nddot"] = _numbers(
        "MEAN_MOTION_DDOT", texts("MEAN_MOTION_DDOT"), refused, 0.0
    )  # SGP4 ignores it
    columns["revolution"] = _integers("REV_AT_EPOCH", texts("REV_AT_EPOCH"), refused)
    columns["element_set"] = _integers("ELEMENT_SET_NO", texts("ELEMENT_SET_NO"), refused)
    columns["epoch_jd"], columns["epoch_fraction"] = read_epochs(texts("EPOCH"), refused)
    for keyword, column in TEXTS.items():
        plain, spoilt = _plain(keyword, texts(keyword), refused)
        columns[column] = np.array(plain, dtype=np.str_)
        blanked += [
            Defect.of(records.lines[row], DefectCode.UNPRINTABLE, plain[row], kept=True, field=keyword)
            for row in spoilt
        ]
    sound = refused.sound(columns, len(records))
    found = [
        Defect(records.lines[row], tuple(reasons), records.quote(row))
        for row, reasons in refused.by_row.items()
    ]
    return Elements(
        **sound,
        defects=tuple(sorted([*defects, *found, *blanked], key=lambda defect: defect.line)),
        notes=tuple(notes),
    )


def _plain(keyword: str, texts: Sequence[Any], refused: Refusals) -> tuple[list[str], list[int]]:
    """Texts of one printable line each, blank where absent, and the rows in which something had to go."""
    try:
        plain = [text.strip() if text else "" for text in texts]
        if "".join(plain).isprintable():
            return plain, []
    except (AttributeError, TypeError):
        pass  # a number, a list: look at each
    plain, spoilt = [], []
    for row, text in enumerate(texts):
        if not isinstance(text, str | None):
            refused.add(row, DefectCode.NOT_TEXT, field=keyword, value=text)
        given = text.strip() if isinstance(text, str) else ""
        plain.append(" ".join("".join(c if c.isprintable() else " " for c in given).split()))
        if not given.isprintable():
            spoilt.append(row)
        else:
            plain[-1] = given
    return plain, spoilt


def _numbers(keyword: str, texts: Sequence[Any], refused: Refusals, absent: float | None) -> Any:
    try:
        if _NUMBERS.fullmatch("\n".join(texts) + "\n" if texts else ""):
            values = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
            if np.isfinite(values).all():
                return values
    except (TypeError, ValueError):
        pass  # some text is missing or no text at all: look at each

    def value(row: int, text: Any) -> float:
        if text in (None, "") and absent is not None:
            return absent
        number = float(text) if isinstance(text, str) and _NUMBER.fullmatch(text.strip()) else np.nan
        if not np.isfinite(number):
            code = DefectCode.MISSING if text in (None, "") else DefectCode.NOT_A_NUMBER
            refused.add(row, code, field=keyword, value=text)
        return number

    return np.array([value(row, text) for row, text in enumerate(texts)], dtype=np.float64)


def _integers(keyword: str, texts: Sequence[Any], refused: Refusals) -> Any:
    try:
        if _COUNTS.fullmatch("\n".join(texts) + "\n" if texts else ""):
            return np.fromiter(map(int, texts), dtype=np.int64, count=len(texts))
    except (TypeError, ValueError):
        pass  # as above

    def value(row: int, text: Any) -> int:
        if text is None or (text == "" and keyword != "NORAD_CAT_ID"):
            return NOT_GIVEN  # all three are optional; a number that is named must be given
        if isinstance(text, str) and _COUNT.fullmatch(text.strip()):
            return int(text)
        refused.add(row, DefectCode.NOT_A_COUNT, field=keyword, value=text)
        return NOT_GIVEN

    return np.array([value(row, text) for row, text in enumerate(texts)], dtype=np.int64)


def read_epochs(texts: Sequence[Any], refused: Refusals) -> tuple[Any, Any]:
    """Julian date of midnight and fraction of the day; calendar dates all at once, others one by one."""
    try:
        plain = [text.removesuffix("Z") for text in texts]
        if _EPOCHS.fullmatch("\n".join(plain) + "\n" if plain else ""):
            instants = np.array(plain, dtype="datetime64[us]")
            days = instants.astype("datetime64[D]")
            return 2440587.5 + days.astype(np.int64), (instants - days).astype(np.int64) / 86_400e6
    except (AttributeError, ValueError):
        pass  # a missing epoch, a 30 February: look at each
    pairs = np.full((2, len(texts)), np.nan)
    for row, text in enumerate(texts):
        try:
            pairs[:, row] = read_epoch(text)
        except ElementError as error:
            refused.by_row.setdefault(row, []).append(reason_of(error))
    return pairs[0], pairs[1]


def read_epoch(text: Any) -> tuple[float, float]:
    """(Julian date ending in .5, fraction) of a CCSDS epoch, 2023-11-27T14:36:30.5Z or 2023-331T14:36:30.5.

    A leap second is read as the first second of the next day. ElementError for anything else.
    """
    match = _EPOCH.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ElementError(DefectCode.BAD_EPOCH if text else DefectCode.MISSING, field="EPOCH", value=text)
    date, hour, minute, second = match[1], int(match[2]), int(match[3]), int(match[4])
    whole = hour * 3600 + minute * 60 + second
    try:
        if len(date) == 8:
            day = np.datetime64(f"{date[:4]}-01-01") + (int(date[5:]) - 1)
            sound = str(day)[:4] == date[:4]
        else:
            day, sound = np.datetime64(date), True
    except ValueError:
        sound = False
    if not sound or hour > 23 or minute > 59 or second > (60 if (hour, minute) == (23, 59) else 59):
        raise ElementError(DefectCode.NO_SUCH_TIME, field="EPOCH", value=text)
    fraction = (whole + float(match[5] or 0)) / 86400 if not match[5] else float(f"{whole}{match[5]}") / 86400
    extra = int(fraction >= 1)
    return 2440587.5 + float(day.astype(np.int64)) + extra, fraction - extra


def write_epoch(jd: float, fraction: float) -> str:
    """The epoch as CCSDS prints it: to the microsecond, and in more digits only where those do not read back."""
    midnight = np.datetime64(int(jd - 2440587.5), "D")
    microseconds = round(fraction * 86_400e6)
    if microseconds / 86_400e6 == fraction:
        return str(midnight.astype("datetime64[us]") + np.timedelta64(microseconds, "us"))
    for places in range(7, 20):
        unit = 10**places
        seconds, parts = divmod(round(Fraction(fraction) * 86_400 * unit), unit)
        if seconds < 86_400:
            minutes, second = divmod(seconds, 60)
            text = f"{midnight}T{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.{parts:0{places}d}"
            if read_epoch(text) == (jd, fraction):
                return text
    raise ElementError(ElementCode.NO_TIME_OF_DAY, field="fraction", value=fraction)


def covariance_record(covariance: Any, frame: str) -> dict[str, Any]:
    """The keywords of a covariance (6, 6) of position (km) and velocity (km/s) in a frame of the standard (RTN)."""
    triangle = (float(covariance[row][column]) for row in range(6) for column in range(row + 1))
    return dict(zip(COVARIANCE, (frame, *triangle), strict=True))


def unit_of(keyword: str) -> str | None:
    """The unit that a KVN or XML message must print after a covariance, None for other keywords."""
    if keyword not in COVARIANCE[1:]:
        return None
    return ("km**2", "km**2/s", "km**2/s**2")[keyword.count("DOT")]


def record_of(elements: Elements, row: int) -> dict[str, Any]:
    """The keywords of one row, in the order of the standard; the shortest digits that read back equal."""
    record: dict[str, Any] = {
        "OBJECT_NAME": str(elements.name[row]),
        "OBJECT_ID": str(elements.designator[row]),
        **{
            keyword: allowed[0]
            for keyword, allowed in TAKEN_FOR_GRANTED.items()
            if keyword != "EPHEMERIS_TYPE"
        },
        "EPOCH": write_epoch(float(elements.epoch_jd[row]), float(elements.epoch_fraction[row])),
        **{keyword: float(getattr(elements, REQUIRED[keyword])[row]) for keyword in MEAN_ELEMENTS[1:]},
        "EPHEMERIS_TYPE": 0,
        "CLASSIFICATION_TYPE": str(elements.classification[row]) or NOT_GIVEN,
        "NORAD_CAT_ID": int(elements.norad[row]),
        "ELEMENT_SET_NO": int(elements.element_set[row]),
        "REV_AT_EPOCH": int(elements.revolution[row]),
        "BSTAR": float(elements.bstar[row]),
        "MEAN_MOTION_DOT": float(elements.ndot[row]),
        "MEAN_MOTION_DDOT": float(elements.nddot[row]),
    }
    blankable = {"CLASSIFICATION_TYPE", *BLANKABLE}
    return {key: value for key, value in record.items() if value != NOT_GIVEN or key not in blankable}
