"""Look for known faults of the installed packages, with pip-audit (https://pypi.org/project/pip-audit/).

    python tools/check_dependencies.py

Exit code 1 where a package has a known fault. Where the list of faults cannot be reached, or does not know a package
(an index of one's own), that is said and the exit code is 0: a check that was not made is no fault, and no all-clear.
"""

import json
import subprocess
import sys
from typing import Any

LONGEST_S = 120
AUDIT = [sys.executable, "-m", "pip_audit", "--local", "--format", "json", "--progress-spinner", "off"]
OURS = "downrange"


def audited(command: list[str]) -> list[dict[str, Any]] | str:
    """The packages as pip-audit reports them, or why it reports none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        lines = (done.stderr.strip() or "it printed nothing").splitlines()
        return lines[-1][:200]
    return found


def verdict(found: list[dict[str, Any]] | str) -> tuple[int, list[str]]:
    """The exit code and the lines to print."""
    if isinstance(found, str):
        return 0, [f"Dependencies were NOT checked for known faults: {found}"]
    found = [one for one in found if one["name"] != OURS]
    unchecked = [one["name"] for one in found if "skip_reason" in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in found
        for fault in one.get("vulns", ())
    ]
    lines = [
        *faults,
        f"{len(found) - len(unchecked)} packages checked for known faults, {len(faults)} found.",
    ]
    if unchecked:
        lines.append(f"NOT checked, unknown to the list of faults: {', '.join(sorted(unchecked))}")
    return int(bool(faults)), lines


def main() -> None:
    code, lines = verdict(audited(AUDIT))
    print("\n".join(lines))
    sys.exit(code)


if __name__ == "__main__":
    main()
