"""Navigational warnings as S-124 datasets (IHO, GML): their text, and the areas and dates encoded beside it.

The drafts of S-124 differ in the case, prefixes and nesting of element names, so elements are known by the ends of
their names. The text is the notice. Encoded geometry and dates are used where the text gives none, and compared with
it where it does. Positions stand latitude first (EPSG:4326); a file that has longitude first is read so where that
can be told, with a defect.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import M_PER_NM
from downrange.launch.areas.area import MOST_VERTICES, Area, Position
from downrange.launch.notices.notice import Defect, NoticeWindow
from downrange.launch.notices.notice_codes import NoticeDefect

MOST_PAIRS = 400  # of printed and encoded areas that are compared
NEAR_NM = 1.0  # between a printed and an encoded vertex: many are encoded to a tenth of a minute
_PREAMBLE = re.compile(r"(?:s124_?)?(?:nw|navwarn)preamble", re.IGNORECASE)
_PART = re.compile(r"(?:s124_?)?(?:nw|navwarn|navigationalwarning)part", re.IGNORECASE)
_METRES = {"m": 1.0, "metre": 1.0, "km": 1000.0, "nmi": M_PER_NM, "[nmi_i]": M_PER_NM, "nm": M_PER_NM}


class Encoded(NamedTuple):
    """What a dataset encodes beside its text: areas, windows, and the defects of both."""

    areas: tuple[Area, ...]
    windows: tuple[NoticeWindow, ...]
    defects: tuple[Defect, ...]


class Dataset(NamedTuple):
    """One warning of a GML file: its text, what its preamble gives, and what it encodes beside the text."""

    text: str
    issuer: str | None
    number: str | None
    issued: datetime | None
    self_cancel: datetime | None
    encoded: Encoded


def datasets_of(root: Any) -> list[Dataset]:
    """The warnings of a parsed GML file; none if it is not S-124."""
    found: list[tuple[Any, list[Any]]] = []
    for element in root.iter():
        name = local(element)
        if _PREAMBLE.fullmatch(name):
            found.append((element, []))
        elif found and _PART.fullmatch(name):
            found[-1][1].append(element)
    return [_dataset(preamble, parts) for preamble, parts in found]


def local(element: Any) -> str:
    """A tag without its namespace; nothing for comments."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _dataset(preamble: Any, parts: Sequence[Any]) -> Dataset:
    defects: list[Defect] = []
    words = [_first(preamble, "title", "text") or ""]
    words += [text for part in parts for text in _texts(part)]
    areas = [area for part in parts for area in _areas(part, defects)]
    windows = [window for element in (*parts, preamble) for window in _windows(element)]
    series = _first(preamble, "nameOfSeries") or _first(preamble, "navOrMetArea")
    number, year = _first(preamble, "warningNumber"), _first(preamble, "year")
    named = f"{number}/{year[-2:]}" if number and year and number.isdigit() and year.isdigit() else None
    issuer = " ".join(series.split()) if series else None
    issued = _instant(_first(preamble, "publicationTime") or _first(preamble, "publicationDate"))
    cancel = _instant(_first(preamble, "cancellationDate"))
    return Dataset(
        "\n".join(line for line in words if line),
        issuer,
        f"{issuer} {named}" if issuer and named else named,
        issued,
        cancel,
        Encoded(tuple(areas), tuple(dict.fromkeys(windows)), tuple(defects)),
    )


def _first(element: Any, *names: str) -> str | None:
    """The text of the first element of these nested names below `element`; None if blank or absent."""
    if not names:
        text = (element.text or "").strip()
        return text or None
    for below in element.iter():
        if below is not element and local(below).lower() == names[0].lower():
            found = _first(below, *names[1:]) if len(names) > 1 or len(below) == 0 else _first(below, "text")
            if found:
                return found
    return None


def _texts(part: Any) -> list[str]:
    """The texts of a part, in English where it has several languages."""
    told, languages = [], {}
    for element in part.iter():
        text, name = (element.text or "").strip(), local(element).lower()
        if name == "language":
            languages[element.getparent()] = text.lower()
        elif name in ("text", "information") and len(text.split()) > 2:
            told.append((element.getparent(), text))
    english = [text for parent, text in told if languages.get(parent, "") in ("", "en", "eng")]
    return list(dict.fromkeys(english or [text for _, text in told]))


def _areas(part: Any, defects: list[Defect]) -> Iterator[Area]:
    circles = [
        element for element in part.iter() if local(element) in ("CircleByCenterPoint", "ArcByCenterPoint")
    ]
    for circle in circles:
        positions, radius = (
            _positions(circle, defects),
            next((e for e in circle.iter() if local(e) == "radius"), None),
        )
        metres = _METRES.get(str(radius.get("uom", "m")).lower()) if radius is not None else None
        value = _number((radius.text or "").strip()) if radius is not None else None
        if positions and metres and value:
            yield Area("circle", center=positions[0], radius_nm=round(value * metres / M_PER_NM, 6))
        else:
            defects.append(Defect("", NoticeDefect.GML_CIRCLE))
    for ring in (element for element in part.iter() if local(element) in ("exterior", "Exterior")):
        positions = _positions(ring, defects)
        if len(positions) > 3 and positions[-1] == positions[0]:
            positions = positions[:-1]
        if len(set(positions)) >= 3:
            yield Area("polygon", vertices=tuple(positions))
        else:
            defects.append(Defect("", NoticeDefect.GML_RING))


