"""Ellipses as notices print them, with what is missing said; and made ones, none of them silently wrong."""

from collections import Counter

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_shapes import NAVAREA, made_ellipses, outcome

COUNT, SEED = 150, 90_000


def read(area: str) -> Notice:
    [notice] = read_notices(NAVAREA.format(area=area))
    return notice


def codes(notice: Notice) -> list[str]:
    return [str(defect.code) for defect in notice.defects]


def test_the_print_of_the_archives() -> None:
    notice = read(
        "ELLIPSE SHAPED AREA CENTRED 82-08N 00-36W\nLARGE AXIS 130 MILES AND SMALL AXIS 54 MILES\n"
        "AZIMUTH OF LARGE AXIS 292 DEGREES"
    )
    [area] = notice.areas
    assert (area.shape, area.semi_axes_nm, area.azimuth_deg) == ("ellipse", (65.0, 27.0), 292.0)
    assert area.geometry() is not None
    assert notice.every_word_was_read
    assert not notice.defects


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        ("ELLIPSE CENTRED ON 47-51N 066-48E, SEMI-AXES 27KM X 15KM", "azimuth"),
        ("ELLIPSE WITH SEMI-AXES 27KM X 15KM, AZIMUTH 062 DEG", "centre"),
        ("ELLIPSE CENTRED ON 47-51N 066-48E, LARGE AXIS 27KM, AZIMUTH 062 DEG", "axes"),
        (
            "ELLIPSE CENTRED ON 47-51N 066-48E, SMALL AXIS 27KM, LARGE AXIS 15KM, AZIMUTH 062 DEG",
            "figures that agree",
        ),
        ("ELLIPSE CENTRED ON 47-51N 066-48E, AXES 27KM X 15KM, ORIENTED 045/200 DEG", "figures that agree"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_drawn(printed: str, missing: str) -> None:
    notice = read(printed)
    [area] = notice.areas
    assert area.shape == "other"
    assert area.geometry() is None
    assert "area.ellipse-not-drawn" in codes(notice)
    assert missing in str(area.note)


def test_lengths_without_a_name_are_whole_axes_and_this_is_said() -> None:
    notice = read("ELLIPSE 130NM BY 54NM CENTRED ON 47-51N 066-48E ORIENTATION 045T")
    assert notice.areas[0].semi_axes_nm == (65.0, 27.0)
    assert "notice.axes-taken-whole" in codes(notice)


def test_a_magnetic_azimuth_is_said() -> None:
    assert "notice.magnetic-bearings" in codes(
        read("ELLIPSE CENTRED ON 47-51N 066-48E, AXES 27KM X 15KM, AZIMUTH 045 DEG MAGNETIC")
    )


@pytest.mark.parametrize(
    "printed",
    [
        "DANS UNE ZONE EN FORME D'ELLIPSE CENTREE SUR 05-08.0N 052-36.0W, GRAND AXE 130 MILLES, PETIT AXE 54 MILLES,"
        " AZIMUT DU GRAND AXE 045 DEGRES",
        "EN ZONA ELIPTICA CENTRADA EN 05-08.0N 052-36.0W, EJE MAYOR 130 MILLAS, EJE MENOR 54 MILLAS, AZIMUT DEL EJE"
        " MAYOR 045 GRADOS",
        "В ЭЛЛИПСЕ С ЦЕНТРОМ В 05-08.0N 052-36.0W, БОЛЬШАЯ ОСЬ 130 МИЛЬ, МАЛАЯ ОСЬ 54 МИЛЬ,"
        " АЗИМУТ БОЛЬШОЙ ОСИ 045 ГРАДУСОВ",
    ],
)
def test_other_languages(printed: str) -> None:
    heads = {
        "D": "AVURNAV 12/26\nTIR DE FUSEE LE 28 NOVEMBRE 2026 DE 1200 A 1600 UTC ",
        "E": "AVISO A LOS NAVEGANTES 12/26\nLANZAMIENTO DE COHETE EL 28 NOVIEMBRE 2026 DE 1200 A 1600 UTC ",
        "В": "ПРИП 12/26\nПУСК РАКЕТЫ 28 НОЯБРЯ 2026 С 1200 ДО 1600 UTC ",
    }
    [notice] = read_notices(heads[printed[0]] + printed + ".")
    [area] = notice.areas
    assert (area.shape, area.semi_axes_nm, area.azimuth_deg) == ("ellipse", (65.0, 27.0), 45.0)
    assert notice.every_word_was_read


def test_no_made_ellipse_is_silently_wrong() -> None:
    found: Counter[str] = Counter()
    for seed in range(SEED, SEED + COUNT):
        made = made_ellipses(seed)
        what, shown = outcome(made)
        found[what] += 1
        assert what != "silent", f"{made.text}\n{shown}"
    assert found["right"] >= 0.85 * COUNT
