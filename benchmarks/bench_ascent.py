"""Powered flight beside scipy and RocketPy, on one core: microseconds of CPU an ascent and how far off its end is.

The ascents are three phases of thrust with two coasts, drawn about the middle of the broad classes of stages, from a
pad on the Korean west coast. scipy's DOP853 integrates the same equations in Python, leg by leg, with the loosest
tolerances that are of use and with tight ones. All errors are those of the place at the last burn-out, against our
own loops with steps a sixteenth as long; the tight DOP853, which shares no code with them, says what that is worth.

RocketPy (6 degrees of freedom, LSODA) cannot fly a guided rocket of several stages: it flies one stage of the same
thrust, mass and burn time to its burn-out from a tilted rail, a problem of its own. Its error is that of its place
at burn-out against its own run with a tolerance of 1e-9.

    python benchmarks/bench_ascent.py
"""

import os
import time
from collections.abc import Callable
from math import atan2, cos, exp, sin, sqrt, tan

import numpy as np
from scipy.integrate import solve_ivp

from downrange.earth.atmosphere import log_density_table
from downrange.earth.constants import A_M, G0_M_S2, J2, MU_M3_S2, OMEGA_RAD_S, F
from downrange.earth.ellipsoid import geodetic_to_ecef_m
from downrange.kernel.arrays import Floats
from downrange.kernel.random_streams import normals
from downrange.launch.trajectory import flight_equations as equations
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.powered_flight import fly_all
from downrange.launch.trajectory.vehicle import read_vehicle

ASCENTS, SCIPY_ASCENTS, SPREAD, SEED = 4000, 12, 0.3, 1
AIR_STEP_M = 250.0
AIR = np.asarray(log_density_table(AIR_STEP_M, 500e3))
PAD = np.concatenate([geodetic_to_ecef_m(39.66, 124.705, 0.0).ravel(), np.zeros(3)])
FLATTER = (1.0 - F) ** 2
ROCKETPY_DIAMETER_M, ROCKETPY_DRY_KG, ROCKETPY_PROPELLANT_KG, ROCKETPY_BURN_S = 4.0, 70e3, 130e3, 115.0


def ascents(count: int) -> tuple[Floats, Floats, Floats]:
    """Phases, steering and the end (N, 1) of ascents that fly."""
    vehicle = read_vehicle(None, [])
    z = SPREAD * normals("bench", SEED, "ascents", 0, 2 * count, parameter_count(vehicle))
    drawn = flight_parameters(vehicle, Observations(190.0, 10.0), z)
    ends = drawn.phases[:, -1:, equations.IGNITION_S] + drawn.phases[:, -1:, equations.BURN_S]
    fly = np.isfinite(fly_all(PAD, drawn.phases, drawn.steer, ends, AIR, AIR_STEP_M, 0)[2][0, 0])
    return drawn.phases[fly][:count], drawn.steer[fly][:count], ends[fly][:count]


def ours(phases: Floats, steer: Floats, ends: Floats, finer: int = 1) -> Floats:
    """States at the last burn-out (6, N)."""
    return fly_all(PAD, phases, steer, ends, AIR, AIR_STEP_M, 0, finer)[2][:, 0]


