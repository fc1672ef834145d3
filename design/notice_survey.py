"""What the reader makes of many notices without labels, issuer by issuer.

    python design/notice_survey.py --notices FILE.jsonl... [--list] [--json]

"with_areas" counts the texts that print two coordinates or more and from which an area with an outline was read;
"q_line" NOTAMs whose own circle does not fit the areas of item E. --list names each text that lacks an outline or has
such a Q-line, with what the reader says of it.
"""

import re
import sys
from collections import Counter, defaultdict

from downrange.errors import NoticeError
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices
from measurement import Row, answer, archives, arguments, files, json_lines, require, share

COORDINATE = re.compile(
    r"\b\d{2}[-. ]?\d{2}[-.\d]*\s?[NS]|\b[NS]\s?\d{2}[ -]?\d{2}|\d°|\d ?deg", re.IGNORECASE
)
COLUMNS = ("texts", "refused", "coordinates", "with_areas", "unread", "defects", "q_line", "crashed")


def row_of(record: Row) -> Row:
    """What one text gave: each column true or false, and what the reader says where areas or the Q-line fail."""
    text = record["text"]
    printed = len(COORDINATE.findall(re.sub(r"Q\)[^\n]*?\d{4}[NS]\d{5}[EW]\d{0,3}", "", text))) >= 2
    notices: tuple[Notice, ...] = ()
    refused = crashed = False
    try:
        notices = read_notices(text)
    except NoticeError:
        refused = True
    except Exception:  # a crash is what is counted here
        crashed = True
    outlined = any(area.boundary is not None for notice in notices for area in notice.areas)
    defects = [defect for notice in notices for defect in notice.defects]
    q_line = [defect for defect in defects if defect.code in Q_LINE]
    row = {
        "id": record.get("uid") or record.get("id"),
        "issuer": record.get("issuer") or "",
        "texts": True,
        "refused": refused,
        "coordinates": printed,
        "with_areas": printed and outlined,
        "unread": any(notice.unread for notice in notices),
        "defects": bool(defects),
        "q_line": bool(q_line),
        "crashed": crashed,
    }
    said = defects if printed and not outlined else q_line
    return {
        **row,
        "codes": [str(defect.code) for defect in defects],
        "says": [defect.says for defect in said],
    }


def counts_of(rows: list[Row]) -> Row:
    """How many rows each column holds for, and the share of those with coordinates that gave an outline."""
    counts: Row = {column: sum(row[column] for row in rows) for column in COLUMNS}
    return {**counts, "outlined_share": share(counts["with_areas"], counts["coordinates"])}


def table(rows: list[Row]) -> None:
    """The counts issuer by issuer, and why Q-lines do not fit."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["issuer"]].append(row)
    print(f"{'issuer':44}" + "".join(f"{column:>12}" for column in COLUMNS))
    for name, group in sorted(groups.items()):
        counts = counts_of(group)
        print(f"{name[:43]:44}" + "".join(f"{counts[column]:12}" for column in COLUMNS))
    for code, many in Counter(code for row in rows for code in row["codes"]).most_common():
        print(f"  {many:5}  {code}")


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--notices", archives("notices/dev.jsonl"), "texts, one JSON object a line")
    parser.add_argument(
        "--list", action="store_true", help="each text without an outline, or with a wrong Q-line"
    )
    given = parser.parse_args(words)
    require(parser, given, "--notices")
    rows = [row_of(record) for record in json_lines(given.notices) if record.get("text")]
    if not given.json:
        table(rows)
    listed = (lambda row: f"{row['id']} {row['issuer']}: {'; '.join(row['says'])}") if given.list else None
    some = [row for row in rows if row["says"]] if given.list and not given.json else rows
    return answer(given, some, counts_of(rows), listed)


if __name__ == "__main__":
    sys.exit(main())
