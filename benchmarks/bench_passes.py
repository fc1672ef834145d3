"""Passes over places: Downrange beside sgp4-predict and Skyfield, the same passes in one run.

Case 1: one satellite, 100 places, 30 days. Case 2: 1000 satellites, one place, one day. Minimum elevation 10
deg, WGS84 places, no refraction. Propagators are built before the clock starts, except Downrange's own, which
builds them inside. A pass is missed if no pass of the other list overlaps it; "edge" misses are cut by the
window and left out by convention. sgp4-predict returns no culminations and takes WGS84 for SGP4's constants.
Run as ``taskset -c 0 python benchmarks/bench_passes.py`` for one core.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import sgp4_predict
from sgp4.api import WGS72, Satrec
from sgp4.exporter import export_tle
from skyfield.api import EarthSatellite, load, wgs84

from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.passes import find_passes

ROUNDS = 3
WIDTHS = (8, 10, 20, 18, 28)
MIN_ELEVATION_DEG = 10.0
MALLIGYONG_LIKE = (
    "1 58400U 23179A   23339.00000000  .00000000  00000-0  19000-3 0  9992",
    "2 58400  97.4300   5.0000 0017000 200.0000 160.0000 15.21000000  1004",
)
Span = tuple[float, float]
Found = dict[tuple[int, int], list[Span]]  # (satellite, place) -> rise and set, seconds from the start


@dataclass(frozen=True)
class Case:
    name: str
    tles: list[tuple[str, str]]
    places: list[tuple[float, float]]
    start: datetime
    end: datetime


def case_1() -> Case:
    draw = np.random.default_rng(5)
    lat = np.degrees(np.arcsin(draw.uniform(-0.98, 0.98, 100)))
    lon = draw.uniform(-180, 180, 100)
    start = datetime(2023, 12, 5, tzinfo=UTC)
    places = list(zip(lat.tolist(), lon.tolist(), strict=True))
    return Case(
        "1 satellite x 100 places x 30 d", [MALLIGYONG_LIKE], places, start, start + timedelta(days=30)
    )


def case_2() -> Case:
    """Low orbits drawn as in a catalogue of constellations, sun-synchronous, navigation-test and low
    objects."""
    draw = np.random.default_rng(1)
    families = [
        (0.55, lambda: draw.normal(550, 20), (43, 53, 53.2, 70, 97.6), 0.05),
        (0.25, lambda: draw.normal(800, 100), (65, 74, 82.9, 98.6, 99), 0.5),
        (0.12, lambda: draw.normal(1200, 150), (50, 66, 87.9, 99), 0.3),
        (0.08, lambda: draw.uniform(380, 520), (30, 45, 51.6, 97.4), 0.2),
    ]
    tles: list[tuple[str, str]] = []
    while len(tles) < 1000:
        _, height, inclinations, spread = families[draw.choice(4, p=[share for share, *_ in families])]
        a_km = 6371 + height()
        e = min(abs(draw.normal(0, 0.004)), 0.05)
        if a_km * (1 - e) - 6371 < 330:
            continue
        satellite = Satrec()
        satellite.sgp4init(
            WGS72, "i", 10000 + len(tles), 27002 + draw.uniform(-1, 0), 10 ** draw.uniform(-5.3, -3.3), 0, 0, e,
            draw.uniform(0, 2 * np.pi), np.radians(draw.choice(inclinations) + draw.normal(0, spread)),
            draw.uniform(0, 2 * np.pi), 60 * np.sqrt(398600.8 / a_km**3), draw.uniform(0, 2 * np.pi),
        )  # fmt: skip
        if satellite.sgp4(satellite.jdsatepoch, satellite.jdsatepochF + 2)[0] == 0:
            tles.append(export_tle(satellite))
    start = datetime(2023, 12, 6, tzinfo=UTC)
    return Case("1000 satellites x 1 place x 1 d", tles, [(37.57, 126.98)], start, start + timedelta(days=1))


def downrange_run(case: Case) -> Callable[[], Found]:
    elements = read_elements("\n".join(line for tle in case.tles for line in tle))
    places = [GroundPlace(str(k), lat, lon) for k, (lat, lon) in enumerate(case.places)]
    satellite_of = {int(line_1[2:7]): k for k, (line_1, _) in enumerate(case.tles)}

    def run() -> Found:
        found: Found = {}
        for p in find_passes(elements, places, case.start, case.end, MIN_ELEVATION_DEG):
            span = ((p.rise - case.start).total_seconds(), (p.set - case.start).total_seconds())
            found.setdefault((satellite_of[p.norad], int(p.place)), []).append(span)
        return found

    return run


def sgp4_predict_run(case: Case) -> Callable[[], Found]:
    satellites = [sgp4_predict.Predictor.from_tle(sgp4_predict.Tle("x", *tle)) for tle in case.tles]
    places = [sgp4_predict.GeodeticPoint(lat, lon, 0.0) for lat, lon in case.places]
    window = sgp4_predict.Interval(case.start, case.end)

    def run() -> Found:
        return {
            (i, k): [
                ((t.start - case.start).total_seconds(), (t.end - case.start).total_seconds())
                for t in satellite.transits_iter(
                    place, window, MIN_ELEVATION_DEG, skip_leading_partial=False, clamp_to_interval=True
                )
            ]
            for i, satellite in enumerate(satellites)
            for k, place in enumerate(places)
        }

    return run


def skyfield_run(case: Case) -> Callable[[], Found]:
    scale = load.timescale(builtin=True)
    satellites = [EarthSatellite(*tle, ts=scale) for tle in case.tles]
    places = [wgs84.latlon(lat, lon) for lat, lon in case.places]
    start, end = scale.from_datetime(case.start), scale.from_datetime(case.end)
    span_s = (case.end - case.start).total_seconds()

    def run() -> Found:
        found: Found = {}
        for i, satellite in enumerate(satellites):
            for k, place in enumerate(places):
                times, events = satellite.find_events(place, start, end, MIN_ELEVATION_DEG)
                rise, spans = 0.0, []
                for t, event in zip(((times.tt - start.tt) * 86400).tolist(), events.tolist(), strict=True):
                    if event == 0:
                        rise = t
                    elif event == 2:
                        spans.append((rise, t))
                        rise = span_s
                if len(events) and events[-1] != 2:
                    spans.append((rise, span_s))
                found[i, k] = spans
        return found

    return run


def compare(found: Found, reference: Found, span_s: float) -> tuple[int, int, list[float]]:
    """Interior and edge passes of `reference` that `found` lacks, and differences of interior edges in ms."""
    interior = edge = 0
    differences: list[float] = []
    for pair, spans in reference.items():
        others = found.get(pair, [])
        for rise, down in spans:
            twin = next((other for other in others if other[0] < down + 5 and other[1] > rise - 5), None)
            cut = rise < 1 or down > span_s - 1
            if twin is None:
                interior, edge = interior + (not cut), edge + cut
            elif not cut:
                differences += [1e3 * abs(twin[0] - rise), 1e3 * abs(twin[1] - down)]
    return interior, edge, differences


def main() -> None:
    contestants = {"downrange": downrange_run, "sgp4-predict": sgp4_predict_run, "skyfield": skyfield_run}
    for case in (case_1(), case_2()):
        runs = {name: prepare(case) for name, prepare in contestants.items()}
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        found: dict[str, Found] = {}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                began = time.perf_counter()
                found[name] = run()
                seconds[name].append(time.perf_counter() - began)
        ours, span_s = found["downrange"], (case.end - case.start).total_seconds()
        print(f"\n{case.name}: {sum(map(len, ours.values()))} passes")
        heads = ("best s", "median s", "it lacks of ours", "we lack of its", "apart, ms median/p99/max")
        print(f"{'':14}" + "".join(f"{head:>{wide}}" for head, wide in zip(heads, WIDTHS, strict=True)))
        for name in runs:
            lacks, lacks_edge, apart = compare(found[name], ours, span_s)
            we_lack, we_lack_edge, _ = compare(ours, found[name], span_s)
            times = f"{np.median(apart):.1f} / {np.percentile(apart, 99):.1f} / {max(apart):.1f}"
            best, middle = f"{min(seconds[name]):.3f}", f"{statistics.median(seconds[name]):.3f}"
            cells = (best, middle, f"{lacks} + {lacks_edge} edge", f"{we_lack} + {we_lack_edge} edge", times)
            print(f"{name:14}" + "".join(f"{cell:>{wide}}" for cell, wide in zip(cells, WIDTHS, strict=True)))


if __name__ == "__main__":
    main()
