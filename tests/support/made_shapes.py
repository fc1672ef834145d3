"""Rarer shapes made with known truth (ellipses, bearings and distances, half planes) and how they are read.

    python tests/support/made_shapes.py [COUNT] [SEED] [--show N]

A shape that lacks a figure must be withheld with a report: drawn all the same it counts as silently wrong.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pyproj import Geod
from shapely.geometry import Point, shape

from downrange.errors import DownrangeError
from downrange.launch.areas.area import Area
from downrange.launch.areas.half_plane_cuts import HalfPlane
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE
from downrange.launch.notices.notice_reader import read_notices
from made_areas import NOTATIONS, UNITS, place_in
from made_areas import Position as Position

NAVAREA = (
    "NAVAREA IV 999/26\nNORTH ATLANTIC.\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING 281200Z TO 281600Z NOV "
    "IN {area}.\n2. CANCEL THIS MSG 281700Z NOV 26."
)
NOTAM = (
    "A0111/26 NOTAMN\nQ) KZNY/QRDCA/IV/BO/W/000/999/\nA) KZNY B) 2611281200 C) 2611281600\n"
    "E) ROCKET LAUNCH WI {area}\nF) SFC G) UNL"
)


@dataclass(slots=True)
class MadeShape:
    """A notice with the areas that it means; None for one whose figures do not make an area."""

    text: str
    areas: list[Area | None] = field(default_factory=list)


def made_ellipses(seed: int) -> MadeShape:
    """One to three ellipses by axes, notation, order of words, unit and form of the azimuth; some lack a figure."""
    draw = random.Random(seed)
    count = draw.choice((1, 1, 2, 3))
    labels = ["A", "B", "C"][:count] if count > 1 else [""]
    made = [_ellipse(draw, label) for label in labels]
    if count == 1:
        body = f"AREA BOUNDED BY {made[0][0]}" if draw.random() < 0.3 else made[0][0]
    elif draw.random() < 0.5:
        body = "AREAS:\n" + "\n".join(
            f"   {label}. {text}." for label, (text, _) in zip(labels, made, strict=True)
        )
    else:
        body = "AREAS " + ". ".join(
            f"AREA {label}: {text}" for label, (text, _) in zip(labels, made, strict=True)
        )
    form = draw.choice((NAVAREA, NOTAM))
    return MadeShape(form.format(area=body), [area for _, area in made])


def _ellipse(draw: random.Random, label: str) -> tuple[str, Area | None]:
    centre = (draw.randint(-80 * 60, 80 * 60) / 60, draw.randint(-179 * 60, 179 * 60) / 60)
    unit = draw.choice([*UNITS])
    minor = draw.choice((3, 7.5, 15, 27, 35))
    major = minor + draw.choice((0, 5, 12, 100, 164))
    azimuth = draw.randint(0, 35) * 10 + draw.choice((0, 5))
    semi = draw.random() < 0.5
    axes, named = _axes(draw, f"{major:g}", f"{minor:g}", unit, semi=semi)
    turned, absent = _azimuth(draw, azimuth, named=named)
    centred = draw.choice(("CENTRED ON", "CENTERED AT", "WITH CENTRE", "CENTER"))
    place = f"{centred} {place_in(draw.choice(NOTATIONS), centre)}"
    parts = [place, axes, turned] if draw.random() < 0.6 else [axes, place, turned]
    lost = draw.random()
    if lost < 0.06:
        parts.remove(place)
    text = draw.choice(("ELLIPSE ", "AN ELLIPSE ", "ELLIPSE SHAPED AREA ", "AN ELLIPTICAL AREA "))
    text += draw.choice((", ", " ", ",\n")).join(part for part in parts if part)
    scale = UNITS[unit] * (1.0 if semi and named != "lengths" else 0.5)
    whole = (major * scale, minor * scale)
    drawn = lost >= 0.06 and (not absent or major == minor)
    area = Area(
        "ellipse", label or None, center=centre, semi_axes_nm=whole, azimuth_deg=None if absent else azimuth
    )
    return text, area if drawn else None


def _axes(draw: random.Random, major: str, minor: str, unit: str, *, semi: bool) -> tuple[str, str]:
    """The print of two axes, and how they are called."""
    half = draw.choice(("SEMI-", "SEMI ")) if semi else ""
    kind = draw.choice(("named", "named", "pair", "lengths"))
    if kind == "named":
        big, small = draw.choice((("MAJOR", "MINOR"), ("LARGE", "SMALL"), ("LONG", "SHORT")))
        first, second = f"{half}{big} AXIS", f"{half}{small} AXIS"
        if semi and draw.random() < 0.5:
            first, second = f"{big} SEMI-AXIS", f"{small} SEMI-AXIS"
        of, joint = draw.choice((" ", " OF ", ": ")), draw.choice((" AND ", ", "))
        ends = [f"{first}{of}{major}{unit}", f"{second}{of}{minor}{unit}"]
        return joint.join(ends if draw.random() < 0.7 else ends[::-1]), kind
    by = draw.choice((" X ", " BY ")) if kind == "lengths" else draw.choice((" X ", " AND ", " BY "))
    first = major if draw.random() < 0.3 else f"{major}{unit}"
    lengths = f"{first}{by}{minor}{unit}"
    return (lengths if kind == "lengths" else f"{half}AXES {lengths}"), kind


def _azimuth(draw: random.Random, azimuth: int, *, named: str) -> tuple[str, bool]:
    """The print of the azimuth of the major axis, and whether there is none."""
    if draw.random() < 0.12:
        return "", True
    degrees = draw.choice((f"{azimuth:03}", f"{azimuth % 180:03}/{azimuth % 180 + 180}"))
    degrees += draw.choice((" DEG", " DEGREES", "DEG TRUE", "T", " DEGREES TRUE"))
    if draw.random() < 0.1:
        return f"AZIMUTH OF MINOR AXIS {(azimuth + 90) % 360:03} DEGREES", False
    return (
        draw.choice(
            (
                f"AZIMUTH OF LARGE AXIS {degrees}",
                f"AZM OF MAJOR AXIS {degrees}",
                f"MAJOR AXIS ORIENTED {degrees}",
                f"ORIENTATION {degrees}",
                f"AZIMUTH {degrees}",
                f"MAJOR AXIS ALIGNED ON {degrees}",
            )
        ),
        False,
    )


def same(area: Area, meant: Area | None) -> bool:
    """Whether an area read is the one meant: positions to 1e-4 degrees, lengths to 0.1 %, no outline for None."""
    if meant is None:
        return area.geometry() is None
    if area.shape != meant.shape or area.label != meant.label:
        return False
    if meant.shape == "ellipse":
        axes, own = meant.semi_axes_nm or (0, 0), area.semi_axes_nm or (0, 0)
        turned = ((area.azimuth_deg or 0) - (meant.azimuth_deg or 0)) % 180
        level = axes[0] == axes[1] or (meant.azimuth_deg is not None and min(turned, 180 - turned) < 1e-6)
        sized = all(abs(a - b) <= 1e-3 * b for a, b in zip(own, axes, strict=True))
        return sized and level and _near(area.center, meant.center)
    if (meant.cuts or area.cuts) and not _same_surface(area, meant):
        return False
    if meant.shape == "circle":
        return _near(area.center, meant.center) and area.radius_nm == meant.radius_nm
    if meant.shape == "polygon":
        return len(area.vertices) == len(meant.vertices) and all(map(_near, area.vertices, meant.vertices))
    return False


def _near(a: Position | None, b: Position | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a[0] - b[0]) < 1e-4 and abs((a[1] - b[1] + 180) % 360 - 180) < 1e-4


def outcome(made: MadeShape) -> tuple[str, str]:
    """right, reported or silent, and what was read."""
    try:
        notices = read_notices(made.text)
    except DownrangeError as refused:
        return "reported", str(refused)
    areas = [area for notice in notices for area in notice.areas]
    right = len(areas) == len(made.areas) and all(map(same, areas, made.areas))
    said = [str(defect.code) for notice in notices for defect in notice.defects]
    shown = f"{areas}\n{said} {[span.text for notice in notices for span in notice.unread]}"
    if not right:
        return ("reported" if any(map(_reported, notices)) else "silent"), shown
    withheld = all(any(map(_reported, notices)) for area in made.areas if area is None)
    ticked = None in made.areas or all(notice.every_word_was_read for notice in notices)
    return ("right" if withheld and ticked else "alarmed" if withheld else "silent"), shown


def _reported(notice: Notice) -> bool:
    return bool(notice.unread) or any(defect.code not in Q_LINE for defect in notice.defects)


def made_fixes(seed: int) -> MadeShape:
    """One or two areas by bearing and distance: from a printed fix, from one that is only named, along legs."""
    draw = random.Random(seed)
    count = draw.choice((1, 1, 2))
    made = [draw.choice((_circle_from_fix, _ring_from_fix, _legs))(draw) for _ in range(count)]
    made[1:] = [(text.replace("ABC", "DEF").replace("TXO", "SJN"), area) for text, area in made[1:]]
    labels = ["A", "B"] if count > 1 else [""]
    areas = [
        None if area is None else replace(area, label=label or None)
        for label, (_, area) in zip(labels, made, strict=True)
    ]
    if count == 1:
        body = made[0][0]
    else:
        body = "AREAS " + ". ".join(
            f"AREA {label}: {text}" for label, (text, _) in zip(labels, made, strict=True)
        )
    return MadeShape(draw.choice((NAVAREA, NOTAM)).format(area=body), areas)


POINTS = {
    "N": 0,
    "NNE": 22.5,
    "NE": 45,
    "EAST": 90,
    "SE": 135,
    "SOUTH": 180,
    "SOUTHWEST": 225,
    "W": 270,
    "NORTHWEST": 315,
}


def _end(origin: Position, bearing: float, distance_nm: float) -> Position:
    lon, lat, _ = Geod(ellps="WGS84").fwd(origin[1], origin[0], bearing, distance_nm * 1852)
    return lat, lon


def _fix(draw: random.Random) -> tuple[Position, str]:
    place = (draw.randint(-60 * 60, 60 * 60) / 60, draw.randint(-179 * 60, 179 * 60) / 60)
    return place, place_in(
        draw.choice(("{d}{m}{h}", "{d}-{m}{h}", "{d}{m}00{h}", "{h}{d}{m}", "{d}-{m}.0{h}")), place
    )


def _by_bearing(draw: random.Random, bearing: int, distance: float, unit: str) -> str:
    degrees = draw.choice(
        (f"RDL {bearing:03}", f"BEARING {bearing:03}", f"{bearing:03} DEG", f"BEARING {bearing:03} DEG T")
    )
    joint = draw.choice((" DIST ", " ", " DISTANCE ", " AT A DISTANCE OF ", ", "))
    if draw.random() < 0.3:
        return (
            f"{distance:g}{unit} ON {degrees}"
            if degrees[0].isalpha()
            else f"{distance:g}{unit} ON BEARING {degrees}"
        )
    return f"{degrees}{joint}{distance:g}{unit}"


def _circle_from_fix(draw: random.Random) -> tuple[str, Area | None]:
    origin, printed = _fix(draw)
    distance, bearing, unit = (
        draw.choice((7, 12, 45.5)),
        draw.randint(0, 35) * 10,
        draw.choice(("NM", " NM", "KM")),
    )
    radius = draw.choice((3, 5, 10))
    lost = draw.random() < 0.3
    if draw.random() < 0.4:
        point = draw.choice([*POINTS])
        bearing_deg: float = POINTS[point]
        where, lost = f"{distance:g}{unit} {point} OF {printed}", False
    else:
        bearing_deg = bearing
        name = draw.choice(("ABC VOR", "VOR ABC", "VOR/DME ABC", "ABC VORTAC", "NDB ABC"))
        fix = (
            name if lost else draw.choice((f"{name} ({printed})", f"{name} {printed}", f"POSITION {printed}"))
        )
        where = f"{_by_bearing(draw, bearing, distance, unit)} {draw.choice(('FROM', 'FM'))} {fix}"
        if draw.random() < 0.3:
            name = name if lost else f"{name} ({printed})"
            slash = "/" in name.removeprefix("VOR/DME") or unit == "KM"
            where = (
                f"{name} RDL {bearing:03} {distance:g}{unit}"
                if slash or distance % 1
                else f"{name} {bearing:03}/{int(distance):02}"
            )
            unit = unit if slash or distance % 1 else "NM"
    centre = _end(origin, bearing_deg, distance * UNITS.get(unit, 1.0))
    text = draw.choice(
        (
            f"WITHIN {radius}NM OF {where}",
            f"CIRCLE RADIUS {radius}NM CENTRED ON {where}",
            f"WI {radius} NM RADIUS OF {where}",
        )
    )
    return text, None if lost else Area("circle", center=centre, radius_nm=radius)


def _ring_from_fix(draw: random.Random) -> tuple[str, Area | None]:
    origin, printed = _fix(draw)
    bearings = sorted(draw.sample(range(0, 36), draw.randint(3, 5)))
    ends = [(bearing * 10, draw.choice((12, 25, 40))) for bearing in bearings]
    lost = draw.random() < 0.4
    glued = draw.random() < 0.4
    if glued:
        corners = [f"TXO{bearing:03}{distance:03}" for bearing, distance in ends]
        text = "BOUND BY " + draw.choice((" TO ", ", ", " - ")).join(corners)
        text += "" if lost else f" WHERE TXO VOR IS {printed}"
    else:
        first = "ABC VOR" if lost else f"ABC VOR ({printed})"
        corners = [
            f"{first if not number else 'ABC VOR'} RDL {bearing:03} {distance}NM"
            for number, (bearing, distance) in enumerate(ends)
        ]
        text = "BOUNDED BY " + draw.choice((" TO ", ", ", ", THENCE TO ")).join(corners)
    vertices = tuple(_end(origin, bearing, distance) for bearing, distance in ends)
    return text, None if lost else Area("polygon", vertices=vertices)


def _legs(draw: random.Random) -> tuple[str, Area | None]:
    origin, printed = _fix(draw)
    vertices, texts = [origin], []
    bearing = draw.randint(0, 35) * 10
    wrong = False
    for _ in range(draw.randint(2, 4)):
        distance = draw.choice((5, 10, 30))
        unit = draw.choice(("NM", " NM", "KM", " MILES"))
        end = _end(vertices[-1], bearing, distance * UNITS[unit])
        length = f"{distance}{unit}"
        leg = draw.choice(
            (
                f"{bearing:03} DEG {length}",
                f"{bearing:03} DEGREES TRUE FOR {length}",
                f"{length} ON BEARING {bearing:03}",
                f"BEARING {bearing:03} {length}",
            )
        )
        if draw.random() < 0.2 and abs(end[0]) < 70:
            shift = 1.0 if draw.random() < 0.3 else 0.0
            wrong = wrong or bool(shift)
            end = (round((end[0] + shift) * 60) / 60, round(((end[1] + 180) % 360 - 180) * 60) / 60)
            leg += f" TO {place_in('{d}-{m}{h}', end)}"
        texts.append(leg)
        vertices.append(end)
        bearing = (bearing + draw.choice((70, 90, 60))) % 360
    text = f"BOUND BY {printed} THENCE " + draw.choice((" THENCE ", ", THENCE ", " THEN ")).join(texts)
    text += draw.choice((" TO POINT OF ORIGIN", " THENCE TO STARTING POINT", ""))
    return text, None if wrong else Area("polygon", vertices=tuple(vertices))


def made_half_planes(seed: int) -> MadeShape:
    """A ring or circle that a parallel, a meridian or a line cuts, or does not; half planes alone have no outline."""
    draw = random.Random(seed)
    notation = draw.choice(("{d}-{m}{h}", "{d}-{m}.0{h}", "{d}{m}00{h}", "{d}-{m}-00{h}"))
    lat, lon = draw.randint(-50, 50), draw.randint(-178, 178)
    up, right = draw.randint(60, 120), draw.randint(60, 120)  # minutes to the sides of the ring
    corners = [(up, -right), (up - 10, right), (-up, right - 5), (-up + 15, -right)]
    ring = [(lat + y / 60, (lon + x / 60 + 180) % 360 - 180) for y, x in corners]
    whole = Area("polygon", vertices=tuple(ring))
    printed = "BOUND BY " + ", ".join(place_in(notation, place) for place in ring)
    if draw.random() < 0.25:
        whole = Area("circle", center=(lat, lon), radius_nm=60)
        printed = f"WITHIN 60 NM OF {place_in(notation, (lat, lon))}"
    kind = draw.choice(("parallel", "meridian", "line", "line", "short line", "beside", "alone"))
    side = draw.choice("NS") if kind in ("parallel", "beside") else draw.choice("EW")
    word = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST"}[side]
    word = word if draw.random() < 0.8 else side
    cut: HalfPlane | None
    if kind in ("parallel", "beside", "alone", "meridian"):
        value = (lat if side in "NS" else lon) + draw.randint(-30, 30) / 60
        value += 4.0 * (1 if side in "NE" else -1) * (kind == "beside")
        value = (value + 180) % 360 - 180
        half = (
            place_in(notation, (value, 0.0)).split()[0]
            if side in "NS"
            else place_in(notation, (0.0, value)).split()[1]
        )
        name = draw.choice(("", "LATITUDE " if side in "NS" else "LONGITUDE "))
        words, cut = f"{word} OF {name}{half}", HalfPlane(side, value)
    else:
        reach = 130 if kind == "line" else 20
        tilt = draw.randint(-20, 20)
        ends = [(lat + y / 60, (lon + x / 60 + 180) % 360 - 180) for y, x in ((reach, tilt), (-reach, -tilt))]
        joined = " AND ".join(place_in(notation, place) for place in ends)
        words, cut = f"{word} OF A LINE JOINING {joined}", HalfPlane(side, line=tuple(ends))
    if kind == "alone":
        return MadeShape(NAVAREA.format(area=f"AREA {words}"), [None])
    drawn = kind in ("parallel", "meridian", "line")
    text = f"AREA {printed}{draw.choice((' ', ', ', ' LYING ', ' AND '))}{words}"
    return MadeShape(NAVAREA.format(area=text), [replace(whole, cuts=(cut,) if drawn else ())])


def _inside(meant: Area, lat: float, lon: float) -> bool:
    """Whether a point lies on the right side of every half plane, by the sign of its cross product or difference."""
    for cut in meant.cuts:
        if cut.degrees is not None:
            off = lat - cut.degrees if cut.side in "NS" else (lon - cut.degrees + 180) % 360 - 180
            off *= 1 if cut.side in "NE" else -1
        else:
            (y0, x0), (y1, x1) = cut.line  # from north to south: east lies to the left of it
            off = ((x1 - x0 + 180) % 360 - 180) * (lat - y0) - (y1 - y0) * ((lon - x0 + 180) % 360 - 180)
            off *= 1 if cut.side == "E" else -1
        if off < 0:
            return False
    return True


def _same_surface(area: Area, meant: Area) -> bool:
    """Whether points drawn over an area lie in what was read as in what is meant; 2e-4 degrees are left out."""
    read, whole = shape(area.geometry()), shape(replace(meant, cuts=()).geometry())
    if bool(meant.cuts) is not bool(area.cuts):
        return False
    west, south, east, north = whole.bounds
    draw = random.Random(1)
    for _ in range(150):
        lat, lon = draw.uniform(south, north), draw.uniform(west, east)
        point = Point(lon, lat)
        if read.boundary.distance(point) > 2e-4 and read.contains(point) != (
            whole.contains(point) and _inside(meant, lat, lon)
        ):
            return False
    return True


def made_parts(seed: int) -> MadeShape:
    """A NOTAM in two or three parts whose outline runs over a break; one part may lack, or the order be another.

    Where a part lacks, the parts are turned, or no mark says that the outline runs on, a report is wanted.
    """
    draw = random.Random(seed)
    notation = draw.choice(("{d}{m}00{h}", "{d}{m}{h}", "{d}-{m}{h}", "{h}{d}{m}00"))
    lat, lon = draw.randint(-40, 40), draw.randint(-170, 170)
    corners = [(50, -50), (60, 10), (45, 60), (-10, 70), (-50, 55), (-60, 0), (-40, -60), (0, -70)]
    ring = [(lat + y / 60, lon + x / 60) for y, x in corners[: draw.randint(5, 8)]]
    joint = draw.choice((" - ", "-", ", ", " TO "))
    printed = [place_in(notation, place) for place in ring]
    count = draw.choice((2, 2, 3))
    cuts = sorted(draw.sample(range(1, len(ring)), count - 1))
    runs = [joint.join(printed[first:last]) for first, last in pairwise([0, *cuts, len(ring)])]
    fault = draw.choice(("", "", "", "lacking", "turned", "no mark"))
    ends = "" if fault == "no mark" else joint.rstrip() if draw.random() < 0.7 else ""
    starts = "" if ends or fault == "no mark" else joint.lstrip()
    bodies = [
        ("DUE TO ROCKET LAUNCH AREA BOUNDED BY " if not number else starts)
        + run
        + (ends if number < count - 1 else "")
        for number, run in enumerate(runs)
    ]
    again = draw.choice(("PART {part} OF {count}\n", "END PART {part} OF {count}\n", ""))
    messages = [
        f"A0111/26 NOTAMN\nQ) KZNY/QRDCA/IV/BO/W/000/999/\nA) KZNY PART {part} OF {count} B) 2611281200 "
        f"C) 2611281600\nE) {body}\n"
        + (again.format(part=part, count=count) if part < count else "F) SFC G) UNL\n")
        for part, body in enumerate(bodies, start=1)
    ]
    if fault == "lacking":
        del messages[-1]
    elif fault == "turned":
        messages.reverse()
    whole = Area("polygon", vertices=tuple(ring))
    return MadeShape("".join(messages), [whole] if not fault else [None])


MADE: dict[str, Callable[[int], MadeShape]] = {
    "ellipses": made_ellipses,
    "fixes": made_fixes,
    "half-planes": made_half_planes,
    "parts": made_parts,
}


def main(arguments: Sequence[str]) -> None:
    numbers = [int(argument) for argument in arguments if argument.isdigit()]
    names = [name for name in MADE if name in arguments] or list(MADE)
    count, seed, show = [*numbers, *(500, 1, 0)[len(numbers) :]]
    for name in names:
        found: Counter[str] = Counter()
        for number in range(seed, seed + count):
            made = MADE[name](number)
            what, read = outcome(made)
            found[what] += 1
            if what == "silent" or (what != "right" and show > 0):
                show -= what != "silent"
                print(f"{number} {what}\n{made.text}\n{made.areas}\n{read}\n")
        print(name, dict(sorted(found.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
