"""Which orbit should a launch enter, and how wide must an observer look, before any elements are published?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.notice import notices_in
from downrange.answers.plane import ascent_plane
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode, RequestCode
from downrange.answers.requests import SearchRequest
from downrange.codes import Remark
from downrange.earth.instants import format_utc
from downrange.errors import InputError
from downrange.geography.sites import Site
from downrange.launch.plane.azimuth import inertial_azimuths_deg
from downrange.launch.plane.launch_plane import Plane, launch_plane
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_keywords import covariance_record
from downrange.orbit.identify.search.expected_orbit import SearchElements, search_elements
from downrange.orbit.identify.search.rtn_covariance import covariance_rtn
from downrange.orbit.identify.search.search_width import SearchWidth, widths
from downrange.orbit.identify.site_inclinations import southward

STEEP_DEG = 80.0  # the habit of flying north or south is known above this inclination
CLEAR = 0.75
ORIGINATOR = "DOWNRANGE"
ALWAYS = (Remark(RemarkCode.PREDICTION), Remark(RemarkCode.LATER_LIFTOFF))


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Predicted elements with their covariance, the plane they stand on, and what was assumed (`remarks`)."""

    found: SearchElements
    plane: Plane
    remarks: tuple[Remark, ...]
    receipt: Receipt

    @property
    def widths(self) -> tuple[SearchWidth, ...]:
        """How wide to look, by hours after the epoch."""
        return tuple(widths(self.found))

    @property
    def assumed(self) -> list[str]:
        """What was assumed for these elements, in sentences."""
        return [remark.says for remark in (*self.found.assumed, *self.remarks)]

    @property
    def sentences(self) -> list[str]:
        """What was assumed, and what holds for every prediction."""
        return [*self.assumed, *(remark.says for remark in ALWAYS)]

    def message(self, notation: str, created: datetime) -> str:
        """The elements as an OMM with covariance (CCSDS 502.0-B-3) in kvn, xml, json or csv, written at `created`."""
        more = {
            "CREATION_DATE": created.strftime("%Y-%m-%dT%H:%M:%S"),
            "ORIGINATOR": ORIGINATOR,
            **covariance_record(covariance_rtn(self.found), "RTN"),
        }
        at = format_utc(self.found.liftoff)
        about = f"Search elements for a lift-off from {self.found.site.code} at {at}."
        comments = [about, *(remark.says for remark in ALWAYS), *self.assumed]
        return write_omm(self.found.elements, notation, more=[more], comments=comments)

    def as_dict(self, created: datetime) -> dict[str, Any]:
        """The contract of `downrange search --json`; `created` is the moment of writing."""
        return {
            **self.found.as_dict(),
            "widths": [width.as_dict() for width in self.widths],
            "omm": self.message("kvn", created),
            "plane": self.plane.as_dict(),
            "remarks": self.sentences,
            "receipt": self.receipt.as_dict(),
        }


def search_for(request: SearchRequest) -> SearchAnswer:
    """Predict the orbit to look for. The plane is that of the notices, or the inclination given.

    InputError where neither a lift-off nor a planned window is known, or where nothing shows which of two azimuths is
    flown.
    """
    notices = notices_in(request.notices)
    announced, plane = ascent_plane(request.site, notices, liftoff=request.liftoff)
    window = announced.window
    if plane is None:
        plane = launch_plane(
            request.site,
            (),
            liftoff=request.liftoff,
            window=window,
            aside=announced.aside,
            opens=announced.opens,
        )
    if request.liftoff is None and window is None:
        raise _no_liftoff(announced.hours)
    at = request.liftoff or window.start + (window.end - window.start) / 2  # type: ignore[union-attr]
    inclinations = plane.answer.inclination_deg
    interval = request.inclination_deg or (inclinations.p05, inclinations.p95)
    shown = plane.shown.line_deg if plane.shown is not None and request.heading is None else None
    near = _near_deg(request.site, interval, request.heading) if shown is None else shown
    found = search_elements(
        request.site, at, interval, near, height_km=request.height_km, eccentricity=request.eccentricity
    )
    remarks = announced.hours
    if request.inclination_deg is None and not plane.determined:
        facts = {"low": interval[0], "high": interval[1]}
        remarks = (Remark(RemarkCode.PLANE_NOT_DETERMINED, facts), *remarks)
    given = request.model_dump(include={"inclination_deg", "heading", "height_km", "eccentricity"})
    made = receipt(Method.SEARCH, request.notices, {"site": request.site.code, **given})
    return SearchAnswer(found, plane, remarks, made)


def _no_liftoff(hours: Sequence[Remark]) -> InputError:
    """That no lift-off is known, with what the notices say of their hours instead."""
    if not hours:
        return InputError(RequestCode.NO_LIFTOFF, field="liftoff")
    told = " ".join(remark.says for remark in hours)
    return InputError(RequestCode.NO_PLANNED_WINDOW, field="liftoff", hours=told)


def _near_deg(site: Site, interval: tuple[float, float], heading: str | None) -> float:
    """The azimuth to which the flown one of two azimuths into the plane is nearer."""
    middle = (interval[0] + interval[1]) / 2
    azimuths = inertial_azimuths_deg(site.lat_deg, middle)
    if azimuths is None:
        return 90.0 if middle < 90 else 270.0
    if heading is not None:
        return azimuths[heading == "south"]
    south = southward(site) if middle > STEEP_DEG else 0.5
    if max(south, 1 - south) < CLEAR:
        north_deg, south_deg = azimuths
        raise InputError(
            RequestCode.TWO_AZIMUTHS, field="heading", inclination=middle, north=north_deg, south=south_deg
        )
    return azimuths[south > 0.5]
