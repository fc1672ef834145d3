"""Reading a catalogue of 30,000 objects in every format, and running it by SGP4, beside the package sgp4 alone.

The package's own readers make one satellite at a time and check nothing; Downrange checks every record, keeps its
columns, and reports what it could not read. Both run the same SGP4; Downrange also watches for decayed objects.
"""

import io
import time
from collections.abc import Callable

import numpy as np
from made import JD, histories_of
from sgp4 import omm
from sgp4.api import Satrec, SatrecArray

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.tle import write_tle
from downrange.orbit.propagation.sgp4_states import propagate, satellite_of

OBJECTS, INSTANTS, ROUNDS = 30_000, 100, 3


def best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent)


def by_omm(records: object) -> None:
    for fields in records:  # type: ignore[attr-defined]
        omm.initialize(Satrec(), fields)


def by_lines(text: str) -> None:
    lines = text.splitlines()
    for at in range(0, len(lines) - 2, 3):
        Satrec.twoline2rv(lines[at + 1], lines[at + 2])


def main() -> None:
    sets = histories_of(OBJECTS, 1)
    texts = {notation: write_omm(sets, notation) for notation in ("json", "csv", "kvn", "xml")} | {
        "tle": write_tle(sets)
    }
    peers = {
        "csv": lambda: by_omm(omm.parse_csv(io.StringIO(texts["csv"]))),
        "xml": lambda: by_omm(omm.parse_xml(io.StringIO(texts["xml"]))),
        "tle": lambda: by_lines(texts["tle"]),
    }
    print(f"{OBJECTS:,} objects, best of {ROUNDS}, seconds\n")
    print(f"{'':8}{'Downrange':>12}{'sgp4':>12}{'MB':>8}")
    for notation, text in texts.items():
        assert len(read_elements(text)) == OBJECTS
        peer = f"{best(peers[notation]):12.2f}" if notation in peers else f"{'':>12}"
        print(f"{notation:8}{best(lambda text=text: read_elements(text)):12.2f}{peer}{len(text) / 1e6:8.1f}")
    fractions = np.linspace(0.0, 1.0, INSTANTS)
    jd = np.full(INSTANTS, JD + 31.0)
    array = SatrecArray([satellite_of(sets, row) for row in range(OBJECTS)])
    ours, theirs = best(lambda: propagate(sets, jd, fractions)), best(lambda: array.sgp4(jd, fractions))
    states = OBJECTS * INSTANTS
    print(
        f"\nSGP4, {states:,} states: Downrange {states / ours / 1e6:.2f} million a second with the setting up of the"
    )
    print(f"satellites, SatrecArray alone, once set up, {states / theirs / 1e6:.2f}")


if __name__ == "__main__":
    main()
