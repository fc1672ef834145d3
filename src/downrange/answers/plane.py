"""Which orbital plane do the areas of one launch show, and do they determine it?

`ascent_plane` is the one place where a plane is inferred from notices: the questions about the plane, about where to
look, about which object it is, and the brief, all ask it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.notice import notices_in
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import PlaneRequest
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import Window
from downrange.errors import NoticeError
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.notices.notice import Notice
from downrange.launch.plane.ascent_areas import Announced, areas_of_ascent
from downrange.launch.plane.corridor import zone_from
from downrange.launch.plane.launch_plane import Plane, history_ends, launch_plane
from downrange.launch.plane.plane_codes import NotDetermined
from downrange.launch.plane.site_likelihood import (
    Origin,
    Repeated,
    better_sites,
    likely_sites,
    repeated_launches,
)

CLEAR_SHARE = 0.8  # of the belief: with less, the areas do not name their site
SITES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PlaneAnswer:
    """The plane, the areas it stands on, where they point, and past launches with an area in the same place."""

    plane: Plane
    announced: Announced
    notices: tuple[Notice, ...]
    origins: tuple[Origin, ...]
    repeats: tuple[Repeated, ...]
    receipt: Receipt

    @property
    def doubts(self) -> list[str]:
        """The defects of the notices, each with the number of its notice."""
        return [
            f"{notice.number or 'a notice without number'}: {defect.says}"
            for notice in self.notices
            for defect in notice.defects
        ]

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange plane --json`."""
        return {
            **self.plane.as_dict(),
            **says_and_codes("set_aside", self.announced.aside, "set_aside_codes"),
            **says_and_codes("hours", self.announced.hours, "hours_codes"),
            "notice_defects": self.doubts,
            "notice_defect_codes": [str(one.code) for notice in self.notices for one in notice.defects],
            "repeats": [repeat.as_dict() for repeat in self.repeats],
            "likely_sites": [origin.as_dict() for origin in self.origins[:SITES_SHOWN]],
            "receipt": self.receipt.as_dict(),
        }


def plane_of(request: PlaneRequest) -> PlaneAnswer:
    """Infer the plane of a launch from its notices.

    Without a site the areas must name it. History is what the site flew before lift-off or, without one, up to a
    week before the first window. NoticeError where no area of a launch is given, the site stays unclear, or no
    launch from the given one explains the areas.
    """
    notices = notices_in(request.notices)
    origins = _origins(notices, request.liftoff) if request.site is None else ()
    site = request.site or _clear_origin(origins)
    announced, plane = ascent_plane(site, notices, liftoff=request.liftoff, use_history=request.use_history)
    if plane is None:
        raise NoticeError(RequestCode.NO_LAUNCH_AREA, field="notices")
    elsewhere = next((one for one in plane.reasons if one.code is NotDetermined.OTHER_SITE), None)
    if elsewhere is not None:
        raise NoticeError(RequestCode.SITE_EXPLAINS_NOTHING, field="site", value=site.code, **elsewhere.facts)
    before = history_ends(request.liftoff, announced.window, announced.opens)
    repeats = repeated_launches(announced.areas, site, before) if request.use_history else ()
    settings = {"site": site.code, "use_history": request.use_history}
    made = receipt(Method.PLANE, request.notices, settings)
    return PlaneAnswer(plane, announced, notices, origins, repeats, made)


def ascent_plane(
    site: Site,
    notices: Sequence[Notice],
    *,
    liftoff: datetime | None = None,
    window: Window | None = None,
    use_history: bool = True,
    published: Sequence[Floats] = (),
) -> tuple[Announced, Plane | None]:
    """The plane of one ascent from the site, and the areas of the notices that belong to it; None without any area.

    Areas of re-entries and of other launches are set aside first. `published` are rings (2, N) of zones, latitude
    and longitude in degrees, that stand in no notice. `window` says when the lift-off can be where neither
    `liftoff` nor the notices do.
    """
    announced = areas_of_ascent(site, notices, liftoff=liftoff)
    if not (published or any(area.boundary is not None for area in announced.areas)):
        return announced, None
    plane = launch_plane(
        site,
        [*announced.areas, *published],
        liftoff=liftoff,
        window=announced.window or window,
        use_history=use_history,
        aside=announced.aside,
        against=_elsewhere(
            site, announced, history_ends(liftoff, announced.window or window, announced.opens)
        ),
        opens=announced.opens,
    )
    return announced, plane


def _elsewhere(site: Site, announced: Announced, before: date | None) -> tuple[Remark, ...]:
    """That no launch from the site explains its areas, with the site that would; nothing where one does."""
    areas = [area for area in announced.areas if area.boundary is not None]
    better = better_sites(site, areas, before) if areas else ()
    if not better:
        return ()
    nearest_km = min(zone_from(site, area.boundary).range_km for area in areas if area.boundary is not None)
    facts = {
        "site": site.code,
        "range_km": nearest_km,
        "other": " or ".join(one.site.code for one in better[:SITES_SHOWN]),
    }
    return (Remark(NotDetermined.OTHER_SITE, facts),)


def _origins(notices: Sequence[Notice], liftoff: datetime | None) -> tuple[Origin, ...]:
    """The sites that the areas of the notices may belong to, most likely first."""
    areas = [area for notice in notices for area in notice.areas if area.boundary is not None]
    first = min((window.start for notice in notices for window in notice.windows), default=None)
    before = history_ends(liftoff, None, first)
    return likely_sites(areas, before) if areas else ()


def _clear_origin(origins: Sequence[Origin]) -> Site:
    if origins and origins[0].share >= CLEAR_SHARE:
        return origins[0].site
    several = ", ".join(f"{origin.site.code} {origin.share:.0%}" for origin in origins[:SITES_SHOWN])
    if several:
        raise NoticeError(RequestCode.SITE_UNCLEAR, field="site", several=several)
    raise NoticeError(RequestCode.NO_AREA_FOR_SITE, field="site")
