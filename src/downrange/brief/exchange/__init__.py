"""The brief for other programs: areas for map tools, the case for Google Earth and Cesium, passes for calendars."""

import json
from collections.abc import Mapping
from typing import Any

from downrange.brief.exchange.calendar import passes_calendar
from downrange.brief.exchange.czml import czml_document
from downrange.brief.exchange.geojson import area_collection
from downrange.brief.exchange.kml import kml_document


def files_of(brief: Mapping[str, Any]) -> dict[str, bytes]:
    """The exchange files of a brief: name to bytes, the same brief always the same bytes."""
    return {
        "areas.geojson": _json(area_collection(brief)),
        "case.kml": kml_document(brief),
        "case.czml": _json(czml_document(brief)),
        "overflights.ics": passes_calendar(brief),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode()
