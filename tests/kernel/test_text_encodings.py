"""Bytes as characters: every encoding that notices come in gives the same text, guesses say so, no text is named."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.answers.notice import read_notice
from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import Document, NoticeRequest
from downrange.errors import InputError
from downrange.kernel.text_encodings import decoded, kind_of_bytes
from downrange.launch.notices.notice_codes import NoticeDefect

PLAIN = (
    "NAVAREA IV 418/23(11).\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN AREA BOUND BY "
    "38\u00b028.5'N 074\u00b037.2'W, 38\u00b010.0'N 073\u00b010.0'W, 37\u00b040.0'N 073\u00b030.0'W.\n"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_a_notice_is_the_same_in_every_encoding(encoding: str) -> None:
    data = PLAIN.encode(encoding)
    assert kind_of_bytes(data) is None
    assert decoded(data).text == PLAIN
    request = NoticeRequest.of(notices=(Document(name="n", data=data),))
    (notice,) = read_notice(request).notices
    assert len(notice.areas[0].vertices) == 3
    assert not notice.defects


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("航行警告 2026年11月28日 区域 火箭发射 时", "gb18030"),
        ("航行警報 2026年11月28日 海域 ロケット打上 時 区域", "shift_jis"),
        ("航行警報 2026年11月28日 海域 ロケット打上 時 区域", "euc_jp"),
        ("항행경보 2026년 11월 28일 해역 로켓 발사 구역", "euc_kr"),
        ("пуск ракеты, район опасный, время 28 ноября", "windows-1251"),
        ("пуск ракеты, район опасный, время 28 ноября", "koi8-r"),
    ],
)
def test_words_tell_the_encodings_of_asia_and_of_cyrillic_apart(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text, encoding, True)


def test_what_the_file_declares_is_known_and_not_guessed() -> None:
    page = '<meta charset="windows-1251"><p>район'
    found = decoded(page.encode("windows-1251"))
    assert (found.text, found.encoding.replace("-", ""), found.guessed) == (
        page,
        found.encoding.replace("-", ""),
        False,
    )


def test_stray_bytes_in_utf8_are_windows_1252_and_nothing_else_is_changed() -> None:
    found = decoded("Ørsted – Æbelø ".encode() + b"38\xb028'N \x93x\x94 " + "Ålesund ±§¶ éèê".encode())
    assert (
        found.text == "Ørsted – Æbelø 38°28'N \N{LEFT DOUBLE QUOTATION MARK}x\N{RIGHT DOUBLE QUOTATION MARK}"
        " Ålesund ±§¶ éèê"
    )
    assert found.guessed


def test_a_guess_that_letters_hang_on_is_a_defect_of_the_notice() -> None:
    data = PLAIN.replace("ROCKET", "ØRSTED ROCKET").encode("latin-1")
    (notice,) = read_notice(NoticeRequest.of(notices=(Document(name="n", data=data),))).notices
    assert NoticeDefect.ENCODING_GUESSED in [defect.code for defect in notice.defects]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (rb"{\rtf1\ansi NAVAREA IV 1/26}", "RTF"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (random.Random(1).randbytes(3_000_000), "not characters"),
        (bytes(1000), "not characters"),
    ],
    ids=["pdf", "rtf", "zip", "gzip", "png", "noise", "zeros"],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    assert kind in str(kind_of_bytes(data))
    with pytest.raises(InputError) as refused:
        Document(name="n", data=data).decoded()
    assert refused.value.code is RequestCode.NOT_TEXT


@given(st.binary(max_size=400))
def test_any_bytes_come_out_as_characters(data: bytes) -> None:
    assert len(decoded(data).text) >= len(data) // 4


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_utf8_is_read_back_as_it_was(text: str) -> None:
    if "\x00" not in text:
        assert decoded(text.encode()).text == text
