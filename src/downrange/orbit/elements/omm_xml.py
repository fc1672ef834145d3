"""OMM as XML (NDM/XML, CCSDS 505.0-B-2): one <omm> element a message, read through the door of `kernel.xml_door`."""

from functools import lru_cache
from typing import Any

from lxml import etree

from downrange.codes import Remark
from downrange.errors import ElementError
from downrange.kernel.xml_door import all_text, stream_xml
from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, keep, records_of
from downrange.orbit.elements.omm_keywords import KEYWORDS, columns_of

_MIXED = etree.XPath("boolean(.//text()[normalize-space()][../*])")  # text beside an element


def read_xml(data: bytes) -> Elements:
    """NDM/XML, one <segment> a record. A document type, entities and anything fetched are refused.

    Comments, CDATA and tags inside a value do not cut it; text that stands between elements is a defect.
    """
    records: list[Record] = []
    notes, defects = [], []
    inside = 0  # segments since the last end of an omm
    try:
        for node in stream_xml(data, ("segment", "COMMENT", "omm"), ElementError):
            name = _local(node.tag)
            if name == "COMMENT":
                notes.append(all_text(node).strip())
            elif name == "segment":
                inside += 1
                records.append(_record(node))
            else:
                if not inside:
                    defects.append(Defect.of(node.sourceline or 0, DefectCode.NO_SEGMENT))
                inside = 0
    except etree.XMLSyntaxError as error:
        defects.append(Defect.of(error.lineno or 0, DefectCode.BAD_XML, problem=error.msg))
    return columns_of(records_of(records), defects, notes)


def _record(segment: Any) -> Record:
    record = Record(segment.sourceline or 0, {})
    marked = _MIXED(segment)
    for leaf in segment.iter(etree.Element):
        keyword = _local(leaf.tag).upper()
        if len(leaf) == 0:
            text, unit = (leaf.text or "").strip(), leaf.get("units")
            if unit is None and keyword not in record.texts:
                record.texts[keyword] = text
            else:
                keep(record, keyword, text, unit, leaf.sourceline or 0)
        elif keyword in KEYWORDS:
            marked = True
    return _with_marks(segment) if marked else record


def _with_marks(segment: Any) -> Record:
    """A record in which tags stand inside a value, or text between elements: all text of a keyword is its value."""
    record = Record(segment.sourceline or 0, {})
    waiting = [segment]
    while waiting:
        element = waiting.pop()
        keyword = _local(element.tag).upper()
        if len(element) == 0 or keyword in KEYWORDS:
            keep(record, keyword, all_text(element).strip(), element.get("units"), element.sourceline or 0)
            continue
        for text in (element.text, *(below.tail for below in element)):
            if text and text.strip():
                record.faults.append(Remark(DefectCode.STRAY_TEXT, {"value": text.strip()[:80]}))
        waiting.extend(reversed(element))
    return record


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]
