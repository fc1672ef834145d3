"""The falls in the brief: when each body comes down, what it passes over, and what was reported of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.brief.found import Announcements
from downrange.brief.parts.notices_part import rings_by_title
from downrange.case.case_model import Case
from downrange.earth.instants import format_utc
from downrange.earth.polygons import geojson_geometry
from downrange.geography.overflown import territories_overflown
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_falls import AnnouncedFall
from downrange.launch.fall.atmosphere_models import msis_sky, read_sky
from downrange.launch.fall.ballistic_fall import Sky, Track, standard_sky
from downrange.launch.fall.bodies import Body, Reported, Zone, read_bodies
from downrange.launch.risk.territory_risk import Risk


def pad_of(site: Site) -> tuple[float, float]:
    """Where the vehicle leaves from: latitude and longitude in degrees."""
    return site.lat_deg, site.lon_deg


def sky_of(case: Case, site: Site) -> Sky:
    """What the bodies fall through: the standard sky, or the one that the case gives. InputError as it is read."""
    air = case.air
    if air is None:
        return standard_sky()
    sky = standard_sky()
    if air.f107 is not None and air.f107_mean is not None and air.ap is not None:
        flux = {"f107": air.f107, "f107_mean": air.f107_mean, "ap": air.ap}
        sky = msis_sky(*pad_of(site), case.launch.time, **flux)
    return read_sky(case.texts[air.profile], sky, air.profile) if air.profile else sky


def air_says(case: Case) -> str:
    """The sky of the falls in words."""
    air = case.air
    if air is None:
        return "US Standard Atmosphere 1976, no wind"
    parts = ["US Standard Atmosphere 1976" if air.model == "us76" else "NRLMSIS 2.1 over the pad at lift-off"]
    parts += [f"with the profile {air.profile}"] if air.profile else []
    return f"{', '.join(parts)}{'' if has_wind(case) else ', no wind'} ({air.source})"


def settings(case: Case, draws: Draws) -> dict[str, Any]:
    """What was chosen for the falls, as their receipt says it."""
    return {"samples": draws.samples, "seed": draws.seed, "air": air_says(case)}


def has_wind(case: Case) -> bool:
    """Whether the case gives a wind."""
    profile = case.air.profile if case.air else None
    return profile is not None and read_sky(case.texts[profile], where=profile).wind.size > 0


def bodies_of(case: Case, announced: Announcements) -> tuple[Body, ...]:
    """What falls, each body with the area, ring or place where it is to land."""
    return read_bodies(case.bodies, rings_by_title([notice for _, notice in announced]))


def published_rings(case: Case, announced: Announcements) -> list[Floats]:
    """Rings (2, N) of zones that stand in no notice of the case, as they were published by their corners."""
    lands = [body.lands for body in bodies_of(case, announced)]
    return [land.ring for land in lands if isinstance(land, Zone) and land.area is None]


def falls_in_brief(
    case: Case, falls: Sequence[AnnouncedFall], risk: Risk | None, draws: Draws
) -> dict[str, Any]:
    """The bodies as `downrange fall` says them, with clock times, overflown territories and reports beside."""
    flown = risk.tracks if risk else {}
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
        "air": air_says(case),
        "wind": has_wind(case),
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
