"""Hostile texts: whatever is pasted, the reader answers with notices or a NoticeError, and soon."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.errors import NoticeError
from downrange.launch.notices.notice_reader import read_notices
from repository import archive

SEEDS = (
    """171200Z AUG 21
HYDROARC 187/21(22).
BARENTS SEA.
1. MISSILE OPERATIONS 0600Z TO 1600Z DAILY 20 THRU 24 AUG IN AREAS:
   A. BOUND BY 68-30N 045-36E, 68-30N 051-48E, 66-55N 047-42E.
   B. WITHIN 31 MILES OF 78-16N 163-55E.
   C. BETWEEN 69-34.5N 69-30.0N AND 016-05.0E 015-57.0E.
2. CANCEL HYDROARC 180/21 AND 181/21.
3. CANCEL THIS MSG 241700Z AUG 21.
""",
    """B0961/25 NOTAMN
Q) RPHI/QWMLW/IV/BO /W /000/999/1900N12353E034
A) RPHI B) 2503291600 C) 2503312000 D) DAILY 1600-2000
E) AEROSPACE FLT ACT WI: 191900N 1232500E - 191400N 1242500E - 184200N 1242200E - 191900N 1232500E
F) SFC G) UNL
""",
)
PIECES = (
    *"NSEW-.,()'°/:",
    *("0", "99", "2400Z", "9999Z", "310000Z", "DAILY", "THRU", "FEB", "UNTIL", "SUNSET", "A.", "1."),
    "EXCEPT SUNDAYS",
    *("CANCEL THIS MSG", "NAVAREA IV 1/23", "B)", "C)", "D)", "E)", "90-00N 180-00E"),
    *("00-00N 000-00E", "91-00N 181-00E"),
    *("\x00", "\u202e", "１２", "WITHIN NINE MILES OF", "RADIUS", "SECTOR", "TRACKLINE JOINING", "\n"),
    "CIRCLE OF 10NM AROUND THE LAUNCHER",
)  # fmt: skip


def read(text: str) -> None:
    try:
        notices = read_notices(text)
    except NoticeError:
        return
    for notice in notices:
        json.dumps(notice.as_dict(), allow_nan=False)
        for span in notice.unread:
            assert span.text == text[span.start : span.end]


@given(st.text())
def test_any_text(text: str) -> None:
    read(text)


@settings(max_examples=200)
@given(
    seed=st.sampled_from(SEEDS),
    cuts=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20), st.sampled_from(PIECES)), max_size=8),
)
def test_mutated_notices(seed: str, cuts: list[tuple[int, int, str]]) -> None:
    for at, length, piece in cuts:
        seed = seed[:at] + piece + seed[at + length :]
    read(seed)


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 1000,
        "1" * 100_000,
        "N1" * 20_000,
        "[" * 50_000,
        '{"a":' * 20_000,
        "<a>" * 20_000,
        SEEDS[0] + "10-00N 010-00E, " * 3_000,
        SEEDS[0] + "0000Z TO 0100Z DAILY 01 JAN THRU 31 DEC " * 300,
        SEEDS[1].replace("1600-2000", "0000-0100 " * 3_000),
        SEEDS[0] * 50,
        SEEDS[0].replace("31 MILES", "674144216 MILES"),
        SEEDS[0] + "10 " * 10_000,
    ],
    ids=[
        "nul",
        "digits",
        "letters",
        "brackets",
        "json",
        "xml",
        "vertices",
        "years",
        "hours",
        "copies",
        "miles",
        "numbers",
    ],
)
def test_large_and_repetitive_texts(text: str) -> None:
    read(text)


def test_every_dev_notice_is_read_without_a_crash() -> None:
    path = archive("notices/dev.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in random.Random(1).sample(rows, 600):
        read(row["text"])


@pytest.mark.parametrize(
    "number", ["1/0", "1,51/2", "1,5/2", "3 1/0", "0/0", ".5/2", "1,500/3", "1/00", "/2", ".5", "1,,5"]
)
@pytest.mark.parametrize("unit", ["NM", "M", "KM", "MILES", "FT"])
def test_numbers_that_are_none_are_answered(number: str, unit: str) -> None:
    """Found by 140,000 broken texts: fractions with a comma, over nought, and a year that is ``.5``."""
    printed = number + unit
    read(
        f"NAVAREA XI 99/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV 26 WITHIN {number} {unit} OF 19-36N 111-10E."
    )
    read(f"250758Z AUG {number} {unit}\nHYDROPAC 99/26. ROCKET LAUNCHING WITHIN {printed} OF 19-36N 111-10E.")
    read(
        "A0101/26 NOTAMN\nA) RPHI B) 2603291600 C) 2603292000\n"
        f"E) CIRCLE RADIUS {printed} CENTER 1919N12325E\nF) SFC G) {printed}"
    )
