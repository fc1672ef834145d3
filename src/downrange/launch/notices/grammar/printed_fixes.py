"""Positions by bearing and distance: 12NM NE OF p, RDL 045 DIST 12NM FROM VOR ABC (p), THENCE 090 DEG 10NM.

Where the position of the fix is printed the position is computed; where only its name is, it is *unlocated*, and what
it belongs to is withheld. A leg of a chain starts at the position before it.
"""

from downrange.codes import Remark
from downrange.earth.constants import M_PER_NM
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.launch.areas.arcs import Position
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.areas.computed_positions import ComputedPosition
from downrange.launch.notices.grammar.measures import distance_at, number_at, unit_at
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Pair, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, LAT, LON, NUMBER, WORD
from downrange.launch.notices.tokens.word_lists import words

_BEACON, _BEARING, _DEGREES, _FROM = (
    words("fixes", name) for name in ("beacon", "bearing", "degrees", "from")
)
_BEFORE_DISTANCE, _BEFORE_BEARING = words("fixes", "before a distance"), words("fixes", "before a bearing")
_BEFORE_FIX = words("fixes", "before a fix")
_MAGNETIC = frozenset(("RDL", "RADIAL", "R", "M", "MAG", "MAGNETIC"))
_POINTS = (
    "NORTH",
    "NNE",
    "NE",
    "ENE",
    "EAST",
    "ESE",
    "SE",
    "SSE",
    "SOUTH",
    "SSW",
    "SW",
    "WSW",
    "WEST",
    "WNW",
    "NW",
    "NNW",
)
COMPASS = (
    {point: 22.5 * number for number, point in enumerate(_POINTS)}
    | {"NORTHEAST": 45.0, "SOUTHEAST": 135.0, "SOUTHWEST": 225.0, "NORTHWEST": 315.0}
)  # fmt: skip
_LETTERS = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
_SIGNS = _BEACON | _BEARING | (_DEGREES - {"M", "T", "TRUE"}) | COMPASS.keys() | {"R"}
_GLUED = 6  # digits of TXO275034: bearing and distance in nautical miles
_IDENT = (2, 3)  # letters of a beacon
_NAME = 5  # words of the name of a fix before its position
_CLOSING_NM, _LEG_SLACK_NM, _LEG_SLACK_SHARE = (
    0.1,
    0.5,
    0.02,
)  # a leg ends as near as this to the position printed behind it


def may_have_fixes(page: Page, first: int, end: int) -> bool:
    """Whether a word of a bearing stands from one token to before another, or figures glued to three letters."""
    for at in range(first, end):
        kind, text = page.tokens[at][:2]
        if kind == WORD and (text in _SIGNS or (len(text) == _IDENT[1] and _glued(page, at))):
            return True
    return False


def fix_at(page: Page, at: int, end: int) -> Pair | None:
    """A position by bearing and distance that starts at a token; its tokens run to behind the fix's own position.

    Unlocated (`Pair.unlocated` says why, the angles are not numbers) where the fix is only named.
    """
    kind = page.kind(at)
    if kind == NUMBER:
        found = _distance_first(page, at, end) or _bearing_first(page, at, end)
    elif kind == WORD and page.tokens[at].text in _BEARING | {"R"}:
        found = _bearing_first(page, at, end)
    elif kind == WORD:
        found = _fix_first(page, at, end)
    else:
        return None
    if found is None:
        return None
    origin, bearing_deg, distance_nm, magnetic, after = found
    if magnetic:
        page.report(NoticeDefect.MAGNETIC, at, after)
    if origin is None:
        return _unlocated(page, AreaNote.FIX_NOT_LOCATED, at, after)
    return _computed(origin, bearing_deg, distance_nm, at, after)


def leg_at(page: Page, at: int, end: int, before: Position) -> Pair | None:
    """A leg from the position before it: 090 DEG 10NM, 10NM ON BEARING 090, EAST 10NM; not with FROM a fix behind.

    Where a position is printed behind it (TO p) that is the end; a leg that does not lead there is unlocated.
    """
    read = _bearing_and_distance(page, at) or _distance_and_bearing(page, at)
    if read is None and page.word(at) in COMPASS:
        distance = distance_at(page, page.skip(at + 1, _BEFORE_DISTANCE, ","))
        read = None if distance is None else (COMPASS[page.word(at)], distance[0], False, distance[1])
    if read is None or page.word(read[3]) in _FROM:
        return None
    bearing_deg, distance_nm, magnetic, after = read
    if magnetic:
        page.report(NoticeDefect.MAGNETIC, at, after)
    leg = _computed(before, bearing_deg, distance_nm, at, after)
    printed = pair_at(page.tokens, page.skip(after, ("TO",)), end) if page.is_word(after, "TO") else None
    if not isinstance(printed, Pair):
        return leg
    there = (printed.lat_deg, printed.lon_deg)
    if _apart_nm(there, (leg.lat_deg, leg.lon_deg)) <= max(_LEG_SLACK_NM, _LEG_SLACK_SHARE * distance_nm):
        known = ComputedPosition(there, before, bearing_deg, round(distance_nm, 6), printed=True)
        return Pair(*there, at, printed.after, printed.remarks, fix=known)
    return _unlocated(page, AreaNote.LEG_CONTRADICTS, at, printed.after)


