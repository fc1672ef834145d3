"""Priors of the ascent chosen inside the fold: a figure for each flight from the flights that are not it.

    python design/fall_priors.py [--settings NAME...] [--noticed] [--members N] [--cache FILE.jsonl] [--json]

Each knob is a prior with the values that it may take, the first being that of the code ("hydrogen shares": the pairs
of HYDROGEN, the last being that of the code until November 2026). A setting turns one knob; of
each flight that the knob touches the ranges are forecast (leave one zone out, and from events: fall_accuracy.py), and
every forecast is kept in the cache, for a run takes long. In the fold of a flight each knob takes the value with the
least mean error |ln(median / true)| over the rows of the *other* flights; flights of one vehicle leave the fold
together, for sister flights share their figures. What comes out is the error of the flight at the values so chosen,
as if knobs did not act on each other, and how often each value was chosen.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np

import downrange.launch.trajectory.vehicles_on_file as filed
from downrange.launch.trajectory.vehicle import STAGE_CLASSES
from fall_accuracy import FLIGHTS, GCAT, NOTICES, QUESTIONS, ZONES
from fall_flights import FAIRING, Flight, flight_of, flights
from fall_notices import noticed
from measurement import Row, answer, arguments, files, quantile, require, say, share

SHARES = {"solid first share": "solid first"}
HYDROGEN = (
    (0.64, 0.65),
    (0.655, 0.65),
    (0.655, 0.62),
    (0.68, 0.58),
)  # shares of a core and of a boosted phase
KNOBS: dict[str, tuple[float, ...]] = {
    "hydrogen shares": (0, 1, 2, 3),
    "solid first share": (0.65, 0.69, 0.63),
    "fairing heights": (0, 1),
    "class spread": (1, 0.7),
}
IMPULSE_ERRORS = (0.0, 0.03, 0.05, 0.08)  # of vehicles on file, beyond what is stated
LIQUID_SHARES = (0.92, 1.0, 0.85)  # of the impulse of vehicles on file with liquid strap-ons
ON_FILE, ON_FILE_HEIGHTS = "on file", "on file and fairing heights"  # the vehicles on file instead of classes
LIQUID_BOOSTERS = "on file, liquid boosters"
ASKED = ("others", "zones", "events")


@contextmanager
def priors(knob: str, value: float) -> Iterator[None]:
    """The code's priors with one knob turned; all others at their first value."""
    kept = dict(STAGE_CLASSES)
    of_file = filed.IMPULSE_ERROR, filed.LIQUID_BOOSTERS
    filed.IMPULSE_ERROR = {ON_FILE: 0.0, ON_FILE_HEIGHTS: value}.get(knob, filed.IMPULSE_ERROR)
    filed.LIQUID_BOOSTERS = value if knob == LIQUID_BOOSTERS else filed.LIQUID_BOOSTERS
    at = {name: values[0] for name, values in KNOBS.items()} | ({knob: value} if knob in KNOBS else {})
    shares = {
        "core": HYDROGEN[int(at["hydrogen shares"])][0],
        "boosted": HYDROGEN[int(at["hydrogen shares"])][1],
    }
    shares |= {kind: at[name] for name, kind in SHARES.items()}
    try:
        for kind, middle in shares.items():
            figure = replace(STAGE_CLASSES[kind].propellant_fraction, median=middle)
            STAGE_CLASSES[kind] = replace(STAGE_CLASSES[kind], propellant_fraction=figure)
        for kind, phase in STAGE_CLASSES.items():
            narrowed = {
                field: replace(figure, stated_sd=figure.sd * at["class spread"])
                for field in ("propellant_fraction", "isp_s", "log_thrust_to_weight", "decline")
                for figure in [getattr(phase, field)]
            }
            STAGE_CLASSES[kind] = replace(phase, **narrowed)
        yield
    finally:
        STAGE_CLASSES.update(kept)
        filed.IMPULSE_ERROR, filed.LIQUID_BOOSTERS = of_file


def touched(knob: str, flight: Flight) -> bool:
    """Whether a knob can change a forecast of the flight."""
    kinds = {stage["class"] for stage in flight.setup["stages"]}
    if knob == "hydrogen shares":
        return "core" in kinds
    if knob in SHARES:
        return SHARES[knob] in kinds
    if knob == "fairing heights":
        heights = flight.setup.get("heights", {})
        return FAIRING not in heights and any(part.is_fairing for part in flight.vehicle.parts)
    return True


def liquid(flight: Flight) -> bool:
    """Whether the vehicle on file has liquid strap-ons."""
    first = filed.filed_phases(filed.find_vehicle(flight.setup["file"]))[0]
    return filed.is_liquid(first)


def settings() -> list[tuple[str, float]]:
    """The priors that are compared against first, then each knob at each other value; last the vehicles on file."""
    return [
        ("default", 0.0),
        *[(k, v) for k, values in KNOBS.items() for v in values[1:]],
        (ON_FILE, 0.0),
        *[(ON_FILE_HEIGHTS, x) for x in IMPULSE_ERRORS],
        *[(LIQUID_BOOSTERS, x) for x in LIQUID_SHARES],
    ]


def all_flights(given_noticed: bool, members: int) -> list[Flight]:
    found = [
        flight for path in FLIGHTS for flight in flights(path, ZONES[0] if ZONES else None) if flight.by_hand
    ]
    if given_noticed:
        found = [flight_of(*one) for one in noticed(NOTICES, *GCAT)]
    return [replace(flight, members=members) for flight in found]


