"""The falls in the brief: when each body comes down, what it passes over, and what was reported of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import LiftOff
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
    liftoff, flown = inputs.liftoff, risk.tracks if risk else {}
    tracks = [flown.get(fall.body.name, fall.track) for fall in falls]
    bodies = [
        {**_body(fall, liftoff), "track": track.as_dict(), "of_ascent": fall.body.name in flown}
        for fall, track in zip(falls, tracks, strict=True)
    ]
    over = [_passed_over(fall.body.name, track, liftoff) for fall, track in zip(falls, tracks, strict=True)]
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
        "territories": [_on_the_clock(row, liftoff) for row in exposed],
        "risk": failed,
        "reported": _reported(inputs, bodies),
        "words": "Each body falls from a stated burn-out; the speed is solved so that it lands where the notice or "
        "the press says. The place is theirs, the time is ours. The spread of the times comes from what is not known "
        "of the burn-out and the body's drag.",
    }


def _body(fall: AnnouncedFall, liftoff: LiftOff) -> dict[str, Any]:
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
        "impact_utc": {q: liftoff.clock(after[q]) for q in after} if liftoff.instant else None,
        "zone": geojson_geometry(lands.ring) if isinstance(lands, Zone) and lands.area is None else None,
        "place_says": place,
        "place_source": source,
        "place_grade": grade,
    }


def _on_the_clock(row: dict[str, Any], liftoff: LiftOff) -> dict[str, Any]:
    """A territory's two answers with the clock times of its overflight, of arriving debris and of the end."""
    return {
        **row,
        "overflight_utc": _clocks(row["overflight_s"], liftoff),
        "impact_utc": _clocks(row["impact_s"], liftoff),
        "over_utc": liftoff.clock(row["over_s"]) if row["over_s"] is not None else None,
    }


def _clocks(after_s: Sequence[float] | None, liftoff: LiftOff) -> list[str | None] | None:
    """Times of day of seconds after lift-off, UTC; None without seconds or without an instant of lift-off."""
    return [liftoff.clock(t) for t in after_s] if after_s and liftoff.instant else None


def _passed_over(body: str, track: Track, liftoff: LiftOff) -> list[dict[str, Any]]:
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
                "overflight_utc": _clocks((first, last), liftoff),
                "height_km": [round(float(height), 1) for height in heights],
            }
        )
    return rows


def _reported(inputs: CaseInputs, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each reported fall beside our interval; a report outside it is said to be outside."""
    case, liftoff = inputs.case, inputs.liftoff.instant
    events = {event.id: event for event in case.events}
    ours = {body["name"]: body["after_liftoff_s"] for body in bodies}
    rows = []
    for report in case.reported_falls:
        event, interval = events[report.event], ours[report.body]
        told, inside, verdict = None, None, "not compared: the time of lift-off is not known"
        if liftoff is not None:
            told = [(t - liftoff).total_seconds() for t in (event.time.start, event.time.end)]
            inside = told[1] >= interval["p05"] and told[0] <= interval["p95"]
            side = "earlier" if told[1] < interval["p05"] else "later"
            verdict = "overlaps our interval" if inside else f"not inside: reported {side} than we compute"
        rows.append(
            {
                "body": report.body,
                "event": event.id,
                "says": f"{report.body}: {event.what} ({event.by}, {event.time})",
                "after_liftoff_s": told,
                "p05": interval["p05"],
                "p95": interval["p95"],
                "inside": inside,
                "verdict": verdict,
                "note": event.note,
                "sources": [source.id for source in event.sources],
            }
        )
    return rows
