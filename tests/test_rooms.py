"""The house stands as drawn: imports run one way, rooms keep their size, every room has its name plate."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "downrange"
CAP_LINES = 400
MEDIAN_LINES = 120

# A room may import itself and the rooms before it. `__init__`, `errors` and `api` stand outside the row: the
# first two import nothing of ours, and the last gathers everything for notebooks.
ROW = """codes errors kernel earth geography launch orbit record verify case answers brief
fetch alert watch api desk cli cases""".split()
ON_THE_ROOF = {"fetch", "desk", "cli", "watch", "case", "cases"}
MAY_TOUCH_THE_WORLD = {
    "record/store.py",
    "geography/pack.py",
    "kernel/package_data.py",
    "kernel/regular_files.py",
    "kernel/staged_files.py",
    "brief/drawn/page.py",
    "orbit/elements/element_reader.py",
}
JUNK_DRAWERS = {"utils.py", "helpers.py", "common.py", "base.py", "misc.py"}

FILES = sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts)


def room_of(path: Path) -> str:
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that a reader sees the room"
            module = node.module or ""
            names.update([module] if module != "downrange" else [f"downrange.{a.name}" for a in node.names])
    return {name.split(".")[1] for name in names if name.startswith("downrange.")}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    rank = ROW.index(room)
    for other in imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) - {"__version__"}:
        assert ROW.index(other) <= rank, (
            f"{path.relative_to(HOUSE)} imports {other}, which comes after {room}"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_room_has_a_name_plate_and_keeps_its_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plate = ast.get_docstring(ast.parse(text))
    assert plate
    assert len(plate.splitlines()[0]) >= 15, "the first line of a file says what it is"
    assert len(text.splitlines()) <= CAP_LINES
    assert path.name not in JUNK_DRAWERS


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_the_world_is_on_the_roof(path: Path) -> None:
    """Only the roof reads the network, the disk, the clock or the environment."""
    if room_of(path) in ON_THE_ROOF or str(path.relative_to(HOUSE)) in MAY_TOUCH_THE_WORLD:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            said = f"{getattr(node.value, 'id', '')}.{node.attr}"
            assert said not in {"datetime.now", "datetime.utcnow", "time.time", "os.environ", "date.today"}, (
                said
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "input"}, "files are read on the roof"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                {a.name.split(".")[0] for a in node.names}
                if isinstance(node, ast.Import)
                else {(node.module or "").split(".")[0]}
            )
            assert not names & {"httpx", "socket", "urllib", "requests", "subprocess"}


def test_package_fronts_import_nothing() -> None:
    """`import downrange.record.claims` must not load a notice parser: a front is a docstring."""
    for front in FILES:
        if front.name != "__init__.py" or front.parent in (HOUSE, HOUSE / "cli"):
            continue
        body = ast.parse(front.read_text(encoding="utf-8")).body
        assert len(body) == 1, f"{front.relative_to(HOUSE)} does more than say what the folder is"


def test_file_names_are_unique_below_the_doors() -> None:
    """A verb's answer and its doors share its name; below them a name says one thing."""
    doors = {"cli", "desk", "answers"}
    names = [
        path.name
        for path in FILES
        if path.name != "__init__.py" and path.relative_to(HOUSE).parts[0] not in doors
    ]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"these names stand twice: {', '.join(twice)}"


def test_the_house_as_a_whole() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in FILES]
    assert statistics.median(sizes) <= MEDIAN_LINES
    page = (HOUSE / "answers" / "brief.py").read_text(encoding="utf-8").splitlines()
    assert len(page) <= 160, "the whole brief fits on a page"
