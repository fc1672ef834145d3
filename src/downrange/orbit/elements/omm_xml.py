"""NDM: the OMM as XML (CCSDS 505.0-B-2), one <omm> a message."""

import re
from io import BytesIO
from typing import Any
from xml.sax.saxutils import unescape

from lxml import etree

from downrange.errors import ElementError
from downrange.orbit.elements.bulk_messages import COMMENT, Shape, agrees, read_alike
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, Records, keep, records_of
from downrange.orbit.elements.omm_keywords import NEEDED, columns_of

_XML_MESSAGE = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?omm[\s>]")
_XML_END = re.compile(r"</(?:[A-Za-z_][\w.-]*:)?omm>\s*")
_XML_ENCODED = re.compile(r"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_XML_PIECE = re.compile(r"(<[^<>]*>)([^<]*)")
_XML_NAME = re.compile(r"<([A-Za-z_][\w.:-]*)")


def read_xml(data: bytes) -> Elements:
    """NDM/XML, one <omm> a record. A document type, entities and anything fetched are refused."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ElementError(
            "the XML declares a document type or entities", hint="An OMM needs neither; remove them."
        )
    return _xml_alike(data) or columns_of(*_xml_strictly(data))


def _xml_alike(data: bytes) -> Elements | None:
    """The columns of a file of messages alike, None where it must be read strictly."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    first, last = _XML_MESSAGE.search(text), text.rfind("</")
    if not first or _XML_ENCODED.search(text, 0, first.start()):
        return None
    head = text[: first.start()]

    def learn(text: str, at: int) -> Shape | None:
        return _xml_shape(text, at, head)

    told = read_alike(text, first.start(), learn, _xml_value)
    if told is None or told[2] > last + 2:
        return None
    records, defects, notes = _xml_messages((head + text[told[2] :]).encode())
    return None if records or defects or notes else columns_of(told[0], (), told[1])


def _xml_shape(text: str, at: int, head: str) -> Shape | None:
    """The shape of the message that starts at a place; `head` is what stands before the first one."""
    end = _XML_END.search(text, at)
    message = text[at : end.end()] if end else ""
    if not message or "<!" in message or "<?" in message or message.count("<segment") != 1:
        return None
    pattern, keywords, inside = "", [], False
    pieces = _XML_PIECE.findall(message)
    for (tag, words), (following, _) in zip(pieces, [*pieces[1:], ("", "")], strict=True):
        pattern += re.escape(tag)
        inside = tag.startswith("<segment") or (inside and not tag.startswith("</segment"))
        name = _XML_NAME.match(tag)
        empty = tag.endswith("/>")
        if name and (empty or following == f"</{name[1]}>"):
            keyword = name[1].rpartition(":")[2]
            keyword = keyword if keyword == COMMENT else keyword.upper() if inside else ""
            keywords.append("" if keyword == "USER_DEFINED" else keyword)
            pattern += f"(){re.escape(words)}" if empty else "([^<>]*)"
        else:
            pattern += re.escape(words)
    shape = Shape(re.compile(pattern), tuple(keywords), message[: message.index("<segment")].count("\n"))
    opened = _XML_NAME.search(head)
    closing = f"</{opened[1]}>" if opened else ""
    records, defects, notes = _xml_messages((head + message.strip() + closing).encode())
    return shape if not defects and agrees(shape, message, records, notes, _xml_value) else None


def _xml_value(text: str) -> str:
    """The words of an element as XML means them; ValueError where they hold more than the five plain entities."""
    if "&" in text:
        text = unescape(text, {"&quot;": '"', "&apos;": "'", "&amp;": "\0"})
        if "&" in text:
            raise ValueError("an entity that only a parser knows")
        text = text.replace("\0", "&")
    return text.strip()


def _xml_strictly(data: bytes) -> tuple[Records, list[Defect], list[str]]:
    """The messages as the parser gives them, with what is wrong with them and the comments."""
    records, defects, notes = _xml_messages(data)
    return records_of(records, NEEDED), defects, notes


def _xml_messages(data: bytes) -> tuple[list[Record], list[Defect], list[str]]:
    records, notes, defects = [], [], []
    segments = etree.iterparse(
        BytesIO(data),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, node in segments:
            name = _local(node)
            if name == "COMMENT":
                notes.append((node.text or "").strip())
            elif name == "segment":
                record = Record(node.sourceline or 0, {})
                for leaf in node.iter(etree.Element):
                    if len(leaf) == 0:
                        keyword = _local(leaf).upper()
                        unit = leaf.get("units")
                        keep(record, keyword, (leaf.text or "").strip(), unit, leaf.sourceline or 0)
                records.append(record)
                node.clear()
    except etree.XMLSyntaxError as error:
        defects.append(Defect(error.lineno or 0, f"is not well-formed XML: {error.msg}", ""))
    return records, defects, notes


def _local(node: Any) -> str:
    """A tag without its namespace; a tag that is no good name is one all the same."""
    return str(node.tag).rpartition("}")[2]
