"""Notices in JSON: the answers of NOTAM and warning services, NGA's broadcast warnings, lists of texts.

Records are found by their shape, not by the service: an object that holds a text of a notice, with fields beside it.
A text that is a whole message is read as it is, and the fields are compared with it; the bare text of item E is given
the items that its fields hold, and read as the NOTAM that they make up.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.json_geometry import drawn_areas, is_geometry
from downrange.launch.notices.forms.markup_text import text_of_markup
from downrange.launch.notices.forms.message_text import Encoded, MessageText
from downrange.launch.notices.forms.service_fields import (
    FIELD_OF,
    NOTAM_NUMBER,
    OPEN,
    TEXTS,
    WARNING_NUMBER,
    FieldTime,
    field_time,
    plain_name,
)
from downrange.launch.notices.notice import Defect, NoticeWindow
from downrange.launch.notices.times.incomplete_dates import MONTHS, full_year, moment
from downrange.launch.notices.times.time_atoms import clock_minutes

_SERIES = {"4": "NAVAREA IV", "12": "NAVAREA XII", "P": "HYDROPAC", "A": "HYDROLANT", "C": "HYDROARC"}
_MOST_DEPTH = 60
_LEAST_WORDS = 3
_WHOLE = re.compile(r"\bE\) ?[A-Z0-9]|\bNOTAM[NRC]\b|^!|\b(?:NAVAREA|HYDRO(?:PAC|LANT|ARC))\b")
_ITEM_B = re.compile(r"\bB\) ?([0-9]{10})")
_ITEM_C = re.compile(r"\bC\) ?([0-9]{10})")
_FIGURES = re.compile(r"[0-9]{2,}")
_PLACE = re.compile(r"[0-9]{2,6}(?:\.[0-9]+)? ?[NS]\b.{0,3}[0-9]{3,7}|\b[NS][0-9]{4,6}")
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}")
_OF_THE_RECORD = re.compile(
    r"updat|modif|creat|issue|publi|stamp|fetch|retriev|receiv|cache|expir|delet|insert|seen"
)
_GROUP = re.compile(r"([0-9]{2})([0-9]{4})Z? ([A-Z]{3}) ([0-9]{4}|[0-9]{2})")
_VERSIONS = {"notamtranslation", "translations", "versions"}
_DATES = {"dates", "windows", "periods", "activations"}


class Record(NamedTuple):
    """One object that holds a text: its texts by rank, its fields, drawings, listed windows, and other values."""

    texts: list[tuple[int, str, str]]  # rank, name, text
    fields: dict[str, tuple[str, Any]]  # what -> (name, value)
    drawings: list[Any]
    dates: list[Any]
    others: list[tuple[str, str]]


def messages_of_json(data: Any) -> list[MessageText]:
    """The messages of a decoded JSON document; empty where no object of it holds a text."""
    return [message for record in _records(data, 0) if (message := _message(record)) is not None]


def _records(data: Any, depth: int) -> Iterator[Record]:
    """The innermost objects that hold a text, in their order."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(data, list):
        for one in data:
            if isinstance(one, str) and _is_text(one):
                yield Record([(0, "", one)], {}, [], [], [])
            elif isinstance(one, dict | list):
                yield from _records(one, depth + 1)
        return
    if not isinstance(data, dict):
        return
    record = Record([], {}, [], [], [])
    inner = list(_gather(data, record, 0))
    if record.texts:
        yield record
    for one in inner:
        yield from _records(one, depth + 1)


def _gather(entry: dict[str, Any], record: Record, depth: int) -> Iterator[Any]:
    """Take the texts and fields of an object and the objects in it; give the lists that hold records of their own."""
    apart = [one for one in entry.values() if isinstance(one, dict) and _holds_text(one)]
    for key, value in entry.items():
        name = plain_name(str(key))
        if is_geometry(value):
            record.drawings.append(value)
        elif len(apart) > 1 and isinstance(value, dict) and _holds_text(value):
            yield value  # records under their numbers instead of in a list
        elif name in _DATES and isinstance(value, list):
            record.dates.extend(value)
        elif name in _VERSIONS and isinstance(value, list):
            for one in value:
                if isinstance(one, dict) and depth < _MOST_DEPTH:
                    yield from _gather(
                        {k: v for k, v in one.items() if plain_name(k) in TEXTS}, record, depth + 1
                    )
        elif isinstance(value, dict) and depth < _MOST_DEPTH:
            yield from _gather(value, record, depth + 1)
        elif isinstance(value, list):
            if value and all(isinstance(one, str | int | float) for one in value) and name not in TEXTS:
                _leaf(name, str(key), " ".join(map(str, value)), record)
            else:
                yield value
        else:
            _leaf(name, str(key), value, record)


