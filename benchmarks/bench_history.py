"""Screening a catalogue's month for manoeuvres, in this process and by two others; no peer is known to do this.

Made-up histories of low orbits with drag and the noise of fits, 60 sets in a month; every tenth object burns once.
"""

import time
from concurrent.futures import ProcessPoolExecutor

from made import FIRST_NORAD, histories_of

from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres

OBJECTS, SETS = 5_000, 60


def main() -> None:
    sets = histories_of(OBJECTS, SETS)
    start = time.perf_counter()
    alone = screen_manoeuvres(sets)
    here_s = time.perf_counter() - start
    with ProcessPoolExecutor(2) as two:
        screen_manoeuvres(sets.select(slice(0, 60_000)), two)  # the workers are up
        start = time.perf_counter()
        shared = screen_manoeuvres(sets, two)
        two_s = time.perf_counter() - start
    burnt = {one.norad for one in alone}
    real = {number for number in burnt if (number - FIRST_NORAD) % 10 == 0}
    million = len(sets) / 1e6
    print(
        f"{OBJECTS:,} objects, {len(sets):,} sets: {here_s / million:.0f} s a million sets here, "
        f"{two_s / million:.0f} s"
    )
    print(
        f"by two processes, the same findings: {alone == shared}. A catalogue of 30,000 with 60 sets each takes"
    )
    print(f"{here_s / million * 1.8 / 60:.1f} and {two_s / million * 1.8 / 60:.1f} minutes.")
    print(f"{len(real)} of {OBJECTS // 10} burns found, {len(burnt - real)} objects without a burn named")


if __name__ == "__main__":
    main()
