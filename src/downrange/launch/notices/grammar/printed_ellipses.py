"""Ellipses: ELLIPSE CENTRED p, LARGE AXIS 130 MILES AND SMALL AXIS 54 MILES, AZIMUTH OF LARGE AXIS 292 DEGREES.

Centre, axes and azimuth stand in any order. An axis is the whole diameter, SEMI-AXIS and RADIUS half of it. Without a
centre, both axes or an azimuth the ellipse is said and not drawn: never as a circle.
"""

from dataclasses import dataclass

from downrange.codes import Remark
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.grammar.body_content import BodyContent
from downrange.launch.notices.grammar.exclusions import cut_out, is_excluded
from downrange.launch.notices.grammar.measures import (
    MAGNETIC_WORDS,
    distance_at,
    label_at,
    number_at,
    unit_at,
)
from downrange.launch.notices.grammar.outlines import Lead
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Pair, pair_at
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import FRACTION, LAT, LON, WORD
from downrange.launch.notices.tokens.word_lists import words

ELLIPSES, _MAJOR, _MINOR = (words("ellipses", name) for name in ("ellipse", "major", "minor"))
_SEMI, _AXIS, _RADII = (words("ellipses", name) for name in ("semi", "axis", "radii"))
_FILLING, _AZIMUTH, _BY = (words("ellipses", name) for name in ("filling", "azimuth", "by"))
AXIS_STARTS = _MAJOR | _MINOR
_DEGREES = frozenset(("DEGREES", "DEGREE", "DEG", "TRUE", "T", "TRUENORTH"))
_NORTH = frozenset(("FROM", "FM", "OF", "CLOCKWISE", "TRUE", "NORTH", "GEOGRAPHIC", "THE"))
_MARKS = ",.:;-()=/"
_LONGEST = 70  # tokens of the description of one ellipse
_OPPOSITE_DEG = 1.0  # 045/225: the two ends of one axis


@dataclass(slots=True)
class _Print:
    """What the words of an ellipse give; lengths are semi-axes in nautical miles."""

    centre: Pair | None = None
    major_nm: float | None = None
    minor_nm: float | None = None
    azimuth_deg: float | None = None
    contradicts: bool = (
        False  # two centres, axes or azimuths that are not one, or a major axis below the minor one
    )

    def azimuth(self, degrees: float) -> None:
        """An azimuth of the major axis; either end of it."""
        if self.azimuth_deg is not None and (self.azimuth_deg - degrees) % 180 > 0:
            self.contradicts = True
        self.azimuth_deg = degrees % 360 if self.azimuth_deg is None else self.azimuth_deg

    def axis(self, *, major: bool, semi_nm: float) -> None:
        """A semi-axis."""
        before = self.major_nm if major else self.minor_nm
        self.contradicts = self.contradicts or (
            before is not None and abs(before - semi_nm) > 0.006 * semi_nm
        )
        if major:
            self.major_nm = semi_nm
        else:
            self.minor_nm = semi_nm


def ellipse(body: BodyContent, at: int, end: int) -> int:
    """An ellipse from its first word on: the token after its description; 0 where no axis and no centre follows."""
    page = body.page
    found = _Print()
    after = _description(page, at, min(end, at + _LONGEST), found)
    if found.major_nm is None and found.minor_nm is None and found.centre is None:
        return 0
    centre, span = _centre(body, at, found)
    area = _area(page, found, (at, after), centre, body.label, (span,) if span else ())
    if is_excluded(body, at, end):
        cut_out(body, [area], at, after)
    else:
        body.areas.append(area)
    body.lead = Lead()
    return after


def _centre(
    body: BodyContent, at: int, found: _Print
) -> tuple[tuple[float, float] | None, tuple[int, int] | None]:
    """The centre among the words, or the single position right before them, and its place in the text."""
    page, pair = body.page, found.centre
    if pair is not None:
        for remark in pair.remarks:
            page.report(remark.code, pair.first, pair.after, **remark.facts)
        return (pair.lat_deg, pair.lon_deg), (page.tokens[pair.first].start, page.tokens[pair.after - 1].end)
    last = body.areas[-1] if body.areas else None
    if (
        last is None
        or last.center is None
        or last.shape != "other"
        or last.label != body.label
        or not last.spans
    ):
        return None, None
    if page.skip(page.at_place(last.spans[-1][1]), _FILLING, _MARKS) < at:
        return None, None
    body.areas.pop()
    page.defects = [one for one in page.defects if one.code is not AreaNote.SINGLE_POSITION]
    return last.center, last.spans[0]


def _area(
    page: Page,
    found: _Print,
    place: tuple[int, int],
    centre: tuple[float, float] | None,
    label: str | None,
    spans: tuple[tuple[int, int], ...],
) -> Area:
    """The ellipse, or an area that says what is missing for one."""
    major, minor = (None if semi is None else round(semi, 6) for semi in (found.major_nm, found.minor_nm))
    azimuth = found.azimuth_deg
    if major is not None and minor is not None and minor > major:
        found.contradicts = True
    missing = ["centre"] * (centre is None) + ["axes"] * (major is None or minor is None)
    missing += ["azimuth"] * (azimuth is None and major != minor)
    missing += ["figures that agree"] * found.contradicts
    axes = (major, minor) if major is not None and minor is not None else None
    if not missing:
        return Area("ellipse", label, center=centre, semi_axes_nm=axes, azimuth_deg=azimuth, spans=spans)
    lacking = " and ".join(missing)
    page.report(AreaNote.ELLIPSE_NOT_DRAWN, *place, missing=lacking)
    note = Remark(AreaNote.ELLIPSE_NOT_DRAWN, {"missing": lacking})
    return Area(
        "other", label, center=centre, semi_axes_nm=axes, azimuth_deg=azimuth, notes=(note,), spans=spans
    )


