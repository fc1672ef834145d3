"""Is the fit of ascents calibrated? Truths drawn from its own priors, observed with noise, fitted again.

    python design/ascent_calibration.py --flights FILE.json [--flight NAME] [--truths N] [--json]

Of a flight's setup (fall_flights.py) ascents are drawn from the priors until enough of them end near an orbit; each
is observed as the real flight is (times, heights, the direction of falls, height and speed of the orbit), with noise,
and fitted. How often does the range of each body lie in the fitted 5 to 95 %, and how far off is the median? This has
nothing to do with real flights: it shows what such data can give at best if vehicles vary as the priors say, and
whether the sampler is calibrated (Cook, Gelman, Rubin, "Validation of software for Bayesian models using posterior
quantiles", 2006).

Of h2a-f39 with 40 truths (27 November 2026): held 95, 95 and 82 % (SRB-A, fairing, stage 1), medians off by 30, 12
and 11 %. So the sampler is calibrated within what 40 truths can show (90 +- 5 %), and times and the orbit alone give
a range no better than that as long as stages vary as their classes do: heights or figures of the vehicle would.
"""

import sys
from dataclasses import replace

import numpy as np

from downrange.earth.constants import OMEGA_RAD_S
from downrange.earth.ellipsoid import ecef_m_to_geodetic, geodesic_inverse
from downrange.kernel.arrays import Floats
from downrange.launch.trajectory.ascent_fit import fit_ascents
from downrange.launch.trajectory.ascent_parameters import flight_parameters, parameter_count
from downrange.launch.trajectory.flight_events import INSERTION
from downrange.launch.trajectory.observations import (
    EventHeight,
    EventTime,
    Insertion,
    Observations,
    ObservedFall,
)
from downrange.launch.trajectory.residuals import HEATING_LOG_SD, Problem, fallen, fly, heating, problem_of
from fall_accuracy import DROP, FLIGHTS, UNTOLD, ranges
from fall_flights import Flight, flights
from measurement import Row, answer, arguments, files, quantile, require, share

MEMBERS, AT_ONCE, SEED = 40, 4000, 5
ORBIT_KM, ORBIT_M_S, CLIMB_M_S = (200.0, 1000.0), (7200.0, 8000.0), 80.0  # a truth ends within these


def orbit_of(state: Floats) -> tuple[Floats, Floats, Floats]:
    """Height (km), inertial speed and climb (m/s) of states (6, N)."""
    r, v = state[:3], state[3:]
    inertial = v + OMEGA_RAD_S * np.stack([-r[1], r[0], np.zeros(r.shape[1])])
    climb = (r * v).sum(axis=0) / np.linalg.norm(r, axis=0)
    return ecef_m_to_geodetic(r)[2] / 1e3, np.linalg.norm(inertial, axis=0), climb


def truths(problem: Problem, count: int, rng: np.random.Generator) -> Floats:
    """Draws z (K, count) from the priors whose ascent ends near an orbit."""
    kept: list[Floats] = []
    while sum(z.shape[1] for z in kept) < count:
        z = rng.standard_normal((parameter_count(problem.vehicle), AT_ONCE))
        at = fly(problem, flight_parameters(problem.vehicle, problem.known, z))[2]
        height, speed, climb = orbit_of(at[INSERTION])
        near = (height > ORBIT_KM[0]) & (height < ORBIT_KM[1]) & (abs(climb) < CLIMB_M_S)
        near &= (speed > ORBIT_M_S[0]) & (speed < ORBIT_M_S[1])
        for part in problem.vehicle.parts:  # the bound on heating is part of what the fit supposes
            if part.is_fairing:
                near &= rng.random(AT_ONCE) < np.exp(
                    -0.5 * (heating(problem, at[part.event]) / HEATING_LOG_SD) ** 2
                )
        kept.append(z[:, near])
    return np.concatenate(kept, axis=1)[:, :count]


