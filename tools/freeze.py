"""Freeze what every verb answers, so that a change of structure can be shown to change no answer.

    python tools/freeze.py write DIR            run every command below and keep what it printed and wrote
    python tools/freeze.py compare DIR          run them again and compare with what DIR holds

A comparison walks the JSON: a number that differs in its last bit, a key that went, a key that came and a text that
reads otherwise are each counted and listed apart. It exits 1 when a number or a key is not as it was; texts and new
keys are for the reader of the list to judge. `--only WORD` takes the commands whose name holds WORD.
Real data beside the repository (``../shared/data``) are used where they lie there.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "src" / "downrange" / "cases"
DATA = ROOT.parent / "shared" / "data"
REFERENCE, NURI, KMS = "2023-11-21-malligyong-1", "2023-05-25-nuri-3", "2016-02-07-kwangmyongsong-4"
NOTICE, SETS = CASES / REFERENCE / "notices" / "B4525-23.txt", CASES / REFERENCE / "elements" / "58400.tle"
SHOWN = 12

PYTHON = [sys.executable]
RUN = ["-W", "error", "-c", "from downrange.cli import main; main()"]
NIGHT = ["--start", "2023-11-27T00:00Z", "--end", "2023-11-29T00:00Z"]
PLACE = ["--place", "38.8977,-77.0365", "--place", "39.0425,125.71"]


def commands() -> dict[str, list[str]]:
    """Name to command line; ``OUT`` in a line is a folder of its own."""
    lines: dict[str, list[str]] = {}
    for case in (REFERENCE, NURI, KMS):
        lines[f"brief-{case}"] = ["brief", case, "--out", "OUT", "--samples", "500"]
        lines[f"fall-{case}"] = ["fall", case, "--samples", "200", "--check-zones", "--json"]
        lines[f"fall-text-{case}"] = ["fall", case, "--samples", "200"]
        for what in ("timeline", "claims", "check", "provisions"):
            lines[f"record-{what}-{case}"] = ["record", what, case, "--json"]
            lines[f"record-{what}-text-{case}"] = ["record", what, case]
    for name, more in {
        "plane": ["--site", "SOHAE"],
        "plane-liftoff": ["--site", "SOHAE", "--liftoff", "2023-11-21T13:42:58Z"],
        "plane-no-site": [],
        "plane-no-history": ["--site", "SOHAE", "--no-history"],
    }.items():
        lines[name] = ["plane", str(NOTICE), *more, "--json"]
        lines[f"{name}-text"] = ["plane", str(NOTICE), *more]
    lines["notice"] = ["notice", "read", str(NOTICE), "--json"]
    lines["notice-text"] = ["notice", "read", str(NOTICE)]
    look = [
        "search",
        str(NOTICE),
        "--site",
        "SOHAE",
        "--liftoff",
        "2023-11-21T13:42:28Z",
        "--height",
        "480/520",
    ]
    lines["search"], lines["search-text"] = [*look, "--json"], look
    lines["search-omm"] = [*look, "--omm", "xml"]
    catalogues = [str(CASES / REFERENCE / "elements" / f"{when}.tle") for when in ("before", "after")]
    here = ["--before", catalogues[0], "--after", catalogues[1], "--site", "SOHAE"]
    tie = ["identify", *here, "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z"]
    lines["identify"], lines["identify-text"] = [*tie, "--json"], tie
    lines["identify-notices"] = [*tie, "--notices", str(NOTICE), "--json"]
    lines["passes"] = ["passes", str(SETS), *PLACE, *NIGHT, "--json"]
    lines["passes-text"] = ["passes", str(SETS), *PLACE, *NIGHT]
    lines["overflight"] = ["overflight", str(SETS), *PLACE, *NIGHT, "--json"]
    lines["overflight-text"] = ["overflight", str(SETS), *PLACE, *NIGHT]
    lines["coverage"] = ["coverage", str(SETS), "--grid", "10", *NIGHT, "--json"]
    lines["manoeuvres"] = ["manoeuvres", str(SETS), "--json"]
    lines["manoeuvres-text"] = ["manoeuvres", str(SETS)]
    sinking = ["decay", str(CASES / KMS / "elements" / "41332.tle"), "--as-of", "2023-06-01T00:00Z"]
    lines["decay"], lines["decay-text"] = [*sinking, "--json"], sinking
    lines["identify-no-notices-late"] = [
        "identify",
        *here,
        "--window",
        "2023-11-25T00:00Z/2023-11-25T02:00Z",
        "--json",
    ]
    lines["case-list"] = ["case", "list"]
    lines["refused-site"] = ["plane", str(NOTICE), "--site", "SOHAI"]
    lines["refused-time"] = [
        "passes",
        str(SETS),
        *PLACE,
        "--start",
        "2023-11-27T00:00",
        "--end",
        "2023-11-28",
    ]
    if DATA.is_dir():
        lines |= _on_real_data()
    return lines


def _on_real_data() -> dict[str, list[str]]:
    sets = DATA / "orbits"
    lines = {
        "identify-catalogues": [
            "identify", "--before", str(sets / "catalogues" / "catalogue_20231109.tle.gz"),
            "--after", str(sets / "catalogues" / "catalogue_20231209.tle.gz"), "--site", "SOHAE",
            "--window", "2023-11-21T13:00Z/2023-11-21T15:00Z", "--json",
        ],
        "identify-2016": [
            "identify", "--before", str(sets / "catalogues" / "catalogue_20160112.tle.gz"),
            "--after", str(sets / "catalogues" / "catalogue_20160208.tle.gz"), "--site", "SOHAE",
            "--window", "2016-02-07T00:00Z/2016-02-07T02:00Z", "--json",
        ],
        "manoeuvres-58400": ["manoeuvres", str(sets / "dprk" / "58400.tle"), "--json"],
        "decay-41333": ["decay", str(sets / "dprk" / "41333.tle"), "--as-of", "2022-06-01T00:00Z", "--json"],
    }  # fmt: skip
    for name in ("Jason-2", "Fengyun-2F"):
        lines[f"manoeuvres-{name}"] = ["manoeuvres", str(sets / "manoeuvre" / f"{name}.tle.gz"), "--json"]
    return lines


def _notices_of_archives() -> Iterator[tuple[str, str]]:
    """Every notice of the collected archive, read in one process: 3,435 commands would take an hour."""
    code = (
        "import json,sys\nfrom pathlib import Path\n"
        "from downrange.api import read_notices\nfrom downrange.errors import DownrangeError\n"
        "for line in Path(sys.argv[1]).read_text(encoding='utf-8').splitlines():\n"
        "    try: said = [n.as_dict() for n in read_notices(json.loads(line)['text'])]\n"
        "    except DownrangeError as error: said = {'refused': type(error).__name__}\n"
        "    print(json.dumps(said, ensure_ascii=False))\n"
    )
    if (DATA / "notices" / "dev.jsonl").is_file():
        done = subprocess.run(
            [*PYTHON, "-c", code, str(DATA / "notices" / "dev.jsonl")],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        yield "notices-of-archives.json", json.dumps(rows, ensure_ascii=False, indent=0)
        yield "notices-of-archives.exit", f"{done.returncode} {done.stderr[-500:]}"


def answers(only: str) -> Iterator[tuple[str, str]]:
    """Each output of each command: its name and its text, moments of writing masked."""
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(_run, *zip(*((n, c) for n, c in commands().items() if only in n), strict=True)):
            yield from found
    if only in "notices-of-archives":
        yield from _notices_of_archives()


def _run(name: str, command: list[str]) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        words = [folder if word == "OUT" else word for word in command]
        done = subprocess.run([*PYTHON, *RUN, *words], capture_output=True, text=True, check=False, cwd=ROOT)
        told = [(f"{name}.stdout", done.stdout.replace(folder, "OUT").replace(str(ROOT), "ROOT"))]
        told += [(f"{name}.exit", f"{done.returncode}\n")]
        if done.returncode not in (0, 1):
            told += [(f"{name}.stderr", done.stderr.replace(str(ROOT), "ROOT"))]
        for file in sorted(Path(folder).iterdir()):
            told.append((f"{name}.{file.name}", file.read_text(encoding="utf-8")))
    return [(title, _masked(text)) for title, text in told]


def _masked(text: str) -> str:
    text = re.sub(r"(CREATION_DATE\W+)[0-9T:.-]+", r"\1NOW", text)
    return re.sub(r"(DTSTAMP:)[0-9TZ]+", r"\1NOW", text)


def differences(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(kind, place) of each difference: number, gone, new or text."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() | new.keys():
            if key not in new:
                yield "gone", f"{path}/{key}"
            elif key not in old:
                yield "new", f"{path}/{key}"
            else:
                yield from differences(old[key], new[key], f"{path}/{key}")
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield (
                ("text" if all(isinstance(x, str) for x in old + new) else "gone"),
                f"{path} length {len(old)}>{len(new)}",
            )
        for place, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from differences(one, other, f"{path}/{place}")
    elif old != new or type(old) is not type(new):
        kind = "text" if isinstance(old, str) and isinstance(new, str) else "number"
        yield kind, f"{path}: {str(old)[:110]!r} > {str(new)[:110]!r}"


def _compared(name: str, old: str, new: str) -> list[tuple[str, str]]:
    if old == new:
        return []
    try:
        return list(differences(json.loads(old), json.loads(new)))
    except ValueError:
        before, after = old.splitlines(), new.splitlines()
        lines = [line for line in after if line not in set(before)] or ["(lines went)"]
        return [("exit" if name.endswith(".exit") else "text", line[:200]) for line in lines]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--all", action="store_true", help="list every difference")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    hard, seen = 0, set()
    for name, text in answers(asked.only):
        seen.add(name)
        kept = asked.folder / name
        if asked.what == "write":
            kept.write_text(text, encoding="utf-8")
            continue
        found = _compared(name, kept.read_text(encoding="utf-8") if kept.is_file() else "", text)
        hard += sum(kind in ("number", "gone", "exit") for kind, _ in found)
        if found:
            kinds = {kind: sum(k == kind for k, _ in found) for kind, _ in found}
            print(f"{name}: {kinds}")
            hardest = sorted(found, key=lambda one: one[0] in ("text", "new"))
            for kind, place in hardest if asked.all else hardest[:SHOWN]:
                print(f"    {kind:6} {place}")
    print(
        f"{len(seen)} outputs {'written' if asked.what == 'write' else 'compared'}; "
        f"{hard} numbers, keys or exits changed"
    )
    return 1 if hard else 0


if __name__ == "__main__":
    raise SystemExit(main())
