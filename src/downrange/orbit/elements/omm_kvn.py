"""OMM as KVN: KEYWORD = value lines (CCSDS 502.0-B-3), one message after another."""

import re
from functools import lru_cache

from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, keep, records_of
from downrange.orbit.elements.omm_keywords import columns_of

KVN_START = "CCSDS_OMM_VERS"
_NAMES = ("OBJECT_NAME", "OBJECT_ID", "CLASSIFICATION_TYPE")  # words: brackets there are no unit
_KVN_LINE = re.compile(r"\s*([A-Za-z0-9_]+)\s*=\s*(.*?)\s*(?:\[([^\]]*)\])?\s*")


def read_kvn(text: str) -> Elements:
    """KEYWORD = value lines, one message after another, each begun by CCSDS_OMM_VERS."""
    text = text.replace("\r\n", "\n")
    records: list[Record] = []
    notes, defects = [], []
    for number, line in enumerate(text.splitlines(), 1):
        keyword, value, unit = _parts(line)
        if keyword == KVN_START:
            records.append(Record(number, {}))
        elif keyword and keyword != "COMMENT" and records:
            keep(records[-1], keyword, value, unit, number)
        elif line.lstrip().startswith("#"):
            notes.append(line.lstrip("# "))
        elif keyword == "COMMENT" or line.split(maxsplit=1)[:1] == ["COMMENT"]:
            notes.append(line.strip()[8:])
        elif keyword:
            defects.append(Defect.of(number, DefectCode.BEFORE_MESSAGE, line.strip()))
        elif line.strip():
            defects.append(Defect.of(number, DefectCode.BAD_KVN, line.strip()))
    if records and text[-1] not in "\r\n":
        defects.append(Defect.of(text.count("\n") + 1, DefectCode.CUT, kept=True))
    return columns_of(records_of(records), defects, notes)


def _parts(line: str) -> tuple[str, str, str | None]:
    """Keyword, value and unit of a line; no keyword where it is none. Only brackets need the regular expression."""
    if "[" not in line:
        keyword, equals, value = line.partition("=")
        return (_keyword(keyword), value.strip(), None) if equals else ("", "", None)
    match = _KVN_LINE.fullmatch(line)
    if match is None:
        return "", "", None
    keyword = match[1].upper()
    if keyword in _NAMES:
        return keyword, line.partition("=")[2].strip(), None  # IRIDIUM 33 [-]: no unit, part of the name
    return keyword, match[2], match[3]


@lru_cache(maxsize=256)
def _keyword(text: str) -> str:
    """The keyword before an equals sign, empty where it is none."""
    keyword = text.strip().upper()
    return keyword if keyword.isascii() and keyword.replace("_", "0").isalnum() else ""