def measured(flight: Flight, knob: str, value: float, asked: tuple[str, ...]) -> list[Row]:
    if knob in (ON_FILE, ON_FILE_HEIGHTS, LIQUID_BOOSTERS):
        if flight.on_file is None or (knob == LIQUID_BOOSTERS and not liquid(flight)):
            return []
        vehicle = replace(flight.on_file, usual_heights=knob != ON_FILE)
        flight = replace(flight, vehicle=vehicle)
    elif knob == "fairing heights" and value:
        flight = replace(flight, vehicle=replace(flight.vehicle, usual_heights=True))
    return [{"question": question, **row} for question in asked for row in QUESTIONS[question](flight)]


def error(row: Row) -> float:
    return abs(log(row["median"] / row["true"]))


def chosen(rows: Mapping[tuple[str, float], list[Row]], flight: str, vehicle: str, knob: str) -> float:
    """The value of a knob that is best on the flights of other vehicles that it touches; the code's if equal."""
    best, least = KNOBS[knob][0], np.inf
    names = {row["flight"] for value in KNOBS[knob][1:] for row in rows.get((knob, value), [])}
    for value in KNOBS[knob]:
        some = rows.get(("default", 0.0) if value == KNOBS[knob][0] else (knob, value), [])
        others = [
            row
            for row in some
            if row["flight"] in names and row["vehicle"] != vehicle and row["flight"] != flight
        ]
        if knob == "class spread":
            held = share(sum(row["held"] for row in others), len(others)) or 0.0
            if held >= 0.9 and value < best:
                best = value
            continue
        mean = float(np.mean([error(row) for row in others])) if others else np.inf
        if mean < least - 1e-9:
            best, least = value, mean
    return best


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--flights", FLIGHTS, "flights with zones, ranges, events")
    parser.add_argument(
        "--settings", nargs="*", default=None, metavar="NAME", help="knobs, default, on file; all"
    )
    parser.add_argument("--noticed", action="store_true", help="the flights known from notices alone instead")
    parser.add_argument("--asked", nargs="*", choices=QUESTIONS, default=list(ASKED))
    parser.add_argument("--members", type=int, default=24, metavar="N")
    parser.add_argument("--cache", type=Path, default=None, metavar="FILE.jsonl")
    given = parser.parse_args(words)
    require(parser, given, "--flights")
    cached = {}
    if given.cache and given.cache.exists():
        for line in given.cache.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            cached[one["flight"], one["knob"], one["value"], one["question"]] = one["rows"]
    rows: dict[tuple[str, float], list[Row]] = {}
    for knob, value in settings():
        if given.settings is not None and knob not in given.settings:
            continue
        with priors(knob, value):
            for flight in all_flights(given.noticed, given.members):
                if knob in KNOBS and not touched(knob, flight):
                    continue
                for question in given.asked:
                    key = flight.name, knob, value, question
                    if key not in cached:
                        cached[key] = measured(flight, knob, value, (question,))
                        if given.cache:
                            one = dict(zip(("flight", "knob", "value", "question"), key, strict=True))
                            with given.cache.open("a", encoding="utf-8") as out:
                                out.write(json.dumps({**one, "rows": cached[key]}) + "\n")
                    vehicle = flight.setup.get("file", flight.name)
                    rows.setdefault((knob, value), []).extend({**r, "vehicle": vehicle} for r in cached[key])
        say(given, f"{knob} {value:g}: done")
    return answer(given, [r for some in rows.values() for r in some], _figures(rows), None)


def _figures(rows: Mapping[tuple[str, float], list[Row]]) -> Row:
    """By setting: rows, median and 80th percentile of the error on the flights that it touches, beside the code's."""
    found: Row = {}
    base = {(r["flight"], r["question"], r["what"]): r for r in rows.get(("default", 0.0), [])}
    for (knob, value), some in rows.items():
        name = f"{knob} {value:g}"
        same = [base[k] for r in some if (k := (r["flight"], r["question"], r["what"])) in base]
        for label, each in (("", some), (" (code)", same)):
            found[f"{name}{label} rows"] = len(each)
            found[f"{name}{label} median"] = quantile([abs(r["median"] / r["true"] - 1) for r in each], 0.5)
            found[f"{name}{label} p80"] = quantile([abs(r["median"] / r["true"] - 1) for r in each], 0.8)
            found[f"{name}{label} held"] = share(sum(r["held"] for r in each), len(each))
            found[f"{name}{label} width"] = quantile([r["p95"] / r["p05"] for r in each], 0.5)
    folded: list[tuple[Row, Row]] = []
    values: dict[str, list[float]] = {}
    for key, row in base.items():
        best = row
        for knob in KNOBS:
            value = chosen(rows, row["flight"], row["vehicle"], knob)
            values.setdefault(knob, []).append(value)
            turned = {(r["flight"], r["question"], r["what"]): r for r in rows.get((knob, value), [])}
            if key in turned and knob != "class spread":
                shift = turned[key]["median"] / row["median"]
                best = {**best, "median": best["median"] * shift}
        folded.append((row, best))
    if folded:
        for label, number in (("code", 0), ("fold", 1)):
            off = [abs(pair[number]["median"] / pair[number]["true"] - 1) for pair in folded]
            found[f"{label} median"], found[f"{label} p80"] = quantile(off, 0.5), quantile(off, 0.8)
        for knob, taken in values.items():
            found[f"{knob} chosen"] = " ".join(f"{v:g}:{taken.count(v)}" for v in dict.fromkeys(taken))
    return found


if __name__ == "__main__":
    sys.exit(main())