def _unlocated(page: Page, code: AreaNote, at: int, after: int) -> Pair:
    nan = float("nan")
    return Pair(nan, nan, at, after, unlocated=Remark(code, {"printed": page.quote(at, after)}))


def closes(first: Pair, last: Pair) -> bool:
    """Whether the last leg of an outline comes back to its first position, which is then not one more vertex."""
    if last.fix is None or last.unlocated is not None:
        return False
    slack_nm = max(_CLOSING_NM, _LEG_SLACK_SHARE * last.fix.distance_nm)
    return _apart_nm((first.lat_deg, first.lon_deg), (last.lat_deg, last.lon_deg)) <= slack_nm


def _apart_nm(a: Position, b: Position) -> float:
    return float(geodesic_inverse(*a, *b)[0]) / M_PER_NM


def _computed(origin: Position, bearing_deg: float, distance_nm: float, at: int, after: int) -> Pair:
    fix = ComputedPosition.from_origin(origin, bearing_deg, distance_nm)
    return Pair(*fix.position, at, after, fix=fix)


_Read = tuple[Position | None, float, float, bool, int]


def _distance_first(page: Page, at: int, end: int) -> _Read | None:
    """12NM NE OF p; 12 NM ON A BEARING OF 045 DEG FROM THE LIGHTHOUSE p."""
    distance = distance_at(page, at)
    if distance is None:
        return None
    near = page.skip(distance[1], ("DUE", "TO", "THE"))
    point = COMPASS.get(page.word(near), _LETTERS.get(page.word(near)))
    if point is not None and page.is_mark(near + 1, "-") and page.word(near + 2) in COMPASS:  # NORTH-EAST
        joined = COMPASS.get(page.word(near) + page.word(near + 2))
        point, near = (joined, near + 2) if joined is not None else (None, near)
    if point is not None and page.word(near + 1) in _FROM:
        fix = _fix(page, near + 2, end, named=False)
        return None if fix is None else (fix[0], point, distance[0], False, fix[1])
    read = _distance_and_bearing(page, at)
    return _from_fix(page, read, end)


def _bearing_first(page: Page, at: int, end: int) -> _Read | None:
    """RDL 045 DIST 12NM FROM ABC VOR (p); RDL 045 OF ABC VOR AT 12NM."""
    read = _bearing_and_distance(page, at)
    if read is not None:
        return _from_fix(page, read, end)
    bearing = _bearing(page, at)
    if bearing is None or page.word(bearing[2]) not in _FROM:
        return None
    fix = _fix(page, bearing[2] + 1, end, named=True)
    if fix is None:
        return None
    distance = distance_at(page, page.skip(fix[1], _BEFORE_DISTANCE, ","))
    return None if distance is None else (fix[0], bearing[0], distance[0], bearing[1], distance[1])


def _from_fix(page: Page, read: tuple[float, float, bool, int] | None, end: int) -> _Read | None:
    if read is None or page.word(read[3]) not in _FROM:
        return None
    fix = _fix(page, read[3] + 1, end, named=True)
    return None if fix is None else (fix[0], read[0], read[1], read[2], fix[1])


def _fix_first(page: Page, at: int, end: int) -> _Read | None:
    """TXO275034; ABC VOR 045/12; ABC VOR (p) RDL 045 DIST 12NM; VOR/DME ABC R-045 12 NM."""
    if _glued(page, at):
        if page.kind(at - 1) in (LAT, LON):
            return None  # 283805N 0804716W ORL079029.4: the same position, said again
        figures = page.tokens[at + 1].text
        position = _position_of(page, page.word(at))
        return position, float(figures[:3]), float(figures[3:]), True, at + 2
    beacon = page.word(at) in _BEACON
    named = _IDENT[0] <= len(page.word(at)) <= _IDENT[1] and page.word(at + 1) in _BEACON
    if not (beacon or named):
        return None
    fix = _fix(page, at, end, named=True)
    if fix is None:
        return None
    position, after = fix
    after = page.skip(after, (), ",-")
    if page.kind(after) == FRACTION:
        first, _, second = page.tokens[after].text.partition("/")
        unit = unit_at(page, after + 1)
        if len(first) != 3 or int(first) > 360:
            return None
        share = unit[0] if unit else 1.0
        return position, float(first), float(second) * share, True, unit[1] if unit else after + 1
    read = _bearing_and_distance(page, after) or _distance_and_bearing(page, after)
    return None if read is None else (position, *read)


