"""The falls in the brief: when each body comes down, what it passes over, and what was reported of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import Case
from downrange.earth.instants import format_utc
from downrange.earth.polygons import geojson_geometry
from downrange.geography.overflown import territories_overflown
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_falls import AnnouncedFall
from downrange.launch.fall.ballistic_fall import Track
from downrange.launch.fall.bodies import Reported, Zone
from downrange.launch.risk.territory_risk import Risk


def settings(inputs: CaseInputs, draws: Draws) -> dict[str, Any]:
    """What was chosen for the falls, as their receipt says it."""
    return {"samples": draws.samples, "seed": draws.seed, "air": inputs.atmosphere_says}


def falls_in_brief(
    inputs: CaseInputs, falls: Sequence[AnnouncedFall], risk: Risk | None, draws: Draws
) -> dict[str, Any]:
    """The bodies as `downrange fall` says them, with clock times, overflown territories and reports beside."""
    case, flown = inputs.case, risk.tracks if risk else {}
    tracks = [flown.get(fall.body.name, fall.track) for fall in falls]
    bodies = [
        {**_body(fall, case.launch.time), "track": track.as_dict(), "of_ascent": fall.body.name in flown}
        for fall, track in zip(falls, tracks, strict=True)
    ]
    over = [
        _passed_over(fall.body.name, track, case.launch.time)
        for fall, track in zip(falls, tracks, strict=True)
    ]
    failed = risk.as_dict() if risk else None
    exposed = failed.pop("territories") if failed else []
    return {
        "receipt": "fall",
        "samples": draws.samples,
        "seed": draws.seed,
        "air": inputs.atmosphere_says,
        "wind": inputs.has_wind,
        "bodies": bodies,
        "passed_over": [row for rows in over for row in rows],
        "territories": [_on_the_clock(row, case.launch.time) for row in exposed],
        "risk": failed,
        "reported": _reported(case, bodies),
        "words": "Each body falls from a stated burn-out; the speed is solved so that it lands where the notice or "
        "the press says. The place is theirs, the time is ours. The spread of the times comes from what is not known "
        "of the burn-out and the body's drag.",
    }


def _body(fall: AnnouncedFall, liftoff: datetime) -> dict[str, Any]:
    said = fall.as_dict()
    lands = fall.body.lands
    if isinstance(lands, Zone):
        place = f"anywhere in the area of {lands.area}" if lands.area else "anywhere in a published ring"
        source, grade = lands.source, lands.grade
    elif isinstance(lands, Reported):
        place = f"within some {lands.sd_km:.0f} km (one sigma) of {lands.lat_deg:.2f}, {lands.lon_deg:.2f}"
        source, grade = lands.source, lands.grade
    else:
        place = "at the published distance from the pad"
        source, grade = lands.range_km.source, lands.range_km.grade
    after = said["after_liftoff_s"]
    return {
        **said,
        "impact_utc": {q: format_utc(liftoff + timedelta(seconds=after[q])) for q in after},
        "zone": geojson_geometry(lands.ring) if isinstance(lands, Zone) and lands.area is None else None,
        "place_says": place,
        "place_source": source,
        "place_grade": grade,
    }


def _on_the_clock(row: dict[str, Any], liftoff: datetime) -> dict[str, Any]:
    """A territory's two answers with the clock times of its overflight, of arriving debris and of the end."""

    def clock(after_s: float) -> str:
        return format_utc(liftoff + timedelta(seconds=after_s))

    return {
        **row,
        "overflight_utc": [clock(t) for t in row["overflight_s"]] if row["overflight_s"] else None,
        "impact_utc": [clock(t) for t in row["impact_s"]] if row["impact_s"] else None,
        "over_utc": clock(row["over_s"]) if row["over_s"] is not None else None,
    }


def _passed_over(body: str, track: Track, liftoff: datetime) -> list[dict[str, Any]]:
    """What the track of a body passes over, land and waters; an archipelago counts once."""
    stays: dict[tuple[str, str], tuple[str, list[float]]] = {}
    for stay in territories_overflown(track.lat_deg, track.lon_deg, track.after_s, waters=True):
        territory = stay.territory
        if territory.kind == "islands":  # their prefecture or province is named already
            continue
        name, seconds = stays.setdefault((territory.code, territory.kind), (territory.name, []))
        seconds += [stay.enters_s, stay.leaves_s]
    rows = []
    for (code, kind), (name, seconds) in stays.items():
        first, last = min(seconds), max(seconds)
        heights = np.interp([first, last], track.after_s, track.alt_m) / 1000
        rows.append(
            {
                "code": code,
                "name": name,
                "kind": kind,
                "by": body,
                "overflight_s": [round(first, 1), round(last, 1)],
                "overflight_utc": [format_utc(liftoff + timedelta(seconds=t)) for t in (first, last)],
                "height_km": [round(float(height), 1) for height in heights],
            }
        )
    return rows


def _reported(case: Case, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each reported fall beside our interval; a report outside it is said to be outside."""
    events = {event.id: event for event in case.events}
    ours = {body["name"]: body["after_liftoff_s"] for body in bodies}
    rows = []
    for report in case.reported_falls:
        event, interval = events[report.event], ours[report.body]
        first = (event.time.start - case.launch.time).total_seconds()
        last = (event.time.end - case.launch.time).total_seconds()
        inside = last >= interval["p05"] and first <= interval["p95"]
        side = "earlier" if last < interval["p05"] else "later"
        rows.append(
            {
                "body": report.body,
                "event": event.id,
                "says": f"{report.body}: {event.what} ({event.by}, {event.time})",
                "after_liftoff_s": [first, last],
                "p05": interval["p05"],
                "p95": interval["p95"],
                "inside": inside,
                "verdict": "overlaps our interval"
                if inside
                else f"not inside: reported {side} than we compute",
                "note": event.note,
                "sources": [source.id for source in event.sources],
            }
        )
    return rows
