"""Who lies under the areas of these notices: territories, waters off their shores, towns, and is that in force?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely.geometry

from downrange.answers.methods import Method
from downrange.answers.notice import NoticeReading, read_notice, refusals
from downrange.answers.part_codes import UnderNote
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode
from downrange.answers.requests import NoticeRequest, NoticesUnderRequest
from downrange.codes import Remark
from downrange.earth.polygons import densify, geojson_geometry
from downrange.errors import DownrangeError
from downrange.geography.territories import NOT_LEGAL_LIMITS, Territory, territories_under
from downrange.geography.towns import Place, places_within
from downrange.kernel.parallel import ProgressCallback
from downrange.launch.areas.area import Area
from downrange.launch.notices.lifecycle.in_force import Standing, windows_standing
from downrange.launch.notices.notice import NoticeWindow, UntimedHours

STEP_KM = 50.0  # an edge of this length lies within 50 m of the map's straight line up to latitude 45
WITHIN_NM = {"waters12": 12, "waters24": 24, "waters200": 200}


@dataclass(frozen=True, slots=True)
class AreaUnder:
    """One area: what lies under it, its windows, and how it stands at the instant asked for.

    `territories` is None where the area has no outline: then nobody can say who lies under it.
    """

    area: Area
    windows: tuple[NoticeWindow, ...]
    untimed: tuple[UntimedHours, ...]
    territories: tuple[Territory, ...] | None
    towns: tuple[Place, ...]
    standing: Standing | None

    @property
    def land(self) -> tuple[Territory, ...]:
        """Countries, provinces and island groups, in this order."""
        return tuple(one for one in self.territories or () if one.kind not in WITHIN_NM)

    @property
    def waters(self) -> tuple[tuple[Territory, int], ...]:
        """The narrowest waters of each country, with their width in nautical miles, the narrowest first."""
        nearest: dict[str, tuple[Territory, int]] = {}
        for one in self.territories or ():
            if one.kind in WITHIN_NM:
                nearest.setdefault(one.country, (one, WITHIN_NM[one.kind]))
        return tuple(nearest.values())

    @property
    def people(self) -> int:
        """The sum of the towns' figures: hamlets are not in it, and merged towns may be counted twice (`towns`)."""
        return sum(town.population for town in self.towns)

    def as_dict(self, most_towns: int) -> dict[str, Any]:
        """Label and shape, windows, standing, land, waters and the largest towns."""
        said: dict[str, Any] = {"label": self.area.label, "shape": self.area.shape, "name": self.area.name}
        said["windows"] = [
            *(window.as_dict() for window in self.windows),
            *(hours.as_dict() for hours in self.untimed),
        ]
        if self.standing is not None:
            said["standing"] = self.standing.as_dict()
        if self.territories is None:
            code = UnderNote.NOT_DRAWN
            return {**said, "located": False, "code": str(code), "says": code.says()}
        return {
            **said,
            "located": True,
            "land": [
                {"code": one.code, "name": one.name, "kind": one.kind, "note": one.note} for one in self.land
            ],
            "waters": [
                {"code": one.code, "name": one.name, "within_nm": width, "note": NOT_LEGAL_LIMITS}
                for one, width in self.waters
            ],
            "towns": {
                "count": len(self.towns),
                "people": self.people,
                "largest": [
                    {
                        "name": town.name,
                        "country": town.country,
                        "province": town.admin,
                        "lat": town.lat_deg,
                        "lon": town.lon_deg,
                        "people": town.population,
                    }
                    for town in self.towns[:most_towns]
                ],
            },
        }


