"""Lead words, which give the meaning of the positions after them: WITHIN, RADIUS, CIRCLE, SECTOR, TRACKLINE.

Each reader takes the body and the token of its word, and gives the token after what it read, or 0.
"""

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.measures import bearings_at, distance_at, number_at
from downrange.launch.notices.grammar.outlines import Lead, tail_of
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import pair_at
from downrange.launch.notices.tokens.tokenizer import LAT, LON, NUMBER

_CENTRED = ("CENTRED", "CENTERED", "CENTER", "CENTRE", "AROUND", "ABOUT")
PAD_WORDS = {"PAD", "SITE", "LAUNCHER", "LAUNCHPAD"}


def _within(body: BodyContent, at: int, end: int) -> int:
    """WITHIN 324 MILES OF; WITHIN 18 MILES OF TRACKLINE JOINING; WI 0.5 RADIUS OF."""
    page = body.page
    after = at + 1
    while page.is_word(after, "A", "THE", "CIRCLE", "RADIUS", "OF"):
        after += 1
    distance = distance_at(page, after)
    number = number_at(page, after)
    if distance is None and number is not None and page.is_word(number[1], "RADIUS", "OF"):
        page.report(NoticeDefect.RADIUS_WITHOUT_UNIT, at, number[1] + 1)
        distance = number
    if distance is None:
        return 0
    body.lead.radius_nm, after = distance
    while page.is_word(after, "OF", "RADIUS", "FROM", "AROUND", "EITHER", "SIDE", "A", "THE", "LINE",
        "LINES", "TRACKLINE",
                       "TRACKLINES", "TRACK", "JOINING", "COORD", "POSITION", "BOTH", "SIDES",
                       *_CENTRED, "ON", "CONNECTING"):  # fmt: skip
        body.lead.track |= page.is_word(after, "TRACKLINE", "TRACKLINES", "LINE", "TRACK", "LINES")
        after += 1
    return after


def _radius(body: BodyContent, at: int, end: int) -> int:
    """RADIUS: 65,7 NM; RADIUS OF 28KM (15.12NM); the positions stand before or after."""
    page, after = body.page, at + 1
    while page.is_word(after, "OF", "IS") or page.is_mark(after, ":", "-"):
        after += 1
    distance = distance_at(page, after)
    if distance is None:
        return after if body.lead.radius_nm else 0
    nm, after = distance
    last = body.areas[-1] if body.areas else None
    if last is not None and last.shape == "other" and last.center and last.label == body.label:
        body.areas[-1] = Area(
            "circle", last.label, center=last.center, radius_nm=round(nm, 6), spans=last.spans
        )
        page.defects = [defect for defect in page.defects if defect.code is not AreaNote.SINGLE_POSITION]
    else:
        body.lead.radius_nm, body.lead.circle = nm, True
    return after


def _circle(body: BodyContent, at: int, end: int) -> int:
    """A CIRCLE OF 10NM AROUND THE LAUNCH PAD; CIRCLE WITH CENTER IN POSITION; A CIRCLE RADIUS OF 0.6NM."""
    page, after = body.page, at + 1
    body.lead.circle = True
    while page.is_word(
        after,
        "OF",
        "WITH",
        "A",
        "RADIUS",
        "HAVING",
        "ORIGO",
        "IN",
        "POS",
        "POSITION",
        "NOMINAL",
        "IMPACT",
        "POINT",
        *_CENTRED,
    ) or page.is_mark(after, ".", ":"):
        after += 1
    distance = distance_at(page, after)
    if distance is not None:
        body.lead.radius_nm, after = distance
        after += page.is_word(after, "RADIUS")
        place = after
        while page.is_word(place, *_CENTRED, "ON", "AT", "OF", "FROM", "FM", "THE", "LAUNCH", "ROCKET"):
            place += 1
        printed = place + 1 < end and page.tokens[place + 1].kind == LAT
        if page.is_word(place, *PAD_WORDS) and not printed:
            body.waiting.append((body.lead, body.label, at))
            body.lead = Lead()
            return place + 1
    return after


