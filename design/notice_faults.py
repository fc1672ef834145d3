"""What the notice reader makes of inputs that are known to fail: right, wrong but reported, or silently wrong.

    python design/notice_faults.py [--faults FILE] [--labels FILE] [--reader-alone] [--json] [--show OUTCOME]

FAULTS is JSON lines with `id` (or `uid`) and `text`, or `file` in the folder ``faults_files`` beside it; only the
rows of `notice read` are run. LABELS is JSON lines with the same `id`: `windows` [start, end, area], `areas`, `kind`,
`also` (readings as good), `must_flag` (a report is needed even if the values are right), `sun` (minutes of sunrise).
--reader-alone leaves out what only the auditor reports. Without arguments: ../shared/data/notices/faults.jsonl.
One line of figures; --json prints every row as well.

right          kind, windows and areas are those of the label, and what had to be reported was
loud           they are not, but a defect or unread words say so, or the text was refused
silent         they are not, and nothing was reported
unlabelled     no values to compare with (an S-124 file whose label is in words): reported or silent
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from auditor_accuracy import reported_by_reader
from downrange.errors import DownrangeError
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices
from notice_accuracy import SAME

NOTICES = Path(__file__).resolve().parents[2] / "shared" / "data" / "notices"
SUN_MINUTES = 12  # sunrise tables differ by refraction, height and the place that is taken
CLOSING_MINUTES = 1  # 2359 and 2400 end the same day

Json = dict[str, Any]
Span = tuple[datetime, datetime, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One input: its outcome, which columns are right, and what was reported."""

    id: str
    kind_of_fault: str
    outcome: str
    windows: bool
    areas: bool
    kind: bool
    read: str
    reported: tuple[str, ...]


def rows(faults: Path, labels: Path, *, reader_alone: bool) -> Iterator[Row]:
    """Every `notice read` input of the file, read and compared with its label."""
    known = {one["id"]: one for one in _lines(labels)}
    for fault in _lines(faults):
        name = fault.get("id") or fault["uid"]
        if fault.get("command", "notice read").startswith("notice read"):
            text, label = _text(fault, faults.parent), known.get(name, {"skip": True})
            yield _row(name, fault.get("kind", ""), text, label, reader_alone)


def _lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _text(fault: Json, folder: Path) -> str:
    if "text" in fault:
        return str(fault["text"])
    data = (folder / "faults_files" / fault["file"]).read_bytes()
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")


def _row(name: str, kind_of_fault: str, text: str, label: Json, reader_alone: bool) -> Row:
    try:
        notices = read_notices(text)
        if reader_alone:
            notices = tuple(replace(one, defects=reported_by_reader(one)) for one in notices)
    except DownrangeError as refused:
        outcome = "unlabelled, reported" if label.get("skip") else "loud"
        return Row(name, kind_of_fault, outcome, False, False, False, f"refused: {refused}", ("refused",))
    reported = tuple(reports(notices))
    right = (False, False, False)
    if label.get("skip"):
        outcome = "unlabelled, reported" if reported else "unlabelled, silent"
    else:
        readings = [{**label, **other} for other in ({}, *label.get("also", []))]
        right = max(
            (columns_right(reading, notices) for reading in readings), key=lambda columns: sum(columns)
        )
        said = bool(reported) or not (label["must_flag"] or _open_ended(label))
        outcome = "right" if all(right) and said else "loud" if reported else "silent"
    return Row(name, kind_of_fault, outcome, *right, _in_short(notices), reported)


def reports(notices: Sequence[Notice]) -> Iterator[str]:
    """The codes of the defects, and `unread` for each passage that was not read.

    What is said of the Q-line's circle excuses nothing: it is no reading of the times and areas.
    """
    for notice in notices:
        yield from (str(defect.code) for defect in notice.defects if defect.code not in Q_LINE)
        yield from ("unread" for _ in notice.unread)


def _in_short(notices: Sequence[Notice]) -> str:
    parts = []
    for notice in notices:
        windows = [f"{w.start:%y%m%d%H%M}-{w.end:%y%m%d%H%M}/{w.area or ''}" for w in notice.windows[:6]]
        areas = [
            f"{a.shape}:{a.label or a.name or ''}:{len(a.vertices) or a.radius_nm}" for a in notice.areas[:6]
        ]
        parts.append(f"{notice.kind} {' '.join(windows)} ({len(notice.windows)}) {' '.join(areas)}")
    return " // ".join(parts)


