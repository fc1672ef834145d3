"""Coordinates: every notation that notices use, read as degrees and written.

The notations, by how often they occur in the collected notices: 28-38.47N, 28-37N, N395041, 145410N, 1205N, N2827,
25-43-00N, 134312.00N, 52 38 00 S, 1343.9N, S12 36 00, N69 01,80, 35°44'06", 57 DEG. 29.8' NORTH, 북위 40도 41분 44초.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from downrange.codes import Remark
from downrange.launch.areas.computed_positions import ComputedPosition
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.tokenizer import BARE, FILLER, LAT, LON, NUMBER, Token


class Angle(NamedTuple):
    """A latitude or longitude in degrees, north and east positive, and what was odd about it."""

    degrees: float
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A position: latitude and longitude in degrees, the tokens it came from, and what was odd about it."""

    lat_deg: float
    lon_deg: float
    first: int
    after: int
    remarks: tuple[Remark, ...] = ()
    fix: ComputedPosition | None = None  # from which it was computed
    unlocated: Remark | None = None  # why a fix has no position; the angles are not numbers then


_Parts = tuple[float, float, float]  # degrees, minutes, seconds


def angle_of(token: Token, side: str | None = None) -> Angle | Remark:
    """The angle that a token prints, or the reason why it prints none. `side` replaces a missing N, S, E, W."""
    match = token.match
    parts: _Parts | int
    odd: NoticeDefect | None = None
    notation = match.lastgroup if match is not None else ""
    if match is None:
        parts = _parts(token.text)
    elif notation == "signed":
        return _signed_angle(token)
    elif notation == "prefix":
        letter, decimal, digits, apart = match.group("pside", "pdecimal", "pdigits", "pparts")
        side = side or letter
        parts, odd = _decimal(decimal) if decimal else _digits_or_parts(digits, apart, side)
    elif notation == "suffix":
        letter, decimal, digits, blank, dots, apart = match.group(
            "sside", "sdecimal", "sdigits", "sblank", "sdots", "sparts"
        )
        side = side or letter[0]
        parts, odd = (
            _decimal(decimal) if decimal else _digits_or_parts(digits or _joined(blank), apart or dots, side)
        )
        if dots or blank or (apart and (". " in apart or ", " in apart)):
            odd = NoticeDefect.MARKS_MISPRINTED
    else:
        side = {"북위": "N", "남위": "S", "동경": "E", "서경": "W"}.get(match["kside"] or "", side)
        side = (match["gside"] or side or "N")[0]
        parts = _figure(match["gdeg"]), _figure(match["gmin"]), _figure(match["gsec"])
        if match["gplus"] and not match["gside"]:
            side = {"-": "S" if side in "NS" else "W", "+": "N" if side in "NS" else "E"}[match["gplus"]]
        mixed = match["gmin"] and match["gmsign"] in ("초", None) and match["gsign"] == "도"
        odd = NoticeDefect.SIGNS_MIXED if mixed else odd
    side = side or "N"
    wide, limit = (2, 90) if side in "NS" else (3, 180)
    if isinstance(parts, int):
        facts = {"printed": token.text.strip(), "digits": parts, "fewer": wide + 2, "more": wide + 4}
        return Remark(NoticeDefect.POSITION_DIGITS, facts)
    degrees, minutes, seconds = parts
    value = degrees + minutes / 60 + seconds / 3600
    if value > limit:
        return Remark(NoticeDefect.POSITION_BEYOND, {"printed": token.text.strip(), "limit_deg": limit})
    sixty = NoticeDefect.SIXTY_OR_MORE if minutes >= 60 or seconds >= 60 else None
    ouest = NoticeDefect.O_IS_WEST if side == "O" else None
    value = -value if side in "SWO" else value
    if not (sixty or odd or ouest):
        return Angle(value)
    printed = {"printed": token.text.strip()}
    return Angle(value, tuple(Remark(code, printed) for code in (sixty, odd, ouest) if code))


def _joined(blank: str | None) -> str | None:
    return blank and blank.replace(" ", "")


def _figure(printed: str | None) -> float:
    return float(printed.replace(",", ".")) if printed else 0.0


def _signed_angle(token: Token) -> Angle | Remark:
    """A latitude or longitude in signed decimal degrees, north and east positive."""
    value, limit = float(token.text), 90 if token.kind == LAT else 180
    if abs(value) > limit:
        return Remark(NoticeDefect.POSITION_BEYOND, {"printed": token.text, "limit_deg": limit})
    return Angle(value)


def _decimal(printed: str) -> tuple[_Parts, NoticeDefect | None]:
    """Decimal degrees; two figures behind the point may be minutes: 38.28N for 38-28N."""
    figures = printed.partition(".")[2]
    doubtful = len(figures) == 2 and int(figures) < 60
    return (float(printed), 0.0, 0.0), NoticeDefect.POINT_DOUBTFUL if doubtful else None


