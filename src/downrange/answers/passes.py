"""When do satellites rise, culminate and set over places?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode
from downrange.answers.requests import PassesRequest
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import format_utc
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.ephemeris import first_unknown
from downrange.orbit.overflight.passes import Passes, find_passes

OLD_DAYS = 7.0  # a low orbit's along-track error has often grown to kilometres by then


@dataclass(frozen=True, slots=True)
class PassesAnswer:
    """The passes in order of time, and what a reader must know of the element sets."""

    passes: Passes
    remarks: tuple[Remark, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange passes --json`."""
        return {
            "passes": [one.as_dict() for one in self.passes],
            **says_and_codes("remarks", self.remarks, "remark_codes"),
            "receipt": self.receipt.as_dict(),
        }


def passes_over(request: PassesRequest) -> PassesAnswer:
    """Find the passes; of several element sets of one object the nearest in epoch is used. No refraction."""
    sets, places = request.sets(), request.chosen()
    found = find_passes(sets, places, request.start, request.end, request.min_elevation_deg)
    remarks = element_remarks(sets, request.start, request.end, found.element_age_days.tolist())
    settings = {"min_elevation_deg": request.min_elevation_deg}
    return PassesAnswer(found, remarks, receipt(Method.PASSES, (request.elements, request.places), settings))


def element_remarks(
    sets: Elements, start: datetime, end: datetime, ages_days: Iterable[float]
) -> tuple[Remark, ...]:
    """Records not read, objects without a position, old elements: whatever the answer stands on and may lack."""
    remarks = list(defect_remarks(sets))
    for norad, since in first_unknown(sets, start, end).items():
        remarks.append(Remark(RemarkCode.NO_POSITION, {"norad": norad, "since": format_utc(since)}))
    oldest = max((abs(age) for age in ages_days), default=0.0)
    if oldest > OLD_DAYS:
        remarks.append(Remark(RemarkCode.OLD_ELEMENTS, {"days": oldest}))
    return tuple(remarks)


def defect_remarks(sets: Elements) -> tuple[Remark, ...]:
    """The records of the files that could not be read, each with its line."""
    return tuple(
        Remark(RemarkCode.ELEMENT_DEFECT, {"line": defect.line, "reason": defect.says})
        for defect in sets.defects
    )
