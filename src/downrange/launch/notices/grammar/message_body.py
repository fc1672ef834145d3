"""The body of a message: one pass over its tokens, each handed to the reader of what it starts.

A latitude starts an outline, an hour or a date a time expression, "A." or "AREA 2:" labels what follows, WITHIN or
RADIUS precedes an outline. Plain words, which give no place, time or kind, are ignored by name; every other word
stays unread and is reported.
"""

from dataclasses import dataclass, field, replace

from downrange.codes import Remark
from downrange.launch.areas.area import Area, Shape
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.area_designators import designators_at, with_names
from downrange.launch.notices.grammar.asides import ASIDE_WORDS, aside_at, ignore_routes
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.exclusions import cut_out, is_excluded
from downrange.launch.notices.grammar.half_planes import close_cuts, cut_from_ahead
from downrange.launch.notices.grammar.leads import LEADS, PAD_WORDS
from downrange.launch.notices.grammar.measures import LABEL_WORDS, ROUND_WORDS, label_at, radius_at
from downrange.launch.notices.grammar.outlines import Lead, areas_of, box_at, tail_of
from downrange.launch.notices.grammar.position_chain import read_chain
from downrange.launch.notices.grammar.printed_fixes import fix_at, may_have_fixes
from downrange.launch.notices.grammar.printed_numbers import NUMBER_WORDS
from downrange.launch.notices.notice import Point
from downrange.launch.notices.times.time_atoms import TIME_WORDS
from downrange.launch.notices.times.time_runs import read_run, starts_time
from downrange.launch.notices.tokens.coordinates import longitudes_first
from downrange.launch.notices.tokens.lexicon import PHRASES, PLAIN
from downrange.launch.notices.tokens.token_page import IGNORED
from downrange.launch.notices.tokens.tokenizer import BARE, LAT, LON, NUMBER, WORD

# Plain words that start nothing: most of a text, ignored without asking each reader.
_INERT = PLAIN - LEADS.keys() - PHRASES.keys() - NUMBER_WORDS.keys() - LABEL_WORDS - TIME_WORDS - ASIDE_WORDS
_ROUTE_WORDS = {"DCT", "VOR", "DME", "WPT", "WAYPOINT"}
_NO_WAYPOINTS = {"FIVE", "POINT", "TO", "AREA", "FALL"}
_NAMING = {"AREA", "ZONE", "AREAS", "AIRSPACE", "SECTION", "TRA"}
_ACTIVE = set("ACTIVATED ACT ACTIVE ACTIVATION DANGER RESTRICTED PROHIBITED ESTABLISHED".split())


