"""What the measurement scripts share: where data lie, halves for fitting and checking, rows, one line of figures.

A script makes rows (one dict a notice, launch or satellite) and figures (one flat dict over all rows). `answer`
prints a line for each row and the figures in one line last, or with ``--json`` both as one JSON object.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

ARCHIVES = Path(__file__).resolve().parents[2] / "shared" / "data"
Row = dict[str, Any]
Figures = Mapping[str, Any]


def archives(*patterns: str) -> list[Path]:
    """The files of the archives beside the checkout that fit the patterns; none where there are no archives."""
    return [path for pattern in patterns for path in sorted(ARCHIVES.glob(pattern))]


def arguments(doc: str | None, *, halves: bool = True) -> argparse.ArgumentParser:
    """A parser with what every script takes: --json and, where constants were fitted on a half, --half."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="all rows and the figures as one JSON object")
    if halves:
        parser.add_argument("--half", choices=("fit", "check", "all"), default="all")
    return parser


def files(
    parser: argparse.ArgumentParser, option: str, default: Sequence[Path], what: str, **more: Any
) -> None:
    """An option for data files; without it the `default` ones, which lie in ../shared/data or nowhere."""
    parser.add_argument(
        option, type=Path, nargs="+", default=list(default), metavar="FILE", help=what, **more
    )


def require(parser: argparse.ArgumentParser, given: argparse.Namespace, *options: str) -> None:
    """Stop with exit code 2 and one message where an option has no file, or names one that is not there."""
    for option in options:
        found = getattr(given, option.lstrip("-").replace("-", "_"))
        if not found:
            parser.error(f"give {option}: there is no ../shared/data beside this checkout to take it from")
        for path in np.ravel(np.array(found, dtype=object)):
            if not Path(path).exists():
                parser.error(f"{option}: there is no {path}")


def text_of(path: Path) -> str:
    """The text of a file, unpacked where its name ends in .gz."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", errors="replace")


def json_lines(paths: Iterable[Path]) -> list[Row]:
    """The objects of files of one JSON object a line."""
    return [json.loads(line) for path in paths for line in text_of(path).splitlines() if line.strip()]


def half_of(name: str, parts: int = 2, checked: int = 1) -> str:
    """ "check" for one part in `parts` of the names, told apart by their SHA-256; "fit" for the others."""
    return "check" if int(sha256(name.encode()).hexdigest(), 16) % parts == checked else "fit"


def hash_share(name: str) -> float:
    """A number from 0 to 1 that depends on the name alone."""
    return int(sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def share(count: float, of: int) -> float | None:
    """A ratio; None of nothing."""
    return count / of if of else None


def quantile(values: Iterable[float], q: float) -> float | None:
    """A quantile of the finite values; None without any."""
    kept = np.array([value for value in values if value is not None and np.isfinite(value)], dtype=float)
    return float(np.quantile(kept, q)) if kept.size else None


def answer(
    given: argparse.Namespace, rows: list[Row], figures: Figures, shown: Callable[[Row], str] | None = None
) -> int:
    """Print rows and, last, the figures in one line; as JSON on request. The exit code is 0."""
    if given.json:
        print(json.dumps({"figures": figures, "rows": rows}, ensure_ascii=False, indent=1, default=str))
        return 0
    for row in rows if shown else ():
        print(shown(row))
    print("figures: " + ", ".join(f"{name} {_plain(value)}" for name, value in figures.items()))
    return 0


def say(given: argparse.Namespace, text: str) -> None:
    """A remark beside the figures, on standard error; none with --json."""
    if not given.json:
        print(text, file=sys.stderr)


def _plain(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
