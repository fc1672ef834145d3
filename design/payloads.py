"""Is a text only a text? Two hundred payloads in every field, through every output, opened by a browser and parsers.

    python design/payloads.py [--case NAME] [--only N] [--part P] [--kml-schema FILE] [--json]

Each payload (`payload_texts`) stands in every text of a made brief at once, in a notice, in the name of an object,
and in each text field of the case folder alone. `hostile_outputs` and `hostile_inputs` say what must hold. Chromium
finds no script, dialog, request, handler or foreign element, each text as it is to be shown, and no scrolling at 1200
and 390 px; in the other files the same elements, properties and packets as with a plain word, every text, nothing
unseen. ``--kml-schema`` takes the OGC's ogckml22.xsd (pykml brings it) to hold the KML against; vobject reads the
calendar too where it is installed. ``--only`` takes every Nth payload, ``--part`` the outputs or the inputs alone.
The exit code is 1 where anything failed.
"""

import shutil
import sys
import tempfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from downrange.brief.told import brief_of
from downrange.case.case_reader import find_case, read_case
from downrange.kernel.parallel import Draws
from downrange.orbit.elements.element_reader import read_elements
from hostile_inputs import faults_of_case, faults_of_notice, fields_of, reading
from hostile_outputs import (
    PLAIN,
    Outputs,
    faults_of_elements,
    faults_of_files,
    faults_of_page,
    marks_shown,
    seen_page,
    small_brief,
)  # fmt: skip
from measurement import Row, answer, arguments
from payload_texts import PAYLOADS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Where each set of the case's object comes from: Bill Gray, github.com/Bill-Gray/tles.
OBJECT = """MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""


def faults_by_peers(made: Outputs, schema: Any) -> list[str]:
    """What parsers find that Downrange does not depend on."""
    found = []
    if schema is not None and not schema.validate(etree.fromstring(made.files["case.kml"].encode())):
        found.append(f"case.kml: {schema.error_log.last_error}")
    if find_spec("vobject"):
        import vobject

        calendar = vobject.readOne(made.files["overflights.ics"])
        if len(calendar.contents["vevent"]) != len(made.brief["passes"]["passes"]):
            found.append("overflights.ics: vobject reads another number of events")
    return found


def main() -> int:
    parser = arguments(__doc__, halves=False)
    parser.add_argument(
        "--case", default="2023-11-21-malligyong-1", help="a case with notices, element sets, places"
    )
    parser.add_argument("--only", type=int, default=1, metavar="N", help="every Nth payload")
    parser.add_argument("--part", choices=("outputs", "inputs", "all"), default="all")
    parser.add_argument(
        "--kml-schema", type=Path, metavar="FILE", help="ogckml22.xsd, with the schemas it names beside"
    )
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    schema = etree.XMLSchema(etree.parse(str(given.kml_schema))) if given.kml_schema else None
    small = small_brief(brief_of(read_case(given.case), Draws(50)))
    one, payloads = read_elements(OBJECT), PAYLOADS[:: given.only]
    plain = Outputs(small, PLAIN)
    texts = Counter(
        {name: marks_shown(plain.texts(name), PLAIN).total() for name in plain.files if name != "brief.html"}
    )
    rows: list[Row] = []
    fields: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        folder = Path(place) / "case"
        shutil.copytree(find_case(given.case), folder)
        every = list(fields_of(folder))
        usual = seen_page(browser, plain.files["brief.html"])
        for number, payload in enumerate(payloads):
            faults: list[str] = []
            if given.part != "inputs":
                made = Outputs(small, payload)
                page = seen_page(browser, made.files["brief.html"])
                faults += faults_of_page(page, usual, payload, made.files["brief.html"])
                faults += [*faults_of_files(made, plain), *faults_by_peers(made, schema)]
                faults += faults_of_elements(one, payload)
            taken = []
            for file, steps in every if given.part != "outputs" else ():
                what, message = reading(folder, file, steps, payload)
                fields[what] += 1
                if what == "accepted":
                    taken.append((file, steps))
                elif what == "fault":
                    faults.append(f"{file} {steps}: {message}")
            if given.part != "outputs":
                faults += [*faults_of_notice(payload, Path(place)), *faults_of_case(folder, taken, payload)]
            rows.append({"payload": payload[:60], "taken": len(taken), "faults": faults})
            print(f"{number + 1}/{len(payloads)} {payload[:40]!r} {faults or ''}", file=sys.stderr)
        browser.close()
    failed = [row for row in rows if row["faults"]]
    figures = {
        "payloads": len(rows),
        "failed": len(failed),
        "texts_of_a_page": len(marks_shown(usual["text"], PLAIN)),
        **{f"texts_in_{name}": count for name, count in texts.items()},
        "fields_of_the_case": len(every),
        **{f"fields_{what.replace(' ', '_')}": count for what, count in sorted(fields.items())},
        "kml_schema": schema is not None,
        "vobject": find_spec("vobject") is not None,
    }
    answer(given, failed, figures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
