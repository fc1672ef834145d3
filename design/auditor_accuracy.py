"""How many notices balance, and what share of changed results the auditor finds.

    python design/auditor_accuracy.py [--notices FILE] [--json]

One value of a result is changed in every way of `CHANGES` for at most 400 notices with the tick each; a change is
found if the auditor reports anything. The figures: notices with the tick, with a report of the reader, with one of
the auditor alone, refused, and the changes made and found.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from downrange.errors import DownrangeError
from downrange.launch.areas.area import Area
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.audit.auditor import audit
from downrange.launch.notices.notice import Defect, Notice, NoticeWindow
from downrange.launch.notices.notice_reader import read_notices
from measurement import answer, archives, arguments, files, json_lines, require, say

OUTCOMES = ("tick", "reported", "auditor alone", "refused")
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
MOST_EACH = 400

Change = Callable[[Notice, random.Random], Notice | None]


def _one_area(change: Callable[[Area, random.Random], Area | None]) -> Change:
    def changed(notice: Notice, draw: random.Random) -> Notice | None:
        if not notice.areas:
            return None
        at = draw.randrange(len(notice.areas))
        area = change(notice.areas[at], draw)
        return area and replace(notice, areas=(*notice.areas[:at], area, *notice.areas[at + 1 :]))

    return changed


def _moved_vertex(lat_deg: float, lon_deg: float) -> Change:
    def moved(area: Area, draw: random.Random) -> Area | None:
        if not area.vertices:
            return None
        at = draw.randrange(len(area.vertices))
        lat, lon = area.vertices[at]
        vertex = (lat + lat_deg, lon + lon_deg)
        return replace(area, vertices=(*area.vertices[:at], vertex, *area.vertices[at + 1 :]))

    return _one_area(moved)


def _other_hemisphere(area: Area, draw: random.Random) -> Area | None:
    return replace(area, vertices=tuple((lat, -lon) for lat, lon in area.vertices)) if area.vertices else None


def _lost_vertex(area: Area, draw: random.Random) -> Area | None:
    at = draw.randrange(len(area.vertices)) if len(area.vertices) > 3 else None
    if at is None or len(set(area.vertices)) < len(area.vertices):
        return None
    return replace(area, vertices=area.vertices[:at] + area.vertices[at + 1 :])


def _swapped(area: Area, draw: random.Random) -> Area | None:
    if len(set(area.vertices)) < 4:
        return None
    at = draw.randrange(len(area.vertices) - 1)
    a, b = area.vertices[at : at + 2]
    return replace(area, vertices=(*area.vertices[:at], b, a, *area.vertices[at + 2 :]))


def _radius(factor: float) -> Change:
    def changed(area: Area, draw: random.Random) -> Area | None:
        return replace(area, radius_nm=area.radius_nm * factor) if area.radius_nm else None

    return _one_area(changed)


def _lost_area(notice: Notice, draw: random.Random) -> Notice | None:
    if len(notice.areas) < 2:
        return None
    at = draw.randrange(len(notice.areas))
    left = notice.areas[:at] + notice.areas[at + 1 :]
    return replace(
        notice, areas=left, windows=tuple(w for w in notice.windows if w.area != notice.areas[at].label)
    )


def _moved_corner_to_next(notice: Notice, draw: random.Random) -> Notice | None:
    rings = [i for i, area in enumerate(notice.areas) if len(area.vertices) > 3]
    if len(rings) < 2:
        return None
    i, j = rings[:2]
    areas = list(notice.areas)
    corner = areas[i].vertices[-1]
    areas[i] = replace(areas[i], vertices=areas[i].vertices[:-1])
    areas[j] = replace(areas[j], vertices=(corner, *areas[j].vertices))
    return replace(notice, areas=tuple(areas))


def _one_window(change: Callable[[NoticeWindow], NoticeWindow]) -> Change:
    def changed(notice: Notice, draw: random.Random) -> Notice | None:
        if not notice.windows:
            return None
        at = draw.randrange(len(notice.windows))
        window = change(notice.windows[at])
        if window.end <= window.start:
            return None
        return replace(notice, windows=(*notice.windows[:at], window, *notice.windows[at + 1 :]))

    return changed


def _all_windows(shift: timedelta) -> Change:
    def changed(notice: Notice, draw: random.Random) -> Notice | None:
        moved = tuple(replace(w, start=w.start + shift, end=w.end + shift) for w in notice.windows)
        return replace(notice, windows=moved) if moved else None

    return changed


def _lost_window(notice: Notice, draw: random.Random) -> Notice | None:
    spans = {(w.start, w.end) for w in notice.windows}
    if len(notice.windows) < 2 or len(spans) < len(notice.windows):
        return None
    at = draw.randrange(len(notice.windows))
    return replace(notice, windows=notice.windows[:at] + notice.windows[at + 1 :])


def _added_window(notice: Notice, draw: random.Random) -> Notice | None:
    if not notice.windows:
        return None
    last = max(notice.windows, key=lambda window: window.end)
    return replace(
        notice, windows=(*notice.windows, replace(last, start=last.start + DAY, end=last.end + DAY))
    )


def _labels_lost(notice: Notice, draw: random.Random) -> Notice | None:
    by_label = {
        w.area: {(v.start, v.end) for v in notice.windows if v.area == w.area} for w in notice.windows
    }
    if len(by_label) < 2 or len({frozenset(spans) for spans in by_label.values()}) < 2:
        return None
    return replace(notice, windows=tuple(replace(w, area=None) for w in notice.windows))


def _labels_turned(notice: Notice, draw: random.Random) -> Notice | None:
    labels = list(dict.fromkeys(w.area for w in notice.windows))
    if _labels_lost(notice, draw) is None or None in labels:
        return None
    turned = dict(zip(labels, [*labels[1:], labels[0]], strict=True))
    return replace(notice, windows=tuple(replace(w, area=turned[w.area]) for w in notice.windows))


CHANGES: dict[str, Change] = {
    "vertex 1 degree": _moved_vertex(1.0, 0.0),
    "vertex 10 minutes": _moved_vertex(0.0, 10 / 60),
    "vertex 1 minute": _moved_vertex(1 / 60, 0.0),
    "hemisphere": _one_area(_other_hemisphere),
    "vertex lost": _one_area(_lost_vertex),
    "vertices swapped": _one_area(_swapped),
    "vertex to another ring": _moved_corner_to_next,
    "area lost": _lost_area,
    "radius x10": _radius(10.0),
    "radius miles for km": _radius(1 / 1.852),
    "radius halved": _radius(0.5),
    "start +1 h": _one_window(lambda w: replace(w, start=w.start + HOUR)),
    "end +10 min": _one_window(lambda w: replace(w, end=w.end + 10 * MINUTE)),
    "end +1 day": _one_window(lambda w: replace(w, end=w.end + DAY)),
    "window +1 day": _one_window(lambda w: replace(w, start=w.start + DAY, end=w.end + DAY)),
    "all windows +8 h": _all_windows(8 * HOUR),
    "all windows +31 days": _all_windows(31 * DAY),
    "all windows +1 year": _all_windows(365 * DAY),
    "window lost": _lost_window,
    "window added": _added_window,
    "windows lost": lambda notice, draw: replace(notice, windows=()) if notice.windows else None,
    "labels lost": _labels_lost,
    "labels turned": _labels_turned,
    "number": lambda notice, draw: replace(notice, number="HYDROPAC 9876/26") if notice.number else None,
    "cancelled number": lambda notice, draw: (
        replace(notice, cancels=notice.cancels[1:]) if notice.cancels else None
    ),
    "end of message": lambda notice, draw: (
        replace(notice, self_cancel=notice.self_cancel + HOUR) if notice.self_cancel else None
    ),
}


def _read(texts: Sequence[str]) -> Iterator[tuple[Notice, ...]]:
    for text in texts:
        try:
            yield tuple(replace(one, defects=reported_by_reader(one)) for one in read_notices(text))
        except DownrangeError:
            yield ()


def reported_by_reader(notice: Notice) -> tuple[Defect, ...]:
    """What the reader alone reported."""
    return tuple(defect for defect in notice.defects if not isinstance(defect.code, AuditDefect))


def _outcome(read: bool, own: bool, said: bool) -> str:
    if not read:
        return "refused"
    if own and not said:
        return "auditor alone"
    return "reported" if said else "tick"


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--notices", archives("notices/dev.jsonl"), "JSON lines with `text`")
    given = parser.parse_args(words)
    require(parser, given, "--notices")
    texts = [row["text"] for row in json_lines(given.notices)]
    began = time.process_time()
    read = list(_read(texts))
    reading_s = time.process_time() - began
    began = time.process_time()
    audits = [[(notice, audit(notice)) for notice in notices] for notices in read]
    auditing_s = time.process_time() - began
    count: Counter[str] = Counter()
    sound = []
    for one in audits:
        own = any(defects for _, defects in one)
        said = any(notice.defects or notice.unread for notice, _ in one)
        count[_outcome(bool(one), own, said)] += 1
        sound += [
            notice
            for notice, defects in one
            if not defects and not notice.defects and notice.every_word_was_read
        ]
    draw = random.Random(13)
    draw.shuffle(sound)
    rows = []
    for name, change in CHANGES.items():
        changed = [other for notice in sound if (other := change(notice, draw)) is not None][:MOST_EACH]
        rows.append({"change": name, "made": len(changed), "found": sum(bool(audit(one)) for one in changed)})
    say(
        given, f"texts per second: reader {len(texts) / reading_s:.0f}, auditor {len(texts) / auditing_s:.0f}"
    )
    figures = {
        "texts": len(texts),
        **{name: count[name] for name in OUTCOMES},
        "changes made": sum(row["made"] for row in rows),
        "changes found": sum(row["found"] for row in rows),
    }
    return answer(given, rows, figures, lambda row: f"{row['change']:24} {row['found']}/{row['made']}")


if __name__ == "__main__":
    sys.exit(main())