def told(
    flight: Flight, problem: Problem, z: Floats, rng: np.random.Generator
) -> tuple[Observations, dict[str, float]]:
    """What would be known of the ascent z (K, 1), with noise; and the true range of each body, km."""
    asked = problem.known
    ascent = flight_parameters(problem.vehicle, asked, z)
    at = fly(problem, ascent)[2]

    def heard(value: float, sd: float) -> float:
        return float(value + sd * rng.standard_normal())

    def height_km(moment: str) -> float:
        return float(ecef_m_to_geodetic(at[problem.events[moment]][:3])[2][0]) / 1e3

    when = {name: ascent.events[event][0] for name, event in problem.events.items()}
    timed = tuple(EventTime(t.moment, heard(when[t.moment], t.sd_s), t.sd_s) for t in asked.timed)
    heights = tuple(
        EventHeight(h.moment, heard(height_km(h.moment), h.sd_km), h.sd_km) for h in asked.heights
    )
    landed, true = [], {}
    for body in asked.landed:
        falls = fallen(problem, ascent, at, body.body)
        reach_m, azimuth, _ = geodesic_inverse(*flight.pad, falls.lat_deg, falls.lon_deg)
        true[body.body] = float(reach_m[0]) / 1e3
        azimuth_deg = heard(float(azimuth[0]), body.azimuth_sd_deg)
        landed.append(ObservedFall(body.body, true[body.body], UNTOLD, azimuth_deg, body.azimuth_sd_deg))
    orbit = asked.insertion
    if orbit:
        height, speed, _ = (float(each[0]) for each in orbit_of(at[INSERTION]))
        told_m_s = heard(speed, orbit.speed_sd_m_s)
        orbit = Insertion(heard(height, orbit.sd_km), orbit.sd_km, told_m_s, orbit.speed_sd_m_s)
    return replace(asked, timed=timed, heights=heights, landed=tuple(landed), insertion=orbit), true


def rows_of(flight: Flight, count: int) -> list[Row]:
    """One row a truth and body: the true range, and the range that was fitted."""
    blind = tuple(replace(body, range_sd=UNTOLD) for body in flight.landed)
    problem = problem_of(flight.vehicle, flight.pad, flight.known(blind, times=True), DROP)
    rng = np.random.default_rng(SEED)
    drawn = truths(problem, count, rng)
    rows = []
    for k in range(drawn.shape[1]):
        known, true = told(flight, problem, drawn[:, [k]], rng)
        if not np.isfinite(list(true.values())).all():
            continue  # a body that stays aloft has no range
        ascents = fit_ascents(
            flight.vehicle, flight.pad, known, DROP, case=f"truth {k}", seed=1, members=MEMBERS
        )
        for body, km in true.items():
            low, middle, high = map(float, np.nanpercentile(ranges(flight, ascents, body), [5, 50, 95]))
            rows.append({
                "truth": k, "body": body, "true_km": km, "p05_km": low, "median_km": middle, "p95_km": high,
                "held": low <= km <= high,
            })  # fmt: skip
    return rows


def figures_of(rows: list[Row]) -> Row:
    """By body: truths, the share inside 5 to 95 %, the median of the relative error."""
    found: Row = {}
    for body in dict.fromkeys(row["body"] for row in rows):
        some = [row for row in rows if row["body"] == body]
        found[f"{body} truths"] = len(some)
        found[f"{body} held"] = share(sum(row["held"] for row in some), len(some))
        found[f"{body} off"] = quantile([abs(row["median_km"] / row["true_km"] - 1) for row in some], 0.5)
    return found


def line(row: Row) -> str:
    held = "" if row["held"] else "  not held"
    spread = f"{row['median_km']:7.0f} [{row['p05_km']:6.0f} {row['p95_km']:6.0f}]"
    return f"{row['truth']:3} {row['body']:12} {row['true_km']:7.0f} {spread}{held}"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--flights", FLIGHTS, "flights with zones, ranges, events")
    parser.add_argument("--flight", default="h2a-f39", metavar="NAME")
    parser.add_argument("--truths", type=int, default=40, metavar="N")
    given = parser.parse_args(words)
    require(parser, given, "--flights")
    some = [one for path in given.flights for one in flights(path) if one.name == given.flight]
    if not some:
        parser.error(f"there is no flight {given.flight} with a setup")
    rows = rows_of(some[0], given.truths)
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
