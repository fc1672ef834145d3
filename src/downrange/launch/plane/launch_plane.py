"""The plane of a launch: hazard areas, site and history combined by Bayes' rule on one grid, without sampling.

Each inertial azimuth gets the `likelihood` of the areas times its weight before any area is seen (`site_history`;
equal weights for the geometry alone). Both estimates are always given: history sharpens the usual and blunts the
new, and a new plane is just what one wants to notice.

The plane is that of the ascent. A stage that burns again later, towards a transfer orbit, may turn it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from downrange.codes import Remark, says_and_codes
from downrange.earth.frames import gmst82_rad
from downrange.earth.instants import Window, as_instant, format_utc, julian_utc
from downrange.earth.sun import local_solar_time_h
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area, require_on_earth
from downrange.launch.plane.azimuth import ascending_node_deg
from downrange.launch.plane.azimuth_grid import grid_at
from downrange.launch.plane.corridor import Zone, corridor
from downrange.launch.plane.likelihood import AzimuthEvidence, azimuth_evidence, likelihood
from downrange.launch.plane.plane_verdict import Findings, geometry_determines, judge
from downrange.launch.plane.posterior import PlaneEstimate, plane_estimate
from downrange.launch.plane.repeated_areas import repeats, weigh_repeats
from downrange.launch.plane.site_history import history_of, prior

EASTWARD_DEG = 90.0  # without areas, azimuths are counted around due east
INSTANTS = 5  # of a window, at which the plane is given
CAMPAIGN = timedelta(days=7)  # launches this long before a window opens may be the announced one, flown early


@dataclass(frozen=True, slots=True)
class PlaneAt:
    """Where a plane stands for one instant of lift-off: its node in degrees, solar times of both nodes in hours."""

    liftoff: datetime
    raan_deg: float
    ascending_node_h: float
    descending_node_h: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "liftoff": format_utc(self.liftoff),
            "raan_deg": round(self.raan_deg, 1),
            "local_time_ascending_node_h": round(self.ascending_node_h, 2),
            "local_time_descending_node_h": round(self.descending_node_h, 2),
        }


@dataclass(frozen=True, slots=True)
class Plane:
    """What is known of a launch's plane, with the site's history (`answer`) and without (`geometry`).

    `shown` is None where no area shows an azimuth; `past_launches` is None where history is switched off.
    """

    site: Site
    zones: tuple[Zone, ...]
    shown: AzimuthEvidence | None
    answer: PlaneEstimate
    geometry: PlaneEstimate
    determined: bool
    geometry_determined: bool
    reasons: tuple[Remark, ...]
    past_launches: int | None
    through_time: tuple[PlaneAt, ...]

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange plane --json`."""
        return {
            "site": self.site.as_dict(),
            **self.answer.as_dict(),
            "geometry_only": {**self.geometry.as_dict(), "determined": self.geometry_determined},
            "determined": self.determined,
            **says_and_codes("reasons", self.reasons, "reason_codes"),
            "past_launches": self.past_launches,
            "zones": [zone.as_dict() for zone in self.zones],
            "plane_through_time": [plane.as_dict() for plane in self.through_time],
        }


def launch_plane(
    site: Site,
    areas: Sequence[Area | Floats],
    *,
    liftoff: datetime | None = None,
    window: Window | None = None,
    use_history: bool = True,
    aside: Sequence[Remark] = (),
    against: Sequence[Remark] = (),
    opens: datetime | None = None,
) -> Plane:
    """The plane of ascent from the areas of one launch, or their rings (2, N) of lat, lon.

    Only launches before the day of `liftoff` count as history. Where that is not given, only those more than
    a week before `window` opens: a launch ahead of its window, as in November 2023, must not be evidence of
    itself. `opens` is when a window of any sort opens, also a reserve one; the earlier counts. With none of them, all
    of the table count. `aside` are remarks on areas already excluded, `against` what is known to speak against an
    answer. A plane that is not determined has no nodes. Where no area shows an azimuth the estimate is as wide as
    what is known.
    """
    for given in (liftoff, opens, *((window.start, window.end) if window else ())):
        if given is not None:
            as_instant(given, "liftoff")
    for area in areas:
        require_on_earth(area)
    zones, excluded = corridor(site, areas)
    day = history_ends(liftoff, window, opens)
    shown = azimuth_evidence(site, zones) if zones else None
    grid = grid_at(shown.turn_lat_deg if shown else site.lat_deg)
    near = shown.line_deg if shown else EASTWARD_DEG
    density = likelihood(shown, grid) if shown else np.ones_like(grid.inertial_azimuth_deg)
    geometry = plane_estimate(site, grid, density * grid.flat(), near)
    past = history_of(site, day) if use_history else None
    answer = without_reuse = geometry
    if past is not None:
        weights = density * prior(site, grid, day)
        answer = without_reuse = plane_estimate(site, grid, weights, near)
        if shown is not None and (found := repeats(site, zones[-1], day)):
            answer = plane_estimate(site, grid, weigh_repeats(grid, shown, found, weights), near)
    findings = Findings(
        zones, shown, answer, without_reuse, geometry, past, (*aside, *excluded), tuple(against)
    )
    determined, reasons = judge(findings)
    return Plane(
        site,
        zones,
        shown,
        answer,
        geometry,
        determined,
        geometry_determines(findings),
        reasons,
        len(past.planes) if past else None,
        plane_through_time(site, answer.inertial_azimuth_deg.median, liftoff=liftoff, window=window)
        if determined
        else (),
    )


def history_ends(
    liftoff: datetime | None, window: Window | None, opens: datetime | None = None
) -> date | None:
    """The day before which launches count as past, for a time of lift-off or a window; None for no bound.

    `opens` is when a window of any sort opens, also a reserve one: the earlier of both counts.
    """
    if liftoff is not None:
        return liftoff.date()
    starts = [*([window.start] if window is not None else []), *([opens] if opens is not None else [])]
    return (min(starts) - CAMPAIGN).date() if starts else None


def plane_through_time(
    site: Site, inertial_azimuth_deg: float, *, liftoff: datetime | None = None, window: Window | None = None
) -> tuple[PlaneAt, ...]:
    """Node and solar times of the plane on this inertial azimuth, for a lift-off time or through a window.

    The plane turns with the Earth while the rocket waits: 15 deg of node in an hour; the solar time of the
    node stays with the hour of lift-off.
    """
    if liftoff is not None:
        times = [liftoff]
    elif window is not None:
        times = [window.start + (window.end - window.start) * i / (INSTANTS - 1) for i in range(INSTANTS)]
    else:
        return ()
    return tuple(_plane_at(site, inertial_azimuth_deg, time) for time in times)


def _plane_at(site: Site, inertial_azimuth_deg: float, liftoff: datetime) -> PlaneAt:
    raan_deg = ascending_node_deg(site.lat_deg, site.lon_deg, inertial_azimuth_deg, liftoff)
    jd, fraction = julian_utc(liftoff)
    node_lon_deg = raan_deg - np.degrees(gmst82_rad(jd, fraction))
    ascending_h = float(local_solar_time_h(node_lon_deg, jd, fraction))
    return PlaneAt(liftoff, raan_deg, ascending_h, (ascending_h + 12) % 24)
