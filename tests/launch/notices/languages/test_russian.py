"""Russian coastal warnings: forms of PRIP Murmansk and Arkhangelsk, dates and positions changed, read by eye."""

from datetime import UTC, datetime

import pytest

from downrange.errors import NoticeError
from downrange.launch.notices.languages.language_codes import LanguageDefect
from downrange.launch.notices.languages.notice_language import MOST_LETTERS, in_english
from downrange.launch.notices.notice_reader import read_notices

LAUNCH = """ПЕРЕДАВАТЬ 11 СУТОК
ПРИП МУРМАНСК 243/26 КАРТЫ 10100 10101
БАРЕНЦЕВО МОРЕ
1. ПУСКИ РАКЕТНЫЕ 21 ПО 23 АВГ 0830 ДО 1030
ПЛАВАНИЕ ЗАПРЕЩЕНО ТЕРВОДАХ ОПАСНО
ИХ ПРЕДЕЛАМИ РАЙОНАХ
А. 70-46-16С 033-52-10В
   69-45-49С 035-13-13В
   69-34-49С 033-57-26В
Б. 73-01-32С 030-54-14В
   71-53-10С 032-54-52В
   71-39-33С 031-25-13В
В. 67-45.0С 046-29.0В
   67-37.0С 046-45.0В
   67-22.0С 046-41.0В
2. ОТМ ЭТОТ НР 231130 АВГ
3. ОТМ 239/26 ЭТОТ ПУНКТ=
151000 МСК  ГС-"""


def at(day: int, hour: int, minute: int = 0, month: int = 8) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_coastal_warning_of_murmansk_is_read_whole() -> None:
    (notice,) = read_notices(LAUNCH)
    assert notice.number == "PRIP MURMANSK 243/26"
    assert notice.kind == "launch"
    assert [(w.start, w.end) for w in notice.windows] == [(at(d, 8, 30), at(d, 10, 30)) for d in (21, 22, 23)]
    assert [area.label for area in notice.areas] == ["А", "Б", "В"]  # the printed letters, В the third
    assert notice.areas[1].vertices[0] == pytest.approx((73 + 1 / 60 + 32 / 3600, 30 + 54 / 60 + 14 / 3600))
    assert notice.cancels == ("PRIP MURMANSK 239/26",)
    assert notice.self_cancel == at(23, 11, 30)
    assert not notice.unread


def test_places_and_words_are_those_of_the_print() -> None:
    text = LAUNCH.replace("ПУСКИ РАКЕТНЫЕ", "ПУСКИ РАКЕТНЫЕ НЕВЕДОМОЕ")
    (notice,) = read_notices(text)
    assert notice.text == text[notice.start : notice.start + len(notice.text)]
    assert [(u.text, text[u.start : u.end]) for u in notice.unread] == [("НЕВЕДОМОЕ", "НЕВЕДОМОЕ")]
    for area in notice.areas:
        for start, end in area.spans:
            assert text[start:end].strip()[-1] in "СВ", text[start:end]


def test_latin_letters_typed_for_cyrillic_ones_are_the_same_letters() -> None:
    typed = LAUNCH.replace("С 0", "C 0").replace("РАЙОНАХ", "РАЙОНАX").replace("ОТМ ЭТОТ", "OTM ЭТOT")
    assert typed != LAUNCH
    assert read_notices(typed)[0].areas[0].vertices == read_notices(LAUNCH)[0].areas[0].vertices
    assert read_notices(typed)[0].self_cancel == at(23, 11, 30)


def test_cyrillic_sides_in_an_english_text() -> None:
    text = (
        "NAVAREA IV 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN AREA BOUND BY\n"
        "38-28.5С 174-37.2В, 38-10.0С 173-10.0В, 37-40.0Ю 173-30.0З."
    )
    (notice,) = read_notices(text)
    assert notice.areas[0].vertices == (
        pytest.approx((38.475, 174.62)), pytest.approx((38.1667, 173.1667), abs=1e-4),
        pytest.approx((-37.6667, -173.5), abs=1e-4),
    )  # fmt: skip


def test_the_hours_of_a_text_without_numbers_lost() -> None:
    """Every figure of the print is in the translation, but for the known stamps of the telegram."""
    translation, _ = in_english(LAUNCH)
    assert translation is not None
    figures = [c for c in LAUNCH.replace("ПЕРЕДАВАТЬ 11 СУТОК", "").replace("151000 МСК", "") if c.isdigit()]
    assert [c for c in translation.text if c.isdigit()] == figures


def test_a_word_that_the_list_does_not_hold_is_reported() -> None:
    (notice,) = read_notices(LAUNCH.replace("РАЙОНАХ\n", "РАЙОНАХ ИСКЛЮЧАЯ ОСТРОВ КОЛГУЕВ\n"))
    assert [u.text for u in notice.unread] == ["ИСКЛЮЧАЯ ОСТРОВ КОЛГУЕВ"]
    assert not notice.every_word_was_read


def test_a_language_without_a_list_is_named() -> None:
    greek = "ΝΑΥΤΙΚΗ ΑΓΓΕΛΙΑ 12/26 35-10.0N 025-20.0E, 35-30.0N 026-40.0E, 34-50.0N 026-00.0E"
    (notice,) = read_notices(greek)
    assert ("language.unknown", "Greek script") in [
        (str(d.code), d.facts.get("name")) for d in notice.defects
    ]
    ukrainian = LAUNCH.replace("БАРЕНЦЕВО МОРЕ", "ЧОРНЕ МОРЕ, РАЙОН НЕБЕЗПЕКИ ДІЄ")
    with pytest.raises(NoticeError) as refused:
        read_notices(ukrainian, year=2026)
    assert refused.value.code == LanguageDefect.UNKNOWN
    assert refused.value.facts["name"] == "Ukrainian"


def test_places_and_words_of_windows_are_those_of_the_print() -> None:
    (notice,) = read_notices(LAUNCH)
    for window in notice.windows:
        assert window.printed is not None
        assert "21 ПО 23 АВГ" in LAUNCH[slice(*window.printed)]
    text = (
        "AVISO A LOS NAVEGANTES 77/26\nTIRO NAVAL EL 05 DIC 26 DE 0900 A 1500 HORA LOCAL\n"
        "EN LA ZONA 00-05N 150-45W, 00-50N 150-10W, 00-30N 149-58W"
    )
    (notice,) = read_notices(text)
    for hours in notice.untimed:
        assert text[hours.start : hours.end] == hours.text
        assert "DE 0900 A 1500 HORA LOCAL" in hours.text
    assert notice.untimed or any(window.inferred for window in notice.windows)


def test_a_text_that_is_too_long_is_reported_not_translated() -> None:
    translation, defects = in_english("РАЙОН " * (MOST_LETTERS // 5))
    assert translation is None
    assert [defect.code for defect in defects] == [LanguageDefect.TEXT_LONG]
