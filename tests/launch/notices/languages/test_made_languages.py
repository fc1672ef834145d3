"""Made notices of eleven languages: right almost always, and where not right, reported; never silently wrong."""

import re

import pytest

from downrange.errors import DownrangeError
from downrange.launch.notices.languages.language_file import language, language_names
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
