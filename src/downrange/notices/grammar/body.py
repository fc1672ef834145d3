"""The body of a message: one walk over its words, handing positions, times and labels to their readers.

What a word is decides who reads it: a latitude starts an outline, an hour or a date starts a time expression,
"A." or "AREA 2:" names what follows, WITHIN or RADIUS prepares an outline. Words that are known to have no
bearing on where, when or what are ignored by name; every other word stays unread, and is reported.
"""

from dataclasses import dataclass, field

from downrange.notices.areas import Area
from downrange.notices.grammar.measures import NUMBER_WORDS, bearings_at, distance_at, label_at, number_at
from downrange.notices.grammar.outlines import Lead, areas_of, box_at, read_chain, tail_of
from downrange.notices.grammar.times import Run, read_run, starts_time
from downrange.notices.notice import Point
from downrange.notices.words.coordinates import pair_at
from downrange.notices.words.page import Page
from downrange.notices.words.plain import CLAUSES, PLAIN, glued
from downrange.notices.words.tokens import BARE, LAT, LON, NUMBER, WORD

_CENTRED = ("CENTRED", "CENTERED", "CENTER", "CENTRE", "AROUND", "ABOUT")
_PAD_WORDS = {"PAD", "SITE", "LAUNCHER", "LAUNCHPAD"}
_ROUTE_WORDS = {"DCT", "VOR", "DME", "WPT", "WAYPOINT"}


