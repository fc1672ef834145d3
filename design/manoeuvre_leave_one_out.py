"""Manoeuvres in low orbit, leave one satellite out: constants chosen on all others, figures on the one left out.

    python design/manoeuvre_leave_one_out.py --histories DIR... [--json]

Folders as for design/manoeuvre_accuracy.py. Each constant of SETTINGS is moved alone, the others as they stand in the
program. For each satellite the setting with the best F1 within 1 d (one-to-one) over all others is taken, and the
satellite is scored with it. The forms of the method (which statistic, which rules) were found on all of them, so this
measures the choice of constants only and is still the better side of the truth.

Found in November 2026, 471 events: F1 .837 within 1 d and .865 within 3 d (as it is: .843 and .869). Best on the
others was a limit of 4.7 sigma (CryoSat-2, Jason-1 left out) or rate steps from 20 sigma (the rest).
"""

import sys

from downrange.orbit.history.manoeuvres import kink_noise, kink_search, rate_steps
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.manoeuvre import KINK
from manoeuvre_accuracy import DAY, HISTORIES, WITHIN_DAYS, Satellite, matched, satellites
from measurement import Row, answer, arguments, files, require, share

AS_IS = "as it is"
LIMIT = "LIMIT"  # in sigma, an argument of the detector
SETTINGS = (
    (AS_IS, 0.0),
    (LIMIT, 4.7),
    (LIMIT, 6.5),
    (LIMIT, 8.0),
    ("SURE_SIGMAS", 8.0),
    ("SURE_SIGMAS", 20.0),
    ("_WAKE_LAG_SHARE", 0.25),
    ("_LATER_CAP", 1.5),
)
ROOMS = (kink_noise, kink_search, rate_steps)


def counts(one: Satellite, name: str, value: float) -> list[int]:
    """Events, findings, matches within 1 d and within 3 d, with one constant moved."""
    room = next((room for room in ROOMS if hasattr(room, name)), None) if name != LIMIT else None
    before = getattr(room, name) if room else None
    if room:
        setattr(room, name, value)
    try:
        found = detect_manoeuvres(one.history, threshold=value if name == LIMIT else None)
    finally:
        if room:
            setattr(room, name, before)
    times = [seen.time for seen in found if seen.method == KINK]
    hits = [len(matched(times, one.events, days * DAY)) for days in WITHIN_DAYS]
    return [len(one.events), len(times), *hits]


def f1(some: list[list[int]]) -> float:
    events, found, right, _ = (sum(column) for column in zip(*some, strict=True))
    return 2 * right / (events + found) if events + found else 0.0


def rows_of(table: dict[str, dict[tuple[str, float], list[int]]]) -> list[Row]:
    """A row for each satellite left out: the setting that the others choose, and its counts with it and as it is."""
    rows = []
    for left_out in table:
        others = [name for name in table if name != left_out]
        best = max(SETTINGS, key=lambda setting: f1([table[name][setting] for name in others]))
        events, found, one_day, three_days = table[left_out][best]
        rows.append(
            {
                "left_out": left_out,
                "chosen": " ".join(map(str, best)) if best[0] != AS_IS else AS_IS,
                "events": events,
                "found": found,
                "within_1_d": one_day,
                "within_3_d": three_days,
                "as_it_is": table[left_out][SETTINGS[0]],
            }
        )
    return rows


def figures_of(rows: list[Row]) -> Row:
    events, found = (sum(row[name] for row in rows) for name in ("events", "found"))
    figures: Row = {"satellites": len(rows), "events": events}
    for days in WITHIN_DAYS:
        right = sum(row[f"within_{days}_d"] for row in rows)
        figures[f"+-{days} d precision"], figures[f"+-{days} d recall"] = (
            share(right, found),
            share(right, events),
        )
        figures[f"+-{days} d F1"] = share(2 * right, found + events)
    return figures


def line(row: Row) -> str:
    return "  ".join(f"{name} {value}" for name, value in row.items())


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--histories", HISTORIES, "folders of NAME.tle.gz with manoeuvres_NAME.yaml")
    given = parser.parse_args(words)
    require(parser, given, "--histories")
    table: dict[str, dict[tuple[str, float], list[int]]] = {}
    for one in satellites(given.histories, None):
        if one.regime == "LEO":
            table[one.name] = {setting: counts(one, *setting) for setting in SETTINGS}
            print(one.name, table[one.name], file=sys.stderr, flush=True)
    rows = rows_of(table)
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
