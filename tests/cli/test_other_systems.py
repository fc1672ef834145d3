"""What other systems do differently: consoles with few letters, paths with drives and backslashes, strftime."""

import json
import os
import subprocess
import sys

import pytest
from pydantic import TypeAdapter, ValidationError

from command_line import PROGRAM
from downrange.case.case_model import Inside
from repository import HOUSE, REFERENCE


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_pipe_of_few_letters_gets_json_whole_and_text_with_escapes(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for words in (["record", "check", REFERENCE.name, "--json"], ["record", "check", REFERENCE.name]):
        done = subprocess.run(
            [sys.executable, *PROGRAM, *words], capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr
        if "--json" in words:
            checks = json.loads(done.stdout.decode(encoding))["checks"]
            assert any(letter > "\x7f" for letter in json.dumps(checks, ensure_ascii=False))


@pytest.mark.parametrize("path", ["/etc/x", "C:x", "C:\\x", "\\x", "a\\..\\..\\x", "../x", "a/../x"])
def test_a_file_of_a_case_is_inside_its_folder_on_every_system(path: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Inside).validate_python(path)
    assert TypeAdapter(Inside).validate_python("elements/after.tle") == "elements/after.tle"


def test_no_strftime_form_that_windows_does_not_know() -> None:
    forms = ("%-d", "%-m", "%-H", "%-I", "%-j", "%s")
    files = [path for path in HOUSE.rglob("*.py") if "strftime" in path.read_text(encoding="utf-8")]
    for path in files:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "strftime(" in line]
        assert not [line for line in lines if any(form in line for form in forms)], path
