"""OMM as JSON: a list of records or one; of a damaged file the records that stand in it whole.

A damaged file is decoded record by record. An error of Python's decoder counts the lines before it, and so costs the
length of what it was given: each record is therefore decoded in a piece of the text, a longer one where it breaks off
at the piece's end. The time is linear in the text however many of its records are damaged.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from downrange.codes import Remark
from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.elements import Defect, Elements
from downrange.orbit.elements.message_records import Record, records_of
from downrange.orbit.elements.omm_keywords import columns_of

_PIECE = 8192  # characters; a record of an OMM has some 600
_BLANKS = re.compile(r"[ \t\r\n,]*+")
_SIGNS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]', re.DOTALL)  # whole texts, and brackets outside them


def read_json(text: str) -> Elements:
    """A list of records (CelesTrak, Space-Track) or a single one."""
    try:
        given = _decoder.decode(text)
        given = given if isinstance(given, list) else [given]
        if set(map(type, given)) == {dict}:  # no _Twice among them, nor anything else
            elements = columns_of(records_of([Record(0, each) for each in given]))
            if not elements.defects:
                return elements
    except (json.JSONDecodeError, RecursionError):
        pass  # a file cut short, or worse: keep the records that stand in it whole
    return _read_json_slowly(text)


class _Twice(dict[str, Any]):
    """A JSON object in which a key stands twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else _Twice(plain)


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str)


def _json_record(line: int, item: Any) -> Record:
    if not isinstance(item, dict):
        return Record(line, {}, [Remark(DefectCode.NO_RECORD)])
    return Record(line, item, [Remark(DefectCode.REPEATED_KEYWORD)] if isinstance(item, _Twice) else [])


def _read_json_slowly(text: str) -> Elements:
    """Record by record, so that each defect has its line and a broken file keeps its whole records."""
    records, defects = [], []
    for line, item in _json_objects(text):
        if isinstance(item, Defect):
            defects.append(item)
        else:
            records.append(_json_record(line, item))
    return columns_of(records_of(records), defects)


def _json_objects(text: str) -> Iterator[tuple[int, Any]]:
    """(line, object) of each object of a list, and (line, Defect) of what is no JSON."""
    listed = text.lstrip()[:1] == "["
    at, line, counted = text.find("[") + 1 if listed else 0, 1, 0
    while True:
        at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, at), at
        if at == len(text):
            if listed:
                yield line, Defect.of(line, DefectCode.OPEN_LIST, text[-40:].strip())
            return
        if listed and text[at] == "]":
            rest = text[at + 1 :].strip()
            if rest:
                yield line, Defect.of(line, DefectCode.AFTER_LIST, rest[:80])
            return
        try:
            item, at = _decoded(text, at)
            yield line, item
        except json.JSONDecodeError as error:
            yield line, Defect.of(line, DefectCode.BAD_JSON, text[at : at + 80], problem=error.msg)
            at = text.find("{", max(at + error.pos, at + 1))
            if at < 0:
                return
        except RecursionError:
            yield line, Defect.of(line, DefectCode.TOO_DEEP, text[at : at + 80])
            at = _after_brackets(text, at)


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """The value that begins at a place and the place after it. JSONDecodeError counts from where it begins."""
    length = _PIECE
    while True:
        piece = text[at : at + length]
        whole = at + length >= len(text)
        try:
            item, end = _decoder.raw_decode(piece)
            if whole or end < len(piece):  # a number at the end of a piece may go on
                return item, at + end
        except json.JSONDecodeError as error:
            cut = error.pos > len(piece) - 16 or error.msg.startswith(
                "Unterminated"
            )  # within a word or number
            if whole or not cut:
                raise
        length *= 4


def _after_brackets(text: str, at: int) -> int:
    """The place after the bracket that closes the one at `at`; the end of the text where none does."""
    depth = 0
    for sign in _SIGNS.finditer(text, at):
        depth += (sign[0] in "[{") - (sign[0] in "]}")
        if depth <= 0:
            return sign.end()
    return len(text)
