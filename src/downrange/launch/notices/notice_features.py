"""Notices as map features: every area with its notice's number, its windows and the words it was printed in."""

from collections.abc import Sequence
from typing import Any

from downrange.kernel.visible_text import visible_lines
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import feature_collection, feature_of
from downrange.launch.areas.area_kml import kml_of
from downrange.launch.notices.notice import Notice, NoticeWindow, UntimedHours


def areas_to_geojson(notices: Sequence[Notice]) -> dict[str, Any]:
    """Every area of the notices as an RFC 7946 FeatureCollection, one feature an area.

    Properties: the notice's number, issuer and kind, the area's windows, ``words`` (what was printed for each
    position, in order), ``area``, the area itself, and ``message``: which notice of the file it is (``index``), when
    it was issued and ends, what it cancels, its limits, and the codes of what was doubtful in it, so that the file
    comes back as the notices that it was written from. An area without an outline has the geometry null.
    """
    return feature_collection(
        [
            _feature(notice, area, message)
            for index, notice in enumerate(notices)
            for message in [_message(notice, index)]
            for area in notice.areas
        ]
    )


def areas_to_kml(notices: Sequence[Notice]) -> str:
    """The same features as a KML 2.2 document."""
    return kml_of(areas_to_geojson(notices))


def _message(notice: Notice, index: int) -> dict[str, Any]:
    """What a notice says beside its areas; of remarks the codes."""
    said = notice.as_dict()
    labels = {area.label for area in notice.areas}
    kept = ("issued", "self_cancel", "cancels", "vertical", "every_word_was_read")
    return {
        "index": index,
        **{name: said[name] for name in kept},
        "remarks": sorted({defect["code"] for defect in said["defects"]}),
        "unread": [span["text"] for span in said["unread"]],
        "windows_of_no_area": [one for one in said["windows"] if one["area"] not in {None, *labels}],
    }


def _feature(notice: Notice, area: Area, message: dict[str, Any]) -> dict[str, Any]:
    timed: tuple[NoticeWindow | UntimedHours, ...] = (*notice.windows, *notice.untimed)
    return feature_of(
        area,
        {
            "name": visible_lines(" ".join(filter(None, (notice.number, area.label))) or "area"),
            "number": notice.number,
            "issuer": notice.issuer,
            "kind": notice.kind,
            "windows": [one.as_dict() for one in timed if one.area in (None, area.label)],
            "words": [_words(notice, span) for span in area.spans],
            "message": message,
        },
    )


def _words(notice: Notice, span: tuple[int, int]) -> str:
    return " ".join(notice.text[span[0] - notice.start : span[1] - notice.start].split())
