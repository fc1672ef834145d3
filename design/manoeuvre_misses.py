"""Where the manoeuvre detector misses burns in low orbit: satellite by year by size, and a reason for each miss.

    python design/manoeuvre_misses.py --histories DIR... [--least MM_S] [--late-hours H] [--json]

Folders as for design/manoeuvre_accuracy.py. The size of a burn is that of a kink fitted at its label beside all
other labels; in a campaign of daily burns under fits of days it is not determined, and the row says so. A miss is an
event of at least --least mm/s (5) without a finding of its own within 3 d. Reasons, the first that applies:

    not-measurable  the size is below 5 of its own standard deviations: the sets do not show this burn by itself
    in-bracket      a finding's bracket holds the burn, but the finding is matched to another burn
    campaign        another burn of at least a fifth of the size within 3.5 d
    beside-large    a burn of five times the size within 8 d
    thin            no set for more than 3 d around it
    below-limit     the kink at the label stands below the limit of the search
    other

Two counts: ``own`` asks a finding of its own for each burn; ``held`` counts a burn as found as well where the bracket
of a finding holds it (a campaign told as one finding of several burns).
"""

import sys
from datetime import timedelta

import numpy as np

from downrange.orbit.history.manoeuvres.kink_search import LIMIT
from downrange.orbit.history.manoeuvres.manoeuvre import KINK
from manoeuvre_accuracy import DAY, HISTORIES, Satellite, detected, kinks_at_labels, matched, satellites
from measurement import Row, answer, arguments, files, require

CLASSES_MM_S = ((0, 2), (2, 5), (5, 10), (10, 20), (20, 1e9))
NOT_MEASURABLE = "not-measurable"


def rows_of(one: Satellite, least_mm_s: float) -> list[Row]:
    """A row for each year and class of size, with counts, and one for each miss."""
    labels, sizes, sds = kinks_at_labels(one)
    found = [seen for seen in detected(one) if seen.method == KINK]
    own = set(matched([seen.time for seen in found], one.events, 3 * DAY).values())
    held = {
        k
        for k, event in enumerate(one.events)
        if any(seen.after <= burn <= seen.before for seen in found for burn in event)
    }
    cells: dict[tuple[int, int], Row] = {}
    misses: list[Row] = []
    for k, event in enumerate(one.events):
        size = float(sizes[k] * 1000)
        measured = abs(sizes[k]) >= 5 * sds[k]
        bin_ = next(n for n, (low, high) in enumerate(CLASSES_MM_S) if low <= abs(size) < high)
        cell = cells.setdefault(
            (event[0].year, bin_),
            {
                "satellite": one.name,
                "year": event[0].year,
                "from_mm_s": CLASSES_MM_S[bin_][0],
                "events": 0,
                "own": 0,
                "held": 0,
                "measurable": 0,
                "measurable_own": 0,
                "measurable_held": 0,
            },
        )
        hits = {"events": True, "own": k in own, "held": k in own or k in held}
        for name, hit in hits.items():
            cell[name] += hit
            cell["measurable" if name == "events" else f"measurable_{name}"] += hit and measured
        if k not in own and abs(size) >= least_mm_s:
            misses.append(
                {
                    "satellite": one.name,
                    "miss": event[0].isoformat(timespec="minutes")[:16],
                    "mm_s": round(size, 1),
                    "sd_mm_s": round(float(sds[k] * 1000), 1),
                    "reason": reason(one, labels, sizes, sds, k, k in held),
                }
            )
    return [cells[key] for key in sorted(cells)] + misses


def reason(one: Satellite, labels: np.ndarray, sizes: np.ndarray, sds: np.ndarray, k: int, held: bool) -> str:
    """Why event ``k`` was missed, as far as the label, its neighbours and the sets around it show."""
    size, days = abs(sizes[k]), one.history.days
    apart, others = np.abs(labels - labels[k]), np.abs(sizes)
    apart[k] = np.inf
    after = int(np.clip(np.searchsorted(days, labels[k]), 1, len(days) - 1))
    if size < 5 * sds[k]:
        return NOT_MEASURABLE
    if held:
        return "in-bracket"
    if np.any((apart <= 3.5) & (others >= size / 5)):
        return "campaign"
    if np.any((apart <= 8) & (others >= 5 * size)):
        return "beside-large"
    if days[after] - days[after - 1] > 3:
        return "thin"
    return "below-limit" if size < LIMIT * 1.5 * sds[k] else "other"


def figures_of(rows: list[Row]) -> Row:
    """Counts by class of size over all, by both counts, and misses by reason."""
    figures: Row = {}
    for low, high in CLASSES_MM_S:
        some = [row for row in rows if row.get("from_mm_s") == low]
        total = {
            name: sum(row[name] for row in some)
            for name in ("events", "own", "held", "measurable", "measurable_own", "measurable_held")
        }
        name = f"{low} to {high} mm/s" if high < 1e9 else f"above {low} mm/s"
        figures[name] = (
            f"{total['own']} own, {total['held']} held of {total['events']}; measurable "
            f"{total['measurable_own']}, {total['measurable_held']} of {total['measurable']}"
        )
    for why in sorted({row["reason"] for row in rows if "reason" in row}):
        figures[f"missed: {why}"] = sum(row.get("reason") == why for row in rows)
    return figures


def line(row: Row) -> str:
    return "  ".join(f"{name} {value}" for name, value in row.items())


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--histories", HISTORIES, "folders of NAME.tle.gz with manoeuvres_NAME.yaml")
    parser.add_argument("--least", type=float, default=5.0, metavar="MM_S", help="size of a miss to list")
    parser.add_argument("--late-hours", type=float, help="by how much the manoeuvre times are late")
    given = parser.parse_args(words)
    require(parser, given, "--histories")
    late = None if given.late_hours is None else timedelta(hours=given.late_hours)
    low = [one for one in satellites(given.histories, late) if one.regime == "LEO"]
    rows = [row for one in low for row in rows_of(one, given.least)]
    return answer(given, rows, figures_of(rows), line)


if __name__ == "__main__":
    sys.exit(main())
