"""Residuals: what an ascent would have shown against the observations, in sigmas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from downrange.codes import Remark
from downrange.earth.atmosphere import log_density_table
from downrange.earth.constants import MEAN_RADIUS_M, MU_M3_S2, OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse, geodetic_to_ecef_m
from downrange.errors import InputError
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.trajectory.ascent_ensemble import Fallen
from downrange.launch.trajectory.ascent_parameters import FlightParameters, flight_parameters, parameter_count
from downrange.launch.trajectory.fairing_heights import fairing_height_sigma
from downrange.launch.trajectory.flight_events import INSERTION, FlightEvent
from downrange.launch.trajectory.influence import Columns, SameAs
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.powered_flight import fly_all
from downrange.launch.trajectory.trajectory_codes import AscentError, DatumCode
from downrange.launch.trajectory.vehicle import Part, Vehicle

AIR_STEP_M, AIR_TOP_M = 250.0, 500e3
# What payloads are promised to see at most once the fairing has left: 0.1 BTU/ft2/s in most users' guides.
ALLOWED_HEATING_W_M2, HEATING_LOG_SD = 1135.0, 0.5
_FAR_SD = 50.0  # what a prediction that does not exist is wrong by
_FARTHEST_SD = 1e3

Drop = Callable[[Floats, Floats, Floats], tuple[Floats, Floats, Floats]]
"""Where bodies come down: r (3, N), v (3, N) in ECEF, beta (N,) -> latitude, longitude in degrees, seconds."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One figure that an ascent should show, what it is, and one sigma."""

    what: Remark
    value: float
    sd: float


@dataclass(frozen=True, slots=True)
class Problem:
    """One fit: what is flown from where, to what data, and how bodies fall. `start` (6,) is the pad at rest, ECEF;
    `events` the events of this vehicle by their names."""

    vehicle: Vehicle
    known: Observations
    pad: tuple[float, float]
    start: Floats
    air: Floats
    drop: Drop
    data: tuple[Datum, ...]
    events: Mapping[str, FlightEvent]


def problem_of(vehicle: Vehicle, pad: tuple[float, float], known: Observations, drop: Drop) -> Problem:
    """Pose the fit. InputError names what is known of a moment or a body that the vehicle does not have."""
    start = np.concatenate([geodetic_to_ecef_m(*pad, 0.0).ravel(), np.zeros(3)])
    air = np.array(log_density_table(AIR_STEP_M, AIR_TOP_M), dtype=np.float64)
    data = (*_data_of(known), *_shielded(vehicle), *_at_usual_heights(vehicle, known))
    for datum in data:
        if not (np.isfinite(datum.value) and 0.0 < datum.sd < np.inf):
            raise InputError(AscentError.BAD_DATUM, datum=datum.what.says)
    own = flight_parameters(vehicle, known, np.zeros((parameter_count(vehicle), 1)))
    events = {event.name: event for event in own.events}
    for moment in [t.moment for t in known.timed] + [h.moment for h in known.heights]:
        if moment not in events:
            raise InputError(AscentError.NO_EVENT, field="moment", value=moment, events=", ".join(events))
    for body in known.landed:
        if body.body not in {part.name for part in vehicle.parts}:
            raise InputError(AscentError.NO_PART, value=body.body)
    return Problem(vehicle, known, pad, start, air, drop, data, events)


def fly(
    problem: Problem, ascent: FlightParameters, seconds: int = 0, flight_of: Columns | None = None
) -> tuple[Floats, Bools, dict[FlightEvent, Floats]]:
    """States at whole seconds (6, T, N), burning (T, N), and the state (6, N) at each event.

    `flight_of` (N,): the column with the same flight, where that is known (`influence`); None: each has its own.
    """
    moments, rank = ascent.rising()
    members = np.arange(moments.shape[0])
    once, which = np.unique(members if flight_of is None else flight_of, return_inverse=True)
    flown = ascent.phases[once], ascent.steer[once], moments[once]
    states, powered, at = fly_all(problem.start, *flown, problem.air, AIR_STEP_M, seconds)
    if flight_of is not None:
        states, powered, at = states[..., which], powered[..., which], at[..., which]
    return states, powered, {event: at[:, rank[m], members] for m, event in enumerate(ascent.events)}


