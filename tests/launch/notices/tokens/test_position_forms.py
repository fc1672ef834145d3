"""Notations of positions: each print of one ring gives the same ring, and what is doubtful in it is said."""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

RING = ((28.5, -74.75), (28.25, -73.5), (-27.75, 73.0))
HEAD = "NAVAREA IV 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN AREA BOUND BY "
TAIL = ".\n2. CANCEL THIS MSG 281700Z NOV 26."


def _half(value: float, wide: int, letters: str, form: str) -> str:
    degrees, minutes = int(abs(value)), round(abs(value) % 1 * 60)
    letter = letters[value < 0]
    word = {"N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST", "O": "WEST"}
    size = f"{abs(value):.4f}"
    return form.format(d=f"{degrees:0{wide}}", m=f"{minutes:02}", x=size, h=letter, w=word[letter])


HALVES = {
    "38-28.5N": "{d}-{m}.0{h}", "38-28N": "{d}-{m}{h}", "382830N": "{d}{m}00{h}", "3828N": "{d}{m}{h}",
    "N382830": "{h}{d}{m}00", "N3828": "{h}{d}{m}", "38 28 30 N": "{d} {m} 00 {h}", "38°28'30\"N": "{d}°{m}'00\"{h}",
    "38°28.5'N": "{d}°{m}.0'{h}", "38°28,5'N": "{d}°{m},0'{h}", "38° 28,5' N": "{d}° {m},0' {h}",
    "38-28.5'N": "{d}-{m}.0'{h}", "N38.4750": "{h}{x}", "38.4750N": "{x}{h}", "38.4750° N": "{x}° {h}",
    "38d28m30sN": "{d}d{m}m00s{h}", "38 DEG 28.5 MIN NORTH": "{d} DEG {m}.0 MIN {w}",
    "38 28.5 NORTH": "{d} {m}.0 {w}", "38-28 NORTH": "{d}-{m} {w}", "38:28": None,
}  # fmt: skip
PAIRS = ("{a} {b}", "{a}, {b}", "LAT {a} LONG {b}", "LATITUDE {a}, LONGITUDE {b}", "{a} / {b}")


def _read(positions: list[str], joint: str) -> Notice:
    (notice,) = read_notices(HEAD + joint.join(positions) + TAIL)
    return notice


def _is_ring(notice: Notice) -> bool:
    (area,) = notice.areas
    return area.shape == "polygon" and all(
        abs(a - b) < 1e-6
        for got, want in zip(area.vertices, RING, strict=True)
        for a, b in zip(got, want, strict=True)
    )


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("form", [form for form in HALVES.values() if form])
def test_one_ring_in_every_notation(form: str, pair: str) -> None:
    positions = [pair.format(a=_half(lat, 2, "NS", form), b=_half(lon, 3, "EW", form)) for lat, lon in RING]
    notice = _read(positions, " TO " if "," in pair or "/" in pair else ", ")
    assert _is_ring(notice), notice.areas


@pytest.mark.parametrize(
    "form", [HALVES[name] for name in ("38-28.5N", "38-28N", "382830N", "3828N", "38°28.5'N")]
)
def test_longitude_first(form: str) -> None:
    positions = [f"{_half(lon, 3, 'EW', form)} {_half(lat, 2, 'NS', form)}" for lat, lon in RING]
    assert _is_ring(_read(positions, ", "))


def test_a_lost_latitude_does_not_shift_the_others() -> None:
    positions = ["28-30N 074-45W", "073-30W", "28-00N 073-00W", "27-30N 073-30W", "27-15N 074-00W"]
    notice = _read(positions, ", ")
    assert NoticeDefect.HALF_POSITION in {defect.code for defect in notice.defects}
    printed = {(28.5, -74.75), (28.0, -73.0), (27.5, -73.5), (27.25, -74.0)}
    assert {vertex for area in notice.areas for vertex in (*area.vertices, *area.line)} <= printed


@pytest.mark.parametrize("form", ["38-28.5N", "38-28N", "382830N", "38°28.5'N"])
def test_o_is_ouest_and_oeste_and_is_said(form: str) -> None:
    ring = [(28.5, -74.75), (28.25, -73.5), (27.75, -73.0)]
    positions = [
        f"{_half(lat, 2, 'NS', HALVES[form])} {_half(lon, 3, 'EO', HALVES[form])}" for lat, lon in ring
    ]
    notice = _read(positions, ", ")
    assert [vertex[1] for vertex in notice.areas[0].vertices] == pytest.approx([lon for _, lon in ring])
    assert NoticeDefect.O_IS_WEST in {defect.code for defect in notice.defects}


@pytest.mark.parametrize("between", [", ", " ", "; ", ","])
def test_signed_decimal_degrees(between: str) -> None:
    assert _is_ring(
        _read([f"{lat:.4f}{between}{lon:.4f}" for lat, lon in RING], "; " if between != "; " else " TO ")
    )


def test_signed_degrees_and_minutes() -> None:
    assert _is_ring(_read(["+28°30' -074°45'", "+28°15' -073°30'", "-27°45' +073°00'"], ", "))


def test_frequencies_and_distances_are_no_positions() -> None:
    for text in ("VHF 121.500, 243.000 MHZ", "13.725 NM, 20.125 NM", "FREQ 121.500 123.100"):
        (notice,) = read_notices(f"{HEAD}28-30N 074-45W, 28-15N 073-30W, 27-45N 073-00W. {text}{TAIL}")
        assert sum(len(area.vertices) + len(area.line) for area in notice.areas) == 3


def test_two_figures_behind_a_point_may_be_minutes() -> None:
    notice = _read(["28.30N 074.45W", "28.15N 073.30W", "27.45N 073.00W"], ", ")
    assert NoticeDefect.POINT_DOUBTFUL in {defect.code for defect in notice.defects}


def test_a_letter_printed_twice_and_a_blank_behind_the_point() -> None:
    notice = _read(["28-30. 0N W074-45.0W", "28-15.0N 073-30.0W", "27-45.0S 073-00.0E"], ", ")
    assert _is_ring(notice), notice.areas
