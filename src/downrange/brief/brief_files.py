"""The files of a brief: the page, the dict itself, and the forms for other programs, all from the one dict."""

from collections.abc import Mapping
from typing import Any

from downrange.brief.drawn.map_content import map_of
from downrange.brief.drawn.page import render_page
from downrange.brief.exchange.brief_geojson import area_collection
from downrange.brief.exchange.brief_kml import kml_document
from downrange.brief.exchange.czml import czml_document
from downrange.brief.exchange.pass_calendar import passes_calendar
from downrange.kernel.visible_text import json_text


def brief_files(brief: Mapping[str, Any]) -> dict[str, bytes]:
    """Name to bytes, ``brief.html`` first; the same brief always gives the same bytes.

    ``brief.json`` holds every text as it is, unseen characters escaped; in the others they are signs
    (`kernel.visible_text`).
    """
    return {
        "brief.html": render_page(brief, map_of(brief)).encode(),
        "brief.json": _json(brief),
        "areas.geojson": _json(area_collection(brief)),
        "case.kml": kml_document(brief),
        "case.czml": _json(czml_document(brief)),
        "overflights.ics": passes_calendar(brief),
    }


def _json(value: Any) -> bytes:
    return json_text(value, indent=1).encode()
