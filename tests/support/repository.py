"""Where things lie: the repository, the sources, the shipped reference case, the archives beside the checkout.

`archive("orbits/...")` gives a path in the real data that the project may not ship (``../shared/data``), or skips
the test that asked for it. A claim is tested on the small excerpts in ``tests/excerpts`` instead wherever it can be.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "downrange"
EXCERPTS = ROOT / "tests" / "excerpts"
REFERENCE = HOUSE / "cases" / "2023-11-21-malligyong-1"
ARCHIVES = ROOT.parent / "shared" / "data"


def archive(name: str) -> Path:
    """A file or folder of the archives; the test is skipped where they are not at hand."""
    path = ARCHIVES / name
    if not path.exists():
        pytest.skip(f"no ../shared/data/{name}")
    return path
