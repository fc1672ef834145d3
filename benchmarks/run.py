"""Run every benchmark beside its peers, in one run on one machine, and print the tables.

Peers come from PyPI into an environment of their own (`.venv-bench`), so that Downrange never depends on them.
Timings swing by up to two with other load: read gaps below 1.5 as ties.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".venv-bench"
PEERS = ["skyfield", "sgp4-predict", "scipy", "aviconv-notam", "rocketpy"]


def main() -> int:
    python = BENCH / "bin" / "python"
    stamp = BENCH / ".peers"
    if not stamp.exists() or stamp.read_text() != " ".join(PEERS):
        print("setting up the peers (once) ...", file=sys.stderr)
        venv.create(BENCH, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--editable", str(ROOT), *PEERS], check=True)
        stamp.write_text(" ".join(PEERS))
    wanted = sys.argv[1:]
    scripts = sorted((ROOT / "benchmarks").glob("bench_*.py"))
    failed = 0
    for script in scripts:
        if wanted and not any(word in script.name for word in wanted):
            continue
        print(f"\n== {script.stem.removeprefix('bench_')}", flush=True)
        failed |= subprocess.run([str(python), str(script)], check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
