"""Payloads given where a user gives texts: in a notice, and in each text field of a case folder.

A field may refuse a payload, with one line that shows nothing unseen; where it takes it, the verbs that print the
field must print it with signs. JSON must hold it as it was given.
"""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

from downrange.case.case_reader import read_case
from downrange.cli import main
from downrange.errors import DownrangeError
from downrange.launch.notices.notice_features import areas_to_kml
from downrange.launch.notices.notice_reader import read_notices
from hostile_outputs import unseen

FILES = ("case.toml", "sources.toml", "events.toml", "claims.toml", "provisions.toml")
NOTICE = """NAVAREA XI 0678/23
{payload}
WESTERN PACIFIC. {payload}
1. ROCKET LAUNCHING 220000Z TO 230000Z NOV 23 IN AREAS:
A. {payload} 36-00N 123-30E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-30E.
2. CANCEL THIS MSG 230100Z NOV 23. {payload}
"""


def printed(*words: str, stdin: str = "") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    given = io.TextIOWrapper(io.BytesIO(stdin.encode(errors="replace")))
    with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", given):
        try:
            main(list(words))
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


def faults_of_command(code: int, out: str, err: str) -> Iterator[str]:
    """What no command may do, whatever it was given."""
    if code not in (0, 1, 2):
        yield f"exit {code}: {err.strip()[:150]}"
    if found := unseen(out) + unseen(err):
        yield f"prints {found!r}"


def faults_of_notice(payload: str, folder: Path) -> Iterator[str]:
    """What is wrong with a notice that has the payload in it: on the terminal, as JSON, GeoJSON and KML."""
    text = NOTICE.format_map({"payload": payload})
    place = folder / "areas.geojson"
    place.unlink(missing_ok=True)
    for words in (("--geojson", str(place)), ("--json",)):
        code, out, err = printed("notice", "read", "-", *words, stdin=text)
        yield from (f"notice read {words[0]}: {fault}" for fault in faults_of_command(code, out, err))
        if words[0] == "--json" and code != 2:  # refused: one line on standard error
            json.loads(out)
    if place.exists():
        written = place.read_text(encoding="utf-8")
        json.loads(written)
        if found := unseen(written):
            yield f"areas.geojson of a notice: holds {found!r}"
        kml = areas_to_kml(read_notices(text.encode(errors="replace").decode()))
        ElementTree.fromstring(kml.encode())
        if found := unseen(kml):
            yield f"KML of a notice: holds {found!r}"


# ---- the fields of a case


def fields_of(folder: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """(file, steps) of one text of each kind in a case folder: the first of each list that has it."""
    seen = set()
    for file in FILES:
        for steps in _texts(tomllib.loads((folder / file).read_text(encoding="utf-8"))):
            kind = (file, *(step for step in steps if not isinstance(step, int)))
            if kind not in seen:
                seen.add(kind)
                yield file, steps
    yield from (("places.csv", (0, column)) for column in _rows(folder)[0])


def _texts(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, str):
        yield steps
    elif isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*steps, step))


def _rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "places.csv").read_text(encoding="utf-8").splitlines()))


@cache
def _content(folder: Path, file: str, size: int) -> Any:
    """What a file of the case holds, parsed once."""
    return (
        _rows(folder) if file == "places.csv" else tomllib.loads((folder / file).read_text(encoding="utf-8"))
    )


def written_with(folder: Path, file: str, places: Iterable[tuple[Any, ...]], payload: str) -> str:
    """A file of the case with the payload in these fields; UnicodeEncodeError where it cannot hold it."""
    content: Any = deepcopy(_content(folder, file, (folder / file).stat().st_size))
    for steps in places:
        inside = content
        for step in steps[:-1]:
            inside = inside[step]
        inside[steps[-1]] = payload
    if file == "places.csv":
        page = io.StringIO()
        writer = csv.DictWriter(page, list(content[0]))
        writer.writeheader()
        writer.writerows(content)
        text = page.getvalue()
    else:
        text = "".join(f"{key} = {_toml(value)}\n" for key, value in content.items())
    text.encode()
    return text


def _toml(value: Any) -> str:
    """A value in TOML's inline form."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)


def reading(folder: Path, file: str, steps: tuple[Any, ...], payload: str) -> tuple[str, str]:
    """(accepted | refused | not written | fault, message) of a case with the payload in one field."""
    before = (folder / file).read_bytes()
    try:
        text = written_with(folder, file, [steps], payload)
    except UnicodeEncodeError:
        return "not written", ""
    try:
        (folder / file).write_text(text, encoding="utf-8", newline="")
        read_case(str(folder))
    except DownrangeError as error:
        return "refused", str(error)
    except Exception as error:  # whatever it is: it is the fault that is looked for
        return "fault", f"{type(error).__name__}: {error}"
    finally:
        (folder / file).write_bytes(before)
    return "accepted", ""


VERBS = (("record", "timeline"), ("record", "claims"), ("record", "provisions"), ("case", "check"))


def faults_of_case(
    folder: Path, fields: Sequence[tuple[str, tuple[Any, ...]]], payload: str
) -> Iterator[str]:
    """What is wrong with what the verbs print of a case that has the payload in all these fields at once."""
    before = {file: (folder / file).read_bytes() for file in {file for file, _ in fields}}
    try:
        for file in before:
            places = [steps for each, steps in fields if each == file]
            text = written_with(folder, file, places, payload)
            (folder / file).write_text(text, encoding="utf-8", newline="")
        for verb in VERBS:
            for more in ((), ("--json",)) if verb[0] == "record" else ((),):
                answered = printed(*verb, str(folder), *more)
                yield from (f"{' '.join((*verb, *more))}: {fault}" for fault in faults_of_command(*answered))
    finally:
        for file, data in before.items():
            (folder / file).write_bytes(data)
