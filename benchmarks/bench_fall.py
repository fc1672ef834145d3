"""Falls beside plain numpy and scipy, on one core: bodies a second at an impact error under 50 m.

The bodies are those of the project's baselines: off the Korean west coast at 70 km, 2300 m/s, climbing at 25
degrees, ballistic coefficients log-uniform from 30 to 3000 kg/m2, no wind. scipy integrates the same equations
in Python, body by body, with the loosest tolerance that stays under 50 m on the bodies shown. The numpy peer is what
one would write first: fourth-order Runge-Kutta on arrays, all bodies at once, each with its own step. All errors are
taken against the kernel with steps a millionth as wrong, which tests/fall holds against DOP853.

Last, a million bodies by one worker and by two: threads (the kernel lets go of the interpreter lock), processes,
and Dask's; the impacts must be the same to the last bit.

    python benchmarks/bench_fall.py
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from math import exp, sqrt

import numpy as np
from scipy.integrate import solve_ivp

from downrange.earth.constants import A_M, J2, MU_M3_S2, OMEGA_RAD_S, F
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse, geodetic_to_ecef_m
from downrange.earth.unit_vectors import local_axes
from downrange.kernel.arrays import Floats
from downrange.kernel.parallel import map_spans, spans
from downrange.launch.fall.ballistic_fall import Atmosphere, drop, standard_atmosphere

BODIES, SCIPY_BODIES, ROUNDS, MILLION = 20_000, 40, 3, 1_000_000
NUMPY_LONGEST_S, NUMPY_SHARE = 8.0, 1.0  # the longest that stay under 50 m
FLATTER = (1.0 - F) ** 2


def bodies(count: int) -> tuple[Floats, Floats, Floats]:
    """Positions and velocities (3, N) in ECEF and ballistic coefficients (N,)."""
    g = np.random.default_rng(0)
    beta = np.exp(g.uniform(np.log(30), np.log(3000), count))
    lat, lon = 36 + g.uniform(-0.02, 0.02, count), 124.5 + g.uniform(-0.02, 0.02, count)
    alt_m, speed = 70e3 + g.uniform(-500, 500, count), 2300 + g.uniform(-20, 20, count)
    path, heading = np.radians(25 + g.uniform(-1, 1, count)), np.radians(180 + g.uniform(-0.5, 0.5, count))
    east, north, up = local_axes(lat, lon)
    level = np.sin(heading) * east + np.cos(heading) * north
    return geodetic_to_ecef_m(lat, lon, alt_m), speed * (np.cos(path) * level + np.sin(path) * up), beta


def scipy_drop(r: Floats, v: Floats, beta: Floats, air: Atmosphere, **how: object) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of impact by scipy's solve_ivp."""
    air, step = air.log_density.tolist(), air.step_m

    def height(x: float, y: float, z: float) -> float:
        across = x * x + y * y
        return sqrt(across + z * z) * (1.0 - A_M / sqrt(across + z * z / FLATTER))

    def motion(_t: float, state: Floats, beta: float) -> list[float]:
        x, y, z, vx, vy, vz = state.tolist()
        r2 = x * x + y * y + z * z
        pull, bulge, tilt = MU_M3_S2 / (r2 * sqrt(r2)), 1.5 * J2 * A_M * A_M / r2, 5 * z * z / r2
        spun = pull * (1 + bulge * (1 - tilt)) - OMEGA_RAD_S**2
        place = min(max(height(x, y, z) / step, 0.0), len(air) - 1.001)
        i = int(place)
        drag = (
            0.5 * exp(air[i] + (place - i) * (air[i + 1] - air[i])) * sqrt(vx * vx + vy * vy + vz * vz) / beta
        )
        return [
            vx, vy, vz,
            -spun * x + 2 * OMEGA_RAD_S * vy - drag * vx,
            -spun * y - 2 * OMEGA_RAD_S * vx - drag * vy,
            -pull * (1 + bulge * (3 - tilt)) * z - drag * vz,
        ]  # fmt: skip

    def ground(_t: float, state: Floats, _beta: float) -> float:
        return height(*state[:3])

    ground.terminal, ground.direction = True, -1  # type: ignore[attr-defined]
    ends = np.empty((3, beta.size))
    for i in range(beta.size):
        start = [*r[:, i], *v[:, i]]
        fall = solve_ivp(motion, (0, 5000), start, args=(beta[i],), events=ground, **how)  # type: ignore[call-overload]
        ends[:, i] = fall.y_events[0][0][:3]
    lat, lon, _ = ecef_m_to_geodetic(ends)
    return lat, lon


