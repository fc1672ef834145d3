"""Case inputs: what the computations take from a case, each built once when first asked for, then shared."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from downrange.case.case_codes import CaseCode
from downrange.case.case_model import Case, LiftOff
from downrange.earth.instants import Window
from downrange.errors import CaseError
from downrange.geography.sites import Site, find_site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.fall.announced_ascents import falling_body
from downrange.launch.fall.atmosphere_models import msis_atmosphere, read_atmosphere
from downrange.launch.fall.ballistic_fall import Atmosphere, standard_atmosphere
from downrange.launch.fall.bodies import Body, Zone, read_bodies
from downrange.launch.notices.launch_hours import first_planned
from downrange.launch.notices.notice import Notice, NoticeWindow
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import NOT_OF_AN_ASCENT
from downrange.launch.risk.failure_rate import FailureRate, failure_rate, read_flights
from downrange.launch.risk.thresholds import DEFAULTS, Thresholds
from downrange.launch.trajectory.vehicle import Vehicle, read_vehicle
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join

# Each notice with the index of its file among the case's notices.
Announcements = tuple[tuple[int, Notice], ...]


@dataclass(frozen=True)
class CaseInputs:
    """The inputs of one case. Each may raise an InputError that names the entry at fault, when first asked for."""

    case: Case

    @cached_property
    def site(self) -> Site:
        """The launch site."""
        return find_site(self.case.launch.site)

    @property
    def pad(self) -> tuple[float, float]:
        """Where the vehicle leaves from: WGS84 latitude and longitude in degrees."""
        return self.site.lat_deg, self.site.lon_deg

    @cached_property
    def announced(self) -> Announcements:
        """The notices of the case as read, each with the index of its file."""
        stated = self.case.liftoff.earliest
        year = stated.year if stated else None
        return tuple(
            (index, notice)
            for index, written in enumerate(self.case.notices)
            for notice in read_notices(self.case.texts[written.file], year=year)
        )

    @cached_property
    def liftoff(self) -> LiftOff:
        """Lift-off as the case states it or, where it states nothing, the first planned window of its notices."""
        stated = self.case.liftoff
        planned = self.planned
        if stated.kind != "unknown" or planned is None:
            return stated
        window, notice = planned
        by = f"notice {notice.number}" if notice.number else "a notice"
        return LiftOff(window=Window(window.start, window.end), by=by)

    @property
    def ascent_notices(self) -> tuple[Notice, ...]:
        """The notices of the case that can belong to its ascent: no re-entry, no gunnery, no cancellation."""
        return tuple(notice for notice in self.notices if notice.kind not in NOT_OF_AN_ASCENT)

    @cached_property
    def planned(self) -> tuple[NoticeWindow, Notice] | None:
        """The first planned window of the ascent's notices, with its notice; reserve windows are none."""
        first = first_planned(window for notice in self.ascent_notices for window in notice.windows)
        if first is None:
            return None
        return first, next(
            notice for notice in self.ascent_notices if any(one is first for one in notice.windows)
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices of the case, without their files."""
        return tuple(notice for _, notice in self.announced)

    @cached_property
    def rings(self) -> dict[str, Floats]:
        """Boundaries (2, N) of the announced areas by title (`area_title`); areas without a boundary are left out."""
        named = {area_title(area, notice): area.boundary for notice in self.notices for area in notice.areas}
        return {title: ring for title, ring in named.items() if ring is not None}

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """What falls, each body with the area, ring or place where it is to land."""
        return read_bodies(self.case.bodies, self.rings)

    @cached_property
    def vehicle(self) -> Vehicle:
        """The vehicle of the case as the fit of ascents reads it: a table, one on file, or broad classes."""
        return read_vehicle(self.case.vehicle, [falling_body(body) for body in self.bodies])

    @cached_property
    def published_rings(self) -> tuple[Floats, ...]:
        """Rings (2, N) of zones published by their corners that stand in no notice of the case."""
        lands = [body.lands for body in self.bodies]
        return tuple(land.ring for land in lands if isinstance(land, Zone) and land.area is None)

    @cached_property
    def atmosphere(self) -> Atmosphere:
        """What the bodies fall through: the standard atmosphere, or the one that the case gives."""
        air = self.case.air
        atmosphere = standard_atmosphere()
        if air is None:
            return atmosphere
        if air.f107 is not None and air.f107_mean is not None and air.ap is not None:
            flux = {"f107": air.f107, "f107_mean": air.f107_mean, "ap": air.ap}
            if (day := self.liftoff.middle) is None:
                raise CaseError(
                    CaseCode.NO_TIME_FOR_AIR, where="case.toml", field="air.model", value=air.model
                )
            atmosphere = msis_atmosphere(*self.pad, day, **flux)
        if air.profile is None:
            return atmosphere
        return read_atmosphere(self.case.texts[air.profile], atmosphere, air.profile)

    @property
    def has_wind(self) -> bool:
        """Whether the case gives a wind."""
        return self.atmosphere.wind.size > 0

    @property
    def atmosphere_says(self) -> str:
        """The atmosphere of the falls in words, with its source."""
        air = self.case.air
        if air is None:
            return "US Standard Atmosphere 1976, no wind"
        time = "lift-off" if self.liftoff.kind == "instant" else "the middle of the window of lift-off"
        parts = [
            "US Standard Atmosphere 1976" if air.model == "us76" else f"NRLMSIS 2.1 over the pad at {time}"
        ]
        parts += [f"with the profile {air.profile}"] if air.profile else []
        return f"{', '.join(parts)}{'' if self.has_wind else ', no wind'} ({air.source})"

    @property
    def thresholds(self) -> Thresholds:
        """The probabilities held acceptable: those of the case, or of 14 CFR 450.101 and 450.133."""
        given = self.case.thresholds
        return DEFAULTS if given is None else Thresholds(**given.model_dump(exclude={"source"}))

    @cached_property
    def failure_rate(self) -> FailureRate:
        """How often flights of this kind failed before this one; every flight on record if its time is not known."""
        before = self.liftoff.earliest or datetime.max.replace(tzinfo=UTC)
        return failure_rate(read_flights(self.case.flight_record), before=before)

    @cached_property
    def elements(self) -> Elements | None:
        """The element sets of the case as one history; None without any. The satellite of the case is among them."""
        orbit = self.case.orbit
        if orbit is None:
            return None
        elements = join([read_elements(self.case.texts[file]) for file in orbit.files])
        if orbit.main not in elements.norad:
            raise CaseError(CaseCode.NO_SUCH_OBJECT, where="case.toml", field="orbit.main", value=orbit.main)
        return elements

    @cached_property
    def snapshots(self) -> tuple[Elements, Elements] | None:
        """The catalogue from before the launch and the one from after it; None where the case has none."""
        wanted = self.case.identify
        if wanted is None:
            return None
        return read_elements(self.case.texts[wanted.before]), read_elements(self.case.texts[wanted.after])


def area_title(area: Area, notice: Notice) -> str:
    """The name by which a case calls an area: the number of its notice and its label, if it has one."""
    return f"{notice.number or 'area'} {area.label or ''}".strip()
