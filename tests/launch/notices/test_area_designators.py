"""Named danger and restricted areas: every name is kept, hours behind a name are its own, routes are none."""

import pytest

from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

HEAD = (
    "B6106/26 NOTAMN\nQ) EGTT/QRDCA/IV/BO/W/000/999/5020N00510W010\nA) EGTT B) 2611280600 C) 2611281800\nE) "
)
TAIL = "\nF) SFC G) UNL"
LISTS = {
    "LED120": ["LED120"],
    "LED120, LED121A, LED128": ["LED120", "LED121A", "LED128"],
    "EGD701C, EGD701D, EGD701E AND EGD704": ["EGD701C", "EGD701D", "EGD701E", "EGD704"],
    "EGD701A/B/C": ["EGD701A", "EGD701B", "EGD701C"],
    "SBR701/702": ["SBR701", "SBR702"],
    "R-2938 AND R-2939": ["R-2938", "R-2939"],
    "R-2938/2939": ["R-2938", "R-2939"],
    "R2932, R2933 AND R2934": ["R2932", "R2933", "R2934"],
    "W-188": ["W-188"],
    "W-137A AND W-158B": ["W-137A", "W-158B"],
    "LHD-29": ["LHD-29"],
    "CYD799": ["CYD799"],
    "NZD024 NZD095": ["NZD024", "NZD095"],
    "SBR701, SBR702 AND SBD703": ["SBR701", "SBR702", "SBD703"],
}
AROUND = (
    "{} ACTIVATED. ROCKET FIRING",
    "DANGER AREAS {} ACT. ROCKET LAUNCH",
    "ACTIVATION OF {} FOR ROCKET LAUNCH",
    "ROCKET LAUNCH. {} ARE ACTIVE",
)
RING = "1130N08330E 1130N08400E 1030N08400E 1030N08330E"


def _one(body: str) -> Notice:
    (notice,) = read_notices(HEAD + body + TAIL)
    return notice


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("printed", LISTS)
def test_every_name_of_a_list_is_kept_and_said_to_be_not_located(around: str, printed: str) -> None:
    notice = _one(around.format(printed))
    assert [area.name for area in notice.areas] == LISTS[printed]
    assert {area.shape for area in notice.areas} == {"named"}
    assert all(area.notes[0].code is AreaNote.NOT_LOCATED for area in notice.areas)
    assert not notice.unread


@pytest.mark.parametrize("name", ["NZD024", "LHD-29", "CYD799", "W-188", "LED120"])
def test_a_name_before_its_outline_is_the_name_of_that_outline(name: str) -> None:
    (area,) = _one(f"TEMPO DANGER AREA {name} ACT ROCKET LAUNCH BOUNDED BY {RING}").areas
    assert (area.shape, area.name, len(area.vertices)) == ("polygon", name, 4)


def test_hours_behind_a_name_are_its_own() -> None:
    notice = _one("DANGER AREAS ACTIVATED ROCKET LAUNCH: EGD701A 0900-1000, EGD701C 1100-1400")
    hours = {(window.area, f"{window.start:%H%M}", f"{window.end:%H%M}") for window in notice.windows}
    assert hours == {("EGD701A", "0900", "1000"), ("EGD701C", "1100", "1400")}
    assert [area.label for area in notice.areas] == ["EGD701A", "EGD701C"]


def test_routes_and_dates_are_no_names() -> None:
    for body in ("ROCKET LAUNCH. ATS ROUTE R-588 CLSD", "ROCKET LAUNCH SEP28", "ROCKET LAUNCH ON MAR28"):
        assert not [area for area in _one(f"{body} WI {RING}").areas if area.name]
