"""Launch evidence: the orbit of every new object, back-propagated to every possible lift-off time."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geocentric_latitude_deg
from downrange.earth.frames import gmst82_rad
from downrange.earth.instants import offset_julian
from downrange.errors import InputError
from downrange.geography.sites import Site
from downrange.kernel.arrays import ArrayLike, Bools, Floats
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.back_propagation import BackPropagated, back_propagate
from downrange.orbit.identify.catalogue_order import dated_by_neighbours, launch_days
from downrange.orbit.identify.designators import Designated, designated, designator_ratio
from downrange.orbit.identify.identify_codes import IdentifyErrorCode
from downrange.orbit.identify.orbit_classes import is_stationary, is_transfer
from downrange.orbit.identify.site_inclinations import catalogue_density, inclination_ratio, southward
from downrange.orbit.identify.snapshot_series import (
    FirstSeen,
    Snapshots,
    earliest_sets,
    first_seen,
    series_of,
)
from downrange.orbit.identify.snapshots import Lacking, lacking, newcomers

SIDEREAL_DAY_MIN = 1436.07
REVOLUTIONS_WRAP = 100_000  # the printed number has five digits
HOST_REVOLUTIONS = 10.0  # a docked craft is given the revolution number of its host
MOST_NEW = 8000  # each is compared with each; 21 months of whole catalogues bring 6,300
NEXT_DOOR = 2  # numbers so near belong to one launch, where one is stationary and the other in transfer
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class NewObjects:
    """The C new objects before any launch is named, and what is known of each.

    ``returned``: the number is too low to be new. ``docked``: flies with an old object and has its revolution
    number. ``companions``: (C, C), who shares a plane and has a near number; row i holds those that i shares with.
    ``dated_jd``: when the numbers around its own were launched, NaN if unknown. ``known_density``: of the earlier
    snapshot's inclinations, if it is whole. ``first_jd`` and ``last_jd``: when the last snapshot before and
    the last after were taken. ``seen``: between which two each appeared. ``designated``: what international
    designators say of them; None where they are not to be read. ``lacking``: what the later lack of the earlier.
    """

    elements: Elements
    returned: Bools
    docked: Bools
    companions: Bools
    dated_jd: Floats
    known_density: Floats | None
    first_jd: float
    last_jd: float
    seen: FirstSeen
    designated: Designated | None = None
    lacking: Lacking | None = None

    @property
    def span_days(self) -> float:
        """Days between the snapshots, at least one."""
        return max(self.last_jd - self.first_jd, 1.0)

    def __len__(self) -> int:
        return len(self.elements)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """C objects against T lift-off times from one site; two branches, northward and southward, come first.

    ``reach`` is tan latitude / tan inclination, (C,): beyond +-1 the orbit never passes over the site.
    ``crossing_min``: minutes from lift-off until the site is in the plane, (2, C, T), within half a day.
    ``number_late_days``: lift-off to the launch day that the neighbours of its number suggest, (C, T), or NaN.
    ``seen_late_days``: from the snapshot in which an object first appears to lift-off, and ``seen_early_days``: from
    lift-off to the snapshot before it, both (C, T) and at most zero inside; ``seen_share``: of all objects, (C,).
    ``designator_ratio``: what its international designator weighs, (C, T), a log; None where they are not read.
    ``ahead_deg``: where the object was along its orbit at lift-off, from the site, (2, C, T), within half a turn.
    """

    elements: Elements
    returned: Bools
    docked: Bools
    back: BackPropagated
    reach: Floats
    crossing_min: Floats
    ahead_deg: Floats
    number_late_days: Floats
    southward: float
    inclination_ratio: Floats
    span_days: float
    seen_late_days: Floats
    seen_early_days: Floats
    seen_share: Floats
    designator_ratio: Floats | None = None


def new_objects(
    before: Snapshots, after: Snapshots, *, first_jd: float | None = None, designators: bool = False
) -> NewObjects:
    """The objects that no snapshot before and some snapshot after holds, each at its earliest set.

    ``first_jd`` dates the last snapshot before, where its epochs do not. ``designators``: whether to read them.
    InputError where more than MOST_NEW objects are new: then the earlier snapshot is no whole catalogue.
    """
    series = series_of(before, after)
    changes = newcomers(series.before, series.after)
    if len(changes.new) > MOST_NEW:
        numbers = len(np.unique(series.after.norad))
        raise InputError(IdentifyErrorCode.MANY_NEW, new=len(changes.new), after=numbers, most=MOST_NEW)
    old = series.after.select(~np.isin(series.after.norad, changes.new.norad))
    new, returned = earliest_sets(series, changes.new), changes.returned
    docked, companions = _is_docked(new, old), _companions(new)
    known = catalogue_density(new.inclination_deg, series.before)
    first_jd = series.first_jd if first_jd is None else first_jd
    span_days, counted = max(series.last_jd - first_jd, 1.0), ~(returned | docked)
    dated_jd = dated_by_neighbours(new, counted, companions, span_days)
    launched = launch_days(new, counted, companions, span_days)
    read = designated(new, series.before.designator, *launched) if designators else None
    companions |= _beside_transfer(new)
    seen = first_seen(series, new)
    return NewObjects(
        elements=new,
        returned=returned,
        docked=docked,
        companions=companions,
        dated_jd=dated_jd,
        known_density=known,
        first_jd=first_jd,
        last_jd=series.last_jd,
        seen=seen,
        designated=read,
        lacking=lacking(series.before, series.after),
    )


def evidence_of(
    of: NewObjects,
    rows: ArrayLike,
    site: Site,
    start: datetime,
    seconds: ArrayLike,
    interval: Interval | None,
) -> Evidence:
    """Evidence on some rows of the new_objects for lift-off times ``seconds`` (T,) after ``start``.

    ``interval`` is what notices say of the inclination; without it the site's past launches are used.
    """
    rows = np.asarray(rows)
    known = None if of.known_density is None else of.known_density[rows]
    e = of.elements.select(rows)
    jd, fraction = offset_julian(start, seconds)
    back = back_propagate(e, jd, fraction)
    latitude = np.radians(float(geocentric_latitude_deg(site.lat_deg)))
    site_ra_deg = np.degrees(gmst82_rad(jd, fraction)) + site.lon_deg
    i = np.radians(np.clip(e.inclination_deg, 1e-6, 180 - 1e-6))
    reach = np.tan(latitude) / np.tan(i)
    lean = np.degrees(np.arcsin(np.clip(reach, -1, 1)))[:, np.newaxis]
    up = np.degrees(np.arcsin(np.clip(np.sin(latitude) / np.sin(i), -1, 1)))[:, np.newaxis]
    turn_deg = np.stack([back.node_deg + lean, back.node_deg + 180 - lean]) - site_ra_deg
    ahead_deg = back.latitude_argument_deg - np.stack([up, 180 - up])
    return Evidence(
        elements=e,
        returned=of.returned[rows],
        docked=of.docked[rows],
        back=back,
        reach=reach,
        crossing_min=wrap_180_deg(turn_deg) * (SIDEREAL_DAY_MIN / 360),
        ahead_deg=wrap_180_deg(ahead_deg),
        number_late_days=(of.dated_jd[rows, np.newaxis] - jd) - fraction,
        southward=southward(site),
        inclination_ratio=inclination_ratio(e, known, site, start.date(), interval),
        span_days=of.span_days,
        seen_late_days=(jd - of.seen.to_jd[rows, np.newaxis]) + fraction,
        seen_early_days=(of.seen.from_jd[rows, np.newaxis] - jd) - fraction,
        seen_share=of.seen.share[rows],
        designator_ratio=None
        if of.designated is None
        else designator_ratio(of.designated, rows, jd, fraction, of.first_jd, of.span_days),
    )


def _is_docked(new: Elements, old: Elements) -> Bools:
    """Who flies with an old object, as craft at a station do, (C,): in its plane, at its height, by its count."""
    docked = np.zeros(len(new), dtype=bool)
    for row in range(len(new)):
        near = np.abs(old.mean_motion_rev_day - new.mean_motion_rev_day[row]) < 0.003
        near &= np.abs(old.inclination_deg - new.inclination_deg[row]) < 0.15
        hosts = old.select(near)
        back = back_propagate(hosts, new.epoch_jd[row], new.epoch_fraction[row])
        beside = np.abs(wrap_180_deg(back.node_deg[:, 0] - new.raan_deg[row])) < 0.15
        ahead = hosts.revolution - back.revolutions[:, 0] - new.revolution[row]
        ahead = (ahead + REVOLUTIONS_WRAP / 2) % REVOLUTIONS_WRAP - REVOLUTIONS_WRAP / 2
        counted = (hosts.revolution >= 0) & (new.revolution[row] >= 0)
        docked[row] = bool((beside & counted & (np.abs(ahead) <= HOST_REVOLUTIONS)).any())
    return docked


def _beside_transfer(e: Elements) -> Bools:
    """Stationary objects (rows) with the transfer objects numbered within two of them (columns), (C, C).

    One way only: the transfer object still shows the plane of the launch, the stationary one does not.
    """
    numbers = np.abs(e.norad[:, np.newaxis] - e.norad)
    beside: Bools = is_stationary(e)[:, np.newaxis] & is_transfer(e) & (numbers <= NEXT_DOOR)
    return beside


def _companions(e: Elements) -> Bools:
    """Who has a near number and a near plane, themselves included, (C, C): launches bring objects in groups."""
    newest = np.argmax(e.epoch_jd) if len(e) else slice(0, 1)
    node_deg = back_propagate(e, e.epoch_jd[newest], e.epoch_fraction[newest]).node_deg.reshape(
        len(e)
    )  # all at once
    apart_deg = np.abs(wrap_180_deg(node_deg[:, np.newaxis] - node_deg))
    tilted_deg = apart_deg * np.sin(np.radians(e.inclination_deg))
    numbers = np.abs(e.norad[:, np.newaxis] - e.norad)
    alike = np.abs(e.inclination_deg[:, np.newaxis] - e.inclination_deg) < 0.6
    together: Bools = alike & (((tilted_deg < 1.5) & (numbers <= 12)) | ((apart_deg < 12) & (numbers <= 4)))
    return together
