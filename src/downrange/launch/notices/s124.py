"""Navigational warnings as S-124 datasets (IHO, GML): their text, and the areas and dates encoded beside it.

The drafts of S-124 differ in the case, prefixes and nesting of element names, so elements are known by the ends of
their names. The text is the notice. Encoded geometry and dates are used where the text gives none, and compared with
it where it does. Every element with a text is used, ignored by its name, or reported.
https://registry.iho.int (product specification S-124), https://iho.int/en/s-100-based-product-specifications
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from downrange.launch.areas.area import Area
from downrange.launch.notices.forms.encoded_comparison import either_order
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.gml_dates import RANGES, DateRange, instant_of, ranges_of
from downrange.launch.notices.forms.gml_shapes import GmlSheet, local, shapes_of
from downrange.launch.notices.forms.markup_text import text_of_markup
from downrange.launch.notices.forms.message_text import Encoded
from downrange.launch.notices.notice import NoticeWindow, Point

_PREAMBLE = re.compile(r"(?:s124_?)?(?:nw|navwarn)preamble", re.IGNORECASE)
_PART = re.compile(r"(?:s124_?)?(?:nw|navwarn|navigationalwarning)part", re.IGNORECASE)
_AFFECTED = re.compile(r"(?:s124_?)?(?:nw|navwarn|navigationalwarning)areaaffected", re.IGNORECASE)
_REFERENCES = re.compile(r"(?:s124_?)?(?:nw)?references", re.IGNORECASE)
# Elements whose text is used, or says nothing of when and where: names of the schema, drafts 0.0.7 to 2.0.
_KNOWN = set(
    """
    text information title language headline subject nameofseries navormetarea warningnumber year
    publicationtime publicationdate cancellationdate date datestart dateend timeofdaystart timeofdayend
    timestart timeend datetimestart datetimeend pos poslist coordinates radius startangle endangle
    angulardistance messagereference referencecategory warningidentifier interoperabilityidentifier
    warningtype typeofwarning agencyresponsibleforproduction productionagency countryname country
    nationality intservice navwarntypegeneral nomessageonhand navwarntypedetails restriction chartnumber
    editiondate editionnumber publicationaffected lastnoticedate lastnoticenumber publicationnumber
    generalarea locality localityidentifier generalareaidentifier lowercorner uppercorner name id
    filereference filelocator qualityofposition horizontaldistanceuncertainty displayname nameusage
    internationalchartnumber chartaffected status
    """.split()
)
_PLACES = {"locationname", "featurename", "generalarea", "locality"}
_FIGURES = re.compile(r"[0-9]{2,}")


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
    early: list[Any] = []
    for element in root.iter():
        name = local(element)
        if _PREAMBLE.fullmatch(name):
            found.append((element, early))
            early = []
        elif _PART.fullmatch(name) or _AFFECTED.fullmatch(name) or _REFERENCES.fullmatch(name):
            (found[-1][1] if found else early).append(element)
    if not found:
        return []
    sheet = GmlSheet.of(root)
    return [_dataset(preamble, parts, sheet) for preamble, parts in found]


def _dataset(preamble: Any, members: Sequence[Any], sheet: GmlSheet) -> Dataset:
    sheet.defects = []
    parts = [one for one in members if _PART.fullmatch(local(one))]
    affected = [one for one in members if _AFFECTED.fullmatch(local(one))]
    words = [*_titles(preamble), *(text for part in parts for text in _texts(part, sheet))]
    areas, points, windows, opened = _drawn(preamble, parts, affected, sheet)
    for element in (preamble, *parts, *affected):
        _report_unknown(element, sheet)
    series = _first(preamble, "nameOfSeries") or _first(preamble, "navOrMetArea")
    number, year = _first(preamble, "warningNumber"), _first(preamble, "year")
    named = f"{number}/{year[-2:]}" if number and year and number.isdigit() and year.isdigit() else None
    issuer = " ".join(series.split()) if series else None
    published = _first(preamble, "publicationTime") or _first(preamble, "publicationDate")
    cancel = _first(preamble, "cancellationDate")
    references = [one for one in members if _REFERENCES.fullmatch(local(one))]
    for said in filter(None, (published, cancel)):
        if instant_of(said) is None:
            sheet.report(FormDefect.GML_DATES, said)
    return Dataset(
        "\n".join(line for line in words if line),
        issuer or _first(preamble, "agencyResponsibleForProduction") or _first(preamble, "productionAgency"),
        f"{issuer} {named}" if issuer and named else named,
        instant_of(published),
        instant_of(cancel),
        Encoded(
            tuple(areas),
            tuple(dict.fromkeys(windows)),
            tuple(sheet.defects),
            tuple(dict.fromkeys(number for one in references for number in _cancelled(one))),
            tuple(dict.fromkeys(points)),
            outer=(min(opened, default=None), None),
            order_open=not sheet.turned and any(map(either_order, areas)),
        ),
    )


def _drawn(
    preamble: Any, parts: Sequence[Any], affected: Sequence[Any], sheet: GmlSheet
) -> tuple[list[Area], list[Point], list[NoticeWindow], list[datetime]]:
    """Areas, points, windows and days from which a range is open. Parts with times of their own are labelled."""
    owned: dict[Any, list[Any]] = {part: [part] for part in parts}
    by_id = {_id(one): one for one in affected}
    linked = set()
    for part in parts:
        for link in sorted(_links(part) & set(by_id)):
            owned[part].append(by_id[link])
            linked.add(link)
    free = [one for one in affected if _id(one) not in linked]
    ranges = {part: list(ranges_of(part, sheet)) for part in parts}
    distinct = {tuple(_spans(found)) for found in ranges.values()}
    several = len(parts) > 1 and len(distinct) > 1
    areas: list[Area] = []
    points: list[Point] = []
    windows: list[NoticeWindow] = []
    for number, part in enumerate(parts, start=1):
        label = f"part {number}" if several else None
        for element in owned[part]:
            drawn, marks = shapes_of(element, sheet)
            areas += [_labelled(area, label) for area in drawn]
            points += marks
        windows += [
            window._replace(area=label) if False else _of(window, label)
            for r in ranges[part]
            for window in r.windows
        ]
    for element in free:
        drawn, marks = shapes_of(element, sheet)
        areas += drawn
        points += marks
    whole = list(ranges_of(preamble, sheet))
    windows += [window for found in whole for window in found.windows]
    opened = [r.open_from for found in (*ranges.values(), whole) for r in found if r.open_from is not None]
    return areas, points, windows, opened


def _of(window: NoticeWindow, label: str | None) -> NoticeWindow:
    return NoticeWindow(window.start, window.end, label)


def _labelled(area: Area, label: str | None) -> Area:
    if label is None:
        return area
    return replace(area, label=label)


def _spans(found: Sequence[DateRange]) -> Iterator[tuple[datetime, datetime | None]]:
    for one in found:
        if one.open_from is not None:
            yield one.open_from, None
        yield from ((window.start, window.end) for window in one.windows)


def _links(element: Any) -> set[str]:
    return {
        str(value).removeprefix("#")
        for below in element.iter()
        for name, value in below.attrib.items()
        if str(name).rpartition("}")[2] == "href"
    }


def _id(element: Any) -> str:
    return next((str(v) for n, v in element.attrib.items() if str(n).rpartition("}")[2] == "id"), "")


def _first(element: Any, name: str) -> str | None:
    """The text of the first element of this name below `element`; None if blank or absent."""
    for below in element.iter():
        if below is not element and local(below).lower() == name.lower():
            text = "".join(below.itertext()).strip()
            if text:
                return text
    return None


def _titles(preamble: Any) -> list[str]:
    for below in preamble.iter():
        if local(below).lower().endswith("title"):
            said = [e for e in below.iter() if local(e).lower() == "text"] or [below]
            return [_plain(said[0])]
    return []


def _plain(element: Any) -> str:
    return text_of_markup("".join(element.itertext())).strip()


def _texts(part: Any, sheet: GmlSheet) -> list[str]:
    """The texts of a part, in English where it has several languages; figures only another one has are reported."""
    told: list[tuple[str, str]] = []
    language = ""
    waiting = list(reversed(part))
    while waiting:
        element = waiting.pop()
        name = local(element).lower()
        if name in _PLACES or name in RANGES:
            continue
        if name == "language":
            language = "".join(element.itertext()).strip().lower()
        elif name in ("text", "information", "subject", "headline") and not _holds_texts(element):
            if text := _plain(element):
                told.append((language, text))
        else:
            if name in ("information", "subject"):
                language = ""
            waiting.extend(reversed(element))
    english = [text for spoken, text in told if spoken in ("", "en", "eng", "english")]
    kept = english or [text for _, text in told]
    figures = set(_FIGURES.findall(" ".join(kept)))
    for _, text in told:
        more = [found for found in _FIGURES.findall(text) if found not in figures]
        if more:
            sheet.report(FormDefect.GML_OTHER_LANGUAGE, text, figures=more[:20])
    return list(dict.fromkeys(kept))


def _holds_texts(element: Any) -> bool:
    return any(
        local(below).lower() in ("text", "information", "headline", "language")
        for below in element.iter()
        if below is not element
    )


def _report_unknown(element: Any, sheet: GmlSheet) -> None:
    for below in element.iter():
        name = local(below)
        if not name:
            continue
        text = (below.text or "").strip()
        known = name.lower() in _KNOWN or name.lower().endswith("title") or below is element
        if text and not known and any(sign.isdigit() for sign in text):
            sheet.report(FormDefect.GML_UNREAD, text, element=name)


def _cancelled(reference: Any) -> Iterator[str]:
    """The warning that a reference cancels; nothing for one that stays in force."""
    category = next((e for e in reference.iter() if local(e).lower() == "referencecategory"), None)
    said = "".join(category.itertext()).strip().lower() if category is not None else ""
    if "cancel" not in said and said != "1":
        return
    printed = _first(reference, "messageReference")
    series, number, year = (_first(reference, name) for name in ("nameOfSeries", "warningNumber", "year"))
    if printed:
        yield " ".join(printed.split())
    elif number and year:
        yield " ".join(filter(None, (series, f"{number}/{year[-2:]}")))
