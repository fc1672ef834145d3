"""File and feed formats that carry notices: NGA's broadcast-warn JSON, smaps XML and map-file HTML, S-124 (GML).

Anything else is plain text.
"""

import json
import re
from datetime import datetime
from typing import Any, NamedTuple

from lxml import etree

from downrange.launch.notices.s124 import Encoded, datasets_of, local
from downrange.launch.notices.times.incomplete_dates import MONTHS, full_year, moment
from downrange.launch.notices.times.time_atoms import clock_minutes

_SERIES = {"4": "NAVAREA IV", "12": "NAVAREA XII", "P": "HYDROPAC", "A": "HYDROLANT", "C": "HYDROARC"}
_TEXT_ELEMENTS = ("msgText", "text", "msgtext", "warningInformation", "information", "cancelledText")
_TAG = re.compile(r"<[^<>]{1,300}>")
_ENTITY = re.compile(r"&(?:apos|quot|amp|nbsp|lt|gt|#[0-9]{1,5});")
_ENTITIES = {"&apos;": "'", "&quot;": '"', "&amp;": "&", "&lt;": " ", "&gt;": " ", "&nbsp;": " "}


class MessageText(NamedTuple):
    """The text of one message, where it starts in its source, and what the format gives beside it."""

    text: str
    start: int
    issuer: str | None = None
    number: str | None = None
    issued: datetime | None = None
    self_cancel: datetime | None = None
    encoded: Encoded | None = None  # areas and windows of a GML dataset


def message_texts(text: str) -> list[MessageText]:
    """The texts of the messages in a file of any of these formats."""
    bare = text.lstrip("\ufeff \t\r\n")
    if bare[:1] in "{[" and (found := _json(bare)):
        return found
    if bare[:1] == "<" and (found := _xml(bare)):
        return found
    return [MessageText(_without_tags(text), 0)]


def _json(text: str) -> list[MessageText]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list)), [data])
    if not isinstance(data, list):
        return []
    return [
        message for entry in data if isinstance(entry, dict) and (message := _broadcast(entry)) is not None
    ]


def _broadcast(entry: dict[str, Any]) -> MessageText | None:
    text = entry.get("text") or entry.get("msgText")
    if not isinstance(text, str) or not text.strip():
        return None
    series = _SERIES.get(str(entry.get("navArea", "")))
    number, year = entry.get("msgNumber"), entry.get("msgYear")
    named = (
        f"{series} {number}/{str(year)[-2:]}" if series and number is not None and year is not None else None
    )
    return MessageText(
        text,
        0,
        series,
        named,
        group_time(str(entry.get("issueDate") or "")),
        group_time(str(entry.get("cancelDate") or "")),
    )


_GROUP = re.compile(r"([0-9]{2})([0-9]{4})Z? ([A-Z]{3}) ([0-9]{4}|[0-9]{2})")


def group_time(text: str) -> datetime | None:
    """A date and time group such as ``150429Z APR 2023``; None when there is none."""
    match = _GROUP.search(text.upper())
    if match is None or match[3] not in MONTHS:
        return None
    minutes = clock_minutes(match[2])
    return (
        None
        if minutes is None
        else moment(full_year(int(match[4])), MONTHS[match[3]], int(match[1]), minutes)
    )


def _xml(text: str) -> list[MessageText]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    if datasets := datasets_of(root):
        return [
            MessageText(
                _without_tags(one.text), 0, one.issuer, one.number, one.issued, one.self_cancel, one.encoded
            )
            for one in datasets
        ]
    found = []
    for element in root.iter():
        name = local(element)
        if name in _TEXT_ELEMENTS and element.text and len(element.text.split()) > 2:
            found.append(MessageText(_without_tags(element.text), 0))
    return found


def _without_tags(text: str) -> str:
    """HTML tags and entities as blanks of the same length, so that places stay places."""
    if "<" in text and ">" in text:
        text = _TAG.sub(
            lambda tag: ("\n" if tag[0][:3].lower() == "<br" else " ") + " " * (len(tag[0]) - 1), text
        )
    if "&" in text:
        text = _ENTITY.sub(lambda entity: _ENTITIES.get(entity[0], " ").ljust(len(entity[0])), text)
    return text
