"""What the reader makes of every development notice, issuer by issuer.

    python design/notice_survey.py [--csv] [--q-line]

"with areas" is the share of the texts that print two coordinates or more from which an area with an outline was
read; "Q-line" counts NOTAMs whose own circle does not fit the areas of item E, and --q-line lists each of them
with what the reader says about it.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from downrange.errors import NoticeError
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices

DEV = Path(__file__).resolve().parents[2] / "shared" / "data" / "notices" / "dev.jsonl"
COORDINATE = re.compile(
    r"\b\d{2}[-. ]?\d{2}[-.\d]*\s?[NS]|\b[NS]\s?\d{2}[ -]?\d{2}|\d°|\d ?deg", re.IGNORECASE
)
COLUMNS = ("texts", "refused", "coordinates", "with areas", "unread", "defects", "Q-line", "crashed")


def survey(record: dict[str, Any], counts: Counter[str]) -> list[tuple[str, str]]:
    """Add one text to its issuer's counts; returns what was said of its Q-line, and its lack of areas."""
    text = record["text"]
    printed = len(COORDINATE.findall(re.sub(r"Q\)[^\n]*?\d{4}[NS]\d{5}[EW]\d{0,3}", "", text))) >= 2
    counts["texts"] += 1
    counts["coordinates"] += printed
    try:
        notices: tuple[Notice, ...] = read_notices(text)
    except NoticeError:
        counts["refused"] += 1
        notices = ()
    except Exception:
        counts["crashed"] += 1
        notices = ()
    outlined = any(area.boundary is not None for notice in notices for area in notice.areas)
    counts["with areas"] += printed and outlined
    counts["unread"] += any(notice.unread for notice in notices)
    counts["defects"] += any(notice.defects for notice in notices)
    remarks = [(str(d.code), d.says) for notice in notices for d in notice.defects if d.code in Q_LINE]
    counts["Q-line"] += bool(remarks)
    if printed and not outlined:
        said = [d.says for notice in notices for d in notice.defects]
        remarks.append(("no outline", "; ".join(said) or "nothing said"))
    return remarks


def main(arguments: list[str]) -> int:
    if not DEV.exists():
        print("no ../shared/data/notices/dev.jsonl beside this checkout: it holds the texts", file=sys.stderr)
        return 2
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    remarks = []
    for line in DEV.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        said = survey(record, groups[record["issuer"]])
        remarks += [(record["uid"], record["issuer"], *one) for one in said]
    rows = [*sorted(groups.items()), ("total", sum(groups.values(), Counter()))]
    if "--csv" in arguments:
        writer = csv.writer(sys.stdout)
        writer.writerow(("issuer", *COLUMNS))
        writer.writerows((name, *(counts[column] for column in COLUMNS)) for name, counts in rows)
        return 0
    print(f"{'issuer':44}" + "".join(f"{column:>12}" for column in COLUMNS) + "       share")
    for name, counts in rows:
        share = f"{counts['with areas'] / counts['coordinates']:.1%}" if counts["coordinates"] else "-"
        print(f"{name[:43]:44}" + "".join(f"{counts[column]:12}" for column in COLUMNS) + f"{share:>12}")
    told = Counter(subject for _, _, subject, _ in remarks if subject in Q_LINE)
    print("\nwhy Q-line and areas do not agree:")
    for why, many in told.most_common():
        print(f"  {many:4}  {why}")
    for uid, issuer, subject, says in remarks:
        if subject not in Q_LINE or "--q-line" in arguments:
            print(f"{uid} {issuer}: {subject}: {says}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
