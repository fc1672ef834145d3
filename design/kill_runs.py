"""Kills whole commands at random moments (kill -9) and looks at what is left: nothing mixed, lost or left behind.

    python design/kill_runs.py --runs 200 --seed 1 [--verb brief|notice|record ...]

Each verb is run to its end first with two inputs, which gives its time and its two whole results. Then it is started
over the result of the other input and killed after a random part of that time. What stands there must be the old
result or the new one, byte for byte (of a record: what it holds, and that every hash fits). The run after it must
succeed and leave the new result and nothing else. Prints a line for each verb; exit code 1 where anything is
wrong.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from downrange.case.case_reader import SHIPPED
from downrange.cli import main as main_of_the_program
from downrange.kernel.staged_files import PREFIX
from downrange.record.store import Store
from measurement import Row, answer, arguments

CASE = SHIPPED / "2023-11-21-malligyong-1"
VERBS = ("brief", "notice", "record")


def command(verb: str, place: Path, which: int) -> list[str]:
    """A command of the verb; `which`, 0 or 1, is one of two inputs with different results in one place."""
    if verb == "brief":
        return ["brief", str(CASE), "--out", str(place / "out"), "--samples", "100", "--seed", str(which + 1)]
    if verb == "record":
        return ["record", "keep", str(place / f"{which}" / CASE.name), str(place / "r.sqlite")]
    return ["notice", "read", str(place / f"{which}.txt"), "--geojson", str(place / "areas.geojson")]


def run_forked(words: list[str], kill_after_s: float | None = None) -> int:
    """The exit code of the whole command in a process of its own; -9 if it was killed first.

    The process is forked from this one, which has run the command once: the time goes into the work alone.
    """
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        try:
            main_of_the_program(words)
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else 0)
        os._exit(0)
    end = None if kill_after_s is None else time.monotonic() + kill_after_s
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if end is not None and time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
            end = None
        time.sleep(0.001)


def warm_up(words: list[str]) -> None:
    """Run the command here once: its tables and compiled loops are loaded, and every fork has them."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main_of_the_program(words)
    assert threading.active_count() == 1, "a process with threads cannot be forked"


def prepare(verb: str, place: Path) -> None:
    """The two inputs: two cases of one name and other contents, or two notices."""
    for which, word in enumerate(("Korea", "KOREA")):
        if verb == "record":
            path = place / f"{which}" / CASE.name / "events.toml"
            shutil.copytree(CASE, path.parent)
            path.write_text(path.read_text(encoding="utf-8").replace("Korea", word), encoding="utf-8")
        elif verb == "notice":
            text = (CASE / "notices" / "B4525-23.txt").read_text(encoding="utf-8")
            given = text.replace("145410N", "145411N") if which else text
            (place / f"{which}.txt").write_text(given, encoding="utf-8")


def state(verb: str, place: Path) -> object:
    """What a user finds: the files that are not in a staging folder, or the record."""
    if verb == "record":
        if not (place / "r.sqlite").exists():
            return None
        with Store.open(place / "r.sqlite") as store:
            names = store.launches()
            return (store.faults(), [store.record(name) for name in names])
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and PREFIX not in str(path)
    }


def left(place: Path) -> list[str]:
    return [str(path) for path in place.rglob(f"{PREFIX}*")]


def measure(verb: str, runs: int, every: int, rng: random.Random) -> Row:
    place = Path(tempfile.mkdtemp(prefix="kill-runs-"))
    prepare(verb, place)
    results, times = [], []
    warm_up(command(verb, place, 0))
    for which in (0, 1):
        words = command(verb, place, which)
        before = time.monotonic()
        code = run_forked(words)
        times.append(time.monotonic() - before)
        assert code in (0, 1), code
        results.append(state(verb, place))
    assert results[0] != results[1], "the two inputs do not differ"
    told: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(runs):
        which = number % 2
        words = command(verb, place, which)
        moment = rng.uniform(0.0, 1.1 * max(times))
        killed = run_forked(words, moment) == -signal.SIGKILL
        told["killed" if killed else "finished first"] += 1
        found = state(verb, place)
        told["old" if found == results[1 - which] else "new" if found == results[which] else "mixed"] += 1
        if found not in results:
            wrong.append(f"run {number}, killed after {moment:.2f} s: neither the old result nor the new")
        told["left behind"] += bool(left(place))
        if not left(place) and number % every:
            continue
        code = run_forked(words)
        told["next runs"] += 1
        if code not in (0, 1) or state(verb, place) != results[which] or left(place):
            wrong.append(f"run {number}: the next run ended with {code}, left {left(place)}")
    shutil.rmtree(place)
    return {"runs": runs, "seconds_of_a_run": round(max(times), 2), **told, "wrong": wrong}


def main() -> None:
    parser = arguments(__doc__, halves=False)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--every",
        type=int,
        default=1,
        help="a whole run after so many kills, and after any that left something",
    )
    parser.add_argument("--verb", nargs="+", choices=VERBS, default=VERBS)
    given = parser.parse_args()
    rows = [
        {
            "verb": verb,
            **measure(verb, given.runs, given.every, random.Random(f"{given.seed} {verb}")),
        }
        for verb in given.verb
    ]
    wrong = sum(len(row["wrong"]) for row in rows)
    answer(given, rows, {"runs": sum(row["runs"] for row in rows), "wrong": wrong}, json.dumps)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