def _digits_or_parts(
    digits: str | None, parts: str | None, side: str
) -> tuple[_Parts | int, NoticeDefect | None]:
    return _digits(digits.replace(FILLER, ""), side) if digits else (_parts(parts or ""), None)


def _digits(text: str, side: str) -> tuple[_Parts | int, NoticeDefect | None]:
    """DDMM, DDMMSS, DDDMM, DDDMMSS, with or without a decimal fraction of the last part; else how many digits."""
    whole, _, fraction = text.partition(".")
    wide = 2 if side in "NS" else 3
    odd: NoticeDefect | None = None
    if len(whole) in (wide + 1, wide + 3):  # one digit too few or too many
        if side in "NS" and whole.startswith("0") and len(whole) == 7:
            whole, odd = whole[1:], NoticeDefect.THREE_DIGIT_LATITUDE
        elif side in "EWO":
            whole, odd = "0" + whole, NoticeDefect.TWO_DIGIT_LONGITUDE
    degrees, rest = float(whole[:wide]), whole[wide:]
    if len(rest) == 2:
        return (degrees, float(f"{rest}.{fraction or 0}"), 0.0), odd
    if len(rest) == 4:
        return (degrees, float(rest[:2]), float(f"{rest[2:]}.{fraction or 0}")), odd
    return len(whole), None


_POINT_FOR_DASH = re.compile(r"[0-9]+\.[0-9]+(?:-|\.[0-9]+\Z)")  # 69.48.0 for 69-48.0
_BLANK_BEHIND_POINT = re.compile(r"[.,] ?")  # 38-28. 5
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _parts(text: str) -> _Parts:
    """Degrees, minutes and seconds printed apart, 28-38.47 or 52 38 00; 69.48.0 and 38-28. 5 too."""
    groups = text.replace("-", " ").split(" ")
    if "".join(groups[:-1]).isdigit() and "" not in groups and _NUMBERS.fullmatch(groups[-1]):
        degrees, minutes, seconds = (*map(float, groups), 0.0, 0.0)[:3]
        return degrees, minutes, seconds
    if _POINT_FOR_DASH.match(text):
        text = text.replace(".", "-", 1)
    numbers = [float(part) for part in _NUMBERS.findall(_BLANK_BEHIND_POINT.sub(".", text))]
    degrees, minutes, seconds = (*numbers, 0.0, 0.0)[:3]
    return degrees, minutes, seconds


_BETWEEN = {",", "-", "/", ".", ":", ";"}
_BETWEEN_WORDS = {"AND", "LONG", "LONGITUDE", "LON", "LAT", "LATITUDE"}


def pair_at(tokens: list[Token], at: int, end: int, *, lon_first: bool = False) -> Pair | Remark | None:
    """The position printed at token `at`: a latitude, then a longitude, with at most one mark between.

    None when no position starts there; the reason when one starts that cannot be read. With `lon_first`, only a
    longitude before a latitude is one: where a latitude is lost, a longitude must not pair with the next latitude.
    """
    if at >= end:
        return None
    first = tokens[at]
    if first.kind not in (LAT, LON) and not (first.kind == BARE and first.match is not None):
        return None
    second_at = at + 1
    while second_at < min(end, at + 5) and _between(tokens, second_at, end):
        second_at += 1
    if second_at >= end:
        return None
    second = tokens[second_at]
    if lon_first:
        pairs = first.kind == LON and second.kind == LAT
        return _pair(tokens, (second_at, at), at, second_at + 1) if pairs else None
    wrong_first = first.kind == LON and second.kind == LON and _wide(first) == 2
    wrong_second = second.kind == LAT and _wide(second) == 3
    if (first.kind == LON and not wrong_first) or not (second.kind in (LON, BARE) or wrong_second):
        return None
    return _pair(
        tokens, (at, second_at), at, second_at + 1, wrong_first=wrong_first, wrong_second=wrong_second
    )