def _positions(element: Any, defects: list[Defect]) -> list[Position]:
    """All positions below an element, latitude first."""
    words = [w for e in element.iter() if local(e) in ("pos", "posList") for w in (e.text or "").split()]
    numbers = [_number(word) for word in words]
    if len(words) % 2 or any(number is None for number in numbers):
        defects.append(Defect(" ".join(words)[:80], NoticeDefect.GML_POSITIONS))
        return []
    pairs = [
        (a, b) for a, b in zip(numbers[::2], numbers[1::2], strict=True) if a is not None and b is not None
    ]
    if any(abs(a) > 90 for a, _ in pairs):
        defects.append(Defect(" ".join(words)[:80], NoticeDefect.GML_LON_FIRST))
        pairs = [(b, a) for a, b in pairs]
    if any(abs(a) > 90 or abs(b) > 180 for a, b in pairs):
        defects.append(Defect(" ".join(words)[:80], NoticeDefect.GML_OFF_EARTH))
        return []
    return pairs


def _number(word: str) -> float | None:
    return float(word) if re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]{0,15})?", word, re.ASCII) else None


def _windows(element: Any) -> Iterator[NoticeWindow]:
    """The fixed date ranges directly of an element: days with hours, every day, or whole days."""
    for span in element:
        if local(span) != "fixedDateRange":
            continue
        first, last = (_day(_first(span, name)) for name in ("dateStart", "dateEnd"))
        opens, closes = (_clock(_first(span, name)) for name in ("timeOfDayStart", "timeOfDayEnd"))
        if first is None or (last or first) < first or (last or first) - first > timedelta(days=366):
            continue
        last = last or first
        if opens is None or closes is None:
            yield NoticeWindow(first, last + timedelta(days=1))
            continue
        for day in range((last - first).days + 1):
            start = first + timedelta(days=day, minutes=opens)
            yield NoticeWindow(start, start + timedelta(minutes=(closes - opens) % 1440 or 1440))


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.strptime((text or "")[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _clock(text: str | None) -> int | None:
    match = re.match(r"([01][0-9]|2[0-3]):?([0-5][0-9])", text or "")
    return int(match[1]) * 60 + int(match[2]) if match else None


def _instant(text: str | None) -> datetime | None:
    day, clock = _day(text), _clock((text or "")[11:])
    return day + timedelta(minutes=clock or 0) if day is not None else None


def compare_with_encoded(words: Sequence[Area], encoded: Encoded) -> tuple[list[Area], list[Defect]]:
    """The areas of a dataset: those of the text if it gives any, else those encoded; and where the two differ."""
    defects = list(encoded.defects)
    printed = [area for area in words if area.shape not in ("other", "named")]
    if not printed:
        return [*words, *encoded.areas], defects
    drawn = list(encoded.areas)
    if len(drawn) * len(printed) > MOST_PAIRS:
        return list(words), [*defects, Defect("", NoticeDefect.GML_TOO_MANY, {"areas": len(drawn)})]
    if drawn and not any(_alike(a, b) for a in printed for b in drawn):
        turned = [_turned(area) for area in drawn]
        if any(_alike(a, b) for a in printed for b in turned):
            defects.append(Defect("", NoticeDefect.GML_LON_FIRST))
            drawn = turned
    defects += [
        Defect("", NoticeDefect.GML_ELSEWHERE)
        for area in drawn
        if not any(_alike(area, other) for other in printed)
    ]
    if drawn:
        missing = [area for area in printed if not any(_alike(area, other) for other in drawn)]
        defects += [Defect(area.label or "", NoticeDefect.GML_UNDRAWN) for area in missing]
    return list(words), defects


def _corners(area: Area) -> tuple[Position, ...]:
    return area.vertices or area.line or ((area.center,) if area.center and area.shape != "other" else ())


def _alike(one: Area, other: Area) -> bool:
    """Whether every vertex of each lies within `NEAR_NM` of one of the other."""
    a, b = (np.array(_corners(area), dtype=float).reshape(-1, 2) for area in (one, other))
    if not len(a) or not len(b) or max(len(a), len(b)) > MOST_VERTICES:
        return False
    north = a[:, np.newaxis, 0] - b[:, 0]
    east = wrap_180_deg(a[:, np.newaxis, 1] - b[:, 1]) * np.cos(np.radians(b[:, 0]))
    near = 60 * np.hypot(north, east) < NEAR_NM
    return bool(near.any(axis=0).all() and near.any(axis=1).all())


def _turned(area: Area) -> Area:
    """An area with latitude and longitude exchanged, where that is on the Earth."""
    corners = _corners(area)
    if any(abs(lon) > 90 for _, lon in corners):
        return area
    if area.vertices:
        return Area(area.shape, vertices=tuple((lon, lat) for lat, lon in corners))
    return Area(area.shape, center=(corners[0][1], corners[0][0]), radius_nm=area.radius_nm)
