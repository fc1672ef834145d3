"""Made and mutated inputs for every reader: does each answer or refuse, soon, and lose nothing in silence?

    python design/reader_fuzz.py [--reader R ...] [--inputs N] [--seed S] [--minutes M] [--json]

An input is a file of one to four records of the reader (`hostile_shapes`, and the notices of the archives where they
lie beside the checkout): cut, spliced, doubled, nested, strewn with signs that its format gives a meaning to, with
odd numbers, dates and characters, or with some of it said over a thousand times. Input i depends on the reader, the
seed and i only.

A failure is: any error but Downrange's own; more than one second of computing; or a loss without a word. Lost is a
record or number that a plain parser of the format sees and an answer without a defect does not; element sets, areas
and places that do not come back when written and read again; a notice that JSON cannot hold, or whose unread pieces
do not stand in its text (that nothing else of it is lost is what its auditor says). The exit code is then 1.
Ctrl-C or SIGTERM stops after the present input and prints the count so far.
"""

import csv
import importlib.util
import io
import json
import random
import re
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from downrange.case.case_codes import CaseCode
from downrange.errors import CaseError, DownrangeError
from downrange.kernel.text_doors import open_toml
from downrange.launch.areas.area import Area
from downrange.launch.areas.area_geojson import areas_from_geojson_text, feature_collection, feature_of
from downrange.launch.areas.area_kml import areas_from_kml, kml_of
from hostile_shapes import READERS, Reader
from measurement import Row, answer, archives, arguments, json_lines, say

LONGEST_S = 1.0
SHOWN = 3  # failures of one kind that are kept whole
ODD = """
nan|NaN|inf|-inf|1e999|-1e999|1e-999|-0|+1.5|1,5|.5|5.|1_0|0x1F|00000000000000000001|99999999999999999999|1e3|0|-1
90|90.0001|-90|180|180.0001|-180|360|361|9999-12-31T23:59:59.999999Z|0001-01-01T00:00:00Z|2024-02-30T00:00:00Z
2023-06-30T23:59:60Z|1969-12-31|2401-01-01T24:00:00|310000Z FEB 26|9999999999
true|null|None|[]|{}|"|'|\\|;|<|>|&|&amp;
&lt;|&#0;|&#x110000;|<!--|-->|<![CDATA[|]]>|<b>|</b>|<?x?>|=|#|%|*|\\u0000|\\ud800|\\"|``|$|@|^|~|/|-|--|.|..|,|,,|:
""".replace("\n", "|").split("|")
CHARACTERS = (
    "\0\x07\x0b\x1b\x7f\x85\xa0\xad\u200b\u202e\u2066\u2028\ufeff\ufffd\ud800\U0001f680\u0663\uff11\xb0\u0421"
)
_PIECE = re.compile(r"[A-Za-z_]+|[0-9.eE+-]+|\s+|.", re.DOTALL)


def seeds_of(name: str) -> list[str]:
    """Valid files of the reader, of one to four records."""
    reader = READERS[name]
    found = [reader.whole(reader.record * count) for count in (1, 2, 4)]
    if name in ("navarea", "notam", "html", "mail", "services", "feeds"):
        rows = json_lines(archives("notices/dev.jsonl"))[:: 7 if name == "navarea" else 40]
        value = READERS["navarea"].record if name != "notam" else reader.record
        for row in rows:
            said = json.dumps(row["text"])[1:-1] if name == "services" else row["text"]
            inside = reader.record.replace(value, said) if value in reader.record else said
            found.append(reader.whole(inside) if name in ("html", "feeds", "mail") else said)
    if name == "omm-json":
        found.append(reader.record)
    return found


