"""Announced falls: each sample of a body is solved so that it lands where the notice, or the press, says.

The announced zone is a better forecast of the place than a flight simulated from public figures (the project's study
of 19 bodies, 2026), so the place is given and the time is computed. Time, altitude, flight path angle and distance of
burn-out and the ballistic coefficient are sampled from what is claimed; speed and azimuth at burn-out are found such
that the ballistic fall ends at a point sampled from the zone. The results are the *time*, the path in between, and
the speed that the claims imply. Separation is taken to happen at burn-out, and to add no velocity.
"""

from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.earth.angles import wrap_180_deg
from downrange.earth.constants import MEAN_RADIUS_M, MU_M3_S2
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.polygons import ring_centroid, untangle
from downrange.earth.unit_vectors import local_axes
from downrange.errors import CaseError
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.parallel import Draws, map_spans, spans
from downrange.kernel.random_streams import normals, uniforms
from downrange.launch.fall import sampled_bodies as scatter
from downrange.launch.fall.ballistic_fall import ENDS, Atmosphere, Track, drop, trace
from downrange.launch.fall.bodies import Body, Landing, Reported, Zone
from downrange.launch.fall.fall_codes import FallEnd, FallError
from downrange.launch.fall.footprint import Footprint, footprint
from downrange.launch.fall.integrator import LANDED

UNSOLVED = 4
SAMPLE_ENDS = ENDS | {UNSOLVED: FallEnd.UNSOLVED}
ON_TARGET_M = 100.0  # a fall that ends this near its drawn landing point is solved
MOST_TRIES = 40
LONGEST_FALL_S = 7200.0


@dataclass(frozen=True, slots=True)
class ImpactSamples:
    """The samples of one body, arrays (N,): solved burn-outs and where and when they end (NaN where failed)."""

    lat_deg: Floats
    lon_deg: Floats
    after_liftoff_s: Floats
    impact_speed_m_s: Floats
    apogee_m: Floats
    burnout_speed_m_s: Floats
    failed: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BurnOut:
    """Burn-outs, arrays (N,); path angle above and heading along the local horizon, relative to the Earth."""

    after_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    altitude_m: Floats
    flight_path_deg: Floats
    beta_kg_m2: Floats


@dataclass(frozen=True, slots=True)
class AnnouncedStates:
    """Solved burn-outs of a body, as many as could be solved: r (m), v (m/s) (3, N) ECEF, relative to the turning
    Earth; kg/m2 and seconds after lift-off (N,)."""

    r_ecef_m: Floats
    v_ecef_m_s: Floats
    beta_kg_m2: Floats
    after_liftoff_s: Floats


@dataclass(frozen=True, slots=True)
class AnnouncedFall:
    """One body's fall: its samples, and the nominal fall from the medians to the middle of its zone.

    `track` counts seconds from lift-off; `velocity_ecef_m_s` (3,) is that of the nominal burn-out.
    """

    body: Body
    pad_lat_deg: float
    pad_lon_deg: float
    samples: ImpactSamples
    track: Track
    velocity_ecef_m_s: Floats
    footprint: Footprint

    def as_dict(self) -> dict[str, Any]:
        """The body in the contract of `downrange fall`; every assumption with its source and grade."""
        samples, track = self.samples, self.track
        distance_m, azimuth_deg, _ = geodesic_inverse(
            self.pad_lat_deg, self.pad_lon_deg, track.lat_deg[-1], track.lon_deg[-1]
        )
        counts = {
            code: int((samples.failed == end).sum()) for end, code in SAMPLE_ENDS.items() if end != LANDED
        }
        failed = {code: count for code, count in counts.items() if count}
        return {
            "name": self.body.name,
            "kind": self.body.kind,
            "impact": {"lat": round(float(track.lat_deg[-1]), 4), "lon": round(float(track.lon_deg[-1]), 4)},
            "range_km": round(float(distance_m) / 1e3, 1),
            "azimuth_deg": round(float(azimuth_deg), 2),
            "after_liftoff_s": _quantiles(samples.after_liftoff_s),
            "burnout_speed_m_s": _quantiles(samples.burnout_speed_m_s),
            "impact_speed_m_s": _quantiles(samples.impact_speed_m_s),
            "apogee_km": _quantiles(samples.apogee_m / 1e3),
            **self.footprint.as_dict(),
            "track": track.as_dict(),
            "samples": int(samples.failed.size),
            "failed": {code.says(): count for code, count in failed.items()},
            "failed_codes": {str(code): count for code, count in failed.items()},
            "assumptions": self.body.assumptions(),
        }


