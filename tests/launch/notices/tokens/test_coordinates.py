"""Coordinates: every notation there and back, and the positions that issuers print in odd ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.codes import Remark
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Pair, pair_at, write_position
from downrange.launch.notices.tokens.tokenizer import fold, tokenise

half_a_second = 0.5 / 3600
ROUNDING_DEG = {
    "DD-MM.mm": 0.3 / 3600,
    "DD-MM": 30 / 3600,
    "DD-MM-SS": half_a_second,
    "DDMMSS": half_a_second,
    "DDMM": 30 / 3600,
    "NDDMMSS": half_a_second,
    "NDDMM": 30 / 3600,
    "DD MM SS": half_a_second,
    "DDMMSS.ss": 0.005 / 3600,
    "°'\"": half_a_second,
}


def position(text: str) -> Pair:
    tokens = tokenise(fold(text))
    pair = pair_at(tokens, 0, len(tokens))
    assert isinstance(pair, Pair), text
    assert pair.after == len(tokens), text
    return pair


@pytest.mark.parametrize("notation", ROUNDING_DEG)
@given(lat=st.floats(-89.99, 89.99), lon=st.floats(-179.99, 179.99))
def test_a_position_written_is_read_back(notation: str, lat: float, lon: float) -> None:
    pair = position(write_position(lat, lon, notation))
    tolerance = ROUNDING_DEG[notation] + 1e-9
    assert pair.lat_deg == pytest.approx(lat, abs=tolerance)
    assert pair.lon_deg == pytest.approx(lon, abs=tolerance)
    assert pair.remarks == ()


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("28-38.47N 080-37.31W", 28 + 38.47 / 60, -(80 + 37.31 / 60)),
        ("02-02-15.7N 026-42-21.2W", 2 + 2 / 60 + 15.7 / 3600, -(26 + 42 / 60 + 21.2 / 3600)),
        ("N395041E1044338", 39 + 50 / 60 + 41 / 3600, 104 + 43 / 60 + 38 / 3600),
        ("N28\n2500E1213100", 28 + 25 / 60, 121 + 31 / 60),
        ("0926N12852E", 9 + 26 / 60, 128 + 52 / 60),
        ("1343.9N08014.2E", 13 + 43.9 / 60, 80 + 14.2 / 60),
        ("12 39 14N 119 41 06E", 12 + 39 / 60 + 14 / 3600, 119 + 41 / 60 + 6 / 3600),
        ("S12 36 00 E172 31 00", -12.6, 172 + 31 / 60),
        ("S 05 48  E 089 23", -5.8, 89 + 23 / 60),
        ("30 03 S 131 00 W", -30.05, -131.0),
        ("N69 01,80 E015 29,70", 69.03, 15.495),
        ("69-17.5N - 016-00.5E", 69 + 17.5 / 60, 16 + 0.5 / 60),
        ("73-04.00 N 14-52.00 E", 73 + 4 / 60, 14 + 52 / 60),
        ("69-50.0N-015 46.0E", 69 + 50 / 60, 15 + 46 / 60),
        ("382739S/0581704W", -(38 + 27 / 60 + 39 / 3600), -(58 + 17 / 60 + 4 / 3600)),
        ("36°04′N 124°30′E", 36 + 4 / 60, 124.5),
        ("57 deg. 29.8′ north, 152 deg. 17.0′ west", 57 + 29.8 / 60, -(152 + 17 / 60)),
        ("56.5 degrees north and 151.0 degrees west", 56.5, -151.0),
        ("북위 40도 41분 44초 동경 135도 34분45초", 40 + 41 / 60 + 44 / 3600, 135 + 34 / 60 + 45 / 3600),
        ("１２-３０Ｎ 030-10Ｅ", 12.5, 30 + 10 / 60),
        ("67–19.3N 016–06.6E", 67 + 19.3 / 60, 16.11),
    ],
)
def test_notations_as_printed(text: str, lat: float, lon: float) -> None:
    pair = position(text)
    assert (pair.lat_deg, pair.lon_deg) == (pytest.approx(lat), pytest.approx(lon))
    assert pair.remarks == ()


@pytest.mark.parametrize(
    ("text", "lat", "lon", "code"),
    [
        ("71-48.0N 002-63.3E", 71.8, 2 + 63.3 / 60, NoticeDefect.SIXTY_OR_MORE),
        ("69.48.0N 011-00.0E", 69.8, 11.0, NoticeDefect.MARKS_MISPRINTED),
        ("73-12.0E - 018-00.0E", 73.2, 18.0, NoticeDefect.WRONG_HEMISPHERE),
        ("35° 44’06 “/ 124° 30’30”", 35.735, 124.508333, NoticeDefect.HEMISPHERE_SUPPLIED),
        ("북위 40도30초52분 동경 135도 34초 26분", 40.514444, 135.573889, NoticeDefect.SIGNS_MIXED),
    ],
)
def test_odd_positions_are_read_as_meant_and_said(
    text: str, lat: float, lon: float, code: NoticeDefect
) -> None:
    pair = position(text)
    assert (pair.lat_deg, pair.lon_deg) == (pytest.approx(lat, abs=1e-6), pytest.approx(lon, abs=1e-6))
    assert code in {remark.code for remark in pair.remarks}


@pytest.mark.parametrize("text", ["95-00N 010-00E", "10-00N 190-00E", "N38301E1020000"])
def test_a_position_that_cannot_be_is_refused_with_a_reason(text: str) -> None:
    tokens = tokenise(fold(text))
    assert isinstance(pair_at(tokens, 0, len(tokens)), Remark)


@given(st.text())
def test_folding_keeps_every_place_and_tokens_cover_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    covered = set()
    for token in tokenise(folded):
        assert folded[token.start : token.end] == token.text
        covered |= set(range(token.start, token.end))
    assert all(
        character.isspace() or character == "\x1f" for at, character in enumerate(folded) if at not in covered
    )