def _leaf(name: str, key: str, value: Any, record: Record) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str) and name in TEXTS and _is_text(value):
        record.texts.append((TEXTS.index(name), key, value))
        return
    what = FIELD_OF.get(name)
    if (what and what not in record.fields) or (
        what == "number"
        and isinstance(value, str)
        and (NOTAM_NUMBER.fullmatch(value) or WARNING_NUMBER.fullmatch(value))
    ):
        record.fields[what] = key, value
    elif name in ("navarea", "msgnumber", "msgyear", "series", "year"):
        record.fields.setdefault(name, (key, value))
    elif isinstance(value, str):
        record.others.append((key, value))


def _holds_text(entry: dict[str, Any]) -> bool:
    return any(plain_name(str(k)) in TEXTS and isinstance(v, str) and _is_text(v) for k, v in entry.items())


def _is_text(value: str) -> bool:
    words = value.split()
    return len(words) >= _LEAST_WORDS and any(sign.isalpha() for sign in value)


def _message(record: Record) -> MessageText | None:
    texts = sorted(record.texts, key=lambda one: (not _WHOLE.search(one[2]), one[0]))
    _, _, text = texts[0]
    text = text_of_markup(text)
    defects: list[Defect] = []
    known = set(_FIGURES.findall(text))
    start, end = (_time(record, what, defects) for what in ("start", "end"))
    for _, name, other in texts[1:]:
        new = sorted(set(_FIGURES.findall(text_of_markup(other))) - known - _figures_of(record))
        if new:
            defects.append(Defect(other[:80], FormDefect.OTHER_VERSION, {"field": name, "figures": new[:20]}))
    number, issuer = _number(record), None
    if series := _SERIES.get(str(record.fields.get("navarea", ("", ""))[1])):
        issuer = series
        count, year = (record.fields.get(name, ("", None))[1] for name in ("msgnumber", "msgyear"))
        number = f"{series} {count}/{str(year)[-2:]}" if count is not None and year is not None else None
    windows = tuple(_windows(record.dates, defects))
    for name, value in record.others:
        dated = _DATED.search(value) and not _OF_THE_RECORD.search(plain_name(name))
        if (_PLACE.search(value) or dated) and value not in text:
            defects.append(Defect(value[:80], FormDefect.FIELD_NOT_READ, {"field": name, "said": value[:80]}))
    drawn = drawn_areas(record.drawings)
    outer: tuple[datetime | None, datetime | None] = (None, None)
    if not (_WHOLE.search(text) or WARNING_NUMBER.match(number or "")) and (
        start or "start" in record.fields
    ):
        text, number = _as_notam(text, record, number, start, end), None
    else:
        outer = _compared(text, start, end, defects)
        defects += _other_items(text, record)
    issued = _issued(record, "issued")
    encoded = Encoded(tuple(drawn.areas), windows, tuple(drawn.defects), outer=outer)
    return MessageText(
        text, 0, issuer, number, issued, _issued(record, "cancel"), encoded, defects=tuple(defects)
    )


def _figures_of(record: Record) -> set[str]:
    """The figures of the fields, by which another version of the text may differ."""
    found: set[str] = set()
    for _, value in record.fields.values():
        found.update(_FIGURES.findall(str(value)))
        if (time := field_time(value)) is not None:
            found.update(
                (f"{time.at:%y%m%d%H%M}", f"{time.at:%Y%m%d%H%M}", f"{time.at:%y%m%d}", f"{time.at:%H%M}")
            )
    return found


def _time(record: Record, what: str, defects: list[Defect]) -> FieldTime | None:
    if what not in record.fields:
        return None
    name, value = record.fields[what]
    if isinstance(value, str) and value.strip().upper() in OPEN:
        return None
    time = field_time(value)
    if time is None:
        defects.append(
            Defect(str(value)[:80], FormDefect.FIELD_NOT_READ, {"field": name, "said": str(value)[:80]})
        )
    elif not time.zone:
        defects.append(Defect(str(value)[:80], FormDefect.FIELD_NO_ZONE, {"field": name}))
    return time


