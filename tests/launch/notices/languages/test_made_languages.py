"""Made notices of eleven languages: right almost always, and where not right, reported; never silently wrong."""

import re

import pytest

from downrange.errors import DownrangeError
from downrange.launch.notices.languages.language_file import language, language_names
from downrange.launch.notices.languages.language_marks import language_of
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices
from made_languages import LANGUAGES, Made, made

EACH = 60
ENOUGH = 0.95


def is_right(truth: Made, notices: tuple[Notice, ...]) -> bool:
    if len(notices) != 1 or len(notices[0].areas) != 1:
        return False
    (notice,), area = notices, notices[0].areas[0]
    drawn = area.vertices if truth.circle_nm is None else (area.center or (99.0, 0.0),)
    same = len(drawn) == len(truth.ring) and all(
        abs(a - b) < 1e-6
        for mine, theirs in zip(drawn, truth.ring, strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )
    windows = tuple((window.start, window.end) for window in notice.windows)
    return (
        same and windows == truth.windows and notice.kind == truth.kind and area.radius_nm == truth.circle_nm
    )


def outcome(truth: Made, text: str | None = None) -> str:
    try:
        notices = read_notices(truth.text if text is None else text)
    except DownrangeError:
        return "loud"
    if is_right(truth, notices):
        return "right"
    return "loud" if any(notice.defects or notice.unread for notice in notices) else "silent"


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_made_notices_are_right_or_reported(name: str) -> None:
    outcomes = [(outcome(truth), truth.text) for truth in (made(name, seed) for seed in range(EACH))]
    assert not [text for found, text in outcomes if found == "silent"]
    wrong = [text for found, text in outcomes if found != "right"]
    assert len(wrong) <= (1 - ENOUGH) * EACH, wrong[:2]


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_a_word_replaced_by_one_that_no_list_holds_is_reported_or_changes_nothing(name: str) -> None:
    unknown = {"HAN": "鬱", "KANA": "鬱", "HANGUL": "뷁", "CYRILLIC": "ЪЪ"}.get(language(name).script, "QXZ")
    for seed in range(12):
        truth = made(name, seed)
        for word in re.finditer(r"[^\W\d_]+", truth.text):
            changed = truth.text[: word.start()] + unknown + truth.text[word.end() :]
            assert outcome(truth, changed) != "silent", changed


def test_every_language_of_the_lists_has_made_notices() -> None:
    assert set(language_names()) == set(LANGUAGES)


@pytest.mark.parametrize("name", language_names())
def test_no_word_that_joins_times_is_left_out_by_another_list(name: str) -> None:
    """Left out between two times, "del 5 al 8" would be the 5th and the 8th."""
    tongue = language(name)
    for word, meant in tongue.between.items():
        assert meant, word


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("German", "RAKETENSTART AM 05 DEZEMBER 2026 ZWISCHEN 0900 UND 1130 UHR"),
        ("Vietnamese", "Bắn tên lửa ngày 5 tháng 12, vùng biển"),
        ("Polish", "STRZELANIA RAKIETOWE CODZIENNIE GODZ 0900 DO 1130"),
        ("Finnish", "RAKETIN LAUKAISU 5 JOULUKUUTA KELLO 0900-1130 ALUEELLA"),
    ],
)
def test_a_latin_language_without_a_list_is_named_and_its_numbers_reported(name: str, words: str) -> None:
    positions = "54-28N 010-25E, 54-40N 010-10E, 54-05N 010-22E"
    (notice,) = read_notices(f"NAVAREA I 12/26\n{words} {positions}")
    assert ("language.unknown", name) in [(str(d.code), d.facts.get("name")) for d in notice.defects]
    assert len(notice.defects) + len(notice.unread) > 1
    assert not notice.every_word_was_read


def test_hours_without_a_zone_are_read_by_the_custom_and_said_so() -> None:
    ring = "19-36.0N 111-10.0E、19-33.0N 112-34.0E、19-06.0N 112-33.0E"
    text = f"琼航警0231/26 南海 12月5日0900时至1130时，发射火箭：{ring}。"
    (notice,) = read_notices(text)
    codes = [str(defect.code) for defect in notice.defects]
    assert "language.zone-by-custom" in codes
    assert all(window.inferred for window in notice.windows)
    assert notice.text == text
    printed = read_notices(text.replace("1130时", "1130时(UTC)"))[0]
    assert "language.zone-by-custom" not in [str(defect.code) for defect in printed.defects]


def test_an_english_notice_is_not_translated() -> None:
    text = "NAVAREA IV 9/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN MAYO AREA."
    assert language_of(text) is None


def test_an_english_version_behind_the_local_one_doubles_nothing() -> None:
    ring = "69-17.5N 016-00.5E\n69-40.0N 015-00.0E\n70-10.0N 015-30.0E"
    local = f"Rakettoppskyting den 12. november 2026 kl. 0900 til 1300 UTC\nområdet avgrenset av:\n{ring}\n"
    english = f"Rocket launching on 12 November 2026 from 0900 to 1300 UTC\nin area bounded by:\n{ring}"
    (notice,) = read_notices(f"NAVAREA XIX 12/26\n{local}{english}")
    assert len(notice.windows) == 1
    assert len({area.vertices for area in notice.areas}) == 1


@pytest.mark.parametrize(
    "hours",
    [
        "한국시간 오후 2시 30분부터 4시 10분까지",
        "한국시간 오후 2시 30분 ~ 4시 10분",
        "오후 2시 30분부터 오후 4시 10분까지 (KST)",
    ],
)
def test_the_half_of_the_day_printed_once_is_that_of_both_hours(hours: str) -> None:
    ring = "북위 34도 25분 동경 127도 32분, 북위 34도 10분 동경 127도 50분, 북위 33도 50분 동경 127도 20분"
    (notice,) = read_notices(f"로켓 발사 2026년 12월 5일 {hours} {ring}")
    assert [(f"{w.start:%d%H%M}", f"{w.end:%d%H%M}") for w in notice.windows] == [("050530", "050710")]
