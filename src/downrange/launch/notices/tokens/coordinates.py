"""Coordinates: every notation that notices use, read as degrees and written.

The notations, by how often they occur in the collected notices: 28-38.47N, 28-37N, N395041, 145410N, 1205N, N2827,
25-43-00N, 134312.00N, 52 38 00 S, 1343.9N, S12 36 00, N69 01,80, 35°44'06", 57 DEG. 29.8' NORTH, 북위 40도 41분 44초.
"""

import re
from dataclasses import dataclass

from downrange.codes import Remark
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.tokenizer import BARE, FILLER, LAT, LON, Token


@dataclass(frozen=True, slots=True)
class Angle:
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


_Parts = tuple[float, float, float]  # degrees, minutes, seconds


def angle_of(token: Token, side: str | None = None) -> Angle | Remark:
    """The angle that a token prints, or the reason why it prints none. `side` replaces a missing N, S, E, W."""
    match, facts = token.match, {"printed": token.text.strip()}
    parts: _Parts | int
    odd: NoticeDefect | None = None
    if match is None:
        parts = _parts(token.text)
    elif match["pside"]:
        side = side or match["pside"]
        parts, odd = _digits_or_parts(match["pdigits"], match["pparts"], side)
    elif match["sside"]:
        side = side or match["sside"][0]
        parts, odd = _digits_or_parts(match["sdigits"], match["sparts"] or match["sdots"], side)
        odd = NoticeDefect.MARKS_MISPRINTED if match["sdots"] else odd
    else:
        side = {"북위": "N", "남위": "S", "동경": "E", "서경": "W"}.get(match["kside"] or "", side)
        side = (match["gside"] or side or "N")[0]
        parts = float(match["gdeg"]), float(match["gmin"] or 0), float(match["gsec"] or 0)
        mixed = match["gmin"] and match["gmsign"] in ("초", None) and match["gsign"] == "도"
        odd = NoticeDefect.SIGNS_MIXED if mixed else odd
    side = side or "N"
    wide, limit = (2, 90) if side in "NS" else (3, 180)
    if isinstance(parts, int):
        return Remark(
            NoticeDefect.POSITION_DIGITS, {**facts, "digits": parts, "fewer": wide + 2, "more": wide + 4}
        )
    degrees, minutes, seconds = parts
    value = degrees + minutes / 60 + seconds / 3600
    if value > limit:
        return Remark(NoticeDefect.POSITION_BEYOND, {**facts, "limit_deg": limit})
    sixty = NoticeDefect.SIXTY_OR_MORE if minutes >= 60 or seconds >= 60 else None
    remarks = tuple(Remark(code, facts) for code in (sixty, odd) if code)
    return Angle(-value if side in "SW" else value, remarks)


def _digits_or_parts(
    digits: str | None, parts: str | None, side: str
) -> tuple[_Parts | int, NoticeDefect | None]:
    return _digits(digits.replace(FILLER, ""), side) if digits else (_parts(parts or ""), None)


def _digits(text: str, side: str) -> tuple[_Parts | int, NoticeDefect | None]:
    """DDMM, DDMMSS, DDDMM, DDDMMSS, with or without a decimal fraction of the last part; else how many digits."""
    whole, _, fraction = text.partition(".")
    wide = 2 if side in "NS" else 3
    odd = None
    if len(whole) in (wide + 1, wide + 3):  # one digit too few or too many
        if side in "NS" and whole.startswith("0") and len(whole) == 7:
            whole, odd = whole[1:], NoticeDefect.THREE_DIGIT_LATITUDE
        elif side in "EW":
            whole, odd = "0" + whole, NoticeDefect.TWO_DIGIT_LONGITUDE
    degrees, rest = float(whole[:wide]), whole[wide:]
    if len(rest) == 2:
        return (degrees, float(f"{rest}.{fraction or 0}"), 0.0), odd
    if len(rest) == 4:
        return (degrees, float(rest[:2]), float(f"{rest[2:]}.{fraction or 0}")), odd
    return len(whole), None


_POINT_FOR_DASH = re.compile(r"[0-9]+\.[0-9]+(?:-|\.[0-9]+\Z)")  # 69.48.0 for 69-48.0
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _parts(text: str) -> _Parts:
    if _POINT_FOR_DASH.match(text):
        text = text.replace(".", "-", 1)
    numbers = [float(part) for part in _NUMBERS.findall(text.replace(",", "."))]
    degrees, minutes, seconds = (*numbers, 0.0, 0.0)[:3]
    return degrees, minutes, seconds


_BETWEEN = {",", "-", "/", "."}


def pair_at(tokens: list[Token], at: int, end: int) -> Pair | Remark | None:
    """The position printed at token `at`: a latitude, then a longitude, with at most one mark between.

    None when no position starts there; the reason when one starts that cannot be read.
    """
    if at >= end:
        return None
    first = tokens[at]
    if first.kind not in (LAT, LON) and not (first.kind == BARE and first.match is not None):
        return None
    second_at = at + 1
    while (
        second_at < end
        and second_at < at + 3
        and (tokens[second_at].kind in _BETWEEN or tokens[second_at].text == "AND")
    ):
        second_at += 1
    if second_at >= end:
        return None
    second = tokens[second_at]
    wrong_first = first.kind == LON and second.kind == LON and _wide(first) == 2
    wrong_second = second.kind == LAT and _wide(second) == 3
    if (first.kind == LON and not wrong_first) or not (second.kind in (LON, BARE) or wrong_second):
        return None
    lost = second.kind == BARE or wrong_second
    lat = angle_of(first, _neighbour_side(tokens, at, LAT) if wrong_first or first.kind == BARE else None)
    lon = angle_of(second, _neighbour_side(tokens, second_at, LON) if lost else None)
    if isinstance(lat, Remark):
        return lat
    if isinstance(lon, Remark):
        return lon
    remarks = []
    if wrong_first or wrong_second:
        printed = (first if wrong_first else second).text.strip()
        remarks.append(Remark(NoticeDefect.WRONG_HEMISPHERE, {"printed": printed}))
    for token in (first, second):
        if token.kind == BARE:
            remarks.append(Remark(NoticeDefect.NO_HEMISPHERE, {"printed": token.text.strip()}))
    return Pair(lat.degrees, lon.degrees, at, second_at + 1, (*remarks, *lat.remarks, *lon.remarks))


def _wide(token: Token) -> int:
    """How many digits of degrees a token prints, when its parts are apart; 0 when they are not."""
    match = token.match
    parts = match["sparts"] if match is not None else None
    return len(re.match(r"[0-9]*", parts)[0]) if parts else 0  # type: ignore[index]


def _neighbour_side(tokens: list[Token], at: int, kind: str) -> str:
    """The hemisphere that the nearest latitude or longitude within a dozen tokens prints; N or E without one."""
    for step in range(1, 13):
        for near in (at - step, at + step):
            if (
                0 <= near < len(tokens)
                and tokens[near].kind == kind
                and not isinstance(angle := angle_of(tokens[near]), Remark)
            ):
                return ("S" if kind == LAT else "W") if angle.degrees < 0 else ("N" if kind == LAT else "E")
    return "N" if kind == LAT else "E"


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