def residuals_sigma(
    problem: Problem, z: Floats, goal: Floats, sd: Floats, same: SameAs | None = None
) -> Floats:
    """By how many sigmas N ascents z (K, N) miss the goals (D, N) or (D, 1): (D, N), always finite.

    `same`: what is known to be the same in several of them, so that it is computed once.
    """
    apart: Floats = (_predicted(problem, z, same) - goal) / sd[:, None]
    return np.where(np.isfinite(apart), np.clip(apart, -_FARTHEST_SD, _FARTHEST_SD), _FAR_SD)


def fallen(
    problem: Problem, ascent: FlightParameters, at: Mapping[FlightEvent, Floats], body: str,
    fall_of: Columns | None = None,
) -> Fallen:  # fmt: skip
    """The fall of one body in N ascents, from the states at the events; `fall_of` as `flight_of` of `fly`."""
    number = [part.name for part in problem.vehicle.parts].index(body)
    event, beta = problem.vehicle.parts[number].event, ascent.beta[number]
    event = event if event in at else INSERTION
    state = at[event]
    there = np.isfinite(state[0])
    if fall_of is not None:
        there &= fall_of == np.arange(fall_of.size)
    lat, lon, after = (np.full(state.shape[1], np.nan) for _ in range(3))
    r, v, leaves = state[:3], state[3:] * ascent.speed_share[number], ascent.events[event]
    if there.any():
        lat[there], lon[there], after[there] = problem.drop(r[:, there], v[:, there], beta[there])
    if fall_of is not None:
        lat, lon, after = lat[fall_of], lon[fall_of], after[fall_of]
    return Fallen(leaves + after, lat, lon, beta, leaves, r, v)


def _data_of(known: Observations) -> list[Datum]:
    rows = [Datum(Remark(DatumCode.TIME, {"event": t.moment}), t.after_s, t.sd_s) for t in known.timed]
    rows += [Datum(Remark(DatumCode.HEIGHT, {"event": h.moment}), h.alt_km, h.sd_km) for h in known.heights]
    for body in known.landed:
        name = {"body": body.body}
        rows.append(Datum(Remark(DatumCode.RANGE, name), float(np.log(body.range_km)), body.range_sd))
        rows.append(Datum(Remark(DatumCode.AZIMUTH, name), body.azimuth_deg, body.azimuth_sd_deg))
    if orbit := known.insertion:
        circular = float(np.sqrt(MU_M3_S2 / (MEAN_RADIUS_M + 1e3 * orbit.alt_km)))
        rows.append(Datum(Remark(DatumCode.ORBIT_HEIGHT), orbit.alt_km, orbit.sd_km))
        rows.append(Datum(Remark(DatumCode.ORBIT_SPEED), orbit.speed_m_s or circular, orbit.speed_sd_m_s))
        rows.append(Datum(Remark(DatumCode.CLIMB), 0.0, orbit.climb_sd_m_s))
        if orbit.inclination_deg is not None:
            rows.append(Datum(Remark(DatumCode.INCLINATION), orbit.inclination_deg, orbit.inclination_sd_deg))
    return rows


def _shielded(vehicle: Vehicle) -> list[Datum]:
    """Fairings leave when the air no longer heats what they cover: a bound, so an ascent that keeps it shows zero."""
    return [
        Datum(Remark(DatumCode.HEATING, {"body": part.name}), 0.0, HEATING_LOG_SD)
        for part in vehicle.parts
        if part.is_fairing
    ]