def made(texts: Sequence[str], reader: Reader, draw: random.Random) -> str:
    """One input: a file of the seeds with one to eight changes; of a third figures and blanks only."""
    text = draw.choice(texts)
    if draw.random() < 1 / 3:
        return _gently(text, draw)
    for _ in range(draw.choice((1, 1, 1, 1, 1, 2, 3, 5, 8))):
        a = draw.randrange(len(text) + 1)
        if draw.random() < 0.5 and (pieces := list(_PIECE.finditer(text, a, a + 200))):
            a, b = draw.choice(pieces).span()  # a whole word, number or blank
        else:
            b = min(len(text), a + draw.choice((0, 1, 1, 2, 5, 20, 100)))
        text = text[:a] + _instead(text[a:b], texts, reader, draw) + text[b:]
    return text


def _gently(text: str, draw: random.Random) -> str:
    """The text with other figures, blanks or line ends here and there: most are files that a reader takes."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        places = [found.start() for found in re.finditer(r"[0-9\s,.:-]", text)]
        at = draw.choice(places) if places else 0
        new = (
            draw.choice("0123456789")
            if text[at : at + 1].isdigit()
            else draw.choice((" ", "\n", "  ", text[at : at + 1]))
        )
        text = text[:at] + new + text[at + 1 :]
    return text


def _instead(piece: str, texts: Sequence[str], reader: Reader, draw: random.Random) -> str:
    match draw.randrange(12):
        case 0:
            return ""
        case 1:
            return piece * 2
        case 2:
            return piece[::-1]
        case 3 | 4:
            return draw.choice(ODD)
        case 5:
            return piece + draw.choice(CHARACTERS)
        case 6 | 7:
            return draw.choice(reader.signs)
        case 8:
            return draw.choice(reader.signs) * draw.choice((2, 20, 200, 1000))
        case 9:
            other = draw.choice(texts)
            at = draw.randrange(len(other) + 1)
            return other[at : at + draw.choice((5, 50, 500))]
        case 10:
            return "".join(draw.choices("0123456789.-+eE", k=draw.randint(1, 25)))
        case _:
            return draw.choice(reader.signs) + piece + draw.choice(reader.signs)


def notices_hold(text: str, notices: Any) -> str | None:
    """What of an answer JSON cannot hold, or which unread piece does not stand where it says."""
    for notice in notices:
        json.dumps(notice.as_dict(), allow_nan=False)
        for span in notice.unread:
            if notice.start <= span.start <= span.end and not span.text.strip():
                return f"a blank piece is unread at {span.start}"
    return None


def elements_hold(number: int) -> Callable[[str, Any], str | None]:
    """The comparisons of tools/fuzz_elements.py: with plain parsers, and written and read again."""
    tool = _elements_tool()
    notation = tool.NOTATIONS[number % 4]

    def wrong(text: str, sets: Any) -> str | None:
        return tool.unlike(text, sets) or tool.changed(sets, notation)  # type: ignore[no-any-return]

    return wrong


def areas_hold(text: str, areas: tuple[Area, ...]) -> str | None:
    """What does not come back through GeoJSON and KML."""
    collection = feature_collection([feature_of(area, {"name": area.label or "area"}) for area in areas])
    for again in (areas_from_geojson_text(json.dumps(collection)), areas_from_kml(kml_of(collection))):
        if [area.as_dict() for area in again] != [area.as_dict() for area in areas]:
            return f"{len(areas)} areas came back as others"
    return None


def places_hold(text: str, places: Any) -> str | None:
    """A row that a plain CSV reader sees and the answer has not, or a place that does not come back."""
    rows = [
        row
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        if any(map(str.strip, row))
    ]
    told = [row for row in rows if not row[0].strip().startswith("#")]
    header = told and told[0][0].strip().lower() in ("name", "lat", "lon", "alt_m", "why")
    lost = len(told) - bool(header) - len(places)
    return f"{lost} rows were lost" if lost else None


def toml_holds(text: str, _: Any) -> str | None:
    """Another table than tomllib reads."""
    same = open_toml(text, CaseError, CaseCode.NOT_TOML) == tomllib.loads(text)
    return None if same or "nan" in text.lower() else "another table than tomllib's"


_HELD: dict[str, Callable[[str, Any], str | None]] = {
    "geojson": areas_hold, "kml": areas_hold, "places": places_hold, "case": toml_holds, "sources": toml_holds,
}  # fmt: skip
_TOOL: list[Any] = []


def _elements_tool() -> Any:
    if not _TOOL:
        path = Path(__file__).resolve().parents[1] / "tools" / "fuzz_elements.py"
        spec = importlib.util.spec_from_file_location("fuzz_elements", path)
        assert spec
        assert spec.loader
        tool = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(tool)
        _TOOL.append(tool)
    return _TOOL[0]


def finding(name: str, number: int, text: str) -> tuple[str | None, float, bool]:
    """What is wrong with how an input is read, the CPU seconds of reading it, and whether it was refused."""
    reader, refused, wrong = READERS[name], False, None
    elements = name.startswith(("omm", "tle"))
    held = elements_hold(number) if elements else _HELD.get(name, notices_hold)
    began = time.process_time()
    took = 0.0
    try:
        read = reader.read(text)
        took = time.process_time() - began
        wrong = held(text, read)
    except DownrangeError as error:
        refused = not took
        wrong = None if refused else f"read, and then: {error!r}"
    except Exception as error:
        wrong = f"{type(error).__name__}: {str(error)[:160]}"
    took = took or time.process_time() - began
    return wrong or (f"took {took:.1f} s" if took > LONGEST_S else None), took, refused


class Stopped:
    """Whether Ctrl-C or SIGTERM came; a second Ctrl-C ends at once."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self.ask)
        signal.signal(signal.SIGINT, self.ask)

    def ask(self, *_: Any) -> None:
        """Stop after the present input."""
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    parser.add_argument("--reader", nargs="+", choices=sorted(READERS), default=list(READERS))
    parser.add_argument("--inputs", type=int, default=1000, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop each reader after so long")
    given = parser.parse_args(words)
    stopped, rows, figures = Stopped(), [], {}
    told = time.monotonic()
    for name in given.reader:
        texts, kinds = seeds_of(name), Counter[str]()
        finding(name, 0, texts[0])  # whatever is compiled or loaded once
        tried = refused = 0
        last = time.monotonic() + 60 * given.minutes
        slowest = 0.0
        for number in range(given.inputs):
            if stopped.asked or time.monotonic() > last:
                break
            text = made(texts, READERS[name], random.Random(f"{name}:{given.seed}:{number}"))
            wrong, took, was_refused = finding(name, number, text)
            tried, refused, slowest = tried + 1, refused + was_refused, max(slowest, took)
            if wrong:
                kind = re.sub(r"[0-9.]+|'[^']*'", "#", wrong)[:60]
                kinds[kind] += 1
                if kinds[kind] <= SHOWN:
                    rows.append({"reader": name, "input": number, "fault": wrong, "text": text})
            if time.monotonic() > told + 10:
                told = time.monotonic()
                say(given, f"{name}: {tried:,} of {given.inputs:,} inputs, {kinds.total()} failures")
        say(
            given,
            f"{name}: {tried:,} inputs, {refused:,} refused, {kinds.total()} failures, slowest {slowest:.2f} s",
        )
        figures |= {f"{name}_inputs": tried, f"{name}_failures": kinds.total()}
        figures["slowest_s"] = max(slowest, figures.get("slowest_s", 0.0))
    return finish(given, rows, figures)


def finish(given: Any, rows: list[Row], figures: dict[str, Any]) -> int:
    """Print the failures and the count."""
    total = {
        kind: sum(v for k, v in figures.items() if k.endswith(kind)) for kind in ("_inputs", "_failures")
    }
    figures |= {"inputs": total["_inputs"], "failures": total["_failures"]}
    answer(
        given,
        rows,
        figures,
        lambda row: f"{row['reader']} {row['input']} {row['fault']}: {row['text'][:600]!r}",
    )
    return 1 if total["_failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
