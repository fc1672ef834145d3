"""When could a satellite image a place: the geometry and the light, not that it did?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.answers.methods import Method
from downrange.answers.passes import element_remarks
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.requests import OverflightRequest
from downrange.answers.time_remarks import silence_remarks, time_remarks
from downrange.codes import Remark, says_and_codes
from downrange.orbit.overflight.imaging import ImagingWindow, imaging_windows


@dataclass(frozen=True, slots=True)
class OverflightAnswer:
    """The imaging windows in order of time, the limits asked for, and remarks on the element sets."""

    windows: tuple[ImagingWindow, ...]
    limits: dict[str, float]
    remarks: tuple[Remark, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange overflight --json`."""
        return {
            "windows": [one.as_dict() for one in self.windows],
            "limits": self.limits,
            **says_and_codes("remarks", self.remarks, "remark_codes"),
            "receipt": self.receipt.as_dict(),
        }


def imaging_over(request: OverflightRequest) -> OverflightAnswer:
    """Find the windows in which a place lies within the off-nadir angle and in the light; clouds are not known."""
    sets, places = request.sets(), request.chosen()
    angle, sun = request.max_off_nadir_deg, request.min_sun_deg
    found = imaging_windows(sets, places, request.start, request.end, angle, sun)
    views = [one.best for one in found]
    norad = np.array([view.norad for view in views], dtype=np.int64)
    error_s, age_days = (
        np.array([(view.time_error_s, view.element_age_days) for view in views]).reshape(-1, 2).T
    )
    kept, of_times = time_remarks(sets, "window", norad, error_s, age_days)
    found = tuple(one for one, told in zip(found, kept.tolist(), strict=True) if told)
    silent = silence_remarks(sets, norad, request.start, request.end)
    remarks = (*element_remarks(sets, request.start, request.end), *of_times, *silent)
    limits = {"max_off_nadir_deg": angle, "min_sun_deg": sun}
    made = receipt(Method.OVERFLIGHT, (request.elements, request.places), limits)
    return OverflightAnswer(found, limits, remarks, made)