def _description(page: Page, at: int, end: int, found: _Print) -> int:
    """Read what describes one ellipse; the token after the last that was understood."""
    last = at + 1
    at += 1
    while at < end:
        after = (
            _position(page, at, end, found)
            or _azimuth(page, at, end, found)
            or _axes(page, at, end, found)
            or _lengths(page, at, found, half=None)
        )
        if after:
            at = last = after
        elif label_at(page, at, end) is None and (
            page.word(at) in _FILLING or page.kind(at) in tuple(_MARKS)
        ):
            at += 1
        else:
            break
    return last


def _position(page: Page, at: int, end: int, found: _Print) -> int:
    if page.kind(at) not in (LAT, LON):
        return 0
    pair = pair_at(page.tokens, at, end)
    if not isinstance(pair, Pair) or found.centre is not None:
        return 0
    found.centre = pair
    return pair.after


def _azimuth(page: Page, at: int, end: int, found: _Print) -> int:
    """AZIMUTH OF LARGE AXIS 292 DEGREES, MAJOR AXIS ORIENTED 045/225 DEG TRUE, ORIENTATION: 045T."""
    near = page.skip(at, _MAJOR | _MINOR | _SEMI | _AXIS | _FILLING, "-:")
    if page.word(near) not in _AZIMUTH:
        return 0
    of = page.skip(near, _AZIMUTH | _MAJOR | _MINOR | _SEMI | _AXIS | _FILLING, "-:=")
    if page.kind(of) == FRACTION:  # 045/225, a word of the tokenizer's
        first, _, second = page.tokens[of].text.partition("/")
        found.contradicts = found.contradicts or not _opposite(float(first), float(second))
        number: tuple[float, int] | None = (float(first), of + 1)
    else:
        number = number_at(page, of)
    if number is None or not 0 <= number[0] <= 360 or unit_at(page, number[1]) is not None:
        return 0
    degrees, after = number
    after = page.skip(after, _DEGREES | MAGNETIC_WORDS, "°")
    if page.is_mark(after, "/", "-") or page.is_word(after, "AND", "TO"):
        other = number_at(page, after + 1)
        if other is not None and unit_at(page, other[1]) is None:
            found.contradicts = found.contradicts or not _opposite(degrees, other[0])
            after = page.skip(other[1], _DEGREES | MAGNETIC_WORDS, "°")
    if any(token.text in MAGNETIC_WORDS for token in page.tokens[of:after]):
        page.report(NoticeDefect.MAGNETIC, at, after)
    while page.word(after) in _NORTH and page.word(after + 1) in _NORTH:
        after += 1
    after += page.is_word(after, "NORTH")
    minor = any(token.text in _MINOR for token in page.tokens[at:of])
    found.azimuth(degrees + 90 * minor)
    return min(after, end)


def _opposite(first_deg: float, second_deg: float) -> bool:
    return abs((second_deg - first_deg) % 360 - 180) <= _OPPOSITE_DEG


def _axes(page: Page, at: int, end: int, found: _Print) -> int:
    """SEMI-MAJOR AXIS 65 NM; SMALL AXIS OF 54 MILES; SEMI-AXES 27KM X 15KM; AXES 27 AND 15 KM; RADII 27 AND 15 KM."""
    after = page.skip(at, _MAJOR | _MINOR | _SEMI | _AXIS | _RADII, "-/")
    names = [token.text for token in page.tokens[at:after] if token.kind == WORD]
    if not any(name in _AXIS | _RADII for name in names):
        return 0
    half = any(name in _SEMI | _RADII or name.startswith("SEMI") for name in names)
    figure = page.skip(after, _FILLING, ":=-(")
    major, minor = any(name in _MAJOR for name in names), any(name in _MINOR for name in names)
    if major != minor:
        distance = distance_at(page, figure)
        if distance is None or figure >= end:
            return 0
        found.axis(major=major, semi_nm=distance[0] if half else distance[0] / 2)
        return distance[1]
    return _lengths(page, figure, found, half=half)


def _lengths(page: Page, at: int, found: _Print, half: bool | None) -> int:
    """27KM X 15KM, 27 X 15 KM, 130NM BY 54NM: two lengths, the greater first or last; a figure alone is none.

    `half` is None where no word says whether they are axes or semi-axes: behind them AXES or SEMI-AXES may.
    """
    number = number_at(page, at)
    if number is None or (found.major_nm is not None and found.minor_nm is not None):
        return 0
    first = distance_at(page, at)
    by = first[1] if first else number[1]
    if not (page.word(by) in _BY or page.is_mark(by, "/") or (half is not None and page.is_word(by, "AND"))):
        return 0
    second, figure = distance_at(page, by + 1), number_at(page, by + 1)
    if second is None or figure is None or not figure[0]:
        return 0
    lengths = (first[0] if first else number[0] * second[0] / figure[0]), second[0]
    after = second[1]
    if half is None:
        behind = page.skip(after, _SEMI | _AXIS | _RADII, "-(")
        names = {token.text for token in page.tokens[after:behind]}
        if names & (_AXIS | _RADII):
            half, after = bool(names & (_SEMI | _RADII)), behind
        else:
            page.report(NoticeDefect.AXES_TAKEN_WHOLE, at, after)
    share = 1.0 if half else 0.5
    found.axis(major=True, semi_nm=max(lengths) * share)
    found.axis(major=False, semi_nm=min(lengths) * share)
    return after
