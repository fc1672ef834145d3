"""The falls in the brief: when each body comes down, what it passes over, and what was reported of it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from downrange.answers.part_codes import FallNote
from downrange.answers.parts.shared import PartInputs
from downrange.case.case_model import LiftOff
from downrange.codes import Remark
from downrange.earth.polygons import geojson_geometry
from downrange.errors import InputError
from downrange.geography.overflown import territories_overflown
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import announced_ascents, landed_of
from downrange.launch.fall.announced_falls import AnnouncedFall, announced_fall
from downrange.launch.fall.ballistic_fall import Track
from downrange.launch.fall.bodies import Reported, Zone
from downrange.launch.fall.zone_comparison import LeaveOneOutForecast, forecasts
from downrange.launch.risk.arrival_times import rounded_outward_s
from downrange.launch.risk.exposure_verdict import Known
from downrange.launch.risk.territory_risk import Risk, risk_of
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.observations import read_observations
from downrange.launch.trajectory.trajectory_codes import AscentError

PLANE_KNOWN_DEG = (
    1.0  # one sigma of the inclination with which the corridor past the falls is narrow enough for names
)


def settings(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """What was chosen for the falls, as their receipt says it."""
    return {"samples": draws.samples, "seed": draws.seed, "air": inputs.atmosphere_says}


def falls_in(inputs: PartInputs, draws: Draws) -> tuple[AnnouncedFall, ...]:
    """Drop the bodies of the case so that they land where the notices or the press say."""
    pad, atmosphere, name = inputs.pad, inputs.atmosphere, inputs.case.name
    return tuple(announced_fall(body, *pad, atmosphere, case=name, draws=draws) for body in inputs.bodies)


def ascents_in(inputs: PartInputs, draws: Draws) -> Ascents | None:
    """The ascents consistent with the falls; None where nothing tells of one, or none that is fitted stays up."""
    case = inputs.case
    told = inputs.bodies, case.vehicle, case.known, inputs.pad, inputs.atmosphere
    try:
        return announced_ascents(*told, case=case.name, draws=draws)
    except InputError as error:
        if error.code is AscentError.NO_ASCENT:
            return None  # the falls stand without it
        raise


def risk_in(inputs: PartInputs, draws: Draws) -> Risk | None:
    """Let the flight fail at every moment of the ascents consistent with the falls: who is overflown, who is hit."""
    case, atmosphere, ascents = inputs.case, inputs.atmosphere, ascents_in(inputs, draws)
    if ascents is None:
        return None
    rate, limits, known = inputs.failure_rate, inputs.thresholds, _known(inputs)
    return risk_of(ascents, atmosphere, rate, case=case.name, draws=draws, known=known, thresholds=limits)


def _known(inputs: PartInputs) -> Known:
    """What is given of the flight besides its falls; a plane is known if the inclination is, within a degree."""
    landed = [landed_of(body, inputs.pad) for body in inputs.bodies]
    orbit = read_observations(inputs.case.known, landed).insertion
    plane = orbit is not None and orbit.inclination_deg is not None
    close = orbit is not None and orbit.inclination_sd_deg <= PLANE_KNOWN_DEG
    return Known(vehicle=inputs.case.vehicle is not None, orbit=orbit is not None, plane=plane and close)


def zones_in(inputs: PartInputs, draws: Draws) -> tuple[LeaveOneOutForecast, ...]:
    """Announced against simulated: forecast each fall from everything but the body's own distance."""
    case = inputs.case
    told = inputs.bodies, case.vehicle, case.known, inputs.pad, inputs.atmosphere
    return forecasts(*told, case=case.name, draws=draws)


def falls_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """The bodies as `downrange fall` says them, with clock times, overflown territories and reports beside."""
    falls, risk = falls_in(inputs, draws), risk_in(inputs, draws)
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
        "passed_over_says": FallNote.ONE_TRACK.says(),
        "passed_over_code": str(FallNote.ONE_TRACK),
        "territories": [_on_the_clock(row, liftoff) for row in exposed],
        "risk": failed,
        "reported": _reported(inputs, bodies),
        "words": FallNote.TIMES.says(),
        "code": str(FallNote.TIMES),
    }


