"""Cells of a CSV that a spreadsheet opens: a text stays text, a number a number, and both read back equal.

A spreadsheet computes a cell that begins with =, +, -, @, tab or carriage return, in its full-width forms too (OWASP,
"CSV Injection"). Such a text gets an apostrophe in front, the mark of a text in spreadsheets. A text that begins with
an apostrophe gets a second one, so that `text_of_cell` gives every text back.
"""

import re
from typing import Any

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_COMPUTED = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20'\t\r]")


def formula_free(value: Any) -> Any:
    """A cell as it is written: a text that a spreadsheet would compute with an apostrophe before it."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value) or not _COMPUTED.match(value):
        return value
    return f"'{value}"


def text_of_cell(cell: str) -> str:
    """The text that was written as `cell`; an apostrophe before anything else is the text's own."""
    return cell[1:] if cell[:1] == "'" and _COMPUTED.match(cell, 1) else cell
