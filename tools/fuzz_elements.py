"""Fuzz the readers of element sets: mutated records of every format, counting tracebacks and silent wrong numbers.

    python tools/fuzz_elements.py [--inputs N] [--seed S]

Each input is a file of one to three records as TLE, 3LE or OMM (JSON, CSV, KVN, XML), cut, doubled, misprinted or
strewn with odd words. A file or record that is refused is read well. Findings are: any other exception; more than a
second; an accepted record whose numbers differ from those a plain parser sees in the same text (json, csv, lxml, or
sgp4 for lines); an accepted record that does not come back equal when written and read again (a TLE: equal to its
digits, or refused in words). Input number i depends on the seed and i only.
"""

import argparse
import csv
import json
import random
import re
import sys
import time
import traceback
from collections import Counter

import numpy as np
from lxml import etree
from sgp4.api import Satrec

from downrange.errors import ElementError
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import COLUMNS, Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.tle import write_tle

SLOW_S = 1.0
NOTATIONS = ("json", "csv", "kvn", "xml")
SETS = """\
MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
ISS (ZARYA)
1 25544U 98067A   98324.28472222 -.00003657  11563-4  00000+0 0    10
2 25544  51.5908 168.3788 0125362  86.4185 359.7454 16.05064833    05
A NAME, WITH "QUOTES" & <SIGNS>
1 A0001U 24001A   24001.00000000  .00000000  00000-0  00000-0 0  9995
2 A0001   0.0100 359.9999 7000001 000.0000 180.0000  2.00560000    16
"""
KEYS = {
    "INCLINATION": "inclination_deg",
    "RA_OF_ASC_NODE": "raan_deg",
    "ECCENTRICITY": "eccentricity",
    "ARG_OF_PERICENTER": "argp_deg",
    "MEAN_ANOMALY": "mean_anomaly_deg",
    "MEAN_MOTION": "mean_motion_rev_day",
    "BSTAR": "bstar",
}
WORDS = r"""
nan|NaN|inf|-inf|1_0|0x1F|1e999|1e-999|-0|+1.5|1,5|.5|5.|00000000000000000001|1e3|true|null|[]|{}|"|'|,|;|<|>|&|&amp;
<!DOCTYPE x>|<!--|]]>|=|[deg]|[|]|#|COMMENT x|INCLINATION|ECCENTRICITY|MEAN_MOTION|NORAD_CAT_ID|EPOCH|-.99999999
2024-12-31T23:59:60Z|2023-02-29T00:00:00|1957-10-04T00:00:00|2056-12-31T24:00:00|99366.99999999|00000.00000000|Z9999
I0001|999999999|-1|360.0|180.0001|1.0|17.99|99999-9|100000-9
"""
WORDS_LIST = [*WORDS.strip().replace("\n", "|").split("|"), *"\t\n\r\0|\ufeff\ud800\u0663\u00bd", "\r\n"]
ODD = "0123456789.+-eE \n,:=<>[]{}\"'AZ"


def seeds() -> list[str]:
    """Files of one to three records in every format."""
    lines = mended(SETS).splitlines()
    records = ["\n".join(lines[k : k + 3]) for k in (0, 3, 6)]
    found = []
    unnamed = [line for line in lines if line[:2] in ("1 ", "2 ")]
    for text in (*records, *("\n".join(some) for some in (records[:2], lines, unnamed))):
        found.append(text)
        found += [write_omm(read_elements(text), notation) for notation in NOTATIONS]
    return found


def mutate(rng: random.Random, texts: list[str]) -> str:
    """One input: a file with a handful of changes, most of them inside a value."""
    text = rng.choice(texts)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3, 6))):
        place = rng.randrange(len(text) + 1)
        if rng.random() < 0.6 and (digits := [m.start() for m in re.finditer(r"\d", text)]):
            place = rng.choice(digits)
        match rng.randrange(6):
            case 0:
                text = text[:place] + text[place + rng.randrange(1, 20) :]
            case 1:
                text = text[:place] + rng.choice(WORDS_LIST) + text[place:]
            case 2 | 3:
                text = text[:place] + rng.choice(ODD) + text[place + 1 :]
            case 4:
                text = text[:place] + text[max(0, place - rng.randrange(1, 80)) :]
            case _:
                word = rng.choice(WORDS_LIST)
                text = text[:place] + word + text[place + len(word) :]
    return mended(text) if rng.random() < 0.5 else text


def mended(text: str) -> str:
    """Lines of a TLE with the checksum their digits ask for: so a changed digit reaches the reader's other rules."""
    lines = text.split("\n")
    for k, line in enumerate(lines):
        if len(line) == 69 and line[:2] in ("1 ", "2 "):
            total = sum(int(c) if c in "0123456789" else c == "-" for c in line[:68])
            lines[k] = line[:68] + str(total % 10)
    return "\n".join(lines)


