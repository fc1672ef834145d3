"""The sources of the program as syntax trees, for tests of rules that a linter does not know."""

import ast
from collections.abc import Iterable
from functools import cache

from repository import HOUSE


@cache
def trees() -> dict[str, ast.Module]:
    """Every source file by its path below ``src/downrange``."""
    files = sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts)
    return {str(path.relative_to(HOUSE)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def base_names(node: ast.ClassDef) -> set[str]:
    """The names of a class's bases, without their modules."""
    return {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}


@cache
def descendants(root: str) -> dict[str, str]:
    """Every class in the sources below the class `root`, with the file that defines it."""
    found = {root: ""}
    size = 0
    while size != len(found):
        size = len(found)
        for name, tree in trees().items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and base_names(node) & found.keys():
                    found.setdefault(node.name, name)
    return found


def room_of(file: str) -> str:
    """The room of a file: `orbit/elements`, or the file itself where it has none, `cli/plane.py`."""
    parts = file.split("/")
    return "/".join(parts[:2])


def places(found: Iterable[tuple[str, ast.AST]]) -> list[str]:
    """Findings as `file:line: source`, for the message of a failing test."""
    return [f"{file}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)[:110]}" for file, node in found]
