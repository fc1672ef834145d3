"""Files and feeds that carry notices, opened: mail, JSON of services, GeoJSON, KML, XML feeds, S-124 (GML), HTML.

Anything else is plain text. Each form is known by how it begins. Every form costs a time linear in its length.
"""

import re
from typing import Any

from lxml import etree

from downrange.errors import NoticeError
from downrange.kernel.xml_door import all_text, open_xml
from downrange.launch.notices.forms.area_files import messages_of_features, messages_of_kml
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.gml_shapes import local
from downrange.launch.notices.forms.json_services import messages_of_json
from downrange.launch.notices.forms.json_values import json_values, unescaped
from downrange.launch.notices.forms.mail_text import (
    from_quoted_printable,
    is_mail,
    text_of_mail,
    unquoted,
)
from downrange.launch.notices.forms.markup_text import HTML_NAMES, has_markup, text_of_markup
from downrange.launch.notices.forms.message_text import MessageText
from downrange.launch.notices.notice import Defect
from downrange.launch.notices.notice_codes import NoticeCode
from downrange.launch.notices.s124 import datasets_of

# Elements that hold the text of one message: NGA's smaps and broadcast warnings, AIXM NOTAM extensions.
_TEXT_ELEMENTS = (
    "msgtext",
    "text",
    "warninginformation",
    "information",
    "cancelledtext",
    "formattedtext",
    "simpletext",
)
_ITEMS = {"item", "entry"}  # of RSS 2.0 and Atom (RFC 4287)
_FIRST_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:._-]{0,60})[\s/>]")
_DOCTYPE_HTML = re.compile(r"<!doctype html", re.IGNORECASE)
_OLD_LINE_END = re.compile(r"\r(?!\n)")  # of files that have no other
_LEAST_WORDS = 3
_LEAST_SAID, _LEAST_SAID_WORDS, _MOST_SAID = (
    40,
    6,
    5,
)  # letters and words of an attribute; attributes that are named
_FIGURES = re.compile(r"[0-9]{2}")
LONGEST_TEXT = 2_000_000  # characters of a plain text or page: some 3,000 notices, or a few seconds of noise
LONGEST_FILE = 4_000_000  # characters of JSON and XML, which hold names and marks as well


def message_texts(text: str) -> list[MessageText]:
    """The texts of the messages in a file of any of these forms.

    Raises `NoticeError` for a text of more than 2 million characters (4 million in JSON or XML), and
    for XML that declares entities, is nested too deeply or cannot be read at all.
    """
    _refuse_longer(text, LONGEST_FILE)
    bare = text.lstrip("\ufeff \t\r\n")
    if is_mail(bare):
        mail = text_of_mail(bare)
        left_out = tuple(Defect(kind, FormDefect.MAIL_PART, {"kind": kind}) for kind in mail.left_out)
        return [_with(one, left_out) for one in _opened(mail.text, mail.text.lstrip())]
    return _opened(text, bare)


def _opened(text: str, bare: str) -> list[MessageText]:
    if bare[:1] in "{[" and (values := json_values(bare)) is not None:
        damage = (
            () if values.damaged is None else (Defect("", FormDefect.JSON_DAMAGED, {"row": values.damaged}),)
        )
        if found := [_with(one, damage) for value in values.values for one in _json(value)]:
            return found
        if damage:
            _refuse_longer(text, LONGEST_TEXT)
            return [MessageText(unescaped(text), defects=damage)]
    if bare[:1] == "<" and _is_xml(bare) and (found := _xml(bare)):
        return found
    _refuse_longer(text, LONGEST_TEXT)
    text = _OLD_LINE_END.sub("\n", from_quoted_printable(unquoted(text)))
    return [MessageText(text_of_markup(text) if has_markup(text) else text.replace("\u00ad", ""))]


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise NoticeError(NoticeCode.TEXT_LONG, megabytes=len(text) / 1e6, most=most / 1e6)


def _with(message: MessageText, defects: tuple[Defect, ...]) -> MessageText:
    return MessageText(
        message.text, message.start, message.issuer, message.number, message.issued, message.self_cancel,
        message.encoded, message.whole, (*message.defects, *defects),
    )  # fmt: skip


def _json(data: Any) -> list[MessageText]:
    return messages_of_features(data) or messages_of_json(data)


def _is_xml(text: str) -> bool:
    if text.startswith("<?xml"):
        return True
    first = _FIRST_TAG.search(text, 0, 4000)
    return first is not None and not _DOCTYPE_HTML.match(text) and first[1].lower() not in HTML_NAMES


def _xml(text: str) -> list[MessageText]:
    root, damaged = open_xml(text, NoticeError)
    defects: tuple[Defect, ...] = (Defect("", FormDefect.XML_DAMAGED),) if damaged else ()
    defects += tuple(Defect(said[:80], FormDefect.ATTRIBUTE_NOT_READ) for said in _said_in_attributes(root))
    name = local(root).lower()
    if name == "html":
        return [MessageText(text_of_markup(text), defects=defects)]
    if name == "kml":
        return [_with(one, defects) for one in messages_of_kml(root)]
    found = [
        MessageText(
            one.text,
            0,
            one.issuer,
            one.number,
            one.issued,
            one.self_cancel,
            one.encoded,
            whole=True,
            defects=defects,
        )
        for one in datasets_of(root)
    ]
    if found:
        return found
    items = [element for element in root.iter() if local(element).lower() in _ITEMS]
    if items:
        return [MessageText(_item(item), defects=defects) for item in items if not _inside_item(item)]
    texts = [element for element in root.iter() if local(element).lower() in _TEXT_ELEMENTS]
    innermost = [
        one
        for one in texts
        if not any(local(below).lower() in _TEXT_ELEMENTS for below in one.iterdescendants())
    ]
    said = [text_of_markup(all_text(one)) for one in innermost]
    kept = [
        MessageText(one, defects=defects) for one in dict.fromkeys(said) if len(one.split()) >= _LEAST_WORDS
    ]
    return kept or [MessageText(text_of_markup("\n".join(_lines(root))), defects=defects)]


def _lines(element: Any) -> list[str]:
    """The texts of an element of no known name; tags beside text in it are marks within a line."""
    beside = (element.text, *(below.tail for below in element))
    if len(element) and not any(text and text.strip() for text in beside):
        return [line for below in element for line in _lines(below)]
    return [all_text(element)]


def _said_in_attributes(root: Any) -> list[str]:
    """Attributes that hold words and figures as a notice does: they are not read."""
    values = (
        str(value) for element in root.iter(etree.Element) for value in element.attrib.values() if value
    )
    found = (value for value in values if len(value) >= _LEAST_SAID and _FIGURES.search(value))
    return [value for value in found if len(value.split()) >= _LEAST_SAID_WORDS][:_MOST_SAID]


def _inside_item(item: Any) -> bool:
    return any(local(above).lower() in _ITEMS for above in item.iterancestors())


def _item(item: Any) -> str:
    """Title and text of an entry of a feed; the longer of summary and content where one repeats the other."""
    parts: list[str] = []
    for below in item:
        name = local(below).lower()
        if name in ("title", "description", "summary", "content", "encoded"):
            text = text_of_markup(all_text(below)).strip()
            squeezed = " ".join(text.split())
            if any(squeezed in " ".join(part.split()) for part in parts):
                continue
            parts = [part for part in parts if " ".join(part.split()) not in squeezed]
            parts.append(text)
    return "\n".join(part for part in parts if part)
