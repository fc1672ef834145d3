"""How often the areas alone name the site: measured on the launches of ../shared/data/notices/dev.jsonl.

    python design/site_accuracy.py fit|check

The split is that of plane_accuracy.py; the figures in `ascent/origin` were chosen on the half "fit". Only launches
before the one in question count as history.
"""

import sys
from time import perf_counter

from plane_accuracy import launches

from downrange.geography.sites import same_place
from downrange.launch.plane.site_likelihood import likely_sites


def main() -> int:
    half = sys.argv[1] if len(sys.argv) > 1 else "fit"
    counted = first = third = 0
    started = perf_counter()
    for launch in launches():
        areas = [area for area in launch.areas if area.boundary is not None]
        if launch.half != half or not areas:
            continue
        ranked = likely_sites(areas, launch.liftoff.date())
        codes = {launch.site.code} | {site.code for site in same_place(launch.site)}
        rank = next((k for k, origin in enumerate(ranked, 1) if origin.site.code in codes), 99)
        counted, first, third = counted + 1, first + (rank == 1), third + (rank <= 3)
        if rank > 1:
            top = ", ".join(f"{origin.site.code} {origin.share:.2f}" for origin in ranked[:3])
            print(f"{launch.name[:30]:30} {launch.site.code:6} rank {rank:2}   {top}")
    seconds = (perf_counter() - started) / max(counted, 1)
    print(f"{half}: {counted} launches, first {first} ({first / counted:.0%}), among three {third}")
    print(f"{seconds:.2f} s a launch, reading included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
