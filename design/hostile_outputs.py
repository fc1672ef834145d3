"""Made briefs in which every text from outside is one payload, and what each output of them must hold.

`made_brief` puts a payload with a mark of its own (``q17z``) into every text of a brief. An output is right if its
parser finds the same marks as in the brief of a plain word, each behind the payload as it is to be shown; no element,
property or packet more; and no character that is not seen. Nothing here uses a writer to check a writer: the parsers
are html of Chromium, expat, icalendar, czml3 and the json and csv modules; vobject and the KML schema where given.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import icalendar
import numpy as np
from czml3 import Packet

from downrange.brief.brief_files import brief_files
from downrange.brief.told import told
from downrange.codes import Quoting
from downrange.kernel.visible_text import visible, visible_lines
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.tle import write_tle

PLAIN = "plain word"
MARK = re.compile(r"q\d+z")
KML = "{http://www.opengis.net/kml/2.2}"
# OGC 07-147r2, KML 2.2: the elements that a brief may hold.
KML_ELEMENTS = set(
    "kml Document Folder Placemark name description styleUrl Style LineStyle PolyStyle color ExtendedData Data value "
    "MultiGeometry Polygon tessellate outerBoundaryIs innerBoundaryIs LinearRing LineString Point coordinates "
    "altitudeMode".split()
)  # fmt: skip
# Values that the program computes or that name things of its own: times, kinds, identifiers.
_OWN = set(
    "format downrange receipt liftoff zone shape type kind verdict see sources id sha256 direction method clipped "
    "stance node_clock differs_from event claim_id norad announces".split()
)  # fmt: skip
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?")
_SHORTER = {
    "passes": 3, "territories": 8, "passed_over": 4, "timeline": 5, "questions": 3, "asserts": 2, "denies": 2,
    "others": 1, "sources": 6, "provisions": 3, "checks": 2, "objects": 2, "reasons": 3, "sets": 4,
}  # fmt: skip


def small_brief(brief: Mapping[str, Any]) -> dict[str, Any]:
    """A brief with a few entries of each list, and a notice with one of everything that a notice may have."""
    small: dict[str, Any] = _cut(deepcopy(dict(brief)))
    notice = small["notices"][0]
    notice["areas"][0] |= {"label": "A", "name": "a name", "note": "a note"}
    notice["windows"] = [*notice["windows"], {"printed": "0900 TO 1000", "zone": "unknown", "area": None}]
    notice["defects"] = [{"code": "notice.none", "says": "a defect", "text": "its text"}]
    notice["unread"] = [{"text": "unread", "start": 0, "end": 6}]
    return small


def _cut(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _cut(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_cut(each) for each in value[: _SHORTER.get(key, len(value))]]
    return value


def made_brief(small: Mapping[str, Any], payload: str) -> dict[str, Any]:
    """The brief with `payload` and a mark in each text from outside; its own sentences are written anew."""
    count = iter(range(10**6))

    def put(value: Any, key: str = "") -> Any:
        if isinstance(value, Mapping):
            return {name: put(each, name) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [put(each, key) for each in value]
        own = key in _OWN or key.endswith(("code", "codes")) or isinstance(value, Quoting)
        if own or not isinstance(value, str) or _TIME.fullmatch(value):
            return value
        return f"{payload} q{next(count)}z"

    made: dict[str, Any] = put(small)
    made["passes"]["passes"][0]["place"] = made["passes"]["places"][0]["name"]
    return told(made)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of plain data, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from texts_in(each)


def flat(text: str) -> str:
    """A text with each run of blanks as one."""
    return " ".join(text.split())


def marks_shown(text: str, payload: str) -> Counter[str]:
    """The marks of a text that stand behind the payload as it is to be shown."""
    return Counter(MARK.findall(text)) if not payload else Counter(
        found[1] for found in re.finditer(re.escape(flat(f"{visible_lines(payload)} ")) + r" ?(q\d+z)", flat(text))
    )  # fmt: skip


def unseen(raw: str) -> str:
    """The characters of an output that are not seen, line feeds and tabs left out."""
    if visible_lines(raw) == raw:
        return ""
    return "".join(sorted({each for each in raw if visible_lines(f"a{each}b") != f"a{each}b"}))


class Outputs:
    """The files of one made brief, each as its own parser reads it."""

    def __init__(self, small: Mapping[str, Any], payload: str) -> None:
        self.payload = payload
        self.brief = made_brief(small, payload)
        with patch(
            "downrange.brief.drawn.map_content._countries_on", return_value=[]
        ):  # no text of theirs is from outside
            self.files = {name: data.decode() for name, data in brief_files(self.brief).items()}

    def texts(self, name: str) -> str:
        """All texts of a file, one a line, by an independent parser."""
        raw = self.files[name]
        if name == "overflights.ics":
            calendar = icalendar.Calendar.from_ical(
                raw
            )  # it leaves a property that it does not know as it stands
            found = [
                _unescaped(str(value))
                if key.startswith("X-")
                else str(value)  # icalendar leaves X- as it stands
                for part in calendar.walk()
                for key, value in part.property_items()
            ]
        elif name == "case.kml":
            found = []
            for element in ElementTree.fromstring(raw.encode()).iter():
                text = element.text or ""
                found += texts_in(json.loads(text)) if element.tag == f"{KML}value" else [text]
        else:
            found = list(texts_in(json.loads(raw)))
        return "\n".join(found)

    def shape(self, name: str) -> Any:
        """What a file consists of, its texts left out: element names, property names, keys and identifiers."""
        raw = self.files[name]
        if name == "overflights.ics":
            unfolded = raw.replace("\r\n ", "").split("\r\n")
            return Counter(line.partition(":")[0].partition(";")[0] for line in unfolded)
        if name == "case.kml":
            return Counter(str(element.tag) for element in ElementTree.fromstring(raw.encode()).iter())
        return _keys(json.loads(raw))


def _unescaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, section 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: each if key == "id" and "q" not in str(each) else _keys(each) for key, each in value.items()
        }
    return [_keys(each) for each in value] if isinstance(value, list) else type(value).__name__


def faults_of_files(made: Outputs, plain: Outputs) -> Iterator[str]:
    """What is wrong with the files for other programs, beside those of the plain word."""
    for name in ("areas.geojson", "case.kml", "case.czml", "overflights.ics"):
        if found := unseen(
            made.files[name].replace("\r\n", "\n") if name.endswith("ics") else made.files[name]
        ):
            yield f"{name}: holds {found!r}"
        if made.shape(name) != plain.shape(name):
            yield f"{name}: is built otherwise"
        wanted, shown = marks_shown(plain.texts(name), PLAIN), marks_shown(made.texts(name), made.payload)
        if wanted != shown or not wanted:
            yield f"{name}: {sum((wanted - shown).values())} of {wanted.total()} texts are not shown as they are"
    if found := unseen(made.files["brief.json"]):
        yield f"brief.json: holds {found!r}"
    if json.loads(made.files["brief.json"]) != json.loads(json.dumps(made.brief)):
        yield "brief.json: does not read back equal"
    if {
        element.tag.removeprefix(KML) for element in ElementTree.fromstring(made.files["case.kml"]).iter()
    } - KML_ELEMENTS:
        yield "case.kml: holds an element that is not of KML 2.2"
    for packet in json.loads(made.files["case.czml"])[1:]:
        Packet.model_validate(packet)
    lines = made.files["overflights.ics"].split("\r\n")
    if any(len(line.encode()) > 75 for line in lines) or any("\n" in line or "\r" in line for line in lines):
        yield "overflights.ics: a line is longer than 75 octets or broken otherwise than by CRLF"


def faults_of_elements(one: Elements, payload: str) -> Iterator[str]:
    """What is wrong with element sets whose object has the payload for its name."""
    name = f"{payload} q1z"
    named = replace(one, name=np.array([name]))
    shown = " ".join("".join(c if c.isprintable() else " " for c in visible(name)).split(" ")).strip()
    for notation in ("json", "csv", "kvn", "xml", "tle"):
        written = write_tle(named) if notation == "tle" else write_omm(named, notation)
        if found := unseen(written):
            yield f"elements.{notation}: holds {found!r}"
        again = read_elements(written)
        if again.norad.tolist() != one.norad.tolist() or again.bstar.tolist() != one.bstar.tolist():
            yield f"elements.{notation}: does not read back as one object"
        elif notation != "json" and flat(str(again.name[0])) != flat(shown):
            yield f"elements.{notation}: the name comes back as {str(again.name[0])[:60]!r}"
    (cells,) = csv.DictReader(io.StringIO(write_omm(named, "csv"), newline=""))
    if cells["OBJECT_NAME"].lstrip()[:1] in set("=+-@\uff1d\uff0b\uff0d\uff20"):
        yield "elements.csv: the name is a formula"
    if float(cells["BSTAR"]) != one.bstar[0]:
        yield "elements.csv: a number is none"


# ---- the page, in a browser

_LOOK = """() => {
  const all = [...document.querySelectorAll('*')];
  const tags = {};
  for (const e of all.filter(e => !e.classList.contains('long') || e.tagName != 'SPAN')) {
    const name = (e.ownerSVGElement ? 'svg:' : '') + e.tagName;
    tags[name] = (tags[name] || 0) + 1;
  }
  const attributes = all.flatMap(e => [...e.attributes]);
  return {
    hit: window.hit || 0, tags: tags,
    text: document.body.textContent + '\\n' + attributes.map(a => a.value).join('\\n') + '\\n' + document.title,
    handlers: attributes.filter(a => a.name.startsWith('on')).length,
    outside: all.filter(e => ['href', 'src', 'action', 'data'].some(
      n => e.hasAttribute(n) && !e.getAttribute(n).startsWith('#'))).length,
  };
}"""


def seen_page(browser: Any, html: str) -> dict[str, Any]:
    """What Chromium makes of a page: scripts run, dialogs, requests, elements, texts, widths at 1200 and 390 px."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.set_content(html, wait_until="load")
    seen: dict[str, Any] = page.evaluate(_LOOK)
    for width in (1200, 390):
        page.set_viewport_size({"width": width, "height": 900})
        seen[f"wide_{width}"] = page.evaluate("document.documentElement.scrollWidth")
    seen |= {
        "asked": len(asked),
        "dialogs": len(dialogs),
        "hit": max(seen["hit"], page.evaluate("window.hit || 0")),
    }
    page.close()
    return seen


def faults_of_page(
    seen: Mapping[str, Any], plain: Mapping[str, Any], payload: str, raw: str
) -> Iterator[str]:
    """What is wrong with a page as the browser sees it, beside that of the plain word."""
    for what in ("hit", "dialogs", "asked", "handlers", "outside"):
        if seen[what]:
            yield f"brief.html: {what} {seen[what]}"
    labels = {"svg:text", "svg:title"}  # a label gives way where it does not fit
    tags, usual = ({k: v for k, v in one["tags"].items() if k not in labels} for one in (seen, plain))
    if tags != usual:
        yield f"brief.html: foreign elements {set(tags.items()) ^ set(usual.items())}"
    for width in (1200, 390):
        if seen[f"wide_{width}"] > width:
            yield f"brief.html: {seen[f'wide_{width}']} px of content on a screen of {width} px"
    if found := unseen(raw):
        yield f"brief.html: holds {found!r}"
    wanted, shown = set(marks_shown(plain["text"], PLAIN)), set(marks_shown(seen["text"], payload))
    if wanted - shown or not wanted:
        yield f"brief.html: {len(wanted - shown)} of {len(wanted)} texts are not shown as they are"
