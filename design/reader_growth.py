"""How does the time of each reader grow with its input, over hostile shapes from 16 kB to 1 MB?

    python design/reader_growth.py [--reader R ...] [--most SIZE] [--seconds S] [--json]

Of each shape (`hostile_shapes`) inputs of 16, 64, 256 ... kB are read, in CPU seconds, the best of three below 0.1 s.
The exponent is the slope of log time over log size through the sizes that took at least 20 ms; a shape that passes
`--seconds` is not made longer. Shapes above 1.15, with at least 0.2 s at the end, are measured again and then said to
be super-linear; the exit code is 1 if there are any.
"""

import gc
import math
import sys
import time
from collections.abc import Callable, Sequence

from downrange.errors import DownrangeError
from hostile_shapes import READERS, Reader, shapes_of
from measurement import Row, answer, arguments, say

SMALLEST, LEAST_S, WORTH_S, MOST_EXPONENT = 16_384, 0.02, 0.2, 1.15


def seconds(read: Callable[[str], object], text: str) -> tuple[float, str]:
    """CPU seconds of one reading, and the name of an error that is not Downrange's own."""
    best, fault = math.inf, ""
    for _ in range(3):
        gc.collect()  # the collector's own passes over old objects would be counted to the later, longer inputs
        gc.disable()
        began = time.process_time()
        try:
            read(text)
        except DownrangeError:
            pass
        except Exception as error:
            fault = repr(error)[:200]
        best = min(best, time.process_time() - began)
        gc.enable()
        if best > 0.1:
            break
    return best, fault


def measured(name: str, reader: Reader, shape: str, most: int, longest_s: float) -> Row:
    """Times by size, the exponent and what went wrong."""
    make = shapes_of(reader)[shape]
    size, times, fault = SMALLEST, {}, ""
    while size <= min(most, reader.largest):
        text = make(size)
        times[len(text)], raised = seconds(reader.read, text)
        fault = fault or raised
        if times[len(text)] > longest_s:
            break
        size *= 4
    worth = [(math.log(n), math.log(s)) for n, s in times.items() if s >= LEAST_S]
    last_size, last_s = list(times.items())[-1]
    return {
        "reader": name,
        "shape": shape,
        "size": last_size,
        "s": last_s,
        "exponent": slope(worth),
        "fault": fault,
    }


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """The least-squares slope; None of fewer than two sizes."""
    if len({x for x, _ in points}) < 2:
        return None
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    across = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / across


def is_bad(row: Row) -> bool:
    """Super-linear, and long enough for that to be no noise; or an error that is not ours."""
    steep = row["exponent"] is not None and row["exponent"] > MOST_EXPONENT and row["s"] > WORTH_S
    return bool(row["fault"]) or steep


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    parser.add_argument("--reader", nargs="+", choices=sorted(READERS), default=list(READERS))
    parser.add_argument("--most", type=int, default=1 << 20, help="characters of the longest input")
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="a shape that took longer is not made longer"
    )
    given = parser.parse_args(words)
    bad: list[Row] = []
    tried, slowest = 0, 0.0
    for name in given.reader:
        for shape in shapes_of(READERS[name]):
            row = measured(name, READERS[name], shape, given.most, given.seconds)
            if is_bad(row):
                row = measured(name, READERS[name], shape, given.most, given.seconds)
            tried, slowest = tried + 1, max(slowest, row["s"])
            if is_bad(row):
                bad.append(row)
                say(given, _line(row))
        say(given, f"{name}: {len(shapes_of(READERS[name]))} shapes measured")
    answer(given, bad, {"shapes": tried, "super_linear_or_fault": len(bad), "slowest_s": slowest}, _line)
    return 1 if bad else 0


def _line(row: Row) -> str:
    steep = "-" if row["exponent"] is None else f"{row['exponent']:.2f}"
    told = f"{row['reader']:9} {row['shape']:40} {row['size']:>9,} characters {row['s']:7.2f} s"
    return f"{told}  exponent {steep} {row['fault']}"


if __name__ == "__main__":
    sys.exit(main())
