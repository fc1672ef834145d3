"""What the README and the help say is run, so that it stays true."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import downrange
from downrange.cli import VERBS
from repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def readme_commands() -> list[str]:
    """The `downrange ...` lines of the README's shell blocks, continued lines joined."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    joined = "\n".join(blocks).replace("\\\n", " ")
    return [line.strip() for line in joined.splitlines() if line.strip().startswith("downrange ")]


def help_pages() -> list[tuple[str, ...]]:
    groups = {
        "notice": ["read"],
        "record": ["timeline", "claims", "provisions", "check"],
        "case": ["list", "new"],
    }
    pages = [(verb,) for verb in VERBS]
    return pages + [(verb, sub) for verb, subs in groups.items() for sub in subs]


def example_of(page: tuple[str, ...]) -> str:
    text = downrange(*page, "--help").stdout
    lines = [line.strip(" │") for line in text.splitlines()]
    start = next(i for i, line in enumerate(lines) if line.startswith("Example"))
    words = " ".join(lines[start:])
    found = re.search(r"Example:?\s*(downrange .*?)(?=\s{2,}|╭|$)", words)
    assert found, f"no example in the help of {page}"
    return found[1]


@pytest.mark.parametrize("page", help_pages(), ids=" ".join)
def test_every_command_has_help_with_an_example(page: tuple[str, ...]) -> None:
    done = downrange(*page, "--help")
    assert done.returncode == 0, done.stderr
    if page[0] in {"notice", "record", "case"} and len(page) == 1:
        return
    assert "Example" in done.stdout


def test_the_list_of_verbs_is_whole() -> None:
    shown = downrange("--help").stdout
    assert all(verb in shown for verb in VERBS)


@pytest.mark.parametrize("line", readme_commands())
def test_the_commands_of_the_readme_run(line: str, tmp_path: Path) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src")  # the README speaks to somebody in a clone
    done = downrange(*shlex.split(line)[1:], cwd=tmp_path)
    assert done.returncode in (0, 1), f"{line}\n{done.stderr}"
    assert "Traceback" not in done.stderr


def test_the_readme_has_commands_and_bounds() -> None:
    assert len(readme_commands()) >= 5
    assert "make demo" in README
    assert "make test" in README
    assert "targeting" in README


def test_the_pages_of_the_rooms_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_docs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


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
