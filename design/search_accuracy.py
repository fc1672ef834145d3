"""How often the search elements contain what was found: first elements of launches, propagated back to them.

    python design/search_accuracy.py [--catalogues BEFORE AFTER ...] [--launch-log FILE] [--launches FILE.jsonl...]
                                     [--half fit|check|all] [--json]

For every launch between the pairs of catalogues (design/identify_accuracy.py; its halves) the lowest new number below
some 2,500 km stands for the launch. Its elements, up to a month old, are propagated back by the secular rates to the
search elements' epoch; objects under power (Starlink) have left their first orbit by then and are only counted.
Inside: the Mahalanobis distance lies within the 90 % of a chi-square, over inclination and node (the plane, 2), with
the place along the orbit and the mean motion (4), and with the eccentricity (6). The heading is that flown.

Levels: "site" knows the past of the site alone; "notices" the areas of the launch, where --launches has them (as
plane_accuracy.py); "stated" an inclination of +-1 deg and a mean height of +-25 km about those found, and no more.
"""

import sys
from datetime import timedelta

import numpy as np

from downrange.earth.instants import julian_utc
from downrange.launch.areas.area import Area
from downrange.launch.plane.azimuth import ascending_node_deg, inertial_azimuths_deg, turn_deg
from downrange.launch.plane.launch_plane import launch_plane
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.back_propagation import back_propagate
from downrange.orbit.identify.orbit_classes import is_powered
from downrange.orbit.identify.search.expected_orbit import CLIMB_S, SearchElements, search_elements
from downrange.orbit.identify.search.search_width import widths
from downrange.orbit.propagation.secular_rates import apsides_km
from identify_accuracy import Launch, Pair, pair_options, pairs_of
from measurement import Row, answer, arguments, files, half_of, hash_share, quantile
from plane_accuracy import NOTICES, noticed_launches

LOW_REV_DAY = 11.0
CHI_SQUARE_90 = {2: 4.605, 4: 7.779, 6: 10.645}  # Abramowitz & Stegun, table 26.8
AGED_DAYS, AGED_DRAG = 10.0, 0.1  # beyond either the place along the orbit is no truth any more


def off(found: SearchElements, truth: Elements) -> np.ndarray:
    """Truth less prediction in ORDER, (6,)."""
    e = found.elements
    back = back_propagate(truth, *julian_utc(found.liftoff + timedelta(seconds=CLIMB_S)))
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
    node = back_propagate(truth, *julian_utc(launch.liftoff)).node_deg[0, 0]

    def miss(course: float) -> float:
        there = ascending_node_deg(launch.site.lat_deg, launch.site.lon_deg, course, launch.liftoff)
        return abs(float(turn_deg(there, node)))

    return min(courses, key=miss)


def asked(launch: Launch, truth: Elements, level: str, areas: tuple[Area, ...]) -> SearchElements:
    near = heading_deg(launch, truth)
    if level == "stated":  # the truth is somewhere in each interval, not in its middle
        i = float(truth.inclination_deg[0]) + (hash_share(launch.tag + "i") - 0.5) * 1.6
        height = float(np.mean(apsides_km(truth.mean_motion_rev_day, truth.eccentricity)))
        height += (hash_share(launch.tag) - 0.5) * 40
        interval = (height - 25, height + 25)
        return search_elements(launch.site, launch.liftoff, (i - 1, i + 1), near, height_km=interval)
    said = launch_plane(launch.site, areas, liftoff=launch.liftoff).answer.inclination_deg
    return search_elements(launch.site, launch.liftoff, (said.p05, said.p95), near)


def first_object(pair: Pair, launch: Launch) -> Elements | None:
    """The new object of the launch with the lowest number in a low orbit."""
    new = pair.after.select(np.isin(pair.after.norad, list(launch.objects)))
    new = new.select(new.mean_motion_rev_day > LOW_REV_DAY)
    return new.select([int(np.argmin(new.norad))]) if len(new) else None


def row_of(launch: Launch, truth: Elements, level: str, areas: tuple[Area, ...]) -> Row:
    """How far the truth is off, whether it lies inside the covariance, and how wide a search that asks for."""
    found = asked(launch, truth, level, areas)
    d = off(found, truth)
    back = back_propagate(truth, *julian_utc(launch.liftoff))
    inside = {
        count: bool(d[:count] @ np.linalg.solve(found.covariance[:count, :count], d[:count]) <= limit)
        for count, limit in CHI_SQUARE_90.items()
    }
    first = widths(found, (3.0,))[0]
    return {
        "launch": launch.tag,
        "site": launch.site.code,
        "level": level,
        "age_days": float(back.days[0, 0]),
        "aged": bool(back.days[0, 0] > AGED_DAYS or back.drag_revolutions[0, 0] > AGED_DRAG),
        "off": dict(zip(("i_deg", "node_deg", "u_deg", "n_rev_day"), map(float, d[:4]), strict=True)),
        "inside": inside,
        "cross_track_deg": float(first.cross_track_deg),
        "early_late_min": float(first.early_late_min),
    }


def figures_of(rows: list[Row], powered: int) -> Row:
    """By level: how many of the judged lie inside, over 2, 4 and 6 elements, and the median search 3 h on."""
    found: Row = {}
    for level in dict.fromkeys(row["level"] for row in rows):
        some = [row for row in rows if row["level"] == level]
        for count in CHI_SQUARE_90:
            judged = [row["inside"][count] for row in some if count == 2 or not row["aged"]]
            found[f"{level} {count} elements"] = f"{sum(judged)} of {len(judged)}"
        found[f"{level} cross_track_deg"] = quantile([row["cross_track_deg"] for row in some], 0.5)
        found[f"{level} early_late_min"] = quantile([row["early_late_min"] for row in some], 0.5)
    return {**found, "under_power": powered}


def line(row: Row) -> str:
    marks = " ".join("yes" if inside else "NO " for inside in row["inside"].values())
    offs = "".join(f"{value:8.2f}" for value in row["off"].values())
    aged = " aged" if row["aged"] else ""
    return f"{row['launch']} {row['level']:8}{row['site']:8}{row['age_days']:5.1f} d{offs}  {marks}{aged}"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    pair_options(parser)
    files(parser, "--launches", NOTICES, 'notices with their launches, for the level "notices"')
    given = parser.parse_args(words)
    noticed = {one.name.split(" ")[0]: one.announced.areas for one in noticed_launches(given.launches)}
    rows, powered = [], 0
    for pair in pairs_of(parser, given):
        for launch in pair.launches:
            truth = first_object(pair, launch) if launch.objects else None
            if truth is None or given.half not in ("all", half_of(launch.tag, parts=3, checked=0)):
                continue
            if is_powered(truth)[0]:
                powered += 1
                continue
            areas = noticed.get(launch.tag, ())
            levels = ("site", *(("notices",) if launch.tag in noticed else ()), "stated")
            rows += [row_of(launch, truth, level, areas if level == "notices" else ()) for level in levels]
    return answer(given, rows, figures_of(rows, powered), line)


if __name__ == "__main__":
    sys.exit(main())
