"""OMM as XML (NDM/XML, CCSDS 505.0-B-2): one <omm> element a message."""

from functools import lru_cache
from io import BytesIO

from lxml import etree

from downrange.errors import ElementError
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, keep, records_of
from downrange.orbit.elements.omm_keywords import columns_of


def read_xml(data: bytes) -> Elements:
    """NDM/XML, one <omm> a record. A document type, entities and anything fetched are refused."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ElementError(ElementCode.XML_DOCTYPE)
    records, notes, defects = [], [], []
    nodes = etree.iterparse(
        BytesIO(data), events=("end",), tag=("{*}segment", "{*}COMMENT"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, node in nodes:
            if _local(node.tag) == "COMMENT":
                notes.append((node.text or "").strip())
                continue
            record = Record(node.sourceline or 0, {})
            for leaf in node.iter(etree.Element):
                if len(leaf) == 0:
                    keyword, text, unit = (
                        _local(leaf.tag).upper(),
                        (leaf.text or "").strip(),
                        leaf.get("units"),
                    )
                    if unit is None and keyword not in record.texts:
                        record.texts[keyword] = text
                    else:
                        keep(record, keyword, text, unit, leaf.sourceline or 0)
            records.append(record)
            node.clear()
    except etree.XMLSyntaxError as error:
        defects.append(Defect.of(error.lineno or 0, DefectCode.BAD_XML, problem=error.msg))
    return columns_of(records_of(records), defects, notes)


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]
