"""When do satellites rise, culminate and set over places?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode
from downrange.answers.requests import PassesRequest
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import format_utc
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.ephemeris import known_spans
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
    remarks += position_remarks(sets, start, end)
    oldest = max((abs(age) for age in ages_days), default=0.0)
    if oldest > OLD_DAYS:
        remarks.append(Remark(RemarkCode.OLD_ELEMENTS, {"days": oldest}))
    return tuple(remarks)


def position_remarks(sets: Elements, start: datetime, end: datetime) -> Iterator[Remark]:
    """From when on, or until when, SGP4 gives no position of an object in the window."""
    whole_s = (end - start).total_seconds()
    for norad, spans in known_spans(sets, start, end).items():
        edges_s = [0.0, *(edge for span in spans for edge in span), whole_s]
        for low_s, high_s in zip(edges_s[::2], edges_s[1::2], strict=True):
            if high_s - low_s >= 1.0:
                code = RemarkCode.NO_POSITION if high_s >= whole_s else RemarkCode.NO_POSITION_UNTIL
                since, until = (format_utc(start + timedelta(seconds=edge)) for edge in (low_s, high_s))
                yield Remark(code, {"norad": norad, "since": since, "until": until})


def defect_remarks(sets: Elements) -> tuple[Remark, ...]:
    """The records of the files that could not be read, each with its line."""
    return tuple(
        Remark(RemarkCode.ELEMENT_DEFECT, {"line": defect.line, "reason": defect.says})
        for defect in sets.defects
    )