@dataclass(frozen=True, slots=True)
class NoticeUnder:
    """A notice with each of its areas."""

    reading: NoticeReading
    areas: tuple[AreaUnder, ...]

    @property
    def not_told(self) -> tuple[Remark, ...]:
        """Why it cannot be told who lies under it, or whether it is in force; empty where it can."""
        reading = self.reading
        if reading.notice.kind == "cancel":
            return ()
        facts = {"notice": reading.name, "file": reading.file}
        remarks = [remark for remark in reading.incomplete if remark.code is RemarkCode.NO_NOTICE_AREA]
        remarks += [
            Remark(RemarkCode.NOT_LOCATED, {**facts, "area": under.area.label or under.area.name or "·"})
            for under in self.areas
            if under.territories is None
        ]
        if reading.standing is not None and reading.standing.in_force is None:
            remarks.append(Remark(RemarkCode.FORCE_NOT_TOLD, facts))
        return tuple(remarks)


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """Every notice with who lies under it; the texts in which no notice could be read."""

    notices: tuple[NoticeUnder, ...]
    refused: dict[str, DownrangeError]
    most_towns: int
    receipt: Receipt

    @property
    def not_told(self) -> tuple[Remark, ...]:
        """Everything that could not be told: why the exit code is 1."""
        return tuple(remark for one in self.notices for remark in one.not_told)

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange notice who --json`."""
        notices = []
        for one in self.notices:
            notice, standing = one.reading.notice, one.reading.standing
            notices.append(
                {
                    "file": one.reading.file,
                    "issuer": notice.issuer,
                    "number": notice.number,
                    "kind": notice.kind,
                    "every_word_was_read": notice.every_word_was_read,
                    **({"standing": standing.as_dict()} if standing is not None else {}),
                    "areas": [under.as_dict(self.most_towns) for under in one.areas],
                }
            )
        return {
            "notices": notices,
            "incomplete": [remark.as_dict() for remark in self.not_told],
            "refused": refusals(self.refused),
            "receipt": self.receipt.as_dict(),
        }


def who_is_under(request: NoticesUnderRequest, report: ProgressCallback | None = None) -> WhoAnswer:
    """Name the territories, the waters and the towns under each area of the notices.

    With `at`, each notice and area is marked as in force or not at that instant. `report` is called with the number
    of texts read.
    """
    answer = read_notice(NoticeRequest(notices=request.notices, year=request.year, at=request.at), report)
    found = tuple(
        NoticeUnder(reading, tuple(_under(area, reading, request.at) for area in reading.notice.areas))
        for reading in answer.readings
    )
    settings = {**answer.receipt.settings, "towns": request.towns}
    made = receipt(Method.NOTICES_UNDER, request.notices, settings)
    return WhoAnswer(found, dict(answer.refused), request.towns, made)


def territories_of(area: Area) -> tuple[Territory, ...] | None:
    """The territories and waters under an area, the edges of its outline as geodesics; None without an outline."""
    geometry = map_geometry(area)
    return None if geometry is None else territories_under(geometry)


def map_geometry(area: Area) -> dict[str, Any] | None:
    """The area as GeoJSON whose edges are short enough to be straight on a map; None without an outline."""
    geometry = area.geometry()
    if geometry is None or area.boundary is None:
        return geometry
    parts = shapely.get_parts(shapely.geometry.shape(geometry))
    if any(len(part.interiors) for part in parts):  # a hole: kept, with the edges as they are
        return geometry
    return geojson_geometry(densify(area.boundary, STEP_KM))


def _under(area: Area, reading: NoticeReading, at: datetime | None) -> AreaUnder:
    notice = reading.notice
    windows = tuple(window for window in notice.windows if window.area in (None, area.label))
    untimed = tuple(hours for hours in notice.untimed if hours.area in (None, area.label))
    geometry = map_geometry(area)
    return AreaUnder(
        area,
        windows,
        untimed,
        None if geometry is None else territories_under(geometry),
        () if geometry is None else places_within(geometry),
        _standing(windows, untimed, reading, at),
    )


def _standing(
    windows: Sequence[NoticeWindow],
    untimed: Sequence[UntimedHours],
    reading: NoticeReading,
    at: datetime | None,
) -> Standing | None:
    """That of the area's own windows, unless the notice as a whole is not in force."""
    if at is None or reading.standing is None:
        return None
    return reading.standing if reading.standing.in_force is False else windows_standing(windows, untimed, at)
