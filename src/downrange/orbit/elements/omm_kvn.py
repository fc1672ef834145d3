"""KVN: the OMM as KEYWORD = value lines (CCSDS 502.0-B-3), one message after another."""

import re

from downrange.orbit.elements.bulk_messages import Shape, agrees, read_alike
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import CUT, Record, Records, keep, records_of
from downrange.orbit.elements.omm_keywords import NEEDED, columns_of

_NAMES = ("OBJECT_NAME", "OBJECT_ID", "CLASSIFICATION_TYPE")  # words: brackets there are no unit
KVN_START = "CCSDS_OMM_VERS"
_KVN_VALUE = re.compile(r"(\s*[A-Za-z0-9_]+\s*=[ ]*)([^\n\[]*)((?:\[[^\]\n]*\])?\s*)")
_KVN_LINE = re.compile(r"\s*([A-Za-z0-9_]+)\s*=\s*(.*?)\s*(?:\[([^\]]*)\])?\s*")


def read_kvn(text: str) -> Elements:
    """KEYWORD = value lines, one message after another, each begun by CCSDS_OMM_VERS."""
    text = text.replace("\r\n", "\n")
    start = text.find(KVN_START)
    if start >= 0 and text.endswith("\n") and not text[:start].strip(" \n"):
        told = read_alike(text, start, _kvn_shape, str.strip)
        if told and told[2] == len(text):
            return columns_of(told[0], (), told[1])
    return columns_of(*_kvn_strictly(text))


def _kvn_strictly(text: str) -> tuple[Records, list[Defect], list[str]]:
    """The messages line by line, with what is wrong with them and the comments."""
    records, defects, notes = _kvn_messages(text)
    return records_of(records, NEEDED), defects, notes


def _kvn_messages(text: str) -> tuple[list[Record], list[Defect], list[str]]:
    records: list[Record] = []
    notes, defects = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#"):
            notes.append(line.lstrip("# "))
            continue
        if "COMMENT" in line and line.split(maxsplit=1)[0] == "COMMENT":
            notes.append(line.strip()[8:])
            continue
        keyword, value, unit = _kvn_parts(line)
        if not keyword:
            if line.strip():
                defects.append(Defect(number, "is no KEYWORD = value line", line.strip()))
        elif keyword == KVN_START:
            records.append(Record(number, {}))
        elif records:
            keep(records[-1], keyword.upper(), value, unit, number)
        else:
            defects.append(
                Defect(number, "stands before the CCSDS_OMM_VERS line that begins a message", line.strip())
            )
    if records and text[-1] not in "\r\n":
        defects.append(Defect(text.count("\n") + 1, CUT, "", kept=True))
    return records, defects, notes


def _kvn_shape(text: str, at: int) -> Shape | None:
    """The shape of the message that starts at a place: values to the end of the line, or to a unit in brackets."""
    end = text.find(f"\n{KVN_START}", at) + 1
    message = text[at : end or len(text)]
    if not message.replace("\n", "").isprintable():
        return None  # other line breaks among them
    pattern, keywords = "", []
    for line in message.splitlines(keepends=True):
        match = _KVN_VALUE.fullmatch(line)
        if match is None:
            pattern += re.escape(line)
            continue
        keyword = match[1].rstrip("= ").strip().upper()
        keywords.append("" if keyword == KVN_START else keyword)
        if keyword in _NAMES:
            pattern += re.escape(match[1]) + "([^\\n]*)\n"
        else:
            pattern += f"{re.escape(match[1])}([^\\n\\[]*){re.escape(match[3])}"
    shape = Shape(re.compile(pattern), tuple(keywords))
    records, defects, notes = _kvn_messages(message)
    return shape if not defects and not notes and agrees(shape, message, records, (), str.strip) else None


def _kvn_parts(line: str) -> tuple[str, str, str | None]:
    """Keyword, value and unit of a line; no keyword where it is none. Brackets alone need the slow expression."""
    if "[" not in line:
        keyword, equals, value = line.partition("=")
        keyword = keyword.strip()
        if equals and keyword.isascii() and keyword.replace("_", "0").isalnum():
            return keyword, value.strip(), None
        return "", "", None
    match = _KVN_LINE.fullmatch(line)
    if match and match[3] is not None and match[1].upper() in _NAMES:
        return match[1], line.partition("=")[2].strip(), None  # IRIDIUM 33 [-]: no unit, part of the name
    return (match[1], match[2], match[3]) if match else ("", "", None)