def numpy_drop(r: Floats, v: Floats, beta: Floats, air: Atmosphere) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of impact by Runge and Kutta's fourth order on arrays of bodies.

    The step is the time in which drag takes the speed to its 2.7th, and eight seconds at most; the one through the
    ground is shortened until it ends there, and what has landed leaves the arrays.
    """

    def height(y: Floats) -> Floats:
        across = y[0] * y[0] + y[1] * y[1]
        up: Floats = np.sqrt(across + y[2] * y[2]) * (1.0 - A_M / np.sqrt(across + y[2] * y[2] / FLATTER))
        return up

    def drag(y: Floats, beta: Floats) -> Floats:
        place = np.clip(height(y) / air.step_m, 0.0, air.log_density.size - 1.001)
        i = place.astype(np.intp)
        log_density = air.log_density[i] + (place - i) * (air.log_density[i + 1] - air.log_density[i])
        rate: Floats = 0.5 * np.exp(log_density) * np.sqrt(y[3] * y[3] + y[4] * y[4] + y[5] * y[5]) / beta
        return rate

    def motion(y: Floats, beta: Floats) -> Floats:
        x, yy, z, vx, vy, vz = y
        r2 = x * x + yy * yy + z * z
        pull, bulge, tilt = MU_M3_S2 / (r2 * np.sqrt(r2)), 1.5 * J2 * A_M * A_M / r2, 5 * z * z / r2
        spun, slowed = pull * (1 + bulge * (1 - tilt)) - OMEGA_RAD_S**2, drag(y, beta)
        return np.stack([
            vx, vy, vz,
            -spun * x + 2 * OMEGA_RAD_S * vy - slowed * vx,
            -spun * yy - 2 * OMEGA_RAD_S * vx - slowed * vy,
            -pull * (1 + bulge * (3 - tilt)) * z - slowed * vz,
        ])  # fmt: skip

    def stepped(y: Floats, h: Floats, beta: Floats) -> Floats:
        k1 = motion(y, beta)
        k2 = motion(y + h / 2 * k1, beta)
        k3 = motion(y + h / 2 * k2, beta)
        k4 = motion(y + h * k3, beta)
        return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)

    y, flying, ends = np.concatenate([r, v]), np.arange(beta.size), np.empty((3, beta.size))
    while flying.size:
        h = np.minimum(NUMPY_LONGEST_S, NUMPY_SHARE / drag(y, beta[flying]))
        after = stepped(y, h, beta[flying])
        down = height(after) <= 0.0
        if down.any():
            here, h, of = y[:, down], h[down], beta[flying[down]]
            there = after[:, down]
            for _ in range(4):
                h = h * height(here) / (height(here) - height(there))
                there = stepped(here, h, of)
            ends[:, flying[down]] = there[:3]
        y, flying = after[:, ~down], flying[~down]
    lat, lon, _ = ecef_m_to_geodetic(ends)
    return lat, lon


def best(work: Callable[[], object]) -> float:
    """The least of a few timings, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    air = standard_atmosphere()
    r, v, beta = bodies(BODIES)
    begin = time.perf_counter()
    drop(r[:, :1], v[:, :1], beta[:1], air)
    print(
        f"first call of the kernel (compiled, or read from its cache): {time.perf_counter() - begin:.2f} s\n"
    )
    truth = drop(r, v, beta, air, accuracy=1e-6)

    def error(lat: Floats, lon: Floats) -> float:
        n = lat.size
        return float(geodesic_inverse(truth.lat_deg[:n], truth.lon_deg[:n], lat, lon)[0].max())

    print(f"{'code':34}{'bodies':>8}{'bodies/s':>12}{'worst error, m':>16}")
    seconds = best(lambda: drop(r, v, beta, air))
    ours = drop(r, v, beta, air)
    print(
        f"{'downrange, one core':34}{BODIES:8}{BODIES / seconds:12,.0f}{error(ours.lat_deg, ours.lon_deg):16.1f}"
    )
    seconds = best(lambda: numpy_drop(r, v, beta, air))
    ends = numpy_drop(r, v, beta, air)
    print(f"{'numpy, Runge-Kutta 4 on arrays':34}{BODIES:8}{BODIES / seconds:12,.0f}{error(*ends):16.1f}")
    few = r[:, :SCIPY_BODIES], v[:, :SCIPY_BODIES], beta[:SCIPY_BODIES], air
    for method, rtol in (("RK45", 1e-4), ("RK45", 1e-5), ("DOP853", 1e-4), ("DOP853", 1e-5)):
        begin = time.perf_counter()
        ends = scipy_drop(*few, method=method, rtol=rtol, atol=1e-2)
        seconds = time.perf_counter() - begin
        name = f"scipy {method}, rtol {rtol:g}"
        print(f"{name:34}{SCIPY_BODIES:8}{SCIPY_BODIES / seconds:12,.0f}{error(*ends):16.1f}")


def piece(r: Floats, v: Floats, beta: Floats, start: int, stop: int) -> Floats:
    """Where and when the bodies start..stop-1 of a great many come down: (3, n)."""
    air = standard_atmosphere()
    fall = drop(r[:, start:stop], v[:, start:stop], beta[start:stop], air)
    return np.stack([fall.lat_deg, fall.lon_deg, fall.after_s])


def million() -> None:
    """A million bodies by different hands."""
    from distributed import Client, LocalCluster

    from downrange.kernel.executors import executor_on

    many = partial(piece, *bodies(MILLION))

    def timed(name: str, executor: Executor | None) -> Floats:
        map_spans(many, spans(2000, 1000), executor)  # so that each worker has compiled, or read its cache
        begin = time.perf_counter()
        ends = np.concatenate(map_spans(many, spans(MILLION, MILLION // 20), executor), axis=1)
        print(f"{name:34}{MILLION:8}{time.perf_counter() - begin:12.1f} s")
        return ends

    print()
    one = timed("one worker", None)
    with ThreadPoolExecutor(2) as threads:
        same = [np.array_equal(one, timed("two threads", threads))]
    with executor_on("processes:2") as processes:
        same.append(np.array_equal(one, timed("two processes", processes)))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        Client(cluster, set_as_default=False),
        executor_on(cluster.scheduler_address) as dask,
    ):
        same.append(np.array_equal(one, timed("Dask, two workers", dask)))
    print("the same bits" if all(same) else "NOT the same bits")


if __name__ == "__main__":
    main()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    million()
