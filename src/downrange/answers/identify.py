"""Which objects, new between two catalogues, came from a launch, and did it reach orbit?"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.notice import notices_in
from downrange.answers.plane import ascent_plane
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode, RequestCode
from downrange.answers.requests import Document, IdentifyRequest
from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import Window, format_utc, parse_utc
from downrange.errors import InputError
from downrange.geography.sites import Site, find_site, same_place
from downrange.launch.notices.notice import Notice
from downrange.launch.plane.launch_plane import Plane
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.identify.candidates import Identification, KnownLaunch
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.snapshot_series import Snapshots

ROUNDING = timedelta(minutes=1)  # lift-off times of lists are often given to the minute


@dataclass(frozen=True, slots=True)
class ObjectsOfLaunch:
    """The ranked objects, the inclinations used, and the plane of the notices where there are any."""

    found: Identification
    inclination_deg: tuple[float, float] | None
    plane: Plane | None
    hours: tuple[Remark, ...] = ()  # of the notices: reserve days, hours of a zone that is not known


@dataclass(frozen=True, slots=True)
class IdentifyAnswer:
    """The objects of the launch, what was set aside to find them, and what the notices say of their hours."""

    known: ObjectsOfLaunch
    remarks: tuple[Remark, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange identify --json`."""
        return {
            **self.known.found.as_dict(),
            "inclination_deg": self.known.inclination_deg,
            "plane": self.known.plane.as_dict() if self.known.plane else None,
            **says_and_codes("remarks", self.remarks, "remark_codes"),
            "receipt": self.receipt.as_dict(),
        }


def identify_objects(request: IdentifyRequest) -> IdentifyAnswer:
    """Find the objects of a launch; names are not read, designators only if asked for.

    An inclination that is given goes before one that the notices determine. ElementError, InputError for files that
    cannot be read.
    """
    others, aside = _known_launches(request.launches, request.site, request.window)
    known = objects_of_launch(
        [read_elements(one.data) for one in request.before],
        [read_elements(one.data) for one in request.after],
        request.site,
        request.window,
        inclination_deg=request.inclination_deg,
        notices=notices_in(request.notices),
        launches=others,
        designators=request.designators,
    )
    files = (*request.before, *request.after, *request.notices, request.launches)
    settings: dict[str, Any] = {"site": request.site.code, "inclination_deg": request.inclination_deg}
    settings |= {"designators": True} if request.designators else {}
    tables = (*Method.IDENTIFY.tables, *(Method.PLANE.tables if request.notices else ()))
    made = receipt(Method.IDENTIFY, files, settings, tables=tables)
    return IdentifyAnswer(known, (*(_set_aside(one) for one in aside), *known.hours), made)


def objects_of_launch(
    before: Snapshots,
    after: Snapshots,
    site: Site,
    window: Window,
    *,
    inclination_deg: tuple[float, float] | None = None,
    notices: Sequence[Notice] = (),
    launches: Sequence[KnownLaunch] = (),
    designators: bool = False,
) -> ObjectsOfLaunch:
    """The new objects ranked against a launch; the plane that the notices determine narrows the inclination."""
    interval, plane = inclination_deg, None
    hours: tuple[Remark, ...] = ()
    if notices:
        exact = window.start if window.start == window.end else None
        announced, plane = ascent_plane(site, notices, liftoff=exact, window=window)
        hours = announced.hours
        if interval is None and plane is not None and plane.determined:
            stated = plane.answer.inclination_deg
            interval = (stated.p05, stated.p95)
    found = identify(
        before, after, site, window, inclination=interval, launches=launches, designators=designators
    )
    return ObjectsOfLaunch(found, interval, plane, hours)


def _set_aside(launch: KnownLaunch) -> Remark:
    return Remark(RemarkCode.SET_ASIDE, {"liftoff": format_utc(launch.liftoff), "site": launch.site.code})


def _known_launches(
    table: Document | None, site: Site, window: Window
) -> tuple[list[KnownLaunch], list[KnownLaunch]]:
    """The launches of a table, and apart those that may be the one in question: same place, within the window."""
    if table is None:
        return [], []
    here = {site.code, *(other.code for other in same_place(site))}
    others: list[KnownLaunch] = []
    aside: list[KnownLaunch] = []
    for number, row in enumerate(csv.reader(table.text.splitlines()), 1):
        if not row or row[0].startswith("#") or row[0].strip().lower() == "time":
            continue
        if len(row) < 2:
            raise InputError(RequestCode.LAUNCH_ROW, where=f"{table.name}, line {number}")
        one = KnownLaunch(parse_utc(row[0]), find_site(row[1].strip()))
        near = window.start - ROUNDING <= one.liftoff <= window.end + ROUNDING
        (aside if near and one.site.code in here else others).append(one)
    return others, aside
