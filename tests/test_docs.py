"""What the documentation says is run and counted: commands, examples, codes, names, links."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import downrange
from downrange import api
from downrange.cli import VERBS
from repository import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import build_docs
import docs_reference

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES = [page for page in [*PAGES, *sorted(DOCS.rglob("*.md"))] if page.exists()]
COMMANDS = [name for name, *_ in docs_reference.commands()]


def reference(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", COMMANDS)
def test_every_command_has_help_with_an_example(page: str) -> None:
    done = downrange(*page.split(), "--help")
    assert done.returncode == 0, done.stderr
    assert "Example" in done.stdout


def test_the_list_of_verbs_is_whole() -> None:
    shown = downrange("--help").stdout
    assert all(verb in shown for verb in VERBS)


def test_the_reference_is_what_the_code_says() -> None:
    stale = build_docs.stale()
    assert not stale, f"stale, run make docs: {', '.join(stale)}"


@pytest.mark.slow
@pytest.mark.parametrize("page", build_docs.pages_to_run(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_prints_what_it_shows(page: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_docs.py"), "--run", str(page)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"run make docs\n{done.stdout}{done.stderr}"


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    """The codes are found anew here, by their classes in the source."""
    classes, members = {"Code", "Assertion", "QuotingAssertion"}, []
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in docs_reference.FILES]
    for node in [each for tree in trees for each in ast.walk(tree) if isinstance(each, ast.ClassDef)]:
        if {getattr(base, "id", "") for base in node.bases} & classes:
            members += [
                each.value.elts[0].value if isinstance(each.value, ast.Tuple) else None
                for each in node.body
                if isinstance(each, ast.Assign)
            ]
    shown = re.findall(r"^\| `([a-z0-9.-]+)` \|", reference("codes.md"), re.MULTILINE)
    assert sorted(shown) == sorted(members)
    assert len(set(shown)) == len(shown), "a code stands twice"


def test_every_api_name_has_an_entry_and_an_example() -> None:
    page = reference("api.md")
    assert not re.search(r"^(?:\w+\.)*\w*(?:Error|Exception): ", page, re.MULTILINE), "an example fails"
    for name in api.__all__:
        section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
        assert section, f"{name} has no entry, run make docs"
        assert ">>> " in section[1], f"{name} has no example in tools/examples/api.txt"
        assert getattr(api, name).__doc__, f"{name} has no docstring"
    assert sorted(re.findall(r"^## (\w+)$", page, re.MULTILINE)) == sorted(api.__all__)


def test_every_command_has_an_entry_and_an_example() -> None:
    page = reference("commands.md")
    sections = dict(re.findall(r"^## downrange ([\w ]+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    assert sorted(sections) == sorted(COMMANDS), "run make docs"
    assert [name for name in COMMANDS if f"$ downrange {name}" not in sections[name]] == []


def test_the_readme_has_commands_and_bounds() -> None:
    assert README.count("$ downrange") >= 3
    assert "make demo" in README
    assert "make test" in README
    assert "targeting" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert link.startswith(("http://", "https://")) or (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_make_targets_that_a_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    shell = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    named = re.findall(r"`make ([a-z][\w-]*)`", text) + re.findall(r"^make ([\w-]+)", shell, re.MULTILINE)
    assert set(named) <= targets


def test_help_answers_without_heavy_imports() -> None:
    """`downrange --help` imports no numpy, numba, shapely or pyproj: that is what makes it quick."""
    code = (
        "import sys\nfrom downrange.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'numba', 'shapely', 'pyproj', 'lxml', 'jinja2', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
