"""Lead words, which give the meaning of the positions after them: WITHIN, RADIUS, CIRCLE, SECTOR, TRACKLINE.

Each reader takes the body and the token of its word, and gives the token after what it read, or 0.
"""

from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.exclusions import EXCLUDING, exclusion
from downrange.launch.notices.grammar.half_planes import LINE_SIDES, half_plane
from downrange.launch.notices.grammar.measures import (
    BEARING_WORDS,
    ROUND_WORDS,
    UNITS_NM,
    bearings_at,
    distance_at,
    number_at,
    radius_at,
)
from downrange.launch.notices.grammar.outlines import Lead
from downrange.launch.notices.grammar.printed_ellipses import AXIS_STARTS, ELLIPSES, ellipse
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.tokenizer import LAT, LON, NUMBER
from downrange.launch.notices.tokens.word_lists import words

_CENTRED = words("leads", "centred")
_RADIUS_OF, _LINE = words("leads", "radius of"), words("leads", "line")
_DISTANCE_OF = words("leads", "distance of") | _LINE | _CENTRED
_CIRCLE, _CENTRE = words("leads", "circle") | _CENTRED, words("leads", "centre") | _CENTRED
_SECTOR, _BEARINGS, _NORTH = (words("leads", section) for section in ("sector", "bearings", "north"))
PAD_WORDS = words("leads", "launch pad")


def _within(body: BodyContent, at: int, end: int) -> int:
    """WITHIN 324 MILES OF; WITHIN 18 MILES OF TRACKLINE JOINING; WI 0.5 RADIUS OF."""
    page = body.page
    after = page.skip(at + 1, _RADIUS_OF)
    distance, number = radius_at(page, at + 1) or radius_at(page, after), number_at(page, after)
    if distance is None and number is not None and page.is_word(number[1], "RADIUS", "OF"):
        page.report(NoticeDefect.RADIUS_WITHOUT_UNIT, at, number[1] + 1)
        distance = number
    if distance is None:
        return 0
    body.lead.radius_nm, start = distance
    after = page.skip(start, _DISTANCE_OF)
    body.lead.track |= any(token.text in _LINE for token in page.tokens[start:after])
    return after


def _radius(body: BodyContent, at: int, end: int) -> int:
    """RADIUS: 65,7 NM; RADIUS OF 28KM (15.12NM); DIAMETER 20 MILES; the positions stand before or after."""
    page = body.page
    after = page.skip(at + 1, ("OF", "IS"), ":-=")
    distance = radius_at(page, at)
    if distance is None:
        return after if body.lead.radius_nm else 0
    nm, after = distance
    last = body.areas[-1] if body.areas else None
    if last is not None and last.shape == "other" and last.center and last.label == body.label:
        circle = Area("circle", last.label, center=last.center, radius_nm=round(nm, 6), spans=last.spans)
        body.areas[-1] = circle
        page.defects = [defect for defect in page.defects if defect.code is not AreaNote.SINGLE_POSITION]
    else:
        body.lead.radius_nm, body.lead.circle = nm, True
    return after


def _circle(body: BodyContent, at: int, end: int) -> int:
    """A CIRCLE OF 10NM AROUND THE LAUNCH PAD; CIRCLE WITH CENTER IN POSITION; A CIRCLE RADIUS OF 0.6NM."""
    page = body.page
    body.lead.circle = True
    after = page.skip(at + 1, _CIRCLE, ".:")
    distance = radius_at(page, after - page.is_word(after - 1, *ROUND_WORDS))
    if distance is not None:
        body.lead.radius_nm, after = distance
        place = page.skip(after, _CENTRE)
        printed = place + 1 < end and page.tokens[place + 1].kind == LAT
        if page.is_word(place, *PAD_WORDS) and not printed:
            _wait_for_pad(body, at)
            return place + 1
    return after


def _half_circle(body: BodyContent, at: int, end: int) -> int:
    """SEMI-CIRCLE, HALF CIRCLE: a circle whose side is said behind it."""
    page = body.page
    circle = at + 1 + page.is_mark(at + 1, "-")
    if not page.is_word(circle, "CIRCLE"):
        return 0
    body.lead.sector = True
    return _circle(body, circle, end)