def announced_fall(
    body: Body,
    pad_lat_deg: float,
    pad_lon_deg: float,
    air: Atmosphere,
    *,
    case: str,
    draws: Draws,
) -> AnnouncedFall:
    """Sample, solve and drop a body `draws.samples` times; the same answer to the last bit on any executor.

    CaseError when fewer than half of the samples can be solved: then the claims contradict each other.
    """
    samples = draws.samples
    work = partial(_samples, body, pad_lat_deg, pad_lon_deg, air, case, draws.seed)
    solved = _joined(
        map_spans(work, spans(samples), draws.executor, draws.heard(f"falls of {body.name}", samples))
    )
    landed = solved.failed == LANDED
    nominal = _nominal(body, pad_lat_deg, pad_lon_deg, air)
    if nominal is None or 2 * int(landed.sum()) < samples:
        raise CaseError(
            FallError.CONTRADICTION,
            where="bodies",
            field="name",
            value=body.name,
            landed=int(landed.sum()),
            samples=samples,
        )
    contours = footprint(*(each[landed] for each in (solved.lat_deg, solved.lon_deg, solved.after_liftoff_s)))
    return AnnouncedFall(body, pad_lat_deg, pad_lon_deg, solved, *nominal, contours)


def _samples(
    body: Body,
    pad_lat_deg: float,
    pad_lon_deg: float,
    air: Atmosphere,
    case: str,
    seed: int,
    start: int,
    stop: int,
) -> ImpactSamples:
    """Samples start..stop-1 of a body: a pure piece of work."""
    burnout, lat, lon = _burnouts(body, pad_lat_deg, pad_lon_deg, case, seed, start, stop)
    return _solve(burnout, lat, lon, air)[0]


def announced_states(
    body: Body, pad_lat_deg: float, pad_lon_deg: float, air: Atmosphere, *, case: str, draws: Draws
) -> AnnouncedStates:
    """The states from which the samples of `announced_fall` fall, for hazard areas, which drop them by level."""
    work = partial(_states, body, pad_lat_deg, pad_lon_deg, air, case, draws.seed)
    parts = map_spans(work, spans(draws.samples), draws.executor)
    return AnnouncedStates(
        *(
            np.concatenate([getattr(part, each.name) for part in parts], -1)
            for each in fields(AnnouncedStates)
        )
    )


def _states(
    body: Body,
    pad_lat_deg: float,
    pad_lon_deg: float,
    air: Atmosphere,
    case: str,
    seed: int,
    start: int,
    stop: int,
) -> AnnouncedStates:
    burnout, lat, lon = _burnouts(body, pad_lat_deg, pad_lon_deg, case, seed, start, stop)
    samples, velocity = _solve(burnout, lat, lon, air)
    whole = samples.failed == LANDED
    r = geodetic_to_ecef_m(burnout.lat_deg, burnout.lon_deg, burnout.altitude_m)
    return AnnouncedStates(r[:, whole], velocity[:, whole], burnout.beta_kg_m2[whole], burnout.after_s[whole])


def _burnouts(
    body: Body, pad_lat_deg: float, pad_lon_deg: float, case: str, seed: int, start: int, stop: int
) -> tuple[BurnOut, Floats, Floats]:
    """Burn-outs of samples start..stop-1, and where they are to land."""
    z = normals(case, seed, f"{body.name}: burn-out", start, stop, 5)
    after_s = scatter.spread(body.after_s, z[0])
    altitude_m = 1e3 * scatter.spread(body.altitude_km, z[1])
    flight_path_deg = scatter.spread(body.flight_path_deg, z[2])
    share = scatter.spread(body.downrange_fraction, z[3])
    beta = scatter.spread_log(body.ballistic_coefficient_kg_m2, z[4])
    lat, lon = _landing_points(
        body.lands, pad_lat_deg, pad_lon_deg, f"{body.name}: lands", case, seed, start, stop
    )
    burnout = _placed(pad_lat_deg, pad_lon_deg, lat, lon, after_s, altitude_m, flight_path_deg, share, beta)
    return burnout, lat, lon


