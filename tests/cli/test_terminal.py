"""The terminal obeys no text: control and direction characters are printed as signs, words stay as they are."""

import ast
import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from command_line import answer
from downrange import cli as cli_front
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
@example("0" * 200)
def test_whatever_is_printed_shows_the_text_and_nothing_else(text: str) -> None:
    """Each way in which the verbs print a text: as a string, a cell, a sentence, an error.

    A backslash at the very end is left out: rich's `escape` doubles it, and both are printed if no tag follows.
    """
    assume(not text.endswith("\\"))
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


# Names under which results keep texts that came from outside, and the sentences that quote them.
OUTSIDE = set(
    "name title place label by body speaker says what text note issuer publisher summary why value where".split()
)
SHOWS = {"print", "add_row", "rule", "Padding", "from_markup"}


def unescaped(tree: ast.AST) -> Iterator[ast.AST]:
    """Texts from outside that are given to rich as they are: a bracket in one would be a tag."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        shows = getattr(call.func, "attr", getattr(call.func, "id", ""))
        plain = isinstance(call.func, ast.Name) and shows == "print"
        if shows not in SHOWS or plain or any(given.arg == "markup" for given in call.keywords):
            continue
        left: list[ast.AST] = list(call.args)
        while left:
            node = left.pop()
            if isinstance(node, ast.Call):  # escape(...) and any other function answer for what they return
                left += [] if getattr(node.func, "id", "") == "escape" else node.args
                continue
            key = node.slice if isinstance(node, ast.Subscript) else None
            named = (
                getattr(key, "value", None) if isinstance(key, ast.Constant) else getattr(node, "attr", None)
            )
            if named in OUTSIDE and isinstance(node, ast.Subscript | ast.Attribute):
                yield node
            else:
                left += ast.iter_child_nodes(node)


def test_texts_from_outside_are_escaped_where_rich_reads_markup() -> None:
    found = [
        f"{path.name}:{node.lineno} {ast.unparse(node)}"
        for path in sorted(Path(cli_front.__file__).parent.glob("*.py"))
        for node in unescaped(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_a_case_with_tags_for_names_is_listed_as_it_is(tmp_path: Path) -> None:
    given = answer("case", "new", str(tmp_path / "[bold]x"))
    assert "[bold]x" in "".join(given.out.split())


def test_the_rule_itself() -> None:
    one = "console.print(f\"{x['name']} {escape(y.name)} {z.km}\", style=w.name)"
    assert len(list(unescaped(ast.parse(one)))) == 1
    assert not list(unescaped(ast.parse("console.print(x.name, markup=False); t.add_row(escape(x['by']))")))
