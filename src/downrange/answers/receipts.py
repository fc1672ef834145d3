"""Receipts: for each answer its method, version, and every file and data table it stands on, with SHA-256."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from downrange import __version__
from downrange.answers.methods import Method
from downrange.answers.requests import Document
from downrange.kernel.package_data import table_sha256

Input = tuple[str, str]  # a file's name and the SHA-256 of the bytes that were used


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one answer was made. `inputs` are the user's files, `tables` those shipped with the package."""

    method: Method
    inputs: tuple[Input, ...] = ()
    tables: tuple[Input, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The receipt as every door shows it."""
        return {
            "code": str(self.method),
            "title": self.method.heading,
            "method": self.method.sentence,
            "downrange": __version__,
            "inputs": [{"file": name, "sha256": sha256} for name, sha256 in self.inputs],
            "tables": [{"file": name, "sha256": sha256} for name, sha256 in self.tables],
            "settings": dict(self.settings),
        }


def receipt(
    method: Method,
    files: Iterable[Document | Input | None],
    settings: Mapping[str, Any] | None = None,
    *,
    tables: Iterable[str] | None = None,
) -> Receipt:
    """The receipt of an answer made by `method` from `files`; None stands for a file that was not given.

    `tables` are the shipped tables that were used; those of the method where they are not named.
    """
    named = [(one.name, one.sha256) if isinstance(one, Document) else one for one in files if one is not None]
    used = method.tables if tables is None else tables
    return Receipt(
        method,
        tuple(dict.fromkeys(named)),
        tuple((name, table_sha256(name)) for name in dict.fromkeys(used)),
        settings or {},
    )