def _nominal(
    body: Body, pad_lat_deg: float, pad_lon_deg: float, air: Atmosphere
) -> tuple[Track, Floats] | None:
    """The fall from the medians to the middle of the landing place: its track from lift-off, its velocity."""
    lands = body.lands
    if isinstance(lands, Zone):
        lat, lon = ring_centroid(untangle(lands.ring))
    elif isinstance(lands, Reported):
        lat, lon = lands.lat_deg, lands.lon_deg
    else:
        reach_m = 1e3 * lands.range_km.median
        lat, lon, _ = map(float, geodesic_direct(pad_lat_deg, pad_lon_deg, lands.azimuth_deg.median, reach_m))
    claims = (body.after_s, body.altitude_km, body.flight_path_deg, body.downrange_fraction)
    after_s, altitude_km, path, share = (np.array([claim.median]) for claim in claims)
    beta = np.array([body.ballistic_coefficient_kg_m2.median])
    where = np.array([lat]), np.array([lon])
    burnout = _placed(pad_lat_deg, pad_lon_deg, *where, after_s, 1e3 * altitude_km, path, share, beta)
    solved, velocity = _solve(burnout, *where, air)
    if solved.failed[0] != LANDED:
        return None
    start = geodetic_to_ecef_m(burnout.lat_deg, burnout.lon_deg, burnout.altitude_m)[:, 0]
    fall = trace(start, velocity[:, 0], float(beta[0]), air, longest_s=LONGEST_FALL_S)
    return replace(fall, after_s=fall.after_s + after_s[0]), velocity[:, 0]


def _landing_points(
    lands: Landing, pad_lat: float, pad_lon: float, stream: str, case: str, seed: int, start: int, stop: int
) -> tuple[Floats, Floats]:
    """Where samples start..stop-1 land: latitudes and longitudes (n,)."""
    if isinstance(lands, Zone):
        return _inside(lands.ring, uniforms(case, seed, stream, start, stop, 3))
    z = normals(case, seed, stream, start, stop, 2)
    if isinstance(lands, Reported):
        reach_m, azimuth = 1e3 * lands.sd_km * np.hypot(*z), np.degrees(np.arctan2(z[0], z[1]))
        return geodesic_direct(lands.lat_deg, lands.lon_deg, azimuth, reach_m)[:2]
    azimuth, reach_m = scatter.spread(lands.azimuth_deg, z[0]), 1e3 * scatter.spread(lands.range_km, z[1])
    return geodesic_direct(pad_lat, pad_lon, azimuth, reach_m)[:2]


def _inside(ring: ArrayLike, u: Floats) -> tuple[Floats, Floats]:
    """Points spread evenly inside a ring, from numbers u (3, n) in (0, 1): a triangle by area, a point in it."""
    simple = untangle(ring)
    lat, lon = ring_centroid(simple)
    reach_m, azimuth, _ = geodesic_inverse(lat, lon, simple[0], simple[1])
    east, north = reach_m * np.sin(np.radians(azimuth)), reach_m * np.cos(np.radians(azimuth))
    flat = shapely.Polygon(np.stack([east, north], axis=1))
    pieces = shapely.get_parts(shapely.constrained_delaunay_triangles(flat))
    corners = shapely.get_coordinates(pieces).reshape(-1, 4, 2)[:, :3]  # (triangles, 3, 2); the fourth closes
    shares = np.cumsum(shapely.area(pieces))
    chosen = corners[np.searchsorted(shares, u[0] * shares[-1])]
    away = np.sqrt(u[1])
    weights = np.stack([1.0 - away, away * (1.0 - u[2]), away * u[2]], axis=1)
    points = (chosen * weights[:, :, None]).sum(axis=1)
    azimuth = np.degrees(np.arctan2(points[:, 0], points[:, 1]))
    return geodesic_direct(lat, lon, azimuth, np.hypot(points[:, 0], points[:, 1]))[:2]


def _placed(
    pad_lat: float, pad_lon: float, lat: Floats, lon: Floats,
    after_s: Floats, altitude_m: Floats, flight_path_deg: Floats, share: Floats, beta: Floats,
) -> BurnOut:  # fmt: skip
    """Burn-outs on the shortest lines from the pad to the landing points, at a share of the way."""
    reach_m, azimuth, _ = geodesic_inverse(pad_lat, pad_lon, lat, lon)
    at_lat, at_lon, _ = geodesic_direct(pad_lat, pad_lon, azimuth, share * reach_m)
    return BurnOut(after_s, at_lat, at_lon, altitude_m, flight_path_deg, beta)


