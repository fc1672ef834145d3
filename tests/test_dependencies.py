"""Every package that the program imports, or reads files of, is named in pyproject.toml: none comes by chance."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILT_IN = {*sys.stdlib_module_names, "downrange"}
PARTS_OF = {
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
}  # which these packages require for their own interface


def named(tree: ast.AST) -> set[str]:
    """The top packages of the imports of a module, and those whose files it opens (`importlib.resources.files`)."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "files":
            found |= {str(arg.value).split(".")[0] for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_every_package_in_use_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines
    ]
    declared = {re.split(r"[\[<>=~! ]", line)[0] for line in (*project["dependencies"], *extras)}
    used = set().union(
        *(named(ast.parse(path.read_text(encoding="utf-8"))) for path in (ROOT / "src").rglob("*.py"))
    )
    needed = {PARTS_OF.get(name, name) for name in used - BUILT_IN}
    assert needed - declared == set(), "used and not declared"
    assert "tzdata" in used, "the zones of countries are read from its files"


def test_every_dependency_has_a_lower_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [line for line in project["dependencies"] if ">=" not in line] == []
