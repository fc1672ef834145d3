"""Areas made with known truth: shapes by notations by units by misprints, and what the reader makes of them.

    python tests/support/made_areas.py [COUNT] [SEED] [--show N]

One line of figures: right, reported (a defect or unread words say that something is wrong), silently wrong.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from downrange.errors import DownrangeError
from downrange.launch.areas.area import Area
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices

M = 1 / 1852
Position = tuple[float, float]
NOTATIONS = (
    "{d}-{m}.00{h}", "{d}-{m}{h}", "{d}{m}00{h}", "{d}{m}{h}", "{h}{d}{m}00", "{h}{d}{m}", "{d} {m} 00 {h}",
    "{d}°{m}'{h}", "{d}°{m}'00\"{h}", "{d}°{m},0'{h}", "{d}-{m}.0'{h}", "{h}{x}", "{x}{h}", "{d}d{m}m00s{h}",
    "{d} DEG {m}.0 MIN {w}", "{d}-{m}-00{h}", "{d} {m}.0 {w}",
)  # fmt: skip
WORDS = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST"}
UNITS = {"NM": 1.0, " NM": 1.0, " NAUTICAL MILES": 1.0, " MILES": 1.0, "KM": 1000 * M, " KM": 1000 * M,
         " STATUTE MILES": 1609.344 * M, "SM": 1609.344 * M}  # fmt: skip
SMALL_UNITS = {" METERS": M, "M": M, " FEET": 0.3048 * M, " YARDS": 0.9144 * M}
RADII = {"12": 12, "7.5": 7.5, ".5": 0.5, "65,7": 65.7, "1 1/2": 1.5, "1/2": 0.5, "25": 25, "110": 110}
RADIUS_WORDS = {"NINE": 9, "TWENTY-FIVE": 25, "ONE HUNDRED AND FIFTY": 150, "TWO AND A HALF": 2.5}
THOUSANDS = {"1,500": 1500, "10,000": 10000, "2500": 2500, "12 000": 12000}


@dataclass(slots=True)
class MadeText:
    """A notice with the areas that it means: rings, circles (centre, radius in nautical miles), sectors, names.

    `misprinted` ones need the meant areas or a report.
    """

    text: str = ""
    areas: list[tuple[object, ...]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    misprinted: bool = False


def made_text(seed: int) -> MadeText:
    """The notice of a seed."""
    draw = random.Random(seed)
    made = MadeText()
    count = draw.choice((1, 1, 2, 3))
    labels: Sequence[str] = [""] if count == 1 else draw.choice((["A", "B", "C"], ["1", "2", "3"]))[:count]
    parts = [_area(draw, made) for _ in labels]
    if count == 1:
        body = parts[0]
    elif labels[0] == "A" and draw.random() < 0.5:
        body = "\n" + "\n".join(f"   {label}. {part}." for label, part in zip(labels, parts, strict=True))
    else:
        word = draw.choice(("AREA", "ZONE"))
        body = ". ".join(f"{word} {label}: {part}" for label, part in zip(labels, parts, strict=True))
    if draw.random() < 0.5:
        made.text = (
            "NAVAREA IV 999/26\nNORTH ATLANTIC.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 281200Z TO 281600Z NOV "
            f"IN AREA{'S' * (count > 1)} {body}.\n2. CANCEL THIS MSG 281700Z NOV 26."
        )
    else:
        made.text = (
            "A0111/26 NOTAMN\nQ) KZNY/QRDCA/IV/BO/W/000/999/\nA) KZNY B) 2611281200 C) 2611281600\n"
            f"E) ROCKET LAUNCH WI {body}\nF) SFC G) UNL"
        )
    if draw.random() < 0.15:
        _misprint(draw, made)
    return made


def _area(draw: random.Random, made: MadeText) -> str:
    shape = draw.choice(("ring", "ring", "ring", "circle", "circle", "sector", "names"))
    notation = draw.choice(NOTATIONS)
    made.forms.append(f"{shape} {notation if shape != 'names' else ''}")
    if shape == "names":
        return _names(draw, made)
    if shape == "ring":
        return _ring(draw, made, notation)
    centre = (draw.randint(-50 * 60, 50 * 60) / 60, draw.randint(-170 * 60, 170 * 60) / 60)
    place = _place(notation, centre, draw)
    radius_nm, printed = _radius(draw)
    if shape == "sector":
        first, second = draw.randint(0, 35) * 10, draw.randint(0, 35) * 10
        second = second if second != first else (first + 90) % 360
        made.areas.append(("sector", centre, radius_nm, (first, second)))
        degrees = draw.choice(("T", " DEG", " DEGREES", ""))
        bearings = f"{first:03}{degrees} AND {second:03}{degrees}"
        return draw.choice(
            (
                f"WITHIN {printed} OF {place} BETWEEN BEARINGS {bearings}",
                f"SECTOR CENTRED ON {place} RADIUS {printed} BTN AZIMUTH {bearings}",
            )
        )
    made.areas.append(("circle", centre, radius_nm))
    if draw.random() < 0.2 and printed[0].isdigit() and "/" not in printed:
        made.areas[-1] = ("circle", centre, radius_nm / 2)
        return f"CIRCLE OF {printed} DIAMETER CENTERED ON {place}"
    return draw.choice(
        (
            f"WITHIN {printed} OF {place}",
            f"WI {printed} RADIUS OF {place}",
            f"CIRCLE RADIUS {printed} CENTERED ON {place}",
            f"CIRCLE CENTRED ON {place} RADIUS {printed}",
        )
    )


def _names(draw: random.Random, made: MadeText) -> str:
    stem = draw.choice(("EGD", "LED", "NZD", "CYD", "SBR", "LHD-", "R-", "W-"))
    numbers = draw.sample(range(101, 999), draw.randint(1, 3))
    names = [f"{stem}{number}" for number in numbers]
    made.areas += [("named", name) for name in names]
    return f"DANGER AREA{'S' * (len(names) > 1)} " + draw.choice((", ", " AND ")).join(names) + " ACTIVATED"


def _ring(draw: random.Random, made: MadeText, notation: str) -> str:
    lat, lon = draw.randint(-50 * 60, 50 * 60), draw.randint(-165 * 60, 165 * 60)
    a, b = draw.randint(20, 90), draw.randint(20, 90)
    corners = [(a, 0), (a // 2, b), (-a // 3, b - 7), (-a, b // 4), (-a // 2, -b), (a // 3, -b + 5)]
    ring = [((lat + y) / 60, (lon + x) / 60) for y, x in corners[: draw.randint(3, 6)]]
    made.areas.append(("polygon", tuple(ring)))
    if draw.random() < 0.08:
        printed = [f"{y:.4f}, {x:.4f}" for y, x in ring]
        made.forms[-1] = "ring signed decimals"
        return "BOUND BY " + "; ".join(printed)
    order = "lon first" if draw.random() < 0.1 else ""
    made.forms[-1] += f" {order}"
    joint = draw.choice((", ", " TO ", "; ", ", THENCE TO "))
    printed = [_place(notation, place, draw if not order else None, lon_first=bool(order)) for place in ring]
    if draw.random() < 0.3:
        printed.append(printed[0])
    return f"{draw.choice(('BOUND BY', 'BOUNDED BY:', 'BOUNDED BY LINES JOINING'))} {joint.join(printed)}"


def _place(notation: str, place: Position, draw: random.Random | None, *, lon_first: bool = False) -> str:
    lat, lon = _half(notation, place[0], 2, "NS"), _half(notation, place[1], 3, "EW")
    if lon_first:
        return f"{lon} {lat}"
    if draw is not None and draw.random() < 0.1:
        return f"LAT {lat} LONG {lon}"
    return f"{lat} {lon}"


def place_in(notation: str, place: Position) -> str:
    """A position to the minute of arc in one of `NOTATIONS`."""
    return _place(notation, place, None)


def _half(notation: str, value: float, wide: int, letters: str) -> str:
    total = round(abs(value) * 60)
    letter = letters[value < 0]
    return notation.format(
        d=f"{total // 60:0{wide}}", m=f"{total % 60:02}", x=f"{abs(value):.5f}", h=letter, w=WORDS[letter]
    )


def _radius(draw: random.Random) -> tuple[float, str]:
    """A radius in nautical miles, and its print."""
    kind = draw.random()
    if kind < 0.25:
        printed, unit = draw.choice(list(THOUSANDS)), draw.choice(list(SMALL_UNITS))
        return THOUSANDS[printed] * SMALL_UNITS[unit], printed + unit
    unit = draw.choice(list(UNITS))
    if kind < 0.45:
        printed = draw.choice(list(RADIUS_WORDS))
        return RADIUS_WORDS[printed] * UNITS[unit], f"{printed} {unit.strip()}"
    printed = draw.choice(list(RADII))
    return RADII[printed] * UNITS[unit], printed + unit


_RING_TEXT = re.compile(r"BOUND(?:ED)? ?[^\n]*?(?=AREA|ZONE|DANGER|CIRCLE|WITHIN|WI |SECTOR|\n|\. )")


def _misprint(draw: random.Random, made: MadeText) -> None:
    """One character of a ring lost, doubled or changed, or a hemisphere's letter turned: what can be seen.

    A figure changed in a name, a radius or a decimal fraction gives another that is as good; no reader can tell.
    """
    rings = [ring.span() for ring in _RING_TEXT.finditer(made.text) if not re.search(r"\d\.\d{3}", ring[0])]
    places = [
        at
        for first, last in rings
        for at in range(first + 20, last)
        if made.text[at].isdigit() or (made.text[at] in "NSEW" and not made.text[at + 1 : at + 2].isalpha())
    ]
    if not places:
        return
    made.misprinted = True
    at = draw.choice(places)
    kind, char = draw.choice(("lost", "letter", "blank", "turned")), made.text[at]
    new = {
        "lost": "",
        "letter": {"0": "O", "1": "l"}.get(char, ""),
        "blank": f"{char} ",
        "turned": {"N": "S", "S": "N", "E": "W", "W": "E"}.get(char, ""),
    }[kind]
    made.text = made.text[:at] + new + made.text[at + 1 :]
    made.forms.append(f"misprint {kind}")


def same(area: Area, meant: tuple[object, ...]) -> bool:
    """Whether an area read is the one meant: positions to 1e-4 degrees, radii to 0.1 %."""
    if area.shape != meant[0]:
        return False
    if area.shape == "named":
        return area.name == meant[1]
    if area.shape == "polygon":
        ring = meant[1]
        return len(area.vertices) == len(ring) and all(map(_near, area.vertices, ring))  # type: ignore[arg-type]
    centre, radius_nm = meant[1], meant[2]
    near = area.center is not None and _near(area.center, centre)  # type: ignore[arg-type]
    sized = abs((area.radius_nm or 0) - radius_nm) <= 1e-3 * radius_nm  # type: ignore[operator]
    return near and sized and (area.shape != "sector" or area.bearings == meant[3])


def _near(a: Position, b: Position) -> bool:
    return abs(a[0] - b[0]) < 1e-4 and abs(a[1] - b[1]) < 1e-4


def outcome(made: MadeText) -> tuple[str, str]:
    """right, reported or silent, and what was read. A reading that is not as meant must be reported."""
    try:
        notices = read_notices(made.text)
    except DownrangeError as refused:
        return "reported", str(refused)
    areas = [area for notice in notices for area in notice.areas]
    right = len(areas) == len(made.areas) and all(map(same, areas, made.areas))
    return "right" if right else "reported" if any(map(_reported, notices)) else "silent", str(areas)


def _reported(notice: Notice) -> bool:
    return bool(notice.unread) or any(defect.code not in Q_LINE for defect in notice.defects)


def main(arguments: Sequence[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    count, seed, show = [*numbers, *(2000, 1, 0)[len(numbers) :]]
    found: Counter[str] = Counter()
    for number in range(seed, seed + count):
        made = made_text(number)
        what, read = outcome(made)
        found[("misprinted " if made.misprinted else "") + what] += 1
        if what == "silent" or (what == "reported" and not made.misprinted and show):
            show -= what == "reported"
            print(f"{number} {what}: {made.forms}\n{made.text}\n{made.areas}\n{read}\n")
    print(dict(sorted(found.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