@dataclass(slots=True)
class Body:
    """What the body of a message said: areas, and runs of time words with the label they stood under."""

    page: Page
    areas: list[Area] = field(default_factory=list)
    runs: list[tuple[Run, str | None]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    label: str | None = None
    lead: Lead = field(default_factory=Lead)
    waiting: list[tuple[Lead, str | None, int]] = field(default_factory=list)
    named: list[tuple[str, int, int]] = field(default_factory=list)

    def read(self, first: int, end: int) -> None:
        """Walk over the tokens from `first` to before `end`."""
        page, at = self.page, first
        while at < end:
            token = page.tokens[at]
            if page.fate[at]:
                at += 1
            elif token.kind == LAT or (token.kind == BARE and token.match is not None):
                at = self._outline(at, end, self.label)
            else:
                at = self._label(at, end) or self._time(at, end) or self._word(at, end)
        self._close()

    def _label(self, at: int, end: int) -> int:
        page = self.page
        labelled = label_at(page, at, end)
        if labelled is None:
            return 0
        label, after = labelled
        if after < end and page.tokens[after].kind == LAT:
            if label.isdigit() or page.is_word(at, "AREA", "ZONE", "AREAS"):
                page.use(at, after)
                return self._outline(after, end, label, vertex=not page.is_word(at, "AREA", "ZONE", "AREAS"))
            page.use(at, after)
            return self._outline(after, end, label, vertex=True)
        listed = label.isdigit() and not page.is_word(at, "AREA", "ZONE", "AREAS", "AIRSPACE", "SECTION", "TRA")
        if listed and not self._names_area(after, end):
            page.ignore(at, after)
            return after
        if not listed and page.tokens[at].kind == WORD and len(page.tokens[at].text) == 1 and not self._may_label(at):
            return 0
        self.label, self.lead = label, Lead()
        page.use(at, after)
        return after

    def _names_area(self, at: int, end: int) -> bool:
        return self.page.is_word(at, "AIRSPACE", "DANGER", "RESTRICTED") and not self.page.is_word(at + 2, *_PAD_WORDS)

    def _may_label(self, at: int) -> bool:
        page = self.page
        return at == 0 or page.starts_line(at) or page.is_mark(at - 1, ".", ":", ",", ";", ")", "-") or page.tokens[at - 1].kind in (LON, NUMBER)

    def _time(self, at: int, end: int) -> int:
        if not starts_time(self.page, at, end):
            return 0
        run = read_run(self.page, at, end)
        if run.after == at:
            return 0
        if run:
            self.runs.append((run, self.label))
        return run.after

    def _outline(self, at: int, end: int, label: str | None, vertex: bool = False) -> int:
        page, lead = self.page, self.lead
        box = box_at(page, at, end, label)
        if box is not None:
            self.areas.append(box[0])
            page.use(at, box[1])
            self.lead = Lead()
            return box[1]
        chain = read_chain(page, at, end, label if vertex else None)
        if not chain.vertices:
            return max(chain.after, at + 1)
        if len(chain.vertices) == 1:
            if self._on_a_route(at, chain.after):
                page.fate[at : chain.after] = bytes(chain.after - at)
                page.ignore(at, chain.after)
                return chain.after
            tail = tail_of(page, chain.after, end, lead)
            page.use(chain.after, tail)
            chain.after = tail
        if len(chain.vertices) <= 2 and not lead.radius_nm and (name := self._point_name(at)):
            for vertex_ in chain.vertices:
                self.points.append(Point(name, (vertex_.pair.lat_deg, vertex_.pair.lon_deg)))
        else:
            made = areas_of(page, chain, lead, self.label if vertex else label)
            if vertex and len(made) == 1 and len(chain.vertices) > 1 and made[0].label is None and self.label is None:
                pass
            self.areas += made
        self.lead = Lead()
        return chain.after

    def _on_a_route(self, first: int, after: int) -> bool:
        page = self.page
        for near in (first - 1, first - 2, after, after + 1):
            if page.is_word(near, *_ROUTE_WORDS):
                return True
        for mark, name in ((first - 1, first - 2), (after, after + 1)):
            if page.is_mark(mark, "-") and 0 <= name < len(page) and page.tokens[name].kind == WORD and len(page.tokens[name].text) in (3, 5):
                if page.tokens[name].text not in ("FIVE", "POINT", "TO", "AREA", "FALL"):
                    return True
        return False

    def _point_name(self, at: int) -> str | None:
        words = [token.text for token in self.page.tokens[max(0, at - 7) : at]]
        if _PAD_WORDS & set(words) or "LIFTOFF" in words:
            return "launch site"
        return "nominal impact" if {"FALL", "IMPACT"} & set(words) and ("AT" in words or "IN" in words or "COORD" in words) else None

    def _word(self, at: int, end: int) -> int:
        page, token = self.page, self.page.tokens[at]
        if token.kind != WORD:
            return self._distance(at) or at + 1
        reader = _READERS.get(token.text)
        if reader is not None and (after := reader(self, at, end)):
            page.use(at, after)
            self.lead.at = after
            return after
        for clause in CLAUSES.get(token.text, ()):
            if after := page.follows(at, clause):
                page.ignore(at, after)
                return after
        if token.text in NUMBER_WORDS and (after := self._distance(at)):
            return after
        if token.text in PLAIN or glued(token.text):
            page.ignore(at, at + 1)
        elif at + 1 < end and page.touches(at + 1) and page.tokens[at + 1].kind == NUMBER and len(token.text) <= 4:
            return self._designator(at, end)
        return at + 1

    def _designator(self, at: int, end: int) -> int:
        """LED120, NZD893, R2932: an area that a gazetteer would know, when the text says it is active."""
        page = self.page
        after = at + 2
        if after < end and page.touches(after) and page.tokens[after].kind == WORD and len(page.tokens[after].text) <= 2:
            after += 1
        near = {token.text for token in page.tokens[max(0, at - 4) : after + 3]}
        if near & {"ACTIVATED", "ACT", "ACTIVE", "ACTIVATION", "DANGER", "RESTRICTED", "PROHIBITED", "ESTABLISHED"} and len(page.tokens[at].text) >= 2:
            self.named.append((page.quote(at, after), at, after))
        return after

    def _distance(self, at: int) -> int:
        """A distance by itself: kept as a radius when the words beside it say so."""
        page = self.page
        distance = distance_at(page, at)
        if distance is None:
            return 0
        nm, after = distance
        if page.is_word(after, "RADIUS", "BUFFER") or page.is_word(at - 1, "RADIUS") or page.is_word(after, "OF"):
            if page.is_word(after, "BUFFER"):
                self.lead.buffer_nm = nm
            else:
                self.lead.radius_nm = nm
            after += 1
            page.use(at, after)
            return after
        return 0

    def _close(self) -> None:
        for lead, label, at in self.waiting:
            place = next((point.position for point in self.points if point.name == "launch site"), None)
            if place is None:
                self.page.doubt("the centre is the launch pad, whose position is not printed", at, at + 1)
                self.areas.append(Area("other", label, radius_nm=lead.radius_nm, note="centred on the launch pad; its position is not printed"))
            elif lead.bearings:
                self.areas.append(Area("sector", label, center=place, radius_nm=lead.radius_nm,
                                       inner_radius_nm=lead.inner_nm, bearings=lead.bearings))  # fmt: skip
            else:
                self.areas.append(Area("circle", label, center=place, radius_nm=lead.radius_nm))
        self.waiting.clear()
        for name, first, after in self.named:
            self.page.use(first, after)
            if not self.areas:
                self.areas.append(Area("named", None, name=name))


def _within(body: Body, at: int, end: int) -> int:
    """WITHIN 324 MILES OF; WITHIN 18 MILES OF TRACKLINE JOINING; WI 0.5 RADIUS OF."""
    page = body.page
    after = at + 1
    while page.is_word(after, "A", "THE", "CIRCLE", "RADIUS", "OF"):
        after += 1
    distance = distance_at(page, after)
    number = number_at(page, after)
    if distance is None and number is not None and page.is_word(number[1], "RADIUS", "OF"):
        page.doubt("a radius without a unit; read as nautical miles", at, number[1] + 1)
        distance = number
    if distance is None:
        return 0
    body.lead.radius_nm, after = distance
    while page.is_word(after, "OF", "RADIUS", "FROM", "AROUND", "EITHER", "SIDE", "A", "THE", "LINE", "LINES", "TRACKLINE",
                       "TRACKLINES", "TRACK", "JOINING", "COORD", "POSITION", "BOTH", "SIDES", *_CENTRED, "ON", "CONNECTING"):  # fmt: skip
        body.lead.track |= page.is_word(after, "TRACKLINE", "TRACKLINES", "LINE", "TRACK", "LINES")
        after += 1
    return after


def _radius(body: Body, at: int, end: int) -> int:
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
        body.areas[-1] = Area("circle", last.label, center=last.center, radius_nm=round(nm, 6), spans=last.spans)
        body.page.defects = [d for d in body.page.defects if d[1] != "a single position, with no radius: no area"]
    else:
        body.lead.radius_nm, body.lead.circle = nm, True
    return after


def _circle(body: Body, at: int, end: int) -> int:
    """A CIRCLE OF 10NM AROUND THE LAUNCH PAD; CIRCLE WITH CENTER IN POSITION; A CIRCLE RADIUS OF 0.6NM."""
    page, after = body.page, at + 1
    body.lead.circle = True
    while page.is_word(after, "OF", "WITH", "A", "RADIUS", "HAVING", "ORIGO", "IN", "POS", "POSITION", "NOMINAL", "IMPACT", "POINT", *_CENTRED) or page.is_mark(after, ".", ":"):
        after += 1
    distance = distance_at(page, after)
    if distance is not None:
        body.lead.radius_nm, after = distance
        after += page.is_word(after, "RADIUS")
        place = after
        while page.is_word(place, *_CENTRED, "ON", "AT", "OF", "FROM", "FM", "THE", "LAUNCH", "ROCKET"):
            place += 1
        if page.is_word(place, *_PAD_WORDS):
            body.waiting.append((body.lead, body.label, at))
            body.lead = Lead()
            return place + 1
    return after


def _sector(body: Body, at: int, end: int) -> int:
    """A SECT BTN 25NM AND 90NM FM LAUNCH PAD COORD AND BTN AZM ANGLES 130DEG AND 150DEG FM TRUE NORTH."""
    page, after = body.page, at + 1
    body.lead.sector = True
    while page.is_word(after, "WITH", "ORIGIN", "ORIGO", "IN", "POS", "POSITION", "THE", "LAUNCHER", "COORDINATES", "OF", "A", "BTN", "BETWEEN") or page.is_mark(after, ".", ":"):
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
    while page.is_word(after, "FM", "FROM", "THE", "LAUNCH", "COORD", "AND", "BTN", "BETWEEN", "AZM", "AZIMUTH", "ANGLES", "ANGLE",
                       "COORDINATES", "OF", *_PAD_WORDS) or page.is_mark(after, ",", ":"):  # fmt: skip
        pad |= page.is_word(after, *_PAD_WORDS)
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


def _ellipse(body: Body, at: int, end: int) -> int:
    """LARGE AXIS 199 MILES AND SMALL AXIS 35 MILES; AZIMUTH OF LARGE AXIS 292 DEGREES: an ellipse, not drawn."""
    page = body.page
    if not page.is_word(at + 1, "AXIS"):
        return 0
    distance = distance_at(page, at + 2)
    number = number_at(page, at + 2)
    after = distance[1] if distance else number[1] if number else at + 2
    body.page.doubt("an ellipse: its axes are not drawn", at, after)
    return after


def _pair_by_name(body: Body, at: int, end: int) -> int:
    """Latitude: 40°52'59"N, Longitude: 119°02'04"W, with or without a radius to follow."""
    page = body.page
    first = at + 1 + page.is_mark(at + 1, ":")
    middle = first + 1
    while page.is_mark(middle, ",", ";") or page.is_word(middle, "LONGITUDE", "LONG", "AND") or page.is_mark(middle, ":"):
        middle += 1
    if not (middle < end and page.tokens[first].kind == LAT and page.tokens[middle].kind == LON):
        return 0
    joined = [page.tokens[first], page.tokens[middle]]
    pair = pair_at(joined, 0, 2)
    if pair is None or isinstance(pair, str):
        return 0
    after = middle + 1
    while page.is_mark(after, ")", "."):
        after += 1
    lead = body.lead
    after = max(after, tail_of(page, after, end, lead))
    position = (pair.lat_deg, pair.lon_deg)
    spans = ((page.tokens[first].start, page.tokens[middle].end),)
    if lead.radius_nm:
        body.areas.append(Area("circle", body.label, center=position, radius_nm=round(lead.radius_nm, 6), spans=spans))
    else:
        body.areas.append(Area("other", body.label, center=position, note="a single position", spans=spans))
    body.lead = Lead()
    return after


_READERS = {
    "WITHIN": _within, "WI": _within, "RADIUS": _radius, "CIRCLE": _circle, "SECTOR": _sector, "SECT": _sector,
    "LARGE": _ellipse, "SMALL": _ellipse, "LATITUDE": _pair_by_name, "LAT": _pair_by_name,
}  # fmt: skip
