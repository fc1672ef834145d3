"""The plane in the brief: what the areas of the case allow, and beside it the orbit flown, where it is known."""

from typing import Any

import numpy as np

from downrange.answers.part_codes import PlaneNote
from downrange.answers.parts.shared import PartInputs
from downrange.earth.instants import datetime_utc, format_utc
from downrange.kernel.parallel import Draws


def plane_of_case(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """The plane as `downrange plane` says it, with the geometry's histogram for the drawing."""
    plane = inputs.plane
    if plane is None:
        return None
    code = PlaneNote.DETERMINED if plane.determined else PlaneNote.NOT_DETERMINED
    return {
        "receipt": "plane",
        **plane.as_dict(),
        "histogram": [round(share, 5) for share in plane.geometry.histogram],
        "words": code.says(),
        "code": str(code),
    }


def flown_orbit(inputs: PartInputs, draws: Draws) -> dict[str, Any] | None:
    """The orbit flown, from the earliest element set of the case's satellite; nothing is tuned to make it fit."""
    elements, orbit, plane = inputs.elements, inputs.case.orbit, inputs.plane
    if elements is None or orbit is None or plane is None:
        return None
    rows = np.flatnonzero(elements.norad == orbit.main)
    first = int(rows[np.lexsort([elements.epoch_fraction[rows], elements.epoch_jd[rows]])[0]])
    inclination = float(elements.inclination_deg[first])
    inside = plane.geometry.inclination_deg.contains(inclination)
    code = PlaneNote.FLOWN_INSIDE if inside else PlaneNote.FLOWN_OUTSIDE
    return {
        "receipt": "elements",
        "norad": orbit.main,
        "epoch": format_utc(
            datetime_utc(float(elements.epoch_jd[first]), float(elements.epoch_fraction[first]))
        ),
        "inclination_deg": round(inclination, 4),
        "inside_geometry": inside,
        "words": code.says(),
        "code": str(code),
    }
