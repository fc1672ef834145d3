"""The files of a brief: the page, the dict itself, and the forms for other programs, all from the one dict."""

import json
from collections.abc import Mapping
from typing import Any

from downrange.brief.drawn.map_content import map_of
from downrange.brief.drawn.page import render_page
from downrange.brief.exchange.brief_geojson import area_collection
from downrange.brief.exchange.brief_kml import kml_document
from downrange.brief.exchange.czml import czml_document
from downrange.brief.exchange.pass_calendar import passes_calendar


def brief_files(brief: Mapping[str, Any]) -> dict[str, bytes]:
    """Name to bytes, ``brief.html`` first; the same brief always gives the same bytes."""
    return {
        "brief.html": render_page(brief, map_of(brief)).encode(),
        "brief.json": _json(brief),
        "areas.geojson": _json(area_collection(brief)),
        "case.kml": kml_document(brief),
        "case.czml": _json(czml_document(brief)),
        "overflights.ics": passes_calendar(brief),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode()
