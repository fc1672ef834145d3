"""Data tables shipped with the package: their bytes, and the fingerprint of exactly those bytes.

Every table under ``data/`` is read through here, so that a receipt can name what an answer stands on.
"""

import csv
import hashlib
from functools import cache
from importlib.resources import files

_FINGERPRINTS: dict[str, str] = {}


def table_bytes(name: str) -> bytes:
    """The bytes of the table ``data/<name>``; callers parse them once a process and keep the result."""
    data = files("downrange").joinpath("data", name).read_bytes()
    _FINGERPRINTS[name] = hashlib.sha256(data).hexdigest()
    return data


def table_text(name: str) -> str:
    """The text of the table ``data/<name>``, UTF-8."""
    return table_bytes(name).decode("utf-8")


def table_rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV table ``data/<name>`` by the names of its first line; lines that begin with # say why."""
    return list(csv.DictReader(line for line in table_text(name).splitlines() if not line.startswith("#")))


@cache
def table_sha256(name: str) -> str:
    """The SHA-256 of the table as it was read by this process, or as it lies there if nothing has read it yet."""
    if name not in _FINGERPRINTS:
        table_bytes(name)
    return _FINGERPRINTS[name]
