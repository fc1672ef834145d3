"""When do satellites rise, culminate and set over places?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode
from downrange.answers.requests import PassesRequest
from downrange.answers.time_remarks import silence_remarks, time_remarks
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import format_utc
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.ephemeris import known_spans
from downrange.orbit.overflight.passes import Passes, find_passes


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
    found, remarks = passes_told(sets, places, request.start, request.end, request.min_elevation_deg)
    settings = {"min_elevation_deg": request.min_elevation_deg}
    return PassesAnswer(found, remarks, receipt(Method.PASSES, (request.elements, request.places), settings))


def passes_told(
    sets: Elements, places: Sequence[GroundPlace], start: datetime, end: datetime, min_elevation_deg: float
) -> tuple[Passes, tuple[Remark, ...]]:
    """The passes whose times can be told, and what a reader must know of the others and of the element sets."""
    found = find_passes(sets, places, start, end, min_elevation_deg)
    kept, of_times = time_remarks(sets, "pass", found.norad, found.time_error_s, found.element_age_days)
    silent = silence_remarks(sets, found.norad, start, end)
    return found.select(kept), (*element_remarks(sets, start, end), *of_times, *silent)


def element_remarks(sets: Elements, start: datetime, end: datetime) -> tuple[Remark, ...]:
    """Records that were not read and objects without a position: what the answer lacks."""
    return (*defect_remarks(sets), *position_remarks(sets, start, end))


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
