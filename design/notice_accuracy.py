"""How well notices are read: the share of texts whose areas, windows, kind and cancellations are read as labelled.

    python design/notice_accuracy.py --notices FILE.jsonl... --labels FILE... [--show] [--json]

Texts: one JSON object a line with ``uid`` or ``id`` and ``text``. Labels: an object with a list ``labels`` (as in
design/notice_labels, written by a judge who had not seen the reader), or one label a line (faults_labels.jsonl):
``kind``, ``areas``, ``windows`` (objects or [start, end, letter]), ``cancels``, other readings that are as good
(``alt_areas``..., or ``also``), and whether a reader should doubt the text (``expects_doubt``, ``must_flag``). A
column that a label leaves out is not judged; a label marked ``skip``, or without a text, is counted as left out.

A notice is silently wrong when its areas or windows are wrong and the reader reported neither a defect nor unread
words. "work.json" may be looked at while the reader is built, "end.json" once at the end.
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

from downrange.earth.angles import wrap_180_deg
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.errors import DownrangeError
from downrange.launch.notices.notice_reader import read_notices
from measurement import Row, answer, archives, arguments, files, json_lines, require, share

LABELS = Path(__file__).resolve().parent / "notice_labels"
COLUMNS = ("areas", "windows", "kind", "cancels")
VERTEX_DEG = 0.001
RADIUS_SHARE = 0.01
BEARING_DEG = 0.1
NM_M = 1852.0
ITS_YEAR = re.compile(r"20\d\d|/\d\d\b|\b[A-Z]{3,9} \d\d\b(?!\d)|\b\d{10}\b")

Json = dict[str, Any]
Point = Sequence[float]


@dataclass(frozen=True, slots=True)
class Label:
    """What is right for one text: for each column the readings that are as good; a column left out is not judged."""

    key: str
    readings: dict[str, list[Any]]
    expects_doubt: bool
    note: str


def labels_of(path: Path) -> tuple[list[Label], int]:
    """The labels of a file in either form, and how many it marks as not to be judged."""
    by_line = path.suffix == ".jsonl"
    raw = json_lines([path]) if by_line else json.loads(path.read_text(encoding="utf-8"))["labels"]
    kept = [one for one in raw if not one.get("skip")]
    return [_label(one) for one in kept], len(raw) - len(kept)


def _label(raw: Json) -> Label:
    readings = {}
    for column in COLUMNS:
        others = [one[column] for one in raw.get("also") or () if column in one]
        some = [raw.get(column), *raw.get(f"alt_{column}", ()), *others]
        readings[column] = [one for one in some if one is not None]
    readings["windows"] = [[_window(one) for one in windows] for windows in readings["windows"]]
    doubt = bool(raw.get("expects_doubt") or raw.get("must_flag"))
    return Label(raw.get("uid") or raw["id"], readings, doubt, raw.get("note", ""))


def _window(raw: Json | Sequence[str | None]) -> Json:
    return raw if isinstance(raw, dict) else dict(zip(("start", "end", "area"), raw, strict=True))


def _near(a: Point, b: Point) -> bool:
    turn = wrap_180_deg(a[1] - b[1])
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
        ends = (window.get("start"), window.get("end"))
        times = tuple(datetime.fromisoformat(end) if end else None for end in ends)
        found[times] |= {window.get("area")} - {None}
    return found


def _same_words(want: list[str], got: list[str]) -> bool:
    return {" ".join(one.upper().split()) for one in want} == {" ".join(one.upper().split()) for one in got}


SAME_COLUMN: dict[str, Callable[[Any, Any], bool]] = {
    "areas": same_areas,
    "windows": same_windows,
    "kind": lambda want, got: got == [want],
    "cancels": _same_words,
}


def read(text: str, year: int | None) -> Json:
    """All that the text gave, as one notice; a text that was refused counts as doubted."""
    try:
        notices = [notice.as_dict() for notice in read_notices(text, year=year)]
    except DownrangeError as refused:
        return {"kind": [], "areas": [], "windows": [], "cancels": [], "doubts": [str(refused)]}
    joined = {
        part: [item for one in notices for item in one[part]] for part in ("areas", "windows", "cancels")
    }
    doubts = [one["says"] for notice in notices for one in notice["defects"]]
    doubts += [one["text"] for notice in notices for one in notice["unread"]]
    return {**joined, "kind": sorted({one["kind"] for one in notices}), "doubts": doubts}


def compare(issuer: str, label: Label, got: Json) -> Row:
    """One row: each judged column right or wrong, any reading that the label leaves open being as good."""
    right = {
        column: any(SAME_COLUMN[column](one, got[column]) for one in readings)
        for column, readings in label.readings.items()
        if readings
    }
    wrong = not (right.get("areas", True) and right.get("windows", True))
    return {
        "id": label.key,
        "issuer": issuer,
        "right": right,
        "expects_doubt": label.expects_doubt,
        "doubted": bool(got["doubts"]),
        "silently_wrong": wrong and not got["doubts"],
    }


def year_outside(record: Json) -> int | None:
    """The year of the record's date or notes, for a text that has none itself."""
    beside = re.search(r"\b20\d\d\b", f"{record.get('date') or ''} {record.get('notes') or ''}")
    return None if ITS_YEAR.search(record["text"]) or not beside else int(beside[0])


