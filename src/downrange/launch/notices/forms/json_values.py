"""The values of a JSON document, of JSON Lines, and of what is left whole of a damaged one.

Public feeds are saved as one document (RFC 8259), as one value a line (JSON Lines, https://jsonlines.org) or as
values one after the other (RFC 7464). A download that was cut, or edited by hand, is none of these: the objects that
stand whole in it are given, and that it is damaged is said.
"""

import json
import re
from typing import Any, NamedTuple

_LIKE_JSON = re.compile(r"""\s*(?:\{\s*"[^"\n]{0,100}"\s*:|\[\s*(?:[\[{]|"))""")
_BETWEEN = re.compile(r"[\s,;\x1e]*")
_MOST_TRIES = 200  # starts of objects that are tried in a damaged text: each may read to its end


class JsonValues(NamedTuple):
    """Decoded values; `damaged` is the line of the first fault, or None where everything was decoded."""

    values: list[Any]
    damaged: int | None = None


def json_values(text: str) -> JsonValues | None:
    """The values of a text; None where it is not JSON and does not look like it."""
    try:
        return JsonValues([json.loads(text)])
    except RecursionError:
        return JsonValues([], 1)
    except ValueError:
        if not _LIKE_JSON.match(text):
            return None
    return _one_after_the_other(text)


def _one_after_the_other(text: str) -> JsonValues:
    decoder = json.JSONDecoder()
    values: list[Any] = []
    at, damaged, tries = _after_blanks(text, 0), None, 0
    while at < len(text) and tries < _MOST_TRIES:
        try:
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            at = _after_blanks(text, at)
        except (ValueError, RecursionError) as error:
            tries += 1
            if damaged is None:
                damaged = 1 + text.count("\n", 0, getattr(error, "pos", at))
            following = text.find("{", at + 1)
            at = following if following >= 0 else len(text)
    if at < len(text) and damaged is None:
        damaged = 1 + text.count("\n", 0, at)
    return JsonValues([value for value in values if isinstance(value, dict | list)], damaged)


def _after_blanks(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def unescaped(text: str) -> str:
    """A damaged text with the line ends and quotes that JSON writes as signs, to be read as plain words."""
    return text.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ").replace('\\"', '"')
