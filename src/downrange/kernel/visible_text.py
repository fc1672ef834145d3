"""Visible text: control, direction and other unseen characters shown as signs, one table for every output.

A control character of C0 becomes its control picture (ESC is ␛, Unicode block 2400), any other character that is
not seen the sign of its code point (⟨U+202E⟩). Shown so are

* control characters, the line and paragraph separators, lone surrogates and noncharacters (The Unicode Standard,
  sections 23.1, 23.6 and 23.7), and the marks of interlinear annotation (23.8);
* every Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt): marks of writing
  direction, zero-width characters, the soft hyphen, variation selectors, tags, Hangul fillers.

Two kinds of these are part of words and stay: a joiner or non-joiner between letters of a script that needs it
(RFC 5892, appendix A.1 and A.2, here by the blocks from Arabic to Myanmar, Khmer and Mongolian), and a variation
selector behind a letter or sign that is not ASCII.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from downrange.codes import Quoting

Text = TypeVar("Text", bound=str)

# Ranges in the syntax of a regular expression's set.
_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # without tab and line feed, which `visible` adds
_SEPARATE = r"\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb" + "".join(
    f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17)
)
_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = r"\u200c\u200d"
_IGNORABLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINING = r"\u0600-\u109f\u1780-\u18af"  # scripts whose letters change with a joiner beside them
_UNSEEN = (
    f"[{_SEPARATE}{_IGNORABLE}]"
    f"|(?<![{_JOINING}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINING}])"
    f"|(?<![^\\x00-\\x7f{_SEPARATE}{_IGNORABLE}{_SELECTORS}{_JOINERS}\\s])[{_SELECTORS}]"
)
_IN_LINES = re.compile(f"\r\n|[{_CONTROL}]|{_UNSEEN}")
_IN_A_LINE = re.compile(f"[\t\n{_CONTROL}]|{_UNSEEN}")
_IN_JSON = re.compile(f"[{_CONTROL}{_SEPARATE}{_IGNORABLE}{_SELECTORS}{_JOINERS}]")


def visible(text: str) -> str:
    """A text of one line, such as a name, a cell or a message: line feeds and tabs are signs too."""
    return text if text.isascii() and text.isprintable() else _IN_A_LINE.sub(_sign, text)


def visible_lines(text: Text) -> Text:
    """A text of several lines: line feeds and tabs stay, a carriage return before a line feed goes."""
    if text.isascii() and text.isprintable():
        return text
    shown = _IN_LINES.sub(lambda found: "\n" if found[0] == "\r\n" else _sign(found), text)
    return type(text)(shown) if isinstance(text, Quoting) else shown  # type: ignore[return-value]


def visible_values(value: Any) -> Any:
    """A copy of plain data (tables, lists, texts, numbers) with every text as `visible_lines` shows it."""
    if isinstance(value, str):
        return visible_lines(value)
    if isinstance(value, Mapping):
        return {key: visible_values(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [visible_values(each) for each in value]
    return value


def json_text(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Plain data as JSON in which every text reads back equal, and no unseen character stands as itself.

    Such a character is written as an escape (``\\u202e``), so that neither a terminal nor an editor obeys it. NaN and
    infinity are refused with a ValueError: JSON has none.
    """
    written = json.dumps(value, ensure_ascii=ascii_only, indent=indent, allow_nan=False)
    return _IN_JSON.sub(_escape, written)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _escape(found: re.Match[str]) -> str:
    """The character as JSON escapes it (RFC 8259, section 7): beyond the BMP as two, by UTF-16."""
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