def figures_of(rows: list[Row]) -> Json:
    """Counts and shares over some rows."""
    found: Json = {"texts": len(rows)}
    for column in COLUMNS:
        judged = [row["right"][column] for row in rows if column in row["right"]]
        found[f"{column}_right"], found[f"{column}_judged"] = sum(judged), len(judged)
        found[f"{column}_share"] = share(sum(judged), len(judged))
    wanting = [row["doubted"] for row in rows if row["expects_doubt"]]
    found["wholly_right"] = sum(all(row["right"].values()) for row in rows)
    found["silently_wrong"] = sum(row["silently_wrong"] for row in rows)
    found["doubt_expected"], found["doubted_of_these"] = len(wanting), sum(wanting)
    found["doubted_of_others"] = sum(row["doubted"] for row in rows) - sum(wanting)
    return found


def table(rows: list[Row]) -> None:
    """Per issuer: how many are right in each column, and how many silently wrong."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["issuer"]].append(row)
    print(f"{'issuer':44}   n  areas  windows  kind  cancels  silently wrong")
    for name, group in sorted(groups.items()):
        found = figures_of(group)
        counts = [found[f"{column}_right"] for column in COLUMNS]
        line = "{:44}{:4}{:7}{:9}{:6}{:9}{:16}"
        print(line.format(name[:44], len(group), *counts, found["silently_wrong"]))


def show(row: Row, label: Label, got: Json) -> None:
    """A failure: what was expected beside what was read."""
    wrong = [column for column, right in row["right"].items() if not right]
    doubt = "" if row["doubted"] else ", no defect and nothing unread"
    print(f"\n{row['id']} {row['issuer']}: {', '.join(wrong)} wrong{doubt}  {label.note}")
    for column in wrong:
        bare = [
            {k: v for k, v in one.items() if k != "geojson"} if isinstance(one, dict) else one
            for one in got[column]
        ]
        expected = json.dumps(label.readings[column][0])
        print(f"  {column}\n    expected {expected}\n    got      {json.dumps(bare)}")


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--notices", archives("notices/dev.jsonl"), "texts, one JSON object a line")
    files(parser, "--labels", [LABELS / "work.json"], "what is right for them")
    parser.add_argument("--show", action="store_true", help="every wrong reading beside what was expected")
    given = parser.parse_args(words)
    require(parser, given, "--notices", "--labels")
    records = {one.get("uid") or one["id"]: one for one in json_lines(given.notices) if one.get("text")}
    rows, left_out, years_lent = [], 0, 0
    for path in given.labels:
        labels, skipped = labels_of(path)
        left_out += skipped
        for label in labels:
            record = records.get(label.key)
            if record is None:
                left_out += 1
                continue
            year = year_outside(record)
            years_lent += year is not None
            got = read(record["text"], year)
            rows.append(compare(record.get("issuer") or "", label, got))
            if given.show and not given.json and not all(rows[-1]["right"].values()):
                show(rows[-1], label, got)
    if not given.json:
        table(rows)
    return answer(given, rows, {**figures_of(rows), "left_out": left_out, "years_lent": years_lent})


if __name__ == "__main__":
    sys.exit(main())