@dataclass(slots=True)
class Body(BodyContent):
    """Reads the body of a message, part by part, into its content."""

    _naming: list[tuple[str, int]] = field(
        default_factory=list
    )  # designators read last, and the token behind
    _hours_at: int = -1  # the token where hours of these would start

    def read(self, first: int, end: int) -> None:
        """Walk over the tokens from `first` to before `end`."""
        page, at = self.page, first
        page.fixes = may_have_fixes(page, first, end)
        while at < end:
            token = page.tokens[at]
            if page.status[at]:
                at += 1
            elif page.fixes and token.kind in (WORD, NUMBER) and fix_at(page, at, end) is not None:
                at = self._outline(at, end, self.label)
            elif token.text in _INERT and not page.is_mark(at + 1, "@"):
                page.status[at] = IGNORED
                at += 1
            elif (
                token.kind == LAT
                or (token.kind == BARE and token.match is not None)
                or (token.kind == LON and longitudes_first(page.tokens, at, end))
            ):
                at = self._outline(at, end, self.label)
            else:
                at = (
                    self._label(at, end) or self._time(at, end) or self._aside(at, end) or self._word(at, end)
                )
        self._close(end)
        ignore_routes(page, first, end)

    def _aside(self, at: int, end: int) -> int:
        after = aside_at(self.page, at, end)
        self.page.ignore(at, after)
        return after if after > at else 0  # an aside of no word would be read for ever

    def _label(self, at: int, end: int) -> int:
        page = self.page
        labelled = label_at(page, at, end)
        if labelled is None:
            return 0
        label, after = labelled
        behind_ring = page.is_mark(at - 1, "(") and page.is_word(at, "AREA", "ZONE")
        if behind_ring and self.areas and self.areas[-1].label is None:
            self.areas[-1] = replace(self.areas[-1], label=label)  # (AREA 1), behind its ring
            page.use(at - 1, after)
            return after
        if after < end and page.tokens[after].kind == LAT:
            page.use(at, after)
            named = page.is_word(at, "AREA", "ZONE", "AREAS")
            if named or label.isdigit():
                return self._outline(after, end, label, vertex=not named)
            nested = self.label is not None and not any(area.label == self.label for area in self.areas)
            self.outer = self.outer or (self.label if nested and page.is_mark(at - 1, ":") else None)
            return self._outline(after, end, label, vertex=True)
        listed = label.isdigit() and not page.is_word(at, *_NAMING)
        if listed and not self._names_area(after, end):
            if starts_time(page, at, end):
                return 0
            page.ignore(at, after)
            return after
        single = page.kind(at) == WORD and len(page.tokens[at].text) == 1
        if single and not listed and not self._may_label(at):
            return 0
        self._keep_radius(at)
        self.label, self.outer, self.lead = label, None, Lead()
        page.use(at, after)
        return after

    def _keep_radius(self, at: int) -> None:
        """A radius that no position followed is an area whose place is not known: 3 KM AROUND THE LAUNCH PAD."""
        radius_nm, self.lead.radius_nm = self.lead.radius_nm, None
        if radius_nm is not None:
            self.page.report(AreaNote.RADIUS_WITHOUT_PLACE, max(0, at - 1), at, radius_nm=radius_nm)
            note = Remark(AreaNote.RADIUS_WITHOUT_PLACE, {"radius_nm": radius_nm})
            self.areas.append(Area("other", self.label, radius_nm=round(radius_nm, 6), notes=(note,)))

    def _names_area(self, at: int, end: int) -> bool:
        page = self.page
        return page.is_word(at, "AIRSPACE", "DANGER", "RESTRICTED") and not page.is_word(at + 2, *PAD_WORDS)

    def _may_label(self, at: int) -> bool:
        before = (".", ":", ",", ";", ")", "-", LON, NUMBER)
        return self.page.starts_line(at) or self.page.is_mark(at - 1, *before)

    def _time(self, at: int, end: int) -> int:
        if not starts_time(self.page, at, end):
            return 0
        run = read_run(self.page, at, end)
        if run.after == at:
            return 0
        if run and self._naming and at <= self._hours_at:
            self.runs += [(run, name) for name, _ in self._naming]
        elif run:
            self.runs.append((run, self._ring_before(at) or self.label))
        return run.after

    def _ring_before(self, at: int) -> str | None:
        """The label of the area whose ring ends just before the bracket in which a time stands."""
        page = self.page
        if not page.is_mark(at - 1, "(") or not self.areas or not self.areas[-1].spans or at < 2:
            return None
        last = self.areas[-1]
        return last.label if last.spans[-1][1] == page.tokens[at - 2].end else None

    def _outline(self, at: int, end: int, label: str | None, vertex: bool = False) -> int:
        page, lead = self.page, self.lead
        box = box_at(page, at, end, label)
        if box is not None:
            self._add([box[0]], at, box[1], end)
            page.use(at, box[1])
            self.lead = Lead()
            return box[1]
        circles = bool(lead.radius_nm) and not lead.track
        chain = read_chain(page, at, end, label if vertex else None, circles=circles)
        if not chain.vertices:
            return max(chain.after, at + 1)
        if len(chain.vertices) == 1:
            pair = chain.vertices[0].pair
            printed = pair.fix is None and pair.unlocated is None
            if printed and self._on_a_route(at, chain.after):
                page.status[at : chain.after] = bytes(chain.after - at)
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
            if self.outer is not None and vertex:
                made = [replace(area, label=self._nested(area.label)) for area in made]
            self._add(made, at, chain.after, end)
        self.lead = Lead()
        return chain.after

    def _add(self, made: list[Area], at: int, after: int, end: int) -> None:
        if is_excluded(self, at, end):
            cut_out(self, made, at, after)
            return
        for area in made:
            self.areas.append(area)
            cut_from_ahead(self)

    def _nested(self, label: str | None) -> str | None:
        """The label of an area in a list below another label: B in the list of A is AB."""
        return label if label == self.outer else f"{self.outer}{label or ''}"

    def _on_a_route(self, first: int, after: int) -> bool:
        page = self.page
        if page.is_word(first - 2, "POINT") and page.is_mark(first - 1, "(") and page.is_mark(after, ")"):
            return True  # EXOTO - POINT (144000N1101000E) - KARAN
        for near in (first - 1, first - 2, after, after + 1):
            if page.is_word(near, *_ROUTE_WORDS):
                return True
        beside = (page.word(first - 1), page.word(after))
        if all(len(word) in (3, 5) and word not in PLAIN for word in beside):
            return True
        dashed = ((first - 1, first - 2), (after, after + 1))
        names = [page.word(name) for mark, name in dashed if page.is_mark(mark, "-")]
        return any(len(name) in (3, 5) and name not in _NO_WAYPOINTS for name in names)

    def _point_name(self, at: int) -> str | None:
        before = {token.text for token in self.page.tokens[max(0, at - 7) : at]}
        if before & (PAD_WORDS | {"LIFTOFF"}):
            return "launch site"
        return "nominal impact" if before & {"FALL", "IMPACT"} and before & {"AT", "IN", "COORD"} else None

    def _word(self, at: int, end: int) -> int:
        page, token = self.page, self.page.tokens[at]
        if token.kind != WORD:
            return self._distance(at) or at + 1
        if len(token.text) <= 3 and designators_at(page, at):
            return self._designator(at, end)
        reader = LEADS.get(token.text)
        if reader is not None and (after := reader(self, at, end)):
            page.use(at, after)
            return after
        for phrase in PHRASES.get(token.text, ()):
            if after := page.follows(at, phrase):
                page.ignore(at, after)
                return after
        if token.text in NUMBER_WORDS and (after := self._distance(at)):
            return after
        if token.text in PLAIN:
            page.ignore(at, at + 1)
        elif at + 1 < end and page.touches(at + 1) and page.kind(at + 1) == NUMBER and len(token.text) <= 4:
            return self._designator(at, end)
        return at + 1

    def _designator(self, at: int, end: int) -> int:
        """LED120, NZD893, R-2932: an area that a gazetteer would know; hours right behind it are its own."""
        page = self.page
        found = designators_at(page, at)
        if found is not None:
            names, after = found
            behind = page.skip(after, ("ACT", "ACTIVE", "ACTIVATED", "IS"), ",:(")
            joined = bool(self._naming) and page.skip(self._naming[-1][1], ("AND", "OR"), ",/-") == at
            self._naming = [*(self._naming if joined else []), *((name, after) for name in names)]
            self._hours_at = behind
            self.named += [(name, self.label, at, after) for name in names]
            return after
        after = at + 2
        after += after < end and page.touches(after) and 0 < len(page.word(after)) <= 2
        if len(page.tokens[at].text) == 3 and len(page.tokens[at + 1].text.split(".")[0]) == 6:
            page.ignore(at, at + 2)  # radial and distance from a beacon, beside a position
            return at + 2
        near = {token.text for token in page.tokens[max(0, at - 4) : after + 10]}
        if near & _ACTIVE and len(page.tokens[at].text) >= 2 and not self.named:
            self.named.append((page.quote(at, after), self.label, at, after))
        return after

    def _distance(self, at: int) -> int:
        """A distance by itself: kept as a radius when the words beside it say so."""
        page = self.page
        distance = radius_at(page, at)
        if distance is None:
            return 0
        nm, after = distance
        said = page.is_word(after - 1, *ROUND_WORDS) or page.is_word(at - 1, *ROUND_WORDS)
        if not (said or page.is_word(after, "BUFFER", "OF")):
            return 0
        if page.is_word(after, "BUFFER"):
            self.lead.buffer_nm = nm
        else:
            self.lead.radius_nm = nm
        after += page.is_word(after, "BUFFER", "OF", "CIRCLE")
        page.use(at, after)
        return after

    def _close(self, end: int) -> None:
        self._keep_radius(end)
        close_cuts(self)
        for lead, label, at in self.waiting:
            place = next((point.position for point in self.points if point.name == "launch site"), None)
            if place is None:
                self.page.report(AreaNote.PAD_NOT_PRINTED, at, at + 1)
                note = Remark(AreaNote.PAD_NOT_PRINTED)
                self.areas.append(Area("other", label, radius_nm=lead.radius_nm, notes=(note,)))
            else:
                shape: Shape = "sector" if lead.bearings else "circle"
                inner = lead.inner_nm if lead.bearings else None
                self.areas.append(
                    Area(
                        shape, label, (), place, lead.radius_nm, inner_radius_nm=inner, bearings=lead.bearings
                    )
                )
        self.waiting.clear()
        for _, _, first, after in self.named:
            self.page.use(first, after)
        self.areas = with_names(self.areas, self.named, self.page)
        self._label_names_with_hours()

    def _label_names_with_hours(self) -> None:
        """An area that is known by its name has the name for a label where times stand behind that name."""
        labels = {label for _, label in self.runs}
        self.areas = [
            replace(area, label=area.name)
            if area.name and area.name in labels and area.label is None
            else area
            for area in self.areas
        ]
