"""How well ascents and falls follow from public figures: measured on flights with known falls.

    python design/fall_accuracy.py --flights FILE.json [--zones FILE.json] [--half fit|check|all] [--questions ...]
                                   [--on-file] [--noticed] [--members N] [--json]

The file holds ``flights``: ``id``, ``site`` (lat, lon), ``zones`` (object, polygon_latlon), ``events``, ``orbit``,
``published_drop_range_km``, as ../shared/data/fall/flights.json; --zones adds the rings of North Korean notices to
that one. How a flight becomes a setup of a fit: fall_flights.py; figures of setups by rule are marked "derived".

--noticed adds flights of which notices gave the zones and nothing the times (fall_notices.py). --on-file takes the
vehicle on file (`data/vehicles.toml`) instead of classes and leaves out the flights of others: run both, compare.

Questions. "others": how far does a body fall, if the zones of the flight's other bodies, times, heights and the orbit
are known (leave one zone out), and "zones": the same of flights without known times? "events": how far, from times,
heights, the orbit and the azimuth of each zone only? "times": when do stages separate, from the zones alone, of a
vehicle of which nothing is known? "alone": how far, from the azimuth of each zone, the orbit and the vehicle only?
"windows": the notified fall windows of H-IIB F7. What the model leaves to choose
(TILT_DEG, YAW_DEG, YAW_GROWS_DEG, SPEED_ERROR, COAST_POWER in `launch/trajectory/ascent_parameters`; which public
figures make the classes of stages) was chosen on the half "fit". The half "check" was looked at once at the end of
each of two sessions, so it is no longer unseen. Aims: others median 3 %, 80th percentile 8 %; events 12 and 22 %;
85 to 95 % held of each.
"""

import sys
from dataclasses import replace

import numpy as np

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.kernel.arrays import Floats
from downrange.launch.fall.announced_ascents import ImpactModel
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.trajectory.ascent_ensemble import Ascents
from downrange.launch.trajectory.ascent_fit import fit_ascents
from downrange.launch.trajectory.observations import Observations
from downrange.launch.trajectory.vehicle import Vehicle
from fall_flights import TRUTHS, Flight, flight_of, flights, unknown_vehicle
from fall_notices import noticed
from measurement import Row, answer, archives, arguments, files, quantile, require, share

FLIGHTS = archives("fall/flights.json")
ZONES = archives("notices/dprk_zones.json")
NOTICES = archives("notices/dev.jsonl")
GCAT_FILES = "orbits/satcat/gcat_launchlog_*.gz", "orbits/satcat/gcat_psatcat_*.gz"
GCAT = archives(*GCAT_FILES)
MEMBERS = 60
MIDDLE_SD = 0.05  # of a zone whose middle is the planned place (three with published plans agree within 2 km)
UNTOLD = 3.0  # sigma of the logarithm of a range that is not told
DROP = ImpactModel(standard_atmosphere())
H2B_WINDOWS_S = {"SRB-A": (330, 576), "Fairing": (576, 1416), "stage1": (816, 1776)}  # HYDROPAC 3435/18


def fitted(flight: Flight, known: Observations, vehicle: Vehicle | None = None) -> Ascents:
    return fit_ascents(
        vehicle or flight.vehicle, flight.pad, known, DROP, case=flight.name, seed=1, members=flight.members
    )


def ranges(flight: Flight, ascents: Ascents, body: str) -> Floats:
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


def alone(flight: Flight) -> list[Row]:
    """The azimuths, the orbit and the vehicle; no time, no height, no range."""
    blind = tuple(replace(body, range_sd=UNTOLD) for body in flight.landed)
    ascents = fitted(flight, flight.known(blind, times=False))
    return [_row(flight, b.body, ranges(flight, ascents, b.body), b.range_km) for b in flight.landed]


def times(flight: Flight) -> list[Row]:
    """The zones and the orbit only, and a vehicle of which nothing is known."""
    if flight.name not in TRUTHS or not flight.by_hand:
        return []
    vehicle, landed = unknown_vehicle(flight)
    ascents = fitted(flight, flight.known(landed, times=False), vehicle)
    when = {event.name: at_s for event, at_s in ascents.events.items()}
    return [_row(flight, m, when[m], t) for m, t in TRUTHS[flight.name].items() if m in when]


