"""River 2 in the brief: which object it is, the shape of its orbit through time, and its passes over places."""

from datetime import timedelta
from typing import Any

import numpy as np

from downrange.case.case_model import Case
from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.element_history import histories
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.station_keeping import station_keeping
from downrange.orbit.identify.candidates import Identification
from downrange.orbit.overflight.closest_approach import closest_approach
from downrange.orbit.overflight.ground_track import ground_track
from downrange.orbit.overflight.passes import Pass
from downrange.orbit.propagation.orbit_shape import shape_of

SHOWN_CANDIDATES = 5
DAYLIGHT_DEG = 0.0


def orbit_sets(elements: Elements | None) -> dict[str, Any]:
    """The element sets of the case in order of time, with the heights and times people speak of."""
    if elements is None:
        return {"receipt": "elements", "sets": [], "defects": [], "defect_codes": []}
    order = np.lexsort([elements.epoch_jd + elements.epoch_fraction, elements.norad])
    shape = shape_of(elements)
    rows = []
    for k in order.tolist():
        epoch = datetime_utc(float(elements.epoch_jd[k]), float(elements.epoch_fraction[k]))
        hours = float(shape.local_time_h[k])
        rows.append(
            {
                "norad": int(elements.norad[k]),
                "epoch": format_utc(epoch),
                "perigee_km": round(float(shape.perigee_km[k]), 2),
                "apogee_km": round(float(shape.apogee_km[k]), 2),
                "inclination_deg": round(float(elements.inclination_deg[k]), 4),
                "period_min": round(float(shape.period_min[k]), 3),
                "local_time_of_node_h": round(hours, 3),
                "node_clock": f"{int(hours):02d}:{int(hours % 1 * 60):02d}",
            }
        )
    return {
        "receipt": "elements",
        "sets": rows,
        "defects": [defect.says for defect in elements.defects],
        "defect_codes": [str(defect.code) for defect in elements.defects],
    }


def manoeuvres_in_brief(case: Case, elements: Elements | None) -> dict[str, Any] | None:
    """What the case's satellite did of itself: its burns, and whether somebody steers it."""
    if case.orbit is None or elements is None:
        return None
    (history,) = histories(elements.select(elements.norad == case.orbit.main))
    found = detect_manoeuvres(history)
    alive = station_keeping(history, found)
    words = (
        f"{alive.verdict.capitalize()}, by [/orbit/manoeuvres/sets|d] element sets from "
        "[/orbit/manoeuvres/alive/since|day] to [/orbit/manoeuvres/alive/until|day]."
    )
    return {
        "receipt": "manoeuvres",
        "norad": case.orbit.main,
        "sets": len(history.elements),
        "manoeuvres": [one.as_dict() for one in found],
        "alive": alive.as_dict(),
        "words": words,
    }


def forecast_in_brief(case: Case, elements: Elements | None) -> dict[str, Any] | None:
    """When the case's satellite comes down, as could be said on the day of its last element set, or why not."""
    if case.orbit is None or elements is None:
        return None
    (history,) = histories(elements.select(elements.norad == case.orbit.main))
    sets = history.elements
    told = forecast_decay(history, datetime_utc(float(sets.epoch_jd[-1]), float(sets.epoch_fraction[-1])))
    if told.decay is None:
        words = f"As of its last set here ([/orbit/forecast/as_of|day]): {told.because}."
    else:
        words = (
            "As of its last set here ([/orbit/forecast/as_of|day]), if nothing steers it, it comes down about "
            "[/orbit/forecast/decay/median|moment] (90 %: [/orbit/forecast/decay/p05|moment] to "
            "[/orbit/forecast/decay/p95|moment])."
        )
    return {"receipt": "decay", **told.as_dict(), "words": words}


def identified_objects(found: Identification, after: Elements) -> dict[str, Any]:
    """The candidates, best first, each with its shape and its reasons."""
    said = found.as_dict()
    shape = shape_of(after)
    row_of = {norad: row for row, norad in enumerate(after.norad.tolist())}
    objects = []
    for entry in said["objects"][:SHOWN_CANDIDATES]:
        row = row_of[entry["norad"]]
        objects.append(
            {
                **entry,
                "name": str(after.name[row]),
                "inclination_deg": round(float(after.inclination_deg[row]), 4),
                "perigee_km": round(float(shape.perigee_km[row]), 1),
                "apogee_km": round(float(shape.apogee_km[row]), 1),
            }
        )
    return {
        **said,
        "receipt": "identify",
        "objects": objects,
        "words": _verdict(said["verdict"], objects),
    }


def _verdict(verdict: str, objects: list[dict[str, Any]]) -> str:
    if not objects:
        return f"{verdict.capitalize()}: among the new objects none can have come from this launch."
    return (
        f"{verdict.capitalize()}. Of [/identified/candidates|d] objects new between the two catalogues, number "
        "[/identified/objects/0/norad|d] fits best; nothing of its name or designator was used to find it."
    )


def passes_in_brief(case: Case, passes: tuple[Pass, ...], elements: Elements | None) -> dict[str, Any]:
    """The passes over the places of the case with off-nadir angle and light at their highest point."""
    wanted = case.passes
    place_of = {place.name: place for place in case.places}
    rows = []
    for one in passes:
        assert elements is not None  # passes come from elements
        mine = elements.select(elements.norad == one.norad)
        view = closest_approach(mine, place_of[one.place], one.rise, one.set)
        rows.append(
            {
                **one.as_dict(),
                "off_nadir_deg": round(view.off_nadir_deg, 1),
                "sun_elevation_deg": round(view.sun_elevation_deg, 1),
                "daylight": view.sun_elevation_deg > DAYLIGHT_DEG,
            }
        )
    return {
        "receipt": "passes",
        "start": format_utc(wanted.start) if wanted else None,
        "hours": wanted.hours if wanted else None,
        "min_elevation_deg": wanted.min_elevation_deg if wanted else None,
        "places": [
            {"name": p.name, "lat": p.lat_deg, "lon": p.lon_deg, "alt_m": p.alt_m, "why": p.why}
            for p in case.places
        ],
        "passes": rows,
        "words": "Passes over the places of the case for [/passes/hours|.0f] hours from [/passes/start|moment], "
        "above [/passes/min_elevation_deg|.0f]°. Off-nadir is the angle at the satellite; it needs daylight below.",
    }


def track_in_brief(case: Case, elements: Elements | None, step_s: float = 30.0) -> dict[str, Any] | None:
    """Ground track of the case's satellite over the span of its passes: `[seconds, lat, lon, alt_km]` a point."""
    if case.passes is None or case.orbit is None or elements is None:
        return None
    mine = elements.select(elements.norad == case.orbit.main)
    if not len(mine):
        return None
    start = case.passes.start
    track = ground_track(mine, start, start + timedelta(hours=case.passes.hours), step_s)[0]
    columns = np.round(np.stack([track.seconds, track.lat_deg, track.lon_deg, track.alt_km]), 4)
    return {
        "receipt": "passes",
        "norad": track.norad,
        "start": format_utc(start),
        "points": columns.T.tolist(),
    }
