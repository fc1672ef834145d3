"""Areas bounded by parallels, meridians and lines: NORTH OF LATITUDE 28-30N AND EAST OF A LINE JOINING p AND q.

Four sides are a box; fewer give no outline, and the area says what was printed. Behind a ring they cut it.
"""

from dataclasses import replace

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.half_plane_cuts import HalfPlane, cut_ring
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.exclusions import cut_out, is_excluded, not_cut_out
from downrange.launch.notices.tokens.coordinates import Angle, Pair, angle_of, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import LAT, LON, WORD
from downrange.launch.notices.tokens.word_lists import words

LINE_SIDES = (
    {"NORTHEAST": "NE", "NORTHWEST": "NW", "SOUTHEAST": "SE", "SOUTHWEST": "SW"}
    | {name: name[0] for name in ("NORTH", "EAST", "SOUTH", "WEST", "N", "E", "S", "W")}
    | {name: name for name in ("NE", "NW", "SE", "SW")}
)
SIDES = {"NORTH": LAT, "SOUTH": LAT, "EAST": LON, "WEST": LON, "N": LAT, "S": LAT, "E": LON, "W": LON}
_BESIDE, _PARALLELS = words("outlines", "beside a half plane"), words("outlines", "parallels")
_AHEAD = frozenset(
    "AND WITHIN IN THE AREA AREAS BOUND BOUNDED BY LINES JOINING CONNECTING POSITIONS OF".split()
)
_JOINING = frozenset(("AND", "BUT", "THE", "TO", "LYING", "ALSO"))
_LINE_WORDS = frozenset("JOINING CONNECTING BETWEEN FROM DRAWN THROUGH RUNNING POSITIONS POINTS THE".split())
_LONGEST_FIR = 7  # tokens of IN THE SANTA MARIA OCEANIC FIR


def half_plane(body: BodyContent, at: int, end: int) -> int:
    """Sides of parallels, meridians and lines that follow each other: the token after them; 0 without any."""
    page = body.page
    cuts: list[HalfPlane] = []
    spans: list[tuple[int, int]] = []
    after = at
    while (found := _cut_at(page, page.skip(after, _JOINING, ",/"), end)) is not None:
        cut, after = found
        if any(cut.side == one.side for one in cuts):
            return 0
        cuts.append(cut)
        spans.append((page.tokens[after - 1].start, page.tokens[after - 1].end))
        if cut.degrees is not None and (pair := _between_at(page, after, end)) is not None:
            west, east, after = pair
            cuts += [HalfPlane("E", west), HalfPlane("W", east)]
    if not cuts:
        return 0
    bounds = {cut.side: cut.degrees for cut in cuts if cut.degrees is not None}
    if (box := _box(bounds, body.label, tuple(spans))) is not None:
        if is_excluded(body, at, end):
            cut_out(body, [box], at, after)
        else:
            body.areas.append(box)
        return after
    behind = after
    after = _fir_after(page, after, end)
    printed = page.quote(at, after)
    if is_excluded(body, at, end):
        not_cut_out(body, at, after, printed)
        body.excluding = -1
        return after
    if body.areas and _behind_ring(body, at):
        _restrict(body, cuts if after == behind else [], (at, after), printed)
        return after
    ring = page.skip(after, _AHEAD, ",:")
    if after == behind and after < ring < end and page.kind(ring) == LAT:
        body.cuts_ahead = cuts, at, after
        return ring
    _alone(body, cuts, at, after)
    return after


def _alone(body: BodyContent, cuts: list[HalfPlane], at: int, after: int) -> None:
    """Half planes without a ring: an area that has no outline."""
    printed = body.page.quote(at, after)
    body.page.report(AreaNote.SOME_SIDES, at, after, printed=printed)
    note = Remark(AreaNote.SOME_SIDES, {"printed": printed})
    line = tuple(point for cut in cuts for point in cut.line)
    body.areas.append(Area("other", body.label, line=line, notes=(note,)))


def _box(bounds: dict[str, float], label: str | None, spans: tuple[tuple[int, int], ...]) -> Area | None:
    """Four sides of parallels and meridians are a box."""
    if len(bounds) < len(("N", "S", "E", "W")):
        return None
    lat, lon = (bounds["N"], bounds["S"]), (bounds["E"], bounds["W"])
    return Area("box", label, lat=lat, lon=lon, spans=spans) if lat[0] < lat[1] and lon[0] != lon[1] else None


def _restrict(body: BodyContent, cuts: list[HalfPlane], place: tuple[int, int], printed: str) -> None:
    """Cut the last area, or note that only a part of it is meant."""
    area = body.areas[-1]
    whole = area.boundary
    drawn = bool(cuts) and whole is not None and cut_ring(whole, cuts) is not None
    code = AreaNote.CUT if drawn else AreaNote.CUT_NOT_DRAWN
    body.page.report(code, *place, printed=printed)
    body.page.use(body.page.at_place(area.spans[-1][1]), place[0])
    notes = (*area.notes, Remark(code, {"printed": printed}))
    body.areas[-1] = replace(area, notes=notes, cuts=(*area.cuts, *cuts) if drawn else area.cuts)


def cut_from_ahead(body: BodyContent) -> None:
    """Cut the last area by the half planes that are printed before it."""
    if body.cuts_ahead is None or not body.areas:
        return
    (cuts, at, after), body.cuts_ahead = body.cuts_ahead, None
    _restrict(body, cuts, (at, after), body.page.quote(at, after))


def close_cuts(body: BodyContent) -> None:
    """Half planes whose ring did not follow."""
    if body.cuts_ahead is not None:
        _alone(body, *body.cuts_ahead)


def _cut_at(page: Page, at: int, end: int) -> tuple[HalfPlane, int] | None:
    side = _side_at(page, at, end)
    if side is not None:
        return HalfPlane(side[0], side[1]), side[2]
    word = page.word(at)
    line_at = page.skip(at + 2, ("THE", "A", "STRAIGHT"))
    if word not in LINE_SIDES or not page.is_word(at + 1, "OF") or not page.is_word(line_at, "LINE"):
        return None
    near = page.skip(line_at + 1, _LINE_WORDS, ":")
    points = []
    while isinstance(pair := pair_at(page.tokens, near, end) if near < end else None, Pair):
        points.append((pair.lat_deg, pair.lon_deg))
        after = pair.after
        near = page.skip(after, ("AND", "TO", "THENCE"), ",-;")
    return (HalfPlane(LINE_SIDES[word], line=tuple(points)), after) if len(points) >= 2 else None


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
