"""How often do satellites reach the points of an area or of the globe, and with what gaps?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.passes import element_remarks
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import CoverageRequest
from downrange.answers.time_remarks import phases_lost
from downrange.codes import Remark, says_and_codes
from downrange.errors import InputError
from downrange.geography.area_shapes import read_area
from downrange.kernel.text_doors import open_json
from downrange.orbit.overflight.coverage import Coverage, area_points, coverage, grid_points


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """The coverage, the limits asked for, and remarks on the element sets."""

    found: Coverage
    limits: dict[str, float]
    remarks: tuple[Remark, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange coverage --json`."""
        return {
            **self.found.as_dict(),
            "limits": self.limits,
            **says_and_codes("remarks", self.remarks, "remark_codes"),
            "receipt": self.receipt.as_dict(),
        }


def coverage_of(request: CoverageRequest, progress: Callable[[float], None] | None = None) -> CoverageAnswer:
    """Revisit, gaps and first access over an area or the globe; `progress` is called with the share that is done."""
    sets = request.sets()
    points, step = _points(request)
    angle, sun = request.max_off_nadir_deg, request.min_sun_deg
    found = coverage(sets, points, request.start, request.end, angle, sun, grid_deg=step, progress=progress)
    limits = {"max_off_nadir_deg": angle, "min_sun_deg": sun}
    span = request.start, request.end
    remarks = (*element_remarks(sets, *span), *phases_lost(sets, *span))
    made = receipt(Method.COVERAGE, (request.elements, request.area), {**limits, "grid_deg": step})
    return CoverageAnswer(found, limits, remarks, made)


def _points(request: CoverageRequest) -> tuple[Any, float]:
    """The points asked about, latitudes and longitudes in degrees, and the step between them."""
    if request.area is None:
        if request.grid_deg is None:
            raise InputError(RequestCode.NO_AREA_OR_GRID, field="area")
        return grid_points(request.grid_deg), request.grid_deg
    area = request.area
    written = open_json(area.text, InputError, RequestCode.NOT_JSON, field="area", name=area.name)
    return area_points(read_area(written), request.grid_deg)
