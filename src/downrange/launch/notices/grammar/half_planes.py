"""Areas bounded by parallels and meridians only: NORTH OF LATITUDE 28-30N AND EAST OF LONGITUDE 080-30W.

Four sides are a box; fewer give no outline, and the area says what was printed. Behind a ring they restrict it.
"""

from dataclasses import replace

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.exclusions import cut_out, is_excluded, not_cut_out
from downrange.launch.notices.tokens.coordinates import Angle, angle_of, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import LAT, LON, WORD
from downrange.launch.notices.tokens.word_lists import words

SIDES = {"NORTH": LAT, "SOUTH": LAT, "EAST": LON, "WEST": LON, "N": LAT, "S": LAT, "E": LON, "W": LON}
_BESIDE, _PARALLELS = words("outlines", "beside a half plane"), words("outlines", "parallels")
_JOINING = frozenset(("AND", "BUT", "THE", "TO", "LYING", "ALSO"))
_LONGEST_FIR = 7  # tokens of IN THE SANTA MARIA OCEANIC FIR


def half_plane(body: BodyContent, at: int, end: int) -> int:
    """Sides of parallels and meridians that follow each other: the token after them; 0 where none is printed."""
    page = body.page
    bounds: dict[str, float] = {}
    spans: list[tuple[int, int]] = []
    after = at
    while (side := _side_at(page, page.skip(after, _JOINING, ",/"), end)) is not None and side[
        0
    ] not in bounds:
        bounds[side[0]] = side[1]
        after = side[2]
        spans.append((page.tokens[after - 1].start, page.tokens[after - 1].end))
        if (pair := _between_at(page, after, end)) is not None:
            west, east, after = pair
            bounds |= {"W": east, "E": west}
    if not bounds:
        return 0
    if len(bounds) == len(("N", "S", "E", "W")):
        lat, lon = (bounds["N"], bounds["S"]), (bounds["E"], bounds["W"])
        if lat[0] < lat[1] and lon[0] != lon[1]:
            box = Area("box", body.label, lat=lat, lon=lon, spans=tuple(spans))
            if is_excluded(body, at, end):
                cut_out(body, [box], at, after)
            else:
                body.areas.append(box)
            return after
    after = _fir_after(page, after, end)
    printed = page.quote(at, after)
    if is_excluded(body, at, end):
        not_cut_out(body, at, after, printed)
        body.excluding = -1
        return after
    if body.areas and _behind_ring(body, at):
        page.report(AreaNote.CUT_NOT_DRAWN, at, after, printed=printed)
        note = Remark(AreaNote.CUT_NOT_DRAWN, {"printed": printed})
        body.areas[-1] = replace(body.areas[-1], notes=(*body.areas[-1].notes, note))
        return after
    page.report(AreaNote.SOME_SIDES, at, after, printed=printed)
    note = Remark(AreaNote.SOME_SIDES, {"printed": printed})
    body.areas.append(Area("other", body.label, notes=(note,)))
    return after


def _side_at(page: Page, at: int, end: int) -> tuple[str, float, int] | None:
    """NORTH OF LATITUDE 28-30N: the side, the angle in degrees, the token after it; not NORTH OF a position."""
    kind = SIDES.get(page.word(at))
    if kind is None or not page.is_word(at + 1, "OF"):
        return None
    angle_at = page.skip(at + 2, _PARALLELS, ".:")
    if angle_at >= end or page.kind(angle_at) != kind or pair_at(page.tokens, angle_at, end) is not None:
        return None
    angle = angle_of(page.tokens[angle_at])
    return (page.word(at)[0], angle.degrees, angle_at + 1) if isinstance(angle, Angle) else None


def _between_at(page: Page, at: int, end: int) -> tuple[float, float, int] | None:
    """BETWEEN 080-00W AND 078-00W behind a parallel: the western and the eastern meridian, and what follows."""
    if not page.is_word(page.skip(at, ("AND",), ","), "BETWEEN", "BTN"):
        return None
    found: list[float] = []
    at = page.skip(at, ("AND", "BETWEEN", "BTN", *_PARALLELS), ",.:")
    for _ in range(2):
        at = page.skip(at, ("AND", "TO", *_PARALLELS), "-")
        angle = angle_of(page.tokens[at]) if at < end and page.kind(at) == LON else None
        if not isinstance(angle, Angle):
            return None
        found.append(angle.degrees)
        at += 1
    west, east = found if (found[1] - found[0]) % 360 <= 180 else found[::-1]
    return west, east, at


def _fir_after(page: Page, at: int, end: int) -> int:
    """The token after WITHIN MIAMI OCEANIC FIR, where it stands here."""
    if page.is_word(page.skip(at, (), ","), "WITHIN", "WI", "IN"):
        for near in range(at, min(end, at + _LONGEST_FIR)):
            if page.is_word(near, "FIR", "UIR", "FIRS"):
                return near + 1
            if page.kind(near) not in (WORD, ","):
                break
    return at


def _behind_ring(body: BodyContent, at: int) -> bool:
    """Whether only words like AND, LYING stand between the last area and a token."""
    page, last = body.page, body.areas[-1]
    if not last.spans:
        return False
    first = page.at_place(last.spans[-1][1])
    return first <= at and page.skip(first, _BESIDE, ",") >= at
