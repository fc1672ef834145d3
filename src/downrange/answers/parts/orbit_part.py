"""The orbit in the brief: which object it is, its orbit through time, manoeuvres, decay, and passes over places."""

from datetime import timedelta
from typing import Any

import numpy as np

from downrange.answers.identify import objects_of_launch
from downrange.answers.part_codes import OrbitNote
from downrange.answers.parts.shared import PartInputs
from downrange.answers.passes import passes_told
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import datetime_utc, format_utc
from downrange.kernel.parallel import Draws
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.station_keeping import station_keeping
from downrange.orbit.identify.snapshots import newcomers
from downrange.orbit.overflight.ground_track import ground_track
from downrange.orbit.propagation.orbit_shape import shape_of

SHOWN_CANDIDATES = 5
DAYLIGHT_DEG = 0.0
TRACK_STEP_S = 30.0


def orbit_sets(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """The element sets of the case in order of time, with the heights and times people speak of."""
    elements = inputs.elements
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


def manoeuvres_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """The manoeuvres of the case's satellite, and whether it keeps its station."""
    history = inputs.history
    if history is None:
        return None
    found = detect_manoeuvres(history)
    alive = station_keeping(history, found)
    return {
        "receipt": "manoeuvres",
        "norad": history.norad,
        "sets": len(history.elements),
        "manoeuvres": [one.as_dict() for one in found],
        "alive": alive.as_dict(),
        "words": OrbitNote.STEERING.says({"verdict": alive.verdict.capitalize()}),
        "code": str(OrbitNote.STEERING),
    }


def forecast_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """When the case's satellite comes down, as could be said on the day of its last element set, or why not."""
    history = inputs.history
    if history is None:
        return None
    sets = history.elements
    told = forecast_decay(history, datetime_utc(float(sets.epoch_jd[-1]), float(sets.epoch_fraction[-1])))
    code = OrbitNote.NO_FORECAST if told.decay is None else OrbitNote.FORECAST
    words = code.says({"because": told.because})
    return {"receipt": "decay", **told.as_dict(), "words": words, "note_code": str(code)}


def identified_objects(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """The objects new between the catalogues of the case, best first, each with its orbit and its reasons."""
    wanted, snapshots = inputs.case.identify, inputs.snapshots
    if wanted is None or snapshots is None:
        return None
    found = objects_of_launch(*snapshots, inputs.site, wanted.window, notices=inputs.notices).found
    said, after = found.as_dict(), newcomers(*snapshots).new
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
    code = OrbitNote.BEST_OBJECT if objects else OrbitNote.NO_CANDIDATE
    return {
        **said,
        "receipt": "identify",
        "objects": objects,
        "words": code.says({"verdict": said["verdict"].capitalize()}),
        "note_code": str(code),
    }


def passes_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """The passes over the places of the case with off-nadir angle and light at culmination."""
    case, elements, wanted = inputs.case, inputs.elements, inputs.case.passes
    rows: list[dict[str, Any]] = []
    remarks: tuple[Remark, ...] = ()
    if wanted is not None and case.orbit is not None and elements is not None and case.places:
        mine = elements.select(elements.norad == case.orbit.main)
        end = wanted.start + timedelta(hours=wanted.hours)
        found, remarks = passes_told(mine, case.places, wanted.start, end, wanted.min_elevation_deg)
        rows = [{**one.as_dict(), "daylight": one.sun_elevation_deg > DAYLIGHT_DEG} for one in found]
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
        **says_and_codes("remarks", remarks, "remark_codes"),
        "words": OrbitNote.PASSES.says(),
        "code": str(OrbitNote.PASSES),
    }


def track_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """Ground track of the case's satellite over the span of its passes: `[seconds, lat, lon, alt_km]` a point."""
    case, elements = inputs.case, inputs.elements
    if case.passes is None or case.orbit is None or elements is None:
        return None
    mine = elements.select(elements.norad == case.orbit.main)
    if not len(mine):
        return None
    start = case.passes.start
    track = ground_track(mine, start, start + timedelta(hours=case.passes.hours), TRACK_STEP_S)[0]
    columns = np.round(np.stack([track.seconds, track.lat_deg, track.lon_deg, track.alt_km]), 4)
    return {
        "receipt": "passes",
        "norad": track.norad,
        "start": format_utc(start),
        "points": columns.T.tolist(),
    }
