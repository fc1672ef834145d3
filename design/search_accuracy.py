"""How often the search elements hold what was found: first elements of launches into low orbit, wound back to them.

    python design/search_accuracy.py [fit|check|both]

Needs ../shared/data. For every launch between the three pairs of catalogues (design/identify_accuracy.py; its halves)
the lowest new number below some 2,500 km stands for the launch. Its elements, up to a month old, are wound back by
the secular rates to the search elements' epoch; objects under power (Starlink) have left their first orbit by then
and are only listed. Held: the Mahalanobis distance lies within the 90 % of a chi-square, over inclination and
node (the plane, 2), with the place along the orbit and the mean motion (4), and with the eccentricity (6). The
heading is that flown. Levels: "site" knows the past of the site alone; "notices" the areas of the launch, where they
are in dev.jsonl; "stated" an inclination of +-1 deg and a mean height of +-25 km about those found, and no more.
"""

import sys
from collections import defaultdict
from datetime import timedelta
from hashlib import sha256

import numpy as np
from identify_accuracy import PAIRS, Launch, catalogue, launches_between
from plane_accuracy import launches as noticed_launches

from downrange.earth.instants import julian_utc
from downrange.launch.plane.azimuth import ascending_node_deg, inertial_azimuths_deg, turn_deg
from downrange.launch.plane.launch_plane import launch_plane
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.number_order import manoeuvres
from downrange.orbit.identify.search.expected_orbit import CLIMB_S, SearchElements, search_elements
from downrange.orbit.identify.search.search_width import widths
from downrange.orbit.propagation.secular_motion import apsides_km, wind_back

LOW_REV_DAY = 11.0
CHI_SQUARE_90 = {2: 4.605, 4: 7.779, 6: 10.645}  # Abramowitz & Stegun, table 26.8
AGED_DAYS, AGED_DRAG = 10.0, 0.1  # beyond either the place along the orbit is no truth any more


def off(found: SearchElements, truth: Elements) -> np.ndarray:
    """Truth less prediction in ORDER, (6,)."""
    e = found.elements
    back = wind_back(truth, *julian_utc(found.liftoff + timedelta(seconds=CLIMB_S)))
    argp = np.radians(truth.argp_deg[0])
    return np.array(
        [
            truth.inclination_deg[0] - e.inclination_deg[0],
            turn_deg(e.raan_deg[0], back.node_deg[0, 0]),
            turn_deg(e.mean_anomaly_deg[0], back.latitude_argument_deg[0, 0]),
            truth.mean_motion_rev_day[0] - e.mean_motion_rev_day[0],
            truth.eccentricity[0] * np.cos(argp),
            truth.eccentricity[0] * np.sin(argp),
        ]
    )


def heading_deg(launch: Launch, truth: Elements) -> float:
    """The course flown: of two to the plane found, the one whose node lies nearer to that found."""
    courses = inertial_azimuths_deg(launch.site.lat_deg, float(truth.inclination_deg[0]))
    if courses is None:
        return 90.0
    node = wind_back(truth, *julian_utc(launch.liftoff)).node_deg[0, 0]

    def miss(course: float) -> float:
        there = ascending_node_deg(launch.site.lat_deg, launch.site.lon_deg, course, launch.liftoff)
        return abs(float(turn_deg(there, node)))

    return min(courses, key=miss)


def asked(launch: Launch, truth: Elements, level: str, areas) -> SearchElements:
    near = heading_deg(launch, truth)
    if level == "stated":
        i = float(truth.inclination_deg[0])
        height = float(np.mean(apsides_km(truth.mean_motion_rev_day, truth.eccentricity)))
        shifted = (
            hash_share(launch.tag) - 0.5
        ) * 40  # the truth is somewhere in the interval, not in its middle
        interval = (height + shifted - 25, height + shifted + 25)
        tilted = (hash_share(launch.tag + "i") - 0.5) * 1.6
        return search_elements(
            launch.site, launch.liftoff, (i + tilted - 1, i + tilted + 1), near, height_km=interval
        )
    said = launch_plane(launch.site, areas, liftoff=launch.liftoff).answer.inclination_deg
    return search_elements(launch.site, launch.liftoff, (said.p05, said.p95), near)


def hash_share(text: str) -> float:
    return int(sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def main() -> None:
    half = sys.argv[1] if len(sys.argv) > 1 else "fit"
    noticed = {launch.name.split(" ")[0]: launch.announced.areas for launch in noticed_launches()}
    held, size, powered = defaultdict(list), defaultdict(list), []
    print("launch         site    age d    di     dnode  du     dn      e     held of 2, 4, 6")
    for names in PAIRS:
        raw = [catalogue(name) for name in names]
        for launch in launches_between(*raw, names):
            if half != "both" and launch.checks != (half == "check"):
                continue
            new = raw[1].select(np.isin(raw[1].norad, list(launch.objects)))
            new = new.select(new.mean_motion_rev_day > LOW_REV_DAY)
            if not len(new):
                continue
            truth = new.select([int(np.argmin(new.norad))])
            if manoeuvres(truth)[0]:
                powered.append(launch.tag)
                continue
            for level in ("site", "notices", "stated"):
                if level == "notices" and launch.tag not in noticed:
                    continue
                found = asked(launch, truth, level, noticed.get(launch.tag, ()) if level == "notices" else ())
                d = off(found, truth)
                back = wind_back(truth, *julian_utc(launch.liftoff))
                aged = back.days[0, 0] > AGED_DAYS or back.drag_revolutions[0, 0] > AGED_DRAG
                marks = ""
                for count, limit in CHI_SQUARE_90.items():
                    part = found.covariance[:count, :count]
                    inside = bool(d[:count] @ np.linalg.solve(part, d[:count]) <= limit)
                    marks += " yes" if inside else " NO "
                    if count == 2 or not aged:
                        held[level, count].append(inside)
                first = widths(found, (3.0,))[0]
                size[level].append((first.cross_track_deg, first.early_late_min))
                print(
                    f"{launch.tag} {level:8}{launch.site.code:8}{back.days[0, 0]:5.1f}"
                    f"{d[0]:7.2f}{d[1]:8.2f}{d[2]:7.1f}{d[3]:7.2f}{np.hypot(d[4], d[5]):8.4f}  "
                    f"{marks}{' aged' if aged else ''}"
                )
    for (level, count), inside in sorted(held.items()):
        print(f"{half} {level:8} {count} elements: {sum(inside)} of {len(inside)} inside 90 %")
    for level, seen in size.items():
        across, along = np.median(np.array(seen), axis=0)
        print(f"{half} {level:8} median search, 3 h on: +-{across:.1f} deg across, +-{along:.0f} min along")
    print("under power, not judged:", " ".join(powered))


if __name__ == "__main__":
    main()
