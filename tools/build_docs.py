"""Write `docs/`: one page a room, from the name plates and public docstrings of the code itself.

Usage: python tools/build_docs.py [--check]    (--check writes nothing and exits 1 when a page is stale)
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "downrange"
DOCS = ROOT / "docs"


def plate(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def public(path: Path) -> list[tuple[str, str]]:
    """The public classes and functions of a file with the first line of what each says of itself."""
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            says = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
            mark = "" if isinstance(node, ast.ClassDef) else "()"
            found.append((node.name + mark, says))
    return found


def page(room: Path) -> str:
    """The page of a room: its plate, then each file with its caption and what it offers."""
    name = room.stem if room.is_file() else room.name
    head = room if room.is_file() else room / "__init__.py"
    lines = [f"# {name}", "", plate(head), ""]
    for path in (
        [room] if room.is_file() else sorted(p for p in room.rglob("*.py") if "__pycache__" not in p.parts)
    ):
        if path.name == "__init__.py" and path.parent == room:
            continue
        if path != room:
            lines += [f"## {path.relative_to(room).as_posix()}", "", plate(path), ""]
        lines += [f"- `{title}` {says}".rstrip() for title, says in public(path)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[Path, str]:
    """Every page of `docs/`, with the index."""
    rooms = sorted(
        p
        for p in HOUSE.iterdir()
        if (p.is_dir() and (p / "__init__.py").exists()) or (p.suffix == ".py" and p.stem != "__init__")
    )
    made = {DOCS / f"{room.stem}.md": page(room) for room in rooms}
    index = [
        "# The rooms of Downrange",
        "",
        "One page a room, written from the code by `tools/build_docs.py`.",
        "",
    ]
    for room in rooms:
        head = room if room.is_file() else room / "__init__.py"
        index.append(f"- [{room.stem}]({room.stem}.md): {plate(head).splitlines()[0]}")
    made[DOCS / "README.md"] = "\n".join(index) + "\n"
    return made


def main() -> int:
    made = pages()
    if "--check" in sys.argv[1:]:
        stale = [path.name for path, text in made.items() if not path.exists() or path.read_text() != text]
        extra = [path.name for path in DOCS.glob("*.md") if path not in made]
        for name in stale + extra:
            print(f"docs/{name} is stale: run python tools/build_docs.py")
        return 1 if stale or extra else 0
    DOCS.mkdir(exist_ok=True)
    for path in DOCS.glob("*.md"):
        path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
