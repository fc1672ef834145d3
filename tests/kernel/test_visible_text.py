"""Characters that are not seen are signs in every output, and JSON keeps them as escapes."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.codes import Quoting, quoting
from downrange.kernel.visible_text import json_text, visible, visible_lines, visible_values

# Unicode Character Database, DerivedCoreProperties.txt: Default_Ignorable_Code_Point, written here a second time.
IGNORABLE = [
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]  # fmt: skip
SEEN_MARKS = set(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
)  # of category Cf, with a glyph


def is_unseen(code: int) -> bool:
    """Said anew: a control, surrogate, separator of lines, noncharacter, or a character that is drawn as nothing."""
    kind = unicodedata.category(chr(code))
    noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return (
        kind in ("Cc", "Cs", "Zl", "Zp")
        or noncharacter
        or 0xFFF9 <= code <= 0xFFFB
        or any(first <= code <= last for first, last in IGNORABLE)
    )


def test_every_code_point_that_is_not_seen_is_a_sign_and_no_other() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        shown = visible(f"a{character}b")
        assert (shown != f"a{character}b") == is_unseen(code), hex(code)
        assert not any(is_unseen(ord(each)) for each in shown), hex(code)


def test_no_format_character_without_a_glyph_is_left() -> None:
    left = {
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) == "Cf" and not is_unseen(code)
    }
    assert left <= SEEN_MARKS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb\x00\x7f", "a␛[2Jb␀␡"),
        ("top\u202emoc.exe", "top⟨U+202E⟩moc.exe"),
        ("one\ntwo\tthree\r\nfour\rfive", "one\ntwo\tthree\nfour␍five"),
        ("\ufeffBOM", "⟨U+FEFF⟩BOM"),
        ("می\u200cرود", "می\u200cرود"),  # Persian: a non-joiner between two letters is spelling
        ("क्\u200dष", "क्\u200dष"),
        ("ab\u200ccd", "ab⟨U+200C⟩cd"),
        ("⚠\ufe0f 葛\U000e0100", "⚠\ufe0f 葛\U000e0100"),  # the form of a sign, of a letter
        ("a\ufe0f\ufe0f", "a⟨U+FE0F⟩⟨U+FE0F⟩"),  # bytes hidden behind a letter
        ("葛\U000e0100\U000e0101", "葛\U000e0100⟨U+E0101⟩"),
        ("half \ud800", "half ⟨U+D800⟩"),
    ],
)  # fmt: skip
def test_texts_of_several_lines(text: str, shown: str) -> None:
    assert visible_lines(text) == shown
    assert visible_lines(shown) == shown


def test_a_text_of_one_line_stays_one() -> None:
    assert visible("error\nAll is well\t.\r") == "error␊All is well␉.␍"


@given(st.text(st.characters(codec=None)))
def test_shown_once_or_twice_is_the_same_and_prints(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert len(shown.splitlines()) <= 1
    shown.encode()


ANY_TEXT = st.text(st.characters(codec=None))
PLAIN = st.recursive(
    ANY_TEXT | st.integers() | st.booleans() | st.none(),
    lambda inside: st.lists(inside) | st.dictionaries(ANY_TEXT, inside),
)


@given(PLAIN, st.sampled_from([None, 1]), st.booleans())
def test_json_reads_back_equal_and_holds_nothing_unseen(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    written = json_text(value, indent=indent, ascii_only=ascii_only)
    assert json.loads(written) == value
    assert not any(is_unseen(ord(each)) for each in written if each != "\n")


def test_json_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("nan"))


def test_values_keep_their_kinds_and_sentences_their_holes() -> None:
    sentence = quoting("By {by}, [/passes/hours|.0f] h.", {"by": "[x]\u202e"})
    shown = visible_values({"words": sentence, "n": 1.5, "flag": True, "none": None, "list": ("a\x00",)})
    assert shown == {"words": "By [[x]⟨U+202E⟩, [/passes/hours|.0f] h.", "n": 1.5, "flag": True, "none": None,
                     "list": ["a␀"]}  # fmt: skip
    assert isinstance(shown["words"], Quoting)