def _solve(
    burnout: BurnOut, lat_deg: Floats, lon_deg: Floats, air: Atmosphere
) -> tuple[ImpactSamples, Floats]:
    """Speeds and headings that bring each burn-out to its point, and the falls; velocities (3, N) in ECEF.

    The heading is corrected by the angle it missed by; the logarithm of speed by a secant on the logarithm of
    range, whose slope is near 2. Each sample stops by itself, so none depends on the others.
    """
    r = geodetic_to_ecef_m(burnout.lat_deg, burnout.lon_deg, burnout.altitude_m)
    goal_m, heading, _ = geodesic_inverse(burnout.lat_deg, burnout.lon_deg, lat_deg, lon_deg)
    goal_azimuth, speed = heading.copy(), _first_speed(goal_m, burnout.flight_path_deg)
    count = speed.size
    slope, last_speed, last_reach = np.full(count, 2.0), np.full(count, np.nan), np.full(count, np.nan)
    ends, failed = np.full((5, count), np.nan), np.full(count, UNSOLVED)
    velocity = np.full((3, count), np.nan)
    open_ = np.arange(count)
    for _ in range(MOST_TRIES):
        from_lat, from_lon = burnout.lat_deg[open_], burnout.lon_deg[open_]
        v = _velocity(from_lat, from_lon, speed[open_], burnout.flight_path_deg[open_], heading[open_])
        falls = drop(r[:, open_], v, burnout.beta_kg_m2[open_], air, longest_s=LONGEST_FALL_S)
        down = falls.failed == LANDED
        lat, lon = np.where(down, falls.lat_deg, 0.0), np.where(down, falls.lon_deg, 0.0)
        reach, azimuth, _ = geodesic_inverse(from_lat, from_lon, lat, lon)
        solved = down & (geodesic_inverse(lat, lon, lat_deg[open_], lon_deg[open_])[0] <= ON_TARGET_M)
        hit = open_[solved]
        answer = np.stack([falls.lat_deg, falls.lon_deg, falls.after_s, falls.speed_m_s, falls.apogee_m])
        ends[:, hit] = answer[:, solved]
        velocity[:, hit], failed[hit] = v[:, solved], LANDED
        open_, falling, reach, azimuth = open_[~solved], down[~solved], reach[~solved], azimuth[~solved]
        if open_.size == 0:
            break
        heading[open_] += np.where(falling, wrap_180_deg(goal_azimuth[open_] - azimuth), 0.0)
        tried, short = speed[open_].copy(), np.log(goal_m[open_] / np.maximum(reach, 1.0))
        rise, run = np.log(reach / last_reach[open_]), np.log(tried / last_speed[open_])
        known = falling & (np.abs(run) > 1e-5)
        slope[open_] = np.where(known, np.clip(rise / np.where(known, run, 1.0), 0.5, 8.0), slope[open_])
        last_speed[open_] = np.where(falling, tried, np.nan)
        last_reach[open_] = np.where(falling, reach, np.nan)
        faster = np.exp(np.clip(short / slope[open_], -0.7, 0.7))
        speed[open_] *= np.where(falling, faster, 0.8)  # aloft: slower
    solved = ImpactSamples(
        ends[0],
        ends[1],
        burnout.after_s + ends[2],
        ends[3],
        ends[4],
        np.linalg.norm(velocity, axis=0),
        failed,
    )
    return solved, velocity


def _first_speed(goal_m: Floats, flight_path_deg: Floats) -> Floats:
    """Speed of an arc of Kepler's from ground to ground over this distance: a first guess, some tens of % high."""
    path = np.radians(np.clip(flight_path_deg, 5.0, 85.0))  # an arc straight up reaches no goal
    half = np.tan(0.5 * goal_m / MEAN_RADIUS_M)
    speed: Floats = np.sqrt(
        MU_M3_S2 / MEAN_RADIUS_M * half / (np.cos(path) * (np.sin(path) + half * np.cos(path)))
    )
    return speed


def _velocity(
    lat_deg: Floats, lon_deg: Floats, speed: Floats, flight_path_deg: Floats, heading_deg: Floats
) -> Floats:
    """Velocities (3, N) in ECEF from speed, angle above the geodetic horizon and heading from north."""
    path, heading = np.radians(flight_path_deg), np.radians(heading_deg)
    east, north, up = local_axes(lat_deg, lon_deg)
    along = np.sin(heading) * east + np.cos(heading) * north
    velocity: Floats = speed * (np.cos(path) * along + np.sin(path) * up)
    return velocity


def _joined(pieces: list[ImpactSamples]) -> ImpactSamples:
    return ImpactSamples(
        *(np.concatenate([getattr(piece, each.name) for piece in pieces]) for each in fields(ImpactSamples))
    )


def _quantiles(values: Floats) -> dict[str, float]:
    p05, median, p95 = np.nanpercentile(values, [5, 50, 95])
    return {"p05": round(float(p05), 1), "median": round(float(median), 1), "p95": round(float(p95), 1)}
