"""Run the program as a user does: as a process of its own (`downrange`), or in the test's process (`answer`)."""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from downrange.cli import main

PROGRAM = ["-W", "error", "-c", "from downrange.cli import main; main()"]


def downrange(
    *words: str, stdin: str | None = None, cwd: Path | None = None, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """One command in a new interpreter in which any warning is an error; `options` are the interpreter's own."""
    command = [sys.executable, *options, *PROGRAM, *words]
    return subprocess.run(
        command, capture_output=True, text=True, input=stdin, cwd=cwd, timeout=300, check=False
    )


class Answer(NamedTuple):
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)


def answer(*words: str, stdin: str = "") -> Answer:
    """One command in this process: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), patch("sys.stdin", given):
        try:
            main(list(words))
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())
