"""`downrange.api`: every name is there and documented; nothing loads before it is used."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from downrange import api

SOURCE = ast.parse(Path(str(api.__file__)).read_text(encoding="utf-8"))


def names_for_type_checkers() -> dict[str, str]:
    """Name to module, as the block for type checkers imports them."""
    (block,) = (node for node in SOURCE.body if isinstance(node, ast.If))
    return {
        alias.name: str(node.module).removeprefix("downrange.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_type_checkers_and_the_program_see_the_same_names() -> None:
    assert names_for_type_checkers() == api._HOME_OF
    assert sorted(api._HOME_OF) == sorted(api.__all__)
    assert set(api.__all__) <= set(dir(api))


@pytest.mark.parametrize("name", sorted(api.__all__))
def test_a_name_is_documented(name: str) -> None:
    thing = getattr(api, name)
    doc = inspect.getdoc(thing)
    assert doc is not None
    assert len(doc) > 20, f"{name} does not say what it is"
    assert not doc.startswith(f"{name}("), f"{name} has only the signature that dataclass writes"


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no name 'nothing'"):
        api.nothing  # noqa: B018


def test_importing_it_loads_no_room() -> None:
    code = (
        "import sys, downrange.api; print(sorted(m for m in sys.modules if 'numba' in m or 'numpy' in m)[:3])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
