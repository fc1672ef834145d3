"""Launches whose satellites steer down to their end, by designator: the table that decay forecasts refuse by.

    python design/steered_fleets.py [--satcat FILE] [--table] [--json]

From GCAT's payload table (J. McDowell, CC-BY): payloads with the manoeuvre flag of the programmes in FLEETS, as runs
of the letters of their pieces. Element sets mostly come without a name, but with the designator.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence

from downrange.orbit.history.decay.steered_fleets import piece_number
from gcat_tables import gcat_rows
from measurement import Row, answer, archives, arguments, files, require

SATCAT = archives("orbits/satcat/gcat_psatcat*")
FLEETS = {
    "Starlink": "Starlink", "NRO Star": "Starshield", "OneWeb": "OneWeb", "Kuiper": "Kuiper", "Qianfan": "Qianfan",
    "HWD": "Hulianwang", "Skysat": "SkySat", "Progress": "Progress", "Soyuz M": "Soyuz MS", "Dragon": "Dragon",
    "Cygnus": "Cygnus", "Shenzhou": "Shenzhou", "Tianzhou": "Tianzhou", "HTV": "HTV", "Tiangong": "Tiangong",
    "CSSHQ": "Tiangong",
}  # fmt: skip
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O


def fleet_of(row: dict[str, str]) -> str | None:
    """The fleet of a payload that can manoeuvre."""
    names = [fleet for start, fleet in FLEETS.items() if row["Program"].startswith(start)]
    return names[0] if names and row["Mvr"] == "M" else None


def letters_of(number: int) -> str:
    """The letters of a piece: A of 1, Z of 24, AA of 25."""
    words = ""
    while number:
        number, last = divmod(number - 1, len(LETTERS))
        words = LETTERS[last] + words
    return words


def runs(pieces: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers that follow each other."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(pieces)):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--satcat", SATCAT, "GCAT's payload table")
    parser.add_argument("--table", action="store_true", help="print the table")
    given = parser.parse_args(words)
    require(parser, given, "--satcat")
    pieces: dict[tuple[str, str], list[int]] = defaultdict(list)
    for path in given.satcat:
        for row in gcat_rows(path):
            fleet, number = fleet_of(row), piece_number(row["Piece"][8:])
            if fleet and number and row["Piece"][4:5] == "-" and row["Piece"][:4] >= "2010":
                pieces[row["Piece"][:8], fleet].append(number)
    rows: list[Row] = [
        {"launch": launch, "first": letters_of(low), "last": letters_of(high), "fleet": fleet}
        for (launch, fleet), several in sorted(pieces.items())
        for low, high in runs(several)
    ]
    if given.table:
        print("# Payloads that steer, or are steered down, to their end, by piece of a launch; to July 2025.")
        print(
            "# General Catalog of Artificial Space Objects, J. McDowell, CC-BY 4.0, https://planet4589.org/space/gcat"
        )
        print("launch,first,last,fleet")
        for row in rows:
            print(",".join(row.values()))
        return 0
    figures = {"launches": len(pieces), "runs": len(rows), "payloads": sum(map(len, pieces.values()))}
    return answer(given, rows, figures, lambda row: " ".join(row.values()))


if __name__ == "__main__":
    sys.exit(main())
