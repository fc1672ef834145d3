"""Fuzz the notice reader: mutated notices and random words of their grammar, counting tracebacks and slow inputs.

    python tools/fuzz_notices.py [--inputs N] [--seed S]

The seeds are the notices in tests/launch/notices. Each input is cut, doubled, spliced, misprinted or strewn with
words of the grammar. A text that is refused (`NoticeError`) is read well; any other exception is a finding, and so is
an input that takes more than a second. Input number i depends on the seed and i only.
"""

import argparse
import ast
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from downrange.errors import NoticeError
from downrange.launch.notices.notice_reader import read_notices

TESTS = Path(__file__).resolve().parent.parent / "tests" / "launch" / "notices"
SLOW_S = 1.0
WORDS = """
NAVAREA|XII|IV|1399/25|HYDROPAC|NOTAMN|NOTAMR|NOTAMC|A0001/26|Q)|B) 2601300520|C) 2602031530|D)|E)|F) SFC|G) UNL
PART 1 OF 3|EST|PERM|UFN|191218Z TO 191647Z APR|ALTERNATE|DAILY|19 THRU 25 JAN|0530Z TO SUNSET|EXCEPT SUNDAYS
MON-FRI|UNTIL|THRU|AND|JAN|31 DEC|99|0000|2400Z|302400Z|310001Z FEB|9999|2200-0200 (NEXT DAY)|LOCAL TIME
CANCEL|CANCEL THIS MSG
IN AREA BOUND BY|WITHIN|NINE MILES OF|0 MILES OF|99999999 NM|TRACKLINE JOINING|SECTOR|RADIUS|BETWEEN 350 DEGREES
AND 010 DEGREES|A.|B.|(1)|AREA 2:|90-00N 000-00E|90-00S 180-00W|N401300E1005429|2827N10834E|00-00N 179-59E|°|′|북위
THEN COASTAL LINE TO|ARC RADIUS OF 5KM CENTRED ON|BACK TO START|-|,|.|/|(|)|:|\n|\r\n|\t|\u200f|Я|½|<|{
"|'|&apos;|=NNNN
""".replace("\n", "|").split("|")
DIGITS, LETTERS = "0123456789", "NSEWZABCQT -.,/()\n"


def seeds() -> list[str]:
    """Every text of the room's tests that is long enough to be a notice."""
    found = {
        node.value
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 60
    }
    return sorted(found)


def mutate(rng: random.Random, texts: list[str]) -> str:
    """One input: a piece of a notice, or random words, with a handful of changes."""
    if rng.random() < 0.3:
        text = " ".join(rng.choices(WORDS, k=rng.randrange(1, 30)))
    else:
        text = rng.choice(texts)
        if rng.random() < 0.6:
            start = rng.randrange(len(text))
            text = text[start : start + rng.randrange(20, 400)]
    for _ in range(rng.randrange(1, 6)):
        place = rng.randrange(len(text) + 1)
        match rng.randrange(6):
            case 0:
                text = text[:place] + text[place + rng.randrange(1, 20) :]
            case 1:
                text = text[:place] + rng.choice(WORDS) + text[place:]
            case 2:
                text = text[:place] + rng.choice(DIGITS + LETTERS) + text[place + 1 :]
            case 3:
                text = text[:place] + text[max(0, place - rng.randrange(1, 80)) :]
            case 4:
                other = rng.choice(texts)
                cut = rng.randrange(len(other))
                text = text[:place] + other[cut : cut + rng.randrange(1, 120)] + text[place:]
            case _:
                text = text[:place] + chr(rng.randrange(1, 0x3000)) + text[place:]
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the notice reader.")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after this time")
    chosen = parser.parse_args()
    texts, findings = seeds(), Counter[str]()
    slowest_s, slowest, slow, done, read = 0.0, "", 0, 0, 0
    began = time.monotonic()
    for number in range(chosen.inputs):
        if time.monotonic() - began > chosen.seconds:
            break
        text = mutate(random.Random(chosen.seed * 1_000_003 + number), texts)
        start = time.process_time()
        try:
            for notice in read_notices(text):
                read += 1
                if number % 20 == 0:  # the geometry is the slow part
                    notice.as_dict()
        except NoticeError:
            pass
        except Exception as error:  # every other exception is what this tool looks for
            where = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno} {error}"
            if not findings[name]:
                print(f"input {number}: {name}\n  {text!r}", flush=True)
            findings[name] += 1
        took_s = time.process_time() - start
        slow += took_s > SLOW_S
        if took_s > slowest_s:
            slowest_s, slowest = took_s, text
        done += 1
    print(
        f"{done:,} inputs from {len(texts)} seeds in {time.monotonic() - began:.0f} s, {read:,} notices read"
    )
    print(
        f"{sum(findings.values())} tracebacks ({len(findings)} kinds), {slow} inputs over {SLOW_S:.0f} s of CPU"
    )
    print(f"slowest: {slowest_s * 1000:.0f} ms for {len(slowest)} characters: {slowest[:120]!r}")
    return 1 if findings or slow else 0


if __name__ == "__main__":
    sys.exit(main())
