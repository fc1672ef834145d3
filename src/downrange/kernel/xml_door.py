"""The one door for XML from outside: no entities, nothing fetched, bounded depth, damage is said.

libxml2 without its "huge" option holds 256 levels and 10 MB a text; a document beyond either is refused whole, since
a recovering parser would cut it off without a word.
"""

import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from downrange.errors import InputError
from downrange.kernel.kernel_codes import XmlCode
from downrange.kernel.text_encodings import unmarked_utf8

_DECLARATION = re.compile(r"\A\s{0,20}<\?xml[^<>]{0,200}\?>")
_WIDE = re.compile(
    rb"\A\s{0,20}<\?xml[^<>]{0,100}encoding=.(?:utf-?16|utf-?32|ucs)[^<>]{0,100}\?>", re.IGNORECASE
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


class Opened(NamedTuple):
    """The root of a document, and whether the text was damaged so that parts of it may be lost."""

    root: Any
    damaged: bool


def open_xml(text: str, error: type[InputError] = InputError) -> Opened:
    """The root element of an XML text; comments and processing instructions are left out, their tails kept.

    Entities that a document declares of itself are refused (https://owasp.org/www-community/vulnerabilities/
    XML_External_Entity_(XXE)_Processing); the names of HTML (``&nbsp;``) are read as their characters. Raises `error`
    with a code of `XmlCode`.
    """
    body = _DECLARATION.sub(
        "", text.lstrip("\ufeff"), count=1
    )  # the text is characters: its encoding is past
    if "<!ENTITY" in body:
        raise error(XmlCode.ENTITIES)
    body = _NAMED.sub(_character, body)
    data = body.encode("utf-8", "replace")
    strict = _parser(recover=False)
    try:
        return Opened(_rooted(etree.fromstring(data, strict)), False)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if _too_large(strict.error_log):
            raise error(XmlCode.TOO_DEEP) from fault
        reason = str(fault)
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise error(XmlCode.NOT_XML, problem=reason)
    if _too_large(parser.error_log):
        raise error(XmlCode.TOO_DEEP)
    return Opened(_rooted(root), True)


def stream_xml(data: bytes, tags: Sequence[str], error: type[InputError] = InputError) -> Iterator[Any]:
    """The elements of these local names as each of them ends, then emptied: memory stays that of one of them.

    UTF-16 and UTF-32, with a byte order mark or without, are read as well. Raises `error` where the document declares
    a type or entities, and `lxml.etree.XMLSyntaxError` where it is not well-formed or too deep: what came before was
    given.
    """
    data = unmarked_utf8(data) or data
    data = _WIDE.sub(b"", data, count=1)  # it names the encoding of before
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise error(XmlCode.DOCTYPE)
    nodes = etree.iterparse(
        BytesIO(data), events=("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    first = True
    for _, node in nodes:
        if (
            first and node.getroottree().docinfo.doctype
        ):  # in an encoding that hides it from the look above (UTF-7)
            raise error(XmlCode.DOCTYPE)
        first = False
        yield node
        node.clear(keep_tail=True)


def all_text(element: Any) -> str:
    """Every character inside an element, those of elements within it too."""
    return "".join(element.itertext())


def _parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _rooted(root: Any) -> Any:
    if root is None:
        raise ValueError("nothing")
    return root


def _character(entity: re.Match[str]) -> str:
    if entity[1] in _OF_XML:
        return entity[0]
    return html5.get(entity[1] + ";", entity[0])


def _too_large(log: Any) -> bool:
    return any(entry.type_name in _LIMITS for entry in log)


_LIMITS = {"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_NO_MEMORY", "ERR_INTERNAL_ERROR"}