def by_scipy(phases: Floats, steer: Floats, rtol: float, atol: float) -> Floats:
    """States at the last burn-out (6, N) by scipy's solve_ivp, a leg at a time."""
    air = AIR.tolist()

    def rates(t: float, y: Floats, own: list[list[float]], phase: int, how: list[float]) -> list[float]:
        x, yy, z, vx, vy, vz = y.tolist()
        r2, across2 = x * x + yy * yy + z * z, x * x + yy * yy
        r, ring = sqrt(r2), sqrt(across2)
        pull, bulge, tilt = MU_M3_S2 / (r2 * r), 1.5 * J2 * A_M * A_M / r2, 5.0 * z * z / r2
        level, axial = (
            pull * (1.0 + bulge * (1.0 - tilt)) - OMEGA_RAD_S**2,
            pull * (1.0 + bulge * (3.0 - tilt)),
        )
        height = max(r * (1.0 - A_M / sqrt(across2 + z * z / FLATTER)), 0.0)
        speed = sqrt(vx * vx + vy * vy + vz * vz)
        place = height / AIR_STEP_M
        k = int(place)
        drag = 0.0
        if k < len(air) - 1:
            drag = (
                exp(air[k] + (place - k) * (air[k + 1] - air[k]))
                * speed
                / (2.0 * equations.ASCENT_BETA_KG_M2)
            )
        ax = 2.0 * OMEGA_RAD_S * vy - level * x - drag * vx
        ay = -2.0 * OMEGA_RAD_S * vx - level * yy - drag * vy
        az = -axial * z - drag * vz
        if phase < 0:
            return [vx, vy, vz, ax, ay, az]
        ignition, burn, a0, c, yaw, decline, grows = own[phase]
        over = (t - ignition) / burn
        push = (
            a0
            * (1.0 + decline * (0.5 - over))
            / (1.0 - a0 * burn / c * (over + decline / 2 * over * (1.0 - over)))
        )
        if phase == 0:
            push *= 1.0 - equations.SEA_LEVEL_LOSS * exp(-height / equations.PRESSURE_SCALE_M)
        kick, heading, bend, tilted, tangent_0, from_s, to_s = how
        if phase == 0 and t >= tilted:
            push /= max(speed, 1.0)
            return [vx, vy, vz, ax + push * vx, ay + push * vy, az + push * vz]
        ux, uy, uz = x / r, yy / r, z / r
        if phase == 0:
            ux, uy, uz = level * x, level * yy, axial * z
            size = sqrt(ux * ux + uy * uy + uz * uz)
            ux, uy, uz = ux / size, uy / size, uz / size
        ex, ey = -yy / ring, x / ring
        nx, ny, nz = -uz * ey, uz * ex, ux * ey - uy * ex
        if phase == 0:
            share = (t / tilted - equations.VERTICAL_SHARE) / (1.0 - equations.VERTICAL_SHARE)
            angle = kick * min(max(share, 0.0), 1.0)
            rise, ahead, towards = cos(angle), sin(angle), heading
        else:
            tangent = tangent_0 * (1.0 - bend * (t - from_s) / max(to_s - from_s, 1.0))
            ahead = 1.0 / sqrt(1.0 + tangent * tangent)
            rise = tangent * ahead
            towards = atan2(vx * ex + vy * ey, vx * nx + vy * ny + vz * nz) + yaw + grows * (over - 0.5)
        east, north = ahead * sin(towards), ahead * cos(towards)
        return [
            vx, vy, vz,
            ax + push * (rise * ux + east * ex + north * nx),
            ay + push * (rise * uy + east * ey + north * ny),
            az + push * (rise * uz + north * nz),
        ]  # fmt: skip

    ends = np.empty((6, len(phases)))
    for n in range(len(phases)):
        own, last = phases[n].tolist(), phases[n, -1]
        tilted, burnt = float(equations.tilted_s(phases[n, 0])), own[0][equations.BURN_S]
        how = [*steer[n, :2].tolist(), float(steer[n, 3]), tilted, 0.0, burnt, float(last[0] + last[1])]
        turns = [min(share * tilted, burnt) for share in (0.0, equations.VERTICAL_SHARE, 1.0)]
        legs = [(turns[0], turns[1], 0), (turns[1], turns[2], 0), (turns[2], burnt, 0)]
        for phase in range(1, len(own)):
            ignition = own[phase][equations.IGNITION_S]
            legs += [(legs[-1][1], ignition, -1), (ignition, ignition + own[phase][equations.BURN_S], phase)]
        y = PAD
        for k, (start, end, phase) in enumerate(legs):
            if k == 3:
                r, v = y[:3], y[3:]
                up = float(r @ v / np.linalg.norm(r))
                pitch = atan2(up, sqrt(float(v @ v) - up * up)) + float(steer[n, equations.OFFSET_RAD])
                how[4] = tan(min(max(pitch, -0.3), 1.4))
            if end > start:
                y = solve_ivp(
                    rates, (start, end), y, "DOP853", args=(own, phase, how), rtol=rtol, atol=atol
                ).y[:, -1]
        ends[:, n] = y
    return ends