def _sector(body: BodyContent, at: int, end: int) -> int:
    """A SECT BTN 25NM AND 90NM FM LAUNCH PAD COORD AND BTN AZM ANGLES 130DEG AND 150DEG FM TRUE NORTH."""
    page = body.page
    body.lead.sector = True
    after = page.skip(at + 1, _SECTOR, ".:")
    inner = distance_at(page, after)
    if any(token.text in ("BETWEEN", "BTN") for token in page.tokens[at:after]) or page.is_word(
        after, *BEARING_WORDS
    ):
        bearings = bearings_at(page, after) if inner is None else None
        if bearings and not page.is_word(bearings[2], *UNITS_NM):
            body.lead.bearings = bearings[:2]
            return page.skip(bearings[2], ("OF", "FROM", "FM", "VOR", "VORTAC", "DME"), ",/")
    near = inner or number_at(page, after)
    if near is None or not page.is_word(near[1], "AND", "TO"):
        return after
    far, figure = distance_at(page, near[1] + 1), number_at(page, near[1] + 1)
    if far is None or figure is None:
        return after
    # A first figure without a unit has the unit of the second.
    body.lead.inner_nm = near[0] if inner else near[0] * far[0] / max(figure[0], 1e-9)
    body.lead.radius_nm = far[0]
    after = page.skip(far[1], _BEARINGS | PAD_WORDS, ",:")
    pad = any(token.text in PAD_WORDS for token in page.tokens[far[1] : after])
    bearings = bearings_at(page, after)
    if bearings:
        body.lead.bearings, after = bearings[:2], bearings[2]
    after = page.skip(after, _NORTH)
    if pad and bearings:
        _wait_for_pad(body, at)
    return after


def _wait_for_pad(body: BodyContent, at: int) -> None:
    """Keep what was read for the launch pad's position, which may be printed elsewhere."""
    body.waiting.append((body.lead, body.label, at))
    body.lead = Lead()


def _trackline(body: BodyContent, at: int, end: int) -> int:
    """ALONG TRACKLINE JOINING a, b: a line without a width."""
    body.lead.track = True
    return body.page.skip(at + 1, ("JOINING", "CONNECTING"))


def _stray_axis(body: BodyContent, at: int, end: int) -> int:
    """LARGE AXIS 199 MILES outside an ellipse: reported."""
    page = body.page
    if not page.is_word(at + 1, "AXIS"):
        return 0
    distance = distance_at(page, at + 2)
    number = number_at(page, at + 2)
    after = distance[1] if distance else number[1] if number else at + 2
    page.report(NoticeDefect.ELLIPSE, at, after)
    return after


def _pair_by_name(body: BodyContent, at: int, end: int) -> int:
    """LATITUDE, LAT., LONG: before a half position, which the reader of outlines takes."""
    after = body.page.skip(at + 1, (), ":.")
    return after if after < end and body.page.kind(after) in (LAT, LON) else 0


def _stage(body: BodyContent, at: int, end: int) -> int:
    """1ST STAGE FALLING INFO; PAYLOAD FAIRING: 0533-0934 UTC: what follows is of that part."""
    page = body.page
    if page.is_word(at, "STAGE"):
        ordinal = page.is_word(at - 1, "ST", "ND", "RD", "TH") and page.tokens[at - 2].kind == NUMBER
        name = f"{page.tokens[at - 2].text}{page.tokens[at - 1].text} STAGE" if ordinal else None
        first = at - 2
    else:
        name, first = "FAIRING", at
    after = at + 1 + page.is_word(at + 1, "STAGE")
    if page.is_word(at - 2, "INITIAL") and page.is_word(after, "AREA"):
        body.label, body.outer, body.lead = "INITIAL STAGE", None, Lead()
        return after
    if name is None or not (page.is_mark(after, ":") or page.is_word(after, "FALLING")):
        return 0
    body.label, body.outer, body.lead = name, None, Lead()
    page.use(first, at)
    return after


LEADS = {
    "STAGE": _stage,
    "FAIRING": _stage,
    "WITHIN": _within, "WI": _within, "RADIUS": _radius, "DIAMETER": _radius,
    "DIAM": _radius, "CIRCLE": _circle, "SECTOR": _sector, "SECT": _sector,
    "SEMI": _half_circle, "HALF": _half_circle,
    "TRACKLINE": _trackline, **dict.fromkeys(AXIS_STARTS, _stray_axis), "LATITUDE": _pair_by_name,
    "LAT": _pair_by_name, "LONGITUDE": _pair_by_name, "LONG": _pair_by_name,
    **dict.fromkeys(ELLIPSES, ellipse), **dict.fromkeys(EXCLUDING, exclusion),
    **dict.fromkeys(LINE_SIDES, half_plane),
}  # fmt: skip
