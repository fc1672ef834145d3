"""The rows of data/manoeuvre_domain.csv: on which orbits and histories manoeuvres were measured, and how many found.

    python design/manoeuvre_domain.py --histories DIR... [--json]

Folders as for design/manoeuvre_accuracy.py. For low and for geostationary orbits: the ranges of revolutions a day,
eccentricity, days between sets and fall in nine tenths of each history, and the burns found within 3 d: in low orbit
those of at least 5 mm/s (by the kink at the label; a burn whose size the sets do not show is left out), in
geostationary orbit all. Low orbits once more by each second and each third set.
"""

import sys

import numpy as np

from downrange.orbit.history.manoeuvres.manoeuvre_domain import kind_of
from manoeuvre_accuracy import (
    DAY,
    HISTORIES,
    Satellite,
    detected,
    kinks_at_labels,
    matched,
    satellites,
    thinned,
)
from measurement import Row, answer, arguments, files, require

LEAST_M_S, SHOWN_SIGMAS = 0.005, 5.0
EVERY = (1, 2, 3)


def counted(one: Satellite, sized: Satellite) -> tuple[int, int, int]:
    """Burns found within 3 d, burns asked for, and all findings; sizes are those of the whole history, ``sized``."""
    times = [seen.time for seen in detected(one) if seen.method in ("kink", "step")]
    hit = set(matched(times, one.events, 3 * DAY).values())
    asked = set(range(len(one.events)))
    if one.regime == "LEO":
        _, sizes, sds = kinks_at_labels(sized)
        large = (np.abs(sizes) >= LEAST_M_S) & (np.abs(sizes) >= SHOWN_SIGMAS * sds)
        wanted = {id(event) for event, is_large in zip(sized.events, large, strict=True) if is_large}
        asked = {k for k, event in enumerate(one.events) if id(event) in wanted}
    return len(hit & asked), len(asked), len(times)


def row_of(kind: str, every: int, some: list[tuple[Satellite, Satellite]]) -> Row:
    kinds = [kind_of(one.history) for one, _ in some]
    found, burns, findings = np.sum([counted(*pair) for pair in some], axis=0).tolist()
    right = sum(
        len(
            matched(
                [seen.time for seen in detected(one) if seen.method in ("kink", "step")], one.events, 3 * DAY
            )
        )
        for one, _ in some
    )
    return {
        "kind": kind,
        "every": every,
        "satellites": len(some),
        "rev_day_least": round(min(one.rev_day for one in kinds), 3),
        "rev_day_most": round(max(one.rev_day for one in kinds), 3),
        "eccentricity_most": round(max(one.eccentricity for one in kinds), 5),
        "gap_days_most": round(max(one.gap_days for one in kinds), 2),
        "fall_m_day_most": round(max(one.fall_m_day for one in kinds), 2),
        "found": found,
        "burns": burns,
        "findings": findings,
        "real": right,
    }


def line(row: Row) -> str:
    return ",".join(str(value) for value in row.values())


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--histories", HISTORIES, "folders of NAME.tle.gz with manoeuvres_NAME.yaml")
    given = parser.parse_args(words)
    require(parser, given, "--histories")
    every = list(satellites(given.histories, None))
    low = [one for one in every if one.regime == "LEO"]
    high = [one for one in every if one.regime == "GEO"]
    rows = [
        row_of("low", k, [(one if k == 1 else thinned(one, k), one) for one in low]) for k in EVERY if low
    ]
    if high:
        rows.append(row_of("geostationary", 1, [(one, one) for one in high]))
    return answer(given, rows, {"satellites": len(every)}, line)


if __name__ == "__main__":
    sys.exit(main())