def plainly(text: str) -> list[dict[str, str]] | None:
    """The keywords and values of each record as a plain parser of the format sees them; None where it sees none."""
    try:
        if text.lstrip().startswith(("[", "{")):
            seen = json.loads(text)
            rows = seen if isinstance(seen, list) else [seen]
            return [{key: str(value) for key, value in row.items()} for row in rows]
        if text.lstrip().startswith("<"):
            plain = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
            )
            root = etree.fromstring(text.encode(), plain)
            return [
                {e.tag: "".join(e.itertext()).strip() for e in omm.iter(etree.Element)}
                for omm in root.iter("omm")
            ]
        if "," in text.split("\n")[0] and "EPOCH" in text.split("\n")[0]:
            return list(csv.DictReader(text.splitlines()))
        if text.lstrip().startswith("CCSDS_OMM_VERS") and text.count("CCSDS_OMM_VERS") == 1:
            pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
            return [{key.strip(): re.sub(r"\s*\[[^\]]*\]\s*$", "", value).strip() for key, _, value in pairs}]
    except (ValueError, AttributeError, TypeError, etree.XMLSyntaxError, RecursionError, csv.Error):
        return None
    return None


def unlike(text: str, sets: Elements) -> str | None:
    """What an accepted file says otherwise to a plain parser, or None. Files with a defect are not compared."""
    if sets.defects:
        return None
    lines = (
        text.encode(errors="replace").decode().strip().splitlines()[-2:]
    )  # as the reader sees lone surrogates
    if (
        len(sets) == 1
        and [line[:2] for line in lines] == ["1 ", "2 "]
        and all(len(line) == 69 for line in lines)
    ):
        satellite = Satrec.twoline2rv(*lines)
        theirs = [np.degrees(satellite.inclo), np.degrees(satellite.nodeo), satellite.ecco, satellite.bstar]
        ours = [sets.inclination_deg[0], sets.raan_deg[0], sets.eccentricity[0], sets.bstar[0]]
        return None if np.allclose(theirs, ours, rtol=1e-12, atol=1e-12) else f"sgp4 sees {theirs}, we {ours}"
    rows = plainly(text)
    if rows is None or len(rows) != len(sets):
        return None
    for k, row in enumerate(rows):
        for key, column in KEYS.items():
            try:
                value = float(row[key])
            except (KeyError, ValueError, TypeError):
                continue
            if value != getattr(sets, column)[k]:
                return f"{key} is {row[key]!r}, read as {getattr(sets, column)[k]!r}"
    return None


def changed(sets: Elements, notation: str) -> str | None:
    """What does not come back when the records are written and read again, or None."""
    if not len(sets):
        return None
    again = read_elements(write_omm(sets, notation))
    for column in COLUMNS:
        if not np.array_equal(getattr(sets, column), getattr(again, column)):
            return (
                f"{column} through {notation}: {getattr(sets, column)} came back as {getattr(again, column)}"
            )
    try:
        printed = write_tle(sets)
    except ElementError:
        return None
    again = read_elements(printed)
    for column, digit in (("inclination_deg", 5e-5), ("eccentricity", 5e-8), ("mean_motion_rev_day", 5e-9)):
        if not np.allclose(getattr(sets, column), getattr(again, column), rtol=0, atol=1.01 * digit):
            return f"{column} through TLE: {getattr(sets, column)} came back as {getattr(again, column)}"
    if not np.array_equal(sets.norad, again.norad):
        return f"norad through TLE: {sets.norad} came back as {again.norad}"
    return None


def finding(text: str, notation: str) -> str | None:
    """What is wrong with how this input is read, in one line, or None."""
    begin = time.perf_counter()
    try:
        sets = read_elements(text)
        wrong = unlike(text, sets) or changed(sets, notation)
    except ElementError:
        wrong = None
    except Exception:
        return (
            traceback.format_exc().strip().splitlines()[-1]
            + " "
            + traceback.format_exc().strip().splitlines()[-3]
        )
    took = time.perf_counter() - begin
    return wrong or (f"took {took:.1f} s" if took > SLOW_S else None)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the readers of element sets.")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    texts, found, begin = seeds(), Counter[str](), time.perf_counter()
    for i in range(asked.inputs):
        rng = random.Random(f"{asked.seed}:{i}")
        text = mutate(rng, texts)
        if wrong := finding(text, NOTATIONS[i % 4]):
            kind = re.sub(r"[\d.]+", "#", wrong)[:70]
            found[kind] += 1
            if found[kind] <= 2:
                print(f"input {i}: {wrong[:300]}\n{text[:600]!r}\n")
    print(f"{asked.inputs:,} inputs, {sum(found.values())} findings, {time.perf_counter() - begin:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
