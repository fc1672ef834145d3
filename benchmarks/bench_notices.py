"""Reading NOTAMs: Downrange beside aviconv-notam, on the same real texts in one run.

    python benchmarks/bench_notices.py [FILE.jsonl]

The texts are the NOTAMs of the file (objects with ``text`` and ``kind``, one a line); without one, of
../shared/data/notices/dev.jsonl. "Polygons" counts texts from which at least one
polygon of item E was read (aviconv-notam's Q-line disk is none); "refused" counts texts that raised an error.
aviconv-notam reads the header, one polygon and the schedule raw; Downrange reads all areas, expands the windows and
accounts for every word, so the rates do not measure the same work.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from downrange.errors import NoticeError
from downrange.launch.notices.notice_reader import read_notices

DEV = Path(__file__).resolve().parents[2] / "shared" / "data" / "notices" / "dev.jsonl"
ROUNDS = 3


def downrange_polygons(text: str) -> int:
    return sum(area.shape == "polygon" for notice in read_notices(text) for area in notice.areas)


def aviconv_polygons(text: str) -> int:
    from aviconv_notam.parser import parse

    return int(parse(text).geometry.polygon is not None)


def measure(name: str, read: Callable[[str], int], refusal: type[Exception], texts: list[str]) -> None:
    """One row: the best of the rounds, what was read and what was refused."""
    best_s, polygons, refused, crashed = float("inf"), 0, 0, 0
    for _ in range(ROUNDS):
        polygons = refused = crashed = 0
        start = time.process_time()
        for text in texts:
            try:
                polygons += read(text) > 0
            except refusal:
                refused += 1
            except Exception:  # a peer's crash is counted, and the run goes on
                crashed += 1
        best_s = min(best_s, time.process_time() - start)
    print(f"{name:24}{len(texts) / best_s:12.0f}{polygons:16}{refused:10}{crashed:10}")


def main() -> int:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEV
    if not path.exists():
        print(f"no {path.name} with the texts: give a file, or lay out ../shared/data", file=sys.stderr)
        return 0
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    notams = [record["text"] for record in records if record.get("kind") == "NOTAM"]
    print(f"{len(notams)} NOTAMs, best of {ROUNDS}, one core\n")
    print(f"{'':24}{'texts/CPU s':>12}{'with polygons':>16}{'refused':>10}{'crashed':>10}")
    measure("Downrange", downrange_polygons, NoticeError, notams)
    try:
        from aviconv_core.errors import AviconvError
    except ImportError:
        print("aviconv-notam is not installed: run benchmarks/run.py, which sets up the peers")
    else:
        measure("aviconv-notam", aviconv_polygons, AviconvError, notams)
    measure("Downrange, all texts", downrange_polygons, NoticeError, [record["text"] for record in records])
    return 0


if __name__ == "__main__":
    sys.exit(main())