def columns_right(label: Json, notices: Sequence[Notice]) -> tuple[bool, bool, bool]:
    """Whether windows, areas and kind are those of the label."""
    got = [area.as_dict() for notice in notices for area in notice.areas]
    matched = _match(label["areas"], got)
    areas = set(matched) == set(range(len(label["areas"])))
    kinds = {notice.kind for notice in notices}
    kind = label["kind"] is None or kinds == {label["kind"]}
    if _open_ended(label):
        return True, areas, kind
    want = _expected(label)
    have = _as_read(notices, matched)
    if not areas:  # which hours are whose cannot be compared
        want, have = [(*one[:2], frozenset()) for one in want], [(*one[:2], frozenset()) for one in have]
    slack = SUN_MINUTES if label.get("sun") else CLOSING_MINUTES
    return _same_spans(_merged(want), _merged(have), slack), areas, kind


def _open_ended(label: Json) -> bool:
    """Whether no end (or start) is printed: there is nothing to compare, and a report is needed."""
    return label["windows"] is None or any(None in window[:2] for window in label["windows"])


def _match(want: Sequence[Json], got: Sequence[Json]) -> list[int]:
    """For each area read, the label's area that it is; -1 for none. Areas printed twice match twice."""
    free = set(range(len(want)))
    found = []
    for area in got:
        alike = [i for i, one in enumerate(want) if _alike(one, area)]
        best = next((i for i in alike if i in free), alike[0] if alike else -1)
        free.discard(best)
        found.append(best)
    return found


def _alike(want: Json, got: Json) -> bool:
    if want["shape"] != got["shape"]:
        return False
    try:
        return bool(SAME[want["shape"]](want, got))
    except KeyError:  # one of the two lacks a value that the other has
        return False


def _expected(label: Json) -> list[Span]:
    everything = frozenset(range(len(label["areas"])))
    letters = {area["label"]: i for i, area in enumerate(label["areas"])}
    return [
        (
            *map(datetime.fromisoformat, (start, end)),
            frozenset({letters[area]}) if area is not None and area in letters else everything,
        )  # type: ignore[misc]
        for start, end, area in label["windows"]
    ]


def _as_read(notices: Sequence[Notice], matched: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    first = 0
    for notice in notices:
        own = matched[first : first + len(notice.areas)]
        first += len(notice.areas)
        for window in notice.windows:
            named = [i for i, area in zip(own, notice.areas, strict=True) if area.label == window.area]
            spans.append((window.start, window.end, frozenset(named if window.area and named else own)))
    return spans


def _merged(spans: Sequence[Span]) -> dict[tuple[datetime, datetime], frozenset[int]]:
    """The areas of each span of time, whether it is given once for several areas or once for each."""
    together: dict[tuple[datetime, datetime], frozenset[int]] = {}
    for start, end, areas in spans:
        together[start, end] = together.get((start, end), frozenset()) | areas
    return together


def _same_spans(
    want: dict[tuple[datetime, datetime], frozenset[int]],
    have: dict[tuple[datetime, datetime], frozenset[int]],
    slack_minutes: float,
) -> bool:
    if len(want) != len(have):
        return False
    return all(
        a_areas == b_areas
        and all(abs((x - y).total_seconds()) <= 60 * slack_minutes for x, y in zip(a, b, strict=True))
        for (a, a_areas), (b, b_areas) in zip(
            sorted(want.items(), key=_time), sorted(have.items(), key=_time), strict=True
        )
    )


def _time(item: tuple[tuple[datetime, datetime], frozenset[int]]) -> tuple[datetime, datetime]:
    return item[0]


def figures(found: Sequence[Row]) -> str:
    """One line: how many of each outcome."""
    count = Counter(row.outcome for row in found)
    labelled = sum(count[name] for name in ("right", "loud", "silent"))
    share = 100 * count["right"] / labelled if labelled else 0.0
    return (
        f"{labelled} inputs: right {count['right']} ({share:.0f} %), loud {count['loud']}, "
        f"silent wrong {count['silent']}; unlabelled {count['unlabelled, reported']} reported, "
        f"{count['unlabelled, silent']} silent"
    )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--faults", type=Path, default=NOTICES / "faults.jsonl")
    parser.add_argument("--labels", type=Path, default=NOTICES / "faults_labels.jsonl")
    parser.add_argument("--reader-alone", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", help="list the rows of one outcome: right, loud, silent")
    options = parser.parse_args(arguments)
    for path in (options.faults, options.labels):
        if not path.exists():
            parser.error(f"{path} does not exist")
    found = list(rows(options.faults, options.labels, reader_alone=options.reader_alone))
    if options.json:
        print(json.dumps({"figures": figures(found), "rows": [asdict(row) for row in found]}, indent=1))
        return 0
    for row in found:
        if options.show and row.outcome.endswith(options.show):
            columns = " ".join(name for name in ("windows", "areas", "kind") if not getattr(row, name))
            print(f"{row.id:28} wrong: {columns or '-':20} {row.read}  {' '.join(row.reported)}")
    print(figures(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
