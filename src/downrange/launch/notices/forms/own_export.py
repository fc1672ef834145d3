"""Our own GeoJSON and KML read back: areas, windows and what else the notice said, notice by notice.

A feature of `areas_to_geojson` carries its whole area, the windows that apply to it and, in ``message``, what its
notice says beside: which notice of the file it is, what it cancels, and the codes of what was doubtful in it. So a
notice that was read with remarks does not come back as one that was read without any. A brief's GeoJSON and KML hold
the areas and windows alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

from downrange.errors import NoticeError
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import areas_from_geojson
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.json_geometry import drawn_areas
from downrange.launch.notices.forms.message_text import Encoded, MessageText
from downrange.launch.notices.forms.service_fields import field_time
from downrange.launch.notices.notice import Defect, Kind, NoticeWindow, UntimedHours

Json = dict[str, Any]
_KINDS = get_args(Kind)
_ANNOUNCED = "announced area"
_SPAN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}Z) to ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}Z)")
_OWN_WORDS = re.compile(r"(?:launch|reentry|missile|gunnery|other|cancel); ?[0-9TZ:; to-]*")
_PATH = re.compile(r"/notices/([0-9]{1,6})/areas/[0-9]{1,6}")
_MOST_LISTED = 40  # windows that a brief's KML lists


def is_own(properties: Json) -> bool:
    """Whether a feature is one that Downrange wrote: `areas_to_geojson`, a brief's GeoJSON, or its KML."""
    area = properties.get("area")
    if isinstance(area, dict) and "shape" in area and isinstance(properties.get("windows"), list):
        return True
    if properties.get("kind") == _ANNOUNCED and isinstance(properties.get("windows"), list):
        return True
    words = properties.get("description")
    return isinstance(words, str) and bool(_OWN_WORDS.fullmatch(words)) and bool(_SPAN.search(words))


def own_messages(features: Sequence[Json], left_out: Sequence[Defect]) -> Iterator[MessageText]:
    """One message for each notice of which the features are areas; `left_out` is said with the first."""
    together: dict[object, list[Json]] = {}
    for place, feature in enumerate(features):
        together.setdefault(_notice_of(feature["properties"], place), []).append(feature)
    for at, ours in enumerate(together.values()):
        yield _message(ours, list(left_out) if at == 0 else [])


def _notice_of(said: Json, place: int) -> object:
    """What tells the notice of a feature from others: its place in the file, else its number, else nothing."""
    if isinstance(index := _beside(said).get("index"), int):
        return index, str(said.get("number")), str(said.get("issuer"))
    if number := said.get("number") or said.get("notice"):
        return str(number), str(said.get("issuer")), _kind(said)
    path = _PATH.fullmatch(str(said.get("path")))
    return path[1] if path else (place, "alone")


def _message(features: Sequence[Json], defects: list[Defect]) -> MessageText:
    areas: list[Area] = []
    windows: list[NoticeWindow] = []
    untimed: list[UntimedHours] = []
    said: Json = features[0]["properties"]
    beside = _beside(said)
    for feature in features:
        areas += _areas(feature, defects)
        _take_windows(_entries(feature["properties"], defects), windows, untimed, defects)
    elsewhere = beside.get("windows_of_no_area")
    _take_windows(elsewhere if isinstance(elsewhere, list) else [], windows, untimed, defects)
    if remark := _remark(beside):
        defects.append(remark)
    kind, number, limits = _kind(said), said.get("number") or said.get("notice"), beside.get("vertical")
    issuer = said["issuer"] if isinstance(said.get("issuer"), str) else None
    issued, ends = _time(beside.get("issued")), _time(beside.get("self_cancel"))
    encoded = Encoded(
        tuple(areas),
        tuple(dict.fromkeys(windows)),
        tuple(defects),
        cancels=tuple(_words(beside.get("cancels"))),
        kind=kind if kind in _KINDS else "other",
        drawn_only=True,
        untimed=tuple(dict.fromkeys(untimed)),
        vertical=(str(limits[0]), str(limits[1])) if isinstance(limits, list) and len(limits) == 2 else None,
    )
    return MessageText("", 0, issuer, str(number) if number else None, issued, ends, encoded)


def _beside(said: Json) -> Json:
    message = said.get("message")
    return message if isinstance(message, dict) else {}


def _kind(said: Json) -> str:
    kind = said.get("announces") if said.get("kind") == _ANNOUNCED else said.get("kind")
    return str(kind or str(said.get("description", "")).partition(";")[0])


def _words(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _time(value: Any) -> datetime | None:
    time = field_time(value) if isinstance(value, str) else None
    return time.at if time is not None and time.zone else None


def _remark(beside: Json) -> Defect | None:
    """What was doubtful in the notice when it was exported, of which the file holds the codes alone."""
    codes = sorted({*_words(beside.get("remarks"))})
    unread = len(_words(beside.get("unread")))
    facts = {"codes": ", ".join([*codes, *([f"{unread} places not read"] if unread else [])]) or "none named"}
    if beside.get("every_word_was_read") is False:
        return Defect("", AuditDefect.EXPORTED_UNBALANCED, facts)
    return Defect("", FormDefect.EXPORTED_REMARKS, facts) if codes or unread else None


def _areas(feature: Json, defects: list[Defect]) -> list[Area]:
    said = feature["properties"]
    if isinstance(said.get("area"), dict):
        try:
            (area,) = areas_from_geojson({"type": "Feature", "geometry": None, "properties": said})
        except NoticeError as error:
            facts = {"reason": str(error.code)}
            defects.append(Defect(str(said.get("name", "")), FormDefect.GML_POSITIONS, facts))
            return []
        return [replace(area, spans=())]
    drawn = drawn_areas([feature.get("geometry")])
    defects += drawn.defects
    labels = {window.get("area") for window in said.get("windows", ()) if isinstance(window, dict)}
    label = next(iter(labels)) if len(labels) == 1 else None
    return [replace(area, label=label) for area in drawn.areas]


def _entries(said: Json, defects: list[Defect]) -> list[Any]:
    """The windows of a feature as they are written: a list, or spans in the description of a brief's KML."""
    entries = said.get("windows")
    if isinstance(entries, list):
        return entries
    found = _SPAN.findall(str(said.get("description", "")))
    if len(found) >= _MOST_LISTED:
        defects.append(Defect("", FormDefect.WINDOWS_CUT, {"count": len(found)}))
    return [{"start": start, "end": end} for start, end in found]


def _take_windows(
    entries: Sequence[Any], windows: list[NoticeWindow], untimed: list[UntimedHours], defects: list[Defect]
) -> None:
    for entry in entries:
        said = entry if isinstance(entry, dict) else {}
        label = said.get("area") if isinstance(said.get("area"), str) else None
        if said.get("zone") == "unknown" and isinstance(said.get("printed"), str):
            untimed.append(UntimedHours(said["printed"], label, 0, 0))
            continue
        start, end = _time(said.get("start")), _time(said.get("end"))
        if start is None or end is None or end < start:
            facts = {"field": "windows", "said": str(entry)[:80]}
            defects.append(Defect(str(entry)[:80], FormDefect.FIELD_NOT_READ, facts))
            continue
        windows.append(
            NoticeWindow(
                start, end, label, str(said.get("zone") or "UTC"), said.get("zone_inferred") is True,
                said.get("reserve") is True,
            )
        )  # fmt: skip
