"""OMM as KVN: KEYWORD = value lines (CCSDS 502.0-B-3), one message after another."""

from functools import lru_cache

from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, keep, records_of
from downrange.orbit.elements.omm_keywords import columns_of

KVN_START = "CCSDS_OMM_VERS"
_NAMES = ("OBJECT_NAME", "OBJECT_ID", "CLASSIFICATION_TYPE")  # words: brackets there are no unit


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
    """Keyword, value and unit of a line; no keyword where it is none. Each sign is looked at a few times at most."""
    before, equals, value = line.partition("=")
    keyword, value = _keyword(before) if equals else "", value.strip()
    if not keyword or keyword in _NAMES or not value.endswith("]"):
        return keyword, value if keyword else "", None  # IRIDIUM 33 [-]: no unit, part of the name
    opens = value.find("[", value.rfind("]", 0, -1) + 1)
    return (keyword, value[:opens].rstrip(), value[opens + 1 : -1]) if opens >= 0 else (keyword, value, None)


@lru_cache(maxsize=256)
def _keyword(text: str) -> str:
    """The keyword before an equals sign, empty where it is none."""
    keyword = text.strip().upper()
    return keyword if keyword.isascii() and keyword.replace("_", "0").isalnum() else ""