def _row(flight: Flight, what: str, found: Floats, true: float) -> Row:
    p05, median, p95 = map(float, np.nanpercentile(found, [5, 50, 95]))
    return {
        "flight": flight.name,
        "by_hand": flight.by_hand,
        "half": flight.half,
        "what": what,
        "true": true,
        "p05": p05,
        "median": median,
        "p95": p95,
        "held": bool(p05 <= true <= p95),
    }


def windows(flight: Flight) -> list[Row]:
    """When the bodies of H-IIB F7 fall, beside the windows that were notified for them."""
    if flight.name != "h2b-f7" or not flight.by_hand:
        return []
    ascents = fitted(flight, flight.known(flight.landed, times=False))
    rows = []
    for body, (first, last) in H2B_WINDOWS_S.items():
        row = _row(flight, body, ascents.falls[body].after_liftoff_s, (first + last) / 2)
        rows.append({**row, "first_s": first, "last_s": last, "held": first <= row["median"] <= last})
    return rows


QUESTIONS = {
    "others": others,
    "zones": zones,
    "events": events,
    "alone": alone,
    "times": times,
    "windows": windows,
}


def figures_of(rows: list[Row]) -> Row:
    """By question: the error of the median relative to the truth, how many are inside 5 to 95 %, the bias."""
    found: Row = {}
    for question, by_hand in dict.fromkeys((row["question"], row["by_hand"]) for row in rows):
        some = [row for row in rows if (row["question"], row["by_hand"]) == (question, by_hand)]
        name, off = (
            f"{'' if by_hand else 'derived '}{question}",
            [row["median"] / row["true"] - 1 for row in some],
        )
        found[f"{name} figures"], found[f"{name} median"] = len(some), quantile(map(abs, off), 0.5)
        found[f"{name} p80"], found[f"{name} bias"] = quantile(map(abs, off), 0.8), quantile(off, 0.5)
        found[f"{name} width"] = quantile((row["p95"] / row["p05"] for row in some), 0.5)
        found[f"{name} held"] = share(sum(row["held"] for row in some), len(some))
    return found


def line(row: Row) -> str:
    spread = (
        f"{row['median']:7.0f} [{row['p05']:6.0f} {row['p95']:6.0f}] {row['median'] / row['true'] - 1:+7.1%}"
    )
    held = "" if row["held"] else "  not held"
    return f"{row['question']:8}{row['flight']:14} {row['what']:20} {row['true']:7.0f} {spread}{held}"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--flights", FLIGHTS, "flights with zones, ranges, events")
    files(parser, "--zones", ZONES, "rings of North Korean notices")
    parser.add_argument("--questions", nargs="*", choices=QUESTIONS, default=list(QUESTIONS))
    parser.add_argument(
        "--on-file", action="store_true", help="vehicles on file instead of classes of stages"
    )
    parser.add_argument(
        "--noticed", action="store_true", help="flights of which notices gave the zones as well"
    )
    parser.add_argument("--members", type=int, default=MEMBERS, metavar="N", help="ascents of a fit")
    given = parser.parse_args(words)
    require(parser, given, "--flights")
    if given.noticed and not (NOTICES and len(GCAT) == len(GCAT_FILES)):
        parser.error(
            "--noticed takes ../shared/data/notices and orbits/satcat, which are not beside this checkout"
        )
    korean = given.zones[0] if given.zones and given.flights == FLIGHTS else None
    some = [flight for path in given.flights for flight in flights(path, korean)]
    some += [flight_of(*one) for one in noticed(NOTICES, *GCAT)] if given.noticed else []
    some = [replace(flight, members=given.members) for flight in some]
    if given.on_file:
        some = [replace(flight, vehicle=flight.on_file) for flight in some if flight.on_file]
    rows = [
        {"question": question, **row}
        for question in given.questions
        for flight in some
        if given.half in ("all", flight.half)
        for row in QUESTIONS[question](flight)
    ]
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