def _sector(body: BodyContent, at: int, end: int) -> int:
    """A SECT BTN 25NM AND 90NM FM LAUNCH PAD COORD AND BTN AZM ANGLES 130DEG AND 150DEG FM TRUE NORTH."""
    page, after = body.page, at + 1
    body.lead.sector = True
    while page.is_word(
        after,
        "WITH",
        "ORIGIN",
        "ORIGO",
        "IN",
        "POS",
        "POSITION",
        "THE",
        "LAUNCHER",
        "COORDINATES",
        "OF",
        "A",
        "BTN",
        "BETWEEN",
    ) or page.is_mark(after, ".", ":"):
        after += 1
    near = distance_at(page, after) or number_at(page, after)
    far = distance_at(page, near[1] + 1) if near and page.is_word(near[1], "AND", "TO") else None
    if near is None or far is None:
        return after
    body.lead.inner_nm, body.lead.radius_nm = near[0], far[0]
    if not distance_at(page, after):
        body.lead.inner_nm = near[0] * far[0] / max(number_at(page, near[1] + 1)[0], 1e-9)  # type: ignore[index]
    after = far[1]
    pad = False
    while page.is_word(after, "FM", "FROM", "THE", "LAUNCH", "COORD", "AND", "BTN", "BETWEEN", "AZM",
        "AZIMUTH", "ANGLES", "ANGLE",
                       "COORDINATES", "OF", *PAD_WORDS) or page.is_mark(after, ",", ":"):  # fmt: skip
        pad |= page.is_word(after, *PAD_WORDS)
        after += 1
    bearings = bearings_at(page, after)
    if bearings:
        body.lead.bearings, after = bearings[:2], bearings[2]
    while page.is_word(after, "FM", "FROM", "TRUE", "NORTH"):
        after += 1
    if pad and bearings:
        body.waiting.append((body.lead, body.label, at))
        body.lead = Lead()
    return after


def _trackline(body: BodyContent, at: int, end: int) -> int:
    """ALONG TRACKLINE JOINING a, b: a line without a width."""
    after = at + 1
    while body.page.is_word(after, "JOINING", "CONNECTING"):
        after += 1
    body.lead.track = True
    return after


def _ellipse(body: BodyContent, at: int, end: int) -> int:
    """LARGE AXIS 199 MILES AND SMALL AXIS 35 MILES; AZIMUTH OF LARGE AXIS 292 DEGREES: an ellipse, not drawn."""
    page = body.page
    if not page.is_word(at + 1, "AXIS"):
        return 0
    distance = distance_at(page, at + 2)
    number = number_at(page, at + 2)
    after = distance[1] if distance else number[1] if number else at + 2
    page.report(NoticeDefect.ELLIPSE, at, after)
    return after


def _pair_by_name(body: BodyContent, at: int, end: int) -> int:
    """Latitude: 40°52'59"N, Longitude: 119°02'04"W, with or without a radius to follow."""
    page = body.page
    first = at + 1 + page.is_mark(at + 1, ":")
    middle = first + 1
    while (
        page.is_mark(middle, ",", ";")
        or page.is_word(middle, "LONGITUDE", "LONG", "AND")
        or page.is_mark(middle, ":")
    ):
        middle += 1
    if not (middle < end and page.tokens[first].kind == LAT and page.tokens[middle].kind == LON):
        return 0
    joined = [page.tokens[first], page.tokens[middle]]
    pair = pair_at(joined, 0, 2)
    if pair is None or isinstance(pair, Remark):
        return 0
    after = middle + 1
    while page.is_mark(after, ")", "."):
        after += 1
    lead = body.lead
    after = max(after, tail_of(page, after, end, lead))
    position = (pair.lat_deg, pair.lon_deg)
    spans = ((page.tokens[first].start, page.tokens[middle].end),)
    if lead.radius_nm:
        body.areas.append(
            Area("circle", body.label, center=position, radius_nm=round(lead.radius_nm, 6), spans=spans)
        )
    else:
        note = Remark(AreaNote.SINGLE_POSITION)
        body.areas.append(Area("other", body.label, center=position, notes=(note,), spans=spans))
    body.lead = Lead()
    return after


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
    "WITHIN": _within, "WI": _within, "RADIUS": _radius, "CIRCLE": _circle, "SECTOR": _sector, "SECT": _sector,
    "TRACKLINE": _trackline, "LARGE": _ellipse, "SMALL": _ellipse, "LATITUDE": _pair_by_name,
    "LAT": _pair_by_name,
}  # fmt: skip