def _number(record: Record) -> str | None:
    value = str(record.fields.get("number", ("", ""))[1])
    if match := WARNING_NUMBER.search(value) or NOTAM_NUMBER.search(value):
        return f"{match[1]}/{match[2]}"
    series, year = (str(record.fields.get(name, ("", ""))[1]) for name in ("series", "year"))
    if re.fullmatch(r"[A-Z]", series) and value.isdigit() and len(value) <= 4 and year[-2:].isdigit():
        return f"{series}{int(value):04d}/{year[-2:]}"
    return value if re.fullmatch(r"[0-9]{1,4}/[0-9]{2,4}", value) else None


def _as_notam(
    text: str, record: Record, number: str | None, start: FieldTime | None, end: FieldTime | None
) -> str:
    """The items of a NOTAM that the fields hold, about the text of its item E (ICAO Doc 10066, Appendix 3)."""
    said = {what: str(value).strip() for what, (_, value) in record.fields.items()}
    kind = said.get("type", "N").upper().removeprefix("NOTAM")
    lines = [f"{number} NOTAM{kind if kind in ('N', 'R', 'C') else 'N'}"] if number else []
    if location := re.search(r"\b[A-Z]{4}\b", said.get("location", "")):
        lines.append(f"A) {location[0]}")
    times = f"B) {start.at:%y%m%d%H%M}" if start else ""
    if end is not None:
        times += f" C) {end.at:%y%m%d%H%M}{' EST' if end.estimated else ''}"
    elif said.get("end", "").upper() in OPEN[:-1] and "end" in said:
        times += f" C) {said['end'].upper()}"
    lines.append(times)
    if said.get("schedule"):
        lines.append(f"D) {said['schedule']}")
    lines.append(f"E) {text}")
    limits = " ".join(
        f"{item}) {said[what]}" for item, what in (("F", "lower"), ("G", "upper")) if said.get(what)
    )
    return "\n".join(line for line in [*lines, limits] if line)


def _compared(
    text: str, start: FieldTime | None, end: FieldTime | None, defects: list[Defect]
) -> tuple[datetime | None, datetime | None]:
    """Compare the fields with the items B and C of a whole message; what they cannot be compared with is a bound."""
    outer: list[datetime | None] = []
    for name, time, item in (("start", start, _ITEM_B), ("end", end, _ITEM_C)):
        match = item.search(text)
        printed = field_time(match[1]) if match else None
        if time is not None and printed is not None and abs((time.at - printed.at).total_seconds()) > 60:
            facts = {
                "field": name,
                "said": f"{time.at:%Y-%m-%d %H:%MZ}",
                "read": f"{printed.at:%Y-%m-%d %H:%MZ}",
            }
            defects.append(Defect(match[0] if match else "", FormDefect.FIELD_DIFFERS, facts))
        outer.append(time.at if time is not None and printed is None else None)
    return outer[0], outer[1]


def _other_items(text: str, record: Record) -> Iterator[Defect]:
    """A schedule or limit beside a whole message that does not stand in it."""
    squeezed = "".join(text.split()).upper()
    for what in ("schedule", "lower", "upper"):
        name, value = record.fields.get(what, ("", ""))
        if str(value).strip() and "".join(str(value).split()).upper().rstrip(".") not in squeezed:
            yield Defect(str(value)[:80], FormDefect.FIELD_NOT_READ, {"field": name, "said": str(value)[:80]})


def _windows(dates: Sequence[Any], defects: list[Defect]) -> Iterator[NoticeWindow]:
    for entry in dates:
        said: dict[str, FieldTime | None] = {}
        if isinstance(entry, dict):
            said = {FIELD_OF.get(plain_name(str(k)), ""): field_time(v) for k, v in entry.items()}
        start, end = said.get("start"), said.get("end")
        if start is not None and end is not None and start.at < end.at:
            yield NoticeWindow(start.at, end.at)
        else:
            defects.append(
                Defect(
                    str(entry)[:80], FormDefect.FIELD_NOT_READ, {"field": "dates", "said": str(entry)[:80]}
                )
            )


def _issued(record: Record, what: str) -> datetime | None:
    value = record.fields.get(what, ("", None))[1]
    if value is None:
        return None
    time = field_time(value)
    return time.at if time is not None else group_time(str(value))


def group_time(text: str) -> datetime | None:
    """A date and time group such as ``150429Z APR 2023``; None when there is none."""
    match = _GROUP.search(text.upper())
    if match is None or match[3] not in MONTHS:
        return None
    minutes = clock_minutes(match[2])
    return (
        None
        if minutes is None
        else moment(full_year(int(match[4])), MONTHS[match[3]], int(match[1]), minutes)
    )
