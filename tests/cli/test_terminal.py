"""The terminal obeys no text: control and direction characters are printed as signs, words stay as they are."""

import io
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from command_line import answer
from downrange.cli.terminal import console, print_hanging, print_lines, say_error
from downrange.kernel.visible_text import visible, visible_lines

NOTICE = """NAVAREA XI 23-1234
YELLOW SEA.
1. ROCKET LAUNCHING 220000Z TO 230000Z NOV 23 \x1b[2J\x1b[31mIN AREA\u202e BOUND BY
36-00N 123-30E, 36-00N 124-00E, 35-00N 124-00E, 35-00N 123-30E.
2. CANCEL THIS MSG 230100Z NOV 23.
"""
UNSEEN = "\x1b\x07\x08\x00\u202e\u2066\u200b\u009b"


def test_a_notice_with_escapes_is_printed_with_signs() -> None:
    given = answer("notice", "read", "-", stdin=NOTICE)
    assert not set(given.out + given.err) & set(UNSEEN)
    assert "␛[2J" in given.out


def test_json_keeps_the_characters_as_escapes() -> None:
    given = answer("notice", "read", "-", "--json", stdin=NOTICE)
    assert not set(given.out) & set(UNSEEN)
    assert repr(given.json).count("\\x1b") == given.out.count("\\u001b") > 0


def test_what_an_error_quotes_cannot_begin_a_line() -> None:
    given = answer("notice", "read", "no\nsuch\x1b[2Jfile\u202e.txt")
    assert given.code == 2
    assert given.err.count("\n") == 1
    assert not set(given.err) & set(UNSEEN)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(UNSEEN + "[]/:\\"), min_size=1))
def test_whatever_is_printed_shows_the_text_and_nothing_else(text: str) -> None:
    """Each way in which the verbs print a text: as a string, a cell, a sentence, an error."""
    table = Table(box=None, show_header=False, padding=0)
    table.add_row(escape(text))
    ways = [escape(text), Padding(escape(text), 0), table]
    for way in ways:
        assert flat(printed(lambda one=way: console.print(one))) == flat(visible_lines(text))
    assert flat(printed(lambda: print_lines([text]))) == flat(visible_lines(text))
    assert flat(printed(lambda: print_hanging(text))) == flat(visible_lines(text))
    assert flat(printed(lambda: say_error(text))) == flat("downrange:" + visible(text))


def test_words_between_colons_are_no_pictures() -> None:
    assert printed(lambda: console.print("at :star: 1")) == "at :star: 1\n"


@pytest.mark.parametrize("text", ["a\x1b]0;title\x07b", "\u202egpj.exe"])
def test_a_rule_and_a_heading_too(text: str) -> None:
    assert not set(printed(lambda: console.rule(f"[bold]{escape(text)}[/]"))) & set(UNSEEN)


def printed(say: object) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        say()  # type: ignore[operator]
    return out.getvalue() + err.getvalue()


def flat(text: str) -> str:
    """The text without the places where a line of the terminal ended."""
    return "".join(text.split())
