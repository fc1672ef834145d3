"""The doors for JSON and TOML from outside: bounded depth and keys, no number that is none, one error for all faults.

Both standard readers leave holes: NaN and infinities (which RFC 8259 has not), integers of any length, nesting that
ends in a RecursionError, and dotted keys of TOML that cost the square of their parts. They are refused before or
while reading, in a time linear in the text.
"""

import json
import math
import re
import tomllib
from typing import Any

from downrange.codes import Code
from downrange.errors import InputError
from downrange.kernel.kernel_codes import TextCode

DEEPEST_TOML = 50  # tables and lists in one another
MOST_KEY_PARTS = 50  # a.b.c has three
LONGEST_WORD = 100  # characters of a bare key or a number of TOML
_TOML = re.compile(  # texts of many lines, of one, remarks, words, signs; a text that never closes goes on to its end
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{0,5}'
    r'|"(?:[^"\\\n]|\\.)*+"?|\'[^\'\n]*+\'?|#[^\n]*+|[A-Za-z0-9_+-]++|[.=,\[\]{}\n]',
    re.DOTALL,
)


def open_json(text: str, error: type[InputError], not_json: Code, **facts: Any) -> Any:
    """The value of a JSON text (RFC 8259). Raises `error` with `not_json`, its facts and the `problem`.

    NaN, infinities and numbers beyond 1.8e308 are refused, and so is nesting that Python cannot follow.
    """
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as fault:  # an integer of more than 4,300 digits is one as well
        raise error(not_json, problem=str(fault).rstrip("."), **facts) from fault


def open_toml(text: str, error: type[InputError], not_toml: Code, where: str | None = None) -> dict[str, Any]:
    """The table of a TOML text (https://toml.io/en/v1.0.0). Raises `error` with `not_toml` or a code of `TextCode`.

    Tables and lists may stand 50 deep in one another, a key have 50 parts, a bare word or number 100 characters.
    """
    _refuse_costly(text, error, where)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise error(not_toml, where=where, reason=str(fault).rstrip(".")) from fault


def _refuse_costly(text: str, error: type[InputError], where: str | None) -> None:
    """One pass over the signs outside texts and remarks; only what tomllib would stumble over is refused."""
    depth = parts = 0
    line = 1
    for token in _TOML.finditer(text):
        sign = token[0]
        if sign == ".":
            parts += 1
            if parts >= MOST_KEY_PARTS:
                raise error(TextCode.LONG_KEY, where=where, line=line, most=MOST_KEY_PARTS)
        elif sign in "[{":
            depth, parts = depth + 1, 0
            if depth > DEEPEST_TOML:
                raise error(TextCode.TOML_DEEP, where=where, line=line, most=DEEPEST_TOML)
        elif sign in "]}":
            depth -= 1
        elif sign in "=,\n":
            parts = 0
        elif len(sign) > LONGEST_WORD and sign[0] not in "\"'#":
            raise error(TextCode.LONG_WORD, where=where, line=line, count=len(sign), most=LONGEST_WORD)
        line += sign.count("\n")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:40]} is larger than any number")
    return number
