"""Ascents fitted to the announced falls: the zones of a case as data, and the ballistic fall as the model.

The announced zone is a better forecast of the place than any simulation from public figures; so the places are the
data, and the ascents (with their times) are what is found. Sigma of a zone: a quarter of its length along the line
from the pad, and a quarter of the angle it fills (fall study, 2026).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import degrees, log
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.polygons import ring_centroid, untangle
from downrange.kernel.arrays import Floats
from downrange.kernel.figures import Z95
from downrange.kernel.parallel import Draws
from downrange.launch.fall.ballistic_fall import Atmosphere, Track, drop, trace
from downrange.launch.fall.bodies import Body, Ranged, Reported
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.ascent_fit import fit_ascents
from downrange.launch.trajectory.observations import Observations, ObservedFall, read_observations
from downrange.launch.trajectory.trajectory_codes import AscentRemark
from downrange.launch.trajectory.usual_azimuths import usual_azimuth
from downrange.launch.trajectory.vehicle import FallingBody, Vehicle, read_vehicle

QUARTER = 4.0
LEAST_RANGE_SD, LEAST_AZIMUTH_SD_DEG = 0.01, 0.3
HELD_OUT_RANGE_SD = 3.0  # of the logarithm of a distance that is held out: a factor of twenty either way
LONGEST_FALL_S = 5400.0
_APART_S = 30.0  # between a burn-out and the separation of what burnt


@dataclass(frozen=True, slots=True)
class ImpactModel:
    """The ballistic fall as the fit calls it: latitude, longitude (degrees) and seconds; NaN for what stays aloft."""

    air: Atmosphere

    def __call__(
        self, r_ecef_m: Floats, v_ecef_m_s: Floats, beta_kg_m2: Floats
    ) -> tuple[Floats, Floats, Floats]:
        landed = drop(r_ecef_m, v_ecef_m_s, beta_kg_m2, self.air, longest_s=LONGEST_FALL_S)
        return landed.lat_deg, landed.lon_deg, landed.after_s


def announced_ascents(
    bodies: Sequence[Body],
    vehicle: Mapping[str, Any] | str | None,
    known: Mapping[str, Any] | None,
    pad: tuple[float, float],
    air: Atmosphere,
    *,
    case: str,
    draws: Draws,
    members: int = 120,
    held_out: str | None = None,
) -> Ascents | None:
    """Ascents that let the bodies of a case fall where they are announced, from a pad (lat, lon) in degrees.

    `draws.samples` has no part in it: there are `members` ascents. `vehicle` and `known` are the case's tables of
    those names, or None; `vehicle` may be the name of one on file. None if there is no data: no body and no `known`.
    `held_out` names a body whose distance is left out of the fit. CaseError says what is wrong in a table.
    """
    if not bodies and known is None:
        return None
    landed = [_held_out(landed_of(body, pad), held_out) for body in bodies]
    rocket = read_vehicle(vehicle, [falling_body(body) for body in bodies])
    told = _with_usual_azimuth(read_observations(known, landed), known, rocket, pad)
    ascents = fit_ascents(
        rocket,
        pad,
        told,
        ImpactModel(air),
        case=case,
        seed=draws.seed,
        members=members,
        done=draws.heard(f"ascents without {held_out}" if held_out else "ascents", members),
        executor=draws.executor,
    )
    return replace(ascents, misses=(*ascents.misses, *_other_burnouts(ascents, bodies)))


def _other_burnouts(ascents: Ascents, bodies: Sequence[Body]) -> Iterator[Remark]:
    """The bodies whose claimed burn-out is not the one of the ascents: the fit knows places, not these claims."""
    for body in bodies:
        p05, p95 = np.percentile(ascents.falls[body.name].leaves_s, [5.0, 95.0])
        stated = body.after_s
        if stated.p05 - p95 > _APART_S or p05 - stated.p95 > _APART_S:
            facts = {"stated": _span_words(stated.p05, stated.p95), "fitted": _span_words(p05, p95)}
            yield Remark(AscentRemark.OTHER_BURNOUT, {"body": body.name, **facts})


def _span_words(first_s: float, last_s: float) -> str:
    first, last = (f"{round(t) // 60}:{round(t) % 60:02d}" for t in (first_s, last_s))
    return f"T+{first} to {last}"


def _with_usual_azimuth(
    told: Observations, known: Mapping[str, Any] | None, rocket: Vehicle, pad: tuple[float, float]
) -> Observations:
    """The site's usual azimuth, where neither the case nor a fall of the first phase gives one.

    What falls later lies behind the turn of a dog-leg: from Tanegashima 60 degrees off the azimuth at the pad.
    """
    first = {part.name for part in rocket.parts if part.phase == 0}
    if "azimuth_deg" in (known or {}) or any(body.body in first for body in told.landed):
        return told
    orbit = told.insertion
    usual = None if orbit is None else usual_azimuth(pad, orbit.inclination_deg)
    if usual is None:
        return told
    return replace(told, heading_deg=usual.azimuth_deg, heading_sd_deg=usual.sd_deg)


def fall_tracks(ascents: Ascents, member: int, air: Atmosphere) -> dict[str, Track]:
    """How each body of one ascent falls, from where that ascent lets it go: body -> track, seconds from lift-off.

    A body that the ascent carries on, or that stays aloft, has none.
    """
    tracks = {}
    for name, falls in ascents.falls.items():
        one = falls.of(np.arange(falls.leaves_s.size) == member)
        if not np.isfinite(one.after_liftoff_s).all():
            continue
        state = one.r_ecef_m[:, 0], one.v_ecef_m_s[:, 0]
        fall = trace(*state, float(one.beta_kg_m2[0]), air, longest_s=LONGEST_FALL_S)
        tracks[name] = replace(fall, after_s=fall.after_s + one.leaves_s[0])
    return tracks


def _held_out(landed: ObservedFall, body: str | None) -> ObservedFall:
    return replace(landed, range_sd=HELD_OUT_RANGE_SD) if landed.body == body else landed


def landed_of(body: Body, pad: tuple[float, float]) -> ObservedFall:
    """Where a body is announced or reported to fall, as seen from the pad."""
    lands = body.lands
    if isinstance(lands, Ranged):
        reach, azimuth = lands.range_km, lands.azimuth_deg
        return ObservedFall(
            body.name,
            reach.median,
            max((reach.p95 - reach.p05) / (2.0 * Z95 * reach.median), LEAST_RANGE_SD),
            azimuth.median,
            max(azimuth.sd, LEAST_AZIMUTH_SD_DEG),
        )
    if isinstance(lands, Reported):
        reach_m, heading, _ = map(float, geodesic_inverse(*pad, lands.lat_deg, lands.lon_deg))
        share = 1e3 * lands.sd_km / reach_m
        return ObservedFall(body.name, reach_m / 1e3, share, heading, degrees(share))
    return zone_landed(body.name, lands.ring, pad)


def zone_landed(name: str, ring: Floats, pad: tuple[float, float]) -> ObservedFall:
    """A zone (2, N), latitudes and longitudes in degrees, as seen from the pad."""
    reach_m, heading, _ = map(float, geodesic_inverse(*pad, *ring_centroid(untangle(ring))))
    far_m, towards, _ = geodesic_inverse(*pad, ring[0], ring[1])
    aside = wrap_180_deg(np.asarray(towards) - heading)
    return ObservedFall(
        name,
        reach_m / 1e3,
        max(log(float(np.max(far_m) / np.min(far_m))) / QUARTER, LEAST_RANGE_SD),
        heading,
        max(float(np.ptp(aside)) / QUARTER, LEAST_AZIMUTH_SD_DEG),
    )


def falling_body(body: Body) -> FallingBody:
    """A body of a case as a part of a vehicle."""
    beta = body.ballistic_coefficient_kg_m2
    return FallingBody(body.name, body.kind, beta.median, log(beta.p95 / beta.p05) / (2.0 * Z95))