def _free(vehicle: Vehicle, known: Observations) -> list[Part]:
    """Fairings that leave at usual heights: of a vehicle of which that is supposed, and whose own is not observed."""
    seen = {height.moment for height in known.heights}
    fairings = vehicle.parts if vehicle.usual_heights else ()
    return [part for part in fairings if part.is_fairing and part.event.name not in seen]


def _at_usual_heights(vehicle: Vehicle, known: Observations) -> list[Datum]:
    """Fairings leave at usual heights (see `fairing_heights`): a prior, as a datum."""
    return [
        Datum(Remark(DatumCode.FAIRING_HEIGHT, {"body": part.name}), 0.0, 1.0)
        for part in _free(vehicle, known)
    ]


def heating(problem: Problem, state: Floats) -> Floats:
    """By how much (logarithm) the heat of free molecules, rho v^3 / 2, is above what is allowed; states (6, N)."""
    height_m = ecef_m_to_geodetic(state[:3])[2]
    steps = np.arange(problem.air.size) * AIR_STEP_M
    log_flux = (
        np.interp(height_m, steps, problem.air) + 1.5 * np.log((state[3:] ** 2).sum(axis=0)) - np.log(2.0)
    )
    above: Floats = np.maximum(log_flux - np.log(ALLOWED_HEATING_W_M2), 0.0)
    return above


def _predicted(problem: Problem, z: Floats, same: SameAs | None) -> Floats:
    """What each of N ascents would have shown for every datum: (D, N), NaN where there is no such thing."""
    ascent = flight_parameters(problem.vehicle, problem.known, z, same.kick if same else None)
    _, _, at = fly(problem, ascent, flight_of=same.flight if same else None)
    flew = np.isfinite(at[INSERTION][0])
    known, events = problem.known, problem.events
    rows: list[Floats] = [np.where(flew, ascent.events[events[t.moment]], np.nan) for t in known.timed]
    for height in known.heights:
        _, _, alt_m = ecef_m_to_geodetic(at[events[height.moment]][:3])
        rows.append(alt_m / 1e3)
    for body in problem.known.landed:
        falls = fallen(problem, ascent, at, body.body, same.falls[body.body] if same else None)
        once, which = np.unique(same.falls[body.body], return_inverse=True) if same else (slice(None),) * 2
        range_m, azimuth, _ = geodesic_inverse(*problem.pad, falls.lat_deg[once], falls.lon_deg[once])
        rows.append(np.log(np.maximum(range_m, 1.0) / 1e3)[which])
        rows.append((body.azimuth_deg + (azimuth - body.azimuth_deg + 180.0) % 360.0 - 180.0)[which])
    if orbit := problem.known.insertion:
        rows += _orbit(at[INSERTION])[: 3 if orbit.inclination_deg is None else 4]
    rows += [heating(problem, at[part.event]) for part in problem.vehicle.parts if part.is_fairing]
    for part in _free(problem.vehicle, known):
        rows.append(fairing_height_sigma(ecef_m_to_geodetic(at[part.event][:3])[2] / 1e3))
    return np.stack(rows) if rows else np.empty((0, z.shape[1]))


def _orbit(state: Floats) -> list[Floats]:
    """Height in km, inertial speed and rate of climb in m/s, inclination in degrees, of states (6, N) in ECEF."""
    r, v = state[:3], state[3:]
    _, _, alt_m = ecef_m_to_geodetic(r)
    inertial = v + OMEGA_RAD_S * np.stack([-r[1], r[0], np.zeros(r.shape[1])])
    climb = (r * v).sum(axis=0) / np.sqrt((r * r).sum(axis=0))
    momentum = np.cross(r, inertial, axis=0)
    upright = momentum[2] / np.sqrt((momentum * momentum).sum(axis=0))
    return [alt_m / 1e3, np.sqrt((inertial**2).sum(axis=0)), climb, np.degrees(np.arccos(upright))]
