"""Run the commands and examples in a page of documentation and put what they printed below them.

A fence ```` ```console ```` holds commands: a line that begins with ``$ `` is a command, lines that begin with ``>``
continue it, the lines after it are its output. A fence ```` ```python ```` with ``>>>`` holds a Python session. The
blocks of one page run in order, in one empty folder in which ``src`` is that of the clone and ``downrange`` is on the
path, so that a later block may use what an earlier one wrote.
"""

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WIDTH = 110

Printed = Callable[[str, str], str]  # kind of block, command or source -> what it printed


def filled(text: str, printed: Printed) -> str:
    """The page with the output below each command and example as `printed` gives it."""

    def block(found: re.Match[str]) -> str:
        kind, body = found[1], found[2]
        said = "".join(given + printed(kind, given) for given, _ in _parts(kind, body))
        return f"```{kind}\n{said}```"

    return FENCE.sub(block, text)


def outputs(text: str) -> dict[tuple[str, str], str]:
    """What a page shows below each of its commands and examples."""
    return {
        (found[1], given): shown
        for found in FENCE.finditer(text)
        for given, shown in _parts(found[1], found[2])
    }


def holds_prompts(text: str) -> bool:
    """Whether a page has a command or an example to run."""
    return any(given.startswith(("$ ", ">>> ")) for _, given in outputs(text))


def _parts(kind: str, body: str) -> Iterator[tuple[str, str]]:
    """Each command or example as written, with the output that stands below it."""
    mark = re.compile(r"^(?:\$ .*\n(?:>.*\n)*)" if kind == "console" else r"^>>> .*\n(?:\.\.\..*\n)*", re.M)
    starts = list(mark.finditer(body))
    if not starts:  # a listing, nothing to run
        yield body, ""
    for found, after in zip(starts, [*starts[1:], None], strict=True):
        yield found[0], body[found.end() : after.start() if after else len(body)]


class Session:
    """One page's folder, shell and Python names. `printed` runs one command or example."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.names = folder, {"__name__": "__main__"}
        (folder / "src").symlink_to(ROOT / "src")
        path = folder / ".bin"
        path.mkdir()
        program = path / "downrange"
        program.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -c "from downrange.cli import main; main()" "$@"\n'
        )
        program.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{path}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb",
        }  # fmt: skip

    def printed(self, kind: str, given: str) -> str:
        """What the command or example prints; a listing without a prompt prints nothing."""
        if kind == "console" and given.startswith("$ "):
            return self._shell(re.sub(r"^(?:\$ |> ?)", "", given, flags=re.MULTILINE))
        if kind == "python" and given.startswith(">>> "):
            return self._python(given)
        return ""

    def _shell(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            cwd=self.folder, env=self.environment, check=False, timeout=600,
        )  # fmt: skip
        said = "\n".join(line.rstrip() for line in done.stdout.splitlines())
        return f"{said.strip(chr(10))}\n" if said.strip() else ""

    def _python(self, given: str) -> str:
        example: Any = doctest.DocTestParser().get_examples(given)[0]
        heard = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(heard):
            try:
                exec(compile(example.source, "<page>", "single"), self.names)
            except Exception as error:  # a page may show an error, as a session does
                print(f"{type(error).__name__}: {error}")
        return heard.getvalue()


def run_page(text: str) -> str:
    """The page with every command and example run anew."""
    with tempfile.TemporaryDirectory() as folder:
        return filled(text, Session(Path(folder)).printed)