def _glued(page: Page, at: int) -> bool:
    figures = page.tokens[at + 1].text if page.kind(at + 1) == NUMBER and page.touches(at + 1) else ""
    whole = figures.partition(".")[0]
    return len(page.word(at)) == 3 and len(whole) == _GLUED and int(whole[:3]) <= 360


def _bearing(page: Page, at: int) -> tuple[float, bool, int] | None:
    """A bearing with its word before it or DEG behind it: degrees, whether magnetic, what follows."""
    start = page.skip(at, _BEARING | {"R", "OF", "TRUE"}, "-:")
    number = number_at(page, start)
    if number is None or not 0 <= number[0] <= 360 or page.kind(start) != NUMBER:
        return None
    after = page.skip(number[1], _DEGREES, "°")
    radial = page.is_word(after, "RADIAL", "RDL")
    words_ = [token.text for token in page.tokens[at : after + radial] if token.kind == WORD]
    if not any(word in _BEARING | _DEGREES | {"R"} for word in words_) and "°" not in page.quote(at, after):
        return None
    return number[0], any(word in _MAGNETIC for word in words_), after + radial


def _bearing_and_distance(page: Page, at: int) -> tuple[float, float, bool, int] | None:
    """RDL 045 DIST 12NM; 045 DEG/12NM; RDL 045/12NM."""
    fraction = page.skip(at, _BEARING | {"R"}, "-:")
    if page.kind(fraction) == FRACTION and fraction > at:
        first, _, second = page.tokens[fraction].text.partition("/")
        unit = unit_at(page, fraction + 1)
        if len(first) != 3 or int(first) > 360 or unit is None:
            return None
        magnetic = any(token.text in _MAGNETIC for token in page.tokens[at:fraction])
        return float(first), float(second) * unit[0], magnetic, unit[1]
    bearing = _bearing(page, at)
    if bearing is None:
        return None
    distance = distance_at(page, page.skip(bearing[2], _BEFORE_DISTANCE, ",/"))
    return None if distance is None else (bearing[0], distance[0], bearing[1], distance[1])


def _distance_and_bearing(page: Page, at: int) -> tuple[float, float, bool, int] | None:
    """12NM ON A BEARING OF 045 DEG."""
    distance = distance_at(page, at)
    if distance is None:
        return None
    bearing = _bearing(page, page.skip(distance[1], _BEFORE_BEARING, ","))
    return None if bearing is None else (bearing[0], distance[0], bearing[1], bearing[2])


def _fix(page: Page, at: int, end: int, *, named: bool) -> tuple[Position | None, int] | None:
    """A fix: its position where it is printed, and what follows; None where no fix stands there.

    `named`: a beacon's name alone is a fix as well, whose position may be printed elsewhere in the message.
    """
    near = page.skip(at, _BEFORE_FIX, ":")
    last, ident, beacon = near, "", False
    for _ in range(_NAME):
        if page.kind(near) in (LAT, "(") or not page.word(near):
            break
        beacon = beacon or page.word(near) in _BEACON
        if page.word(near) not in _BEACON and _IDENT[0] <= len(page.word(near)) <= _IDENT[1]:
            ident = ident or page.word(near)
        near += 1
        last = near
        near += page.is_mark(near, "/", "'") and page.kind(near + 1) == WORD
        if beacon and ident and page.word(near) not in _BEACON:
            break
    open_ = page.is_mark(near, "(")
    pair = pair_at(page.tokens, near + open_, end) if near + open_ < end else None
    if isinstance(pair, Pair):
        return (pair.lat_deg, pair.lon_deg), pair.after + (open_ and page.is_mark(pair.after, ")"))
    if not named or not (beacon or ident):
        return None
    return _position_of(page, ident), last


def _position_of(page: Page, ident: str) -> Position | None:
    """The position printed right behind a beacon's name, anywhere in the message; None where two differ."""
    if ident in page.fix_positions:
        return page.fix_positions[ident]
    found: set[Position] = set()
    for at in page.places(ident) if ident else ():
        near = page.skip(at + 1, _BEACON | _BEFORE_FIX | {"IS", "AT"}, "(:/=")
        if (
            near > at + 1
            and page.kind(near) == LAT
            and isinstance(pair := pair_at(page.tokens, near, len(page)), Pair)
        ):
            found.add((pair.lat_deg, pair.lon_deg))
    page.fix_positions[ident] = found.pop() if len(found) == 1 else None
    return page.fix_positions[ident]