def _body(fall: AnnouncedFall, liftoff: LiftOff) -> dict[str, Any]:
    said = fall.as_dict()
    lands = fall.body.lands
    if isinstance(lands, Zone):
        place = Remark(FallNote.IN_AREA, {"area": lands.area}) if lands.area else Remark(FallNote.IN_RING)
        source, grade = lands.source, lands.grade
    elif isinstance(lands, Reported):
        facts = {"sd_km": lands.sd_km, "lat": lands.lat_deg, "lon": lands.lon_deg}
        place = Remark(FallNote.NEAR_PLACE, facts)
        source, grade = lands.source, lands.grade
    else:
        place = Remark(FallNote.AT_DISTANCE)
        source, grade = lands.range_km.source, lands.range_km.grade
    after = said["after_liftoff_s"]
    return {
        **said,
        "impact_utc": {q: liftoff.clock(after[q]) for q in after} if liftoff.instant else None,
        "zone": geojson_geometry(lands.ring) if isinstance(lands, Zone) and lands.area is None else None,
        "place_says": place.says,
        "place_code": str(place.code),
        "place_source": source,
        "place_grade": grade,
    }


def _on_the_clock(row: dict[str, Any], liftoff: LiftOff) -> dict[str, Any]:
    """A territory's two answers with the clock times of its overflight, of arriving debris and of the end."""
    down, step = row["over_s"], row["over_known_to_s"]
    over = _clocks((down, down), liftoff, step) if down is not None else None
    return {
        **row,
        "overflight_utc": _clocks(row["overflight_s"], liftoff),
        "impact_utc": _clocks(row["impact_s"], liftoff, row["impact_known_to_s"]),
        "over_utc": over[1] if over else None,
    }


def _clocks(
    after_s: Sequence[float] | None, liftoff: LiftOff, step_s: float | None = None
) -> list[str | None] | None:
    """Times of day of a window after lift-off, UTC, rounded outward to whole steps of the clock.

    None without seconds or without an instant of lift-off.
    """
    if not after_s or not liftoff.instant:
        return None
    step = step_s or 1.0
    begins = liftoff.instant.timestamp() % step if step > 1.0 else 0.0
    first, last = (
        rounded_outward_s(begins + after_s[0], begins + after_s[-1], step) if step > 1.0 else after_s
    )
    return [liftoff.clock(t - begins) for t in (first, last)]


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


def _reported(inputs: PartInputs, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each reported fall beside our interval; a report outside it is said to be outside."""
    case, liftoff = inputs.case, inputs.liftoff.instant
    events = {event.id: event for event in case.events}
    ours = {body["name"]: body["after_liftoff_s"] for body in bodies}
    rows = []
    for report in case.reported_falls:
        event, interval = events[report.event], ours[report.body]
        told, inside, verdict = None, None, FallNote.REPORT_NOT_COMPARED
        if liftoff is not None:
            told = [(t - liftoff).total_seconds() for t in (event.time.start, event.time.end)]
            inside = told[1] >= interval["p05"] and told[0] <= interval["p95"]
            outside = FallNote.REPORT_EARLIER if told[1] < interval["p05"] else FallNote.REPORT_LATER
            verdict = FallNote.REPORT_INSIDE if inside else outside
        rows.append(
            {
                "body": report.body,
                "event": event.id,
                "says": f"{report.body}: {event.what} ({event.by}, {event.time})",
                "after_liftoff_s": told,
                "p05": interval["p05"],
                "p95": interval["p95"],
                "inside": inside,
                "verdict": verdict.says(),
                "code": str(verdict),
                "note": event.note,
                "sources": [source.id for source in event.sources],
            }
        )
    return rows
