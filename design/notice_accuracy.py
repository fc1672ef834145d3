"""How well notices are read: measured on labels that an independent judge wrote by eye.

    python design/notice_accuracy.py [work|end] [--show]

The labels (design/notice_labels) hold no texts: these stand in ../shared/data/notices/dev.jsonl. "work" may be
looked at while the reader is built, "end" once at the end. A notice is SILENTLY WRONG when its areas or windows
are wrong and the reader reported neither a defect nor an unread span.
"""

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.errors import DownrangeError
from downrange.launch.notices.notice_reader import read_notices

HERE = Path(__file__).resolve().parent
DEV = HERE.parent.parent / "shared" / "data" / "notices" / "dev.jsonl"
VERTEX_DEG = 0.001
RADIUS_SHARE = 0.01
BEARING_DEG = 0.1
NM_M = 1852.0
ITS_YEAR = re.compile(r"20\d\d|/\d\d\b|\b[A-Z]{3,9} \d\d\b(?!\d)|\b\d{10}\b")

Json = dict[str, Any]
Point = Sequence[float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One notice: what was expected, what was read, and which columns of the table are right."""

    issuer: str
    label: Json
    got: Json
    right: dict[str, bool]

    @property
    def doubted(self) -> bool:
        return bool(self.got["defects"] or self.got["unread"])

    @property
    def silently_wrong(self) -> bool:
        return not (self.right["areas"] and self.right["windows"]) and not self.doubted


def _near(a: Point, b: Point) -> bool:
    turn = (a[1] - b[1] + 180.0) % 360.0 - 180.0
    return abs(a[0] - b[0]) <= VERTEX_DEG and abs(turn) <= VERTEX_DEG


def _same_line(a: Sequence[Point], b: Sequence[Point]) -> bool:
    return len(a) == len(b) and all(map(_near, a, b))


def _same_ring(a: Sequence[Point], b: Sequence[Point]) -> bool:
    """The same vertices in the same order, wherever the ring begins and whichever way it runs."""
    turned = [list(b[i:]) + list(b[:i]) for i in range(len(b))]
    return any(_same_line(a, ring) or _same_line(a, ring[::-1]) for ring in turned)


def _share(a: float | None, b: float | None) -> bool:
    return math.isclose(a or 0.0, b or 0.0, rel_tol=RADIUS_SHARE)


def _without_arc(ring: Sequence[Point], want: Json) -> list[Point]:
    """The ring without the points that were drawn on the label's arc between its printed ends."""
    (lat, lon), radius_nm = want["arc"]["center"], want["arc"]["radius_nm"]

    def drawn(point: Point) -> bool:
        distance_m = float(geodesic_inverse(lat, lon, point[0], point[1])[0])
        return _share(distance_m / NM_M, radius_nm) and not any(
            _near(point, kept) for kept in want["vertices"]
        )

    return [point for point in ring if not drawn(point)]


def _open(ring: Sequence[Point]) -> Sequence[Point]:
    return ring[:-1] if len(ring) > 1 and _near(ring[0], ring[-1]) else ring


def _same_polygon(want: Json, got: Json) -> bool:
    ring = _open(got["vertices"])
    return _same_ring(want["vertices"], _without_arc(ring, want) if "arc" in want else ring)


def _same_circle(want: Json, got: Json) -> bool:
    return _near(want["center"], got["center"]) and _share(want["radius_nm"], got["radius_nm"])


def _same_sector(want: Json, got: Json) -> bool:
    bearings = zip(want["bearings"], got["bearings"], strict=True)
    inner = _share(want.get("inner_radius_nm"), got.get("inner_radius_nm"))
    return _same_circle(want, got) and inner and all(abs(a - b) <= BEARING_DEG for a, b in bearings)


def _same_corridor(want: Json, got: Json) -> bool:
    line = _same_line(want["line"], got["line"]) or _same_line(want["line"], got["line"][::-1])
    return line and _share(want["halfwidth_nm"], got["halfwidth_nm"])


def _same_box(want: Json, got: Json) -> bool:
    return all(_near((want["lat"][i], want["lon"][i]), (got["lat"][i], got["lon"][i])) for i in (0, 1))


def _same_name(want: Json, got: Json) -> bool:
    """The designator is enough: a reader may add the range's spoken name behind it."""
    a, b = (re.sub(r"[^A-Z0-9]", "", area["name"].upper()) for area in (want, got))
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


SAME: dict[str, Callable[[Json, Json], bool]] = {
    "polygon": _same_polygon,
    "circle": _same_circle,
    "sector": _same_sector,
    "corridor": _same_corridor,
    "box": _same_box,
    "named": _same_name,
    "other": lambda want, got: True,
}


def _same_area(want: Json, got: Json) -> bool:
    return bool(want["shape"] == got["shape"]) and SAME[want["shape"]](want, got)


def same_areas(want: list[Json], got: list[Json]) -> bool:
    """The same set of shapes; one that is printed twice counts once, labels are not compared."""
    left = list(want)
    distinct: list[Json] = []
    for area in got:
        match = next((i for i, one in enumerate(left) if _same_area(one, area)), None)
        if match is not None:
            distinct.append(left.pop(match))
        elif not any(_same_area(one, area) for one in distinct):
            return False
    return not left


def same_windows(want: list[Json], got: list[Json]) -> bool:
    """The same set of times; the letters of the areas are compared where both sides give them."""
    (a, b) = (_letters_by_time(windows) for windows in (want, got))
    return a.keys() == b.keys() and all(not a[t] or not b[t] or a[t] == b[t] for t in a)


def _letters_by_time(windows: list[Json]) -> dict[tuple[datetime | None, ...], set[str]]:
    found: dict[tuple[datetime | None, ...], set[str]] = defaultdict(set)
    for window in windows:
        ends = (window["start"], window["end"])
        times = tuple(datetime.fromisoformat(end) if end else None for end in ends)
        found[times] |= {window["area"]} - {None}
    return found


def _read(text: str, year: int | None) -> Json:
    """All that the text gave, as one notice; a text that was refused counts as one defect."""
    try:
        read = [notice.as_dict() for notice in read_notices(text, year=year)]
    except DownrangeError as refused:
        read = []
        defects = [{"text": "", "says": str(refused)}]
    else:
        defects = []
    joined: Json = {"kinds": sorted({one["kind"] for one in read}), "defects": defects, "unread": []}
    for part in ("defects", "unread", "areas", "windows", "cancels"):
        joined[part] = joined.get(part, []) + [item for one in read for item in one[part]]
    return joined


def compare(issuer: str, label: Json, got: Json) -> Outcome:
    """One row: each column right or wrong, any reading that the label leaves open being as good as the first."""
    plain = [{" ".join(number.upper().split()) for number in side["cancels"]} for side in (label, got)]
    open_to = {
        column: [label[column], *label.get(f"alt_{column}", [])] for column in ("areas", "windows", "kind")
    }
    right = {
        "areas": any(same_areas(one, got["areas"]) for one in open_to["areas"]),
        "windows": any(same_windows(one, got["windows"]) for one in open_to["windows"]),
        "kind": len(got["kinds"]) == 1 and got["kinds"][0] in open_to["kind"],
        "cancels": plain[0] == plain[1],
    }
    return Outcome(issuer, label, got, right)


def _year_outside(record: Json) -> int | None:
    """The year of the record's date or notes, for a text that has none itself."""
    beside = re.search(r"\b20\d\d\b", f"{record['date'] or ''} {record['notes'] or ''}")
    return None if ITS_YEAR.search(record["text"]) or not beside else int(beside[0])


def table(outcomes: list[Outcome]) -> None:
    """Per issuer and in total: how many are wholly right in each column, and how many silently wrong."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.issuer].append(outcome)
    print(f"{'issuer':44}   n  areas  windows  kind  cancels  silently wrong")
    for name, group in [*sorted(groups.items()), ("total", outcomes)]:
        counts = [
            sum(one.right[column] for one in group) for column in ("areas", "windows", "kind", "cancels")
        ]
        silent = sum(one.silently_wrong for one in group)
        print("{:44}{:4}{:7}{:9}{:6}{:9}{:16}".format(name[:44], len(group), *counts, silent))
    doubtful = [one for one in outcomes if one.label["expects_doubt"]]
    print(
        f"\n{sum(one.doubted for one in doubtful)} of {len(doubtful)} texts in need of a doubt were doubted;"
    )
    print(
        f"{sum(one.doubted for one in outcomes) - sum(one.doubted for one in doubtful)} others were doubted too"
    )


def show(outcome: Outcome) -> None:
    """A failure: what was expected beside what was read."""
    wrong = [column for column, right in outcome.right.items() if not right]
    doubt = "" if outcome.doubted else ", no defect and nothing unread"
    print(
        f"\n{outcome.label['uid']} {outcome.issuer}: {', '.join(wrong)} wrong{doubt}  {outcome.label['note']}"
    )
    for column in wrong:
        read = outcome.got["kinds" if column == "kind" else column]
        plain = [
            {k: v for k, v in one.items() if k != "geojson"} if isinstance(one, dict) else one for one in read
        ]
        print(
            f"  {column}\n    expected {json.dumps(outcome.label[column])}\n    got      {json.dumps(plain)}"
        )


def main(arguments: list[str]) -> int:
    half = next((word for word in arguments if not word.startswith("-")), "work")
    if half not in ("work", "end"):
        print(f"{half!r} is no set of labels: say work or end", file=sys.stderr)
        return 2
    if not DEV.exists():
        print("no ../shared/data/notices/dev.jsonl beside this checkout: it holds the texts", file=sys.stderr)
        return 2
    records = {one["uid"]: one for one in map(json.loads, DEV.read_text(encoding="utf-8").splitlines())}
    labels = json.loads((HERE / "notice_labels" / f"{half}.json").read_text(encoding="utf-8"))["labels"]
    outcomes, years_lent = [], 0
    for label in labels:
        record = records[label["uid"]]
        year = _year_outside(record)
        years_lent += year is not None
        outcomes.append(compare(record["issuer"], label, _read(record["text"], year)))
    if "--show" in arguments:
        for outcome in outcomes:
            if not all(outcome.right.values()):
                show(outcome)
        print()
    table(outcomes)
    print(f"the year came from beside the text for {years_lent} of them")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
