"""Everything about one launch: the whole brief on one page, and each part of it alone.

    notices -> areas, plane -> falls -> who is overflown, who may be hit
    element sets -> which object, its orbit, manoeuvres, decay -> passes, ground track
    sources -> timeline, claims and denials, provisions -> checks by physics

Each part is computed from the inputs of the case by one function, named in `PARTS` with its method and the files it
stands on. It is kept under its receipt: who asks again with the same files and settings is answered at once.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from downrange import __version__
from downrange.answers.methods import Method
from downrange.answers.parts import falls_part, notices_part, orbit_part, plane_part, record_part
from downrange.answers.parts.shared import PartInputs
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.requests import BriefRequest
from downrange.case.case_model import Case
from downrange.kernel.parallel import Draws

FORMAT = "downrange-brief/1"
RECORD_FILES = ("sources.toml", "claims.toml", "events.toml", "provisions.toml")
Kept = MutableMapping[str, Any]  # answers of parts by the fingerprint of their receipt


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a brief: how it is made, from which files of the case, with which settings."""

    method: Method
    compute: Callable[[PartInputs, Draws], Any]
    files: Callable[[Case], tuple[str, ...]]
    settings: Callable[[PartInputs, Draws], dict[str, Any]] = lambda inputs, draws: {}

    def receipt(self, inputs: PartInputs, draws: Draws) -> Receipt:
        """The receipt of this part for one case."""
        return _receipt(self.method, self.files(inputs.case), inputs, self.settings(inputs, draws))


def _receipt(
    method: Method, files: Iterable[str], inputs: PartInputs, settings: Mapping[str, Any]
) -> Receipt:
    sha256 = inputs.case.sha256
    return receipt(method, ((file, sha256[file]) for file in files if file in sha256), settings)


def _receipts(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """A receipt for each method, over the files of all parts that it made."""
    made: dict[str, Any] = {}
    for method in dict.fromkeys(part.method for part in PARTS.values()):
        parts = [part for part in PARTS.values() if part.method is method]
        files = dict.fromkeys(file for part in parts for file in part.files(inputs.case))
        settings = {key: value for part in parts for key, value in part.settings(inputs, draws).items()}
        made[method.removeprefix("method.")] = _receipt(method, files, inputs, settings).as_dict()
    return made


def _notices(case: Case) -> tuple[str, ...]:
    return tuple(notice.file for notice in case.notices)


def _elements(case: Case) -> tuple[str, ...]:
    return case.orbit.files if case.orbit else ()


def _of_falls(case: Case) -> tuple[str, ...]:
    profile = (case.air.profile,) if case.air and case.air.profile else ()
    return (*_notices(case), "case.toml", "events.toml", *profile)


PARTS = {
    "launch": Part(Method.CASE, notices_part.launch_of, lambda case: (*_notices(case), "case.toml")),
    "notices": Part(Method.NOTICES, notices_part.announced, lambda case: (*_notices(case), "case.toml")),
    "plane": Part(Method.PLANE, plane_part.plane_of_case, lambda case: (*_notices(case), "case.toml")),
    "flown": Part(Method.ELEMENTS, plane_part.flown_orbit, _elements),
    "fall": Part(
        Method.FALL,
        falls_part.falls_of_case,
        _of_falls,
        falls_part.settings,
    ),
    "identified": Part(
        Method.IDENTIFY,
        orbit_part.identified_objects,
        lambda case: (case.identify.before, case.identify.after) if case.identify else (),
    ),
    "elements": Part(Method.ELEMENTS, orbit_part.orbit_sets, _elements),
    "manoeuvres": Part(Method.MANOEUVRES, orbit_part.manoeuvres_of_case, _elements),
    "forecast": Part(Method.DECAY, orbit_part.forecast_of_case, _elements),
    "passes": Part(Method.PASSES, orbit_part.passes_of_case, lambda case: (*_elements(case), "places.csv")),
    "track": Part(Method.PASSES, orbit_part.track_of_case, lambda case: (*_elements(case), "places.csv")),
    "checks": Part(Method.CHECKS, record_part.checks_of_case, lambda case: ("claims.toml", *_elements(case))),
    "record": Part(Method.RECORD, record_part.record_of_case, lambda case: RECORD_FILES),
}


def brief_part(request: BriefRequest, name: str, kept: Kept | None = None) -> Any:
    """One part alone, as it stands in the brief; `kept` answers without computing where it holds the part."""
    return _part(PartInputs(request.case), request.draws, name, {} if kept is None else kept)


def brief_answer(request: BriefRequest, kept: Kept | None = None) -> dict[str, Any]:
    """Everything about one launch: plain JSON; times are ISO 8601 with Z, angles degrees, lengths km.

    Figures and codes with their sentences by part; `brief.told` adds what is said over all of them.
    """
    inputs, case, draws = PartInputs(request.case), request.case, request.draws
    found = {name: _part(inputs, draws, name, {} if kept is None else kept) for name in PARTS}
    elements, record = found["elements"], found["record"]
    return {
        "format": FORMAT,
        "downrange": __version__,
        "case": {"name": case.name, "title": case.title, "summary": case.summary},
        "launch": found["launch"],
        "notices": found["notices"],
        "plane": found["plane"] and {**found["plane"], "flown": found["flown"]},
        "fall": found["fall"],
        "identified": found["identified"],
        "orbit": {**elements, "manoeuvres": found["manoeuvres"], "forecast": found["forecast"]},
        "passes": found["passes"],
        "track": found["track"],
        **record,
        "checks": found["checks"],
        "receipts": _receipts(inputs, draws),
    }


def _part(inputs: PartInputs, draws: Draws, name: str, kept: Kept) -> Any:
    part = PARTS[name]
    made = json.dumps([inputs.case.name, name, part.receipt(inputs, draws).as_dict()], sort_keys=True)
    key = hashlib.sha256(made.encode()).hexdigest()
    if key not in kept:
        kept[key] = part.compute(inputs, draws)
    return kept[key]
