"""Parts cut out of an area: EXCLUDING THE AREA BOUND BY ..., EXCEPT 5 NM RADIUS OF ..., EXCLUDING R-2938.

A part with an outline becomes a hole of the area before it; no excluded part is ever an area of its own.
"""

from dataclasses import replace

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.holes import overlap
from downrange.launch.notices.grammar.area_designators import designators_at
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.measures import label_at
from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.tokens.lexicon import PHRASES
from downrange.launch.notices.tokens.tokenizer import BARE, CLOCK, LAT, LON, WORD, ZULU
from downrange.launch.notices.tokens.word_lists import words

EXCLUDING = words("outlines", "excluding")
_BY_NAME = words("outlines", "excluded by name")
_FILLING = frozenset(
    "OF FOR THE THAT THOSE AREA AREAS AIRSPACE AIRSPACES DANGER RESTRICTED PROHIBITED ZONE ZONES WITHIN WI IN "
    "AND OVER ANY ALL A".split()
)
_DAYS = frozenset(
    "MON TUE WED THU FRI SAT SUN MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY".split()
)
_LONGEST = 24  # tokens from the word to the first position of the part, or from one part to the next
_LONGEST_NAME = 8


def exclusion(body: BodyContent, at: int, end: int) -> int:
    """EXCLUDING and its like: the token after what is read here; an outline behind it is left to its own reader."""
    page = body.page
    if page.is_word(at, "LESS") and not page.is_word(at + 1, *_FILLING):
        return 0  # LESS THAN
    if any(page.follows(at, phrase) for phrase in PHRASES.get(page.word(at), ())) or _days_follow(
        body, at + 1
    ):
        return 0
    first = page.skip(at + 1, _FILLING)
    names: list[str] = []
    after = first
    while found := designators_at(page, after):
        names += found[0]
        after = (
            page.skip(found[1], _FILLING, ",/")
            if designators_at(page, page.skip(found[1], _FILLING, ",/"))
            else found[1]
        )
    if names:
        not_cut_out(body, at, after, ", ".join(names))
        return after
    for near in range(at + 1, min(end, at + _LONGEST)):
        token = page.tokens[near]
        if token.kind in (LAT, LON) or (token.kind == BARE and token.match is not None):
            body.excluding = at + 1
            return at + 1
        if token.kind in (ZULU, CLOCK, ".", ";") or token.text in MONTHS:
            break
    labelled = next(
        (label_at(page, near, end) for near in (first, first - 1) if label_at(page, near, end)), None
    )
    if labelled and page.is_word(first - 1, "AREA", "ZONE"):
        not_cut_out(body, at, labelled[1], f"area {labelled[0]}")
        return labelled[1]
    stop = next(
        (near for near in range(at + 1, min(end, at + _LONGEST_NAME)) if page.kind(near) != WORD),
        at + _LONGEST_NAME,
    )
    if any(page.word(near) in _BY_NAME for near in range(at + 1, stop)):
        not_cut_out(body, at, min(stop, end), page.quote(at + 1, min(stop, end)))
        return at + 1
    return 0


def _days_follow(body: BodyContent, at: int) -> bool:
    page = body.page
    near = page.skip(at, ("FOR", "ON", "THE"))
    return page.word(near) in _DAYS or page.word(near) in MONTHS or page.word(near + 1) in MONTHS


def not_cut_out(body: BodyContent, first: int, after: int, printed: str) -> None:
    """The last area carries the note that a part of it is excluded and not cut out."""
    body.page.report(AreaNote.EXCLUSION_NOT_DRAWN, first, after, printed=printed)
    if body.areas:
        note = Remark(AreaNote.EXCLUSION_NOT_DRAWN, {"printed": printed})
        body.areas[-1] = replace(body.areas[-1], notes=(*body.areas[-1].notes, note))


def is_excluded(body: BodyContent, at: int, end: int) -> bool:
    """Whether the outline that starts at a token is a part cut out of the area before it.

    Behind the first part only one that AND or a comma joins to it, without a label, is another one.
    """
    if body.excluding < 0:
        return False
    page, first = body.page, body.excluding
    between = range(first, at)
    near = len(between) <= _LONGEST and not any(page.kind(one) in (ZULU, CLOCK, ";", ".") for one in between)
    if near and page.word(first - 1) not in EXCLUDING:
        joined = at == first or page.is_word(first, "AND") or page.is_mark(first, ",")
        near = joined and not any(label_at(page, one, end) for one in between)
    if not near:
        body.excluding = -1
    return near


def cut_out(body: BodyContent, parts: list[Area], at: int, after: int) -> None:
    """Make parts holes of the last area; one that lies elsewhere or has no outline is only reported.

    A later part of a list that lies elsewhere is an area of its own.
    """
    page = body.page
    listed, body.excluding = page.word(body.excluding - 1) not in EXCLUDING, after
    if body.areas:
        body.label = body.areas[-1].label
    for part in parts:
        outer = body.areas[-1] if body.areas else None
        drawn = outer.geometry() if outer is not None else None
        hole = part.geometry()
        if outer is not None and drawn is not None and hole is not None and overlap(drawn, hole):
            notes = tuple(note for note in outer.notes if note.code is not AreaNote.EXCLUDED)
            note = Remark(AreaNote.EXCLUDED, {"count": len(outer.holes) + 1})
            body.areas[-1] = replace(outer, holes=(*outer.holes, part), notes=(*notes, note))
        elif listed:
            body.areas.append(part)
            body.excluding = -1
        else:
            not_cut_out(body, at, after, page.quote(at, after))
