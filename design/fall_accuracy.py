"""How well ascents and falls are told from public words: measured on the flights of ../shared/data/fall.

    python design/fall_accuracy.py fit|check|all

Four questions. "others": how far does a body fall, if the zones of the flight's other bodies, times, heights and
the orbit are known (leave one zone out), and "zones": the same of flights without known times? "events": how far,
from times, heights, the orbit and the azimuth of each zone only? "times": when do stages separate, from the zones
alone, of a vehicle of which nothing is known? Beside: the notified fall windows of H-IIB F7. What the model leaves
to choose (TILT_DEG, YAW_DEG, YAW_GROWS_DEG, SPEED_ERROR, COAST_POWER in `ascent.climb.parameters`; which public
figures make the classes of stages) was chosen on the half "fit". The half "check" was looked at once at the end of
each of two sessions, so it is no longer unseen.
"""

import sys
from dataclasses import replace
from time import perf_counter

import numpy as np
from fall_flights import TRUTHS, Flight, flights, unknown_vehicle

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.launch.fall.announced_ascents import FallThrough
from downrange.launch.fall.ballistic_fall import standard_sky
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.ascent_fit import fit_ascents

MEMBERS = 60
MIDDLE_SD = 0.05  # of a zone whose middle is the planned place (three with published plans agree within 2 km)
UNTOLD = 3.0  # sigma of the logarithm of a range that is not told
DROP = FallThrough(standard_sky())
H2B_WINDOWS_S = {"SRB-A": (330, 576), "Fairing": (576, 1416), "stage1": (816, 1776)}  # HYDROPAC 3435/18
Row = tuple[str, str, float, float, float, float]


def fitted(flight: Flight, known, vehicle=None) -> Ascents:  # type: ignore[no-untyped-def]
    return fit_ascents(
        vehicle or flight.vehicle, flight.pad, known, DROP, case=flight.name, seed=1, members=MEMBERS
    )


def ranges(flight: Flight, ascents: Ascents, body: str) -> np.ndarray:
    falls = ascents.falls[body]
    return np.asarray(geodesic_inverse(*flight.pad, falls.lat_deg, falls.lon_deg)[0]) / 1e3


def others(flight: Flight) -> list[Row]:
    """Leave one zone out, of flights whose times are known: its direction is told, its distance is not."""
    return _left_out(flight) if "timed" in flight.setup else []


def zones(flight: Flight) -> list[Row]:
    """The same of flights of which only the zones are known."""
    return [] if "timed" in flight.setup else _left_out(flight)


def _left_out(flight: Flight) -> list[Row]:
    rows = []
    for left in flight.landed if len(flight.landed) > 1 else ():
        told = tuple(
            replace(body, range_sd=UNTOLD if body is left else min(body.range_sd, MIDDLE_SD))
            for body in flight.landed
        )
        known = flight.known(told, times=True)
        rows.append(_row(flight, left.body, ranges(flight, fitted(flight, known), left.body), left.range_km))
    return rows


def events(flight: Flight) -> list[Row]:
    """Times, heights, the orbit and the azimuths; no range."""
    if "timed" not in flight.setup:
        return []
    blind = tuple(replace(body, range_sd=UNTOLD) for body in flight.landed)
    ascents = fitted(flight, flight.known(blind, times=True))
    return [_row(flight, b.body, ranges(flight, ascents, b.body), b.range_km) for b in flight.landed]


def times(flight: Flight) -> list[Row]:
    """The zones and the orbit only, and a vehicle of which nothing is known."""
    if flight.name not in TRUTHS:
        return []
    vehicle, landed = unknown_vehicle(flight)
    ascents = fitted(flight, flight.known(landed, times=False), vehicle)
    return [
        _row(flight, m, ascents.events[m], t) for m, t in TRUTHS[flight.name].items() if m in ascents.events
    ]


def _row(flight: Flight, what: str, found: np.ndarray, true: float) -> Row:
    p05, median, p95 = np.nanpercentile(found, [5, 50, 95])
    return flight.name, what, true, float(p05), float(median), float(p95)


def summary(question: str, rows: list[Row]) -> str:
    off = np.array([abs(median / true - 1.0) for _, _, true, _, median, _ in rows])
    held = sum(p05 <= true <= p95 for _, _, true, p05, _, p95 in rows)
    bias = np.median([median / true - 1.0 for _, _, true, _, median, _ in rows])
    return (
        f"{question:7} {len(rows):2} figures  median {np.median(off):6.1%}  80th {np.percentile(off, 80):6.1%}  "
        f"held {held}/{len(rows)} = {held / len(rows):.0%}  bias {bias:+.1%}"
    )


def measured(
    half: str, questions: tuple[str, ...] = ("others", "zones", "events", "times")
) -> dict[str, list[Row]]:
    asked = {"others": others, "zones": zones, "events": events, "times": times}
    chosen = [flight for flight in flights() if half in ("all", flight.half)]
    return {question: [row for flight in chosen for row in asked[question](flight)] for question in questions}


def main() -> int:
    half = sys.argv[1] if len(sys.argv) > 1 else "fit"
    started = perf_counter()
    found = measured(half)
    for question, rows in found.items():
        print(question)
        for name, what, true, p05, median, p95 in rows:
            held = "" if p05 <= true <= p95 else "  not held"
            spread = f"{median:7.0f} [{p05:6.0f} {p95:6.0f}] {median / true - 1:+7.1%}"
            print(f"  {name:14} {what:20} {true:7.0f} {spread}{held}")
    print("targets: others median 3 %, 80th 8 %; events 12 %, 22 %; held 85 to 95 % of each")
    for question, rows in found.items():
        if rows:
            print(summary(question, rows))
    for flight in flights():
        if flight.name == "h2b-f7" and half in ("all", flight.half):
            ascents = fitted(flight, flight.known(flight.landed, times=False))
            for body, (first, last) in H2B_WINDOWS_S.items():
                p05, p50, p95 = np.nanpercentile(ascents.falls[body].after_liftoff_s, [5, 50, 95])
                print(
                    f"H-IIB F7 {body:8} falls {p50:5.0f} s [{p05:5.0f} {p95:5.0f}], notified {first} to {last} s"
                )
    print(f"{half}: {perf_counter() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