def _between(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a token may stand between latitude and longitude: a mark, LONG, a letter twice (W074-37.2W)."""
    token = tokens[at]
    twice = token.text in ("E", "W") and at + 1 < end and tokens[at + 1].start == token.end
    twice = twice and tokens[at + 1].text.rstrip().endswith(token.text)
    return token.kind in _BETWEEN or token.text in _BETWEEN_WORDS or twice


_MOST_HALVES = 400  # of one list whose order is looked at
_FURTHEST = 4  # tokens between two halves of a list


def longitudes_first(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a list of positions that starts with a longitude gives longitude before latitude throughout.

    Longitudes and latitudes take turns and the last half is a latitude; no number, which may be a latitude that has
    lost its letter, stands right before the list.
    """
    if tokens[at].kind != LON or (at and tokens[at - 1].kind in (NUMBER, BARE)):
        return False
    wanted, last, count = LON, at, 0
    for place in range(at, end):
        if place - last > _FURTHEST or count > _MOST_HALVES:
            break
        if tokens[place].kind in (LAT, LON):
            if tokens[place].kind != wanted:
                return False
            wanted, last, count = LAT if wanted == LON else LON, place, count + 1
    return count >= 2 and count % 2 == 0


def _pair(
    tokens: list[Token], halves: tuple[int, int], at: int, after: int, *, wrong_first: bool = False,
    wrong_second: bool = False,
) -> Pair | Remark:  # fmt: skip
    """The position of a latitude's and a longitude's token, or the reason why one of them cannot be read."""
    first, second = tokens[halves[0]], tokens[halves[1]]
    sides: list[str | None] = []
    remarks = []
    for token, place, kind, wrong in (
        (first, halves[0], LAT, wrong_first),
        (second, halves[1], LON, wrong_second),
    ):
        bare = token.kind == BARE
        side = _neighbour_side(tokens, place, kind) if wrong or bare else None
        if bare and not _signed(token):
            code = NoticeDefect.NO_HEMISPHERE if side else NoticeDefect.HEMISPHERE_SUPPLIED
            remarks.append(Remark(code, {"printed": token.text.strip()}))
        sides.append(side or (("N" if kind == LAT else "E") if bare else None))
    lat, lon = angle_of(first, sides[0]), angle_of(second, sides[1])
    if isinstance(lat, Remark):
        return lat
    if isinstance(lon, Remark):
        return lon
    if wrong_first or wrong_second:
        printed = (first if wrong_first else second).text.strip()
        remarks.append(Remark(NoticeDefect.WRONG_HEMISPHERE, {"printed": printed}))
    return Pair(lat.degrees, lon.degrees, at, after, (*remarks, *lat.remarks, *lon.remarks))


def _signed(token: Token) -> bool:
    return token.match is not None and bool(token.match["gplus"])


def _wide(token: Token) -> int:
    """How many digits of degrees a token prints, when its parts are apart; 0 when they are not."""
    match = token.match
    parts = match["sparts"] if match is not None else None
    return len(re.match(r"[0-9]*", parts)[0]) if parts else 0  # type: ignore[index]


def _neighbour_side(tokens: list[Token], at: int, kind: str) -> str | None:
    """The hemisphere that the nearest latitude or longitude within a dozen tokens prints; None without one."""
    for step in range(1, 13):
        for near in (at - step, at + step):
            if (
                0 <= near < len(tokens)
                and tokens[near].kind == kind
                and not isinstance(angle := angle_of(tokens[near]), Remark)
            ):
                return ("S" if kind == LAT else "W") if angle.degrees < 0 else ("N" if kind == LAT else "E")
    return None


def write_position(lat_deg: float, lon_deg: float, notation: str = "DD-MM.mm") -> str:
    """A position in one of the notations of notices: ``DD-MM.mm``, ``DD-MM``, ``DD-MM-SS``, ``DDMMSS``,
    ``DDMM``, ``NDDMMSS``, ``NDDMM``, ``DD MM SS``, ``DDMMSS.ss``, ``°'"``. Rounded to the notation's last digit.
    """
    return _SEPARATORS.get(notation, " ").join(
        _write(value, notation, positive, negative, wide)
        for value, positive, negative, wide in ((lat_deg, "N", "S", 2), (lon_deg, "E", "W", 3))
    )


_SEPARATORS = {"NDDMMSS": "", "NDDMM": ""}
_FORMS = {  # unit of the last digit in seconds, and the form
    "DD-MM.mm": (0.6, "{d}-{m:05.2f}{h}"),
    "DD-MM": (60, "{d}-{m:02.0f}{h}"),
    "DD-MM-SS": (1, "{d}-{m:02.0f}-{s:02.0f}{h}"),
    "DDMMSS": (1, "{d}{m:02.0f}{s:02.0f}{h}"),
    "DDMM": (60, "{d}{m:02.0f}{h}"),
    "NDDMMSS": (1, "{h}{d}{m:02.0f}{s:02.0f}"),
    "NDDMM": (60, "{h}{d}{m:02.0f}"),
    "DD MM SS": (1, "{d} {m:02.0f} {s:02.0f} {h}"),
    "DDMMSS.ss": (0.01, "{d}{m:02.0f}{s:05.2f}{h}"),
    "°'\"": (1, "{d}°{m:02.0f}'{s:02.0f}\"{h}"),
}


def _write(value_deg: float, notation: str, positive: str, negative: str, wide: int) -> str:
    unit_s, form = _FORMS[notation]
    steps = round(abs(value_deg) * 3600 / unit_s)
    seconds = steps * unit_s
    degrees = int((seconds + 1e-6) // 3600)
    minutes = (seconds - 3600 * degrees) / 60
    whole_minutes = minutes if "{s" not in form else float(int(minutes + 1e-9))
    return form.format(
        d=f"{degrees:0{wide}d}",
        m=whole_minutes,
        s=max(0.0, (minutes - whole_minutes) * 60),
        h=negative if value_deg < 0 else positive,
    )