def by_rocketpy(rtol: float) -> tuple[float, Floats]:
    """Seconds of a flight to burn-out by RocketPy, the best of three, and the place there (3,)."""
    from rocketpy import Environment, Flight, GenericMotor, Rocket

    radius, dry, wet, burn = ROCKETPY_DIAMETER_M / 2, ROCKETPY_DRY_KG, ROCKETPY_PROPELLANT_KG, ROCKETPY_BURN_S
    environment = Environment(latitude=39.66, longitude=124.705, elevation=0.0)
    environment.set_atmospheric_model(type="standard_atmosphere")
    motor = GenericMotor(
        thrust_source=1.52 * G0_M_S2 * (dry + wet), burn_time=burn, chamber_radius=radius, chamber_height=20.0,
        chamber_position=0.0, propellant_initial_mass=wet, nozzle_radius=1.0, dry_mass=0.01,
        dry_inertia=(1.0, 1.0, 1.0), center_of_dry_mass_position=0.0, nozzle_position=-10.0,
    )  # fmt: skip
    rocket = Rocket(
        radius=radius, mass=dry, inertia=(8e6, 8e6, 1.4e5), power_off_drag=1.0, power_on_drag=1.0,
        center_of_mass_without_motor=14.0,
    )  # fmt: skip
    rocket.add_motor(motor, position=0.0)
    rocket.add_nose(length=6.0, kind="vonKarman", position=32.0)
    rocket.add_trapezoidal_fins(4, root_chord=6.0, tip_chord=3.0, span=4.0, position=-2.0)

    def fly() -> Floats:
        flight = Flight(
            rocket, environment, rail_length=60.0, inclination=88.0, heading=190.0, max_time=burn,
            max_time_step=np.inf, rtol=rtol, atol=1e-6, terminate_on_apogee=True,
        )  # fmt: skip
        return np.array([flight.x(burn), flight.y(burn), flight.z(burn)])

    return cpu_s(fly), fly()


def cpu_s(work: Callable[[], object], rounds: int = 3) -> float:
    """The least CPU time of a few rounds, in seconds."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def row(name: str, count: int, seconds: float, errors_m: Floats) -> None:
    """One line of the table."""
    median, worst = np.median(errors_m), errors_m.max()
    print(f"{name:44}{count:8}{seconds / count * 1e6:14,.1f}{median:12.1f}{worst:12.1f}", flush=True)


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    phases, steer, ends = ascents(ASCENTS)
    truth = ours(phases, steer, ends, 16)[:3]
    few = phases[:SCIPY_ASCENTS], steer[:SCIPY_ASCENTS]

    def error(state: Floats) -> Floats:
        return np.asarray(np.linalg.norm(state[:3] - truth[:, : state.shape[1]], axis=0))

    print(f"{'code':44}{'ascents':>8}{'us an ascent':>14}{'median, m':>12}{'worst, m':>12}")
    row(
        "downrange, one core",
        ASCENTS,
        cpu_s(lambda: ours(phases, steer, ends), 10),
        error(ours(phases, steer, ends)),
    )
    for rtol, atol in ((1e-4, 1.0), (1e-6, 1e-2), (1e-10, 1e-6)):
        seconds = cpu_s(lambda rtol=rtol, atol=atol: by_scipy(*few, rtol, atol), rounds=1)
        row(f"scipy DOP853, rtol {rtol:g}", SCIPY_ASCENTS, seconds, error(by_scipy(*few, rtol, atol)))
    try:
        seconds, there = by_rocketpy(1e-6)
    except ImportError:
        print("RocketPy is not installed")
        return
    away = np.linalg.norm(there - by_rocketpy(1e-9)[1])
    row("RocketPy, one stage only, 6 DOF, rtol 1e-06", 1, seconds, np.array([away]))


if __name__ == "__main__":
    main()
