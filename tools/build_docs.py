"""Write the generated pages of `docs/reference`, and run the commands and examples of every page.

    python tools/build_docs.py               write the reference, run every page anew
    python tools/build_docs.py --reference   write the reference, keep the outputs that stand in it
    python tools/build_docs.py --check       write nothing; exit 1 when a generated page is not what the code says
    python tools/build_docs.py --write PAGE...   run these pages and put what they print into them
    python tools/build_docs.py --run PAGE... write nothing; run these pages, exit 1 when they print something else

`--check` takes the printed outputs as they stand, so it is quick; `--run` is the test of the outputs.
"""

import difflib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from docs_blocks import ROOT, filled, holds_prompts, outputs, run_page
from docs_reference import brief_page, reference

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
BRIEF_KEYS = REFERENCE / "brief-json.md"
WRITTEN_BY_HAND = {"README.md", "exit-codes.md"}


def pages_to_run() -> list[Path]:
    """Every page, the README first, in which a command or an example stands, and that of `brief.json`."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
    written = {page: page.read_text(encoding="utf-8") for page in pages if page.exists()}
    return [page for page, text in written.items() if page == BRIEF_KEYS or holds_prompts(text)]


def _as_it_stands(name: str, text: str) -> str:
    """A generated page with the outputs that the page of the same name shows now."""
    page = REFERENCE / name
    known = outputs(page.read_text(encoding="utf-8")) if page.exists() else {}
    return filled(text, lambda kind, given: known.get((kind, given), ""))


def stale() -> list[str]:
    """The generated pages that are not what the code says, and pages that nothing generates."""
    made = {name: _as_it_stands(name, text) for name, text in reference().items()}
    kept = {page.relative_to(REFERENCE).as_posix() for page in REFERENCE.rglob("*.md")}
    extra = kept - set(made) - WRITTEN_BY_HAND - {BRIEF_KEYS.name}
    differ = [
        name for name, text in made.items()
        if name not in kept or (REFERENCE / name).read_text(encoding="utf-8") != text
    ]  # fmt: skip
    return sorted([*differ, *extra])


def _write_reference() -> None:
    made = {name: _as_it_stands(name, text) for name, text in reference().items()}
    for page in REFERENCE.rglob("*.md"):
        if page.relative_to(REFERENCE).as_posix() not in {*made, *WRITTEN_BY_HAND, BRIEF_KEYS.name}:
            page.unlink()
    for name, text in made.items():
        (REFERENCE / name).parent.mkdir(parents=True, exist_ok=True)
        (REFERENCE / name).write_text(text, encoding="utf-8")


def _write_outputs() -> None:
    BRIEF_KEYS.write_text(brief_page(), encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        again = [sys.executable, __file__, "--write"]
        done = pool.map(
            lambda page: subprocess.run([*again, str(page)], check=True), set(pages_to_run()) - {BRIEF_KEYS}
        )
        list(done)


def _run(page: Path) -> bool:
    text = page.read_text(encoding="utf-8")
    now = brief_page() if page == BRIEF_KEYS else run_page(text)
    for line in difflib.unified_diff(
        text.splitlines(), now.splitlines(), str(page), "as run", lineterm="", n=1
    ):
        print(line)
    return text == now


def main() -> int:
    match sys.argv[1:]:
        case []:
            _write_reference()
            _write_outputs()
            return 0
        case ["--reference"]:
            _write_reference()
            return 0
        case ["--check"]:
            for name in stale():
                print(f"docs/reference/{name} is stale, run make docs")
            return 1 if stale() else 0
        case ["--write", *pages]:
            for page in map(Path, pages):
                page.write_text(run_page(page.read_text(encoding="utf-8")), encoding="utf-8")
            return 0
        case ["--run", *pages]:
            same = [
                _run(Path(page).resolve()) for page in pages
            ]  # each is shown, not only the first that differs
            return 0 if all(same) else 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
