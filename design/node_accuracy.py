"""How far the node of a launch's plane lies from where a straight ascent would put it.

    python design/node_accuracy.py

Takes launches of GCAT's log whose objects stand in a catalogue of ../shared/data/orbits/catalogues within
twelve days, drifts the node of the first object back to lift-off by J2, and compares `ascending_node_deg` for
the launch's own inclination. Settles NODE_DELAY_S in ascent/course.py.
"""

import gzip
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from downrange.earth.constants import A_M, J2, MU_M3_S2
from downrange.errors import PlaceError
from downrange.geography.sites import find_site
from downrange.launch.plane.azimuth import ascending_node_deg, inertial_azimuths_deg, turn_deg

ORBITS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "orbits"
SOONEST_DAYS, LOWEST_REV_DAY, ROUNDEST = 12.0, 14.0, 0.02
STRAIGHT_DEG = 8.0  # larger differences are another course, a bent flight or a wrong time


def launches() -> dict[str, tuple[datetime, str]]:
    """Time and site of each launch since 2015 by its tag."""
    found = {}
    with gzip.open(next((ORBITS / "satcat").glob("gcat_launchlog*")), "rt", encoding="utf-8") as file:
        for line in file:
            words = [word.strip() for word in line.split("\t")]
            when = words[1].split()
            if len(when) == 4 and when[0] >= "2015" and when[3][:4].isdigit():
                text = " ".join([*when[:3], when[3][:4]])
                found[words[0]] = (datetime.strptime(text, "%Y %b %d %H%M").replace(tzinfo=UTC), words[12])
    return found


def node_at(line1: str, line2: str, liftoff: datetime) -> tuple[float, float] | None:
    """Inclination and node at lift-off of a low round orbit known soon enough after it; None otherwise."""
    epoch = datetime(2000 + int(line1[18:20]), 1, 1, tzinfo=UTC) + timedelta(days=float(line1[20:32]) - 1)
    days = (epoch - liftoff) / timedelta(days=1)
    motion, eccentricity = float(line2[52:63]), float("0." + line2[26:33])
    if not 0 < days < SOONEST_DAYS or motion < LOWEST_REV_DAY or eccentricity > ROUNDEST:
        return None
    inclination = float(line2[8:16])
    axis_m = (MU_M3_S2 / (motion * 2 * np.pi / 86_400) ** 2) ** (1 / 3)
    drift_deg_day = -1.5 * J2 * (A_M / axis_m) ** 2 * motion * 360 * np.cos(np.radians(inclination))
    return inclination, float(line2[17:25]) - drift_deg_day * days


def main() -> None:
    """Print the differences, eastward positive, with their median and spread."""
    log, seen, offs = launches(), set(), []
    for path in sorted((ORBITS / "catalogues").glob("*.gz")):
        lines = gzip.decompress(path.read_bytes()).decode("latin-1").splitlines()
        for line1, line2 in pairwise(lines):
            tag = f"20{line1[9:11]}-{line1[11:14]}"
            if line1[:2] + line2[:2] != "1 2 " or tag in seen or tag not in log:
                continue
            liftoff, code = log[tag]
            found = node_at(line1, line2, liftoff)
            try:
                site = find_site(code)
            except PlaceError:
                continue
            for course in (found and inertial_azimuths_deg(site.lat_deg, found[0])) or ():
                node = ascending_node_deg(site.lat_deg, site.lon_deg, course, liftoff)
                off = float(turn_deg(node, found[1]))
                if abs(off) < STRAIGHT_DEG:
                    seen.add(tag)
                    offs.append(off)
                    print(f"{tag}  {code:6} {found[0]:6.2f} deg  node {off:+.2f}")
    print(f"{len(offs)} launches: median {np.median(offs):+.2f}, standard deviation {np.std(offs):.2f} deg")


if __name__ == "__main__":
    if not ORBITS.exists():
        sys.exit("This measurement needs ../shared/data/orbits, which is not here.")
    main()
