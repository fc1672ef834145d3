"""Broken texts in large number: does the notice reader always answer or refuse, and soon?

    python design/notice_fuzz.py [--notices FILE] [--inputs N] [--minutes M] [--seed N] [--json]

Each input is a notice of the file, or two spliced, with 1 to 8 changes: a piece cut out, doubled, moved, turned, or
replaced by a piece of another notice, by figures, by signs of every kind, by control characters or by a long
repetition. An error that is not one of Downrange's own, or an answer after more than a second of computing, is a
failure and printed with its input; the exit code is then 1.
"""

import random
import sys
import time
from collections.abc import Sequence

from downrange.errors import DownrangeError
from downrange.launch.notices.notice_reader import read_notices
from measurement import Row, answer, archives, arguments, files, json_lines, require

LONGEST_S = 1.0
SIGNS = "()[]{}<>/\\-–—.,:;'\"°′″+*=#&%$@!?\t\n\r\x00\x1b\u202e\ufeff０١क中北度분С\U0001f680"
PIECES = (
    *(
        "E)",
        "B) ",
        "C) ",
        "D) ",
        "Q) ",
        "NNNN",
        "ZCZC",
        "<xml>",
        "&nbsp;",
        "{",
        "DAILY",
        "H24",
        "SR-SS",
        "UNTIL",
    ),
    *(
        "WITHIN",
        "RADIUS",
        "1,500 M",
        ".5 NM",
        "2400",
        "0000Z",
        "31 FEB",
        "EXC",
        "CANCEL",
        "AREA A:",
        "LAT",
        "LONG",
    ),
    *(
        "THENCE ALONG",
        "ARC",
        "N",
        "E",
        "W",
        "(UTC+8)",
        "LOCAL",
        "9999999999",
        "000000Z",
        "1/2",
        "1/0",
        "1,5",
        "12-12-",
    ),
)


def broken(texts: Sequence[str], draw: random.Random) -> str:
    """One input."""
    text = draw.choice(texts)
    if draw.random() < 0.2:
        other = draw.choice(texts)
        text = text[: draw.randrange(len(text) + 1)] + other[draw.randrange(len(other) + 1) :]
    for _ in range(draw.randint(1, 8)):
        a, b = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        b = min(b, a + draw.choice((1, 1, 2, 5, 20, 100)))
        other = draw.choice(texts)
        at = draw.randrange(len(other) + 1)
        piece = draw.choice(
            (
                "", text[a:b] * 2, text[a:b][::-1], other[at : at + b - a], draw.choice(PIECES),
                "".join(draw.choices("0123456789", k=draw.randint(1, 12))), "".join(draw.choices(SIGNS, k=3)),
                draw.choice(PIECES) * draw.randint(2, 200),
            )
        )  # fmt: skip
        text = text[:a] + piece + text[b:]
    return text


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--notices", archives("notices/dev.jsonl"), "JSON lines with `text`")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long, if sooner")
    given = parser.parse_args(words)
    require(parser, given, "--notices")
    texts = [row["text"] for row in json_lines(given.notices)]
    draw = random.Random(given.seed)
    rows: list[Row] = []
    tried = read = refused = 0
    slowest = 0.0
    last = time.monotonic() + 60 * given.minutes
    for number in range(given.inputs):
        if time.monotonic() > last:
            break
        tried += 1
        text = broken(texts, draw)
        began = time.process_time()
        try:
            read_notices(text)
            read += 1
        except DownrangeError:
            refused += 1
        except Exception as error:
            rows.append({"input": number, "fault": repr(error), "text": text})
        took = time.process_time() - began
        slowest = max(slowest, took)
        if took > LONGEST_S:
            rows.append({"input": number, "fault": f"{took:.1f} s", "text": text})
    figures = {
        "inputs": tried, "read": read, "refused": refused, "failures": len(rows), "slowest_s": slowest,
    }  # fmt: skip
    answer(given, rows, figures, lambda row: f"{row['input']} {row['fault']}: {row['text'][:300]!r}")
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
