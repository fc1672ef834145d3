"""The launch site most likely from the areas of a launch alone, and the past launches whose areas they repeat.

Areas are drawn along the flight, so they point back at their pad; they lie at the distances at which stages
come down; and they lead into planes that the site has flown. Each site of the table is weighed by these, and
by how often it launches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, log1p, pi, sqrt
from typing import Any

import numpy as np

from downrange.codes import Remark, says_and_codes
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.errors import PlaceError
from downrange.geography.sites import Site, same_place, sites
from downrange.kernel.arrays import Floats
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import inertial_azimuths_deg, launch_azimuth_deg, turn_deg
from downrange.launch.plane.corridor import Zone, corridor
from downrange.launch.plane.plane_codes import AreaExcluded, SiteReason
from downrange.launch.plane.repeated_areas import PastZone, past_zones
from downrange.launch.plane.site_history import History, history_of

# Chosen on half of the launches of the development notices (design/site_accuracy.py, half "fit").
MIDDLE_KM, SPREAD_LOG = 900.0, 1.0  # how far off the nearest area lies: a log-normal
AXIS_DEG, AXIS_TRUST = 3.0, 0.7  # a long axis runs along the ray from the pad
STEER_DEG, STEER_TRUST = 4.0, 0.7  # areas of one launch show one azimuth
FLOWN_DEG, FLOWN_TRUST = 4.0, 0.8  # and the azimuth is one that the site has flown before
PAD_WEIGHT = log(50.0)  # an area is closed around this very pad
PAD_ALONE = -15.0  # it says no more: 20 km around a pad, as a density like that of range and azimuth below
OUT_OF_REACH = -25.0  # an area that lies farther from the site than an ascent reaches
REPEAT_KM, REPEAT_WEIGHT = 40.0, 30.0
# A site is refused that explains its areas so much worse (in log weight) than another. On the notices at hand, 105
# launches, the true site was at most 5.9 behind; a site without launches of its own lacks up to 14 for that alone.
UNEXPLAINED, UNEXPLAINED_NEW, KNOWN_SITE, MISLED = 10.0, 20.0, 5.0, 8.0
LEAST_ELONGATION = 1.5


@dataclass(frozen=True, slots=True)
class Origin:
    """A site the areas may belong to, its share of the probability (0 to 1), and the reasons."""

    site: Site
    share: float
    log_weight: float
    reasons: tuple[Remark, ...]

    def as_dict(self) -> dict[str, Any]:
        """The site, its share and the reasons."""
        return {
            "site": self.site.as_dict(),
            "share": round(self.share, 4),
            **says_and_codes("reasons", self.reasons, "reason_codes"),
        }


@dataclass(frozen=True, slots=True)
class Repeated:
    """A past launch with an area where one of these lies: GCAT tag, site, day, how far apart the middles are."""

    launch: str
    site: str
    day: date
    apart_km: float
    inclination_deg: float

    def as_dict(self) -> dict[str, Any]:
        """The launch, where and when it was, how far apart the middles lie, and the plane it flew."""
        return {
            "launch": self.launch,
            "site": self.site,
            "date": self.day.isoformat(),
            "apart_km": round(self.apart_km, 1),
            "inclination_deg": self.inclination_deg,
        }


def likely_sites(areas: Sequence[Area | Floats], before: date | None = None) -> tuple[Origin, ...]:
    """The sites that launched to orbit, most likely first; `before` hides later launches and their areas.

    Ships and sites without an orbital launch since 2000 are not in the running.
    """
    weighed = []
    for site in _places():
        past = history_of(site, before)
        # A place in the middle of an area of a hemisphere or more is no place to weigh.
        try:
            zones, excluded = corridor(site, areas)
        except PlaceError:
            continue
        weighed.append((site, *_weigh(site, past, zones, excluded, before)))
    if not weighed:
        return ()
    logs = np.array([log_weight for _, log_weight, _ in weighed])
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    found = [
        Origin(site, float(share), log_weight, reasons)
        for (site, log_weight, reasons), share in zip(weighed, shares, strict=True)
    ]
    return tuple(sorted(found, key=lambda origin: -origin.log_weight))


def better_sites(
    site: Site, areas: Sequence[Area | Floats], before: date | None = None
) -> tuple[Origin, ...]:
    """The sites that explain the areas, where no launch from `site` does; none where one does.

    They are the likeliest and those within MISLED of it, behind which no true site has been.
    """
    found = likely_sites(areas, before)
    if not found or found[0].site.code in {site.code, *(other.code for other in same_place(site))}:
        return ()
    past = history_of(site, before)
    limit = UNEXPLAINED if past.n >= KNOWN_SITE else UNEXPLAINED_NEW
    best = found[0].log_weight
    try:
        behind = best - _weigh(site, past, *corridor(site, areas), before)[0]
    except PlaceError:
        behind = np.inf
    near = tuple(origin for origin in found if best - origin.log_weight <= MISLED)
    return near if behind > limit else ()


def repeated_launches(
    areas: Sequence[Area | Floats], site: Site, before: date | None = None
) -> tuple[Repeated, ...]:
    """Past launches from the site with an area within REPEAT_KM of one of these, nearest first, each once."""
    codes = {site.code} | {other.code for other in same_place(site)}
    zones, _ = corridor(site, areas)
    best: dict[str, Repeated] = {}
    for past in past_zones():
        if past.site not in codes or (before is not None and past.day >= before):
            continue
        apart = min((_apart_km(zone, past) for zone in zones), default=float("inf"))
        if apart <= REPEAT_KM and (past.launch not in best or apart < best[past.launch].apart_km):
            best[past.launch] = Repeated(past.launch, past.site, past.day, apart, past.inclination_deg)
    return tuple(sorted(best.values(), key=lambda repeat: (repeat.apart_km, repeat.launch)))


def _weigh(
    site: Site, past: History, zones: Sequence[Zone], excluded: Sequence[Remark], before: date | None
) -> tuple[float, tuple[Remark, ...]]:
    """The logarithm of how well a site explains its zones, near to far, and the reasons that carry it."""
    log_weight = log(past.n + 0.3)
    reasons = [Remark(SiteReason.LAUNCHES, {"launches": len(past.planes)})]
    at_pad = any(remark.code is AreaExcluded.AROUND_SITE for remark in excluded)
    if at_pad:
        log_weight += PAD_WEIGHT
        reasons.append(Remark(SiteReason.AROUND_PAD))
    log_weight += OUT_OF_REACH * sum(remark.code is AreaExcluded.TOO_FAR for remark in excluded)
    if not zones:
        return log_weight + (PAD_ALONE if at_pad else OUT_OF_REACH), tuple(reasons)
    nearest = zones[0]
    log_weight += _log_normal(nearest.range_km) - log(nearest.range_km)
    azimuths, weights = _flown_azimuths(site, past)
    off = np.abs(turn_deg(azimuths, nearest.launch_azimuth_deg)) if azimuths.size else np.array([])
    trust = FLOWN_TRUST if azimuths.size else 0.0
    flown = float(weights @ _normal(off, FLOWN_DEG)) if azimuths.size else 0.0
    log_weight += log(trust * flown + (1 - trust) / 360)
    if azimuths.size and float(off.min()) < 2 * FLOWN_DEG:
        reasons.append(Remark(SiteReason.FLOWN_AZIMUTH, {"azimuth_deg": nearest.azimuth_deg}))
    for zone in zones:
        if zone.elongation >= LEAST_ELONGATION:
            bend = abs(float(turn_deg(_ray_there_deg(site, zone), zone.long_axis_deg)))
            bend = min(bend, 180 - bend)
            log_weight += log(AXIS_TRUST * float(_normal(bend, AXIS_DEG)) * 2 + (1 - AXIS_TRUST) / 90)
            if bend < 2 * AXIS_DEG:
                facts = {"range_km": zone.range_km, "off_deg": bend}
                reasons.append(Remark(SiteReason.POINTS_BACK, facts))
    for zone in zones[1:]:
        turn = float(turn_deg(nearest.launch_azimuth_deg, zone.launch_azimuth_deg))
        log_weight += log(STEER_TRUST * float(_normal(turn, STEER_DEG)) + (1 - STEER_TRUST) / 360)
    repeats = [p for p in past_zones() if p.site == site.code and (before is None or p.day < before)]
    near = [exp(-0.5 * (_apart_km(zone, p) / REPEAT_KM) ** 2) for p in repeats for zone in zones]
    if near and max(near) > 0.01:
        log_weight += log1p(REPEAT_WEIGHT * max(near))
        reasons.append(Remark(SiteReason.REUSED_ZONE))
    return log_weight, tuple(reasons)


def _places() -> tuple[Site, ...]:
    """One site for each place that has launched to orbit, the one with the most launches."""
    kept: dict[str, Site] = {}
    seen: set[str] = set()
    for site in sorted((site for site in sites() if site.launches), key=lambda site: -site.launches):
        if site.code not in seen:
            kept[site.code] = site
            seen |= {other.code for other in same_place(site)}
    return tuple(kept.values())


def _flown_azimuths(site: Site, past: History) -> tuple[Floats, Floats]:
    """Launch azimuths of the planes flown before, both branches of each, and their weights, summing to one."""
    azimuths, weights = [], []
    for plane, weight in zip(past.planes, past.weights, strict=True):
        for inertial in inertial_azimuths_deg(site.lat_deg, plane.inclination_deg) or ():
            azimuths.append(float(launch_azimuth_deg(site.lat_deg, inertial)))
            weights.append(float(weight))
    total = sum(weights)
    return np.array(azimuths), np.array(weights) / total if total else np.array([])


def _ray_there_deg(site: Site, zone: Zone) -> float:
    """Azimuth, at the zone, of the ray that comes from the pad."""
    return float(geodesic_inverse(site.lat_deg, site.lon_deg, zone.lat_deg, zone.lon_deg)[2])


def _apart_km(zone: Zone, past: PastZone) -> float:
    return float(geodesic_inverse(zone.lat_deg, zone.lon_deg, past.lat_deg, past.lon_deg)[0]) / 1e3


def _log_normal(range_km: float) -> float:
    z = (log(range_km) - log(MIDDLE_KM)) / SPREAD_LOG
    return -0.5 * z * z - log(range_km)


def _normal(off: Floats | float, sigma: float) -> Floats:
    density: Floats = np.exp(-0.5 * (np.asarray(off) / sigma) ** 2) / (sigma * sqrt(2 * pi))
    return density
