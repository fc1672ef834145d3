"""Words that take a part from an area, or that move it, against what the result says of them.

A part behind such a word is a hole; a distance with a direction before a position is a computed position. Words for
a part without an outline (OUTSIDE TERRITORIAL WATERS) are in no shape that can be drawn.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_positions import PrintedPosition, key
from downrange.launch.notices.audit.result_values import area_positions
from downrange.launch.notices.notice import Notice

Found = tuple[AuditDefect, int, int, dict[str, Any]]
_SIDE = r"(?:NORTH|SOUTH)[ -]?(?:EAST|WEST)|NORTH|SOUTH|EAST|WEST|[NS][EW]|[NSEW]"
_TAKEN_OUT = re.compile(
    r"\b(?:LESS(?! THAN\b)|(?<!KEEP )(?<!REMAIN )(?<!STAY )(?<!KEEPING )(?<!WELL )CLEAR OF|VICE(?! VERSA)"
    r"|OUTSIDE(?! IN\b| THE FOLLOWING)|MINUS|OTHER THAN|NOT INCLUDING|OMITTING|SAVE"
    r"|EXCEPT(?:ING|ION OF)?|EXCL?|EXCLUD(?:ES?|ING))\b"
)
_DIRECTED = re.compile(
    r"\d\s?(?:N\.?M\.?|NAUTICAL MILES?|MILES?|KMS?|KILOMET(?:ER|RE)S?|MI)\b[ )\r\n]{1,4}(?:TO (?:THE )?|DUE )?"
    rf"(?:{_SIDE})(?:ERLY|WARDS?)?\s(?:OF|FROM|FM)\b"
)
_EXTENDING = re.compile(
    rf"\bEXTEND(?:S|ING)? (?:FOR |OUT )?[\d.]{{1,6}} ?[A-Z. ]{{1,15}} (?:TO )?(?:THE )?(?:{_SIDE}) OF\b"
)
_RINGED = re.compile(
    r"\b(?:BETWEEN|BTN) \d{1,4}(?:\.\d{1,2})? (?:AND|TO) \d{1,4}(?:\.\d{1,2})? ?(?:NM|MILES|KM|NAUTICAL MILES) "
    r"(?:OF|FROM|FM|AROUND)\b"
)
_BEYOND = re.compile(
    r"\bOUTSIDE (?:OF )?(?:(?:AN?|THE) )?(?:(?:CIRCLE|RADIUS)(?: OF)?(?: RADIUS)? )?\d{1,4}(?:\.\d{1,2})? ?"
    r"(?:N\.?M\.?|NAUTICAL MILES?|MILES?|KMS?|KILOMET(?:ER|RE)S?|MI)\b"
)
_PART_OF = re.compile(
    rf"\b(?:{_SIDE})(?:ERN)?[ -](?:HALF|QUADRANT|QUARTER|PART|PORTION|SIDE) OF (?:THE |AN? )?"
    r"(?:ABOVE |SAME |FOLLOWING )?(?:AREAS?|CIRCLE|POLYGON|BOX|RECTANGLE|SQUARE)\b"
)
_WATERS = re.compile(
    r"\b(?:OUTSIDE|BEYOND|CLEAR OF) (?:OF )?(?:[A-Z]{2,} ){0,3}(?:TERRITORIAL|TERR|NATIONAL)\b"
    r"|\bOVER (?:THE )?(?:HIGH SEAS?|OPEN SEA|WATER|INTERNATIONAL WATERS) ONLY\b"
    r"|\bONLY (?:OVER|IN|WITHIN) (?:THE )?(?:HIGH SEAS?|OPEN SEA|INTERNATIONAL)\b"
)
_NEAR = re.compile(r"[^.;]{0,70}\Z")


def restriction_defects(
    notice: Notice, sheet: Sheet, positions: Sequence[PrintedPosition]
) -> Iterator[Found]:
    """The words that restrict an area and that its shape does not show."""
    if not notice.areas:
        return
    text = sheet.folded
    holes = {key(*place) for area in notice.areas for hole in area.holes for place in area_positions(hole)}
    origins = {key(*one.origin) for area in notice.areas for one in area.computed}
    first = min((area.spans[0][0] - notice.start for area in notice.areas if area.spans), default=len(text))
    for word in _TAKEN_OUT.finditer(text, min(first, len(text))):
        if _not_among(word, holes, text, positions):
            yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}
    for word in _DIRECTED.finditer(text):
        if _not_among(word, origins, text, positions):
            yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}
    if len(notice.areas) > 1 and any(
        note.code is AreaNote.SOME_SIDES for area in notice.areas for note in area.notes
    ):
        yield AuditDefect.RESTRICTION_UNCHECKED, 0, 0, {}
    if not any(area.inner_radius_nm for area in notice.areas):
        for word in _RINGED.finditer(text):
            yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}
    for word in (*_BEYOND.finditer(text), *_EXTENDING.finditer(text)):
        yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}
    if not any(area.bearings or area.cuts for area in notice.areas):
        for word in _PART_OF.finditer(text):
            yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}
    for word in _WATERS.finditer(text):
        yield AuditDefect.RESTRICTION_UNCHECKED, *word.span(), {}


def _not_among(
    word: re.Match[str], keys: set[tuple[int, int]], text: str, positions: Sequence[PrintedPosition]
) -> bool:
    """Whether a position that the words lead to is none of these."""
    behind = next((one for one in positions if one.start >= word.end()), None)
    if behind is None or behind.lat is None or behind.lon is None:
        return False
    return bool(_NEAR.match(text, word.end(), behind.start)) and key(behind.lat, behind.lon) not in keys
